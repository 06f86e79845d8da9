"""What stands in front of an answer and only says what it is: `f'(w) =`, `dL/dw =`, `D =`, `Lösung:`, `ca.`, `geht gegen`.

Nothing here is mathematics: it is left out before a text is read. Repetitions are bounded, so that no text takes long.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from grader.algebra.reading.identifiers import split
from grader.algebra.reading.tokens.lexer import canonical_name
from grader.algebra.reading.tokens.signs import WORDS, plainly
from grader.algebra.syntax.functions import function_name

MOST = 6  # names and words one after the other
LETTER = r"[^\W\d_]"
STYLES = "mathbb|mathrm|mathcal|mathbf|boldsymbol|vec|hat|bar|overline|tilde|operatorname|text"
IDENTIFIER = rf"(?:\\(?:{STYLES})\s?\{{[^{{}}]{{1,40}}\}}|\\?{LETTER}{{1,20}}\u0302?)"
INDEX = (
    r"(?:_\{[^{}]{1,30}\}|_\\?\w{1,20}|[₀-₉ₐ-ₜ]{1,5}|\d{1,3}|\^?\s?\*{1,2}|['’´′ʹ`]{1,4}|[⁺⁻]|_?[-+−](?=\s?[=≈:])"
    r"|\^\{?\s?(?:\*|\\ast|\\star|\\prime|T|\\top|\([^()]{1,5}\)|['′]{1,3})\s?\}?)"
)
CALL = r"(?:\s?\((?:[^()=<>]|\([^()=<>]{0,30}\)){0,60}\)|\[[^\[\]=<>;,]{1,20}\])"
THING = rf"{IDENTIFIER}{INDEX}{{0,3}}{CALL}?{INDEX}{{0,2}}"
D = r"(?:d|∂|\\partial|\\mathrm\{d\}|δ)"
QUOTIENT = rf"{D}[²2]?\s?(?:{THING})?\s?/\s?{D}\s?{THING}(?:\s?{THING})?"  # dL/dw, d/dw L
FRACTION = rf"\\[dt]?frac\s?\{{\s?{D}[^{{}}]{{0,30}}\}}\s?\{{\s?{D}[^{{}}]{{0,30}}\}}(?:\s?{THING})?"
GRADIENT = rf"[-−]?\s?(?:∇|\\nabla|grad|Grad|∆|\\Delta)\s?(?:_?\s?{THING})?"
NAMES = r"[(\[]\s?[^\W\d]\w{0,11}(?:\s?[,;|]\s?[^\W\d]\w{0,11}){1,8}\s?[)\]]"
BAR = r"(?:\||‖|\\\||\\[lr]Vert|\\[lr]vert|\\left\||\\right\|)"
LENGTH = rf"(?:{THING}\s?/\s?)?{BAR}[^|‖=<>]{{1,40}}?{BAR}"
EXTREME = rf"\\?(?:arg\s?)?(?:min|max|inf|sup)(?:_\{{[^{{}}]{{1,40}}\}}|_\w{{1,9}})?(?:\s?{THING})?"
LIMIT = r"\\?lim(?![a-z])[^=≈<>]{0,80}"
NAMED = rf"(?:{QUOTIENT}|{FRACTION}|{GRADIENT}|{NAMES}|{LENGTH}|{LIMIT}|{EXTREME}|{THING})"
IS = r"\s*(?:={1,2}(?![<>])|:=|[≈≃≅~∼]|\\approx(?![a-z])|→|⟶|-{1,2}>|\\to(?![a-z])|\\rightarrow)\s*"
VERB = r"(?:ist|sind|lautet|lauten|beträgt|betragen|wäre|heißt|gleich|is|are|equals|liegt bei|tends to|goes to)"

SENTENCE = re.compile(
    rf"\s*(?P<words>(?:{LETTER}{{1,20}}[.,]?\s+){{0,6}}?)(?P<last>{LETTER}{{1,20}}\s*:(?!=)|{VERB}\b\s*:?)\s*"
)
SIGN = re.compile(
    r"\s*(?:=>|<=>|-{1,2}>|[=≈≃→⟶⇒⟹⇔∴~∼$]|\\[(\[]|\\(?:Rightarrow|rightarrow|implies|Leftrightarrow|to|approx|sim|displaystyle)"
    r"(?![A-Za-z]))\s*"
)
ARROW = re.compile(r"[^=<>≈→]{1,60}(?:→|⟶|-{1,2}>|\\to(?![a-z])|\\rightarrow)\s*")
THEREFORE = re.compile(
    r"\s*(?:es gilt|es folgt|also|daher|somit|folglich|dann|nämlich|thus|hence|so|therefore|nur|only)\b\s*(?:,\s*dass\b|:)?\s*",
    re.IGNORECASE,
)
NOUN = re.compile(
    r"\s*(?:(?:die|der|das|the|alle|all)\s+)?(?:Halbraum|Halbebene|Ebene|Gerade|Menge|Intervall|Punkte?|Bereich|Lösung(?:en|smenge)?"
    r"|Nullstellen?|Minimalstellen?|Extremstellen?|Minima|Werte|half[- ]?(?:space|plane)|line|plane|set|interval|points?|zeros?"
    r"|roots?|solutions?|minima|values)(?=[\s:])\s*:?\s*",
    re.IGNORECASE,
)
FOR_ALL = re.compile(
    r"\s*(?:für|for|wenn|falls|if|alle|all|jedes|every|any|bei|at)\b\s*(?:alle\b|all\b|jedes\b|every\b)?\s*"
    r"(?:[^\W\d]\w{0,4}\s*,?\s*(?:mit|with|where|für die|for which)\b(?:\s+gilt\b)?\s*:?\s*)?",
    re.IGNORECASE,
)
TOWARDS = re.compile(
    rf"\s*(?:{THING}\s+)?(?:(?:geht|strebt|konvergiert|läuft|divergiert|sie|er|es|bestimmt)\s+){{0,3}}"
    r"(?:gegen|converges to|diverges to|tends to|goes to|approaches)\s+",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\s*(?:ca\.?|circa|zirka|rund|etwa|ungefähr|ungef\.?|about|around|approximately|approx\.?|roughly|genau|exakt|exactly)"
    r"(?:\s+|(?<=\.))(?=[-+−.\d(\\√])",
    re.IGNORECASE,
)
PLACE = re.compile(r"\s*(?:nach|ab|bei|mit|an der Stelle|after|at|from)\s+(?=\d|[^\W\d]\w{0,3}\s*=)", re.IGNORECASE)
NUMBERS = re.compile(r"(?:reellen|positiven|negativen|real|positive|negative|Zahlen|numbers)\b", re.IGNORECASE)
SET = re.compile(
    r"[({}\[\]∅<>≤≥∪∩∈ℝ∞]|^\s*I?R{1,2}(?:_?[0₀])?\s*(?:\^?\{?[+⁺−⁻-]\}?[0₀]?\s*)?(?:$|\\|∖|ohne)|\\(?:\{|emptyset|varnothing|mathbb|left|l|g|infty)|Interval|FiniteSet|Union|leer|empty|oder|or\b"
)


def without_front(text: str, names: Collection[str], kind: str | None) -> str:
    """The text with blanks where only a name or words stand in front of the answer, each letter behind at its place."""
    plain, place = plainly(text), 0
    known = {canonical_name(name) for name in names}
    for _ in range(MOST):
        end = _end_of_front(plain, place, known, kind)
        if end is None or end >= len(text):
            break
        place = end
    return " " * place + text[place:] if place else text


def without_name_of_list(text: str, names: Collection[str]) -> str:
    """The text of a list with blanks where one name or words stand in front of all of it: `∇L =`, `w* =`, `Lösung:`."""
    plain, place = plainly(text), 0
    known = {canonical_name(name) for name in names}
    for _ in range(MOST):
        match = SIGN.match(plain, place) or THEREFORE.match(plain, place) or ABOUT.match(plain, place)
        sentence, name = SENTENCE.match(plain, place), _name_is(plain, place)
        if match is None and sentence is not None and _are_words(sentence, known, None):
            match = sentence
        if match is None and name is not None and not re.search(r"[=≈]", plain[name.end() :]):
            match = name
        if match is None or match.end() >= len(text):
            break
        place = match.end()
    return " " * place + text[place:] if place else text


def without_names_of_entries(text: str, names: Collection[str]) -> str:
    """`dL/dw1 = 2, dL/dw2 = 3` and `g(0) = 1; g(1) = 2` with blanks in place of what each entry is the value of.

    A plain name stays, since it may say which entry it is; unless it is none of `names`, the symbols that formulas have.
    """
    known = {canonical_name(name) for name in names}

    def blank(match: re.Match[str]) -> str:
        name = match["name"].strip()
        plain = PLAIN_NAME.fullmatch(name) is not None and (not known or canonical_name(name) in known)
        return match[0] if plain else match["begin"] + " " * (len(match[0]) - len(match["begin"]))

    plain = plainly(text)
    return _entry_is().sub(blank, SEVERAL.sub(_one_by_one, plain)) if "=" in plain or "≈" in plain else plain


def _one_by_one(match: re.Match[str]) -> str:
    """`w1 = w2 = 1,82` as two equations."""
    names = [name.strip() for name in match["names"].split("=") if name.strip()]
    return match["begin"] + "; ".join(f"{name} = {match['value']}" for name in names)


SEVERAL = re.compile(
    rf"(?P<begin>(?:^|[;,\n\[({{])\s*)(?P<names>(?:{THING}\s*=(?![=<>])\s*){{2,9}})(?P<value>[^=;\n]+?)(?=\s*(?:$|[;\n\])}}]|,\s))"
)
PLAIN_NAME = re.compile(rf"\\?{LETTER}{{1,20}}(?:_?\d{{1,2}}|_\{{\w{{1,9}}\}}|_{LETTER}{{1,9}}|[₀-₉]{{1,2}})?")


# Large patterns take 30 ms each to compile. Most texts need none of them: they are made for the first that does.
IS_THERE = re.compile(r"[=≈≃≅~∼→⟶>]|\\(?:approx|to|rightarrow)")


def _name_is(text: str, place: int) -> re.Match[str] | None:
    return _pattern(rf"\s*(?P<name>{NAMED}){IS}").match(text, place) if IS_THERE.search(text, place) else None


def _name_colon(text: str, place: int) -> re.Match[str] | None:
    return _pattern(rf"\s*(?P<name>{NAMED})\s*:(?!=)\s*").match(text, place) if ":" in text else None


def _entry_is() -> re.Pattern[str]:
    return _pattern(rf"(?P<begin>(?:^|[;,\n\[({{])\s*)(?P<name>{NAMED})\s*(?:={{1,2}}(?![<>])|:=|≈)\s*")


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.DOTALL)


def compile_all() -> None:
    """For a process whose children would each do it."""
    without_names_of_entries("a = 1", ())
    without_front("a := 1", (), None)


def _end_of_front(text: str, place: int, names: Collection[str], kind: str | None) -> int | None:
    for pattern in (SIGN, THEREFORE):
        if match := pattern.match(text, place):
            return match.end()
    sets = kind not in ("value", "expression")
    if (match := SENTENCE.match(text, place)) and _are_words(match, names, kind):
        return match.end()
    if not sets:
        for pattern in (TOWARDS, ABOUT, PLACE):
            if match := pattern.match(text, place):
                return match.end()
    else:
        for pattern in (NOUN, FOR_ALL):
            if (match := pattern.match(text, place)) and not NUMBERS.match(text, match.end()) and match.end() < len(text):
                return match.end()
    if match := _name_is(text, place):
        if sets:
            if SET.search(text[match.end() :]) and _begins_a_set(text, match, names):
                return match.end()
        elif not _is_called(match["name"]):
            return match.end()
    elif kind == "value" and (match := ARROW.match(text, place)):
        return match.end()
    if (match := _name_colon(text, place)) and not _is_divided(match["name"], names, kind):
        return match.end()
    return None


def _is_called(name: str) -> bool:
    """A known function of something: that is a value of its own, not a name for one; σ'(0) is such a name."""
    return function_name(canonical_name(name.partition("(")[0].strip())) is not None and "(" in name


def _begins_a_set(text: str, match: re.Match[str], names: Collection[str]) -> bool:
    """`L = {1; 2}` and `x = ]0; 1[`, but not `x = 1 oder x > 2`, whose symbol is named again if none is declared."""
    if not _holds_a_symbol(match["name"], names or _words(text[match.end() :])):
        return True
    return text[match.end() : match.end() + 1] in "{[]∅ℝ" and match.end() < len(text)


def _holds_a_symbol(name: str, names: Collection[str]) -> bool:
    return any(word in names for word in _words(name))


def _words(text: str) -> set[str]:
    return {canonical_name(word) for word in re.findall(r"[^\W_]+(?:_\{?\w+\}?)?", text)}


def _is_divided(name: str, names: Collection[str], kind: str | None) -> bool:
    """Is the colon behind this name the sign of division?"""
    word = canonical_name(name.strip())
    called = function_name(word.partition("(")[0].strip()) is not None
    base = name.partition("(")[0]  # f'(w): 2w - 6
    return called or (kind != "value" and (_holds_a_symbol(base, names) or split(word, names) is not None))


def _are_words(match: re.Match[str], names: Collection[str], kind: str | None) -> bool:
    """Words and not mathematics; no "nicht", no "keine", which say the contrary."""
    words = re.findall(rf"{LETTER}+", match["words"] + match["last"])
    if not re.search(rf"{LETTER}{{3,}}", match[0]) or any(word.lower() in NEGATED for word in words):
        return False
    return not any(
        word in names or (word in WORDS and WORDS[word] != "in") or (len(word) > 1 and function_name(word)) for word in words
    )


NEGATED = (
    "nicht",
    "not",
    "no",
    "nie",
    "nirgends",
    "keine",
    "kein",
    "keiner",
    "keinen",
    "without",
    "außer",
    "except",
    "alle",
    "all",
)
