"""Finite sets by mutual inclusion, and intervals whose ends hold symbols end by end."""

from __future__ import annotations

from dataclasses import dataclass

from grader.algebra.deciding.formula.formulas import decide
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import FiniteSet, Interval, Node, Seq
from grader.algebra.values.certificates import different_sets, proved, refuted, undecided
from grader.algebra.values.domain import Domain
from grader.model import Certificate

MOST = 60


@dataclass(frozen=True, slots=True)
class Same:
    """Whether two elements are the same, and what that assumes."""

    verdict: str
    assuming: frozenset[str] = frozenset()


def decide_finite(student: Node, reference: Node, domain: Domain) -> Certificate:
    """Each element of one has an equal one in the other, both ways; an element that differs from all refutes."""
    assert isinstance(student, FiniteSet)
    assert isinstance(reference, FiniteSet)
    if len(student.args) > MOST or len(reference.args) > MOST:
        return undecided("finite sets")
    rows = [[same_element(a, b, domain) for b in reference.args] for a in student.args]
    columns = [[row[j] for row in rows] for j in range(len(reference.args))]
    extra = next((show(a) for a, row in zip(student.args, rows, strict=True) if _stranger(row)), None)
    missing = next((show(b) for b, column in zip(reference.args, columns, strict=True) if _stranger(column)), None)
    partners = [_partner(line) for line in (*rows, *columns)]
    if extra is not None or missing is not None:
        unsure = any(partner is None and not _stranger(line) for partner, line in zip(partners, (*rows, *columns), strict=True))
        return different_sets("finite sets", extra, missing, complete=not unsure)
    known = [partner for partner in partners if partner is not None]
    if len(known) < len(partners):
        return undecided("finite sets")
    same = ("Beide Mengen haben dieselben Elemente.", "Both sets have the same elements.")
    return proved("finite sets", *same, assuming=sorted({condition for one in known for condition in one.assuming}))


def _stranger(line: list[Same]) -> bool:
    return all(one.verdict == "refuted" for one in line)


def _partner(line: list[Same]) -> Same | None:
    """The equal element that assumes least."""
    return min((one for one in line if one.verdict == "proved"), key=lambda one: len(one.assuming), default=None)


def same_element(a: Node, b: Node, domain: Domain) -> Same:
    match a, b:
        case Seq(left), Seq(right):
            if len(left) != len(right):
                return Same("refuted")
            parts = [same_element(x, y, domain) for x, y in zip(left, right, strict=True)]
            verdicts = {part.verdict for part in parts}
            verdict = next((one for one in ("refuted", "undecided") if one in verdicts), "proved")
            return Same(verdict, frozenset().union(*(part.assuming for part in parts)))
        case FiniteSet(), FiniteSet():
            found = decide_finite(a, b, domain)
            return Same(found.verdict, frozenset(found.assuming))
        case (Seq() | FiniteSet() | Interval(), _) | (_, Seq() | FiniteSet() | Interval()):
            return Same("refuted" if type(a) is not type(b) else "undecided")
    found = decide(a, b, domain)
    return Same(found.verdict, frozenset(found.assuming))


def decide_intervals(student: Interval, reference: Interval, domain: Domain) -> Certificate:
    """End by end (both are taken to be non-empty wherever the symbols lie in their domain)."""
    ends = [decide(a, b, domain) for a, b in ((student.low, reference.low), (student.high, reference.high))]
    wrong = next((certificate for certificate in ends if certificate.verdict == "refuted"), None)
    if wrong is not None:
        return Certificate("refuted", "ends of the interval", wrong.explanation, wrong.witness)
    if (student.low_open, student.high_open) != (reference.low_open, reference.high_open):
        return refuted(
            "ends of the interval",
            "Prüfe, ob die Enden selbst dazugehören.",
            "Check whether the ends themselves belong to it.",
            show(student),
            show(reference),
        )
    if all(certificate.verdict == "proved" for certificate in ends):
        assuming = sorted({condition for certificate in ends for condition in certificate.assuming})
        same = ("Beide Intervalle haben dieselben Enden.", "Both intervals have the same ends.")
        return proved("ends of the interval", *same, assuming=assuming)
    return undecided("ends of the interval")
