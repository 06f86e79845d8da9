"""Causes of the first kind: the function does not run through."""

from __future__ import annotations

from grader.answer_key.diagnosis.evidence import Evidence, Explained, example, found
from grader.exception_help.table import sentence_on, sentence_without_words
from grader.measures import LONGEST_SOURCE
from grader.mistakes import door as mistakes
from grader.model import Json, Text
from grader.own_words import own_words
from grader.time_limits import COMPUTING, delay_of, sentence_on_delay


def not_there(evidence: Evidence) -> Explained | None:
    calls = [call for call in evidence.open_calls if call.ours.get("is") == "missing"]
    name = evidence.signature.name
    return found(calls, f"Die Funktion {name} fehlt noch.", f"The function {name} is not there yet.") if calls else None


def called_otherwise(evidence: Evidence) -> Explained | None:
    """Python could not even pass the arguments."""
    calls = [call for call in evidence.open_calls if call.ours.get("unfit")]
    if not calls:
        return None
    asked = evidence.signature.text
    return found(
        calls,
        f"Deine Funktion lässt sich nicht so aufrufen, wie es verlangt ist. Ihre erste Zeile beginnt mit def {asked}:",
        f"Your function cannot be called as is asked. Its first line begins with def {asked}:",
    )


def no_gradient_yet(evidence: Evidence) -> Explained | None:
    """Calculating with a .grad that is None: the line shows it, Python's words do not."""
    calls = [
        call
        for call in evidence.open_calls
        if call.ours.get("is") == "raised"
        and "NoneType" in str(call.ours.get("message"))
        and ".grad" in str(call.ours.get("source"))
    ]
    if not calls:
        return None
    return found(
        calls,
        f"{example(calls).text} bricht ab: Das .grad, mit dem gerechnet wird, ist None. So ist es vor dem ersten backward() – "
        "und bei einem neuen Tensor, wie ihn w = w - … macht.",
        f"{example(calls).text} stops: the .grad that is used is None. So it is before the first backward() – and in a new "
        "tensor, such as w = w - … makes.",
    )


def stops(evidence: Evidence) -> Explained | None:
    raised = [call for call in evidence.open_calls if call.ours.get("is") == "raised"]
    if not raised:
        return None
    shown = example(raised)
    alike = [call for call in raised if call.ours.get("type") == shown.ours.get("type")]
    mistake, why = _why(shown.ours, hidden=shown.drawn)
    source = "" if shown.drawn else own_words(str(shown.ours.get("source") or ""), LONGEST_SOURCE)
    end = f": {source}" if source else "."
    if len(alike) == len(evidence.calls) > 1:
        name = evidence.signature.name
        de, en = f"{name} bricht bei jedem Aufruf ab{end}\n{why.de}", f"{name} stops in every call{end}\n{why.en}"
    else:
        de, en = f"{shown.text} bricht ab{end}\n{why.de}", f"{shown.text} stops{end}\n{why.en}"
    return found(alike, de, en, mistake)


def _why(ours: Json, *, hidden: bool) -> tuple[str | None, Text]:
    kind, message = (str(ours.get(key) or "")[:300] for key in ("type", "message"))
    slip = mistakes.behind(kind, message)
    if slip is not None:
        return slip.id, slip.feedback
    return None, sentence_without_words(kind, message) if hidden else sentence_on(kind, message)


def takes_too_long(evidence: Evidence) -> Explained | None:
    calls = [call for call in evidence.open_calls if call.ours.get("is") == "timeout"]
    if not calls:
        return None
    shown = example(calls)
    limit = shown.ours.get("limit")
    late = sentence_on_delay(delay_of(shown.ours.get("why")), limit if type(limit) is float else COMPUTING)
    return found(calls, f"{shown.text}: {late.de}", f"{shown.text}: {late.en}")


def ends_the_program(evidence: Evidence) -> Explained | None:
    calls = [call for call in evidence.open_calls if call.ours.get("is") == "lost"]
    if not calls:
        return None
    name = example(calls).text
    return found(
        calls, f"{name} beendet dein Programm oder bringt es zum Absturz.", f"{name} ends your program or makes it crash."
    )
