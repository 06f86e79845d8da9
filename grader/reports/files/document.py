"""The JSON documents of the program, a stable contract (`contract.py` says what each of them holds).

What a student may see holds no value of the reference: the student view goes through `Certificate.for_student` and
leaves out how the certificate was found. The teacher view, that of a gradebook, holds everything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any, Literal

from grader import __version__
from grader.errors import GraderError
from grader.model import (
    Alike,
    Certificate,
    Check,
    Counting,
    Decision,
    Exercise,
    Gradebook,
    Item,
    Lang,
    Problem,
    Result,
    Text,
    Verdict,
    Witness,
)
from grader.option_order import as_shown
from grader.reports.text.place import placed
from grader.reports.text.safe import surrogates_escaped
from grader.reports.text.vocabulary import number
from grader.reports.views.grade_rows import GradeRow, has_marks, most_of_each, rows

if TYPE_CHECKING:  # types for mypy; to make them takes longer than to fill them
    from grader.reports.files import contract

View = Literal["student", "teacher"]
Document = Mapping[str, object]


def result_document(result: Result, *, lang: Lang, view: View = "student") -> contract.Result:
    """`grade ex10 --json`."""
    student = result.submission.student
    document: contract.Result = {
        "schema": "grader/result/1",
        "grader": __version__,
        "student": None if student is None else surrogates_escaped(student),
        "exercise": result.exercise.id,
        "variant": result.exercise.variant,
        "key": result.key,
        "isolation": result.isolation,
        "points": number(result.points),
        "max_points": number(result.max_points),
        "bonus": number(result.bonus),
        "max_bonus": number(result.max_bonus),
        "capped": number(result.capped),
        "marks_pending": result.marks_pending,
        "passed": result.passed,
        "items": [_verdict(result, verdict, lang, view) for verdict in result.verdicts],
    }
    if result.lateness is not None:
        document["late"] = number(result.late)
        document["lateness"] = result.lateness.in_(lang)
    if result.handed_in:
        document["handed_in"] = surrogates_escaped(result.handed_in)
    if result.excused:
        document["excused"] = True
    if result.decision is not None:
        document["decision"] = decision_document(result.decision)
    return document


def results_document(results: Sequence[Result], *, lang: Lang, view: View = "student") -> contract.Results:
    """`grade ex06 ex10 --json`."""
    return {"schema": "grader/results/1", "results": [result_document(result, lang=lang, view=view) for result in results]}


def gradebook_document(gradebook: Gradebook, *, lang: Lang, with_results: bool = True) -> contract.Gradebook:
    """`grade class --json`, for the teacher: certificates in full."""
    shown = gradebook.results if with_results else ()
    document: contract.Gradebook = {
        "schema": "grader/gradebook/1",
        "isolation": gradebook.isolation,
        "results": [result_document(result, lang=lang, view="teacher") for result in shown],
        "problems": [_problem(problem, lang) for problem in gradebook.problems],
    }
    if gradebook.alike:
        document["alike"] = [_alike(alike) for alike in gradebook.alike]
    if gradebook.counting != Counting() or gradebook.decisions or has_marks(gradebook):
        weights = gradebook.counting.weights
        document["counting"] = [
            {"exercise": name, "max_points": number(most), "weight": number(weights.get(name, Fraction(1)))}
            for name, most in sorted(most_of_each(gradebook).items())
        ]
        document["totals"] = [_total(row) for row in rows(gradebook)]
    return document


def gradebook_json(gradebook: Gradebook, results: Iterable[Result], *, lang: Lang) -> Iterator[str]:
    """The text of `gradebook_document` with these results, in pieces, so that a large class is never there as a whole."""
    whole = gradebook_document(gradebook, lang=lang, with_results=False)
    before, after = to_json(whole).split('"results": []', 1)
    yield f'{before}"results": ['
    between = "\n"
    for result in results:
        document = to_json(result_document(result, lang=lang, view="teacher")).rstrip()
        yield between + indent(document, "    ")
        between = ",\n"
    yield ("\n  ]" if between == ",\n" else "]") + after


def catalogue_document(exercises: Sequence[Exercise], *, with_mistakes: bool) -> contract.Catalogue:
    """`grade list --json`; the mistakes only where solutions/ is present."""
    return {
        "schema": "grader/catalogue/1",
        "exercises": [
            {
                "id": exercise.id,
                "slug": exercise.slug,
                "title": {"de": exercise.title.de, "en": exercise.title.en},
                "points": number(exercise.max_points),
                "bonus": number(exercise.max_bonus),
                "variants": exercise.variants,
                "items": [_item(item, with_mistakes) for item in exercise.items],
            }
            for exercise in exercises
        ],
    }


def error_document(error: GraderError, message: str) -> contract.Error:
    """Any command with `--json` that ends with status 2."""
    return {"schema": "grader/error/1", "error": type(error).__name__, "message": message}


def to_json(document: Document) -> str:
    """The text of a document: ASCII, so that no console encoding and no terminal can stumble over it; NaN is refused."""
    return json.dumps(document, allow_nan=False, indent=2) + "\n"


def load_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a document (`contract.DOCUMENTS` has their names), complete in itself."""
    file = Path(__file__).parent / "schema" / f"{name}-1.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema


def _verdict(result: Result, verdict: Verdict, lang: Lang, view: View) -> contract.Item:
    item = verdict.item
    document: contract.Item = {
        "id": item.id,
        "name": item.name,
        "kind": item.kind,
        "outcome": verdict.outcome,
        "points": number(verdict.points),
        "max_points": number(item.points),
        "bonus": item.bonus,
        "mistake": verdict.mistake,
        "feedback": _words(placed(result, verdict), lang),
        "understood": _words(as_shown(result, verdict), lang),
        "checks": [_check(check, lang) for check in verdict.checks],
        "certificate": _certificate(verdict.certificate, lang, view),
    }
    if verdict.decision is not None:
        document["decision"] = decision_document(verdict.decision)
    return document


def decision_document(decision: Decision) -> contract.Decision:
    """What was decided, wherever the document says about what."""
    document: contract.Decision = {}
    if decision.outcome is not None:
        document["outcome"] = decision.outcome
    if decision.points is not None:
        document["points"] = number(decision.points)
    if decision.marks is not None:
        document["marks"] = number(decision.marks)
    if decision.handed_in:
        document["handed_in"] = surrogates_escaped(decision.handed_in)
    if decision.comment:
        document["comment"] = surrogates_escaped(decision.comment)
    return document


def _total(row: GradeRow) -> contract.Total:
    return {
        "student": surrogates_escaped(row.student),
        "points": number(row.points),
        "max_points": number(row.most),
        "bonus": number(row.bonus),
        "marks": number(row.marks),
        "marks_pending": row.marks_pending,
        "excused": sorted(row.excused),
    }


def _alike(alike: Alike) -> contract.AlikePair:
    student, other = alike.students
    return {
        "student": surrogates_escaped(student),
        "other": surrogates_escaped(other) if other else None,
        "bits": alike.bits,
        "exercises": [one.exercise for one in alike.exercises],
    }


def _check(check: Check, lang: Lang) -> contract.Check:
    document: contract.Check = {
        "name": surrogates_escaped(check.name),
        "passed": check.passed,
        "points": number(check.points),
        "max_points": number(check.max_points),
        "feedback": _words(check.feedback, lang),
    }
    if check.title is not None:
        document["title"] = surrogates_escaped(check.title.in_(lang))
    return document


def _certificate(certificate: Certificate | None, lang: Lang, view: View) -> contract.Certificate:
    """Always an object; `verdict` is null where nothing was compared."""
    if certificate is None:
        return {"verdict": None, "method": None, "witness": None}
    shown = certificate.for_student() if view == "student" else certificate
    document: contract.Certificate = {
        "verdict": shown.verdict,
        "method": shown.method,
        "witness": _witness(shown.witness, view),
    }
    if view == "teacher":
        document["explanation"] = _words(shown.explanation, lang)
        document["assuming"] = list(shown.assuming)
        document["domain_differs_at"] = shown.domain_differs_at
        document["checked"] = shown.checked
        document["digits"] = shown.digits
        document["points"] = shown.points
    return document


def _witness(witness: Witness | None, view: View) -> contract.Witness | None:
    if witness is None:
        return None
    document: contract.Witness = {"at": dict(witness.at), "student": surrogates_escaped(witness.student)}
    if view == "teacher":
        document["reference"] = witness.reference
    return document


def _problem(problem: Problem, lang: Lang) -> contract.Problem:
    document: contract.Problem = {
        "student": surrogates_escaped(problem.student),
        "file": surrogates_escaped(problem.file),
        "text": surrogates_escaped(problem.text.in_(lang)),
    }
    if problem.minor:
        document["minor"] = True
    return document


def _item(item: Item, with_mistakes: bool) -> contract.CatalogueItem:
    document: contract.CatalogueItem = {
        "id": item.id,
        "name": item.name,
        "kind": item.kind,
        "points": number(item.points),
        "bonus": item.bonus,
    }
    if with_mistakes:
        document["mistakes"] = [{"id": mistake.id, "name": mistake.name} for mistake in item.mistakes]
    return document


def _words(text: Text | None, lang: Lang) -> str | None:
    return None if text is None else surrogates_escaped(text.in_(lang))
