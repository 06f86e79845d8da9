"""What must never stand where a student can read: literals, formulas and code of references and mistakes."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap

from grader.algebra.sympy_bridge.to_sympy import to_sympy
from grader.algebra.syntax.json_codec import from_json
from grader.algebra.syntax.tree import Seq, symbols
from grader.answer_key.services.squeezed import squeeze
from grader.authoring.items import Item, Rule
from grader.authoring.texts import fill
from grader.authoring.variants import Variant
from grader.model import Json

SIGNIFICANT = 4  # characters; what is shorter says nothing
NAME = re.compile(r"[A-Za-z_]\w*")


def secrets(drawn: Variant, source: str) -> set[str]:
    """The secrets of an exercise: at least 4 significant characters, not said openly anyway."""
    found: set[str] = set()
    for item in drawn.exercise.items:
        if item.marks:
            found.update(line.de for line in item.rubric)
            found.update(line.en for line in item.rubric)
            continue
        if item.options:
            continue
        for rule, raw in [(item.make, drawn.reference(item)), *((m.make, drawn.mistaken(item, m)) for m in item.mistakes)]:
            found |= _code(rule, drawn) | _written(item, raw)
        for rule in _rules(item):
            found |= _code(rule, drawn)
    open_text = squeeze(_open_text(drawn))
    squeezed = {squeeze(secret) for secret in found}
    return {secret for secret in squeezed if _significant(secret) and secret not in open_text}


def _significant(secret: str) -> bool:
    return sum(character.isalnum() or character in "+-*/^." for character in secret) >= SIGNIFICANT


def _rules(item: Item) -> list[Rule]:
    rules = [rule.make for rule in item.following] + [rule.make for rule in item.others]
    rules += [rule.holds for rule in item.checks if not rule.public]
    return rules + ([item.step.next] if item.step is not None else [])


def _code(rule: Rule, drawn: Variant) -> set[str]:
    """The expressions that an author's function computes with, as code, with the givens' names and with their numbers."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(rule)))
    kept = (ast.BinOp, ast.Call, ast.Compare)
    body = [node for part in tree.body[0].body for node in ast.walk(part)]  # type: ignore[attr-defined]  # not the decorators
    code = {ast.unparse(node) for node in body if isinstance(node, kept)}
    return code | {_numbered(fragment, drawn) for fragment in code}


def _numbered(code: str, drawn: Variant) -> str:
    return NAME.sub(lambda match: str(drawn.given.get(match[0], match[0])), code)


def _written(item: Item, raw: Json) -> set[str]:
    """An answer in the spellings in which it could leak."""
    if item.kind.is_called:
        return set()
    shown = item.kind.show(raw).en
    return {shown, shown.replace("^", "**"), item.kind.code(raw), *_decimals(raw)}


def _decimals(raw: Json) -> set[str]:
    """Numbers as decimals of at least 4 significant digits."""
    if type(raw) is not dict or "node" not in raw:
        return set()
    node = from_json(raw["node"])
    leaves = node.args if isinstance(node, Seq) else (node,)
    found = set()
    for leaf in leaves:
        if symbols(leaf):
            continue
        value = to_sympy(leaf)
        if getattr(value, "is_number", False) and value.is_finite and not value.is_integer:
            found.add(str(value.evalf(6)).rstrip("0"))
    return found


def _open_text(drawn: Variant) -> str:
    """Everything that the stub says anyway."""
    exercise = drawn.exercise
    texts = [exercise.title, exercise.statement, *(item.prompt for item in exercise.items)]
    texts += [option.text for item in exercise.items for option in item.options.values()]
    texts += [item.kind.form for item in exercise.items]
    filled = [fill(text, drawn.fillings) for text in texts]
    return "\n".join([part for text in filled for part in (text.de, text.en)] + [str(value) for value in drawn.given.values()])
