"""exp, ln, roots and |·| of fractions in kernels: every rewrite is an identity on the common domain."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz

from grader.algebra.kernels import nested
from grader.algebra.kernels.field import (
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
    fraction,
)
from grader.algebra.kernels.positivity import known_sign, sign_of
from grader.algebra.kernels.terms import generators_in, key

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
            case Kernel("lambert", arg, positive=True):
                return rational_power(field, field.mul(arg, field.inverse(Frac(GENS[used[0]]))), coefficient)
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
    value = poly if certain else poly * known_sign(field, poly)
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
    if len(a.top) == 1 and a.bottom.is_constant() and all(field.kernels[i].kind == "exp" for i in generators_in(a.top)):
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
        inner = field.alone(poly)
        if inner is not None and inner.kind == "sign":  # |s|^e is 1, or 0 where s is
            result = field.mul(result, field.whole_power(Frac(poly), 2 if n > 0 else -2))
            continue
        if inner is not None and inner.kind == "root":  # the root of a root
            result = field.mul(result, absolute_power(field, inner.arg, exponent * n / inner.parts))
            continue
        root = square_root(field, poly) if (exponent * n).denominator == 2 else None
        if root is not None:
            result = field.mul(result, field.whole_power(root, int(2 * exponent * n)))
        else:
            result = field.mul(result, absolute_power(field, poly, exponent * n))
    return result


def square_root(field: Field, poly: Poly) -> Frac | None:
    """√p where p holds one root itself and is a square: x + 2√(x-1) is (√(x-1) + 1)²."""
    inside = [i for i in generators_in(poly) if field.kernels[i].kind == "root"]
    if not 1 <= len(inside) <= 2 or any(field.kernels[i].parts != 2 or isinstance(field.kernels[i].arg, int) for i in inside):
        return None
    opened = nested.as_square(field, poly, inside[0]) if len(inside) == 1 else None
    if opened is not None:
        return absolute(field, opened)
    halves = nested.two_roots(field, poly, inside)
    if halves is None:
        return None
    more, less, sign = halves
    roots = [rational_power(field, half, Fraction(1, 2)) for half in (more, less)]
    return field.add(roots[0], field.scale(roots[1], sign))


# ---------------------------------------------------------------- signs


def absolute(field: Field, a: Frac) -> Frac:
    if a.top.is_zero():
        return NOTHING
    lead, factors = field.factors(a)
    result = constant(abs(lead))
    for poly, n in factors:
        side = poly * known_sign(field, poly) if n % 2 else poly
        result = field.mul(result, field.whole_power(Frac(side), n))
    return result


def sign(field: Field, a: Frac) -> Frac:
    return NOTHING if a.top.is_zero() else Frac(sign_of(field, a))
