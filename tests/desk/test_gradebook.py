"""What a gradebook keeps, and that a row is added only where something is new: on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import func, select

from grader.desk.gradebook.store import GradebookStore
from grader.desk.gradebook.tables import EXERCISES, RESULTS, SUBMISSIONS
from grader.model import Cell, Decision, Outcome, Result, Text
from tests.reports.samples import half_done

ODD = "an\udc80na\0 \\u0041 \\ \U0001f600 ö"  # as a disk may have it, and no database


def with_code(result: Result, code: str, **more: str) -> Result:
    return replace(result, submission=replace(result.submission, cells=(Cell(1, code),), **more))


def counted(book: GradebookStore) -> list[int]:
    with book.engine.connect() as connection:
        tables = (RESULTS, SUBMISSIONS, EXERCISES)
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]


def test_what_was_recorded_comes_back_whole(book: GradebookStore) -> None:
    result = with_code(half_done(ODD), "x = '\udcff\0'\n", file="a\udcff.py")
    exercise = replace(result.exercise, seed=2**64 - 1)
    result = replace(result, exercise=exercise, handed_in="2026-11-28T20:00:00", notes=(Text(de="ä", en="a"),))
    book.record(result, version="v1")
    (stored,) = book.latest()
    assert stored.result == result
    assert (stored.version, book.students()) == ("v1", (ODD,))
    assert book.result(stored.uid) == stored
    assert book.result("0" * 32) is None


def test_a_row_is_added_only_where_something_is_new(book: GradebookStore) -> None:
    result = with_code(half_done("anna"), "x = 1")
    assert book.record(result, version="v1").news == "new"
    assert book.record(result, version="v1").news == "same"
    assert counted(book) == [1, 1, 1]
    assert book.record(result, version="v2").news == "same"  # another version of the exercise judges the same
    assert counted(book) == [2, 1, 2]
    fewer = replace(
        result, verdicts=(replace(result.verdicts[0], points=Fraction(0), outcome=Outcome.WRONG), *result.verdicts[1:])
    )
    assert book.record(fewer, version="v2").news == "changed"
    assert counted(book) == [3, 1, 2]
    assert book.record(with_code(fewer, "x = 2"), version="v2").news == "changed"
    assert counted(book) == [4, 2, 2]
    assert book.record(replace(fewer, handed_in="2026-11-28"), version="v2").news == "changed"
    assert book.record(replace(fewer, reproducible=False), version="v2").news == "changed"  # its time is gone again
    assert counted(book) == [6, 3, 2]


def test_who_hands_in_again_what_they_had_counts_with_that(book: GradebookStore) -> None:
    first, second = (with_code(half_done("anna"), code) for code in ("x = 1", "x = 2"))
    for result in (first, second, first):
        assert book.record(result, version="v1").news != "same"
    assert [stored.result for stored in book.latest()] == [first]


def test_of_each_student_and_exercise_the_last_result_counts(book: GradebookStore) -> None:
    for name in ("ben", "anna"):
        for code in ("x = 1", "x = 2"):
            book.record(with_code(half_done(name), code), version="v1")
    latest = [stored.result for stored in book.latest()]
    assert [(one.submission.student, one.submission.cells[0].source) for one in latest] == [("anna", "x = 2"), ("ben", "x = 2")]
    assert [stored.result.submission.student for stored in book.latest("ben")] == ["ben"]
    assert list(book.latest("carla")) == []


def test_pictures_are_not_stored(book: GradebookStore) -> None:
    result = replace(half_done("anna"), worked=Text(de="So geht es", en="This is how"))
    book.record(result, version="v1")
    assert [stored.result for stored in book.latest()] == [replace(result, worked=None)]


def test_the_last_decision_about_a_thing_holds(book: GradebookStore) -> None:
    book.record(half_done("anna"), version="v1")
    marks = Decision("anna", "ex10", "ex10.g", marks=Fraction(3, 2), comment="gut\0 \udc80")
    excused = Decision("ben", "ex10", excused=True)
    dated = Decision("anna", handed_in="2026-11-28T12:00:00+01:00")
    book.decide(replace(marks, marks=Fraction(1, 2)), excused)
    book.decide(marks, dated)
    assert book.decisions() == (marks, excused, dated)
    assert book.students() == ("anna", "ben")


def test_decisions_outlive_results_and_the_program(place: str) -> None:
    decision = Decision("anna", "ex10", "ex10.b", points=Fraction(2), outcome=Outcome.PARTIAL)
    with GradebookStore(place) as book:
        book.decide(decision)
    with GradebookStore(place) as book:
        book.record(half_done("anna"), version="v1")
        book.record(half_done("anna"), version="v2")
        assert book.decisions() == (decision,)


def test_half_of_several_decisions_is_none(book: GradebookStore) -> None:
    broken = Decision("ben", "ex10", points="much")  # type: ignore[arg-type]
    object.__setattr__(broken, "points", object())
    with pytest.raises(TypeError):
        book.decide(Decision("anna", "ex10", excused=True), broken)
    assert book.decisions() == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_a_new_file_is_its_owners_alone(tmp_path: object) -> None:
    place = f"{tmp_path}/book.sqlite"
    with GradebookStore(place) as book:
        book.record(half_done("anna"), version="v1")
        for name in (place, f"{place}-wal", f"{place}-shm"):
            assert stat.S_IMODE(os.stat(name).st_mode) == 0o600
