"""A symbol may be declared by its letter or its name; answers may use either."""

from __future__ import annotations

import pytest

from grader.answers import door
from grader.answers.kinds.expression import Expression
from grader.model import Returned


@pytest.mark.parametrize("declared", ["η", "eta", "w_1", "w1", "λ"])
@pytest.mark.parametrize("written", ["{}", "2*{}^2"])
def test_an_expression_reads_the_names_that_it_declares(declared: str, written: str) -> None:
    kind = Expression(symbols=("x", declared))
    answer = door.observe(kind.reading(), written.format(declared))
    assert isinstance(answer, Returned)
    assert kind.same(answer.raw, answer.raw).verdict == "proved"
