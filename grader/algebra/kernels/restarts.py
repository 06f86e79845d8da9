"""Starting again with finer kernels: only on its way a comparison finds out how finely they have to be divided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from grader.algebra.kernels.field import Field, Finer
from grader.algebra.values.domain import Domain

T = TypeVar("T")
STARTS = 8


def in_a_fine_field(
    domain: Domain, attempt: Callable[[Field], T], *, parts: dict[Any, Any] | None = None, starts: int = STARTS
) -> T | None:
    """What `attempt` gives in a field whose kernels are divided as finely as it needs; None after so many starts.

    `parts` are shared by all of them. Whatever else than Finer the attempt raises is the caller's.
    """
    shared: dict[Any, Any] = {} if parts is None else parts
    for _ in range(starts):
        try:
            return attempt(Field(domain, shared))
        except Finer:
            continue
    return None
