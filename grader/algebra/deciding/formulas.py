"""Are two formulas the same? Refute first, then prove, else say what is known."""

from __future__ import annotations

from grader.algebra.deciding.algebraic_numbers import same_algebraic
from grader.algebra.deciding.by_injection import prove_opened
from grader.algebra.deciding.continuous import continuous
from grader.algebra.deciding.sign_cases import prove_by_cases
from grader.algebra.kernels.normal import Proof, prove_equal
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.functions import TooLarge, core
from grader.algebra.syntax.tree import Inf, Mul, NaN, Node, Num, symbols, walk
from grader.algebra.values.certificates import proved, refuted, refuted_at, undecided
from grader.algebra.values.domain import Domain, Point, every_point, random_points, special_points
from grader.algebra.values.exact import exact
from grader.algebra.values.trial_points import Trial, breakpoints
from grader.model import Certificate

SEED = 2024  # the same points every time: a verdict can be repeated
LOW, MIDDLE, HIGH, CONSTANTS = 64, 128, 512, 2048  # bits


def decide(student: Node, reference: Node, domain: Domain) -> Certificate:
    """The certificate of two formulas over a domain."""
    special = infinite(student, reference)
    if special is not None:
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
        return _difference(trial)
    if a == b and trial.agreed:
        return proved("same formula", "Beide Formeln sind dieselbe.", "Both formulas are the same.")
    proof = prove_equal(a, b, domain)
    method = "normal form"
    if proof is None and (proof := prove_by_cases(a, b, domain)) is not None:
        method = "sign cases"
    if proof is None and (proof := prove_opened(a, b, domain)) is not None:
        method = "injective functions"
    return _finish(a, b, domain, trial, proof, method)


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
    if proof is not None and trial.agreed == 0 and trial.gap is not None:
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
        return _difference(trial)
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


def infinite(student: Node, reference: Node) -> Certificate | None:
    """±∞ equals itself only, NaN nothing."""
    a, b = _signed(student), _signed(reference)
    if any(isinstance(part, NaN) for side in (a, b) for part in walk(side)):
        return refuted("not a number", "Das ist keine Zahl.", "This is not a number.", "NaN")
    if not any(isinstance(part, Inf) for side in (a, b) for part in walk(side)):
        return None
    if a == b and isinstance(a, Inf):
        return proved("infinity", "Beide sind unendlich mit gleichem Vorzeichen.", "Both are infinite with the same sign.")
    if isinstance(a, Inf) or isinstance(b, Inf):
        return refuted(
            "infinity", "Nur eine der Seiten ist dieses Unendlich.", "Only one of the sides is this infinity.", show(a)
        )
    return undecided("infinity")


def _signed(node: Node) -> Node:
    match node:
        case Mul((Num(value), Inf(sign))) if value:
            return Inf(sign if value > 0 else -sign)
        case _:
            return node
