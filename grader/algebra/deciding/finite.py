"""Finite sets by mutual inclusion, and intervals whose ends hold symbols end by end."""

from __future__ import annotations

from grader.algebra.deciding.formulas import decide
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import FiniteSet, Interval, Node, Seq
from grader.algebra.values.certificates import different_sets, proved, refuted, undecided
from grader.algebra.values.domain import Domain
from grader.model import Certificate

MOST = 60
Found = tuple[str, Certificate | None]


def decide_finite(student: Node, reference: Node, domain: Domain) -> Certificate:
    """Each element of one has an equal one in the other, both ways; an element that differs from all refutes."""
    assert isinstance(student, FiniteSet)
    assert isinstance(reference, FiniteSet)
    if len(student.args) > MOST or len(reference.args) > MOST:
        return undecided("finite sets")
    table = [[same_element(a, b, domain) for b in reference.args] for a in student.args]
    rows = table
    columns = [[row[j] for row in table] for j in range(len(reference.args))]
    extra = next((show(a) for a, row in zip(student.args, rows, strict=True) if _stranger(row)), None)
    missing = next((show(b) for b, column in zip(reference.args, columns, strict=True) if _stranger(column)), None)
    if extra is not None or missing is not None:
        unsure = any("proved" not in line and not _stranger(line) for line in (*rows, *columns))
        return different_sets("finite sets", extra, missing, complete=not unsure)
    if all("proved" in line for line in (*rows, *columns)):
        return proved("finite sets", "Beide Mengen haben dieselben Elemente.", "Both sets have the same elements.")
    return undecided("finite sets")


def _stranger(verdicts: list[str]) -> bool:
    return all(verdict == "refuted" for verdict in verdicts)


def same_element(a: Node, b: Node, domain: Domain) -> str:
    match a, b:
        case Seq(left), Seq(right):
            if len(left) != len(right):
                return "refuted"
            verdicts = [same_element(x, y, domain) for x, y in zip(left, right, strict=True)]
            return "refuted" if "refuted" in verdicts else "undecided" if "undecided" in verdicts else "proved"
        case FiniteSet(), FiniteSet():
            return decide_finite(a, b, domain).verdict
        case (Seq() | FiniteSet() | Interval(), _) | (_, Seq() | FiniteSet() | Interval()):
            return "refuted" if type(a) is not type(b) else "undecided"
    return decide(a, b, domain).verdict


def decide_intervals(student: Interval, reference: Interval, domain: Domain) -> Certificate:
    """End by end (both are taken to be non-empty wherever the symbols lie in their domain)."""
    verdicts = [decide(a, b, domain) for a, b in ((student.low, reference.low), (student.high, reference.high))]
    wrong = next((certificate for certificate in verdicts if certificate.verdict == "refuted"), None)
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
    if all(certificate.verdict == "proved" for certificate in verdicts):
        return proved("ends of the interval", "Beide Intervalle haben dieselben Enden.", "Both intervals have the same ends.")
    return undecided("ends of the interval")
