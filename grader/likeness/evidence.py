"""How much more two hand-ins have in common than two of this class usually have, in bits.

The class itself is the measure: a fragment that every second person wrote is no evidence, one that two of thirty wrote is
log2(0.9 · 29/1) bits. What one of the two wrote and the other did not speaks against it. Lines that the same people have
in common come from one source and count with the logarithm of their number, since they are not independent.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import log2

KEPT = 0.9  # of what is copied stays as it was
OTHERS = -2.5  # bits for a fragment that only one of the two has
MOST_AGAINST = -10.0  # bits: who copies a function may have the rest from elsewhere
MOST_HOLDERS = 40  # of a fragment that is evidence; beyond, it is common in a class of any size
FEWEST = 5  # hand-ins of an exercise; among fewer nothing can be called usual

Pair = tuple[str, str]


def evidence(of: Mapping[str, Sequence[int] | array[int]]) -> dict[Pair, float]:
    """For each two people who share something rare: the bits that it is worth. `of` are the numbers of somebody's fragments."""
    if len(of) < FEWEST:
        return {}
    rare = max(2, min(len(of) // 2, MOST_HOLDERS))
    holders: dict[int, list[str]] = defaultdict(list)
    for who in sorted(of):
        for number in of[who]:
            holders[number].append(who)
    groups: dict[tuple[str, ...], int] = defaultdict(int)
    shared: dict[Pair, int] = defaultdict(int)
    for holding in holders.values():
        if 2 <= len(holding) <= rare:
            groups[tuple(holding)] += 1
    bits: dict[Pair, float] = defaultdict(float)
    for group, count in groups.items():
        worth = log2(KEPT * (len(of) - 1) / (len(group) - 1)) * (1 + log2(count))
        for pair in combinations(group, 2):
            bits[pair] += worth
    own = {who: set(of[who]) for pair in bits for who in pair}
    for first, second in bits:
        shared[first, second] = len(own[first] & own[second])
    alone = {pair: min(len(own[pair[0]]), len(own[pair[1]])) - shared[pair] for pair in bits}
    return {pair: worth + max(MOST_AGAINST, OTHERS * alone[pair]) for pair, worth in bits.items()}


def beyond_chance(scores: Iterable[float], pairs: int, *, margin: float) -> float:
    """The bits from which something is said: more than the best of so many pairs has by chance, and three times what a
    quarter of them have."""
    known = sorted((score for score in scores if score > 0), reverse=True)
    usual = known[pairs // 4] if len(known) > pairs // 4 else 0.0
    return max(log2(max(pairs, 1)) + margin, 3 * usual)
