"""Proof by cases: |u| is u or -u, so a formula with |·| inside exp or ln is several formulas without.

Cases that cannot occur together (x > 1 and x < 0) are left out by exact elimination. |·| is continuous, so its cases
need only be proved where they have an interior; sign(u) jumps, so there every case counts.
"""

from __future__ import annotations

from fractions import Fraction

from grader.algebra.kernels.field import Finer, NoProof
from grader.algebra.kernels.normal import Proof, prove_equal
from grader.algebra.solving.affine import NotAffine, linear
from grader.algebra.solving.fourier_motzkin import Row, row, solution
from grader.algebra.syntax.tree import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Call,
    Mul,
    Node,
    Num,
    Sym,
    children,
    neg,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.algebra.values.domain import Domain

FORKS = 40  # pairs of formulas that are proved at most


def prove_by_cases(a: Node, b: Node, domain: Domain) -> Proof | None:
    """A proof in every sign case of every |u| and sign(u), or None."""
    if innermost(a) is None and innermost(b) is None:
        return None
    return _Cases(a, b, domain).prove(a, b, [])


class _Cases:
    def __init__(self, a: Node, b: Node, domain: Domain) -> None:
        self.domain, self.left = domain, FORKS
        self.names = sorted(symbols(a) | symbols(b))
        sides = (*walk(a), *walk(b))
        self.jumps = any(isinstance(part, Call) and part.name in ("sign", "floor", "ceiling") for part in sides)
        self.start = list(_domain_rows(self.names, domain))

    def prove(self, a: Node, b: Node, known: list[Row]) -> Proof | None:
        split = innermost(a) or innermost(b)
        if split is None:
            self.left -= 1
            return prove_equal(a, b, self.domain) if self.left >= 0 else None
        u = split.args[0]
        options: list[tuple[int, Node]] = [(1, u), (-1, neg(u))]
        if split.name == "sign":
            options = [(1, ONE), (-1, MINUS_ONE), (0, ZERO)]
        elif self.is_zero(u):
            return self.prove(_replace(a, split, ZERO), _replace(b, split, ZERO), known)
        proofs = []
        for sign, value in options:
            rows = [*known, *self.rows(u, sign, strict=split.name == "sign" or not self.jumps)]
            if not self.possible(rows):
                continue
            sides = [_replace(side, split, value) for side in (a, b)]
            if value is ZERO and (there := self.solved(u)) is not None:
                sides = [substitute(side, there) for side in sides]  # in this cell u = 0
            proof = self.prove(sides[0], sides[1], rows)
            if proof is None:
                return None
            proofs.append(proof)
        if not proofs:
            return None  # u is zero wherever we are: neither case has an interior, and nothing was shown
        kernels = dict.fromkeys(kind for proof in proofs for kind in proof.kernels)
        assuming = {condition for proof in proofs for condition in proof.assuming}
        return Proof(tuple(kernels), tuple(sorted(assuming)))

    def rows(self, u: Node, sign: int, *, strict: bool) -> list[Row]:
        """sign·u > 0 (≥ 0, = 0) as inequalities, nothing if u is not linear."""
        try:
            coefficients, rest = linear(u, self.names)
        except (NotAffine, NoProof, Finer):
            return []
        up, down = (coefficients, rest), ([-c for c in coefficients], -rest)
        if sign == 0:
            return [row(*up, False), row(*down, False)]
        return [row(*(down if sign > 0 else up), strict)]

    def is_zero(self, u: Node) -> bool:
        """Is it the number zero, as in |x - x|? Then it has no sign."""
        try:
            coefficients, rest = linear(u, self.names)
        except (NotAffine, NoProof, Finer):
            return False
        return not any(coefficients) and not rest

    def solved(self, u: Node) -> dict[str, Node] | None:
        """u = 0 solved for a symbol, if u is linear."""
        try:
            coefficients, rest = linear(u, self.names)
        except (NotAffine, NoProof, Finer):
            return None
        place = next((i for i, c in enumerate(coefficients) if c), None)
        if place is None:
            return None
        lead, name = coefficients[place], self.names[place]
        terms = [Mul((Num(-c / lead), Sym(x))) for x, c in zip(self.names, coefficients, strict=True) if c and x != name]
        return {name: Add((Num(-rest / lead), *terms))}

    def possible(self, rows: list[Row]) -> bool:
        try:
            return not rows or solution([*self.start, *rows]) is not None
        except NoProof:
            return True


def _domain_rows(names: list[str], domain: Domain) -> list[Row]:
    rows = []
    for place, name in enumerate(names):
        within = domain.get(name)
        unit = [Fraction(int(i == place)) for i in range(len(names))]
        if within is not None and within.low is not None:
            rows.append(row([-c for c in unit], within.low, within.low_open))
        if within is not None and within.high is not None:
            rows.append(row(unit, -within.high, within.high_open))
    return rows


def innermost(node: Node) -> Call | None:
    """The first |u| or sign(u) without another one inside."""
    for part in children(node):
        if (found := innermost(part)) is not None:
            return found
    match node:
        case Call("abs" | "sign", (arg,)) if not isinstance(arg, Num):
            return node
        case _:
            return None


def _replace(node: Node, old: Node, new: Node) -> Node:
    return new if node == old else rebuild(node, lambda part: _replace(part, old, new))
