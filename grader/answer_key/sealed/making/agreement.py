"""Does a public check say in a kit what it says here? Its copied source is held beside the rule itself."""

from __future__ import annotations

from grader.answer_key.matching.function_checks import check_all
from grader.answer_key.sealed.box.plan import SealedCheck, SealedItem
from grader.answer_key.sealed.making.function_plan import sealed_check, shapes_of
from grader.answer_key.sealed.making.planning import public_rules
from grader.answer_key.sealed.public.public_rules import documents
from grader.answers.functions.outcomes import outcomes
from grader.answers.functions.rules import passed
from grader.answers.kinds.function import Function
from grader.authoring.items import Item
from grader.authoring.variants import Variant
from grader.errors import AuthorError
from grader.model import Json


def expect_agreement(drawn: Variant, item: Item) -> None:
    """Raises AuthorError if a public check cannot be copied, or if its copy judges the reference or a mistake otherwise."""
    public = [rule for rule in item.checks if rule.public]
    if not public:
        return
    checks = [sealed_check(drawn, item, rule, rule.name) for rule in public]
    behaviours = {"reference": drawn.reference(item)} | {rule.id: drawn.mistaken(item, rule) for rule in item.mistakes}
    for whose, raw in behaviours.items():
        live = {check.name: check.passed for check in check_all(drawn, item, raw)}
        for name, says in _in_a_kit(drawn, item, checks, raw).items():
            if says != live[name]:
                rule = next(rule for rule in public if rule.name == name)
                raise AuthorError(
                    f"item {item.name}: the public check {name} says otherwise in a kit, of {whose}: what does it see that no "
                    "kit shows?",
                    de=f"Teil {item.name}: die öffentliche Prüfung {name} sagt zu {whose} in einem Paket etwas anderes: was "
                    "sieht sie, das kein Paket zeigt?",
                    at=rule.holds,
                )


def _in_a_kit(drawn: Variant, item: Item, checks: list[SealedCheck], raw: Json) -> dict[str, bool]:
    """What the copies say, on what a kit knows of an answer."""
    kind, reference, rules = item.kind, drawn.reference(item), public_rules(drawn)
    assert isinstance(kind, Function)
    assert rules is not None
    pairs = list(zip(outcomes(raw), outcomes(reference), strict=True))
    alike = [check for check in checks if all(kind.same_outcome(*pairs[call]).verdict == "proved" for call in check.calls)]
    calls, asked = documents(kind, drawn.calls(item), SealedItem(None, shapes=shapes_of(reference)), raw, alike)
    said = passed(rules.source, rules.given, calls, asked)
    return {check.name: False for check in checks} | dict(zip((check.name for check in alike), said, strict=True))
