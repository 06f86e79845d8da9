"""May a cell leave something behind in its process, beyond its own names? Answered from the syntax tree, before it runs.

A child is given the next exercise of the same student only if nothing that ran in it could: alone or in class, the verdict
is the same. The answer errs on the side of yes, which costs a new child and nothing else. What calls of a library may
still change is set back (`runner/child/state_reset.py`), and what is not fully right in a shared child runs once more in
its own. Who hides behind strings that are put together at run time harms their own hand-in only.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from grader.submissions.source.bindings import PARSE_ERRORS, parse
from grader.submissions.source.magics import CHANGING, TIMED

# Libraries whose calls work with values. Whatever else is imported may reach further.
_PLAIN = re.compile(
    "cmath|collections|dataclasses|decimal|fractions|functools|itertools|math|matplotlib|mpmath|numpy|random|statistics"
    "|sympy|time|torch|typing"
)
_REACHING = re.compile(
    "__import__|breakpoint|compile|delattr|eval|exec|exit|getattr|globals|input|locals|memoryview|open|quit|setattr|vars"
)
# Attributes by which a library gives away more than its own functions: modules of Python's, and what all share.
_INNER = re.compile(r"\w+Context|dispatch|library|overload|rcParams")
_INNOCENT = re.compile("array|chunk|copy|pprint|re|select|trace")  # also functions of those libraries
_CHANGING = re.compile(
    "set(?!_(?:title|aspect|[xyz](?:label|lim|scale|ticks))).|use|rc|register|enable|disable|init_|save|dump|tofile|memmap"
)
_FILLING = re.compile("add|append|clear|discard|extend|insert|pop|popitem|remove|reverse|setdefault|sort|update")
_SHELL = frozenset({"ex", "ev", "run_cell", "run_code", "run_line_magic", "run_cell_magic", "magic"})  # of Jupyter
_BASES = re.compile(r"object|Module|Exception|\w+Error")  # of classes that no library keeps a list of
# Libraries evaluate strings, too.
_CODE = re.compile(rf"\b__(?!(?:main|init)__)|\b(?:{_REACHING.pattern})\s*\(")

_LATE: list[ModuleType] = []  # what a library does not hold yet: a module that it imports when asked for it, and then keeps

Names = Mapping[str, Any]


def leaves_traces(source: str, loaded: Mapping[str, ModuleType], namespace: Names) -> bool:
    """Whether it may, with what earlier cells put into `namespace`; `loaded` are the modules that are there already.

    What does not parse does not run either.
    """
    try:
        tree = parse(source)
    except PARSE_ERRORS:
        return False
    nodes = list(ast.walk(tree))
    shared = {
        node.id: namespace[node.id]
        for node in nodes
        if isinstance(node, ast.Name) and node.id in namespace and _is_of_library(node.id, namespace[node.id], loaded)
    }
    for node in nodes:
        shared |= _imported(node, loaded)
    commands = {id(node.func) for node in nodes if isinstance(node, ast.Call) and _is_plain_command(node)}
    return any(id(node) not in commands and (_reaches(node, loaded) or _fillable(_meant(node, shared))) for node in nodes)


def _is_plain_command(call: ast.Call) -> bool:
    """One of Jupyter's that runs no code out of a text, which nobody has looked at, and leaves the process as it is."""
    match call:
        case ast.Call(
            ast.Attribute(attr="run_line_magic" | "run_cell_magic"), [ast.Constant(str(name)), ast.Constant(line), *_]
        ):
            return name not in CHANGING and not (name == "timeit" and TIMED.search(str(line)))
    return False


def _reaches(node: ast.AST, loaded: Mapping[str, ModuleType]) -> bool:
    """This node alone changes, or gets hold of, something that is not the cell's own."""
    match node:
        case ast.Import(names):
            return not all(_is_plain(alias.name, loaded) for alias in names)
        case ast.ImportFrom(module, names, level):
            return level > 0 or not _is_plain(module or "", loaded) or any(_gives_away(alias.name) for alias in names)
        case ast.Attribute(ast.Call(ast.Name("super")), "__init__", ast.Load()) | ast.Attribute(_, "__name__", ast.Load()):
            return False
        case ast.Attribute(_, name, ast.Load()) if name in _SHELL:
            return True
        case ast.Attribute(_, name, ast.Load()):
            return _gives_away(name)
        case ast.Attribute() | ast.Subscript(ast.Attribute(), _, ast.Store() | ast.Del()):
            return True
        case ast.Name("__name__"):
            return False
        case ast.Name(name, context):
            changes = isinstance(context, ast.Load) and _CHANGING.match(name)
            return bool(changes or _REACHING.fullmatch(name)) or name.startswith("__")
        case ast.Call(ast.Attribute(ast.Attribute(), name)):
            return _FILLING.fullmatch(name) is not None
        case ast.Constant(str(text)):
            return _CODE.search(text) is not None
        case ast.MatchClass(_, _, names):
            return any(_gives_away(name) for name in names)
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
            return name == "__del__"
        case ast.ClassDef(_, bases, keywords):
            return bool(keywords) or not all(_BASES.fullmatch(_last_name(base)) for base in bases)
        case ast.With() | ast.AsyncWith() | ast.Try():  # a generator may stop in the middle of it for ever
            return any(isinstance(inner, ast.Yield | ast.YieldFrom | ast.Await) for inner in ast.walk(node))
    return False


def _gives_away(name: str) -> bool:
    if _INNER.fullmatch(name) or _CHANGING.match(name) or name.startswith("_"):
        return True
    return name in sys.stdlib_module_names and not (_PLAIN.fullmatch(name) or _INNOCENT.fullmatch(name))


def _is_plain(module: str, loaded: Mapping[str, ModuleType]) -> bool:
    first, *rest = module.split(".")
    return module in loaded and _PLAIN.fullmatch(first) is not None and not any(_gives_away(name) for name in rest)


def _last_name(base: ast.expr) -> str:
    return base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""


# ---------------------------------------------------------------- what libraries hold: the next exercise finds it, too


def _is_of_library(name: str, value: Any, loaded: Mapping[str, ModuleType]) -> bool:
    """A module, or something that a star import put there."""
    if type(value) is ModuleType:
        return True
    plain = (loaded[each] for each in _PLAIN.pattern.split("|") if each in loaded)
    return _fillable(value) and any(vars(module).get(name) is value for module in plain)


def _imported(node: ast.AST, loaded: Mapping[str, ModuleType]) -> dict[str, Any]:
    """The names that an import binds, and what they will mean."""
    match node:
        case ast.Import(names):
            tops = ((alias, alias.name if alias.asname else alias.name.partition(".")[0]) for alias in names)
            return {alias.asname or top: loaded[top] for alias, top in tops if top in loaded}
        case ast.ImportFrom(str(module), [ast.alias("*")]) if module in loaded:
            return dict(vars(loaded[module]))
        case ast.ImportFrom(str(module), names) if module in loaded:
            return {alias.asname or alias.name: vars(loaded[module]).get(alias.name) for alias in names}
    return {}


def _meant(node: ast.AST, shared: Names) -> Any:
    """What a chain of names such as `np.linalg.norm` stands for; None if it is nothing of a library."""
    match node:
        case ast.Name(name, ast.Load()):
            return shared.get(name)
        case ast.Attribute(owner, name):
            held = _meant(owner, shared)
            if isinstance(held, ModuleType):
                return vars(held).get(name, _LATE)
            return vars(held).get(name) if isinstance(held, type) else None
    return None


def _fillable(value: Any) -> bool:
    """A list, a table, a set, an array."""
    return hasattr(type(value), "__setitem__") or issubclass(type(value), set)
