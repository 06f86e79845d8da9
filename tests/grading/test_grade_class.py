"""A class is drawn as lanes become free, in any order, and told in a fixed one."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import GraderError
from grader.grading.grade_class import GradedStudent, grade_class, grade_student, in_lanes
from grader.grading.grade_submission import Starved
from grader.model import Outcome, Problem, Result, Submission, Text
from grader.storage.atomic_write import DRAFT
from grader.storage.written import LIST, write_together
from grader.submissions.files.handin import Taken
from tests.reports import samples


def submission_of(student: str) -> Submission:
    return replace(samples.half_done().submission, student=student)


def result_of(submission: Submission) -> Result:
    return replace(samples.half_done(), submission=submission)


def graded(student: str) -> GradedStudent:
    return grade_student(Taken((submission_of(student),), ()), result_of)


@pytest.mark.parametrize("lanes", [1, 3])
def test_no_more_students_are_graded_at_once_than_there_are_lanes(lanes: int) -> None:
    running: set[str] = set()
    most = 0
    lock = threading.Lock()

    def grade(student: str) -> GradedStudent:
        nonlocal most
        with lock:
            running.add(student)
            most = max(most, len(running))
        done = graded(student)
        with lock:
            running.remove(student)
        return done

    students = [f"s{number:03}" for number in range(200)]
    gradebook = grade_class(in_lanes(grade, students, lanes), [], (), isolation="none")
    assert len(gradebook.results) == 200
    assert most <= lanes


def test_a_slow_student_holds_up_no_other_and_the_order_stays() -> None:
    done: list[str] = []
    last = threading.Event()

    def grade(student: str) -> GradedStudent:
        if student == "a":
            assert last.wait(20)
        done.append(student)
        if student == "z":
            last.set()
        return graded(student)

    gradebook = grade_class(in_lanes(grade, "abcdefghijz", 2), [], (), isolation="none")
    assert done[-1] == "a"
    assert [result.submission.student for result in gradebook.results] == list("abcdefghijz")


def test_what_fails_for_our_own_reasons_is_a_problem_of_that_submission_alone(caplog: pytest.LogCaptureFixture) -> None:
    def grade(submission: Submission) -> Result:
        if submission.student == "b":
            raise GraderError("no paper", de="kein Papier")
        if submission.student == "c":
            raise KeyError("slip")
        return result_of(submission)

    odd = Problem("d", "d.py", Text(de="seltsam", en="odd"))
    jobs = [Taken((submission_of(student),), ()) for student in "abc"] + [Taken((), (odd,))]
    gradebook = grade_class((grade_student(taken, grade) for taken in jobs), list("abcd"), (), isolation="none")
    assert [result.submission.student for result in gradebook.results] == ["a"]
    assert [problem.student for problem in gradebook.problems] == ["b", "c", "d"]
    assert "KeyError (test_grade_class.py" in gradebook.problems[1].text.en
    assert "slip" not in gradebook.problems[1].text.en  # it may quote anything, and its student reads it
    assert "KeyError: 'slip'" in caplog.text


def test_reports_stay_until_the_new_ones_are_complete(tmp_path: Path) -> None:
    (tmp_path / "grades.csv").write_text("old")
    (tmp_path / DRAFT).mkdir()
    (tmp_path / DRAFT / "left by a killed run").write_text("half")
    (tmp_path / "own.txt").write_text("the teacher's")

    def write(*, fail: bool) -> None:
        with write_together(tmp_path) as draft:
            (draft / "feedback").mkdir()
            (draft / "feedback" / "a.html").write_text("new")
            (draft / "grades.csv").write_text("new")
            assert (tmp_path / "grades.csv").read_text() == "old"
            if fail:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(fail=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["grades.csv", "own.txt"]
    write(fail=False)
    found = sorted(path.name for path in tmp_path.rglob("*"))
    assert found == [LIST, "a.html", "feedback", "grades (edited).csv", "grades.csv", "own.txt"]
    assert (tmp_path / "grades.csv").read_text() == "new"
    assert (tmp_path / "grades (edited).csv").read_text() == "old"  # nobody has told us that a run wrote it


def test_what_a_run_wrote_goes_with_the_next_and_what_somebody_edited_stays(tmp_path: Path) -> None:
    def write(**files: str) -> list[str]:
        kept: list[Path] = []
        with write_together(tmp_path, kept.append) as draft:
            for name, text in files.items():
                (draft / f"{name}.csv").write_text(text)
        return [path.name for path in kept]

    def lying() -> dict[str, str]:
        return {path.name: path.read_text() for path in tmp_path.iterdir() if path.name != LIST}

    assert write(anna="1", ben="1", cora="1") == []
    assert write(anna="2", ben="2", cora="2") == []
    (tmp_path / "anna.csv").write_text("by hand")
    (tmp_path / "cora.csv").write_text("by hand, too")
    assert write(anna="3") == ["anna (edited).csv", "cora.csv"]  # ben is no longer in the class
    assert lying() == {"anna.csv": "3", "anna (edited).csv": "by hand", "cora.csv": "by hand, too"}
    (tmp_path / LIST).write_text('{"../own.txt": [1], "anna.csv": 3}')  # a damaged list costs nothing
    assert write(anna="4") == ["anna (edited 2).csv"]


def test_whom_a_busy_machine_left_no_time_is_graded_alone_at_the_end() -> None:
    order: list[str] = []

    def crowded(submission: Submission) -> Result:
        if submission.student == "b":
            raise Starved
        order.append(str(submission.student))
        return result_of(submission)

    def alone(submission: Submission) -> Result:
        order.append(f"{submission.student} alone")
        return result_of(submission)

    jobs = [Taken((submission_of(student),), ()) for student in "abc"]
    gradebook = grade_class((grade_student(taken, crowded) for taken in jobs), (), (), isolation="none", alone=alone)
    assert order[-1] == "b alone"
    assert [result.submission.student for result in gradebook.results] == list("abc")
    assert gradebook.problems == ()


@pytest.mark.parametrize(
    ("outcome", "own", "minor"), [("correct", True, True), ("crashed", True, False), ("correct", False, False)]
)
def test_a_remark_about_a_cell_is_a_trifle_where_every_answer_could_be_looked_at(outcome: str, own: bool, minor: bool) -> None:
    """It is known by where it comes from, not by its words."""
    said = Text(de="Zelle 1 importiert nix.", en="Cell 1 imports nix.")
    base = samples.half_done()
    verdicts = tuple(replace(verdict, outcome=Outcome(outcome)) for verdict in base.verdicts)
    result = replace(base, verdicts=verdicts, notes=(said,), remarks=(said,) if own else ())
    (problem,) = grade_student(Taken((base.submission,), ()), lambda submission: result).problems
    assert (problem.text, problem.minor) == (said, minor)
