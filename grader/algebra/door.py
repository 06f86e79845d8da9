"""The questions that the rest of the house asks: is A the same as B, is it close enough, and why?

What proves is imported when a question is asked, so whoever only reads answers never loads it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from grader.model import Certificate

if TYPE_CHECKING:
    from grader.algebra.deciding.close import Tolerance
    from grader.algebra.deciding.explanation import Explanation


class How(TypedDict, total=False):
    """How both sides are read and where they are compared.

    domain: range of each symbol, as text ("x > 0"); decimal: "auto", "." or ","; kind: what is asked for, or None;
    names: the declared symbols.
    """

    domain: Mapping[str, str] | None
    decimal: str
    kind: str | None
    names: Collection[str]


def compare(student: Any, reference: Any, **how: Unpack[How]) -> Certificate:
    """Proved, refuted with a witness, or undecided.

    Each side is a text in everyday notation or LaTeX, a tree, a SymPy object or a number.

    Raises:
        ParseError, NotReadable: a side cannot be read; `reason` says why.
        ValueError: an unknown kind or range (the author's typo).
    """
    from grader.algebra.deciding.compare import decide_pair, read_pair

    return decide_pair(*read_pair(student, reference, **how), how.get("kind"))


def explain(student: Any, reference: Any, **how: Unpack[How]) -> Explanation:
    """The certificate of `compare`; if it is proved, also the claim, and the proof if its steps can be written down."""
    from grader.algebra.deciding.compare import read_pair
    from grader.algebra.deciding.explanation import explain_pair

    return explain_pair(*read_pair(student, reference, **how), how.get("kind"))


def close(
    student: Any, reference: Any, *, abs: Tolerance | None = None, rel: Tolerance | None = None, places: int | None = None
) -> Certificate:
    """|a - b| ≤ abs, or ≤ rel·|b|, or ≤ half a unit of the last of `places`; the widest of those that are given.

    Raises:
        ParseError, NotReadable: a side cannot be read.
        ValueError: no tolerance, or a negative one.
    """
    from grader.algebra.deciding.close import is_close

    return is_close(student, reference, abs, rel, places)
