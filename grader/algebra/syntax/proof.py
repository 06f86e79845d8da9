"""What a proof consists of, so that somebody else can check it: nouns only, in terms of the syntax tree.

A generator is written `#0`, `#1` … (no symbol can have such a name); what it stands for may use earlier generators.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from grader.algebra.syntax.tree import Call, Interval, Node

Terms = tuple[tuple[tuple[int, ...], Fraction], ...]  # a polynomial: exponents of the generators, coefficient
Rows = tuple[tuple[Fraction, ...], ...]
Ranges = tuple[tuple[str, Interval, bool], ...]  # a symbol, its range, whether it is a whole number


def generator(place: int) -> str:
    return f"#{place}"


@dataclass(frozen=True, slots=True)
class Relation:
    """generator^degree = value."""

    generator: int
    degree: int
    value: Terms


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a formula is top/bottom in the generators."""

    node: Node
    top: Terms
    bottom: Terms


@dataclass(frozen=True, slots=True)
class Kernels:
    """The generators with their meanings, the relations between them, and the steps that lead to them."""

    meanings: tuple[Node, ...]
    rules: tuple[Relation, ...]
    steps: tuple[Step, ...]
    allowed: tuple[tuple[int, frozenset[int]], ...] = ()  # generators that are signs: the signs that occur


@dataclass(frozen=True, slots=True)
class Claim:
    """The two sides agree wherever both have a value, in the declared ranges and where all of `assuming` holds.

    Sets of numbers speak about `variable`. `families`: the sides are points with parameters, or systems of equations,
    and it is their points that are the same.
    """

    left: Node
    right: Node
    ranges: Ranges = ()
    assuming: tuple[Node, ...] = ()
    variable: str = "x"
    families: bool = False


@dataclass(frozen=True, slots=True)
class SameFormula:
    """Both formulas are one fraction in the generators; `left` and `right` are as typed, the others in core functions."""

    left: Node
    right: Node
    plain_left: Node
    plain_right: Node
    kernels: Kernels


@dataclass(frozen=True, slots=True)
class RootInterval:
    """The one root of the cells' polynomials between two rationals."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Cells:
    """The line cut at every root of the polynomials; from left to right, whether each cell is in (left, right)."""

    polys: tuple[tuple[Fraction, ...], ...]  # coefficients, constant first
    roots: tuple[RootInterval, ...]
    samples: tuple[Fraction, ...]  # one between every two roots and beyond the outermost
    inside: tuple[tuple[bool, bool], ...]


@dataclass(frozen=True, slots=True)
class SameSet:
    """Both conditions agree for all signs of their polynomials, or on every cell of the line."""

    left: Node
    right: Node
    plain_left: Node
    plain_right: Node
    variable: str
    kernels: Kernels
    cells: Cells | None


@dataclass(frozen=True, slots=True)
class SameAffine:
    """The echelon form of [A | b] of both sides; `names` are the coordinates."""

    left: Node
    right: Node
    names: tuple[str, ...]
    left_rows: Rows
    right_rows: Rows


@dataclass(frozen=True, slots=True)
class EveryPoint:
    """Both formulas have the same rational value at each point of a finite domain."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class SameParts:
    """Lists entry by entry, finite sets with partners: left part, right part, why they are equal."""

    left: Node
    right: Node
    pairs: tuple[tuple[int, int, Proof], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Where `split`'s argument has this sign: a proof with `value` in its place, or None if that never occurs."""

    sign: int
    value: Node
    why: SameFormula | SameByCases | None


@dataclass(frozen=True, slots=True)
class SameByCases:
    """Both formulas (in core functions) agree in each case of `split`, which is |u| or sign(u)."""

    left: Node
    right: Node
    plain_left: Node
    plain_right: Node
    split: Call
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class SameNumber:
    """Both sides are the same sum, product or root of rational numbers."""

    left: Node
    right: Node


Proof = SameByCases | SameNumber | SameFormula | SameSet | SameAffine | EveryPoint | SameParts
