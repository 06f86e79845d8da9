"""Exercise 22: what CrossEntropyLoss makes of logits; torch itself is the oracle."""

from __future__ import annotations

import pytest

from tests.conftest import GradeCode
from tests.exercises.rows import assert_mistake, assert_outcome, assert_right

RIGHT = [
    ("row_losses", "[log(4), log(S(5)/3)]"),
    ("row_losses", "[1.386, 0.511]"),
    ("row_losses", "['ln 4', 'ln(5/3)']"),
    ("returned_loss", "log(S(20)/3)/2"),
    ("returned_loss", "0.9486"),
    ("loss_of_double_softmax", "1.0278"),
    ("lowest_with_double_softmax", "log(E + 2) - 1"),
    ("lowest_with_double_softmax", "'ln(1 + 2/e)'"),
    ("lowest_with_double_softmax", "0.551"),
    ("accepted_targets", "{'long', 'onehot_float'}"),
    ("accepted_targets", "['onehot_float', 'LONG']"),
    ("accepted_targets", "'long; onehot_float'"),
]


@pytest.mark.parametrize(("item", "answer"), RIGHT)
def test_right_answers_in_any_form(grade_code: GradeCode, item: str, answer: str) -> None:
    assert_right(grade_code, "ex22", item, answer)


MISTAKES = [
    ("returned_loss", "log(S(20)/3)", "M1"),
    ("returned_loss", "log(S(20)/3)/6", "M2"),
    ("returned_loss", "-17/40", "M3"),
    ("returned_loss", "-log(6)/2", "M4"),
    ("lowest_with_double_softmax", "0", "M5"),
    ("accepted_targets", "{'long', 'onehot_long'}", "M6"),
    ("row_losses", "[log(S(3)/2), log(S(4)/3)]", "M7"),
]


@pytest.mark.parametrize(("item", "answer", "mistake"), MISTAKES)
def test_known_mistakes_are_recognised(grade_code: GradeCode, item: str, answer: str, mistake: str) -> None:
    assert_mistake(grade_code, "ex22", item, answer, mistake)


FOLLOWS = [
    ("[1, 2]", "1.5", "follow_through", "1"),
    ("[log(S(3)/2), log(S(4)/3)]", "log(2)/2", "follow_through", "1"),
    ("[1, -1]", "0", "wrong", "0"),  # a loss below 0 leads nowhere
    ("[0, 0]", "0", "wrong", "0"),
]


@pytest.mark.parametrize(("rows", "mean", "outcome", "points"), FOLLOWS)
def test_the_mean_follows_from_own_losses(grade_code: GradeCode, rows: str, mean: str, outcome: str, points: str) -> None:
    assert_outcome(grade_code, "ex22", {"row_losses": rows, "returned_loss": mean}, "returned_loss", outcome, points)


def test_torch_agrees() -> None:
    import torch

    logits = torch.log(torch.tensor([[1.0, 2.0, 5.0], [3.0, 1.0, 1.0]], dtype=torch.float64))
    labels = torch.tensor([1, 0])
    loss = torch.nn.CrossEntropyLoss()
    assert loss(logits, labels).item() == pytest.approx(0.9486, abs=5e-5)
    assert loss(torch.softmax(logits, 1), labels).item() == pytest.approx(1.0278, abs=5e-5)
    for target in (labels.double(), torch.nn.functional.one_hot(labels, 3)):
        with pytest.raises(RuntimeError):
            loss(logits, target)
    assert loss(logits, torch.nn.functional.one_hot(labels, 3).double()).item() == pytest.approx(0.9486, abs=5e-5)


FUNCTIONS = [
    ("import torch\ndef loss_value(logits, labels):\n    return torch.nn.functional.cross_entropy(logits, labels)", "correct", "3"),
    (
        "import torch\ndef loss_value(logits, labels):\n"
        "    return -torch.log_softmax(logits, dim=1)[torch.arange(len(labels)), labels].mean().item()",
        "correct",
        "3",
    ),
    (
        "import torch\ndef loss_value(logits, labels):\n    p = torch.softmax(logits, 1)\n"
        "    return torch.nn.functional.cross_entropy(p, labels).item()",
        "wrong",
        "0",
    ),
    (
        "import torch\ndef loss_value(logits, labels):\n    p = torch.exp(logits) / torch.exp(logits).sum(1, keepdim=True)\n"
        "    return -torch.log(p[torch.arange(len(labels)), labels]).mean().item()",
        "partial",
        "2",
    ),
    ("def loss_value(logits, labels):\n    return 0.9486", "wrong", "0"),
]


@pytest.mark.parametrize(("source", "outcome", "points"), FUNCTIONS)
def test_functions(grade_code: GradeCode, source: str, outcome: str, points: str) -> None:
    graded = grade_code("ex22", cells=[source])
    assert (graded.outcome("loss_value"), graded.points("loss_value")) == (outcome, points), graded["loss_value"]
