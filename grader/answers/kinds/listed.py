"""The sentences about lists that are not the one that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.model import Text
from grader.reading_help.base.examples import example_of, shape_of


def no_rows(reading: Mapping[str, Any]) -> Text:
    """About a matrix in one long list."""
    shape, example = shape_of(reading), example_of(reading)
    return Text(
        de=f"Gefragt sind {shape.de}. Setze jede Zeile in eigene Klammern, z. B. {example}",
        en=f"Give {shape.en}. Put each row in its own brackets, e.g. {example}",
    )


def length_note(got: int, asked: int) -> Text:
    return Text(
        de=f"Gefragt {_entries(asked, 'ist ein Eintrag', 'sind {} Einträge')}, du hast {got} angegeben.",
        en=f"{_entries(asked, 'One entry is', '{} entries are')} asked for; you gave {got}.",
    )


def _entries(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count)


EMPTY_ENTRY = Text(
    de="Ein Eintrag deiner Liste ist noch leer.",
    en="An entry of your list is still empty.",
)
SHAPE = Text(
    de="Die Form passt nicht: prüfe, wie tief deine Listen verschachtelt sind.",
    en="The shape is not the one asked for: check how deeply your lists are nested.",
)
