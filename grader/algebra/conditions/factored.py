"""A product's sign by those of its factors."""

from __future__ import annotations

from itertools import product as combinations

from grader.algebra.conditions.conditions import make_atom
from grader.algebra.conditions.regions import Atom, Region, all_of, any_of, changed
from grader.algebra.kernels.field import Field, Frac
from grader.algebra.syntax.tree import Operator

FACTORS = 4  # of one product that is split: 2^3 sign patterns


def taken_apart(field: Field, region: Region) -> Region:
    """The same region with products split into their factors."""
    return changed(region, lambda atom: by_factors(field, atom) or atom)


def by_factors(field: Field, atom: Atom) -> Region | None:
    """The same condition in terms of the factors' signs, None if there is only one factor (or there are too many)."""
    op = atom.op
    lead, factors = field.factors(Frac(atom.poly))
    if not 2 <= len(factors) <= FACTORS:
        return None
    if op in ("=", "!="):
        parts = [make_atom(field, op, factor) for factor, _ in factors]
        return any_of(parts) if op == "=" else all_of(parts)
    if op in ("<=", ">="):
        strict: Operator = "<" if op == "<=" else ">"
        inside = by_factors(field, Atom(strict, atom.poly))
        return None if inside is None else any_of([inside, *(make_atom(field, "=", factor) for factor, _ in factors)])
    wanted = (1 if op == ">" else -1) * (1 if lead > 0 else -1)
    cases = []
    for signs in combinations((1, -1), repeat=len(factors)):
        total = 1
        for sign, (_, n) in zip(signs, factors, strict=True):
            total *= sign**n
        if total == wanted:
            cases.append(
                all_of([make_atom(field, ">" if s > 0 else "<", factor) for s, (factor, _) in zip(signs, factors, strict=True)])
            )
    return any_of(cases)
