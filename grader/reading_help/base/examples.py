"""What an answer may look like, by the public part of its item; no number or formula here is anybody's answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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


def example_formula(symbols: tuple[str, ...]) -> str:
    """Shows the form and nothing else: no exercise of a course has this as its answer."""
    first = symbols[0] if symbols else "x"
    return f"sqrt({first})/5 + {first}**7"


def other_formula(symbols: tuple[str, ...]) -> str:
    """Beside the first one in a list, so that nobody takes its entries to be equal."""
    return f"11*{symbols[-1]}**9 - 3/8"
