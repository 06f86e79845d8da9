"""The irreducible factors of polynomials, found once in a process: a class gives the same answers again and again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx, fmpq_poly

from grader.algebra.kernels.terms import Powers, degrees_of, in_one_variable, key, terms_of

Poly = Any  # flint.fmpq_mpoly
Factors = tuple[fmpq, list[tuple[Poly, int]]]

MOST, SHORT = 5000, 40  # how many are remembered, and how many terms a polynomial has that is remembered so long

_KNOWN: dict[str, Factors] = {}


def factored(poly: Poly, long: dict[str, Factors] | None = None) -> Factors:
    """poly = c · Π p^n with monic irreducible p; what is seen to be irreducible is not looked into.

    `long` remembers the polynomials of many terms, for as long as the caller keeps it.
    """
    lead = poly.leading_coefficient()
    if poly.total_degree() <= 1:
        return lead, [(poly / lead, 1)]
    used = degrees_of(poly)
    if len(poly) == 1:
        return lead, [(poly.context().gen(place), e) for place, e in used.items()]
    if _clearly_irreducible(poly):
        return lead, [(poly / lead, 1)]
    name, known = key(poly), _KNOWN if len(poly) <= SHORT or long is None else long
    if name not in known:
        if len(known) >= MOST:
            known.pop(next(iter(known)))
        known[name] = _taken_apart(poly, list(used))
    return known[name]


def _clearly_irreducible(poly: Poly) -> bool:
    """Is it m·g + what the generator g is not in, m being a monomial that has nothing in common with the rest?"""
    monomials = [dict(powers) for _, powers in terms_of(poly)]
    for place in (place for place, e in degrees_of(poly).items() if e == 1):
        with_it = [monomial for monomial in monomials if place in monomial]
        if len(with_it) == 1 and not any(all(other in monomial for monomial in monomials) for other in with_it[0]):
            return True
    return False


def _taken_apart(poly: Poly, used: list[int]) -> Factors:
    """flint's factors, asked for in a ring of nothing but the generators that occur: it takes ten times longer in ours."""
    small = _in_few_generators(poly, used)
    lead, parts = small.factor()
    if len(parts) == 1 and parts[0][1] == 1:
        lead = poly.leading_coefficient()
        return lead, [(poly / lead, 1)]
    home = poly.context()
    generators = [home.gen(place) for place in used]
    found = []
    for part, n in parts:
        there = part.compose(*generators, ctx=home) if len(used) > 1 else _horner(part, generators[0])
        c = there.leading_coefficient()
        lead *= c ** int(n)
        found.append((there / c, int(n)))
    return lead, found


def _in_few_generators(poly: Poly, used: list[int]) -> Any:
    if len(used) == 1:
        return in_one_variable(poly, used[0])
    there = {place: new for new, place in enumerate(used)}
    return _ring(len(used)).from_dict({_exponents(powers, there): c for c, powers in terms_of(poly)})


def _horner(poly: fmpq_poly, generator: Poly) -> Poly:
    total = generator * 0
    for c in reversed(poly.coeffs()):
        total = total * generator + c
    return total


@cache
def _ring(size: int) -> Any:
    return fmpq_mpoly_ctx.get([f"k{place}" for place in range(size)], Ordering.degrevlex)


def _exponents(powers: Powers, to: Mapping[int, int]) -> tuple[int, ...]:
    exponents = [0] * len(to)
    for place, e in powers:
        exponents[to[place]] = e
    return tuple(exponents)
