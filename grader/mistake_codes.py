"""Mistakes that have nothing to do with the exercise; their ids stand beside the exercise's own in results.

G3, an answer that is still None or `...`, is the outcome `missing`; G4, a NumPy or torch scalar, is simply read.
"""

from __future__ import annotations

from fractions import Fraction

from grader.model import Mistake, Text


def _mistake(id: str, name: str, de: str, en: str) -> Mistake:
    return Mistake(id, name, Fraction(0), Text(de=de, en=en))


DECIMAL_COMMA = _mistake(
    "G1",
    "wrote_a_decimal_comma",
    "In Python trennt man Dezimalstellen mit einem Punkt, ein Komma erzeugt ein Tupel.",
    "Python uses a decimal point; a comma builds a tuple.",
)
CARET = _mistake(
    "G2",
    "wrote_a_caret",
    "In Python schreibt man Potenzen mit **. Das Zeichen ^ bedeutet etwas anderes: 3^2 ist 1.",
    "Python writes powers with **. The sign ^ means something else: 3^2 is 1.",
)
NOT_A_NUMBER = _mistake(
    "G5",
    "got_nan",
    "Deine Rechnung ergibt nan („keine Zahl“). Suche die Stelle, an der 0/0, ∞ − ∞ oder log einer negativen Zahl entsteht.",
    "Your calculation gives nan (“not a number”). Find the place where 0/0, ∞ − ∞ or the log of a negative number arises.",
)
WRONG_ORDER = _mistake(
    "G6",
    "mixed_up_the_order",
    "Deine Zahlen sind die richtigen, aber die Reihenfolge stimmt nicht.",
    "Your numbers are the right ones, but their order is not.",
)
GENERIC = {mistake.id: mistake for mistake in (DECIMAL_COMMA, CARET, NOT_A_NUMBER, WRONG_ORDER)}


def said(sentence: Text | None) -> str | None:
    """The id of the generic mistake that a sentence is about; it may first say where."""
    if sentence is None:
        return None
    return next((mistake.id for mistake in GENERIC.values() if sentence.de.endswith(mistake.feedback.de)), None)


def behind(kind: str, message: str) -> Mistake | None:
    """The generic mistake behind an exception: w^2 on a SymPy symbol; 0,05, in which Python sees a number 05."""
    if kind == "TypeError" and "for ^" in message:
        return CARET
    return DECIMAL_COMMA if kind == "SyntaxError" and "leading zeros" in message else None
