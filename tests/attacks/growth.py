"""How processor time grows with the size of a hostile text: pieces that patterns look for, repeated and never completed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

ENOUGH = 0.01  # seconds of processor time that can be compared
LARGEST = 1 << 15  # characters
DOUBTFUL = 6.0  # from here on a ratio is measured again: one that linear work reaches only by accident
RATIO = 9.0  # of four times the text: linear work takes 4 times as long, quadratic 16 times
PIECES = (
    *("a()", "'", '"', "`", "{", "}", "[", "(", "$", "$$", "**", "*", "_{", "^{", "\\frac{", "\\", "\\n", "\n", " ", "\t"),
    *(",", ";", ":", "::", "=", "-", "#", "##[", "|", "\u202e", "\u0301", "\ud800", "1", "a", "None", "é", "\r\n", "/", "\x85"),
    *("a() takes ", " positional arguments but ", "not supported between instances of '", " and '", " missing 1 required "),
    *("module '", "' has no attribute '", "cannot import name '", "' from '", " on line 1", " (detected at line ", "name '"),
    *('{"cells":[', '{"cell_type":[', '{"cell_type":"code","source":"', '"outputs": [', '\n  "outputs": [\n', "null,", "],"),
    *("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "object is not callable", "bad operand type for '", " must be Tensor, not"),
)


def texts(seed: int, count: int) -> list[Callable[[int], str]]:
    """Texts of about a given size: one piece over and over, two in turn, one behind or before many of another."""
    dice = random.Random(seed)
    made: list[Callable[[int], str]] = []
    for _ in range(count):
        a, b = dice.choice(PIECES), dice.choice(PIECES)
        form = dice.randrange(4)
        made.append(
            [
                lambda size, a=a: a * (size // len(a)),
                lambda size, a=a, b=b: (a + b) * (size // len(a + b)),
                lambda size, a=a, b=b: a + b * (size // len(b)),
                lambda size, a=a, b=b: a * (size // (2 * len(a))) + b * (size // (2 * len(b))),
            ][form]
        )
    return made


def growth(work: Callable[[str], object], text: Callable[[int], str]) -> float:
    """How many times as long `work` takes for a text four times as large; 0 where no size takes long enough to tell."""
    size = 1 << 10
    while size <= LARGEST:
        before = _seconds(work, text(size))
        if before >= ENOUGH:
            after = _seconds(work, text(4 * size))
            if after / before < DOUBTFUL:
                return after / before
            for _ in range(3):  # a neighbour on the same core slows both down, though never below their own time
                before = min(before, _seconds(work, text(size)))
                after = min(after, _seconds(work, text(4 * size)))
            return after / before
        size *= 2
    return 0.0


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun
