"""The proof behind a verdict, with everything that the independent checker needs to go through it again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

from flint import fmpz_poly

from grader.algebra.conditions.regions import Atom, Region, any_of, atoms
from grader.algebra.deciding.compare import decide_any, decide_pair
from grader.algebra.deciding.formula.sign_cases import innermost
from grader.algebra.deciding.point_set.as_regions import both_regions, variable_of
from grader.algebra.kernels.field import Field, Frac, Kernel, NoProof, Poly, fraction
from grader.algebra.kernels.normal import prove_equal
from grader.algebra.kernels.restarts import in_a_fine_field
from grader.algebra.reading.parser import parse
from grader.algebra.solving.affine import echelon_pair, equations_of
from grader.algebra.solving.cell_decomposition import BITS, Factors, cells
from grader.algebra.syntax import proof as nouns
from grader.algebra.syntax.functions import core
from grader.algebra.syntax.tree import (
    FORMULA,
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Call,
    Const,
    FiniteSet,
    Inf,
    Interval,
    Mul,
    Node,
    Num,
    Pow,
    Sym,
    children,
    div,
    neg,
    num,
    rebuild,
    symbols,
)
from grader.algebra.values.domain import Domain
from grader.algebra.values.evaluation import precision
from grader.model import Certificate


class Explanation(NamedTuple):
    """A verdict, and if it is "proved": what is claimed, and the steps unless they cannot be written down."""

    certificate: Certificate
    claim: nouns.Claim | None
    proof: nouns.Proof | None


FORKS_DEEP = 7  # |u| and sign(u) that are split one inside the other
BY_SIGNS = ("same conditions", "exact elimination", "same square-free equation", "same factors")


def claim_of(left: Node, right: Node, ranges: Domain, certificate: Certificate) -> nouns.Claim:
    """What a certificate that says "proved" claims, its assumptions read as they stand there."""
    names = symbols(left) | symbols(right)
    assuming = tuple(parse(condition, names=names, kind="region") for condition in certificate.assuming)
    spans, families = _ranges(left, right, ranges), certificate.method == "echelon forms"
    return nouns.Claim(left, right, spans, assuming, variable_of(left, right), families)


def written_down(left: Node, right: Node, ranges: Domain, certificate: Certificate) -> nouns.Proof | None:
    """The steps of a proof, None where they cannot be written down."""
    try:
        return _proof(left, right, ranges, certificate)
    except (NoProof, ArithmeticError, RecursionError):
        return None


def explain_pair(left: Node, right: Node, ranges: Domain, kind: str | None) -> Explanation:
    """`door.explain`, for two trees."""
    certificate = decide_pair(left, right, ranges, kind)
    if certificate.verdict != "proved":
        return Explanation(certificate, None, None)
    claim = claim_of(left, right, ranges, certificate)
    return Explanation(certificate, claim, written_down(left, right, ranges, certificate))


def _proof(left: Node, right: Node, domain: Domain, certificate: Certificate) -> nouns.Proof | None:
    if certificate.verdict != "proved":
        return None
    match certificate.method:
        case "echelon forms":
            names = sorted({name for side in (left, right) for rel in equations_of(side) or [] for name in symbols(rel)})
            return nouns.SameAffine(left, right, tuple(names), *echelon_pair(left, right))
        case "every point of the domain" if isinstance(left, FORMULA):
            return nouns.EveryPoint(left, right)
        case "entry by entry" | "ends of the interval":
            both = list(zip(children(left), children(right), strict=True))
            return _parts(left, right, [(i, i, a, b) for i, (a, b) in enumerate(both)], domain)
        case "finite sets":
            return _partners(left, right, domain)
        case method if method.startswith(("normal form", "same formula")):
            return _formula(left, right, domain)
        case method if method.startswith("sign cases"):
            found = _by_cases(core(left), core(right), domain, 0)
            return None if found is None else replace(found, left=left, right=right)
        case "algebraic numbers":
            return nouns.SameNumber(left, right)
        case method if method.endswith((*BY_SIGNS, "cells of the line")):
            return _set(left, right, domain, on_the_line=method.endswith("cells of the line"))
    return None


def _parts(left: Node, right: Node, pairs: list[tuple[int, int, Node, Node]], domain: Domain) -> nouns.Proof | None:
    found = []
    for i, j, a, b in pairs:
        why = _proof(a, b, domain, decide_any(a, b, domain))
        if why is None:
            return None
        found.append((i, j, why))
    return nouns.SameParts(left, right, tuple(found))


def _partners(left: Node, right: Node, domain: Domain) -> nouns.Proof | None:
    """For each element of either set one of the other that equals it."""
    if not isinstance(left, FiniteSet) or not isinstance(right, FiniteSet):
        return None
    equal = [
        (i, j, a, b)
        for i, a in enumerate(left.args)
        for j, b in enumerate(right.args)
        if decide_any(a, b, domain).verdict == "proved"
    ]
    return _parts(left, right, equal, domain)


def _by_cases(a: Node, b: Node, domain: Domain, depth: int) -> nouns.SameFormula | nouns.SameByCases | None:
    """Split at |u| and sign(u); a case that has no proof is claimed never to occur, and the checker must agree."""
    split = innermost(a) or innermost(b)
    if split is None or depth > FORKS_DEEP:
        return _formula(a, b, domain)
    u = split.args[0]
    options = [(1, u), (-1, neg(u))] if split.name == "abs" else [(1, ONE), (-1, MINUS_ONE), (0, ZERO)]
    found = []
    for sign, value in options:
        why = _by_cases(_put(a, split, value), _put(b, split, value), domain, depth + 1)
        found.append(nouns.Case(sign, value, why))
    if all(case.why is None for case in found):
        return None
    return nouns.SameByCases(a, b, a, b, split, tuple(found))


def _put(node: Node, old: Node, new: Node) -> Node:
    return new if node == old else rebuild(node, lambda part: _put(part, old, new))


def _formula(left: Node, right: Node, domain: Domain) -> nouns.SameFormula | None:
    a, b = core(left), core(right)
    found = prove_equal(a, b, domain)
    if found is None or found.field is None:
        return None
    return nouns.SameFormula(left, right, a, b, _kernels(found.field))


def _set(left: Node, right: Node, domain: Domain, *, on_the_line: bool) -> nouns.Proof | None:
    variable = variable_of(left, right)
    found = in_a_fine_field(domain, lambda field: (field, both_regions(left, right, domain, field, variable)))
    if found is None:
        return None
    field, (a, b) = found
    names = [str(kernel.arg) for kernel in field.kernels if kernel.kind == "symbol"]
    variable = names[0] if on_the_line and names else variable
    line = _cells(field, a, b, variable) if on_the_line else None
    plain = (_plain(left), _plain(right))
    kernels = replace(_kernels(field), allowed=())  # what is defined is a condition of its own in sets
    return nouns.SameSet(left, right, *plain, variable, kernels, line)


def _plain(node: Node) -> Node:
    return core(node) if isinstance(node, FORMULA) else rebuild(node, _plain)


def _cells(field: Field, a: Region, b: Region, variable: str) -> nouns.Cells | None:
    """The cells, if all polynomials have rational coefficients."""
    place = field.index.get(("symbol", variable), -1)
    factors = Factors()
    # The checker splits |u| by the sign of u, so the line is cut there as well.
    kinks = any_of([Atom("=", kernel.arg) for kernel in field.kernels if kernel.kind == "sign"])
    for region in (a, b, kinks):
        for atom in atoms(region):
            factors.add(field, atom)
    polys = []
    for poly in factors.polys:
        degrees = poly.degrees()
        if any(degree > 0 and i != place for i, degree in enumerate(degrees)):
            return None
        coefficients = [Fraction(0)] * (degrees[place] + 1)
        for exponents, c in poly.to_dict().items():
            coefficients[exponents[place]] = fraction(c)
        polys.append(tuple(coefficients))
    inside = [cell.inside[:2] for cell in cells(field, (a, b, kinks), variable)]
    roots = _isolated(polys)
    if len(inside) != 2 * len(roots) + 1:
        return None
    middles = [(one.high + two.low) / 2 for one, two in pairwise(roots)]
    samples = [roots[0].low - 1, *middles, roots[-1].high + 1] if roots else [Fraction(0)]
    return nouns.Cells(tuple(polys), tuple(roots), tuple(samples), tuple((x, y) for x, y in inside))


def _isolated(polys: list[tuple[Fraction, ...]]) -> list[nouns.RootInterval]:
    balls = []
    with precision(BITS):
        for poly in polys:
            scale = 1
            for c in poly:
                scale *= c.denominator
            found: list[Any] = fmpz_poly([int(c * scale) for c in poly]).complex_roots()
            balls += [z.real for z, _ in found if z.imag == 0]
        ends = sorted((_exact(ball.mid()), _exact(ball.rad())) for ball in balls)
    gaps = [b[0] - a[0] for a, b in pairwise(ends)]
    margin = min([Fraction(1, 16), *(gap / 8 for gap in gaps)])
    return [nouns.RootInterval(middle - radius - margin, middle + radius + margin) for middle, radius in ends]


def _exact(value: Any) -> Fraction:
    mantissa, exponent = value.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


# ---------------------------------------------------------------- kernels as trees


def _kernels(field: Field) -> nouns.Kernels:
    seen: dict[Node, Frac] = {}
    for node, value in field.steps:
        seen.setdefault(node, value)
    return nouns.Kernels(
        tuple(_meaning(kernel) for kernel in field.kernels),
        tuple(nouns.Relation(rule.generator, rule.degree, _terms(rule.value)) for rule in field.rules),
        tuple(nouns.Step(node, _terms(value.top), _terms(value.bottom)) for node, value in seen.items()),
        tuple((place, frozenset(signs)) for place, signs in sorted(field.allowed.items())),
    )


def _terms(poly: Poly) -> nouns.Terms:
    return tuple((tuple(int(e) for e in exponents), fraction(c)) for exponents, c in poly.to_dict().items())


def _meaning(kernel: Kernel) -> Node:
    """What a generator stands for, in earlier generators."""
    arg, part = kernel.arg, num(Fraction(1, kernel.parts))
    match kernel.kind:
        case "symbol":
            return Sym(arg)
        case "pi":
            return Const("pi")
        case "exp" | "cos" | "sin":
            return Call(kernel.kind, (Mul((part, _node(arg))),))
        case "log":
            return Call("log", (num(arg) if isinstance(arg, int) else Call("abs", (_node(arg),)),))
        case "root":
            return Pow(Call("abs", (_node(arg),)), part)
        case "sign" | "lambert" | "factorial":
            return Call("lambertw" if kernel.kind == "lambert" else kernel.kind, (_node(arg),))
        case "power":
            return _node(arg)
        case "parity":
            return Pow(num(-1), _monomial(arg))
        case "whole":
            return Pow(_node(arg), _node(kernel.more))
        case "opaque":
            return Call(kernel.more, (_node(arg),))


def _node(value: Any) -> Node:
    if isinstance(value, Frac):
        return div(_node(value.top), _node(value.bottom))
    return Add(tuple(Mul((num(c), _monomial(exponents))) for exponents, c in _terms(value)))


def _monomial(exponents: tuple[int, ...]) -> Node:
    return Mul((ONE, *(Pow(Sym(nouns.generator(i)), num(int(e))) for i, e in enumerate(exponents) if e)))


def _ranges(left: Node, right: Node, domain: Domain) -> nouns.Ranges:
    found = []
    for name in sorted(symbols(left) | symbols(right)):
        within = domain.get(name)
        if within is not None:
            low: Node = Inf(-1) if within.low is None else Num(within.low)
            high: Node = Inf(1) if within.high is None else Num(within.high)
            found.append((name, Interval(low, high, within.low_open, within.high_open), within.integer))
    return tuple(found)
