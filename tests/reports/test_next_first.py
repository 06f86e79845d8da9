"""What is not right yet is met first, and the sheet keeps its order; documents know no other."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from fractions import Fraction

from grader.model import Outcome, Result, Text, Verdict
from grader.reports.files.document import result_document
from grader.reports.files.notebook_output import notebook_output
from grader.reports.terminal.console import make_console
from grader.reports.terminal.result import print_result
from grader.reports.views.advice import next_item
from tests.every import each

from . import samples

WHY = Text(de="So geht es nicht.", en="Not like this.")
LETTERS = "abcdefh"  # g is a text that a person reads, h a bonus


def sheet(outcomes: str) -> Result:
    """One letter for each item: r right, w wrong, - blank."""
    said = dict(zip(LETTERS, outcomes, strict=True))
    meaning = {"r": Outcome.CORRECT, "w": Outcome.WRONG, "-": Outcome.MISSING}
    verdicts = []
    for verdict in samples.untouched().verdicts:
        if (letter := verdict.item.id[-1]) in said:
            outcome = meaning[said[letter]]
            points = verdict.item.points if outcome is Outcome.CORRECT else Fraction(0)
            verdict = Verdict(verdict.item, outcome, points, feedback=WHY if outcome is Outcome.WRONG else None)
        verdicts.append(verdict)
    return replace(samples.untouched(), verdicts=tuple(verdicts))


def shown(result: Result) -> list[str]:
    """The letters of the blocks from above to below, a block without its feedback in brackets."""
    stream = io.StringIO()
    print_result(result, console=make_console(stream), lang="de")
    found = re.findall(r"^  \S.* ex10\.([a-z])  (.*)$", stream.getvalue().split("  Punkte")[0], re.MULTILINE)
    return [f"({letter})" if "siehe oben" in rest else letter for letter, rest in found]


ORDERS = [
    ("rwwrr-r", "b", ["b", *"a*cdefgh"]),
    ("rrr-w--", "e", ["e", *"abcd*fgh"]),  # what was tried comes before what is blank
    ("wrrrrrr", "a", [*"abcdefgh"]),
    ("rr-rrrw", "c", [*"abcdefgh"]),  # core before bonus; a blank one says nothing that must be met first
    ("rrrrrrw", "h", ["h", *"abcdefg*"]),
    ("rrrrrrr", None, [*"abcdefgh"]),
    ("-------", "a", [*"abcdefgh"]),
]


@each(("outcomes", "next_letter", "order"), ORDERS)
def test_the_first_that_is_not_right_stands_above_the_sheet(outcomes: str, next_letter: str | None, order: list[str]) -> None:
    result = sheet(outcomes)
    todo = next_item(result)
    assert (todo and todo.item.id[-1]) == next_letter
    assert shown(result) == [f"({next_letter})" if letter == "*" else letter for letter in order]


@each("outcomes", ["rwwrr-r", "rrrrrrw"])
def test_a_notebook_shows_it_first_and_its_reason_once(outcomes: str) -> None:
    html = notebook_output([(sheet(outcomes), "")], notes=(), lang="en")
    cards = re.findall(r'<span class="id">ex10\.([a-z])</span>', html.split('class="bar"')[1].split('class="next"')[0])
    first = next_item(sheet(outcomes))
    assert first is not None
    assert cards == [first.item.id[-1], *"abcdefgh"]
    assert html.count(WHY.en) == outcomes.count("w")


def test_documents_keep_the_order_of_the_sheet() -> None:
    items = result_document(sheet("rwwrr-r"), lang="de")["items"]
    assert [item["id"] for item in items] == [f"ex10.{letter}" for letter in "abcdefgh"]
