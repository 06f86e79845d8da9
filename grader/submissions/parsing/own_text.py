"""What of a notebook's text cells is a student's own, and not the sheet's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.measures import LONGEST_NAME, MOST_TEXTS
from grader.model import TextBeside
from grader.submissions.parsing.block import Block

_PROMPT = re.compile(r"\s*\*\*\w{1,3}\)\*\*")  # **a)** and an item's question, which ends with the form of its answer
_TITLE = re.compile(r"\s*(?:# ex\d|<!-- grader|## (?:Lösungsweg|Worked solution)\b)")
_NAME = rf"([A-Za-z_]\w{{0,{LONGEST_NAME - 1}}})"
_SAYS = re.compile(rf"^[ \t>*`#-]*(?:def[ \t]+{_NAME}\(|{_NAME}[ \t]*=(?!=)[ \t]*(?!\.\.\.)\S)", re.MULTILINE)
_MARKUP = re.compile(r"<[^>]{0,200}>|!?\[[^\]]{0,200}\]\([^)]{0,200}\)|[\W_]")  # a picture or a badge says nothing


def own_texts(blocks: Sequence[Block]) -> tuple[TextBeside, ...]:
    """The student's texts. What follows a question belongs to the code cell below it, and to none if that is gone."""
    found: list[TextBeside] = []
    waiting: list[str] | None = None  # for the code cell of the question above
    cell = 0
    for block in blocks:
        if block.code or _PROMPT.match(block.source):
            cell = block.number
            found += [TextBeside(cell, _names(text)) for text in waiting or ()]
            waiting = None if block.code else [text] if (text := _own(block.source.rpartition("</sub>")[2])) else []
        elif (text := _own(block.source)) and not _TITLE.match(block.source):
            if waiting is None:
                found.append(TextBeside(cell, _names(text)))
            else:
                waiting.append(text)
    found += [TextBeside(0, _names(text)) for text in waiting or ()]
    return tuple(found[:MOST_TEXTS])


def _own(text: str) -> str:
    return text if _MARKUP.sub("", text) else ""


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(defined or given for defined, given in _SAYS.findall(text)))[:MOST_TEXTS]
