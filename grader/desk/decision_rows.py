"""What a teacher can decide, as rows of a table: free texts by question, what nobody could decide, objections, and what is
decided already. Equal answers stand there once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import Literal

from grader.model import Decision, Item, Lang, Outcome, Result, Text, Verdict
from grader.option_order import as_shown
from grader.reports.text import vocabulary
from grader.reports.text.plain_text import plain
from grader.reports.views.grade_rows import natural

Kind = Literal["question", "text", "undecided", "objection", "decision", "hand-in"]
ORDER: tuple[Kind, ...] = ("question", "text", "undecided", "objection", "decision", "hand-in")
RUBRIC = Text(de="Bewertet wird:", en="Marks are for:")
PLACES = 6  # a third of a point is written so far; more exact ones stay as long as nobody changes what is written


@dataclass(frozen=True, slots=True)
class TableDecision:
    """What a row says of a decision, as far as a table can: `points` are marks where the item is a free text."""

    points: Fraction | None = None
    excused: bool = False
    handed_in: str = ""
    comment: str = ""

    @property
    def says_anything(self) -> bool:
        return self != TableDecision()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A line: what it is about, what a person has to know, and what is decided. `about` changes with the answer."""

    kind: Kind
    item: str = ""  # ex10.b, or ex10 for a hand-in, or nothing for all of somebody's
    students: tuple[str, ...] = ()
    text: str = ""
    why: str = ""
    automatic: str = ""
    most: str = ""
    said: TableDecision = field(default_factory=TableDecision)
    about: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of one student, as a table needs it."""

    item: Item
    prompt: str
    text: str
    outcome: Outcome
    automatic: str
    why: str
    about: str


STALE = Text(
    de="Du hast entschieden, als Antwort oder Urteil noch anders war.",
    en="You decided when the answer or its verdict was another one.",
)


def is_stale(decision: Decision, answer: Answer) -> bool:
    """Has the answer changed since, or what the grader says of it?"""
    return bool(decision.about) and decision.about != answer.about


def said_of(decision: Decision | None, item: Item | None) -> TableDecision:
    """What a table shows of a decision."""
    if decision is None:
        return TableDecision()
    points = decision.points if decision.marks is None else decision.marks
    if points is None and decision.outcome is not None and item is not None:
        points = item.points if decision.outcome is Outcome.CORRECT else Fraction(0)
    points = None if points is None else round(points, PLACES)
    return TableDecision(points, decision.excused, _iso(decision.handed_in), " ".join(decision.comment.split()))


def _iso(handed_in: str) -> str:
    try:
        return datetime.fromisoformat(handed_in).isoformat()
    except ValueError:
        return handed_in


def answers_of(result: Result, lang: Lang) -> Iterator[Answer]:
    """The answers of a result as it was judged, whatever has been decided."""
    for verdict in result.verdicts:
        item = verdict.item
        text = _understood(result, verdict, lang)
        points = "" if item.marks else f", {vocabulary.decimal(verdict.points, lang)}"
        automatic = f"{vocabulary.MARKS[verdict.outcome].word.in_(lang)}{points}"
        why = plain(verdict.feedback.in_(lang)) if verdict.feedback is not None and not item.marks else ""
        judged = [] if item.marks else [str(verdict.outcome), str(verdict.points)]
        about = letters(json.dumps([item.id, _understood(result, verdict, "en"), *judged]))
        yield Answer(item, plain(item.prompt.in_(lang)), text, verdict.outcome, automatic, why, about)


def _understood(result: Result, verdict: Verdict, lang: Lang) -> str:
    words = as_shown(result, verdict)
    return "" if words is None else words.in_(lang)


def table(results: Iterable[Result], decisions: Sequence[Decision], lang: Lang) -> list[DecisionRow]:
    """All rows; `results` come by student, as they were judged."""
    of = {(one.student, one.exercise, one.item): one for one in decisions}
    questions: dict[tuple[str, str], Item] = {}
    groups: dict[tuple[str, str, Kind, str, str, TableDecision], list[str]] = {}
    answers: dict[tuple[str, str], Answer] = {}
    lonely: list[tuple[str, DecisionRow]] = []
    for student, own in groupby(results, key=lambda result: result.submission.student or ""):
        whole = list(own)
        objections: dict[str, list[str]] = {}
        for result in whole:
            for one in result.submission.objections:
                objections.setdefault(one.item, []).append(one.text or "–")
        for answer in (answer for result in whole for answer in answers_of(result, lang)):
            item = answer.item
            decision = of.pop((student, item.id.partition(".")[0], item.id), None)
            objection = " | ".join(objections.pop(item.id, ()))
            kind = _kind(answer, decision, objection)
            if kind is None:
                continue
            questions.setdefault((item.id, answer.prompt), item)
            if objection:
                answer = replace(answer, why=objection)
            if decision is not None and is_stale(decision, answer):
                answer = replace(answer, why=f"{STALE.in_(lang)} {answer.why}".strip())
            place = (item.id, answer.prompt, kind, answer.about, answer.why, said_of(decision, item))
            answers[item.id, answer.about] = replace(answer, why="")
            groups.setdefault(place, []).append(student)
        for name, words in objections.items():
            row = DecisionRow("objection", name, (student,), why=" | ".join(words))
            lonely.append((name, row))
    rows: list[tuple[str, str, DecisionRow]] = [
        (item_id, prompt, _row(kind, answers[item_id, about], why, said, tuple(students), lang))
        for (item_id, prompt, kind, about, why, said), students in groups.items()
    ]
    rows += [(item_id, prompt, _question(item, prompt, lang)) for (item_id, prompt), item in questions.items()]
    rows += [(name, "", row) for name, row in lonely]
    rows += [(one.item or one.exercise, "", _of_decision(one)) for one in of.values()]
    rows.sort(key=lambda entry: (natural(entry[0]), entry[1], ORDER.index(entry[2].kind), entry[2].text, entry[2].students))
    return [row for _, _, row in rows]


def _kind(answer: Answer, decision: Decision | None, objection: str) -> Kind | None:
    if objection:
        return "objection"
    if answer.outcome is Outcome.PENDING:
        return "text"
    if answer.outcome.open:
        return "undecided"
    return "decision" if decision is not None else None


def _row(kind: Kind, answer: Answer, why: str, said: TableDecision, students: tuple[str, ...], lang: Lang) -> DecisionRow:
    item = answer.item
    most = vocabulary.decimal(Fraction(item.marks) if item.marks else item.points, lang)
    return DecisionRow(kind, item.id, students, answer.text, why, answer.automatic, most, said, answer.about)


def _question(item: Item, prompt: str, lang: Lang) -> DecisionRow:
    rubric = "".join(f"\n– {plain(line.in_(lang))}" for line in item.rubric)
    most = vocabulary.decimal(Fraction(item.marks) if item.marks else item.points, lang)
    return DecisionRow("question", item.id, text=prompt, why=f"{RUBRIC.in_(lang)}{rubric}" if rubric else "", most=most)


def _of_decision(one: Decision) -> DecisionRow:
    """What was decided about a hand-in, or about an answer that is not there any more."""
    kind: Kind = "decision" if one.item else "hand-in"
    return DecisionRow(kind, one.item or one.exercise, (one.student,), said=said_of(one, None))


def state(about: str, said: TableDecision) -> str:
    """What a row was about and what it said when it was written: whoever reads it back sees whether that still holds."""
    points = "" if said.points is None else str(said.points)
    return about + letters(json.dumps([points, said.excused, said.handed_in, said.comment]))


def letters(text: str) -> str:
    """A digest that no spreadsheet takes for a number or a date."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return digest.translate(str.maketrans("0123456789abcdef", "ghijklmnopqrstuv"))


def index(results: Iterable[Result], lang: Lang) -> Mapping[tuple[str, str], Answer]:
    """Every answer by student and item."""
    return {(result.submission.student or "", one.item.id): one for result in results for one in answers_of(result, lang)}
