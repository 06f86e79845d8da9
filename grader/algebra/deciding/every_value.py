"""A symbol with a few whole values is each of them in turn: p^y·(1-p)^(1-y) for y = 0 and for y = 1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from grader.algebra.syntax.tree import Node, Num, substitute, symbols
from grader.algebra.values.certificates import proved
from grader.algebra.values.domain import Domain
from grader.model import Certificate

MOST = 16
Decide = Callable[[Node, Node, Domain], Certificate]


def values(names: frozenset[str], domain: Domain) -> tuple[str, list[Fraction]] | None:
    """The first symbol that has few values, and these."""
    for name in sorted(names):
        within = domain.get(name)
        if within is None or not within.integer or within.low is None or within.high is None:
            continue
        every = [Fraction(n) for n in range(ceil(within.low), floor(within.high) + 1)]
        found = [n for n in every[: MOST + 1] if within.holds(n)]
        if 0 < len(found) <= MOST:
            return name, found
    return None


def cases(left: Node, right: Node, domain: Domain) -> Iterator[tuple[str, Fraction, Node, Node]]:
    """Both sides with each value of a symbol in its place."""
    found = values(symbols(left) | symbols(right), domain)
    if found is None:
        return
    name, numbers = found
    for number in numbers:
        yield name, number, substitute(left, {name: Num(number)}), substitute(right, {name: Num(number)})


def every_value(left: Node, right: Node, domain: Domain, decide: Decide) -> Certificate | None:
    """Proved if all values of a symbol are; None if there is no such symbol, or one value is not decided or differs."""
    assuming: set[str] = set()
    gap: str | None = None
    name = None
    for name, _, a, b in cases(left, right, domain):
        found = decide(a, b, domain)
        if found.verdict != "proved":
            return None
        assuming.update(found.assuming)
        gap = gap or found.domain_differs_at
    if name is None:
        return None
    same = proved(
        f"every value of {name}",
        f"Beide stimmen für jeden Wert von {name} überein.",
        f"Both agree for every value of {name}.",
        assuming=sorted(assuming),
    )
    return replace(same, domain_differs_at=gap)
