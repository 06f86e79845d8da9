"""`grade class --gradebook`: what is graded is stored as soon as it is there, and a gradebook that fails stops nobody."""

from __future__ import annotations

import itertools
import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from grader.desk.gradebook.store import GradebookStore
from grader.errors import GraderError
from tests.conftest import ROOT, Command, Ran
from tests.reports.samples import half_done

HAND_INS = ROOT / "tests" / "class" / "hand_ins"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(HAND_INS, tmp_path / "hand_ins", ignore=lambda _, names: {name for name in names if len(names) > 4} - KEPT)
    return tmp_path / "hand_ins"


KEPT = {"anna", "ben", "emil"}


def graded(command: Command, folder: Path, *options: str, **environment: str) -> Ran:
    return command("class", str(folder), "--lang", "en", *options, cwd=folder.parent, **environment)


def test_what_is_graded_is_stored_and_the_next_run_says_what_is_new(command: Command, folder: Path) -> None:
    first = graded(command, folder, "--gradebook", "book.sqlite", "--json")
    assert first.status == 0, first.err
    shown = json.loads(first.out)["results"]
    assert f"In the gradebook {folder.parent / 'book.sqlite'}: {len(shown)} results." in first.err
    with GradebookStore(str(folder.parent / "book.sqlite"), make=False) as book:
        stored = [(one.result.submission.student, one.result.exercise.id, float(one.result.points)) for one in book.latest()]
    assert stored == sorted((one["student"], one["exercise"], one["points"]) for one in shown)

    assert "Since the last run: 0 new, 0 changed" in graded(command, folder, "--gradebook", "book.sqlite").err
    student = sorted(path for path in folder.iterdir() if path.is_dir())[0]
    shutil.copytree(student, folder / "zoe")
    again = graded(command, folder, "--gradebook", "book.sqlite").err
    assert f"Since the last run: {sum(one['student'] == student.name for one in shown)} new, 0 changed" in again


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_the_same_on_postgresql_with_receipts_that_hold(command: Command, folder: Path, place: str) -> None:
    ran = graded(command, folder, "--gradebook", place, "--json")
    assert (ran.status, "In the gradebook " in ran.err) == (0, True), ran.err
    assert "Since the last run: 0 new, 0 changed" in graded(command, folder, "--gradebook", place).err
    with GradebookStore(place, make=False) as book:
        stored = [(one.result.submission.student, one.result.exercise.id, float(one.result.points)) for one in book.latest()]
    assert stored == sorted((one["student"], one["exercise"], one["points"]) for one in json.loads(ran.out)["results"])
    receipt = sorted((folder.parent / "graded" / "hand_ins" / "receipts").iterdir())[0]
    ran = command("verify", str(receipt), "--gradebook", place, "--lang", "en", cwd=folder.parent)
    assert (ran.status, "is genuine" in ran.err) == (0, True), ran.err


def test_it_is_said_of_whom_nothing_came_for_longer_than_results_are_kept(command: Command, folder: Path) -> None:
    place = folder.parent / "book.sqlite"
    with GradebookStore(str(place)) as book:
        for name in ("otto", "petra"):
            book.record(half_done(name), version="v1")
        book.record(half_done("rosa"), version="v1")
        with book.writing() as connection:
            connection.execute(text("UPDATE results SET graded = '2020-01-01T00:00:00+00:00' WHERE student < 3"))
    (folder.parent / "course.toml").write_text('gradebook = "book.sqlite"\nkeep = 365\n')
    err = graded(command, folder).err
    assert "Of 2 students nothing came for over 365 days" in err
    assert "grade forget --older-than 365" in err
    ran = command("forget", "--older-than", "365", "--yes", "--lang", "en", cwd=folder.parent, GRADER_CACHE="")
    assert "Forgotten: otto, petra." in ran.err


def test_without_a_gradebook_nothing_is_stored(command: Command, folder: Path) -> None:
    ran = graded(command, folder)
    assert (ran.status, "gradebook" in ran.err) == (0, False)
    assert sorted(path.name for path in folder.parent.iterdir()) == ["graded", "hand_ins"]


def test_a_gradebook_among_the_hand_ins_is_refused(command: Command, folder: Path) -> None:
    ran = graded(command, folder, "--gradebook", str(folder / "book.sqlite"))
    assert (ran.status, "lies inside the folder of the hand-ins" in ran.err) == (2, True)


def test_a_gradebook_that_cannot_be_used_is_told_before_anything_is_graded(command: Command, folder: Path) -> None:
    (folder.parent / "book.sqlite").write_text("no database at all, " * 100)
    ran = graded(command, folder, "--gradebook", "book.sqlite")
    assert (ran.status, "no database" in ran.err, (folder.parent / "graded").exists()) == (2, True, False)


def test_where_no_receipt_can_be_signed_the_reports_are_written_all_the_same(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: GradebookStore, *, make: bool = False) -> tuple[bytes, ...]:
        raise GraderError("The disk is full.", de="Der Datenträger ist voll.")

    monkeypatch.setattr(GradebookStore, "signing_keys", failing)
    ran = graded(command, folder, "--gradebook", "book.sqlite")
    assert (ran.status, (folder.parent / "graded" / "hand_ins" / "grades.csv").exists()) == (1, True)
    assert "The disk is full." in ran.err


def test_a_gradebook_that_fails_on_the_way_loses_no_grading(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = json.loads(graded(command, folder, "--json").out)
    real, calls = GradebookStore.record, itertools.count()

    def failing(self: GradebookStore, *args: object, **options: object) -> object:
        if next(calls) >= 1:
            raise GraderError("The disk is full.", de="Der Datenträger ist voll.")
        return real(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(GradebookStore, "record", failing)
    ran = graded(command, folder, "--gradebook", "book.sqlite", "--json")
    assert json.loads(ran.out) == whole
    assert (ran.status, "not all of it is in the gradebook. The disk is full." in ran.err) == (1, True)
    monkeypatch.undo()
    ran = graded(command, folder, "--gradebook", "book.sqlite")
    assert (ran.status, f"{len(whole['results']) - 1} new, 0 changed" in ran.err) == (0, True)
