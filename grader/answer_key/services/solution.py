"""The model answers of an exercise as Python code, for the teacher and for the self-check."""

from __future__ import annotations

import ast
import inspect
import symtable
import sys
import textwrap
from types import ModuleType

from grader.authoring.items import Item
from grader.authoring.texts import fill, named
from grader.authoring.variants import Variant
from grader.errors import AuthorError
from grader.model import Lang, Text


def answers_as_code(drawn: Variant, lang: Lang) -> dict[str, str]:
    """For every item the code that a perfect hand-in holds: `steps = […]`, or the function itself; free texts in `lang`."""
    return {item.name: _code(drawn, item, lang) for item in drawn.exercise.items}


def worked(drawn: Variant) -> Text | None:
    """The solution in the author's words, with the numbers of the variant and the references that it names."""
    if not drawn.exercise.explanation:
        return None
    wanted = {name for text in drawn.exercise.explanation for name in named(text)}
    items = [item for item in drawn.exercise.items if item.name in wanted]
    values = {**drawn.fillings, **{item.name: item.kind.rebuild(drawn.reference(item)) for item in items}}
    paragraphs = [fill(text, values) for text in drawn.exercise.explanation]
    return Text(de="\n\n".join(text.de for text in paragraphs), en="\n\n".join(text.en for text in paragraphs))


def _code(drawn: Variant, item: Item, lang: Lang) -> str:
    if item.kind.is_called:
        return _function_source(drawn, item)
    if item.marks:
        words = [item.answer] if item.answer is not None else item.rubric
        return f"{item.name} = {' '.join(text.in_(lang) for text in words)!r}"
    return f"{item.name} = {item.kind.code(drawn.reference(item))}"


def _function_source(drawn: Variant, item: Item) -> str:
    """The functions that the reference returns, with what they use in front of them: imports, helpers and givens."""
    outer = ast.parse(textwrap.dedent(inspect.getsource(item.make))).body[0]
    assert isinstance(outer, ast.FunctionDef)
    body = [node for node in outer.body if not isinstance(node, ast.Return) and not _is_docstring(node)]
    defined = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    for name in item.kind.asked_names(item.name):
        if name not in defined:
            raise AuthorError(
                f"item {item.name}: its reference defines no function {name} to show as the solution",
                de=f"Teil {item.name}: die Referenz definiert keine Funktion {name}, die als Lösung zu zeigen wäre",
                at=item,
            )
    imports, helpers = _from_module(sys.modules[item.make.__module__], body)
    code = "\n".join(map(ast.unparse, [*helpers, *body]))
    used = _free(code)
    givens = [f"{name} = {value}" for name, value in drawn.given.items() if name in used]
    return "\n".join([*map(ast.unparse, imports), *givens, code])


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _from_module(module: ModuleType, body: list[ast.stmt]) -> tuple[list[ast.stmt], list[ast.stmt]]:
    """The imports and plain functions of the exercise file that the code uses, directly or through one another."""
    top = ast.parse(inspect.getsource(module)).body
    functions = {node.name: node for node in top if isinstance(node, ast.FunctionDef) and not node.decorator_list}
    for function in functions.values():  # a docstring is for authors, and English
        function.body = [part for part in function.body if not _is_docstring(part)] or [ast.Pass()]
    wanted: dict[str, ast.FunctionDef] = {}
    pending = sorted(_free("\n".join(map(ast.unparse, body))))
    while pending:
        name = pending.pop()
        if name in functions and name not in wanted:
            wanted[name] = functions[name]
            pending += sorted(_free(ast.unparse(functions[name])))
    helpers: list[ast.stmt] = [node for node in functions.values() if node.name in wanted]
    used = _free("\n".join(map(ast.unparse, [*helpers, *body])))
    imports: list[ast.stmt] = []
    for node in top:
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and not str(node.module).startswith("grader")):
            names = [alias for alias in node.names if (alias.asname or alias.name.partition(".")[0]) in used]
            if names:
                node.names = names
                imports.append(node)
    return imports, helpers


def _free(code: str) -> set[str]:
    """What the code takes from outside: not what a parameter or a variable of a function is called alike."""
    top = symtable.symtable(code, "solution", "exec")
    found = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
    inner = [*top.get_children()]
    for scope in inner:  # grows while it is walked
        inner += scope.get_children()
        found |= {symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global() and symbol.is_referenced()}
    return found
