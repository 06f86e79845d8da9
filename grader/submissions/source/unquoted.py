"""An answer in everyday words or signs that lost its quotation marks: `reason = Weil alle positiv sind`, `domain = ]0; 1[`,
`steps = 1,5; 2,25`."""

from __future__ import annotations

import keyword
import re
from collections.abc import Container

MARK = " (no quotation marks)"  # behind Python's own words, so that the judge's sentence says what is missing
LONGEST_LINE = 400
ANSWER = re.compile(r"(\w{1,60})[ \t]*=(?!=)[ \t]*(?:\w{1,60}[ \t]*=(?!=)[ \t]*)?([^\s=][^\n]*)")
COMMENT = re.compile(r"\s#.*$")
# what Python does not know, or never in such a place
SIGNS = re.compile(
    r"[≤≥≠≈∞∈∪∩∅ℝℤ√²³½¼¾·×÷−±‖→ηφπσ]|^\s*\]|\[\s*$|[\[({][^\])}]*;[^\])}\[({]*[\])}\[]|%\s*(?:$|[,;/])"
    r"|=>|=<|(?<![<>=!])=(?![=])"
)
PAIR = re.compile(r"(?<![\w.])([^\W_]\w*|\d[\d.,]*)\.?[ \t]+(?=([^\W_]\w*))")
WORD = re.compile(r"[^\W\d_]{2,}")
ONE_WORD = re.compile(r"[^\W\d_]{3,}[.!?]?")
NUMBER = r"[-+]?\d+(?:,\d+)?"
CUT = re.compile(rf"{NUMBER}(?:[ \t]*;[ \t]*{NUMBER})+[ \t]*;?")
ASSIGNED = re.compile(r"^(\w+)[ \t]*=(?!=)([^\n]*)", re.MULTILINE)


def lacks_quotes(kind: str, line: str, asked: Container[str], known: Container[str]) -> bool:
    """Does a line give an item a text where Python was told `kind`? `known` are the names that have values."""
    match = ANSWER.fullmatch(line.rstrip()) if len(line) <= LONGEST_LINE else None
    if match is None or match[1] not in asked or '"' in match[2] or "'" in match[2]:
        return False
    said = COMMENT.sub("", match[2])
    if kind == "NameError":
        return ONE_WORD.fullmatch(said) is not None
    return kind == "SyntaxError" and ("(" not in said or "=" not in said) and _is_text(said, known)


def _is_text(said: str, known: Container[str]) -> bool:
    """Signs of the school, or two words side by side that are no Python, one of them no name of the exercise."""
    if SIGNS.search(said):
        return True
    for first, second in PAIR.findall(said):
        words = [word for word in (first, second) if WORD.fullmatch(word)]
        if words and not any(map(keyword.iskeyword, (first, second))) and any(word not in known for word in words):
            return True
    return False


def behind(name: str, source: str) -> str:
    """What stands behind the last `name =` at the beginning of a line, without a comment."""
    found = [said for own, said in ASSIGNED.findall(source) if own == name]
    return COMMENT.sub("", found[-1][:LONGEST_LINE]).strip() if found else ""


def is_cut(said: str) -> bool:
    """`1,5; 2,25; 2,625`: Python takes the 5 for an entry of its own and what follows for statements."""
    return CUT.fullmatch(said) is not None
