"""What shows that somebody worked: kinds, places and names of attempts that gave an item no value."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from grader.grading.attempts import sentence_on_attempt
from grader.model import Attempt, Missing, Raised, TextBeside
from grader.runner.supervisor.local import LocalExecutor
from grader.submissions.parsing.reading import read
from tests.every import each, turn

from .making import exercise, submission, value

ORDER = ("derivative", "steps", "losses")
E = exercise(*ORDER)
BLANK = "steps = ..."
V = "[1.5, 2.25]"

# What stands in the cell of `steps`, between `derivative = ...` and `losses = ...`: kind, line, word.
IN_ITS_CELL: list[tuple[str, str, int, str]] = [
    (f"steps = print({V})", "printed", 1, ""),
    (f"print({V})", "printed", 1, ""),
    (f"{BLANK}\nprint({V}, 'fertig')", "printed", 2, ""),
    (f"steps = display({V})", "printed", 1, ""),
    (f"from pprint import pprint\nsteps = pprint({V})", "printed", 2, ""),
    ("x = [1]\nsteps = x.append(2)", "no value", 2, "append"),
    ("def f():\n    x = 1\nsteps = f()", "no value", 3, "f"),
    ("steps = None if True else 1", "none", 1, ""),
    (V, "bare value", 1, ""),
    ("1.5, 2.25", "bare value", 1, ""),
    ("'1,5; 2,25'", "bare value", 1, ""),
    (f"{BLANK}\n{V}", "bare value", 2, ""),
    (f"{V}\n{BLANK}", "bare value", 1, ""),
    (f"list({V})", "bare value", 1, ""),
    ("steps == 3", "compared", 1, ""),
    (f"{BLANK}\n3 == steps", "compared", 2, ""),
    ("steps: 3", "colon", 1, ""),
    (f"steps: {V}", "colon", 1, ""),
    (f"def main():\n    steps = {V}\nmain()", "inside", 2, "main"),
    (f"def main():\n    if True:\n        steps = {V}\nmain()", "inside", 3, "main"),
    (f"class Solution:\n    steps = {V}", "inside", 2, "Solution"),
    (f"{BLANK}\nasync def go():\n    steps = {V}", "inside", 3, "go"),
    (f"if True:\n    def main():\n        steps = {V}", "inside", 3, "main"),
    (f"def main():\n    global steps\n    steps = {V}", "not called", 3, "main"),
    ("if False:\n    steps = 1", "not reached", 2, ""),
    ("for k in []:\n    steps = k", "not reached", 2, ""),
    ("try:\n    steps = 1 / 0\nexcept ZeroDivisionError:\n    pass", "swallowed", 2, ""),
    ("print('steps = [1.5, 2.25]')", "printed", 1, ""),
    (f"{BLANK}\nprint(f'steps = {{[1, 2]}}')", "printed", 2, ""),
    (f"steps = {V}.sort()", "no value", 1, "sort"),
    ("for steps in []:\n    pass", "not reached", 1, ""),
    (f"steps = {V}\ndel steps", "deleted", 2, ""),
    (f"steps = {V}\n%reset -f", "cleared", 2, "reset"),
    (f"steps = {V}\n%xdel steps", "cleared", 2, "xdel"),
    (f"%%writefile a.py\nsteps = {V}", "skipped cell", 1, "writefile"),
    (f"%%markdown\nsteps = {V}", "skipped cell", 1, "markdown"),
    (f"# steps = {V}", "comment", 1, ""),
    (f"{BLANK}\n  # steps = {V}", "comment", 2, ""),
    (f"{BLANK}  # {V}", "comment", 1, ""),
    (f"'''\nsteps = {V}\n'''", "quoted", 1, ""),
    (f"exec('steps = {V}')", "indirect", 0, ""),
    (f"globals()['steps'] = {V}", "indirect", 0, ""),
    ("from not_there import *", "star import", 1, "not_there"),
    ("%run solution.py", "other file", 1, "run"),
    (f"{BLANK}\n%run other.ipynb", "other file", 2, "run"),
    ("step = 1", "similar name", 0, "step"),
    ("Steps = 1", "similar name", 0, "Steps"),
    ("stepps = 1", "similar name", 0, "stepps"),
    (f"result = {V}", "other name", 1, "result"),
    (f"result = {V}\n{BLANK}", "other name", 1, "result"),
    ("w1 = 1.5\nw2 = 2.25", "other name", 2, "w2"),
]


@each(("source", "kind", "line", "word"), turn(IN_ITS_CELL, 2))
def test_work_without_an_answer_is_seen(executor: LocalExecutor, source: str, kind: str, line: int, word: str) -> None:
    run = executor.run(submission("derivative = ...", source, "losses = ..."), E)
    found = {name: seen.attempt for name, seen in run.observations.items() if isinstance(seen, Missing)}
    assert found == {"derivative": None, "steps": Attempt(kind, 2 if line else 0, line, word), "losses": None}  # type: ignore[arg-type]


IN_CELLS_OF_ITS_OWN = [
    # the cells, what is said of derivative, steps, losses
    (("derivative = ...", BLANK, V, "losses = ..."), (None, "bare value", None)),
    (("derivative = ...", V, "losses = ..."), (None, "bare value", None)),
    (("2*w", BLANK, "losses = ..."), ("bare value", None, None)),
    (("derivative = ...", BLANK, V), (None, None, "bare value")),  # the cell of losses is gone
    (("derivative = ...", BLANK, "losses = ...", V), (None, None, "bare value")),
    (("derivative = ...\n2*w\nsteps = ...\nlosses = ...",), ("bare value", None, None)),
    (("derivative = ...", "steps = 3", "derivative", "losses = ..."), (None, "-", None)),
    (("derivative = ...", BLANK, "import math\nprint('Das kann ich noch nicht')", "losses = ..."), (None,) * 3),
    (("derivative = ...", BLANK, "print(steps)\nsteps", "losses = ..."), (None, None, None)),
    (("derivative = ...", f"{BLANK}  # 3 Werte, mir fehlt die Formel", "losses = ..."), (None, None, None)),
    (("derivative = ...", "steps = 3", "def train(losses=1):\n    derivative = 3", "losses = ..."), ("inside", "-", None)),
]


@each(("cells", "expected"), IN_CELLS_OF_ITS_OWN)
def test_it_is_told_of_the_item_that_it_belongs_to(
    executor: LocalExecutor, cells: tuple[str, ...], expected: tuple[str | None, ...]
) -> None:
    seen = executor.run(submission("w = 5", *cells), E).observations
    found = [(one.attempt.kind if one.attempt else None) if isinstance(one, Missing) else "-" for one in seen.values()]
    assert tuple(found) == expected


BREAKS_OFF = {
    "return outside": ("return [1]", "SyntaxError"),
    "an arrow": ("steps -> [1]", "SyntaxError"),
    "the wrong side": ("3 = steps", "SyntaxError"),
    "no equals sign": ("steps [1, 2]", "NameError"),
    "appended to the dots": ("steps = ...\nsteps.append(1)", "AttributeError"),
    "an open bracket": ("[1.5, 2", "SyntaxError"),
    "invisible in front": ("\u200bsteps = 3", "SyntaxError"),
    "a byte order mark": ("\ufeffsteps = 3", "SyntaxError"),
    "a blank that does not break": ("steps\u00a0= 3", "SyntaxError"),
    "from a module that is not there": ("from not_there import steps", "ModuleNotFoundError"),
    "of a module that is not there": ("import not_there\nsteps = not_there.steps", "ModuleNotFoundError"),
    "among other entries": ("from not_there import a, b\nsteps = [1, a, b]", "ModuleNotFoundError"),
    "the module itself": ("import not_there as steps", "ModuleNotFoundError"),
}


@pytest.mark.parametrize(("source", "kind"), BREAKS_OFF.values(), ids=BREAKS_OFF.keys())
def test_the_cell_that_broke_off_is_told(executor: LocalExecutor, source: str, kind: str) -> None:
    seen = executor.run(submission("derivative = ...", source, "losses = ..."), E).observations
    assert isinstance(seen["steps"], Raised)
    assert (seen["steps"].type, seen["steps"].cell) == (kind, 2)
    assert (seen["derivative"], seen["losses"]) == (Missing(), Missing())


@pytest.mark.parametrize("again", ["steps = ...", "steps: list = ...", "steps = None"])
@pytest.mark.parametrize("apart", [True, False])
def test_what_is_blank_again_does_not_take_the_place_of_an_answer(executor: LocalExecutor, again: str, apart: bool) -> None:
    cells = ("steps = 3", again) if apart else (f"steps = 3\n{again}",)
    run = executor.run(submission("derivative = ...", *cells), E)
    assert (run.observations["steps"], run.observations["derivative"]) == (value(3), Missing())
    (note,) = run.notes
    assert "steps" in note.de
    assert str(1 + len(cells)) in note.de


def test_a_blank_function_does_not_either(executor: LocalExecutor) -> None:
    asked = exercise(asks="f")
    blank = "def f(x):\n    raise NotImplementedError"
    answered = executor.run(submission("def f(x):\n    return x", blank), asked).observations["f"]
    assert answered == executor.run(submission("def f(x):\n    return x"), asked).observations["f"]
    late = executor.run(submission(blank, "def f(x):\n    return x"), asked).observations["f"]
    assert late == answered


BESIDE_A_FUNCTION = [
    ("x = 0.5\nx", "outside"),
    ("def g(x):\n    return x", "other function"),
    ("def g(x):\n    pass", "outside"),
    ("class G:\n    x = 1", "outside"),
    ("0.5671", "outside"),
    ("import math", None),
]


@each(("beside", "kind"), BESIDE_A_FUNCTION)
def test_code_beside_a_function_that_is_blank_is_seen(executor: LocalExecutor, beside: str, kind: str | None) -> None:
    seen = executor.run(submission(f"def f(x):\n    raise NotImplementedError\n\n{beside}"), exercise(asks="f")).observations
    assert isinstance(seen["f"], Missing)
    assert (seen["f"].attempt.kind if seen["f"].attempt else None) == kind


INSTEAD_OF_A_FUNCTION = [  # what stands in place of f, the next answer, and the function that is asked back
    ("def newton(x):\n    return x", "3", "newton"),
    ("def newton(x, steps=3):\n    for _ in range(steps):\n        x = x / 2\n    return x\nnewton(3)", "3", "newton"),
    ("import math\ndef g(x):\n    return math.exp(x)\nprint(g(0))", "3", "g"),
    ("def helper(x):\n    return x", "helper(3)", None),
    ("def g(x):\n    raise NotImplementedError", "3", None),
]


@each(("source", "b", "word"), INSTEAD_OF_A_FUNCTION)
def test_a_function_under_another_name_is_asked_back(executor: LocalExecutor, source: str, b: str, word: str | None) -> None:
    asked = exercise("a", "b", asks="f")
    first, second, function = asked.items
    cells = submission("a = 1", source, f"b = {b}")
    seen = executor.run(cells, replace(asked, items=(first, function, second))).observations["f"]
    assert isinstance(seen, Missing)
    assert (seen.attempt.word if seen.attempt and seen.attempt.kind == "other function" else None) == word


def test_every_kind_has_its_sentence() -> None:
    kinds = {kind for _, kind, _, _ in IN_ITS_CELL} | {"text cell", "text beside", "outside", "other function"}
    for kind in kinds:
        said = sentence_on_attempt(Attempt(kind, 1, 1, "word"), E.item("steps"))  # type: ignore[arg-type]
        assert "steps" in said.de or kind == "printed"
        assert len(re.findall(r"\S+", said.de)) < 30


def notebook(below: str, kind: str, answer: str, *more: tuple[str, str]) -> bytes:
    """A sheet with two questions, `below` standing under the first one."""
    cells = [
        ("markdown", "# ex10 · Titel"),
        ("code", "# grader: ex10"),
        ("markdown", f"**a)** Was? <sub>Form: eine Zahl</sub>{below}"),
        (kind, f"derivative = {answer}"),
        *more,
        ("markdown", "**b)** Und? <sub>Form: eine Zahl</sub>"),
        ("code", "steps = ..."),
    ]
    return json.dumps({"cells": [{"cell_type": kind, "source": source} for kind, source in cells]}).encode()


TEXTS = [
    (notebook("", "code", "..."), []),
    (notebook("\n\nAntwort: 3", "code", "..."), [(2, ())]),
    (notebook("", "markdown", "3"), [(0, ("derivative",))]),
    (notebook("", "raw", "3"), [(0, ("derivative",))]),
    (notebook("", "code", "...", ("markdown", "**derivative = 3**")), [(2, ("derivative",))]),
    (notebook("", "code", "...", ("raw", "def steps(x):")), [(2, ("steps",))]),
    (notebook("", "code", "...", ("markdown", "es ist 3")), [(2, ())]),
    (notebook("", "code", "...", ("markdown", "![](a.png) <br> ---")), []),
]


@each(("data", "expected"), TEXTS)
def test_own_texts_are_told_from_those_of_the_sheet(data: bytes, expected: list[tuple[int, tuple[str, ...]]]) -> None:
    (part,) = read(data, "ex10.ipynb", {"ex10": []}).parts
    assert [(text.cell, text.names) for text in part.texts] == expected
    assert part.blank == (not expected)


def test_a_script_has_text_cells_too() -> None:
    script = "# grader: ex10\n# %% [markdown]\n# **a)** Was? <sub>eine Zahl</sub>\n# derivative = 3\n# %%\nderivative = ...\n"
    (part,) = read(script.encode(), "ex10.py", {"ex10": []}).parts
    assert part.texts == (TextBeside(2, ("derivative",)),)
    (blank,) = read(script.replace("# derivative = 3\n", "").encode(), "ex10.py", {"ex10": []}).parts
    assert (blank.texts, blank.blank) == ((), True)


TOLD = [
    (TextBeside(0, ("steps",)), Attempt("text cell")),
    (TextBeside(2, ("steps",)), Attempt("text cell", 2)),
    (TextBeside(2), Attempt("text beside", 2)),
    (TextBeside(1, ("derivative",)), None),
]


@each(("text", "attempt"), TOLD)
def test_they_are_told(executor: LocalExecutor, text: TextBeside, attempt: Attempt | None) -> None:
    handed_in = replace(submission("derivative = 3", BLANK, "losses = ..."), texts=(text,))
    assert executor.run(handed_in, E).observations["steps"] == Missing(attempt)
