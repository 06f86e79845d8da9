"""What shows that somebody worked at an item which has no value after all cells have run. Read from the words; nothing runs.

What names the item comes first: a comparison, a value inside a function, a comment. Only then what merely stands at its
place, between its neighbours in the file.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from grader.measures import LONGEST_NAME
from grader.model import Attempt, AttemptKind, Cell, TextBeside
from grader.submissions.source.bindings import PARSE_ERRORS, bound_by, bound_names, parse, stores
from grader.submissions.source.blank_body import is_blank_body, left_blank
from grader.submissions.source.magics import CLEARING, RUNS, prepare

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_SHOWS = frozenset({"print", "display", "pprint"})
_GIVEN = frozenset({"symbols", "Symbol", "var"})  # the first cell of a stub binds its letters by them
_CELL_MAGIC = re.compile(r"\s*%%(\w+)[^\n]*")
_OTHER_FILE = re.compile(r"^[ \t]*%(run|load)[ \t]+\S", re.MULTILINE)
WEAK = frozenset({"bare value", "other name", "outside", "printed", "text beside"})  # nothing in them names the item
_END = 1 << 62  # behind all cells
_ANSWER = r"{0}[ \t]*=(?!=)[ \t]*(?!\.\.\.|None\b)\S|def[ \t]+{0}\("


@dataclass(frozen=True, slots=True)
class _Statement:
    cell: int
    node: ast.stmt
    names: frozenset[str]  # that it binds
    last: bool  # of its cell, so that its value is shown


@dataclass(frozen=True, slots=True)
class Held:
    """What a run has shown of an item: `none` if its name holds None, `there` if it holds something that no cell binds."""

    none: bool = False
    there: bool = False


class Attempts:
    """Looks through all cells once. `order`: the names that are asked for, as the exercise has them, `functions` among
    them; `absent`: modules; `failed`: cells that broke off."""

    def __init__(
        self,
        cells: Sequence[Cell],
        order: Sequence[str],
        *,
        texts: Sequence[TextBeside] = (),
        absent: Collection[str] = (),
        failed: Collection[int] = (),
        functions: Collection[str] = (),
    ) -> None:
        self._functions = frozenset(functions)
        self._failed = frozenset(failed)
        self._cells = {cell.number: cell.source for cell in cells}
        self._order = tuple(order)
        self._texts = tuple(texts)
        self._absent = frozenset(absent)
        self._unread: dict[int, frozenset[str]] = {}  # cells that Python cannot read, and what they seem to bind
        self._statements: list[_Statement] = []
        for cell in cells:
            source = prepare(cell)[0]
            try:
                body = parse(source).body
            except PARSE_ERRORS:
                self._unread[cell.number] = bound_names(source)
                continue
            for node in body:
                self._statements.append(_Statement(cell.number, node, bound_by(node), node is body[-1]))

    def failed(self, name: str) -> int:
        """The one of the cells that failed which seems to be about this item; 0 if none does, or more can be said."""
        if self._by_name(name, Held()) is not None:
            return 0
        others = {other for other in self._order if other != name}
        word = re.compile(rf"\b{re.escape(name)}\b")
        for number, bound in self._unread.items():
            if not bound & others and any(word.search(line.partition("#")[0]) for line in self._cells[number].split("\n")):
                return number
        for one in self._statements:
            if one.cell in self._failed and _leans_on(one.node, name):
                return one.cell
        if self._bound(name):
            return 0
        low, high = self._neighbours(name)
        return next((number for number in sorted(self._failed) if low < number < high), 0)

    def at(self, name: str, held: Held) -> Attempt | None:
        """The clearest sign of work at the item."""
        looks: tuple[Callable[[str, Held], Attempt | None], ...] = (
            self._by_name,
            self._without_value,
            self._inside,
            self._in_cells,
            self._elsewhere,
            self._in_place,
        )
        return next((found for look in looks if (found := look(name, held)) is not None), None)

    def _by_name(self, name: str, held: Held) -> Attempt | None:
        for one in self._statements:
            match one.node:
                case ast.Expr(ast.Compare(ast.Name(left), [ast.Eq() | ast.Is()], [right])) if left == name:
                    if not _is_open(right):
                        return _at("compared", one)
                case ast.Expr(ast.Compare(_, [ast.Eq() | ast.Is()], [ast.Name(right_name)])) if right_name == name:
                    return _at("compared", one)
                case ast.AnnAssign(ast.Name(target), kind, None) if target == name:
                    if not isinstance(kind, ast.Name | ast.Attribute | ast.Subscript):
                        return _at("colon", one)
                case ast.Delete(targets) if any(isinstance(node, ast.Name) and node.id == name for node in targets):
                    return _at("deleted", one)
                case ast.Expr(ast.Call(ast.Attribute(_, "run_line_magic" | "magic"), [ast.Constant(), *_] as texts)):
                    command, *rest = " ".join(str(part.value) for part in texts if isinstance(part, ast.Constant)).split() or [
                        ""
                    ]
                    meant = command in CLEARING and (command != "xdel" or name in rest)
                    if meant and not held.there and self._answered_before(one, name):
                        return _at("cleared", one, command)
        return None

    def _answered_before(self, one: _Statement, name: str) -> bool:
        earlier = takewhile(lambda other: other is not one, self._statements)
        return any(name in other.names and left_blank(other.node) != name for other in earlier)

    def _without_value(self, name: str, held: Held) -> Attempt | None:
        """It was given something that turned out to be None."""
        if not held.none:
            return None
        for one in reversed(self._statements):
            if name in one.names:
                value = getattr(one.node, "value", None)
                if not isinstance(one.node, ast.Assign | ast.AnnAssign) or value is None or _is_open(value):
                    return None
                called = _called(value)
                if called in _SHOWS:
                    return _at("printed", one)
                return _at("no value", one, called) if called else _at("none", one)
        return None

    def _inside(self, name: str, held: Held) -> Attempt | None:
        """It has a value in a function or class only, or where no run comes along."""
        for one in self._statements:
            for holder in _definitions(one.node):
                if holder.name in self._order:
                    continue
                line = min(_filled_in(holder.body, name), default=0)
                if line:
                    called = any(isinstance(node, ast.Global) and name in node.names for node in ast.walk(holder))
                    return Attempt("not called" if called else "inside", one.cell, line, holder.name[:LONGEST_NAME])
            if name in one.names and not isinstance(one.node, ast.Assign | ast.AnnAssign | _Definition) and not held.there:
                kind: AttemptKind = "swallowed" if isinstance(one.node, ast.Try) else "not reached"
                return Attempt(kind, one.cell, next(line for stored, line in stores(one.node) if stored == name))
        return None

    def _in_cells(self, name: str, held: Held) -> Attempt | None:
        """It stands where Python does not look: in a comment, a text, a cell of another kind."""
        answer = _ANSWER.format(re.escape(name))
        comment = re.compile(rf"^[ \t]*#[# \t]*(?:{answer})|^[ \t]*{re.escape(name)}[ \t]*=[ \t]*\.\.\.[ \t]*#(?P<beside>.+)")
        for number, source in self._cells.items():
            magic = _CELL_MAGIC.match(source)
            if magic is not None and magic[1] not in RUNS:
                if re.search(rf"^[ \t]*(?:{answer})", source, re.MULTILINE):
                    return Attempt("skipped cell", number, 1, magic[1][:LONGEST_NAME])
                continue
            for line, text in enumerate(source.split("\n"), start=1):
                found = comment.match(text)
                if found and (found["beside"] is None or _is_value(found["beside"])):
                    return Attempt("comment", number, line)
        for one in self._statements:
            match one.node:
                case ast.Expr(ast.Constant(str(text))) if re.search(rf"^[ \t]*(?:{answer})", text, re.MULTILINE):
                    return _at("quoted", one)
        beside = next((text.cell for text in self._texts if name in text.names), None)
        return None if beside is None else Attempt("text cell", beside if beside in self._cells else 0)

    def _elsewhere(self, name: str, held: Held) -> Attempt | None:
        """It would have to come from somewhere else."""
        if held.there:
            return Attempt("indirect")
        home = next((one.cell for one in reversed(self._statements) if name in one.names), 0)
        for one in self._statements:
            match one.node:
                case ast.ImportFrom(module=str(module), names=[ast.alias(name="*")]) if home in (0, one.cell):
                    if module.partition(".")[0] in self._absent:
                        return _at("star import", one, module[:LONGEST_NAME])
        for number, source in self._cells.items():
            found = _OTHER_FILE.search(source)
            if found and home in (0, number):
                return Attempt("other file", number, source[: found.start()].count("\n") + 1, found[1])
        return None

    def _in_place(self, name: str, held: Held) -> Attempt | None:
        """Something of the student's stands between this item and the next one, and nothing says what it is for."""
        home, between = self._between(name)
        others = frozenset(self._order) - {name}
        for one in reversed(between if name in self._functions else ()):
            if isinstance(one.node, ast.FunctionDef) and self._could_be_it(one.node, others):
                return _at("other function", one, one.node.name[:LONGEST_NAME])
        for one in reversed(between):
            named = {node.id for node in ast.walk(one.node) if isinstance(node, ast.Name)}
            kind, word = self._own(one) if not named & others else ("", "")
            if home is not None and isinstance(home.node, _Definition) and (kind or isinstance(one.node, _Definition)):
                return _at("outside", one)
            if kind:
                return _at(kind, one, word)
        if home is not None and any(text.cell == home.cell for text in self._texts):
            return Attempt("text beside", home.cell)
        return None

    def _could_be_it(self, function: ast.FunctionDef, others: frozenset[str]) -> bool:
        """It is written, and no other answer uses it."""
        users = (one.node for one in self._statements if one.names & others)
        used = (node for user in users for node in ast.walk(user))
        return not is_blank_body(function) and not any(isinstance(node, ast.Name) and node.id == function.name for node in used)

    def _between(self, name: str) -> tuple[_Statement | None, list[_Statement]]:
        """The last statement that binds the name, and what stands beside it or at the place where it should be.

        Cells below it are taken for it as long as no item is bound in them, and the next item still has its own place.
        """
        statements, place = self._statements, self._order.index(name)
        home = next((one for one in reversed(statements) if name in one.names), None)
        low, high = self._neighbours(name)
        if home is None:
            return None, [one for one in statements if low < one.cell < high]
        asked = frozenset(self._order)
        mine = [one for one in statements if one.cell == home.cell]
        here = mine.index(home)
        begin = here if any(one.names & asked for one in mine[:here]) else 0
        end = min((k for k in range(here + 1, len(mine)) if mine[k].names & asked), default=len(mine))
        if all(self._bound(other) for other in self._order[place + 1 : place + 2]):
            high = min((one.cell for one in statements if one.cell > home.cell and one.names & asked), default=_END)
            below = [one for one in statements if home.cell < one.cell < high and one.cell not in self._failed]
            below = below if end == len(mine) else []
        else:
            below = []
        return home, [one for one in mine[begin:end] if one is not home] + below

    def _neighbours(self, name: str) -> tuple[int, int]:
        """The cells of the item before and of the item after; nothing lies between if neither is there."""
        place = self._order.index(name)
        before, after = frozenset(self._order[:place]), frozenset(self._order[place + 1 :])
        bound = [(one.cell, one.names) for one in self._statements] + list(self._unread.items())
        low = max((cell for cell, names in bound if names & before), default=0)
        high = min((cell for cell, names in bound if names & after and cell > low), default=_END)
        return (low, high) if low or high < _END else (0, 0)

    def _bound(self, name: str) -> bool:
        return any(name in one.names for one in self._statements) or any(name in names for names in self._unread.values())

    def _own(self, one: _Statement) -> tuple[str, str]:
        """What kind of sign a statement is, and the word for it; empty if it is none."""
        match one.node:
            case ast.Expr(value):
                called = _called(value)
                if called in _SHOWS:
                    shown = value.args if isinstance(value, ast.Call) else []
                    return ("printed", "") if any(not self._is_echo(part) for part in shown) else ("", "")
                if called or isinstance(value, ast.Call):
                    return ("bare value", "") if one.last and _computes(value) else ("", "")
                return ("", "") if _is_open(value) or self._is_echo(value) else ("bare value", "")
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                given = one.node.value
                if given is None or _is_open(given) or _called(given) in _GIVEN:
                    return "", ""
                names = sorted(name for name in one.names if not name.startswith("_") and name not in self._order)
                return ("other name", names[-1][:LONGEST_NAME]) if names else ("", "")
        return "", ""

    def _is_echo(self, value: ast.expr) -> bool:
        """`steps` alone, or words without a number: somebody looks, and says nothing."""
        if isinstance(value, ast.Name):
            return value.id in self._order
        if isinstance(value, ast.JoinedStr):
            shown = [part.value for part in value.values if isinstance(part, ast.FormattedValue)]
            return all(map(self._is_echo, shown))
        if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
            return False
        words = [word for word in re.findall(r"[^\W\d_]\w*", value.value) if word not in self._order]
        return len(words) > 2 or not any(map(str.isalnum, value.value))


def _at(kind: str, one: _Statement, word: str = "") -> Attempt:
    return Attempt(kind, one.cell, one.node.lineno, word)  # type: ignore[arg-type]


def _filled_in(body: Sequence[ast.stmt], name: str) -> Iterator[int]:
    """The lines where statements, or functions in them, bind the name to something of a student's."""
    for statement in (node for outer in body for node in ast.walk(outer) if isinstance(node, ast.stmt)):
        if left_blank(statement) is None and not isinstance(statement, ast.For | ast.While | ast.If | ast.With | ast.Try):
            yield from (line for stored, line in stores(statement) if stored == name)


def _definitions(statement: ast.stmt) -> Iterator[_Definition]:
    """The outermost functions and classes in a statement."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _Definition):
            yield node
        else:
            waiting += ast.iter_child_nodes(node)


def _leans_on(statement: ast.stmt, name: str) -> bool:
    """`steps.append(1)`, `steps[0] = 1`, `steps [1, 2]`: it takes for granted that the name has a value already."""
    match statement:
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(held)))) | ast.Expr(ast.Call(ast.Name(held))):
            return held == name
        case ast.Expr(ast.Subscript(ast.Name(held))):
            return held == name
        case ast.Assign([ast.Subscript(ast.Name(held)) | ast.Attribute(ast.Name(held))]):
            return held == name
        case ast.AugAssign(ast.Subscript(ast.Name(held)) | ast.Name(held)):
            return held == name
    return False


def _called(value: ast.expr) -> str:
    match value:
        case ast.Call(ast.Name(name)) | ast.Call(ast.Attribute(attr=name)):
            return name
    return ""


def _computes(value: ast.expr) -> bool:
    """A call that is an answer of its own, `Rational(1, 2)` or `diff(w**2, w)`, and not `plt.show()` or `train()`."""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and bool(value.args)


def _is_open(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and (value.value is None or value.value is ...)


def _is_value(comment: str) -> bool:
    """Is it an expression with a number in it, and no sentence?"""
    if not any(map(str.isdigit, comment)):
        return False
    try:
        return isinstance(parse(comment.strip()).body[0], ast.Expr)
    except (*PARSE_ERRORS, IndexError):
        return False
