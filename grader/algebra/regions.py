"""Sets and conditions as combinations of atoms `p ∘ 0` with polynomials in kernels.

Where a term is defined is part of the condition: 1/x + 1/y = 2 says x ≠ 0 and y ≠ 0 as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from grader.algebra.domain import Domain
from grader.algebra.field import ONE, Field, Frac, Kernel, NoProof, Poly, product, q
from grader.algebra.fold import number
from grader.algebra.functions import core
from grader.algebra.monotone import unwrapped
from grader.algebra.normal import normal
from grader.algebra.tree import (
    And,
    Call,
    FiniteSet,
    Inf,
    Intersection,
    Interval,
    Minus,
    Mul,
    Node,
    Not,
    Num,
    Operator,
    Or,
    Pow,
    Rel,
    Seq,
    Sym,
    Truth,
    Union,
    sub,
    walk,
)

OPPOSITE: dict[Operator, Operator] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
SIGNS = 4  # sign kernels of one region that are split: 3^4 cases
MIRROR: dict[Operator, Operator] = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Always:
    """Everything (True) or nothing (False)."""

    value: bool


@dataclass(frozen=True, slots=True)
class Atom:
    """poly ∘ 0, with irreducible factors of even power and positive factors already taken care of."""

    op: Operator
    poly: Poly

    def same(self, other: Region) -> bool:
        return isinstance(other, Atom) and self.op == other.op and bool(self.poly == other.poly)


@dataclass(frozen=True, slots=True)
class Both:
    """All of (and) or one of (or) the parts."""

    how: Literal["and", "or"]
    parts: tuple[Region, ...]


Region = Always | Atom | Both
TRUE, FALSE = Always(True), Always(False)


def holds(op: Operator, sign: int) -> bool:
    """Is a number of that sign ∘ 0?"""
    return {"=": sign == 0, "!=": sign != 0, "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[op]


def all_of(parts: list[Region]) -> Region:
    return _joined("and", parts)


def any_of(parts: list[Region]) -> Region:
    return _joined("or", parts)


def _joined(how: Literal["and", "or"], parts: list[Region]) -> Region:
    neutral, deciding = (TRUE, FALSE) if how == "and" else (FALSE, TRUE)
    flat: list[Region] = []
    for part in parts:
        if part == deciding:
            return deciding
        if isinstance(part, Both) and part.how == how:
            flat.extend(part.parts)
        elif part != neutral:
            flat.append(part)
    unique: list[Region] = []
    for part in flat:
        if not any(same_region(part, other) for other in unique):
            unique.append(part)
    return neutral if not unique else unique[0] if len(unique) == 1 else Both(how, tuple(unique))


def same_region(a: Region, b: Region) -> bool:
    """Written alike (the parts in any order)."""
    match a, b:
        case Atom(), _:
            return a.same(b)
        case Both(how, left), Both(other, right) if how == other and len(left) == len(right):
            return all(any(same_region(x, y) for y in right) for x in left) and all(
                any(same_region(x, y) for x in left) for y in right
            )
        case Always(), Always():
            return a.value == b.value
        case _:
            return False


def negation(region: Region) -> Region:
    match region:
        case Always(value):
            return Always(not value)
        case Atom(op, poly):
            return Atom(OPPOSITE[op], poly)
        case Both(how, parts):
            return _joined("or" if how == "and" else "and", [negation(part) for part in parts])


def atoms(region: Region) -> Iterator[Atom]:
    match region:
        case Atom():
            yield region
        case Both(_, parts):
            for part in parts:
                yield from atoms(part)


def make_atom(field: Field, op: Operator, poly: Poly) -> Region:
    """The simplest atom that says poly ∘ 0."""
    poly = field.reduced(poly)
    if poly.is_zero():
        return Always(holds(op, 0))
    lead, factors = field.factors(Frac(poly))
    if lead < 0:
        op = MIRROR[op]
    rest, opened = ONE, False
    for factor, n in factors:
        kernel = field.alone(factor)
        if kernel is not None and kernel.kind == "power":
            factor = kernel.arg
        simpler = unwrapped(field, factor)
        if simpler is not None:
            factor, opened = simpler, True
        if field.positive(factor):
            continue
        if field.positive(-factor):
            op = MIRROR[op] if n % 2 else op
            continue
        rest = product(rest, factor ** (1 if n % 2 or op in ("=", "!=") else 2))
    if rest.is_constant():
        return Always(holds(op, 1 if rest.leading_coefficient() > 0 else -1))
    if opened:
        return make_atom(field, op, rest)
    return Atom(op, rest)


class Reader:
    """Trees to regions in one field; sets of numbers speak about the symbol `variable`."""

    def __init__(self, field: Field, variable: str) -> None:
        self.field, self.variable = field, variable

    def region(self, node: Node) -> Region:
        match node:
            case Truth(value):
                return Always(value)
            case And(args) | Intersection(args):
                return all_of([self.region(arg) for arg in args])
            case Or(args) | Union(args):
                return any_of([self.region(arg) for arg in args])
            case Not(arg):
                return negation(self.region(arg))
            case Minus(left, right):
                return all_of([self.region(left), negation(self.region(right))])
            case FiniteSet(args):
                return any_of([self.element(arg) for arg in args])
            case Interval():
                return self.interval(node)
            case Rel(op, left, right):
                return self.relation(op, left, right)
            case _:
                raise NoProof("no set")

    def element(self, node: Node) -> Region:
        if isinstance(node, Rel | And | Or):
            return self.region(node)
        if isinstance(node, Seq | FiniteSet | Interval):
            raise NoProof("a set of lists")
        return self.relation("=", Sym(self.variable), node)

    def interval(self, node: Interval) -> Region:
        low = self.relation(">" if node.low_open else ">=", Sym(self.variable), node.low)
        return all_of([low, self.relation("<" if node.high_open else "<=", Sym(self.variable), node.high)])

    def relation(self, op: Operator, left: Node, right: Node) -> Region:
        signs = [_infinity(side) for side in (left, right)]
        if any(signs):
            return Always(holds(op, (signs[0] or 0) - (signs[1] or 0)))
        if isinstance(left, Seq) and isinstance(right, Seq) and len(left.args) == len(right.args) and op == "=":
            return all_of([self.relation("=", a, b) for a, b in zip(left.args, right.args, strict=True)])
        difference = core(sub(left, right))
        value = normal(self.field, difference)
        said = make_atom(self.field, op, value.top if op in ("=", "!=") else product(value.top, value.bottom))
        return all_of([said, *self.defined(difference)])

    def defined(self, node: Node) -> list[Region]:
        """Where a formula in core functions has a value."""
        found: list[Region] = []
        for part in walk(node):
            match part:
                case Pow(base, exponent):
                    power = number(exponent)  # 1/3 is a quotient, not a number, in the tree
                    if power is None:
                        found.append(self.compared(base, ">"))
                    elif power < 0 or power.denominator != 1:
                        found.append(self.compared(base, "!=" if power.denominator == 1 else ">" if power < 0 else ">="))
                case Call("log", (arg,)):
                    found.append(self.compared(arg, ">"))
                case Call("asin" | "lambertw" | "factorial"):
                    if any(isinstance(inner, Sym) for inner in walk(part)):
                        raise NoProof("where it is defined")
        return found

    def compared(self, node: Node, op: Operator) -> Region:
        value = normal(self.field, node)
        return make_atom(self.field, op, value.top if op == "!=" else product(value.top, value.bottom))


def _infinity(node: Node) -> int | None:
    match node:
        case Inf(sign):
            return sign
        case Mul((Num(value), Inf(sign))) if value:
            return sign if value > 0 else -sign
        case _ if any(isinstance(part, Inf) for part in walk(node)):
            raise NoProof("a formula with infinity")
        case _:
            return None


def in_domain(field: Field, names: list[str], domain: Domain) -> Region:
    """The declared ranges as a region."""
    parts: list[Region] = []
    for name in names:
        within = domain.get(name)
        if within is None:
            continue
        if within.integer:
            raise NoProof("whole numbers")
        x = field.kernel(("symbol", name), Kernel("symbol", name, positive=within.positive))
        if within.low is not None:
            parts.append(_bound(">" if within.low_open else ">=", x - q(within.low)))
        if within.high is not None:
            parts.append(_bound("<" if within.high_open else "<=", x - q(within.high)))
    return all_of(parts)


def _bound(op: Operator, poly: Poly) -> Region:
    return Atom(op, poly)


def without_signs(field: Field, region: Region, left: int = SIGNS) -> Region:
    """The same region without sign kernels: each is split into its three cases.

    Raises:
        NoProof: there are too many.
    """
    for place, kernel in enumerate(field.kernels):
        if kernel.kind == "sign" and any(atom.poly.degrees()[place] > 0 for atom in atoms(region)):
            cases: list[Region] = []
            signs: tuple[tuple[Operator, int], ...] = ((">", 1), ("=", 0), ("<", -1))
            for op, value in signs:
                cases.append(all_of([make_atom(field, op, kernel.arg), _with_sign(field, region, place, value)]))
            if left == 0:
                raise NoProof("too many signs")
            return without_signs(field, any_of(cases), left - 1)
    return region


def _with_sign(field: Field, region: Region, place: int, value: int) -> Region:
    match region:
        case Atom(op, poly):
            return make_atom(field, op, poly.subs({f"k{place}": value}))
        case Both(how, parts):
            return _joined(how, [_with_sign(field, part, place, value) for part in parts])
        case _:
            return region


def truth(region: Region, sign_of: dict[int, int]) -> bool:
    """Does a point lie in it, given the sign of each atom's polynomial (by id)?"""
    match region:
        case Always(value):
            return value
        case Atom(op):
            return holds(op, sign_of[id(region)])
        case Both("and", parts):
            return all(truth(part, sign_of) for part in parts)
        case Both(_, parts):
            return any(truth(part, sign_of) for part in parts)
