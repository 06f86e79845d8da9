"""What each JSON document holds: the one definition (design.md section 7), of which `schema/` is made by a command.

`document.py` fills these types and mypy compares them; `python -m grader.reports.files.json_schema` writes the schemas.
The contract grows by optional fields only: a new one is `NotRequired`, and whoever reads an older document takes its
default, which its comment names. The first line of a docstring is the title in the schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, NotRequired, TypedDict

from grader.model import Isolation, Outcome


@dataclass(frozen=True, slots=True)
class Teacher:
    """Marks a field that only the teacher's documents hold; there it is required, or else may be left out."""

    required: bool = False


Number = Annotated[int | float, {"minimum": 0}]  # points, rounded to six places
Count = Annotated[int, {"minimum": 0}]
Words = Annotated[str, {"minLength": 1}]
ExerciseId = Annotated[str, {"pattern": "^[a-z][a-z0-9_-]*$"}]
ItemId = Annotated[str, {"pattern": r"^[a-z][a-z0-9_-]*\.[a-z0-9]+$"}]
# an answer kind is one file, so its name is open; whoever reads documents has to expect new ones
KindName = Annotated[
    str,
    {
        "pattern": "^[a-z][a-z0-9_]*$",
        "examples": ["value", "expression", "vector", "sequence", "region", "function", "choice", "prose"],
    },
]


class Check(TypedDict):
    """A step of a sequence or a property of a function, with points of its own."""

    name: str
    passed: bool
    points: Number
    max_points: Number
    feedback: str | None
    title: NotRequired[str]


class Witness(TypedDict):
    """A point at which the answer differs from the right one."""

    at: dict[str, str]
    student: str
    reference: NotRequired[Annotated[str | None, Teacher(required=True)]]


class Certificate(TypedDict):
    """Why an answer is right or wrong; three times null where nothing was compared."""

    verdict: Literal["proved", "refuted", "undecided"] | None
    method: str | None
    witness: Witness | None
    explanation: NotRequired[Annotated[str | None, Teacher()]]
    assuming: NotRequired[Annotated[list[str], Teacher()]]
    domain_differs_at: NotRequired[Annotated[str | None, Teacher()]]
    checked: NotRequired[Annotated[bool | None, Teacher()]]
    digits: NotRequired[Annotated[int | None, Teacher()]]
    points: NotRequired[Annotated[int | None, Teacher()]]


class Decision(TypedDict):
    """What a teacher has decided beside what was judged; what is not there was left as it was."""

    outcome: NotRequired[Outcome]
    points: NotRequired[Number]
    marks: NotRequired[Number]
    handed_in: NotRequired[str]
    comment: NotRequired[str]


class Item(TypedDict):
    """What one item earned, and why."""

    id: ItemId
    name: str
    kind: KindName
    outcome: Outcome
    points: Number
    max_points: Number
    bonus: bool
    mistake: str | None
    feedback: str | None
    understood: str | None
    checks: list[Check]
    certificate: Certificate
    decision: NotRequired[Decision]  # none


class Result(TypedDict):
    """One graded exercise, as a student may see it: grade ex10 --json"""

    schema: Literal["grader/result/1"]
    grader: str
    student: str | None
    exercise: ExerciseId
    variant: Count
    key: Literal["live", "sealed"]
    isolation: Isolation
    points: Number
    max_points: Number
    bonus: Number
    max_bonus: Number
    capped: Number
    marks_pending: Count
    passed: bool
    items: list[Item]
    late: NotRequired[Number]  # 0
    lateness: NotRequired[str]  # not late
    handed_in: NotRequired[str]  # not known
    excused: NotRequired[bool]  # false
    decision: NotRequired[Decision]  # none


class Results(TypedDict):
    """Several graded exercises: grade ex06 ex10 --json"""

    schema: Literal["grader/results/1"]
    results: list[Result]


class Problem(TypedDict):
    """Something about a hand-in that a teacher should know; `minor` if no points hang on it."""

    student: str
    file: str
    text: str
    minor: NotRequired[bool]


class AlikePair(TypedDict):
    """Two people whose work is more alike than chance explains; `other` is null for the model solution."""

    student: str
    other: str | None
    bits: Count
    exercises: list[ExerciseId]


class Counted(TypedDict):
    """An exercise that counts, and how often."""

    exercise: ExerciseId
    max_points: Number
    weight: Number


class Total(TypedDict):
    """What somebody comes to, of what counts and is asked of them."""

    student: str
    points: Number
    max_points: Number
    bonus: Number
    marks: Number
    marks_pending: Count
    excused: list[ExerciseId]


class Gradebook(TypedDict):
    """A graded class, for the teacher: grade class --json"""

    schema: Literal["grader/gradebook/1"]
    isolation: Isolation
    results: list[Result]
    problems: list[Problem]
    alike: NotRequired[list[AlikePair]]  # [] where it is missing
    counting: NotRequired[list[Counted]]  # what occurs, each once
    totals: NotRequired[list[Total]]  # sums of what stands in `results`


class KnownMistake(TypedDict):
    """A known mistake of an item."""

    id: str
    name: str


class Translated(TypedDict):
    """Words in both languages."""

    de: Words
    en: Words


class CatalogueItem(TypedDict):
    """One thing that is asked for; `mistakes` only where solutions/ is present."""

    id: ItemId
    name: str
    kind: KindName
    points: Number
    bonus: bool
    mistakes: NotRequired[list[KnownMistake]]


class CatalogueExercise(TypedDict):
    """An exercise, without anybody's answers."""

    id: ExerciseId
    slug: str
    title: Translated
    points: Number
    bonus: Number
    variants: Annotated[int, {"minimum": 1}]
    items: list[CatalogueItem]


class Catalogue(TypedDict):
    """The exercises: grade list --json"""

    schema: Literal["grader/catalogue/1"]
    exercises: list[CatalogueExercise]


class Error(TypedDict):
    """Wrong use, or the grader's own trouble: any command with --json"""

    schema: Literal["grader/error/1"]
    error: str
    message: str


class StoredWork(TypedDict):
    """What a student handed in for an exercise, and what it was judged to be."""

    id: str
    graded: str
    grader: str
    file: str
    digest: str
    cells: list[str]
    result: Result


class MadeDecision(Decision):
    """What a teacher decided at some time, about an item, a hand-in or a student; what is not there was left as it was."""

    made: str
    exercise: str
    item: str
    excused: bool


class Export(TypedDict):
    """All that a gradebook has of one student, for themselves: grade export anna"""

    schema: Literal["grader/export/1"]
    grader: str
    student: str
    results: list[StoredWork]
    decisions: list[MadeDecision]


class ReceiptedResult(TypedDict):
    """A result of a receipt, with the digests of what was handed in and of the exercise it was judged by."""

    id: str
    graded: str
    submission: str
    exercise: str
    reproducible: bool
    result: Result


class Receipt(TypedDict):
    """What was handed in and what it was judged to be, signed: receipts/anna.json"""

    schema: Literal["grader/receipt/1"]
    id: str
    grader: str
    student: str
    results: list[ReceiptedResult]
    key: str
    signature: str


class Reproduced(TypedDict):
    """What became of a result of a receipt that was graded again; `items` are those that differ."""

    id: str
    exercise: ExerciseId
    status: Literal["reproduced", "differs", "not_reproducible", "forgotten"]
    changed_since: bool
    proofs: Count
    items: list[ItemId]


class Verification(TypedDict):
    """Whether a receipt is one of this gradebook, and holds: grade verify --json"""

    schema: Literal["grader/verification/1"]
    receipt: str
    student: str
    results: list[Reproduced]


class Judged(TypedDict):
    """How an item was judged, decisions included."""

    outcome: Outcome
    points: Number
    feedback: str | None


class ChangedItem(TypedDict):
    """An item that is judged otherwise; null where the exercise did not have it, or has it no more."""

    id: ItemId
    before: Judged | None
    after: Judged | None


class ChangedResult(TypedDict):
    """A hand-in that is worth something else, or the same for other reasons; bonus included."""

    student: str
    exercise: ExerciseId
    before: Number
    after: Number
    kept: bool
    items: list[ChangedItem]


class LeftResult(TypedDict):
    """A hand-in that could not be graded again; what was stored of it stays."""

    student: str
    exercise: ExerciseId
    why: str


class Regrade(TypedDict):
    """Who gains and who loses by the exercises of today: grade regrade --json"""

    schema: Literal["grader/regrade/1"]
    applied: bool
    graded: Count
    unchanged: Count
    changes: list[ChangedResult]
    left: list[LeftResult]


@dataclass(frozen=True, slots=True)
class Contract:
    """A document, and for whose eyes it is."""

    document: type
    for_teacher: bool = False


DOCUMENTS = {
    "result": Contract(Result),
    "results": Contract(Results),
    "gradebook": Contract(Gradebook, for_teacher=True),
    "catalogue": Contract(Catalogue),
    "error": Contract(Error),
    "export": Contract(Export),
    "receipt": Contract(Receipt),
    "verification": Contract(Verification),
    "regrade": Contract(Regrade),
}
