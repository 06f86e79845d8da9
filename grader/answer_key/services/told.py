"""What a text tells that a student should find: a passage which, handed in as the answer, would be right."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from grader.answer_key.services.passages import SPOKEN, Candidate, candidates
from grader.answers.door import read
from grader.answers.reading.values import Unread
from grader.authoring.items import Item
from grader.authoring.places import Passage
from grader.authoring.texts import HOLE, fill
from grader.authoring.variants import Variant
from grader.errors import AuthorError
from grader.model import Lang, Text

NAME = re.compile(r"[A-Za-z_]\w*")
SMALL = re.compile(r"[-−+]?\d{1,2}")  # so short a number stands everywhere and means something else
EVERYWHERE = ("0", "1", "2", "-1", "−1")
CODE_LENGTH = 5  # characters without blanks; shorter code says nothing


@dataclass(frozen=True, slots=True)
class Shown:
    """A text and where it stands: `own` in the question itself, `open` above all of them, `other` in other questions and
    below answers."""

    what: Text
    text: Text
    item: Item | None
    near: Literal["own", "open", "other"]


def told(drawn: Variant) -> list[AuthorError]:
    """Every answer of the variant that some text tells, unless the author says that it is shown on purpose.

    A given is no secret: a passage that is nothing but a hole never counts.
    """
    found: list[AuthorError] = []
    needed: set[tuple[str, str]] = set()
    for item in drawn.exercise.items:
        on_purpose = {mark.words for mark in item.shown}
        for shown, words in _of_item(drawn, item):
            if words in on_purpose:
                needed.add((item.name, words))
            else:
                found.append(_told(item, shown, words))
        for mark in item.shown:
            if (item.name, mark.words) not in needed:
                found.append(_not_needed(item, mark.words))
    return list({error.args[0]: error for error in found}.values())


def _told(item: Item, shown: Shown, words: str) -> AuthorError:
    return AuthorError(
        f"{shown.what.en} tells the answer to {item.name}: “{words}”; take it out, or say that it is meant: "
        f'{item.name}.shown_on_purpose("{words}", because="…")',
        de=f"{shown.what.de} verrät die Antwort auf {item.name}: „{words}“; nimm es heraus oder sag, dass es so gemeint ist: "
        f'{item.name}.shown_on_purpose("{words}", because="…")',
        at=Passage(shown.text, words) if shown.what.en != FORM else item,
    )


def _not_needed(item: Item, words: str) -> AuthorError:
    return AuthorError(
        f"item {item.name}: no text tells “{words}” any more; remove shown_on_purpose",
        de=f"Teil {item.name}: kein Text verrät noch „{words}“; streiche shown_on_purpose",
        at=item,
    )


def _of_item(drawn: Variant, item: Item) -> Iterator[tuple[Shown, str]]:
    if item.marks:
        yield from _rubric(drawn, item)
        return
    code = _returned(item)
    for shown in _texts(drawn, item):
        if item.options:
            yield from _chosen(item, shown)
            continue
        for lang in ("de", "en"):
            text = shown.text.in_(lang)
            squeezed = "".join(text.split())
            yield from ((shown, fragment) for fragment in code if "".join(fragment.split()) in squeezed)
            if not item.kind.is_called:
                yield from ((shown, one.words) for one in candidates(text) if _is_answer(drawn, item, shown, one, lang))


FORM = "the form hint"


def _texts(drawn: Variant, item: Item) -> Iterator[Shown]:
    exercise = drawn.exercise
    yield Shown(Text(de="der Titel", en="the title"), exercise.title, None, "open")
    yield Shown(Text(de="die Angabe", en="the statement"), exercise.statement, None, "open")
    yield Shown(Text(de="die Frage", en="the prompt"), item.prompt, item, "own")
    if not item.options and not item.kind.is_called:
        yield Shown(Text(de="der Hinweis auf die Form", en=FORM), item.kind.form, item, "own")
    for picture in exercise.pictures:
        yield Shown(Text(de=f"Bild {picture.name}", en=f"picture {picture.name}"), picture.alt, None, "other")
        yield Shown(Text(de=f"Bild {picture.name}", en=f"picture {picture.name}"), picture.caption, None, "other")
    for other in exercise.items:
        if other is not item:
            yield Shown(Text(de=f"die Frage {other.name}", en=f"the prompt of {other.name}"), other.prompt, other, "other")
            for letter, option in other.options.items():
                what = Text(de=f"Möglichkeit {letter} von {other.name}", en=f"option {letter} of {other.name}")
                yield Shown(what, option.text, other, "other")
        for rule in other.mistakes:
            what = Text(de=f"die Rückmeldung zu {rule.id}", en=f"the feedback of {rule.id}")
            yield Shown(what, rule.feedback, None, "other")
        if other.advice is not None:
            what = Text(de=f"der Rat zu {other.name}", en=f"the advice on {other.name}")
            yield Shown(what, other.advice, None, "other")
        for check in other.checks:
            what = Text(de=f"die Rückmeldung von {check.name}", en=f"the feedback of {check.name}")
            yield Shown(what, check.feedback, None, "other")


def _is_answer(drawn: Variant, item: Item, shown: Shown, one: Candidate, lang: Lang) -> bool:
    if not one.answer.strip() or _means_something_else(shown, one):
        return False
    formula = one.place in ("formula", "side")
    words = f"${one.answer}$" if formula else one.answer
    filled = fill(Text(de=words, en=words), drawn.fillings).in_(lang)
    typed = filled[1:-1] if formula else filled
    return any(_is_right(drawn, item, answer) for answer in dict.fromkeys((typed, _numbered(drawn, typed, one))))


def _means_something_else(shown: Shown, one: Candidate) -> bool:
    if HOLE.fullmatch(one.answer.rpartition("=")[2].strip()):
        return True
    if shown.what.en == FORM:  # the kind's own example
        return SMALL.fullmatch(one.answer.strip(" ()")) is not None or one.answer == "EmptySet"  # in every hint of a set
    if shown.near == "own" or (not SMALL.fullmatch(one.answer.strip()) and not _has_small_side(one)):
        return False
    spoken = SPOKEN.fullmatch(one.words) is not None
    if shown.near == "open":
        return (spoken and shown.what.en == "the title") or (one.place != "prose" and one.answer in EVERYWHERE)
    return one.place in ("formula", "side") or spoken or shown.item is None or one.answer in EVERYWHERE


def _has_small_side(one: Candidate) -> bool:
    """`n = 10`: a name and a small number."""
    return re.fullmatch(r"\s*[A-Za-z]\w*\s*=\s*[-−]?\d{1,2}\s*", one.answer) is not None


def _numbered(drawn: Variant, typed: str, one: Candidate) -> str:
    """Code with the numbers of the variant in the place of the givens' names, as references are written."""
    if one.place != "code":
        return typed
    return NAME.sub(lambda match: f"({drawn.given[match[0]]})" if match[0] in drawn.given else match[0], typed)


def _is_right(drawn: Variant, item: Item, typed: str) -> bool:
    try:
        raw = read(item.kind.reading(), typed)
    except Unread:
        return False
    return item.kind.plain().same(raw, drawn.reference(item)).verdict == "proved"


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
            for lang in ("de", "en"):
                if _plain(line.in_(lang)) in _plain(shown.text.in_(lang)):
                    yield shown, line.in_(lang)


def _chosen(item: Item, shown: Shown) -> Iterator[tuple[Shown, str]]:
    """The words of the right option; in the question itself also its letter, where no other letter stands."""
    letter = str(item.make())
    right = item.options[letter].text
    others = "".join(other for other in item.options if other != letter)
    for lang in ("de", "en"):
        text, words = shown.text.in_(lang), right.in_(lang)
        if shown.near != "other" and len(words) >= 2 * CODE_LENGTH and _plain(words) in _plain(text):
            yield shown, words
        alone = re.search(rf"(?<![\w$-]){letter}(?![\w$'-])", text) and not re.search(
            rf"(?<![\w$-])[{others}](?![\w$'-])", text
        )
        if shown.near == "own" and alone and re.search(r"(?i)richtig|stimmt|Antwort|Lösung|right|correct|answer", text):
            yield shown, letter


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().lower()
