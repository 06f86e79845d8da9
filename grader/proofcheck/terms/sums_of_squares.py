"""Polynomials that are never negative because they are sums of squares, and what their zeros say about their generators."""

from __future__ import annotations

from typing import Any

from flint import fmpq_poly

from grader.proofcheck.terms.line import Sturm
from grader.proofcheck.terms.ring import GENS, Poly


def supports(poly: Poly) -> list[list[int]] | None:
    """The places of each square of a sum of squares with positive weights, which is zero exactly where each has a zero.

    Even powers with positive coefficients, or a·g² + b·g·h + c·h² with b² < 4ac; None for all others.
    """
    terms = poly.to_dict()
    if all(c > 0 and not any(e % 2 for e in exponents) for exponents, c in terms.items()):
        return [_used(exponents) for exponents in terms]
    return _form(terms)


def _used(exponents: tuple[int, ...]) -> list[int]:
    return [place for place, e in enumerate(exponents) if e]


def _form(terms: dict[tuple[int, ...], Any]) -> list[list[int]] | None:
    squares = {_used(exponents)[0]: c for exponents, c in terms.items() if 2 in exponents and sum(exponents) == 2}
    mixed = [c for exponents, c in terms.items() if exponents.count(1) == 2 and sum(exponents) == 2]
    if len(squares) != 2 or len(mixed) != 1 or len(terms) != 3:
        return None
    if {place for exponents in terms for place in _used(exponents)} != set(squares):
        return None
    a, c = squares.values()
    return [[place] for place in squares] if a > 0 and c > 0 and mixed[0] ** 2 < 4 * a * c else None


def impossible(poly: Poly, sign: int, signs: dict[int, int]) -> bool:
    """Can a polynomial certainly not have this sign, given the signs of some generators?"""
    squares = supports(poly)
    if squares is None:
        return False
    if sign < 0:
        return True
    known_zero = [any(signs.get(place) == 0 for place in square) for square in squares]
    if sign > 0:
        return all(known_zero)
    return any(square and all(signs.get(place, 0) != 0 for place in square) for square in squares) or [] in squares


def undivided(polys: list[Poly]) -> Poly | None:
    """A generator inside a sum of squares whose own sign is not among the polynomials yet."""
    for poly in polys:
        squares = supports(poly)
        if squares is None or len(squares) < 2:
            continue
        for place in sorted({place for square in squares for place in square}):
            if all(known != GENS[place] for known in polys):
                return GENS[place]
    return None


def rootless(poly: Poly) -> bool:
    """Is it a polynomial of one generator that no real number makes zero?"""
    places = [place for place, degree in enumerate(poly.degrees()) if degree > 0]
    if len(places) != 1:
        return False
    coefficients = [0] * (poly.degrees()[places[0]] + 1)
    for exponents, c in poly.to_dict().items():
        coefficients[exponents[places[0]]] = c
    return Sturm(fmpq_poly(coefficients)).roots() == 0
