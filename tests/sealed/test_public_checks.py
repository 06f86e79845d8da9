"""Public checks: their source lies in the kit, says there what it says here, and meets students' values behind the wall."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from grader.answer_key.sealed.making.agreement import expect_agreement
from grader.answer_key.sealed.making.planning import plan
from grader.answer_key.services.describe import describe
from grader.authoring.variants import Variant, draw
from grader.course.catalogue import Source, load
from grader.errors import AuthorError
from grader.model import Json, Returned
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.wall.limits import Limits
from grader.storage.cache import Cache
from tests.attacks.attack import row
from tests.every import each, turn
from tests.sealed.keys import SOURCES, SealedKey, both, run_rules

EXERCISE = """
import math
from fractions import Fraction
from math import isclose as close

import numpy
from sympy import Rational

from grader.authoring import *

STEP = 0.5
ROWS = [(1, "a"), (2, "b")]
HALF = Rational(1, 2)

exercise = Exercise(
    title=Text(de="Doppelt", en="Double"),
    statement=Text(de="Es sei $m = {{m}}$ und $q = {{q}}$.", en="Let $m = {{m}}$ and $q = {{q}}$."),
    given=Given(m=3, q=Rational(1, 3)),
)

@exercise.item(Function("twice(y)", returns=Numbers(), probes=[{{"y": 3.0}}, {{"y": -1.0}}]), points=1,
               prompt=Text(de="Schreibe twice.", en="Write twice."))
def twice():
    return lambda y: 2 * y

def once_more(y):
    return y + y

def around(limit):
    def inside(returned):
        return abs(returned) < limit
    return inside

{rule}

said = Text(de="Rechne nach.", en="Check it.")
twice.check(points=1, title=Text(de="doppelt", en="double"), feedback=said, public=True)(rule)

@twice.mistake("M1", Text(de="Und das Vorzeichen?", en="And the sign?"))
def lost_the_sign():
    return lambda y: 2 * abs(y)

@exercise.variants(count=1)
def draw(dice):
    return {{}}
"""


def drawn(folder: Path, rule: str) -> Variant:
    path = folder / "ex50_double.py"
    path.write_text(EXERCISE.format(rule=rule), encoding="utf-8")
    return draw(load(Source("ex50", "double", path)), "double", 0)


COPIED = [
    ("its own", "def rule(probe, returned): return returned == 2 * probe['y']"),
    ("a helper", "def rule(probe, returned): return returned == once_more(probe['y'])"),
    ("a constant", "def rule(probe, returned): return returned * STEP == probe['y'] and ROWS[1] == (2, 'b')"),
    ("a library", "def rule(probe, returned): return math.isclose(returned, 2 * probe['y'])"),
    ("by another name", "def rule(probe, returned): return close(returned, 2 * probe['y']) and Fraction(1, 2) < 1"),
    ("givens", "def rule(probe, returned, m, q): return returned * m * q == 2 * probe['y'] and type(q).__name__ == 'Fraction'"),
    ("all calls", "def rule(calls): return [call for call in calls if call.returned != 2 * call.probe['y']]"),
    ("alike", "def rule(probe, returned, same): return same if probe['y'] < 0 else returned == 6"),
    ("a comprehension", "def rule(calls): return {call.returned == once_more(call.probe['y']) for call in calls} == {True}"),
]
REFUSED = [
    ("numpy", "def rule(returned, probe): return returned == numpy.multiply(2, probe['y'])"),
    ("HALF", "def rule(returned, probe): return returned * HALF == probe['y']"),
    ("limit", "rule = around(7)"),
    ("exercise", "def rule(returned, probe): return bool(exercise) and returned == 2 * probe['y']"),
    ("expected", "def rule(returned, expected): return returned == expected"),
    ("otherwise", "def rule(returned, probe): return 'exercise' in globals() and returned == 2 * probe['y']"),
]


@each(("what", "rule"), COPIED)
def test_a_public_check_is_copied_with_what_it_names(what: str, rule: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        own = drawn(Path(folder), rule)
        (item,) = own.exercise.items
        expect_agreement(own, item)
        made = plan(own, describe(own, "ex50", "double"))
    assert made.rules is not None
    assert "def rule(" in made.rules.source, what
    assert made.judged == ("twice",)


@each(("word", "rule"), REFUSED)
def test_what_cannot_lie_in_a_kit_is_refused_with_its_name(word: str, rule: str) -> None:
    def checked() -> None:
        with tempfile.TemporaryDirectory() as folder:
            own = drawn(Path(folder), rule)
            expect_agreement(own, own.exercise.items[0])

    with pytest.raises(AuthorError, match=word):
        checked()


def test_the_course_says_the_same_in_its_kits() -> None:
    public = [source.id for source in SOURCES if "public=True,\n)" in source.path.read_text(encoding="utf-8")]
    assert len(public) >= 5
    for name in turn(public, 4):
        keys = both(name)
        for item in keys.drawn.exercise.items:
            expect_agreement(keys.drawn, item)


CALL = {"function": "f", "probe": {"y": 1}, "same": False, "changed": [], "queries": [], "uses": {}}


def says(source: str, returned: Json) -> list[bool] | None:
    return run_rules(source, {}, [{**CALL, "returned": returned}], [["rule", [0]]])


@row(
    86,
    "a public check of a forged kit that opens or writes files",
    "it runs in a child behind the wall, without keys",
    "not met",
)
def test_a_rule_runs_behind_the_wall(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("42")
    opens = f"def rule(returned):\n    return open({str(tmp_path / 'answers')!r}).read() == '42'"
    writes = f"def rule(returned):\n    open({str(tmp_path / 'new')!r}, 'w').close()\n    return True"
    assert says("def rule(returned):\n    return returned == 2", 2) == [True]
    assert says(opens, 2) == [False]
    assert says(writes, 2) == [False]
    assert not (tmp_path / "new").exists()


@row(
    86,
    "a value that a public check never comes to an end with",
    "a budget of processor time for each child",
    "counts after handing in",
)
@pytest.mark.parametrize(
    "source", ["def rule(returned):\n    while True: pass", "def rule(returned):\n    import os; os._exit(0)"]
)
def test_a_rule_that_gives_no_answer_leaves_the_check_open(source: str) -> None:
    with LocalExecutor(limits=Limits(soft=0.3, grace=0.2)) as executor:
        assert executor.run_rules(source, {}, [{**CALL, "returned": 2}], [["rule", [0]]]) is None


ODD = [
    {"float": "inf"},
    {"float": "-inf"},
    1.5e308,
    [],
    [[]] * 50,
    [[1.0]] * 20_000,
    "text",
    None,
    True,
]


@row(
    86,
    "values that a public check cannot compute with",
    "where it fails, it is not met",
    "wrong or partial",
)
@each("returned", ODD)
def test_a_value_that_a_rule_cannot_work_with_does_not_pass(returned: Json) -> None:
    assert says("def rule(returned):\n    return abs(returned[1]) < 1", returned) == [False]


def test_without_a_child_nothing_is_wrong() -> None:
    """What no child says counts after handing in."""
    keys = both("ex11")
    key = SealedKey(keys.file.parent, Cache(None), lambda *_: None)
    exercise = key.exercise("ex11")
    for item in keys.items:
        if item.kind.is_called:
            reference = Returned(keys.drawn.reference(item))
            assert key.match(exercise, exercise.item(item.name), reference).kind in ("reference", "cannot_tell")
            made = [keys.drawn.mistaken(item, rule) for rule in item.mistakes]
            assert {key.match(exercise, exercise.item(item.name), Returned(raw)).kind for raw in made} <= {"mistake"}


def test_what_was_said_before_is_not_asked_again(tmp_path: Path) -> None:
    keys, asked = both("ex11"), list[Json]()

    def counted(*what: Any) -> list[bool] | None:
        asked.append(what)
        return run_rules(*what)

    item = next(item for item in keys.items if item.name == "minimise_l2")
    with closing(Cache(tmp_path)) as cache:
        for _ in range(2):
            key = SealedKey(keys.file.parent, cache, counted)
            exercise = key.exercise("ex11")
            found = key.match(exercise, exercise.item(item.name), Returned(keys.drawn.reference(item)))
            assert found.kind == "reference"
    assert len(asked) == 1
