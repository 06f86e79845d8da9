"""The vocabulary that all reports share: a mark for each outcome, headings, and how numbers are written.

No mark speaks by colour alone: each has a word and a symbol, and a plain symbol for consoles that cannot show the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from types import MappingProxyType

from grader.model import Lang, Outcome, Text
from grader.notation import in_language

PLACES = 6  # the JSON contract rounds to 6 places; every report shows the same number


@dataclass(frozen=True, slots=True)
class Mark:
    """How an outcome looks: `plain` is the symbol in ASCII, `tone` one of good, part, bad, idle, open."""

    symbol: str
    plain: str
    word: Text
    tone: str


MARKS: Mapping[Outcome, Mark] = MappingProxyType(
    {
        Outcome.CORRECT: Mark("✓", "+", Text(de="richtig", en="right"), "good"),
        Outcome.PARTIAL: Mark("◐", "~", Text(de="teilweise", en="partly"), "part"),
        Outcome.FOLLOW_THROUGH: Mark("↪", ">", Text(de="Folgefehler", en="follow-through"), "part"),
        Outcome.WRONG: Mark("✗", "x", Text(de="noch nicht", en="not yet"), "bad"),
        Outcome.MISSING: Mark("○", "o", Text(de="nicht bearbeitet", en="not attempted"), "idle"),
        Outcome.INVALID: Mark("¿", "/", Text(de="nicht lesbar", en="not readable"), "bad"),
        Outcome.CRASHED: Mark("!", "!", Text(de="Fehler im Code", en="error in code"), "bad"),
        Outcome.TIMEOUT: Mark("◷", "%", Text(de="zu langsam", en="too slow"), "bad"),
        Outcome.UNDECIDED: Mark("?", "?", Text(de="unentschieden", en="undecided"), "open"),
        Outcome.PENDING: Mark("✎", ".", Text(de="wird gelesen", en="to be read"), "open"),
        Outcome.GRADER_ERROR: Mark("⚑", "#", Text(de="unser Fehler", en="our fault"), "open"),
    }
)
UNTRIED = MARKS[Outcome.MISSING]
# with the sealed key of a kit an undecided answer is not our doubt: the teacher's key decides it
AFTER_HAND_IN = Mark("?", "?", Text(de="nach der Abgabe", en="after hand-in"), "open")
PASSED = Mark("✓", "+", Text(de="bestanden", en="passed"), "good")
NOT_PASSED = Mark("◔", "~", Text(de="noch nicht bestanden", en="not passed yet"), "idle")
CHECK_PASSED = Mark("✓", "+", Text(de="erfüllt", en="met"), "good")
CHECK_FAILED = Mark("✗", "x", Text(de="nicht erfüllt", en="not met"), "bad")

BONUS = Text(de="Bonus", en="bonus")
POINTS = Text(de="Punkte", en="points")
TOTAL = Text(de="Summe", en="total")
OPEN = Text(de="offen", en="open")
STUDENT = Text(de="Name", en="Name")
EXERCISE = Text(de="Aufgabe", en="exercise")
UNDERSTOOD = Text(de="verstanden als", en="understood as")
PROBLEMS = Text(de="Zu klären", en="To look into")
BESIDE = Text(de="Am Rande, ohne Einfluss auf Punkte", en="By the way, without effect on points")
NOT_GRADED = Text(de="nicht gewertet", en="not graded")
NOT_HANDED_IN = Text(de="Nicht abgegeben", en="Not handed in")
NEXT = Text(de="Weiter", en="Next")
STUCK = Text(de="Hinweis dazu", en="A hint for it")
FIRST = Text(de="Hier geht es weiter", en="Go on here")
IN_ORDER = Text(de="Alle Teile", en="All items")
ABOVE = Text(de="siehe oben", en="see above")
LATE = Text(de="Zu spät", en="Late")
EXCUSED = Text(de="entschuldigt", en="excused")
TEACHER = Text(de="Deine Lehrkraft", en="Your teacher")

ISOLATION: Mapping[str, Text] = MappingProxyType(
    {
        "strong": Text(de="stark", en="strong"),
        "strict": Text(de="streng", en="strict"),
        "limits-only": Text(de="nur Grenzen, keine Wand", en="limits only, no wall"),
        "none": Text(de="keine", en="none"),
    }
)
WALLED = ("strong", "strict")  # of these a student need not read


def isolated(level: str) -> Text:
    """Abschottung: stark."""
    word = ISOLATION[level]
    return Text(de=f"Abschottung: {word.de}", en=f"Isolation: {word.en}")


def number(value: Fraction) -> int | float:
    """An exact number for JSON: an int where it is one, else rounded to 6 places."""
    if value.denominator == 1:
        return value.numerator
    rounded = round(value, PLACES)
    return rounded.numerator if rounded.denominator == 1 else float(rounded)


def decimal(value: Fraction, lang: Lang) -> str:
    """An exact number as a person writes it: 2, and 0,5 in German or 0.5 in English, at most 6 places."""
    rounded = round(value, PLACES)
    exact = (Decimal(rounded.numerator) / Decimal(rounded.denominator)).quantize(Decimal(1).scaleb(-PLACES), ROUND_HALF_EVEN)
    text = f"{exact:f}".rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return in_language(text, lang)


def of(value: Fraction, most: Fraction, lang: Lang) -> str:
    """2/3 points, to two places: a third of a point is 0,33 for a person."""
    return f"{decimal(round(value, 2), lang)}/{decimal(round(most, 2), lang)}"


def counted(amount: Fraction | int, one: Text, many: Text, lang: Lang) -> str:
    """1 Punkt, 2 Punkte, 0,5 Punkte."""
    word = one if amount == 1 else many
    return f"{decimal(round(Fraction(amount), 2), lang)} {word.in_(lang)}"


def count_points(amount: Fraction | int, lang: Lang) -> str:
    return counted(amount, Text(de="Punkt", en="point"), Text(de="Punkte", en="points"), lang)


def count_marks(amount: Fraction | int, lang: Lang) -> str:
    return counted(amount, Text(de="Textpunkt", en="text point"), Text(de="Textpunkte", en="text points"), lang)
