"""G2: 3^2 is 1 in Python, and w^2 raises for most values."""

from __future__ import annotations

import ast

from grader.mistakes.base.mistake import GenericMistake
from grader.model import Text


class Caret(GenericMistake):
    id = "G2"
    name = "wrote_a_caret"
    feedback = Text(
        de="In Python schreibt man Potenzen mit **. Das Zeichen ^ bedeutet etwas anderes: 3^2 ist 1.",
        en="Python writes powers with **. The sign ^ means something else: 3^2 is 1.",
    )
    token = "^"

    def in_source(self, node: ast.AST) -> bool:
        return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.BitXor)

    def behind(self, kind: str, message: str) -> bool:
        return kind == "TypeError" and "for ^" in message
