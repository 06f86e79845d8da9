"""A symbol with a few whole values is each of them in turn: p^y·(1-p)^(1-y) for y = 0 and for y = 1."""

from __future__ import annotations

from collections.abc import Callable
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


def every_value(left: Node, right: Node, domain: Domain, decide: Decide) -> Certificate | None:
    """Proved if all values of a symbol are; None if there is no such symbol, or one value is not decided or differs."""
    found = values(symbols(left) | symbols(right), domain)
    if found is None:
        return None
    name, numbers = found
    certificates = []
    for number in numbers:
        here = {name: Num(number)}
        certificates.append(decide(substitute(left, here), substitute(right, here), domain))
        if certificates[-1].verdict != "proved":
            return None
    same = proved(
        f"every value of {name}",
        f"Beide stimmen für jeden Wert von {name} überein.",
        f"Both agree for every value of {name}.",
        assuming=sorted({condition for one in certificates for condition in one.assuming}),
    )
    return replace(same, domain_differs_at=next((one.domain_differs_at for one in certificates if one.domain_differs_at), None))
