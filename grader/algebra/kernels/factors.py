"""The irreducible factors of polynomials, found once in a process: a class gives the same answers again and again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from grader.algebra.kernels.terms import Powers, degrees_of, key, terms_of

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
    if any(e == 1 and poly.derivative(place).is_constant() for place, e in used.items()):  # c·g + what g is not in
        return lead, [(poly / lead, 1)]
    name, known = key(poly), _KNOWN if len(poly) <= SHORT or long is None else long
    if name not in known:
        if len(known) >= MOST:
            known.pop(next(iter(known)))
        known[name] = _taken_apart(poly, list(used))
    return known[name]


def _taken_apart(poly: Poly, used: list[int]) -> Factors:
    """flint's factors, asked for in a ring of nothing but the generators that occur: it takes ten times longer in ours."""
    ring, home = _ring(len(used)), poly.context()
    there = {place: new for new, place in enumerate(used)}
    small = ring.from_dict({_exponents(powers, there): c for c, powers in terms_of(poly)})
    lead, parts = small.factor()
    generators = [home.gen(place) for place in used]
    found = []
    for part, n in parts:
        c = part.leading_coefficient()
        lead *= c ** int(n)
        found.append((part.compose(*generators, ctx=home) / c, int(n)))
    return lead, found


@cache
def _ring(size: int) -> Any:
    return fmpq_mpoly_ctx.get([f"k{place}" for place in range(size)], Ordering.degrevlex)


def _exponents(powers: Powers, to: Mapping[int, int]) -> tuple[int, ...]:
    exponents = [0] * len(to)
    for place, e in powers:
        exponents[to[place]] = e
    return tuple(exponents)
