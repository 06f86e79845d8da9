"""May a cell leave something behind in its process, beyond its own names? Answered from the syntax tree, before it runs.

A child is given the next exercise of the same student only if nothing that ran in it could: alone or in class, the verdict
is the same. The answer errs on the side of yes, which costs a new child and nothing else. What calls of a library may
still change is set back (`executors/surroundings.py`), and what is not fully right in a shared child runs once more in
its own.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container

from grader.submissions.bindings import PARSE_ERRORS, parse

# Libraries whose calls work with values. Whatever else is imported may reach further.
_PLAIN = re.compile(
    "cmath|collections|dataclasses|decimal|fractions|functools|itertools|math|matplotlib|mpmath|numpy|random|statistics"
    "|sympy|time|torch|typing"
)
_REACHING = re.compile(
    "__import__|breakpoint|compile|delattr|eval|exec|getattr|globals|input|locals|memoryview|open|setattr|vars"
)
# Attributes by which a library gives away more than its own functions.
_INNER = re.compile("atexit|builtins|ctypes|gc|importlib|inspect|logging|os|rcParams|signal|sys|threading|types|warnings")
_OWN = ("__init__", "__name__")
_CHANGING = re.compile("set.|use|rc|register|enable|disable|init_|save|dump|tofile|memmap")
_FILLING = re.compile("add|append|clear|discard|extend|insert|pop|popitem|remove|reverse|setdefault|sort|update")


def leaves_traces(source: str, loaded: Container[str]) -> bool:
    """Whether it may; `loaded` are the modules that are there already. What does not parse does not run either."""
    try:
        tree = parse(source)
    except PARSE_ERRORS:
        return False
    return any(_reaches(node, loaded) for node in ast.walk(tree))


def _reaches(node: ast.AST, loaded: Container[str]) -> bool:
    """This node alone changes, or gets hold of, something that is not the cell's own."""
    match node:
        case ast.Import(names):
            return not all(_is_plain(alias.name, loaded) for alias in names)
        case ast.ImportFrom(module, names, level):
            private = any(_gives_away(alias.name) for alias in names)
            return private or level > 0 or not _is_plain(module or "", loaded)
        case ast.Attribute(_, name, ast.Load()):
            return _gives_away(name)
        case ast.Attribute():
            return True
        case ast.Subscript(ast.Attribute(), _, ast.Store() | ast.Del()):
            return True
        case ast.Name(name):
            return bool(_REACHING.fullmatch(name)) or (name.startswith("__") and name not in _OWN)
        case ast.Call(ast.Attribute(ast.Attribute(), name)) if _FILLING.fullmatch(name):
            return True
        case ast.Call(ast.Name(name) | ast.Attribute(_, name)):
            return _CHANGING.match(name) is not None
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
            return name == "__del__"
    return False


def _gives_away(name: str) -> bool:
    return bool(_INNER.fullmatch(name)) or (name.startswith("_") and name not in _OWN)


def _is_plain(module: str, loaded: Container[str]) -> bool:
    return module in loaded and _PLAIN.fullmatch(module.partition(".")[0]) is not None
