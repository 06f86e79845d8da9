"""What can be wrong with a gradebook is a sentence; several who write at once, or one who is killed, do no harm."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from grader.desk.gradebook.store import GradebookStore
from grader.errors import GraderError
from grader.model import Decision
from tests.conftest import ROOT
from tests.reports.samples import half_done

RECORDER = """
import sys
from dataclasses import replace
from grader.desk.gradebook.store import GradebookStore
from grader.model import Cell
from tests.reports.samples import half_done
place, count, step, *names = sys.argv[1:]
with GradebookStore(place) as book:
    for number in range(0, int(count), int(step)):
        for name in names:
            result = half_done(name)
            result = replace(result, submission=replace(result.submission, cells=(Cell(1, str(number)),)))
            book.record(result, version="v1")
            print(name, number, flush=True)
"""


def recorder(place: str, count: int, *names: str, step: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RECORDER, place, str(count), str(step), *names]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def rows(book: GradebookStore) -> Iterator[tuple[str, str]]:
    for stored in book.latest():
        yield str(stored.result.submission.student), stored.result.submission.cells[0].source


def test_two_graders_at_once_do_no_harm(place: str) -> None:
    GradebookStore(place).close()
    graders = [recorder(place, 12, "anna", "ben", "carla") for _ in range(2)]
    for grader in graders:
        grader.communicate()
        assert grader.returncode == 0
    with GradebookStore(place) as book:
        assert list(rows(book)) == [("anna", "11"), ("ben", "11"), ("carla", "11")]
        with book.engine.connect() as connection:
            integrity = "PRAGMA integrity_check" if book.file else "SELECT 'ok'"
            assert connection.exec_driver_sql(integrity).scalar() == "ok"
            twice = connection.exec_driver_sql("SELECT name FROM students GROUP BY name HAVING COUNT(*) > 1").all()
            again = "SELECT 1 FROM submissions GROUP BY student, code HAVING COUNT(*) > 1"
            assert (twice, connection.exec_driver_sql(again).all()) == ([], [])


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_who_is_killed_loses_at_most_the_hand_in_in_work(place: str) -> None:
    GradebookStore(place).close()
    grader = recorder(place, 10_000, "anna")
    assert grader.stdout is not None
    said = [grader.stdout.readline().split() for _ in range(25)]
    grader.send_signal(signal.SIGKILL)
    said += [line.split() for line in grader.stdout.read().splitlines() if len(line.split()) == 2]
    grader.wait()
    grader.stdout.close()
    with GradebookStore(place) as book:
        ((_, number),) = rows(book)
        assert int(number) - int(said[-1][1]) in (0, 1)  # stored at least all of which it was said
        assert book.record(half_done("ben"), version="v1").news == "new"  # and nobody has to mend anything


def refused(place: str, words: str, **options: object) -> None:
    with pytest.raises(GraderError, match=words) as told:
        GradebookStore(place, **options).close()  # type: ignore[arg-type]
    assert str(told.value) != told.value.de


def test_a_file_that_is_no_database_is_refused_and_stays(tmp_path: Path) -> None:
    grades = tmp_path / "grades.csv"
    grades.write_text("name;points\n" * 200)
    refused(str(grades), "no database")
    assert grades.read_text().startswith("name;points\n")


def test_a_damaged_gradebook_is_told(tmp_path: Path) -> None:
    place = tmp_path / "book.sqlite"
    with GradebookStore(str(place)) as book:
        for number in range(30):
            book.record(half_done(f"s{number}"), version="v1")
    with place.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (place.stat().st_size - 4096))
    with pytest.raises(GraderError, match="damaged"), GradebookStore(str(place)) as book:
        list(book.latest())


def test_another_program_that_does_not_let_go_is_told(tmp_path: Path) -> None:
    place = str(tmp_path / "book.sqlite")
    with GradebookStore(place, patience=0.1) as book, closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(GraderError, match="in use by another program"):
            book.record(half_done("anna"), version="v1")
        assert book.students() == ()  # reading goes on
        other.execute("ROLLBACK")
        assert book.record(half_done("anna"), version="v1").news == "new"


def test_a_full_disk_is_told_and_what_was_stored_stays(tmp_path: Path) -> None:
    with GradebookStore(str(tmp_path / "book.sqlite")) as book:
        book.record(half_done("anna"), version="v1")
        event.listen(book.engine, "begin", lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1"))
        with pytest.raises(GraderError, match="no room left"):
            book.decide(*(Decision(f"s{number}", comment="x" * 1000) for number in range(100)))
        assert "anna" in book.students()


@pytest.fixture
def somebodys() -> Iterator[Path]:
    """A folder for somebody who is not root, whom no file mode stops."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        before = os.geteuid()
        if before == 0:
            os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            os.seteuid(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_gradebook_that_is_read_only_is_told(somebodys: Path) -> None:
    place = somebodys / "book.sqlite"
    GradebookStore(str(place)).close()
    place.chmod(0o400)
    with GradebookStore(str(place)) as book:
        assert book.students() == ()
        with pytest.raises(GraderError, match="read-only"):
            book.record(half_done("anna"), version="v1")
    place.chmod(0o000)
    refused(str(place), "cannot be opened")
    refused("/new-gradebook.sqlite", "cannot be made")


def test_places_that_cannot_be_are_told(tmp_path: Path) -> None:
    refused(str(tmp_path), "is a folder")
    refused(str(tmp_path / "no" / "book.sqlite"), "There is no folder")
    refused(str(tmp_path / "book.sqlite"), "There is no gradebook", make=False)
    refused("nonsense://", "does not speak to nonsense")
    refused("sqlite://", "keeps nothing")
    refused("sqlite:///:memory:", "keeps nothing")
    refused("://", "cannot be read")
    refused("oracledb://host/x", "does not speak to oracledb")
    refused("postgresql://me:geheim@localhost:1/none", "cannot be used")
    assert list(tmp_path.iterdir()) == []


def test_a_password_is_not_said_again() -> None:
    with pytest.raises(GraderError) as told:
        GradebookStore("postgresql://me:geheim@localhost:1/none")
    assert "geheim" not in str(told.value) + told.value.de
