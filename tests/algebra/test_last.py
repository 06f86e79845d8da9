"""SymPy as the last prover: what it adds, what it must not claim, and what it is never asked."""

from __future__ import annotations

import sys

import pytest
import sympy

from grader.algebra.door import compare
from grader.algebra.reading.parser import parse
from grader.algebra.sympy_bridge.simplify_prover import prove_with_sympy
from tests.every import each

PROVED = [
    ("(x-1)^3000*(x-1)", "(x-1)^3001", {}),
    ("sin(x)^2 + cos(x)^2", "1", {}),
    ("√(x^2)", "x", {"x": "positive"}),
    ("cos(π·n)^2", "1", {"n": "integer"}),
]
OPEN = [
    ("√(x^2)", "x", {}),
    ("cos(π·n)^2", "1", {}),
    ("sin(x)", "cos(x)", {}),
    ("x", "x + 10^-30", {}),
]


@each(("student", "reference", "domain"), PROVED)
def test_sympy_proves_what_it_simplifies_to_zero(student: str, reference: str, domain: dict[str, str]) -> None:
    certificate = prove_with_sympy(parse(student), parse(reference), domain=domain)
    assert certificate is not None
    assert (certificate.verdict, certificate.method) == ("proved", "sympy")


@each(("student", "reference", "domain"), OPEN)
def test_sympy_says_nothing_about_the_rest(student: str, reference: str, domain: dict[str, str]) -> None:
    """It proves and never refutes; symbols are real and nothing more unless the exercise declares it."""
    assert prove_with_sympy(parse(student), parse(reference), domain=domain) is None


def test_it_adds_to_what_the_judge_proves() -> None:
    student, reference, _ = PROVED[0]
    assert compare(student, reference).verdict == "undecided"


def test_a_large_formula_is_never_given_to_sympy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sympy", None)  # asking for it would raise ImportError
    large = "+".join(f"sin(x{n})" for n in range(40))
    assert prove_with_sympy(parse(large), parse(large)) is None
    with pytest.raises(ImportError):
        prove_with_sympy(parse("x"), parse("x"))


@pytest.mark.parametrize("trouble", [TypeError, ValueError, RecursionError, NotImplementedError])
def test_trouble_inside_sympy_proves_nothing(monkeypatch: pytest.MonkeyPatch, trouble: type[Exception]) -> None:
    def simplify(difference: object) -> object:
        raise trouble("SymPy's own")

    monkeypatch.setattr(sympy, "simplify", simplify)
    assert prove_with_sympy(parse("x"), parse("x")) is None
