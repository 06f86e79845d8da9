"""Is the student's answer the same as the reference? One certificate for formulas, sets, regions, lists and lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from grader.algebra.deciding.formula.formulas import decide
from grader.algebra.deciding.point_set.sets import decide_sets, is_region
from grader.algebra.deciding.undeclared import declared, product_of
from grader.algebra.reading.parser import KINDS, parse
from grader.algebra.solving.affine import is_family, same_affine
from grader.algebra.sympy_bridge.from_sympy import from_sympy
from grader.algebra.sympy_bridge.piecewise import by_cases
from grader.algebra.syntax.tree import (
    FORMULA,
    Add,
    And,
    Call,
    Const,
    FiniteSet,
    Inf,
    Interval,
    Minus,
    Mul,
    NaN,
    Node,
    Num,
    Or,
    Pow,
    Rel,
    Seq,
    Sym,
    Truth,
    Union,
    symbols,
)
from grader.algebra.syntax.tree import Intersection as Meet
from grader.algebra.syntax.tree import Not as Negation
from grader.algebra.values.certificates import proved, refuted, undecided
from grader.algebra.values.domain import Domain, read_domain
from grader.model import Certificate

NODES = (
    Num,
    Sym,
    Const,
    Inf,
    NaN,
    Add,
    Mul,
    Pow,
    Call,
    Rel,
    And,
    Or,
    Negation,
    Truth,
    Seq,
    FiniteSet,
    Interval,
    Union,
    Meet,
    Minus,
)


def read_pair(
    student: Any,
    reference: Any,
    *,
    domain: Mapping[str, str] | None = None,
    decimal: str = "auto",
    kind: str | None = None,
    names: Collection[str] = (),
) -> tuple[Node, Node, Domain]:
    """Both sides as trees, each read in the light of the other, and the declared ranges."""
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {KINDS}, got {kind!r}")
    ranges = read_domain(domain)
    right = read(reference, names=names, decimal=decimal, kind=kind, taken=ranges)

    known = {*symbols(right), *ranges}

    def read_student(declared_names: Collection[str]) -> Node:
        wanted = _kind_like(right, kind)
        return read(student, names=declared_names, decimal=decimal, kind=wanted, length=_length(right), taken=known)

    left = read_student(names)
    if isinstance(student, str) and not names:
        left = declared(student, left, known, read_student)
    if isinstance(reference, str) and not names:
        right = product_of(
            right, {*symbols(left), *ranges}, lambda known: read(reference, names=known, decimal=decimal, kind=kind)
        )
    if kind is None:
        left, right = _listed(left, student, right), _listed(right, reference, left)
        left, right = _as_interval(left, student, right, names, decimal), _as_interval(right, reference, left, names, decimal)
    if kind == "set":
        left, right = _as_set(left), _as_set(right)
    return left, right, ranges


def decide_pair(left: Node, right: Node, ranges: Domain, kind: str | None) -> Certificate:
    if kind == "affine" or is_family(left, right):
        return same_affine(left, right)
    return decide_any(left, right, ranges)


def read(
    side: Any,
    *,
    names: Collection[str] = (),
    decimal: str = "auto",
    kind: str | None = None,
    length: int | None = None,
    taken: Collection[str] = (),
) -> Node:
    """One side as a tree."""
    if isinstance(side, NODES):
        return side
    if isinstance(side, str):
        return parse(side, names=names, decimal=decimal, kind=kind, length=length, by_cases=by_cases, taken=taken)
    return from_sympy(side)


def _length(reference: Node) -> int | None:
    return len(reference.args) if isinstance(reference, Seq) else None


def _kind_like(reference: Node, kind: str | None) -> str | None:
    """How the student's text is read: (0; 1) is an interval where the reference is one."""
    if kind is not None:
        return kind
    if isinstance(reference, Interval | Union | Meet | Minus):
        return "interval"
    if (isinstance(reference, Rel) and reference.op != "=") or isinstance(reference, And | Or):
        return "region"
    return None if is_region(reference) or isinstance(reference, Seq) else "expression"


def _as_interval(node: Node, side: Any, other: Node, names: Collection[str], decimal: str) -> Node:
    """(0; 1) beside a condition in one symbol is an interval, not a point; its ends may hold the other names."""
    pair = isinstance(side, str) and isinstance(node, Seq) and len(node.args) == 2
    if pair and is_region(other) and len(symbols(other) - symbols(node)) <= 1:
        return parse(side, names=names, decimal=decimal, kind="interval")
    return node


def _listed(node: Node, side: Any, other: Node) -> Node:
    """`-1 oder 3` and `-1; 3` beside {-1; 3} list the values of a set; a point (-1; 3) has brackets."""
    if not isinstance(other, FiniteSet) or not isinstance(side, str) or side.lstrip().startswith(("(", "[")):
        return node
    lists = isinstance(node, Or | And | Seq) and all(isinstance(arg, FORMULA) for arg in node.args)
    return FiniteSet(node.args) if lists and isinstance(node, Or | And | Seq) else node


def _as_set(node: Node) -> Node:
    match node:
        case Seq(args):
            return FiniteSet(args)
        case Num() | Const() | Add() | Mul() | Pow() | Call():
            return FiniteSet((node,))
        case _:
            return node


def decide_any(student: Node, reference: Node, domain: Domain) -> Certificate:
    """The certificate of two trees, by what they are."""
    match student, reference:
        case Seq(left), Seq(right):
            return _decide_lists(left, right, domain)
        case Truth(left), Truth(right):
            if left == right:
                return proved("truth value", "Beide sagen dasselbe.", "Both say the same.")
            return refuted("truth value", "Die eine Aussage ist wahr, die andere nicht.", "One is true, the other is not.")
    if is_region(student) and is_region(reference):
        return decide_sets(student, reference, domain)
    if is_region(student) or is_region(reference) or isinstance(student, Seq) or isinstance(reference, Seq):
        return refuted(
            "kind",
            f"Gefragt ist {_KINDS[_sort(reference)][0]}, geantwortet ist {_KINDS[_sort(student)][0]}.",
            f"{_KINDS[_sort(reference)][1].capitalize()} is asked for; the answer is {_KINDS[_sort(student)][1]}.",
        )
    return decide(student, reference, domain)


_KINDS = {
    "list": ("eine Liste", "a list"),
    "set": ("eine Menge oder Bedingung", "a set or condition"),
    "formula": ("eine Zahl oder Formel", "a number or formula"),
}


def _sort(node: Node) -> str:
    return "list" if isinstance(node, Seq) else "set" if is_region(node) else "formula"


def _decide_lists(left: tuple[Node, ...], right: tuple[Node, ...], domain: Domain) -> Certificate:
    """Entry by entry; the first that is refuted decides."""
    if len(left) != len(right):
        return refuted(
            "length",
            f"Die Liste hat {len(left)} statt {len(right)} Einträge.",
            f"The list has {len(left)} entries instead of {len(right)}.",
        )
    found = [decide_any(a, b, domain) for a, b in zip(left, right, strict=True)]
    for place, certificate in enumerate(found, start=1):
        if certificate.verdict == "refuted":
            text = certificate.explanation
            return Certificate(
                "refuted",
                "entry by entry",
                type(text)(de=f"Eintrag {place}: {text.de}", en=f"Entry {place}: {text.en}"),
                certificate.witness,
            )
    unsure = next((certificate for certificate in found if certificate.verdict == "undecided"), None)
    if unsure is not None:
        return undecided("entry by entry", digits=unsure.digits, points=unsure.points)
    assuming = sorted({condition for certificate in found for condition in certificate.assuming})
    gap = next((certificate.domain_differs_at for certificate in found if certificate.domain_differs_at), None)
    whole = proved("entry by entry", "Alle Einträge sind gleich.", "All entries are equal.", assuming=assuming)
    return Certificate(whole.verdict, whole.method, whole.explanation, assuming=whole.assuming, domain_differs_at=gap)
