"""What is left of an answer that is rounded too coarsely: the decimals of fewer places that somebody may write instead."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.algebra.door import close
from grader.algebra.syntax.errors import NotReadable, ParseError
from grader.algebra.syntax.tree import Node, Num, Seq

PLACES = range(2, 6)  # with one place many a wrong number is a rounded right one; with six hardly any is too coarse


def coarse(entries: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """The entries, all of them rounded to as many places; those that cannot be rounded stay. What lies in the middle is
    rounded away from 0, as at school, or to an even digit, as Python does."""
    for places in PLACES:
        found = [_rounded(entry, places) for entry in entries]
        yield from dict.fromkeys((tuple(school for school, _ in found), tuple(even for _, even in found)))


def by_size(entries: tuple[Node, ...]) -> tuple[Node, ...] | None:
    """The numbers from the smallest to the largest; None where some of them are none."""
    from grader.algebra.values.evaluation import Undefined, Unknown, evaluate

    try:
        return tuple(sorted(entries, key=lambda entry: float(evaluate(entry).mid())))
    except (Undefined, Unknown, OverflowError):
        return None


def is_written_as(answer: Node, decimal: Node) -> bool:
    """Are these the same digits, up to the last one? Whole numbers and rows are compared by their values."""
    if isinstance(answer, Seq) and isinstance(decimal, Seq):
        return len(answer.args) == len(decimal.args) and all(map(is_written_as, answer.args, decimal.args))
    if not isinstance(answer, Num) or not isinstance(decimal, Num) or answer.value != decimal.value:
        return answer == decimal
    return decimal.text is None or _places(answer) == _places(decimal)


def _places(number: Num) -> int:
    return len((number.text or "").replace("{,}", ".").replace(",", ".").partition(".")[2])


def _rounded(entry: Node, places: int) -> tuple[Node, Node]:
    """As `close` rounds; at ties the two that it takes."""
    from grader.algebra.values.evaluation import Undefined, Unknown, evaluate  # a child has no use for it

    right: list[int] = []
    try:
        floor = (evaluate(entry) * 10**places).floor().unique_fmpz()
        near = () if floor is None else (int(floor), int(floor) + 1)
        right = [digits for digits in near if close(_decimal(digits, places), entry, places=places).verdict == "proved"]
    except (Undefined, Unknown, ParseError, NotReadable):
        pass
    if not right:
        return entry, entry
    return _decimal(max(right, key=abs), places), _decimal(min(right, key=lambda digits: digits % 2), places)


def _decimal(digits: int, places: int) -> Num:
    value = Fraction(digits, 10**places)
    return Num(value, f"{float(value):.{places}f}")
