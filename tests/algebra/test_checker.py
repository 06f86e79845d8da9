"""Proofs are gone through again by code that shares nothing with the prover, and a false proof is rejected."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import grader.proofcheck
from grader.algebra.door import compare, explain
from grader.algebra.reading.parser import parse
from grader.algebra.syntax.proof import (
    Cells,
    Claim,
    Proof,
    Ranges,
    RootInterval,
    SameAffine,
    SameByCases,
    SameFormula,
    SameNumber,
    SameParts,
    SameSet,
)
from grader.algebra.syntax.tree import ZERO, Add, Inf, Interval, Mul, Num, Sym, num
from grader.proofcheck.checker import check, go_through
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.evaluator import precise
from grader.proofcheck.values.findings import Contradicted, Finding, NotCheckable
from tests.every import each, turn

from .tables import ALL, Pair

LEAST = 0.93  # share of the tables' proofs that must be covered, on a machine that may be busy


def claimed_by(proof: Proof, ranges: Ranges = ()) -> Claim:
    """What somebody claims who believes a proof."""
    variable = proof.variable if isinstance(proof, SameSet) else "x"
    return Claim(proof.left, proof.right, ranges, variable=variable, families=isinstance(proof, SameAffine))


def accepted(proof: Proof, ranges: Ranges = ()) -> bool:
    """Do its steps convince, whatever else speaks for the claim?"""
    try:
        with precise():
            go_through(claimed_by(proof, ranges), proof, Budget(1))
    except (Contradicted, NotCheckable, ArithmeticError, ValueError):
        return False
    return True


def proof_of(student: str, reference: str, **options: Any) -> Any:
    """The proof of a pair, gone through once as it stands."""
    found = explain(student, reference, **options)
    assert found.claim is not None
    assert check(found.claim, found.proof) == Finding("confirmed")
    return found.proof


def gone_through_again(pairs: Sequence[tuple[str, Pair]], capsys: pytest.CaptureFixture[str]) -> None:
    found, left = Counter[str](), Counter[str]()
    for _, pair in pairs:
        certificate, claim, proof = explain(pair.student, pair.reference, domain=pair.domain, kind=pair.kind)
        if claim is None:
            continue
        finding = check(claim, proof, 0.1)
        assert finding.verdict != "contradicted", (pair, finding)
        found[finding.verdict] += 1
        left[certificate.method.split(" (")[0]] += finding.verdict != "confirmed"
    share = found["confirmed"] / found.total()
    with capsys.disabled():
        print(f"\nconfirmed: {share:.1%} of {found.total()} proofs; not: {dict(left)}")
    assert share >= LEAST


def test_most_proofs_of_the_tables_are_gone_through_again(capsys: pytest.CaptureFixture[str]) -> None:
    """Those of every fourth pair; `-m deep` takes them all."""
    gone_through_again(ALL[::4], capsys)


@pytest.mark.deep
def test_deep_most_proofs_of_the_tables_are_gone_through_again(capsys: pytest.CaptureFixture[str]) -> None:
    gone_through_again(ALL, capsys)


@each("pair", [pair for _, pair in turn(ALL, 28)])
def test_explaining_changes_no_verdict(pair: Any) -> None:
    explained = explain(pair.student, pair.reference, domain=pair.domain, kind=pair.kind)
    assert compare(pair.student, pair.reference, domain=pair.domain, kind=pair.kind) == explained.certificate


def test_the_checker_shares_only_the_tree_with_the_prover() -> None:
    folder = Path(grader.proofcheck.__file__).parent
    nodes = [node for path in folder.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    above = {module for module in modules if module.startswith("grader") and not module.startswith("grader.proofcheck")}
    assert above == {"grader.algebra.syntax.tree", "grader.algebra.syntax.proof"}


# ---------------------------------------------------------------- false proofs

FORMULAS = [
    ("(x+1)^2", "x^2+2x+1", {}),
    ("softplus(x)", "x+ln(1+e^-x)", {}),
    ("sqrt(5+2sqrt(6))*0 + sqrt(8)", "2√2", {}),
    ("sin(2x)", "2sin(x)cos(x)", {}),
    ("exp(-LambertW(1))", "LambertW(1)", {}),
    ("|x|^2", "x^2", {}),
    ("sqrt(x)^2", "x", {}),
    ("c^(2n)", "(c^n)^2", {"domain": {"n": "integer"}}),
]
WHOLE: Ranges = (("n", Interval(Inf(-1), Inf(1), True, True), True),)


def another_side(proof: SameFormula) -> SameFormula:
    """Both trees of one side plus a little: the claim itself is false."""
    tiny = num(Fraction(1, 10**9))
    return replace(proof, left=Add((proof.left, tiny)), plain_left=Add((proof.plain_left, tiny)))


def another_typed_side(proof: SameFormula) -> SameFormula:
    """The formula as typed is not the one that was proved."""
    return replace(proof, left=Mul((num(2), Add((proof.left, num(1))))))


def another_step(proof: SameFormula) -> SameFormula:
    return replace(proof, kernels=replace(proof.kernels, steps=tuple(doubled(step) for step in proof.kernels.steps)))


def doubled(step: Any) -> Any:
    return replace(step, top=tuple((exponents, 2 * c) for exponents, c in step.top) or (((0,) * 24, Fraction(1)),))


def another_rule(proof: SameFormula) -> SameFormula:
    rules = tuple(replace(rule, value=(((0,) * 24, Fraction(7)),)) for rule in proof.kernels.rules)
    return replace(proof, kernels=replace(proof.kernels, rules=rules))


def without_steps(proof: SameFormula) -> SameFormula:
    return replace(proof, kernels=replace(proof.kernels, steps=()))


def another_meaning(proof: SameFormula) -> SameFormula:
    meanings = tuple(meaning if isinstance(meaning, Sym) else ZERO for meaning in proof.kernels.meanings)
    return replace(proof, kernels=replace(proof.kernels, meanings=meanings))


@each("pair", FORMULAS)
@each("tamper", [another_side, another_typed_side, another_step])
def test_a_changed_identity_is_rejected(pair: Any, tamper: Callable[[SameFormula], SameFormula]) -> None:
    proof = proof_of(pair[0], pair[1], **pair[2])
    assert isinstance(proof, SameFormula)
    assert accepted(proof, WHOLE)
    assert not accepted(tamper(proof), WHOLE)


@each("pair", FORMULAS[1:])
@each("tamper", [without_steps, another_meaning])
def test_changed_kernels_are_rejected(pair: Any, tamper: Callable[[SameFormula], SameFormula]) -> None:
    assert not accepted(tamper(proof_of(pair[0], pair[1], **pair[2])), WHOLE)


@each("pair", [FORMULAS[i] for i in (2, 3, 5, 6)])
def test_a_false_rule_is_rejected(pair: Any) -> None:
    assert not accepted(another_rule(proof_of(pair[0], pair[1])))


def test_a_sign_that_is_left_out_is_rejected() -> None:
    """|x| = x would follow if x never were negative."""
    proof = proof_of("|x|^2", "x^2")
    place = next(i for i, meaning in enumerate(proof.kernels.meanings) if not isinstance(meaning, Sym))
    steps = proof.kernels.steps
    absolute = next(step for step in steps if step.node == proof_of("|x|", "|x|+0").plain_left)
    kernels = replace(proof.kernels, steps=(absolute,), allowed=((place, frozenset((0, 1))),))
    false = SameFormula(absolute.node, Sym("x"), absolute.node, Sym("x"), kernels)
    assert not accepted(false)


def test_changed_cases_are_rejected() -> None:
    proof = proof_of("max(x,min(x,y))", "x")
    assert isinstance(proof, SameByCases)
    first, second = proof.cases
    other = proof_of("max(y,min(x,y))", "y")
    assert isinstance(other, SameByCases)
    for false in (
        replace(proof, cases=(first,)),  # a case is missing
        replace(proof, cases=(first, replace(second, why=None))),  # a case that occurs
        replace(proof, cases=(first, replace(second, value=first.value))),  # -u is not u
        replace(proof, cases=(first, replace(second, why=first.why))),  # the proof of the other case
        replace(proof, cases=other.cases, split=other.split),  # cases of something else
        replace(proof, right=Sym("y")),
        replace(proof, right=Sym("y"), plain_right=Sym("y")),
    ):
        assert not accepted(false)


@each("off", ["10^-80", "sqrt(2)-99/70", "-root(3;3)"])
def test_another_number_is_rejected(off: str) -> None:
    proof = proof_of("√(4+√7)-√(4-√7)", "√2")
    assert isinstance(proof, SameNumber)
    assert not accepted(replace(proof, right=Add((proof.right, parse(off)))))


def cells_of(student: str, reference: str) -> tuple[SameSet, Cells]:
    proof = proof_of(student, reference)
    assert isinstance(proof, SameSet)
    assert proof.cells is not None
    return proof, proof.cells


LINES = [("x < 0 oder x > 1", "x(x-1) > 0"), ("x^2-4x ≤ 5", "[-1; 5]"), ("x^6 < 1", "|x| < 1")]


@each("pair", LINES)
def test_changed_cells_are_rejected(pair: tuple[str, str]) -> None:
    proof, cells = cells_of(*pair)
    roots, inside = cells.roots, cells.inside
    wide = RootInterval(roots[0].low - 100, roots[-1].high + 100)
    flipped = tuple((not a, not b) for a, b in inside)
    for false in (
        replace(cells, roots=roots[1:], samples=cells.samples[1:], inside=inside[2:]),  # a root left out
        replace(cells, roots=(wide, *roots[1:])),  # an interval with several roots
        replace(cells, samples=(cells.samples[-1], *cells.samples[1:])),  # a sample in another cell
        replace(cells, inside=(flipped[0], *inside[1:])),  # another truth
        replace(cells, inside=(*inside[:1], flipped[1], *inside[2:])),  # another truth on a point
        replace(cells, polys=()),  # no polynomials, so no roots
    ):
        assert not accepted(replace(proof, cells=false))


def test_another_condition_is_rejected() -> None:
    proof, _ = cells_of("x < 0 oder x > 1", "x(x-1) > 0")
    other = proof_of("x ≤ 0 oder x > 1", "x < 0 oder x = 0 oder x > 1")
    assert isinstance(other, SameSet)
    assert not accepted(replace(proof, left=other.left, plain_left=other.plain_left))
    assert not accepted(replace(proof, left=other.left))


@each(
    ("pair", "other"),
    [
        (("2x < 2y", "x < y"), ("2x ≤ 2y", "x ≤ y")),
        (("x+y<1 und x>0 und y>0", "0<x und 0<y und y<1-x"), ("x+y<1 und x>0", "0<x und y<1-x")),
        (("x^2+y^2=1", "y^2=1-x^2"), ("x^2+y^2=2", "y^2=2-x^2")),
    ],
)
def test_conditions_that_differ_are_rejected(pair: tuple[str, str], other: tuple[str, str]) -> None:
    proof, second = proof_of(*pair), proof_of(*other)
    assert isinstance(proof, SameSet)
    assert isinstance(second, SameSet)
    steps = (*proof.kernels.steps, *second.kernels.steps)
    mixed = replace(proof, right=second.right, plain_right=second.plain_right, kernels=replace(proof.kernels, steps=steps))
    assert not accepted(mixed)


@each(("student", "reference"), [("(5-7t, 4t)", "4w1+7w2=20"), ("x+y=3 und x-y=1", "x=2 und y=1")])
def test_changed_echelon_forms_are_rejected(student: str, reference: str) -> None:
    proof = proof_of(student, reference, kind="affine")
    assert isinstance(proof, SameAffine)
    rows = proof.left_rows
    off = tuple((*row[:-1], row[-1] + 1) for row in rows)
    turned = tuple((row[0], *(value + 1 for value in row[1:])) for row in rows)
    scaled = tuple(tuple(2 * value for value in row) for row in rows)
    for false in (off, turned, scaled, rows[1:], (*rows, (Fraction(0), Fraction(0), Fraction(1)))):
        assert not accepted(replace(proof, left_rows=false, right_rows=false))
    assert not accepted(replace(proof, right_rows=off))


def test_changed_parts_are_rejected() -> None:
    proof = proof_of("{1; 2}", "{2; 1}")
    assert isinstance(proof, SameParts)
    assert not accepted(replace(proof, pairs=proof.pairs[:1]))
    assert not accepted(replace(proof, pairs=tuple((i, i, why) for i, _, why in proof.pairs)))


def test_changed_points_are_rejected() -> None:
    proof = proof_of("t*(t-1)*(t-2)*(t-3)", "0", domain={"t": "0..3"})
    span = Interval(ZERO, Num(Fraction(3)), False, False)
    assert accepted(proof, (("t", span, True),))
    assert not accepted(proof, (("t", replace(span, high=Num(Fraction(4))), True),))
    assert not accepted(proof, (("t", span, False),))


@each(
    ("student", "reference"),
    [
        ("x^2", "x^3"),
        ("√(x^2)", "x"),
        ("x > 0", "x ≥ 0"),
        ("x^n = 0", "∅"),
        ("a^n > 0", "a > 0"),
        ("(1; x)", "(1; 2x)"),
        ("{1; 2}", "{1}"),
    ],
)
def test_a_false_claim_is_contradicted_whatever_its_proof(student: str, reference: str) -> None:
    claim = Claim(parse(student), parse(reference))
    finding = check(claim, None)
    assert finding.verdict == "contradicted"


def test_what_cannot_be_followed_is_no_contradiction() -> None:
    claim = Claim(parse("|sin(x)|"), parse("√(1-cos(x)^2)"))
    assert check(claim, None) == Finding("not checkable", "no proof was written down")
    assert check(claim, proof_of("x", "x+0")).verdict == "not checkable"
    assert check(claim, explain("|sin(x)|", "√(1-cos(x)^2)").proof, seconds=0) == Finding("not checkable", "it takes too long")
