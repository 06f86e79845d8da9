"""How long the words may be that a child sends: it cuts them off itself, and the judge takes none beyond."""

from __future__ import annotations

from grader.model import Json, Trouble

LONGEST_NAME = 60  # of a variable
LONGEST_KIND = 80  # name of an exception
MOST_KINDS = 8
LONGEST_MESSAGE = 500  # an exception's own words
LONGEST_SOURCE = 60  # a line of code beside them
LONGEST_SHOWN = 200  # an answer, echoed
LONGEST_OWN = 60  # a piece of what was written, in a sentence
LONGEST_WINDOW = 60  # what stands around a place in a text
MOST_TEXTS = 100  # of a student's own, in text cells; and names in one of them
LONGEST_OBJECTION = 1_000
MOST_OBJECTIONS = 30  # in one file
MOST_NAMES = 6  # in one sentence
MOST_LINES = 3
MOST_CELLS = 10_000  # of code in a file: each takes some tenths of a millisecond, and 10 s are for all of an exercise
MOST_REMARKS = 8  # on one file; each kind of damage is told once or twice


def trouble(code: str, /, **words: Json) -> Trouble:
    """What cannot be read, its words no longer than the judge takes them."""
    return Trouble(code, {name: _cut(said) for name, said in words.items()})


def _cut(said: Json) -> Json:
    if type(said) is list:
        return [_cut(one) for one in said[: MOST_NAMES + 1]]  # one more says that there are more
    return said[:LONGEST_OWN] if type(said) is str else said
