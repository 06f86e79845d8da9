"""Refutation: two balls that do not meet at one point of the domain are a proof of difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from grader.algebra.syntax.tree import Call, Node, Pow, symbols, walk
from grader.algebra.values.certificates import NOT_DEFINED
from grader.algebra.values.domain import REAL, Domain, Point, random_points
from grader.algebra.values.evaluation import NotReal, Place, Undefined, Unknown, Value, place, precision, value
from grader.algebra.values.exact import number, written


@dataclass(frozen=True, slots=True)
class Difference:
    """A point with the two values that differ there, as text."""

    at: Point
    student: str
    reference: str


@dataclass(slots=True)
class Trial:
    """What trying points has shown so far."""

    agreed: int = 0
    gap: Point | None = None  # only one of the two is defined here
    difference: Difference | None = None
    nowhere: bool = False  # at some point neither is defined
    not_real: bool = False  # at the gap the one without a value has a complex one

    def run(self, a: Node, b: Node, points: Iterable[Point], bits: int) -> bool:
        """Try the points; True as soon as the two differ at one."""
        with precision(bits):
            for point in points:
                if self._differs(a, b, point):
                    return True
        return False

    def _differs(self, a: Node, b: Node, point: Point) -> bool:
        at = place(point)
        try:
            x, y = value_or_hole(a, at), value_or_hole(b, at)
        except (Unknown, OverflowError):
            return False
        if x is None or y is None:
            self.nowhere = self.nowhere or (x is None and y is None)
            if (x is None) != (y is None) and self.gap is None:
                self.not_real = _not_real(a if x is None else b, at)
                self.gap = point
                self.difference = self.difference or Difference(point, _shown(x), _shown(y))
            return False
        if apart(x, y):
            self.difference = Difference(point, _shown(x), _shown(y))
            return True
        self.agreed += 1
        return False


def value_or_hole(node: Node, at: Place) -> Value | None:
    """The value, None where it is certainly not defined.

    Raises:
        Unknown: it cannot be said.
    """
    try:
        found = value(node, at)
    except Undefined:
        # A certain hole may hide behind an uncertain one (ln 0 · 0); both are no value.
        return None
    if isinstance(found, arb) and not found.is_finite():
        raise Unknown("not finite")
    return found


def _not_real(node: Node, at: Place) -> bool:
    try:
        value(node, at)
    except NotReal:
        return True
    except ArithmeticError:
        return False
    return False


def apart(x: Value, y: Value) -> bool:
    """Are the two certainly different?"""
    return bool(x != y) if isinstance(x, fmpq) and isinstance(y, fmpq) else not arb(x).overlaps(arb(y))


def _shown(x: Value | None) -> str:
    if x is None:
        return NOT_DEFINED
    return written(Fraction(int(x.p), int(x.q))) if isinstance(x, fmpq) else str(x.str(10, radius=False))


def breakpoints(nodes: Iterable[Node], domain: Domain, base: Point) -> Iterator[Point]:
    """Points of the domain where an |u|, a sign, a root, a logarithm or a denominator has u = 0, for u linear in a symbol."""
    found = 0
    for node in nodes:
        for part in walk(node):
            critical = _critical(part)
            if critical is None or found > 12:
                continue
            for name in sorted(symbols(critical)):
                point = zero_of(critical, name, base, domain)
                if point is not None:
                    found += 1
                    yield point


def far_points(nodes: Iterable[Node], names: Iterable[str], domain: Domain) -> Iterator[Point]:
    """Points on larger and smaller scales, and beside those where something is zero: √(x - 100) has a value from 100 on."""
    order = sorted(names)
    for step, point in enumerate(random_points(order, domain, 40, 7)):
        scale = Fraction(10) ** (1, 2, 3, -2)[step % 4]
        yield _within({name: number * scale for name, number in point.items()}, domain, point)
    for base in random_points(order, domain, 1, 7):
        for point in breakpoints(nodes, domain, base):
            for name in order:
                for side in (1, -1):
                    yield _within({**point, name: point[name] + side}, domain, point)


def _within(point: Point, domain: Domain, instead: Point) -> Point:
    return {name: v if domain.get(name, REAL).holds(v) else instead[name] for name, v in point.items()}


def _critical(node: Node) -> Node | None:
    match node:
        case Call("abs" | "sign" | "log" | "asin", (arg,)):
            return arg
        case Pow(base, exponent) if (n := number(exponent)) is not None and (n < 0 or n.denominator != 1):
            return base
        case _:
            return None


def zero_of(node: Node, name: str, base: Point, domain: Domain) -> Point | None:
    """The point where a formula that is linear in one symbol is zero, the others staying as they are.

    The base itself, where it is zero whatever the symbol is.
    """
    at = place(base)
    at_zero = _exact(node, {**at, name: fmpq(0)})
    at_one = None if at_zero is None else _exact(node, {**at, name: fmpq(1)})
    if at_zero is None or at_one is None:
        return None
    if at_zero == at_one:
        return base if at_zero == 0 and _exact(node, at) == 0 else None
    zero = at_zero / (at_zero - at_one)
    root = Fraction(int(zero.p), int(zero.q))
    met = domain.get(name, REAL).holds(root) and _exact(node, {**at, name: zero}) == 0
    return {**base, name: root} if met else None


def _exact(node: Node, at: Place) -> fmpq | None:
    try:
        found = value(node, at)
    except (ArithmeticError, ValueError):
        return None
    return found if isinstance(found, fmpq) else None
