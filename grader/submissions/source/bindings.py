"""What the source of a cell binds and imports, by the compiler's own symbol table and the syntax tree. Never raises."""

from __future__ import annotations

import ast
import re
import symtable
import warnings
from collections.abc import Callable, Iterator, Sequence

# What may come out of parsing arbitrary text; RecursionError and MemoryError are CPython's words for "nested too deeply".
PARSE_ERRORS = (SyntaxError, ValueError, RecursionError, MemoryError)

_INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u202a-\u202f\u2060-\u2064\ufeff]")  # Python refuses them; nobody sees why
_LOOKS_BOUND = re.compile(
    r"(?:(?:async\s+)?def|class)\s+(?P<definition>\w+)|(?P<name>\w+)\s*(?::[^=]+)?(?:[-+*/%@&|^]|//|\*\*|<<|>>)?=(?!=)"
)


def bound_names(source: str) -> frozenset[str]:
    """The names that running `source` as a cell may bind: assignments of all kinds, imports, def, class, for, with, global.

    A cell that does not parse is searched line by line, so that its error can be told to belong to an item.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = symtable.symtable(source, "cell", "exec")
    except PARSE_ERRORS:
        return _names_by_eye(source)
    names = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
    }
    pending = list(table.get_children())
    while pending:
        inner = pending.pop()
        pending += inner.get_children()
        names |= {symbol.get_name() for symbol in inner.get_symbols() if symbol.is_declared_global() and symbol.is_assigned()}
    return frozenset(names)


def stores(statement: ast.AST) -> Iterator[tuple[str, int]]:
    """The names that a statement binds, with lines; what functions and comprehensions in it bind is their own."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id, node.lineno
            waiting += ast.iter_child_nodes(node)


def bound_by(statement: ast.AST) -> frozenset[str]:
    return frozenset(name for name, _ in stores(statement))


def last_change(source: str, name: str) -> int:
    """The last line of the last statement of a cell that sets `name`, or changes it as in `steps.append(…)`; 0 if none."""
    try:
        statements = parse(source).body
    except PARSE_ERRORS:
        return 0
    return max((node.end_lineno or 0 for node in statements if _changes(node, name)), default=0)


def _changes(statement: ast.AST, name: str) -> bool:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            return True
        held = node.value if isinstance(node, ast.Attribute | ast.Subscript) else None
        if isinstance(held, ast.Name) and held.id == name:
            return True
    return False


def names_computed_with(sources: Sequence[str], token: str, shows: Callable[[ast.AST], bool]) -> frozenset[str]:
    """The names whose values are computed with what `shows` in the syntax tree, directly or by way of other names.

    Where it shows, the source holds `token`.
    """
    found: set[str] = set()
    for _ in range(2):  # a later cell may set what an earlier function uses
        for source in sources:
            if found or token in source:
                found |= _computed_with(source, found, shows)
    return frozenset(found)


def _computed_with(source: str, known: set[str], shows: Callable[[ast.AST], bool]) -> set[str]:
    try:
        statements = parse(source).body
    except PARSE_ERRORS:
        return set()
    found: set[str] = set()
    for statement in statements:
        nodes = list(ast.walk(statement))
        names = {node.id: isinstance(node.ctx, ast.Load) for node in nodes if isinstance(node, ast.Name)}
        uses = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        if any(map(shows, nodes)) or uses & (known | found):
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                found.add(statement.name)
            else:
                found |= {name for name, loaded in names.items() if not loaded}
    return found


def needed_modules(source: str) -> frozenset[str]:
    """The top-level packages that the cell imports, but for imports under `try`: there the student has provided for it."""
    try:
        tree = parse(source)
    except PARSE_ERRORS:
        return frozenset()
    names: set[str] = set()
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
        skipped: list[ast.stmt] = node.body if isinstance(node, ast.Try) else []
        pending += [child for child in ast.iter_child_nodes(node) if not any(child is one for one in skipped)]
    return frozenset(names)


def parse(source: str, filename: str = "cell") -> ast.Module:
    """The syntax tree, without Python's remarks about style.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source, filename)


def _names_by_eye(source: str) -> frozenset[str]:
    found = (match for line in _INVISIBLE.sub("", source).split("\n") if (match := _LOOKS_BOUND.match(line)))
    return frozenset(match["definition"] or match["name"] for match in found)
