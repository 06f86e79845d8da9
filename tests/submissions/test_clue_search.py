"""What the words of a function show before it runs: hints for a diagnosis."""

from __future__ import annotations

import pytest

from grader.answers.functions.clues import (
    BACKWARD,
    LEAVES_LOOP,
    OPTIMISER,
    POSSIBLE,
    PRINTS,
    READS_GRAD,
    RESETS,
    RESETS_EARLY,
    STEP,
    unused,
)
from grader.model import Cell
from grader.submissions.source.clue_search import Definitions

LOOP = "def f(w, steps):\n    o = torch.optim.SGD([w])\n    for _ in range(steps):\n        {}\n    return w"
CLUES = [
    ("def f(x): return x", set()),
    ("def f(x): print(x)", {PRINTS}),
    ("def g(x): print(x)\ndef f(x): return g(x)", {PRINTS}),
    ("def f(x):\n    for i in x:\n        return i", {LEAVES_LOOP}),
    ("def f(x):\n    while x:\n        x -= 1\n        return x", {LEAVES_LOOP}),
    ("def f(x):\n    for i in x:\n        if i: return i", set()),
    ("def f(x):\n    for i in x:\n        if i: continue\n        return i", set()),
    ("def f(x):\n    def g(y):\n        return y\n    for i in x:\n        g(i)\n    return x", set()),
    (LOOP.format("o.zero_grad(); h(w).backward(); o.step()"), {OPTIMISER, RESETS, BACKWARD, STEP}),
    (LOOP.format("h(w).backward(); o.zero_grad(); o.step()"), {OPTIMISER, RESETS, RESETS_EARLY, BACKWARD, STEP}),
    (LOOP.format("h(w).backward(); o.step(); o.zero_grad()"), {OPTIMISER, RESETS, BACKWARD, STEP}),
    (LOOP.format("h(w).backward(); w.grad = None; o.step()"), {OPTIMISER, RESETS, RESETS_EARLY, BACKWARD, STEP}),
    ("def f(w):\n    w.grad.zero_()\n    return w.grad", {READS_GRAD, RESETS}),
    ("def f(w): return torch.autograd.grad(h(w), w)", {BACKWARD}),
    ("def f(x, lr): return x", {unused(1)}),
    ("def f(x, lr):\n    lr = 0.1\n    return lr * x", {unused(1)}),
    ("def f(x, lr):\n    lr = float(lr)\n    return lr * x", set()),
    ("def f(x, lr):\n    lr *= 2\n    return x", set()),
    ("def f(x, lr):\n    if x:\n        lr = 1\n    return x * lr", set()),
    ("def f(x): return (lambda: x)()", set()),
    ("def f(x): return locals()['x']", set()),
]


@pytest.mark.parametrize(("source", "clues"), CLUES, ids=[source[-40:] for source, _ in CLUES])
def test_the_words_show(source: str, clues: set[str]) -> None:
    found = Definitions([Cell(1, source)]).clues("f")
    assert found is not None
    assert set(found) == clues
    assert clues <= set(POSSIBLE)


BLANK = [
    ("def f(x):\n    raise NotImplementedError", True),
    ("def f(x):\n    raise NotImplementedError\nf = g", False),
    ("def f(x):\n    raise NotImplementedError\ndef f(x): return x", False),
    ("def f(x): return x\ndef f(x):\n    'text'\n    ...", False),
    ("def f(x):\n    raise NotImplementedError\nfrom mine import f", False),
    ("def f(x:", False),
]


@pytest.mark.parametrize(("source", "blank"), BLANK, ids=[source[-40:] for source, _ in BLANK])
def test_the_last_definition_says_whether_it_is_blank(source: str, blank: bool) -> None:
    assert ("f" in Definitions([Cell(1, source)]).blank) is blank


def test_of_what_is_no_definition_nothing_is_known() -> None:
    assert Definitions([Cell(1, "f = lambda x: x")]).clues("f") is None
