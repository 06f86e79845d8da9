"""Sets and conditions as combinations of atoms `p ∘ 0` with polynomials in kernels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

from grader.algebra.kernels.field import Poly
from grader.algebra.kernels.terms import Terms, degrees_of, key, terms_of
from grader.algebra.syntax.tree import Operator

OPPOSITE: dict[Operator, Operator] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
SIGNS: dict[Operator, frozenset[int]] = {
    "=": frozenset({0}),
    "!=": frozenset({-1, 1}),
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    ">": frozenset({1}),
    ">=": frozenset({0, 1}),
}
WITH_SIGNS: dict[frozenset[int], Operator] = {signs: op for op, signs in SIGNS.items()}
MIRROR: dict[Operator, Operator] = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Always:
    """Everything (True) or nothing (False)."""

    value: bool


@dataclass(frozen=True)
class Atom:
    """poly ∘ 0, with irreducible factors of even power and positive factors already taken care of."""

    op: Operator
    poly: Poly

    @cached_property
    def used(self) -> tuple[int, ...]:
        """The generators that occur in it."""
        return tuple(degrees_of(self.poly))

    @cached_property
    def terms(self) -> Terms:
        """Coefficients and the powers beside them, by generator."""
        return terms_of(self.poly)

    @cached_property
    def name(self) -> str:
        """The polynomial as a dictionary's key."""
        return key(self.poly)


@dataclass(frozen=True)
class Both:
    """All of (and) or one of (or) the parts."""

    how: Literal["and", "or"]
    parts: tuple[Region, ...]

    @cached_property
    def every_atom(self) -> tuple[Atom, ...]:
        return tuple(atom for part in self.parts for atom in atoms(part))


Region = Always | Atom | Both
TRUE, FALSE = Always(True), Always(False)


def holds(op: Operator, sign: int) -> bool:
    """Is a number of that sign ∘ 0?"""
    return sign in SIGNS[op]


def all_of(parts: list[Region]) -> Region:
    return joined("and", parts)


def any_of(parts: list[Region]) -> Region:
    return joined("or", parts)


def joined(how: Literal["and", "or"], parts: list[Region]) -> Region:
    neutral, deciding = (TRUE, FALSE) if how == "and" else (FALSE, TRUE)
    flat: list[Region] = []
    for part in parts:
        if isinstance(part, Always):
            if part.value is deciding.value:
                return deciding
        elif isinstance(part, Both) and part.how == how:
            flat.extend(part.parts)
        else:
            flat.append(part)
    unique: list[Region] = []
    met: set[int] = set()
    for part in flat:
        if id(part) not in met and not any(same_region(part, other) for other in unique):
            unique.append(part)
        met.add(id(part))
    return neutral if not unique else unique[0] if len(unique) == 1 else Both(how, tuple(unique))


def rejoined(region: Both, parts: list[Region]) -> Region:
    """The region with other parts; itself where none is another, which needs no look at pairs of them."""
    same = all(new is old for new, old in zip(parts, region.parts, strict=True))
    return region if same else joined(region.how, parts)


def same_region(a: Region, b: Region) -> bool:
    """Written alike (the parts in any order)."""
    if isinstance(a, Atom):
        return isinstance(b, Atom) and a.op == b.op and bool(a.poly == b.poly)
    match a, b:
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
            return joined("or" if how == "and" else "and", [negation(part) for part in parts])


def changed(region: Region, change: Callable[[Atom], Region]) -> Region:
    """The same combination of changed atoms."""
    match region:
        case Atom():
            return change(region)
        case Both(_, parts):
            return rejoined(region, [changed(part, change) for part in parts])
        case _:
            return region


def settled(region: Region) -> Region:
    """The same region; what its own conditions say of a polynomial's sign is said once, and not asked in its other parts."""
    while isinstance(region, Both) and region.how == "and":
        known: dict[str, Atom] = {}
        for part in region.parts:
            if isinstance(part, Atom):
                first = known.setdefault(part.name, part)
                signs = SIGNS[first.op] & SIGNS[part.op]
                if not signs:
                    return FALSE
                known[part.name] = first if SIGNS[first.op] == signs else Atom(WITH_SIGNS[signs], part.poly)
        told = partial(_told, known)
        before = [part for part in region.parts if not isinstance(part, Atom)]
        after = [changed(part, told) for part in before]
        if len(known) + len(before) == len(region.parts) and all(new is old for new, old in zip(after, before, strict=True)):
            break
        region = all_of([*known.values(), *after])
    return region


def _told(known: Mapping[str, Atom], atom: Atom) -> Region:
    said = known.get(atom.name)
    if said is None:
        return atom
    left = SIGNS[said.op] & SIGNS[atom.op]
    return FALSE if not left else TRUE if left == SIGNS[said.op] else atom


def atoms(region: Region) -> tuple[Atom, ...]:
    """All that it consists of, listed once for each region."""
    return region.every_atom if isinstance(region, Both) else (region,) if isinstance(region, Atom) else ()


def places_in(*regions: Region) -> list[int]:
    """The generators that occur, in order."""
    return sorted({place for region in regions for atom in atoms(region) for place in atom.used})


def truth(region: Region, sign_of: Mapping[int, int | None]) -> bool | None:
    """Does a point lie in it, given the sign of each atom's polynomial (by id)? None where a missing sign decides."""
    match region:
        case Always(value):
            return value
        case Atom(op):
            sign = sign_of[id(region)]
            return None if sign is None else holds(op, sign)
        case Both(how, parts):
            found = [truth(part, sign_of) for part in parts]
            deciding = how == "or"
            return deciding if deciding in found else None if None in found else not deciding


def lies_in(region: Region, sign: Callable[[Atom], int | None]) -> bool | None:
    """As `truth`, but signs are worked out only as long as they matter."""
    match region:
        case Always(value):
            return value
        case Atom(op):
            found = sign(region)
            return None if found is None else holds(op, found)
        case Both(how, parts):
            deciding, unsure = how == "or", False
            for part in parts:
                inside = lies_in(part, sign)
                if inside is deciding:
                    return deciding
                unsure = unsure or inside is None
            return None if unsure else not deciding
