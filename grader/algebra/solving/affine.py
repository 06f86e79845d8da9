"""Lines, planes and points: two affine sets are equal exactly if their reduced row echelon forms are (over Q)."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from flint import fmpq_mat

from grader.algebra.kernels.field import Field, Finer, NoProof, fraction, q
from grader.algebra.kernels.normal import normal
from grader.algebra.syntax.functions import core
from grader.algebra.syntax.tree import Add, And, FiniteSet, Mul, Node, Rel, Seq, Sym, num, sub, symbols, walk
from grader.algebra.values.certificates import proved, refuted, undecided
from grader.algebra.values.domain import Domain
from grader.model import Certificate

Rows = tuple[tuple[Fraction, ...], ...]  # the unique echelon form of [A | b]
NOWHERE: Domain = {}


class NotAffine(Exception):
    """Not linear, or not a family of points."""


def is_family(student: Node, reference: Node) -> bool:
    """Is one side a parametrised point and the other a family or linear equations?"""
    sides = (student, reference)
    families = [side for side in sides if isinstance(side, Seq) and symbols(side)]
    equations = [side for side in sides if equations_of(side) is not None]
    return len(families) == 1 and len(equations) == 1


def same_affine(student: Node, reference: Node) -> Certificate:
    """Do two parametrisations or systems of linear equations describe the same points?"""
    try:
        a, b = echelon_pair(student, reference)
    except (NotAffine, NoProof, Finer, ArithmeticError):
        return undecided("echelon forms")
    if a == b:
        return proved("echelon forms", *_SAME)
    return refuted("echelon forms", *_explain(a, b))


_SAME = ("Beide beschreiben dieselben Punkte.", "Both describe the same points.")


def _explain(a: Rows, b: Rows) -> tuple[str, str]:
    if _rank(a + b) == len(a):
        return ("Das ist richtig, aber nicht alles: Es fehlen noch Punkte.", "This is right, but not all: points are missing.")
    if _rank(a + b) == len(b):
        return ("Da sind Punkte dabei, die nicht dazugehören.", "There are points in it that do not belong.")
    return ("Das sind andere Punkte.", "These are other points.")


def echelon_pair(student: Node, reference: Node) -> tuple[Rows, Rows]:
    equations = [equations_of(side) for side in (student, reference)]
    names = sorted({name for side in equations if side for rel in side for name in symbols(rel)})
    found = []
    for side, rels in zip((student, reference), equations, strict=True):
        found.append(_of_equations(rels, names) if rels is not None else _of_family(side, len(names)))
    return found[0], found[1]


def equations_of(node: Node) -> list[Rel] | None:
    match node:
        case Rel("=", left, right) if not isinstance(left, Seq) and not isinstance(right, Seq):
            return [node]
        case And(args) | Seq(args) if args and all(equations_of(arg) for arg in args):
            return [rel for arg in args for rel in equations_of(arg) or []]
        case _:
            return None


def _of_equations(rels: list[Rel], names: list[str]) -> Rows:
    rows = []
    for rel in rels:
        coefficients, rest = linear(sub(rel.left, rel.right), names)
        rows.append([*coefficients, -rest])
    return echelon(rows)


def _of_family(node: Node, size: int) -> Rows:
    """x = x0 + D·t: every n with n·D = 0 gives the equation n·x = n·x0."""
    match node:
        case Rel("=", Seq(), Seq() as right):
            node = right
        case FiniteSet((Seq() as only,)):
            node = only
    if not isinstance(node, Seq) or (size and len(node.args) != size) or any(isinstance(part, Rel) for part in walk(node)):
        raise NotAffine
    parameters = sorted(symbols(node))
    columns = [linear(entry, parameters) for entry in node.args]
    directions = [[columns[i][0][j] for i in range(len(columns))] for j in range(len(parameters))]
    start = [rest for _, rest in columns]
    rows = []
    for normal_vector in nullspace(directions, len(columns)):
        rows.append([*normal_vector, sum((a * b for a, b in zip(normal_vector, start, strict=True)), Fraction(0))])
    return echelon(rows)


def linear(node: Node, names: list[str]) -> tuple[list[Fraction], Fraction]:
    """Coefficients and constant of a linear form in the names.

    Raises:
        NotAffine: it is not linear with rational coefficients.
    """
    field = Field(NOWHERE, {})
    for name in names:
        field.symbol(name)
    value = normal(field, core(node))
    if not value.bottom.is_constant() or len(field.kernels) > len(names) or value.top.total_degree() > 1:
        raise NotAffine
    coefficients, rest = [Fraction(0)] * len(names), Fraction(0)
    for exponents, c in value.top.to_dict().items():
        place = next((i for i, e in enumerate(exponents) if e), None)
        if place is None:
            rest = fraction(c)
        else:
            coefficients[place] = fraction(c)
    return coefficients, rest


def affine_part(student: Node, reference: Node) -> bool:
    """Do all points of one family or linear system belong to the other, without being all of them?"""
    try:
        a, b = echelon_pair(student, reference)
    except (NotAffine, NoProof, Finer, ArithmeticError):
        return False
    empty = any(not any(row[:-1]) for row in a)
    return a != b and not empty and _rank(a + b) == len(a)


def linear_form(node: Node, names: tuple[str, ...]) -> tuple[Fraction, ...] | None:
    """The coefficients of a linear form and its constant; None if it is not linear."""
    try:
        coefficients, rest = linear(node, list(names))
    except (NotAffine, NoProof, Finer, ArithmeticError):
        return None
    return (*coefficients, rest)


def rows_of(node: Node, names: tuple[str, ...]) -> Rows | None:
    """The equations of a family or linear system in reduced echelon form, the same for equal ones; None if it is neither."""
    try:
        rels = equations_of(node)
        return _of_equations(rels, list(names)) if rels is not None else _of_family(node, len(names))
    except (NotAffine, NoProof, Finer, ArithmeticError):
        return None


def residuals(node: Node, names: tuple[str, ...]) -> list[Node] | None:
    """Formulas in the names that are 0 exactly at the points of a family or linear system; None if it is neither."""
    rows = rows_of(node, names)
    if rows is None:
        return None
    return [Add((*(Mul((num(c), Sym(name))) for c, name in zip(row, names, strict=False)), num(-row[-1]))) for row in rows]


def is_linear(node: Node, names: Collection[str]) -> bool:
    """Is it linear in the names, with rational coefficients?"""
    try:
        linear(node, sorted(names))
    except (NotAffine, NoProof, Finer, ArithmeticError):
        return False
    return True


def echelon(rows: list[list[Fraction]]) -> Rows:
    if not rows:
        return ()
    reduced, rank = fmpq_mat([[q(value) for value in row] for row in rows]).rref()
    return tuple(tuple(fraction(reduced[i, j]) for j in range(len(rows[0]))) for i in range(rank))


def _rank(rows: Rows) -> int:
    return len(echelon([list(row) for row in rows]))


def nullspace(rows: list[list[Fraction]], width: int) -> list[list[Fraction]]:
    """A basis of all n with row·n = 0 for each row."""
    reduced = echelon(rows)
    pivots = [next(j for j, value in enumerate(row) if value) for row in reduced]
    basis = []
    for free in (j for j in range(width) if j not in pivots):
        vector = [Fraction(0)] * width
        vector[free] = Fraction(1)
        for row, pivot in zip(reduced, pivots, strict=True):
            vector[pivot] = -row[free]
        basis.append(vector)
    return basis
