"""Hints that a student would never read: they stand at an item that follows, where the slip happens earlier and is not known.

Who makes a slip in the first of two items and goes on rightly is right in the second, by follow-through. A mistake that is
known there only says nothing then, and where it happened it is merely "not right yet". A sentence on how to test the earlier
answer (`otherwise`) is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.answer_key.matching.author_code import or_none
from grader.answer_key.matching.match import match
from grader.answer_key.services.mutants import mutants, observed
from grader.authoring.items import FollowRule, Item
from grader.authoring.lint import needs
from grader.authoring.variants import Variant
from grader.errors import AuthorError
from grader.model import Json


def swallowed(drawn: Variant) -> list[AuthorError]:
    """For every known mistake that follows from a slip in an earlier item of which nothing is known there.

    Slips are tried out: small changes of the earlier item's reference.
    """
    found: dict[tuple[str, str], AuthorError] = {}
    for item in drawn.exercise.items:
        for rule in item.following:
            earlier = [other for other in drawn.exercise.items if other.name in needs(drawn.exercise, rule)]
            if len(earlier) == 1 and item.mistakes:
                for error in _by(drawn, earlier[0], item, rule):
                    found.setdefault((item.name, str(error)), error)
    return list(found.values())


def _by(drawn: Variant, earlier: Item, item: Item, rule: FollowRule) -> Iterator[AuthorError]:
    for mutant in mutants(earlier):
        raw = observed(drawn, earlier, mutant)
        if raw is None or not _is_silent(drawn, earlier, raw):
            continue
        followed = or_none(f"the rule {rule.name}", lambda raw=raw: _follow(drawn, earlier, item, rule, raw))  # type: ignore[misc]
        for mistake in item.mistakes if followed is not None else ():
            made = drawn.mistaken(item, mistake)
            if not item.kind.is_called and item.kind.same(followed, made).verdict == "proved":
                yield AuthorError(
                    f"item {item.name}: mistake {mistake.id} ({mistake.name}) also follows from a slip in {earlier.name} "
                    f"({mutant.change.en}), where nothing is said of it; let a mistake or "
                    f"otherwise(…) of {earlier.name} say it",
                    de=f"Teil {item.name}: Der Fehler {mistake.id} ({mistake.name}) folgt auch aus einem Fehler in "
                    f"{earlier.name} ({mutant.change.de}), zu dem dort nichts gesagt wird; sag es "
                    "dort, als bekannten Fehler oder als Rat",
                    at=mistake.make,
                )


def _is_silent(drawn: Variant, item: Item, raw: Json) -> bool:
    """Wrong, and nothing is said of it: no known mistake, no remark on the answer, no advice."""
    found = match(drawn, item, raw)
    return found.kind == "none" and found.mistake is None and found.note is None


def _follow(drawn: Variant, earlier: Item, item: Item, rule: FollowRule, raw: Json) -> Json | None:
    own = {earlier.name: earlier.kind.rebuild(raw)}
    if rule.unless is not None and drawn.apply(rule.unless, **own):
        return None
    value = drawn.apply(rule.make, **own)
    return None if value is None else drawn.observed(item, value, f"the rule {rule.name}")
