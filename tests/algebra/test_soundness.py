"""Random formulas: a rewriting by an identity is never refuted, a slip is never proved, and SymPy never contradicts."""

from __future__ import annotations

import random
import warnings
from fractions import Fraction

import pytest
import sympy

from grader.algebra import Node, compare, evaluate, parse, show, to_sympy
from grader.algebra.evaluate import precision
from grader.algebra.tree import MINUS_ONE, ONE, Add, Call, Mul, Num, Pow, Sym, children, neg, num, rebuild

FUNCTIONS = ("exp", "abs", "sin", "cos", "relu", "sigmoid", "softplus", "tanh", "max")


def random_formula(rng: random.Random, depth: int) -> Node:
    if depth == 0 or rng.random() < 0.15:
        return rng.choice([Sym("x"), Sym("y"), num(rng.randint(-3, 5)), num(Fraction(rng.randint(1, 9), 4))])
    kind = rng.random()
    if kind < 0.35:
        return Add(tuple(random_formula(rng, depth - 1) for _ in range(rng.randint(2, 3))))
    if kind < 0.65:
        return Mul(tuple(random_formula(rng, depth - 1) for _ in range(2)))
    if kind < 0.8:
        return Pow(random_formula(rng, depth - 1), num(rng.randint(2, 3)))
    name = rng.choice(FUNCTIONS)
    return Call(name, tuple(random_formula(rng, depth - 1) for _ in range(2 if name == "max" else 1)))


def rewritten(rng: random.Random, node: Node) -> Node:
    """The same function, written differently in some places."""
    node = rebuild(node, lambda part: rewritten(rng, part))
    if rng.random() < 0.6:
        return node
    x = node
    match node:
        case Add(args):
            return Add(tuple(reversed(args)))
        case Mul((a, Add(args))):
            return Add(tuple(Mul((a, arg)) for arg in args))
        case Mul(args):
            return neg(Mul((neg(args[0]), *args[1:])))
        case Pow(base, Num(value)) if value == 2:
            return Mul((base, base))
        case Call("exp", (u,)):
            return Pow(Call("exp", (neg(u),)), MINUS_ONE)
        case Call("abs", (u,)):
            return Call("max", (u, neg(u)))
        case Call("relu", (u,)):
            return Mul((num(Fraction(1, 2)), Add((u, Call("abs", (u,))))))
        case Call("sigmoid", (u,)):
            return Add((ONE, neg(Call("sigmoid", (neg(u),)))))
        case Call("softplus", (u,)):
            return Add((u, Call("softplus", (neg(u),))))
        case Call("max", (u, v)):
            return Add((v, Call("relu", (Add((u, neg(v))),))))
        case Call("sin", (u,)):
            return neg(Call("sin", (neg(u),)))
        case Call("cos", (u,)):
            return Call("cos", (neg(u),))
    return Add((x, ONE, MINUS_ONE))


def slipped(rng: random.Random, node: Node) -> Node:
    """One number, sign or function changed somewhere."""
    parts = children(node)
    if parts and rng.random() < 0.8:
        chosen = rng.randrange(len(parts))
        count = iter(range(len(parts)))
        return rebuild(node, lambda part: slipped(rng, part) if next(count) == chosen else part)
    match node:
        case Num(value):
            return Num(value + 1)
        case Sym(name):
            return Sym("y" if name == "x" else "x")
        case Call("sin", args):
            return Call("cos", args)
        case _:
            return neg(node) if rng.random() < 0.5 else Add((node, ONE))


def test_a_rewriting_is_never_refuted() -> None:
    rng = random.Random(11)
    undecided = 0
    for _ in range(1500):
        formula = random_formula(rng, 3)
        other = rewritten(rng, formula)
        certificate = compare(other, formula)
        assert certificate.verdict != "refuted", (show(other), show(formula), certificate)
        undecided += certificate.verdict == "undecided"
    assert undecided < 45  # 3 %


def test_a_slip_is_proved_only_if_it_changes_nothing() -> None:
    rng = random.Random(12)
    proved = 0
    for _ in range(1500):
        formula = random_formula(rng, 3)
        other = slipped(rng, formula)
        if compare(other, formula).verdict == "proved":
            proved += 1
            for _ in range(8):
                assert_same_value(
                    other, formula, {"x": Fraction(rng.randint(-40, 40), 9), "y": Fraction(rng.randint(-40, 40), 7)}
                )
    assert proved < 150  # x·0 and the like


def assert_same_value(a: Node, b: Node, at: dict[str, Fraction]) -> None:
    with precision(200):
        try:
            assert evaluate(a, at).overlaps(evaluate(b, at)), (show(a), show(b), at)
        except ArithmeticError:
            return


@pytest.mark.parametrize("seed", range(60))
def test_sympy_evaluates_to_the_same_number(seed: int) -> None:
    rng = random.Random(seed)
    formula = random_formula(rng, 3)
    at = {"x": Fraction(rng.randint(-20, 20), 9), "y": Fraction(rng.randint(-20, 20), 7)}
    with precision(80):
        try:
            ball = evaluate(formula, at)
        except ArithmeticError:
            return
    if not ball.is_finite():
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = sympy.N(
            to_sympy(formula).subs({name: sympy.Rational(v.numerator, v.denominator) for name, v in at.items()}), 15
        )
    assert abs(float(value) - float(ball.mid())) <= 1e-9 * max(1, abs(float(ball.mid())))


def test_what_is_shown_is_read_again() -> None:
    rng = random.Random(13)
    for _ in range(1000):
        formula = random_formula(rng, 3)
        assert compare(parse(show(formula)), formula).verdict != "refuted", show(formula)
