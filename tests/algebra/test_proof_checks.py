"""A verdict rests on a proof that was gone through again; a contradicted one is our fault and costs nobody points."""

from __future__ import annotations

from typing import Any

import pytest

from grader.algebra.deciding import compare as deciding
from grader.algebra.door import compare
from grader.algebra.values.certificates import proved
from grader.answer_key.process.proof_checks import ProofChecks
from grader.errors import GraderError
from grader.model import Continuation, Match


def match(student: str, reference: str, **how: Any) -> Match:
    certificate = compare(student, reference, **how)
    return Match("reference" if certificate.verdict == "proved" else "none", certificate=certificate)


@pytest.fixture
def credulous(monkeypatch: pytest.MonkeyPatch) -> None:
    """A prover with a hole: it believes everything."""
    monkeypatch.setattr(deciding, "decide_pair", lambda *_: proved("a wish", "Glaub mir.", "Trust me."))


@pytest.mark.parametrize(
    ("student", "reference", "checked"),
    [
        ("2w-6", "2*(w-3)", True),
        ("ln(a) + ln(b)", "ln(a*b)", True),
        ("y = x*a^n", "x = y*a^(-n)", True),
        ("W(1)", "e^(-W(1))", True),
        ("e^(-x) = x", "x = W(1)", True),
        ("W(x) = 1", "{e}", None),
        ("x^2", "x^3", None),
    ],
)
def test_a_certificate_says_whether_it_was_checked(student: str, reference: str, checked: bool | None) -> None:
    plain, found = match(student, reference), ProofChecks().matched(lambda: match(student, reference))
    assert found.kind == plain.kind
    assert found.certificate is not None
    assert found.certificate.checked is checked


@pytest.mark.usefixtures("credulous")
@pytest.mark.parametrize(
    ("student", "reference"), [("x^2", "x^3"), ("x^n = 0", "∅"), ("(1; x)", "(1; 2x)"), ("√(x^2)", "x"), ("x > 0", "x ≥ 0")]
)
def test_a_contradicted_proof_decides_nothing(student: str, reference: str) -> None:
    found = ProofChecks().matched(lambda: match(student, reference))
    assert (found.kind, found.fault) == ("cannot_tell", True)
    assert found.certificate is not None
    assert (found.certificate.verdict, found.certificate.checked) == ("undecided", False)


@pytest.mark.usefixtures("credulous")
def test_a_contradicted_proof_carries_nothing_forward() -> None:
    def follow() -> Continuation | None:
        assert match("x^2", "x^3").kind == "reference"
        return None

    with pytest.raises(GraderError, match="second check"):
        ProofChecks().followed(follow)


def test_a_proof_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    checks, asked = ProofChecks(), list[Any]()
    monkeypatch.setattr("grader.answer_key.process.proof_checks._found", lambda proof: asked.append(proof) or real(proof))
    for _ in range(3):
        assert checks.matched(lambda: match("2w-6", "2*(w-3)")).kind == "reference"
    assert len(asked) == 1


def real(proof: Any) -> Any:
    from grader.proofcheck.checker import check

    return check(proof.claim(), proof.steps)
