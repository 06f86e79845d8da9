"""Hostile files are handed in beside innocents: what is reported, and that nobody else notices."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from grader.model import Text
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.select import choose_wall
from grader.submissions.files import files
from grader.submissions.files.file_names import printable
from grader.submissions.files.files import refuse
from grader.submissions.files.handin import HandIn as HandedIn
from tests.attacks.archives import ARCHIVES, MEMBERS, Archive
from tests.attacks.attack import row
from tests.attacks.grading import COURSE
from tests.attacks.hand_in import RIGHT, HandIn
from tests.attacks.hand_ins import HAND_INS
from tests.attacks.names import NAMES
from tests.conftest import Command, Ran

pytestmark = pytest.mark.skipif(not choose_wall().encloses, reason="this system has no wall")
INNOCENTS = ("000innocent", "zzzinnocent")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class folder with all hostile hand-ins, in a folder in which nothing else may appear."""
    place = tmp_path_factory.mktemp("place")
    shutil.copy(COURSE / "solutions" / "ex90_target.py", place / "reference.py")
    for student in INNOCENTS:
        (place / "class" / student).mkdir(parents=True)
        (place / "class" / student / "ex90.py").write_text(RIGHT)
    for number, hand_in in enumerate(HAND_INS):
        folder = place / "class" / f"a{number:03}"
        folder.mkdir()
        hand_in.put(folder)
    return place


@pytest.fixture(scope="module")
def grade(command_in: Command) -> Command:
    """`grade class` for the course whose exercise all attacks are handed in for."""

    def run(*arguments: str, cwd: Path) -> Ran:
        ran = command_in("class", *arguments, "--lang", "en", cwd=cwd, GRADER_HOME=str(COURSE))
        assert "Traceback" not in ran.err
        return ran

    return run


@pytest.fixture(scope="module")
def document(place: Path, grade: Command) -> dict[str, Any]:
    return graded(grade, "class", cwd=place)


def graded(grade: Command, folder: str, *, cwd: Path) -> dict[str, Any]:
    ran = grade(folder, "--json", cwd=cwd)
    assert ran.status == 0, ran.err
    document: dict[str, Any] = json.loads(ran.out)
    return document


def items(document: dict[str, Any], student: str) -> list[dict[str, Any]]:
    return [item for result in document["results"] if result["student"] == student for item in result["items"]]


def outcomes(document: dict[str, Any], student: str) -> dict[str, str]:
    return {item["name"]: item["outcome"] for item in items(document, student)}


@pytest.mark.parametrize("hand_in", HAND_INS, ids=[hand_in.name for hand_in in HAND_INS])
def test_what_is_reported(document: dict[str, Any], hand_in: HandIn) -> None:
    student = f"a{HAND_INS.index(hand_in):03}"
    found = outcomes(document, student)
    said = [problem["text"] for problem in document["problems"] if problem["student"] == student]
    said += [str(item["feedback"]) for item in items(document, student)]
    assert found.get("one", "") == hand_in.outcome, said
    assert any(hand_in.says in words for words in said) or not hand_in.says, said
    if found:
        assert (found["two"], found["squared"]) == ("correct", "correct")


ALL_RIGHT = {"one": "correct", "two": "correct", "squared": "correct"}


def test_innocents_are_unharmed_and_nothing_is_left_anywhere(document: dict[str, Any], place: Path) -> None:
    for student in INNOCENTS:
        assert outcomes(document, student) == ALL_RIGHT
    assert sorted(path.name for path in place.iterdir()) == ["class", "graded", "reference.py"]


Change = Callable[[Path], None]


def _to_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "secret")


def _to_a_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


CHANGES: dict[str, tuple[Change, str]] = {
    "a link": (_to_a_link, "cannot be opened"),
    "a FIFO": (_to_a_fifo, "not a regular file"),
    "something larger": (lambda path: os.truncate(path, 6 << 20), "larger than 5 MB"),
}


@row(
    70,
    "a file that becomes a link or a FIFO while it is opened",
    "it is looked at again when it is open",
    "“… not a regular file …”",
)
@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_is_exchanged_between_the_look_and_the_opening(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, says = CHANGES[change]
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "ex90.py").write_text(RIGHT)

    def looks_and_exchanges(path: Path) -> Text | None:
        found = refuse(path)
        exchange(path)
        return found

    monkeypatch.setattr(files, "refuse", looks_and_exchanges)
    read = files.read_file(tmp_path / "ex90.py")
    assert isinstance(read, Text)
    assert says in read.en


@row(70, "a file that changes after it was read", "it is read once; its bytes and their SHA-256 stay", "what was read first")
def test_a_file_that_changes_after_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "ex90.py").write_text(RIGHT)
    hand_in = HandedIn("anna", tmp_path / "ex90.py", "ex90.py")
    with LocalExecutor() as executor, executor.session() as session:
        read = session.read_file(hand_in, {"ex90": ["one"]})
    (tmp_path / "ex90.py").write_text("changed")
    assert "\n".join(cell.source for cell in read.reading.parts[0].cells).split() == RIGHT.split()
    assert read.digest == hashlib.sha256(RIGHT.encode()).hexdigest()


def test_names_of_students_are_names_and_nothing_else(tmp_path: Path, grade: Command) -> None:
    for folder in (*INNOCENTS, *(name.folder for name in NAMES)):
        (tmp_path / "class" / folder).mkdir(parents=True)
        (tmp_path / "class" / folder / "ex90.py").write_text(RIGHT)
        newest = folder not in INNOCENTS
        os.utime(tmp_path / "class" / folder / "ex90.py", (2e9, 2e9) if newest else (1e9, 1e9))
    (tmp_path / "class" / "000innocent." / "ex90.py").write_text("# grader: ex90\none = 3\n")
    ran = grade("class", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e]|^\s*::", ran.out + ran.err, re.MULTILINE)
    with (tmp_path / "graded" / "class" / "grades.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    points = {row[0]: row[header.index("ex90")] for row in rows}
    unhashed = sorted(re.sub("-[0-9a-f]{8}$", "-*", student) for student in points)
    assert unhashed == sorted([*INNOCENTS, *(name.shown for name in NAMES)])
    assert [points[student] for student in INNOCENTS] == ["3", "3"]
    assert sorted(points.values()) == ["0"] + ["3"] * (len(points) - 1)
    pages = [path.name for path in (tmp_path / "graded" / "class" / "feedback").iterdir()]
    assert len({page.casefold() for page in pages}) == len(points)
    assert "con.html" not in pages
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._ -]*\.html", page) for page in pages)
    assert " ".join(ran.out.split()).count("nearly the same") >= 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class", "graded"]


def test_members_of_an_archive_that_lead_elsewhere_or_are_no_files(tmp_path: Path, grade: Command) -> None:
    with warnings.catch_warnings(), ZipFile(tmp_path / "class.zip", "w", ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # zipfile warns of twins
        archive.writestr("000innocent/ex90.py", RIGHT)
        for member in MEMBERS:
            archive.writestr(member.member, member.data + bytes(member.zeros))
            if member.bend:
                member.bend(archive, archive.infolist()[-1])
        archive.writestr("zzzinnocent/ex90.py", RIGHT)
    document = graded(grade, "class.zip", cwd=tmp_path)
    assert {result["student"] for result in document["results"]} == set(INNOCENTS)
    for student in INNOCENTS:
        assert outcomes(document, student) == ALL_RIGHT
    for member in MEMBERS:
        name = printable(member.member.filename if isinstance(member.member, ZipInfo) else member.member)
        about = [problem["text"] for problem in document["problems"] if problem["file"] and name.startswith(problem["file"])]
        assert any(member.says in text for text in about), (member.name, about)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class.zip", "graded"]
    assert not Path("/tmp/escaped").exists()


@pytest.mark.parametrize("archive", ARCHIVES, ids=[archive.name for archive in ARCHIVES])
def test_an_archive_that_is_hostile_as_a_whole_is_refused(archive: Archive, tmp_path: Path, grade: Command) -> None:
    archive.make(tmp_path / "class.zip")
    ran = grade("class.zip", cwd=tmp_path)
    assert ran.status == 2
    assert archive.says in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["class.zip"]
