"""Words around an answer, as people say it: `0,57 (gerundet)`, `minus unendlich`, `no zeros`, `K1: small`, `größer als`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.algebra.reading.tokens.lexer import LONGEST

FOR_EXAMPLE = re.compile(r"^\s*(?:z\.\s?B\.|zum Beispiel|e\.g\.|for example)\s*[:,]?\s*", re.IGNORECASE)
SIGNS = (
    (re.compile(r"\b(?:minus|negativ|negative)\s+(?=[\d.∞(√\\]|\w)", re.IGNORECASE), "-"),
    (re.compile(r"\bplus\s+", re.IGNORECASE), "+"),
)
COUNTED = (
    r"Schritte?n?|steps?|Epochen?|epochs?|Iterationen|iterations?|Klassen?|classes|Schichten?|layers?|Summanden?|summands?"
    r"|Mal|times|terms?|Faktoren?|factors?|Zahlen|numbers|Stück|Updates?|Zeilen?|rows?|Spalten?|columns?|Punkte?|points?"
)
# behind a number: "9 Schritte", "0,57 (gerundet)", "2w - 6."
BEHIND = re.compile(
    rf"(?:(?<=\d)\s+(?:{COUNTED}))?(?:(?<=\d\d)\s?(?:…|\.{{3}}))?\s*(?:\(?(?:gerundet|exakt|genau|rounded|exact|exactly|ca\.?|approx\.?)\)?)?\s*[.,;]?[\s$]*$",
    re.IGNORECASE,
)
REASON = re.compile(
    r"(?<=[\w)\]}%∞])\s*(?:[,;.(–]|\s-)?\s*\b(?:weil|denn|because|since|wegen|due to|da(?=\s+[^\W\d]{2,}))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
ROOTS = (
    (re.compile(r"\b(?:dritte[rn]?\s+Wurzel|Kubikwurzel|cube\s+root)\s+(?:aus|von|of)\s+", re.IGNORECASE), "∛"),
    (re.compile(r"\b(?:Quadrat)?Wurzel\s+(?:aus|von)\s+|\b(?:square\s+)?root\s+of\s+", re.IGNORECASE), "√"),
    (re.compile(r"\s+(?:zum Quadrat|im Quadrat|squared)\b", re.IGNORECASE), "^2"),
    (re.compile(r"\b(?:Betrag\s+von|absolute\s+value\s+of)\s+", re.IGNORECASE), "abs "),
    (re.compile(r"\b(?:natürlicher?\s+)?(?:Logarithmus|logarithm)\s+(?:von|of)\s+", re.IGNORECASE), "ln "),
    (re.compile(r"\bPi\b"), "pi"),
)
COUNT_WORDS = (
    "null|zero|kein Schritt",
    "eins?|eine[rs]?|one|(?:der|die|das)? ?erste[rns]?|first",
    "zwei|two|(?:der|die|das)? ?zweite[rns]?|second",
    "drei|three|(?:der|die|das)? ?dritte[rns]?|third",
    "vier|four|(?:der|die|das)? ?vierte[rns]?|fourth",
    "fünf|five|(?:der|die|das)? ?fünfte[rns]?|fifth",
    "sechs|six|(?:der|die|das)? ?sechste[rns]?|sixth",
    "sieben|seven|(?:der|die|das)? ?sieb(?:en)?te[rns]?|seventh",
    "acht|eight|(?:der|die|das)? ?achte[rns]?|eighth",
    "neun|nine|(?:der|die|das)? ?neunte[rns]?|ninth",
    "zehn|ten|(?:der|die|das)? ?zehnte[rns]?|tenth",
    "elf|eleven|(?:der|die|das)? ?elfte[rns]?|eleventh",
    "zwölf|twelve|(?:der|die|das)? ?zwölfte[rns]?|twelfth",
)
COUNTING = re.compile(
    rf"^\s*(?:(?:beim|bei|im|nach|ab|genau|nur|the|in the|at the|after|exactly|only)\s+){{0,2}}"
    rf"(?:{'|'.join(f'(?P<n{n}>{words})' for n, words in enumerate(COUNT_WORDS))}|(?P<ordinal>\d{{1,6}})(?:\.|st|nd|rd|th))"
    rf"(?:\s+(?:{COUNTED}|Schritt|Mal|time))?\s*\.?\s*$",
    re.IGNORECASE,
)
QUOTED = re.compile(r"""^\s*(?:"([^"]*)"|'([^'\n]*)'|[„“]([^„“”]*)[“”])\s*$""")
# of what there is none; "keine Bedingung" would be everything
WHAT = (
    "Lösung(?:en)?|Nullstellen?|Zahl(?:en)?|Werte?|Elemente?|Punkte?|Stellen?|Menge|zeros?|solutions?|roots?|numbers?|values?"
    "|elements?|points?|set"
)
NOTHING = re.compile(
    r"^\s*(?:es gibt |existiert |hat |(?:there|it) (?:is|are|has) )?"
    r"(?:keine?s?n?|no|none|nichts|nothing|nirgends|nowhere|nie|never|unlösbar|nicht lösbar|(?:die )?leere?|(?:the )?empty)"
    rf"(?:\s+(?:reellen?|reelle|real))?(?:\s+(?:{WHAT}|\w{{1,4}}))?(?:\s+(?:vorhanden|davon))?\s*[.!]?\s*$",
    re.IGNORECASE,
)
NAMED = re.compile(r"^\s*(\w{1,12})\s*[:=]\s*(\S.*)$")
AT = re.compile(r"\b(und|oder|and|or|sowie)\s+(?:bei|at|für|for)\s+")
IS = r"(?:\b(?:ist|sind|is|are|muss|müssen|must be)\s+)?\b"
RELATIONS = tuple(
    (re.compile(rf"{IS}(?:{words})\b(?:\s+(?:als|than|to|wie)\b)?", re.IGNORECASE), sign)
    for words, sign in (
        ("größer(?:\\s+oder|-|/)?\\s*gleich|mindestens|greater\\s+than\\s+or\\s+equal|at\\s+least", " >= "),
        ("kleiner(?:\\s+oder|-|/)?\\s*gleich|höchstens|less\\s+than\\s+or\\s+equal|at\\s+most", " <= "),
        ("größer|greater|larger|bigger", " > "),
        ("kleiner|less|smaller", " < "),
        ("ungleich|nicht gleich|not equal|unequal", " != "),
        ("gleich|equal", " = "),
    )
)
NUMBERS = r"(?:en?)?(?:\s+(?:reellen?\s+|real\s+)?(?:Zahlen|numbers))?\s*$"
ALL = (
    (re.compile(r"^\s*(?:alle\s+)?(?:nicht[-\s]?negativ|non[-\s]?negative)" + NUMBERS, re.IGNORECASE), "ℝ₀⁺"),
    (re.compile(r"^\s*(?:alle\s+)?(?:nicht[-\s]?positiv|non[-\s]?positive)" + NUMBERS, re.IGNORECASE), "ℝ₀⁻"),
    (re.compile(r"^\s*positive?" + NUMBERS, re.IGNORECASE), "ℝ⁺"),
    (re.compile(r"^\s*negative?" + NUMBERS, re.IGNORECASE), "ℝ⁻"),
    (
        re.compile(
            r"\b(?:alle|all|sämtliche)\s+(?:the\s+)?positiven?\s+(?:reellen\s+|real\s+)?(?:Zahlen|numbers)\b", re.IGNORECASE
        ),
        "ℝ⁺",
    ),
    (
        re.compile(
            r"\b(?:alle|all|sämtliche)\s+(?:the\s+)?negativen?\s+(?:reellen\s+|real\s+)?(?:Zahlen|numbers)\b", re.IGNORECASE
        ),
        "ℝ⁻",
    ),
    (
        re.compile(
            r"\b(?:alle|all|sämtliche)\s+(?:reellen\s+|real\s+)?(?:Zahlen|numbers|reals|Werte|values)\b|\bganz(?=\s*ℝ)",
            re.IGNORECASE,
        ),
        "ℝ",
    ),
    (re.compile(r"\b(?:außer|ausgenommen|except(?:\s+for)?|without)\b", re.IGNORECASE), "ohne"),
    (re.compile(r"(?<=\S)\s+sein\s*\.?\s*$"), ""),
)


def number_in_words(text: str) -> str:
    """The text of a number or formula without words behind it, and with signs for minus and plus."""
    if len(text) > LONGEST:  # the parser says so
        return text
    if counted := COUNTING.match(text):
        return counted["ordinal"] or next(name[1:] for name, word in counted.groupdict().items() if word and name != "ordinal")
    text = unquoted(BEHIND.sub("", REASON.sub("", without_example(text), count=1), count=1))
    for word, sign in (*SIGNS, *ROOTS):
        text = word.sub(sign, text)
    return text


def unquoted(text: str) -> str:
    """The text without quotation marks of its own around it."""
    match = QUOTED.match(text)
    return next(part for part in match.groups() if part is not None) if match else text


def set_in_words(text: str) -> str:
    """`größer als`, `alle reellen Zahlen außer 0` with signs."""
    if len(text) > LONGEST:
        return text
    text = AT.sub(r"\1 ", REASON.sub("", text, count=1))
    for word, sign in (*RELATIONS, *ALL):
        text = word.sub(sign, text)
    return unquoted(text).strip()


def without_example(text: str) -> str:
    """`z. B. (1, 2)` where any one of several is asked for."""
    return FOR_EXAMPLE.sub("", text)


def is_nothing(text: str) -> bool:
    """The empty set in words: keine Nullstellen, no solution, es gibt keine."""
    return len(text) <= LONGEST and bool(NOTHING.match(text))


def numbered(text: str) -> list[str] | None:
    """The parts of `1) small 2) large` where they are numbered in their order; None for any other text."""
    marks = list(NUMBERED.finditer(text)) if len(text) <= LONGEST else []
    if len(marks) < 2 or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)) or text[: marks[0].start()].strip():
        return None
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [text[mark.end() : end].strip(" \t\n;,") for mark, end in zip(marks, ends, strict=True)]


NUMBERED = re.compile(r"(?:^|(?<=[\s;,]))(\d{1,2})\s?(?:\)|[.:](?=\s))\s*")


def without_labels(parts: Sequence[object]) -> list[object]:
    """`K1: small`, `K2: large` without the names in front, where every part has one and they come in their order."""
    found = [NAMED.match(part) if type(part) is str else None for part in parts]
    labels = [match[1] for match in found if match]
    if len(labels) < max(len(parts), 2) or labels != sorted(set(labels)):
        return list(parts)
    return [match[2] for match in found if match]
