"""Are two sets or conditions the same? Where not: which points are too many, and are any missing?"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from grader.algebra.conditions.factored import taken_apart
from grader.algebra.conditions.open_powers import Behaviour, is_broken, open_powers
from grader.algebra.conditions.regions import Region, all_of, atoms, negation, places_in, same_region
from grader.algebra.deciding.formula.every_value import every_value
from grader.algebra.deciding.point_set.as_regions import both_regions, variable_of
from grader.algebra.deciding.point_set.finite import decide_finite, decide_intervals
from grader.algebra.deciding.point_set.membership import in_core, inside, likely_points, member, point_where_defined
from grader.algebra.deciding.point_set.negative_bases import differ_below_zero
from grader.algebra.deciding.point_set.periodic import decide_periodic
from grader.algebra.deciding.point_set.whole_numbers import decide_whole
from grader.algebra.kernels.balls import symbols_of
from grader.algebra.kernels.field import Field, NoProof
from grader.algebra.kernels.restarts import in_a_fine_field
from grader.algebra.solving.algebraic import root_apart
from grader.algebra.solving.cell_decomposition import cells
from grader.algebra.solving.emptiness import Emptiness
from grader.algebra.solving.fourier_motzkin import point_in
from grader.algebra.solving.simple_points import point_on
from grader.algebra.solving.surfaces import TRIES, point_apart, same_surface
from grader.algebra.syntax.canonical import canonical
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.functions import TooLarge
from grader.algebra.syntax.tree import (
    EMPTY,
    ZERO,
    And,
    FiniteSet,
    Intersection,
    Interval,
    Minus,
    NaN,
    Node,
    Not,
    Or,
    Pow,
    Rel,
    Truth,
    Union,
    symbols,
    walk,
)
from grader.algebra.values.certificates import different_sets, point_text, proved, undecided
from grader.algebra.values.domain import Domain, Point, every_point, random_points, special_points
from grader.algebra.values.evaluation import place, precision
from grader.model import Certificate, Text

SEED = 2024
POINT = "a point"  # where all starts of one comparison find it
OPEN = 2  # powers whose behaviour is tried in every combination
WINDOW = Fraction(10)  # where functions that never end, such as sin x = 0, are looked at
SAME = ("Beide beschreiben dieselbe Menge.", "Both describe the same set.")


def is_region(node: Node) -> bool:
    """Is it a set of points: a condition, an interval, a finite set or a combination of these?"""
    return isinstance(node, Rel | And | Or | Not | Truth | FiniteSet | Interval | Union | Intersection | Minus)


def decide_sets(student: Node, reference: Node, domain: Domain) -> Certificate:
    """The certificate of two sets over a domain."""
    found = _decide(student, reference, domain)
    if student == EMPTY and found.verdict == "refuted":
        return Certificate(
            "refuted", found.method, Text(de="Die Menge ist nicht leer.", en="The set is not empty."), found.witness
        )
    return found


def _decide(student: Node, reference: Node, domain: Domain) -> Certificate:
    if _listed(student) and _listed(reference):
        return decide_finite(student, reference, domain)
    if isinstance(student, Interval) and isinstance(reference, Interval) and (symbols(student) | symbols(reference)):
        return decide_intervals(student, reference, domain)
    if (periodic := decide_periodic(student, reference, domain, decide_sets)) is not None:
        return periodic
    variable = variable_of(student, reference)
    try:
        powers = open_powers((student, reference), domain)
    except TooLarge:
        return undecided("size")
    if all(is_broken(power.exponent) for power in powers):
        found = _restarted(student, reference, domain, variable, [{}])
    else:
        found = _with_open_powers(student, reference, domain, variable, powers)
    if found is not None and found.verdict != "undecided":
        return found
    if canonical(student) == canonical(reference) and not any(isinstance(part, NaN) for part in walk(student)):
        return proved("same text", *SAME)
    found = (
        decide_whole(student, reference, domain, variable, _decide) or every_value(student, reference, domain, _decide) or found
    )
    return found or _by_points(student, reference, domain, variable)


def _restarted(
    student: Node,
    reference: Node,
    domain: Domain,
    variable: str,
    behaviours: Sequence[Behaviour | None],
    steps: list[int] | None = None,
) -> Certificate | None:
    """A verdict by the exact methods in a field whose kernels are divided as finely as it needs, or None.

    It is proved only if it is for each of the behaviours; of several nothing else is asked, so a point is not looked for.
    `steps` counts what several such attempts take together.
    """
    parts: dict[object, object] = {} if steps is None else {"steps taken": steps}

    def attempt(field: Field) -> Certificate | None:
        found = None
        for behaviour in behaviours:
            if len(behaviours) > 1:
                field.parts.pop(POINT, None)
            found = _exactly(student, reference, domain, field, variable, behaviour, only_proof=len(behaviours) > 1)
            if found is None or found.verdict != "proved":
                break
        return found

    try:
        return in_a_fine_field(domain, attempt, parts=parts)
    except (NoProof, RecursionError, ArithmeticError):
        return None


def _with_open_powers(student: Node, reference: Node, domain: Domain, variable: str, powers: list[Pow]) -> Certificate | None:
    """Proved whatever the powers of negative bases are, or where all bases are positive, which is said."""
    bases = list(dict.fromkeys(power.base for power in powers))
    positive = tuple(Rel(">", base, ZERO) for base in bases)
    within = [And((side, *positive)) for side in (student, reference)]
    steps = [0]
    found = _restarted(within[0], within[1], domain, variable, [None], steps)
    if found is None or found.verdict != "proved":
        return found
    names = symbols(student) | symbols(reference) | {variable}
    sides = (in_core(student), in_core(reference))
    point = point_where_defined(sides, likely_points(sides, sorted(names), domain), variable)
    if point is not None:
        extra = member(student, point, variable) is True
        shown = point_text(point)
        return different_sets("a point", shown if extra else None, None if extra else shown, complete=False)
    if len(powers) <= OPEN:
        every = [dict(zip(powers, signs, strict=True)) for signs in product((0, 1, -1), repeat=len(powers))]
        hopeless = any(differ_below_zero(sides, behaviour, sorted(names), domain, variable) for behaviour in every)
        whatever = None if hopeless else _restarted(student, reference, domain, variable, every, steps)
        if whatever is not None and whatever.verdict == "proved":
            return found
    tried = random_points(names, domain, 60, SEED)
    if not any(all(member(condition, point, variable) for condition in positive) for point in tried):
        return undecided("powers")  # what would have to be assumed is never so
    return proved(found.method, *SAME, assuming=[show(condition) for condition in positive])


def _listed(node: Node) -> bool:
    return isinstance(node, FiniteSet) and not any(isinstance(part, Rel) for part in walk(node))


def _exactly(
    student: Node,
    reference: Node,
    domain: Domain,
    field: Field,
    variable: str,
    behaviour: Behaviour | None,
    only_proof: bool,
) -> Certificate | None:
    """A verdict by one of the complete methods, or None; with `only_proof` also where it would be refuted."""
    a, b = both_regions(student, reference, domain, field, variable, behaviour)
    if same_region(a, b):
        return proved("same conditions", *SAME)
    used = places_in(a, b)
    named = symbols_of(field, used)
    if len(named) <= 1:
        name = str(field.kernels[named[0]].arg) if named else variable
        return _on_the_line(field, a, b, name)
    if named != used:
        return _solved(field, a, b, only_proof)
    if all(atom.poly.total_degree() <= 1 for side in (a, b) for atom in atoms(side)):
        return _linear(field, a, b, named)
    if same_surface(a, b):
        return proved("same square-free equation", *SAME)
    x, y = taken_apart(field, a), taken_apart(field, b)
    if all(atom.poly.total_degree() <= 1 for side in (x, y) for atom in atoms(side)):
        return _linear(field, x, y, named, "factors, then exact elimination")
    if same_region(x, y):
        return proved("same factors", *SAME)
    if only_proof:
        return _solved(field, a, b, only_proof)
    if POINT not in field.parts:  # another start would find the same
        field.parts[POINT] = _curved(field, a, b, named)
    tried: Certificate | None = field.parts[POINT]
    if tried is not None and tried.witness is not None and tried.witness.student and tried.witness.reference:
        return tried  # a point too many and a missing one: nothing more can be said
    return _at_roots(field, a, b, named, 1) or _solved(field, a, b) or tried or _at_roots(field, a, b, named)


def _on_the_line(field: Field, a: Region, b: Region, variable: str) -> Certificate | None:
    try:
        found, window = cells(field, (a, b), variable), None
    except NoProof:
        found, window = cells(field, (a, b), variable, window=WINDOW), WINDOW
    complete = window is None
    extra, missing = (point_on(found, variable, inside, window) for inside in ((True, False), (False, True)))
    if extra is None and missing is None:
        return proved(f"{len(found)} cells of the line", *SAME) if complete else None
    return different_sets("cells of the line", extra, missing, complete=complete)


def _linear(field: Field, a: Region, b: Region, places: list[int], method: str = "exact elimination") -> Certificate:
    extra, missing = (point_in(all_of([x, negation(y)]), places) for x, y in ((a, b), (b, a)))
    if extra is None and missing is None:
        return proved(method, *SAME)
    shown = [None if point is None else _text(field, dict(zip(places, point, strict=True))) for point in (extra, missing)]
    return different_sets(method, shown[0], shown[1])


def _solved(field: Field, a: Region, b: Region, only_proof: bool = False) -> Certificate | None:
    """By taking variables away: is anything in one and not in the other?"""
    shown: list[str | None] = []
    unsure = False
    for x, y in ((a, b), (b, a)):
        try:
            point = Emptiness(field, only_proof).point(all_of([x, negation(y)]))
            shown.append(None if point is None else ", ".join(f"{name} {value}" for name, value in point.items()))
        except NoProof:
            unsure = True
            shown.append(None)
        if only_proof and (unsure or shown[0] is not None):
            return None
    if shown != [None, None]:
        return different_sets("solved for variables", shown[0], shown[1], complete=not unsure)
    return None if unsure else proved("solved for variables", *SAME)


def _curved(field: Field, a: Region, b: Region, places: list[int]) -> Certificate | None:
    extra, missing = (point_apart(x, y, places) for x, y in ((a, b), (b, a)))
    if extra is None and missing is None:
        return None
    shown = [None if point is None else _text(field, point) for point in (extra, missing)]
    # A point that was not found may exist all the same, so nothing is said about being contained.
    return different_sets("a point", shown[0], shown[1], complete=False)


def _at_roots(field: Field, a: Region, b: Region, places: list[int], tries: int = TRIES) -> Certificate | None:
    roots: list[dict[int, str] | None] = []
    for x, y in ((a, b), (b, a)):
        roots.append(root_apart(x, y, places, tries))
        if tries < TRIES and roots[-1] is None:  # a missing point of the other side may be found later
            return None
    if not any(roots):
        return None
    shown = [", ".join(f"{field.kernels[p].arg} = {root[p]}" for p in sorted(root)) if root else None for root in roots]
    return different_sets("a point", shown[0], shown[1], complete=False)


def _text(field: Field, point: dict[int, Fraction]) -> str:
    return point_text({str(field.kernels[place].arg): value for place, value in point.items()})


def _by_points(student: Node, reference: Node, domain: Domain, variable: str) -> Certificate:
    """Where no exact method covers the sets: all points of a finite domain, or a point that refutes."""
    names = symbols(student) | symbols(reference) | {variable}
    finite = every_point(names, domain)
    points = finite or [*special_points(names, domain), *random_points(names, domain, 20, SEED)]
    extra: Point | None = None
    missing: Point | None = None
    agreed, unsure = 0, False
    sides = [in_core(side) for side in (student, reference)]
    with precision(128):
        for point in points:
            holding = [inside(side, place(point), variable) for side in sides]
            if None in holding:
                unsure = True
            elif holding[0] == holding[1]:
                agreed += 1
            elif holding[0]:
                extra = extra or point
            else:
                missing = missing or point
    if extra or missing:
        shown = [point_text(point) if point else None for point in (extra, missing)]
        return different_sets("a point", shown[0], shown[1], complete=finite is not None and not unsure)
    if finite and not unsure:
        return proved("every point of the domain", *SAME)
    return undecided("points")
