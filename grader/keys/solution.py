"""The model answers of an exercise as Python code, for the teacher and for the self-check."""

from __future__ import annotations

import ast
import inspect
import textwrap

from grader.answers import Function
from grader.authoring.language import Item
from grader.authoring.texts import fill, holes
from grader.authoring.variants import Drawn
from grader.errors import AuthorError
from grader.model import Text


def answers_as_code(drawn: Drawn) -> dict[str, str]:
    """For every item the code that a perfect hand-in holds: `steps = […]`, or the function itself."""
    return {item.name: _code(drawn, item) for item in drawn.exercise.items}


def worked(drawn: Drawn) -> Text | None:
    """The solution in the author's words, with the numbers of the variant and the references that it names."""
    if not drawn.exercise.explanation:
        return None
    named = {name for text in drawn.exercise.explanation for name in holes(text)}
    items = [item for item in drawn.exercise.items if item.name in named]
    values = {**drawn.fillings, **{item.name: item.kind.rebuild(drawn.reference(item)) for item in items}}
    paragraphs = [fill(text, values) for text in drawn.exercise.explanation]
    return Text(de="\n\n".join(text.de for text in paragraphs), en="\n\n".join(text.en for text in paragraphs))


def _code(drawn: Drawn, item: Item) -> str:
    if isinstance(item.kind, Function):
        return _function_source(drawn, item, item.kind)
    if item.marks:
        rubric = "; ".join(line.de for line in item.rubric)
        return f"{item.name} = {rubric!r}"
    return f"{item.name} = {item.kind.code(drawn.reference(item))}"


def _function_source(drawn: Drawn, item: Item, kind: Function) -> str:
    """The function that the reference returns, with the givens it uses in front of it."""
    outer = ast.parse(textwrap.dedent(inspect.getsource(item.make))).body[0]
    assert isinstance(outer, ast.FunctionDef)
    inner = next((node for node in outer.body if isinstance(node, ast.FunctionDef) and node.name == kind.name), None)
    if inner is None:
        raise AuthorError(f"item {item.name}: its reference defines no function {kind.name} to show as the solution")
    used = {node.id for node in ast.walk(inner) if isinstance(node, ast.Name)}
    givens = [f"{name} = {value}" for name, value in drawn.given.items() if name in used]
    imports = [ast.unparse(node) for node in outer.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join([*imports, *givens, ast.unparse(inner)])
