"""How numbers, lists and intervals are written in a language: in prompts, echoes, sentences, tables, pictures and files."""

from __future__ import annotations

import re

from grader.model import Lang

POINT: dict[Lang, str] = {"de": ",", "en": "."}
BETWEEN: dict[Lang, str] = {"de": "; ", "en": ", "}  # entries: a German comma stands inside numbers
OPEN: dict[Lang, tuple[str, str]] = {"de": ("]", "["), "en": ("(", ")")}  # the ends of an interval that do not belong to it


def in_language(number: str, lang: Lang) -> str:
    """A number with a decimal point as this language writes it."""
    return number.replace(".", POINT[lang])


def rewritten(text: str, lang: Lang) -> str:
    """What was written for no language – x = 0.5, y = 1 or (0,5; 1) – as this one writes its numbers and entries."""
    if lang == "en":
        return re.sub(r"(?<=\d)(?:,|\{,\})(?=\d)", ".", text).replace("; ", ", ")
    return re.sub(r"(?<=\d)(?:\.|\{,\})(?=\d)", ",", text).replace(", ", "; ")
