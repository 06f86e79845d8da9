"""Conditions taken apart by what real numbers are: a sum of squares is zero where each is, a product by its factors."""

from __future__ import annotations

from itertools import product as combinations

from grader.algebra.field import GENS, Field, Frac, Poly
from grader.algebra.regions import FALSE, MIRROR, TRUE, Atom, Both, Region, all_of, any_of, make_atom, negation
from grader.algebra.tree import Operator

FACTORS = 4  # of one product that is split: 2^3 sign patterns


def taken_apart(field: Field, region: Region) -> Region:
    """The same region with products split into their factors and sums of squares into their squares."""
    match region:
        case Atom(op, poly):
            return _squares(field, op, poly) or _factors(field, op, poly) or region
        case Both(how, parts):
            found = [taken_apart(field, part) for part in parts]
            return all_of(found) if how == "and" else any_of(found)
        case _:
            return region


def _squares(field: Field, op: Operator, poly: Poly) -> Region | None:
    """Σ c·m² = 0 with positive c says that every m is 0; kernels are real numbers."""
    terms = poly.to_dict()
    if len(terms) < 2 or any(e % 2 for exponents in terms for e in exponents):
        return None
    signs = {c > 0 for c in terms.values()}
    if len(signs) != 1 or poly.is_constant():
        return None
    if signs == {False}:
        op = MIRROR[op]
    roots = []
    for exponents in terms:
        root = Frac(GENS[0] ** 0)
        for place, e in enumerate(exponents):
            root = field.mul(root, Frac(GENS[place])) if e else root
        roots.append(make_atom(field, "=", root.top))
    zero = all_of(roots)
    if op in ("=", "<="):
        return zero
    return negation(zero) if op in ("!=", ">") else TRUE if op == ">=" else FALSE


def _factors(field: Field, op: Operator, poly: Poly) -> Region | None:
    lead, factors = field.factors(Frac(poly))
    if not 2 <= len(factors) <= FACTORS:
        return None
    if op in ("=", "!="):
        parts = [make_atom(field, op, factor) for factor, _ in factors]
        return any_of(parts) if op == "=" else all_of(parts)
    if op in ("<=", ">="):
        strict: Operator = "<" if op == "<=" else ">"
        inside = _factors(field, strict, poly)
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
