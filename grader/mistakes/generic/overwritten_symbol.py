"""G7: `for t in range(4)`, and 3 - 3/2**t is a number from then on. A child sees it while cells run (cell_runner.py)."""

from __future__ import annotations

from grader.mistakes.base.mistake import GenericMistake
from grader.model import Text


class OverwrittenSymbol(GenericMistake):
    id = "G7"
    name = "overwrote_a_symbol"
    feedback = Text(
        de="Ein Buchstabe der Aufgabe hat einen anderen Wert bekommen, bevor du deine Formel damit schreibst; so wird sie zu "
        "einer Zahl. Nimm dort einen anderen Namen, und führe dann die erste Zelle noch einmal aus.",
        en="A letter of the exercise was given another value before you used it in your formula, which turns the formula into "
        "a number. Use another name there, then run the first cell again.",
    )
