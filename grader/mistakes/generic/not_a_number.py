"""G5: nan in an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.mistakes.base.mistake import Compared, GenericMistake
from grader.model import Text

if TYPE_CHECKING:
    from grader.algebra.syntax.tree import Node


class NotANumber(GenericMistake):
    id = "G5"
    name = "got_nan"
    feedback = Text(
        de="Deine Rechnung ergibt nan („keine Zahl“). "
        "Suche die Stelle, an der 0/0, ∞ − ∞ oder log einer negativen Zahl entsteht.",
        en="Your calculation gives nan (“not a number”). Find the place where 0/0, ∞ − ∞ or the log of a negative number comes "
        "up.",
    )

    def beside(self, compared: Compared) -> bool:
        return any(map(holds_nan, compared.answer))


def holds_nan(node: Node) -> bool:
    from grader.algebra.syntax.tree import NaN, Seq

    return isinstance(node, NaN) or (isinstance(node, Seq) and any(map(holds_nan, node.args)))
