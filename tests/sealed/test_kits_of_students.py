"""Kits for each student of a roster: own numbers, and nothing of anybody else's."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import GraderError
from grader.release.roster import read_roster
from tests.conftest import Command
from tests.every import each

ROSTER = "name;id;email\nÄnne Öz;a1;a@x\nBob;b2;\n"
SECRET = "for tests only, thirty-two bytes and more"


@pytest.mark.usefixtures("cheap")
def test_everybody_gets_their_own_numbers_and_the_kit_judges_by_them(tmp_path: Path, command: Command) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    done = command(
        "release", "--to", "kits", "--exercises", "ex08", "--format", "py", "--students", str(roster), GRADER_SECRET=SECRET
    )
    assert done.status == 0, done.err
    folders = {path.name: path for path in (tmp_path / "kits").iterdir()}
    assert set(folders) == {"a1", "b2"}
    variants = {}
    for name, kit in folders.items():
        (exercise,) = json.loads((kit / "manifest.json").read_text())["exercises"]
        sheet = (kit / "ex08_standstill.py").read_text(encoding="utf-8")
        assert f"# grader: ex08 variant {exercise['variant']} shuffle" in sheet
        variants[name] = exercise["variant"]
        graded = json.loads(command("ex08", "--json", cwd=kit, GRADER_HOME=str(kit)).out)
        assert (graded["key"], graded["variant"], graded["points"]) == ("sealed", exercise["variant"], 0)
    assert variants["a1"] != variants["b2"]
    keys = [next((kit / "keys").iterdir()).read_bytes().split(b"\n", 2)[2] for kit in folders.values()]
    same = sum(one == other for one, other in zip(*keys, strict=True))
    assert same < len(keys[0]) / 200  # as bytes of chance agree: one in 256


def test_a_friends_sheet_is_told_by_its_numbers(
    tmp_path: Path, command: Command, released: Callable[[str, Path], Path]
) -> None:
    sheet = (released("ex08", tmp_path / "kit") / "ex08_standstill.py").read_text(encoding="utf-8")
    (tmp_path / "friend.py").write_text(sheet.replace("# grader: ex08 variant 0", "# grader: ex08 variant 5"), encoding="utf-8")
    done = command("friend.py", GRADER_HOME=str(tmp_path / "kit"))
    assert done.status == 2
    assert "hat andere Zahlen als dein Paket: Variante 5, nicht 0" in done.err


@pytest.mark.usefixtures("cheap")
def test_a_kit_as_a_zip_holds_the_same_files(tmp_path: Path, command: Command, released: Callable[[str, Path], Path]) -> None:
    done = command("release", "--to", "zip", "--exercises", "ex14", "--format", "py", "--zip")
    assert done.status == 0, done.err
    with zipfile.ZipFile(tmp_path / "zip" / "kit.zip") as archive:
        names = set(archive.namelist())
    plain = released("ex14", tmp_path / "plain")
    assert names == {path.relative_to(plain).as_posix() for path in plain.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("cheap")
def test_two_kits_of_one_exercise_are_as_large_and_have_nothing_in_common_but_what_is_open(
    tmp_path: Path, command: Command, released: Callable[[str, Path], Path]
) -> None:
    assert command("release", "--to", "two", "--exercises", "ex14").status == 0
    kits = (released("ex14", tmp_path / "one"), tmp_path / "two")
    bodies = [next((kit / "keys").iterdir()).read_bytes().split(b"\n", 2)[2] for kit in kits]
    assert len(bodies[0]) == len(bodies[1])
    assert sum(a == b for a, b in zip(*bodies, strict=True)) < len(bodies[0]) / 200


WRONG = [
    ("vorname;nachname\nA;B\n", "da steht kein Name"),
    ("name,id\nAnna,1\nBert,1\n", "1 steht zweimal da"),
    ("name\nAnna\nAnna\n", "Anna steht zweimal da"),
    ("name\n", "da steht niemand"),
    ("", "da steht niemand"),
    ("name,id\n,3\n", "Zeile 2: da steht kein Name"),
]


@each(("text", "said"), WRONG)
def test_a_roster_that_names_nobody_or_somebody_twice_is_refused(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GraderError) as caught:
        read_roster(path)
    assert said in caught.value.in_("de")


def test_names_that_would_lead_elsewhere_become_harmless_folders(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("name,id\nA,../../etc\nB,B\nC,b\nD,\nE,=cmd|x\n", encoding="utf-8-sig")
    folders = [student.folder for student in read_roster(path)]
    assert len({folder.casefold() for folder in folders}) == len(folders)
    assert not any("/" in folder or folder.startswith(".") for folder in folders)


@each("words", ["ex99", "ex03-ex01", "hello", ""])
@pytest.mark.usefixtures("cheap")
def test_a_choice_of_exercises_that_is_none_is_said(words: str, tmp_path: Path, command: Command) -> None:
    done = command("release", "--to", "kit", "--exercises", words)
    assert done.status == 2
    assert not (tmp_path / "kit").exists()
