"""Conditions without |·| and sign: each is a combination of conditions that hold where u is positive, zero or negative."""

from __future__ import annotations

from collections.abc import Iterable

from grader.algebra.conditions.conditions import make_atom
from grader.algebra.conditions.factored import by_factors
from grader.algebra.conditions.monotone import parts
from grader.algebra.conditions.radicals import root_in, unrooted
from grader.algebra.conditions.regions import Atom, Both, Region, all_of, any_of, joined, rejoined
from grader.algebra.kernels.field import Field, Frac, Kernel, NoProof, Poly, polynomial
from grader.algebra.kernels.terms import Term, degree_in, degrees_of, terms_of
from grader.algebra.syntax.tree import Operator

Known = tuple[Atom, ...]
DEEPEST = 9  # roots and signs that are taken out of one condition, one after the other
NESTED = 3  # from here on an equation is two inequalities, whose cases are fewer
MOST = 250  # conditions that may come of it


class Plain:
    """Regions without sign and root kernels."""

    def __init__(self, field: Field) -> None:
        self.field, self.left = field, MOST

    def region(self, region: Region, depth: int = DEEPEST, known: Known = ()) -> Region:
        """The same region where `known` holds.

        Raises:
            NoProof: there are too many cases.
        """
        if not self.field.signs_and_roots:
            return region
        match region:
            case Atom():
                return self.atom(region, depth, known)
            case Both(how, parts):
                plain = [isinstance(part, Atom) and self.is_plain(part) for part in parts]
                if how == "and":
                    known = (
                        *known,
                        *(part for part, stays in zip(parts, plain, strict=True) if isinstance(part, Atom) and stays),
                    )
                found = [part if stays else self.region(part, depth, known) for part, stays in zip(parts, plain, strict=True)]
                return rejoined(region, found)
            case _:
                return region

    def is_plain(self, atom: Atom) -> bool:
        """Does it stay as it is, so that others may rely on it?"""
        return not self.bends(atom)

    def bends(self, atom: Atom) -> list[int]:
        """The sign and root kernels that occur in it."""
        return [i for i in self.field.signs_and_roots if i in atom.used]

    def atom(self, atom: Atom, depth: int, known: Known) -> Region:
        if not self.bends(atom):
            return atom
        poly = with_known_signs(self.field, atom.poly, known)
        if poly != atom.poly:
            return self.region(make_atom(self.field, atom.op, poly), depth, known)
        name = ("plain", atom.op, atom.name)
        if name not in self.field.known_atoms:
            self.field.known_atoms[name] = self.split(atom)
        found: Region | None = self.field.known_atoms[name]
        if found is None:
            return atom
        self.left -= 1
        if depth == 0 or self.left < 0:
            raise NoProof("too many cases")
        return self.region(found, depth - 1, known)

    def split(self, atom: Atom) -> Region | None:
        """The same condition without one of its signs or roots; None if none is to be taken out."""
        found = self.without_sign(atom)
        if found is None and (place := root_in(self.field, atom.poly)) is not None:
            found = unrooted(self.field, atom, place) or by_factors(self.field, atom)
        return found

    def without_sign(self, atom: Atom) -> Region | None:
        signs = [i for i in self.bends(atom) if self.field.kernels[i].kind == "sign"]
        if not signs:
            return None
        if len(signs) > NESTED and atom.op == "=":
            return all_of([Atom("<=", atom.poly), Atom(">=", atom.poly)])
        if len(signs) > NESTED and atom.op == "!=":
            return any_of([Atom("<", atom.poly), Atom(">", atom.poly)])
        outer = next(i for i in reversed(signs) if not any(_inside(self.field.kernels[j], i) for j in signs))
        return self.absolute(atom, outer) or self.three_cases(atom, outer)

    def absolute(self, atom: Atom, place: int) -> Region | None:
        """c·|p| + b ≤ 0 says c·p + b ≤ 0 and -c·p + b ≤ 0 for positive c, and so on: no case holds more than it must."""
        inner = self.field.kernels[place].arg
        slope, rest = parts(atom.poly, place)
        if degree_in(slope, place) > 0:
            return None
        quotient, remainder = divmod(slope, inner)
        if not remainder.is_zero():
            return None
        c = 1 if self.field.positive(quotient) else -1 if self.field.negative(quotient) else 0
        sides = [rest + slope, rest - slope]
        if atom.op in ("=", "!=") or not c:
            return self.two_cases(atom.op, sides, inner)
        both = (c > 0) == (atom.op in ("<", "<="))
        return joined("and" if both else "or", [make_atom(self.field, atom.op, side) for side in sides])

    def two_cases(self, op: Operator, sides: list[Poly], inner: Poly) -> Region:
        """Where p ≥ 0 one side counts, where p ≤ 0 the other; both agree where p = 0."""
        first = all_of([make_atom(self.field, op, sides[0]), make_atom(self.field, ">=", inner)])
        return any_of([first, all_of([make_atom(self.field, op, sides[1]), make_atom(self.field, "<=", inner)])])

    def three_cases(self, atom: Atom, place: int) -> Region:
        inner = self.field.kernels[place].arg
        signs: tuple[tuple[Operator, int], ...] = ((">", 1), ("=", 0), ("<", -1))
        return any_of(
            [
                all_of([make_atom(self.field, op, inner), make_atom(self.field, atom.op, put_sign(atom.poly, place, value))])
                for op, value in signs
            ]
        )


def with_known_signs(field: Field, poly: Poly, known: Iterable[Region]) -> Poly:
    """The polynomial where the conditions hold: beside ln x or √x the sign of x is 1."""
    if not field.signs_and_roots:
        return poly
    degrees, kernels = degrees_of(poly), field.kernels
    signs = [(i, kernels[i].arg) for i in field.signs_and_roots if kernels[i].kind == "sign" and i in degrees]
    for atom in known if signs else ():
        if not isinstance(atom, Atom) or atom.op in ("=", "!="):
            continue
        place = next((i for i, arg in signs if arg == atom.poly), None)
        if place is None:
            poly = _with_known_pair(field, poly, atom, dict(signs)) if len(signs) > 1 else poly
            continue
        there = put_sign(poly, place, 1 if atom.op in (">", ">=") else -1)
        at_zero = there - put_sign(poly, place, 0)
        if atom.op in ("<", ">") or divmod(at_zero, atom.poly)[1].is_zero():
            poly = there
    return poly


def _with_known_pair(field: Field, poly: Poly, atom: Atom, signs: dict[int, Poly]) -> Poly:
    """The polynomial where u·v ≤ 0 or its like holds: sign u · sign v is -1 there. √(1 - x²) is the root of such a product."""
    if atom.poly.total_degree() < 2:
        return poly
    lead, factors = field.factors(Frac(atom.poly))
    places = [i for factor, n in factors for i, arg in signs.items() if n == 1 and arg == factor]
    if len(factors) != 2 or len(places) != 2:
        return poly
    i, j = places
    pair = 1 if (lead > 0) == (atom.op in (">", ">=")) else -1
    left = list[Term]()
    for c, powers in terms_of(poly):
        of = dict(powers)
        if (of.get(i, 0) + of.get(j, 0)) % 2:
            return poly
        left.append((c * pair ** of.get(i, 0), tuple(each for each in powers if each[0] not in places)))
    there = polynomial(left)
    if atom.op in (">=", "<=") and any(not divmod(put_sign(poly, k, 0) - there, signs[k])[1].is_zero() for k in places):
        return poly
    return there


def put_sign(poly: Poly, place: int, value: int) -> Poly:
    if degree_in(poly, place) == 0:
        return poly
    there = ((c * value ** dict(powers).get(place, 0), powers) for c, powers in terms_of(poly))
    return polynomial((c, tuple(each for each in powers if each[0] != place)) for c, powers in there if c != 0)


def _inside(kernel: Kernel, place: int) -> bool:
    """Does the generator occur in what the sign is taken of?"""
    return bool(degree_in(kernel.arg, place) > 0)
