"""The door for generic mistakes: a file in generic/ with a subclass is one more, and no list is edited.

A child knows them, too, so that nothing here imports what compares: who compares hands that in.
"""

from __future__ import annotations

import ast
from abc import ABC
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from grader.model import Text

if TYPE_CHECKING:  # a judge that knows the results already has no use for trees
    from grader.algebra.syntax.tree import Node


@dataclass(frozen=True, slots=True)
class Compared:
    """The entries of an answer beside those of the reference; a number or formula is a single one. `same` says whether
    two of them agree within the item's tolerance (at a place, where each has its own)."""

    answer: tuple[Node, ...]
    reference: tuple[Node, ...]
    same: Callable[..., bool]


class GenericMistake(ABC):
    """A mistake that may be made in any exercise; `id` stands in results, `feedback` is what its student reads.

    It shows in one way or in several, each a method that says no unless it is overridden. A subclass needs no arguments.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    feedback: ClassVar[Text]
    token: ClassVar[str] = ""  # a piece of text without which no source holds the mistake; empty if none shows it

    def in_value(self, value: object) -> bool:
        """Where one number or formula is asked, the value says it. Beside student code: only exact types are looked at."""
        return False

    def in_source(self, node: ast.AST) -> bool:
        """This piece of the syntax tree makes it. Asked only if the source holds `token`."""
        return False

    def behind(self, kind: str, message: str) -> bool:
        """It is what an exception of this kind comes from, by the words of Python or of a library."""
        return False

    def beside(self, compared: Compared) -> bool:
        """An answer that is not right says it, beside the reference."""
        return False
