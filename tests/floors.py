"""The floors of the house, from the ground up: the one table that the guard reads and `docs/architecture.md` prints.

A package imports from floors below its own only; packages of one floor do not meet. Inside a package the rooms stand in
the order of imports, too: each knows those before it; so do the rooms of a large room. Files that lie in a package or room
itself come after all rooms in it.

`python -m tests.floors` writes the table into docs/architecture.md, `floor_picture.py` draws it; what a room is for says
its own first line.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

GRADER = Path(__file__).parent.parent / "grader"
DOCUMENT = GRADER.parent / "docs" / "architecture.md"
BEGIN, END = "<!-- made by `python -m tests.floors` -->\n", "<!-- end -->\n"

FLOORS: tuple[dict[str, tuple[str, ...]], ...] = (
    {"errors": (), "model": ()},
    {"notation": ()},
    {"option_order": (), "listing": (), "time_limits": (), "measures": (), "own_words": (), "moodle_names": (), "drawing": ()},
    {
        "storage": (),
        "exception_help": (),
        "algebra": ("syntax", "reading", "values", "kernels", "conditions", "solving", "sympy_bridge", "deciding"),
        "reports": ("text", "views", "terminal", "moodle", "files", "exchange"),
    },
    {
        "likeness": (),
        "proofcheck": ("values", "terms", "sets"),
        "mistakes": ("base", "generic"),
        "reading_help": ("base", "sentences"),
    },
    {"answers": ("reading", "base", "comparing", "functions", "kinds")},
    {"authoring": ()},
    {
        "course": (),
        "submissions": ("files", "source", "parsing", "finding"),
        "sandbox": ("clock", "wall", "protocol", "libraries", "strict", "ancestors", "children"),
    },
    {"answer_key": ("diagnosis", "matching", "sealed", "services", "process"), "runner": ("child", "supervisor")},
    {"grading": (), "notebook": (), "release": (), "desk": ("gradebook", "receipts")},
    {"cluster": ()},
    {"cli": ("shared", "student", "teacher", "author")},
)
INNER: dict[str, tuple[str, ...]] = {
    "algebra/reading": ("tokens",),
    "algebra/deciding": ("formula", "point_set"),
    "answer_key/sealed": ("box", "public", "making", "opening"),
    "cli/teacher": ("setting", "whole_class", "gradebook"),
}
ROOMS = {package: rooms for floor in FLOORS for package, rooms in floor.items()}
FLOOR = {package: number for number, floor in enumerate(FLOORS) for package in floor}


def imports(path: Path) -> frozenset[str]:
    """Every module of the grader that a file imports, whether at the top or inside a function."""
    return _imports_and_classes(path)[0]


def classes(path: Path) -> list[str]:
    """The names of the classes that a file defines, wherever in it."""
    return _imports_and_classes(path)[1]


@cache
def _imports_and_classes(path: Path) -> tuple[frozenset[str], list[str]]:
    found: set[str] = set()
    named: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "grader":
            if node.module == "grader":
                found |= {f"grader.{alias.name}" for alias in node.names if alias.name != "__version__"}
            else:
                found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "grader"}
        elif isinstance(node, ast.ClassDef):
            named.append(node.name)
    return frozenset(found), named


def purpose(path: Path) -> str:
    """The first line of a file's or package's own docstring."""
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def table() -> str:
    """The floors as Markdown, the highest first."""
    lines = ["| floor | room | what for |", "|---|---|---|"]
    for number, floor in reversed(list(enumerate(FLOORS))):
        for package, rooms in floor.items():
            name = f"`{package}/`" if (GRADER / package).is_dir() else f"`{package}.py`"
            lines.append(f"| {number} | {name} | {purpose(GRADER / package)} |")
            for room in reversed(rooms):
                lines.append(f"| | ↳ `{package}/{room}/` | {purpose(GRADER / package / room)} |")
                for inner in reversed(INNER.get(f"{package}/{room}", ())):
                    lines.append(f"| | ↳ ↳ `{room}/{inner}/` | {purpose(GRADER / package / room / inner)} |")
    return "\n".join(lines) + "\n"


def written(document: str) -> str:
    """The document with the table as it is now."""
    before, _, rest = document.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
