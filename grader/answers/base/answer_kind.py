"""What every answer kind can do.

An answer kind has two sides. In the child: `read` takes a live value to `raw`, plain data, knowing only the public
`reading`. In the key worker: `same` compares two of them, `show` says how an answer was understood, `rebuild` makes
exact SymPy data of it for follow-through rules.

Nobody asks an answer kind of which class it is. What some kinds are or can do and others not has a default here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

from grader.algebra.syntax.formatting import said
from grader.answers.base.canonical import Canonical
from grader.answers.base.trees import expect_symbols, node_from
from grader.mistakes import door as mistakes
from grader.mistakes.base.mistake import Compared
from grader.model import Certificate, Json, Text


@dataclass(frozen=True, slots=True)
class Partial:
    """What an answer that is not right as a whole still earns: a share of the points, and the sentence that says why."""

    share: Fraction
    note: Text
    says_all: bool = False  # the item's advice on wrong answers would add nothing


# A list of so many entries, all of which are the one that is right after the student's own (None: no finite number); None
# where nothing can be said.
Following = Callable[[list[Any], int], Json | None]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about an answer that is not right, and the generic mistake that it is about."""

    text: Text
    mistake: str | None = None


# Certificates of these methods are undecided for a reason that their sentence says: the teacher and the student read it.
ROUNDED_COEFFICIENTS, TWO_READINGS = "rounded coefficients", "two readings"
EXPLAINED = (ROUNDED_COEFFICIENTS, TWO_READINGS)


def as_code(words: Iterable[str]) -> str:
    """A list of what is typed, for a form hint: it is Markdown, which would take `*` and `_` for signs of its own."""
    return ", ".join(f"`{word}`" for word in words)


@dataclass(frozen=True, kw_only=True)
class AnswerKind(ABC):
    """One kind of answer with an item's options."""

    kind: ClassVar[str]  # what JSON documents call it; several classes may share one
    reader: ClassVar[str] = ""  # by which a child finds the class that reads an answer, where that is not the kind
    has_entries: ClassVar[bool] = False  # a list whose entries may be judged from those before: `from_previous`
    is_called: ClassVar[bool] = False  # the answer is code, judged by calls: probes and checks
    has_form: ClassVar[bool] = True  # whatever earns something has a canonical form

    # ---------------------------------------------------------------- while an exercise is declared

    def in_exercise(self, symbols: tuple[str, ...], domain: Mapping[str, str]) -> Self:
        """The kind as that of an item in an exercise with these symbols. Raises AuthorError if no item can have it."""
        return self

    def with_given(self, given: Mapping[str, Any]) -> Self:
        """The kind in a variant: `{a}` in its formulas is filled with that given. Raises AuthorError for others."""
        return self

    @property
    def many(self) -> bool:
        """Is more than one answer right, each of them exactly?"""
        return False

    def plain(self) -> AnswerKind:
        """The kind without public formulas and conditions: known mistakes are told by what was answered itself."""
        return self

    def asked_names(self, item: str) -> tuple[str, ...]:
        """The names that a hand-in must bind for the item of that name."""
        return (item,)

    def misfit(self, item: str, *, drawn: bool) -> Text | None:
        """Why an item of that name cannot have this kind, with or without `drawn` probes; None if it can."""
        return None

    def slip(self, reference: Json) -> Text | None:
        """What an author has to mend, seeing what the reference answers; None if it is an answer to such an item."""
        return None

    def calls(self, drawn: Any = ()) -> tuple[Json, ...]:
        """The calls on which an answer is judged, as plain data: the kind's own and those drawn for this grading."""
        return ()

    # ---------------------------------------------------------------- what a child knows and does

    def reading(self) -> dict[str, Json]:
        """The public part: what a child must know to read an answer."""
        return {"kind": self.reader or self.kind}

    @property
    @abstractmethod
    def form(self) -> Text:
        """An example of the form of an answer, for the stub: Markdown, with what is typed as code."""

    @staticmethod
    @abstractmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        """The canonical form of a live value. Raises Unread."""

    # ---------------------------------------------------------------- in the key worker

    def observed(self, value: Any, calls: tuple[Json, ...]) -> Json:
        """What a child would send of an author's value. Raises Unread, or AuthorError for what no author may write."""
        return self.read(self.reading(), value)

    def observed_anew(self, value: Any, calls: tuple[Json, ...], known: dict[str, Json]) -> Json:
        """As `observed`, where a call may have been answered before: `known` says how, and learns the rest."""
        del known
        return self.observed(value, calls)

    def expect(self, raw: Json) -> None:
        """Raises ValueError for what no child gives that reads by the public `reading`: no author's code may see it."""
        self.show(raw)
        if type(raw) is dict and set(raw) == {"node"}:
            expect_symbols(node_from(raw), self.reading())

    @abstractmethod
    def same(self, student: Json, reference: Json) -> Certificate:
        """Is the student's answer the reference's?"""

    def partial(self, student: Json, reference: Json) -> Partial | None:
        """What an answer that was refuted still earns."""
        return None

    def note(self, student: Json, reference: Json) -> Text | None:
        """A sentence about an answer that is not the reference and no known mistake."""
        return self.note_alone(student)

    def note_alone(self, student: Json) -> Text | None:
        """What can be said of such an answer without the reference: its form, say, which is public, is another one."""
        return None

    def remark(self, student: Json, reference: Json) -> Text | None:
        """A sentence about an answer that is right."""
        return None

    def prove(self, student: Json, reference: Json) -> Certificate | None:
        """The last try where `same` is undecided; it may take long, the caller has a clock. None: still undecided."""
        return None

    def accepts(self, certificate: Certificate) -> bool:
        """Does an item's policy take an answer for right that is proved but for a gap, or not refuted to many digits?"""
        return certificate.verdict == "proved"

    def makes(self, mistake: Json, student: Json, reference: Json) -> bool:
        """Is this answer that known mistake?"""
        return self.plain().same(student, mistake).verdict == "proved"

    def canonical(self, raw: Json) -> Canonical | None:
        """The answer as it was given, for a sealed key; None where there is no form that all who answer alike have.

        Whom `same` takes for the same have one canonical form, within its tolerances.
        """
        return None

    def alphabet(self) -> Sequence[str]:
        """The words that may stand in a canonical form, where they are a public list."""
        return ()

    def seen(self, raw: Json) -> Canonical | None:
        """The canonical form by which an answer is right, where that is another one than `canonical`."""
        return self.canonical(raw)

    def openly(self) -> AnswerKind:
        """The kind as a student's kit may say it before an answer is right: without conditions that tell one."""
        return self

    def second_form(self, raw: Json) -> Canonical | None:
        """Another canonical form, for an answer whose first one has holes."""
        return None

    def judged_openly(self, raw: Json) -> Certificate | None:
        """The verdict by public conditions alone, where they say it of every answer; None where a reference is needed."""
        return None

    def also_try(self, raw: Json) -> Canonical | None:
        """Another canonical form of an answer that says something beside the right one, though it is not that itself."""
        return None

    def unclear(self, raw: Json) -> Text | None:
        """What is said of an answer that may be right in a second reading, which only the reference tells."""
        return None

    def near(self, reference: Json) -> Iterable[Json]:
        """Wrong answers that are known to earn something, or to be a generic mistake, a few at most."""
        return ()

    def by_size(self, raw: Json) -> Json | None:
        """Its numbers by size, where there are so many that not all orders are `near`; None where order says nothing."""
        return None

    def is_literally(self, student: Json, known: Json) -> bool:
        """The same, and written with as many digits."""
        return False

    def apart(self, raw: Json) -> list[tuple[str, Canonical]]:
        """The entries that count one by one, each with its place; entries that may stand anywhere have the same place."""
        return []

    def only(self, reference: Json, position: int) -> Json:
        """The reference with one of its entries; what stands in place of the others equals nothing."""
        return reference

    def merged(self, parts: Sequence[Json]) -> Json:
        """Several of `only` as one."""
        return parts[0]

    def rights(self, student: Json, reference: Json, following: Following | None = None) -> list[bool]:
        """Which entries are right, each by itself or given those before it; none where an answer counts as a whole."""
        return []

    def has_size(self, raw: Json) -> bool:
        """Are there as many entries as are asked for?"""
        return True

    def is_complete(self, raw: Json) -> bool:
        """Can a follow-through rule start from it?"""
        return True

    def compared(self, student: Json, reference: Json) -> Compared | None:
        """The entries of both, for mistakes that have nothing to do with the exercise; None if they have none."""
        return None

    def generic(self, student: Json, reference: Json) -> Note | None:
        """The generic mistake in an answer that is not right; it comes before what `note` says."""
        compared = self.compared(student, reference)
        mistake = mistakes.beside(compared) if compared is not None else None
        return Note(mistake.feedback, mistake.id) if mistake is not None else None

    def show(self, raw: Json) -> Text:
        """How the answer was understood."""
        return said(node_from(raw))

    def rebuild(self, raw: Json) -> Any:
        """Exact SymPy data of an answer, for follow-through rules."""
        from grader.algebra.sympy_bridge.to_sympy import to_sympy

        return to_sympy(node_from(raw))

    def like(self, student: Json, reference: Json) -> Any:
        """What an author's check gets of a value that a function returned; None where it does not fit the reference's, or
        is a number that nobody can work out."""
        try:
            return self.rebuild(student)
        except ValueError:
            return None

    def pictured(self, raw: Json, calls: tuple[Json, ...]) -> Any:
        """What an author's drawing gets of an answer."""
        return self.rebuild(raw)

    def code(self, raw: Json) -> str:
        """The answer as a line of Python in a model submission."""
        return written(self.rebuild(raw))


def written(value: Any) -> str:
    """SymPy data as Python that gives it back: 3/2 as S(3)/2, since Python's own 3/2 is a float."""
    from sympy import Rational, sstr

    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    fractions = any(not number.is_integer for number in getattr(value, "atoms", lambda kind: ())(Rational))
    return str(sstr(value, sympy_integers=fractions))
