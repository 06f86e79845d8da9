"""How long the words may be that a child sends: it cuts them off itself, and the judge takes none beyond."""

from __future__ import annotations

LONGEST_NAME = 60  # of a variable
LONGEST_KIND = 80  # name of an exception
MOST_KINDS = 8
LONGEST_MESSAGE = 500  # an exception's own words
LONGEST_SOURCE = 60  # a line of code beside them
LONGEST_SHOWN = 200  # an answer, echoed
LONGEST_SENTENCE = 2000
