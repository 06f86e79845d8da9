"""Proof by an injective function: a = b if e^(a-b) = 1, or if sin(a-b) = 0 and a - b lies between -π and π."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import lcm

from grader.algebra.kernels.balls import frac_ball
from grader.algebra.kernels.elementary import exp
from grader.algebra.kernels.field import ONE, Field, Frac, NoProof, constant, fraction, product
from grader.algebra.kernels.normal import Proof, normal, proof_if, vanishes
from grader.algebra.kernels.terms import generators_in, terms_of
from grader.algebra.kernels.trigonometry import cosine_and_sine
from grader.algebra.syntax.tree import Call, Node, walk
from grader.algebra.values.domain import Domain
from grader.algebra.values.evaluation import precision

BITS = 128
LOGARITHMS, ANGLES = ("log",), ("atan", "asin")


def prove_opened(a: Node, b: Node, domain: Domain) -> Proof | None:
    """A proof for formulas (in core functions) with logarithms or inverse sines and tangents, or None."""
    names = {part.name for side in (a, b) for part in walk(side) if isinstance(part, Call)}
    if names.isdisjoint((*LOGARITHMS, *ANGLES)):
        return None

    def opened(field: Field) -> bool:
        difference = field.add(normal(field, a), field.scale(normal(field, b), -1))
        return _by_powers(field, difference) or _by_angles(field, difference)

    proof = proof_if(opened, domain)
    return None if proof is None else replace(proof, field=None)  # the checker looks for a = b itself in a proof's field


def _by_powers(field: Field, difference: Frac) -> bool:
    """Is e^(a-b) = 1? Sums of logarithms become products."""
    if not any(field.kernels[i].kind == "log" for i in generators_in(difference.top)):
        return False
    try:
        power = field.add(exp(field, difference), constant(-1))
        return vanishes(field, power.top, power.bottom)
    except NoProof:
        return False


def _by_angles(field: Field, difference: Frac) -> bool:
    """Is sin(a-b) = 0, and a - b between -π and π?"""
    if difference.bottom != ONE:
        return False
    terms = [(fraction(c), [i for i, e in powers for _ in range(e)]) for c, powers in terms_of(difference.top)]
    scale = lcm(*(c.denominator for c, used in terms if any(field.kernels[i].kind == "opaque" for i in used)))
    low, high, opened = Fraction(0), Fraction(0), False
    for c, used in terms:
        if len(used) != 1:
            return False
        ends = _range(field, used[0])
        if ends is None:
            return False
        low, high = (low + c * ends[0], high + c * ends[1]) if c > 0 else (low + c * ends[1], high + c * ends[0])
        opened = opened or field.kernels[used[0]].more == "atan"
    inside = scale * max(-low, high) < 1 or (opened and scale * max(-low, high) == 1) or _small(field, difference, scale)
    if not inside:
        return False
    sine = cosine_and_sine(field, field.scale(difference, scale))[1]
    return vanishes(field, sine.top, sine.bottom)


def _range(field: Field, place: int) -> tuple[Fraction, Fraction] | None:
    """The ends of what a generator can be, in parts of π."""
    kernel, half = field.kernels[place], Fraction(1, 2)
    if kernel.kind == "pi":
        return Fraction(1), Fraction(1)
    if kernel.kind != "opaque" or kernel.more not in ANGLES:
        return None
    whole = product(kernel.arg.top, kernel.arg.bottom)
    return (Fraction(0) if field.positive(whole) else -half), (Fraction(0) if field.negative(whole) else half)


def _small(field: Field, difference: Frac, scale: int) -> bool:
    """A constant difference: its ball says it."""
    try:
        with precision(BITS):
            return bool(abs(frac_ball(field, difference, {}) * scale) < 3)
    except NoProof:
        return False
