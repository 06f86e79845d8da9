"""G6: the right numbers in another order."""

from __future__ import annotations

from grader.mistakes.base.mistake import Compared, GenericMistake
from grader.model import Text


class WrongOrder(GenericMistake):
    id = "G6"
    name = "mixed_up_the_order"
    feedback = Text(
        de="Deine Zahlen sind die richtigen, aber die Reihenfolge stimmt nicht.",
        en="Your numbers are right, but their order is not.",
    )

    def beside(self, compared: Compared) -> bool:
        """Every entry of the answer is another entry of the key."""
        from grader.algebra.syntax.tree import Seq

        left = list(compared.reference)
        if len(left) < 2 or [type(one) is Seq for one in compared.answer] != [type(one) is Seq for one in left]:
            return False
        for node in compared.answer:
            partner = next((other for other in left if compared.same(node, other)), None)
            if partner is None:
                return False
            left.remove(partner)
        return True
