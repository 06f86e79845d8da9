"""Which generic mistake is it? The mistakes are what the files in generic/ define, in the order of their ids.

The folder is listed on import: in a child before the wall shuts. G3, an answer that is still None or `...`, is the
outcome `missing`; G4, a NumPy or torch scalar, is simply read.
"""

from __future__ import annotations

from grader.listing import instances
from grader.mistakes.base.mistake import Compared, GenericMistake

_FOUND = sorted(instances("grader.mistakes.generic", GenericMistake), key=lambda one: (len(one.id), one.id))
GENERIC = {mistake.id: mistake for mistake in _FOUND}
if len(GENERIC) < len(_FOUND):
    raise TypeError(f"two generic mistakes have the same id: {', '.join(mistake.id for mistake in _FOUND)}")
IN_SOURCE = tuple(mistake for mistake in GENERIC.values() if mistake.token)


def known(mistake: object) -> GenericMistake | None:
    """A generic mistake by its id; a child may send anything."""
    return GENERIC.get(mistake) if isinstance(mistake, str) else None


def in_value(value: object) -> GenericMistake | None:
    """The mistake that shows in a value where one number or formula is asked."""
    return next((mistake for mistake in GENERIC.values() if mistake.in_value(value)), None)


def behind(kind: str, message: str) -> GenericMistake | None:
    """The mistake behind an exception."""
    return next((mistake for mistake in GENERIC.values() if mistake.behind(kind, message)), None)


def beside(compared: Compared) -> GenericMistake | None:
    """The mistake that an answer which is not right shows beside the reference."""
    return next((mistake for mistake in GENERIC.values() if mistake.beside(compared)), None)
