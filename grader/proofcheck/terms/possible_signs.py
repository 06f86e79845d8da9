"""The signs that polynomials in the generators can have: alone, after opening e^ and ln, and together."""

from __future__ import annotations

from itertools import combinations

from flint import fmpq

from grader.algebra.syntax.proof import Ranges
from grader.algebra.syntax.tree import Call, Const, Node, Num, Pow, Sym, num, symbols
from grader.proofcheck.terms.cases import contradict
from grader.proofcheck.terms.ring import GENS, ONE, Poly, Ring
from grader.proofcheck.terms.sums_of_squares import impossible, rootless, undivided
from grader.proofcheck.values.evaluator import NoValue, Value, value


class Signs:
    """Which signs an irreducible polynomial can have in the declared ranges."""

    def __init__(self, ring: Ring, ranges: Ranges) -> None:
        self.ring = ring
        self.ranges = {name: span for name, span, _ in ranges}
        self.meanings = ring.kernels.meanings

    def constant(self, poly: Poly) -> int | None:
        """The sign of a polynomial without symbols."""
        env: dict[str, Value] = {}
        for place, meaning in enumerate(self.meanings):
            try:
                env[f"#{place}"] = value(meaning, env)
            except NoValue:
                continue
        total: Value = fmpq(0)
        for exponents, c in poly.to_dict().items():
            term: Value = c
            for place, e in enumerate(exponents):
                if e:
                    if f"#{place}" not in env:
                        return None
                    term = term * env[f"#{place}"] ** int(e)
            total = total + term
        return 1 if total > 0 else -1 if total < 0 else None

    def varies(self, place: int) -> bool:
        """Do symbols occur in what a generator stands for?"""
        names = symbols(self.meanings[place])
        return any(not name.startswith("#") or self.varies(int(name[1:])) for name in names)

    def opened(self, poly: Poly) -> Poly | None:
        """A polynomial with the sign of e^u - c or ln|u|: e^ and ln are monotone."""
        place = next((i for i, degree in enumerate(poly.degrees()) if degree > 0 and self.varies(i)), None)
        rest = GENS[place] - poly if place is not None else poly
        if place is None or not (rest.is_zero() or rest.is_constant()):
            return None
        c = fmpq(0) if rest.is_zero() else fmpq(rest.leading_coefficient())
        match self.meanings[place]:
            case Call("exp", (u,)):
                top, bottom = self.ring.ratio(u)
                level = self.logarithm(c) if c > 0 else None
                return ONE if c <= 0 else None if level is None else (top - level * bottom) * bottom
            case Call("log", (Call("abs", (u,)),)) if c == 0:
                top, bottom = self.ring.ratio(u)
                return top**2 - bottom**2
            case Pow(Call("abs", (u,)), Num(part)) if part.numerator == 1:
                top, bottom = self.ring.ratio(u)
                level = c**part.denominator
                return ONE if c < 0 else top**2 - level**2 * bottom**2
            case _:
                return None

    def logarithm(self, c: fmpq) -> Poly | None:
        """ln c in the generators ln p, if they are there."""
        total = 0 * ONE
        for whole, direction in ((c.p, 1), (c.q, -1)):
            for prime, n in whole.factor() if whole > 1 else ():
                wanted = Call("log", (num(int(prime)),))
                if wanted not in self.meanings:
                    return None
                total += GENS[self.meanings.index(wanted)] * (direction * int(n))
        return total

    def contradict(self, vector: list[tuple[Poly, int]]) -> bool:
        """Can these signs certainly not occur together, by elimination or since two polynomials multiply to a third?"""
        rows = [(poly * turned, s != 0) for poly, s in vector if linear(poly) for turned in ((1, -1) if s == 0 else (s,))]
        least = [(GENS[i], self._least(meaning)) for i, meaning in enumerate(self.meanings)]
        if contradict(rows + [(generator, bound == 1) for generator, bound in least if bound is not None]):
            return True
        for (f, s), (g, t) in combinations(vector, 2):
            product = self.ring.reduced(f * g)
            if any(product == h * product.leading_coefficient() and s * t != u * _sign(product) for h, u in vector):
                return True
        generators = {i: s for poly, s in vector for i, g in enumerate(GENS) if poly == g}
        return any(impossible(poly, s, generators) for poly, s in vector)

    def companion(self, polys: list[Poly]) -> Poly | None:
        """A polynomial whose sign is worth asking for, too.

        x + √2 beside x - √2: only both together say that x² - 2 is not what its sign claims; x and y beside x² + y².
        """
        for poly in polys:
            for place, degree, _ in self.ring.rules:
                other = poly.compose(*(-g if i == place else g for i, g in enumerate(GENS)))
                other = other / other.leading_coefficient()
                if degree == 2 and all(other != known for known in polys):
                    return other
        return undivided(polys)

    def possible(self, poly: Poly) -> tuple[int, ...]:
        known = self.constant(poly)
        if known is not None:
            return (known,)
        if rootless(poly):
            return (_sign(poly),)
        strict = False
        for exponents, c in poly.to_dict().items():
            used = [(self._least(self.meanings[i]), e) for i, e in enumerate(exponents) if e]
            if c < 0 or any(least is None and e % 2 for least, e in used):
                return (1, 0, -1)
            strict = strict or all(least == 1 for least, _ in used)
        return (1,) if strict else (1, 0)

    def _least(self, meaning: Node) -> int | None:
        """1 if always positive, 0 if never negative, None if unknown."""
        match meaning:
            case Call("exp") | Const("pi"):
                return 1
            case Pow(Call("abs"), _):
                return 0
            case Sym(name) if name in self.ranges and isinstance(low := self.ranges[name].low, Num):
                return 1 if low.value > 0 or (low.value == 0 and self.ranges[name].low_open) else 0 if low.value == 0 else None
            case _:
                return None


def linear(poly: Poly) -> bool:
    return bool(poly.total_degree() == 1)


def _sign(poly: Poly) -> int:
    return 1 if poly.leading_coefficient() > 0 else -1
