"""What stands in a polynomial: its terms with the generators that occur in them, and no others.

flint's own lists hold a number for each generator of the ring and are made anew each time; these are made once for all
polynomials that are written alike, in all comparisons of a process.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from flint import fmpq, fmpq_poly

Powers = tuple[tuple[int, int], ...]  # generators and their exponents, in order
Term = tuple[Any, Powers]  # a coefficient and what stands beside it
Terms = tuple[Term, ...]

MOST, SHORT = 5000, 40  # how many are remembered, and how many terms these have at most
LATELY = 500  # polynomials that were looked at last: nine of ten looks are at one of them, and writing it is most of the work
SIGN, POWER = re.compile(" [+-] "), re.compile(r"k(\d+)(?:\^(\d+))?")


class _Content(NamedTuple):
    text: str
    terms: Terms
    degrees: dict[int, int]


_KNOWN: dict[str, _Content] = {}
_LATELY: dict[int, tuple[Any, _Content]] = {}  # by id, which no other has while the polynomial is kept


def key(poly: Any) -> str:
    """The polynomial as a dictionary's key; flint's own are not hashable."""
    return _content(poly).text


def terms_of(poly: Any) -> Terms:
    """The coefficients, each with the powers beside it, in flint's order."""
    return _content(poly).terms


def degrees_of(poly: Any) -> dict[int, int]:
    """The generators that occur, in order, with their highest exponents."""
    return _content(poly).degrees


def generators_in(poly: Any) -> list[int]:
    """The generators that occur, in order."""
    return list(_content(poly).degrees)


def degree_in(poly: Any, place: int) -> int:
    """The highest exponent of a generator, 0 if it does not occur."""
    return _content(poly).degrees.get(place, 0)


def in_one_variable(poly: Any, place: int) -> fmpq_poly:
    """A polynomial in nothing but that generator, as flint's own kind for one variable."""
    coefficients = [fmpq(0)] * (degree_in(poly, place) + 1)
    for c, powers in terms_of(poly):
        coefficients[powers[0][1] if powers else 0] = c
    return fmpq_poly(coefficients)


def _content(poly: Any) -> _Content:
    kept = _LATELY.get(id(poly))
    if kept is not None:
        return kept[1]
    text = str(poly)
    found = _KNOWN.get(text)
    if found is None:
        found = _read(poly, text)
        if len(found.terms) <= SHORT:
            if len(_KNOWN) >= MOST:
                _KNOWN.pop(next(iter(_KNOWN)))
            _KNOWN[text] = found
    if len(_LATELY) >= LATELY:
        _LATELY.clear()
    _LATELY[id(poly)] = (poly, found)
    return found


def _read(poly: Any, text: str) -> _Content:
    """The exponents as flint writes them, k0^2*k3, which is a tenth of the work of asking for them."""
    found, highest = [], dict[int, int]()
    for coefficient, monomial in zip(poly.coeffs(), SIGN.split(text), strict=False):  # 0 has none, but a text
        powers = tuple((int(place), int(exponent or 1)) for place, exponent in POWER.findall(monomial))
        found.append((coefficient, powers))
        for place, exponent in powers:
            if exponent > highest.get(place, 0):
                highest[place] = exponent
    return _Content(text, tuple(found), dict(sorted(highest.items())))
