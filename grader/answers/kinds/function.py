"""Python code, judged by what it does on probes that it has not seen.

    Function("omega(tol)", probes=[{"tol": 1e-3}, {"tol": 1e-10}])
    Function("mse(yhat, y)", "mae(yhat, y)", returns=Numbers(rel=1e-12))                 two functions, one item
    Function("minimise(start=..., lr=..., steps=...)", returns=Numbers(abs=1e-3), uses=("torch.optim.SGD",))

The reference returns the function, or a tuple of them in the order of the signatures. More probes are drawn for each
grading by `@item.probes` (authoring/items.py), from a seed that no student code ever sees.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.answers.base.answer_kind import AnswerKind, Note, as_code
from grader.answers.base.tolerance import refuted, together
from grader.answers.base.trees import NOT_A_NUMBER, holds_nan, node_from
from grader.answers.functions.behaviour import behaviour
from grader.answers.functions.outcomes import changed_parameters, exception_kinds, outcomes, returns_nan
from grader.answers.functions.signature import FunctionCall, Signature
from grader.answers.kinds.returned import of_each
from grader.answers.kinds.value import Value
from grader.answers.reading.values import Unread
from grader.errors import AuthorError
from grader.exception_help.table import sentence_on
from grader.measures import LONGEST_SOURCE
from grader.mistakes import door as mistakes
from grader.mistakes.generic.not_a_number import NotANumber
from grader.model import Certificate, Json, Text, Trouble
from grader.own_words import own_words
from grader.reading_help.table import sentence_on as unread
from grader.storage.codec import load
from grader.time_limits import COMPUTING, delay_of, sentence_on_delay

Probe = Mapping[str, Any] | FunctionCall


@dataclass(frozen=True, init=False)
class Function(AnswerKind):
    """One or more functions with public signatures, called once per probe.

    A probe is a mapping from parameter to argument, or a Call where there are several functions; a parameter with a
    default may be left out, which probes the student's own default. `returns` says how results are read and compared:
    one answer kind, or one for each function by its name. `uses` are dotted names (or ".step" for a method) of which
    checks want to know whether the code calls them.

    Raises:
        AuthorError: no signature, or a probe that does not fit one.
    """

    kind = "function"
    is_called = True
    signatures: tuple[Signature, ...]
    probes: tuple[Json, ...]
    returns: Mapping[str, AnswerKind]
    uses: tuple[str, ...]

    def __init__(
        self,
        *signatures: str,
        probes: Sequence[Probe] = (),
        returns: AnswerKind | Mapping[str, AnswerKind] | None = None,
        uses: Sequence[str] = (),
    ) -> None:
        if not signatures:
            raise AuthorError(
                "Function(…) needs a signature, such as Function('mse(yhat, y)')",
                de="Function(…) braucht eine Signatur wie Function('mse(yhat, y)')",
            )
        object.__setattr__(self, "signatures", tuple(map(Signature.of, signatures)))
        object.__setattr__(self, "returns", of_each(returns or Value(), self.names))
        object.__setattr__(self, "uses", tuple(uses))
        object.__setattr__(self, "probes", tuple(map(self.written, probes)))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(signature.name for signature in self.signatures)

    def written(self, probe: Probe) -> Json:
        """A probe as plain data. Raises AuthorError if it fits no signature."""
        if isinstance(probe, FunctionCall):
            return self.signature(probe.function).call(probe.arguments)
        if len(self.signatures) > 1:
            raise AuthorError(
                f"a probe {dict(probe)} must say which function it calls: FunctionCall({self.names[0]!r}, …)",
                de=f"der Aufruf {dict(probe)} muss sagen, welche Funktion er meint: FunctionCall({self.names[0]!r}, …)",
            )
        return self.signatures[0].call(probe)

    def signature(self, name: str) -> Signature:
        for signature in self.signatures:
            if signature.name == name:
                return signature
        known = ", ".join(self.names)
        raise AuthorError(f"a probe calls {name}; the item has {known}", de=f"ein Aufruf meint {name}; der Teil hat {known}")

    def asked_names(self, item: str) -> tuple[str, ...]:
        return self.names

    def misfit(self, item: str, *, drawn: bool) -> Text | None:
        if not self.probes and not drawn:
            return Text(
                de="eine Funktion braucht mindestens einen Aufruf, in Function(probes=…) oder @….probes",
                en="a function needs at least one probe, in Function(probes=…) or @….probes",
            )
        if len(self.names) == 1 and (name := self.names[0]) != item:
            return Text(
                de=f"die Funktion heißt {name}; nenne den Teil auch so (def {name}(…): …)",
                en=f"the function is called {name}; call the item like it (def {name}(…): …)",
            )
        return None

    def slip(self, reference: Json) -> Text | None:
        """A reference may raise where that is asked for, but what it returns must be an answer."""
        for outcome in outcomes(reference):
            if outcome["is"] == "unreadable" or returns_nan(outcome):
                said = self._unread(outcome, outcome) if "why" in outcome else Text(de="nan", en="nan")
                return Text(
                    de=f"{outcome['call']} gibt in der Referenz keine Antwort: {said.de}",
                    en=f"the reference's {outcome['call']} is no answer: {said.en}",
                )
        return None

    def calls(self, drawn: Any = ()) -> tuple[Json, ...]:
        if isinstance(drawn, Mapping) or not hasattr(drawn, "__iter__"):
            raise AuthorError(
                f"the probes of {self.names[0]} must be a list of probes, got {drawn!r}",
                de=f"die Aufrufe von {self.names[0]} müssen eine Liste von Aufrufen sein, nicht {drawn!r}",
            )
        return (*self.probes, *({**self.written(probe), "drawn": True} for probe in drawn))

    def reading(self) -> dict[str, Json]:
        functions = {
            signature.name: {"signature": signature.text, "returns": self.returns[signature.name].reading()}
            for signature in self.signatures
        }
        return {**super().reading(), "functions": functions, "uses": list(self.uses)}

    @property
    def form(self) -> Text:
        listed = as_code(signature.text for signature in self.signatures)
        if len(self.signatures) > 1:
            return Text(de=f"die Funktionen {listed}", en=f"the functions {listed}")
        return Text(de=f"eine Funktion {listed}", en=f"a function {listed}")

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        if not callable(value) or issubclass(type(value), type):
            raise Unread("no function")
        return {"probes": []}

    def observed(self, value: Any, calls: tuple[Json, ...]) -> Json:
        """What a function, a tuple of them, or a value that is returned every time gives on the calls."""
        kinds = self.returns
        return behaviour(self.names, self.uses, calls, value, lambda name, one: kinds[name].read(kinds[name].reading(), one))

    def same(self, student: Json, reference: Json) -> Certificate:
        """Every probe is answered as the reference answers it."""
        if len(outcomes(student)) != len(outcomes(reference)):
            return refuted("probes", Text(de="Nicht jeder Aufruf wurde beantwortet.", en="Not every call was answered."))
        return together([self.same_outcome(a, b) for a, b in zip(outcomes(student), outcomes(reference), strict=True)])

    def same_outcome(self, student: Json, reference: Json) -> Certificate:
        """`reference` says which function it is of; an exception may be a kind of the reference's."""
        if student.get("is") != "returned" or reference.get("is") != "returned":
            raised = student.get("is") == reference.get("is") == "raised"
            alike = raised and reference.get("type") in exception_kinds(student)
            words = Text(de="Es wird dieselbe Ausnahme ausgelöst.", en="The same exception is raised.")
            other = Text(de="Hier kommt kein Wert zurück.", en="No value comes back here.")
            return Certificate("proved" if alike else "refuted", "exception", words if alike else other)
        return self.kind_of(reference).same(student["value"], reference["value"])

    def kind_of(self, reference: Json) -> AnswerKind:
        """How the result of a call is read, by the reference's outcome of the same call."""
        return self.returns[reference.get("function", self.names[0])]

    def note(self, student: Json, reference: Json) -> Text | None:
        """What the first call that is not answered as it should be did, beside the student's own value."""
        found = self._first_trouble(student, reference)
        return found.text if found is not None else None

    def generic(self, student: Json, reference: Json) -> Note | None:
        found = self._first_trouble(student, reference)
        return found if found is not None and found.mistake is not None else None

    def _first_trouble(self, student: Json, reference: Json) -> Note | None:
        for ours, theirs in zip(outcomes(student), outcomes(reference), strict=False):
            if self.same_outcome(ours, theirs).verdict != "proved":
                return self.trouble(ours, theirs)
        return None

    def trouble(self, ours: Json, theirs: Json) -> Note:
        """What is to be said on one call; it says what the student's code gives there, never what it should give."""
        call = theirs.get("call", "")
        if ours.get("is") == "raised":
            return self._stopped_unseen(call, ours) if theirs.get("drawn") else self._stopped(call, ours)
        if ours.get("is") == "unreadable" and theirs.get("drawn"):
            return Note(Text(de=f"{call}: {NO_ANSWER.de}", en=f"{call}: {NO_ANSWER.en}"))
        if ours.get("is") == "unreadable":
            slip = mistakes.known(ours.get("mistake"))
            said = slip.feedback if slip else self._unread(ours, theirs)
            return Note(Text(de=f"{call}: {said.de}", en=f"{call}: {said.en}"), slip.id if slip else None)
        if ours.get("is") == "returned" and returns_nan(ours):
            return Note(NOT_A_NUMBER, NotANumber.id)
        return Note(self._said(call, ours, theirs))

    def _unread(self, ours: Json, theirs: Json) -> Text:
        """Why what a call gave back is no answer."""
        why: Trouble = load(Trouble, ours.get("why"))
        return unread(why, self.kind_of(theirs).reading())

    def _said(self, call: str, ours: Json, theirs: Json) -> Text:
        match ours.get("is"):
            case "lost":
                return Text(
                    de=f"{call} beendet dein Programm oder bringt es zum Absturz.",
                    en=f"{call} ends your program or makes it crash.",
                )
            case "timeout":
                limit = ours.get("limit")
                late = sentence_on_delay(delay_of(ours.get("why")), limit if type(limit) is float else COMPUTING)
                return Text(de=f"{call}: {late.de}", en=f"{call}: {late.en}")
            case "missing":
                return Text(
                    de=f"Die Funktion {theirs.get('function')} fehlt noch.",
                    en=f"The function {theirs.get('function')} is not there yet.",
                )
        shown = _short(self.kind_of(theirs).show(ours["value"]))
        if theirs.get("is") == "raised":
            return Text(
                de=f"{call} ergibt bei dir {shown.de}; verlangt ist hier eine Ausnahme.",
                en=f"{call} gives {shown.en}; an exception is asked for here.",
            )
        return Text(de=f"{call} ergibt bei dir {shown.de}.", en=f"{call} gives {shown.en}.")

    def _stopped(self, call: str, ours: Json) -> Note:
        """A call that raised, with the line of the student's own code in which it did (as the child says)."""
        kind, message, source = (str(ours.get(key) or "")[:300] for key in ("type", "message", "source"))
        slip = mistakes.behind(kind, message)
        why = slip.feedback if slip else sentence_on(kind, message)
        at = f": {own_words(source, LONGEST_SOURCE)}" if source else "."
        return Note(Text(de=f"{call} bricht ab{at}\n{why.de}", en=f"{call} stops{at}\n{why.en}"), slip.id if slip else None)

    def _stopped_unseen(self, call: str, ours: Json) -> Note:
        """The same about a hidden probe, without a word of the child's own: it could tell the probes before."""
        kind, message = (str(ours.get(key) or "") for key in ("type", "message"))
        slip = mistakes.behind(kind, message)
        if slip is not None:
            return Note(Text(de=f"{call} bricht ab.\n{slip.feedback.de}", en=f"{call} stops.\n{slip.feedback.en}"), slip.id)
        known = kind if isinstance(getattr(builtins, kind, None), type) else "Exception"
        why = sentence_on(known, "")
        return Note(Text(de=f"{call} bricht ab.\n{why.de}", en=f"{call} stops.\n{why.en}"))

    def remark(self, student: Json, reference: Json) -> Text | None:
        """Right, but a caller would be surprised: an argument was changed in place."""
        for ours, theirs in zip(outcomes(student), outcomes(reference), strict=False):
            parameters = self.signature(theirs["function"]).parameters
            changed = {*changed_parameters(parameters, ours)} - {*changed_parameters(parameters, theirs)}
            if changed:
                name = sorted(changed)[0]
                return Text(
                    de=f"Richtig; allerdings verändert {theirs['function']} sein Argument {name}. Arbeite mit einer Kopie.",
                    en=f"Right; but {theirs['function']} changes its argument {name}. Work on a copy.",
                )
        return None

    def makes(self, mistake: Json, student: Json, reference: Json) -> bool:
        """Of a mistake that is given as a value: some call that is not right returned it (nan is recognised here, too)."""
        if not mistake.get("always"):
            return super().makes(mistake, student, reference)
        if not len(outcomes(student)) == len(outcomes(mistake)) == len(outcomes(reference)):
            return False
        for ours, wrong, right in zip(outcomes(student), outcomes(mistake), outcomes(reference), strict=True):
            if ours.get("is") != "returned" or self.same_outcome(ours, right).verdict == "proved":
                continue
            nan = holds_nan(node_from(wrong["value"])) if returns_nan(wrong) else False
            if (returns_nan(ours) and nan) or (not nan and self.same_outcome(ours, wrong).verdict == "proved"):
                return True
        return False

    def show(self, raw: Json) -> Text:
        for outcome in outcomes(raw):  # what is no outcome must not be taken for one
            if outcome.get("is") == "returned":
                self._expect_value(outcome)
        listed = ", ".join(signature.text for signature in self.signatures)
        many = len(self.signatures) > 1
        return Text(de=f"{'Funktionen' if many else 'Funktion'} {listed}", en=f"{'functions' if many else 'function'} {listed}")

    def _expect_value(self, outcome: Json) -> None:
        """Raises ValueError if a value is none that any of the functions may return."""
        for position, kind in enumerate(self.returns.values(), start=1):
            try:
                kind.expect(outcome.get("value"))
            except ValueError:
                if position == len(self.returns):
                    raise
            else:
                return

    def rebuild(self, raw: Json) -> Any:
        name = self.signatures[0].text
        raise AuthorError(
            f"a follow-through rule cannot start from the function {name}",
            de=f"eine Folgeregel kann nicht von der Funktion {name} ausgehen",
        )

    def pictured(self, raw: Json, calls: tuple[Json, ...]) -> Any:
        """What the function returned, call by call; None where nothing came back."""
        return [
            self.returns[call["function"]].rebuild(outcome["value"]) if outcome.get("is") == "returned" else None
            for call, outcome in zip(calls, raw["probes"], strict=True)
        ]

    def code(self, raw: Json) -> str:
        name = self.signatures[0].text
        raise AuthorError(f"the code of {name} is its own source", de=f"der Code von {name} ist sein eigener Quelltext")


NO_ANSWER = Text(
    de="Was deine Funktion hier zurückgibt, ist keine solche Antwort.", en="What your function returns here is no such answer."
)


def _short(text: Text) -> Text:
    return Text(de=text.de[:200], en=text.en[:200])
