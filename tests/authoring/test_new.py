"""`grade new` and the page for authors, by doing what they say in a course of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader import authoring
from grader.answers.registry import CLASSES
from tests.conftest import ROOT, Command

PAGE = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")

# what an author types in the places of the template, from top to bottom
FILLED = (
    'de="Ableitung", en="Derivative"',
    'de="Es ist $f(x) = x^2 + {m} x$.", en="Let $f(x) = x^2 + {m} x$."',
    'de="Berechne die Ableitung.", en="Compute the derivative."',
    "2 * x + m",
    'de="Was wird aus dem zweiten Summanden?", en="What becomes of the second term?"',
    "2 * x + m * x",
    'de="Wie steil ist es bei {m}?", en="How steep is it at {m}?"',
    "3 * m",
    'de="Der Graph ist …", en="The graph is …"',
    'de="eine Gerade", en="a line"',
    'de="Kommt ein Quadrat vor?", en="Is there a square?"',
    'de="eine Parabel", en="a parabola"',
    'de="ein Kreis", en="a circle"',
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with one exercise, so that it is found as one."""
    root = tmp_path / "course"
    (root / "solutions").mkdir(parents=True)
    (root / "exercises").mkdir()
    (root / "solutions" / "ex10_three_steps.py").write_bytes((ROOT / "solutions" / "ex10_three_steps.py").read_bytes())
    return root


def filled(template: str) -> str:
    places = iter(FILLED)
    done = re.sub(r'(?<=Text\()de="…", en="…"|(?<=return )\.\.\.', lambda place: next(places), template)
    assert next(places, None) is None
    return done


def test_the_template_filled_in_is_green_with_no_other_edit(course: Path, command: Command) -> None:
    made = command("new", "ex26", "my-topic", cwd=course, GRADER_HOME=str(course))
    assert (made.status, made.out) == (0, "solutions/ex26_my_topic.py\n")
    assert "grade check ex26" in made.err
    path = course / "solutions" / "ex26_my_topic.py"
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    checked = command("check", "ex26", cwd=course, GRADER_HOME=str(course))
    assert checked.status == 0, checked.out
    assert command("stubs", "ex26", cwd=course, GRADER_HOME=str(course)).status == 0
    assert {found.name for found in course.rglob("ex26*") if found.suffix != ".pyc"} == {
        "ex26_my_topic.py",
        "ex26_my_topic.ipynb",
    }


PLACES = [
    ("Ableitung", "…", "the title is still '…'"),
    ("Is there a square?", "…", "mistake M2: the feedback is still"),
    ("a circle", "...", "item reason: option C is still"),
    ("return 3 * m", "return ...", "item result: the reference is still ..."),
    ("return 2 * x + m * x\n", "return ...\n", "item formula: mistake M1 is still ..."),
]


def test_what_is_not_filled_in_yet_is_said(course: Path, command: Command) -> None:
    command("new", "26", "my-topic", cwd=course, GRADER_HOME=str(course))
    template = course / "solutions" / "ex26_my_topic.py"
    text = filled(template.read_text(encoding="utf-8"))
    names = [f"ex{number}" for number in range(26, 26 + len(PLACES))]
    for name, (written, empty, _) in zip(names, PLACES, strict=True):
        assert written in text
        (course / "solutions" / f"{name}_my_topic.py").write_text(text.replace(written, empty, 1), encoding="utf-8")
    checked = command("check", *names, "--lang", "en", cwd=course, GRADER_HOME=str(course))
    assert checked.status == 1
    said = " ".join(checked.out.split())
    assert [words for _, _, words in PLACES if words not in said] == []


REFUSED = [
    (("three", "my-topic"), "kein Name einer Übung"),
    (("ex100", "my-topic"), "kein Name einer Übung"),
    (("ex0", "my-topic"), "kein Name einer Übung"),
    (("ex26", "../evil"), "taugt nicht"),
    (("ex26", "Größe"), "taugt nicht"),
    (("ex10", "again"), "ex10_three_steps.py"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_wrong_use_is_said_and_writes_nothing(course: Path, command: Command, words: tuple[str, str], said: str) -> None:
    before = sorted(course.rglob("*"))
    made = command("new", *words, cwd=course, GRADER_HOME=str(course))
    assert made.status == 2
    assert said in made.err
    assert sorted(course.rglob("*")) == before


def test_the_exercise_on_the_page_for_authors_is_green(course: Path, command: Command) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 11
    (course / "solutions" / "ex26_tangent_slope.py").write_text("\n\n".join(blocks), encoding="utf-8")
    checked = command("check", "ex26", cwd=course, GRADER_HOME=str(course))
    assert checked.status == 0, checked.out


def test_the_commands_on_the_page_exist(course: Path, command: Command) -> None:
    lines = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
    assert lines == ["grade new ex26 tangent-slope", "grade check ex26", "grade stubs ex26", "grade check ex26 --watch"]
    assert command(*lines[0].split()[1:], cwd=course, GRADER_HOME=str(course)).status == 0


def test_the_kinds_on_the_page_exist() -> None:
    table = PAGE[PAGE.index("| kind | an answer is") : PAGE.index("What students may write for each of them")]
    named = {name for row in table.splitlines() for name in re.findall(r"`(\w+)\(", row.split(" | ")[0])}
    assert len(named) > 9
    assert named <= set(CLASSES)


def test_authors_find_every_kind_in_one_place() -> None:
    assert {name: getattr(authoring, name) for name in CLASSES} == CLASSES
    assert not hasattr(authoring, "Permutaton")
