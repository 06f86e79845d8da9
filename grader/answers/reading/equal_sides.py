"""`f'(w) = 2(w - 3) = 2w - 6`, `1/3 ≈ 0,333`, `Eq(w, 3)`: which side is the answer, where one number or formula is asked?"""

from __future__ import annotations

from itertools import pairwise

from grader.algebra.reading.rough import agree, places, rough
from grader.algebra.reading.tokens.lexer import canonical_name
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import FORMULA, And, Call, Node, Num, Rel, Sym, symbols
from grader.answers.reading.values import Unread


def one_side(node: Node, names: tuple[str, ...]) -> Node:
    """What several equal sides say: the exact number beside a rounded one, the last form of a formula. All else stays.

    Raises:
        Unread: the sides are not equal.
    """
    sides = _sides(node)
    declared = {canonical_name(name) for name in names}
    while len(sides) > 1 and isinstance(sides[0], Sym) and sides[0].name not in declared:
        sides = sides[1:]  # w = 3: what it is called
    if not declared and any(not symbols(side) for side in sides):
        sides = [side for side in sides if not (symbols(side) and isinstance(side, Sym | Call))]  # cos(α) = 1/2
    if len(sides) < 2 or not all(isinstance(side, FORMULA) for side in sides):
        return sides[0] if len(sides) == 1 else node
    if len(sides) == 2 and not symbols(sides[0]) and rough(sides[0]) is None:
        return sides[1]  # ln(0) = -∞
    free = tuple(sorted({name for side in sides for name in symbols(side)}))
    for left, right in pairwise(sides):
        if not agree(left, right, free):
            raise Unread("two sides", left=show(left), right=show(right))
    if free:
        return sides[-1]
    exact = [side for side in sides if not (isinstance(side, Num) and places(side))]
    return exact[0] if exact else max(sides, key=places)


def _sides(node: Node) -> list[Node]:
    """The sides of one equation, or of a chain of them."""
    parts = node.args if isinstance(node, And) else (node,)
    if not all(isinstance(part, Rel) and part.op == "=" for part in parts):
        return [node]
    sides = [side for part in parts if isinstance(part, Rel) for side in (part.left, part.right)]
    chain = [sides[0], *sides[1::2]]
    return chain if all(a == b for a, b in zip(sides[2::2], sides[1:-1:2], strict=True)) else [node]
