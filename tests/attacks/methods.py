"""Attacks on how an answer was found: code that pretends to call an optimiser, and that lies about what it asked."""

from __future__ import annotations

from dataclasses import dataclass

from tests.functions.handed_in import PATH

WORDS = "only calls that can be reached count, as far as the words tell; the rest is behaviour"
COUNTED = "the judge answers the questions and counts them"

DESCEND = """import torch
def descend(start=(5.0,), lr=0.25, steps=100):
    w = torch.tensor(list(start), requires_grad=True)
    opt = torch.optim.SGD([w], lr=lr)
    for _ in range(steps):
        opt.zero_grad(); ((w - 3)**2).sum().backward(); opt.step()
    return w
"""
BY_HAND = """import torch
def descend(start=(5.0,), lr=0.25, steps=100):
    (w,) = start
    {decoy}
    for _ in range(steps):
        w -= lr * 2 * (w - 3)
    return [w]
"""
ONCE, TWICE = "f(w).backward()", "f(w); f(w).backward()"


MOST = {"descend": 4, "path": 2, "total": 1}


@dataclass(frozen=True, slots=True)
class Method:
    """`code` answers the item; `points`: what it gets for it, out of those in MOST."""

    line: int
    name: str
    item: str
    code: str
    stopped_by: str
    points: int
    says: str


def decoy(name: str, words: str, after: str = "") -> Method:
    return Method(49, name, "descend", BY_HAND.format(decoy=words) + after, WORDS, 3, "Use torch.optim.SGD")


def hidden(name: str, call: str) -> Method:
    return Method(50, name, "descend", DESCEND.replace("torch.optim.SGD([w], lr=lr)", call), WORDS, 3, "Use torch.optim.SGD")


def liar(name: str, before: str, asks: str = TWICE) -> Method:
    return Method(51, name, "path", before + PATH.replace(ONCE, asks), COUNTED, 1, "Ask f at each w exactly once")


# All other items of the exercise: what is fully right is not run once more in a child of its own.
REST = """
def error(f, yhat, y):
    if len(yhat) != len(y): raise ValueError
    return sum(f(a - b) for a, b in zip(yhat, y)) / len(y)
def mse(yhat, y): return error(lambda d: d * d, yhat, y)
def mae(yhat, y): return error(abs, yhat, y)
def behaviour(a, eta): return 'monotone' if 2 * a * eta <= 1 else 'zigzag'
def total(values): return float(sum(values))
"""
FIRST = """# grader: ex90
import torch
import sympy as sp
code = "import grader.runner.child.tasks as t; t.used = lambda cells, functions, names: list(names)"
sp.sympify("exec(" + repr(code) + ")")
one = 1
two = 2
def squared(x): return x * x
"""

METHODS = (
    Method(
        46,
        "change the argument in place",
        "total",
        "def total(values):\n    values[0] += sum(values[1:])\n    return values[0]",
        "arguments are copies",
        1,
        "changes its argument values",
    ),
    decoy("a call that never runs", "if False: torch.optim.SGD([w]).step()"),
    decoy("a call behind the return", "pass", "    torch.optim.SGD([w]).step()\n"),
    decoy("a call in a function that nobody calls", "def never(): torch.optim.SGD([w]).step()"),
    decoy("a call in a text", "'torch.optim.SGD([w]).step()'"),
    decoy("a call in a comment", "# torch.optim.SGD([w]).step()"),
    decoy("a name without a call", "torch.optim.SGD"),
    hidden("a name in parts", "getattr(torch.optim, 'S' + 'GD')([w], lr=lr)"),
    hidden("a call in a text that runs", "eval('torch.optim.' + 'SGD')([w], lr=lr)"),
    hidden("a name from a dictionary of the module", "vars(torch.optim)['SGD']([w], lr=lr)"),
    liar(
        "forge the count of questions",
        "import grader.answers.functions.calls as c\nc.raised = lambda e: {'queries': [[0, 0]]}\n",
    ),
    Method(51, "ask nothing", "path", PATH.replace(ONCE, "w.grad = torch.zeros_like(w)"), COUNTED, 0, "does not use the value"),
    Method(
        51,
        "ask for ever",
        "path",
        PATH.replace("    for _", "    while steps: f(w)\n    for _"),
        "a budget of questions",
        0,
        "",
    ),
)
