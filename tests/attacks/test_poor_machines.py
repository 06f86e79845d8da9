"""A class on a machine that lacks something: room on the disk, or /proc. Nobody gets a 0 for it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.attacks.attack import row
from tests.attacks.grading import COURSE
from tests.attacks.hand_in import RIGHT
from tests.conftest import Command

pytestmark = pytest.mark.skipif("sys.platform != 'linux' or os.geteuid() != 0", reason="only root can make a small disk")
Warm = Callable[[Path], tuple[int, dict[str, dict[str, str]]]]
PEOPLE = [f"s{number:02}" for number in range(12)]
SMALL = (
    'mount -t tmpfs -o size="$1" none "$2" && shift 2 && exec "$@"'  # in a view of the file system that ends with the command
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for student in PEOPLE:
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "ex90.py").write_text(RIGHT.replace("one = 1", f"one = 1  # {student}"))
    (tmp_path / "small").mkdir()
    return tmp_path


def run(place: Path, *arguments: str, small: str = "", size: str = "8k") -> tuple[int, dict[str, dict[str, str]], str]:
    """The status, the grades, and what was said; what the variable `small` names lies on a disk of
    `size`."""
    own = {"GRADER_HOME": str(COURSE), "GRADER_CACHE": str(place / "cache"), small: str(place / "small")}
    command = [
        sys.executable,
        "-P",
        "-m",
        "grader.cli",
        "class",
        "class",
        "--lang",
        "en",
        "--out",
        str(place / "out"),
        *arguments,
    ]
    if small or "--out" in arguments:
        command = ["unshare", "-m", "sh", "-c", SMALL, "sh", size, str(place / "small"), *command]
    environment = {**os.environ, **{name: value for name, value in own.items() if name}}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, graded(place), done.stdout + done.stderr


@pytest.fixture
def warm(command_in: Command) -> Warm:
    """The status and the grades where nothing is lacking."""

    def run(place: Path) -> tuple[int, dict[str, dict[str, str]]]:
        own = {"GRADER_HOME": str(COURSE), "GRADER_CACHE": str(place / "cache")}
        status = command_in("class", "class", "--lang", "en", "--out", str(place / "out"), cwd=place, **own).status
        return status, graded(place)

    return run


def graded(place: Path) -> dict[str, dict[str, str]]:
    """The rows of grades.csv by student."""
    grades = place / "out" / "grades.csv"
    with grades.open(newline="", encoding="utf-8") if grades.exists() else open(os.devnull) as file:
        return {one["student"]: one for one in csv.DictReader(file)}


@row(
    92,
    "a class on a disk without room for its results",
    "what cannot be kept is a problem of that hand-in alone, and is not remembered",
    "an empty cell, “… temporary folder cannot be written …”, status 1; the next run grades it",
)
def test_who_found_no_room_is_listed_and_graded_by_the_next_run(place: Path, warm: Warm) -> None:
    status, rows, said = run(place, small="TMPDIR")
    assert sorted(rows) == PEOPLE, said[-3000:]
    left = {student for student, one in rows.items() if "temporary folder cannot be written" in one["problems"]}
    assert 0 < len(left) < len(PEOPLE)
    points = {student: one["total"] for student, one in rows.items()}
    (full,) = {points[student] for student in PEOPLE if student not in left}
    assert points == {student: "" if student in left else full for student in PEOPLE}
    assert (status, full != "0") == (1, True)
    status, rows = warm(place)
    assert (status, {one["total"] for one in rows.values()}, {one["problems"] for one in rows.values()}) == (0, {full}, {""})


def test_a_cache_without_room_is_as_good_as_none(place: Path) -> None:
    status, rows, _ = run(place, small="GRADER_CACHE", size="32k")
    assert (status, len({one["total"] for one in rows.values()}), sorted(rows)) == (0, 1, PEOPLE)


def test_reports_without_room_are_refused_and_those_of_before_stay(place: Path, warm: Warm) -> None:
    assert warm(place)[0] == 0
    before = graded(place)
    status, after, said = run(place, "--out", str(place / "small"))
    assert (status, after) == (2, before)
    assert "cannot be written" in said


def test_a_machine_that_hides_proc_is_told_what_is_missing(place: Path) -> None:
    command = [sys.executable, "-P", "-m", "grader.cli", "class", "class", "--lang", "en"]
    hidden = ["unshare", "-m", "sh", "-c", 'mount -t tmpfs none /proc && exec "$@"', "sh", *command]
    done = subprocess.run(
        hidden, cwd=place, env={**os.environ, "GRADER_HOME": str(COURSE)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "/proc is not there" in done.stderr, "Mount it" in done.stderr) == (2, True, True)
