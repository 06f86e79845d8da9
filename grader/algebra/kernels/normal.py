"""A formula as a fraction in kernels, and the test whether two of them are the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from fractions import Fraction

from grader.algebra.kernels import elementary as el
from grader.algebra.kernels import powers, special
from grader.algebra.kernels.field import (
    NOTHING,
    ONE,
    UNIT,
    Field,
    Frac,
    Kernel,
    NoProof,
    Poly,
    constant,
    fraction,
    product,
)
from grader.algebra.kernels.restarts import in_a_fine_field
from grader.algebra.kernels.terms import degrees_of
from grader.algebra.kernels.trigonometry import cosine_and_sine
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import Add, Call, Const, Mul, Node, Num, Pow, Sym
from grader.algebra.values.domain import Domain
from grader.algebra.values.exact import BITS, bits, number

RESTARTS = 12
SIGN_CASES = 6  # sign kernels that are split at most


@dataclass(frozen=True, slots=True)
class Proof:
    """The two are equal wherever both are defined; `kernels` are the kinds that it took."""

    kernels: tuple[str, ...]
    assuming: tuple[str, ...]
    field: Field | None = dataclass_field(default=None, compare=False, repr=False)


def prove_equal(a: Node, b: Node, domain: Domain) -> Proof | None:
    """A proof that two formulas (in core functions) agree on their common domain, or None."""

    def equal(field: Field) -> bool:
        x, y = normal(field, a), normal(field, b)
        difference = product(x.top, y.bottom) - product(y.top, x.bottom)
        return vanishes(field, difference, product(x.bottom, y.bottom))

    return proof_if(equal, domain)


def proof_if(holds: Callable[[Field], bool], domain: Domain) -> Proof | None:
    """A proof if `holds` says so in a field whose kernels are divided as finely as it needs, or None."""
    try:
        field = in_a_fine_field(domain, lambda field: field if holds(field) else None, starts=RESTARTS)
    except (NoProof, RecursionError, ZeroDivisionError):
        return None
    if field is None:
        return None
    kinds = dict.fromkeys(kernel.kind for kernel in field.kernels if kernel.kind != "symbol")
    return Proof(tuple(kinds), tuple(sorted(field.assuming)), field)


def normal(field: Field, node: Node) -> Frac:
    """The fraction of a formula in core functions.

    Raises:
        NoProof: a part has no normal form here.
        Finer: start again with a finer kernel.
    """
    match node:
        case Num(value):
            if bits(value) > BITS:
                raise NoProof("a huge number")
            return constant(value)
        case Sym(name):
            return field.symbol(name)
        case Const("pi"):
            return Frac(field.kernel(("pi",), Kernel("pi", positive=True)))
        case Add(args):
            total = NOTHING
            for arg in args:
                total = field.add(total, normal(field, arg))
            return total
        case Mul(args):
            result = UNIT
            for arg in args:
                result = field.mul(result, normal(field, arg))
            return result
        case Pow() | Call(_, (_,)):
            if node not in field.known_parts:
                field.known_parts[node] = field.noted(node, _function(field, node))
            return field.known_parts[node]
        case _:
            raise NoProof(type(node).__name__)


def _function(field: Field, node: Node) -> Frac:
    match node:
        case Pow(base, exponent):
            return _power(field, base, exponent)
        case Call(name, (arg,)):
            return _call(field, name, normal(field, arg))
    raise NoProof(type(node).__name__)


def constant_value(a: Frac) -> Fraction | None:
    if a.top.is_zero():
        return Fraction(0)
    return fraction(a.top.leading_coefficient()) if a.top.is_constant() and a.bottom == ONE else None


def _power(field: Field, base: Node, exponent: Node) -> Frac:
    value = number(exponent)
    power = constant(value) if value is not None else normal(field, exponent)
    value = constant_value(power)
    inner = normal(field, base)
    if value is None:
        return powers.symbolic_power(field, inner, power, show(base))
    if abs(value.numerator) > 10**6:
        raise NoProof("a huge power")
    return el.rational_power(field, inner, value)


def _call(field: Field, name: str, x: Frac) -> Frac:
    match name:
        case "exp":
            return el.exp(field, x)
        case "log":
            return el.log(field, x)
        case "abs":
            return el.absolute(field, x)
        case "sign":
            return el.sign(field, x)
        case "cos":
            return cosine_and_sine(field, x)[0]
        case "sin":
            return cosine_and_sine(field, x)[1]
        case "lambertw":
            return special.lambert(field, x)
        case "factorial":
            return special.factorial(field, x)
        case "atan" | "asin":
            return inverse_angle(field, name, x)
        case "floor":
            return special.floor(field, x)
        case "ceiling":
            return field.scale(special.floor(field, field.scale(x, -1)), -1)
    raise NoProof(name)


ANGLES = {
    ("atan", Fraction(1)): Fraction(1, 4),
    ("asin", Fraction(1)): Fraction(1, 2),
    ("asin", Fraction(1, 2)): Fraction(1, 6),
}


def inverse_angle(field: Field, name: str, x: Frac) -> Frac:
    """atan and asin: known angles as parts of π, atan of a number above 1 through its reciprocal."""
    value = constant_value(x)
    if value is not None and (name, abs(value)) in ANGLES:
        turns = ANGLES[name, abs(value)] * (1 if value > 0 else -1)
        return field.scale(Frac(field.kernel(("pi",), Kernel("pi", positive=True))), turns)
    if value is not None and name == "atan" and value > 1:
        half_pi = field.scale(Frac(field.kernel(("pi",), Kernel("pi", positive=True))), Fraction(1, 2))
        return field.add(half_pi, field.scale(special.opaque(field, name, constant(1 / value), odd=True), -1))
    return special.opaque(field, name, x, odd=True)


def vanishes(field: Field, top: Poly, bottom: Poly, depth: int = 0) -> bool:
    """Is top/bottom zero at every sign of the sign kernels that can occur?"""
    top, bottom = field.reduced(top), field.reduced(bottom)
    if top.is_zero():
        return True
    degrees, below = degrees_of(top), degrees_of(bottom)
    place = next((i for i, kernel in enumerate(field.kernels) if kernel.kind == "sign" and (i in degrees or i in below)), None)
    if place is None or depth >= SIGN_CASES:
        return False
    allowed = field.allowed.get(place, {-1, 0, 1})
    for value in (1, -1):
        if value in allowed and not vanishes(field, _with(top, place, value), _with(bottom, place, value), depth + 1):
            return False
    return _vanishes_at_kink(field, _with(top, place, 0), _with(bottom, place, 0), field.kernels[place].arg)


def _vanishes_at_kink(field: Field, top: Poly, bottom: Poly, kink: Poly, depth: int = 0) -> bool:
    """Where the kink's polynomial is zero: the numerator is a multiple of it, or so is the denominator."""
    top, bottom = (_without_roots_of(field, field.reduced(side), kink) for side in (top, bottom))
    if top.is_zero() or bottom.is_zero():
        return True
    if any(_divides(kink, side) for side in (top, bottom)):
        return True
    degrees, below = degrees_of(top), degrees_of(bottom)
    for place, kernel in enumerate(field.kernels):
        if kernel.kind != "sign" or not (place in degrees or place in below) or depth >= SIGN_CASES:
            continue
        rest = divmod(kernel.arg, kink)[1]
        if not rest.is_constant():  # its sign at the kink is not known
            continue
        sign = 0 if rest.is_zero() else 1 if rest.leading_coefficient() > 0 else -1
        if sign not in field.allowed.get(place, {-1, 0, 1}):
            return True  # nothing is defined at this kink
        return _vanishes_at_kink(field, _with(top, place, sign), _with(bottom, place, sign), kink, depth + 1)
    return False


def _without_roots_of(field: Field, poly: Poly, kink: Poly) -> Poly:
    """The polynomial where the kink's is zero and so are its roots."""
    degrees = degrees_of(poly)
    for place, kernel in enumerate(field.kernels):
        if kernel.kind == "root" and place in degrees and not isinstance(kernel.arg, int) and _divides(kink, kernel.arg):
            poly = _with(poly, place, 0)
    return poly


def _divides(kink: Poly, poly: Poly) -> bool:
    common = poly.gcd(kink)
    return bool(common.total_degree() == kink.total_degree())


def _with(poly: Poly, place: int, value: int) -> Poly:
    return poly.subs({f"k{place}": value})
