"""What Jupyter's commands may leave in a process is seen before they run, and what leaves nothing costs no new child."""

from __future__ import annotations

import sys

from grader.model import Cell
from grader.submissions.source.magics import prepare
from grader.submissions.source.side_effects import leaves_traces
from tests.attacks.sittings import SEEN
from tests.every import each

PLAIN = [
    "%matplotlib inline\nx = 1",
    "%pip install sympy\nx = 1",
    "!ls\nx = 1",
    "%timeit -n1 1 + 1",
    "%%time\nx = 1",
    "%%capture out\nx = 1",
    "%time x = 1",
    "x = %pwd",
    "%reset -f",
    "%%writefile a.py\nx = 1",
]
LEAVES = [code for name, code in SEEN.items() if "get_ipython" in code] + [
    "%env A=1",
    "%timeit -o 1 + 1",
    "%run a.py",
    "%alias_magic t time",
    "get_ipython().ex('x = 1')",
]


def seen(source: str) -> bool:
    return leaves_traces(prepare(Cell(1, source))[0], sys.modules, {})


@each("source", PLAIN)
def test_plain_commands_leave_nothing(source: str) -> None:
    assert not seen(source)


@each("source", LEAVES)
def test_what_runs_code_out_of_a_text_or_changes_the_process_is_seen(source: str) -> None:
    assert seen(source)
