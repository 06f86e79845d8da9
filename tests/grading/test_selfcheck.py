"""`grade check` finds what is wrong with an exercise, and runs without pytest."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey
from grader.course.catalogue import sources
from grader.grading import selfcheck
from grader.model import CheckLine
from grader.runner.supervisor.local import LocalExecutor
from tests.authoring.test_both_languages import ENGLISH, GERMAN, foreign
from tests.conftest import Command

GOOD = """
from sympy import symbols
from grader.authoring import *
w = symbols("w")
T = Text(de="Aufgabe", en="Task")
F = Text(de="Rechne nach.", en="Work it out again.")
exercise = Exercise(title=T, statement=T, given=Given(m=3), symbols="w")

@exercise.item(Expression(), points=2, prompt=T)
def slope(m):
    return 2 * (w - m)

@slope.mistake("M1", F, points=1)
def forgot_the_two(m):
    return w - m

why = exercise.prose(marks=2, prompt=T, rubric=[Text(de="Weil es so ist.", en="Because it is.")])

pick = exercise.choice(points=1, prompt=T, options={
    "A": Right(Text(de="ja", en="yes")), "B": Option(Text(de="nein", en="no"), mistake="M2", feedback=F)})

@exercise.item(Function("twice(x)", probes=[{"x": 3}, {"x": -1}]), points=2, prompt=T)
def twice():
    def twice(x):
        return x + x
    return twice

@twice.check(points=1, title=T, feedback=F)
def doubles(probe, returned): return returned == 2 * probe["x"]

@twice.check(points=1, title=T, feedback=F)
def keeps_the_sign(probe, returned): return returned * probe["x"] > 0

@twice.mistake("M3", F)
def squared():
    return lambda x: x * x + 0.5

@exercise.variants(count=3)
def draw(dice): return {"m": dice.integer(4, 9)}
"""


def run_check(tmp_path: Path, command: Command, text: str) -> tuple[int, str]:
    (tmp_path / "solutions").mkdir(exist_ok=True)
    (tmp_path / "solutions" / "ex42_small.py").write_text(text, encoding="utf-8")
    ran = command("check", "--lang", "en", "--junit", "report.xml", GRADER_HOME=str(tmp_path))
    return ran.status, ran.out + ran.err


def test_a_sound_exercise_is_fine(tmp_path: Path, command: Command) -> None:
    status, out = run_check(tmp_path, command, GOOD)
    assert status == 0, out
    suite = ElementTree.parse(tmp_path / "report.xml").getroot()
    cases = {case.get("name") for case in suite.iter("testcase")}
    assert any("M3 squared" in str(name) for name in cases)
    assert any("variant 2" in str(name) for name in cases)
    assert not list(suite.iter("failure"))


BROKEN = [
    # what is replaced, by what, and what the check must say
    ("returned == 2 * probe", "returned == 3 * probe", "model submission"),
    ('F = Text(de="Rechne nach."', 'F = Text(de="Es ist 2*(w - 3)."', "leaked"),
    ("return w - m", "return 2 * (w - m) + 0", "gives the right answer"),
    ('"m": dice.integer(4, 9)', '"m": 4', "no usable variant"),
    ('"m": dice.integer(4, 9)', '"n": 4', "must draw ['m']"),
    ("return lambda x: x * x + 0.5", "return lambda x: 2 * x", "right answer"),
    ("return returned * probe", "return returned * * probe", "SyntaxError"),
]


TRIPLED = """
@exercise.item(Sequence(3), points=3, prompt=T)
def doublings(m):
    return [m, 2 * m, 4 * m]

@doublings.from_previous()
def tripled(previous):
    return 3 * previous
"""
LOOSE = GOOD.replace('returned == 2 * probe["x"]', 'returned is not None or probe["x"]').replace(
    "returned * probe", "1 + 0 * returned * probe"
)


COURSES = [
    *((GOOD.replace(old, new), words) for old, new, words in BROKEN),
    *((GOOD, ""), (GOOD + TRIPLED, "contradicts the reference"), (LOOSE, "survived")),
]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory, executor: LocalExecutor) -> list[list[CheckLine]]:
    """What is said of each exercise: all of them in one course, with a sound one in their middle."""
    root = tmp_path_factory.mktemp("course")
    (root / "solutions").mkdir()
    for number, (text, _) in enumerate(COURSES, start=50):
        source = text.replace("Task", "Aufgabe").replace("Work it out again.", "Rechne nach.")
        (root / "solutions" / f"ex{number}_small.py").write_text(source, encoding="utf-8")
    with LiveKey(root) as key:
        return [list(selfcheck.check(source, key, executor)) for source in sources(root)]


def test_what_is_wrong_is_found_and_nothing_else_is(checked: list[list[CheckLine]]) -> None:
    assert all(old in GOOD for old, _, _ in BROKEN)
    for lines, (_, words) in zip(checked, COURSES, strict=True):
        failed = [line for line in lines if not line.passed]
        said = [text.en for line in failed for text in (line.check, line.detail) if text is not None]
        assert bool(failed) == bool(words), said
        assert any(words in text for text in said) or not words, said


def test_all_of_it_is_said_in_both_languages(checked: list[list[CheckLine]]) -> None:
    """Names of checks and what was found: no English word in the German ones and no German one in the English ones."""
    lines = [line for one in checked for line in one]
    said = [text for line in lines for text in (line.check, line.detail) if text is not None]
    assert len(said) > 100
    assert [text.de for text in said if foreign(text.de, ENGLISH)] == []
    assert [text.en for text in said if foreign(text.en, GERMAN)] == []
    assert {line.check.de.split()[0] for line in lines} >= {"lädt", "Musterlösung", "leerer", "Fehler", "Mutanten", "nichts"}


def test_one_broken_exercise_does_not_stop_the_others(tmp_path: Path, command: Command) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex41_broken.py").write_text("1/0")
    status, out = run_check(tmp_path, command, GOOD)
    assert status == 1
    assert "ex41_broken.py:1" in " ".join(out.split())
    assert "ex42" in out
    suites = {suite.get("name"): suite for suite in ElementTree.parse(tmp_path / "report.xml").getroot()}
    assert {name: suite.find(".//failure") is not None for name, suite in suites.items()} == {"ex41": True, "ex42": False}


def test_it_runs_without_pytest(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex42_small.py").write_text(GOOD.replace("count=3", "count=1"), encoding="utf-8")
    program = "import sys\nsys.modules['pytest'] = None\nfrom grader.cli.main import main\nmain(['check', 'ex42'])"
    environment = {**os.environ, "GRADER_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
