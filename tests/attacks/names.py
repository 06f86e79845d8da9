"""Names of students – of the folders that they hand in – that lead elsewhere, look like another's, or are commands."""

from __future__ import annotations

from dataclasses import dataclass

APART = "names that are one on some disk are kept apart, and it is said"
UNSEEN = "what nobody sees is left out"
CELL = "in front of a formula stands an apostrophe"
PAGE = "the file of the page gets a name of plain letters"


@dataclass(frozen=True, slots=True)
class Name:
    """`shown`: what the student is called in grades.csv; a star at its end stands for a hash."""

    line: int
    name: str
    folder: str
    stopped_by: str
    shown: str


NAMES = (
    Name(69, "an option of a command", "-rf", CELL, "'-rf"),
    Name(69, "a formula", "=cmd|' C calc'!A0", CELL, "'=cmd|' C calc'!A0"),
    Name(69, "a formula behind a semicolon", "x;=1+1", CELL, "x;'=1+1"),
    Name(69, "a formula of old spreadsheets", "@SUM(A1)", CELL, "'@SUM(A1)"),
    Name(69, "a line end", "li\nne", UNSEEN, "line"),
    Name(69, "escape sequences", "\x1b[2J\x1b]0;x\x07esc", UNSEEN, "[2J]0;xesc"),
    Name(69, "another direction of reading", "rtl\u202efdp", UNSEEN, "rtlfdp"),
    Name(69, "bytes that are no text", "by\udcfftes", UNSEEN, "bytes"),
    Name(69, "a device of Windows", "con", PAGE, "con"),
    Name(69, "nothing that can be seen", "\u200b\u2060", UNSEEN, "student-*"),
    Name(69, "255 letters", "l" * 255, "long names are cut", "l" * 60 + "-*"),
    Name(69, "a command for a CI server", "::error::boo", "neutralised where a log may be read", "::error::boo"),
    Name(69, "HTML", "<script>alert(1)<", PAGE, "<script>alert(1)<"),
    Name(69, "Markdown", "[x](javascript:1)", PAGE, "[x](javascript:1)"),
    Name(69, "markup of the terminal", "[link=x]y", "it is no markup to us", "[link=x]y"),
    Name(69, "a name of another student, with a dot", "000innocent.", APART, "000innocent-*"),
    Name(69, "the same with a character that nobody sees", "000\u200binnocent", APART, "000innocent-*"),
    Name(69, "two names that are one on many disks", "twin", APART, "twin-*"),
    Name(69, "the other of the two", "TWIN", APART, "TWIN"),
    Name(69, "letters and accents apart", "Mu\u0308ller", APART, "Müller-*"),
    Name(69, "letters with accents", "Müller", APART, "Müller"),
    Name(69, "the module json", "json", "nothing of a hand-in is on a path of Python", "json"),
)
