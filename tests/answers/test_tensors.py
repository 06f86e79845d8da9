"""What counts as the same answer where it is a tensor; torch is imported by the process that runs this, not by all."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.kinds.sequence import Sequence
from grader.answers.kinds.value import Value
from grader.answers.kinds.vector import Vector
from grader.answers.kinds.words import Truths
from tests.answers.verdicts import verdict


def test_a_number() -> None:
    import torch

    assert verdict(Value(), torch.tensor(1.5), Fraction(3, 2)) == "same"
    assert verdict(Value(), torch.tensor([1.5], requires_grad=True), Fraction(3, 2)) == "same", "with its gradient attached"


@pytest.mark.parametrize("kind", [Vector(2), Sequence(2)])
def test_vectors_and_sequences(kind: AnswerKind) -> None:
    import torch

    pair = [Fraction(1, 2), 2]
    assert verdict(kind, torch.tensor([0.5, 2]), pair) == "same"
    assert verdict(kind, [np.array([0.5]), torch.tensor([2.0])], pair) == "same", "arrays of one number inside a list"
    assert verdict(kind, torch.tensor([0.5, 2], dtype=torch.bfloat16), pair) == "same", "a float type that NumPy lacks"
    assert verdict(kind, torch.tensor([2, 0.5]), pair) == "other"


def test_truth_values() -> None:
    import torch

    assert verdict(Truths(3), torch.tensor([True, False, True]), [True, False, True]) == "same"
    assert verdict(Truths(3), torch.tensor([True, True, True]), [True, False, True]) == "other"
