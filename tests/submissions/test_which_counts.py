"""Which of several files for an exercise counts: the same whatever the dates are and in whatever order they are met."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from grader.submissions.files.handin import HandIn, ReadHandIn, Taken
from grader.submissions.files.which_counts import take
from tests.every import each
from tests.submissions.finding import SLUGS
from tests.submissions.notebooks import code, notebook
from tests.unread import read

CATALOGUE = {"ex06": ["gradient", "train"], "ex10": ["steps", "losses", "derivative", "descend"]}
GIVEN = '# grader: ex10 variant 0\nfrom sympy import *\n\nw, t = symbols("w t", real=True)'
BLANK = ("derivative = ...", "steps = ...", "losses = ...", "def descend(f):\n    raise NotImplementedError")
SHEET = notebook(*map(code, (GIVEN, *BLANK)))
ONE = notebook(*map(code, (GIVEN, "steps = [1, 2]", *BLANK[2:])))
THREE = notebook(*map(code, (GIVEN, "steps = [1, 2]", "losses = [3]", "derivative = 2*w")))
PLAIN = b"steps = [1, 2]\nlosses = [3]\nderivative = 5\n"  # without any sign of its exercise
TEST = b"import pytest\nsteps = [9]\nlosses = [9]\n"
HELPER = b"def train(x):\n    return x\nloss = 0.25\n"


def taken(*files: tuple[str, bytes]) -> Taken:
    """The files of one person, by content; each is met in every order, which must make no difference."""
    read_files = [
        ReadHandIn(HandIn("anna", Path(name), f"anna/{name}"), str(hash(data)), read(data, name, CATALOGUE))
        for name, data in files
    ]
    first, *others = (take(order, SLUGS) for order in permutations(read_files))
    assert all(other.submissions == first.submissions for other in others)
    return first


COUNTS = [
    ([("ex10.ipynb", THREE), ("ex10_three_steps.ipynb", SHEET)], "ex10.ipynb", None),
    ([("ex10_three_steps-Copy1.ipynb", ONE), ("ex10_three_steps.ipynb", SHEET)], "ex10_three_steps-Copy1.ipynb", None),
    ([("ex10 (9).ipynb", SHEET), ("ex10.ipynb", ONE)], "ex10.ipynb", None),
    ([("abgabe.py", PLAIN), ("ex10_three_steps.ipynb", SHEET)], "abgabe.py", None),
    ([("ex10.ipynb", THREE), ("ex10 (1).ipynb", ONE)], "ex10 (1).ipynb", "brackets"),
    ([("ex10 (9).ipynb", ONE), ("ex10 (10).ipynb", ONE + b" ")], "ex10 (10).ipynb", "brackets"),
    ([("ex10_three_steps.ipynb", ONE), ("ex10.ipynb", THREE)], "ex10_three_steps.ipynb", "template"),
    ([("meins ex10.ipynb", ONE), ("noch eins ex10.ipynb", THREE)], "noch eins ex10.ipynb", "more answers"),
    ([("a ex10.ipynb", ONE), ("b ex10.ipynb", ONE)], "b ex10.ipynb", "same content"),
    ([("ex10 (3).py", PLAIN), ("abgabe.ipynb", ONE)], "abgabe.ipynb", "says which exercise"),
    ([("test_ex10.py", TEST), ("ex10.ipynb", ONE)], "ex10.ipynb", "says which exercise"),
    ([("abgabe.py", PLAIN), ("ex10.py", b"steps = [1]")], "ex10.py", "says which exercise"),
    ([("helper.py", HELPER), ("ex10.ipynb", ONE)], "ex10.ipynb", "belongs to"),
]


@each(("files", "chosen", "why"), COUNTS)
def test_one_file_counts_and_every_other_is_said(files: list[tuple[str, bytes]], chosen: str, why: str | None) -> None:
    found = taken(*files)
    assert [submission.file for submission in found.submissions] == [f"anna/{chosen}"]
    (problem,) = found.problems
    assert why is None or why in problem.text.en
    assert problem.minor or why not in (None, "belongs to", "same content")


def test_a_blank_sheet_is_no_hand_in_and_said_in_one_line() -> None:
    other = SHEET.replace(b"grader: ex10", b"grader: ex06")
    found = taken(("ex10.ipynb", SHEET), ("ex06.ipynb", other))
    assert not found.submissions
    (problem,) = found.problems
    assert "ex06, ex10" in problem.text.en


TOUCHED = [
    ("an answer", "steps = [1]"),
    ("an answer that Python cannot read", "steps = [1"),
    ("a function", "def descend(f):\n    x = 1\n    raise NotImplementedError"),
    ("a value without a name", "[1.5, 2.25]"),
    ("a print", "steps = print([1])"),
    ("a loop", "for i in range(3):\n    pass"),
    ("work behind a magic", "%time\nsteps = [1]"),
]


@each(("what", "cell"), TOUCHED)
def test_whoever_tried_anything_has_handed_in(what: str, cell: str) -> None:
    found = taken(("ex10.ipynb", notebook(*map(code, (GIVEN, cell, *BLANK)))))
    assert len(found.submissions) == 1, what


@each(
    "cell",
    ["%matplotlib inline", "!pip install torch", "from google.colab import drive\ndrive.mount('/x')", "", "# nur Text", "..."],
)
def test_what_somebody_only_sets_up_is_no_work(cell: str) -> None:
    assert not taken(("ex10.ipynb", notebook(*map(code, (GIVEN, cell, *BLANK))))).submissions


def test_files_of_no_exercise_are_one_line() -> None:
    found = taken(("ex10.ipynb", ONE), *((f"m{number}.py", b"x = %d" % number) for number in range(4)))
    assert len(found.submissions) == 1
    (problem,) = found.problems
    assert problem.minor
    assert "4 files" in problem.text.en


@pytest.mark.parametrize("name", ["ex10.ipynb.txt", "ex10.json", "ex10.md", "ex10"])
def test_a_notebook_under_another_ending_is_a_notebook(name: str) -> None:
    (submission,) = taken((name, THREE)).submissions
    assert submission.exercise == "ex10"
