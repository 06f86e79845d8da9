"""What one student may cost the judge: files that take long to read, answers without end, frames without number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey
from grader.grading import grade_submission
from grader.grading.grade_class import GradedStudent, grade_class, grade_student
from grader.model import Gradebook
from grader.reports.files.csv import grades_csv
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.select import choose_wall
from grader.sandbox.wall.limits import Limits
from grader.submissions.files.handin import HandIn, Taken
from grader.submissions.files.which_counts import take
from tests.attacks.attack import row
from tests.attacks.grading import COURSE
from tests.runner.making import LIE

pytestmark = pytest.mark.skipif(not choose_wall().encloses, reason="this system has no wall")
NAMES = {"ex90": ["one", "two", "squared"]}
RIGHT = "# grader: ex90\none = 1\ntwo = 2\ndef squared(x): return x * x\n"
FORGED = f"""# grader: ex90
{LIE}
def change(frame):
    if frame.get("name") == "one": frame["observation"] = {{"is": "Returned", "raw": RAW}}
    return frame
one = 1
two = 2
def squared(x): return x * x
"""
LARGE = FORGED.replace("RAW", "'x' * 900_000")
MANY = FORGED.replace("RAW", "[0] * 400_000")
SLOW = '{"cells":[' + '{"cell_type":[' * 60_000  # to read, and all in vain


def graded(folder: Path, sheets: dict[str, Sequence[str]], limits: Limits) -> Gradebook:
    """A class of such hand-ins; each student's files are read and run in one session, as in `grade class`."""
    hand_ins: dict[str, list[HandIn]] = {}
    for student, sources in sheets.items():
        for number, source in enumerate(sources):
            path = folder / student / f"ex90-{number}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(source, encoding="utf-8")
            hand_ins.setdefault(student, []).append(HandIn(student, path, f"{student}/{path.name}"))
    with LiveKey(COURSE) as key, LocalExecutor(limits=limits) as executor:

        def mark(own: Iterable[HandIn]) -> GradedStudent:
            with executor.session() as session, key.for_one_student():
                taken = [take([session.read_file(one, NAMES)]) for one in own]  # each counts, though all are for one exercise
                submissions = tuple(submission for one in taken for submission in one.submissions)
                problems = tuple(problem for one in taken for problem in one.problems)
                return grade_student(
                    Taken(submissions, problems), lambda one: grade_submission.grade(one, key, session, seed=0)
                )

        return grade_class(map(mark, hand_ins.values()), list(sheets), (), isolation=executor.isolation)


def said_of(student: str, gradebook: Gradebook) -> list[str]:
    return [problem.text.en for problem in gradebook.problems if problem.student == student]


def points(gradebook: Gradebook) -> dict[str, str]:
    """What grades.csv has for ex90; nothing for a student of whom nothing was graded."""
    rows = csv.DictReader(io.StringIO(grades_csv(gradebook), newline=""))
    return {row["student"]: row["ex90"] for row in rows}


@row(
    46,
    "large answers in every exercise",
    "a share of bytes for each student, all exercises together",
    "what is beyond: an empty cell, “… than the grader accepts from one person …”",
)
def test_what_one_student_sends_is_counted_over_all_exercises(tmp_path: Path) -> None:
    sheets = {"000innocent": [RIGHT], "mallory": [LARGE] * 4, "zzzinnocent": [RIGHT] * 4}
    found = graded(tmp_path, sheets, Limits(sent=2_000_000))
    assert all("than the grader accepts from one person" in said for said in said_of("mallory", found))
    graded_of = [result.submission.student for result in found.results]
    assert graded_of.count("zzzinnocent") == 4
    assert graded_of.count("mallory") == 2
    assert said_of("000innocent", found) == said_of("zzzinnocent", found) == []


@row(
    46,
    "answers of 400 000 pieces",
    "a share of the judge's own processor time for each student",
    "the same",
)
def test_what_takes_long_to_take_in_uses_up_one_students_share(tmp_path: Path) -> None:
    sheets = {"000innocent": [RIGHT] * 4, "mallory": [MANY] * 4}
    found = graded(tmp_path, sheets, Limits(judging=0.15))
    assert 0 < len(said_of("mallory", found)) < 5
    assert all("than the grader accepts from one person" in said for said in said_of("mallory", found))
    graded_of = [result.submission.student for result in found.results]
    assert graded_of.count("000innocent") == 4
    assert graded_of.count("mallory") < 4
    assert said_of("000innocent", found) == []


def test_what_is_within_the_share_is_graded(tmp_path: Path) -> None:
    """The control: the same, in the share that everybody has."""
    found = graded(tmp_path, {"mallory": [LARGE, MANY] * 2}, Limits())
    assert [result.submission.student for result in found.results] == ["mallory"] * 4
    assert said_of("mallory", found) == []


@row(
    44,
    "files that take long to read",
    "a share of the time for reading for each student",
    "“… not read …” for the rest of theirs; their cells are empty",
)
def test_files_that_take_long_to_read_use_up_one_students_share(tmp_path: Path) -> None:
    sheets = {"000innocent": [RIGHT] * 3, "mallory": [*[SLOW] * 3, RIGHT]}
    found = graded(tmp_path, sheets, Limits(reading=0.12))
    assert points(found)["mallory"] == ""
    assert any(said.startswith("not read: ") for said in said_of("mallory", found))
    assert points(found)["000innocent"] == "3"
    assert said_of("000innocent", found) == []


def test_what_comes_in_time_is_read(tmp_path: Path) -> None:
    """The control: the same files, in the share that everybody has."""
    found = graded(tmp_path, {"mallory": [*[SLOW] * 3, RIGHT]}, Limits())
    assert points(found)["mallory"] == "3"
