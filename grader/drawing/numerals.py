"""Numbers on a picture as plain text in a language, and how much room a text takes."""

from __future__ import annotations

from grader.model import Lang
from grader.notation import in_language

SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SIZE = 12.0  # of the letters, in the units of a panel
LARGEST = 13.5  # of the letters on narrow pages, where a panel is smaller than it is drawn (templates/picture.css)

# widths in sizes of the letters, rather too much than too little: what a reader's own font needs is not known
_NARROW, _WIDE = frozenset(" .,;:·'|!()[]ijlft⁻"), frozenset("MWmw%@√→")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉₊₋ₖₜₙ")


def numeral(value: float, lang: Lang, digits: int = 6) -> str:
    """A number with so many digits, without zeros at its end: −0.5, in German −0,5; 2·10⁻⁷ where it is far from 1."""
    text = f"{value:.{digits}g}"
    mantissa, _, exponent = text.partition("e")
    if exponent:
        text = (f"{mantissa}·" if mantissa not in ("1", "-1") else mantissa[:-1]) + power_of_ten(int(exponent))
    text = text.replace("-", "−") if float(mantissa) else "0"
    return in_language(text, lang)


def power_of_ten(exponent: int) -> str:
    return "10" + str(exponent).translate(SUPERSCRIPT)


def width(text: str) -> float:
    """An upper estimate of how wide a text is."""
    return LARGEST * sum(
        0.38 if each in _NARROW else 0.95 if each in _WIDE else 0.48 if each in _RAISED else 0.64 for each in text
    )
