"""A class is drawn as lanes become free, in any order, and told in a fixed one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import GraderError
from grader.gradebook import AHEAD, grade_class
from grader.model import Problem, Result, Submission, Text
from grader.submissions.handin import HandIn, Part, ReadHandIn, Reading, Taken, take_each
from grader.whole import DRAFT, write_together
from tests.reports import samples


def taken(student: str) -> Taken:
    return Taken((replace(samples.half_done().submission, student=student),), ())


def result_of(submission: Submission) -> Result:
    return replace(samples.half_done(), submission=submission)


@pytest.mark.parametrize("lanes", [1, 3])
def test_only_a_few_submissions_are_read_ahead(lanes: int) -> None:
    drawn = graded = most = 0
    lock = threading.Lock()

    def all_of_them() -> Iterator[Taken]:
        nonlocal drawn, most
        for number in range(200):
            with lock:
                drawn += 1
                most = max(most, drawn - graded)
            yield taken(f"s{number:03}")

    def grade(submission: Submission) -> Result:
        nonlocal graded
        with lock:
            graded += 1
        return result_of(submission)

    gradebook = grade_class(all_of_them(), [], (), grade, isolation="none", lanes=lanes)
    assert len(gradebook.results) == 200
    assert most <= AHEAD * lanes + 1


def test_a_slow_hand_in_holds_up_no_other_and_the_order_stays() -> None:
    done: list[str] = []
    last = threading.Event()

    def grade(submission: Submission) -> Result:
        student = submission.student or ""
        if student == "a":
            assert last.wait(20)
        done.append(student)
        if student == "z":
            last.set()
        return result_of(submission)

    gradebook = grade_class(map(taken, "abcdefghijz"), [], (), grade, isolation="none", lanes=2)
    assert done[-1] == "a"
    assert [result.submission.student for result in gradebook.results] == list("abcdefghijz")


def test_what_fails_for_our_own_reasons_is_a_problem_of_that_student_alone() -> None:
    def grade(submission: Submission) -> Result:
        if submission.student == "b":
            raise GraderError("no paper", de="kein Papier")
        return result_of(submission)

    odd = Problem("c", "c.py", Text(de="seltsam", en="odd"))
    stream = iter([taken("a"), taken("b"), Taken((), (odd,))])
    gradebook = grade_class(stream, ["a", "b", "c"], (), grade, isolation="none", lanes=2)
    assert [result.submission.student for result in gradebook.results] == ["a"]
    assert [problem.student for problem in gradebook.problems] == ["b", "c"]


def test_a_student_is_taken_when_the_last_file_is_read() -> None:
    def read(student: str, name: str, modified: int) -> ReadHandIn:
        return ReadHandIn(HandIn(student, Path(name), name, modified), name, Reading((Part("ex10", 0, ()),)))

    files = [read("a", "old", 1), read("b", "only", 1), read("a", "new", 2)]
    stream = take_each(iter(files), [one.hand_in for one in files])
    assert [[one.file for one in each.submissions] for each in stream] == [["only"], ["new"]]


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
