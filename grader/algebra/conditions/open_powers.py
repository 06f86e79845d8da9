"""Powers a^b in conditions where b may be no whole number and a not positive: which cases there are (docs/judge.md).

Where a > 0 the power is e^(b·ln a). Where a = 0 it is 0 for b > 0 and 1 for b = 0. Where a < 0 it has a value for whole b
only, and that is ±|a|^b: which of the three it is cannot be said of a real b, so a reader is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from grader.algebra.kernels.field import Field, Finer, NoProof
from grader.algebra.kernels.normal import constant_value, normal
from grader.algebra.syntax.functions import core
from grader.algebra.syntax.tree import (
    FORMULA,
    MINUS_ONE,
    ONE,
    ZERO,
    Mul,
    Node,
    Num,
    Operator,
    Pow,
    children,
    neg,
    rebuild,
    symbols,
    walk,
)
from grader.algebra.values.domain import Domain
from grader.algebra.values.evaluation import evaluate, precision
from grader.algebra.values.exact import number

Behaviour = Mapping[Pow, int]  # what a power is where its base is negative: ±|a|^b (±1), or nothing (0)
Case = tuple[Node, tuple[tuple[Node, Operator], ...]]  # a formula, and where it is the one that is meant
BITS = 128


def open_powers(sides: tuple[Node, ...], domain: Domain) -> list[Pow]:
    """The powers of two conditions whose bases may be zero or negative below exponents that may be broken."""
    found: dict[Pow, None] = {}
    for side in sides:
        for formula in formulas(side):
            if not any(isinstance(part, Pow) and number(part.exponent) is None for part in walk(core(formula))):
                continue
            for part in walk(core(formula)):
                if isinstance(part, Pow) and is_open(Field(domain, {}), part):
                    found[part] = None
    return list(found)


def formulas(node: Node) -> Iterator[Node]:
    """The formulas that a condition or set compares."""
    if isinstance(node, FORMULA):
        yield node
        return
    for part in children(node):
        yield from formulas(part)


def rational_exponent(field: Field, exponent: Node) -> Fraction | None:
    """The value of an exponent that is a rational number, however it is written."""
    value = number(exponent)
    if value is not None or symbols(exponent):
        return value
    return constant_value(normal(field, exponent))


def is_open(field: Field, power: Pow) -> bool:
    try:
        if rational_exponent(field, power.exponent) is not None:
            return False
        base = normal(field, power.base)
        return not (field.positive(base.top) and field.positive(base.bottom))
    except (NoProof, Finer):
        return True


def is_broken(exponent: Node) -> bool:
    """Is it a number without symbols, and not whole for certain?"""
    if symbols(exponent):
        return False
    with precision(BITS):
        try:
            return not evaluate(exponent).contains_integer()
        except ArithmeticError:
            return False


def cases(field: Field, formula: Node, behaviour: Behaviour | None, settled: frozenset[Node] = frozenset()) -> Iterator[Case]:
    """A formula in core functions by the signs of the bases; `behaviour` None: where all of them are positive."""
    power = next((part for part in _inside_out(formula) if part not in settled and is_open(field, part)), None)
    if power is None:
        yield formula, ()
        return
    base, exponent = power.base, power.exponent

    def put(value: Node, *where: tuple[Node, Operator]) -> Iterator[Case]:
        rest = cases(field, _put(formula, power, value), behaviour, settled | {power, *walk(value)})
        yield from ((other, (*where, *more)) for other, more in rest)

    yield from put(power, (base, ">"))
    if behaviour is None:
        return
    yield from put(ZERO, (base, "="), (exponent, ">"))
    yield from put(ONE, (base, "="), (exponent, "="))
    if power not in behaviour and not is_broken(exponent):
        raise NoProof("a power of a power")
    sign = behaviour.get(power, 0)
    if sign:
        size = Pow(neg(base), exponent)
        signed = size if sign > 0 else Mul((MINUS_ONE, size))
        yield from put(signed, (base, "<"))


def _inside_out(node: Node) -> Iterator[Pow]:
    for part in children(node):
        yield from _inside_out(part)
    if isinstance(node, Pow) and not isinstance(node.exponent, Num):
        yield node


def _put(node: Node, old: Node, new: Node) -> Node:
    return new if node == old else rebuild(node, lambda part: _put(part, old, new))
