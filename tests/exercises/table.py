"""Rows of answers to one exercise: what was answered, as Python source, and what one item gets for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.model import Verdict

EXPECTED = ("outcome", "points", "mistake")


@dataclass(frozen=True)
class Row:
    """Answers by item name or a cell of code, the item that is looked at, and what is stated of its verdict."""

    answers: Mapping[str, str]
    code: str
    item: str
    expected: Mapping[str, str | None]


def table(columns: str, rows: Iterable[tuple[Any, ...]], **same: str) -> list[Row]:
    """Rows with these columns; `same` holds what all of them have in common.

    Columns are item, answer, answers, code, outcome, points, mistake; any other is an item and holds the answer to it.
    """
    return [_row({**same, **dict(zip(columns.split(), row, strict=True))}) for row in rows]


def _row(cells: dict[str, Any]) -> Row:
    item, code, answers = cells.pop("item"), cells.pop("code", ""), dict(cells.pop("answers", {}))
    expected = {name: cells.pop(name) for name in EXPECTED if name in cells}
    if "answer" in cells:
        answers[item] = cells.pop("answer")
    return Row({**answers, **cells}, code, item, expected)


def hand_ins(rows: Iterable[Row], needs: Mapping[str, Collection[str]]) -> Iterator[list[Row]]:
    """Rows that one hand-in may hold together: no item twice, none that another row's answers are judged by, no code."""
    begun: list[list[Row]] = []
    for row in rows:
        if row.code:
            yield [row]
            continue
        for together in begun:
            if all(independent(row.answers, other.answers, needs) for other in together):
                together.append(row)
                break
        else:
            begun.append([row])
    yield from begun


def independent(some: Collection[str], others: Collection[str], needs: Mapping[str, Collection[str]]) -> bool:
    return all(one != other and one not in needs[other] and other not in needs[one] for one in some for other in others)


def keeps(verdict: Verdict, row: Row) -> None:
    """The verdict is what the row states; a known mistake says its own sentence and gets its own points."""
    expected, item = dict(row.expected), verdict.item
    if expected.keys() == {"mistake"}:
        known = next(known for known in item.mistakes if known.id == expected["mistake"])
        assert verdict.feedback == known.feedback
        assert verdict.points < item.points
        if known.points is not None:  # else its checks tell
            expected |= {"points": str(known.points), "outcome": "partial" if known.points else "wrong"}
    elif "points" not in expected:
        expected["points"] = str(item.points) if expected["outcome"] == "correct" else "0"
    found = {"outcome": str(verdict.outcome), "points": str(verdict.points), "mistake": verdict.mistake}
    assert {name: found[name] for name in expected} == expected, verdict.feedback
