"""A text of ours as plain text: `$w_{t+1} = \\frac{1}{2}$` becomes `w_(t+1) = 1/2`."""

from __future__ import annotations

import re
from unicodedata import normalize

from grader.reports.text.latex import SYMBOLS
from grader.reports.text.marked import pieces

_DROPPED = {"left", "right", "big", "Big", "displaystyle"}
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GROUP = r"\{((?:[^{}]|\{[^{}]*\})*)\}"


def plain(text: str) -> str:
    """`text` without markup, its formulas in one line."""
    return "".join(formula(piece.source) if piece.kind in ("formula", "display") else piece.source for piece in pieces(text))


def formula(source: str) -> str:
    source = source.replace("{,}", ",")
    source = re.sub(r"\\mathbb\{?([A-Z])\}?", lambda match: {"R": "ℝ", "N": "ℕ", "Z": "ℤ"}.get(match[1], match[1]), source)
    source = re.sub(rf"\\(?:text|mathrm|operatorname){_GROUP}", r"\1", source)
    source = re.sub(rf"\\[dt]?frac{_GROUP}{_GROUP}", lambda match: f"{_grouped(match[1])}/{_grouped(match[2])}", source)
    source = re.sub(rf"\\sqrt{_GROUP}", r"√(\1)", source)
    source = re.sub(r"\\hat ?\{?([A-Za-z])\}?", lambda match: normalize("NFC", f"{match[1]}\u0302"), source)
    source = re.sub(r"\\([A-Za-z]+)( ?)", _command, source)
    source = re.sub(r"\\[,;: ]", " ", source).replace("\\!", "").replace("\\{", "{{").replace("\\}", "}}").replace("\\", "")
    source = re.sub(r"_(?:\{([0-9]+)\}|([0-9]))", lambda match: (match[1] or match[2]).translate(_SUBSCRIPT), source)
    source = re.sub(r"\^(?:\{([0-9]+)\}|([0-9]))", lambda match: (match[1] or match[2]).translate(_SUPERSCRIPT), source)
    source = re.sub(rf"([_^]){_GROUP}", lambda match: match[1] + _grouped(match[2]), source)
    return re.sub(r"(?<!\{)\{(?!\{)|(?<!\})\}(?!\})", "", source).replace("{{", "{").replace("}}", "}").replace("  ", " ")


def _command(match: re.Match[str]) -> str:
    name, blank = match[1], match[2]
    if name in _DROPPED:
        return ""
    symbol = SYMBOLS.get(name, name)
    return symbol + ("" if symbol in "∇∂Δ" else blank)


def _grouped(source: str) -> str:
    return source if re.fullmatch(r"\\?\w+", source) else f"({source})"
