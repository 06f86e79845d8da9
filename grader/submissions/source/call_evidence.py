"""Does a function call torch.optim.SGD? Answered from the syntax tree, by a child before the code has run.

It follows names: imports and their aliases, other functions and classes of the hand-in, values such as
`OPT = {"SGD": torch.optim.SGD}`, and getattr with a constant. Code that can never be reached does not count
(`if False:`, what stands after a return, a function that nobody calls). This is a look at the words, evidence only
together with what the code does.

What may be asked for: a dotted name; `.step`, any method of that name; `torch.*`, anything in it; `=sympy.exp`, that and
surely nothing else that is called exp; `loop`, one that goes on from what the round before left, or a call of itself.
"""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from grader.answers.functions.way import LOOP
from grader.model import Cell
from grader.submissions.source.bindings import PARSE_ERRORS, parse
from grader.submissions.source.rounds import carries

_ENDS = (ast.Return, ast.Raise, ast.Break, ast.Continue)
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def used(cells: Sequence[Cell], functions: Collection[str], names: Collection[str]) -> list[str]:
    """Which of `names` are called when one of `functions` is."""
    module = _Module()
    for cell in cells:
        try:
            tree = parse(cell.source)
        except PARSE_ERRORS:
            continue  # a cell that does not parse does not run either
        module.add(tree.body)
        module.own |= set(_bound_in(tree))
    found = _Reachable(module)
    for function in functions:
        found.follow(function)
    return [name for name in names if found.has(name)]


def _bound_in(tree: ast.AST) -> Iterator[str]:
    """Names that the hand-in gives a meaning itself, as parameters, too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, Definition):
            yield node.name


@dataclass(slots=True)
class _Module:
    """What the names of a hand-in stand for."""

    imported: dict[str, str] = field(default_factory=dict)
    starred: list[str] = field(default_factory=list)
    bound: dict[str, list[ast.AST]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)

    def add(self, body: Iterable[ast.AST]) -> None:
        for node in body:
            self.note(node)

    def note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.imported[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if alias.name == "*":
                    self.starred.append(node.module)
                else:
                    self.imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, Definition):
            self.bound.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    self.bound.setdefault(target.id, []).append(node.value)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            self.bound.setdefault(node.target.id, []).append(node.value)
        elif isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.Try):
            self.add(live(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)))


@dataclass(slots=True)
class _Reachable:
    """Walks from a function to all that it can reach, and collects dotted names on the way."""

    module: _Module
    names: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)
    _within: list[str] = field(default_factory=list)  # the functions that are walked through at the moment

    def has(self, name: str) -> bool:
        if name.endswith(".*"):
            return any(found.lstrip("=").startswith(name[:-1]) for found in self.names)
        return name in self.names

    def follow(self, name: str) -> None:
        """What a name of the hand-in stands for."""
        if name in self._within:
            self.names.add(LOOP)
        if name in self._seen:
            return
        self._seen.add(name)
        self._within.append(name)
        for meant in self.module.bound.get(name, ()):
            body: list[ast.AST] = [*meant.body] if isinstance(meant, Definition) else [meant]
            if isinstance(meant, ast.ClassDef):  # whoever makes an object may call its methods
                methods = [node for node in meant.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
                for method in methods:
                    self._walk(method.body)
            self._walk(body)
        self._within.pop()

    def _walk(self, nodes: Iterable[ast.AST]) -> None:
        pending = deque(live(nodes))  # first in, first out: definitions and imports come before what uses them
        while pending:
            node = pending.popleft()
            if isinstance(node, ast.Import | ast.ImportFrom | Definition) or _binds(node):
                self.module.note(node)
            if isinstance(node, Definition):
                continue  # reached only where its name is
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Attribute | ast.Name):
                continue  # a name that stands there and does nothing
            if isinstance(node, ast.For | ast.While) and carries(node):
                self.names.add(LOOP)
            if isinstance(node, ast.Call):
                self._call(node)
            if isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load):
                self._load(node)
                continue
            pending += _children(node)

    def _call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute):
            self.names.add(f".{node.func.attr}")
        match node:
            case ast.Call(func=ast.Name("getattr"), args=[of, ast.Constant(str() as name), *_]):
                self._found(f"{_dotted(of) or '?'}.{name}")

    def _load(self, node: ast.Attribute | ast.Name) -> None:
        dotted = _dotted(node)
        if dotted is not None:
            self._found(dotted)
        inner: ast.AST = node
        while isinstance(inner, ast.Attribute):
            inner = inner.value
        if not isinstance(inner, ast.Name):
            self._walk([inner])

    def _found(self, dotted: str) -> None:
        first, dot, rest = dotted.partition(".")
        if first in self.module.imported:
            meant = self.module.imported[first] + dot + rest
            self.names |= {meant, f"={meant}"}
        else:
            self.names |= {f"{module}.{dotted}" for module in self.module.starred}
            if self.module.starred and first not in self.module.own:  # the last of them hides the others
                self.names.add(f"={self.module.starred[-1]}.{dotted}")
        self.follow(first)


def live(nodes: Iterable[ast.AST]) -> list[ast.AST]:
    """The statements of a block up to the one that leaves it."""
    kept = []
    for node in nodes:
        kept.append(node)
        if isinstance(node, _ENDS):
            break
    return kept


def _children(node: ast.AST) -> list[ast.AST]:
    """The parts of a node that can be reached."""
    if isinstance(node, ast.If | ast.While) and isinstance(node.test, ast.Constant):
        return live(node.body if node.test.value else node.orelse)
    if isinstance(node, ast.IfExp) and isinstance(node.test, ast.Constant):
        return [node.body if node.test.value else node.orelse]
    found: list[ast.AST] = []
    for _, value in ast.iter_fields(node):
        if isinstance(value, list):
            found += live(part for part in value if isinstance(part, ast.AST))
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def _binds(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign | ast.AnnAssign)


def _dotted(node: ast.AST) -> str | None:
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else None
