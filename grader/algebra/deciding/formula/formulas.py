"""Are two formulas the same? Refute first, then prove, else say what is known."""

from __future__ import annotations

from grader.algebra.deciding.formula.algebraic_numbers import same_algebraic
from grader.algebra.deciding.formula.by_injection import prove_opened
from grader.algebra.deciding.formula.continuous import continuous
from grader.algebra.deciding.formula.every_value import every_value
from grader.algebra.deciding.formula.infinite import decide_infinite, folded
from grader.algebra.deciding.formula.sign_cases import prove_by_cases
from grader.algebra.kernels.normal import Proof, prove_equal
from grader.algebra.syntax.canonical import canonical
from grader.algebra.syntax.functions import TooLarge, core
from grader.algebra.syntax.tree import Call, Inf, Node, Pow, num, rebuild, symbols, walk
from grader.algebra.values.certificates import proved, refuted, refuted_at, undecided
from grader.algebra.values.domain import Domain, Point, every_point, random_points, simple_points, special_points
from grader.algebra.values.exact import exact, number
from grader.algebra.values.trial_points import Trial, breakpoints, far_points
from grader.model import Certificate

SAME = ("Beide Formeln sind dieselbe.", "Both formulas are the same.")
SEED = 2024  # the same points every time: a verdict can be repeated
LOW, MIDDLE, HIGH, CONSTANTS = 64, 128, 512, 2048  # bits


def decide(student: Node, reference: Node, domain: Domain) -> Certificate:
    """The certificate of two formulas over a domain."""
    special = decide_infinite(student, reference)
    if special is not None and special.verdict != "undecided":
        return special
    if special is not None:
        student, reference = folded(student), folded(reference)
        if any(isinstance(part, Inf) for side in (student, reference) for part in walk(side)):
            return special
    try:
        a, b = core(student), core(reference)
    except TooLarge:
        return undecided("size")
    names = symbols(a) | symbols(b)
    trial = Trial()
    finite = every_point(names, domain)
    if finite is not None:
        return _exhaust(a, b, finite, trial, domain)
    if trial.run(a, b, random_points(names, domain, 2 if names else 1, SEED), LOW):
        trial.run(a, b, simple_points(names, domain), LOW)  # to be shown rather: who checks it calculates by hand
        return _difference(trial)
    if a == b and trial.agreed:
        return proved("same formula", *SAME)
    proof = prove_equal(a, b, domain)
    method = "normal form"
    if proof is None and canonical(student) == canonical(reference):
        return _same_text(a, b, domain, trial)
    if proof is None and (proof := prove_by_cases(a, b, domain)) is not None:
        method = "sign cases"
    if proof is None and (proof := prove_opened(a, b, domain)) is not None:
        method = "injective functions"
    found = _finish(a, b, domain, trial, proof, method)
    return found if found.verdict != "undecided" else every_value(a, b, domain, decide) or found


def _same_text(a: Node, b: Node, domain: Domain, trial: Trial) -> Certificate:
    """Written alike; that is an equality if there is a value anywhere."""
    names = symbols(a) | symbols(b)
    base = next(random_points(names, domain, 1, SEED))
    for points in (special_points(names, domain), breakpoints((a, b), domain, base), random_points(names, domain, 16, SEED)):
        if not trial.agreed and trial.run(a, b, points, MIDDLE):
            return _difference(trial)
    return proved("same formula", *SAME) if trial.agreed else undecided("no value")


def _finish(a: Node, b: Node, domain: Domain, trial: Trial, proof: Proof | None, method: str) -> Certificate:
    names = symbols(a) | symbols(b)
    if names and (proof is None or not (continuous(a, domain) and continuous(b, domain))):
        # A proof holds on the common domain: holes and single points are looked for all the same.
        base = next(random_points(names, domain, 1, SEED))
        bits, count = (MIDDLE, 16) if proof is None else (LOW, 6)
        for points in (
            special_points(names, domain),
            breakpoints((a, b), domain, base),
            random_points(names, domain, count, SEED),
        ):
            if trial.run(a, b, points, bits):
                return _difference(trial)
    if proof is not None and trial.agreed == 0 and (trial.gap is not None or trial.nowhere):
        if trial.run(a, b, far_points((a, b), names, domain), LOW):
            return _difference(trial)
        if trial.agreed == 0:
            proof = None  # they never meet: an identity of nothing
    if proof is not None:
        kinds = ", ".join(proof.kernels) or "polynomials"
        return proved(
            f"{method} ({kinds})",
            "Beide Formeln haben dieselbe Normalform.",
            "Both formulas have the same normal form.",
            assuming=proof.assuming,
            gap=trial.gap,
        )
    return _rest(a, b, domain, trial)


def _rest(a: Node, b: Node, domain: Domain, trial: Trial) -> Certificate:
    """Neither refuted nor proved by the usual means."""
    names = symbols(a) | symbols(b)
    if trial.agreed == 0 and trial.gap is not None and trial.difference is not None:
        if not names and trial.not_real and _perhaps_same(a, b):
            return undecided("no real number")
        return _difference(trial)
    if trial.agreed == 0 and trial.nowhere and not names:
        return undecided("no real number")
    if not names:
        same = same_algebraic(a, b)
        if same is not None:
            if same:
                return proved("algebraic numbers", "Beide Zahlen sind gleich.", "Both numbers are equal.")
            trial.run(a, b, [{}], CONSTANTS)
            return _difference(trial) if trial.difference else refuted("algebraic numbers", *_TWO_NUMBERS)
    for bits in (HIGH,) if names else (HIGH, CONSTANTS):
        if trial.run(a, b, random_points(names, domain, 1, SEED), bits):
            return _difference(trial)
    digits = int((MIDDLE if names else CONSTANTS) * 0.3) if trial.agreed else None
    return undecided("points", digits=digits, points=trial.agreed or None, gap=trial.gap)


def _perhaps_same(a: Node, b: Node) -> bool:
    """Could somebody hold two numbers for the same who reckons with complex ones, or with (-8)^(1/3) = -2?

    √(-1) - √(-1) has no real value, but it is 0 for those who know i: that is left to a person.
    """
    return same_algebraic(a, b) is not False or same_algebraic(_with_odd_roots(a), _with_odd_roots(b)) is not False


def _with_odd_roots(node: Node) -> Node:
    node = rebuild(node, _with_odd_roots)
    power = number(node.exponent) if isinstance(node, Pow) else None
    if not isinstance(node, Pow) or power is None or power.denominator % 2 == 0 or power.denominator == 1:
        return node
    return Pow(core(Call("root", (node.base, num(power.denominator)))), num(power.numerator))


_TWO_NUMBERS = ("Die beiden Zahlen sind verschieden.", "The two numbers differ.")


def _difference(trial: Trial) -> Certificate:
    found = trial.difference
    assert found is not None  # run() said so
    return refuted_at(found.at, found.student, found.reference)


def _exhaust(a: Node, b: Node, points: list[Point], trial: Trial, domain: Domain) -> Certificate:
    """A finite domain: try every point exactly; where a value is no fraction, the normal form decides."""
    if trial.run(a, b, points, MIDDLE):
        return _difference(trial)
    rational = all(exact(side, point) is not None for point in points if point != trial.gap for side in (a, b))
    if rational and trial.agreed:
        return proved(
            "every point of the domain",
            f"Beide stimmen an allen {len(points)} Stellen überein.",
            f"Both agree at all {len(points)} places.",
            gap=trial.gap,
        )
    proof = prove_equal(a, b, domain)
    if proof is None:
        proof = prove_by_cases(a, b, domain)
    return _finish(a, b, domain, trial, proof, "normal form")
