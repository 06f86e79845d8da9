"""Whom does an observation behave like? Runs in the key worker, on plain data, next to reference and mistakes."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from grader import mistake_codes
from grader.algebra.sympy_bridge.simplify_prover import prove_with_sympy
from grader.algebra.syntax.tree import Inf
from grader.answer_key.matching.function_checks import check_all, remark, returned_somewhere, trouble
from grader.answers.base.base import AnswerKind, holds_nan, is_scalar, node_from
from grader.answers.kinds.entries import Entries, entries, rebuild_entry
from grader.answers.kinds.expression import Expression
from grader.answers.kinds.function import Function
from grader.answers.kinds.sequence import Sequence
from grader.answers.reading.values import BLANK
from grader.authoring.items import FollowRule, Item
from grader.authoring.lint import needs
from grader.authoring.texts import fill
from grader.authoring.variants import Variant
from grader.model import Certificate, Check, Continuation, Json, Match, Text

FORGED = Text(
    de="Diese Antwort kam beschädigt an und zählt nicht. Prüfe, ob dein Code die Ausgabe umleitet.",
    en="This answer arrived damaged and does not count. Check whether your code redirects its output.",
)
TRIED = Text(de="Ausprobiert: Deine Antwort leistet, was verlangt ist.", en="Tried out: your answer does what is asked.")
NOT_WHAT_IS_ASKED = Text(
    de="Ausprobiert: Deine Antwort leistet nicht, was verlangt ist.", en="Tried out: your answer does not do what is asked."
)


def match(drawn: Variant, item: Item, raw: Json) -> Match:
    """The reference, the first known mistake that fits, neither, or: cannot tell."""
    try:
        understood = _understood(item, raw)
    except ValueError:  # a child may send anything; what is no answer is not one
        return Match("none", note=FORGED)
    found = replace(_match_whole(drawn, item, raw), understood=understood)
    if found.kind == "reference" or item.marks:
        return found
    for rule, right in zip(item.others, drawn.others(item), strict=True):
        certificate = item.kind.same(raw, right)
        if certificate.verdict == "proved":
            return Match("reference", certificate=certificate, understood=understood, note=fill(rule.note, drawn.fillings))
    known = _known_mistake(drawn, item, raw)
    if known is not None:
        return replace(found, kind="mistake", mistake=known, note=None, reason=None)
    return replace(found, mistake=mistake_codes.said(found.note)) if found.kind == "none" else found


def prove(drawn: Variant, item: Item, raw: Json) -> Match | None:
    """The last prover for a formula that `match` could not decide; it may take long, the caller has a clock."""
    assert isinstance(item.kind, Expression)
    certificate = prove_with_sympy(node_from(raw), node_from(drawn.reference(item)), domain=item.kind.domain)
    if certificate is None:
        return None
    return Match("reference", certificate=certificate, understood=_understood(item, raw))


def _understood(item: Item, raw: Json) -> Text | None:
    """How an answer was read; None for an option, which its student may know by another letter.

    Raises:
        ValueError: it is no answer.
    """
    if not item.options:
        return item.kind.show(raw)
    if type(raw) is not str or raw not in item.options:
        raise ValueError("no such option")
    return None


def _match_whole(drawn: Variant, item: Item, raw: Json) -> Match:
    checks = steps_or_checks(drawn, item, raw)
    reference = drawn.reference(item)
    if item.checks:  # a function with checks of its own: all of them are the reference's behaviour
        passed = all(check.passed for check in checks)
        note = remark(item, raw, reference) if passed else trouble(item, raw, reference, checks)
        return Match("reference" if passed else "none", credit=_credit(checks), checks=checks, note=note)
    if item.acceptance is not None:
        return _tried(drawn, item, raw)
    certificate = item.kind.same(raw, reference)
    if certificate.verdict == "proved":
        accepted = not certificate.domain_differs_at or getattr(item.kind, "gap", "accept") == "accept"
        note = remark(item, raw, reference) or _gap(certificate, accepted)
        return Match("reference" if accepted else "none", certificate=certificate, checks=checks, note=note)
    if checks and all(check.passed for check in checks):  # every step right within its tolerance
        return Match("reference", certificate=certificate, checks=checks)
    if certificate.verdict == "undecided" and certificate.digits and getattr(item.kind, "undecided", "teacher") == "accept":
        return Match("reference", certificate=certificate, checks=checks, note=_not_proved(certificate))
    if certificate.verdict == "undecided":
        return Match(
            "cannot_tell",
            certificate=certificate,
            credit=_credit(checks),
            checks=checks,
            reason=certificate.explanation if certificate.method == "rounded coefficients" else _undecided(certificate),
        )
    earned = item.kind.partial(raw, reference)
    if earned is not None:
        return Match("none", certificate=certificate, credit=item.points * earned.share, note=earned.note)
    return Match(
        "none",
        certificate=certificate,
        credit=_credit(checks),
        checks=checks,
        note=item.kind.note(raw, reference) or _which_steps(checks),
    )


def _tried(drawn: Variant, item: Item, raw: Json) -> Match:
    """An answer held against the item's own rule."""
    if drawn.meets_rule(item, raw):
        return Match("reference", certificate=Certificate("proved", "tried out", TRIED))
    return Match(
        "none",
        certificate=Certificate("refuted", "tried out", NOT_WHAT_IS_ASKED),
        note=item.kind.note(raw, drawn.reference(item)),
    )


def _known_mistake(drawn: Variant, item: Item, raw: Json) -> str | None:
    for mistake in item.mistakes:
        declared = drawn.mistaken(item, mistake)
        if isinstance(item.kind, Function) and declared.get("always"):
            if returned_somewhere(item.kind, raw, declared, drawn.reference(item)):
                return mistake.id
        elif item.kind.plain().same(raw, declared).verdict == "proved":
            return mistake.id
    return None


def still_earned(drawn: Variant, item: Item, raw: Json) -> Fraction:
    """What a wrong answer earns by its steps, its checks or what is right about it."""
    earned = item.kind.partial(raw, drawn.reference(item))
    return _credit(steps_or_checks(drawn, item, raw)) if earned is None else item.points * earned.share


def steps_or_checks(drawn: Variant, item: Item, raw: Json) -> tuple[Check, ...]:
    """The independent parts of an item and what each earned; empty for kinds that are judged as a whole."""
    if isinstance(item.kind, Sequence) or (isinstance(item.kind, Entries) and item.step is not None):
        return _steps(drawn, item, item.kind, raw)
    if item.checks:
        return check_all(drawn, item, raw)
    return ()


def _steps(drawn: Variant, item: Item, kind: Entries, raw: Json) -> tuple[Check, ...]:
    answer, reference = entries(raw), entries(drawn.reference(item))
    if len(answer) != len(reference):
        return ()
    worth = item.points / len(reference)
    rights = kind.right(answer, reference)
    if item.step is not None:
        for position in range(1, len(answer)):
            expected = _next(drawn, item, answer[:position])
            rights[position] = (
                expected is not None and kind.same_entry(answer[position], expected, position).verdict == "proved"
            )
    return tuple(
        Check(str(position), right, worth if right else Fraction(0), worth) for position, right in enumerate(rights, start=1)
    )


def _next(drawn: Variant, item: Item, before: tuple[Any, ...]) -> Any:
    """The entry that is right after the student's own ones; None where the guard refuses the last of them.

    Only from finite numbers a next one can be expected: not from a row, nan or infinity. Earlier entries count only for
    a rule that asks for them.
    """
    assert item.step is not None
    wanted = before if "before" in inspect.signature(item.step.next).parameters else before[-1:]
    if not all(is_scalar(entry) and not holds_nan(entry) and not isinstance(entry, Inf) for entry in wanted):
        return None
    own = [rebuild_entry(entry) for entry in wanted]
    if item.step.unless is not None and drawn.apply(item.step.unless, previous=own[-1]):
        return None
    expected = drawn.apply(item.step.next, previous=own[-1], before=own)
    return entries(drawn.observed(item, [expected] * len(entries(drawn.reference(item))), "from_previous"))[0]


def _which_steps(checks: tuple[Check, ...]) -> Text | None:
    """Where to look in a sequence of which some steps are right."""
    wrong = [check.name for check in checks if not check.passed]
    if not wrong or len(wrong) == len(checks):
        return None
    right = len(checks) - len(wrong)
    return Text(
        de=f"{right} von {len(checks)} Einträgen {'stimmt' if right == 1 else 'stimmen'}. "
        f"Rechne Eintrag {' und '.join(wrong)} noch einmal nach.",
        en=f"{right} of {len(checks)} entries {'is' if right == 1 else 'are'} right. "
        f"Work out entry {' and '.join(wrong)} once more.",
    )


def _credit(checks: tuple[Check, ...]) -> Fraction:
    return sum((check.points for check in checks), Fraction(0))


def follow(drawn: Variant, item: Item, rule: FollowRule, own: Mapping[str, Json]) -> Continuation | None:
    """Judge an item from the student's own earlier answers.

    `own` holds the item's answer and those that the rule needs. None: the rule does not lend itself, or the answer
    is not what would follow either.
    """
    items = {other.name: other for other in drawn.exercise.items}
    if not all(_is_complete(items[name].kind, raw) for name, raw in own.items()):
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


def _is_complete(kind: AnswerKind, raw: Json) -> bool:
    """Two entries where three are asked, or a blank one, are no answer to go on from."""
    return not isinstance(kind, Entries) or (len(entries(raw)) == kind.size and BLANK not in entries(raw))


def _followed(kind: AnswerKind, raw: Json, expected: Json) -> tuple[Fraction, Text | None]:
    """The share of an answer that follows, and a sentence where that is not all of it."""
    if isinstance(kind, Sequence):
        answer, reference = entries(raw), entries(expected)
        if len(answer) != len(reference):
            return Fraction(0), None
        right = sum(kind.right(answer, reference))
        return Fraction(right, len(reference)), None if right == len(reference) else _steps_that_follow(right, len(reference))
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


def _gap(certificate: Certificate, accepted: bool) -> Text | None:
    if not certificate.domain_differs_at:
        return None
    at = certificate.domain_differs_at
    start = Text(de="Richtig; allerdings ist" if accepted else "Fast; aber", en="Right; though" if accepted else "Nearly; but")
    return Text(
        de=f"{start.de} bei {at} {'' if accepted else 'ist '}nur eine der beiden Formeln definiert.",
        en=f"{start.en} at {at} only one of the two formulas is defined.",
    )


def _not_proved(certificate: Certificate) -> Text:
    return Text(
        de=f"Numerisch gleich ({certificate.digits} Stellen an {certificate.points} Punkten), nicht bewiesen.",
        en=f"Numerically equal ({certificate.digits} digits at {certificate.points} points), not proved.",
    )


def _undecided(certificate: Certificate) -> Text:
    known_de = f" ({certificate.digits} Stellen stimmen an {certificate.points} Punkten überein)" if certificate.digits else ""
    known_en = f" ({certificate.digits} digits agree at {certificate.points} points)" if certificate.digits else ""
    return Text(
        de=f"Das konnte nicht sicher entschieden werden{known_de}; deine Lehrkraft sieht es sich an.",
        en=f"This could not be decided for certain{known_en}; your teacher will look at it.",
    )
