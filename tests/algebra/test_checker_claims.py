"""False claims, written down as if they were proofs: the checker accepts none."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from grader.algebra.deciding.compare import decide_any, read_pair
from grader.algebra.deciding.explanation import _by_cases, _kernels, _ranges, _set, variable_of
from grader.algebra.door import explain
from grader.algebra.kernels.field import Field, Finer, NoProof
from grader.algebra.kernels.normal import normal
from grader.algebra.reading.parser import parse
from grader.algebra.solving.affine import is_family
from grader.algebra.syntax.functions import core
from grader.algebra.syntax.proof import Claim, EveryPoint, Proof, SameByCases, SameFormula, SameNumber, SameSet
from grader.algebra.syntax.tree import FORMULA, Node, Num, rebuild, symbols, walk
from grader.algebra.values.domain import Domain, read_domain
from grader.proofcheck.checker import _otherwise, _without_steps, go_through
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.evaluator import precise
from grader.proofcheck.values.findings import Contradicted, NotCheckable
from tests.every import each, turn

from .tables import ALL

REFUTED = [pair for _, pair in ALL if pair.verdict == "refuted"]


def accepted(claim: Claim, proof: Proof) -> bool:
    """Do the steps alone convince, where no point of the claim itself is tried?"""
    try:
        with precise():
            go_through(claim, proof, Budget(0.2))
    except (Contradicted, NotCheckable, ArithmeticError, ValueError):
        return False
    return True


def claims(
    student: str, reference: str, domain: dict[str, str] | None = None, kind: str | None = None
) -> Iterator[tuple[Claim, Proof]]:
    """What the prover would write down if the two were the same, by every method."""
    left, right, ranges = read_pair(student, reference, domain=domain, kind=kind)
    claim = Claim(left, right, _ranges(left, right, ranges), variable=variable_of(left, right))
    yield from ((claim, proof) for proof in _proofs(left, right, ranges) if proof is not None)


def _proofs(left: Node, right: Node, ranges: Domain) -> Iterator[Proof | None]:
    if not isinstance(left, FORMULA) or not isinstance(right, FORMULA):
        yield from (_set(left, right, ranges, on_the_line=line) for line in (True, False))
        return
    a, b = core(left), core(right)
    yield SameNumber(left, right)
    yield EveryPoint(left, right)
    yield _by_cases(a, b, ranges, 0)
    parts: dict[object, int] = {}
    for _ in range(12):
        field = Field(ranges, parts)
        try:
            normal(field, a)
            normal(field, b)
        except Finer:
            continue
        yield SameFormula(left, right, a, b, _kernels(field))
        return


def test_no_claim_about_a_refuted_pair_is_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    tried = 0
    for pair in turn(REFUTED, 4):
        try:
            for claim, proof in claims(pair.student, pair.reference, pair.domain, pair.kind):
                tried += 1
                assert not accepted(claim, proof), (pair, type(proof).__name__)
        except (NoProof, ArithmeticError):
            pass  # the method cannot even write such a claim down
    with capsys.disabled():
        print(f"\n{tried} false claims, none accepted")
    assert tried > 100


def convinced(claim: Claim) -> bool:
    """Would the checker confirm the claim without its proof, had it not tried it at points before?"""
    try:
        return _without_steps(claim, Budget(1)) or _otherwise(claim, Budget(1))
    except NotCheckable:
        return False


def test_no_refuted_pair_is_confirmed_without_its_proof(capsys: pytest.CaptureFixture[str]) -> None:
    tried = 0
    for pair in turn(REFUTED, 4):
        left, right, ranges = read_pair(pair.student, pair.reference, domain=pair.domain, kind=pair.kind)
        families = pair.kind == "affine" or is_family(left, right)
        claim = Claim(left, right, _ranges(left, right, ranges), (), variable_of(left, right), families)
        tried += not families
        assert not convinced(claim), pair
    with capsys.disabled():
        print(f"\n{tried} false claims, none confirmed")
    assert tried > 80


@each(
    ("student", "reference"),
    [
        ("e^x < 2", "x < ln 3"),
        ("e^x < 2", "x ≤ ln 2"),
        ("ln(x) > 0", "x > 2"),
        ("ln(x) > 0", "x > 1 oder x < -1"),
        ("x^2 < 2", "x < √2"),
        ("x^2 = 2", "x = √2"),
        ("{√2; -√2}", "x^2 = 3"),
        ("1/x > 0", "x ≥ 0"),
        ("root(x;3) ≥ 0", "x > 0"),
        ("x^(1/3) ≥ 0", "x > 0"),
        ("x/x = 1", "x = x"),
        ("√(x^2) = x", "x > 0"),
        ("x + y > 0", "x > 0 oder y > 0"),
        ("(x-y)^2 > 0", "x > y"),
        ("x^2 + y^2 = 0", "x = 0"),
        ("x^2 + y^2 > 0", "x ≠ 0 und y ≠ 0"),
        ("x^2 + y^2 ≤ 0", "x = 0 oder y = 0"),
        ("x^2 + x*y + y^2 = 0", "x = y"),
        ("x^2 + 3x*y + y^2 = 0", "x = 0 und y = 0"),
        ("x^2 + x = 0", "∅"),
        ("x^3 = 8", "{-2}"),
        ("√x = 3", "{3}"),
        ("√x < 2", "(-4; 4)"),
        ("√x > -1", "x > 1"),
        ("1/x = 1/2", "∅"),
        ("1/x = -1/2", "∅"),
        ("1/(x + 1/2) = 1/2", "∅"),
        ("1/x != 1/2", "x != 0"),
    ],
)
def test_conditions_with_another_meaning_are_never_accepted(student: str, reference: str) -> None:
    left, right, ranges = read_pair(student, reference)
    assert not convinced(Claim(left, right, _ranges(left, right, ranges), variable=variable_of(left, right)))
    found = list(claims(student, reference))
    assert not any(accepted(claim, proof) for claim, proof in found)
    assert found


def with_another_number(node: Node, rng: random.Random) -> Node:
    """The tree with one number changed."""
    chosen = rng.choice([part for part in walk(node) if isinstance(part, Num)] or [node])

    def change(part: Node) -> Node:
        if part is chosen and isinstance(part, Num):
            return Num(part.value + rng.choice([1, -1, Fraction(1, 2)]))
        return rebuild(part, change)

    return change(node)


def test_a_proof_with_another_number_is_accepted_only_if_it_is_true_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    rng, tried = random.Random(5), 0
    for _, pair in turn(ALL, 32):
        _, claim, proof = explain(pair.student, pair.reference, domain=pair.domain, kind=pair.kind)
        if claim is None or not isinstance(proof, SameFormula | SameSet | SameByCases):
            continue
        for _ in range(2):
            other = with_another_number(proof.plain_left, rng)
            tried += other != proof.plain_left
            if accepted(replace(claim, left=other), replace(proof, left=other, plain_left=other)):
                assert decide_any(other, proof.right, read_domain(pair.domain)).verdict == "proved", pair
    with capsys.disabled():
        print(f"\n{tried} proofs with one number changed")


def test_a_claim_with_another_number_is_confirmed_only_if_it_is_true_as_well() -> None:
    """Of one variable: of several, what has no equation is tried on a few lines only (proofcheck/sets/solved.py)."""
    rng = random.Random(6)
    for _, pair in turn(ALL, 36):
        left, right, ranges = read_pair(pair.student, pair.reference, domain=pair.domain, kind=pair.kind)
        other = with_another_number(left, rng)
        if len(symbols(other) | symbols(right)) > 1:
            continue
        claim = Claim(other, right, _ranges(other, right, ranges), (), variable_of(other, right))
        if pair.kind != "affine" and not is_family(other, right) and convinced(claim):
            assert decide_any(other, right, ranges).verdict != "refuted", pair


def test_a_set_of_formulas_says_nothing_about_their_symbol() -> None:
    assert not convinced(Claim(parse("{2x; x+3/2}"), parse("{1+x; x+x}")))
