"""The variants of an exercise: givens drawn by a generator of our own, and what the items answer for them."""

from __future__ import annotations

import hashlib
import inspect
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

import sympy

from grader.answers.reading.values import Unread
from grader.authoring.items import Item, MistakeRule, OtherRule
from grader.authoring.language import Exercise, exact
from grader.errors import AuthorError, concerning
from grader.model import Json, Text
from grader.reading_help.table import sentence_on

MAX_VARIANTS = 12
MAX_DRAWS = 500  # a space of variants in which this many draws in a row are rejected is too small
VERSION = b"dice/1"  # part of every seed: another generator is another version, so old hand-ins keep their variant

E = TypeVar("E")


class Dice:
    """SplitMix64, seeded by SHA-256: the same on every machine and in every version of Python and NumPy."""

    def __init__(self, *seed: object) -> None:
        digest = hashlib.sha256(VERSION + repr(seed).encode()).digest()
        self._state = int.from_bytes(digest[:8], "little")

    def _next(self) -> int:
        mask = (1 << 64) - 1
        self._state = (self._state + 0x9E3779B97F4A7C15) & mask
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)

    def choice(self, options: Sequence[E]) -> E:
        """One of the options; the bias of the modulus is below 1e-17 for any list that fits in memory."""
        return options[self._next() % len(options)]

    def integer(self, low: int, high: int) -> int:
        """An integer from low to high, both included."""
        return low + self._next() % (high - low + 1)

    def real(self, low: float, high: float, *, digits: int = 3) -> float:
        """A float from low to high with few digits, so that a message can show it."""
        scale = 10**digits
        return float(self.integer(round(low * scale), round(high * scale)) / scale)

    def reals(self, count: int, low: float, high: float, *, digits: int = 3) -> list[float]:
        return [self.real(low, high, digits=digits) for _ in range(count)]

    def shuffled(self, options: Sequence[E]) -> list[E]:
        rest = list(options)
        return [rest.pop(self._next() % len(rest)) for _ in range(len(rest))]


class Variant:
    """An exercise with the givens of one variant: its items can be asked for their answers.

    `seed` draws what students must not foresee: the probes of function items beyond those that stand in the source.
    """

    def __init__(self, exercise: Exercise, variant: int, given: Mapping[str, sympy.Expr], seed: int = 0) -> None:
        self.exercise = exercise.with_given(given)
        self.variant = variant
        self.given = dict(given)
        self.seed = seed
        self._calls: dict[str, tuple[Json, ...]] = {}
        self._references: dict[str, Json] = {}
        self._mistakes: dict[str, Json] = {}

    @cached_property
    def fillings(self) -> dict[str, sympy.Expr | Text]:
        """Givens and formulas, as texts name them."""
        formulas = {name: self.apply(rule) for name, rule in self.exercise.formulas.items()}
        return {**self.given, **formulas}

    @cached_property
    def plain_given(self) -> dict[str, Any]:
        """Givens as Python's own numbers, for rules that also run where SymPy is not."""
        return {name: _plain(value) for name, value in self.given.items()}

    def apply(self, rule: Callable[..., Any], **more: Any) -> Any:
        """Call an author's function with the givens that its parameters name."""
        wanted = inspect.signature(rule).parameters
        return rule(**{name: value for name, value in {**self.given, **more}.items() if name in wanted})

    def reference(self, item: Item) -> Json:
        """The canonical form of the right answer."""
        if item.name not in self._references:
            with concerning(item):
                self._references[item.name] = self.observed(item, self.apply(item.make), "the reference")
        return self._references[item.name]

    def mistaken(self, item: Item, mistake: MistakeRule) -> Json:
        """The canonical form of a known wrong answer."""
        if mistake.id not in self._mistakes:
            with concerning(mistake):
                self._mistakes[mistake.id] = self.observed(item, self.apply(mistake.make), f"mistake {mistake.id}")
        return self._mistakes[mistake.id]

    def calls(self, item: Item) -> tuple[Json, ...]:
        """The calls of a function item: those of its kind, then those drawn from the seed; none for other kinds."""
        if item.name not in self._calls:
            dice = Dice("probes", self.seed, self.variant, item.name)
            drawn = self.apply(item.drawing, dice=dice) if item.drawing is not None else ()
            self._calls[item.name] = item.kind.calls(drawn)
        return self._calls[item.name]

    def observed(self, item: Item, value: Any, whose: str) -> Json:
        """What a child would see in this value. Raises AuthorError if it is no answer to the item.

        Calls that a reference has answered for other hidden probes are not asked again: with torch they take long.
        """
        if value is Ellipsis:
            raise AuthorError(
                f"item {item.name}: {whose} is still ..., as the template has it; return the answer",
                de=f"Teil {item.name}: {in_german(whose)} ist noch ... wie in der Vorlage; gib die Antwort zurück",
            )
        try:
            if whose == "the reference" and not item.kind.is_called and (inexact := first_float(value)) is not None:
                raise AuthorError(
                    f"item {item.name}: {whose} holds {inexact}, which is a float; write Rational, or compute exactly",
                    de=f"Teil {item.name}: in der Referenz steckt {inexact}, ein Float; schreibe Rational oder rechne exakt",
                )
            if whose == "the reference":
                known = self.exercise.answered.setdefault((self.variant, item.name), {})
                return item.kind.observed_anew(value, self.calls(item), known)
            return item.kind.observed(value, self.calls(item))
        except Unread as error:
            why = sentence_on(error.why, item.kind.reading())
            raise AuthorError(
                f"item {item.name}: {whose} gives {value!r}, which is no such answer: {why.en}",
                de=f"Teil {item.name}: {in_german(whose)} gibt {value!r}, und das ist keine solche Antwort: {why.de}",
            ) from error

    def others(self, item: Item) -> list[Json]:
        """The canonical forms of the other right answers, in the order in which they are declared."""
        return [self._other(item, other) for other in item.others]

    def _other(self, item: Item, other: OtherRule) -> Json:
        with concerning(other.make):
            return self.observed(item, self.apply(other.make), "another right answer")

    def meets_rule(self, item: Item, raw: Json) -> bool:
        """Does an answer keep what the item's own rule asks for?"""
        assert item.acceptance is not None
        return bool(self.apply(item.acceptance, own=item.kind.rebuild(raw)))

    def is_reference(self, item: Item, raw: Json) -> bool:
        if item.acceptance is not None:
            return self.meets_rule(item, raw)
        return any(item.kind.same(raw, right).verdict == "proved" for right in (self.reference(item), *self.others(item)))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | sympy.Tuple):
        return tuple(map(_plain, value))
    if isinstance(value, sympy.Rational):
        return int(value) if value.is_Integer else Fraction(int(value.p), int(value.q))
    return value


BINARY = 2**30  # a denominator that is a power of two beyond it comes from a float


def first_float(value: Any) -> object:
    """A float somewhere in an answer, or a fraction that was made of one, such as Rational(0.1); None where there is none."""
    if isinstance(value, float | sympy.Float):
        return value
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return next((found for part in value if (found := first_float(part)) is not None), None)
    if not isinstance(value, sympy.Basic):
        return None
    for number in sorted(value.atoms(sympy.Number), key=str):
        made = isinstance(number, sympy.Rational) and number.q >= BINARY and not number.q & (number.q - 1)
        if made or isinstance(number, sympy.Float):
            return number
    return None


GERMAN = {
    "the reference": "die Referenz",
    "another right answer": "eine weitere richtige Antwort",
    "a mutant": "ein Mutant",
    "from_previous": "from_previous",
}


def in_german(whose: str) -> str:
    return GERMAN.get(whose) or whose.replace("mistake", "Fehler").replace("the rule", "die Regel")


def draw(exercise: Exercise, slug: str, variant: int, seed: int = 0) -> Variant:
    """The exercise in its variant; 0 is the material's. `seed` draws the hidden probes.

    A draw is rejected if it repeats an earlier variant, or if some mistake would be right or would look like an
    earlier mistake of the same item.

    Raises:
        AuthorError: no such variant, or the space of draws is too small: with what was wrong about them.
    """
    if not 0 <= variant < exercise.variants_count:
        last = exercise.variants_count - 1
        raise AuthorError(
            f"{slug} has the variants 0 to {last}, not {variant}", de=f"{slug} hat die Varianten 0 bis {last}, nicht {variant}"
        )
    taken = exercise.givens_drawn  # of the variants so far: the next one must not repeat them
    for number in range(len(taken), variant + 1):
        with concerning(exercise.draw):
            taken.append(_draw_one(exercise, slug, number, taken))
    return Variant(exercise, variant, taken[variant], seed)


def _draw_one(exercise: Exercise, slug: str, number: int, taken: Sequence[Mapping[str, sympy.Expr]]) -> dict[str, sympy.Expr]:
    assert exercise.draw is not None
    dice = Dice(slug, number)
    rejected: Counter[tuple[str, str]] = Counter()
    for _ in range(MAX_DRAWS):
        drawn = exercise.draw(dice)
        if not isinstance(drawn, Mapping):
            raise AuthorError(
                f"the variants of {slug} must draw a dict of givens, got {drawn!r}",
                de=f"die Varianten von {slug} müssen ein dict von Werten ziehen, nicht {drawn!r}",
            )
        values = {name: exact(name, value) for name, value in drawn.items()}
        if set(values) != set(exercise.given):
            raise AuthorError(
                f"the variants of {slug} must draw {sorted(exercise.given)}, got {sorted(values)}",
                de=f"die Varianten von {slug} müssen {sorted(exercise.given)} ziehen, nicht {sorted(values)}",
            )
        reason = REPEATED if values in taken else clash(Variant(exercise, number, values))
        if reason is None:
            return values
        rejected[reason.en, reason.de] += 1
    counted = rejected.most_common(3)
    why_en = "; ".join(f"{count} × {en}" for (en, _), count in counted)
    why_de = "; ".join(f"{count} × {de}" for (_, de), count in counted)
    raise AuthorError(
        f"{slug}: no usable variant {number} in {MAX_DRAWS} draws ({why_en}); widen the draw or lower the count",
        de=f"{slug}: keine brauchbare Variante {number} in {MAX_DRAWS} Ziehungen ({why_de}); "
        "lass mehr ziehen oder weniger Varianten zu",
    )


REPEATED = Text(de="wie eine frühere Variante", en="like an earlier variant")


def clash(drawn: Variant) -> Text | None:
    """What makes a draw unusable: a mistake is right, or is not told from another of its item.

    Functions are left to `grade check`: running them for every draw takes long, and their mistakes are programs.
    """
    for item in drawn.exercise.items:
        if item.kind.is_called:
            continue
        seen: list[tuple[str, Json]] = []
        for mistake in item.mistakes:
            raw = drawn.mistaken(item, mistake)
            if drawn.is_reference(item, raw):
                return Text(
                    de=f"der Fehler {mistake.id} ({mistake.name}) wäre richtig",
                    en=f"mistake {mistake.id} ({mistake.name}) would be right",
                )
            for other, its_raw in seen:
                if item.kind.plain().same(raw, its_raw).verdict == "proved":
                    return Text(
                        de=f"die Fehler {other} und {mistake.id} sähen gleich aus",
                        en=f"the mistakes {other} and {mistake.id} would look alike",
                    )
            seen.append((mistake.id, raw))
    return None
