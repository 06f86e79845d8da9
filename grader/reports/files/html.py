"""The feedback page of a student: one self-contained HTML file, no script, no link, nothing from the network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from grader.model import Check, Lang, Picture, Problem, Result, Text, Verdict
from grader.option_order import as_shown, options_shown
from grader.reports.files.illustration import shown_picture
from grader.reports.text import safe, vocabulary
from grader.reports.text.marked import Marked, pieces
from grader.reports.text.mathml import mathml
from grader.reports.text.place import place_of
from grader.reports.views.advice import (
    ahead,
    check_name,
    check_reason,
    closing_notes,
    counter_check,
    mark,
    next_item,
    parts,
    state,
)
from grader.reports.views.grade_rows import MOST_SAID, GradeRow, first_problems, for_the_student, more, natural, place

if TYPE_CHECKING:
    from jinja2 import Template

MAX_SHOWN = 4000  # characters of one answer or sentence; a page is read by people
INDENT = "    "
PYTHONS_WORDS = re.compile(r"(?<=Python sagt: )(.+)$")  # as exception_help ends its sentences
IN_ENGLISH = r'<span lang="en">\1</span>'


@dataclass(frozen=True, slots=True)
class Card:
    """An item as the page shows it."""

    verdict: Verdict
    mark: vocabulary.Mark
    earned: str
    counter_check: Text | None


@dataclass(frozen=True, slots=True)
class Heading:
    """An exercise as the page's table shows it."""

    result: Result
    state: vocabulary.Mark
    points: str
    bonus: str


@dataclass(frozen=True, slots=True)
class Section(Heading):
    """An exercise as the page shows it; `share` is what the bar shows, in percent."""

    share: int
    cards: tuple[Card, ...]
    notes: tuple[Text, ...]
    next: Verdict | None
    ahead: Card | None  # shown before the others where a student reads on one screen


def feedback_page(
    results: Sequence[Result],
    problems: Sequence[Problem],
    *,
    student: str,
    lang: Lang,
    row: GradeRow | None = None,
    exercises: str | None = None,
) -> str:
    """The page of `student`: every result with its items, in the student's view of each certificate.

    `row` has the sums of all that counts, as in grades.csv; without it those of `results` are shown. What a teacher says of
    all that somebody has handed in stands in its `comment`. `exercises` is what `exercises_part` says of the results, if
    that is known.
    """
    from markupsafe import Markup

    ordered = _ordered(results)
    points = row.points if row else sum((result.points for result in ordered), Fraction(0))
    most = row.most if row else sum((result.max_points for result in ordered), Fraction(0))
    return template("feedback.html.jinja").render(
        student=student,
        lang=lang,
        headings=[_heading(result, lang) for result in ordered],
        exercises=Markup(exercises_part(results, lang) if exercises is None else exercises),
        problems=first_problems(for_the_student(problems)),
        comment=row.comment if row else "",
        marks=vocabulary.count_marks(row.marks, lang) if row and row.marks else "",
        weights={name: vocabulary.decimal(weight, lang) for name, weight in row.weights.items()} if row else {},
        total=vocabulary.of(points, most, lang) if ordered else vocabulary.NOT_GRADED.in_(lang),
        vocabulary=vocabulary,
        place=lambda problem: place(problem, lang),
        isolation=sorted({vocabulary.ISOLATION[result.isolation].in_(lang) for result in ordered}),
        **words_of_verdicts(lang),
    )


def exercises_part(results: Sequence[Result], lang: Lang) -> str:
    """What a page says of each exercise: most of it, and needs to know these results only."""
    return template("exercises.html.jinja").render(
        lang=lang,
        sections=[result_section(result, lang) for result in _ordered(results)],
        vocabulary=vocabulary,
        check_mark=_check_mark,
        **words_of_verdicts(lang),
    )


def _ordered(results: Sequence[Result]) -> list[Result]:
    return sorted(results, key=lambda result: natural(result.exercise.id))


def words_of_verdicts(lang: Lang) -> dict[str, Any]:
    """What templates call to show a result, on a page and in a notebook."""
    from markupsafe import Markup

    return {
        "t": lambda de, en: de if lang == "de" else en,
        "symbol": lambda mark: Markup('<span aria-hidden="true">{}</span>').format(mark.symbol),
        "parts": parts,
        "check_name": lambda verdict, check: check_name(verdict, check).in_(lang),
        "check_reason": check_reason,
        "place_of": place_of,
        "as_shown": as_shown,
        "options_shown": options_shown,
        "figure": lambda picture: Markup(figure(picture, lang)),
        "check_points": lambda check: vocabulary.of(check.points, check.max_points, lang) if check.max_points else "",
    }


@lru_cache(maxsize=128)  # a class has many that are equal
def figure(picture: Picture, lang: Lang) -> str:
    """A picture with its legend, as pages hold it; its style is the pages'."""
    return template("picture.html.jinja").render(shown=shown_picture(picture, lang), caption=picture.caption.in_(lang))


@lru_cache(maxsize=1024)  # the texts of an exercise stand on the page of each student
def prose(text: str) -> str:
    """A text of ours as HTML: escaped, formulas as MathML, a blank line parts paragraphs; Python's own words are English."""
    paragraphs = [part for part in safe.visible(text[:MAX_SHOWN]).split("\n\n") if part.strip()]
    return "".join(map(_paragraph, paragraphs))


def _paragraph(part: str) -> str:
    """What is indented at its end shows a place by a caret in the line below, so its blanks count."""
    lines = part.split("\n")
    said = [line for line in lines if not line.startswith(INDENT)]
    placed = [line.removeprefix(INDENT) for line in lines[len(said) :]]
    if not placed or any(line.startswith(INDENT) for line in lines[: len(said)]):
        return f"<p>{PYTHONS_WORDS.sub(IN_ENGLISH, inline(part))}</p>"
    shown = "".join(piece.source for piece in pieces("\n".join(placed)))
    return f'<p>{inline(chr(10).join(said))}</p><pre class="place" tabindex="0">{escape(shown)}</pre>'


def inline(text: str) -> str:
    """The same within a line."""
    return "".join(_piece(piece) for piece in pieces(safe.visible(text)))


def _piece(piece: Marked) -> str:
    if piece.kind in ("formula", "display"):
        return mathml(piece.source, display=piece.kind == "display")
    escaped = escape(piece.source)
    if piece.kind == "code":
        return f"<code>{escaped}</code>"
    if piece.kind in ("bold", "stress"):
        tag = "strong" if piece.kind == "bold" else "em"
        return f"<{tag}>{escaped}</{tag}>"
    return escaped.replace("\n", "<br>")


def _heading(result: Result, lang: Lang) -> Heading:
    return Heading(
        result,
        state(result),
        vocabulary.of(result.points, result.max_points, lang),
        vocabulary.of(result.bonus, result.max_bonus, lang) if result.max_bonus else "",
    )


def result_section(result: Result, lang: Lang) -> Section:
    """An exercise, made ready for a page."""
    heading = _heading(result, lang)
    share = result.points / result.max_points if result.max_points else Fraction(1)
    cards = tuple(_card(result, verdict, lang) for verdict in result.verdicts)
    first = ahead(result)
    return Section(
        result,
        heading.state,
        heading.points,
        heading.bonus,
        max(0, min(100, round(share * 100))),
        cards,
        (*closing_notes(result), *_notes(result)),
        next_item(result),
        next((card for card in cards if card.verdict is first), None),
    )


def _notes(result: Result) -> tuple[Text, ...]:
    rest = len(result.notes) - MOST_SAID
    return result.notes if rest <= 0 else (*result.notes[:MOST_SAID], more(rest))


def _card(result: Result, verdict: Verdict, lang: Lang) -> Card:
    item = verdict.item
    earned = vocabulary.of(verdict.points, item.points, lang) if item.points or not item.marks else ""
    return Card(verdict, mark(result, verdict), earned, counter_check(verdict))


def _check_mark(check: Check) -> vocabulary.Mark:
    return vocabulary.CHECK_PASSED if check.passed else vocabulary.CHECK_FAILED


@cache
def template(name: str) -> Template:
    """Compiled once: a class of 500 pages needs it 500 times."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def finalize(value: Any) -> Any:
        """Every string that is written is made visible first; autoescape does the rest."""
        if isinstance(value, str) and not isinstance(value, Markup):
            return safe.visible(value)
        return value

    environment = Environment(
        loader=PackageLoader("grader.reports.files"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    environment.filters["prose"] = lambda text: Markup(prose(text))
    environment.filters["inline"] = lambda text: Markup(inline(text[:MAX_SHOWN]))
    environment.filters["short"] = lambda text: text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + " …"
    return environment.get_template(name)
