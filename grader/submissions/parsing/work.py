"""How much of a hand-in is a student's own: what a blank sheet holds is no work."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

from grader.model import TextBeside
from grader.submissions.source.bindings import PARSE_ERRORS, bound_names, parse
from grader.submissions.source.blank_body import is_blank, is_blank_body, left_blank

_MAGIC = re.compile(r"^[ \t]*[%!?][^\n]*", re.MULTILINE)
_BLANK = (None, ...)
_GIVEN = frozenset({"symbols", "Symbol", "var"})  # what the first cell of a stub binds its letters by
_SETTINGS = frozenset(
    {"mount", "show", "init_printing", "filterwarnings", "simplefilter", "seed", "manual_seed", "set_printoptions", "use"}
)
_LEFT_OPEN = re.compile(r"\.\.\.|None\b")
_ANSWER_IN_COMMENT = re.compile(r"^[ \t]*#[# \t]*[A-Za-z_]\w*[ \t]*=(?!=)[ \t]*(?!\.\.\.)\S", re.MULTILINE)


class Work:
    """`names` are bound to something of the student's own; `touched` if there is anything that no blank sheet holds;
    `left_open` if something still waits for its answer."""

    def __init__(self, code: Iterable[str], text: Sequence[TextBeside] = ()) -> None:
        self.names: set[str] = set()
        self.left_open = False
        self.touched = bool(text)
        for source in code:
            self._look(source)
        self.touched = self.touched or bool(self.names)

    @property
    def blank(self) -> bool:
        """Is it still the sheet as it was given out?"""
        return self.left_open and not self.touched

    def _look(self, source: str) -> None:
        self.touched = self.touched or bool(_ANSWER_IN_COMMENT.search(source))
        try:
            statements = parse(_MAGIC.sub("", source)).body
        except PARSE_ERRORS:
            self.touched = True
            self.names |= {name for name in bound_names(source) if not _is_open(source, name)}
            return
        for statement in statements:
            self._take(statement)

    def _take(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Global():
                return
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                if is_blank_body(statement):
                    self.left_open = True
                else:
                    self.names.add(statement.name)
            case ast.Assign() | ast.AnnAssign():
                if statement.value is None or _is_open_value(statement.value):
                    self.left_open = True
                elif not _is_given(statement.value):
                    self.names |= set(_stored(statement))
            case ast.Expr():
                self.touched = self.touched or not (is_blank(statement) or _is_setting(statement.value))
            case _:
                self.touched = True
                self.names |= set(_stored(statement))


def is_left_blank(source: str) -> bool:
    """Is a cell nothing but what the template leaves to its student?"""
    try:
        statements = parse(source).body
    except PARSE_ERRORS:
        return False
    return bool(statements) and all(left_blank(statement) is not None for statement in statements)


def _stored(statement: ast.AST) -> Iterator[str]:
    match statement:
        case ast.Assign([ast.Name(name)], ast.Constant() | ast.Name()):  # most lines are: no walk through the tree
            yield name
            return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def _is_open_value(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and any(value.value is blank for blank in _BLANK)


def _is_given(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in _GIVEN


def _is_setting(value: ast.expr) -> bool:
    """`drive.mount(…)`, `plt.show()`, `init_printing()`: how somebody works, not what is answered."""
    called = value.func if isinstance(value, ast.Call) else None
    return (
        isinstance(called, ast.Attribute | ast.Name)
        and (called.attr if isinstance(called, ast.Attribute) else called.id) in _SETTINGS
    )


def _is_open(source: str, name: str) -> bool:
    """Of a cell that Python cannot read: is all that stands behind the name the three dots?"""
    values = re.findall(rf"^[ \t]*{re.escape(name)}[ \t]*=(?!=)[ \t]*(.*)$", source, re.MULTILINE)
    return bool(values) and all(_LEFT_OPEN.match(value) for value in values)
