"""One item while it is declared: its reference, known mistakes, checks and follow-through.

Everything here only collects; what is wrong is said by lint.py when the file is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar

from grader.answers.base.answer_kind import AnswerKind
from grader.errors import AuthorError
from grader.model import Text

Rule = Callable[..., Any]
R = TypeVar("R", bound=Rule)
Points = int | str | Fraction


def points_of(value: Points, what: str) -> Fraction:
    if isinstance(value, float):
        raise AuthorError(
            f"{what}: points are exact, write Fraction(1, 2) or '1/2', not {value!r}",
            de=f"{what}: Punkte sind exakt, schreibe Fraction(1, 2) oder '1/2', nicht {value!r}",
        )
    points = Fraction(value)
    if points < 0:
        raise AuthorError(
            f"{what}: points must not be negative, got {points}", de=f"{what}: Punkte sind nie negativ, nicht {points}"
        )
    return points


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice; with `mistake` its feedback is shown when it is taken."""

    text: Text
    mistake: str | None = None
    feedback: Text | None = None


@dataclass(frozen=True, slots=True)
class Right(Option):
    """The right option."""


@dataclass(frozen=True, slots=True)
class MistakeRule:
    id: str
    feedback: Text
    points: Fraction | None  # None: what the answer earns by itself
    make: Rule

    @property
    def name(self) -> str:
        return self.make.__name__


@dataclass(frozen=True, slots=True)
class OtherRule:
    """Another right answer, accepted with a remark."""

    make: Rule
    note: Text


@dataclass(frozen=True, slots=True)
class StepRule:
    """The next entry from the student's own ones before it, unless a guard refuses the last of them."""

    next: Rule
    unless: Rule | None


@dataclass(frozen=True, slots=True)
class FollowRule:
    make: Rule
    at_most: Fraction
    unless: Rule | None
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        return self.make.__name__


@dataclass(frozen=True, slots=True)
class CheckRule:
    """An independent check of a function item; see `Item.check`."""

    holds: Rule
    points: Fraction
    title: Text
    feedback: Text
    public: bool = False

    @property
    def name(self) -> str:
        return self.holds.__name__


@dataclass(frozen=True, slots=True)
class ShownOnPurpose:
    """Words of a text that happen to be an item's answer, and why they may stand there."""

    words: str
    because: str


@dataclass(eq=False, slots=True)
class Item:
    """One item while it is declared; `make` is its reference."""

    kind: AnswerKind
    points: Fraction
    prompt: Text
    bonus: bool
    make: Rule
    name: str = ""
    id: str = ""
    mistakes: list[MistakeRule] = field(default_factory=list)
    others: list[OtherRule] = field(default_factory=list)
    acceptance: Rule | None = None
    step: StepRule | None = None
    following: list[FollowRule] = field(default_factory=list)
    checks: list[CheckRule] = field(default_factory=list)
    drawing: Rule | None = None
    options: Mapping[str, Option] = field(default_factory=dict)
    marks: int = 0
    rubric: Sequence[Text] = ()
    answer: Text | None = None  # a free text as one would write it; without it the lines of the rubric
    advice: Text | None = None
    hints: Sequence[Text] = ()
    shown: list[ShownOnPurpose] = field(default_factory=list)

    @property
    def many(self) -> bool:
        """Is more than one answer right, each of them exactly?"""
        return self.kind.many or self.acceptance is not None

    def mistake(self, id: str, feedback: Text, *, points: Points | None = None) -> Callable[[R], R]:
        """A known wrong way: a small program that makes it. `points` is what it still earns (default: what
        its steps, its checks or the kind give for it; mostly nothing)."""
        declared = None if points is None else points_of(points, f"mistake {id}")

        def declare(make: R) -> R:
            self.mistakes.append(MistakeRule(id, feedback, declared, make))
            return make

        return declare

    def otherwise(self, advice: Text) -> None:
        """What helps with every wrong answer that nothing else is known of: how to test it, true whatever it is."""
        self.advice = advice

    def also_right(self, note: Text) -> Callable[[R], R]:
        """Another right answer, with a remark that is shown beside the full points."""

        def declare(make: R) -> R:
            self.others.append(OtherRule(make, note))
            return make

        return declare

    def judged_by(self, holds: R) -> R:
        """Accept every answer for which `holds(own)` is true, instead of comparing with the reference, which is one of them.

        The rule runs in the key worker, with the student's answer as exact data: it may run what the answer promises.
        """
        self.acceptance = holds
        return holds

    def from_previous(self, *, unless: Rule | None = None) -> Callable[[R], R]:
        """Judge each entry from the student's own `previous` one, or from all `before` it; the entries of a vector then
        count one by one, too."""

        def declare(rule: R) -> R:
            self.step = StepRule(rule, unless)
            return rule

        return declare

    def follows(self, *items: Item, at_most: Points | None = None, unless: Rule | None = None) -> Callable[[R], R]:
        """Judge this item from the student's own answers to `items`; the rule's parameters are named like them, and no
        other item is among them.

        The rule returns the answer that would be right then, or None where the own answers do not lend themselves.
        """
        most = self.points if at_most is None else points_of(at_most, "follows")

        def declare(make: R) -> R:
            self.following.append(FollowRule(make, most, unless, items))
            return make

        return declare

    def probes(self, draw: R) -> R:
        """More calls of a function item, drawn for each grading from a seed that the child never sees.

            @mse.probes
            def drawn(dice, m):              # a Dice, and givens by name
                return [{"yhat": dice.reals(n, -9, 9), "y": dice.reals(n, -9, 9)} for n in (1, 2, 5)]

        They come after the `probes` of the kind, and reach the child after its code was loaded. Arguments are any
        values of answers/functions/arguments.py: numbers, lists, NumPy arrays, torch tensors, a Formula … Import torch in here,
        not at the top of the file, so that other exercises need not wait for it.
        """
        if self.drawing is not None:
            raise AuthorError(
                f"item {self.name}: its probes are drawn twice; put them into one function",
                de=f"Teil {self.name}: seine Aufrufe werden zweimal gezogen; schreib sie in eine Funktion",
            )
        self.drawing = draw
        return draw

    def shown_on_purpose(self, *words: str, because: str) -> None:
        """These words of a text are the answer, and are meant to stand there: `grade check` does not call it a leak."""
        if not because.strip():
            raise AuthorError(
                f"item {self.name}: say why the answer is shown on purpose (because)",
                de=f"Teil {self.name}: sag, warum die Antwort absichtlich dasteht (because)",
            )
        self.shown.extend(ShownOnPurpose(each, because) for each in words)

    def check(self, *, points: Points, feedback: Text, title: Text | None = None, public: bool = False) -> Callable[[R], R]:
        """An independent check of a function item, with points, a title (what it looks at, in a few words) and a sentence
        of its own for where it fails.

        It is called for every probe and returns True or False, or None where it has nothing to say on that probe; it
        passes if no probe gives False. Its parameters, all optional, are givens and

            probe     the arguments by parameter, as the student's function got them
            function  which function was called
            returned  what came back (of Numbers: floats in lists); where nothing came back, the check fails
            expected  what the reference returned there
            same      is that the reference's answer by the item's own comparison? (its exception, too)
            changed   the parameters that the function changed in place (said by the child: a hint)
            queries   the points at which an Oracle was asked (noted by the grader: evidence)
            uses      for each name in `uses` of the kind, whether the code calls it where it can be reached
            calls     all of the above for every probe, as a list; then the check is called once, and may return the list of
                      the calls that it refuses

        Without any check an item is right if every probe is `same`.

        A `public` check is judged in a student's kit, too: its source lies there for everybody to read, with the functions
        and constants of the file that it names. It gets no `expected`, and givens as plain numbers. What it must not tell is
        in the boxes: calls on which it asks for `same`, and then fails if that is not so.
        """

        if title is None:
            raise AuthorError(
                f"item {self.name}: a check has a title that reports show: check(points=…, title=Text(de=…, en=…), …)",
                de=f"Teil {self.name}: eine Prüfung hat einen Titel für Berichte: check(points=…, title=Text(de=…, en=…), …)",
            )

        def declare(holds: R) -> R:
            self.checks.append(CheckRule(holds, points_of(points, "check"), title, feedback, public))
            return holds

        return declare
