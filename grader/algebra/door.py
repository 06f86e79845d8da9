"""The questions that the rest of the house asks: is A the same as B, is it close enough, and why?

What proves is imported when a question is asked, so whoever only reads answers never loads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, Unpack

from grader.model import Certificate

if TYPE_CHECKING:
    from grader.algebra.deciding.close import Tolerance
    from grader.algebra.deciding.explanation import Explanation
    from grader.algebra.syntax.proof import Claim, Proof
    from grader.algebra.syntax.tree import Node
    from grader.algebra.values.domain import Domain


class How(TypedDict, total=False):
    """How both sides are read and where they are compared.

    domain: range of each symbol, as text ("x > 0"); decimal: "auto", "." or ","; kind: what is asked for, or None;
    names: the declared symbols.
    """

    domain: Mapping[str, str] | None
    decimal: str
    kind: str | None
    names: Collection[str]


class Proved(NamedTuple):
    """Two trees in declared ranges that were proved to be the same."""

    left: Node
    right: Node
    ranges: Domain
    certificate: Certificate

    def claim(self) -> Claim:
        """What was claimed."""
        from grader.algebra.deciding.explanation import claim_of

        return claim_of(*self)

    def steps(self) -> Proof | None:
        """The steps of the proof, None if they cannot be written down."""
        from grader.algebra.deciding.explanation import written_down

        return written_down(*self)


_proofs: ContextVar[list[Proved] | None] = ContextVar("proofs", default=None)


@contextmanager
def recording() -> Iterator[list[Proved]]:
    """Whatever `compare` proves meanwhile, in order."""
    proofs: list[Proved] = []
    token = _proofs.set(proofs)
    try:
        yield proofs
    finally:
        _proofs.reset(token)


def compare(student: Any, reference: Any, **how: Unpack[How]) -> Certificate:
    """Proved, refuted with a witness, or undecided.

    Each side is a text in everyday notation or LaTeX, a tree, a SymPy object or a number.

    Raises:
        ParseError, NotReadable: a side cannot be read; `reason` says why.
        ValueError: an unknown kind or range (the author's typo).
    """
    from grader.algebra.deciding.compare import decide_pair, read_pair

    left, right, ranges = read_pair(student, reference, **how)
    certificate = decide_pair(left, right, ranges, how.get("kind"))
    proofs = _proofs.get()
    if proofs is not None and certificate.verdict == "proved":
        proofs.append(Proved(left, right, ranges, certificate))
    return certificate


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
