"""`grade class --students`: everybody is graded by their own numbers, and a friend's sheet is said."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey
from grader.course.assignment import assigned
from grader.grading.assigned_numbers import Person, Roster
from tests.attacks.attack import row
from tests.conftest import Command
from tests.every import each

NAME = "ex08"
SECRET = "for tests only, thirty-two bytes and more"
ROSTER = "name,id,email\nÄnne Öz,a1,aenne@school.example\nBob Berg,b2,\nCara Lux,c3,\nDora Lang,d4,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return tmp_path


def numbers(key: LiveKey, student: str) -> tuple[int, int]:
    return assigned(SECRET.encode(), student, NAME, key.exercise(NAME).variants)


def hand_in(folder: Path, student: str, key: LiveKey, variant: int, marked: str) -> None:
    """Right answers by the numbers of a variant, but for the choices, on a sheet with this mark."""
    exercise = key.exercise(NAME, variant)
    code = key.solution(exercise)
    lines = [code[item.name] for item in exercise.items if not item.options and not item.marks]
    place = folder / "class" / student
    place.mkdir(parents=True)
    sheet = [f"# grader: {NAME}{marked}", "from sympy import *", "eta, g, t, w = symbols('eta g t w')", *lines]
    (place / f"{NAME}.py").write_text("\n".join(sheet) + "\n", encoding="utf-8")


@row(
    87,
    "a friend’s sheet, handed in as one’s own",
    "the class secret says whose numbers they are",
    "graded by one’s own; listed with the friend’s name",
)
def test_a_friends_numbers_are_told_and_everybody_is_graded_by_their_own(folder: Path, key: LiveKey, command: Command) -> None:
    own = {student: numbers(key, student) for student in ("a1", "b2", "c3", "d4")}
    assert len({variant for variant, _ in own.values()}) >= 3
    mark = {student: f" variant {variant} shuffle {seed}" for student, (variant, seed) in own.items()}
    hand_in(folder, "Öz, Änne", key, own["a1"][0], mark["a1"])  # as a learning platform writes the name
    hand_in(folder, "Bob Berg", key, own["b2"][0], mark["b2"])
    hand_in(folder, "c3", key, own["b2"][0], mark["b2"])  # Bob's sheet, handed in by Cara
    hand_in(folder, "Emil", key, 0, "")
    done = command("class", "class", "--students", "roster.csv", "--json", cwd=folder, GRADER_SECRET=SECRET)
    book = json.loads(done.out)
    points = {result["student"]: (result["variant"], result["points"]) for result in book["results"]}
    full = points["Bob Berg"][1]
    assert full >= 7
    assert points["Öz, Änne"] == (own["a1"][0], full)
    assert points["Bob Berg"] == (own["b2"][0], full)
    assert points["c3"][0] == own["c3"][0]
    assert points["c3"][1] < full / 2
    said = {(problem["student"], problem["text"]) for problem in book["problems"]}
    assert any(student == "c3" and "die Zahlen von Bob Berg" in text for student, text in said)
    assert any(student == "Emil" and "steht nicht in der Liste" in text for student, text in said)
    assert ("Dora Lang", f"keine Abgabe für {NAME}") in said
    assert {student for student, text in said if "Zahlen" in text} == {"c3", "Emil"}
    page = next(path for path in (folder / "graded" / "class" / "feedback").rglob("*c3*")).read_text(encoding="utf-8")
    assert "Bob" not in page


def test_without_a_class_secret_nothing_is_graded(folder: Path, key: LiveKey, process: Command, tmp_path: Path) -> None:
    course = tmp_path / "course"
    (course / "solutions").mkdir(parents=True)
    os.link(key.root / "solutions" / "ex08_standstill.py", course / "solutions" / "ex08_standstill.py")
    hand_in(folder, "Bob Berg", key, 0, "")
    asked = ("class", "class", "--students", "roster.csv")
    done = process(*asked, cwd=folder, GRADER_HOME=str(course), GRADER_SECRET="")
    assert done.status == 2
    assert "kein Klassengeheimnis" in done.err
    assert not (course / "solutions" / ".class-secret").exists()


PEOPLE = Roster(
    [
        Person("a1", "Änne Öz", ("aenne",)),
        Person("b2", "Bob Berg"),
        Person("b3", "Bob Berg"),
        Person("c_lux", "Cara Lux", ("c_lux-1a2b",)),
        Person("7", "Dora von der Au"),
    ],
    SECRET.encode(),
    lambda exercise: 8,
)
CALLED = [
    ("a1", "a1"),
    ("A1", "a1"),
    ("Änne Öz", "a1"),
    ("A\u0308nne O\u0308z", "a1"),  # as macOS writes it
    ("öz, änne", "a1"),
    ("Öz_Änne", "a1"),
    ("aenne", "a1"),
    ("Bob Berg", None),  # there are two
    ("b3", "b3"),
    ("C_Lux", "c_lux"),
    ("c_lux-1a2b", "c_lux"),
    ("von der Au, Dora", "7"),
    ("Dora", None),
    ("", None),
    ("--", None),
]


@each(("called", "person"), CALLED)
def test_a_hand_in_finds_its_person_however_the_name_is_written(called: str, person: str | None) -> None:
    found = PEOPLE.person(called)
    assert (found.id if found else None) == person


def test_who_handed_in_nothing_is_known() -> None:
    assert PEOPLE.without(["a1", "b2", "Lux, Cara"]) == ["Bob Berg", "Dora von der Au"]
