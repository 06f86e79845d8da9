"""Formulas of our prompts, from LaTeX to MathML: rendered by the browser itself, without a script, a font or the network.

What the converter does not know is shown as its source; a formula is never dropped and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape

from grader.reports.text.latex import BOARD, FUNCTIONS, LETTERS, OPERATORS, SPACES, tokens
from grader.reports.text.line_breaks import FormulaPart, cut, in_words

_SIGNS = {"-": "−", "*": "∗", "~": " "}
_LIMITS = {"∑", "∏", "lim", "max", "min", "sup", "inf", "argmin", "argmax"}  # scripts go below and above in display style
_OPENING = ("(", "[", ",", ";", "=", "<", ">", "\\le", "\\ge", "\\in", "\\to", "\\approx", "\\cdot")  # a minus here is a sign
_MAX_DEPTH = 40
_THIN = '<mspace width="0.17em"></mspace>'
_PRIME = '<mo class="prime" lspace="0" rspace="0">′</mo>'  # as tall as it stands in texts: raised, it would float


class _UnknownError(ValueError):
    """A piece of LaTeX that this converter does not speak."""


@lru_cache(maxsize=2048)
def mathml(source: str, *, display: bool = False) -> str:
    """`<math>…</math>` with its plain text beside it, or the source in `<code>` where the converter does not understand it.

    A browser does not fold formulas: a long one in a line comes in pieces, between which the line may end.
    """
    try:
        parts = _Parser(tokens(source), display).whole()
    except _UnknownError:
        return f"<code>{escape(source)}</code>"
    if display:
        block = _math(parts, ' display="block"')
        return f'<span class="display" tabindex="0">{block}</span>'
    return "<wbr>".join(_math(piece) for piece in cut(parts))


def _math(parts: list[FormulaPart], attributes: str = "") -> str:
    return f'<math{attributes} alttext="{escape(in_words(parts))}">{"".join(part.xml for part in parts)}</math>'


def _is_operand(token: str, *, opening: bool = False) -> bool:
    """A thin space parts the name of a function from an operand beside it: p log q, but log(q)."""
    return token.isalnum() or token[1:] in LETTERS or token[1:] in FUNCTIONS or (not opening and token in (")", "]", "}"))


class _Parser:
    """Recursive descent: row = scripted*, scripted = atom with _ ^ and primes."""

    def __init__(self, found: list[str], display: bool) -> None:
        self.tokens = found
        self.at = 0
        self.depth = 0
        self.display = display

    def whole(self) -> list[FormulaPart]:
        found = list(self.parts(()))
        if self.at < len(self.tokens):
            raise _UnknownError(self.tokens[self.at])
        return found

    def row(self, ends: tuple[str, ...]) -> str:
        return "".join(part.xml for part in self.parts(ends))

    def parts(self, ends: tuple[str, ...]) -> Iterator[FormulaPart]:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _UnknownError("too deep")
        first = start = self.at
        while (token := self.peek()) is not None and token not in ends and token not in ("}", "\\right"):
            is_function = token[1:] in FUNCTIONS
            before = _THIN if is_function and start > first and _is_operand(self.tokens[start - 1]) else ""
            xml = self.scripted()
            after = _THIN if is_function and _is_operand(self.peek() or "", opening=True) else ""
            yield FormulaPart(before + xml + after, tuple(self.tokens[start : self.at]))
            start = self.at
        self.depth -= 1

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        if token is None or expected not in (None, token):
            raise _UnknownError(token or "end")
        self.at += 1
        return token

    def scripted(self) -> str:
        start = self.peek() or ""
        base = "<mrow></mrow>" if start in ("_", "^") else self.atom()
        below, above, primes = None, "", ""
        while (token := self.peek()) in ("_", "^", "'"):
            if token == "'":
                self.take()
                primes += _PRIME
            elif token == "^":
                self.take()
                raised = self.argument()
                if raised in (_PRIME, f"<mrow>{_PRIME}</mrow>"):
                    primes += _PRIME
                else:
                    above += raised
            elif below is None:
                self.take()
                below = self.argument()
            else:
                raise _UnknownError("double subscript")
        base = f"<mrow>{base}{primes}</mrow>" if primes else base
        return self.with_scripts(base, below, above, start.removeprefix("\\"))

    def with_scripts(self, base: str, below: str | None, above: str, name: str) -> str:
        raised = f"<mrow>{above}</mrow>" if above else ""
        under = self.display and (name in _LIMITS or OPERATORS.get(name) in _LIMITS)
        sub, sup, both = ("munder", "mover", "munderover") if under else ("msub", "msup", "msubsup")
        if below is not None and raised:
            return f"<{both}>{base}{below}{raised}</{both}>"
        if below is not None:
            return f"<{sub}>{base}{below}</{sub}>"
        return f"<{sup}>{base}{raised}</{sup}>" if raised else base

    def argument(self) -> str:
        """A group, or the one token that follows."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _UnknownError("too deep")
        found = self.group() if self.peek() == "{" else self.atom()
        self.depth -= 1
        return found

    def group(self) -> str:
        self.take("{")
        row = self.row(())
        self.take("}")
        return f"<mrow>{row}</mrow>"

    def atom(self) -> str:
        token = self.peek()
        if token == "{":
            return self.group()
        self.take()
        assert token is not None
        if token.startswith("\\"):
            return self.command(token[1:])
        if token[0].isdigit():
            return f"<mn>{escape(token)}</mn>"
        if token.isalpha():
            return f"<mi>{escape(token)}</mi>"
        if token in "&#%$^_}":
            raise _UnknownError(token)
        # the browser would set bars as operators, with blanks around them, and stretch brackets to their neighbours
        fixed = ' stretchy="false"' if token in "|()[]/" else ""
        tight = ' lspace="0" rspace="0"' if token == "|" else ""
        sign = ' form="prefix"' if token in ("+", "-") and self.before_sign() in _OPENING else ""
        return f"<mo{fixed}{tight}{sign}>{escape(_SIGNS.get(token, token))}</mo>"

    def before_sign(self) -> str:
        """The token in front of the one just taken."""
        return self.tokens[self.at - 2] if self.at > 1 else ""

    def command(self, name: str) -> str:
        if name in LETTERS:
            return f"<mi>{LETTERS[name]}</mi>"
        if name == "prime":
            return _PRIME
        if name in OPERATORS:
            return f"<mo>{escape(OPERATORS[name])}</mo>"
        if name in FUNCTIONS:
            return f"<mi>{name}</mi>"
        if name in SPACES:
            return f'<mspace width="{SPACES[name]}"></mspace>'
        if name in ("frac", "dfrac", "tfrac"):
            return f"<mfrac>{self.argument()}{self.argument()}</mfrac>"
        if name == "sqrt":
            return self.root()
        if name == "left":
            return self.fenced()
        if name == "mathbb":
            return self.named(name, self.take())
        if name.endswith("}"):
            return self.named(*name[:-1].split("{", 1))
        if name in ("bar", "overline", "hat", "vec", "tilde"):
            accent = {"bar": "‾", "overline": "‾", "hat": "^", "vec": "→", "tilde": "~"}[name]
            return f'<mover accent="true">{self.argument()}<mo>{accent}</mo></mover>'
        raise _UnknownError(name)

    def root(self) -> str:
        if self.peek() != "[":
            return f"<msqrt>{self.argument()}</msqrt>"
        self.take()
        index = self.row(("]",))
        self.take("]")
        return f"<mroot>{self.argument()}<mrow>{index}</mrow></mroot>"

    def fenced(self) -> str:
        """\\left( … \\right): the pair grows with what stands between."""
        opening = self.fence(self.take())
        row = self.row(())
        self.take("\\right")
        closing = self.fence(self.take())
        return f"<mrow>{opening}{row}{closing}</mrow>"

    def fence(self, token: str) -> str:
        if token == ".":
            return ""
        sign = OPERATORS.get(token[1:]) if token.startswith("\\") else token
        if sign is None or sign not in "()[]|{}<>/‖⟨⟩⌊⌋⌈⌉":
            raise _UnknownError(token)
        return f'<mo stretchy="true">{escape(sign)}</mo>'

    def named(self, name: str, words: str) -> str:
        if name in ("text", "textbf"):
            # a browser drops blanks at the ends of mtext
            return f"<mtext>{escape(words.replace(' ', chr(0xA0)))}</mtext>"
        if name == "mathbb":
            return f"<mi>{BOARD.get(words) or escape(words)}</mi>"
        # one letter in <mi> would be set in italics
        upright = ' mathvariant="normal"' if len(words) == 1 else ""
        return f"<mi{upright}>{escape(words)}</mi>"
