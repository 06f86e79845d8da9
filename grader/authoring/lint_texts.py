"""Slips in the texts of an exercise: what is still to be written, holes that nothing fills, formulas without an end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.authoring.items import Item
from grader.authoring.language import Exercise
from grader.authoring.places import Passage
from grader.authoring.texts import MATHS, Hole, holes
from grader.errors import AuthorError
from grader.model import LANGS, Text

MUCH_LONGER = 25  # characters by which the right option of a choice may not stand out
BY_COMMA = re.compile(r"[(\[][^()\[\]$]*\)?,\\?\s[^()\[\]$…]*[)\]]")
BY_SEMICOLON = re.compile(r"[(\[][^()\[\]$]*;[^()\[\]$]*[)\]]")
EMPTY = ("…", "...")  # what `grade new` writes where an author has to


def check(exercise: Exercise) -> None:
    """Raises AuthorError for the first slip in a text."""
    known = {*exercise.given, *exercise.formulas}
    for what, de, text in texts(exercise):
        if text.de.strip() in EMPTY or text.en.strip() in EMPTY:
            raise AuthorError(
                f"{what} is still {text.de!r}, as the template has it; write it in German and English",
                de=f"{de}: da steht noch {text.de!r} wie in der Vorlage; schreib es auf Deutsch und Englisch",
                at=text,
            )
        _check_text(text, known)
    for item in exercise.items:
        if item.options:
            _check_options(item, str(item.make()))
    for paragraph in exercise.explanation:
        _check_text(paragraph, known | {item.name for item in exercise.items})


def _check_options(item: Item, right: str) -> None:
    """Raises AuthorError where the right option of a choice shows by its length alone, in either language."""
    for lang in LANGS:
        lengths = {letter: len(option.text.in_(lang)) for letter, option in item.options.items()}
        others = max(length for letter, length in lengths.items() if letter != right)
        if lengths[right] - others >= MUCH_LONGER and lengths[right] >= others * 3 / 2:
            raise AuthorError(
                f"item {item.name}: the right option {right} is by far the longest, which gives it away; give the others as "
                "many words and as good a reason",
                de=f"Teil {item.name}: die richtige Möglichkeit {right} ist mit Abstand die längste und verrät sich damit; gib "
                "den anderen ebenso viele Worte und eine ebenso gute Begründung",
                at=item.options[right].text,
            )


def _check_text(text: Text, known: set[str]) -> None:
    found = {lang: list(holes(words)) for lang, words in (("de", text.de), ("en", text.en))}
    for words, inside in zip((text.de, text.en), found.values(), strict=True):
        if words.replace(r"\$", "").count("$") % 2:
            raise AuthorError(
                f"the text “{words[:60]}” has a formula without an end: an odd number of $",
                de=f"im Text „{words[:60]}“ hat eine Formel kein Ende: die Zahl der $ ist ungerade",
                at=text,
            )
        for hole in inside:
            _check_hole(text, hole, known)
    _check_separators(text)
    named = {lang: {hole.name for hole in inside if hole.name in known} for lang, inside in found.items()}
    if odd := sorted(named["de"] ^ named["en"]):
        raise AuthorError(
            f"the text “{text.en[:60]}” names {{{odd[0]}}} in one language only",
            de=f"der Text „{text.de[:60]}“ nennt {{{odd[0]}}} nur in einer Sprache",
            at=Passage(text, f"{{{odd[0]}}}"),
        )


def _check_separators(text: Text) -> None:
    """Raises AuthorError where a point or an argument list in a formula is written as in the other language: (1; 2) is
    German, since there a comma may be a decimal one, and (1, 2) English."""
    for words, lang, wrong, right in ((text.de, "German", BY_COMMA, ";"), (text.en, "English", BY_SEMICOLON, ",")):
        for formula in MATHS.findall(words):
            if slip := wrong.search(formula):
                raise AuthorError(
                    f"the text “{words[:60]}” uses another separator than {lang} does: {slip[0]}; write {right}",
                    de=f"im Text „{words[:60]}“ ist anders getrennt als in dieser Sprache: {slip[0]}; schreib {right}",
                    at=Passage(text, slip[0]),
                )


def _check_hole(text: Text, hole: Hole, known: set[str]) -> None:
    if hole.name in known:
        return
    close = next((name for name in sorted(known) if _one_slip_apart(hole.name, name)), None)
    if hole.role == "argument" and close is None:  # LaTeX's own: \\frac{dL}{dw}, e^{kx}
        return
    if hole.role == "words":  # x_{max}, \\text{max}
        return
    names = ", ".join(sorted(known)) or "–"
    meant_en = f"; do you mean {{{close}}}?" if close else ""
    meant_de = f"; meinst du {{{close}}}?" if close else ""
    raise AuthorError(
        f"the text “{text.en[:60]}” names {{{hole.name}}}, which is none of the givens {names}{meant_en}",
        de=f"der Text „{text.de[:60]}“ nennt {{{hole.name}}}, das ist keiner der Werte {names}{meant_de}",
        at=Passage(text, f"{{{hole.name}}}"),
    )


def _one_slip_apart(typed: str, meant: str) -> bool:
    """One letter too many, missing, another, or two swapped; shorter names are too easily alike."""
    if min(len(typed), len(meant)) < 3 or typed == meant:
        return False
    start = next((at for at, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    rest, wanted = typed[start:], meant[start:]
    swapped = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
    return swapped or rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]


def texts(exercise: Exercise) -> Iterator[tuple[str, str, Text]]:
    """Every text of an exercise that students or teachers read, and what it is in English and German."""
    yield "the title", "der Titel", exercise.title
    yield "the statement", "die Angabe", exercise.statement
    if exercise.section is not None:
        yield "the section", "der Abschnitt", exercise.section
    for picture in exercise.pictures:
        yield f"picture {picture.name}: the caption", f"Bild {picture.name}: die Unterschrift", picture.caption
        for name, words in picture.legend.items():
            yield f"picture {picture.name}: the legend of {name}", f"Bild {picture.name}: die Legende von {name}", words
    for item in exercise.items:
        yield from _of_item(item)


def _of_item(item: Item) -> Iterator[tuple[str, str, Text]]:
    en, de = f"item {item.name}", f"Teil {item.name}"
    yield f"{en}: the prompt", f"{de}: die Frage", item.prompt
    for letter, option in item.options.items():
        yield f"{en}: option {letter}", f"{de}: Möglichkeit {letter}", option.text
    for rule in item.mistakes:
        yield f"mistake {rule.id}: the feedback", f"Fehler {rule.id}: die Rückmeldung", rule.feedback
    for number, hint in enumerate(item.hints, start=1):
        yield f"{en}: hint {number}", f"{de}: Hinweis {number}", hint
    if item.advice is not None:
        yield f"{en}: the advice", f"{de}: der Rat", item.advice
    if item.answer is not None:
        yield f"{en}: the answer", f"{de}: die Antwort", item.answer
    for other in item.others:
        yield f"{en}: the remark", f"{de}: die Bemerkung", other.note
    for check in item.checks:
        yield f"{en}: the title of {check.name}", f"{de}: der Titel von {check.name}", check.title
        yield f"{en}: the feedback of {check.name}", f"{de}: die Rückmeldung von {check.name}", check.feedback
    for line in item.rubric:
        yield f"{en}: the rubric", f"{de}: das Bewertungsschema", line
