"""Random bytes and damaged formulas: the parser reads them or raises its own error, and nothing takes long.

`pytest -n 0 -m deep tests/algebra -s` takes the large counts.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from grader.algebra.reading.parser import parse
from grader.algebra.syntax.errors import ParseError
from tests.unread import sentence_of

from .tables import ALL
from .test_deep import CI, DEEP

LETTERS = "0123456789xyew.,;+-*/^()[]{}|<>=!_ \\√π∞²₁·−%∪ℝσ°lnsincosmaxabsqrtfrac\t\0é"
TEXTS = [side for _, pair in ALL for side in (pair.student, pair.reference)] + [r"\frac{1}{1+e^{-x}}", "{x | x > 0}"]
KINDS = [None, "expression", "value", "region", "interval", "set", "equation", "affine", "tuple"]


def random_bytes(rng: random.Random) -> str:
    """Any bytes at all, as a file or a terminal would hand them over."""
    return rng.randbytes(rng.randint(1, 60)).decode(rng.choice(["utf-8", "latin-1"]), errors="replace")


def random_letters(rng: random.Random) -> str:
    return "".join(rng.choice(LETTERS) for _ in range(rng.randint(1, 40)))


def damaged(rng: random.Random) -> str:
    """A formula of the tables with characters changed, doubled, left out, or a piece of another one in it."""
    chars = list(rng.choice(TEXTS))
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(chars) + 1)
        match rng.randrange(4):
            case 0:
                chars[place : place + 1] = rng.choice(LETTERS)
            case 1:
                chars[place:place] = rng.choice(LETTERS)
            case 2:
                del chars[place : place + rng.randint(1, 3)]
            case _:
                chars[place:place] = rng.choice(TEXTS)[: rng.randint(1, 12)]
    return "".join(chars) * rng.choice([1, 1, 1, 1, 7])


def fuzz(count: int, seed: int, make: Callable[[random.Random], str]) -> None:
    rng, read, slowest = random.Random(seed), 0, 0.0
    for _ in range(count):
        text, kind = make(rng), rng.choice(KINDS)
        begun = time.process_time()
        try:
            parse(text, kind=kind, decimal=rng.choice(["auto", ".", ","]))
            read += 1
        except ParseError as error:
            sentence, place = sentence_of(error.why, {"symbols": ()}), error.position
            assert sentence.de != sentence.en
            assert 0 <= place <= len(text), text
        slowest = max(slowest, time.process_time() - begun)
        assert slowest < 2, text
    print(f"\n{count} texts ({make.__name__}), {read} of them read, slowest {1000 * slowest:.0f} ms")


MAKERS = [random_bytes, random_letters, damaged]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_any_text_is_read_or_refused(make: Callable[[random.Random], str]) -> None:
    fuzz(CI // 3, 105, make)


@pytest.mark.deep
@pytest.mark.timeout(0)
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_deep_any_text_is_read_or_refused(make: Callable[[random.Random], str]) -> None:
    fuzz(DEEP // 3, 106, make)
