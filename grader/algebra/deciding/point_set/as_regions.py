"""Two sets as regions in one field, and the symbol that sets of numbers speak about."""

from __future__ import annotations

from types import UnionType

from grader.algebra.conditions.by_signs import Plain
from grader.algebra.conditions.from_tree import Reader, in_domain
from grader.algebra.conditions.open_powers import Behaviour
from grader.algebra.conditions.regions import Region, all_of
from grader.algebra.kernels.field import Field
from grader.algebra.syntax.tree import FiniteSet, Interval, Node, Rel, children, symbols, walk
from grader.algebra.values.domain import Domain


def variable_of(student: Node, reference: Node) -> str:
    """The symbol that sets of numbers speak about: in [-a; a] beside |x| ≤ a it is the one that is no parameter."""
    inside = {name for side in (student, reference) for name in _names(side, Rel)}
    parameters = {name for side in (student, reference) for name in _names(side, FiniteSet | Interval)}
    names = sorted(inside - parameters) or sorted(inside)
    return names[0] if names else "x"


def _names(node: Node, kind: type | UnionType) -> frozenset[str]:
    parts = [
        part for part in walk(node) if isinstance(part, kind) and not any(isinstance(inner, Rel) for inner in children(part))
    ]
    return frozenset().union(*map(symbols, parts))


def both_regions(
    student: Node, reference: Node, domain: Domain, field: Field, variable: str, behaviour: Behaviour | None = None
) -> tuple[Region, Region]:
    """Both sets inside the declared ranges, without sign kernels."""
    names = sorted(symbols(student) | symbols(reference)) or [variable]
    inside = sorted({name for side in (student, reference) for name in _names(side, Rel)})
    reader = Reader(field, variable, inside or names, behaviour)
    a, b = reader.region(student), reader.region(reference)
    within = in_domain(field, names, domain)
    # The domain comes last: splitting signs simplifies atoms by what the domain says and would drop it.
    return all_of([Plain(field).region(a), within]), all_of([Plain(field).region(b), within])
