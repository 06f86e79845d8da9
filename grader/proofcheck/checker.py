"""The independent checker: goes through a recorded proof without any code of the prover (only tree.py and proof.py).

`check` accepts a proof or raises Rejected with the claim that does not hold.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

from flint import fmpq, fmpq_mat

from grader.algebra.syntax.proof import (
    EveryPoint,
    Kernels,
    Proof,
    Rows,
    SameAffine,
    SameByCases,
    SameFormula,
    SameNumber,
    SameParts,
    SameSet,
)
from grader.algebra.syntax.tree import (
    FORMULA,
    MINUS_ONE,
    ZERO,
    Add,
    And,
    Call,
    FiniteSet,
    Interval,
    Mul,
    Node,
    Num,
    Pow,
    Rel,
    Seq,
    Sym,
    children,
    rebuild,
    symbols,
)
from grader.proofcheck.balls import precise
from grader.proofcheck.cases import check_cases
from grader.proofcheck.numbers import check_number
from grader.proofcheck.ring import Rejected, Ring, Trial, need
from grader.proofcheck.sets import check_by_signs, check_on_line

__all__ = ["Rejected", "check"]


def check(proof: Proof) -> None:
    """Returns if the proof holds.

    Raises:
        Rejected: a claim of it does not.
    """
    with precise():
        try:
            _check(proof)
        except ArithmeticError as trouble:
            raise Rejected(f"a value that cannot be told: {trouble}") from trouble


def _check(proof: Proof) -> None:
    match proof:
        case SameFormula():
            _same_formula(proof)
        case SameSet():
            _same_set(proof)
        case SameByCases():
            check_cases(proof, _same_formula)
        case SameNumber():
            check_number(proof.left, proof.right)
        case SameAffine():
            _same_affine(proof)
        case EveryPoint():
            _every_point(proof)
        case SameParts():
            _same_parts(proof)


def _same_formula(proof: SameFormula) -> None:
    same = [(proof.left, proof.plain_left), (proof.right, proof.plain_right)]
    Trial(proof.kernels, proof.ranges, same).run()
    ring = Ring(proof.kernels)
    (a, b), (c, d) = ring.ratio(proof.plain_left), ring.ratio(proof.plain_right)
    need(ring.vanishes(a * d - c * b, b * d), "the difference does not vanish")


def _same_set(proof: SameSet) -> None:
    same = [*_formulas(proof.left, proof.plain_left), *_formulas(proof.right, proof.plain_right)]
    Trial(proof.kernels, proof.ranges, same).run()
    ring = Ring(proof.kernels)
    if proof.cells is None:
        check_by_signs(ring, proof)
    else:
        check_on_line(ring, proof)


def _formulas(node: Node, plain: Node) -> list[tuple[Node, Node]]:
    """The formulas of a condition beside those in core functions; all else must be the same."""
    if isinstance(node, FORMULA):
        return [(node, plain)] if node != plain else []
    need(_skeleton(node) == _skeleton(plain), "the condition was changed")
    pairs = zip(children(node), children(plain), strict=True)
    return [found for part, other in pairs for found in _formulas(part, other)]


def _skeleton(node: Node) -> Node:
    return rebuild(node, lambda part: ZERO)


# ---------------------------------------------------------------- lines and planes


def _same_affine(proof: SameAffine) -> None:
    need(proof.left_rows == proof.right_rows, "the echelon forms differ")
    _is_reduced(proof.left_rows)
    for side, rows in ((proof.left, proof.left_rows), (proof.right, proof.right_rows)):
        equations = _equations(side)
        if equations is not None:
            _rows_of_equations(equations, proof.names, rows)
        else:
            _rows_of_family(side, len(proof.names), rows)


def _is_reduced(rows: Rows) -> None:
    pivots = [next((j for j, value in enumerate(row) if value), -1) for row in rows]
    need(pivots == sorted(set(pivots)) and -1 not in pivots, "no steps")
    for row, pivot in zip(rows, pivots, strict=True):
        need(row[pivot] == 1 and sum(other[pivot] != 0 for other in rows) == 1, "a pivot column that is not cleared")


def _rows_of_equations(equations: list[Rel], names: tuple[str, ...], rows: Rows) -> None:
    """The rows and the equations span the same space."""
    given = []
    for rel in equations:
        slopes, rest = _linear(Add((rel.left, Mul((MINUS_ONE, rel.right)))), names)
        given.append((*slopes, -rest))
    need(_rank(rows) == _rank(given) == _rank([*given, *rows]), "the rows are no rewriting of the equations")


def _rows_of_family(node: Node, size: int, rows: Rows) -> None:
    """Every row holds for the start and all directions, and there are as many as the dimension leaves."""
    match node:
        case Rel("=", Seq(), Seq() as right):
            node = right
        case FiniteSet((Seq() as only,)):
            node = only
    need(isinstance(node, Seq), "no family of points")
    entries = children(node)
    need(size in (0, len(entries)), "another number of coordinates")
    parameters = tuple(sorted(symbols(node)))
    columns = [_linear(entry, parameters) for entry in entries]
    directions = [tuple(slopes[j] for slopes, _ in columns) for j in range(len(parameters))]
    for row in rows:
        need(len(row) == len(entries) + 1, "a row of another length")
        need(sum(n * start for n, (_, start) in zip(row, columns, strict=False)) == row[-1], "the start is off a row")
        need(all(sum(n * d for n, d in zip(row, way, strict=False)) == 0 for way in directions), "a direction leaves a row")
    need(_rank(directions) + len(rows) == len(entries), "the dimensions do not fit")


def _equations(node: Node) -> list[Rel] | None:
    match node:
        case Rel("=", left, right) if not isinstance(left, Seq) and not isinstance(right, Seq):
            return [node]
        case And(args) | Seq(args) if args:
            parts = [_equations(arg) for arg in args]
            return None if None in parts else [rel for part in parts for rel in part or []]
        case _:
            return None


def _linear(node: Node, names: tuple[str, ...]) -> tuple[list[Fraction], Fraction]:
    top, bottom = Ring(Kernels(tuple(Sym(name) for name in names), (), ())).ratio(node)
    need(bottom.is_constant() and top.total_degree() <= 1, "not linear")
    slopes, rest = [Fraction(0)] * len(names), Fraction(0)
    for exponents, c in (top / bottom.leading_coefficient()).to_dict().items():
        value = Fraction(int(c.p), int(c.q))
        if any(exponents):
            slopes[list(exponents).index(1)] = value
        else:
            rest = value
    return slopes, rest


def _rank(rows: Sequence[tuple[Fraction, ...]]) -> int:
    if not rows:
        return 0
    return int(fmpq_mat([[fmpq(c.numerator, c.denominator) for c in row] for row in rows]).rref()[1])


# ---------------------------------------------------------------- points and parts


def _every_point(proof: EveryPoint) -> None:
    if proof.left == proof.right:  # NaN equals nothing: there must be values
        Trial(Kernels((), (), ()), proof.ranges, [(proof.left, proof.right)]).run()
        return
    axes = []
    for name, span, whole in proof.ranges:
        need(whole and isinstance(span.low, Num) and isinstance(span.high, Num), f"{name} has infinitely many values")
        low, high = (end.value for end in (span.low, span.high) if isinstance(end, Num))
        axes.append([Fraction(n) for n in range(math.ceil(low), math.floor(high) + 1)])
    met = 0
    for values in product(*axes):
        at = {name: value for (name, _, _), value in zip(proof.ranges, values, strict=True)}
        a, b = _exact(proof.left, at), _exact(proof.right, at)
        need(a is None or b is None or a == b, f"the two differ at {at}")
        met += a is not None and b is not None
    need(met > 0, "the two never meet")


def _exact(node: Node, at: Mapping[str, Fraction]) -> Fraction | None:
    """The rational value, None where there is none."""
    match node:
        case Num(value):
            return value
        case Sym(name) if name in at:
            return at[name]
        case Add(args) | Mul(args):
            values = [_exact(arg, at) for arg in args]
            known = [value for value in values if value is not None]
            whole = sum(known, Fraction(0)) if isinstance(node, Add) else math.prod(known, start=Fraction(1))
            return whole if len(known) == len(values) else None
        case Pow(base, exponent):
            b, n = _exact(base, at), _exact(exponent, at)
            if b is None or n is None or (b == 0 and n < 0):
                return None
            need(n.denominator == 1 and abs(n) <= 2000, "a power that is not rational")
            return Fraction(b ** int(n))
        case Call("factorial", (arg,)):
            n = _exact(arg, at)
            need(n is None or n.denominator == 1, "a factorial that is not whole")
            return None if n is None or n < 0 else Fraction(math.factorial(int(n)))
        case _:
            raise Rejected(f"no rational value: {type(node).__name__}")


def _same_parts(proof: SameParts) -> None:
    left, right = children(proof.left), children(proof.right)
    need(type(proof.left) is type(proof.right), "two kinds of things")
    for i, j, why in proof.pairs:
        need(why.left == left[i] and why.right == right[j], "a proof of something else")
        check(why)
    partners = ({i for i, _, _ in proof.pairs}, {j for _, j, _ in proof.pairs})
    need(partners == (set(range(len(left))), set(range(len(right)))), "a part without partner")
    match proof.left, proof.right:
        case FiniteSet(), FiniteSet():
            return
        case Interval(_, _, a, b), Interval(_, _, c, d):
            need((a, b) == (c, d), "an end that belongs to one only")
        case Seq(), Seq():
            need(len(left) == len(right), "another length")
        case _:
            raise Rejected("no parts")
    need(all(i == j for i, j, _ in proof.pairs), "parts in another order")
