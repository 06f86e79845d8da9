"""Text to tokens, everyday notation and LaTeX alike; each token knows its place in the original text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from grader.algebra.reading.tokens.numerals import number_at, small_fraction
from grader.algebra.reading.tokens.real_numbers import end_of
from grader.algebra.reading.tokens.signs import (
    DECIMAL,
    LATEX_BLANK,
    LATEX_NAMES,
    LATEX_OPERATORS,
    LETTER_NAMES,
    ONE_CHARACTER,
    OPERATORS,
    SETS_OF_NUMBERS,
    SUBSCRIPT,
    SUPER,
    WORDS,
    WRAPPERS,
    greek,
    plainly,
)
from grader.algebra.syntax.errors import ParseError

LONGEST = 4000

Kind = Literal["num", "name", "op", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """`wide` says that a blank follows; `text` of a name is its canonical spelling."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Fraction | None = None
    wide: bool = False


SUB = r"(?:\d+|_\{\\?\w{1,20}\}|_\\[A-Za-z]{1,20}|_[A-Za-z0-9]+)"
NAME = re.compile(rf"[A-Za-zÄÖÜäöüßſ]+{SUB}?")
TAIL = re.compile(rf"{SUB}|[{''.join(SUBSCRIPT)}]+")
DOTTED = re.compile(r"(?:S|sp|sympy|math|np|numpy|torch)\.(?=[A-Za-z])|Interval\.(?:open|Lopen|Ropen)")
UPRIGHT = re.compile(r"\s*\{\s*([A-Za-zÄÖÜäöüß]{1,20})\s*\}")
SUBSCRIPTS = re.compile(f"[{''.join(SUBSCRIPT)}]+")
HAT = "\u0302"
HATTED = re.compile(rf"([A-Za-z]){HAT}")  # ŷ is the name yhat
DEGREES = re.compile(r"\^\s*(?:\\circ(?![A-Za-z])|\{\s*\\circ\s*\})")
COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
OPERATOR = re.compile(r"\*\*|:=|==|=<|=>|=/=|<>|<=|>=|!=|&&|[-+*/^()\[\]{},;=<>!|%'_]")


def canonical_name(word: str) -> str:
    """w_1, w_{1} and w1 are one name, and λ is lambda; other subscripts keep their underscore."""
    if not word.isascii():
        word = "".join(greek(char) or char for char in word)
    if "_" in word:
        for sign in "{}\\":
            word = word.replace(sign, "")
        word = re.sub(r"_(?=\d+$)", "", word)
    return LETTER_NAMES.get(word, word)


def tokens(text: str, *, single: bool = False) -> list[Token]:
    """All tokens of a text, an end token last; the end of a line between two entries is a `newline`.

    `single` says that one number or formula is asked for, so that a blank inside a number is nothing else.

    Raises:
        ParseError: a character has no meaning here.
    """
    reader = _Reader(plainly(text), text, single)
    found: list[Token] = []
    place, line_end = 0, -1
    while place < len(text):
        char = text[place]
        if char.isspace() or char in BLANK:
            line_end = place if char in "\n\r" else line_end
            place += 1
            continue
        read, place = reader.next(place)
        if read and line_end >= 0:
            if found and ends_entry(found[-1]) and begins_entry(read[0]):
                found.append(Token("op", "newline", line_end, line_end))
            line_end = -1
        found += read
        if read and text[place : place + 1].isspace():
            found[-1] = replace(found[-1], wide=True)
    found.append(Token("end", "", len(text), len(text)))
    return found


BLANK = "$~\u200b\ufeff"
ENDING = frozenset([")", "]", "}", "[", "oo", "!", "%", "°", "|", "'", "superscript", "reals", "emptyset", "nan"])
BEGINNING = frozenset(["(", "[", "{", "|", "-", "+", "oo", "frac", "binom", "box", "root", "reals", "emptyset", "not", "nan"])


def ends_entry(token: Token) -> bool:
    """May a value, set or condition end here?"""
    return token.kind in ("num", "name") or token.text in ENDING


def begins_entry(token: Token) -> bool:
    """May a value, set or condition begin here?"""
    return token.kind in ("num", "name") or token.text in BEGINNING


class _Reader:
    """A text, what it is plainly, and its tokens one after the other: most signs are one, some none or several."""

    def __init__(self, text: str, written: str, single: bool) -> None:
        self.text, self.written, self.single = text, written, single

    def next(self, place: int) -> tuple[list[Token], int]:
        text = self.text
        char = text[place]
        if char in DECIMAL or (char == "." and text[place + 1 : place + 2] in DECIMAL and place + 1 < len(text)):
            written, value, end = number_at(text, place, self.single)
            return [Token("num", written, place, end, value)], end
        if char == "\\":
            return self.command(place)
        if char in SUPER:
            return self.superscript(place)
        if match := DOTTED.match(text, place):
            word = match[0]
            return ([Token("name", word, place, match.end())] if word.startswith("Interval") else []), match.end()
        apart = text[place + 1 : place + 2] == HAT
        if (apart or not char.isascii()) and (hatted := HATTED.match(unicodedata.normalize("NFD", text[place : place + 2]))):
            return self.with_subscript(place, f"{hatted[1]}hat", place + (2 if apart else 1))
        if match := NAME.match(text, place):
            return self.with_subscript(place, match[0], match.end())
        if not char.isascii() and (letter := greek(char)):
            return self.with_subscript(place, letter, place + 1)
        return self.sign(place, char)

    def sign(self, place: int, char: str) -> tuple[list[Token], int]:
        text = self.text
        for pattern in (DEGREES, OPERATOR):
            if match := pattern.match(text, place):
                word = "°" if pattern is DEGREES else OPERATORS.get(match[0], match[0])
                return [Token("op", word, place, match.end())], match.end()
        if char in ONE_CHARACTER:
            word, end = ONE_CHARACTER[char], place + 1
            if word.startswith("root"):
                return [Token("op", "root", place, end, Fraction(word[4:]))], end
            return [Token("name" if word == "sqrt" else "op", word, place, end)], end
        if (value := small_fraction(char)) is not None:
            return [Token("num", char, place, place + 1, value)], place + 1
        if char == "ℝ":
            return [Token("op", "reals", place, end_of(text, place + 1))], end_of(text, place + 1)
        if char in SETS_OF_NUMBERS:
            raise _whole_numbers(char, self.written, place)
        raise ParseError("unknown character", self.written, place, char=char)

    def with_subscript(self, place: int, letter: str, end: int) -> tuple[list[Token], int]:
        """A name (η₁, ŷ_2, x₁), whose letters end at `end`."""
        if tail := (SUBSCRIPTS if letter[-1].isdigit() else TAIL).match(self.text, end):
            below = "".join(SUBSCRIPT.get(char, char) for char in tail[0])
            letter, end = letter + (f"_{below}" if below.isalpha() else below), tail.end()
        return [_word(letter, place, end)], end

    def superscript(self, place: int) -> tuple[list[Token], int]:
        """A power as one token, or as those of `^{…}` where letters stand in it; a root's degree in ³√."""
        end = place
        while end < len(self.text) and self.text[end] in SUPER:
            end += 1
        written = "".join(SUPER[char] for char in self.text[place:end])
        if self.text[end : end + 1] == "√" and written.isdigit() and 1 < int(written[:9]) < 100:
            return [Token("op", "root", place, end + 1, Fraction(int(written)))], end + 1
        if re.fullmatch(r"[+-]?\d{1,9}", written):
            return [Token("op", "superscript", place, end, Fraction(int(written)))], end
        if written in ("+", "-", "T"):
            return [Token("op", "^", place, end), Token("name" if written == "T" else "op", written, place, end)], end
        if not re.search(r"[a-zA-Z]", written):
            raise ParseError("odd exponent", self.written, place)
        inside = [replace(token, start=place, end=end) for token in tokens(written)[:-1]]
        return [Token("op", "^", place, end), Token("op", "{", place, end), *inside, Token("op", "}", place, end)], end

    def is_without(self, word: str, place: int) -> bool:
        r"""Is it the backslash in `ℝ \ {0}`, which stands between two sets?"""
        between = word == " " and re.match(r"\s*\\?[{(\[]", self.text[place + 1 : place + 20])
        return bool((between or word in "{[(") and re.search(r"[ℝR)\]}]\s?$", self.text[max(0, place - 2) : place]))

    def command(self, place: int) -> tuple[list[Token], int]:
        text = self.text
        match = COMMAND.match(text, place)
        if match is None:
            raise ParseError("no command", self.written, place)
        word, end = match[0][1:], match.end()
        if self.is_without(word, place):
            return [Token("op", "setminus", place, place + 1)], place + 1
        if word in ("setminus", "\\", "backslash"):
            return [Token("op", "setminus", place, end)], end
        upright = UPRIGHT.match(text, end) if word in WRAPPERS else None
        if upright:  # \\mathrm{e}, \\operatorname{ln}, \\text{ und }
            return self.with_subscript(place, upright[1], upright.end())
        if word in LATEX_BLANK:
            return [], end + 1 if word in ("left", "right") and text[end : end + 1] == "." else end
        if word in LATEX_OPERATORS:
            return [Token("op", LATEX_OPERATORS[word], place, end)], end
        if word == "hat" and (under := re.match(r"\s*(?:\{\s*([A-Za-z])\s*\}|([A-Za-z]))", text[end : end + 40])):
            return self.with_subscript(place, f"{under[1] or under[2]}hat", end + under.end())
        if word == "mathbb" and (letter := re.match(r"\s*(?:\{\s*([A-Z])\s*\}|([A-Z]))", text[end : end + 40])):
            name, end = letter[1] or letter[2], end + letter.end()
            if name in "ZNQC":
                raise _whole_numbers(self.written[place:end], self.written, place)
            if name == "R":
                end = end_of(text, end)
                return [Token("op", "reals", place, end)], end
            return [Token("name", name, place, end)], end
        if word in ("nabla", "sum", "int", "prod", "lim", "partial", "mp"):
            raise ParseError("nothing to evaluate", self.written, place, command=word)
        if not word[0].isalpha():
            raise ParseError("unknown command", self.written, place, command=word)
        word = LATEX_NAMES.get(word, word)
        tail = re.match(r"_\{\d+\}|_\d" if word == "log" else r"_\{\\?\w{1,20}\}|_[A-Za-z0-9]", text[end : end + 30])
        if tail:
            word, end = word + tail[0], end + tail.end()
        return [_word(word, place, end)], end


def _word(word: str, start: int, end: int) -> Token:
    if word in WORDS:
        return Token("op", WORDS[word], start, end)
    return Token("name", canonical_name(word), start, end)


def _whole_numbers(shown: str, text: str, place: int) -> ParseError:
    return ParseError("whole numbers", text, place, shown=shown)
