"""All that is stored of one student, for themselves: their work, what it earned, what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader import __version__
from grader.desk.gradebook.rows import StoredResult
from grader.desk.gradebook.store import GradebookStore
from grader.model import Decision, Lang
from grader.reports.files.document import decision_document, result_document
from grader.reports.text.safe import surrogates_escaped

if TYPE_CHECKING:
    from grader.reports.files import contract


def export(store: GradebookStore, student: str, *, lang: Lang) -> contract.Export:
    """Every result that was ever stored, the oldest first of each exercise; nothing of the reference is in it."""
    return {
        "schema": "grader/export/1",
        "grader": __version__,
        "student": surrogates_escaped(student),
        "results": [_work(stored, lang) for stored in store.all_of(student)],
        "decisions": [_decision(made, decision) for made, decision in store.decided(student)],
    }


def _work(stored: StoredResult, lang: Lang) -> contract.StoredWork:
    submission = stored.result.submission
    return {
        "id": stored.uid,
        "graded": stored.graded,
        "grader": stored.grader,
        "file": surrogates_escaped(submission.file),
        "digest": submission.digest,
        "cells": [surrogates_escaped(cell.source) for cell in submission.cells],
        "result": result_document(stored.result, lang=lang),
    }


def _decision(made: str, decision: Decision) -> contract.MadeDecision:
    return {
        "made": made,
        "exercise": decision.exercise,
        "item": decision.item,
        "excused": decision.excused,
        **decision_document(decision),
    }
