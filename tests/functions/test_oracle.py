"""What a child gets of an Oracle: its names, and a value with a gradient for every question; never the formula."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.answers.functions.arguments import build, write
from grader.answers.functions.handed_over import handed_over
from grader.answers.functions.signature import Signature
from grader.answers.functions.symbolic_function import Oracle, SymbolicFunction, answer

WRITTEN = write(Oracle("w1**2 + 3*w2**2", "w1 w2"))


def asked(data: Any) -> tuple[Any, list[list[float]]]:
    """The function as a child has it, and the points that the judge notes."""
    points: list[list[float]] = []

    def ask(formula: Any, point: list[float]) -> tuple[float, list[float]]:
        points.append(point)
        return answer(WRITTEN, point)

    return build(data, ask), points


def test_no_formula_is_handed_over() -> None:
    signature = Signature.of("minimise(f, start, loss=...)")
    probe = signature.call({"f": Oracle("w1**2 + 3*w2**2", "w1 w2"), "start": [1, 2], "loss": SymbolicFunction("x", "x")})
    given = handed_over({**probe, "drawn": True})
    assert "drawn" not in given
    text = json.dumps(given)
    assert "pow" not in text
    assert "3*w2" not in text
    assert '"w1", "w2"' in text
    assert json.dumps(given["named"] or given["args"]).count('["sym", "x"]') == 1  # other formulas are there to be computed


def test_it_answers_all_the_same() -> None:
    function, points = asked(handed_over({"function": "f", "args": [WRITTEN], "named": {}})["args"][0])
    assert function(1, 2) == function([1.0, 2.0]) == 13
    assert points == [[1, 2], [1, 2]]


@pytest.mark.parametrize("form", ["one by one", "one and a number", "as a list", "as a tensor"])
def test_the_graph_is_kept(form: str) -> None:
    torch = pytest.importorskip("torch")
    function, points = asked(WRITTEN)
    w = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
    calls = {
        "one by one": lambda: function(w[0], w[1]),
        "one and a number": lambda: function(w[0], 2.0),
        "as a list": lambda: function([w[0], w[1]]),
        "as a tensor": lambda: function(w),
    }
    loss = 2 * calls[form]()
    loss.backward()
    assert points == [[1, 2]]
    assert w.grad.tolist() == ([4, 0] if form == "one and a number" else [4, 24])


def test_where_a_walk_has_gone_to_infinity_there_is_an_answer() -> None:
    for text in ("sin(w)", "cos(w)", "exp(w)", "tanh(w)", "sqrt(w)", "log(w)", "abs(w)", "max(0, w)", "1/w", "w**3"):
        for far in (float("inf"), float("-inf"), float("nan"), 1e308, -1e308, 0.0):
            value, gradient = answer(write(Oracle(text, "w")), [far])
            assert (type(value), len(gradient)) == (float, 1)
