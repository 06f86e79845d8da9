"""What runs in Jupyter runs here: the same cells through IPython's own shell and through ours, names and values compared."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, GradeCode
from tests.every import turn
from tests.runner.jupyter_cells import COMMANDS

# What a beginner's cell holds: each is put into every style below.
CODE = [
    "steps = [1.5, 2.25]",
    "x = 3\ny = x ** 2",
    "def f(w):\n    return (w - 3) ** 2\nvalue = f(5)",
    "total = 0\nfor i in range(4):\n    total += i",
    "text = '%time ! ?'",
    "table = {'a': [1, 2], 'b': (3,)}",
    "import math\nroot = math.sqrt(2)",
    "squares = [k * k for k in range(3)]",
    "if True:\n    a = 1\nelse:\n    a = 2",
    "class Point:\n    x = 1\np = Point().x",
    "q, *rest = 1, 2, 3",
    "name = f'{3 + 4}'",
]
LINE = [code for code in CODE if "\n" not in code]


def indented(code: str, by: str) -> str:
    return "\n".join(by + line for line in code.split("\n"))


def pasted(code: str, first: str, more: str) -> str:
    begin, *rest = code.split("\n")
    return "\n".join([first + begin, *(more + line for line in rest)])


STYLES: list[list[str]] = [
    *([code] for code in CODE),
    *([indented(code, by)] for code in CODE for by in ("  ", "    ", "\t")),
    *(["\n\n" + indented(code, "    ")] for code in CODE[:4]),
    *([pasted(code, ">>> ", "... ")] for code in CODE),
    *([pasted(code, "In [3]: ", "   ...: ")] for code in CODE),
    *(["%%time\n" + code] for code in CODE),
    *(["%%capture out\n" + code, "del out"] for code in CODE),
    *(["%matplotlib inline\n" + code] for code in CODE),
    *(["%matplotlib inline\n%config InlineBackend.figure_format = 'svg'\n\n" + code] for code in CODE),
    *([f"{code}\n\n# warum?"] for code in CODE),
    *(["%time " + code] for code in LINE),
    *(["for k in range(2):\n    %time " + code] for code in LINE),
    *([code, f"{code}\nnothing = None\nnothing"] for code in CODE[:3]),
    *([f"get_ipython().run_line_magic('time', {code!r})"] for code in LINE),
    *([f"get_ipython().run_cell_magic('time', '', {code!r})"] for code in CODE),
    *([f"get_ipython().run_line_magic('matplotlib', 'inline')\n{code}"] for code in CODE),
    *([f"from __future__ import annotations\n{code}"] for code in CODE),
    *([f"%matplotlib inline\nfrom __future__ import annotations\n{code}\ndef g(x: unknown): pass"] for code in CODE),
    *([code + ";"] for code in LINE),
    *([code, "# only a comment", "x = 1"] for code in CODE[:3]),
    ["1 + 1", "two = _"],
    ["1", "1 + 1;", "one = _"],
    ["5", "6", "7", "found = [_, __, ___]"],
    ["5", "x = 3", "found = _1"],
    ["5", "found = Out[1]"],
    ["5", "None", "found = _"],
    ["_ = 4", "5", "found = _"],
    ["for _ in range(3):\n    pass", "8", "found = _"],
    ["5", "6;", "found = _"],
    ["5 # ;", "found = _"],
    ["4", "5; # kommentar", "found = _"],
    ["4", "5;\n\n", "found = _"],
    ["'ü';", "'a;b'", "found = _"],
    ["4", "_ = 2", "5", "found = _"],
    ["4", "1/0", "found = _"],
    ["4", "found = Out.get(9, 7)"],
    ["4", "# nur Kommentar", "", "found = _"],
    ["import numpy as np\nnp.array([1, 2])", "found = int(_.sum())"],
    ["found = In[1]"],
    ["found = _ih[-1]"],
    ["1", "found = _oh[1]"],
    ["", "5", "found = _1"],
    ["5", "found = len(In)"],
    ["x = 2", "found = _i"],
    ["import asyncio\nx = await asyncio.sleep(0, 4)"],
    ["import asyncio\nx = await asyncio.gather(*(asyncio.sleep(0.001 * k, k) for k in range(3)))"],
    ["async def f():\n    return 3", "x = await f()", "await f()", "y = _"],
    ["async def numbers():\n    for k in range(3):\n        yield k", "x = [k async for k in numbers()]"],
    ["async def numbers():\n    yield 1", "async for k in numbers():\n    x = k"],
    ["import asyncio\ntask = asyncio.create_task(asyncio.sleep(0, 9))\ndel task", "x = 1"],
    ["import asyncio\nasync with asyncio.Lock():\n    x = 1"],
    ["import asyncio\nx = await asyncio.wait_for(asyncio.sleep(0, 3), 1)"],
    ["import asyncio\nq = asyncio.Queue()\nawait q.put(3)\nx = await q.get()", "del q"],
    ["async def f():\n    return 3\nif True:\n    x = [await f() for _ in range(2)]"],
    ["import asyncio\nasync def f():\n    return 3\nx = asyncio.run(f())", "y = 1"],
    ["import asyncio\nloop = asyncio.get_event_loop()\nx = loop.is_running()", "del loop"],
    ["%pylab inline", "a = float(array([1, 2]).sum())", "b = float(np.pi)"],
    ["x = %time 3 + 4"],
    ["x = 1\nx?\ny = 2"],
    ["?print\ny = 2"],
    ["time x = 5"],
    ["%time 1 + 1", "x = _"],
    ["%%time\n1 + 1", "x = _"],
    ["%%time\n%%capture\nx = 1"],
    ["%%capture out\nx = 1", "out.show()\ny = len(out.outputs)\ndel out"],
    ["x = 1\n%timeit -n1 -r1 x + 1\ny = 2"],
    ["%%timeit -n1 -r1\nx = 3", "y = 1"],
    ["%env FOO=1\nx = 1"],
    ["%who\nx = 1"],
    ["%precision 3\nx = 1/3"],
    ["!echo hi\nx = 1"],
    ["x = 3\n!echo {x} $x\ny = x"],
    ["if True:\n    !echo hi\n    x = 1"],
    ["%%bash\necho hi", "x = 1"],
    ["%%html\n<b>x</b>", "x = 1"],
    ["%%markdown\n# x = 1", "x = 2"],
    ["def f(a, b):\n    return a + b", "/f 1 2", "x = _"],
    [";str a b", "x = _"],
    ["*int*?\ny = 1"],
    ["import math\nmath.sqrt?\ny = math.sqrt(4)"],
    ["x = 1\nx??\ny = 2"],
    ["get_ipython().run_cell('x = 5')"],
    ["get_ipython().ex('x = 5')"],
    ["x = get_ipython().ev('1 + 1')"],
    ["get_ipython().push({'x': 3})"],
    ["get_ipython().user_ns['x'] = 4"],
    ["ip = get_ipython()\nip.run_line_magic('time', 'x = 3')", "del ip"],
    ["import IPython\nip = IPython.get_ipython()\nx = 1 if ip else 2", "del ip"],
    ["from IPython import get_ipython\nget_ipython().run_line_magic('matplotlib', 'inline')\nx = 1"],
    ["d = display('a', display_id=True)\nd.update('b')\nx = d is None", "del d"],
    ["from IPython.display import clear_output, HTML\nclear_output(wait=True)\ndisplay(HTML('b'))\nx = 1"],
    ["   ...: x = 1"],
    ["x = 10 % 3\ny = (10\n% 3)"],
    ["x = '\\n!ls\\n'"],
    ["def f():\n    %time 1 + 1\n    return 2\nx = f()"],
    ["class A:\n    %time x = 1\ny = A.x"],
    ["%prun x = 5"],
    ["if 'google.colab' in str(get_ipython()):\n    x = 1\nelse:\n    x = 2"],
    ["try:\n    get_ipython\n    x = 1\nexcept NameError:\n    x = 2"],
    ["x = __name__"],
    ["if __name__ == '__main__':\n    x = 1"],
    ["display(3)\nx = 1"],
    ["from IPython.display import display, Markdown\ndisplay(Markdown('a'))\nx = 1"],
    ["x = 1\n\n\n"],
    ["x = 1  # ö ü → ∞\nψ = 2"],
    ["x = (1 +\n     2)\\\n    \ny = 3"],
    ["'''\n%matplotlib inline\n'''\nx = 1"],
    ["x = 1; y = 2; z = 3"],
    ["lambda: 0", "x = 1 if _ else 2"],
    ["x = 7\ndel x\ny = 1"],
    ["import this_is_not_there", "x = 1"],
    ["x = 1\nraise ValueError('stop')\ny = 2", "z = 3"],
    ["x = (", "y = 1"],
    ["return 3", "y = 1"],
    *COMMANDS,
]

SHOWN = """
import json, re, sys, types
PLAIN = (int, float, str, bool, list, tuple, dict, type(None))
def shown(namespace, cells):
    words = set(re.findall(r"\\w+", " ".join(cells)))  # %pylab brings hundreds
    return {
        name: repr(value)[:200] if isinstance(value, PLAIN) else type(value).__name__
        for name, value in sorted(namespace.items())
        if name in words and not name.startswith("_")
        and name not in {"get_ipython", "In", "Out", "annotations", "exit", "quit", "open"}
        and not isinstance(value, types.ModuleType)
    }
notebooks = json.loads(sys.stdin.read())
out, sys.stdout, sys.stderr = sys.stdout, open("/dev/null", "w"), open("/dev/null", "w")
"""
OURS = (
    SHOWN
    + """
from grader.model import Cell
from grader.runner.child.cell_runner import Session
found = []
for cells in notebooks:
    session = Session(60.0)
    session.start()
    for number, source in enumerate(cells, start=1):
        session.run(Cell(number, source))
    found.append(shown(session.namespace, cells))
    session.end()
print(json.dumps(found), file=out)
"""
)
THEIRS = (
    SHOWN
    + """
import IPython.core.page
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config
config = Config()
config.HistoryManager.enabled = False
shell = InteractiveShell.instance(config=config)
shell.enable_matplotlib = lambda *arguments: ("inline", "inline")  # needs a kernel
IPython.core.page.page = lambda *arguments, **options: None  # would wait for a key
found = []
for cells in notebooks:
    shell.reset(new_session=True)
    shell.compile.flags = 0
    shell.compile.reset_compiler_flags()
    for source in cells:
        shell.run_cell(source, store_history=bool(source.strip()))
    found.append(shown(shell.user_ns, cells))
print(json.dumps(found), file=out)
"""
)


DOCUMENT = (ROOT / "docs" / "jupyter.md").read_text(encoding="utf-8")
OTHERWISE = [  # the rows of the table in the document: a cell, and what is kept of it here
    [code.replace("⏎", "\n").strip("`") for code in row.strip("| ").split(" | ")[0].split("` `")]
    for row in DOCUMENT.split("|---|---|---|\n")[1].split("\n\n")[0].split("\n")
]


def namespaces(program: str, notebooks: list[list[str]], folder: Path) -> list[dict[str, str]]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        input=json.dumps(notebooks),
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={
            "PYTHONPATH": str(ROOT),
            "MPLBACKEND": "agg",
            "HOME": "/nonexistent",
            "PATH": "/usr/bin:/bin",
            "IPYTHONDIR": "/nonexistent",
        },
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="reads /dev/null")
def test_every_cell_binds_what_it_binds_in_jupyter(tmp_path: Path) -> None:
    assert len(STYLES) > 500
    alike = turn(STYLES, 12)
    ours, theirs = (namespaces(program, alike + OTHERWISE, tmp_path) for program in (OURS, THEIRS))
    compared = list(zip(alike + OTHERWISE, ours, theirs, strict=True))
    different: list[Any] = [row for row in compared[: len(alike)] if row[1] != row[2]]
    assert different == []
    assert [cells for cells, one, other in compared[len(alike) :] if one == other] == []  # the document lists no more


BEHIND_THE_WALL = {
    "a timed line": ["%time steps = [1.5, 2.25, 2.625]"],
    "an indented cell": ["    steps = [1.5, 2.25, 2.625]"],
    "pasted from a console": [">>> steps = [1.5, 2.25, 2.625]"],
    "await": ["import asyncio\nsteps = await asyncio.sleep(0, [1.5, 2.25, 2.625])"],
    "the last value": ["[1.5, 2.25, 2.625]", "steps = _"],
    "pylab": ["%pylab inline", "steps = list(array([1.5, 2.25, 2.625]))"],
}


@pytest.mark.parametrize("cells", BEHIND_THE_WALL.values(), ids=BEHIND_THE_WALL.keys())
def test_it_runs_behind_the_wall_too(grade_code: GradeCode, cells: list[str]) -> None:
    steps = grade_code("ex10", cells=cells)["steps"]
    assert (str(steps.outcome), steps.feedback) == ("correct", None)
