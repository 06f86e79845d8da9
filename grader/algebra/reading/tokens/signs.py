"""What single characters, words and LaTeX commands stand for, as tables."""

from __future__ import annotations

import unicodedata

DECIMAL = frozenset("0123456789")
SUPER = {
    **{char: str(digit) for digit, char in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{"⁻": "-", "⁺": "+", "⁽": "(", "⁾": ")"},
    **dict(zip("ⁿⁱʲᵏᵗˣʸᶻʷᵃᵇᵈᵖʰˢᵐʳᵘᵛᵀ", "nijktxyzwabdphsmruvT", strict=True)),
}
SUBSCRIPT = {
    **{char: str(digit) for digit, char in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    **dict(zip("ₙᵢⱼₖₜₓₘₐₚₛ", "nijktxmaps", strict=True)),
}
# drawn in another way: 𝑤, ℯ, 𝕃, ＋. The sets of numbers keep their double stroke.
SAME_SHAPE = ("<font>", "<wide>")
SETS_OF_NUMBERS = "ℝℤℕℚℂ"
ONE_CHARACTER = {
    **dict.fromkeys("−–—‐‑", "-"),
    **dict.fromkeys("·⋅×∙•●∗⋆", "*"),
    **dict.fromkeys("÷:∕⁄", "/"),
    **{"≤": "<=", "≥": ">=", "≠": "!=", "⩽": "<=", "⩾": ">=", "≦": "<=", "≧": ">=", "∪": "union", "∩": "intersection"},
    **{
        "∧": "and",
        "⋀": "and",
        "∨": "or",
        "⋁": "or",
        "&": "and",
        "¬": "not",
        "∈": "in",
        "∞": "oo",
        "∅": "emptyset",
        "Ø": "emptyset",
    },
    **{"√": "sqrt", "∛": "root3", "∜": "root4", "∖": "setminus", "°": "°", "≈": "≈", "≃": "≈", "≅": "≈", "≐": "≈"},
    **dict.fromkeys("’′´ʹ‘`", "'"),
    **dict.fromkeys("‖∥∣", "|"),
}
OPERATORS = {"**": "^", "==": "=", ":=": "=", "=<": "<=", "=>": ">=", "=/=": "!=", "<>": "!=", "&&": "and", "||": "||"}
WORDS = {
    **dict.fromkeys(("und", "and", "And", "sowie"), "and"),
    **dict.fromkeys(("oder", "or", "Or"), "or"),
    **dict.fromkeys(("nicht", "not"), "not"),
    **dict.fromkeys(("inf", "infty", "infinity", "Infinity", "unendlich", "Unendlich", "oo"), "oo"),
    **dict.fromkeys(("nan", "NaN"), "nan"),
    **dict.fromkeys(("emptyset", "varnothing", "EmptySet", "leer", "leere", "empty", "keine", "none"), "emptyset"),
    **{"cup": "union", "cap": "intersection", "union": "union", "vereinigt": "union", "geschnitten": "intersection"},
    **{"in": "in", "ohne": "setminus", "setminus": "setminus", "Reals": "reals", "reals": "reals"},
    **dict.fromkeys(("wenn", "falls", "sofern", "if"), "if"),
    **dict.fromkeys(("sonst", "andernfalls", "else", "otherwise"), "else"),
    **{"Prozent": "%", "prozent": "%", "percent": "%", "mal": "*", "times": "*", "durch": "/", "hoch": "^"},
}
LATEX_OPERATORS = {
    **{"cdot": "*", "times": "*", "ast": "*", "div": "/", "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">="},
    **{"geqslant": ">=", "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "land": "and", "wedge": "and", "lor": "or"},
    **{
        "vee": "or",
        "lnot": "not",
        "neg": "not",
        "lvert": "|",
        "rvert": "|",
        "vert": "|",
        "lVert": "|",
        "rVert": "|",
        "Vert": "|",
    },
    **{
        "|": "|",
        "{": "{",
        "}": "}",
        "%": "%",
        "lbrace": "{",
        "rbrace": "}",
        "lbrack": "[",
        "rbrack": "]",
        "mid": "|",
        "&": "and",
    },
    **{"degree": "°", "approx": "≈", "simeq": "≈", "frac": "frac", "dfrac": "frac", "tfrac": "frac", "cfrac": "frac"},
    **{"binom": "binom", "dbinom": "binom", "tbinom": "binom", "boxed": "box"},
}
WRAPPERS = (  # commands that set what they hold in another type
    "mathrm",
    "mathbf",
    "mathit",
    "operatorname",
    "text",
    "textrm",
    "textbf",
    "boldsymbol",
    "bm",
    "vec",
    "overrightarrow",
)
LATEX_BLANK = frozenset(
    [
        *("left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "bigg", "Bigg", "middle"),
        *(",", ";", "!", ":", " ", ">", "(", ")", "[", "]", "quad", "qquad", "displaystyle", "textstyle", "limits"),
        *WRAPPERS,
    ]
)
LETTER_NAMES = {"lamda": "lambda"}
LATEX_NAMES = {"varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta"}


def plainly(text: str) -> str:
    """The text with letters and signs that are only drawn in another way as the usual ones, each at its place."""
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(char: str) -> str:
    if char.isascii() or char in SETS_OF_NUMBERS or not unicodedata.decomposition(char).startswith(SAME_SHAPE):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


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
