"""Python code, judged by what it does on probes that it has not seen.

    Function("omega(tol)", probes=[{"tol": 1e-3}, {"tol": 1e-10}])
    Function("mse(yhat, y)", "mae(yhat, y)", returns=Numbers(rel=1e-12))                 two functions, one item
    Function("minimise(start=..., lr=..., steps=...)", returns=Numbers(abs=1e-3), uses=("torch.optim.SGD",))

The reference returns the function, or a tuple of them in the order of the signatures. More probes are drawn for each
grading by `@item.probes` (authoring/items.py), from a seed that no student code ever sees.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from grader.answers.base.answer_kind import AnswerKind, as_code
from grader.answers.base.canonical import Canonical, Measured
from grader.answers.base.tolerance import refuted, together
from grader.answers.functions.behaviour import behaviour
from grader.answers.functions.clues import OPTIMISER
from grader.answers.functions.outcomes import changed_parameters, exception_kinds, outcomes, returns_nan
from grader.answers.functions.signature import FunctionCall, Signature
from grader.answers.functions.way import Way
from grader.answers.kinds.returned import of_each
from grader.answers.kinds.value import Value
from grader.answers.reading.values import Unread
from grader.errors import AuthorError
from grader.model import Certificate, Json, Text, Trouble
from grader.reading_help.table import sentence_on
from grader.storage.codec import load
from grader.time_limits import COMPUTING

Probe = Mapping[str, Any] | FunctionCall


@dataclass(frozen=True, init=False)
class Function(AnswerKind):
    """One or more functions with public signatures, called once per probe.

    A probe is a mapping from parameter to argument, or a Call where there are several functions; a parameter with a
    default may be left out, which probes the student's own default. `returns` says how results are read and compared:
    one answer kind, or one for each function by its name. `uses` are dotted names (or ".step" for a method) of which
    checks want to know whether the code calls them. `steps` is the parameter that says how many updates are made, so
    that a diagnosis may speak of steps; `meant_for` is the tool to be practised: right without it is right, with a remark.
    What comes about in another `way` than this earns nothing.

    Raises:
        AuthorError: no signature, or a probe that does not fit one.
    """

    kind = "function"
    is_called = True
    signatures: tuple[Signature, ...]
    probes: tuple[Json, ...]
    returns: Mapping[str, AnswerKind]
    uses: tuple[str, ...]
    steps: str | None
    meant_for: str | None
    way: Way | None

    def __init__(
        self,
        *signatures: str,
        probes: Sequence[Probe] = (),
        returns: AnswerKind | Mapping[str, AnswerKind] | None = None,
        uses: Sequence[str] = (),
        steps: str | None = None,
        meant_for: str | None = None,
        way: Way | None = None,
    ) -> None:
        if not signatures:
            raise AuthorError(
                "Function(…) needs a signature, such as Function('mse(yhat, y)')",
                de="Function(…) braucht eine Signatur wie Function('mse(yhat, y)')",
            )
        object.__setattr__(self, "signatures", tuple(map(Signature.of, signatures)))
        object.__setattr__(self, "returns", of_each(returns or Value(), self.names))
        object.__setattr__(self, "uses", tuple(uses))
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "meant_for", meant_for)
        object.__setattr__(self, "way", way)
        if steps is not None and not any(steps in signature.parameters for signature in self.signatures):
            listed = ", ".join(signatures)
            raise AuthorError(
                f"steps={steps!r} is not a parameter of {listed}", de=f"steps={steps!r} ist kein Parameter von {listed}"
            )
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
                en=f"the function is called {name}; give the item the same name (def {name}(…): …)",
            )
        return None

    def slip(self, reference: Json) -> Text | None:
        """A reference may raise where that is asked for, but what it returns must be an answer."""
        for outcome in outcomes(reference):
            if outcome["is"] == "unreadable" or returns_nan(outcome):
                said = self._unread(outcome, outcome) if "why" in outcome else Text(de="nan", en="nan")
                return Text(
                    de=f"{outcome['call']} gibt in der Referenz keine Antwort: {said.de}",
                    en=f"the reference's {outcome['call']} is not an answer: {said.en}",
                )
        return None

    def calls(self, drawn: Any = ()) -> tuple[Json, ...]:
        if isinstance(drawn, Mapping) or not hasattr(drawn, "__iter__"):
            raise AuthorError(
                f"the probes of {self.names[0]} must be a list of probes, got {drawn!r}",
                de=f"die Aufrufe von {self.names[0]} müssen eine Liste von Aufrufen sein, nicht {drawn!r}",
            )
        once = (*self.probes, *({**self.written(probe), "drawn": True} for probe in drawn))
        first = {call["function"]: call for call in reversed(once)}
        return (*once, *(first[name] for name in self.names if name in first))  # again: what was called must not matter

    def reading(self) -> dict[str, Json]:
        functions = {
            signature.name: {"signature": signature.text, "returns": self.returns[signature.name].reading()}
            for signature in self.signatures
        }
        return {**super().reading(), "functions": functions, "uses": [*self.uses, *(self.way.watched if self.way else ())]}

    @property
    def form(self) -> Text:
        listed = as_code(signature.text for signature in self.signatures)
        de, en = ("die Funktionen", "the functions") if len(self.signatures) > 1 else ("eine Funktion", "a function")
        with_ = self.meant_for or "Python, NumPy"
        other_de, other_en = ("", "") if self.meant_for else (" oder torch", " or torch")
        return Text(
            de=f"{de} {listed}; mit {with_}{other_de}, je Aufruf höchstens {COMPUTING:g} s",
            en=f"{en} {listed}; with {with_}{other_en}, at most {COMPUTING:g} s for each call",
        )

    def _unread(self, ours: Json, theirs: Json) -> Text:
        """Why what a call gave back is no answer."""
        why: Trouble = load(Trouble, ours.get("why"))
        return sentence_on(why, self.kind_of(theirs).reading())

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        if not callable(value) or issubclass(type(value), type):
            raise Unread("no function")
        return {"probes": []}

    def observed(self, value: Any, calls: tuple[Json, ...]) -> Json:
        """What a function, a tuple of them, or a value that is returned every time gives on the calls."""
        kinds, uses = self.returns, (*self.uses, *(self.way.needs if self.way else ()))
        return behaviour(self.names, uses, calls, value, lambda name, one: kinds[name].read(kinds[name].reading(), one))

    def observed_anew(self, value: Any, calls: tuple[Json, ...], known: dict[str, Json]) -> Json:
        """As `observed`, of a function that answers a call alike each time; `known` says how it did, and learns the rest."""
        written = [json.dumps(call, sort_keys=True) for call in calls]
        raw = self.observed(value, tuple(call for call, text in zip(calls, written, strict=True) if text not in known))
        new = iter(outcomes(raw))
        answers = [known[text] if text in known else next(new) for text in written]
        known.update(zip(written, answers, strict=True))
        return {**raw, "probes": answers}

    def strays(self, raw: Json) -> Text | None:
        """What is read where the words show another way than the one that is practised."""
        found = raw.get("uses", ())
        return None if self.way is None or self.way.kept(found) else self.way.told

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

    def without_probes(self) -> Function:
        """The rules by which calls are read and compared, without the calls themselves."""
        bare = copy(self)
        object.__setattr__(bare, "probes", ())
        return bare

    def canonical_calls(self, raw: Json, functions: Sequence[str], calls: Sequence[int]) -> Canonical | None:
        """What some of the calls gave, one after the other; `functions` says of which function each call is."""
        answered, found = outcomes(raw), list[str | Measured]()
        if len(answered) != len(functions):
            return None
        for call in calls:
            outcome = answered[call]
            inside: Canonical | None = (str(outcome.get("type")),)
            if outcome.get("is") == "returned":
                inside = self.returns[functions[call]].canonical(outcome["value"])
            if inside is None:
                return None
            found += [str(outcome.get("is")), *inside]
        return tuple(found)

    def canonical_behaviour(self, raw: Json, functions: Sequence[str], raising: Collection[int]) -> Canonical | None:
        """What all calls gave, and in which words something was raised where no exception is asked for (see `shows_in`)."""
        found = self.canonical_calls(raw, functions, range(len(functions)))
        told = (_wordless(one.get("message")) for call, one in enumerate(outcomes(raw)) if call not in raising)
        return None if found is None else (*found, *told)

    def remark(self, student: Json, reference: Json) -> Text | None:
        """Right, but a caller would be surprised, since an argument was changed in place; or not with what is practised."""
        for ours, theirs in zip(outcomes(student), outcomes(reference), strict=False):
            parameters = self.signature(theirs["function"]).parameters
            changed = {*changed_parameters(parameters, ours)} - {*changed_parameters(parameters, theirs)}
            if changed:
                name = sorted(changed)[0]
                return Text(
                    de=f"Richtig; allerdings verändert {theirs['function']} sein Argument {name}. Arbeite mit einer Kopie.",
                    en=f"Right, but {theirs['function']} changes its argument {name}. Work on a copy.",
                )
        return self._without_the_tool(student)

    def _without_the_tool(self, student: Json) -> Text | None:
        said = student.get("clues")
        clues = said if type(said) is dict else {}
        if self.meant_for is None or not clues or any(OPTIMISER in found for found in clues.values()):
            return None
        return Text(
            de=f"Richtig, auch ohne {self.meant_for}. Damit sollst du es können: Versuch es noch einmal so.",
            en=f"Right, even without {self.meant_for}. This item is there to practise it, though: try it again that way.",
        )

    def makes(self, mistake: Json, student: Json, reference: Json) -> bool:
        return bool(self.shows_in(mistake, student, reference))

    def shows_in(self, mistake: Json, student: Json, reference: Json) -> frozenset[int]:
        """The calls in which a mistake shows; all of them that are wrong, or none, where it is a function that makes it.

        A mistake that is given as a value may show in one call only: some that is not right returned it (nan is
        recognised here, too).
        """
        if not len(outcomes(student)) == len(outcomes(mistake)) == len(outcomes(reference)):
            return frozenset()
        three = list(enumerate(zip(outcomes(student), outcomes(mistake), outcomes(reference), strict=True)))
        wrong = [(i, own, made) for i, (own, made, right) in three if self.same_outcome(own, right).verdict != "proved"]
        if mistake.get("always"):
            return frozenset(i for i, own, made in wrong if self._gives(own, made))
        alike = all(self._behaves_as(own, made, right) for _, (own, made, right) in three)
        return frozenset(i for i, _, _ in wrong) if alike else frozenset()

    def _gives(self, own: Json, value: Json) -> bool:
        if own.get("is") != "returned":
            return False
        nan = returns_nan(value)
        return (returns_nan(own) and nan) or (not nan and self.same_outcome(own, value).verdict == "proved")

    def _behaves_as(self, own: Json, made: Json, right: Json) -> bool:
        """Where something is raised that the exercise does not ask for, in the same words, but for numbers."""
        if made["is"] == own.get("is") == "raised" and right["is"] != "raised":
            return own.get("type") == made["type"] and _wordless(own.get("message")) == _wordless(made["message"])
        return self.same_outcome(own, {**made, "function": right["function"]}).verdict == "proved"

    def show(self, raw: Json) -> Text:
        for outcome in outcomes(raw):  # what is no outcome must not be taken for one
            if outcome.get("is") == "returned":
                self._expect_value(outcome)
        listed = ", ".join(f"{signature.name}({', '.join(signature.parameters)})" for signature in self.signatures)
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


def _wordless(message: Json) -> str:
    return re.sub(r"[0-9]+", "", str(message))
