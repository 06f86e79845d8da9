"""Public checks: what of an answer goes to the child that judges it by the rules of the kit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from grader.answer_key.sealed.box.plan import PublicRules, SealedCheck, SealedItem
from grader.answers.functions.arguments import write
from grader.answers.functions.outcomes import changed_parameters, outcomes, returns_nan
from grader.answers.kinds.function import Function
from grader.model import Item, Json
from grader.storage.cache import Cache, digest


class RunsRules(Protocol):
    """Has a child say which rules these calls pass (see answers/functions/rules.py); None where it cannot."""

    def __call__(
        self, source: str, given: Mapping[str, Json], calls: Sequence[Json], rules: Sequence[Json]
    ) -> list[bool] | None: ...


@dataclass(frozen=True, slots=True)
class PublicChecks:
    """The public checks of a kit's exercise, and where they are run; what they said before is remembered."""

    rules: PublicRules
    run: RunsRules
    cache: Cache

    def passed(self, kind: Function, item: Item, public: SealedItem, raw: Json, alike: Callable[[SealedCheck], bool]) -> Passed:
        """By the name of each public check, does the answer pass it? Nothing where no child could say.

        `alike`: are the calls of which a check wants to know it answered as the reference answers them? One where they are
        not has failed.
        """
        asked = [check for check in public.checks if check.rule is not None]
        found = {check.name: False for check in asked if not alike(check)}
        left = [check for check in asked if check.name not in found]
        says = self._says(*documents(kind, item.probes, public, raw, left)) if left else []
        return found | dict(zip((check.name for check in left), says, strict=True)) if says is not None else found

    def _says(self, calls: Sequence[Json], rules: Sequence[Json]) -> list[bool] | None:
        source, given = self.rules.source, self.rules.given
        name = digest("public rules", source, given, calls, rules)
        kept = self.cache.get(name)
        if kept is None:
            says = self.run(source, given, calls, rules)
            if says is None:
                return None
            self.cache.put(name, {"says": says})
            return says
        known: list[bool] = kept["says"]
        return known


Passed = dict[str, bool]


def documents(
    kind: Function, probes: Sequence[Json], public: SealedItem, raw: Json, checks: Sequence[SealedCheck]
) -> tuple[list[Json], list[Json]]:
    """The calls of an answer as plain data, and the rules with the calls that each is asked about."""
    alike = {call for check in checks for call in check.calls}
    answered = outcomes(raw)
    calls = [
        _call(kind, probe, outcome, shape, same=index in alike, used=raw.get("uses", ()))
        for index, (probe, outcome, shape) in enumerate(zip(probes, answered, public.shapes, strict=True))
    ]
    return calls, [[check.rule, list(check.asked)] for check in checks]


def _call(kind: Function, probe: Json, outcome: Json, shape: Json, *, same: bool, used: Sequence[str]) -> Json:
    signature = kind.signature(probe["function"])
    returned = None
    if outcome.get("is") == "returned" and not returns_nan(outcome):
        returned = kind.returns[signature.name].like(outcome["value"], outcome["value"] if shape is None else shape)
    return {
        "function": signature.name,
        "probe": signature.arguments(probe),
        "returned": write(returned),
        "same": same,
        "changed": list(changed_parameters(signature.parameters, outcome)),
        "queries": outcome.get("queries", []),
        "uses": {name: name in used for name in kind.uses},
    }
