"""Untrusted text made harmless for the medium it goes to.

A hand-in may hold anything: escape sequences that repaint a terminal, formulas that a spreadsheet runs, commands that a
CI log obeys, characters that turn the reading direction. Nothing is guessed: what has no business in the medium is
dropped or made visible, the rest is echoed as it was given.
"""

from __future__ import annotations

import re
import unicodedata

MAX_LINES = 20
MAX_COLUMNS = 500

# C0 and C1 without TAB and LF, and DEL; an escape sequence loses its ESC and stays behind as readable rubbish
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# bidirectional marks, embeddings and isolates; zero-width and invisible characters; tags; interlinear annotation
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# so many in a row that most of them must be marks; beside letters with accents this spares a look at each
_MANY_MARKS = re.compile("[^\x00-\u02ff\u2000-\u206f\u2190-\u22ff]{5}")
_JOINERS = ("\u200c", "\u200d")
MOST_MARKS = 4  # above and below one letter: more paint over the lines around it
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\x85]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# GitHub reads `::name`, Azure `##vso[` and `##[`, at the start of a line; where a long line will be folded we do not
# know yet, so a name after :: is parted everywhere (x[::-1] has none)
_CI_COMMAND = re.compile(r"^(\s*):(?=:)|:(?=:[A-Za-z])|#(?=#(?:vso)?\[)", re.MULTILINE)
_XML_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA_STARTS = tuple("=+-@\t\r\n|＝＋－＠﹦﹢﹣﹫")
# a German Excel parts cells at ; whatever stands in quotes, and so begins a new one in the middle of a text
_INNER_FORMULA = re.compile(r"(?<=[;,])(?=[=+@|＝＋＠﹦﹢﹫-])")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&@^]|:(?=//)|(?<=www)\.|^[-=])")

_FALLBACK = {
    "★": "*", "−": "-", "–": "-", "—": "-", "·": "-", "…": "...", "→": "->", "↪": ">", "≤": "<=", "≥": ">=", "≠": "!=",
    "≟": "?", "∧": "and", "∨": "or", "∪": "u", "∩": "n", "∖": "\\", "≈": "~", "⇔": "<=>", "⇒": "=>", "∉": "not in", "ℕ": "N",
    "ℤ": "Z", "∂": "d", "∑": "sum", "ŷ": "y^", "‖": "||", "⁻": "^-", "₋": "-", "₊": "+", "⁺": "^+", "∞": "oo", "∈": "in",
    "ℝ": "R", "∅": "{}", "√": "sqrt", "∇": "nabla", "′": "'", "’": "'", "„": '"', "“": '"',
    "”": '"', "‹": "<", "›": ">", "×": "x", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon",
    "η": "eta", "θ": "theta", "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi",
    "ψ": "psi", "ω": "omega", "Δ": "Delta", "Σ": "Sigma", "Ω": "Omega", "ℓ": "l", "█": "#", "░": ".", "─": "-",
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss",
    **{sub: str(digit) for digit, sub in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    **{sup: f"^{digit}" for digit, sup in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
}  # fmt: skip


def visible(text: str) -> str:
    """Without control characters (tabs and line ends stay), bidi and zero-width characters; lone surrogates escaped."""
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", _CONTROL.sub("", text))
    return surrogates_escaped(_contained(text) if _MANY_MARKS.search(text) else text)


def _contained(text: str) -> str:
    """With at most so many combining marks on a letter as its line can hold."""
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def surrogates_escaped(text: str) -> str:
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def terminal(text: str, *, max_lines: int = MAX_LINES, max_columns: int = MAX_COLUMNS) -> str:
    """For a terminal or a CI log: visible, capped in lines and columns, no CI command."""
    lines = visible(text).expandtabs(4).split("\n")
    capped = [line if len(line) <= max_columns else line[: max_columns - 1] + "…" for line in lines[:max_lines]]
    if len(lines) > max_lines:
        capped[-1] += " …"
    return _CI_COMMAND.sub(lambda match: f"{match[0]} ", "\n".join(capped))


def one_line(text: str, *, max_columns: int = MAX_COLUMNS) -> str:
    """The same in one line."""
    return terminal(visible(text).replace("\n", " ").replace("\t", " "), max_columns=max_columns)


def encodable(text: str, encoding: str) -> str:
    """What `encoding` (of a cp1252 console, say) can carry: the nearest spelling, else a backslash escape."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_carried(character, encoding) for character in text)
    return text


def _carried(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        escaped = character.encode("ascii", "backslashreplace").decode("ascii")
        return _FALLBACK.get(character, escaped)
    return character


def csv_name(name: str) -> str:
    """The same of a name, which must stay the folder's: some scripts are spelled with joiners between letters."""
    return "".join(part if part in _JOINERS else csv_cell(part) for part in re.split("([\u200c\u200d])", name))


def csv_cell(text: str) -> str:
    """A text cell that no spreadsheet takes for a formula; tabs and line ends become blanks."""
    flat = visible(text)
    risky = flat.startswith(_FORMULA_STARTS) or flat.lstrip().startswith(_FORMULA_STARTS)
    flat = _INNER_FORMULA.sub("'", " ".join(flat.split()))
    return f"'{flat}" if risky else flat


def xml(text: str) -> str:
    """Without the characters that XML 1.0 forbids; a writer that escapes does the rest."""
    return _XML_ILLEGAL.sub("", visible(text))


def markdown(text: str) -> str:
    """One line in which nothing is Markdown, HTML, a formula, a mention or a link."""
    return _MARKDOWN.sub(r"\\\1", one_line(text).strip())


def markdown_code(text: str) -> str:
    """One line as a code span, which a table may hold too."""
    flat = one_line(text).strip().replace("|", "¦")
    fence = "`" * (max((len(run) for run in re.findall("`+", flat)), default=0) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") or not flat else ""
    return f"{fence}{pad}{flat}{pad}{fence}"
