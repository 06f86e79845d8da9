"""What honest cells find: each runs on its own, in the same surroundings every time, and failures are told where they are."""

from __future__ import annotations

import importlib.util
from dataclasses import replace

import pytest

from grader.model import Lost, Missing, Observation, Raised, Returned, TimedOut
from grader.runner.supervisor.local import LocalExecutor
from grader.submissions.source.unquoted import MARK

from .making import exercise, submission, value

A = exercise("a")


def a_of(executor: LocalExecutor, *cells: str) -> Observation:
    return executor.run(submission(*cells), A).observations["a"]


ONE = [
    (("a = 1",), "plain"),
    (("x = 1/0", "a = 1"), "a cell that raises is noted and the next one runs"),
    (("x = 1/0\na = 2", "a = 1"), "a later cell sets it after all"),
    (("a = 1", "1/0\na = 2"), "a later cell fails before it sets it again"),
    (("a = 1\n1/0",), "set before the cell raised"),
    (("def f():\n    global a\n    a = 1", "f()"), "global"),
    (("for a in (3, 1): pass",), "loop variable"),
    (("if __name__ == '__main__':\n    a = 1",), "main guard"),
    (("import dataclasses\n@dataclasses.dataclass\nclass P:\n    x: 'int'\na = P(1).x",), "dataclass"),
    (
        (
            "import inspect",
            "def f(): return 1\na = len(inspect.getsource(f)) - 17",
        ),
        "source of a cell",
    ),
    (("display(3)\nfrom IPython.display import display as d\na = 1",), "display"),
    (("%matplotlib inline\n!ls\na = 1",), "magics"),
    (("%%time\na = 1",), "transparent cell magic"),
    (
        ("import not_there\nfrom not_there.deep import thing\nimport not_there.deep as d\na = 1\nthing()",),
        "module that is missing",
    ),
    (("try:\n    import not_there\n    a = 2\nexcept ImportError:\n    a = 1",), "missing module under try"),
    (("import sys\na = int(sys.argv == ['notebook'])",), "argv"),
    (("import warnings\nwarnings.warn('x', DeprecationWarning)\na = 1",), "warnings are no errors"),
    (("import os\na = 1 - len(os.listdir('.'))",), "an empty folder"),
    (("a = 1 # \udcff",), "lone surrogate in the source"),
]


@pytest.mark.parametrize(("cells", "why"), ONE, ids=[why for _, why in ONE])
def test_the_answer_is_one(executor: LocalExecutor, cells: tuple[str, ...], why: str) -> None:
    assert a_of(executor, *cells) == value(1)


MISSING = [
    ((), "no cells"),
    (("b = 1",), "another name"),
    (("a = ...",), "as the template gave it"),
    (("a = ...", "1/0"), "another cell failed"),
    (("a = None",), "nothing"),
]


@pytest.mark.parametrize(("cells", "why"), MISSING, ids=[why for _, why in MISSING])
def test_the_answer_is_missing(executor: LocalExecutor, cells: tuple[str, ...], why: str) -> None:
    assert a_of(executor, *cells) == Missing()


RAISED = [
    (("x = 1\n\nx / 0\na = 1",), ("ZeroDivisionError", "division by zero", 3, 1)),
    (("def f():\n    return 1 / 0", "a = 1 + f()"), ("ZeroDivisionError", "division by zero", 2, 1)),
    (("b = 1", "\n\na = [1, 2\nb = 3"), ("SyntaxError", "'[' was never closed", 3, 2)),
    (("a = ...", "a = undefined"), ("NameError", "name 'undefined' is not defined", 1, 2)),
    (("a = int(input('?'))",), ("EOFError", "nobody answers input()", 1, 1)),
    (
        ("import not_there", "a = not_there.f(3)"),
        ("ModuleNotFoundError", "No module named 'not_there'", 1, 2),
    ),
    (("%magic\nx = 1\na = 1/0",), ("ZeroDivisionError", "division by zero", 3, 1)),
    (("a = " + "(" * 300 + "1" + ")" * 300,), ("SyntaxError", "too many nested parentheses", 1, 1)),
]


@pytest.mark.parametrize(("cells", "expected"), RAISED, ids=[row[1][0] for row in RAISED])
def test_where_and_what_was_raised(
    executor: LocalExecutor, cells: tuple[str, ...], expected: tuple[str, str, int, int]
) -> None:
    observed = a_of(executor, *cells)
    assert isinstance(observed, Raised)
    kind, message, line, cell = expected
    assert (observed.type, observed.message[: len(message)], observed.line, observed.cell) == (kind, message, line, cell)


def test_absent_modules_and_skipped_cells_are_remarked(executor: LocalExecutor) -> None:
    notes = executor.run(submission("import not_there", "%%bash\nls", "!ls"), A).notes
    assert [note.de.split(";")[0].split(" und")[0].split(" wurden")[0] for note in notes] == [
        "Zelle 1 importiert not_there",
        "Zelle 2 beginnt mit %%bash",
        "In Zelle 3",
    ]


def test_what_is_printed_is_kept(executor: LocalExecutor) -> None:
    run = executor.run(submission("print('hallo')", "import sys\nprint('Fehler', file=sys.stderr)\na = 1"), A)
    assert sorted(run.log.split()) == ["Fehler", "hallo"]


@pytest.mark.skipif(importlib.util.find_spec("matplotlib") is None, reason="matplotlib is not installed")
def test_plots_go_nowhere(executor: LocalExecutor) -> None:
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nplt.savefig('x.png')\na = 1"
    assert a_of(executor, plot) == value(1)


def test_torch_runs_in_a_zygote_of_its_own(executor: LocalExecutor) -> None:
    pytest.importorskip("torch")
    loop = (
        "import torch\nw = torch.zeros(1, requires_grad=True)\no = torch.optim.SGD([w], lr=0.5)\n"
        "for _ in range(3):\n    o.zero_grad(); ((w - 1)**2).sum().backward(); o.step()\n"
        "import sys\na = int(w.item()) + ('torch._dynamo.config' in sys.modules) + torch.get_num_threads() - 1"
    )
    assert a_of(executor, loop) == value(1)
    assert a_of(executor, "import sys\na = 1 + ('torch' in sys.modules)") == value(1)


F = exercise("a", asks="f")


def outcomes(observed: Observation) -> list[object]:
    assert isinstance(observed, Returned)
    return [outcome["is"] for outcome in observed.raw["probes"]]


FUNCTIONS = [
    ("def f(x): return 2 * x", ["returned", "returned"]),
    ("f = lambda x: x", ["returned", "returned"]),
    ("def f(x):\n    if x == 1: raise ValueError('x')\n    return x", ["raised", "returned"]),
    ("def f(x):\n    while x == 1: pass\n    return x", ["timeout", "returned"]),
    (
        "def f(x):\n    while x == 1:\n        try:\n            while 1: 1\n        except BaseException: 0\n    return x",
        ["timeout", "returned"],
    ),
    ("import os\ndef f(x):\n    if x == 1: os._exit(0)\n    return x", ["lost", "returned"]),
    ("def f(x):\n    if x == 1: raise SystemExit\n    return x", ["raised", "returned"]),
    ("def f(x):\n    if x == 1: raise NotImplementedError\n    return x", ["raised", "returned"]),
    ("n = []\ndef f(x):\n    import builtins\n    del builtins.len\n    return x", ["returned", "returned"]),
    ("def f(x, y): return x", ["raised", "raised"]),
    (
        "class F:\n    __class__ = property(lambda s: 1 / 0)\n    def __call__(s, x): return x\nf = F()",
        ["returned", "returned"],
    ),
    ("def f(x): return 10**400 * x", ["returned", "returned"]),
    ("def f(x): return [0] * 10**6", ["unreadable", "unreadable"]),
]


@pytest.mark.parametrize(("source", "kinds"), FUNCTIONS, ids=[source[:40] for source, _ in FUNCTIONS])
def test_a_function_is_probed(executor: LocalExecutor, source: str, kinds: list[str]) -> None:
    observations = executor.run(submission("a = 1", source), F).observations
    assert observations["a"] == value(1)
    assert outcomes(observations["f"]) == kinds


BLANK = [
    "b = 1",
    "f = ...",
    "def f(x):\n    raise NotImplementedError",
    "def f(x):\n    # TODO: write it\n    raise NotImplementedError()  # later",
    'def f(number):\n    """My function."""\n    ...',
    "def f(x): pass",
    "def f(x): return None",
]


@pytest.mark.parametrize("source", BLANK)
def test_a_function_of_the_template_is_missing(executor: LocalExecutor, source: str) -> None:
    assert executor.run(submission(source), F).observations["f"] == Missing()


ATTEMPTED = [
    ("def f(x): return g(x)\ndef g(x): raise NotImplementedError('not for Long')", "raised"),
    ("class Model:\n    def forward(self): raise NotImplementedError\ndef f(x): return Model().forward()", "raised"),
    ("def f(x):\n    raise NotImplementedError\n    return 2 * x", "raised"),
    ("def f(x): raise NotImplementedError\nf = lambda x: x", "returned"),
    ("def f(x): print(2 * x)", "unreadable"),
]


@pytest.mark.parametrize(("source", "kind"), ATTEMPTED, ids=[source[:40] for source, _ in ATTEMPTED])
def test_only_its_body_says_that_a_function_is_of_the_template(executor: LocalExecutor, source: str, kind: str) -> None:
    assert set(outcomes(executor.run(submission(source), F).observations["f"])) == {kind}


@pytest.mark.parametrize("source", ["f = 3", "class f:\n    def __init__(self, x): pass"])
def test_what_is_no_function_is_not_probed(executor: LocalExecutor, source: str) -> None:
    observed = executor.run(submission(source), F).observations["f"]
    assert not isinstance(observed, Returned | Missing | Lost | TimedOut)


def test_probes_are_not_there_before_the_code_was_loaded(executor: LocalExecutor) -> None:
    peek = (
        "import os, select\nseen = b''\n"
        "for fd in range(3, 64):\n"
        "    try:\n"
        "        if select.select([fd], [], [], 0)[0]: seen += os.read(fd, 1000)\n"
        "    except (OSError, ValueError): pass\n"
        "a = len(seen) + 1"
    )
    assert executor.run(submission(peek), F).observations["a"] == value(1)


FAILED_CELLS = [
    # what the cell does, and what becomes of `steps`
    ("steps = []\nfor i in range(3):\n    steps.append(1 / i)", "Raised"),
    ("steps = 1\nprint(undefined)", "Returned"),
    ("def f():\n    return 1 / 0\nsteps = [1]\nsteps.append(f())", "Raised"),
    ("steps = 1\ntotal = steps / 0", "Returned"),
    ("steps = [1]\nfor i in range(3):\n    steps.append(i)\n    print(undefined)", "Raised"),
    ("steps = []\nwhile True:\n    steps = [len(steps)]", "TimedOut"),
    ("while True:\n    pass\nsteps = [1]", "TimedOut"),
    ("steps = 1\nwhile True:\n    pass", "Returned"),
    ("steps = []\nwhile True:\n    steps.append(1)", "TimedOut"),
]


@pytest.mark.parametrize(("source", "expected"), FAILED_CELLS)
def test_what_a_failed_cell_had_only_begun_is_no_answer(brief: LocalExecutor, source: str, expected: str) -> None:
    run = brief.run(submission(source), exercise("steps"))
    assert type(run.observations["steps"]).__name__ == expected


WRITES = (
    "open('x.txt', 'w').write('1')",
    "import os\nos.mkdir('d')\na = int(open('x.txt').read())\nos.rename('x.txt', 'y.txt')",
)


def test_only_an_exercise_that_asks_gets_a_folder_to_write_to(executor: LocalExecutor) -> None:
    if executor.isolation == "strict":
        pytest.skip("nothing at all can be opened")
    asks = replace(exercise("a"), writes_files=True)
    assert executor.run(submission(*WRITES), asks).observations == {"a": value(1)}
    assert executor.run(submission("import os\na = len(os.listdir('.'))"), asks).observations == {"a": value(0)}
    if executor.isolation == "strong":
        assert isinstance(executor.run(submission(*WRITES), exercise("a")).observations["a"], Raised)


def test_a_file_that_was_not_handed_in_is_remarked_and_one_that_a_cell_wrote_runs(executor: LocalExecutor) -> None:
    notes = executor.run(submission("%run not_there.py"), A).notes
    assert [note.de for note in notes] == ["In Zelle 1 wurden Befehle an Jupyter (Zeilen mit %, ! oder ?) nicht ausgeführt."]
    run = executor.run(submission("%%writefile part.py\nderivative = 3", "%run part.py"), A)
    assert run.notes == ()


@pytest.mark.parametrize("cell", ["a = Weil alle positiv sind", "a = ]0; 1[", "a = Minimum"])
def test_an_answer_without_quotation_marks_is_marked(executor: LocalExecutor, cell: str) -> None:
    found = a_of(executor, f"b = 1\n{cell}")
    assert isinstance(found, Raised)
    assert found.message.endswith(MARK)
    assert found.line == 2
