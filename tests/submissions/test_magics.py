from __future__ import annotations

import sys

import pytest

from grader.model import Cell
from grader.submissions.source.bindings import bound_names
from grader.submissions.source.magics import prepare
from grader.submissions.source.remark import Remark
from tests.every import each

PYTHON = [
    ("a = 1", "plain"),
    ("x = (5\n % 3)", "a line of an expression"),
    ("s = '''\n%matplotlib inline\n!ls\n'''", "lines of a string"),
    ("# warum?\na = 1", "a question in a comment"),
    ("a = (", "broken, but no magic"),
]


@each(("source", "why"), PYTHON)
def test_python_is_left_alone(source: str, why: str) -> None:
    assert prepare(Cell(1, source)) == (source, None)


READ = [
    ("%time a = 1", "a = 1"),
    ("a = %time 3", "a = (3)"),
    ("%prun a = 1", "a = 1"),
    ("if True:\n    %time a = 1", "if True:\n    a = 1"),
    ("%%time\na = 1", "\na = 1"),
    ("%%time\n%time a = 1", "\na = 1"),
    ("  a = 1\n  b = 2", "a = 1\nb = 2"),
    (">>> a = 1\n>>> b = 2", "a = 1\nb = 2"),
    ("In [7]: a = 1", "a = 1"),
    ("time a = 1", "a = 1"),
    ("get_ipython().run_line_magic('time', 'a = 1')", "a = 1"),
    ("get_ipython().magic('time a = 1')", "a = 1"),
    ("get_ipython().run_cell_magic('time', '', 'a = 1\\nb = 2\\n')", "a = 1\nb = 2"),
]


@pytest.mark.parametrize(("source", "plain"), READ, ids=[source for source, _ in READ])
def test_code_behind_a_command_takes_its_place(source: str, plain: str) -> None:
    assert prepare(Cell(1, source))[0].rstrip("\n") == plain


LEFT = ["%matplotlib inline\na = 1", "!pip install x\na = 1", "a = 1\n?a", "files = !ls\na = 1", "if True:\n    !ls\n    a = 1"]


@pytest.mark.parametrize("with_ipython", [True, False])
@pytest.mark.parametrize("source", LEFT)
def test_other_commands_do_nothing_and_lines_stay(monkeypatch: pytest.MonkeyPatch, source: str, with_ipython: bool) -> None:
    if not with_ipython:
        monkeypatch.setitem(sys.modules, "IPython.core.inputtransformer2", None)
    read = prepare(Cell(1, source))[0].rstrip("\n")
    line = next(number for number, text in enumerate(source.split("\n")) if "a = 1" in text)
    assert read.split("\n")[line].strip() == "a = 1"
    assert bound_names(read) >= {"a"}


@each("magic", ["bash", "html", "timeit", "script rm"])
def test_other_cell_magics_are_skipped_with_a_remark(magic: str) -> None:
    source, note = prepare(Cell(4, f"%%{magic}\na = 1"))
    assert source == ""
    assert note == Remark("skipped magic", 4, magic.split()[0])


@each(
    ("source", "said"),
    [
        ("%matplotlib inline\nimport sympy", False),
        ("%load_ext autoreload\n%autoreload 2", False),
        ("%matplotlib inline\nx = !ls", True),
        ("%time x = 3", False),
        ("%timeit 3", True),
        ("x = %timeit -o 3", False),
        ("x = %pwd", False),
        ("%reset -f", False),
        ("%%writefile x.py\na = 1", False),
        ("%%my_own\na = 1", True),
    ],
)
def test_what_only_shows_things_is_no_remark(source: str, said: bool) -> None:
    assert (prepare(Cell(1, source))[1] is not None) == said
