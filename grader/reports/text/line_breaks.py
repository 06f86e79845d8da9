"""Where a long formula may be folded: a browser sets each formula in one line, however narrow the page is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, zip_longest

from grader.reports.text.latex import FUNCTIONS, LETTERS, SPACES
from grader.reports.text.plain_text import formula

LONGEST = 24  # letters that find room on the narrowest page
RELATIONS = frozenset((
    "=", "<", ">", r"\le", r"\leq", r"\ge", r"\geq", r"\lt", r"\gt", r"\ne", r"\neq", r"\approx", r"\equiv", r"\in", r"\to",
))  # fmt: skip
ARROWS = frozenset((r"\Rightarrow", r"\Leftrightarrow", r"\iff", r"\mapsto", r"\land", r"\lor"))
SIGNS = frozenset(("+", "-", r"\cdot"))
FRACTIONS = frozenset((r"\frac", r"\dfrac", r"\tfrac"))
OPENING, CLOSING = frozenset(("(", "[", r"\{")), frozenset((")", "]", r"\}"))


SPACE = frozenset(rf"\{sign}" for sign in SPACES)


@dataclass(frozen=True, slots=True)
class FormulaPart:
    """Something that is set as a whole, and the tokens that it was written with."""

    xml: str
    tokens: tuple[str, ...]

    @property
    def sign(self) -> str:
        return self.tokens[0] if len(self.tokens) == 1 else ""


def in_words(parts: list[FormulaPart]) -> str:
    """The parts as plain text, for those who do not see them."""
    text, last = "", ""
    fractions = {id(after) for part, after in pairwise(parts) if FRACTIONS.intersection(part.tokens[:1])}
    scripted = {id(after) for part, after in pairwise(parts) if len(part.tokens) > 1}
    for part, at, token in ((one, at, token) for one in parts for at, token in enumerate(one.tokens)):
        apart = token in RELATIONS | ARROWS or last in RELATIONS | ARROWS
        # w_t x, 1/2 (x+1) and 2 1/3, not w_tx, 1/2(x+1) and 21/3
        apart |= at == 0 and id(part) in scripted and (token[:1].isalnum() or token[1:] in LETTERS or token in FRACTIONS)
        apart |= at == 0 and id(part) in fractions and token in OPENING
        apart |= token in FRACTIONS and (last.isalnum() or last in CLOSING)
        named = last.startswith("\\") and last[-1:].isalpha() and token[:1].isalpha()
        function = token[1:] in FUNCTIONS and (last.isalnum() or last == ")")
        text, last = f"{text}{' ' if text and (apart or named or function) else ''}{token}", token
    return " ".join(formula(text).split())


def cut(parts: list[FormulaPart]) -> list[list[FormulaPart]]:
    """The pieces of a formula, the fewer the better."""
    pieces = [parts]
    for level in range(4):
        pieces = [smaller for piece in pieces for smaller in (_cut(piece, level) if _length(piece) > LONGEST else [piece])]
    return pieces


def _length(parts: list[FormulaPart]) -> int:
    return len(in_words(parts))


def _cut(parts: list[FormulaPart], level: int) -> list[list[FormulaPart]]:
    """Cut wherever this level allows it, and short neighbours put together again."""
    pieces: list[list[FormulaPart]] = [[]]
    before, sign, depth = "", "", 0
    for part, after in zip_longest(parts, parts[1:]):
        pieces[-1].append(part)
        if part.sign not in SPACE:
            before, sign = sign, part.sign
            depth = max(0, depth + (sign in OPENING) - (sign in CLOSING))
        if after is None or after.sign in SPACE or part is parts[0]:
            continue
        if _level(before, sign, depth, after) <= level:
            pieces.append([])
    joined = pieces[:1]
    for piece in pieces[1:]:
        if _length(joined[-1]) + _length(piece) < LONGEST:
            joined[-1] = joined[-1] + piece
        else:
            joined.append(piece)
    return joined


def _level(before: str, sign: str, depth: int, after: FormulaPart) -> int:
    """How good a place behind a sign is, between what stands around it: 0 the best, 4 none."""
    if sign in ARROWS:
        return 0
    if sign in (",", ";"):
        return 0 if not depth else 1 if after.sign in OPENING else 2
    if sign in RELATIONS:
        return 0 if not depth else 3
    if sign in SIGNS and before not in OPENING | RELATIONS | {",", ";"}:
        return 1 if not depth else 3
    return 4
