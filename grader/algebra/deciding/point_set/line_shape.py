"""A set of real numbers as what it is on the line: its ends from left to right, and whether they belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from grader.algebra.deciding.point_set.as_regions import both_regions, variable_of
from grader.algebra.kernels.field import Field, NoProof
from grader.algebra.kernels.restarts import in_a_fine_field
from grader.algebra.solving.cell_decomposition import LineCell, cells
from grader.algebra.syntax.functions import TooLarge
from grader.algebra.syntax.tree import Node, symbols
from grader.algebra.values.domain import Domain, read_domain


@dataclass(frozen=True, slots=True)
class LineEnd:
    """Where a set begins or ends, as a certified ball: does the end itself belong to it, and what follows?"""

    at: Any
    itself: bool
    beyond: bool


@dataclass(frozen=True, slots=True)
class LineShape:
    """Whether a set reaches to the left without end, and its ends in order; equal sets have equal shapes."""

    unbounded: bool
    ends: tuple[LineEnd, ...]


def line_shape(node: Node, domain: Mapping[str, str] | None) -> LineShape | None:
    """The shape of a set in one symbol; None where no exact method gives it."""
    ranges, variable = read_domain(domain), variable_of(node, node)
    if not symbols(node) <= {variable}:
        return None
    found = _cells(node, ranges, variable)
    if found is None:
        return None
    inside = [cell.inside[0] for cell in found]
    triples = zip(pairwise(inside[::2]), inside[1::2], found[1::2], strict=True)
    ends = [LineEnd(cell.sample, itself, right) for (left, right), itself, cell in triples if not left == itself == right]
    return LineShape(inside[0], tuple(ends))


def _cells(node: Node, ranges: Domain, variable: str) -> list[LineCell] | None:
    """Pieces and points between them by turns, from left to right."""

    def attempt(field: Field) -> list[LineCell]:
        return cells(field, both_regions(node, node, ranges, field, variable), variable)

    try:
        return in_a_fine_field(ranges, attempt)
    except (NoProof, TooLarge, RecursionError, ArithmeticError):
        return None
