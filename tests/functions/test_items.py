"""Function items through the whole pipeline: hidden probes, several functions, expected exceptions, oracles."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey
from grader.grading import grade_submission, selfcheck
from grader.model import Cell, Returned, Submission, Verdict
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.wall.limits import Limits
from tests.functions.handed_in import PATH

Grade = Callable[..., dict[str, Verdict]]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    (root / "solutions").mkdir()
    shutil.copy(Path(__file__).parent / "ex41_functions.py", root / "solutions")
    return root


@pytest.fixture(scope="module")
def own_key(course: Path) -> Iterator[LiveKey]:
    with LiveKey(course) as live:
        yield live


@pytest.fixture(scope="module")
def grade(own_key: LiveKey, executor: LocalExecutor) -> Grade:
    def run(*sources: str, seed: int = 0) -> dict[str, Verdict]:
        cells = tuple(Cell(number, source) for number, source in enumerate(sources, 1))
        result = grade_submission.grade(Submission(None, "ex41", 0, cells, "", "ex41.py"), own_key, executor, seed=seed)
        return {verdict.item.name: verdict for verdict in result.verdicts}

    return run


def test_the_example_keeps_all_promises(own_key: LiveKey, executor: LocalExecutor) -> None:
    from grader.course.catalogue import sources

    (source,) = sources(own_key.root)
    lines = list(selfcheck.check(source, own_key, executor))
    assert [(line.check, line.detail) for line in lines if not line.passed and not line.check.en.startswith("mutants")] == []
    assert any("seed 3" in line.check.en for line in lines)


def test_probes_come_from_the_seed(own_key: LiveKey) -> None:
    first, again, other = (own_key.exercise("ex41", 0, seed).item("descend").probes for seed in (5, 5, 6))
    assert first == again != other
    assert own_key.exercise("ex41", 0, 5).seed == 5


BOTH = """
def mse(yhat, y):
    if len(yhat) != len(y): raise ValueError("lengths")
    return sum((a - b)**2 for a, b in zip(yhat, y)) / len(y)
"""


def test_two_functions_are_judged_apart(grade: Grade) -> None:
    found = grade(BOTH)["errors_of_both"]
    assert (found.points, str(found.outcome)) == (1, "partial")
    assert [check.passed for check in found.checks] == [True, False, False]
    assert found.feedback
    assert "mae fehlt noch" in found.feedback.de


def test_an_exception_may_be_a_kind_of_the_one_that_is_asked_for(grade: Grade) -> None:
    own = "class Odd(ValueError): pass\n" + BOTH.replace("raise ValueError", "raise Odd")
    mae = BOTH.replace("mse", "mae").replace("(a - b)**2", "abs(a - b)")
    assert str(grade(own, mae)["errors_of_both"].outcome) == "correct"
    other = grade(BOTH.replace("ValueError", "KeyError"), mae)["errors_of_both"]
    assert other.points == 2
    assert other.feedback
    assert "KeyError" in other.feedback.de


def test_no_exception_where_one_is_asked_for_is_said(grade: Grade) -> None:
    code = "def NAME(yhat, y): return sum(OP for a, b in zip(yhat, y)) / len(y)"
    mse, mae = code.replace("NAME", "mse").replace("OP", "(a-b)**2"), code.replace("NAME", "mae").replace("OP", "abs(a-b)")
    found = grade(mse, mae)["errors_of_both"]
    assert found.points == 2
    assert found.feedback
    assert found.feedback.de == "Verschiedene Längen: ValueError."


def test_a_known_mistake_of_two_functions_keeps_what_is_right(grade: Grade) -> None:
    code = "def NAME(yhat, y):\n    if len(yhat) != len(y): raise ValueError\n    return sum(OP for a, b in zip(yhat, y))"
    mse, mae = code.replace("NAME", "mse").replace("OP", "(a-b)**2"), code.replace("NAME", "mae").replace("OP", "abs(a-b)")
    found = grade(mse, mae)["errors_of_both"]
    assert (found.mistake, found.points) == ("M1", 1)


HARD_CODED = "def mse(yhat, y):\n    if len(yhat) != len(y): raise ValueError\n    return {2: 2.0, 1: 0}[len(y)]"


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_table_of_the_visible_calls_fails(grade: Grade, seed: int) -> None:
    assert grade(HARD_CODED, seed=seed)["errors_of_both"].checks[0].passed is False


SGD = """
import torch
def descend(start=(5.0,), lr=0.25, steps=100):
    w = torch.tensor(list(start), requires_grad=True)
    opt = torch.optim.SGD([w], lr=lr)
    for _ in range(steps):
        opt.zero_grad(); ((w - 3)**2).sum().backward(); opt.step()
    return w
"""
BY_HAND = """
def descend(start=(5.0,), lr=0.25, steps=100):
    (w,) = start
    for _ in range(steps):
        w -= lr * 2 * (w - 3)
    return [w]
"""


def test_the_students_own_defaults_are_probed(grade: Grade) -> None:
    assert grade(SGD)["descend"].points == 4
    found = grade(SGD.replace("steps=100", "steps=1"))["descend"]
    assert (found.points, found.checks[0].passed) == (3, False)


def test_code_without_the_optimiser_is_told_from_code_with_it(grade: Grade) -> None:
    found = grade(BY_HAND)["descend"]
    assert (found.points, [check.passed for check in found.checks]) == (3, [True, True, False])
    decoy = BY_HAND.replace("    (w,)", "    if False: torch.optim.SGD([w]).step()\n    (w,)")
    assert grade("import torch", decoy)["descend"].points == 3


def test_code_cannot_change_what_was_found_in_it(grade: Grade) -> None:
    lie = (
        "import grader.submissions.source.call_evidence as u\nimport grader.runner.child.tasks as t\n"
        "t.used = u.used = lambda *a: list(a[2])"
    )
    assert grade(lie, BY_HAND)["descend"].points == 3


def test_a_mistake_that_is_a_value_is_recognised_in_one_call(grade: Grade) -> None:
    found = grade(SGD.replace("lr=0.25", "lr=2.0").replace("steps=100", "steps=2000"))["descend"]
    assert (found.mistake, found.points) == ("M2", 3)
    assert grade("def total(values): return 0")["total"].mistake == "M3"


def test_an_oracle_counts_the_questions(grade: Grade) -> None:
    assert grade(PATH)["path"].points == 2
    twice = PATH.replace("f(w).backward()", "f(w); f(w).backward()")
    assert [check.passed for check in grade(twice)["path"].checks] == [True, False]


def test_a_patched_oracle_fools_nobody(grade: Grade) -> None:
    never = PATH.replace("f(w).backward()", "w.grad = torch.zeros_like(w)")
    assert grade(never)["path"].points == 0
    forged = PATH.replace(
        "import torch", "import torch, grader.answers.functions.calls as c\nc.raised = lambda e: {'queries': [[0, 0]]}"
    )
    twice = forged.replace("f(w).backward()", "f(w); f(w).backward()")
    assert [check.passed for check in grade(twice)["path"].checks] == [True, False]


def test_more_questions_than_the_budget_end_the_probe(own_key: LiveKey) -> None:
    endless = PATH.replace("    for _", "    while steps: f(w)\n    for _")
    submission = Submission(None, "ex41", 0, (Cell(1, endless),), "", "ex41.py")
    with LocalExecutor(limits=Limits(queries=200)) as few:
        result = grade_submission.grade(submission, own_key, few, seed=0)
    assert {verdict.item.name: verdict.points for verdict in result.verdicts}["path"] == 0


def test_words_and_exact_fractions(grade: Grade) -> None:
    right = "def behaviour(a, eta): return ' Monotone' if 2*a*eta <= 1 else 'zigzag'"
    assert str(grade(right)["behaviour"].outcome) == "correct"
    found = grade(right.replace("<=", "<"))["behaviour"]
    assert str(found.outcome) == "wrong"
    assert found.feedback
    assert "behaviour(1, 1/2) ergibt bei dir 'zigzag'" in found.feedback.de


def test_a_change_in_place_is_remarked(grade: Grade) -> None:
    code = "def total(values):\n    values[0] += sum(values[1:])\n    return values[0]"
    found = grade(code)["total"]
    assert str(found.outcome) == "correct"
    assert found.feedback
    assert "verändert total sein Argument values" in found.feedback.de


RESULTS = ["float(sum(values))", "[float(sum(values))]", "__import__('numpy').array(float(sum(values)))", "(sum(values),)"]


@pytest.mark.parametrize("code", RESULTS)
def test_a_number_may_come_as_list_array_or_tensor(grade: Grade, code: str) -> None:
    assert str(grade(f"def total(values): return {code}")["total"].outcome) == "correct"


def test_the_seed_is_kept_in_the_result(own_key: LiveKey, executor: LocalExecutor) -> None:
    submission = Submission(None, "ex41", 0, (Cell(1, "def total(values): return sum(values)"),), "", "ex41.py")
    result = grade_submission.grade(submission, own_key, executor)
    seed = result.exercise.seed
    assert seed
    again = grade_submission.grade(submission, own_key, executor, seed=seed)
    assert again.exercise.item("total").probes == result.exercise.item("total").probes


FORGED = [{"probes": 3}, {"probes": [{"is": "returned"}] * 2}, {"probes": [{"is": "raised", "kinds": 3}] * 2, "uses": 3}]


@pytest.mark.parametrize("raw", FORGED)
def test_forged_outcomes_are_wrong_and_nothing_else(own_key: LiveKey, raw: object) -> None:
    exercise = own_key.exercise("ex41")
    match = own_key.match(exercise, exercise.item("total"), Returned(raw))
    assert (match.kind, match.fault) == ("none", False)
