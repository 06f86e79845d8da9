"""Conditions without roots: a·√p + b > 0 in terms of the signs of a, b and a²p - b²."""

from __future__ import annotations

from grader.algebra.conditions.conditions import make_atom
from grader.algebra.conditions.monotone import in_functions, parts
from grader.algebra.conditions.regions import Atom, Region, all_of, any_of, negation
from grader.algebra.kernels.field import GENS, Field, Poly
from grader.algebra.kernels.terms import degree_in
from grader.algebra.syntax.tree import Operator


def root_in(field: Field, poly: Poly) -> int | None:
    """A root of a symbol's formula that occurs once in it, as a generator."""
    found = [i for i in in_functions(field, poly) if field.kernels[i].kind == "root"]
    return found[-1] if found else None


def unrooted(field: Field, atom: Atom, place: int) -> Region | None:
    """The same condition without that root (R ≥ 0, R^n = |p|), if it is linear in it."""
    slope, rest = parts(atom.poly, place)
    if degree_in(slope, place) > 0:
        return None
    n = field.kernels[place].parts
    radicand = field.reduced(GENS[place] ** n)  # |p|
    if degree_in(radicand, place) > 0:
        return None
    if n % 2:
        return make_atom(field, atom.op, slope**n * radicand + rest**n)

    def said(op: Operator, poly: Poly) -> Region:
        return make_atom(field, op, poly)

    def above(a: Poly, b: Poly) -> Region:
        """a·R + b > 0."""
        gap = a**n * radicand - b**n
        return any_of(
            [
                all_of([said(">", b), said(">=", a)]),
                all_of([said(">", b), said("<", gap)]),
                all_of([said(">", a), said(">", gap)]),
            ]
        )

    match atom.op:
        case "=" | "!=":
            equal = all_of([said("=", slope**n * radicand - rest**n), said("<=", slope * rest)])
            return equal if atom.op == "=" else negation(equal)
        case ">":
            return above(slope, rest)
        case "<":
            return above(-slope, -rest)
        case ">=":
            return negation(above(-slope, -rest))
        case _:
            return negation(above(slope, rest))
