"""All points of a line or plane: parametrised as (5 + 7*t, -4*t), or by linear equations such as 4*w1 + 7*w2 = 20."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from grader.algebra.door import compare
from grader.algebra.reading.in_front import without_front
from grader.algebra.reading.tokens.lexer import LONGEST
from grader.algebra.syntax.tree import And, FiniteSet, Node, Num, Rel, Seq, Sym, Truth, num, rebuild, substitute, symbols, walk
from grader.answers.base.answer_kind import ROUNDED_COEFFICIENTS, AnswerKind, Note, Partial, written
from grader.answers.base.canonical import Canonical
from grader.answers.base.tolerance import refuted
from grader.answers.base.trees import NOT_A_NUMBER, expect_symbols, holds_nan, is_scalar, node_from, raw_of
from grader.answers.comparing.invariants import is_rounded
from grader.answers.comparing.reach import reach
from grader.answers.reading.labelled import JOINED
from grader.answers.reading.line_notation import parametric
from grader.answers.reading.values import BLANK, Unread, node_of
from grader.errors import AuthorError
from grader.mistakes.generic.not_a_number import NotANumber
from grader.model import Certificate, Json, Text

USUAL = ("t", "s", "r", "u", "k", "lambda", "mu", "tau", "alpha")  # parameters that a text may use besides the declared
LARGEST_DENOMINATOR = 100  # of a fraction that a typed decimal may stand for


@dataclass(frozen=True)
class AffineSet(AnswerKind):
    """The points called `names`, with `parameters` that run through all reals; the reference is one parametrisation.

    Any parametrisation with any parameter, the linear equations of the points and solved equations are read. One point
    or a part of the points earns half. A map that is not affine counts if it provably reaches all of them.

        AffineSet("w1 w2", parameters="t")

    Raises:
        AuthorError: fewer than two names, or a parameter that is one of them.
    """

    kind = "vector"
    reader = "family"
    has_form = False  # single points and maps that are not affine
    names: tuple[str, ...] | str
    parameters: tuple[str, ...] | str = field(default=("t",), kw_only=True)

    def __post_init__(self) -> None:
        for option in ("names", "parameters"):
            value = getattr(self, option)
            object.__setattr__(self, option, tuple(value.split() if isinstance(value, str) else value))
        if len(self.names) < 2 or set(self.names) & set(self.parameters):
            raise AuthorError(
                "an AffineSet has at least two names, and parameters that are none of them",
                de="ein AffineSet hat mindestens zwei Namen, und seine Parameter heißen anders",
            )

    def reading(self) -> dict[str, Json]:
        symbols = list(dict.fromkeys((*self.names, *self.parameters, *USUAL)))
        return {**super().reading(), "names": list(self.names), "symbols": symbols}

    @property
    def form(self) -> Text:
        t, names = self.parameters[0], self.names
        pair = ", ".join(f"{index + 3} + {3 * index + 2}*{t}" for index in range(len(names)))
        return Text(
            de=f"`({', '.join(f'{name}({t})' for name in names)})` als Tupel, z. B. `({pair})`, "
            f'oder eine Gleichung, z. B. `"{names[0]} - 9*{names[-1]} = 8"`',
            en=f"`({', '.join(f'{name}({t})' for name in names)})` as a tuple, e.g. `({pair})`, "
            f'or an equation, e.g. `"{names[0]} - 9*{names[-1]} = 8"`',
        )

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        names = tuple(reading["names"])
        context = {"kind": "family", "symbols": reading["symbols"], "length": len(names)}
        if type(value) is str:
            value = parametric(JOINED.sub("; ", without_front(value[: LONGEST + 1], names, "region")), names)
        return raw_of(_settled(node_of(value, context), names))

    def expect(self, raw: Json) -> None:
        self.show(raw)  # parameters may have any name

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = node_from(student), node_from(reference)
        if isinstance(answer, Seq) and len(answer.args) != len(self.names):
            return refuted("length", self._length(len(answer.args)))
        if any(map(holds_nan, walk(answer))) or BLANK in getattr(answer, "args", ()):
            return refuted("nan", NOT_A_NUMBER)
        found = self._compare(answer, key)
        if found.verdict == "refuted" and (exact := unrounded(answer)) != answer:
            again = self._compare(exact, key)
            if again.verdict == "proved" and is_typed(answer):
                return replace(again, verdict="undecided", method=ROUNDED_COEFFICIENTS, explanation=ROUNDED)
            return again if again.verdict == "proved" else found
        return found

    def _compare(self, answer: Node, key: Node) -> Certificate:
        found = compare(self._in_all_names(answer), self._in_all_names(key), kind="affine")
        if found.verdict != "undecided" or not isinstance(answer, Seq):
            return found
        return self._along(answer, key) or found

    def _along(self, answer: Seq, key: Node) -> Certificate | None:
        """A map that is not affine: do its points lie on the line, and does it reach all of it?"""
        from grader.algebra.solving.affine import residuals

        rest = residuals(self._in_all_names(key), tuple(self.names))
        if rest is None:
            return None
        point = dict(zip(self.names, answer.args, strict=True))
        found = [compare(substitute(one, point), num(0), kind="expression") for one in rest]
        off = next((certificate for certificate in found if certificate.verdict == "refuted"), None)
        if off is not None:
            return off
        if any(certificate.verdict == "undecided" for certificate in found):
            return None
        match reach(answer):
            case "all":
                return replace(found[0], method="all of the line is reached", explanation=WHOLE)
            case "part":
                return refuted("part", PART)
        return None

    def canonical(self, raw: Json) -> Canonical | None:
        """The equations of a line or plane; a single point, which earns half wherever it lies, has no form of its own."""
        from grader.algebra.solving.affine import rows_of

        answer = unrounded(node_from(raw))
        if BLANK in getattr(answer, "args", ()) or any(map(holds_nan, walk(answer))):
            return None
        rows = rows_of(self._in_all_names(answer), tuple(self.names))
        if rows is None or len(rows) >= len(self.names):
            return None
        return tuple(" ".join(map(str, row)) for row in rows)

    def _in_all_names(self, node: Node) -> Node:
        """`w1 = 5` is a line in the plane: every name is mentioned."""
        if isinstance(node, Seq):
            return node
        parts = node.args if isinstance(node, And) else (node,)
        return And((*parts, *(Rel("=", Sym(name), Sym(name)) for name in self.names)))

    def partial(self, student: Json, reference: Json) -> Partial | None:
        from grader.algebra.solving.affine import affine_part

        answer, key = unrounded(node_from(student)), node_from(reference)
        if isinstance(answer, Seq) and (len(answer.args) != len(self.names) or BLANK in answer.args):
            return None
        if affine_part(self._in_all_names(answer), self._in_all_names(key)):
            return Partial(Fraction(1, 2), ONE_POINT)
        if self.same(student, reference).method == "part":
            return Partial(Fraction(1, 2), PART)
        return None

    def note_alone(self, student: Json) -> Text | None:
        answer = node_from(student)
        if isinstance(answer, Seq) and len(answer.args) != len(self.names):
            return self._length(len(answer.args))
        return TRY_A_POINT

    def generic(self, student: Json, reference: Json) -> Note | None:
        answer = node_from(student)
        if isinstance(answer, Seq) and len(answer.args) != len(self.names):
            return None
        return Note(NOT_A_NUMBER, NotANumber.id) if any(map(holds_nan, walk(answer))) else None

    def _length(self, got: int) -> Text:
        asked = len(self.names)
        return Text(
            de=f"Ein Punkt hat hier {asked} Koordinaten, du hast {got} angegeben.",
            en=f"A point has {asked} coordinates here; you gave {got}.",
        )

    def show(self, raw: Json) -> Text:
        node = node_from(raw)
        parts = node.args if isinstance(node, And) else (node,)
        if not isinstance(node, Seq) and not all(isinstance(part, Rel) for part in parts):
            raise ValueError("neither a point nor equations")
        return super().show(raw)

    def rebuild(self, raw: Json) -> Any:
        """A list of formulas in the declared parameters, whatever the student called them; None where there is none."""
        import sympy

        from grader.algebra.sympy_bridge.to_sympy import to_sympy

        node = node_from(raw)
        if isinstance(node, Seq):
            point = [to_sympy(entry) for entry in node.args]
        else:
            parts = node.args if isinstance(node, And) else (node,)
            equations = [to_sympy(part.left) - to_sympy(part.right) for part in parts if isinstance(part, Rel)]
            solved = sympy.linsolve(equations, *map(sympy.Symbol, self.names))
            if not solved:
                return None
            point = list(solved.args[0])
        free = sorted({name for entry in point for name in entry.free_symbols}, key=str)
        if len(point) != len(self.names) or len(free) > len(self.parameters):
            return None
        renamed = dict(zip(free, map(sympy.Symbol, self.parameters), strict=False))
        return [entry.subs(renamed, simultaneous=True) for entry in point]

    def code(self, raw: Json) -> str:
        return written(self.rebuild(raw))


def _settled(node: Node, names: tuple[str, ...]) -> Node:
    """A point with parameters, or linear equations in the names. Raises Unread for anything else."""
    from grader.algebra.solving.affine import is_linear

    while isinstance(node, FiniteSet | Seq) and len(node.args) == 1 and isinstance(node.args[0], Seq | Rel | And | FiniteSet):
        node = node.args[0]
    if isinstance(node, Rel) and node.op == "=" and isinstance(node.left, Seq) and isinstance(node.right, Seq):
        node = node.right if node.left == Seq(tuple(map(Sym, names))) else node.left
    if isinstance(node, Seq | And) and node.args and all(isinstance(part, Rel) for part in node.args):
        node = _by_name(node, names) or And(node.args)
    if isinstance(node, Truth):
        raise Unread("truth value, no set")
    if isinstance(node, Seq) and all(is_scalar(part) or part == BLANK for part in node.args):
        return node
    parts = node.args if isinstance(node, And) else (node,)
    if not all(isinstance(part, Rel) and part.op == "=" for part in parts):
        raise Unread("not all points")
    expect_symbols(node, {"symbols": names})
    for part in parts:
        assert isinstance(part, Rel)
        if not (is_linear(part.left, names) and is_linear(part.right, names)):
            raise Unread("equation not linear")
    return node


def _by_name(node: Seq | And, names: tuple[str, ...]) -> Seq | None:
    """`w1 = 5 + 7t, w2 = -4t` as a point, if it gives every coordinate by parameters alone."""
    values: dict[str, Node] = {}
    for part in node.args:
        assert isinstance(part, Rel)
        for name, value in ((part.left, part.right), (part.right, part.left)):
            if isinstance(name, Sym) and name.name in names and not set(names) & symbols(value):
                values[name.name] = value
    free = any(symbols(value) for value in values.values())
    return Seq(tuple(values[name] for name in names)) if len(values) == len(names) and free else None


def is_typed(node: Node) -> bool:
    """Did a person round here? A machine's float has more digits than anybody types."""
    texts = [part.text for part in walk(node) if isinstance(part, Num) and part.text]
    return is_rounded(node) and any(2 < _places(text) < 12 for text in texts)


def _places(text: str) -> int:
    return len(text.replace(",", ".").partition(".")[2])


def unrounded(node: Node) -> Node:
    """Decimals of at least three places replaced by the simplest fraction that rounds to them: 2.857 by 20/7."""
    if isinstance(node, Num) and node.text is not None and _places(node.text) > 2 and "e" not in node.text:
        half = Fraction(1, 2 * 10 ** min(_places(node.text), 12))
        for denominator in range(1, LARGEST_DENOMINATOR + 1):
            simple = Fraction(round(node.value * denominator), denominator)
            if abs(simple - node.value) <= half:
                return Num(simple)
        return node
    return rebuild(node, unrounded)


ONE_POINT = Text(
    de="Das gehört alles dazu, ist aber nur ein einzelner Punkt. Gefragt sind alle.",
    en="This belongs to it, but it is only one point. Give all of them.",
)
PART = Text(
    de="Deine Punkte gehören alle dazu, aber du erreichst nicht alle. Welche Werte kann dein Ausdruck nicht annehmen?",
    en="Your points all belong to it, but you do not reach all of them. Which values can your expression never take?",
)
WHOLE = Text(de="Alle Punkte werden erreicht.", en="All points are reached.")
TRY_A_POINT = Text(
    de="Nicht alle deine Punkte gehören dazu. Setze für den Parameter eine Zahl ein und prüfe den Punkt.",
    en="Not all of your points belong to it. Put in a number for the parameter and check the point.",
)
ROUNDED = Text(
    de="Deine Zahlen sind gerundet; mit Brüchen wäre es genau. Deine Lehrkraft sieht es sich an.",
    en="Your numbers are rounded; fractions would be exact. Your teacher will look at it.",
)
