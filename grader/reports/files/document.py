"""The JSON documents of the program, a stable contract (design.md section 7; the schemas lie in schema/).

What a student may see holds no value of the reference: the student view goes through `Certificate.for_student` and
leaves out how the certificate was found. The teacher view, that of a gradebook, holds everything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import resources
from textwrap import indent
from typing import Any, Literal

from grader import __version__
from grader.model import Certificate, Check, Exercise, Gradebook, Item, Lang, Problem, Result, Text, Verdict, Witness
from grader.reports.text.place import placed
from grader.reports.text.safe import surrogates_escaped
from grader.reports.text.words import number

View = Literal["student", "teacher"]
Document = dict[str, Any]


def result_document(result: Result, *, lang: Lang, view: View = "student") -> Document:
    """`grade ex10 --json`."""
    student = result.submission.student
    return {
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


def results_document(results: Sequence[Result], *, lang: Lang, view: View = "student") -> Document:
    """`grade ex06 ex10 --json`."""
    return {"schema": "grader/results/1", "results": [result_document(result, lang=lang, view=view) for result in results]}


def gradebook_document(gradebook: Gradebook, *, lang: Lang) -> Document:
    """`grade class --json`, for the teacher: certificates in full."""
    return {
        "schema": "grader/gradebook/1",
        "isolation": gradebook.isolation,
        "results": [result_document(result, lang=lang, view="teacher") for result in gradebook.results],
        "problems": [_problem(problem, lang) for problem in gradebook.problems],
    }


def gradebook_json(gradebook: Gradebook, results: Iterable[Result], *, lang: Lang) -> Iterator[str]:
    """The text of `gradebook_document` with these results, in pieces, so that a large class is never there as a whole."""
    frame = to_json(gradebook_document(replace(gradebook, results=()), lang=lang))
    before, after = frame.split('"results": []', 1)
    yield f'{before}"results": ['
    between = "\n"
    for result in results:
        document = to_json(result_document(result, lang=lang, view="teacher")).rstrip()
        yield between + indent(document, "    ")
        between = ",\n"
    yield ("\n  ]" if between == ",\n" else "]") + after


def catalogue_document(exercises: Sequence[Exercise], *, with_mistakes: bool) -> Document:
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


def to_json(document: Document) -> str:
    """The text of a document: ASCII, so that no console encoding and no terminal can stumble over it; NaN is refused."""
    return json.dumps(document, allow_nan=False, indent=2) + "\n"


def load_schema(name: str) -> Document:
    """The JSON Schema `result`, `results`, `gradebook` or `catalogue`, complete in itself."""
    text = resources.files("grader.reports.files").joinpath("schema", f"{name}-1.json").read_text(encoding="utf-8")
    schema: Document = json.loads(text)
    return schema


def _verdict(result: Result, verdict: Verdict, lang: Lang, view: View) -> Document:
    item = verdict.item
    return {
        "id": item.id,
        "name": item.name,
        "kind": str(item.kind),
        "outcome": str(verdict.outcome),
        "points": number(verdict.points),
        "max_points": number(item.points),
        "bonus": item.bonus,
        "mistake": verdict.mistake,
        "feedback": _words(placed(result, verdict), lang),
        "understood": _words(verdict.understood, lang),
        "checks": [_check(check, lang) for check in verdict.checks],
        "certificate": _certificate(verdict.certificate, lang, view),
    }


def _check(check: Check, lang: Lang) -> Document:
    return {
        "name": surrogates_escaped(check.name),
        "passed": check.passed,
        "points": number(check.points),
        "max_points": number(check.max_points),
        "feedback": _words(check.feedback, lang),
    }


def _certificate(certificate: Certificate | None, lang: Lang, view: View) -> Document:
    """Always an object; `verdict` is null where nothing was compared."""
    if certificate is None:
        return {"verdict": None, "method": None, "witness": None}
    shown = certificate.for_student() if view == "student" else certificate
    document: Document = {"verdict": shown.verdict, "method": shown.method, "witness": _witness(shown.witness, view)}
    if view == "teacher":
        document |= {
            "explanation": _words(shown.explanation, lang),
            "assuming": list(shown.assuming),
            "domain_differs_at": shown.domain_differs_at,
            "digits": shown.digits,
            "points": shown.points,
        }
    return document


def _witness(witness: Witness | None, view: View) -> Document | None:
    if witness is None:
        return None
    document: Document = {"at": dict(witness.at), "student": surrogates_escaped(witness.student)}
    if view == "teacher":
        document["reference"] = witness.reference
    return document


def _problem(problem: Problem, lang: Lang) -> Document:
    return {
        "student": surrogates_escaped(problem.student),
        "file": surrogates_escaped(problem.file),
        "text": _words(problem.text, lang),
    }


def _item(item: Item, with_mistakes: bool) -> Document:
    document: Document = {
        "id": item.id,
        "name": item.name,
        "kind": str(item.kind),
        "points": number(item.points),
        "bonus": item.bonus,
    }
    if with_mistakes:
        document["mistakes"] = [{"id": mistake.id, "name": mistake.name} for mistake in item.mistakes]
    return document


def _words(text: Text | None, lang: Lang) -> str | None:
    return None if text is None else surrogates_escaped(text.in_(lang))
