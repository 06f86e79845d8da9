"""What is said of a permutation that cannot be read."""

from __future__ import annotations

from grader.reading_help.base.row import row

ROWS = {
    "no permutation": row(
        "Gefragt ist eine Reihenfolge, in der jede der Zahlen 1 bis {size} genau einmal steht.",
        "An order is asked for in which each of the numbers 1 to {size} stands exactly once.",
        {"size": lambda reading: str(reading["size"])},
    ),
}
