"""A row of the tables through the real reading (what a child does) and comparing (what the key does)."""

from __future__ import annotations

import functools
import importlib
import json
import math
import warnings
from contextlib import redirect_stdout
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import Any

from grader.answer_key.diagnosis.causes import diagnose
from grader.answer_key.diagnosis.evidence import gather
from grader.answer_key.matching.function_match import first_value
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.door import call, observe
from grader.answers.kinds.function import Function
from grader.answers.kinds.solution_set import SolutionSet
from grader.answers.registry import kind_names
from grader.mistakes import door as mistakes
from grader.model import Missing, Returned, Text, Unreadable
from tests.answers.examples import Examples, Row, Table
from tests.unread import sentence_of

VERDICTS = {"proved": "right", "refuted": "wrong", "undecided": "undecided"}


def examples() -> dict[str, Examples]:
    """Every kind's tables, by its name; each has a file of that name."""
    files = {kind: importlib.import_module(f"tests.answers.examples.{kind}") for kind in kind_names()}
    return {kind: Examples(file.TITLE, file.TABLES) for kind, file in files.items()}


@functools.cache
def first_cell() -> dict[str, Any]:
    """What that of a stub leaves."""
    names: dict[str, Any] = {}
    exec("from sympy import *", names)
    exec("w, t, x, y, w1, w2 = symbols('w t x y w1 w2', real=True)", names)
    return names


def namespace(code: str) -> dict[str, Any]:
    """What stands above a student's answer: the first cell of a stub, and the usual imports."""
    names = dict(first_cell())
    libraries = [("np", "numpy"), ("torch", "torch")]  # torch takes long to import
    names |= {name: importlib.import_module(library) for name, library in libraries if f"{name}." in code}
    return names | {"math": math, "Fraction": Fraction, "Decimal": Decimal, "functools": functools}


@dataclass(frozen=True)
class Became:
    """What became of an answer: how it was understood, and the sentence about it."""

    verdict: str
    understood: Text | None = None
    sentence: Text | None = None


def value_of(code: str, kind: AnswerKind) -> Any:
    """What a student's line leaves in the name of the item."""
    names = namespace(code)
    if isinstance(kind, Function):
        exec(code, names)
        return names[kind.names[0]]
    return eval(code, names)


def observed(kind: AnswerKind, value: Any) -> Any:
    """The observation as it comes out of the child: plain data, through JSON."""
    seen = observe(kind.reading(), value)
    if not isinstance(seen, Returned):
        return seen
    raw = seen.raw
    if isinstance(kind, Function):
        raw = {"probes": [call(kind.reading(), value, probe) for probe in kind.calls()]}
    return Returned(json.loads(json.dumps(raw, allow_nan=False)))


def expected(kind: AnswerKind, value: Any) -> Any:
    """The right answer as the key has it."""
    return kind.observed(value, kind.calls())


def became(table: Table, row: Row) -> Became:
    """One row of a table, from code to verdict."""
    kind = table.kind
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        warnings.simplefilter("ignore")
        student = observed(kind, value_of(row[0], kind))
        right = expected(kind, value_of(table.right, kind))
    if isinstance(student, Missing):
        return Became("blank")
    if isinstance(student, Unreadable):
        slip = mistakes.known(student.mistake)
        return Became("unread", sentence=slip.feedback if slip else sentence_of(student.why, kind.reading()))
    verdict = VERDICTS[kind.same(student.raw, right).verdict]
    return Became(verdict, kind.show(student.raw), _sentence(kind, student.raw, right) if verdict == "wrong" else None)


def _sentence(kind: AnswerKind, raw: Any, right: Any) -> Text | None:
    """A generic mistake first, as in the key; of a function the first cause."""
    if isinstance(kind, Function):
        causes = diagnose(gather(kind, raw, right, kind.calls(), None)).findings
        return causes[0].text if causes else first_value(kind, raw, right)
    mistake = kind.generic(raw, right)
    if mistake is not None:
        return mistake.text
    # about a wrong set the sentence names some point, as the search for one happens to go
    return None if isinstance(kind, SolutionSet) else kind.note(raw, right)
