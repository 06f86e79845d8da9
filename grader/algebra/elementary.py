"""exp, ln, powers, |·| and W of fractions in kernels: every rewrite is an identity on the common domain."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import fmpz

from grader.algebra.domain import REAL
from grader.algebra.field import (
    GENS,
    NOTHING,
    ONE,
    RING,
    UNIT,
    Field,
    Frac,
    Kernel,
    NoProof,
    Poly,
    constant,
    frac_key,
    fraction,
    key,
    monic,
    q,
)

LARGEST_PRIME_SEARCH = 80  # bits of an integer that is split into primes


def primes(value: int) -> list[tuple[int, int]]:
    if value.bit_length() > LARGEST_PRIME_SEARCH:
        raise NoProof("a large integer under a root or logarithm")
    return [(int(p), int(n)) for p, n in fmpz(value).factor()] if value > 1 else []


def monomials(field: Field, a: Frac) -> list[tuple[Fraction, tuple[int, ...]]]:
    return [(fraction(c), exponents) for exponents, c in a.top.to_dict().items()]


# ---------------------------------------------------------------- logarithm


def log(field: Field, a: Frac) -> Frac:
    """ln a as a sum over the prime factors of a; the kernels are ln|p|."""
    if a.top.is_zero():
        raise NoProof("ln 0")
    lead, factors = field.factors(a)
    if not factors and lead < 0:
        raise NoProof("the logarithm of a negative number")
    field.require(lead, factors)
    total = NOTHING
    for value, direction in ((abs(lead.numerator), 1), (lead.denominator, -1)):
        for p, n in primes(value):
            total = field.add(total, field.scale(Frac(log_of_prime(field, p)), n * direction))
    for poly, n in factors:
        total = field.add(total, field.scale(log_of_factor(field, poly), n))
    return total


def log_of_prime(field: Field, p: int) -> Poly:
    return field.kernel(("log", p), Kernel("log", p, positive=True))


def log_of_factor(field: Field, poly: Poly) -> Frac:
    """ln|p| of a monic irreducible polynomial."""
    kernel = field.alone(poly)
    match kernel:
        case Kernel("exp", arg, parts):
            return field.scale(arg, Fraction(1, parts))
        case Kernel("root", base, parts):
            return field.scale(log(field, Frac(base)), Fraction(1, parts))
        case Kernel("lambert", arg):
            return field.add(log(field, arg), Frac(-poly))
        case Kernel("sign" | "parity"):
            return NOTHING
        case Kernel("power", base):
            return log(field, Frac(base))
        case Kernel("whole", base, _, _, exponent):
            return field.mul(exponent, log(field, Frac(base)))
    return Frac(field.kernel(("log", key(poly)), Kernel("log", poly)))


# ---------------------------------------------------------------- exponential


def exp(field: Field, a: Frac) -> Frac:
    """exp a as a product over the terms of a: e^(c·m) is the kernel of m to a power."""
    result = UNIT
    for coefficient, exponents in monomials(field, a):
        result = field.mul(result, _exp_term(field, coefficient, exponents, a.bottom))
    return result


def _exp_term(field: Field, coefficient: Fraction, exponents: tuple[int, ...], bottom: Poly) -> Frac:
    used = [i for i, e in enumerate(exponents) if e]
    if bottom == ONE and len(used) == 1 and exponents[used[0]] == 1:
        match field.kernels[used[0]]:
            case Kernel("log", arg):
                return absolute_power(field, arg, coefficient)
            case Kernel("lambert", arg) if coefficient.denominator == 1:
                return field.whole_power(field.mul(arg, field.inverse(Frac(GENS[used[0]]))), int(coefficient))
    term = Frac(RING.from_dict({exponents: 1}), bottom)
    name = ("exp", exponents, key(bottom))
    parts = field.finer(name, coefficient.denominator)
    generator = field.kernel(name, Kernel("exp", term, parts, positive=True))
    return field.whole_power(Frac(generator), int(coefficient * parts))


# ---------------------------------------------------------------- powers


def absolute_power(field: Field, base: Poly | int, exponent: Fraction) -> Frac:
    """|p|^e of a prime number or a monic polynomial, e rational."""
    prime = isinstance(base, int)
    name = ("root", base if prime else key(base))
    parts = field.finer(name, exponent.denominator)
    poly = RING.constant(base) if prime else base
    certain = prime or field.positive(poly)
    value = poly if certain else poly * field.sign(poly)
    if parts == 1:
        return field.whole_power(Frac(value), int(exponent))
    generator = field.kernel(name, Kernel("root", poly, parts, positive=certain), parts, value)
    return field.whole_power(Frac(generator), int(exponent * parts))


def rational_power(field: Field, a: Frac, exponent: Fraction) -> Frac:
    """a^e, real: a is not negative where it is defined (unless e is whole)."""
    if exponent.denominator == 1:
        return field.whole_power(a, int(exponent))
    if a.top.is_zero():
        if exponent < 0:
            raise NoProof("division by zero")
        return NOTHING
    if (
        len(a.top) == 1
        and a.bottom.is_constant()
        and all(field.kernels[i].kind == "exp" for i, e in enumerate(a.top.degrees()) if e)
    ):
        return exp(field, field.scale(log(field, a), exponent))
    lead, factors = field.factors(a)
    if not factors and lead < 0:
        raise NoProof("a root of a negative number")
    field.require(lead, factors)
    result = UNIT
    for value, direction in ((abs(lead.numerator), 1), (lead.denominator, -1)):
        for p, n in primes(value):
            result = field.mul(result, absolute_power(field, p, exponent * n * direction))
    for poly, n in factors:
        result = field.mul(result, absolute_power(field, poly, exponent * n))
    return result


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


# ---------------------------------------------------------------- signs and the rest


def absolute(field: Field, a: Frac) -> Frac:
    if a.top.is_zero():
        return NOTHING
    lead, factors = field.factors(a)
    result = constant(abs(lead))
    for poly, n in factors:
        side = poly * field.sign(poly) if n % 2 else poly
        result = field.mul(result, field.whole_power(Frac(side), n))
    return result


def sign(field: Field, a: Frac) -> Frac:
    if a.top.is_zero():
        return NOTHING
    lead, factors = field.factors(a)
    result = constant(1 if lead > 0 else -1)
    for poly, n in factors:
        result = field.mul(result, field.whole_power(Frac(field.sign(poly)), abs(n)))
    return result


def lambert(field: Field, a: Frac) -> Frac:
    """W(a) as a kernel; W(0) = 0, and W(v·e^v) = v for rational v ≥ -1."""
    if a.top.is_zero():
        return NOTHING
    known = _lambert_value(field, a)
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
        case Kernel("log", int(p)) if n == 1 and lead.denominator == 1 and lead > 0:
            # W(k p^k' ln p): v = j ln p needs j·p^j = lead
            for j in range(1, 8):
                if j * p**j == lead:
                    return Frac(factors[0][0] * q(j))
    return None


def factorial(field: Field, a: Frac) -> Frac:
    """(u + k)! in terms of u!, whole k."""
    shift = 0
    if a.bottom == ONE:
        whole = fraction(a.top.to_dict().get((0,) * len(GENS), 0))
        shift = whole.numerator // whole.denominator
    if abs(shift) > 60:
        raise NoProof("a large factorial")
    rest = field.add(a, constant(-shift))
    if rest.top.is_zero():
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


def opaque(field: Field, name: str, a: Frac, odd: bool) -> Frac:
    """A function of which only f(u) = f(u) is known, and f(-u) = -f(u) if it is odd."""
    if odd and a.top.is_zero():
        return NOTHING
    flip: Any = odd and monic(a.top)[1] < 0
    inner = Frac(-a.top, a.bottom) if flip else a
    generator = field.kernel((name, frac_key(inner)), Kernel("opaque", inner, more=name))
    return Frac(-generator if flip else generator)
