"""One real variable: cut the line at every root, then both regions agree exactly if they agree on every cell.

Complete for polynomial conditions over Q; constants such as ln 2 or W(1) may occur as coefficients of linear and
quadratic factors. Roots are certified balls, so a cell is never missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from flint import arb, fmpq, fmpq_poly

from grader.algebra.balls import depends, poly_ball
from grader.algebra.evaluate import precision
from grader.algebra.field import GENERATORS, NOTHING, Field, Frac, NoProof, Poly, key, q
from grader.algebra.fold import written
from grader.algebra.regions import Atom, Region, atoms, truth

BITS = 256
DEGREE = 60
CELLS = 400


@dataclass(slots=True)
class Root:
    """A real root: the factors that vanish here, and its exact value if a linear factor gives one."""

    ball: Any
    factors: set[int]
    value: Frac | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A point or an open piece of the line: where it is, and whether the two regions hold there."""

    where: str
    inside: tuple[bool, ...]


@dataclass(slots=True)
class Factors:
    """The irreducible factors of all atoms, and each atom as a product of them."""

    polys: list[Poly] = field(default_factory=list)
    index: dict[Any, int] = field(default_factory=dict)
    products: dict[int, tuple[int, list[tuple[int, int]]]] = field(default_factory=dict)

    def add(self, algebra: Field, atom: Atom) -> None:
        lead, parts = algebra.factors(Frac(atom.poly))
        product = []
        for poly, n in parts:
            place = self.index.setdefault(key(poly), len(self.polys))
            if place == len(self.polys):
                self.polys.append(poly)
            product.append((place, n))
        self.products[id(atom)] = (1 if lead > 0 else -1, product)


def cells(algebra: Field, regions: tuple[Region, ...], variable: str) -> list[Cell]:
    """Every cell of the line.

    Raises:
        NoProof: another symbol occurs, or a sign or root could not be certified.
    """
    with precision(BITS):
        found = Factors()
        for region in regions:
            for atom in atoms(region):
                found.add(algebra, atom)
        place = algebra.index.get(("symbol", variable), -1)
        names = {kernel.arg for kernel in algebra.kernels if kernel.kind == "symbol"}
        all_roots = [root for i, p in enumerate(found.polys) for root in _roots(algebra, p, i, place, names)]
        roots = _sorted_roots(algebra, all_roots, found.polys, place)
        return list(_cells(algebra, regions, found, roots, place))


def _cells(algebra: Field, regions: tuple[Region, ...], found: Factors, roots: list[Root], place: int) -> Iterator[Cell]:
    if len(roots) > CELLS:
        raise NoProof("too many cells")
    for step, sample in enumerate(_samples(roots)):
        vanishing = roots[step // 2].factors if step % 2 else set()
        exact = sample if isinstance(sample, Fraction) else None
        ball = arb(q(sample)) if exact is not None else sample
        signs = [0 if i in vanishing else _sign(algebra, poly, place, ball) for i, poly in enumerate(found.polys)]
        by_atom = {name: _product(lead, parts, signs) for name, (lead, parts) in found.products.items()}
        where = written(exact) if exact is not None else _root_text(sample)
        inside = [truth(region, by_atom) for region in regions]
        yield Cell(where, tuple(value is True for value in inside))


def _product(lead: int, parts: list[tuple[int, int]], signs: list[int]) -> int:
    for place, n in parts:
        lead *= signs[place] ** n
    return lead


def _sign(algebra: Field, poly: Poly, place: int, ball: Any) -> int:
    value = poly_ball(algebra, poly, {place: ball})
    if value > 0:
        return 1
    if value < 0:
        return -1
    if value == 0:
        return 0
    raise NoProof("a sign that cannot be told")


def _roots(algebra: Field, poly: Poly, factor: int, place: int, names: set[str]) -> list[Root]:
    """The real roots of one factor in the variable."""
    degrees = poly.degrees()
    used = [i for i, degree in enumerate(degrees) if degree > 0]
    if place < 0 or degrees[place] <= 0:
        if depends(algebra, poly, names):
            raise NoProof("the variable inside a function")
        return []
    coefficients: list[Poly] = [_coefficient(poly, place, n) for n in range(degrees[place] + 1)]
    if any(depends(algebra, c, names) for c in coefficients):
        raise NoProof("the variable inside a function")
    if used == [place]:
        if degrees[place] > DEGREE:
            raise NoProof("a high degree")
        whole = fmpq_poly([fmpq(c.leading_coefficient()) if not c.is_zero() else fmpq(0) for c in coefficients]).numer()
        found: list[Any] = whole.complex_roots()
        return [Root(z.real, {factor}, _ratio(algebra, coefficients)) for z, _ in found if z.imag == 0]
    balls = [poly_ball(algebra, c, {}) for c in coefficients]
    if balls[-1].contains(0):
        raise NoProof("a leading coefficient near zero")
    if len(balls) == 2:
        return [Root(-balls[0] / balls[1], {factor}, _ratio(algebra, coefficients))]
    if len(balls) == 3:
        return _quadratic(balls, factor)
    raise NoProof("constants in a high degree")


def _quadratic(balls: list[Any], factor: int) -> list[Root]:
    c, b, a = balls
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    if not discriminant > 0:
        raise NoProof("a discriminant near zero")
    return [Root((-b + side * discriminant.sqrt()) / (2 * a), {factor}) for side in (1, -1)]


def _coefficient(poly: Poly, place: int, n: int) -> Poly:
    context = poly.context()
    terms = {
        tuple(0 if i == place else exponents[i] for i in range(GENERATORS)): c
        for exponents, c in poly.to_dict().items()
        if exponents[place] == n
    }
    return context.from_dict(terms)


def _ratio(algebra: Field, coefficients: list[Poly]) -> Frac | None:
    """The root of a linear factor in kernels."""
    return algebra.frac(-coefficients[0], coefficients[1]) if len(coefficients) == 2 else None


def _sorted_roots(algebra: Field, roots: list[Root], polys: list[Poly], place: int) -> list[Root]:
    """The roots from left to right; one that two factors share (√2 and a root of x² - 2) stands once."""
    roots.sort(key=lambda root: float(root.ball.mid()))
    found: list[Root] = []
    for root in roots:
        if not found or found[-1].ball < root.ball:
            found.append(root)
        elif _one_root(algebra, found[-1], root, polys, place):
            found[-1].factors |= root.factors
            found[-1].value = found[-1].value or root.value
        else:
            raise NoProof("two roots that cannot be told apart")
    return found


def _one_root(algebra: Field, a: Root, b: Root, polys: list[Poly], place: int) -> bool:
    """Does the exact value of one solve the other's factor? Its other roots lie apart, so then they are one root."""
    exact, other = (a, b) if a.value is not None else (b, a)
    if exact.value is None:
        return False
    poly = polys[min(other.factors)]
    total = NOTHING
    for n in reversed(range(poly.degrees()[place] + 1)):
        total = algebra.add(algebra.mul(total, exact.value), Frac(_coefficient(poly, place, n)))
    return bool(total.top.is_zero())


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


def _root_text(ball: Any) -> str:
    whole = ball.unique_fmpz() if ball.rad() < 0.1 else None
    if whole is not None and (ball - arb(whole)).contains(0) and ball.rad() == 0:
        return str(whole)
    return str(ball.str(8, radius=False))
