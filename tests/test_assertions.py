"""No test can end without having asserted something."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent
PATHS = [path for path in sorted(ROOT.rglob("*.py")) if "class" not in path.parts]
STEMS = {path.stem for path in PATHS}
Function = ast.FunctionDef
REFUSALS = ("raises", "warns", "fail")


def functions(tree: ast.AST) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


@cache
def names(node: ast.AST) -> set[str]:
    """What is named in an expression: a function, or one of another file of the tests."""
    found = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    attributes = [part for part in ast.walk(node) if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name)]
    return found | {part.attr for part in attributes if part.value.id in STEMS}  # type: ignore[attr-defined]


@cache
def refuses(node: ast.AST) -> bool:
    """Is an exception or a failure expected in it, by pytest's own words?"""
    attributes = [part for part in ast.walk(node) if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name)]
    return any(part.value.id == "pytest" and part.attr in REFUSALS for part in attributes)  # type: ignore[attr-defined]


def asserts(statements: list[ast.stmt], helpers: set[str]) -> bool:
    """Is something asserted, whichever way these statements go? Loops are taken to have something to go through."""
    return any(asserts_one(statement, helpers) for statement in statements)


def asserts_one(statement: ast.stmt, helpers: set[str]) -> bool:
    match statement:
        case ast.Assert() | ast.Raise():
            return True
        case ast.With(items, body):
            return any(refuses(item.context_expr) for item in items) or asserts(body, helpers)
        case ast.For(_, _, body) | ast.While(_, body):
            return asserts(body, helpers)
        case ast.If(_, body, orelse):
            return asserts(body, helpers) and asserts(orelse, helpers)
        case ast.Try(body, _, orelse, finalbody):
            return asserts(body + orelse + finalbody, helpers)
        case ast.Match(_, cases):
            return all(asserts(case.body, helpers) for case in cases)
        case ast.FunctionDef() | ast.ClassDef():
            return False
    return bool(names(statement) & helpers) or refuses(statement)


def helpers(trees: dict[Path, ast.Module]) -> set[str]:
    """Functions of the tests that assert, or call one that does."""
    known: set[str] = set()
    bodies = [(function.name, function.body) for tree in trees.values() for function in functions(tree)]
    while grown := {name for name, body in bodies if name not in known and asserts(body, known)}:
        known |= grown
    return known


def ends_early(test: Function) -> bool:
    inner = {id(node) for function in functions(test)[1:] for node in ast.walk(function)}
    return any(isinstance(node, ast.Return) and id(node) not in inner for node in ast.walk(test))


def silent(trees: dict[Path, ast.Module], known: set[str]) -> list[str]:
    return [
        f"{path.name}: {test.name}"
        for path, tree in trees.items()
        for test in functions(tree)
        if test.name.startswith("test_") and (ends_early(test) or not asserts(test.body, known))
    ]


def test_every_test_asserts_something() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PATHS}
    assert silent({path: tree for path, tree in trees.items() if path.name.startswith("test_")}, helpers(trees)) == []


SILENT = """
def test_nothing():
    sum([1])
def test_sometimes():
    if today():
        assert 1
def test_never():
    if tired(): return
    assert 1
def test_in_vain():
    def inner(): assert 1
"""
LOUD = """
def test_a_loop():
    for x in rows: assert x
def test_by_another():
    holds(1)
def test_a_refusal():
    with pytest.raises(ValueError): f()
def test_both_ways():
    if today(): assert 1
    else: holds(2)
"""


def test_the_guard_sees_what_is_silent() -> None:
    found = silent({Path("x"): ast.parse(SILENT + LOUD)}, {"holds"})
    assert found == ["x: test_nothing", "x: test_sometimes", "x: test_never", "x: test_in_vain"]
