"""An argument comes in the form of the student's own default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.answers.functions.calls import call
from grader.answers.functions.like_default import like_default


def with_default(default: Any) -> Callable[..., Any]:
    def function(start: Any = default) -> Any:
        return start

    return function


def test_a_list_becomes_what_the_default_is() -> None:
    import torch

    made = like_default(with_default(torch.tensor([0.0, 0.0], requires_grad=True)), 0, [1.5, 2.0])
    assert (made.tolist(), made.dtype, made.requires_grad) == ([1.5, 2.0], torch.float32, True)
    for whole in (torch.tensor([0, 0]), np.array([0, 0])):  # nothing is cut off
        assert like_default(with_default(whole), 0, [1.5, 2.0]).tolist() == [1.5, 2.0]
    assert like_default(with_default((0.0, 0.0)), 0, [1.5, 2.0]) == (1.5, 2.0)


def test_a_number_becomes_a_tensor_of_the_shape_of_the_default() -> None:
    import torch

    made = like_default(with_default(torch.tensor([0.0], dtype=torch.float64)), 0, 1.5)
    assert (made.tolist(), made.dtype) == ([1.5], torch.float64)


class Callee:
    def __call__(self, start: Any = (0.0, 0.0)) -> Any:
        return start


@pytest.mark.parametrize("function", [with_default([0.0]), with_default(None), max, lambda *start: start, Callee()])
def test_everything_else_stays(function: Callable[..., Any]) -> None:
    given = [1.5, 2.0]
    assert like_default(function, 0, given) is given
    assert like_default(with_default((0.0, 0.0)), 1, given) is given
    assert like_default(with_default((0.0, 0.0)), 0, "text") == "text"


def test_a_change_of_such_an_argument_is_seen() -> None:
    def moves(start: Any = np.array([0.0, 0.0])) -> Any:  # noqa: B008 - what students write
        start += 1
        return start

    probe = {"function": "moves", "args": [[1.0, 2.0]], "named": {}}
    assert call(moves, probe, lambda name, value: "read", None)["changed"] == [0]
    assert "changed" not in call(with_default(np.array([0.0, 0.0])), probe, lambda name, value: "read", None)
