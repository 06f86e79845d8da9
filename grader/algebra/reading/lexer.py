"""Text to tokens, everyday notation and LaTeX alike; each token knows its place in the original text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from grader.algebra.syntax.errors import ParseError

LONGEST, DIGITS, EXPONENT = 4000, 400, 400

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


DECIMAL = frozenset("0123456789")
SUPER = {char: str(digit) for digit, char in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")} | {"⁻": "-", "⁺": "+"}
SUBSCRIPT = {char: str(digit) for digit, char in enumerate("₀₁₂₃₄₅₆₇₈₉")}
ONE_CHARACTER = {
    **dict.fromkeys("−–", "-"),
    **dict.fromkeys("·⋅×∙", "*"),
    **dict.fromkeys("÷:", "/"),
    **{"≤": "<=", "≥": ">=", "≠": "!=", "⩽": "<=", "⩾": ">=", "∪": "union", "∩": "intersection", "∧": "and", "∨": "or"},
    **{
        "&": "and",
        "¬": "not",
        "∈": "in",
        "∞": "oo",
        "√": "sqrt",
        "∅": "emptyset",
        "Ø": "emptyset",
        "ℝ": "reals",
        "’": "'",
        "′": "'",
    },
    **{"∖": "setminus", "（": "(", "）": ")", "°": "°"},
}
OPERATORS = {"≈": "=", "**": "^", "==": "=", "=<": "<=", "=>": ">=", "=/=": "!=", "<>": "!=", "&&": "and", "||": "||"}
WORDS = {
    **dict.fromkeys(("und", "and", "And"), "and"),
    **dict.fromkeys(("oder", "or", "Or"), "or"),
    **dict.fromkeys(("nicht", "not"), "not"),
    **dict.fromkeys(("inf", "infty", "infinity", "Infinity", "unendlich", "oo"), "oo"),
    **dict.fromkeys(("nan", "NaN"), "nan"),
    **dict.fromkeys(("emptyset", "varnothing", "EmptySet", "leer", "leere", "empty", "keine", "none"), "emptyset"),
    **{"cup": "union", "cap": "intersection", "union": "union", "vereinigt": "union", "geschnitten": "intersection"},
    **{"in": "in", "ohne": "setminus", "setminus": "setminus", "Reals": "reals", "reals": "reals"},
}
LATEX_OPERATORS = {
    **{"cdot": "*", "times": "*", "div": "/", "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">="},
    **{"geqslant": ">=", "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "land": "and", "wedge": "and", "lor": "or"},
    **{"vee": "or", "lnot": "not", "lvert": "|", "rvert": "|", "vert": "|", "{": "{", "}": "}", "%": "%", "lbrace": "{"},
    "degree": "°",
    **{"rbrace": "}", "lbrack": "[", "rbrack": "]", "mid": "|", "&": "and"},
}
LATEX_BLANK = frozenset(
    [
        "left",
        "right",
        "big",
        "Big",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        ",",
        ";",
        "!",
        ":",
        "quad",
        "qquad",
        "displaystyle",
        "textstyle",
        "limits",
        "mathrm",
        "mathbf",
        "mathit",
        "operatorname",
        "text",
    ]
) | {" ", ">"}
LETTER_NAMES = {"lamda": "lambda"}

NUMBER = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
LATEX_COMMA = re.compile(r"(\d+)\{,\}(\d+)")
NAME = re.compile(r"[A-Za-zÄÖÜäöüßſ]+(?:\d+|_\{\w{1,20}\}|_[A-Za-z0-9]+)?")
DOTTED = re.compile(r"(?:S|sp|sympy|math|np)\.(?=[A-Za-z])|Interval\.(?:open|Lopen|Ropen)")
UPRIGHT = re.compile(r"\s*\{\s*([A-Za-zÄÖÜäöüß]{1,20})\s*\}")
HAT = "\u0302"
HATTED = re.compile(rf"([A-Za-z]){HAT}")  # ŷ is the name yhat
DEGREES = re.compile(r"\^\s*(?:\\circ(?![A-Za-z])|\{\s*\\circ\s*\})")
COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
OPERATOR = re.compile(r"\*\*|==|=<|=>|=/=|<>|<=|>=|!=|&&|[-+*/^()\[\]{},;=≈<>!|%'_]")


def canonical_name(word: str) -> str:
    """w_1, w_{1} and w1 are one name, and λ is lambda; other subscripts keep their underscore."""
    if not word.isascii():
        word = "".join(greek(char) or char for char in word)
    if "_" in word:
        word = re.sub(r"_(?=\d+$)", "", word.replace("{", "").replace("}", ""))
    return LETTER_NAMES.get(word, word)


def greek(char: str) -> str | None:
    """The Latin spelling of a Greek letter, or None."""
    if char == "µ":
        return "mu"
    if char in "ϕϵ":
        return {"ϕ": "phi", "ϵ": "epsilon"}[char]
    parts = unicodedata.name(char, "").split()
    if parts[:1] != ["GREEK"] or "LETTER" not in parts:
        return None
    name = parts[-1].lower().replace("lamda", "lambda")
    return name.capitalize() if parts[1] == "CAPITAL" else name


def tokens(text: str) -> list[Token]:
    """All tokens of a text, an end token last.

    Raises:
        ParseError: the text is too long, or a character has no meaning here.
    """
    if len(text) > LONGEST:
        raise ParseError("long text", text, LONGEST)
    found: list[Token] = []
    place = 0
    while place < len(text):
        char = text[place]
        if char.isspace() or char in "$~\u200b\ufeff":
            place += 1
            continue
        token, place = _next(text, place)
        if token is not None:
            found.append(token if not text[place : place + 1].isspace() else _widened(token))
    found.append(Token("end", "", len(text), len(text)))
    return found


def _widened(token: Token) -> Token:
    return Token(token.kind, token.text, token.start, token.end, token.value, True)


def _next(text: str, place: int) -> tuple[Token | None, int]:
    char = text[place]
    if (char.isdigit() and char.isascii()) or (char == "." and text[place + 1 : place + 2] in DECIMAL):
        return _number(text, place)
    if char == "\\":
        return _command(text, place)
    if char in SUPER:
        return _superscript(text, place)
    if match := DOTTED.match(text, place):
        word = match[0]
        return (Token("name", word, place, match.end()) if word.startswith("Interval") else None), match.end()
    apart = text[place + 1 : place + 2] == HAT
    if (apart or not char.isascii()) and (hatted := HATTED.match(unicodedata.normalize("NFD", text[place : place + 2]))):
        return _with_subscript(text, place, f"{hatted[1]}hat", place + (2 if apart else 1))
    if match := NAME.match(text, place):
        end, word = match.end(), match[0]
        while text[end : end + 1] in SUBSCRIPT and end < len(text):
            word, end = word + SUBSCRIPT[text[end]], end + 1
        return _word(word, place, end), end
    if not char.isascii() and (letter := greek(char)):
        return _with_subscript(text, place, letter, place + 1)
    if char in ONE_CHARACTER:
        word = ONE_CHARACTER[char]
        return Token("name" if word == "sqrt" else "op", word, place, place + 1), place + 1
    if match := DEGREES.match(text, place):
        return Token("op", "°", place, match.end()), match.end()
    if match := OPERATOR.match(text, place):
        return Token("op", OPERATORS.get(match[0], match[0]), place, match.end()), match.end()
    if unicodedata.category(char) == "No" and unicodedata.decomposition(char).startswith("<fraction>"):
        value = Fraction(unicodedata.numeric(char)).limit_denominator(100)
        return Token("num", str(value), place, place + 1, value), place + 1
    raise ParseError("unknown character", text, place, char=char)


def _with_subscript(text: str, place: int, letter: str, end: int) -> tuple[Token, int]:
    """A name that begins with a letter of its own kind (η₁, ŷ_2), whose letter ends at `end`."""
    tail = re.match(r"\d+|_\{\w{1,20}\}|_[A-Za-z0-9]+|[₀-₉]+", text[end:])
    if tail:
        letter, end = letter + "".join(SUBSCRIPT.get(char, char) for char in tail[0]), end + tail.end()
    return _word(letter, place, end), end


def _number(text: str, place: int) -> tuple[Token, int]:
    if match := LATEX_COMMA.match(text, place):
        written = f"{match[1]}.{match[2]}"
    else:
        match = NUMBER.match(text, place)
        assert match is not None  # the caller saw a digit
        written = match[0]
    mantissa, _, exponent = written.lower().partition("e")
    if len(mantissa) > DIGITS or len(exponent) > 5 or abs(int(exponent or 0)) > EXPONENT:
        raise ParseError("long number", text, place)
    return Token("num", written, place, match.end(), Fraction(written)), match.end()


def _superscript(text: str, place: int) -> tuple[Token, int]:
    end = place
    while end < len(text) and text[end] in SUPER:
        end += 1
    written = "".join(SUPER[char] for char in text[place:end])
    if not re.fullmatch(r"[+-]?\d{1,9}", written):
        raise ParseError("odd exponent", text, place)
    return Token("op", "superscript", place, end, Fraction(int(written))), end


def _command(text: str, place: int) -> tuple[Token | None, int]:
    match = COMMAND.match(text, place)
    if match is None:
        raise ParseError("no command", text, place)
    word, end = match[0][1:], match.end()
    if word in (" ", "{") and re.search(r"[ℝR)\]}]\s*$", text[:place]) and re.match(r"\s*\\?[{(\[]", text[place + 1 :]):
        return Token("op", "setminus", place, place + 1), place + 1  # ℝ \ {0} typed with a plain backslash
    if word in ("setminus", "\\"):
        return Token("op", "setminus", place, end), end
    upright = UPRIGHT.match(text, end) if word in ("mathrm", "mathit", "operatorname", "text") else None
    if upright:  # \\mathrm{e}, \\operatorname{ln}, \\text{ und }
        return _word(upright[1], place, upright.end()), upright.end()
    if word in LATEX_BLANK:
        if word in ("left", "right") and text[end : end + 1] == ".":
            end += 1
        return None, end
    if word in LATEX_OPERATORS:
        return Token("op", LATEX_OPERATORS[word], place, end), end
    if word == "hat" and (under := re.match(r"\s*(?:\{\s*([A-Za-z])\s*\}|([A-Za-z]))", text[end:])):
        return _with_subscript(text, place, f"{under[1] or under[2]}hat", end + under.end())
    if word == "mathbb" and (letter := re.match(r"\s*(?:\{\s*R\s*\}|R)", text[end:])):
        return Token("op", "reals", place, end + letter.end()), end + letter.end()
    if word in ("nabla", "sum", "int", "prod", "lim", "partial", "mp"):
        raise ParseError("nothing to evaluate", text, place, command=word)
    if not word[0].isalpha():
        raise ParseError("unknown command", text, place, command=word)
    word = {"varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta", "dfrac": "frac", "tfrac": "frac"}.get(word, word)
    tail = re.match(r"_\{\d+\}|_\d" if word == "log" else r"_\{\w{1,20}\}|_[A-Za-z0-9]", text[end:])
    if tail:
        word, end = word + tail[0], end + tail.end()
    if word == "frac":
        return Token("op", "frac", place, end), end
    return _word(word, place, end), end


def _word(word: str, start: int, end: int) -> Token:
    if word in WORDS:
        return Token("op", WORDS[word], start, end)
    return Token("name", canonical_name(word), start, end)
