"""Records survive JSON, and nothing that is not one is taken for one."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from grader.answer_key.process.client import LiveKey
from grader.model import Certificate, Exercise, Match, Missing, Observation, Raised, Result, Returned, Text, Witness
from grader.storage import codec
from grader.storage.atomic_write import write_whole
from grader.storage.codec import RecordError
from tests.conftest import GradeCode
from tests.every import each

T = Text(de="deutsch", en="English")
MATCH = Match(
    "none",
    certificate=Certificate("refuted", "balls", T, Witness((("w", "7/5"),), "-8/5", "secret"), digits=12),
    credit=Fraction(2, 3),
    note=T,
)


@each("record", [MATCH, Missing(), Raised("ValueError", "no", 1, 2), Returned({"node": ["num", "1"]})])
def test_records_survive_json(record: Any) -> None:
    document = json.loads(json.dumps(codec.dump(record), allow_nan=False))
    kind: Any = Match if isinstance(record, Match) else Observation
    assert codec.load(kind, document) == record


def test_an_exercise_and_a_result_survive_json(key: LiveKey, grade_code: GradeCode) -> None:
    for exercise_id in ("ex06", "ex10"):
        exercise = key.exercise(exercise_id)
        assert codec.load(Exercise, json.loads(json.dumps(codec.dump(exercise)))) == exercise
    result = grade_code("ex10", {"steps": "[1.5, 3, 4.5]", "derivative": "w - 3"}).result
    assert codec.load(Result, json.loads(json.dumps(codec.dump(result)))) == result


GOOD = codec.dump(MATCH)
BAD = [
    None,
    3,
    "x",
    [],
    {},
    {**GOOD, "is": "Certificate"},
    {**GOOD, "extra": 1},
    {name: value for name, value in GOOD.items() if name != "kind"},
    {**GOOD, "kind": "perfect"},
    {**GOOD, "credit": 0.5},
    {**GOOD, "credit": "1/0"},
    {**GOOD, "fault": 1},
    {**GOOD, "note": {"is": "Text", "de": 3, "en": "x"}},
]


@each("document", BAD)
def test_other_documents_are_refused(document: Any) -> None:
    with pytest.raises(RecordError):
        codec.load(Match, document)


def test_a_field_that_came_later_gets_its_default() -> None:
    older = {name: value for name, value in GOOD.items() if name not in ("credit", "fault")}
    assert codec.load(Match, older) == replace(MATCH, credit=Fraction(0), fault=False)


def test_a_field_that_was_left_out_is_given() -> None:
    assert codec.load(Match, codec.dump(MATCH, without=("kind",)), kind="none") == MATCH
    with pytest.raises(RecordError):
        codec.load(Match, GOOD, kind="none")


def test_the_student_view_of_a_certificate_holds_no_reference() -> None:
    assert MATCH.certificate is not None
    seen = MATCH.certificate.for_student()
    assert "secret" not in json.dumps(codec.dump(seen))
    assert seen.witness is not None
    assert seen.witness.student == "-8/5"


def test_a_file_is_there_completely_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    write_whole(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "new \udcff")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
