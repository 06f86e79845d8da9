"""A class is drawn as lanes become free, in any order, and told in a fixed one."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import GraderError
from grader.grading.grade_class import GradedStudent, grade_class, grade_student
from grader.grading.grade_submission import Starved
from grader.model import Problem, Result, Submission, Text
from grader.storage.atomic_write import DRAFT, write_together
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
    gradebook = grade_class(students, grade, [], (), isolation="none", lanes=lanes)
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

    gradebook = grade_class("abcdefghijz", grade, [], (), isolation="none", lanes=2)
    assert done[-1] == "a"
    assert [result.submission.student for result in gradebook.results] == list("abcdefghijz")


def test_what_fails_for_our_own_reasons_is_a_problem_of_that_submission_alone() -> None:
    def grade(submission: Submission) -> Result:
        if submission.student == "b":
            raise GraderError("no paper", de="kein Papier")
        if submission.student == "c":
            raise KeyError("slip")
        return result_of(submission)

    odd = Problem("d", "d.py", Text(de="seltsam", en="odd"))
    jobs = [Taken((submission_of(student),), ()) for student in "abc"] + [Taken((), (odd,))]
    gradebook = grade_class(jobs, lambda taken: grade_student(taken, grade), list("abcd"), (), isolation="none", lanes=2)
    assert [result.submission.student for result in gradebook.results] == ["a"]
    assert [problem.student for problem in gradebook.problems] == ["b", "c", "d"]
    assert "KeyError: 'slip' (test_grade_class.py" in gradebook.problems[1].text.en


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
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.html", "feedback", "grades.csv", "own.txt"]
    assert (tmp_path / "grades.csv").read_text() == "new"


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
    gradebook = grade_class(jobs, lambda taken: grade_student(taken, crowded), (), (), isolation="none", alone=alone)
    assert order[-1] == "b alone"
    assert [result.submission.student for result in gradebook.results] == list("abc")
    assert gradebook.problems == ()
