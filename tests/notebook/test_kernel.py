"""`%grade` in a real kernel: the live answers, judged by a process that alone holds the key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from grader.storage.progress import FOLDER
from tests.conftest import Command
from tests.notebook.kernels import Kernel, kernel

NEEDED = ("ipykernel", "jupyter_client")
pytestmark = [
    pytest.mark.filterwarnings("default"),  # those of Jupyter's own libraries
    pytest.mark.skipif(not all(map(find_spec, NEEDED)), reason="ipykernel is in the extra `notebook`"),
]

GIVEN = '# grader: ex10 variant 0\nfrom sympy import *\nw, t = symbols("w t", real=True)'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("notebook")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Kernel]:
    """A kernel and its judge, started once: that takes longer than what is asked of them."""
    with kernel(folder) as running:
        running.run("%load_ext grader")
        yield running


# To the extension: as if none of these cells had run.
ANOTHER = """
%reset -f
import grader.notebook.extension as extension
for one in extension._loaded.values():
    one._log._cells.clear()
del extension, one
"""


@pytest.fixture
def open_notebook(running: Kernel) -> Kernel:
    """Another notebook, in which nothing has run yet."""
    assert running.run(ANOTHER).error == ""
    return running


def test_a_notebook_is_checked_from_what_stands_in_it_now(open_notebook: Kernel, folder: Path) -> None:
    run = open_notebook.run
    assert "sagt, welche Übung das ist" in run("%grade").text
    run(GIVEN, "given")
    run("derivative = 2*(w - 3)", "a")
    run("steps = [1.5, 3, 4.5]", "b")
    shown = run("%grade", "check")
    assert shown.error == ""
    assert "Berechne die Ableitung nach jedem Schritt neu." in shown.text
    assert "Hinweis dazu: %grade ex10.b --hint" in shown.text  # what can be typed here
    assert "<code>%grade ex10.b --hint</code>" in shown.html
    assert "2/9" in shown.html
    assert "<svg" in shown.html
    assert "<math" in shown.html
    assert "<script" not in shown.html
    run("steps = [1.5, 2.25, 2.625]", "b")  # the cell is changed, nothing is saved
    assert "richtig           ex10.b" in run("%grade b", "check").text
    assert "derivative" not in run("%grade b", "check").html
    assert "right " in run("%grade --en ex10.b", "check").text
    assert '"ex10"' in (folder / FOLDER / "results.json").read_text()


def test_what_stands_in_the_notebook_counts_and_a_stale_value_is_said(open_notebook: Kernel) -> None:
    open_notebook.run(GIVEN, "given")
    open_notebook.run("limit_value = 2", "a")
    open_notebook.run("limit_value = limit_value + 1", "b")
    assert "Kernel neu" not in open_notebook.run("%grade f").text
    open_notebook.run("limit_value = 7", "a")  # first run before b: from top to bottom 8 comes out
    shown = open_notebook.run("%grade")
    assert "verstanden als: 7" in shown.text
    assert "ex10.f: Jetzt steht da ein anderer Wert" in shown.text.replace("\n  ", " ")


def test_functions_are_called_in_a_child(open_notebook: Kernel) -> None:
    run = open_notebook.run
    run("# grader: ex06 variant 0\nimport os\nhere = os.getpid()\ncalled = []")
    run("def omega(tol):\n    called.append(os.getpid())\n    return 0.9", "cell")
    assert "noch nicht" in run("%grade omega").text
    assert run("print(called)").text == "[]\n"


def test_slips_and_unreadable_answers_are_said_as_for_a_file(open_notebook: Kernel) -> None:
    open_notebook.run(GIVEN)
    open_notebook.run("first_close = 3^2")
    open_notebook.run('limit_value = "(3"\nlosses = object()\nsteps = None')
    text = open_notebook.run("%grade").text
    assert "nie geschlossen" in text
    assert "3^2 ist 1" in text
    assert "nicht lesbar      ex10.c" in text
    assert "nicht bearbeitet  ex10.b" in text


HOSTILE = """
class Odd(list):
    def __iter__(self): raise SystemExit
    def __len__(self): return 10**9
    def __class__(self): raise KeyboardInterrupt
steps = Odd()
losses = [10**5000, 1, float("nan")]
limit_value = "x" * 3_000_000
"""


def test_odd_values_cost_only_themselves(open_notebook: Kernel) -> None:
    open_notebook.run(GIVEN)
    open_notebook.run(HOSTILE)
    open_notebook.run("derivative = 2*(w - 3)")
    shown = open_notebook.run("%grade")
    assert shown.error == ""
    assert "richtig           ex10.a" in shown.text


def test_the_notebooks_process_knows_no_key(open_notebook: Kernel) -> None:
    open_notebook.run(GIVEN)
    open_notebook.run("derivative = 2*(w - 3)")
    open_notebook.run("%grade")
    open_notebook.run("import sys\nours = [name for name in sys.modules if name.startswith(('grader', 'solutions'))]")
    listed = open_notebook.run("print(ours)").text
    assert "grader.notebook.extension" in listed
    for part in ("answer_key", "grader.cli", "grading", "authoring", "solutions"):
        assert part not in listed


def test_a_judge_that_was_killed_is_started_again(open_notebook: Kernel) -> None:
    open_notebook.run(GIVEN)
    open_notebook.run("import grader.notebook.extension as e\n(one,) = e._loaded.values()\none._judge._process.kill()")
    open_notebook.run("one._judge._process.wait()")
    assert "ex10" in open_notebook.run("%grade").text


def test_wrong_words_are_sentences(open_notebook: Kernel) -> None:
    open_notebook.run(GIVEN)
    assert "nicht ex06" in open_notebook.run("%grade ex06").text
    assert "keinen Teil z" in open_notebook.run("%grade z").text
    assert "'ex99'" in open_notebook.run("%grade ex99").text
    assert "Noch ein Hinweis: %grade ex10.a --hint" in open_notebook.run("%grade --hint").text


def test_the_file_of_the_notebook_says_which_exercise_it_is(open_notebook: Kernel, tmp_path: Path, command: Command) -> None:
    assert command("stubs", "ex10", "--to", str(tmp_path)).status == 0
    (file,) = tmp_path.glob("*.ipynb")
    open_notebook.run(f"import os\nos.environ['JPY_SESSION_NAME'] = {str(file)!r}")  # as Jupyter starts the kernel of a file
    open_notebook.run("limit_value = 3")
    assert "richtig           ex10.f" in open_notebook.run("%grade").text
    open_notebook.run("import os\ndel os.environ['JPY_SESSION_NAME']")


def test_a_file_with_our_magics_is_graded_without_remarks(tmp_path: Path, command: Command) -> None:
    sources = ["%load_ext grader", GIVEN, "derivative = 2*(w - 3)\n%grade a"]
    cells = [{"cell_type": "code", "metadata": {}, "source": one, "outputs": [], "execution_count": None} for one in sources]
    document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "ex10.ipynb").write_text(json.dumps(document))
    ran = command("ex10")
    assert "Befehle" not in ran.out
    assert "1 von 9" in ran.out
