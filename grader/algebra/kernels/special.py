"""W, factorials, and functions of which nothing is known but that equal arguments have equal values."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from grader.algebra.kernels.elementary import rational_power
from grader.algebra.kernels.field import (
    NOTHING,
    ONE,
    UNIT,
    ZERO,
    Field,
    Frac,
    Kernel,
    NoProof,
    Poly,
    constant,
    frac_key,
    fraction,
    monic,
    polynomial,
    product,
    q,
)
from grader.algebra.kernels.powers import is_whole
from grader.algebra.kernels.terms import terms_of


def lambert(field: Field, a: Frac) -> Frac:
    """W(a) as a kernel; W(0) = 0, and W(v·e^v) = v for v ≥ -1."""
    if a.top.is_zero():
        return NOTHING
    known = _lambert_value(field, a)
    if known is not None:
        return known
    known = _lambert_product(field, a)
    if known is not None:
        return known
    certain = field.positive(a.top) and field.positive(a.bottom)
    return Frac(field.kernel(("lambert", frac_key(a)), Kernel("lambert", a, positive=certain)))


def _lambert_value(field: Field, a: Frac) -> Frac | None:
    lead, factors = (
        (Fraction(1), []) if len(a.top) != 1 or (a.bottom.total_degree() > 0 and len(a.bottom) != 1) else field.factors(a)
    )
    if len(factors) != 1:
        return None
    kernel, n = field.alone(factors[0][0]), factors[0][1]
    match kernel:
        case Kernel("exp", Frac() as arg, parts) if arg.top == ONE and arg.bottom == ONE and Fraction(n, parts) == lead >= -1:
            return constant(lead)
        case Kernel("log", int(p)) if n == 1:
            # v = j·ln p has v·e^v = j·p^j·ln p; it is below -1 for no j of these but -2 ln 2 and its like
            for j in (*range(1, 8), -1):
                if j * Fraction(p) ** j == lead and (j > 0 or p == 2):
                    return Frac(factors[0][0] * q(j))
    return None


def _lambert_product(field: Field, a: Frac) -> Frac | None:
    """W(v·e^v) = v where v ≥ -1 for certain: v is all that stands beside the powers of e, or a logarithm of what does."""
    if len(a.top) != 1 and a.bottom == ONE and len(a.top) > 40:
        return None
    lead, factors = field.factors(a)
    power, others = NOTHING, constant(lead)
    for poly, n in factors:
        kernel = field.alone(poly)
        if kernel is not None and kernel.kind == "exp":
            power = field.add(power, field.scale(kernel.arg, Fraction(n, kernel.parts)))
        else:
            others = field.mul(others, field.whole_power(Frac(poly), n))
    if power == others and not power.top.is_zero():
        return power if _above_minus_one(field, power) else None
    for poly, n in factors:
        kernel = field.alone(poly)
        if kernel is None or kernel.kind != "log" or n != 1 or isinstance(kernel.arg, int):
            continue
        rest = field.mul(a, field.inverse(Frac(poly)))
        # ln p ≥ -1 where p > 1/2
        if rest == Frac(kernel.arg) and field.positive(kernel.arg - q(Fraction(1, 2))):
            return Frac(poly)
    return None


def _above_minus_one(field: Field, v: Frac) -> bool:
    above = field.add(v, UNIT)
    return field.positive(product(above.top, above.bottom)) or field.positive(product(v.top, v.bottom))


def factorial(field: Field, a: Frac) -> Frac:
    """(u + k)! in terms of u!, whole k."""
    shift = 0
    if a.bottom == ONE:
        whole = fraction(next((c for c, powers in terms_of(a.top) if not powers), 0))
        shift = whole.numerator // whole.denominator
    if abs(shift) > 60:
        raise NoProof("a large factorial")
    rest = field.add(a, constant(-shift))
    if rest == constant(Fraction(1, 2)):  # (1/2)! = √π/2
        pi = field.kernel(("pi",), Kernel("pi", positive=True))
        result = field.scale(rational_power(field, Frac(pi), Fraction(1, 2)), Fraction(1, 2))
    elif rest.top.is_zero():
        if shift < 0:
            raise NoProof("the factorial of a negative number")
        result = UNIT
    else:
        result = Frac(field.kernel(("factorial", frac_key(rest)), Kernel("factorial", rest)))
    for j in range(1, shift + 1):
        result = field.mul(result, field.add(rest, constant(j)))
    for j in range(shift + 1, 1):
        result = field.mul(result, field.inverse(field.add(rest, constant(j))))
    return result


def floor(field: Field, a: Frac) -> Frac:
    """⌊u + n⌋ = ⌊u⌋ + n, whole n."""
    whole: Poly = ZERO
    for raw, powers in terms_of(a.top) if a.bottom == ONE else ():
        c, term = fraction(raw), polynomial([(raw, powers)])
        whole += c.numerator // c.denominator if not powers else term if is_whole(field, Frac(term)) else ZERO
    rest = field.add(a, Frac(-whole))
    if rest.top.is_constant() and rest.bottom == ONE:
        return Frac(whole)
    return field.add(opaque(field, "floor", rest, odd=False), Frac(whole))


def opaque(field: Field, name: str, a: Frac, odd: bool) -> Frac:
    """A function of which only f(u) = f(u) is known, and f(-u) = -f(u) if it is odd."""
    if odd and a.top.is_zero():
        return NOTHING
    flip: Any = odd and monic(a.top)[1] < 0
    inner = Frac(-a.top, a.bottom) if flip else a
    generator = field.kernel((name, frac_key(inner)), Kernel("opaque", inner, more=name))
    return Frac(-generator if flip else generator)
