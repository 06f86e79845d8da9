"""One condition p ∘ 0 as the simplest region that says so: factors whose sign is known are left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from grader.algebra.conditions.floors import without_floor
from grader.algebra.conditions.injective import unwrapped
from grader.algebra.conditions.regions import FALSE, MIRROR, Always, Atom, Region, all_of, any_of, holds, negation
from grader.algebra.conditions.squares import zeros_of_squares
from grader.algebra.conditions.trig_bounds import bounds
from grader.algebra.kernels.field import ONE, Field, Frac, Poly, product
from grader.algebra.kernels.terms import key
from grader.algebra.syntax.tree import Operator


@dataclass(slots=True)
class _Factors:
    """What is left of a product: the part whose sign counts, and where factors that are never negative are zero."""

    turned: bool = False
    rest: Poly = field(default_factory=lambda: ONE)
    zeros: list[Region] = field(default_factory=list)
    opened: bool = False


def make_atom(field: Field, op: Operator, poly: Poly) -> Region:
    """The simplest region that says poly ∘ 0, worked out once in each field."""
    poly = field.reduced(poly)
    if poly.is_zero():
        return Always(holds(op, 0))
    name = (op, key(poly))
    if name not in field.known_atoms:
        field.known_atoms[name] = _simplest(field, op, poly)
    found: Region = field.known_atoms[name]
    return found


def _simplest(field: Field, op: Operator, poly: Poly) -> Region:
    lead, factors = field.factors(Frac(poly))
    left = _Factors(turned=lead < 0)
    for factor, n in factors:
        _sort(field, left, factor, n, op in ("=", "!="))
    if left.rest.is_zero():  # 2^(1/(n+1))·2^(n/(n+1)) - 2, without its powers
        return Always(holds(op, 0))
    if left.turned:
        op = MIRROR[op]
    if left.rest.is_constant():
        said: Region = Always(holds(op, 1 if left.rest.leading_coefficient() > 0 else -1))
    else:
        said = make_atom(field, op, left.rest) if left.opened else _bounded(field, op, left.rest)
    if not left.zeros:
        return said
    zero = any_of(left.zeros)
    return any_of([said, zero]) if op in ("=", "<=", ">=") else all_of([said, negation(zero)])


def _bounded(field: Field, op: Operator, poly: Poly) -> Region:
    """An atom, or its truth if no value that the polynomial can take says otherwise."""
    ends = bounds(field, poly)
    if ends is not None:
        possible = {s for s in (-1, 0, 1) if (s < 0 and ends[0] < 0) or (s > 0 and ends[1] > 0) or s == 0}
        possible -= {0} if ends[0] > 0 or ends[1] < 0 else set()
        truths = {holds(op, s) for s in possible}
        if len(truths) == 1:
            return Always(truths.pop())
    whole = without_floor(field, "=" if op == "!=" else op, poly)
    if whole is None:
        return Atom(op, poly)
    said = all_of([make_atom(field, *bound) for bound in whole]) if whole else FALSE
    return negation(said) if op == "!=" else said


def _sort(field: Field, left: _Factors, factor: Poly, n: int, only_zeros: bool) -> None:
    """Put one factor where it belongs."""
    kernel = field.alone(factor)
    if kernel is not None and kernel.kind in ("power", "sign"):
        factor, left.opened = kernel.arg, True
    simpler = unwrapped(field, factor)
    if simpler is not None:
        factor, left.opened = field.reduced(simpler), True
    if factor.is_zero():
        left.rest = factor
        return
    if field.positive(factor):
        return
    if field.negative(factor):
        left.turned ^= bool(n % 2)
        return
    if kernel is not None and kernel.kind == "root":
        left.zeros.append(make_atom(field, "=", kernel.arg))
        return
    squares = zeros_of_squares(field, factor)
    if squares is not None:
        left.turned ^= squares.negative and bool(n % 2)
        if squares.zeros is not None:
            left.zeros.append(all_of([make_atom(field, "=", form) for form in squares.zeros]))
        return
    if n % 2 or only_zeros:
        left.rest = product(left.rest, factor)
    else:
        left.zeros.append(make_atom(field, "=", factor))
