"""One real variable: cut the line at every root, then both regions agree exactly if they agree on every cell.

Complete for polynomial conditions over Q; constants such as ln 2 or W(1) may occur as coefficients of linear and
quadratic factors. Roots are certified balls, so a cell is never missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from flint import arb

from grader.algebra.conditions.regions import Atom, Region, atoms, truth
from grader.algebra.kernels.balls import frac_ball, kernel_depends, poly_ball
from grader.algebra.kernels.field import Field, Frac, NoProof, Poly, fraction, q
from grader.algebra.kernels.substitution import Replaced
from grader.algebra.kernels.terms import degree_in, generators_in, key
from grader.algebra.solving.polynomial_roots import Root, real_roots
from grader.algebra.solving.zeros import End, Zeros
from grader.algebra.values.evaluation import precision

BITS = 256
CELLS = 400
LARGEST = 2000  # bits of a root


@dataclass(frozen=True, slots=True)
class LineCell:
    """A point or an open piece of the line, and whether the regions hold there."""

    inside: tuple[bool, ...]
    sample: Any  # a rational, or the ball around a root
    exact: Fraction | None  # the sample, where it is rational and known to be


@dataclass(slots=True)
class Factors:
    """The irreducible factors of all atoms, and each atom as a product of them."""

    polys: list[Poly] = field(default_factory=list)
    index: dict[Any, int] = field(default_factory=dict)
    products: dict[int, tuple[int, list[tuple[int, int]]]] = field(default_factory=dict)

    def add(self, algebra: Field, atom: Atom) -> None:
        lead, parts = algebra.factors(Frac(atom.poly))
        product = [(self.place(poly), n) for poly, n in parts]
        self.products[id(atom)] = (1 if lead > 0 else -1, product)

    def place(self, poly: Poly) -> int:
        found = self.index.setdefault(key(poly), len(self.polys))
        if found == len(self.polys):
            self.polys.append(poly)
        return found


def cells(algebra: Field, regions: tuple[Region, ...], variable: str, window: Fraction | None = None) -> list[LineCell]:
    """Every cell of the line, or those between -window and window.

    Raises:
        NoProof: another symbol occurs, or a sign or root could not be certified.
    """
    with precision(BITS):
        return _Line(algebra, regions, variable, window).cells()


class _Line:
    """The line cut at the zeros of all factors."""

    def __init__(self, algebra: Field, regions: tuple[Region, ...], variable: str, window: Fraction | None) -> None:
        self.algebra, self.regions, self.found = algebra, regions, Factors()
        self.ends = (End(), End()) if window is None else (End(arb(q(-window))), End(arb(q(window))))
        for region in regions:
            for atom in atoms(region):
                self.found.add(algebra, atom)
        self.place = algebra.index.get(("symbol", variable), -1)
        self.names = {kernel.arg for kernel in algebra.kernels if kernel.kind == "symbol"}

    def cells(self) -> list[LineCell]:
        functions = [i for i, poly in enumerate(self.found.polys) if self.is_function(poly)]
        for i in functions:
            for poly in singular(self.algebra, self.found.polys[i], self.names):
                if self.is_function(poly):
                    raise NoProof("a function without a value where another is zero")
                self.found.place(poly)
        plain = [i for i in range(len(self.found.polys)) if i not in functions]
        roots = self.sorted([root for i in plain for root in self.roots(i) if self.in_window(root.ball)])
        for i in functions:
            roots = self.with_zeros(roots, i, set(functions))
        if len(roots) > CELLS:
            raise NoProof("too many cells")
        return list(self.truths(roots, set(functions)))

    def truths(self, roots: list[Root], functions: set[int]) -> Iterator[LineCell]:
        """The cells from left to right; a polynomial changes its sign only at its own roots."""
        samples = self.samples(roots)
        signs = [self.sign(i, samples[0]) for i in range(len(self.found.polys))]
        for step, sample in enumerate(samples):
            vanishing = roots[step // 2].factors if step % 2 else set()
            passed = roots[step // 2 - 1].factors if step and not step % 2 else set()
            for i in functions | passed:
                signs[i] = self.sign(i, sample)
            here = [0 if i in vanishing else sign for i, sign in enumerate(signs)] if vanishing else signs
            inside = self.hold(here)
            if None in inside:
                raise NoProof("a sign that cannot be told")
            exact = sample if isinstance(sample, Fraction) else _rational(roots[step // 2])
            yield LineCell(tuple(value is True for value in inside), sample, exact)

    def is_function(self, poly: Poly) -> bool:
        """Does the variable stand inside a function?"""
        others = [i for i in generators_in(poly) if i != self.place]
        return any(kernel_depends(self.algebra, i, self.names) for i in others)

    def roots(self, i: int) -> list[Root]:
        poly = self.found.polys[i]
        if self.place < 0 or degree_in(poly, self.place) <= 0:
            return []
        return real_roots(self.algebra, poly, i, self.place)

    def in_window(self, ball: Any) -> bool:
        low, high = (end.ball for end in self.ends)
        return low is None or bool(low < ball < high)

    def samples(self, roots: list[Root]) -> list[Any]:
        found = list(_samples(roots))
        if self.ends[0].ball is not None:
            edges = [self.ends[0].ball, *(root.ball for root in roots), self.ends[1].ball]
            found[0], found[-1] = _between(edges[0], edges[1]), _between(edges[-2], edges[-1])
        return found

    def with_zeros(self, roots: list[Root], i: int, unknown: set[int]) -> list[Root]:
        """The roots together with the zeros of a function, on the pieces where its sign matters."""
        zeros, form = Zeros(self.algebra, self.place), Frac(self.found.polys[i])
        if self.needed_somewhere(roots, unknown):
            points = [Root(frac_ball(self.algebra, value, {}), {i}, value) for value in zeros.touching(form.top)]
            roots = self.sorted([*roots, *(root for root in points if self.in_window(root.ball))])
        ends = [self.ends[0], *(End(root.ball, root.value) for root in roots), self.ends[1]]
        samples, more = self.samples(roots), list[Root]()
        for root in roots:
            if root.value is not None and self.needed(root.ball, root.factors, unknown) and zeros.zero_at(form, root.value):
                root.factors.add(i)
        for step, (low, high) in enumerate(pairwise(ends)):
            if self.needed(samples[2 * step], set(), unknown):
                more += [Root(ball, {i}) for ball in zeros.of(form.top, low, high)]
        return self.sorted([*roots, *more])

    def needed_somewhere(self, roots: list[Root], unknown: set[int]) -> bool:
        pieces = any(self.needed(sample, set(), unknown) for sample in self.samples(roots)[::2])
        return pieces or any(self.needed(root.ball, root.factors, unknown) for root in roots)

    def needed(self, sample: Any, vanishing: set[int], unknown: set[int]) -> bool:
        return None in self.inside(sample, vanishing, unknown)

    def inside(self, sample: Any, vanishing: set[int], unknown: set[int]) -> list[bool | None]:
        """Whether each region holds at a sample; None where the signs that are known do not decide it."""
        polys = range(len(self.found.polys))
        return self.hold([0 if i in vanishing else None if i in unknown else self.sign(i, sample) for i in polys])

    def hold(self, signs: list[int | None]) -> list[bool | None]:
        by_atom = {name: _product(lead, parts, signs) for name, (lead, parts) in self.found.products.items()}
        return [truth(region, by_atom) for region in self.regions]

    def sign(self, i: int, sample: Any) -> int | None:
        ball = arb(q(sample)) if isinstance(sample, Fraction) else sample
        return _sign(self.algebra, self.found.polys[i], self.place, ball)

    def sorted(self, roots: list[Root]) -> list[Root]:
        """The roots from left to right; one that two factors share (√2 and a root of x² - 2) stands once."""
        roots.sort(key=lambda root: float(root.ball.mid()))
        found: list[Root] = []
        for root in roots:
            if not found or found[-1].ball < root.ball:
                found.append(root)
            elif not found[-1].factors & root.factors and self.same(found[-1], root):
                found[-1].factors |= root.factors
                found[-1].value = found[-1].value or root.value
            else:
                raise NoProof("two roots that cannot be told apart")
        return found

    def same(self, a: Root, b: Root) -> bool:
        """Does the exact value of one solve the other's factor? Its other roots lie apart, so then they are one root."""
        exact, other = (a, b) if a.value is not None else (b, a)
        if exact.value is None:
            return False
        form = Frac(self.found.polys[min(other.factors)])
        return bool(Replaced(self.algebra, {self.place: exact.value}).frac(form).top.is_zero())


def singular(algebra: Field, poly: Poly, names: set[str]) -> list[Poly]:
    """The irreducible polynomials whose zeros are where kernels of a function have no value or no derivative."""
    found: list[Poly] = []
    todo, seen = generators_in(poly), set()
    while todo:
        place = todo.pop()
        kernel = algebra.kernels[place]
        if place in seen or kernel.kind == "symbol" or not kernel_depends(algebra, place, names):
            continue
        seen.add(place)
        if kernel.kind not in ("exp", "log", "root", "sign", "lambert", "cos", "sin") and kernel.more not in ("atan", "asin"):
            raise NoProof("a function that jumps")
        sides = [kernel.arg.top, kernel.arg.bottom] if isinstance(kernel.arg, Frac) else [kernel.arg]
        critical = [side for side in sides[1:] if not side.is_constant()]
        if kernel.kind in ("log", "root", "sign"):
            critical.append(kernel.arg)
        if kernel.kind == "lambert" or kernel.more == "asin":
            raise NoProof("a function with an end")
        for side in critical:
            for factor, _ in algebra.factors(Frac(side))[1]:
                if not algebra.positive(factor) and not algebra.negative(factor):
                    found.append(factor)
        todo += [i for side in sides for i in generators_in(side)]
    return found


def _product(lead: int, parts: list[tuple[int, int]], signs: list[int | None]) -> int | None:
    """The sign of a product of powers; None if a sign is missing and none is zero."""
    known = [signs[place] for place, _ in parts]
    if 0 in known:
        return 0
    for sign, (_, n) in zip(known, parts, strict=True):
        if sign is None:
            return None
        lead *= sign**n
    return lead


def _sign(algebra: Field, poly: Poly, place: int, ball: Any) -> int | None:
    try:
        value = poly_ball(algebra, poly, {place: ball})
    except NoProof:
        return None
    return 1 if value > 0 else -1 if value < 0 else 0 if value == 0 else None


def _samples(roots: list[Root]) -> Iterator[Any]:
    """A point of every cell, left to right: rational between the roots, the root's ball on them."""
    if not roots:
        yield Fraction(0)
        return
    yield Fraction(_floor(roots[0].ball)) - 1
    for step, root in enumerate(roots):
        yield root.ball
        yield _between(root.ball, roots[step + 1].ball) if step + 1 < len(roots) else Fraction(_floor(root.ball)) + 2


def _floor(ball: Any) -> int:
    if not abs(ball) < arb(2) ** LARGEST:
        raise NoProof("a root out of reach")
    value = ball.mid().floor().unique_fmpz()
    if value is None:
        raise NoProof("a root out of reach")
    return int(value)


def _between(low: Any, high: Any) -> Fraction:
    """A simple rational strictly between two balls."""
    scale = 1
    for _ in range(400):
        candidate = Fraction(_floor((low + high) / 2 * scale) + 1, scale)
        for value in (candidate, candidate - Fraction(1, scale)):
            if low < arb(q(value)) and arb(q(value)) < high:
                return value
        scale *= 2
    raise NoProof("two roots that lie too close")


def _rational(root: Root) -> Fraction | None:
    """The exact value of a root that is a rational number."""
    if root.value is None or not (root.value.top.is_constant() and root.value.bottom.is_constant()):
        return None
    top, bottom = (sum(part.coeffs()) for part in (root.value.top, root.value.bottom))
    return fraction(top) / fraction(bottom)
