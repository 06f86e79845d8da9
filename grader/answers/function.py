"""Python code, judged by what it returns on probes that it has not seen."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader import generic
from grader.answers.base import NOT_A_NUMBER, AnswerKind, holds_nan, node_from
from grader.answers.plain import Unread
from grader.answers.relation import refuted, together
from grader.answers.value import Value
from grader.errors import AuthorError
from grader.model import Certificate, Json, Kind, Text

HERE = str(Path(__file__).parent.parent)


@dataclass(frozen=True)
class Function(AnswerKind):
    """A function with the public signature `signature`, called once per probe.

    A probe is a mapping from parameter to argument; `returns` says how a returned value is read and compared.

    Raises:
        AuthorError: no probe, or a probe that does not fit the signature.
    """

    kind = Kind.FUNCTION
    signature: str
    probes: Sequence[Mapping[str, Json]] = field(kw_only=True)
    returns: AnswerKind = field(default_factory=Value, kw_only=True)

    def __post_init__(self) -> None:
        if not self.probes:
            raise AuthorError(f"Function({self.signature!r}) needs at least one probe")
        for probe in self.probes:
            if set(probe) != set(self.parameters):
                raise AuthorError(f"a probe {dict(probe)} does not fit the signature {self.signature}")

    @property
    def name(self) -> str:
        return self.signature.partition("(")[0].strip()

    @property
    def parameters(self) -> tuple[str, ...]:
        inside = self.signature.partition("(")[2].rpartition(")")[0]
        return tuple(part.partition("=")[0].strip() for part in inside.split(",") if part.strip())

    def reading(self) -> dict[str, Json]:
        return {"kind": str(self.kind), "signature": self.signature, "returns": self.returns.reading()}

    @property
    def form(self) -> Text:
        return Text(de=f"eine Funktion {self.signature}", en=f"a function {self.signature}")

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        if not callable(value) or isinstance(value, type):
            raise Unread(
                Text(
                    de=f"Gefragt ist eine Funktion: def {reading['signature']}: …",
                    en=f"A function is asked: def {reading['signature']}: …",
                )
            )
        return {"probes": []}

    def same(self, student: Json, reference: Json) -> Certificate:
        """Every probe is answered as the reference answers it."""
        if len(outcomes(student)) != len(outcomes(reference)):
            return refuted("probes", Text(de="Nicht jeder Aufruf wurde beantwortet.", en="Not every call was answered."))
        return together([self.same_outcome(a, b) for a, b in zip(outcomes(student), outcomes(reference), strict=True)])

    def same_outcome(self, student: Json, reference: Json) -> Certificate:
        if student.get("is") != "returned" or reference.get("is") != "returned":
            alike = student.get("is") == reference.get("is") == "raised" and student.get("type") == reference.get("type")
            words = Text(de="Es wird dieselbe Ausnahme ausgelöst.", en="The same exception is raised.")
            other = Text(de="Hier kommt kein Wert zurück.", en="No value comes back here.")
            return Certificate("proved" if alike else "refuted", "exception", words if alike else other)
        return self.returns.same(student["value"], reference["value"])

    def note(self, student: Json, reference: Json) -> Text | None:
        """What the first probe without a value did: the student's own exception, a time-out, an unreadable result."""
        for probe, outcome in zip(self.probes, outcomes(student), strict=False):
            if returns_nan(outcome):
                return NOT_A_NUMBER
            call = f"{self.name}({', '.join(map(repr, probe.values()))})"
            if (sentence := _trouble(call, outcome)) is not None:
                return sentence
        return None

    def show(self, raw: Json) -> Text:
        for outcome in outcomes(raw):  # what is no outcome must not be taken for one
            if outcome.get("is") == "returned":
                self.returns.show(outcome.get("value"))
        return Text(de=f"Funktion {self.signature}", en=f"function {self.signature}")

    def rebuild(self, raw: Json) -> Any:
        raise AuthorError(f"a follow-through rule cannot start from the function {self.signature}")

    def code(self, raw: Json) -> str:
        raise AuthorError(f"the code of {self.signature} is its own source")


def returns_nan(outcome: Mapping[str, Json]) -> bool:
    """nan would make an author's comparison fail instead of saying no."""
    value = outcome.get("value")
    return type(value) is dict and "node" in value and holds_nan(node_from(value))


def outcomes(raw: Json) -> list[dict[str, Json]]:
    """The outcome of every probe. Raises ValueError for anything else."""
    if type(raw) is not dict or type(raw.get("probes")) is not list:
        raise ValueError("no probes")
    answered: list[dict[str, Json]] = raw["probes"]
    if not all(type(outcome) is dict for outcome in answered):
        raise ValueError("no outcome")
    return answered


def call(reading: Mapping[str, Any], function: Callable[..., object], probe: Mapping[str, Json], read: Any) -> dict[str, Json]:
    """One probe, beside student code: what came back or what was raised, as plain data."""
    try:
        # a copy per call: the next probe must not see what this one did to its arguments
        returned = function(*deepcopy(probe["args"]))
    except (Exception, SystemExit, KeyboardInterrupt) as error:  # noqa: BLE001  # wall: student code may raise anything
        return {"is": "raised", "type": type(error).__name__[:80], "message": _message(error), "line": _line(error)}
    if returned is None:
        return {"is": "unreadable", "de": NOTHING.de, "en": NOTHING.en}
    try:
        return {"is": "returned", "value": read(reading["returns"], returned)}
    except Unread as error:
        return {"is": "unreadable", "de": error.reason.de, "en": error.reason.en}


NOTHING = Text(
    de="Deine Funktion gibt nichts zurück. Fehlt ein return? (print zeigt nur an.)",
    en="Your function returns nothing. Is a return missing? (print only displays.)",
)


def _message(error: BaseException) -> str:
    try:
        return str(error)[:300]
    except Exception:  # noqa: BLE001  # wall: __str__ of a student's exception
        return ""


def _line(error: BaseException) -> int:
    foreign = (HERE, sys.prefix, sys.base_prefix)  # our own code, libraries, Python itself
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith(foreign)]
    return (lines[-1] if lines else 0) or 0


def _trouble(call: str, outcome: Mapping[str, Json]) -> Text | None:
    match outcome.get("is"):
        case "raised":
            if outcome.get("type") == "TypeError" and "for ^" in str(outcome.get("message")):
                return generic.CARET.feedback
            what = f"{outcome.get('type')}: {outcome.get('message')}".rstrip(": ")
            line = outcome.get("line")
            return Text(
                de=f"{call} bricht ab{f' (Zeile {line})' if line else ''}: {what}",
                en=f"{call} stops{f' (line {line})' if line else ''}: {what}",
            )
        case "lost":
            return Text(
                de=f"{call} beendet dein Programm oder bringt es zum Absturz.",
                en=f"{call} ends your program or makes it crash.",
            )
        case "timeout":
            return Text(
                de=f"{call} wird nicht fertig. Hat deine Schleife ein Ende?",
                en=f"{call} does not finish. Does your loop end?",
            )
        case "unreadable":
            return Text(de=f"{call}: {outcome.get('de')}", en=f"{call}: {outcome.get('en')}")
    return None
