"""Polynomials in kernels as balls, where the kernels are constants such as π, ln 2 or W(1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flint import arb

from grader.algebra.kernels.field import ONE, Field, Frac, NoProof, Poly
from grader.algebra.kernels.terms import Terms, generators_in, terms_of

Ball = Any  # flint.arb


def poly_ball(field: Field, poly: Poly, values: Mapping[int, Ball], known: dict[int, Ball] | None = None) -> Ball:
    """A ball around the polynomial; `values` are the balls of the symbols, by generator.

    `known` are those of other generators at these values: each is worked out once, however often and deep it occurs.
    """
    known = {} if known is None else known
    total = arb(0)
    for coefficient, used in _terms(field, poly):
        term = arb(coefficient)
        for place, e in used:
            term = term * _power(_generator_ball(field, place, values, known), e)
        total = total + term
    return total


def _terms(field: Field, poly: Poly) -> Terms:
    """Coefficients and the powers beside them, looked up once for each polynomial: roots are looked for at many points."""
    found = field.known_terms.get(id(poly))
    if found is None:
        found = field.known_terms[id(poly)] = (poly, terms_of(poly))  # the polynomial is kept, so no other gets its id
    return found[1]


def _power(ball: Ball, n: int) -> Ball:
    """A whole power; flint's own of a ball around 0 is NaN."""
    if n == 1:
        return ball
    if not ball.contains(0):
        return ball**n
    size = abs(ball).union(arb(0)) if n % 2 == 0 else ball
    result = size
    for _ in range(n - 1):
        result = result * size
    return result


def frac_ball(field: Field, value: Frac, values: Mapping[int, Ball], known: dict[int, Ball] | None = None) -> Ball:
    known = {} if known is None else known
    if value.bottom == ONE:
        return poly_ball(field, value.top, values, known)
    bottom = poly_ball(field, value.bottom, values, known)
    if bottom.contains(0):
        raise NoProof("a denominator near zero")
    return poly_ball(field, value.top, values, known) / bottom


def _generator_ball(field: Field, place: int, values: Mapping[int, Ball], known: dict[int, Ball]) -> Ball:
    if place in values:
        return values[place]
    if place not in known:
        known[place] = _kernel_ball(field, place, values, known)
    return known[place]


def _kernel_ball(field: Field, place: int, values: Mapping[int, Ball], known: dict[int, Ball]) -> Ball:
    """A ball around what a generator stands for."""
    kernel = field.kernels[place]
    match kernel.kind:
        case "pi":
            return arb.pi()
        case "exp":
            return (frac_ball(field, kernel.arg, values, known) / kernel.parts).exp()
        case "log":
            inner = arb(kernel.arg) if isinstance(kernel.arg, int) else abs(poly_ball(field, kernel.arg, values, known))
            return _sure(inner.log())
        case "root":
            return _sure(abs(poly_ball(field, kernel.arg, values, known)) ** (arb(1) / kernel.parts))
        case "lambert":
            return _sure(frac_ball(field, kernel.arg, values, known).lambertw())
        case "cos" | "sin":
            return getattr(frac_ball(field, kernel.arg, values, known) / kernel.parts, kernel.kind)()
        case "opaque" if kernel.more in ("atan", "asin"):
            return _sure(getattr(frac_ball(field, kernel.arg, values, known), kernel.more)())
    raise NoProof(f"no value for {kernel.kind}")


def _sure(ball: Ball) -> Ball:
    if not ball.is_finite():
        raise NoProof("no finite value")
    return ball


def depends(field: Field, poly: Poly, names: set[str]) -> bool:
    """Does a symbol occur in it, openly or inside a kernel?"""
    return any(kernel_depends(field, place, names) for place in generators_in(poly))


def kernel_depends(field: Field, place: int, names: set[str]) -> bool:
    """Does a symbol occur in what a generator stands for?"""
    inside = names_in(field, place)
    return inside is None or not inside.isdisjoint(names)


def names_in(field: Field, place: int) -> frozenset[str] | None:
    """The symbols that a generator stands for or holds inside, asked for once; None if it may be any."""
    if place not in field.known_names:
        kernel = field.kernels[place]
        parts = (kernel.arg, kernel.more)
        polys = [part for part in parts if hasattr(part, "degrees")]
        polys += [side for part in parts if isinstance(part, Frac) for side in (part.top, part.bottom)]
        inner = [names_in(field, i) for poly in polys for i in generators_in(poly)]
        unsure = kernel.kind == "parity" or None in inner
        names = {kernel.arg} if kernel.kind == "symbol" else {name for part in inner for name in part or ()}
        field.known_names[place] = None if unsure else frozenset(names)
    return field.known_names[place]


def places_of(polys: list[Poly]) -> list[int]:
    """The generators that occur in polynomials, in order."""
    different = {id(poly): poly for poly in polys}.values()
    return sorted({i for poly in different for i in generators_in(poly)})


def symbols_of(field: Field, places: list[int]) -> list[int]:
    """The symbols that occur in generators, openly or inside a kernel, as generators."""
    inside = [names_in(field, place) for place in places]
    named = [(place, kernel.arg) for place, kernel in enumerate(field.kernels) if kernel.kind == "symbol"]
    return [place for place, name in named if any(names is None or name in names for names in inside)]
