"""Proof by cases: |u| is u or -u, so a formula with |·| inside exp or ln is two formulas without."""

from __future__ import annotations

from grader.algebra.domain import Domain
from grader.algebra.normal import Proof, prove_equal
from grader.algebra.tree import MINUS_ONE, ONE, ZERO, Call, Node, Num, children, neg, rebuild

SPLITS = 5  # at most 2^5 cases


def prove_by_cases(a: Node, b: Node, domain: Domain, left: int = SPLITS) -> Proof | None:
    """A proof in every sign case of the innermost |u| and sign(u), or None."""
    split = innermost(a) or innermost(b)
    if split is None:
        return prove_equal(a, b, domain) if left < SPLITS else None
    if left == 0:
        return None
    name, u = split.name, split.args[0]
    values: list[Node] = [u, neg(u)] if name == "abs" else [ONE, MINUS_ONE, ZERO]
    proofs = []
    for value in values:
        proof = prove_by_cases(_replace(a, split, value), _replace(b, split, value), domain, left - 1)
        if proof is None:
            return None
        proofs.append(proof)
    kernels = dict.fromkeys(kind for proof in proofs for kind in proof.kernels)
    assuming = {condition for proof in proofs for condition in proof.assuming}
    return Proof(tuple(kernels), tuple(sorted(assuming)))


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
