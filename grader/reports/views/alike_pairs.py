"""Work that is like somebody else's, as reports name it: what was found, and never what it means."""

from __future__ import annotations

from grader.model import Alike, Lang, Text

TITLE = Text(de="Ähnliche Arbeiten", en="Similar work")
MODEL = Text(de="Musterlösung", en="model solution")
MOST_NAMED = 6  # exercises in a line


def pair(alike: Alike, lang: Lang) -> tuple[str, str]:
    """Both sides by name."""
    student, other = alike.students
    return student, other or MODEL.in_(lang)


def exercises(alike: Alike) -> str:
    """Where they are alike, in a line."""
    names = [one.exercise for one in alike.exercises]
    return ", ".join(names[:MOST_NAMED]) + (f", … ({len(names)})" if len(names) > MOST_NAMED else "")
