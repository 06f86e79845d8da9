"""What a text tells that a student should find: a passage which, handed in as the answer, would be right."""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from grader.answer_key.services.passages import Candidate, candidates
from grader.answer_key.services.pictures import inscriptions
from grader.answers.door import read
from grader.answers.reading.values import Unread
from grader.authoring.items import Item
from grader.authoring.language import PictureRule
from grader.authoring.places import Passage
from grader.authoring.texts import HOLE, fill
from grader.authoring.variants import Variant
from grader.errors import AuthorError
from grader.model import LANGS, Json, Lang, Text

NAME = re.compile(r"[A-Za-z_]\w*")
SMALL = re.compile(r"[-−+]?\d{1,2}")  # so short a number stands everywhere and means something else
EVERYWHERE = ("0", "1", "2", "-1", "−1")
FORM = "the form hint"
CODE_LENGTH = 5  # characters without blanks; shorter code says nothing


# a small number is the answer where it is said to be, or stands with a unit
SAID_TO_BE = re.compile(
    r"(?i)(?:\b(?:ist|sind|wäre|wären|beträgt|lautet|ergibt|dauert|richtig|Antwort|Lösung|Ergebnis|is|are|be|equals|takes|gives|"
    r"right|answer|result|solution)\b:?|[=≈])\s*(?:[a-zäöü]+\s+)?$"
)
ORDINALS = (("erste", "first"), ("zweite", "second"), ("dritte", "third"), ("vierte", "fourth"), ("fünfte", "fifth"))
OPTION_WORDS = r"(?:Antwort|Möglichkeit|Option|Aussage|answer|option|choice|statement|one)"
RIGHT_WORDS = re.compile(r"(?i)richtig|stimmt|Antwort|Lösung|nämlich|es ist|right|correct|answer|namely|it is")


@dataclass(frozen=True, slots=True)
class Shown:
    """A text and where it stands: `own` in the question itself and its hints, `hint` below wrong answers to it, `open` above
    all questions, `form` where the form of an answer is shown, `other` elsewhere."""

    what: Text
    text: Text
    item: Item | None
    near: Literal["own", "hint", "open", "form", "other"]


class AnswerReader:
    """Reads passages as answers and compares them; the same passage is read once for all variants."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], Json] = {}
        self._same: dict[tuple[str, str, str], bool] = {}

    def is_right(self, drawn: Variant, item: Item, typed: str) -> bool:
        reading = item.kind.reading()
        name = json.dumps(reading, sort_keys=True, default=str)
        if (name, typed) not in self._read:
            try:
                self._read[name, typed] = read(reading, typed)
            except Unread:
                self._read[name, typed] = None
        raw, right = self._read[name, typed], drawn.reference(item)
        if raw is None:
            return False
        pair = (f"{item.name} {name}", json.dumps(raw), json.dumps(right))
        if pair not in self._same:
            self._same[pair] = item.kind.plain().same(raw, right).verdict == "proved"
        return self._same[pair]


def told(variants: Sequence[Variant]) -> list[AuthorError]:
    """Every answer of a variant that some text tells, unless the author says that it is shown on purpose.

    A given is no secret: a passage that is nothing but a hole never counts. Variants after the first are searched for
    what is made of givens, and near the question for what stands there as it is.
    """
    found: dict[tuple[str, str], AuthorError] = {}
    needed: set[tuple[str, str]] = set()
    reader = AnswerReader()
    for drawn in variants:
        for item in drawn.exercise.items:
            on_purpose = {_bare(mark.words): mark.words for mark in item.shown}
            for shown, words in _of_item(drawn, item, reader):
                if _bare(words) in on_purpose:
                    needed.add((item.name, on_purpose[_bare(words)]))
                else:
                    error = _told(item, shown, words, drawn.variant)
                    found.setdefault((shown.what.en + item.name, words), error)
    marks = [(item, mark.words) for item in variants[0].exercise.items for mark in item.shown]
    left = [_not_needed(item, words) for item, words in marks if (item.name, words) not in needed]
    return [*found.values(), *left]


def _bare(words: str) -> str:
    """Of `(0, 0)` there are several passages, with the brackets and without."""
    return re.sub(r"[\s()\[\]{}$`]", "", words)


def _told(item: Item, shown: Shown, words: str, variant: int) -> AuthorError:
    de, en = (f" (Variante {variant})", f" (variant {variant})") if variant else ("", "")
    return AuthorError(
        f"{shown.what.en} tells the answer to {item.name}{en}: “{words}”; take it out, or say that it is meant: "
        f'{item.name}.shown_on_purpose("{words}", because="…")',
        de=f"{shown.what.de} verrät die Antwort auf {item.name}{de}: „{words}“; nimm es heraus oder sag, dass es gemeint ist: "
        f'{item.name}.shown_on_purpose("{words}", because="…")',
        at=Passage(shown.text, words) if shown.what.en != FORM else item,
    )


def _not_needed(item: Item, words: str) -> AuthorError:
    return AuthorError(
        f"item {item.name}: no text tells “{words}” any more; remove shown_on_purpose",
        de=f"Teil {item.name}: kein Text verrät noch „{words}“; streiche shown_on_purpose",
        at=item,
    )


def _of_item(drawn: Variant, item: Item, reader: AnswerReader) -> Iterator[tuple[Shown, str]]:
    if item.marks:
        if not drawn.variant:
            yield from _rubric(drawn, item)
        return
    code = [] if drawn.variant else _returned(item)
    for shown in _texts(drawn, item):
        if item.options:
            if not drawn.variant:
                yield from _chosen(item, shown)
            continue
        for lang in LANGS:
            text = shown.text.in_(lang)
            squeezed = "".join(text.split())
            yield from ((shown, fragment) for fragment in code if "".join(fragment.split()) in squeezed)
            if item.kind.is_called:
                continue
            for one in candidates(text):
                if drawn.variant and "{" not in one.answer and shown.near in ("other", "form"):
                    continue
                if _is_answer(drawn, item, shown, one, lang, reader):
                    yield shown, one.words


def _texts(drawn: Variant, item: Item) -> Iterator[Shown]:
    exercise = drawn.exercise
    yield Shown(Text(de="der Titel", en="the title"), exercise.title, None, "open")
    yield Shown(Text(de="die Angabe", en="the statement"), exercise.statement, None, "open")
    if exercise.section is not None:
        yield Shown(Text(de="der Abschnitt", en="the section"), exercise.section, None, "open")
    if not item.options and not item.kind.is_called:
        yield Shown(Text(de="der Hinweis auf die Form", en=FORM), item.kind.form, item, "form")
    for picture, text in _of_pictures(drawn):
        yield Shown(Text(de=f"Bild {picture.name}", en=f"picture {picture.name}"), text, None, "other")
    for other in exercise.items:
        mine = other is item
        what = Text(de="die Frage", en="the prompt")
        if not mine:
            what = Text(de=f"die Frage {other.name}", en=f"the prompt of {other.name}")
        yield Shown(what, other.prompt, other, "own" if mine else "other")
        for number, hint in enumerate(other.hints, start=1):
            what = Text(de=f"Hinweis {number} zu {other.name}", en=f"hint {number} of {other.name}")
            yield Shown(what, hint, other, "own" if mine else "other")
        for letter, option in other.options.items() if not mine else ():
            what = Text(de=f"Möglichkeit {letter} von {other.name}", en=f"option {letter} of {other.name}")
            yield Shown(what, option.text, other, "other")
        for name, function in other.kind.reading().get("functions", {}).items():
            what = Text(de=f"die Signatur von {name}", en=f"the signature of {name}")
            signature = str(function["signature"])
            yield Shown(what, Text(de=signature, en=signature), other, "form")
        yield from _said_below(other, "hint" if mine else "other")


@lru_cache(1)  # asked for each item of a variant
def _of_pictures(drawn: Variant) -> tuple[tuple[PictureRule, Text], ...]:
    """What is said of pictures, and what stands on them while nothing is answered."""
    said = [(picture, text) for picture in drawn.exercise.pictures for text in (picture.caption, *picture.legend.values())]
    return (*said, *inscriptions(drawn))


def _said_below(item: Item, near: Literal["hint", "other"]) -> Iterator[Shown]:
    """What is said below an answer to the item."""
    for rule in item.mistakes:
        what = Text(de=f"die Rückmeldung zu {rule.id}", en=f"the feedback of {rule.id}")
        yield Shown(what, rule.feedback, None, near)
    for other in item.others:
        yield Shown(Text(de=f"die Bemerkung zu {item.name}", en=f"the remark of {item.name}"), other.note, None, "other")
    if item.advice is not None:
        yield Shown(Text(de=f"der Rat zu {item.name}", en=f"the advice on {item.name}"), item.advice, None, near)
    for check in item.checks:
        yield Shown(Text(de=f"der Titel von {check.name}", en=f"the title of {check.name}"), check.title, None, near)
        what = Text(de=f"die Rückmeldung von {check.name}", en=f"the feedback of {check.name}")
        yield Shown(what, check.feedback, None, near)


def _is_answer(drawn: Variant, item: Item, shown: Shown, one: Candidate, lang: Lang, reader: AnswerReader) -> bool:
    if not one.answer.strip() or _means_something_else(shown, one, lang, drawn.variant):
        return False
    formula = one.place in ("formula", "side")
    typed = one.answer
    if "{" in typed:
        words = f"${typed}$" if formula else typed
        filled = fill(Text(de=words, en=words), drawn.fillings).in_(lang)
        typed = filled[1:-1] if formula else filled
    return any(reader.is_right(drawn, item, answer) for answer in dict.fromkeys((typed, _numbered(drawn, typed, one))))


def _means_something_else(shown: Shown, one: Candidate, lang: Lang, variant: int) -> bool:
    """A hole; or so small a number that it stands everywhere, where nothing says that it is the answer."""
    if HOLE.fullmatch(one.answer.rpartition("=")[2].strip(" ()[]")):
        return True
    if shown.near == "form":  # the kind's own example, the defaults of a signature
        return SMALL.fullmatch(one.answer.strip(" ()")) is not None or "EmptySet" in one.answer  # in every hint of a set
    if not (_has_small_side(one) or SMALL.fullmatch(one.answer.strip("()[]{} "))):
        return False
    if shown.near == "own":
        return bool(variant)  # there a small number that never changes is the answer by chance
    if shown.near == "hint":
        before, _, _ = shown.text.in_(lang).partition(one.words)
        return variant > 0 or not (one.unit or _has_small_side(one) or SAID_TO_BE.search(before))
    if one.unit and one.answer not in EVERYWHERE:
        return False
    if shown.near == "open":
        return one.place == "spoken" or (one.place != "prose" and one.answer in EVERYWHERE)
    return one.place != "prose" or shown.item is None or one.answer in EVERYWHERE


def _has_small_side(one: Candidate) -> bool:
    """`n = 10`: a name and a small number."""
    return re.fullmatch(r"\s*[A-Za-z]\w*\s*=\s*[-−]?\d{1,2}\s*", one.answer) is not None


def _numbered(drawn: Variant, typed: str, one: Candidate) -> str:
    """Code with the numbers of the variant in the place of the givens' names, as references are written."""
    if one.place != "code":
        return typed
    return NAME.sub(lambda match: f"({drawn.given[match[0]]})" if match[0] in drawn.given else match[0], typed)


def _returned(item: Item) -> list[str]:
    """The code of what a reference, or the function that it returns, gives back: formulas and calls, not bare names."""
    if item.options or item.marks:
        return []
    tree = ast.parse(textwrap.dedent(inspect.getsource(item.make)))
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value is not None]
    fragments = [ast.unparse(value) for value in values if isinstance(value, ast.BinOp | ast.Call | ast.Compare)]
    return [fragment for fragment in fragments if len("".join(fragment.split())) >= CODE_LENGTH]


def _rubric(drawn: Variant, item: Item) -> Iterator[tuple[Shown, str]]:
    for shown in _texts(drawn, item):
        for line in item.rubric:
            for lang in LANGS:
                if _plain(line.in_(lang)) in _plain(shown.text.in_(lang)):
                    yield shown, line.in_(lang)


def _chosen(item: Item, shown: Shown) -> Iterator[tuple[Shown, str]]:
    """The words of the right option; near the question also its letter or its place, where no other letter stands."""
    letter = str(item.make())
    right = item.options[letter].text
    others = "".join(other for other in item.options if other != letter)
    for lang in LANGS:
        text, words = shown.text.in_(lang), right.in_(lang)
        apart = shown.near == "other" and shown.item is not None
        if not apart and len(words) >= 2 * CODE_LENGTH and _plain(words) in _plain(text):
            yield shown, words
        if shown.near not in ("own", "hint") or not RIGHT_WORDS.search(text):
            continue
        if re.search(rf"(?<![\w$-]){letter}(?![\w$'-])", text) and not re.search(rf"(?<![\w$-])[{others}](?![\w$'-])", text):
            yield shown, letter
        for word in ORDINALS[place] if (place := list(item.options).index(letter)) < len(ORDINALS) else ():
            if found := re.search(rf"(?i)\b{word}[rsn]?\s+{OPTION_WORDS}\b", text):
                yield shown, found[0]


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().lower()
