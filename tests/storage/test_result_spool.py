"""Results on the disk come back whole, and what stays in memory does not grow with what a hand-in holds."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from grader.errors import GraderError
from grader.model import Cell, Exercise, Gradebook, Picture, Result, Text
from grader.reports.files.csv import grades_csv
from grader.reports.files.summary import summary_markdown
from grader.storage.result_spool import ResultSpool, pack, unpack
from grader.storage.spool import Spool
from tests.every import each
from tests.reports import samples


def known(*results: Result) -> dict[str, Exercise]:
    return {result.exercise.id: result.exercise for result in results}


@contextmanager
def spool_of(*results: Result) -> Iterator[ResultSpool]:
    exercises = known(*results)
    with Spool() as spool:
        yield ResultSpool(spool, lambda name, variant, seed: exercises[name])


def illustrated(result: Result) -> Result:
    text = Text(de="Bild", en="picture")
    submission = replace(result.submission, cells=(Cell(1, "x = 1"),))
    return replace(result, submission=submission, pictures=(Picture("[]", text, (("curve", text),)),), worked=text)


CLASS = samples.class_of_six()


@each("result", CLASS.results)
def test_a_packed_result_comes_back_the_same(result: Result) -> None:
    whole = illustrated(result)
    document = json.loads(json.dumps(pack(whole)))
    assert unpack(document, lambda name, variant, seed: result.exercise) == whole


def test_each_student_finds_their_own_in_order() -> None:
    results = [illustrated(result) for result in CLASS.results]
    with spool_of(*results) as spool:
        for result in reversed(results):
            spool.put(result)
        for student in {result.submission.student or "" for result in results}:
            own = sorted((r for r in results if r.submission.student == student), key=lambda r: r.exercise.id)
            assert spool.of(student) == own
        assert list(spool) == sorted(results, key=lambda r: (r.submission.student or "", r.exercise.id))
        assert spool.of("nobody") == []


def test_tables_show_the_same_from_what_stays_in_memory() -> None:
    with spool_of(*CLASS.results) as spool:
        light = replace(CLASS, results=tuple(spool.put(illustrated(result)) for result in CLASS.results))
    assert grades_csv(light) == grades_csv(CLASS)
    assert summary_markdown(light, lang="en") == summary_markdown(CLASS, lang="en")


def test_equal_verdicts_of_a_class_are_one_and_code_is_not_held() -> None:
    result = illustrated(samples.half_done())
    other = replace(result, submission=replace(result.submission, student="somebody"))
    with spool_of(result) as spool:
        first, second = spool.put(result), spool.put(other)
    assert all(one is two for one, two in zip(first.verdicts, second.verdicts, strict=True))
    assert (first.submission.cells, first.pictures, first.worked) == ((), (), None)
    assert first.points == result.points > Fraction(0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    result = samples.half_done()
    with Path("/dev/full").open("r+b", buffering=0) as full:
        monkeypatch.setattr("tempfile.TemporaryFile", lambda **_: full)
        with spool_of(result) as spool, pytest.raises(GraderError, match="Make room"):
            spool.put(result)


def test_an_empty_spool_is_an_empty_class() -> None:
    with spool_of() as spool:
        assert list(spool) == []
    assert summary_markdown(Gradebook(()), lang="en")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on files")
def test_what_was_kept_before_the_disk_was_full_can_be_read() -> None:
    import resource

    result, before = samples.half_done("anna"), resource.getrlimit(resource.RLIMIT_FSIZE)
    with spool_of(result) as spool:
        spool.put(result)
        kept = spool.of("anna")
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(json.dumps(pack(result))) + 100, before[1]))
        try:
            with pytest.raises(GraderError, match="Make room"):
                spool.put(result)
            assert spool.of("anna") == kept != []
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
