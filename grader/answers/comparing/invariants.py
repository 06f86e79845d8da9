"""Many right answers seen as one: an answer taken through public formulas, or held against conditions.

All of it is text and numbers, so that a kit without solutions can hold it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from grader.algebra.reading.parser import parse
from grader.algebra.syntax.tree import And, Node, Num, Rel, sub, substitute, walk
from grader.answers.base.canonical import Canonical, Measured
from grader.answers.base.placeholders import filled
from grader.answers.base.tolerance import EXACT, Tolerance, refuted, together
from grader.errors import AuthorError
from grader.model import Certificate, Text

ROUNDED_PLACES = 3  # a decimal with so many places was rounded by hand; with fewer it is meant as it stands


@dataclass(frozen=True, slots=True)
class Invariant:
    """Public formulas in the entries of a vector, and how near to the reference's values they must come.

    `within` holds for every formula, `rounded` instead of it for an answer that was rounded: one in which a decimal
    with at least three places stands.

        Invariant("4*w1 + 7*w2 - 20", within=Tolerance(abs="1e-6"), rounded=Tolerance(abs="0.02"))
    """

    formulas: tuple[str, ...]
    within: Tolerance
    rounded: Tolerance | None

    def __init__(self, *formulas: str, within: Tolerance = EXACT, rounded: Tolerance | None = None) -> None:
        if not formulas:
            raise AuthorError("Invariant(…) needs at least one formula", de="Invariant(…) braucht mindestens eine Formel")
        object.__setattr__(self, "formulas", formulas)
        object.__setattr__(self, "within", within)
        object.__setattr__(self, "rounded", rounded)

    def with_given(self, given: Mapping[str, Any]) -> Invariant:
        return Invariant(*(filled(text, given) for text in self.formulas), within=self.within, rounded=self.rounded)

    def canonical(self, entries: Mapping[str, Node]) -> Canonical:
        """The formulas' values; alike are those within the wider of the two tolerances."""
        bounds = [self.within, *([self.rounded] if self.rounded is not None else [])]
        loose, relative = (max(Fraction(getattr(one, name) or 0) for one in bounds) for name in ("abs", "rel"))
        return tuple(Measured(substitute(parse(formula), entries), loose, relative) for formula in self.formulas)

    def same(self, student: Mapping[str, Node], reference: Mapping[str, Node]) -> Certificate:
        """Do the formulas have the same values at both answers? Each maps an entry's name to the entry."""
        within = self.rounded if self.rounded is not None and any(map(is_rounded, student.values())) else self.within
        trees = [parse(formula) for formula in self.formulas]
        return together([within.same(substitute(tree, student), substitute(tree, reference)) for tree in trees])


def direction(*names: str) -> Invariant:
    """Any positive multiple counts: v/|v|. `direction("v1", "v2")` for a vector of two entries."""
    length = f"sqrt({' + '.join(f'{name}**2' for name in names)})"
    return Invariant(*(f"{name}/{length}" for name in names), within=Tolerance(abs="1e-6"))


def line_of(*names: str) -> Invariant:
    """Any multiple but 0 counts: the products v_i·v_k/|v|², which neither length nor sign changes."""
    square = f"({' + '.join(f'{name}**2' for name in names)})"
    products = [f"{one}*{other}/{square}" for index, one in enumerate(names) for other in names[index:]]
    return Invariant(*products, within=Tolerance(abs="1e-6"))


def is_rounded(entry: Node) -> bool:
    """Was a decimal with three or more places typed here?"""
    texts = [node.text for node in walk(entry) if isinstance(node, Num) and node.text]
    return any(len(text.replace(",", ".").partition(".")[2]) >= ROUNDED_PLACES for text in texts)


def relations(conditions: tuple[str, ...]) -> list[Rel]:
    """The single relations of all conditions: `0 <= p1 <= 1` is two.

    Raises:
        AuthorError: a condition is something else.
    """
    found: list[Rel] = []
    for text in conditions:
        tree = parse(text, kind="region")
        parts = tree.args if isinstance(tree, And) else (tree,)
        wrong = [part for part in parts if not isinstance(part, Rel)]
        if wrong:
            raise AuthorError(
                f"such_that={text!r} is not a condition; write relations such as 'p1 + p2 = 1' or 'p1 > 0'",
                de=f"such_that={text!r} ist keine Bedingung; schreibe Beziehungen wie 'p1 + p2 = 1' oder 'p1 > 0'",
                at=text,
            )
        found += [part for part in parts if isinstance(part, Rel)]
    return found


def satisfied(conditions: tuple[str, ...], entries: Mapping[str, Node], within: Tolerance) -> Certificate:
    """Do all conditions hold? Two sides within the tolerance count as equal: `=` and `>=` hold then, `>` does not."""
    return together([_holds(relation, entries, within) for relation in relations(conditions)])


def _holds(relation: Rel, entries: Mapping[str, Node], within: Tolerance) -> Certificate:
    left, right = (substitute(side, entries) for side in (relation.left, relation.right))
    equal = within.same(left, right)
    if equal.verdict == "undecided":
        return equal
    if equal.verdict == "proved":
        holds = relation.op in ("=", "<=", ">=")
    else:
        sign = _sign(sub(left, right))
        holds = {"=": False, "!=": sign != 0, "<": sign < 0, "<=": sign < 0, ">": sign > 0, ">=": sign > 0}[relation.op]
    return replace(equal, verdict="proved", method="condition", explanation=HOLDS, witness=None) if holds else FAILS


def _sign(difference: Node) -> int:
    """The sign of a number that is not near 0; 0 where it has no value."""
    from grader.algebra.values.evaluation import Undefined, Unknown, evaluate
    from grader.algebra.values.exact import number

    value = number(difference)
    if value is not None:
        return (value > 0) - (value < 0)
    try:
        ball = evaluate(difference)
    except (Undefined, Unknown):
        return 0
    return 1 if ball > 0 else -1 if ball < 0 else 0


HOLDS = Text(de="Die Bedingung ist erfüllt.", en="The condition holds.")
FAILS = refuted("condition", Text(de="Eine Bedingung ist nicht erfüllt.", en="A condition does not hold."))
