"""Exercise 12: Adam and Adagrad, numbers held against torch itself."""

from __future__ import annotations

import pytest

from tests.conftest import GradeCode
from tests.exercises.rows import assert_mistake, assert_outcome, assert_right

RIGHT = [
    ("first_iterates", "(1.5, 0.25, 0.25)"),
    ("first_iterates", "[S(3)/2, S(1)/4, S(1)/4]"),
    ("adagrad_second", "0.4189"),
    ("adagrad_second", "'1/4 + 11/(8*sqrt(265/4))'"),
    ("settling_steps", "[9, 104, 231]"),
    ("settling_steps", "[9, 106, 230]"),  # float type and epsilon shift them a little
    ("same_first_step", "{'Adam', 'Adagrad'}"),
    ("same_first_step", "['adagrad', 'ADAM']"),
    ("same_first_step", "'Adam und Adagrad'"),
    ("good_rate", "1"),
    ("good_rate", "0.4"),
    ("good_rate", "10"),
    ("good_rate", "'2,5'"),
    ("adagrad_end_point", "(1.82, 1.82)"),
]


@pytest.mark.parametrize(("item", "answer"), RIGHT)
def test_right_answers_in_any_form(grade_code: GradeCode, item: str, answer: str) -> None:
    assert_right(grade_code, "ex12", item, answer)


MISTAKES = [
    ("first_iterates", "[1.5, 1.5, 1.5]", "M1"),
    ("adagrad_second", "0.5", "M2"),
    ("adagrad_second", "S(1)/4 + S(11)/530", "M3"),
    ("settling_steps", "[9, 36, 231]", "M4"),
    ("good_rate", "0.01", "M5"),
    ("adagrad_end_point", "(S(16)/13, S(28)/13)", "M6"),
    ("same_first_step", "{'SGD', 'Adam', 'Adagrad'}", "M7"),
]


@pytest.mark.parametrize(("item", "answer", "mistake"), MISTAKES)
def test_known_mistakes_are_recognised(grade_code: GradeCode, item: str, answer: str, mistake: str) -> None:
    assert_mistake(grade_code, "ex12", item, answer, mistake)


NEAR = [
    ("settling_steps", "[10, 104, 231]", "wrong"),
    ("settling_steps", "[9, 104, 234]", "wrong"),
    ("good_rate", "0.35", "wrong"),
    ("good_rate", "11", "wrong"),
    ("good_rate", "-1", "wrong"),
    ("good_rate", "0", "wrong"),
    ("good_rate", "I", "invalid"),
    ("same_first_step", "{'Adam'}", "wrong"),
]


@pytest.mark.parametrize(("item", "answer", "outcome"), NEAR)
def test_near_misses(grade_code: GradeCode, item: str, answer: str, outcome: str) -> None:
    assert_outcome(grade_code, "ex12", {item: answer}, item, outcome, "0")


FOLLOWS = [
    ("[S(3)/2, S(1)/4, S(3)/2]", "S(3)/2 + S(1)/4*3/sqrt(45)", "follow_through", "2"),
    ("[0, 0, 3]", "3", "wrong", "0"),  # at the minimum nothing would be left to do
]


@pytest.mark.parametrize(("first", "second", "outcome", "points"), FOLLOWS)
def test_second_step_follows_from_the_own_first(
    grade_code: GradeCode, first: str, second: str, outcome: str, points: str
) -> None:
    assert_outcome(grade_code, "ex12", {"first_iterates": first, "adagrad_second": second}, "adagrad_second", outcome, points)


def test_the_numbers_are_those_of_torch() -> None:
    """The exercise computes runs without torch; here torch is the oracle."""
    import torch

    from grader.course.catalogue import resolve, sources
    from tests.conftest import ROOT

    namespace: dict[str, object] = {}
    path = resolve(sources(ROOT), "ex12").path
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), namespace)
    run = namespace["run"]
    assert callable(run)
    for name in ("SGD", "Adam", "Adagrad"):
        w = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
        optimiser = getattr(torch.optim, name)([w], lr=0.25)
        for position in run(name, 3.0, 0.25, 300):
            assert w.item() == pytest.approx(position, abs=1e-9)
            optimiser.zero_grad()
            ((w - 3.0) ** 2).backward()
            optimiser.step()


RUN = """
import torch
def run_optimizer(name, f, start, lr, steps):
    w = torch.tensor({start}, requires_grad=True)
    opt = {choose}
    path = {first}
    for _ in range(steps):
        opt.zero_grad()
        f(w).backward()
        opt.step()
        path.append({entry})
    return path
"""


def code(
    start: str = "float(start)",
    choose: str = "getattr(torch.optim, name)([w], lr=lr)",
    first: str = "[w.item()]",
    entry: str = "w.item()",
) -> str:
    return RUN.format(start=start, choose=choose, first=first, entry=entry)


RUNS = [
    (code(), "correct", "2"),
    (code(start="start, dtype=torch.float64"), "correct", "2"),
    (code(entry="w.detach().clone()", first="[w.detach().clone()]"), "correct", "2"),
    (
        code(choose="{'SGD': torch.optim.SGD, 'Adam': torch.optim.Adam, 'Adagrad': torch.optim.Adagrad}[name]([w], lr=lr)"),
        "correct",
        "2",
    ),
    (code(choose="torch.optim.SGD([w], lr=lr)"), "partial", "2/3"),
    (code(choose="torch.optim.SGD([w], lr=lr) if name == 'SGD' else torch.optim.Adam([w], lr=lr)"), "partial", "4/3"),
    (code(first="[]"), "wrong", "0"),  # the start is missing
    (code(entry="w"), "wrong", "0"),  # the same tensor every time
]


@pytest.mark.parametrize(("source", "outcome", "points"), RUNS)
def test_runs_tell_the_optimiser_by_its_path(grade_code: GradeCode, source: str, outcome: str, points: str) -> None:
    graded = grade_code("ex12", cells=[source])
    assert (graded.outcome("run_optimizer"), graded.points("run_optimizer")) == (outcome, points), graded["run_optimizer"]
