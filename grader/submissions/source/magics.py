"""IPython's own language (`%`, `!`, `?`) taken out of cells; none of it is ever executed."""

from __future__ import annotations

import ast
import re
from typing import Any

from grader.model import Cell, Text
from grader.submissions.source.bindings import PARSE_ERRORS, parse

MAGIC_LINE = re.compile(r"^[ \t]*(?:[%!?]|\w[\w., ]*=[ \t]*[%!]\w|\w[\w.]*\?\??[ \t]*$)", re.MULTILINE)
_CELL_MAGIC = re.compile(r"\s*%%(?P<name>\w+)[^\n]*")
# they change nothing but how Jupyter shows things and loads modules
_SILENT = re.compile(r"^[ \t]*%(?:matplotlib|config|precision|load_ext|reload_ext|autoreload)\b[^\n]*$", re.MULTILINE)
_TRANSPARENT = frozenset({"time", "capture", "prun"})  # their body is Python and runs in the notebook's own namespace


def prepare(cell: Cell) -> tuple[str, Text | None]:
    """What of a cell is run: plain Python with the same lines, and a remark if something was left out."""
    if is_magic(cell.source):
        return _without_magics(cell.source, cell.number)
    if "get_ipython" in cell.source:  # a notebook exported as a script
        try:
            cut = _cut(cell.source)
        except PARSE_ERRORS:
            return cell.source, None
        return cut, _left_out(cell.number) if cut != cell.source else None
    return cell.source, None


def is_magic(source: str) -> bool:
    """The cell is no Python as it stands, and has lines that IPython might understand."""
    if not MAGIC_LINE.search(source):
        return False
    try:
        parse(source)
    except PARSE_ERRORS:
        return True
    return False


def _without_magics(source: str, number: int) -> tuple[str, Text | None]:
    cell_magic = _CELL_MAGIC.match(source)
    if cell_magic is not None:
        if cell_magic["name"] not in _TRANSPARENT:
            return "", _skipped(number, cell_magic["name"])
        source = "\n" * cell_magic[0].count("\n") + source[cell_magic.end() :]
        if not is_magic(source):
            return source, None
    remark = _left_out(number) if is_magic(_SILENT.sub("", source)) else None
    try:
        return _cut(_transform(source)), remark
    except PARSE_ERRORS:
        return _drop_lines(source), remark


def _transform(source: str) -> str:
    try:
        from IPython.core.inputtransformer2 import TransformerManager
    except ImportError:
        return _drop_lines(source)
    manager: Any = TransformerManager
    transformed: str = manager().transform_cell(source)
    blank = source[: len(source) - len(source.lstrip())].count("\n")  # IPython drops blank lines at the start
    return "\n" * blank + transformed


def _drop_lines(source: str) -> str:
    """Every line that looks like a magic becomes `pass`, at its own indentation."""
    return "\n".join(re.sub(r"\S.*", "pass", line) if MAGIC_LINE.match(line) else line for line in source.split("\n"))


def _cut(source: str) -> str:
    """The source with every statement that speaks of `get_ipython` replaced by `pass`."""
    tree = parse(source)
    if not any(_speaks(node) for node in ast.walk(tree)):
        return source
    lines = source.split("\n")
    for statement in _guilty(tree):
        first, last = statement.lineno - 1, (statement.end_lineno or statement.lineno) - 1
        indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        lines[first : last + 1] = [indent + "pass"] + [""] * (last - first)
    return "\n".join(lines)


def _guilty(tree: ast.AST) -> list[ast.stmt]:
    """The innermost statements with `get_ipython` in what is their own, not in a nested statement."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            own = [
                child
                for child in ast.iter_child_nodes(node)
                if not isinstance(child, ast.stmt | ast.excepthandler | ast.match_case)
            ]
            if any(_speaks(inner) for child in own for inner in ast.walk(child)):
                found.append(node)
    return found


def _speaks(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "get_ipython"


def _skipped(number: int, name: str) -> Text:
    return Text(
        de=f"Zelle {number} beginnt mit %%{name} und wurde nicht ausgeführt. Antworte in einer Zelle ohne %%{name}.",
        en=f"Cell {number} begins with %%{name} and was not run. Answer in a cell without %%{name}.",
    )


def _left_out(number: int) -> Text:
    return Text(
        de=f"In Zelle {number} wurden Befehle an Jupyter (Zeilen mit %, ! oder ?) nicht ausgeführt.",
        en=f"In cell {number} commands to Jupyter (lines with %, ! or ?) were not run.",
    )
