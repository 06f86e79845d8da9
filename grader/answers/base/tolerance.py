"""Tolerances: when a number counts as the number that is asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

from grader.algebra.door import close
from grader.algebra.syntax.tree import Node
from grader.errors import AuthorError
from grader.model import Certificate, Text


@dataclass(frozen=True, slots=True)
class Tolerance:
    """|answer - reference| <= abs, or <= rel * |reference|; exactly one of the two.

    Raises:
        AuthorError: both, neither, or one that is not positive.
    """

    abs: Fraction | str | None = None
    rel: Fraction | str | None = None

    def __post_init__(self) -> None:
        given = [bound for bound in (self.abs, self.rel) if bound is not None]
        if len(given) != 1:
            raise AuthorError(
                "a tolerance is either abs or rel: Tolerance(abs=Fraction(1, 1000))",
                de="eine Toleranz ist entweder abs oder rel: Tolerance(abs=Fraction(1, 1000))",
            )
        for name in ("abs", "rel"):  # authors write a SymPy Rational, too
            bound = getattr(self, name)
            object.__setattr__(self, name, None if bound is None else Fraction(str(bound)))
        if Fraction(str(given[0])) <= 0:
            raise AuthorError(
                f"a tolerance must be positive, got {given[0]}", de=f"eine Toleranz ist größer als 0, nicht {given[0]}"
            )

    def added_to(self, form: Text) -> Text:
        """A form hint that also says how exact a number has to be."""
        wanted = self._places()
        return form if wanted is None else Text(de=f"{form.de}; {wanted.de}", en=f"{form.en}; {wanted.en}")

    def _places(self) -> Text | None:
        if self.abs is not None:
            places = math.ceil(-math.log10(2 * float(self.abs)))
            if places <= 0:
                return None  # so far off is no rounding
            many = Text(de="Nachkommastellen", en="decimals") if places > 1 else Text(de="Nachkommastelle", en="decimal")
        else:
            places = math.ceil(-math.log10(2 * float(self.rel or 1))) + 1
            many = Text(de="gültige Ziffern", en="significant digits")
        if places > MOST_PLACES:
            return Text(de="genau", en="exact")
        return Text(de=f"genau oder auf {places} {many.de}", en=f"exact or to {places} {many.en}")

    def same(self, student: Node, reference: Node) -> Certificate:
        return close(student, reference, abs=self.abs, rel=self.rel)


MOST_PLACES = 6  # more nobody rounds to: then it is exact up to the noise of floats


# The classes of the exercise texts. 6e-4: a value rounded to 3 decimals is off by at most 5e-4, and 1e-4 more
# if an intermediate value was rounded once.
EXACT = Tolerance(abs=Fraction(1, 10**9))
HAND = Tolerance(abs=Fraction(6, 10_000))
REL3 = Tolerance(rel=Fraction(1, 1000))


def together(certificates: list[Certificate]) -> Certificate:
    """One certificate for a list of entries: refuted by the first refuted entry, proved if all are proved."""
    for position, certificate in enumerate(certificates, start=1):
        if certificate.verdict == "refuted":
            return _at(position, certificate)
    for position, certificate in enumerate(certificates, start=1):
        if certificate.verdict == "undecided":
            return _at(position, certificate)
    methods = sorted({certificate.method for certificate in certificates})
    return Certificate(
        "proved",
        ", ".join(methods) or "empty",
        Text(de="Jeder Eintrag stimmt.", en="Every entry is right."),
        assuming=tuple(sorted({name for certificate in certificates for name in certificate.assuming})),
        domain_differs_at=next((c.domain_differs_at for c in certificates if c.domain_differs_at), None),
    )


def refuted(method: str, explanation: Text) -> Certificate:
    """A refutation by form alone: other length, other shape, another letter."""
    return Certificate("refuted", method, explanation)


def _at(position: int, certificate: Certificate) -> Certificate:
    said = certificate.explanation
    return replace(
        certificate,
        method=f"entry {position}: {certificate.method}",
        explanation=Text(de=f"Eintrag {position}: {said.de}", en=f"Entry {position}: {said.en}"),
    )
