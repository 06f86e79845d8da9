"""The independent checker: goes through a recorded proof without any code of the prover (only tree.py and proof.py).

First the claim itself is tried at points, so a false one is found whatever the proof says; then every step is done again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from flint import fmpq, fmpq_mat

from grader.algebra.syntax.proof import (
    Claim,
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
    walk,
)
from grader.proofcheck.sets.one_variable import check_one_variable
from grader.proofcheck.sets.set_check import check_by_signs, check_on_line
from grader.proofcheck.sets.solved import check_solved
from grader.proofcheck.terms.cases import check_cases
from grader.proofcheck.terms.ring import Relations, Ring
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.claim_trial import SETS, has_values, try_claim
from grader.proofcheck.values.constants import same_constant, same_identity, same_infinite
from grader.proofcheck.values.evaluator import exactly, precise, value
from grader.proofcheck.values.findings import Contradicted, Finding, NotCheckable, need
from grader.proofcheck.values.numbers import check_number
from grader.proofcheck.values.power_rule import need_stated_bases

SHARE = 0.4  # of the time that is left: for the steps as they were written down
Steps = Proof | None | Callable[[], Proof | None]  # a proof, or who writes it down if it is needed


def check(claim: Claim, proof: Steps, seconds: float = math.inf) -> Finding:
    """What is to be held of a claim and its proof; `seconds` of the processor at most, what takes longer is not checkable."""
    budget = Budget(seconds)
    try:
        if claim.left == claim.right and has_values(claim.left, claim, budget):
            return Finding("confirmed")
        if _counts(claim):  # x = k*pi for some whole k: no single k and x shows such a claim false
            raise NotCheckable("a whole number that only one of the two knows")
        if not claim.families:
            try_claim(claim, budget)
        if not _without_steps(claim, budget):
            try:
                with precise():
                    go_through(claim, proof() if callable(proof) else proof, Budget(budget.left() * SHARE))
            except (NotCheckable, ArithmeticError, ValueError) as trouble:
                if not _otherwise(claim, budget):
                    raise trouble from None
    except Contradicted as shown:
        return Finding("contradicted", str(shown))
    except NotCheckable as trouble:
        return Finding("not checkable", str(trouble))
    except (ArithmeticError, RecursionError, ValueError) as trouble:  # flint's own: too large, no such degree
        return Finding("not checkable", f"{type(trouble).__name__}: {trouble}")
    return Finding("confirmed")


def _counts(claim: Claim) -> bool:
    """Does one of two sets have a parameter that stands for every whole number?"""
    if not (isinstance(claim.left, SETS) and isinstance(claim.right, SETS)):
        return False
    whole = {name for name, _, counts in claim.ranges if counts}
    return bool(whole & (symbols(claim.left) ^ symbols(claim.right)))


def _without_steps(claim: Claim, budget: Budget) -> bool:
    """Is it a claim about one variable or none that is confirmed whatever its proof says?"""
    if claim.families or len(symbols(claim.left) | symbols(claim.right)) > 1 or _about_itself(claim):
        return False
    try:
        if isinstance(claim.left, SETS) and isinstance(claim.right, SETS):
            check_one_variable(claim, claim.left, claim.right, budget)
            return True
        if isinstance(claim.left, FORMULA) and isinstance(claim.right, FORMULA):
            return same_constant(claim.left, claim.right) or same_infinite(claim.left, claim.right)
    except (NotCheckable, ArithmeticError, ValueError):
        pass
    return False


def _about_itself(claim: Claim) -> bool:
    """Do the numbers that a set lists hold its own variable? {2x; x + 1} says nothing about x."""
    listed = [part for side in (claim.left, claim.right) for part in walk(side) if isinstance(part, FiniteSet | Interval)]
    inside = [part for node in listed for part in children(node) if isinstance(part, FORMULA)]
    return any(claim.variable in symbols(part) for part in inside)


def _otherwise(claim: Claim, budget: Budget) -> bool:
    """Is a claim confirmed though its steps could not be followed?"""
    if claim.families:
        return False
    if isinstance(claim.left, FORMULA) and isinstance(claim.right, FORMULA):
        return same_identity(claim, budget)
    return _solved(claim, budget)


def _solved(claim: Claim, budget: Budget) -> bool:
    """Is it a claim about several variables that is confirmed by solving its equations?"""
    if not (isinstance(claim.left, SETS) and isinstance(claim.right, SETS)) or _about_itself(claim):
        return False
    try:
        check_solved(claim, claim.left, claim.right, budget)
    except (NotCheckable, ArithmeticError, ValueError):
        return False
    return True


def go_through(claim: Claim, proof: Proof | None, budget: Budget) -> None:
    """Every step of a proof again, without a look at the claim itself.

    Raises:
        Contradicted: a step is shown to be false.
        NotCheckable, ArithmeticError: it cannot be followed.
    """
    if proof is None:
        raise NotCheckable("no proof was written down")
    need((proof.left, proof.right) == (claim.left, claim.right), "a proof of something else")
    match proof:
        case SameFormula():
            _same_formula(claim, proof, budget)
        case SameSet():
            _same_set(claim, proof, budget)
        case SameByCases():
            need_stated_bases(claim, (proof.plain_left, proof.plain_right), budget)

            def case(why: SameFormula) -> None:
                _same_formula(replace(claim, left=why.left, right=why.right), why, budget)

            check_cases(proof, claim.ranges, case, budget)
        case SameNumber():
            check_number(proof.left, proof.right)
        case SameAffine():
            need(claim.families, "a proof about points with parameters")
            _same_affine(proof)
        case EveryPoint():
            _every_point(claim, budget)
        case SameParts():
            _same_parts(claim, proof, budget)


def _same_formula(claim: Claim, proof: SameFormula, budget: Budget) -> None:
    need_stated_bases(claim, (proof.plain_left, proof.plain_right), budget)
    same = [(proof.left, proof.plain_left), (proof.right, proof.plain_right)]
    Relations(proof.kernels, claim.ranges, same, budget).run()
    ring = Ring(proof.kernels)
    (a, b), (c, d) = ring.ratio(proof.plain_left), ring.ratio(proof.plain_right)
    need(ring.vanishes(a * d - c * b, b * d), "the difference does not vanish")


def _same_set(claim: Claim, proof: SameSet, budget: Budget) -> None:
    need(proof.variable == claim.variable, "another variable")
    same = [*_formulas(proof.left, proof.plain_left), *_formulas(proof.right, proof.plain_right)]
    Relations(proof.kernels, claim.ranges, same, budget).run()
    ring = Ring(proof.kernels)
    if proof.cells is None:
        check_by_signs(ring, claim, proof, budget)
    else:
        check_on_line(ring, claim, proof, budget)


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


def _every_point(claim: Claim, budget: Budget) -> None:
    if claim.left == claim.right:  # NaN equals nothing: there must be values
        Relations(Kernels((), (), ()), claim.ranges, [(claim.left, claim.right)], budget).run()
        return
    axes = []
    for name, span, whole in claim.ranges:
        need(whole and isinstance(span.low, Num) and isinstance(span.high, Num), f"{name} has infinitely many values")
        low, high = (end.value for end in (span.low, span.high) if isinstance(end, Num))
        axes.append([Fraction(n) for n in range(math.ceil(low), math.floor(high) + 1)])
    met = 0
    for values in product(*axes):
        budget.spend()
        at = {name: value for (name, _, _), value in zip(claim.ranges, values, strict=True)}
        a, b = _exact(claim.left, at), _exact(claim.right, at)
        if a is not None and b is not None and a != b:
            raise Contradicted(f"the two differ at {at}")
        met += a is not None and b is not None
    need(met > 0, "the two never meet")


def _exact(node: Node, at: Mapping[str, Fraction]) -> Fraction | None:
    """The rational value, None where there is none."""
    match node:
        case Num(number):
            return number
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
            found = value(node, {name: exactly(number) for name, number in at.items()})
            if not isinstance(found, fmpq):
                raise NotCheckable(f"no rational value: {type(node).__name__}")
            return Fraction(int(found.p), int(found.q))


def _same_parts(claim: Claim, proof: SameParts, budget: Budget) -> None:
    left, right = children(proof.left), children(proof.right)
    need(type(proof.left) is type(proof.right), "two kinds of things")
    for i, j, why in proof.pairs:
        go_through(replace(claim, left=left[i], right=right[j]), why, budget)
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
            raise NotCheckable("no parts")
    need(all(i == j for i, j, _ in proof.pairs), "parts in another order")
