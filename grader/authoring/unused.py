"""What an exercise declares and nothing uses: parameters, givens, formulas. Mostly a name was mistyped elsewhere."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator

from grader.authoring.items import Item, Rule
from grader.authoring.language import Exercise
from grader.authoring.lint_texts import texts
from grader.authoring.texts import named
from grader.errors import AuthorError
from grader.model import Text


def check(exercise: Exercise) -> None:
    """Raises AuthorError for the first thing that nothing uses."""
    rules = list(_rules(exercise))
    for what, rule in rules:
        for parameter in _unread(rule):
            raise AuthorError(
                f"{what.en}: {rule.__name__} never uses its parameter {parameter}; use it or take it out",
                de=f"{what.de}: {rule.__name__} benutzt seinen Parameter {parameter} nie; benutze ihn oder streiche ihn",
                at=rule,
            )
    spoken = {name for _, _, text in texts(exercise) for name in named(text)}
    spoken |= {name for text in exercise.explanation for name in named(text)}
    asked = {name for _, rule in rules for name in inspect.signature(rule).parameters} | set(_of_kinds(exercise))
    for name in exercise.given:
        if name not in spoken | asked:
            raise AuthorError(
                f"the given {name} is used by no rule and named by no text; use it or take it out",
                de=f"den Wert {name} benutzt keine Regel und nennt kein Text; benutze ihn oder streiche ihn",
                at=exercise.statement,
            )
    for name, rule in exercise.formulas.items():
        if name not in spoken:
            raise AuthorError(
                f"the formula {name} is named by no text; use it or take it out",
                de=f"die Formel {name} nennt kein Text; benutze sie oder streiche sie",
                at=rule,
            )


def _rules(exercise: Exercise) -> Iterator[tuple[Text, Rule]]:
    """All but the draw: dice that are never thrown are said as a draw that repeats itself."""
    for name, rule in exercise.formulas.items():
        yield Text(de=f"Formel {name}", en=f"formula {name}"), rule
    for item in exercise.items:
        what = Text(de=f"Teil {item.name}", en=f"item {item.name}")
        yield from ((what, rule) for rule in _of_item(item))
    for picture in exercise.pictures:
        yield Text(de=f"Bild {picture.name}", en=f"picture {picture.name}"), picture.draw


def _of_item(item: Item) -> Iterator[Rule]:
    if not item.options and not item.marks:
        yield item.make
        yield from (rule.make for rule in item.mistakes)
    yield from (rule.make for rule in item.others)
    yield from (rule for follow in item.following for rule in (follow.make, follow.unless) if rule is not None)
    yield from (rule.holds for rule in item.checks)
    steps = (item.step.next, item.step.unless) if item.step is not None else ()
    yield from (rule for rule in (*steps, item.acceptance, item.drawing) if rule is not None)


def _unread(rule: Rule) -> list[str]:
    """The parameters of a function that its code never mentions; `_` and what has no source of its own are left alone."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(rule)))
    except (OSError, SyntaxError):  # a lambda in the middle of a call, or no Python at all
        return []
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return [name for name in inspect.signature(rule).parameters if name not in read and not name.startswith("_")]


def _of_kinds(exercise: Exercise) -> Iterator[str]:
    """Names of givens in the options of the answer kinds, such as `through="{a}*w1 - {c}"`."""
    for item in exercise.items:
        yield from (name for name in exercise.given if name in repr(item.kind))
