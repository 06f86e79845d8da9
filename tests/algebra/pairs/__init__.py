"""One row of the tables: two answers and the verdict they must get."""

from __future__ import annotations

from typing import NamedTuple

P, R = "proved", "refuted"


class Pair(NamedTuple):
    student: str
    reference: str
    verdict: str
    why: str
    domain: dict[str, str] | None = None
    kind: str | None = None


def rows(*table: tuple) -> list[Pair]:  # type: ignore[type-arg]
    return [Pair(*row) for row in table]
