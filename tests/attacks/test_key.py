"""Answers that mean the key worker: numbers that no float holds, values and time without end, and a formula to read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.answer_key.process.client import TOO_LONG, LiveKey
from grader.grading.grade_submission import grade
from grader.model import Cell, Outcome, Submission, Verdict
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.select import choose_wall
from grader.sandbox.wall.limits import Limits
from tests.attacks.attack import row

pytestmark = pytest.mark.skipif(not choose_wall().encloses, reason="this system has no wall")

SOURCE = """
from grader.authoring import Exercise, Function, Numbers, Oracle, SymbolicFunction, Text, Value
T, NEAR = Text(de="$x$", en="$x$"), Numbers(abs=1e-6)
exercise = Exercise(title=T, statement=T)

@exercise.item(Function("halve(x)", probes=[{"x": 2}, {"x": 6}], returns=NEAR), points=1, prompt=T)
def halve():
    def halve(x):
        return x / 2
    return halve

@halve.check(points=1, title=T, feedback=Text(de="zu weit", en="too far"))
def is_near(probe, returned):
    return (returned - probe["x"] / 2) ** 2 + 1 / (1 + returned**2) < 1 and int(returned) < 10

@exercise.item(Function("least(f)", probes=[{"f": Oracle("7919*(w - 3)**2", "w")}], returns=NEAR), points=1, prompt=T)
def least():
    def least(f):
        return 3
    return least

@exercise.item(Function("given(f)", probes=[{"f": SymbolicFunction("7919*(w - 3)**2", "w")}], returns=NEAR), points=1, prompt=T)
def given():
    def given(f):
        return 3
    return given

@exercise.item(Value(), points=1, prompt=T)
def result():
    return 5
"""
HALVE, REST = "def halve(x): return x / 2", "result = 5"
# searched for in all that a call can reach: the leading number of the formula
LOOK = """
import gc, sys
def look():
    seen, frame = [], sys._getframe()
    while frame is not None:
        seen.append(repr(frame.f_locals))
        frame = frame.f_back
    seen += [repr(one)[:2000] for one in gc.get_objects() if type(one) in (list, dict, tuple) and len(one) < 20]
    return any(str(79) + str(19) in one for one in seen)
"""
LEAST, GIVEN = (f"def {name}(f): return 3 if look() else 0" for name in ("least", "given"))


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveKey]:
    root = tmp_path_factory.mktemp("course")
    (root / "solutions").mkdir()
    (root / "solutions" / "ex91_key.py").write_text(SOURCE, encoding="utf-8")
    with LiveKey(root) as key:
        yield key


@pytest.fixture(scope="module")
def executor() -> Iterator[LocalExecutor]:
    with LocalExecutor(limits=Limits(soft=1.0)) as executor:
        yield executor


def verdicts(key: LiveKey, executor: LocalExecutor, *code: str) -> dict[str, Verdict]:
    cells = tuple(Cell(number, source) for number, source in enumerate(code, start=1))
    found = grade(Submission("mallory", "ex91", 0, cells, "", "ex91.py"), key, executor, seed=1)
    return {verdict.item.name: verdict for verdict in found.verdicts}


ODD = [
    "10**400",
    "-10**400",
    "Fraction(10**400, 3)",
    "1e308 * 10",
    "float('nan')",
    "acos(2)",
    "(-8)**Rational(1, 3)",
    "factorial(300)",
    "'9**9**9'",
    "oo",
    "S(2)**(2**40)",
]


@row(
    60,
    "numbers that no float holds, complex ones, none at all",
    "reading numbers is total; where a check cannot compute with a value, it is not met",
    "wrong or partial; never “the grader itself failed”",
)
@pytest.mark.parametrize("value", ODD)
def test_a_check_that_cannot_compute_is_not_met(value: str, key: LiveKey, executor: LocalExecutor) -> None:
    code = f"from fractions import Fraction\nfrom sympy import *\ndef halve(x): return {value}"
    found = verdicts(key, executor, code, REST)
    assert found["halve"].outcome in (Outcome.WRONG, Outcome.INVALID)
    assert found["result"].outcome == Outcome.CORRECT


def test_an_ordinary_number_meets_it(key: LiveKey, executor: LocalExecutor) -> None:
    """The control."""
    found = verdicts(key, executor, HALVE, REST)
    assert {name: found[name].outcome for name in ("halve", "result")} == dict.fromkeys(("halve", "result"), Outcome.CORRECT)


@row(
    61,
    "ten thousand entries where one number is asked",
    "values are cut to some times as many entries as the reference has, before anything is computed",
    "wrong, with a sentence on its shape",
)
@pytest.mark.parametrize("value", ["[1.0] * 9990", "[[1.0] * 99] * 99"])
def test_values_without_end_are_of_another_shape(value: str, key: LiveKey, executor: LocalExecutor) -> None:
    found = verdicts(key, executor, f"def halve(x): return {value}", REST)
    assert found["halve"].outcome == Outcome.WRONG
    assert found["result"].outcome == Outcome.CORRECT


@row(
    62,
    "read the formula of a function that may only be asked",
    "a child is sent names; the judge answers, and notes the points",
    "wrong",
)
def test_the_formula_is_nowhere_to_be_read(key: LiveKey, executor: LocalExecutor) -> None:
    assert verdicts(key, executor, LOOK, LEAST)["least"].outcome == Outcome.WRONG


def test_a_formula_that_is_given_can_be_read(key: LiveKey, executor: LocalExecutor) -> None:
    """The control: the same look at one that children compute themselves."""
    assert verdicts(key, executor, LOOK, GIVEN)["given"].outcome == Outcome.CORRECT


@row(
    56,
    "answers that use up the key's time",
    "a share of the key worker's processor time for each student",
    "undecided, and listed: “The comparison took too long …”; everybody else as ever",
)
def test_who_has_used_up_the_keys_time_holds_up_nobody(key: LiveKey, executor: LocalExecutor) -> None:
    with key.for_one_student(seconds=0.0):
        found = verdicts(key, executor, HALVE, REST)
    assert {found[name].outcome for name in ("halve", "result")} == {Outcome.UNDECIDED}
    assert found["result"].feedback == TOO_LONG
    with key.for_one_student():
        assert verdicts(key, executor, HALVE, REST)["result"].outcome == Outcome.CORRECT


def test_the_time_that_an_answer_takes_is_charged(key: LiveKey, executor: LocalExecutor) -> None:
    """The control: with a share for a few answers the first is judged and, where a system counts in ticks, some later one
    is not."""
    found = []
    with key.for_one_student(seconds=1e-6):
        while Outcome.UNDECIDED not in found and len(found) < 300:
            found.append(verdicts(key, executor, REST)["result"].outcome)
    assert (found[0], found[-1]) == (Outcome.CORRECT, Outcome.UNDECIDED)
