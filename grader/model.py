"""The nouns of the grader, as plain frozen data.

    Exercise 1-* Item 1-* Mistake
    Submission -> Observation -> Match -> Verdict -> Result -> Gradebook

Everything here can be written to JSON and read back (storage/codec.py), so every step of grading can be saved,
replayed, tested alone or moved to another process. Only the standard library is imported.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal, Protocol

Lang = Literal["de", "en"]
LANGS: tuple[Lang, ...] = ("de", "en")
Isolation = Literal["strong", "strict", "limits-only", "none"]  # what stood between the code and the machine
KeyKind = Literal["live", "sealed"]
Json = Any  # None, bool, int, float, str, list and dict of the same: what json.loads may return


class OneLanguage(ValueError):
    """A text that has one language only; the catalogue turns it into an AuthorError with the file's name."""

    def __init__(self, missing: str, value: object, other: str) -> None:
        super().__init__(f"a Text needs German and English; {missing} is {value!r} (the other: {other!r})")
        self.de = f"ein Text braucht Deutsch und Englisch; {missing} ist {value!r} (das andere: {other!r})"


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages; one alone is refused.

    Raises:
        OneLanguage: a language is missing or empty.
    """

    de: str = ""  # empty defaults, so that a forgotten language gets the sentence below
    en: str = ""

    def __post_init__(self) -> None:
        for lang in LANGS:
            value = getattr(self, lang)
            if not isinstance(value, str) or not value.strip():
                raise OneLanguage(lang, value, self.de or self.en)

    def in_(self, lang: Lang) -> str:
        return self.de if lang == "de" else self.en


# ---------------------------------------------------------------- what is asked


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known wrong way, recognised by behaviour; `points` is what such an answer still earns, None: what its checks do."""

    id: str
    name: str
    points: Fraction | None
    feedback: Text


@dataclass(frozen=True, slots=True)
class Follow:
    """A rule that judges an item from the student's own answers to the items named in `needs`."""

    name: str
    needs: tuple[str, ...]
    at_most: Fraction


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked for.

    `reading` is the public part of the answer kind: all that a child needs to read an answer (kind, length, symbols,
    functions with their signatures). `probes` are the calls of a function item, some of them drawn from a seed; they
    reach a child only after its code was loaded.
    """

    id: str
    name: str
    kind: str  # as its class in answers/kinds/ calls it
    points: Fraction
    bonus: bool
    prompt: Text
    form: Text | None = None  # an example of the form of an answer, never the answer
    options: tuple[tuple[str, Text], ...] = ()  # of a choice: letter and words
    reading: Mapping[str, Json] = field(default_factory=dict)
    probes: tuple[Json, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    follows: tuple[Follow, ...] = ()
    marks: int = 0  # a teacher's marks for prose, a column of their own, never points
    rubric: tuple[Text, ...] = ()
    hints: tuple[Text, ...] = ()  # for those who are stuck, one after the other: from what to think of to the next step

    @property
    def functions(self) -> Mapping[str, Json]:
        """The functions that are asked for, by name; none where an answer is a value."""
        functions: Mapping[str, Json] = self.reading.get("functions", {})
        return functions


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise in one of its variants, without anything that runs."""

    id: str
    slug: str
    title: Text
    statement: Text
    variant: int
    variants: int
    items: tuple[Item, ...]
    symbols: tuple[str, ...] = ()
    writes_files: bool = False  # its code gets a temporary folder that it may write to
    topic: Text | None = None  # the part of the course that it belongs to
    section: Text | None = None  # the chapter of the course to read again
    after: tuple[str, ...] = ()  # the exercises that are better done before
    shuffle: int = 0  # as a student sees it: the seed by which its options are ordered; 0 is the order of the source
    draws: bool = False  # some probes are drawn from the seed
    pictured: tuple[str, ...] = ()  # the items whose answers its pictures show
    seed: int = 0  # drew the hidden probes of function items; the same seed gives the same probes again

    @property
    def max_points(self) -> Fraction:
        return sum((item.points for item in self.items if not item.bonus), Fraction(0))

    @property
    def max_bonus(self) -> Fraction:
        return sum((item.points for item in self.items if item.bonus), Fraction(0))

    def item(self, name: str) -> Item:
        return next(item for item in self.items if item.name == name)


# ---------------------------------------------------------------- what was handed in


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell; `number` counts the code cells of the file from 1, as a person would.

    `line` is where the cell begins in a script, counted from 1; 0 in a notebook, where a person looks for the cell.
    """

    number: int
    source: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class TextBeside:
    """A student's own text in a text cell: the code cell it stands beside, and the names that it says values of."""

    cell: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """What a student says against the verdict on an item (its id), in their own words; nothing of it has been checked."""

    item: str
    text: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One exercise of one student, as code cells; `digest` is the SHA-256 of the file it was read from."""

    student: str | None
    exercise: str
    variant: int
    cells: tuple[Cell, ...]
    digest: str
    file: str
    shuffle: int = 0  # the seed by which the options were ordered in the stub that was filled in
    texts: tuple[TextBeside, ...] = ()
    objections: tuple[Objection, ...] = ()


# ---------------------------------------------------------------- what was observed


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the code something happened: a line of a cell, both counted from 1; line 0 is the cell as a whole."""

    cell: int
    line: int = 0


AttemptKind = Literal[
    "similar name",
    "printed",
    "no value",
    "none",
    "compared",
    "colon",
    "inside",
    "not called",
    "not reached",
    "swallowed",
    "deleted",
    "cleared",
    "skipped cell",
    "comment",
    "quoted",
    "text cell",
    "text beside",
    "indirect",
    "star import",
    "other file",
    "bare value",
    "other name",
    "other function",
    "outside",
]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What shows that somebody worked at an item that has no value, and where; `word` is the name that its kind needs."""

    kind: AttemptKind
    cell: int = 0
    line: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no answer; without an `attempt` nobody has tried."""

    attempt: Attempt | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something of a student's cannot be read, as a child says it: a code, and what the sentence on it has to name.

    The sentences are the judge's (reading_help/), which checks the words' types, ranges and sizes.
    """

    code: str
    words: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An answer is there, but it cannot be read; `why` says what and where, `mistake` is a generic one (G1 …)."""

    why: Trouble
    shown: str = ""
    mistake: str | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """The code that should have given the answer raised; `line` counts from 1 inside cell `cell`."""

    type: str
    message: str
    line: int
    cell: int


# computing: a cell or a call used up its processor time · together: all cells of the exercise did · waiting: it took long
# without computing · starved: other programs left it no processor · unclear: this system cannot tell the last two apart
Delay = Literal["computing", "together", "waiting", "starved", "unclear"]


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The code that should have given the answer ran too long: `limit` seconds, of processor time or of waiting."""

    cell: int = 0
    why: Delay = "computing"
    limit: float = 0.0


@dataclass(frozen=True, slots=True)
class Lost:
    """The child ended before it gave this answer (killed, out of memory, left by os._exit)."""

    why: Text


@dataclass(frozen=True, slots=True)
class Returned:
    """An answer in canonical form: `raw` as it was given, `seen` through the item's public function if it has one.

    `slip` is a generic mistake that stands in the source, not in the value: 3^2 is 1; `place` is where, if there is one.
    """

    raw: Json
    seen: Json = None
    slip: str | None = None
    place: Place | None = None


Observation = Missing | Unreadable | Raised | TimedOut | Lost | Returned


# ---------------------------------------------------------------- what it is worth


@dataclass(frozen=True, slots=True)
class Witness:
    """A point at which two answers differ; `reference` is for the teacher's eyes only."""

    at: tuple[tuple[str, str], ...]
    student: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """Why two answers are the same or not, in a form that can be checked again."""

    verdict: Literal["proved", "refuted", "undecided"]
    method: str
    explanation: Text
    witness: Witness | None = None
    assuming: tuple[str, ...] = ()
    domain_differs_at: str | None = None
    digits: int | None = None
    points: int | None = None
    checked: bool | None = None  # the independent checker confirmed a proof, contradicted it, or could not follow

    def for_student(self) -> Certificate:
        """The same without the reference's value."""
        if self.witness is None:
            return self
        witness = Witness(self.witness.at, self.witness.student, None)
        return replace(self, witness=witness)


@dataclass(frozen=True, slots=True)
class Check:
    """One independent check of an item (a step of a sequence, a property of a function) and what it earned.

    Reports show the `title`; steps of a sequence, which are numbered, have none.
    """

    name: str
    passed: bool
    points: Fraction
    max_points: Fraction
    feedback: Text | None = None
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Whom an observation behaves like.

    `credit` are points earned by single steps or checks where the whole is not the reference; `note` is a sentence
    about the answer that no known mistake gives (order, not a number, not all of them).
    """

    kind: Literal["reference", "mistake", "none", "cannot_tell"]
    mistake: str | None = None
    certificate: Certificate | None = None
    credit: Fraction = Fraction(0)
    checks: tuple[Check, ...] = ()
    note: Text | None = None
    understood: Text | None = None
    reason: Text | None = None  # why the key cannot tell
    fault: bool = False  # the key cannot tell because of our own trouble
    timed_out: bool = False  # the key cannot tell because the clock stopped it: another time it may
    told: Mistake | None = None  # the known mistake, where the item as it was given out does not say it


@dataclass(frozen=True, slots=True)
class Continuation:
    """What a follow-through rule found: points, and the sentence that names the student's own values.

    `open`: the key cannot try the rule, so nobody knows yet whether it finds anything.
    """

    rule: str
    points: Fraction
    feedback: Text
    open: bool = False


class Outcome(StrEnum):
    CORRECT = "correct"
    PARTIAL = "partial"
    FOLLOW_THROUGH = "follow_through"
    WRONG = "wrong"
    MISSING = "missing"
    INVALID = "invalid"
    CRASHED = "crashed"
    TIMEOUT = "timeout"
    UNDECIDED = "undecided"
    PENDING = "pending"
    GRADER_ERROR = "grader_error"

    @property
    def open(self) -> bool:
        """Nobody has decided yet: it is put in front of the teacher and costs no points in silence."""
        return self in (Outcome.UNDECIDED, Outcome.PENDING, Outcome.GRADER_ERROR)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a teacher has decided beside what was judged; it holds however often a hand-in is graded again.

    It is about an item (`item` is its id, ex10.b), about the hand-in of an exercise (no `item`), or about all that a student
    hands in (no `exercise` either). What is None or empty is left as it was. `points` replace those of the item, `marks` are
    those of free text, `outcome` overrules the verdict, with full points or none unless `points` say otherwise. An `excused`
    hand-in is not asked for; `handed_in` is when it came, in ISO 8601, whatever the platform says. The `comment` is read by
    the student. `about` is a digest of the answer that was decided on, where that is known.
    """

    student: str
    exercise: str = ""
    item: str = ""
    points: Fraction | None = None
    marks: Fraction | None = None
    outcome: Outcome | None = None
    excused: bool = False
    handed_in: str = ""
    comment: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    item: Item
    outcome: Outcome
    points: Fraction
    mistake: str | None = None
    feedback: Text | None = None
    understood: Text | None = None
    checks: tuple[Check, ...] = ()
    certificate: Certificate | None = None
    option: str | None = None  # what was chosen, by the option's own letter; reports say it as its student sees it
    place: Place | None = None  # where the code broke off; reports say it as a student finds it in the file
    decision: Decision | None = None  # a teacher's, which points and outcome already follow


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing for the feedback page, as text that `grader.drawing` reads, and words for the names of its marks."""

    drawing: str
    caption: Text
    legend: tuple[tuple[str, Text], ...]


PASS_SHARE = Fraction(60, 100)  # "passed" = 60 % of the core points


@dataclass(frozen=True, slots=True)
class Result:
    """One graded submission.

    `capped` are core points that follow-through across items would have given beyond its limit, `late` those that were lost
    because it came too late, and `lateness` says how late that was. `handed_in` is when it came, in ISO 8601, where that is
    known. `excused` by the teacher: it counts for nothing. `remarks` are those of the
    notes that are about a cell: modules that are not there, commands to Jupyter. `pictures` and the
    `worked` solution are for feedback pages; the latter is there only where nothing is left to solve.
    """

    submission: Submission
    exercise: Exercise
    verdicts: tuple[Verdict, ...]
    capped: Fraction = Fraction(0)
    key: KeyKind = "live"
    isolation: Isolation = "limits-only"
    notes: tuple[Text, ...] = ()
    remarks: tuple[Text, ...] = ()
    pictures: tuple[Picture, ...] = ()
    worked: Text | None = None
    late: Fraction = Fraction(0)
    lateness: Text | None = None
    handed_in: str = ""
    excused: bool = False
    decision: Decision | None = None  # a teacher's about the hand-in as a whole
    reproducible: bool = True  # else the clock or a failure of our own had a say, and another run may find something else

    @property
    def points(self) -> Fraction:
        core = sum((verdict.points for verdict in self.verdicts if not verdict.item.bonus), Fraction(0))
        return core - self.capped - self.late

    @property
    def bonus(self) -> Fraction:
        return sum((verdict.points for verdict in self.verdicts if verdict.item.bonus), Fraction(0))

    @property
    def max_points(self) -> Fraction:
        return self.exercise.max_points

    @property
    def max_bonus(self) -> Fraction:
        return self.exercise.max_bonus

    @property
    def marks_pending(self) -> int:
        return sum(verdict.item.marks for verdict in self.verdicts if verdict.outcome is Outcome.PENDING)

    @property
    def marks(self) -> Fraction:
        """What a teacher has given for free texts so far."""
        given = (verdict.decision.marks for verdict in self.verdicts if verdict.decision is not None)
        return sum((marks for marks in given if marks is not None), Fraction(0))

    @property
    def max_marks(self) -> int:
        return sum(verdict.item.marks for verdict in self.verdicts)

    @property
    def passed(self) -> bool:
        return self.points >= PASS_SHARE * self.max_points

    @property
    def complete(self) -> bool:
        """All core points that a machine can give are there."""
        return self.points >= self.max_points

    @property
    def solved(self) -> bool:
        """Every item is right, bonus included; only what a teacher reads may be open."""
        return all(verdict.outcome in (Outcome.CORRECT, Outcome.PENDING) for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a hand-in that a teacher should know; nothing is lost in silence.

    `missing` are the exercises for which nothing was handed in, if that is all there is to say. `minor`: no points hang
    on it, and nobody has to do anything. `teachers`: nothing of it is up to the student, who reads only that.
    """

    student: str
    file: str
    text: Text
    missing: tuple[str, ...] = ()
    minor: bool = False
    teachers: bool = False


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts in a course: the core points of each exercise, by its id, and how often they count (1, if nothing is said).

    Without `exercises`: all that occur among the results.
    """

    exercises: Mapping[str, Fraction] = field(default_factory=dict)
    weights: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AlikeExercise:
    """What two people have in common in an exercise: lines as each of them wrote them; those of a model solution are empty."""

    exercise: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two people whose work has more in common than chance explains, for a teacher to look at; no points hang on it.

    The second name is empty where it is the model solution that somebody's work is like. `bits`: how much more.
    """

    students: tuple[str, str]
    bits: int
    exercises: tuple[AlikeExercise, ...]


@dataclass(frozen=True, slots=True)
class Gradebook:
    """A graded class: each pair of student and exercise has a result or stands under problems.

    `is_whole`: nothing was left out for reasons of our own, such as a full disk. `decisions` are those of the teacher about
    whole hand-ins and students, also where nothing was handed in; those on items stand in their verdicts.
    """

    results: tuple[Result, ...]
    problems: tuple[Problem, ...] = ()
    isolation: Isolation = "limits-only"
    is_whole: bool = True
    counting: Counting = field(default_factory=Counting)
    alike: tuple[Alike, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the self-check: what `check` promises of `exercise`, and in `detail` what was found if it does not hold.

    `properties` are facts for a machine that reads them: points, number of mistakes, ...
    """

    exercise: str
    check: Text
    passed: bool
    detail: Text | None
    seconds: float
    properties: tuple[tuple[str, str], ...] = ()


class AnswerKey(Protocol):
    """Says whom an observation behaves like. A key has seen no student code, only plain data."""

    kind: KeyKind

    def exercise(self, exercise: str, variant: int, seed: int) -> Exercise:
        """The exercise as data, its probes drawn from `seed`."""

    def expect(self, exercise: Exercise, observations: Mapping[str, Observation]) -> None:
        """What `match` is going to be asked about, for a key that can begin with all of it at once; nothing yet: soon."""

    def match(self, exercise: Exercise, item: Item, observation: Observation) -> Match: ...

    def follow(self, exercise: Exercise, item: Item, rule: Follow, own: Mapping[str, Observation]) -> Continuation | None:
        """Judge `item` from the student's own answers in `own`; None if the rule does not apply or finds nothing."""

    def pictures(self, exercise: Exercise, own: Mapping[str, Observation], right: Collection[str]) -> tuple[Picture, ...]:
        """The exercise's drawings with the student's own answers; the reference is in them for the items in `right` only."""

    def worked(self, exercise: Exercise) -> Text | None:
        """The worked solution, for a result in which nothing is left to solve."""
