from __future__ import annotations

from grader.submissions.parsing.identify import from_name
from grader.submissions.parsing.reading import read
from tests.every import each

from .notebooks import code, notebook, text

CATALOGUE = {"ex01": ["minimum_of_f"], "ex06": ["gradient", "losses"], "ex10": ["steps", "losses"]}

NAMES = [
    ("ex10.ipynb", "ex10"),
    ("ex10_three_steps.ipynb", "ex10"),
    ("EX10 (2).ipynb", "ex10"),
    ("Kopie von ex10.ipynb", "ex10"),
    ("anna_ex06-final.py", "ex06"),
    ("ex1.py", "ex01"),
    ("ex 06.py", "ex06"),
    ("Ex_10.py", "ex10"),
    ("ex100.ipynb", None),
    ("index10.ipynb", None),
    ("ex06_ex10.ipynb", None),
    ("ex99.ipynb", None),
    ("loesung.ipynb", None),
]


@each(("name", "exercise"), NAMES)
def test_a_file_name_names_its_exercise(name: str, exercise: str | None) -> None:
    assert from_name(name, CATALOGUE) == exercise


SAYS = {"grader": {"exercise": "ex06", "variant": 2}}
MARKED = code("# grader: ex10 variant 4\nimport x")

FOUND = [
    ("metadata first", notebook(code("steps = 1"), metadata=SAYS), "ex10.ipynb", ("ex06", 2, "metadata")),
    ("then a marker", notebook(MARKED, code("gradient = 1")), "ex06.ipynb", ("ex10", 4, "marker")),
    ("a marker below other lines", notebook(code("x = 1\n# grader: EX10\ny = 2")), "ex06.ipynb", ("ex10", 0, "marker")),
    (
        "a marker in text",
        notebook(text("<!-- grader: ex10 variant 1 -->\n# Titel"), code("a = 1")),
        "x.ipynb",
        ("ex10", 1, "marker"),
    ),
    ("then the name", notebook(code("gradient = 1")), "ex10.ipynb", ("ex10", 0, "name")),
    ("then the items", notebook(code("steps = 1; losses = 2")), "x.ipynb", ("ex10", 0, "items")),
    ("one item is enough", b"gradient = 1", "x.py", ("ex06", 0, "items")),
    ("a script's marker", b"# grader: ex10 variant 3\nx = 1", "x.py", ("ex10", 3, "marker")),
    ("metadata of no kind", notebook(code("a = 1"), metadata={"grader": 3}), "ex10.ipynb", ("ex10", 0, "name")),
    (
        "a variant of no kind",
        notebook(code("a = 1"), metadata={"grader": {"exercise": "ex10", "variant": "x"}}),
        "x",
        ("ex10", 0, "metadata"),
    ),
]


@each(("data", "name", "expected"), [row[1:] for row in FOUND])
def test_how_an_exercise_is_found(data: bytes, name: str, expected: tuple[str, int, str]) -> None:
    (part,) = read(data, name, CATALOGUE).parts
    assert (part.exercise, part.variant, part.found_by) == expected


@each("source", ["a = 1", "losses = 1"])
def test_what_cannot_be_told_is_a_problem(source: str) -> None:
    reading = read(notebook(code(source)), "x.ipynb", CATALOGUE)
    assert reading.parts == ()
    assert reading.problem is not None
    assert "ex10.ipynb" in reading.problem.de


def test_a_marker_of_an_unknown_exercise_is_remarked() -> None:
    reading = read(notebook(code("# grader: ex77\nsteps = 1")), "ex10.ipynb", CATALOGUE)
    assert reading.parts[0].exercise == "ex10"
    assert "ex77" in reading.notes[0].de


def test_several_exercises_in_one_notebook_are_split_at_their_markers() -> None:
    cells = (
        code("import numpy"),
        MARKED,
        code("steps = 1"),
        text("<!-- grader: ex06 -->"),
        code("gradient = 2"),
        MARKED,
        code("losses = 3"),
    )
    first, second = read(notebook(*cells), "x.ipynb", CATALOGUE).parts
    assert (first.exercise, [cell.number for cell in first.cells]) == ("ex10", [1, 2, 3, 5, 6])
    assert (second.exercise, [cell.number for cell in second.cells]) == ("ex06", [1, 4])
    assert (first.variant, second.variant) == (4, 0)


def test_metadata_and_marker_that_disagree_are_remarked() -> None:
    reading = read(notebook(MARKED, metadata=SAYS), "x.ipynb", CATALOGUE)
    assert [(part.exercise, part.variant) for part in reading.parts] == [("ex06", 2)]
    assert "ex10 (variant 4)" in reading.notes[0].en
    agreeing = read(notebook(code("# grader: ex06 variant 2"), metadata=SAYS), "x.ipynb", CATALOGUE)
    assert agreeing.notes == ()
