"""Powers whose exponents hold symbols: e^(n·ln b), and p^n for a whole n, whatever the sign of p."""

from __future__ import annotations

from grader.algebra.kernels.elementary import exp, log, log_of_factor, monomials
from grader.algebra.kernels.field import ONE, RING, UNIT, Field, Frac, Kernel, NoProof, Poly, constant
from grader.algebra.kernels.terms import key
from grader.algebra.values.domain import REAL


def symbolic_power(field: Field, base: Frac, exponent: Frac, shown: str) -> Frac:
    """base^exponent where the exponent holds symbols: exp(exponent · ln base), signs kept if the exponent is whole."""
    if base.top.is_zero():
        raise NoProof("a power of zero")
    whole = is_whole(field, exponent)
    lead, factors = field.factors(base)
    result = UNIT
    if lead < 0 and not factors and not whole:
        raise NoProof("a power of a negative number")
    if not whole:
        if not (field.positive(base.top) and field.positive(base.bottom)):
            field.assuming.add(f"{shown} > 0")
        return exp(field, field.mul(exponent, log(field, base)))
    if lead < 0:
        result = parity(field, exponent)
    result = field.mul(result, exp(field, field.mul(exponent, log(field, constant(abs(lead))))))
    for poly, n in factors:
        raised = field.scale(exponent, n)
        if field.positive(poly):
            result = field.mul(result, exp(field, field.mul(raised, log_of_factor(field, poly))))
        else:
            result = field.mul(result, whole_power_of(field, poly, raised))
    return result


def is_whole(field: Field, exponent: Frac) -> bool:
    """Is it a whole number at every point of the domain?"""
    if exponent.bottom != ONE:
        return False
    return all(
        c.denominator == 1 and all(not e or _whole_kernel(field, i) for i, e in enumerate(exponents))
        for c, exponents in monomials(field, exponent)
    )


def _whole_kernel(field: Field, place: int) -> bool:
    kernel = field.kernels[place]
    return kernel.kind == "symbol" and field.domain.get(kernel.arg, REAL).integer


def parity(field: Field, exponent: Frac) -> Frac:
    """(-1)^n for a whole n: n² and n have one parity, so only odd terms count and powers of a symbol are the symbol."""
    result = UNIT
    for c, exponents in monomials(field, exponent):
        if c.numerator % 2:
            plain = tuple(min(e, 1) for e in exponents)
            generator = -ONE if not any(plain) else field.kernel(("parity", plain), Kernel("parity", plain), 2, ONE)
            result = field.mul(result, Frac(generator))
    return result


def whole_power_of(field: Field, poly: Poly, exponent: Frac) -> Frac:
    """p^n for a polynomial of unknown sign and a whole n."""
    result = UNIT
    for c, exponents in monomials(field, exponent):
        if not any(exponents):
            result = field.mul(result, field.whole_power(Frac(poly), int(c)))
            continue
        term = Frac(RING.from_dict({exponents: 1}))
        generator = field.kernel(("whole", key(poly), exponents), Kernel("whole", poly, more=term))
        result = field.mul(result, field.whole_power(Frac(generator), int(c)))
    return result
