"""What a student says against a verdict: `# Einspruch ex10.b: …` in a text cell or as a comment. A person reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from grader.measures import LONGEST_OBJECTION, MOST_OBJECTIONS
from grader.model import Objection
from grader.submissions.files.handin import Part
from grader.submissions.parsing.block import Block

_BEGIN = re.compile(
    r"^[ \t>*_#-]*(?:Einspruch|Objection)[ \t]+(?:zu[ \t]+|gegen[ \t]+|to[ \t]+)?"
    r"`?(ex\d{1,3}\.[a-z][a-z0-9]?)(?!\w)`?[*_ \t]*[:,.-]?[*_]*",
    re.IGNORECASE | re.MULTILINE | re.ASCII,  # else a long s is an s
)
_COMMENT = re.compile(r"(?:[ \t]*#[^\n]*(?:\n|\Z))*")  # the rest of a line, and the lines of comment below it
_MARKS = re.compile(r"^[ \t]*#[# \t]*", re.MULTILINE)


def with_objections(parts: Sequence[Part], blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Each part with the objections to its items; those to others go with the first."""
    found = [one for block in blocks for one in _objections(block)][:MOST_OBJECTIONS]
    exercises = [part.exercise for part in parts]
    return tuple(
        replace(part, objections=tuple(one for one in found if _home(one, exercises) == part.exercise)) if found else part
        for part in parts
    )


def _home(objection: Objection, exercises: Sequence[str]) -> str:
    exercise = objection.item.partition(".")[0]
    return exercise if exercise in exercises else exercises[0]


def _objections(block: Block) -> Iterator[Objection]:
    """In a text cell one goes to its end, or to the next; in code to the end of the comment."""
    begun = list(_BEGIN.finditer(block.source))
    for number, match in enumerate(begun):
        if block.code and not match[0].lstrip().startswith("#"):
            continue
        end = begun[number + 1].start() if number + 1 < len(begun) else len(block.source)
        said = block.source[match.end() : end]
        if block.code:
            first, _, below = said.partition("\n")
            comment = _COMMENT.match(below)
            said = f"{first}\n{comment[0] if comment else ''}"
        words = " ".join(_MARKS.sub("", said).split())
        yield Objection(match[1].lower(), words[:LONGEST_OBJECTION])
