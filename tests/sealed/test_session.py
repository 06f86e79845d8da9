"""The session of docs/kit.md, from a release to a solution, and kits under trying circumstances."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from grader.algebra.syntax.tree import Num
from grader.answer_key.sealed.box.cells import word
from grader.answer_key.sealed.box.plan import RAW
from grader.answers.base.trees import raw_of
from grader.model import Returned
from grader.storage.progress import FOLDER
from tests.attacks.attack import row
from tests.conftest import ROOT, Command
from tests.sealed.keys import both
from tests.test_docs import without_isolation

SHOWN = (ROOT / "docs" / "kit.md").read_text(encoding="utf-8")
WRONG = {"derivative": "'2(w - 3)'", "steps": "[-1.5, -3.75, -7.125]", "losses": "[1, 2, 3]", "first_close": "5"}
RIGHT = {
    "steps": "'1,5; 2,25; 2,625'",
    "losses": "[2.25, 0.5625, 0.140625]",
    "closed_form": "'3 - 3/2^t'",
    "first_close": "9",
    "limit_value": "3",
}


@pytest.fixture
def kit(tmp_path: Path, released: Callable[[str, Path], Path]) -> Path:
    return released("ex10", tmp_path / "kit")


def fill(sheet: Path, answers: dict[str, str]) -> None:
    lines = sheet.read_text(encoding="utf-8").splitlines()
    known = {name: f"{name} = {value}" for name, value in answers.items()}
    sheet.write_text("\n".join(known.get(line.partition(" = ")[0], line) for line in lines) + "\n", encoding="utf-8")


def test_the_session_in_the_document_is_a_real_one(kit: Path, command: Command) -> None:
    sheet = kit / "ex10_three_steps.py"
    fill(sheet, WRONG)
    shown = SHOWN.split("$ grade ex10\n")[1].split("```")[0]
    assert without_isolation(command("ex10", cwd=kit, GRADER_HOME=str(kit)).out) == without_isolation(shown)
    not_yet = command("solution", "ex10", cwd=kit, GRADER_HOME=str(kit))
    assert (not_yet.status, not_yet.out) == (1, "")
    assert "steps, losses, closed_form, first_close, limit_value" in not_yet.err
    fill(sheet, RIGHT)
    assert command("ex10", cwd=kit, GRADER_HOME=str(kit)).status == 0
    beginning = SHOWN.split("$ grade solution ex10\n")[1].partition(" …")[0]
    assert command("solution", "ex10", cwd=kit, GRADER_HOME=str(kit)).out.startswith(beginning)


@row(
    87,
    "a verdict of a kit that its student has changed",
    "hand-ins are graded again, by the live key",
    "as if it were not there",
)
def test_a_verdict_that_a_student_has_written_counts_for_nothing(kit: Path, command: Command, tmp_path: Path) -> None:
    fill(kit / "ex10_three_steps.py", RIGHT)
    command("ex10", cwd=kit, GRADER_HOME=str(kit))
    hand_in = tmp_path / "class" / "anna"
    shutil.copytree(kit / FOLDER, hand_in / FOLDER)
    fill(kit / "ex10_three_steps.py", {"limit_value": "7"})
    wrong = (kit / "ex10_three_steps.py").read_text(encoding="utf-8").replace("limit_value = 3", "limit_value = 7")
    (hand_in / "ex10.py").write_text(wrong, encoding="utf-8")
    book = json.loads(command("class", "class", "--json").out)
    (result,) = book["results"]
    assert (result["key"], {item["name"]: item["points"] for item in result["items"]}["limit_value"]) == ("live", 0)


@row(
    91,
    "no home, no terminal, a console of one code page",
    "nothing of it is needed",
    "graded",
)
def test_a_kit_works_without_a_home_on_an_old_console(kit: Path, process: Command) -> None:
    fill(kit / "ex10_three_steps.py", WRONG)
    done = process("ex10", cwd=kit, GRADER_HOME="", HOME="", GRADER_CACHE="", PYTHONIOENCODING="cp1252", NO_COLOR="1")
    assert done.status == 1, done.err
    assert "limit_value" in done.out
    assert "Traceback" not in done.err


def test_a_damaged_key_is_a_sentence_and_no_verdict(kit: Path, command: Command) -> None:
    path = kit / "keys" / "ex10_three_steps.key"
    path.write_bytes(path.read_bytes()[:-10])
    done = command("ex10", cwd=kit, GRADER_HOME=str(kit))
    assert (done.status, done.out) == (2, "")
    assert "ist beschädigt" in done.err


@row(
    89,
    "two thousand answers of chance",
    "a box opens for what is in it only",
    "none opens what it is not",
)
def test_answers_of_chance_open_nothing_that_they_are_not() -> None:
    keys = both("ex10")
    chance = random.Random(10)
    item = next(item for item in keys.items if item.name == "first_close")
    unit = next(unit for unit in keys.plan.units if unit.name == item.name)
    filled = {box.word for box in unit.boxes}
    for _ in range(2000):
        raw = raw_of(Num(Fraction(chance.randint(-(10**6), 10**6), chance.choice((1, 7, 100, 1000)))))
        here = word(RAW, item.kind.canonical(raw) or (), unit.offsets)
        assert here not in filled or keys.live(item, raw).mistake or keys.live(item, raw).points


def test_an_answer_that_takes_too_long_to_compare_is_open_and_not_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.answer_key.sealed.opening import opened_key, value_key

    def endless(*_: object) -> object:
        while True:
            pass

    keys = both("ex10")
    monkeypatch.setattr(opened_key, "SECONDS", 0.05)
    monkeypatch.setattr(value_key.ValueMatcher, "match", endless)
    item = keys.items[0]
    exercise = keys.key.exercise("ex10")
    found = keys.key.match(exercise, exercise.item(item.name), Returned(keys.drawn.reference(item)))
    assert (found.kind, found.timed_out) == ("cannot_tell", True)


# ---------------------------------------------------------------- a kit with public checks

OMEGA = """
import math
def omega(tol):
    w = {start}
    while abs(step := (w - math.exp(-w)) / (1 + math.exp(-w))) > {until}:
        w -= step
    return w
"""
ALL_OF_EX06 = {
    "lowest_value": "0",
    "minimiser": "'W(1)'",
    "slope_of_g": "'1 + e^-w'",
    "zeros_of_slope": "set()",
    "g_at_ends": "[-1, 1 - exp(-1)]",
    "why_one_zero": "'C'",
}


@pytest.fixture
def kit_of_ex06(tmp_path: Path, released: Callable[[str, Path], Path]) -> Path:
    return released("ex06", tmp_path / "kit")


def test_a_public_check_judges_in_a_kit_and_guards_the_worked_solution(kit_of_ex06: Path, command: Command) -> None:
    """Newton's method gives other numbers than the reference's bisection, and is right."""
    kit = kit_of_ex06
    for until, points, status in (("tol", 2, 0), ("0.3", 0, 1)):
        lines = [f"{name} = {value}" for name, value in ALL_OF_EX06.items()]
        sheet = ["# grader: ex06 variant 0", "from sympy import *", *lines, OMEGA.format(start=0.5, until=until)]
        (kit / "ex06_omega.py").write_text("\n".join(sheet) + "\n", encoding="utf-8")
        graded = json.loads(command("ex06", "--json", cwd=kit, GRADER_HOME=str(kit)).out)
        (omega,) = [item for item in graded["items"] if item["name"] == "omega"]
        assert (graded["key"], omega["points"]) == ("sealed", points)
        assert omega["outcome"] == ("correct" if points else "wrong")
        solution = command("solution", "ex06", cwd=kit, GRADER_HOME=str(kit))
        assert (solution.status, "Lambert" in solution.out) == (status, not status), solution.err
