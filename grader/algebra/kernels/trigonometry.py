"""Sine and cosine of sums and multiples, all real: every angle m has kernels c and s with s² = 1 - c²."""

from __future__ import annotations

from fractions import Fraction

from grader.algebra.kernels.elementary import monomials, rational_power
from grader.algebra.kernels.field import GENS, NOTHING, ONE, RING, UNIT, Field, Frac, Kernel, NoProof, constant, q
from grader.algebra.kernels.powers import is_whole, parity
from grader.algebra.kernels.terms import key

Pair = tuple[Frac, Frac]  # cosine and sine of one angle
STILL: Pair = (UNIT, NOTHING)  # of the angle 0
# cos 0°, 15°, … 90° as c·√n/4, by n
COSINES: list[dict[int, int]] = [{1: 4}, {6: 1, 2: 1}, {3: 2}, {2: 2}, {1: 2}, {6: 1, 2: -1}, {}]
MOST = 120  # the largest multiple of an angle that is written out


def cosine_and_sine(field: Field, a: Frac) -> Pair:
    """cos a and sin a by the addition theorems over the terms of a."""
    result = STILL
    for coefficient, exponents in monomials(field, a):
        result = _sum(field, result, _term(field, coefficient, exponents, a))
    return result


def _sum(field: Field, a: Pair, b: Pair) -> Pair:
    if a is STILL or b is STILL:
        return a if b is STILL else b
    (c, s), (d, t) = a, b
    minus = field.scale(field.mul(s, t), -1)
    return field.add(field.mul(c, d), minus), field.add(field.mul(s, d), field.mul(c, t))


def _term(field: Field, coefficient: Fraction, exponents: tuple[int, ...], a: Frac) -> Pair:
    used = [i for i, e in enumerate(exponents) if e]
    single = field.kernels[used[0]] if len(used) == 1 and exponents[used[0]] == 1 and a.bottom == ONE else None
    if single is not None and single.kind == "pi":
        return _of_pi(field, coefficient)
    if single is not None and single.kind == "opaque" and single.more in ("atan", "asin") and coefficient.denominator == 1:
        return _multiple(field, _of_inverse(field, single), int(coefficient))
    turns = _whole_turns(field, coefficient, exponents, a)
    if turns is not None:
        return parity(field, turns), NOTHING
    name = ("cos", exponents, key(a.bottom))
    unit = field.unit(name, coefficient)
    term = Frac(RING.from_dict({exponents: unit.numerator}), a.bottom)
    return _multiple(field, _kernels(field, name, term, unit.denominator), int(coefficient / unit))


def _kernels(field: Field, name: tuple[object, ...], term: Frac, parts: int, *, positive: bool = False) -> Pair:
    cosine = field.kernel(name, Kernel("cos", term, parts, positive=positive))
    sine = field.kernel(("sin", *name[1:]), Kernel("sin", term, parts, positive=positive), 2, ONE - cosine**2)
    return Frac(cosine), Frac(sine)


def _whole_turns(field: Field, coefficient: Fraction, exponents: tuple[int, ...], a: Frac) -> Frac | None:
    """n in an angle n·π with a whole n that holds symbols: cos nπ = (-1)^n, sin nπ = 0."""
    place = field.index.get(("pi",), -1)
    if place < 0 or exponents[place] != 1 or a.bottom != ONE or coefficient.denominator != 1:
        return None
    turns = Frac(RING.from_dict({(*exponents[:place], 0, *exponents[place + 1 :]): q(coefficient)}))
    return turns if is_whole(field, turns) else None


def _multiple(field: Field, pair: Pair, n: int) -> Pair:
    if abs(n) > MOST:
        raise NoProof("a large multiple of an angle")
    if n < 0:
        c, s = _multiple(field, pair, -n)
        return c, field.scale(s, -1)
    result = STILL
    for bit in f"{n:b}":
        result = _sum(field, result, result)
        if bit == "1":
            result = _sum(field, result, pair)
    return result


def _of_inverse(field: Field, kernel: Kernel) -> Pair:
    """cos and sin of atan u or asin u."""
    u: Frac = kernel.arg
    square = field.mul(u, u)
    if kernel.more == "asin":
        return rational_power(field, field.add(UNIT, field.scale(square, -1)), Fraction(1, 2)), u
    c = rational_power(field, field.add(UNIT, square), Fraction(-1, 2))
    return c, field.mul(u, c)


def _of_pi(field: Field, turns: Fraction) -> Pair:
    """cos and sin of turns·π, worked out once in each field."""
    name = turns % 2
    if name not in field.known_angles:
        field.known_angles[name] = _worked_out(field, turns)
    return field.known_angles[name]


def _worked_out(field: Field, turns: Fraction) -> Pair:
    """Multiples of 15° and of 36° in radicals, others by those of an angle below 45°."""
    if 12 % turns.denominator == 0:
        return _of_twelfths(field, int(turns * 12) % 24)
    if turns.denominator == 5:
        r5 = rational_power(field, constant(5), Fraction(1, 2))
        c = field.scale(field.add(UNIT, r5), Fraction(1, 4))  # cos 36°
        inner = field.add(UNIT, field.scale(field.mul(c, c), -1))
        return _multiple(field, (c, rational_power(field, inner, Fraction(1, 2))), int(turns * 5) % 10)
    quarters, rest = divmod(turns * 2, 1)
    angle = min(rest, 1 - rest) / 2
    pi = Frac(GENS[field.index["pi",]] * angle.numerator)
    c, s = _kernels(field, ("cos", "turns", angle), pi, angle.denominator, positive=True)
    pair = (c, s) if rest <= Fraction(1, 2) else (s, c)
    for _ in range(int(quarters) % 4):
        pair = field.scale(pair[1], -1), pair[0]
    return pair


def _of_twelfths(field: Field, n: int) -> Pair:
    """Those of n·15°: what the angles up to 90° have, turned by quarters."""
    quarters, rest = divmod(n, 6)
    pair = _in_roots(field, COSINES[rest]), _in_roots(field, COSINES[6 - rest])
    for _ in range(quarters):
        pair = field.scale(pair[1], -1), pair[0]
    return pair


def _in_roots(field: Field, quarters: dict[int, int]) -> Frac:
    total = NOTHING
    for n, times in quarters.items():
        total = field.add(total, field.scale(rational_power(field, constant(n), Fraction(1, 2)), Fraction(times, 4)))
    return total
