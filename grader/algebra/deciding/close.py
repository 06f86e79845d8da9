"""Is |a - b| ≤ a tolerance? Certified with balls, so a value on the very edge is right as well."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from grader.algebra.deciding.compare import read
from grader.algebra.deciding.formula.infinite import decide_infinite
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import FORMULA, Node
from grader.algebra.values.certificates import proved, refuted, undecided
from grader.algebra.values.evaluation import Undefined, Unknown, evaluate, precision, rational, value
from grader.algebra.values.exact import number, written
from grader.model import Certificate

BITS = (64, 256, 1024)
Tolerance = float | int | str | Fraction


def is_close(
    student: Any, reference: Any, absolute: Tolerance | None, relative: Tolerance | None, places: int | None
) -> Certificate:
    """|a - b| ≤ absolute, or ≤ relative·|b|, or ≤ half a unit of the last of `places`: `door.close` has the whole promise."""
    absolute, relative = _tolerances(absolute, relative, places)
    a, b = read(student, kind="value"), read(reference, kind="value")
    if not isinstance(a, FORMULA) or not isinstance(b, FORMULA):
        return refuted("kind", "Gefragt ist eine einzelne Zahl.", "A single number is asked for.", show(a), show(b))
    special = decide_infinite(a, b)
    if special is not None:
        return special
    for bits in BITS:
        with precision(bits):
            verdict = _within(a, b, absolute, relative)
        if verdict is not None:
            break
    shown = _shown(a)
    if verdict is None:
        return undecided("balls")
    if verdict:
        return proved("balls", "Der Wert liegt in der Toleranz.", "The value lies within the tolerance.")
    return refuted("balls", "Der Wert liegt außerhalb der Toleranz.", "The value lies outside the tolerance.", shown, _shown(b))


def _tolerances(absolute: Tolerance | None, relative: Tolerance | None, places: int | None) -> tuple[Fraction, Fraction]:
    if absolute is None and relative is None and places is None:
        raise ValueError("a tolerance is needed: abs, rel or places")
    bound, share = _exact(absolute or 0), _exact(relative or 0)
    if places is not None:
        bound = max(bound, Fraction(1, 2) / Fraction(10) ** places)
    if bound < 0 or share < 0:
        raise ValueError("a tolerance must not be negative")
    return bound, share


def _exact(value: Tolerance) -> Fraction:
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _within(a: Node, b: Node, absolute: Fraction, relative: Fraction) -> bool | None:
    """True or False for certain, None if this precision cannot tell (or a side has no value)."""
    x: Any
    y: Any
    try:
        x, y = value(a, {}), value(b, {})
    except Undefined:
        return False
    except Unknown:
        return None
    distance = abs(x - y)
    bounds = (rational(absolute), abs(y) * rational(relative))
    if any(distance <= bound for bound in bounds):
        return True
    return False if all(distance > bound for bound in bounds) else None


def _shown(node: Node) -> str:
    value = number(node)
    if value is not None:
        return written(value)
    try:
        return str(evaluate(node).str(12, radius=False))
    except ArithmeticError:
        return "nicht definiert / undefined"
