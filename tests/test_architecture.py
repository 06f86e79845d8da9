"""The floors of the house: imports go down only, siblings do not meet."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

from tests.every import each
from tests.floor_picture import PICTURE, house, picture, without_counts
from tests.floors import DOCUMENT, FLOOR, INNER, ROOMS, classes, imports, written

ROOT = Path(__file__).parent.parent / "grader"

FILES = sorted(path for path in ROOT.rglob("*.py"))


MANY = 16  # files that a room can hold before it needs rooms of its own


def place(module: str) -> tuple[str, tuple[int, int]]:
    """The package that a module is in, and how far from its ground: its room and the room in that, or above all rooms."""
    package, *path = module.removeprefix("grader.").split(".")
    room, inner, *_ = *path, "", ""
    rooms, inside = ROOMS[package], INNER.get(f"{package}/{room}", ())
    return package, (_height(room, rooms), _height(inner, inside))


def _height(room: str, rooms: tuple[str, ...]) -> int:
    return rooms.index(room) if room in rooms else len(rooms)


def is_plain_door(path: Path) -> bool:
    """Python runs it before any file of its package; only the authors' package is imported by its own name."""
    return path.name == "__init__.py" and path.parent != ROOT / "authoring"


@each("path", filter(is_plain_door, FILES))
def test_a_package_imports_nothing_by_its_name(path: Path) -> None:
    assert imports(path) == set()


@each("path", [path for path in FILES if not is_plain_door(path)])
def test_imports_go_down_only(path: Path) -> None:
    package, height = place(".".join(("grader", *path.relative_to(ROOT).with_suffix("").parts)))
    for module in imports(path):
        other, other_height = place(module)
        goes_down = other_height <= height if other == package else FLOOR[other] < FLOOR[package]
        assert goes_down, f"{path.relative_to(ROOT)} (floor {FLOOR[package]}) imports {module}, which stands above it"


def test_every_room_is_in_the_table() -> None:
    packages = {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in FILES} - {"__init__"}
    assert packages == set(ROOMS)
    for package, rooms in ROOMS.items():
        folders = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
        assert folders == set(rooms)
    for room, inner in INNER.items():
        assert {path.parent.name for path in (ROOT / room).glob("*/__init__.py")} == set(inner)


def test_no_room_is_overfull() -> None:
    count = Counter(path.parent.relative_to(ROOT).as_posix() for path in FILES if path.name != "__init__.py")
    assert {room: number for room, number in count.items() if number > MANY} == {}


def test_the_document_shows_the_table() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert document == written(document), "run `python -m tests.floors`"


def test_the_picture_shows_the_imports() -> None:
    drawn = PICTURE.read_text(encoding="utf-8")
    assert without_counts(drawn) == without_counts(picture()), "run `python -m tests.floor_picture`"


def test_nothing_in_the_picture_covers_something_else() -> None:
    for row in house():
        assert row[0].left >= 0
        assert row[-1].right <= 1200
        assert all(box.right + 16 <= other.left for box, other in pairwise(row))


@each("name", ["model", "errors"])
def test_the_ground_floor_knows_only_the_standard_library(name: str) -> None:
    for node in ast.walk(ast.parse((ROOT / f"{name}.py").read_text(encoding="utf-8"))):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for module in modules:
            assert module.split(".")[0] in sys.stdlib_module_names


def test_the_guard_sees_imports_inside_functions(tmp_path: Path) -> None:
    file = tmp_path / "somewhere.py"
    file.write_text("def f():\n    from grader.cli.main import main\n")
    assert imports(file) == {"grader.cli.main"}


# What others still mend, by name; a class that is added needs a name of its own.
NAMESAKES = {
    *("Exercise", "Item"),  # what an author writes, and the noun that is made of it
    *(
        "Result",
        "Gradebook",
        "Problem",
        "Check",
        "Certificate",
        "Witness",
        "Decision",
    ),  # a noun, and its document in contract.py
}


def test_a_name_is_one_class() -> None:
    homes: dict[str, list[str]] = {}
    for path in FILES:
        for name in classes(path):
            homes.setdefault(name, []).append(str(path.relative_to(ROOT)))
    shared = {name: where for name, where in homes.items() if len(where) > 1}
    assert {name: where for name, where in shared.items() if name not in NAMESAKES} == {}


def test_a_name_is_one_file_of_a_package() -> None:
    for package in ROOMS:
        names = [path.name for path in (ROOT / package).rglob("*.py") if path.name != "__init__.py"]
        assert sorted(names) == sorted(set(names)), package


HEAVY = ("torch", "sympy", "numpy")


def test_light_commands_import_nothing_heavy() -> None:
    commands = [["list"], ["list", "--json"], ["--help"], ["class", "--help"]]
    program = (
        "import sys\n"
        "from grader.cli.main import main\n"
        f"for words in {commands!r}:\n"
        "    try:\n"
        "        main(words)\n"
        "    except SystemExit as end:\n"
        "        assert not end.code, end.code\n"
        f"    print('HEAVY', words, [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    said = [line for line in done.stdout.splitlines() if line.startswith("HEAVY")]
    assert said == [f"HEAVY {words} []" for words in commands]


def test_a_child_reads_answers_without_what_compares_them() -> None:
    program = "import sys, grader.runner.child.tasks; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert not {*HEAVY, "flint", "grader.algebra.deciding.compare", "grader.grading.judge"} & set(ast.literal_eval(done.stdout))


def test_where_no_file_can_be_opened_rare_answers_are_read_all_the_same() -> None:
    program = (
        "import sys, sympy\n"
        "from grader.answers import door\n"
        "from grader.sandbox.libraries.warm_up import import_rare_readers\n"
        "import_rare_readers()\n"
        "before = set(sys.modules)\n"
        "x, t = sympy.symbols('x t', real=True)\n"
        "cases = sympy.Piecewise((sympy.log(x), x > 0), (0, True))\n"
        "image = sympy.ImageSet(sympy.Lambda(t, 2*t + 1), sympy.Interval(0, 1))\n"
        "for reading, value in [\n"
        "    ({'kind': 'expression', 'symbols': ['x']}, cases),\n"
        "    ({'kind': 'region', 'symbols': ['x']}, image),\n"
        "    ({'kind': 'region', 'symbols': ['x'], 'linear': True}, '2*x + 1 > 0'),\n"
        "]:\n"
        "    print(type(door.observe(reading, value)).__name__)\n"
        "print(sorted(name for name in set(sys.modules) - before if name.startswith(('grader', 'flint'))))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert done.stdout.splitlines() == ["Returned", "Returned", "Returned", "[]"]


def test_an_installation_has_every_file() -> None:
    """Packages are named one by one; a room that is forgotten is missed only where the grader is installed."""
    setuptools = tomllib.loads((ROOT.parent / "pyproject.toml").read_text())["tool"]["setuptools"]
    files = {path for path in ROOT.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    installed = {path for package in setuptools["packages"] for path in (ROOT.parent / package.replace(".", "/")).glob("*.py")}
    for package, patterns in setuptools["package-data"].items():
        installed |= {path for pattern in patterns for path in (ROOT.parent / package.replace(".", "/")).glob(pattern)}
    assert sorted(files - installed) == []
