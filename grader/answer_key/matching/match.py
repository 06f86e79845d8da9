"""Whom does an observation behave like? Runs in the key worker, on plain data, next to reference and mistakes."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from grader.answer_key.matching.author_code import or_none
from grader.answer_key.matching.beside import FORGED, as_checks, beside, credit, note_on, understood_as
from grader.answer_key.matching.function_checks import check_all
from grader.answer_key.matching.function_match import match_function
from grader.answers.base.answer_kind import TWO_READINGS, AnswerKind, Following
from grader.answers.functions.outcomes import cut
from grader.authoring.items import FollowRule, Item, StepRule
from grader.authoring.lint import needs
from grader.authoring.texts import fill
from grader.authoring.variants import Variant
from grader.model import Certificate, Check, Continuation, Json, Match, Text

TRIED = Text(de="Ausprobiert: Deine Antwort leistet, was verlangt ist.", en="Tried out: your answer does what is asked.")
NOT_WHAT_IS_ASKED = Text(
    de="Ausprobiert: Deine Antwort leistet nicht, was verlangt ist.", en="Tried out: your answer does not do what it should."
)


def match(drawn: Variant, item: Item, raw: Json) -> Match:
    """The reference, the first known mistake that fits, neither, or: cannot tell."""
    if item.kind.is_called:
        raw = cut(raw, drawn.reference(item))
    try:
        understood = understood_as(item.kind, item.options, raw)
    except ValueError:  # a child may send anything; what is no answer is not one
        return Match("none", note=FORGED)
    called = item.kind.is_called and item.acceptance is None
    found = replace((match_function if called else _match_whole)(drawn, item, raw), understood=understood)
    if found.kind == "reference" or item.marks:
        return found
    for rule, right in zip(item.others, drawn.others(item), strict=True):
        certificate = item.kind.same(raw, right)
        if certificate.verdict == "proved":
            return Match("reference", certificate=certificate, understood=understood, note=fill(rule.note, drawn.fillings))
    if found.certificate is not None and found.certificate.method == TWO_READINGS:
        return found  # right in one of them, so a person decides, whatever mistake the other may be
    known = None if called else _known_mistake(drawn, item, raw)
    if known is not None:
        return replace(found, kind="mistake", mistake=known, credit=Fraction(0), note=None, reason=None)
    return found


def prove(drawn: Variant, item: Item, raw: Json) -> Match | None:
    """The last try for an answer that `match` could not decide; it may take long, the caller has a clock."""
    certificate = item.kind.prove(raw, drawn.reference(item))
    if certificate is None:
        return None
    return Match("reference", certificate=certificate, understood=understood_as(item.kind, item.options, raw))


def _match_whole(drawn: Variant, item: Item, raw: Json) -> Match:
    if item.acceptance is not None:
        return _tried(drawn, item, raw)
    checks, advice = steps_or_checks(drawn, item, raw), _advice(drawn, item)
    return beside(item.kind, item.points, raw, drawn.reference(item), checks=checks, advice=advice)


def _advice(drawn: Variant, item: Item) -> Text | None:
    """What helps with a wrong answer that nothing else is known of."""
    return None if item.advice is None else fill(item.advice, drawn.fillings)


def _tried(drawn: Variant, item: Item, raw: Json) -> Match:
    """An answer held against the item's own rule."""
    if or_none(f"the rule of item {item.name}", lambda: drawn.meets_rule(item, raw)):
        return Match("reference", certificate=Certificate("proved", "tried out", TRIED))
    said = note_on(item.kind, raw, drawn.reference(item))
    return Match(
        "none",
        said.mistake if said else None,
        Certificate("refuted", "tried out", NOT_WHAT_IS_ASKED),
        note=said.text if said else _advice(drawn, item),
    )


def _known_mistake(drawn: Variant, item: Item, raw: Json) -> str | None:
    for mistake in item.mistakes:
        if item.kind.makes(drawn.mistaken(item, mistake), raw, drawn.reference(item)):
            return mistake.id
    return None


def still_earned(drawn: Variant, item: Item, raw: Json) -> Fraction:
    """What a wrong answer earns by its steps, its checks or what is right about it."""
    earned = item.kind.partial(raw, drawn.reference(item))
    return credit(steps_or_checks(drawn, item, raw)) if earned is None else item.points * earned.share


def steps_or_checks(drawn: Variant, item: Item, raw: Json) -> tuple[Check, ...]:
    """The independent parts of an item and what each earned; empty for kinds that are judged as a whole."""
    if item.checks:
        return check_all(drawn, item, raw)
    return as_checks(item.kind.rights(raw, drawn.reference(item), _following(drawn, item)), item.points)


def expected_next(drawn: Variant, step: StepRule, own: list[Any]) -> list[Any]:
    """What `from_previous` expects after one's own entries; nothing where its guard refuses the last of them."""
    if step.unless is not None and drawn.apply(step.unless, previous=own[-1]):
        return []
    return [drawn.apply(step.next, previous=own[-1], before=own)]


def _following(drawn: Variant, item: Item) -> Following | None:
    """What `from_previous` says, if the item has such a rule: nothing where its guard refuses the student's last entry.

    Only from finite numbers a next one can be expected. Earlier entries count only for a rule that asks for them.
    """
    step = item.step
    if step is None:
        return None
    asks_for_all = "before" in inspect.signature(step.next).parameters

    def following(own: list[Any], length: int) -> Json | None:
        if any(entry is None for entry in (own if asks_for_all else own[-1:])):
            return None
        expected = expected_next(drawn, step, own)
        return drawn.observed(item, expected * length, "from_previous") if expected else None

    return lambda own, length: or_none(f"from_previous of item {item.name}", lambda: following(own, length))


def follow(drawn: Variant, item: Item, rule: FollowRule, own: Mapping[str, Json]) -> Continuation | None:
    """Judge an item from the student's own earlier answers.

    `own` holds the item's answer and those that the rule needs. None: the rule does not lend itself, or the answer
    is not what would follow either.
    """
    return or_none(f"the rule {rule.name} of item {item.name}", lambda: _follow(drawn, item, rule, own))


def _follow(drawn: Variant, item: Item, rule: FollowRule, own: Mapping[str, Json]) -> Continuation | None:
    items = {other.name: other for other in drawn.exercise.items}
    for name, raw in own.items():
        items[name].kind.expect(raw)
    if not all(items[name].kind.is_complete(raw) for name, raw in own.items()):
        return None
    needed = {name: items[name].kind.rebuild(own[name]) for name in needs(drawn.exercise, rule)}
    if any(value is None for value in needed.values()):
        return None
    if rule.unless is not None and drawn.apply(rule.unless, **needed):
        return None
    expected_value = drawn.apply(rule.make, **needed)
    if expected_value is None:
        return None
    expected = drawn.observed(item, expected_value, f"the rule {rule.name}")
    share, rest = _followed(item.kind, own[item.name], expected)
    if not share:
        return None
    shown = {name: items[name].kind.show(own[name]) for name in needed}
    return Continuation(rule.name, min(rule.at_most, item.points * share), _carried(shown, rest))


def _followed(kind: AnswerKind, raw: Json, expected: Json) -> tuple[Fraction, Text | None]:
    """The share of an answer that follows, and a sentence where that is not all of it."""
    rights = kind.rights(raw, expected)
    if rights:
        right = sum(rights)
        return Fraction(right, len(rights)), None if all(rights) else _steps_that_follow(right, len(rights))
    if kind.same(raw, expected).verdict == "proved":
        return Fraction(1), None
    earned = kind.partial(raw, expected)
    return (earned.share, earned.note) if earned is not None else (Fraction(0), None)


def _steps_that_follow(right: int, count: int) -> Text:
    return Text(
        de=f"{right} von {count} Einträgen {'folgt' if right == 1 else 'folgen'} daraus.",
        en=f"{right} of {count} entries {'follows' if right == 1 else 'follow'} from it.",
    )


def _carried(shown: Mapping[str, Text], rest: Text | None) -> Text:
    de = " und ".join(f"{name} = {text.de}" for name, text in shown.items())
    en = " and ".join(f"{name} = {text.en}" for name, text in shown.items())
    if rest is None:
        return Text(de=f"Folgefehler: mit deinem {de} richtig weitergerechnet.", en=f"Carried forward: right, given your {en}.")
    return Text(de=f"Folgefehler: mit deinem {de} weitergerechnet. {rest.de}", en=f"Carried forward from your {en}. {rest.en}")
