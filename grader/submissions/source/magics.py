"""IPython's own language (`%`, `!`, `?`, prompts, indented cells) as Python.

Whatever is no Python goes through IPython's input transformation, which turns commands into calls of `get_ipython()`. Code
that such a command would run (`%time steps = […]`) takes the place of the call; all other calls find a shell that does those
which give names, and nothing else (runner/child/jupyter_commands.py).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from grader.measures import LONGEST_NAME
from grader.model import Cell
from grader.submissions.source.bindings import PARSE_ERRORS, parse
from grader.submissions.source.remark import Remark

MAGIC_LINE = re.compile(r"^[ \t]*(?:[%!?]|[,;/]\w|[^#=\n]*=[ \t]*[%!]\w|[^#'\"\n]*\?\??[ \t]*$)", re.MULTILINE)
_INDENTED = re.compile(r"(?:[ \t]*\n)*[ \t]+\S")  # the whole cell, as it is copied out of a function
_PROMPT = re.compile(r"^(?:>>> |In \[\d+\]: | *\.\.\.: )", re.MULTILINE)  # pasted from a console
_CELL_MAGIC = re.compile(r"\s*%%(?P<name>\w+)(?P<rest>[^\n]*)")
RUNS = frozenset({"time", "capture", "prun"})  # what stands behind them is Python and runs in the notebook's own namespace
_CAPTURED = re.compile(r"(?:^|\s)([A-Za-z_]\w*)(?=\s|$)")  # %%capture out
_FILES = frozenset({"writefile", "file"})  # keep their text
CLEARING = frozenset({"reset", "reset_selective", "xdel"})  # take names away
# Cells of IPython's own that are no Python of this notebook; any other name may be a command that the student has made.
_FOREIGN = frozenset(
    {
        "HTML", "SVG", "bash", "code_wrap", "debug", "html", "javascript", "js", "latex", "markdown", "perl", "pypy",
        "python", "python2", "python3", "ruby", "script", "sh", "svg", "sx", "system", "timeit"
    }
)  # fmt: skip
TIMED = re.compile(r"(?:^|\s)-[tcq]*[ov]")  # %timeit -o: the result is asked for
_OPTIONS = re.compile(r"\s*(?:--no-raise-error\s+|-[rq]+\s+|-[lsTD]\s+\S+\s+)*")  # of %time and %prun
# A cell of one line may leave out the %: these are no names that a beginner gives.
_BARE = re.compile(r"\s*(?:time|prun|matplotlib|pylab|pip|conda|cd|ls|pwd|load_ext)[ \t]+[^\s=(.\[,][^\n]*\s*")
# They change nothing but how Jupyter shows things and loads modules; %grade is ours.
_SILENT = frozenset(
    {
        "matplotlib", "config", "precision", "load_ext", "reload_ext", "autoreload", "pinfo", "pinfo2",
        "psearch", "pdoc", "psource", "pylab", "autosave", "automagic", "autocall", "xmode", "colors", "pdb",
        "gui", "doctest_mode", "who", "whos", "lsmagic", "history", "grade"
    }
)  # fmt: skip
# They are done, or say for themselves that they could not (runner/child/jupyter_commands.py).
_DONE = (
    _FILES
    | CLEARING
    | {
        "pwd", "who_ls", "dirs", "env", "set_env", "store", "macro", "rerun", "run", "alias_magic", "capture", "timeit"
    }
)  # fmt: skip
# They run code out of a text, which nobody has looked at, or change the process.
CHANGING = RUNS | {"run", "rerun", "macro", "alias_magic", "env", "set_env"}
_PYLAB = (
    "import numpy, matplotlib; from matplotlib import pylab, mlab, pyplot; from matplotlib.pylab import *; "
    "from numpy import *; np, plt = numpy, pyplot"
)
_DEEPEST = 3  # magics within magics


def prepare(cell: Cell) -> tuple[str, Remark | None]:
    """What of a cell is run: plain Python with the same lines, and a remark if something was left out."""
    magic = _CELL_MAGIC.match(cell.source)
    if magic is not None and magic["name"] not in RUNS:
        done = _kept(magic, cell.source)
        is_done = done and (magic["name"] in _FILES or magic["name"] in _FOREIGN)
        return done, None if is_done else Remark("skipped magic", cell.number, magic["name"][:LONGEST_NAME])
    source, left_out = _python(cell.source)
    return source, Remark("commands left out", cell.number) if left_out else None


def _kept(magic: re.Match[str], source: str) -> str:
    """The call of a command that a whole cell is given to, in as many lines; empty for what cannot be done here."""
    name, rest = magic["name"], magic["rest"]
    if name in _FOREIGN and not (name == "timeit" and TIMED.search(rest)):
        return ""
    body = source[magic.end() + 1 :].rstrip("\n") + "\n"
    return "\n" * magic[0].count("\n") + f"get_ipython().run_cell_magic({name!r}, {rest.strip()!r}, {body!r})"


def is_foreign(source: str) -> bool:
    """By eye: IPython might read more in it than Python does."""
    return bool(MAGIC_LINE.search(source) or _PROMPT.search(source) or _INDENTED.match(source) or _BARE.fullmatch(source))


def _python(source: str, depth: int = 0) -> tuple[str, bool]:
    """A cell as Python, and whether a command in it was left out."""
    magic = _CELL_MAGIC.match(source)
    if magic is not None:
        if magic["name"] not in RUNS or depth > _DEEPEST:
            return "", True
        inner, left_out = _python(source[magic.end() :], depth + 1)
        out = _CAPTURED.search(magic["rest"]) if magic["name"] == "capture" else None
        named = f"{out[1]} = " if out and not inner.rstrip().endswith(";") else ""
        held = f"{named}get_ipython().capture({magic['rest']!r})" if magic["name"] == "capture" else ""
        return "\n" * magic[0].count("\n") + held + inner, left_out
    if is_foreign(source) and not _is_python(source):
        source = _transformed(source)
    if "get_ipython" not in source:
        return source, False
    try:
        return _unfolded(source, depth)
    except PARSE_ERRORS:
        return _without_commands(source), True


def _is_python(source: str) -> bool:
    if _PROMPT.search(source):  # `In [1]: x = 5` is an annotation to Python
        return False
    try:
        parse(source)
    except PARSE_ERRORS:
        return False
    return True


def _transformed(source: str) -> str:
    """As IPython understands it; as it was, without commands, where even that is no Python."""
    try:
        from IPython.core.inputtransformer2 import TransformerManager
    except ImportError:
        return _without_commands(source)
    manager: Any = TransformerManager
    text = "%" + source.lstrip() if _BARE.fullmatch(source) else source
    found: str = manager().transform_cell(text)
    blank = source[: len(source) - len(source.lstrip())].count("\n")  # IPython drops blank lines at the start
    found = "\n" * blank + found
    return found if _is_python(found) else _without_commands(source)


def _without_commands(source: str) -> str:
    """Every line that looks like a command becomes `pass`, at its own indentation."""
    return "\n".join(re.sub(r"\S.*", "pass", line) if MAGIC_LINE.match(line) else line for line in source.split("\n"))


def _unfolded(source: str, depth: int) -> tuple[str, bool]:
    """The code that magics hold, in their place; and whether any command is left that would have done something.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError
    """
    tree = parse(source)
    lines = [line.encode() for line in source.split("\n")]
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    left_out = False
    for call, name, code in sorted(_commands(tree), key=lambda found: (-found[0].lineno, -found[0].col_offset)):
        inner, missed = _code_of(name, code, depth, alone=id(call) in statements)
        left_out = left_out or missed
        if inner is not None and call.end_lineno is not None and call.end_col_offset is not None:
            head, tail = lines[call.lineno - 1][: call.col_offset], lines[call.end_lineno - 1][call.end_col_offset :]
            lines[call.lineno - 1 : call.end_lineno] = [head + inner.encode() + tail]
    return b"\n".join(lines).decode(), left_out


def _commands(tree: ast.AST) -> Iterator[tuple[ast.Call, str, str | None]]:
    """The calls `get_ipython().…(…)`: the command's name, and the code that it is given as a text."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="get_ipython")), attr=method), args=args):
                texts = [part.value for part in args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
                if method in ("run_line_magic", "run_cell_magic") and len(texts) == len(args) > 1:
                    yield node, texts[0], texts[-1]
                elif method == "magic" and len(texts) == 1:
                    name, _, code = texts[0].lstrip("% ").partition(" ")
                    yield node, name, code
                else:
                    yield node, method, None


def _code_of(name: str, code: str | None, depth: int, *, alone: bool) -> tuple[str | None, bool]:
    """What takes the place of a command, None for nothing; and whether something was left out."""
    if name == "pylab":
        first, _, rest = _PYLAB.partition("; from matplotlib.pylab import *; from numpy import *")
        return (first + rest if "--no-import-all" in (code or "") else _PYLAB) if alone else None, False
    if name not in RUNS or code is None or depth > _DEEPEST:
        is_done = name in _DONE and (name != "timeit" or TIMED.search(code or "") is not None)
        return None, name not in _SILENT and not is_done
    options = _OPTIONS.match(code) if name != "capture" else None
    inner, missed = _python(code[options.end() if options else 0 :], depth + 1)
    if not _is_python(inner if alone else f"({inner})"):
        return None, True
    return (inner.rstrip("\n") or "pass" if alone else f"({inner})"), missed
