"""A function as the template gave it: what stands in its body says so, and nothing else."""

from __future__ import annotations

import ast


def is_blank_body(definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """Nothing in it is a student's own work."""
    return all(map(is_blank, definition.body))


def is_blank(statement: ast.stmt) -> bool:
    """What stands in a function that is still to be written, or says nothing where it stands alone."""
    match statement:
        case ast.Pass():
            return True
        case ast.Expr(value=ast.Constant(value=value)):
            return isinstance(value, str) or value is ...
        case ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError"))):
            return True
        case ast.Return(value=None | ast.Constant(value=None)):
            return True
    return False


def left_blank(statement: ast.stmt) -> str | None:
    """The name that a statement of the template leaves to its student: `steps = ...`, a function still to be written."""
    match statement:
        case ast.Assign([ast.Name(name)], ast.Constant(value)) | ast.AnnAssign(ast.Name(name), _, ast.Constant(value)):
            return name if value in (..., None) else None
        case ast.FunctionDef(name) if is_blank_body(statement):
            return name
    return None
