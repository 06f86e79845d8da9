"""Function items: whom do the calls behave like, what is it worth, and the one sentence on each cause of what is wrong."""

from __future__ import annotations

from grader.answer_key.diagnosis.causes import Diagnosis, diagnose
from grader.answer_key.diagnosis.evidence import gather
from grader.answer_key.matching.beside import credit
from grader.answer_key.matching.function_checks import Checked, checked
from grader.answers.functions.outcomes import outcomes
from grader.answers.kinds.function import Function
from grader.authoring.items import Item, MistakeRule
from grader.authoring.variants import Variant
from grader.model import Check, Json, Match, Text


def match_function(drawn: Variant, item: Item, raw: Json) -> Match:
    """All checks passed, or every call answered as by the reference; else the first cause of what is not.

    Known mistakes come first, but for one that shows in single values where a cause could give any value. A check's own
    sentence is said only where no cause explains the calls on which it failed.
    """
    kind, reference = item.kind, drawn.reference(item)
    assert isinstance(kind, Function)
    certificate = None if item.checks else kind.same(raw, reference)
    checks = checked(drawn, item, raw)
    strayed = kind.strays(raw)
    if strayed is not None and (any(found.passed for found in checks) or (certificate and certificate.verdict == "proved")):
        return Match("none", None, certificate, checks=tuple(found.refused_all() for found in checks), note=strayed)
    if all(found.passed for found in checks) and (certificate is None or certificate.verdict == "proved"):
        told = tuple(found.told(None) for found in checks)
        return Match("reference", None, certificate, credit=credit(told), checks=told, note=kind.remark(raw, reference))
    complete = len(outcomes(raw)) == len(outcomes(reference))
    refused = {call for found in checks for call in found.refused} if item.checks else None
    diagnosis = diagnose(gather(kind, raw, reference, drawn.calls(item), refused) if complete else ())
    known, explained = _known(drawn, item, raw, diagnosis)
    told = _told(checks, diagnosis, explained, drawn.calls(item))
    if known is not None:
        return Match("mistake", known.id, certificate, credit=credit(told), checks=told)
    if diagnosis.findings:
        first = diagnosis.findings[0]
        return Match("none", first.mistake, certificate, credit=credit(told), checks=told, note=first.text)
    note = next((check.feedback for check in told if check.feedback is not None), None)
    return Match("none", None, certificate, credit=credit(told), checks=told, note=note or first_value(kind, raw, reference))


def _known(drawn: Variant, item: Item, raw: Json, diagnosis: Diagnosis) -> tuple[MistakeRule | None, frozenset[int]]:
    """The first known mistake, and the calls in which it shows."""
    kind, reference = item.kind, drawn.reference(item)
    assert isinstance(kind, Function)
    for mistake in item.mistakes:
        made = drawn.mistaken(item, mistake)
        shows = kind.shows_in(made, raw, reference)
        if shows and not (made.get("always") and shows <= diagnosis.behind_values):
            return mistake, shows
    return None, frozenset()


def _told(
    checks: tuple[Checked, ...], diagnosis: Diagnosis, explained: frozenset[int], calls: tuple[Json, ...]
) -> tuple[Check, ...]:
    """Each check with the reason why it failed: a cause, or its own sentence.

    What is said already is not said again, and what a known mistake explains not at all; of the checks on one function that
    no cause explains the first one speaks, since whatever it found may be behind the others, too.
    """
    told: list[Check] = []
    said: set[Text | None] = set() if explained else {finding.text for finding in diagnosis.findings[:1]}
    spoken: set[str] = set()
    for found in checks:
        functions = {calls[call]["function"] for call in found.refused}
        cause = diagnosis.behind(found.refused)
        if found.passed or found.refused & explained:
            why = None
        elif cause is not None:
            why = cause.text
        else:
            why = found.rule.feedback if not functions or functions - spoken else None
        if why is not None:
            spoken |= functions
        told.append(found.told(None if why in said else why))
        said.add(why)
    return tuple(told)


def first_value(kind: Function, raw: Json, reference: Json) -> Text | None:
    """What the first call that is not right gives; never what it should give."""
    for ours, theirs in zip(outcomes(raw), outcomes(reference), strict=False):
        if ours.get("is") != "returned" or kind.same_outcome(ours, theirs).verdict == "proved":
            continue
        shown, call = kind.kind_of(theirs).show(ours["value"]), theirs["call"]
        if theirs["is"] == "raised":
            return Text(
                de=f"{call} ergibt bei dir {shown.de[:200]}; verlangt ist hier eine Ausnahme.",
                en=f"{call} gives {shown.en[:200]}; it should raise an exception here.",
            )
        return Text(de=f"{call} ergibt bei dir {shown.de[:200]}.", en=f"{call} gives {shown.en[:200]}.")
    return None
