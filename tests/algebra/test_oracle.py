"""mpmath and SymPy, asked at many points, contradict no verdict of the tables."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import mpmath
import pytest
import sympy

from grader.algebra.deciding.point_set.sets import variable_of
from grader.algebra.reading.parser import parse
from grader.algebra.reading.tokens.lexer import canonical_name
from grader.algebra.sympy_bridge.to_sympy import to_sympy
from grader.algebra.syntax.tree import Const, Inf, NaN, Node, Seq, symbols, walk
from tests.every import every, turn

from .oracle import FUNCTIONS, NoValue, member, member_of_family, parts_of_pi, points, same, value
from .pairs import Pair
from .tables import EXPRESSIONS, RATIOS, SETS

# SymPy takes the complex root where the tree has the real one, and mpmath alone knows neither what is assumed of a base
# nor that e^-1000 is more than 0: these rows are held by `compare` in both orders and by the checker.
WITH_SYMPY = [topic for topic in EXPRESSIONS if topic != "powers and undefined numbers"]
WITH_POINTS = [topic for topic in SETS if topic not in ("powers with symbols", "powers of positive bases")]
MODULES: list[Any] = [
    {"Heaviside": FUNCTIONS["step"], "Max": max, "Min": min, "LambertW": mpmath.lambertw},
    "mpmath",
]


def both(pair: Pair, kind: str | None = None) -> tuple[Node, Node]:
    return parse(pair.student, kind=pair.kind or kind), parse(pair.reference, kind=pair.kind or kind)


def value_or_none(node: Node, point: Any) -> Any:
    try:
        return value(node, point)
    except NoValue:
        return None


def values(pair: Pair) -> Iterator[tuple[Any, Any]]:
    """Both sides at points of the domain; None where a side has no real value."""
    a, b = both(pair)
    names = sorted(symbols(a) | symbols(b))
    domain = dict.fromkeys(names, "positive") if pair in RATIOS else pair.domain or {}
    for point in points(names, domain, 24, random.Random(pair.student)):
        yield value_or_none(a, point), value_or_none(b, point)


def is_finite(pair: Pair) -> bool:
    return not any(isinstance(part, Inf | NaN) for side in both(pair) for part in walk(side))


def mpmath_agrees(pair: Pair) -> None:
    if pair.verdict == "proved":
        found = [(a, b) for a, b in values(pair) if a is not None and b is not None]
        assert found
        assert all(same(a, b) for a, b in found)
    else:  # a side without a value is another function, too
        assert any(a is None or b is None or not same(a, b) for a, b in values(pair))


@pytest.mark.parametrize("topic", EXPRESSIONS)
def test_mpmath_agrees_with_the_verdict(topic: str) -> None:
    asked = [pair for pair in EXPRESSIONS[topic] if pair.verdict != "undecided" and is_finite(pair)]
    every(turn(asked, 6), mpmath_agrees)


def sympy_means_the_same(pair: Pair) -> None:
    for side in both(pair):
        names = sorted(symbols(side))
        function = sympy.lambdify(sympy.symbols(names), to_sympy(side), MODULES) if names else None
        for point in points(names, pair.domain or {}, 16, random.Random(1)):
            if (ours := value_or_none(side, point)) is None:
                continue
            arguments = [mpmath.mpf(point[name].numerator) / point[name].denominator for name in names]
            try:
                theirs = function(*arguments) if function else sympy.N(to_sympy(side), 60)
            except ZeroDivisionError:
                continue  # SymPy has moved a term into a denominator
            assert abs(mpmath.mpmathify(theirs) - ours) <= mpmath.mpf(10) ** -40 * max(1, abs(ours)), point


@pytest.mark.parametrize("topic", WITH_SYMPY)
def test_sympy_means_the_same_formula(topic: str) -> None:
    """What crosses the bridge has the value that the tree has, wherever that is real."""
    every(turn(filter(is_finite, EXPRESSIONS[topic]), 6), sympy_means_the_same)


def has_points(pair: Pair) -> bool:
    """Asked of numbers: a list stands for vectors, whose members have no oracle."""
    return pair.verdict == "proved" and not any(isinstance(part, Seq) for side in both(pair) for part in walk(side))


def no_point_tells_them_apart(pair: Pair) -> None:
    a, b = both(pair, "interval" if "(" in pair.reference + pair.student else None)
    names, variable = sorted(symbols(a) | symbols(b)) or ["x"], variable_of(a, b)
    variable = variable if variable in names else names[0]
    declared = {canonical_name(name): words for name, words in (pair.domain or {}).items()}
    counters = [name for name in names if declared.get(name) == "integer"]
    if len(counters) == len(names) - 1 > 0 and any(isinstance(part, Const) for side in (a, b) for part in walk(side)):
        (variable,) = set(names) - set(counters)  # a family of points, its whole numbers are chosen
        for x in parts_of_pi(20, random.Random(2)):
            sides = [member_of_family(side, {variable: x}, variable, counters) for side in (a, b)]
            assert sides[0] == sides[1], x
        return
    for point in points(names, declared, 80, random.Random(2)):
        assert member(a, point, variable) == member(b, point, variable), point


@pytest.mark.parametrize("topic", WITH_POINTS)
def test_no_point_contradicts_equal_sets(topic: str) -> None:
    every(turn(filter(has_points, SETS[topic]), 6), no_point_tells_them_apart)
