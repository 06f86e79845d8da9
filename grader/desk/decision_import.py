"""Lines of a table to decisions, each looked at by itself: what fits is taken, the rest is said, and nothing changes twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from grader.desk.course_values import moment
from grader.desk.decision_csv import YES, TableLine, name_cell
from grader.desk.decision_rows import PLACES, Answer, TableDecision, is_stale, said_of, state
from grader.desk.slips import Slip, for_each
from grader.model import Decision, Item, Text
from grader.reports.views.grade_rows import unaccented

Holds = Callable[[Decision, Item], Text | None]
_POINTS = re.compile(r"\d{1,6}(?:[.,]\d{1,9})?|\d{1,6}/[1-9]\d{0,5}")
_LONGEST = 4_000  # characters of a comment
_NO = ("", "nein", "no", "n", "0", "false", "falsch")
_YES = (YES.de, YES.en, "j", "y", "x", "1", "true", "wahr")


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a table changes, what it could not, and how much of it holds already."""

    decisions: tuple[Decision, ...]
    refused: tuple[Text, ...]
    unchanged: int


class Here:
    """What can be decided about: answers by student and item; `exercises` and `students` that may have none; and what is
    decided so far."""

    def __init__(
        self,
        answers: Mapping[tuple[str, str], Answer],
        decisions: Iterable[Decision],
        *,
        exercises: Iterable[str],
        students: Iterable[str],
    ) -> None:
        self.answers = answers
        self.decisions = {(one.student, one.exercise, one.item): one for one in decisions}
        everybody = {*students, *(student for student, _ in answers), *(one.student for one in self.decisions.values())}
        self.called: dict[str, list[str]] = defaultdict(list)  # by the form in which a table shows them
        for student in sorted(everybody):
            self.called[name_cell(student)].append(student)
        self.exercises = frozenset(exercises)

    def student(self, cell: str) -> str:
        """Who is called so, also where a spreadsheet has saved the name in a code that lacks its letters: Šarić as Šari?
        or Saric. Raises Slip if nobody is, or more than one."""
        found = self.called.get(cell) or self._nearly(cell)
        if len(found) == 1:
            return found[0]
        if found:
            raise Slip(de=f"mehrere heißen {cell}", en=f"several are called {cell}")
        raise Slip(de=f"niemand hier heißt {cell}", en=f"nobody here is called {cell}")

    def _nearly(self, cell: str) -> list[str]:
        pattern = re.compile("".join("." if char == "?" else re.escape(char) for char in unaccented(cell)), re.DOTALL)
        return [one for form, names in self.called.items() if pattern.fullmatch(unaccented(form)) for one in names]


def read_back(lines: Iterable[TableLine], here: Here, objection_to: Holds) -> ReadBack:
    """The decisions that the lines make, as far as they hold; `objection_to` says why one does not for its item."""
    found: dict[tuple[str, str, str], tuple[Decision, int]] = {}
    refused: list[Text] = []
    unchanged = 0

    def take(line: TableLine, cell: str) -> None:
        nonlocal unchanged
        one = _decision(line, here.student(cell), here, objection_to)
        if one is None:
            unchanged += not line.says_nothing
            return
        about = (one.student, one.exercise, one.item)
        if about in found and found[about][0] != one:
            number = found[about][1]
            raise Slip(de=f"über {cell} sagt Zeile {number} etwas anderes", en=f"line {number} says something else of {cell}")
        found[about] = (one, line.number)

    for line in lines:
        if line.kind == "question" or (line.says_nothing and not line.state):
            continue
        try:
            if not line.who:
                raise Slip(de="es steht nicht dabei, wer", en="it does not say who")
            for_each(line.who, lambda cell, line=line: take(line, cell))  # type: ignore[misc]
        except Slip as slip:
            what = line.item or "–"
            refused += [
                Text(de=f"Zeile {line.number} ({what}): {text.de}.", en=f"Line {line.number} ({what}): {text.en}.")
                for text in dict.fromkeys(slip.texts)
            ]
    return ReadBack(tuple(one for one, _ in found.values()), tuple(refused), unchanged)


def _decision(line: TableLine, student: str, here: Here, objection_to: Holds) -> Decision | None:
    """What a line decides about a student; None if that holds already. Raises Slip if it cannot hold."""
    exercise, _, letter = line.item.partition(".")
    name = line.item if letter else ""
    before = here.decisions.get((student, exercise, name))
    answer = here.answers.get((student, line.item))
    item = answer.item if answer is not None else None
    shown = said_of(before, item)
    said = _said(line)
    seen_anew = line.state and before is not None and answer is not None and is_stale(before, answer)
    if said == shown and not seen_anew:
        return None
    if line.state:
        _expect_the_same(line, student, answer, shown)
    if not said.says_anything:
        return Decision(student, exercise, name)
    if not name:
        return _on_hand_in(student, exercise, said, here)
    if item is None or answer is None:
        raise Slip(de=f"dazu hat {student} nichts abgegeben", en=f"{student} has handed in nothing for it")
    if said.excused or said.handed_in:
        raise Slip(
            de=f"entschuldigt und abgegeben gelten für eine ganze Abgabe; schreibe {exercise} statt {name}",
            en=f"excused and handed in are about a whole hand-in; write {exercise} instead of {name}",
        )
    one = Decision(student, exercise, name, comment=said.comment, about=answer.about)
    if before is not None and said.points == shown.points:  # as exactly as it was
        one = replace(before, comment=said.comment, about=answer.about)
    elif item.marks:
        one = replace(one, marks=said.points)
    else:
        one = replace(one, points=said.points)
    if (why := objection_to(one, item)) is not None:
        raise Slip(why)
    return one


def _expect_the_same(line: TableLine, student: str, answer: Answer | None, shown: TableDecision) -> None:
    """Raises Slip if the answer, or what is decided about it, is another one than when the line was written."""
    about = answer.about if answer is not None else ""
    if not line.state.startswith(about) or len(line.state) != len(state(about, shown)):
        raise Slip(
            de=f"die Antwort von {student} ist seit dem Export eine andere; exportiere noch einmal",
            en=f"the answer of {student} is another one since the export; export again",
        )
    if line.state != state(about, shown):
        raise Slip(
            de=f"über {student} ist seit dem Export etwas anderes entschieden; exportiere noch einmal",
            en=f"something else has been decided about {student} since the export; export again",
        )


def _on_hand_in(student: str, exercise: str, said: TableDecision, here: Here) -> Decision:
    if exercise and exercise not in here.exercises:
        raise Slip(de=f"{exercise} gibt es hier nicht", en=f"there is no {exercise} here")
    if said.points is not None:
        raise Slip(
            de="Punkte gehören zu einem Teil, etwa ex10.b, nicht zu einer ganzen Abgabe",
            en="points belong to an item, such as ex10.b, not to a whole hand-in",
        )
    return Decision(student, exercise, excused=said.excused, handed_in=said.handed_in, comment=said.comment)


def _said(line: TableLine) -> TableDecision:
    """What a line says. Raises Slip if that is no number, no yes or no, no time."""
    points = None
    if line.points:
        if not _POINTS.fullmatch(line.points):
            raise Slip(de=f"{line.points!r} sind keine Punkte", en=f"{line.points!r} are no points")
        points = round(Fraction(line.points.replace(",", ".")), PLACES)
    excused = line.excused.casefold()
    if excused not in (*_NO, *_YES):
        raise Slip(
            de=f"{line.excused!r} heißt weder ja noch nein; schreibe ja oder nichts",
            en=f"{line.excused!r} is neither yes nor no; write yes or nothing",
        )
    if len(line.comment) > _LONGEST:
        raise Slip(de=f"der Kommentar hat mehr als {_LONGEST} Zeichen", en=f"the comment has more than {_LONGEST} characters")
    return TableDecision(points, excused in _YES, _time(line.handed_in), line.comment)


def _time(cell: str) -> str:
    """In ISO 8601, whatever a spreadsheet has made of it; a day alone is its beginning."""
    if not cell:
        return ""
    try:
        return moment(f"{cell} 00:00").isoformat()
    except Slip:
        return moment(cell).isoformat()
