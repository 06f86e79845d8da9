"""The sentences about lists: what one looks like, and what an answer is that is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.algebra.syntax.tree import Node, Truth
from grader.answers.base.trees import is_scalar
from grader.answers.kinds.expression import example_formula, other_formula
from grader.model import Text


def shape_of(reading: Mapping[str, Any]) -> Text:
    """What is asked for: a list of 2 entries, 2 rows of 3 entries each."""
    length, width = reading["length"], reading["width"]
    if width:
        return Text(de=f"{length} Zeilen mit je {width} Einträgen", en=f"{length} rows of {width} entries each")
    return Text(de=f"eine Liste mit {length} Einträgen", en=f"a list of {length} entries")


def example_of(reading: Mapping[str, Any]) -> str:
    """Such a list; its numbers are nobody's answer."""
    length, width, symbols = reading["length"], reading["width"], tuple(reading["symbols"])
    if width:  # a matrix of formulas is read, too
        numbers = ["7", "0.3", "-5", "11", "8", "0.9", "-2", "6", "12"]
        rows = [", ".join(numbers[row * width : (row + 1) * width]) for row in range(length)]
        return "[" + ", ".join(f"[{row}]" for row in rows) + "]"
    samples = [example_formula(symbols), other_formula(symbols)] if symbols else ["7/8", "0.3", "-5", "sqrt(5)", "11"]
    shown = ", ".join((samples * length)[: min(length, 4)])
    return f"[{shown}{', …' if length > 4 else ''}]"


def no_list(node: Node, reading: Mapping[str, Any]) -> Text:
    """About a single value or an equation where a list is asked for."""
    shape, example = shape_of(reading), example_of(reading)
    if is_scalar(node) or isinstance(node, Truth):
        what = Text(de="ein einzelner Wert", en="a single value")
    else:
        what = Text(de="eine Gleichung, Bedingung oder Menge", en="an equation, condition or set")
    verb = "sind" if reading["width"] else "ist"
    return Text(
        de=f"Gefragt {verb} {shape.de}, hier steht aber {what.de}. Schreibe die Einträge in eckige Klammern, z. B. {example}",
        en=f"Asked for: {shape.en}, but here is {what.en}. Write the entries in square brackets, e.g. {example}",
    )


def no_rows(reading: Mapping[str, Any]) -> Text:
    """About a matrix in one long list."""
    shape, example = shape_of(reading), example_of(reading)
    return Text(
        de=f"Gefragt sind {shape.de}. Setze jede Zeile in eigene Klammern, z. B. {example}",
        en=f"Asked for: {shape.en}. Put every row in brackets of its own, e.g. {example}",
    )


def length_note(got: int, asked: int) -> Text:
    return Text(
        de=f"Gefragt {_entries(asked, 'ist ein Eintrag', 'sind {} Einträge')}, du hast {got} angegeben.",
        en=f"{_entries(asked, 'One entry is', '{} entries are')} asked, you gave {got}.",
    )


def _entries(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count)


EMPTY_ENTRY = Text(
    de="Ein Eintrag deiner Liste ist noch leer.",
    en="An entry of your list is still empty.",
)
SHAPE = Text(
    de="Die Form passt nicht: prüfe, wie tief deine Listen verschachtelt sind.",
    en="The shape does not fit: check how deeply your lists are nested.",
)
