"""Conditions on whole numbers: x > 0 is x ≥ 1, and a piece of the line without a whole number does not matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import Any

from flint import arb

from grader.algebra.conditions.open_powers import open_powers
from grader.algebra.conditions.regions import FALSE, TRUE, Atom, Region, all_of, any_of, changed, negation, places_in
from grader.algebra.deciding.point_set.as_regions import both_regions
from grader.algebra.kernels.field import RING, Field, NoProof, fraction, q
from grader.algebra.kernels.restarts import in_a_fine_field
from grader.algebra.solving.cell_decomposition import cells
from grader.algebra.solving.fourier_motzkin import point_in
from grader.algebra.syntax.tree import Node, symbols
from grader.algebra.values.certificates import different_sets, proved
from grader.algebra.values.domain import Domain
from grader.model import Certificate

SAME = ("Beide beschreiben dieselbe Menge.", "Both describe the same set.")
Decide = Callable[[Node, Node, Domain], Certificate]


def decide_whole(student: Node, reference: Node, domain: Domain, variable: str, decide: Decide) -> Certificate | None:
    """A verdict about conditions in which symbols are whole numbers, None if there are none or it cannot be told."""
    names = symbols(student) | symbols(reference)
    whole = {name for name in names if name in domain and domain[name].integer}
    if not whole:
        return None
    reals = {name: replace(within, integer=False) for name, within in domain.items()}
    if open_powers((student, reference), reals):
        return None  # (-2)^n is another thing for whole n
    if decide(student, reference, reals).verdict == "proved":
        return proved("same for all numbers", *SAME)
    if whole != names:
        return None

    def attempt(field: Field) -> Certificate | None:
        a, b = both_regions(student, reference, reals, field, variable)
        return _on_the_line(field, a, b, next(iter(names))) if len(names) == 1 else _tightened(field, a, b)

    try:
        return in_a_fine_field(reals, attempt)
    except (NoProof, RecursionError, ArithmeticError):
        return None


def _on_the_line(field: Field, a: Region, b: Region, name: str) -> Certificate | None:
    found = cells(field, (a, b), name)
    ends = [None, *(cell.sample for cell in found[1::2]), None]
    shown: dict[bool, int] = {}
    for place, cell in enumerate(found):
        if cell.inside[0] == cell.inside[1]:
            continue
        n = _on(cell.sample) if place % 2 else _between(ends[place // 2], ends[place // 2 + 1])
        if n is not None:
            shown.setdefault(cell.inside[0], n)
    if not shown:
        return proved("cells of the line with whole numbers", *SAME)
    texts = [f"{name} = {shown[side]}" if side in shown else None for side in (True, False)]
    return different_sets("cells of the line with whole numbers", texts[0], texts[1])


def _on(sample: Any) -> int | None:
    """The whole number that a root is."""
    n = sample.unique_fmpz()
    if sample.rad() != 0 and sample.contains_integer():
        raise NoProof("a root near a whole number")
    return int(n) if n is not None else None


def _between(low: Any, high: Any) -> int | None:
    """A whole number strictly between two roots; None is an end at infinity."""
    if low is None and high is None:
        return 0
    start = _floor(low) + 1 if low is not None else -_floor(-high) - 1
    inside = (low is None or bool(low < arb(start))) and (high is None or bool(arb(start) < high))
    return start if inside else None


def _floor(ball: Any) -> int:
    n = ball.floor().unique_fmpz()
    if n is None:
        raise NoProof("a root near a whole number")
    return int(n)


def _tightened(field: Field, a: Region, b: Region) -> Certificate | None:
    """Linear conditions in whole numbers with the nearest whole bounds: alike as conditions on reals?"""
    x, y = (changed(region, lambda atom: _whole_bound(field, atom)) for region in (a, b))
    places = places_in(x, y)
    if all(point_in(all_of([p, negation(r)]), places) is None for p, r in ((x, y), (y, x))):
        return proved("whole bounds", *SAME)
    return None


def _whole_bound(field: Field, atom: Atom) -> Region:
    if atom.poly.total_degree() > 1:
        raise NoProof("not linear")
    terms = {exponents: fraction(c) for exponents, c in atom.poly.to_dict().items()}
    rest = sum((c for exponents, c in terms.items() if not any(exponents)), Fraction(0))
    slopes = {exponents: c for exponents, c in terms.items() if any(exponents)}
    if any(field.kernels[exponents.index(1)].kind != "symbol" for exponents in slopes):
        raise NoProof("not in symbols alone")
    scale = Fraction(lcm(*(c.denominator for c in slopes.values())), gcd(*(c.numerator for c in slopes.values())))
    form = RING.from_dict({exponents: q(c * scale) for exponents, c in slopes.items()})
    level = -rest * scale  # form ∘ level, and form is a whole number that can be any

    def bound(op: Any, n: int) -> Region:
        return Atom(op, form - n)

    match atom.op:
        case ">" | ">=":
            return bound(">=", floor(level) + 1 if atom.op == ">" else ceil(level))
        case "<" | "<=":
            return bound("<=", ceil(level) - 1 if atom.op == "<" else floor(level))
        case "=":
            return bound("=", int(level)) if level.denominator == 1 else FALSE
        case _:
            return any_of([bound("<=", int(level) - 1), bound(">=", int(level) + 1)]) if level.denominator == 1 else TRUE
