"""Formulas that hold machine floats: exp(t*log(0.5)) is not exactly 2**-t, and yet nobody did anything wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from grader.algebra.door import close
from grader.algebra.syntax.tree import Node, Num, substitute, symbols, walk
from grader.model import Certificate, Text

MACHINE_DIGITS = 14  # nobody types that many: such a decimal was computed
AGREE = Fraction(1, 10**12)


def rounding_only(answer: Node, reference: Node, domain: Mapping[str, str]) -> Certificate | None:
    """`undecided` where the answer differs from the reference only in the last digits of floats; else None.

    The exact comparison has refuted such an answer, rightly; whether rounding is all that is wrong, a teacher decides.
    """
    if not any(_is_machine_float(node) for node in walk(answer)):
        return None
    names = sorted(symbols(answer) | symbols(reference))
    certificates = [_agree(answer, reference, point) for point in points(names, domain)]
    if not certificates or any(found.verdict != "proved" for found in certificates):
        return None
    return replace(
        certificates[0],
        verdict="undecided",
        method="equal but for the rounding of floats",
        explanation=Text(
            de="Bis auf das Runden von Kommazahlen stimmt die Formel überein.",
            en="Apart from the rounding of floats the formula agrees.",
        ),
        digits=12,
        points=len(certificates),
        witness=None,
    )


def points(names: list[str], domain: Mapping[str, str]) -> Iterator[dict[str, Node]]:
    """Some points of the domain: whole numbers, which lie in every range that is not tiny, and halves between them."""
    whole_only = any(domain.get(name, "real") == "integer" or ".." in domain.get(name, "") for name in names)
    for number in (1, 2, 3, 5, 8):
        step = 0 if whole_only else Fraction(1, 2)
        yield {name: Num(Fraction(number) + step * index) for index, name in enumerate(names)}


def _agree(answer: Node, reference: Node, point: dict[str, Node]) -> Certificate:
    ours, theirs = substitute(answer, point), substitute(reference, point)
    relative = close(ours, theirs, rel=AGREE)
    return relative if relative.verdict == "proved" else close(ours, theirs, abs=AGREE)  # near a zero


def _is_machine_float(node: Node) -> bool:
    if not isinstance(node, Num) or node.text is None:
        return False
    digits = [character for character in node.text.partition("e")[0] if character.isdigit()]
    return "." in node.text and len("".join(digits).strip("0")) >= MACHINE_DIGITS
