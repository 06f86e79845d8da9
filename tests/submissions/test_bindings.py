from __future__ import annotations

from grader.submissions.source.bindings import bound_names, needed_modules
from tests.every import each

BINDS = [
    ("a = b = 1", "a b"),
    ("a += 1", "a"),
    ("a: int = 1", "a"),
    ("a, (b, *c) = 1, (2, 3)", "a b c"),
    ("[a[0], b.c] = 1, 2", ""),
    ("for a in b: c = 1", "a c"),
    ("with open('x') as a, b as (c, d): pass", "a c d"),
    ("import a.b, c as d\nfrom e import f, g as h", "a d f h"),
    ("from e import *", ""),
    ("def a(x=(b := 1)): y = 2", "a b"),
    ("class a: b = 1", "a"),
    ("async def a(): pass", "a"),
    ("if (a := 1): pass\n[b := x for x in y]", "a b"),
    ("try:\n    a = 1\nexcept E as b:\n    c = 1\nelse:\n    d = 1\nfinally:\n    e = 1", "a b c d e"),
    ("if x:\n    a = 1\nelif y:\n    b = 1\nelse:\n    c = 1", "a b c"),
    ("while x:\n    a = 1", "a"),
    ("match x:\n    case {'k': a, **b}: pass\n    case [c, *d]: pass", "a b c d"),
    ("def f():\n    global a\n    a = 1", "f a"),
    ("def f():\n    def g():\n        global a\n        a = 1", "f a"),
    ("lambda: (a := 1)\nprint(b)\nb == 1", ""),
    ("steps = [1, 2\nlosses == 3\n", "steps"),
    ("def f(x):\nreturn x\na: float = 3 +", "f a"),
    ("print 'x'\nw -= 1\nif a == b: c = 1", "w"),
    ("\0", ""),
    ("(" * 10_000, ""),
]


@each(("source", "names"), BINDS)
def test_names_that_a_cell_binds(source: str, names: str) -> None:
    assert bound_names(source) == set(names.split())


def test_imports_under_try_are_the_students_own_care() -> None:
    source = (
        "import numpy as np, a.b\nfrom c.d import e\ntry:\n    import f\nexcept ImportError:\n    import g\nfrom . import h"
    )
    assert needed_modules(source) == {"numpy", "a", "c", "g"}
