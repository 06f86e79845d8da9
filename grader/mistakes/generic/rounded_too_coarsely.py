"""G8: rightly rounded, but to fewer places than are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.mistakes.base.mistake import Compared, GenericMistake
from grader.model import Text

if TYPE_CHECKING:
    from grader.algebra.syntax.tree import Node

FEWEST = 2  # with one place many a wrong number is a rounded right one


class RoundedTooCoarsely(GenericMistake):
    id = "G8"
    name = "rounded_too_coarsely"
    feedback = Text(
        de="Richtig gerundet, aber zu grob. Gib es genau an, als Bruch oder mit Wurzel, oder mit so vielen Stellen, wie die "
        "Form verlangt.",
        en="Correctly rounded, but too coarse. Give it exactly, as a fraction or with a root, or to as many digits as the form "
        "asks for.",
    )

    def beside(self, compared: Compared) -> bool:
        """Each entry is right, or the right one rounded; at least one is only rounded."""
        if len(compared.answer) != len(compared.reference):
            return False
        coarse = False
        for place, (ours, theirs) in enumerate(zip(compared.answer, compared.reference, strict=True)):
            if compared.same(ours, theirs, place):
                continue
            if not _rounds(ours, theirs):
                return False
            coarse = True
        return coarse


def _rounds(answer: Node, reference: Node) -> bool:
    from grader.algebra.door import close
    from grader.algebra.syntax.errors import NotReadable, ParseError
    from grader.algebra.syntax.tree import Num

    if not isinstance(answer, Num) or not answer.text or (isinstance(reference, Num) and reference.value == 0):
        return False
    behind = answer.text.replace("{,}", ".").replace(",", ".").partition(".")[2]
    if not behind.isdigit() or not FEWEST <= len(behind) <= 9 or not answer.value:
        return False
    try:
        return close(answer, reference, places=len(behind)).verdict == "proved"
    except (ParseError, NotReadable):
        return False
