"""The way a function takes, as its words show it: loops that go on from the round before, and names that are surely SymPy's."""

from __future__ import annotations

from grader.answers.functions.way import LOOP, SYMBOLIC, Way
from grader.model import Cell, Text
from grader.submissions.source.call_evidence import used
from tests.every import each

HEAD = "from sympy import *\nx = symbols('x')"

GOES_ON = [
    "def f(n):\n    w = 0\n    for _ in range(n):\n        w = w - 0.5 * (w - 3)\n    return w",
    "def f(n):\n    w = 0\n    for _ in range(n):\n        w -= 0.5 * (w - 3)\n    return w",
    "def f(n):\n    a, b = 0, 1\n    while b - a > n:\n        m = (a + b) / 2\n        if m > 0.5:\n            b = m\n      "
    "  else:\n            a = m\n    return a",
    "def f(n):\n    path = [0]\n    for _ in range(n):\n        path.append(path[-1] - 1)\n    return path",
    "def f(n):\n    path = [0]\n    for _ in range(n):\n        path = path + [path[-1] - 1]\n    return path",
    "def f(n):\n    w = [0] * (n + 1)\n    for t in range(n):\n        w[t + 1] = w[t] - 1\n    return w",
    "def f(n):\n    for _ in range(n):\n        opt.zero_grad()\n        loss().backward()\n        opt.step()\n    return w",
    "def f(n):\n    for _ in range(n):\n        with no_grad():\n            w.sub_(w.grad)\n    return w",
    "def f(n, w=0):\n    return w if n == 0 else f(n - 1, w / 2)",
    "def step(w):\n    return w / 2\ndef f(n):\n    w = 1\n    for _ in range(n):\n        w = step(w)\n    return w",
    "def f(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a",
    "def f(n):\n    w = 1\n    for _ in range(n):\n        try:\n            w = 1 / w\n        except ZeroDivisionError:\n   "
    "         pass\n    return w",
]
GOES_ON_FROM_NOTHING = [
    "def f(n):\n    return 3 - 3 * 0.5**n",
    "def f(n):\n    return [3 - 3 * 0.5**t for t in range(n)]",
    "def f(n):\n    rows = []\n    for t in range(n):\n        w = 3 - 3 * 0.5**t\n        rows.append((w, (w - 3)**2))\n    "
    "return rows",
    "def f(n):\n    rows, t = [], 0\n    while t < n:\n        rows += [3 - 3 * 0.5**t]\n        t += 1\n    return rows",
    "def f(n):\n    for _ in range(n):\n        pass\n    return 0.567",
    "def other(n):\n    w = 0\n    for _ in range(n):\n        w = w / 2\n    return w\ndef f(n):\n    return 0.567",
    "def f(n):\n    w = 1\n    if False:\n        for _ in range(n):\n            w = w / 2\n    return 0.567",
]
SURELY = [
    "def f(z):\n    return log(exp(z))",
    "import sympy\ndef f(z):\n    return sympy.log(z)",
    "from sympy import log as ln_\ndef f(z):\n    return ln_(z)",
    "import mpmath as mp\ndef f(z):\n    return mp.exp(z)",
    "def f(z):\n    from decimal import Decimal\n    return Decimal(z).ln()",
]
NOT_SURELY = [
    "from math import exp, log\ndef f(z):\n    return log(exp(z))",
    "import numpy as np\ndef f(z):\n    return np.log(np.exp(z))",
    "from numpy import *\ndef f(z):\n    return log(exp(z))",
    "def f(z):\n    from math import exp\n    return exp(z)",
    "def exp(v):\n    return 2.718281828**v\ndef f(z):\n    return exp(z)",
    "def f(z, S=3, N=4):\n    return S * N * z",
    "def f(z):\n    return max(z) + len(z) + sum(z)",
]


def found(code: str, names: tuple[str, ...]) -> list[str]:
    return used([Cell(1, HEAD), Cell(2, code)], ("f",), names)


@each("code", GOES_ON)
def test_a_loop_that_goes_on_is_seen(code: str) -> None:
    assert found(code, (LOOP,)) == [LOOP]


@each("code", GOES_ON_FROM_NOTHING)
def test_a_formula_in_a_loop_is_a_formula(code: str) -> None:
    assert found(code, (LOOP,)) == []


@each("code", SURELY)
def test_exact_computing_is_seen(code: str) -> None:
    assert found(code, SYMBOLIC) != []


@each("code", NOT_SURELY)
def test_what_may_be_something_else_is_not_held_against_anyone(code: str) -> None:
    assert found(code, SYMBOLIC) == []


def test_a_way_is_kept_by_one_of_its_needs_and_none_of_the_others() -> None:
    way = Way(Text(de="Anders.", en="Otherwise."), needs=(LOOP, "torch.*"), without=("scipy.*",))
    assert way.kept([LOOP])
    assert way.kept(["torch.*"])
    assert not way.kept([])
    assert not way.kept([LOOP, "scipy.*"])
