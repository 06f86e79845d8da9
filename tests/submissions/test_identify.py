from __future__ import annotations

from grader.submissions.parsing.identify import from_name
from tests.every import each
from tests.unread import read

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
    ("then the items of a script", b"gradient = 1; losses = 2", "x.py", ("ex06", 0, "items")),
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


VALUES = [
    ("variant -1", -1),
    ("variant 1000000000", 10**9),
    ("variant 0.5", 0.5),
    ("variant x", "x"),
    ("variant true", True),
    ("variant [1]", [1]),
]


@each(("words", "value"), VALUES)
def test_a_variant_that_is_not_taken_is_said(words: str, value: object) -> None:
    """The same reader for metadata and marker."""
    metadata = {"grader": {"exercise": "ex10", "variant": value}}
    for data in (notebook(code("a = 1"), metadata=metadata), notebook(code(f"# grader: ex10 {words}\na = 1"))):
        reading = read(data, "x.ipynb", CATALOGUE)
        assert [(part.exercise, part.variant) for part in reading.parts] == [("ex10", 0)]
        (note,) = reading.notes
        assert "variant" in note.en


def test_what_stands_in_a_string_is_no_marker() -> None:
    quoted = 'text = """\n# grader: ex06 variant 3\n"""\nsteps = 1'
    for data, name in ((notebook(code(quoted)), "ex10.ipynb"), (quoted.encode(), "ex10.py")):
        (part,) = read(data, name, CATALOGUE).parts
        assert (part.exercise, part.variant, len(part.cells), part.found_by) == ("ex10", 0, 1, "name")


def test_markers_that_disagree_are_said_and_the_first_counts() -> None:
    cells = (code("# grader: ex10 variant 1\nsteps = 1"), *(code(f"# grader: ex10 variant {n}\nx = 1") for n in range(2, 9)))
    reading = read(notebook(*cells), "x.ipynb", CATALOGUE)
    assert [part.variant for part in reading.parts] == [1]
    (note,) = reading.notes
    assert "variant 1" in note.en
    assert "variant 2" in note.en


def test_any_number_of_unknown_markers_is_one_remark() -> None:
    reading = read(notebook(*(code(f"# grader: ex{number}") for number in range(100, 1100))), "ex10.ipynb", CATALOGUE)
    (note,) = reading.notes
    assert "(1000)" in note.en


@each("source", ["loss = 0.25", "def train(x):\n    return x", "gradient = 1"])
def test_a_single_common_name_is_no_evidence(source: str) -> None:
    reading = read(source.encode(), "helper.py", {**CATALOGUE, "ex23": ["loss", "train"]})
    assert (reading.parts, reading.strange) == ((), "unknown")


def test_the_source_of_an_exercise_is_nobodys_hand_in() -> None:
    reading = read(b"from grader.authoring import Exercise\nsteps = 1\nlosses = 2", "ex10_three_steps.py", CATALOGUE)
    assert (reading.parts, reading.strange) == ((), "grader")
