"""Certificates with their sentences, so that every verdict says the same thing in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from grader.algebra.values.exact import written
from grader.model import Certificate, Text, Witness
from grader.notation import rewritten

NOT_DEFINED = "nicht definiert / undefined"


def point_text(at: Mapping[str, Fraction]) -> str:
    return ", ".join(f"{name} = {written(value)}" for name, value in sorted(at.items()))


def proved(
    method: str, de: str, en: str, *, assuming: Iterable[str] = (), gap: Mapping[str, Fraction] | None = None
) -> Certificate:
    """`gap` is a point at which only one of the two is defined."""
    assuming, place = tuple(assuming), point_text(gap) if gap is not None else None
    if assuming:
        conditions = ", ".join(assuming)
        de, en = f"{de} Vorausgesetzt ist {conditions}.", f"{en} This assumes {conditions}."
    if place:
        de = f"{de} Bei {place} ist nur eine der beiden Seiten definiert."
        en = f"{en} At {place} only one of the two sides is defined."
    return Certificate("proved", method, Text(de=de, en=en), assuming=assuming, domain_differs_at=place)


def refuted_at(at: Mapping[str, Fraction], student: str, reference: str, method: str = "a point") -> Certificate:
    """The two differ at a point; the sentence holds the student's value only."""
    witness = Witness(tuple((name, written(value)) for name, value in at.items()), student, reference)
    if not at:
        return Certificate(
            "refuted", method, Text(de="Die beiden Werte sind verschieden.", en="The two values differ."), witness
        )
    place = point_text(at)
    text = Text(de=f"Bei {place} sind die beiden verschieden.", en=f"At {place} the two differ.")
    return Certificate("refuted", method, text, witness)


def refuted(method: str, de: str, en: str, student: str = "", reference: str | None = None) -> Certificate:
    witness = Witness((), student, reference) if student or reference else None
    return Certificate("refuted", method, Text(de=de, en=en), witness)


def undecided(
    method: str, *, digits: int | None = None, points: int | None = None, gap: Mapping[str, Fraction] | None = None
) -> Certificate:
    if points:
        text = Text(
            de=f"An {points} Punkten stimmen {digits} Stellen überein, bewiesen ist die Gleichheit nicht.",
            en=f"At {points} points {digits} digits agree, but equality is not proved.",
        )
    else:
        text = Text(
            de="Ob beide gleich sind, ließ sich nicht entscheiden.", en="Whether both are the same could not be decided."
        )
    place = point_text(gap) if gap is not None else None
    return Certificate("undecided", method, text, digits=digits, points=points, domain_differs_at=place)


def different_sets(method: str, extra: str | None, missing: str | None, complete: bool = True) -> Certificate:
    """Two sets that differ: `extra` is a point of the student's set only and may be named, `missing` is for the teacher.

    `complete` says that a point not given does not exist: "right, but not all of them" is a claim.
    """
    if extra is not None:
        witness = Witness((), extra, missing)
        too_much_de, too_much_en = rewritten(extra, "de"), rewritten(extra, "en")
        de, en = f"{too_much_de} gehört nicht zur Menge.", f"{too_much_en} does not belong to the set."
        if missing is None and complete:
            de, en = (
                f"Alles Richtige ist dabei, aber {too_much_de} gehört nicht dazu.",
                f"Your set has everything it should, but {too_much_en} does not belong to it.",
            )
        return Certificate("refuted", method, Text(de=de, en=en), witness)
    witness = Witness((), "", missing)
    if complete:
        text = Text(de="Was dasteht, stimmt, aber es ist nicht alles.", en="What you have is right, but it is not everything.")
    else:
        text = Text(de="Es fehlt noch etwas.", en="Something is missing.")
    return Certificate("refuted", method, text, witness)
