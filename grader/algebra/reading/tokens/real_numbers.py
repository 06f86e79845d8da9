"""ℝ and its halves: ℝ⁺, ℝ₀⁺, ℝ^-, \\mathbb{R}_{>0}, and ℝ² for points."""

from __future__ import annotations

import re

from grader.algebra.syntax.tree import REALS, Inf, Interval, Node, num

ZERO = r"(?:_\{0\}|_?0|₀)"
SIGN = r"(?:[⁺⁻]|\^\{\s*[+−-]\s*\}|\^[+−-]|[+−-](?=\s*(?:$|[\s\\}_),;|:₀]|0\s*(?:$|[\\}),;|]))))"
ORDER = r"_?\{?\s*(?:>=|<=|[<>≥≤]|\\[gl]eq?(?![a-z])|\\[gl]t)\s*0\s*\}?"
BEHIND = re.compile(rf"{ZERO}?{SIGN}{ZERO}?|{ORDER}|[²³]|\^\d|\^\{{\d\}}")


def end_of(text: str, place: int) -> int:
    """Where the sign or order behind an ℝ ends, which itself ends at `place`."""
    match = BEHIND.match(text, place)
    return match.end() if match else place


def half_line(behind: str) -> Node:
    """What ℝ is with the sign or order that stands behind it: `⁺`, `_0^+`, `_{>0}`; with a dimension all of it."""
    sign = re.search(r"[⁺⁻+−-]|>|<|≥|≤|\\[gl]", behind)
    if sign is None:
        return REALS
    ordered = sign[0] not in "⁺⁻+−-"
    with_zero = bool(re.search(r"=|≥|≤|\\[gl]eq?", behind)) if ordered else ("0" in behind or "₀" in behind)
    if sign[0] in ("⁻", "-", "−", "<", "≤", "\\l"):
        return Interval(Inf(-1), num(0), True, not with_zero)
    return Interval(num(0), Inf(1), not with_zero, True)
