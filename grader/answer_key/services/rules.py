"""Rules of follow-through, held against the references: what follows from right answers is the right answer."""

from __future__ import annotations

from typing import Any

from grader.answer_key.matching.match import expected_next
from grader.authoring.items import FollowRule, Item
from grader.authoring.lint import needs
from grader.authoring.variants import Variant
from grader.errors import AuthorError, concerning


def contradictions(drawn: Variant) -> list[AuthorError]:
    """Every rule that leads from the references to another answer, or that never lends itself to them.

    Raises whatever an author's rule raises.
    """
    items = drawn.exercise.items
    found = [_contradiction(drawn, item, rule) for item in items for rule in item.following]
    found += [_step_contradiction(drawn, item) for item in items if item.step is not None]
    return [error for error in found if error is not None]


def _step_contradiction(drawn: Variant, item: Item) -> AuthorError | None:
    """`from_previous` must lead from each entry of the reference to the next; right entries count without it, so no
    hand-in would show that it does not."""
    assert item.step is not None
    own = list(item.kind.rebuild(drawn.reference(item)))
    for place in range(1, len(own)):
        expected = expected_next(drawn, item.step, own[:place])
        if not expected or expected[0] is None:
            continue
        raw = drawn.observed(item, [*own[:place], *expected, *own[place + 1 :]], "from_previous")
        if not drawn.is_reference(item, raw):
            return AuthorError(
                f"item {item.name}: from_previous contradicts the reference in entry {place + 1}",
                de=f"Teil {item.name}: from_previous widerspricht der Referenz in Eintrag {place + 1}",
                at=item.step.next,
            )
    return None


def _contradiction(drawn: Variant, item: Item, rule: FollowRule) -> AuthorError | None:
    items = {other.name: other for other in drawn.exercise.items}
    needed: dict[str, Any] = {
        name: items[name].kind.rebuild(drawn.reference(items[name])) for name in needs(drawn.exercise, rule)
    }
    if rule.unless is not None and drawn.apply(rule.unless, **needed):
        return None  # the guard refuses: nothing would be left to do
    value = drawn.apply(rule.make, **needed)
    if value is None:
        return AuthorError(
            f"item {item.name}: the rule {rule.name} gives None for the references themselves",
            de=f"Teil {item.name}: die Regel {rule.name} gibt schon für die Referenzen None",
            at=rule.make,
        )
    with concerning(rule.make):
        raw = drawn.observed(item, value, f"the rule {rule.name}")
    if drawn.is_reference(item, raw):
        return None
    shown, right = item.kind.show(raw), item.kind.show(drawn.reference(item))
    return AuthorError(
        f"item {item.name}: from the references the rule {rule.name} leads to {shown.en}, the reference is {right.en}",
        de=f"Teil {item.name}: aus den Referenzen macht die Regel {rule.name} {shown.de}, die Referenz ist {right.de}",
        at=rule.make,
    )
