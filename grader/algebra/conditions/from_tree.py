"""Trees as regions: what a condition, interval or set of numbers says about the signs of polynomials in kernels.

Where a term is defined is part of the condition: 1/x + 1/y = 2 says x ≠ 0 and y ≠ 0 as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.algebra.conditions.by_signs import with_known_signs
from grader.algebra.conditions.conditions import make_atom
from grader.algebra.conditions.open_powers import Behaviour, cases, rational_exponent
from grader.algebra.conditions.regions import FALSE, Always, Atom, Region, all_of, any_of, changed, holds, negation
from grader.algebra.kernels.field import Field, Kernel, NoProof, Poly, product, q
from grader.algebra.kernels.normal import normal
from grader.algebra.syntax.functions import core
from grader.algebra.syntax.tree import (
    MINUS_ONE,
    ONE,
    Add,
    And,
    Call,
    FiniteSet,
    Inf,
    Intersection,
    Interval,
    Minus,
    Mul,
    Node,
    Not,
    Num,
    Operator,
    Or,
    Pow,
    Rel,
    Seq,
    Sym,
    Truth,
    Union,
    sub,
    symbols,
    walk,
)
from grader.algebra.values.domain import Domain


class Reader:
    """Trees to regions in one field; sets of numbers speak about the symbol `variable`, points about `names` in order.

    `behaviour` says what open powers are where their bases are negative; without it they are read where the bases are
    positive.
    """

    def __init__(self, field: Field, variable: str, names: Sequence[str], behaviour: Behaviour | None = None) -> None:
        self.field, self.variable, self.names, self.behaviour = field, variable, names, behaviour

    def region(self, node: Node) -> Region:
        match node:
            case Truth(value):
                return Always(value)
            case And(args) | Intersection(args):
                return all_of([self.region(arg) for arg in args])
            case Or(args) | Union(args):
                return any_of([self.region(arg) for arg in args])
            case Not(arg):
                return negation(self.region(arg))
            case Minus(left, right):
                return all_of([self.region(left), negation(self.region(right))])
            case FiniteSet(args):
                return any_of([self.element(arg) for arg in args])
            case Interval():
                return self.interval(node)
            case Rel(op, left, right):
                return self.relation(op, left, right)
            case _:
                raise NoProof("no set")

    def element(self, node: Node) -> Region:
        if isinstance(node, Rel | And | Or):
            return self.region(node)
        if isinstance(node, Seq) and len(node.args) == len(self.names) > 1:
            return all_of([self.relation("=", Sym(name), arg) for name, arg in zip(self.names, node.args, strict=True)])
        if isinstance(node, Seq | FiniteSet | Interval):
            raise NoProof("a set of lists")
        return self.relation("=", Sym(self.variable), node)

    def interval(self, node: Interval) -> Region:
        low = self.relation(">" if node.low_open else ">=", Sym(self.variable), node.low)
        return all_of([low, self.relation("<" if node.high_open else "<=", Sym(self.variable), node.high)])

    def relation(self, op: Operator, left: Node, right: Node) -> Region:
        signs = [_infinity(side) for side in (left, right)]
        if any(signs):
            return Always(holds(op, (signs[0] or 0) - (signs[1] or 0)))
        if isinstance(left, Seq) and isinstance(right, Seq) and len(left.args) == len(right.args) and op == "=":
            return all_of([self.relation("=", a, b) for a, b in zip(left.args, right.args, strict=True)])
        found = []
        for difference, where in cases(self.field, core(sub(left, right)), self.behaviour):
            conditions = [self.compared(part, wanted) for part, wanted in where]
            conditions += [region for part, _ in where for region in self.defined(part)]
            if FALSE not in conditions:
                found.append(all_of([*conditions, self.signed(op, difference, conditions)]))
        return any_of(found)

    def signed(self, op: Operator, difference: Node, known: list[Region]) -> Region:
        """A formula in core functions compared with 0, where it is defined and `known` holds."""
        value = normal(self.field, difference)
        poly = value.top if op in ("=", "!=") else product(value.top, value.bottom)
        defined = self.defined(difference)
        where = [*known, *defined]

        def there(atom: Atom) -> Region:
            simpler = with_known_signs(self.field, atom.poly, where)
            return atom if simpler == atom.poly else make_atom(self.field, atom.op, simpler)

        # Once more behind make_atom, which may bring signs in: ln u = ln v says |u| = |v| to begin with.
        said = make_atom(self.field, op, with_known_signs(self.field, poly, where))
        return all_of([changed(said, there), *defined])

    def defined(self, node: Node) -> list[Region]:
        """Where a formula in core functions has a value."""
        found: list[Region] = []
        for part in walk(node):
            match part:
                case Pow(Num(value), _) if value > 0:
                    pass  # the most common one: 1/2
                case Pow(base, exponent):
                    power = rational_exponent(self.field, exponent)  # 1/3 is a quotient, not a number, in the tree
                    if power is not None and (power < 0 or power.denominator != 1):
                        found.append(self.compared(base, "!=" if power.denominator == 1 else ">" if power < 0 else ">="))
                case Call("log", (arg,)):
                    found.append(self.compared(arg, ">"))
                case Call("asin", (arg,)) if symbols(arg):
                    found += [self.compared(sub(ONE, arg), ">="), self.compared(Add((ONE, arg)), ">=")]
                case Call("lambertw", (arg,)) if symbols(arg):
                    found.append(self.compared(Add((arg, Call("exp", (MINUS_ONE,)))), ">="))
                case Call("factorial", (arg,)) if symbols(arg):
                    raise NoProof("where it is defined")
        return found

    def compared(self, node: Node, op: Operator) -> Region:
        value = normal(self.field, node)
        return make_atom(self.field, op, value.top if op in ("=", "!=") else product(value.top, value.bottom))


def _infinity(node: Node) -> int | None:
    match node:
        case Inf(sign):
            return sign
        case Mul((Num(value), Inf(sign))) if value:
            return sign if value > 0 else -sign
        case _ if any(isinstance(part, Inf) for part in walk(node)):
            raise NoProof("a formula with infinity")
        case _:
            return None


def in_domain(field: Field, names: list[str], domain: Domain) -> Region:
    """The declared ranges as a region."""
    parts: list[Region] = []
    for name in names:
        within = domain.get(name)
        if within is None:
            continue
        if within.integer:
            raise NoProof("whole numbers")
        x = field.kernel(("symbol", name), Kernel("symbol", name, positive=within.positive))
        if within.low is not None:
            parts.append(_bound(">" if within.low_open else ">=", x - q(within.low)))
        if within.high is not None:
            parts.append(_bound("<" if within.high_open else "<=", x - q(within.high)))
    return all_of(parts)


def _bound(op: Operator, poly: Poly) -> Region:
    return Atom(op, poly)
