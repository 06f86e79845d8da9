"""Causes of the last kinds: numbers of the right shape that are right but for a step, a digit, a factor, a sign, a shift."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator
from typing import Any

from grader.answer_key.diagnosis.evidence import Called, Evidence, Explained, example, found
from grader.answer_key.diagnosis.moving import by_steps, is_path, starts_in_front
from grader.answer_key.diagnosis.results import fits
from grader.answers.base.trees import NOT_A_NUMBER
from grader.answers.functions.clues import BACKWARD, RESETS
from grader.answers.functions.outcomes import returns_nan
from grader.mistakes.generic.not_a_number import NotANumber

NEAR = 1e-6  # how closely a pattern must fit, relatively: float32 may stand behind it
Numbers = list[tuple[float, float]]  # the student's and the reference's


def not_a_number(evidence: Evidence) -> Explained | None:
    calls = [call for call in evidence.open_calls if call.ours.get("is") == "returned" and returns_nan(call.ours)]
    return found(calls, NOT_A_NUMBER.de, NOT_A_NUMBER.en, NotANumber.id) if calls else None


def always_the_same(evidence: Evidence) -> Explained | None:
    calls = [call for call in evidence.calls if call.right is not None]
    if len(calls) < 3 or any(call.mine is None or call.mine != calls[0].mine for call in calls):
        return None
    if not evidence.open_calls or isinstance(calls[0].mine, str) or all(call.right == calls[0].right for call in calls):
        return None  # a word may well be the same for many arguments
    name = evidence.signature.name
    return found(
        evidence.open_calls,
        f"{name} gibt jedes Mal dasselbe zurück, obwohl Verschiedenes übergeben wird.",
        f"{name} returns the same every time, though it is given different things.",
    )


def later_steps(evidence: Evidence) -> Explained | None:
    """The first step is right, later ones are not."""
    if evidence.steps is None:
        return None
    calls = _from_the_second_entry(evidence) if is_path(evidence) else _from_the_second_step(evidence)
    if not calls:
        return None
    if BACKWARD in evidence.clues and RESETS not in evidence.clues:
        return found(
            calls,
            "Der erste Schritt stimmt, ab dem zweiten nicht mehr: backward() zählt den neuen Gradienten zum alten dazu. Setze "
            "ihn in jeder Runde zurück.",
            "The first step is right, from the second on it is not: backward() adds the new gradient to the old one. Reset it "
            "in every round.",
        )
    return found(
        calls,
        "Der erste Schritt stimmt, ab dem zweiten nicht mehr. Berechnest du den Gradienten in jeder Runde neu, am neuen w und "
        "ohne einen Rest aus der Runde davor?",
        "The first step is right, from the second on it is not. Do you compute the gradient anew in every round, at the new w "
        "and without anything left of the round before?",
    )


def _from_the_second_step(evidence: Evidence) -> list[Called]:
    counted = [(call, call.arguments.get(evidence.steps or "")) for call in evidence.calls]
    early = [call for call, count in counted if type(count) is int and count <= 1]
    many = [call for call, count in counted if type(count) is int and count > 1]
    late = [call for call in many if call.wrong]
    if any(_is_right(call) for call in many):
        return []  # some long run is right, so it is not the steps
    first = any(call.arguments.get(evidence.steps or "") == 1 for call in early)
    valued = all(call.mine is not None and fits(call) for call in late)
    return late if first and valued and late and not any(call.wrong for call in early) else []


def _is_right(call: Called) -> bool:
    return not call.wrong and call.mine is not None and fits(call) and _alike(call.mine, call.right)


def _from_the_second_entry(evidence: Evidence) -> list[Called]:
    calls, first = evidence.valued, starts_in_front(evidence)
    if any(_is_right(call) and _moves_on(call.right[first:]) for call in evidence.calls):
        return []  # some path is right to its end, with another optimiser say, so it is not the steps
    for call in calls:
        if not fits(call) or len(call.right) < first + 2:
            return []
        good = [_alike(mine, right) for mine, right in zip(call.mine, call.right, strict=True)]
        if not all(good[: first + 1]) or good[first + 1]:
            return []
    return list(calls)


def _moves_on(path: list[Any]) -> bool:
    return len(path) > 2 and path[-2] != path[-1]


def _alike(mine: Any, right: Any) -> bool:
    return all(_near(a, b) for a, b in _paired(mine, right))


def few_digits(evidence: Evidence) -> Explained | None:
    """Right to about six digits."""
    calls = _finite(evidence)
    if not all(_is_close(call) for call in calls) or not any(_rounded(call) for call in calls):
        return None
    if all(_is_single(a) for call in calls for a, _ in _paired(call.mine, call.right)):
        return found(
            calls,
            "Dein Ergebnis stimmt nur auf etwa sechs Stellen: Es ist in float32 gerechnet. Rechne in float64.",
            "Your result is right to about six digits only: it was computed in float32. Compute in float64.",
        )
    return found(
        calls,
        "Dein Ergebnis stimmt auf einige Stellen, aber nicht genauer. Rechnest du irgendwo in float32, oder kommt irgendwo "
        "eine kleine Zahl dazu, die nicht in die Formel gehört?",
        "Your result is right to some digits, but no further. Do you compute in float32 somewhere, or is a small number added "
        "somewhere that is not in the formula?",
    )


def _is_close(call: Called) -> bool:
    size = max((abs(number) for number in _numbers(list(call.arguments.values()))), default=1.0)
    return all(abs(a - b) <= 4e-6 * max(1.0, abs(b), size) for a, b in _paired(call.mine, call.right))


def _rounded(call: Called) -> bool:
    """Right to some digits; of 0 that cannot be said."""
    return any(_near(a, b) and b for a, b in _paired(call.mine, call.right))


def _is_single(number: float) -> bool:
    """Is it a float32 – as such, or by its own shortest digits, as it is read?"""
    try:
        single: float = struct.unpack("f", struct.pack("f", number))[0]
    except OverflowError:
        return False
    return number == single or any(number == float(f"{single:.{digits}g}") for digits in (6, 7, 8, 9))


def exchanged(evidence: Evidence) -> Explained | None:
    """The right numbers in another order."""
    calls = [call for call in _finite(evidence) if isinstance(call.right, list) and len(call.right) > 1]
    if not calls or len(calls) < len(evidence.valued):
        return None
    if not all(_alike(_turned(call.mine), call.right) or _alike(call.mine[::-1], call.right) for call in calls):
        return None
    return found(
        calls,
        f"{example(calls).text}: Die Einträge stimmen, aber ihre Reihenfolge ist vertauscht.",
        f"{example(calls).text}: the entries are right, but their order is reversed.",
    )


def _turned(value: Any) -> Any:
    """Each row the other way round."""
    return [row[::-1] if isinstance(row, list) else row for row in value]


def other_sign(evidence: Evidence) -> Explained | None:
    return _everywhere(
        evidence,
        lambda call: all(_near(a, -b) for a, b in _paired(call.mine, call.right)),
        "Dein Ergebnis hat überall das verkehrte Vorzeichen.",
        "Your result has the opposite sign everywhere.",
    )


def a_count_too_many(evidence: Evidence) -> Explained | None:
    """Too large or too small by the number of points. Where all have as many, it may be any factor."""
    ratios = [a / b for call in _finite(evidence) for a, b in _paired(call.mine, call.right)[:1] if b]
    if not ratios or all(_near(ratio, ratios[0]) for ratio in ratios):
        return None

    def multiplied(call: Called) -> bool:
        return any(all(_near(a, count * b) for a, b in _paired(call.mine, call.right)) for count in _counts(call))

    def divided(call: Called) -> bool:
        return any(all(_near(a * count, b) for a, b in _paired(call.mine, call.right)) for count in _counts(call))

    return _everywhere(
        evidence,
        multiplied,
        "Dein Ergebnis ist zu groß, und zwar um so viele Male, wie es Einträge gibt. Ist der Mittelwert gefragt?",
        "Your result is too large, by as many times as there are entries. Is the mean asked for?",
    ) or _everywhere(
        evidence,
        divided,
        "Dein Ergebnis ist zu klein, und zwar um so viele Male, wie es Einträge gibt. Teilst du einmal zu viel?",
        "Your result is too small, by as many times as there are entries. Do you divide once too often?",
    )


def _counts(call: Called) -> Iterator[int]:
    """How many entries, rows and columns the arguments have."""
    for data in call.arguments.values():
        shape = data["shape"] if isinstance(data, dict) and "shape" in data else _shape(data)
        yield from (size for size in {*shape, math.prod(shape)} if size > 1)


def _shape(data: Any) -> list[int]:
    return [len(data), *_shape(data[0])] if isinstance(data, list) and data else []


def one_factor(evidence: Evidence) -> Explained | None:
    calls = _finite(evidence)
    ratios = [a / b for call in calls for a, b in _paired(call.mine, call.right) if b]
    if len(calls) < 2 or not ratios or not ratios[0]:
        return None
    return _everywhere(
        evidence,
        lambda call: all(_near(a, ratios[0] * b) for a, b in _paired(call.mine, call.right)),
        "Dein Ergebnis ist überall um denselben Faktor verkehrt.",
        "Your result is off by the same factor everywhere.",
    )


def shifted(evidence: Evidence) -> Explained | None:
    """One step, or one place, too far or not far enough."""
    if evidence.steps is not None and is_path(evidence):
        return _everywhere(
            evidence,
            lambda call: (
                len(call.right) > 2 and (_alike(call.mine[:-1], call.right[1:]) or _alike(call.mine[1:], call.right[:-1]))
            ),
            "Deine Liste ist um einen Schritt verschoben. Hängst du w vor oder nach dem Update an, und gehört der Start dazu?",
            "Your list is shifted by one step. Do you append w before or after the update, and does the start belong to it?",
        )
    if evidence.steps is not None and (found_one := _one_step_off(evidence)):
        return found_one
    calls = _finite(evidence)
    differences = {a - b for call in calls for a, b in _paired(call.mine, call.right)}
    if len(calls) > 1 and differences in ({1}, {-1}) and all(isinstance(call.right, int) for call in calls):
        return found(
            calls,
            "Dein Ergebnis ist überall um genau 1 verkehrt. Ab wo zählst du?",
            "Your result is off by exactly 1 everywhere. Where do you begin to count?",
        )
    return None


def _one_step_off(evidence: Evidence) -> Explained | None:
    for by, de, en in ((1, "zu viel", "too many"), (-1, "zu wenig", "too few")):
        pairs = [
            (call, group[count + by])
            for group in by_steps(evidence)
            for count, call in group.items()
            if count + by in group and call.wrong and call.mine is not None
        ]
        if len(pairs) > 1 and all(fits(call) and _alike(call.mine, other.right) for call, other in pairs):
            return found(evidence.valued, f"Deine Funktion macht einen Schritt {de}.", f"Your function takes one step {en}.")
    return None


def only_the_example(evidence: Evidence) -> Explained | None:
    """The calls that can be read beforehand are right, none of the others is."""
    shown = [call for call in evidence.calls if not call.drawn and call.right is not None]
    hidden = [call for call in evidence.calls if call.drawn and call.right is not None]
    if (
        not evidence.open_calls
        or not shown
        or len(hidden) < 2
        or any(call.wrong for call in shown)
        or not all(call.wrong for call in hidden)
    ):
        return None
    return found(
        hidden,
        f"Für {shown[0].text} stimmt dein Ergebnis, für andere Werte nicht. Stehen Zahlen dieses Beispiels fest im Code?",
        f"For {shown[0].text} your result is right, for other values it is not. Do numbers of this example stand in the code?",
    )


# ---------------------------------------------------------------- numbers beside numbers


def _everywhere(evidence: Evidence, fits_the_pattern: Callable[[Called], bool], de: str, en: str) -> Explained | None:
    """A pattern counts where no number that is wrong and could show it does not, and it could be seen twice."""
    calls = _finite(evidence)
    if len(calls) < 2 or len(calls) < len(evidence.valued) or not all(map(fits_the_pattern, calls)):
        return None
    return found(calls, de, en)


def _finite(evidence: Evidence) -> list[Called]:
    """The open calls whose numbers can be calculated with, one beside another; not those where all is 0."""
    return [
        call
        for call in evidence.valued
        if fits(call)
        and not isinstance(call.right, str)
        and all(math.isfinite(number) for pair in _paired(call.mine, call.right) for number in pair)
    ]


def _paired(mine: Any, right: Any) -> Numbers:
    """Number by number; a list of one stands for its number, as where the two are compared."""
    ours, theirs = list(_numbers(mine)), list(_numbers(right))
    return list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else [(math.nan, math.nan)]


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, list):
        for entry in value:
            yield from _numbers(entry)
    elif isinstance(value, dict):
        yield from _numbers(value.get("tensor", value.get("array", [])))
    elif isinstance(value, int | float):
        yield value


def _near(mine: float, right: float) -> bool:
    return abs(mine - right) <= NEAR * max(abs(right), abs(mine), 1e-9)
