"""From matches to outcomes and points: pure functions, no file, no clock, no chance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from grader.generic import CARET, DECIMAL_COMMA, GENERIC
from grader.model import (
    Continuation,
    Exercise,
    Follow,
    Item,
    Kind,
    Lost,
    Match,
    Missing,
    Observation,
    Outcome,
    Raised,
    Result,
    Returned,
    Submission,
    Text,
    TimedOut,
    Unreadable,
    Verdict,
)

FOLLOW_SHARE = Fraction(4, 5)  # an exercise solved only by follow-through gets at most this share of its core points


def judge(item: Item, observation: Observation, match: Match | None) -> Verdict:
    """The verdict on one item. `match` is needed for what was returned, and only for that."""
    match observation:
        case Missing(similar):
            return _verdict(item, Outcome.MISSING, _missing(item, similar))
        case Unreadable(reason, shown, mistake):
            return replace(_verdict(item, Outcome.INVALID, reason), understood=_as_given(shown), mistake=_known(mistake))
        case Raised():
            return replace(_verdict(item, Outcome.CRASHED, _crash(observation)), mistake=_crashed_by(observation))
        case TimedOut(cell):
            return _verdict(item, Outcome.TIMEOUT, _too_long(cell))
        case Lost(why):
            return _verdict(item, Outcome.CRASHED, why)
        case Returned():
            assert match is not None
            if item.kind is Kind.PROSE:
                return replace(_verdict(item, Outcome.PENDING, PENDING), understood=match.understood)
            verdict = _judge_returned(item, match)
            slip = _known(observation.slip)
            if slip is not None and match.kind in ("mistake", "none"):  # before the exercise's own mistakes
                return replace(verdict, mistake=slip, feedback=GENERIC[slip].feedback)
            return verdict


def _known(mistake: str | None) -> str | None:
    """A generic mistake by its id; a child may send anything."""
    return mistake if mistake in GENERIC else None


def _judge_returned(item: Item, match: Match) -> Verdict:
    blank = Verdict(
        item,
        Outcome.WRONG,
        Fraction(0),
        understood=match.understood,
        checks=match.checks,
        certificate=match.certificate,
    )
    match match.kind:
        case "reference":
            return replace(blank, outcome=Outcome.CORRECT, points=item.points, feedback=match.note)
        case "mistake":
            mistake = next(known for known in item.mistakes if known.id == match.mistake)
            # of a function, checks that passed stay earned: a mistake may show in some of its calls only
            points = max(mistake.points, match.credit) if item.kind is Kind.FUNCTION else mistake.points
            outcome = Outcome.PARTIAL if points else Outcome.WRONG
            return replace(blank, outcome=outcome, points=points, mistake=mistake.id, feedback=mistake.feedback)
        case "none":
            outcome = Outcome.PARTIAL if match.credit else Outcome.WRONG
            return replace(blank, outcome=outcome, points=match.credit, mistake=match.mistake, feedback=match.note or NOT_YET)
        case "cannot_tell":
            outcome = Outcome.GRADER_ERROR if match.fault else Outcome.UNDECIDED
            return replace(blank, outcome=outcome, points=match.credit, feedback=match.reason or TO_THE_TEACHER)


def rules_to_try(item: Item, verdicts: Mapping[str, Verdict], observations: Mapping[str, Observation]) -> tuple[Follow, ...]:
    """The follow-through rules that may help: the item was answered and is not right, the items it needs were read,
    and at least one of those is not right either."""
    if verdicts[item.name].outcome is Outcome.CORRECT or not isinstance(observations[item.name], Returned):
        return ()
    return tuple(rule for rule in item.follows if _applies(rule, verdicts, observations))


def _applies(rule: Follow, verdicts: Mapping[str, Verdict], observations: Mapping[str, Observation]) -> bool:
    read = all(isinstance(observations[name], Returned) for name in rule.needs)
    return read and any(verdicts[name].outcome is not Outcome.CORRECT for name in rule.needs)


def follow_through(verdict: Verdict, continuations: Sequence[Continuation]) -> Verdict:
    """The better of the verdict and what was found from the student's own earlier answers."""
    best = max(continuations, key=lambda found: found.points, default=None)
    if best is None or best.points <= verdict.points:
        return verdict
    return replace(verdict, outcome=Outcome.FOLLOW_THROUGH, points=best.points, mistake=None, feedback=best.feedback, checks=())


def assemble(
    submission: Submission,
    exercise: Exercise,
    alone: Sequence[Verdict],
    followed: Sequence[Verdict],
    *,
    key: Literal["live", "sealed"],
    isolation: Literal["strong", "strict", "limits-only", "none"],
    notes: tuple[Text, ...] = (),
) -> Result:
    """The result: `alone` are the verdicts without, `followed` those with follow-through across items.

    Core points are max(p0, min(p1, 4/5 max)); what lies above stands in `capped`.
    """
    p0, p1 = _core(alone), _core(followed)
    points = max(p0, min(p1, FOLLOW_SHARE * exercise.max_points))
    return Result(submission, exercise, tuple(followed), capped=p1 - points, key=key, isolation=isolation, notes=notes)


def _core(verdicts: Sequence[Verdict]) -> Fraction:
    return sum((verdict.points for verdict in verdicts if not verdict.item.bonus), Fraction(0))


def _verdict(item: Item, outcome: Outcome, feedback: Text) -> Verdict:
    return Verdict(item, outcome, Fraction(0), feedback=feedback)


def _as_given(shown: str) -> Text | None:
    return Text(de=shown, en=shown) if shown.strip() else None


def _missing(item: Item, similar: str) -> Text:
    if not similar:
        return Text(de="Noch nicht bearbeitet.", en="Not attempted yet.")
    return Text(
        de=f"Noch nicht bearbeitet. Heißt deine Antwort versehentlich {similar} statt {item.name}?",
        en=f"Not attempted yet. Is your answer called {similar} by mistake, and not {item.name}?",
    )


def _crashed_by(raised: Raised) -> str | None:
    """The generic mistake behind an exception: w^2 on a SymPy symbol; 0,05, in which Python sees a number 05."""
    if raised.type == "TypeError" and "for ^" in raised.message:
        return CARET.id
    return DECIMAL_COMMA.id if raised.type == "SyntaxError" and "leading zeros" in raised.message else None


def _crash(raised: Raised) -> Text:
    what = f"{raised.type}: {raised.message}".removesuffix(": ")
    place = Text(de=f"Zelle {raised.cell}, Zeile {raised.line}", en=f"Cell {raised.cell}, line {raised.line}")
    mistake = _crashed_by(raised)
    if mistake is not None:
        feedback = GENERIC[mistake].feedback
        return Text(de=f"{place.de}: {feedback.de}", en=f"{place.en}: {feedback.en}")
    for kind, message, words in KNOWN_CRASHES:
        found = re.search(message, raised.message) if raised.type == kind else None
        if found:
            return Text(
                de=f"{place.de}: {words.de.format(*found.groups())}", en=f"{place.en}: {words.en.format(*found.groups())}"
            )
    return Text(de=f"{place.de} bricht ab: {what}", en=f"{place.en} ends with an error: {what}")


def _too_long(cell: int) -> Text:
    return Text(
        de=f"{f'Zelle {cell}' if cell else 'Dein Code'} wird nicht fertig. Hat deine Schleife ein Ende?",
        en=f"{f'Cell {cell}' if cell else 'Your code'} does not finish. Does your loop end?",
    )


# exceptions that beginners meet: type, pattern of the message, what to do ({} is what the pattern found)
KNOWN_CRASHES = (
    (
        "SyntaxError",
        "invalid decimal literal",
        Text(
            de="Zwischen Zahl und Name fehlt ein Malzeichen: 4*w statt 4w.",
            en="A times sign is missing between a number and a name: 4*w, not 4w.",
        ),
    ),
    (
        "NameError",
        "^name '([A-H])' is not defined",
        Text(
            de="{0} ist hier kein Name. Meinst du den Buchstaben, dann schreib ihn mit Anführungszeichen: '{0}'",
            en="{0} is no name here. If you mean the letter, write it with quotation marks: '{0}'",
        ),
    ),
    (
        "ModuleNotFoundError",
        r"^No module named '([\w.]{1,60})'",
        Text(
            de="Das Modul {0} ist hier nicht installiert. Löse die Aufgabe ohne es.",
            en="The module {0} is not installed here. Solve the exercise without it.",
        ),
    ),
    (
        "PermissionError",
        "",
        Text(
            de="Dein Code wollte eine Datei, das Netz oder ein anderes Programm benutzen. Beim Beurteilen geht das nicht; "
            "löse die Aufgabe ohne.",
            en="Your code wanted to use a file, the network or another program. That is not possible while grading; solve "
            "the exercise without it.",
        ),
    ),
    (
        "EOFError",
        "",
        Text(
            de="input() beantwortet hier niemand. Schreibe den Wert direkt in den Code.",
            en="Nobody answers input() here. Write the value into the code.",
        ),
    ),
)
PENDING = Text(de="Das liest deine Lehrkraft.", en="Your teacher reads this.")
NOT_YET = Text(de="Das stimmt noch nicht.", en="This is not right yet.")
TO_THE_TEACHER = Text(
    de="Das konnte nicht sicher entschieden werden; deine Lehrkraft sieht es sich an.",
    en="This could not be decided for certain; your teacher will look at it.",
)
