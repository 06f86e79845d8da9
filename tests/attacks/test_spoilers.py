"""What spoils a report, and what an author's code says of an answer it cannot work with: neither reaches anybody else."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from grader.cli.shared.context import Context
from grader.cli.teacher.setting.teachers_log import teachers_log
from grader.cli.teacher.whole_class.class_reports import NOT_SHOWN, deliver
from grader.model import Alike, AlikeExercise, Gradebook, Outcome, Place, Result
from grader.reports.files.class_report import GradedClass, class_reports
from grader.storage.codec import dump
from tests.attacks.attack import row
from tests.conftest import GradeCode
from tests.every import turn
from tests.reports.samples import half_done

STUDENTS = ("000innocent", "mallory", "zzzinnocent")


def graded(**spoilt: Result) -> GradedClass:
    results = {student: spoilt.get(student) or half_done(student) for student in STUDENTS}
    gradebook = Gradebook(tuple(results.values()), isolation="strong")
    return GradedClass(gradebook, STUDENTS, lambda student: [results[student]], "en")


def with_line(line: int) -> Result:
    """A result whose code broke off at that line, as `Raised` said before its line was looked at."""
    result = half_done("mallory")
    verdicts = tuple(replace(one, outcome=Outcome.CRASHED, place=Place(1, line)) for one in result.verdicts)
    return replace(result, verdicts=verdicts)


@row(
    93,
    "a hand-in whose page cannot be made",
    "where showing a class fails, everybody is tried alone",
    "“… graded, but not shown …” for that one; all other pages and rows are there",
)
@pytest.mark.parametrize("as_json", [False, True])
def test_whoever_spoils_a_report_is_left_out_alone(as_json: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with teachers_log():
        deliver(Context("en", json=as_json), graded(mallory=with_line(10**4300)), tmp_path / "graded")
    pages = {path.name: path.read_text("utf-8") for path in (tmp_path / "graded" / "feedback").iterdir()}
    assert len(pages) == 3
    honest = dict(next(one for one in class_reports() if one.name == "feedback/").files(graded()))
    for student in ("000innocent", "zzzinnocent"):
        assert pages[f"{student}.html"] == honest[f"feedback/{student}.html"]
    rows = list(csv.reader(io.StringIO((tmp_path / "graded" / "grades.csv").read_text("utf-8"), newline="")))
    cells = {line[0]: line[1:-1] for line in rows[1:]}
    assert sorted(cells) == list(STUDENTS)
    assert cells["000innocent"] == cells["zzzinnocent"] != cells["mallory"]
    said = capsys.readouterr()
    assert NOT_SHOWN.en[:30] in said.out.replace("\n", " ")
    assert "mallory cannot be shown: ValueError" in said.err
    if as_json:
        assert [one["student"] for one in json.loads(said.out)["results"]] == ["000innocent", "zzzinnocent"]


@pytest.mark.parametrize("as_json", [False, True])
def test_a_pair_that_cannot_be_shown_takes_nobody_along(
    as_json: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = Alike(("000innocent", "zzzinnocent"), 40, (AlikeExercise("ex10", (("a = 1", "b = 1"),)),))
    spoilt = Alike(("mallory", "zzzinnocent"), 10**4300, (AlikeExercise("ex10", ((None, 10**4300),)),))  # type: ignore[arg-type]
    whole = graded()
    book = replace(whole.gradebook, alike=(spoilt, shown))
    with teachers_log():
        deliver(Context("en", json=as_json), replace(whole, gradebook=book), tmp_path / "graded")
    assert len(list((tmp_path / "graded" / "feedback").iterdir())) == 3
    page = (tmp_path / "graded" / "alike.html").read_text("utf-8")
    assert "000innocent" in page
    assert "mallory" not in page
    said = capsys.readouterr()
    assert "mallory – zzzinnocent cannot be shown" in said.err
    assert NOT_SHOWN.en[:30] not in said.out.replace("\n", " ")
    if as_json:
        assert [one["student"] for one in json.loads(said.out)["results"]] == list(STUDENTS)


def test_such_a_page_cannot_be_made() -> None:
    """The control: without the protection it takes everybody along."""
    spoilt = graded(mallory=with_line(10**4300))
    with pytest.raises(ValueError, match="4300 digits"):
        [list(one.files(spoilt)) for one in class_reports()]


HOSTILE = ("log(-1)", "sqrt(-2)", "1/0", "10**4000", "acos(2)", "0/0", "(-8)**(1/3)", "2**(2**40)", "-oo")
TELLING = ("from_previous gives", "no such answer", "the rule ", "Relational", "Traceback", "zoo", "I*pi", "truth value")


@row(
    71,
    "answers that an author's rule cannot work with",
    "a rule, guard, check or picture that fails does not apply; its words go to the teacher's log",
    "wrong or follow-through, with a fixed sentence",
)
@pytest.mark.parametrize("exercise", turn(["ex01", "ex09", "ex10", "ex14", "ex15", "ex16", "ex22", "ex23"], 4))
def test_no_word_of_an_authors_rule_is_told(exercise: str, grade_code: GradeCode, key: object) -> None:
    items = key.exercise(exercise).items  # type: ignore[attr-defined]
    for hostile in HOSTILE:
        answers = {}
        for item in items:
            length = item.reading.get("length")
            if not item.functions and not item.options and not item.marks:
                answers[item.name] = repr([hostile, *["0"] * (length - 1)] if length else hostile)
        found = grade_code(exercise, answers).result
        told = json.dumps(dump(found, without=("submission", "exercise")), ensure_ascii=False)
        said = [verdict.feedback.en for verdict in found.verdicts if verdict.feedback]
        assert not [word for word in TELLING if any(word in one for one in said)], (hostile, said)
        assert "from_previous gives" not in told
        assert not [verdict for verdict in found.verdicts if verdict.outcome is Outcome.GRADER_ERROR], (hostile, said)


def test_the_words_of_a_rule_that_failed_stand_in_the_teachers_log(
    grade_code: GradeCode, caplog: pytest.LogCaptureFixture
) -> None:
    """The control: the rule was asked, and did fail."""
    verdict = grade_code("ex10", {"steps": "['sqrt(-2)', 0, 0]"})["steps"]
    assert verdict.outcome is Outcome.WRONG
    logged = [record.getMessage() for record in caplog.records if record.name == "grader.teacher"]
    assert [line for line in logged if "from_previous" in line]
