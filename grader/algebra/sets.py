"""Sets and conditions."""

from __future__ import annotations

from grader.algebra.domain import Domain
from grader.algebra.sentences import undecided
from grader.algebra.tree import And, FiniteSet, Intersection, Interval, Minus, Node, Not, Or, Rel, Truth, Union
from grader.model import Certificate


def is_region(node: Node) -> bool:
    """Is it a set of points: a condition, an interval, a finite set or a combination of these?"""
    return isinstance(node, Rel | And | Or | Not | Truth | FiniteSet | Interval | Union | Intersection | Minus)


def decide_sets(student: Node, reference: Node, domain: Domain) -> Certificate:
    return undecided("sets")
