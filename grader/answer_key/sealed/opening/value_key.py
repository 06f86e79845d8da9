"""An item that asks for a value, beside what its boxes give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from grader.algebra.syntax.tree import NaN
from grader.answer_key.matching.beside import as_checks, beside
from grader.answer_key.sealed.box.plan import IN_ORDER, RAW, SEEN, KnownAnswer, SealedItem
from grader.answer_key.sealed.opening.key_sentences import LATER, STEPS_LATER
from grader.answer_key.sealed.opening.opened_boxes import OpenedBoxes
from grader.answer_key.sealed.public.public_kind import load_kind
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.canonical import Canonical
from grader.mistakes import door as mistakes
from grader.model import Item, Json, Match


def forms_of(kind: AnswerKind, raw: Json) -> list[tuple[str, Canonical | None]]:
    """The forms by which an answer is looked up, the one by which it is right first."""
    forms = [(SEEN, kind.seen(raw)), (RAW, kind.canonical(raw))] if kind.many else [(RAW, kind.canonical(raw))]
    return [*forms, (RAW, kind.also_try(raw))]


@dataclass(frozen=True, slots=True)
class ValueMatcher:
    """Whom does an answer behave like, as far as the boxes of its item say it?"""

    boxes: OpenedBoxes
    item: Item
    kind: AnswerKind
    public: SealedItem

    def match(self, raw: Json) -> Match:
        """As the live key: what is right first, then what is undecided, then known mistakes, then what else is known.

        Raises:
            NoCell: an answer that has no place.
        """
        kind, unit = self.kind, self.public.unit
        assert unit is not None
        words = self.boxes.words(unit, forms_of(kind, raw))
        if any(map(_has_hole, words)):
            words += self.boxes.words(unit, [(RAW, kind.second_form(raw))])
        known = self.boxes.open(unit, words)
        openly = kind.judged_openly(raw)
        if openly is not None and openly.verdict != "refuted":
            return Match("reference" if openly.verdict == "proved" else "cannot_tell", certificate=openly)
        found = self._right(raw, known)
        if found is not None and found.kind != "none":
            return found
        mistaken = self._known(raw, known)
        if mistaken is not None:
            return mistaken
        unclear = kind.unclear(raw)
        if not words or unclear is not None or _has_hole(words[-1]):
            return Match("cannot_tell", reason=unclear or LATER)
        if self.public.steps_follow and kind.has_size(raw):
            return Match("cannot_tell", reason=STEPS_LATER)
        return self._mixed_up(raw, found or self._by_entries(raw) or self._unknown(raw))

    def _mixed_up(self, raw: Json, found: Match) -> Match:
        """The same, with the generic mistake if its numbers are the right ones in another order."""
        assert self.public.unit is not None
        by_size = self.kind.by_size(raw)
        if by_size is None or found.mistake is not None:
            return found
        words = self.boxes.words(self.public.unit, [(IN_ORDER, self.kind.canonical(by_size))])
        for one in self.boxes.open(self.public.unit, words):
            if one.kind == "near" and one.match is not None and self.kind.plain().same(by_size, one.raw).verdict == "proved":
                return replace(found, mistake=one.match.mistake, note=one.match.note)
        return found

    def _unknown(self, raw: Json) -> Match:
        """Nothing was opened: what can be said of the answer by itself."""
        compared = self.kind.compared(raw, raw)
        blank = None if compared is None else replace(compared, reference=(NaN(),) * len(compared.reference))
        slip = None if blank is None else mistakes.beside(blank)
        if slip is not None:
            return Match("none", slip.id, note=slip.feedback)
        return Match("none", note=self.kind.note_alone(raw) or self.public.advice)

    def _right(self, raw: Json, candidates: Iterable[KnownAnswer]) -> Match | None:
        first: Match | None = None
        for one in candidates:
            if one.kind == "reference":
                matcher = self if one.rules is None else replace(self, kind=load_kind(one.rules))
                first = matcher._beside(raw, one.raw)
            elif one.kind == "other" and (certificate := self.kind.same(raw, one.raw)).verdict == "proved":
                first = Match("reference", certificate=certificate, note=one.note)
            if first is not None and first.kind != "none":
                return first
        return first

    def _beside(self, raw: Json, reference: Json) -> Match:
        rights = self.kind.rights(raw, reference, (lambda own, length: None) if self.public.steps_follow else None)
        checks = as_checks(rights, self.item.points)
        return beside(self.kind, self.item.points, raw, reference, checks=checks, advice=self.public.advice)

    def _known(self, raw: Json, candidates: Iterable[KnownAnswer]) -> Match | None:
        near: Match | None = None
        for one in candidates:
            if one.kind in ("mistake", "near") and self._is_alike(raw, one):
                if one.mistake is not None and one.match is not None:
                    return replace(one.match, kind="mistake", mistake=one.mistake.id, told=one.mistake)
                near = near or one.match
        return near

    def _is_alike(self, raw: Json, one: KnownAnswer) -> bool:
        if one.literal:
            return self.kind.is_literally(raw, one.raw)
        return self.kind.plain().same(raw, one.raw).verdict == "proved"

    def _by_entries(self, raw: Json) -> Match | None:
        """What single entries open, put together, beside the answer."""
        places: dict[str, list[tuple[str, Canonical | None]]] = {}
        for place, canonical in self.kind.apart(raw):
            places.setdefault(f"{self.item.name}.{place}", []).append((RAW, canonical))
        looked_up = {unit: self.boxes.words(unit, places.get(unit, ())) for unit in self.public.entries}
        parts = [one.raw for unit, words in looked_up.items() for one in self.boxes.open(unit, words)]
        return self._beside(raw, self.kind.merged(parts)) if parts else None


def _has_hole(word: str) -> bool:
    """A formula without a value at some point: another one may have one there, and be the same."""
    return '"undefined"' in word and ('"formula"' in word or '"positive"' in word)
