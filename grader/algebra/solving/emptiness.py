"""Is a region empty? An equation that can be solved for a variable takes that variable away everywhere else.

What is left is linear, or speaks about one variable, or about none: there the exact methods say it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

from flint import arb

from grader.algebra.conditions.by_signs import Plain, with_known_signs
from grader.algebra.conditions.conditions import make_atom
from grader.algebra.conditions.factored import by_factors
from grader.algebra.conditions.monotone import numerator
from grader.algebra.conditions.regions import (
    FALSE,
    Always,
    Atom,
    Both,
    Region,
    all_of,
    atoms,
    changed,
    places_in,
    settled,
    truth,
)
from grader.algebra.kernels.balls import frac_ball, poly_ball, symbols_of
from grader.algebra.kernels.field import GENERATORS, GENS, ONE, RING, Field, NoProof, q
from grader.algebra.kernels.substitution import Replaced
from grader.algebra.solving.cell_decomposition import BITS, cells
from grader.algebra.solving.equations import Equations, Solution
from grader.algebra.solving.fourier_motzkin import point_in
from grader.algebra.values.evaluation import precision
from grader.algebra.values.exact import written

DEPTH, CASES, ATOMS = 8, 150, 2000  # variables solved one after the other; conjunctions and conditions looked at


Solved = tuple[Solution, ...]


class Emptiness:
    """Looks for a point in regions of one field; with `only_empty` until it is clear that emptiness will not be shown."""

    def __init__(self, field: Field, only_empty: bool = False) -> None:
        self.field, self.left, self.atoms, self.only_empty = field, CASES, ATOMS, only_empty
        self.equations = Equations(field)
        self.places = {i: str(kernel.arg) for i, kernel in enumerate(field.kernels) if kernel.kind == "symbol"}

    def point(self, region: Region, solved: Solved = (), depth: int = DEPTH) -> dict[str, str] | None:
        """A point of the region as text by name, None if there is certainly none.

        Raises:
            NoProof: it cannot be said.
        """
        self.atoms -= len(atoms(region))
        if self.atoms < 0:
            raise NoProof("too many conditions")
        region = settled(Plain(self.field).region(region))
        if isinstance(region, Always):
            return self.shown({}, solved) if region.value else None
        used = places_in(region)
        names = symbols_of(self.field, used)
        if not names:
            return self.shown({}, solved) if self.holds(region) else None
        if len(names) == 1:
            found = cells(self.field, (region,), self.places[names[0]])
            sample = next((cell.sample for cell in found if cell.inside[0]), None)
            return None if sample is None else self.shown({names[0]: sample}, solved)
        if used == names and all(atom.poly.total_degree() <= 1 for atom in atoms(region)):
            point = point_in(region, names)
            return None if point is None else self.shown(dict(zip(names, point, strict=True)), solved)
        return self.in_a_case(region, solved, depth)

    def holds(self, region: Region) -> bool:
        """Is a region true that speaks about constants only?"""
        with precision(BITS):
            signs: dict[int, int | None] = {}
            for atom in atoms(region):
                ball = poly_ball(self.field, atom.poly, {})
                signs[id(atom)] = 1 if ball > 0 else -1 if ball < 0 else None
        found = truth(region, signs)
        if found is None:
            raise NoProof("a constant near zero")
        return found

    def in_a_case(self, region: Region, solved: Solved, depth: int) -> dict[str, str] | None:
        """Solve an equation if there is one, else look into one alternative after the other."""
        self.left -= 1
        if self.left < 0 or depth == 0:
            raise NoProof("too many cases")
        if isinstance(region, Both) and region.how == "or":
            return self.in_one_of(list(region.parts), [], solved, depth)
        parts = list(region.parts) if isinstance(region, Both) else [region]
        known = [part for part in parts if isinstance(part, Atom)]
        if self.impossible(known):
            return None
        candidates = [(atom, place) for atom in known if atom.op == "=" for place in self.equations.solvable(atom)]
        if candidates:
            equation, place = min(candidates, key=lambda pair: self.equations.cost(*pair))
            rest = [part for part in parts if part is not equation]
            return self.in_solutions(equation, place, rest, solved, depth)
        for part in sorted((part for part in parts if not isinstance(part, Atom)), key=_effort):
            assert isinstance(part, Both)
            return self.in_one_of(list(part.parts), [other for other in parts if other is not part], solved, depth)
        try:
            return self.linear_in_kernels(known)
        except NoProof:
            split = next(((atom, cases) for atom in known if (cases := by_factors(self.field, atom)) is not None), None)
            if split is None:
                raise
        return self.point(all_of([split[1], *(other for other in known if other is not split[0])]), solved, depth - 1)

    def impossible(self, known: list[Atom]) -> bool:
        """Does a condition fail wherever one of the equations holds? On x² + y² = 1 the polynomial 1 - x² is y²."""
        for equation in (atom.poly for atom in known if atom.op == "="):
            for atom in known:
                rest = divmod(atom.poly, equation)[1] if atom.poly is not equation else atom.poly
                if rest != atom.poly and make_atom(self.field, atom.op, rest) == FALSE:
                    return True
        return False

    def in_one_of(self, cases: list[Region], rest: list[Region], solved: Solved, depth: int) -> dict[str, str] | None:
        unsure = None
        for case in cases:
            try:
                found = self.point(all_of([case, *rest]), solved, depth)
            except NoProof as trouble:
                if self.only_empty:
                    raise
                unsure = trouble
                continue
            if found is not None:
                return found
        if unsure is not None:
            raise unsure
        return None

    def in_solutions(self, equation: Atom, place: int, rest: list[Region], solved: Solved, depth: int) -> dict[str, str] | None:
        """The rest where the equation is solved for one variable, and where it cannot be: what stands before it is zero."""
        known = [part for part in rest if isinstance(part, Atom)]
        for solution in self.equations.solutions(equation.poly, place, known):
            there = Replaced(self.field, {place: solution.value})
            put = changed(all_of(rest), partial(self.put, there, solution.condition))
            found = self.point(all_of([solution.condition, put]), (*solved, solution), depth - 1)
            if found is not None:
                return found
        slope, rest_of_it = self.equations.slope(equation.poly, place)
        if self.equations.never_zero(slope, known):
            return None
        flat = [make_atom(self.field, "=", part) for part in (slope, rest_of_it)]
        return self.point(all_of([*flat, *rest]), solved, depth - 1)

    def put(self, there: Replaced, condition: Region, atom: Atom) -> Region:
        """The condition with a variable replaced, where the solution's condition holds."""
        value = there.poly(atom.poly)
        if value.bottom == ONE and value.top == atom.poly:
            return atom  # x > 0 would be left out where x is declared positive, and a point with x = -1 be found
        poly = value.top if atom.op in ("=", "!=") else numerator(value)
        return make_atom(self.field, atom.op, with_known_signs(self.field, poly, (condition,)))

    def linear_in_kernels(self, conjunction: list[Atom]) -> dict[str, str] | None:
        """Empty even if each product of generators were any number, of the sign that those of its factors give it."""
        signs = {i: 1 for i, kernel in enumerate(self.field.kernels) if kernel.positive}
        for atom in conjunction:
            place = next((i for i, g in enumerate(GENS) if atom.poly == g), None)
            if place is not None and atom.op in ("<", ">"):
                signs[place] = 1 if atom.op == ">" else -1
        columns = sorted(
            {powers for atom in conjunction for _, powers in atom.terms if powers},
            key=lambda powers: [(-i, e) for i, e in powers],
        )
        if len(columns) > GENERATORS:
            raise NoProof("too many products")
        fresh = dict(zip(columns, GENS, strict=False))
        rows: list[Region] = []
        for atom in conjunction:
            terms = [fresh[powers] * c if powers else RING.constant(c) for c, powers in atom.terms]
            rows.append(Atom(atom.op, sum(terms, RING.constant(0))))
        for powers, unknown in fresh.items():
            used = [(signs.get(i, 0), e) for i, e in powers]
            turned = sum(1 for s, e in used if s < 0 and e % 2) % 2
            if all(s for s, _ in used):
                rows.append(Atom("<" if turned else ">", unknown))
            elif all(e % 2 == 0 for s, e in used if not s):
                rows.append(Atom("<=" if turned else ">=", unknown))
        if not columns or point_in(all_of(rows), list(range(len(columns)))) is not None:
            raise NoProof("a curved region")
        return None

    def shown(self, point: dict[int, Any], solved: Solved) -> dict[str, str]:
        """The coordinates of a point with = or ≈, the solved ones included."""
        with precision(BITS):
            balls = {i: arb(q(value)) if isinstance(value, Fraction) else value for i, value in point.items()}
            text = {i: f"= {written(value)}" if isinstance(value, Fraction) else short(value) for i, value in point.items()}
            for place in self.places:
                if place not in balls and all(place != solution.place for solution in solved):
                    balls[place] = self.somewhere(place)
                    text[place] = short(balls[place])
            for solution in reversed(solved):
                try:
                    balls[solution.place] = frac_ball(self.field, solution.value, balls)
                except NoProof:
                    continue
                text[solution.place] = short(balls[solution.place])
        return {self.places[i]: text[i] for i in sorted(text)}

    def somewhere(self, place: int) -> Any:
        """A coordinate that does not matter."""
        within = self.field.domain.get(self.places[place])
        low, high = (None, None) if within is None else (within.low, within.high)
        value = Fraction(0)
        if low is not None:
            value = (low + high) / 2 if high is not None else low + 1
        elif high is not None:
            value = high - 1
        return arb(q(value))


def short(ball: Any) -> str:
    whole = ball.unique_fmpz() if ball.rad() < 0.1 else None
    if whole is not None and (ball - arb(whole)).contains(0) and ball.rad() < 1e-20:
        return f"= {whole}"
    return f"≈ {ball.str(6, radius=False)}"


def _effort(part: Region) -> tuple[bool, int]:
    """What is looked into first: cases that each give an equation, which takes a variable away, then few conditions."""
    cases = part.parts if isinstance(part, Both) else ()
    return not all(any(atom.op == "=" for atom in _said(case)) for case in cases), len(atoms(part))


def _said(case: Region) -> list[Atom]:
    """The conditions that hold in a case for certain."""
    parts = case.parts if isinstance(case, Both) and case.how == "and" else (case,)
    return [part for part in parts if isinstance(part, Atom)]
