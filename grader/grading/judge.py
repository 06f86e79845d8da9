"""From matches to outcomes and points: pure functions, no file, no clock, no chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from grader.exception_help.table import sentence_on
from grader.grading.attempts import UNTRIED, sentence_on_attempt, without_first_cell
from grader.mistakes import door as mistakes
from grader.model import (
    Attempt,
    Continuation,
    Exercise,
    Isolation,
    Item,
    KeyKind,
    Lost,
    Match,
    Missing,
    Observation,
    Outcome,
    Place,
    Raised,
    Result,
    Returned,
    Submission,
    Text,
    TimedOut,
    Unreadable,
    Verdict,
)
from grader.reading_help.table import sentence_on as unread
from grader.time_limits import OPEN, sentence_on_delay

FOLLOW_SHARE = Fraction(4, 5)  # an exercise solved only by follow-through gets at most this share of its core points


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One verdict for each item, in their order: `alone` each by itself, `followed` with follow-through across items."""

    alone: tuple[Verdict, ...]
    followed: tuple[Verdict, ...]


def judge_all(
    exercise: Exercise,
    observations: Mapping[str, Observation],
    matches: Mapping[str, Match],
    continuations: Mapping[str, Sequence[Continuation]],
) -> Verdicts:
    """The verdicts on all items; what was found by follow-through counts where it is better."""
    alone = tuple(judge(item, observations[item.name], matches.get(item.name)) for item in exercise.items)
    followed = tuple(follow_through(verdict, continuations.get(verdict.item.name, ())) for verdict in alone)
    return Verdicts(alone, followed)


def judge(item: Item, observation: Observation, match: Match | None) -> Verdict:
    """The verdict on one item. `match` is needed for what was returned, and only for that."""
    match observation:
        case Missing(Attempt(cell=cell, line=line) as attempt):
            verdict = _verdict(item, Outcome.INVALID, sentence_on_attempt(attempt, item))
            return replace(verdict, place=Place(cell, line) if cell else None)
        case Missing():
            return _verdict(item, Outcome.MISSING, UNTRIED)
        case Unreadable(why, shown, mistake):
            slip = mistakes.known(mistake)
            # a generic mistake has its own sentence, whatever a child says of it: tables of the whole class quote it
            verdict = _verdict(item, Outcome.INVALID, slip.feedback if slip else unread(why, item.reading))
            return replace(verdict, understood=_as_given(shown), mistake=slip.id if slip else None)
        case Raised(kind, message, line, cell):
            slip = mistakes.behind(kind, message)
            said = slip.feedback if slip else without_first_cell(kind, message, item) or sentence_on(kind, message)
            verdict = _verdict(item, Outcome.CRASHED, said)
            return replace(verdict, mistake=slip.id if slip else None, place=Place(cell, line))
        case TimedOut(cell, why, limit):
            late = _verdict(item, Outcome.UNDECIDED if why in OPEN else Outcome.TIMEOUT, sentence_on_delay(why, limit))
            return replace(late, place=Place(cell) if cell else None)
        case Lost(why):
            return _verdict(item, Outcome.CRASHED, why)
        case Returned():
            assert match is not None
            if item.marks:
                return replace(_verdict(item, Outcome.PENDING, PENDING), understood=match.understood)
            verdict = _judge_returned(item, match, _option(item, observation))
            slip = mistakes.known(observation.slip)
            if slip is not None and match.kind in ("mistake", "none"):  # before the exercise's own mistakes
                return replace(verdict, mistake=slip.id, feedback=slip.feedback, place=observation.place)
            return verdict


def _option(item: Item, observation: Returned) -> str | None:
    """The option that was chosen; a child may send anything."""
    return next((letter for letter, _ in item.options if letter == observation.raw), None)


def _judge_returned(item: Item, match: Match, option: str | None) -> Verdict:
    blank = Verdict(
        item,
        Outcome.WRONG,
        Fraction(0),
        understood=match.understood,
        option=option,
        checks=match.checks,
        certificate=match.certificate,
    )
    match match.kind:
        case "reference":
            return replace(blank, outcome=Outcome.CORRECT, points=item.points, feedback=match.note)
        case "mistake":
            mistake = match.told or next(known for known in item.mistakes if known.id == match.mistake)
            points = max(mistake.points or Fraction(0), match.credit)
            outcome = Outcome.PARTIAL if points else Outcome.WRONG
            return replace(blank, outcome=outcome, points=points, mistake=mistake.id, feedback=mistake.feedback)
        case "none":
            outcome = Outcome.PARTIAL if match.credit else Outcome.WRONG
            return replace(blank, outcome=outcome, points=match.credit, mistake=match.mistake, feedback=match.note or NOT_YET)
        case "cannot_tell":
            outcome = Outcome.GRADER_ERROR if match.fault else Outcome.UNDECIDED
            return replace(blank, outcome=outcome, points=match.credit, feedback=match.reason or TO_THE_TEACHER)


def follow_through(verdict: Verdict, continuations: Sequence[Continuation]) -> Verdict:
    """The better of the verdict and what was found from the student's own earlier answers."""
    best = max(continuations, key=lambda found: found.points, default=None)
    later = next((found for found in continuations if found.open), None)
    if later is not None and not verdict.outcome.open:
        return replace(verdict, outcome=Outcome.UNDECIDED, feedback=_both(verdict.feedback, later.feedback))
    if best is None or best.points <= verdict.points:
        return verdict
    return replace(verdict, outcome=Outcome.FOLLOW_THROUGH, points=best.points, mistake=None, feedback=best.feedback, checks=())


def _both(first: Text | None, second: Text) -> Text:
    return second if first is None else Text(de=f"{first.de} {second.de}", en=f"{first.en} {second.en}")


def assemble(
    submission: Submission,
    exercise: Exercise,
    verdicts: Verdicts,
    *,
    key: KeyKind,
    isolation: Isolation,
    notes: tuple[Text, ...] = (),
) -> Result:
    """The result. Core points are max(p0, min(p1, 4/5 max)), p0 without follow-through across items and p1 with it; what
    lies above stands in `capped`."""
    p0, p1 = _core(verdicts.alone), _core(verdicts.followed)
    points = max(p0, min(p1, FOLLOW_SHARE * exercise.max_points))
    return Result(submission, exercise, verdicts.followed, capped=p1 - points, key=key, isolation=isolation, notes=notes)


def left_open(result: Result, why: Text) -> Result:
    """Of a run that was disturbed only what is right counts, and what was not attempted; the rest a teacher looks at."""
    verdicts = tuple(
        verdict
        if verdict.outcome in (Outcome.CORRECT, Outcome.MISSING) or verdict.outcome.open
        else replace(verdict, outcome=Outcome.UNDECIDED, mistake=None, feedback=why)
        for verdict in result.verdicts
    )
    return replace(result, verdicts=verdicts, notes=(*result.notes, why))


def _core(verdicts: Sequence[Verdict]) -> Fraction:
    return sum((verdict.points for verdict in verdicts if not verdict.item.bonus), Fraction(0))


def is_right(item: Item, match: Match | None) -> bool:
    """Whether an answer behaves like the reference; what a teacher reads does not, before they have."""
    return match is not None and match.kind == "reference" and not item.marks


def _verdict(item: Item, outcome: Outcome, feedback: Text) -> Verdict:
    return Verdict(item, outcome, Fraction(0), feedback=feedback)


def _as_given(shown: str) -> Text | None:
    return Text(de=shown, en=shown) if shown.strip() else None


PENDING = Text(de="Das liest deine Lehrkraft.", en="Your teacher reads this.")
NOT_YET = Text(de="Das stimmt noch nicht.", en="This is not right yet.")
TO_THE_TEACHER = Text(
    de="Das konnte nicht sicher entschieden werden; deine Lehrkraft sieht es sich an.",
    en="This could not be decided with certainty; your teacher will look at it.",
)
