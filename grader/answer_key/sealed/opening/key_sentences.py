"""What a kit says of what it cannot judge."""

from __future__ import annotations

from grader.model import Text

LATER = Text(
    de="Das zählt nach der Abgabe: Dein Paket kann es nicht beurteilen.",
    en="This counts after you have handed it in: your kit cannot judge it.",
)
STEPS_LATER = Text(
    de="Noch nicht alles stimmt. Ob ein Schritt zählt, weil er aus deinem eigenen davor folgt, zeigt sich nach der Abgabe.",
    en="Not all of it is right yet. Whether a step counts because it follows from your own one before, is seen after you have "
    "handed it in.",
)
FOLLOWS_LATER = Text(
    de="Ob es aus deinen früheren Antworten folgt, zeigt sich nach der Abgabe.",
    en="Whether it follows from your earlier answers, is seen after you have handed it in.",
)
