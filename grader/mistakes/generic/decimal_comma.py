"""G1: 1,5 is a tuple of two numbers, and 0,05 no Python at all."""

from __future__ import annotations

from fractions import Fraction

from grader.mistakes.base.mistake import Compared, GenericMistake
from grader.model import Text


class DecimalComma(GenericMistake):
    id = "G1"
    name = "wrote_a_decimal_comma"
    feedback = Text(
        de="In Python schreibt man Dezimalzahlen mit einem Punkt; ein Komma trennt zwei Zahlen.",
        en="Python writes decimals with a point; a comma separates two numbers.",
    )

    def in_value(self, value: object) -> bool:
        return type(value) is tuple and len(value) == 2 and all(type(part) is int for part in value)

    def behind(self, kind: str, message: str) -> bool:
        return kind == "SyntaxError" and "leading zeros" in message  # 0,05: a number 05

    def beside(self, compared: Compared) -> bool:
        """`1,5, 2,25` without quotes is four numbers; joined two by two they are the right ones."""
        from grader.algebra.syntax.tree import NaN, Num, Seq

        answer, key = compared.answer, compared.reference
        parts = [part for entry in answer for part in (entry.args if isinstance(entry, Seq) else (entry,))]
        if any(isinstance(part, NaN) for part in parts):
            return False
        whole = [str(part.value) for part in parts if isinstance(part, Num) and part.value.denominator == 1]
        if len(answer) == len(key) or len(whole) != len(parts) or len(parts) != 2 * len(key):
            pairs = [entry for entry in answer if isinstance(entry, Seq) and len(entry.args) == 2]
            if len(pairs) != len(key) or len(whole) != 2 * len(key):
                return False
        joined = [
            Num(Fraction(f"{left}.{right}")) for left, right in zip(whole[::2], whole[1::2], strict=True) if right.isdigit()
        ]
        return len(joined) == len(key) and all(
            compared.same(ours, theirs, place) for place, (ours, theirs) in enumerate(zip(joined, key, strict=True))
        )
