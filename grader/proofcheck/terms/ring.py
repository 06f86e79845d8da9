"""The checker's own algebra: formulas as fractions of polynomials in the generators of a proof, reduced by its rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from grader.algebra.syntax.proof import Kernels, Ranges, Terms, generator
from grader.algebra.syntax.tree import Add, Call, Const, Mul, Node, Num, Pow, Sym, symbols
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.evaluator import NoValue, Value, Values, alike, divide, exactly, may_be_zero, value
from grader.proofcheck.values.findings import Contradicted, NotCheckable, need
from grader.proofcheck.values.points import random_points

Poly = Any
WIDTH = 24
RING = fmpq_mpoly_ctx.get([f"g{i}" for i in range(WIDTH)], Ordering.lex)
GENS = RING.gens()
ONE = RING.constant(1)
POINTS, WANTED, NEEDED = 150, 5, 3


class Ring:
    """Fractions in the generators of one proof."""

    def __init__(self, kernels: Kernels) -> None:
        need(len(kernels.meanings) <= WIDTH, "too many generators")
        self.kernels = kernels
        self.rules = [(rule.generator, rule.degree, self.poly(rule.value)) for rule in kernels.rules]
        self.known = {step.node: (self.poly(step.top), self.poly(step.bottom)) for step in kernels.steps}
        self.places = {meaning: i for i, meaning in enumerate(kernels.meanings) if isinstance(meaning, Sym | Const)}
        self.places.update({Sym(generator(i)): i for i in range(len(kernels.meanings))})
        for place, meaning in enumerate(kernels.meanings):
            earlier = {generator(i) for i in range(place)}
            need(all(name in earlier for name in symbols(meaning) if name.startswith("#")), "a circular meaning")

    def poly(self, terms: Terms) -> Poly:
        need(all(len(exponents) <= WIDTH and min(exponents, default=0) >= 0 for exponents, _ in terms), "a strange polynomial")
        return RING.from_dict({exponents: fmpq(c.numerator, c.denominator) for exponents, c in terms})

    def reduced(self, poly: Poly) -> Poly:
        for _ in range(60):
            degrees = poly.degrees()
            fitting = next(((g, n, value) for g, n, value in self.rules if degrees[g] >= n), None)
            if fitting is None:
                return poly
            place, degree, value = fitting
            total = RING.constant(0)
            for exponents, c in poly.to_dict().items():
                times, left = divmod(int(exponents[place]), degree)
                rest = tuple(left if i == place else e for i, e in enumerate(exponents))
                total += RING.from_dict({rest: c}) * value**times
            poly = total
        raise NotCheckable("rules without an end")

    def ratio(self, node: Node) -> tuple[Poly, Poly]:
        """A formula in core functions as a fraction; functions are taken from the proof's steps."""
        match node:
            case Num(value):
                return RING.constant(fmpq(value.numerator, value.denominator)), ONE
            case Sym() | Const():
                need(node in self.places, f"no generator for {node}")
                return GENS[self.places[node]], ONE
            case Add(args):
                top, bottom = RING.constant(0), ONE
                for arg in args:
                    a, b = self.ratio(arg)
                    top, bottom = self.lowest(top * b + a * bottom, bottom * b)
                return top, bottom
            case Mul(args):
                top, bottom = ONE, ONE
                for arg in args:
                    a, b = self.ratio(arg)
                    top, bottom = self.lowest(top * a, bottom * b)
                return top, bottom
            case Pow(base, Num(n)) if n.denominator == 1 and abs(n) <= 8:
                top, bottom = self.ratio(base)
                size = abs(int(n))
                return self.lowest(*((top**size, bottom**size) if n >= 0 else (bottom**size, top**size)))
            case _:
                need(node in self.known, f"no step for {node}")
                return self.known[node]

    def lowest(self, top: Poly, bottom: Poly) -> tuple[Poly, Poly]:
        top, bottom = self.reduced(top), self.reduced(bottom)
        need(not bottom.is_zero(), "a denominator that is zero")
        common = top.gcd(bottom)
        return (top, bottom) if common.is_constant() else (top / common, bottom / common)

    def sign_place(self, *polys: Poly) -> tuple[int, Poly] | None:
        """A generator in one of the polynomials that is a sign, and the numerator times denominator that it is the sign of."""
        used = [poly.degrees() for poly in polys]
        for place, meaning in enumerate(self.kernels.meanings):
            if isinstance(meaning, Call) and meaning.name == "sign" and any(degrees[place] > 0 for degrees in used):
                top, bottom = self.ratio(meaning.args[0])
                return place, top * bottom
        return None

    def vanishes(self, top: Poly, bottom: Poly, depth: int = 0) -> bool:
        """Is top/bottom zero for all signs that may occur?"""
        top, bottom = self.reduced(top), self.reduced(bottom)
        if top.is_zero() or bottom.is_zero():
            return True
        found = self.sign_place(top, bottom)
        if found is None or depth > 8:
            return False
        place, inner = found
        allowed = dict(self.kernels.allowed).get(place, frozenset((-1, 0, 1)))
        signs = [s for s in (-1, 1) if s in allowed]
        if not all(self.vanishes(self.put(top, place, s), self.put(bottom, place, s), depth + 1) for s in signs):
            return False
        # Where the sign is 0 so is its polynomial: a multiple of it is zero as well.
        rest = [self.reduced(self.put(poly, place, 0)) for poly in (top, bottom)]
        return any(poly.is_zero() or poly.gcd(inner).total_degree() == inner.total_degree() for poly in rest)

    def put(self, poly: Poly, place: int, value: int) -> Poly:
        return poly.subs({f"g{place}": value})


class Relations:
    """Every relation of a proof at random points: steps, rules, desugared formulas, the signs that occur."""

    def __init__(self, kernels: Kernels, ranges: Ranges, same: list[tuple[Node, Node]], budget: Budget) -> None:
        self.kernels, self.ranges, self.same, self.budget = kernels, ranges, same, budget

    def run(self) -> None:
        """Each relation holds at enough points and fails at none.

        Raises:
            Contradicted: one fails at a point.
            NotCheckable: one could not be tried.
        """
        names = {m.name for m in self.kernels.meanings if isinstance(m, Sym)}
        names = names.union(*(symbols(side) for pair in self.same for side in pair))
        relations = len(self.kernels.steps) + len(self.kernels.rules) + len(self.same)
        held = [0] * relations
        several = chain(
            random_points(names, self.ranges, WANTED), islice(random_points(names, self.ranges, POINTS), WANTED, None)
        )
        for point in several if names else [{}]:
            self.budget.spend()
            for index, holds in self._at({name: exactly(number) for name, number in point.items()}):
                if holds is False:
                    raise Contradicted(f"relation {index} fails at {point}")
                held[index] += holds is True
            if min(held, default=WANTED) >= WANTED:
                break
        short = [index for index, count in enumerate(held) if count < (NEEDED if names else 1)]
        need(not short, f"relations {short} could not be tried")

    def _at(self, env: dict[str, Value]) -> Iterator[tuple[int, bool | None]]:
        for place, meaning in enumerate(self.kernels.meanings):
            found = _value(meaning, env)
            if found is not None:
                env[generator(place)] = found
        index = 0
        for step in self.kernels.steps:
            top, bottom, found = _terms(step.top, env), _terms(step.bottom, env), _value(step.node, env)
            if top is None or bottom is None or found is None or may_be_zero(bottom):
                yield index, None
            else:
                yield index, alike(divide(top, bottom), found)
            index += 1
        for rule in self.kernels.rules:
            have, right = env.get(generator(rule.generator)), _terms(rule.value, env)
            yield index, alike(have**rule.degree, right) if have is not None and right is not None else None
            index += 1
        defined = True
        for a, b in self.same:
            x, y = _value(a, env), _value(b, env)
            defined = defined and x is not None and y is not None
            yield index, alike(x, y) if x is not None and y is not None else None
            index += 1
        for place, signs in self.kernels.allowed if defined else ():
            have = env.get(generator(place))
            if have is not None and not any(have == s for s in signs):
                raise Contradicted(f"another sign of {generator(place)} occurs")


def _value(node: Node, env: Values) -> Value | None:
    try:
        return value(node, env)
    except NoValue:
        return None


def _terms(terms: Terms, env: Values) -> Value | None:
    total: Value = fmpq(0)
    for exponents, c in terms:
        term: Value = exactly(c)
        for place, exponent in enumerate(exponents):
            if exponent:
                if generator(place) not in env:
                    return None
                term = term * env[generator(place)] ** exponent
        total = total + term
    return total
