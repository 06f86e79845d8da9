"""mpmath and SymPy, asked at many points, contradict no verdict of the tables."""

from __future__ import annotations

import random
from typing import Any

import mpmath
import pytest
import sympy

from grader.algebra.deciding.sets import variable_of
from grader.algebra.door import compare
from grader.algebra.reading.lexer import canonical_name
from grader.algebra.reading.parser import parse
from grader.algebra.sympy_bridge.to_sympy import to_sympy
from grader.algebra.syntax.tree import Inf, NaN, Node, Seq, symbols, walk

from .oracle import NoValue, member, points, same, value
from .pairs import Pair
from .tables import EXPRESSIONS, SETS

NAMES = [f"{topic}: {p.student} ~ {p.reference}" for topic, table in EXPRESSIONS.items() for p in table]
FORMULAS = [pair for table in EXPRESSIONS.values() for pair in table]
REGIONS = [pair for topic, table in SETS.items() if topic != "lines" for pair in table]


def both(pair: Pair, kind: str | None = None) -> tuple[Node, Node]:
    return parse(pair.student, kind=pair.kind or kind), parse(pair.reference, kind=pair.kind or kind)


def values(pair: Pair, *, positive: bool, count: int = 40) -> list[tuple[Any, Any]]:
    """Both sides at the points where both are defined."""
    a, b = both(pair)
    found = []
    names = sorted(symbols(a) | symbols(b))
    domain = dict.fromkeys(names, "positive") if positive else pair.domain or {}
    for point in points(names, domain, count, random.Random(pair.student)):
        try:
            found.append((value(a, point), value(b, point)))
        except NoValue:
            continue
    return found


def has_no_number(pair: Pair) -> bool:
    return any(isinstance(part, Inf | NaN) for side in both(pair) for part in walk(side))


@pytest.mark.parametrize("pair", FORMULAS, ids=NAMES)
def test_mpmath_agrees_with_the_verdict(pair: Pair) -> None:
    if has_no_number(pair):
        return
    certificate = compare(pair.student, pair.reference, domain=pair.domain, kind=pair.kind)
    found = values(pair, positive=bool(certificate.assuming))
    if certificate.verdict == "proved":
        assert found
        assert all(same(a, b) for a, b in found)
    if certificate.verdict == "refuted":
        assert not found or not all(same(a, b) for a, b in found)


MODULES: list[Any] = [
    {"Heaviside": lambda x, at=0.5: (1 + mpmath.sign(x)) / 2, "Max": max, "Min": min, "LambertW": mpmath.lambertw},
    "mpmath",
]


@pytest.mark.parametrize("pair", FORMULAS, ids=NAMES)
def test_sympy_means_the_same_formula(pair: Pair) -> None:
    """What crosses the bridge has the value that the tree has, wherever that is real."""
    for side in both(pair):
        if any(isinstance(part, Inf | NaN) for part in walk(side)):
            continue
        names = sorted(symbols(side))
        function = sympy.lambdify(sympy.symbols(names), to_sympy(side), MODULES) if names else None
        for point in points(names, pair.domain or {}, 16, random.Random(1)):
            try:
                ours = value(side, point)
            except NoValue:
                continue
            arguments = [mpmath.mpf(point[name].numerator) / point[name].denominator for name in names]
            try:
                theirs = function(*arguments) if function else sympy.N(to_sympy(side), 60)
            except ZeroDivisionError:
                continue  # SymPy has moved a term into a denominator
            assert abs(mpmath.mpmathify(theirs) - ours) <= mpmath.mpf(10) ** -40 * max(1, abs(ours)), point


@pytest.mark.parametrize("pair", REGIONS, ids=[f"{p.student} ~ {p.reference}" for p in REGIONS])
def test_no_point_contradicts_equal_sets(pair: Pair) -> None:
    certificate = compare(pair.student, pair.reference, domain=pair.domain, kind=pair.kind)
    a, b = both(pair, "interval" if "(" in pair.reference + pair.student else None)
    lists = certificate.method == "echelon forms" or any(isinstance(part, Seq) for side in (a, b) for part in walk(side))
    if certificate.verdict != "proved" or lists:
        return
    names, variable = sorted(symbols(a) | symbols(b)) or ["x"], variable_of(a, b)
    variable = variable if variable in names else names[0]
    declared = {canonical_name(name): words for name, words in (pair.domain or {}).items()}
    for point in points(names, declared, 200, random.Random(2)):
        assert member(a, point, variable) == member(b, point, variable), point
