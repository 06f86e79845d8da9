"""Mistakes that have nothing to do with the exercise, through real notebooks and scripts: G1 to G8."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from grader.answer_key.process.client import LiveKey
from grader.grading import grade_submission
from grader.model import Cell, Submission
from grader.runner.supervisor.local import LocalExecutor
from tests.conftest import Command, GradeCode
from tests.every import each

FOUND = [
    # cells, item of ex10, outcome, mistake
    (["limit_value = 3,5"], "limit_value", "invalid", "G1"),
    (["limit_value = (0, 25)"], "limit_value", "invalid", "G1"),
    (["limit_value = -0,25"], "limit_value", "invalid", "G1"),
    (["derivative = 1,5"], "derivative", "invalid", "G1"),
    (["limit_value = 0,05"], "limit_value", "crashed", "G1"),
    (["steps = 1,5, 2,25, 2,625"], "steps", "wrong", "G1"),
    (["steps = [1,5, 2,25, 2,625]"], "steps", "wrong", "G1"),
    (["w1 = 1,5", "w2 = 2,25", "w3 = 2,625", "steps = [w1, w2, w3]"], "steps", "wrong", "G1"),
    (["limit_value = '3,0'"], "limit_value", "correct", None),
    (["steps = [1, 5, 2, 25, 2, 3]"], "steps", "wrong", None),
    (["from sympy import *\nw = symbols('w')", "derivative = w^2"], "derivative", "crashed", "G2"),
    (["first_close = 3^2"], "first_close", "wrong", "G2"),
    (["q = 2^3", "first_close = q + 1"], "first_close", "wrong", "G2"),
    (["def square(x):\n    return x^2", "first_close = square(3)"], "first_close", "wrong", "G2"),
    (["x = 1\nx ^= 2", "first_close = x"], "first_close", "wrong", "G2"),
    (["first_close = 2.0^3"], "first_close", "crashed", "G2"),
    (["from sympy import *\nw, t = symbols('w t')", "derivative = w^t"], "derivative", "invalid", "G2"),
    (["first_close = 8^1"], "first_close", "correct", None),
    (["x = 3^2", "first_close = 11"], "first_close", "wrong", None),
    (["first_close = 11  # 3^2 is 9"], "first_close", "wrong", None),
    (["closed_form = '3 - 3/2^t'"], "closed_form", "correct", None),
    (["first_close = 5^1"], "first_close", "wrong", "G2"),
    (["limit_value = None"], "limit_value", "missing", None),
    (["limit_value = ..."], "limit_value", "missing", None),
    (["import numpy as np", "limit_value = np.float64(3)"], "limit_value", "correct", None),
    (["import numpy as np", "limit_value = np.array([[3]])"], "limit_value", "correct", None),
    (["import torch", "limit_value = torch.tensor([3.0], requires_grad=True)"], "limit_value", "correct", None),
    (["limit_value = float('nan')"], "limit_value", "wrong", "G5"),
    (["import numpy as np", "limit_value = np.nan"], "limit_value", "wrong", "G5"),
    (["from sympy import nan", "derivative = nan"], "derivative", "wrong", "G5"),
    (["steps = [1.5, float('nan'), 2.625]"], "steps", "partial", "G5"),
    (["steps = [2.625, 2.25, 1.5]"], "steps", "partial", "G6"),  # the entry in the middle is right
    (["steps = [2.25, 1.5, 2.625]"], "steps", "partial", "G6"),
    (["losses = [0.140625, 0.5625, 2.25]"], "losses", "partial", "G6"),
    (["losses = '2,25; 0,57; 0,14'"], "losses", "partial", None),
    (["steps = [1.5, 1.5, 2.25]"], "steps", "partial", None),
]


OVERWRITTEN = [
    # cells, item of ex10, outcome, mistake, the line where the letter got another value
    (["for t in range(1, 4):\n    pass", "closed_form = 3 - 3/2**t"], "closed_form", "wrong", "G7", "2:1"),
    (["x = 1\nw = 5\nderivative = 2*(w - 3)"], "derivative", "wrong", "G7", "2:2"),
    (["t = 3", "part = 3/2**t", "closed_form = 3 - part"], "closed_form", "wrong", "G7", "2:1"),
    (["import numpy as np\nt = np.array([1, 2, 3])", "closed_form = 3 - 3/2**t"], "closed_form", "invalid", "G7", None),
    (["def t(x):\n    return x", "closed_form = 3 - 3/2**t(2)"], "closed_form", "wrong", "G7", "2:1"),
    (["for t in range(4):\n    pass", "t = symbols('t')", "closed_form = 3 - 3/2**t"], "closed_form", "correct", None, None),
    (["x = [t for t in range(4)]", "closed_form = 3 - 3/2**t"], "closed_form", "correct", None, None),
    (["closed_form = 7 - 3/2**t\nt = 4"], "closed_form", "wrong", None, None),
    (["w = 5", "derivative = '2*(w - 3)'"], "derivative", "correct", None, None),
    (["t = 3", "limit_value = t + 1"], "limit_value", "wrong", None, None),
]


@each(("cells", "item", "outcome", "mistake", "place"), OVERWRITTEN)
def test_a_letter_that_was_overwritten_is_told(
    grade_code: GradeCode, cells: list[str], item: str, outcome: str, mistake: str | None, place: str | None
) -> None:
    verdict = grade_code("ex10", cells=cells)[item]
    assert (str(verdict.outcome), verdict.mistake) == (outcome, mistake), verdict.feedback
    assert (f"{verdict.place.cell}:{verdict.place.line}" if verdict.place else None) == place


FIRST_CELL = [
    (("derivative = 2*(w - 3)",), "w ist hier kein Symbol"),
    (("from sympy import *", "derivative = 2*(w - 3)", "w, t = symbols('w t')"), "w ist hier kein Symbol"),
    (("derivative = diff((3)**2, 'w')",), "diff kommt aus SymPy"),
    (("derivative = 2*(v - 3)",), "Den Namen v kennt Python hier nicht"),
]


@each(("cells", "words"), FIRST_CELL)
def test_a_first_cell_that_is_missing_is_told(
    key: LiveKey, executor: LocalExecutor, cells: tuple[str, ...], words: str
) -> None:
    numbered = tuple(Cell(number, source) for number, source in enumerate(cells, start=1))
    result = grade_submission.grade(Submission(None, "ex10", 0, numbered, "", "ex10.py"), key, executor, seed=0)
    assert result.verdicts[0].feedback is not None
    assert result.verdicts[0].feedback.de.startswith(words)


@each(("cells", "item", "outcome", "mistake"), FOUND)
def test_generic_mistakes_are_found(
    grade_code: GradeCode, cells: list[str], item: str, outcome: str, mistake: str | None
) -> None:
    verdict = grade_code("ex10", cells=cells)[item]
    assert (str(verdict.outcome), verdict.mistake) == (outcome, mistake), verdict.feedback
    assert verdict.feedback is not None or outcome == "correct"


def test_a_function_with_a_caret_says_so(grade_code: GradeCode) -> None:
    verdict = grade_code("ex06", cells=["def omega(tol):\n    return tol^2"])["omega"]
    assert verdict.mistake == "G2"


SOURCES = {
    "limit_value": "limit_value = 0,25",
    "first_close": "first_close = 3^2",
    "losses": "losses = [0.140625, 0.5625, 2.25]",
}
EXPECTED = {"limit_value": "G1", "first_close": "G2", "losses": "G6"}


def notebook(path: Path) -> None:
    v4 = nbformat.v4
    cells = [v4.new_code_cell(source) for source in SOURCES.values()]
    nbformat.write(v4.new_notebook(cells=cells, metadata={"grader": {"exercise": "ex10", "variant": 0}}), path)


def script(path: Path) -> None:
    path.write_text("# grader: ex10 variant 0\n" + "\n".join(f"# %%\n{source}" for source in SOURCES.values()))


@pytest.mark.parametrize(("name", "write"), [("ex10.ipynb", notebook), ("ex10.py", script)])
def test_their_ids_stand_in_the_results_of_real_files(command: Command, tmp_path: Path, name: str, write: object) -> None:
    write(tmp_path / name)  # type: ignore[operator]
    items = {item["name"]: item["mistake"] for item in json.loads(command(name, "--json").out)["items"]}
    assert {name: items[name] for name in EXPECTED} == EXPECTED


def test_they_stand_in_the_class_summary(command: Command, tmp_path: Path) -> None:
    for student in ("ada", "bob"):
        (tmp_path / "class" / student).mkdir(parents=True)
        script(tmp_path / "class" / student / "ex10.py")
    assert command("class", "class", "--out", "graded").status == 0
    summary = (tmp_path / "graded" / "summary.md").read_text(encoding="utf-8")
    for words in (
        "2/2 | ex10.f",
        "G1",
        "Dezimalzahlen mit einem Punkt",
        "G2",
        "3^2 ist 1",
        "G6",
        "die Reihenfolge stimmt nicht",
    ):
        assert words.replace("^", r"\^") in summary or words in summary, words


def test_advice_about_values_is_kept_back_where_no_call_gives_one(grade_code: GradeCode) -> None:
    crashed = grade_code("ex18", cells=["def bce(yhat, y):\n    return nothing_of_this_name"])["bce"]
    assert [(check.passed, check.feedback) for check in crashed.checks] == [(False, None)] * 3
    wrong = grade_code("ex18", cells=["def bce(yhat, y):\n    return 7.0"])["bce"]
    assert wrong.feedback is not None
    assert wrong.feedback != crashed.feedback
