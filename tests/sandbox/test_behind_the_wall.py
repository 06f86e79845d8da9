"""What honest students need still works behind the wall, at every level, and is warm before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey
from grader.course.catalogue import sources
from grader.course.stubs import model_submission
from grader.grading import grade_submission
from grader.grading.selfcheck import script
from grader.model import Outcome
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.select import choose_wall
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Isolation, Wall
from tests.conftest import ROOT
from tests.every import turn
from tests.runner.making import exercise, submission, value

HERE = choose_wall()
pytestmark = pytest.mark.skipif(not HERE.encloses, reason="this system has no wall")
A = exercise("a")
PATIENT = Limits(soft=10.0, hard=20.0)

LEVELS: list[tuple[Isolation, ...]] = [("strong", "strict"), ("strong",), ("strong",)]  # strict starts ancestors of its own
ISOLATIONS = turn(LEVELS, 3)[0]


@pytest.fixture(scope="module", params=ISOLATIONS)
def walled(request: pytest.FixtureRequest) -> Iterator[LocalExecutor]:
    with LocalExecutor(limits=PATIENT, wall=Wall(request.param, HERE.abi)) as executor:
        yield executor


TRAINING = """
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
torch.manual_seed(0)
x = torch.linspace(0, 1, 16).reshape(-1, 1)
model = nn.Sequential(nn.Linear(1, 4), nn.Tanh(), nn.Linear(4, 1))
optimiser = torch.optim.{name}(model.parameters(), lr=0.05)
schedule = torch.optim.lr_scheduler.StepLR(optimiser, 2)
losses = []
for _ in range(3):
    for inputs, targets in DataLoader(TensorDataset(x, 2 * x), batch_size=8, shuffle=True):
        optimiser.zero_grad()
        loss = nn.functional.mse_loss(model(inputs), targets)
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    schedule.step()
a = int(losses[-1] < losses[0])
"""
HONEST = {
    "sympy": "import sympy as sp\nx = sp.Symbol('x')\na = sp.integrate(sp.exp(-x**2), (x, -sp.oo, sp.oo))**2 / sp.pi",
    "sympy solves": "from sympy import *\nx = symbols('x')\na = max(solve(x**3 - 1, x), key=re) + limit(sin(x)/x, x, 0) - 1",
    "sympy to numpy": "import sympy, numpy as np\nx = sympy.Symbol('x')\na = sympy.lambdify(x, x**2)(np.array([1.0]))[0]",
    "sympy to LaTeX": "import sympy as sp\nx = sp.Symbol('x')\na = int(sp.latex(x/2) == r'\\frac{x}{2}')",
    "numpy": "import numpy as np\na = np.linalg.det(np.eye(3)) + np.fft.fft([0.0])[0].real + 0 * np.random.rand()",
    "standard library": "import statistics, fractions, dataclasses, csv, datetime\na = statistics.mean([1, 1])",
    "the day and the time": "import time, datetime\na = int(time.localtime().tm_year == datetime.date.today().year)",
    "threads": "import threading\nt = threading.Thread(target=lambda: globals().update(a=1))\nt.start()\nt.join()",
    "processor cores": "import os\na = int(os.cpu_count() >= 1)",
    "the source of a function": "import inspect\ndef f(): return 1\na = int('return 1' in inspect.getsource(f))",
    "a traceback as text": "import traceback\ntry: 1/0\nexcept ZeroDivisionError: a = int('1/0' in traceback.format_exc())",
    "magics": "%matplotlib inline\n!ls\n%time x = 1\na = 1",
    "SGD": TRAINING.format(name="SGD"),
    "Adam": TRAINING.format(name="Adam"),
    "gradients of functions": "import torch\na = torch.func.grad(lambda x: x**2)(torch.tensor(0.5)).item()",
    "marks for a profiler": "import torch\nwith torch.autograd.profiler.record_function('here'):\n    a = 1",
    "printing tensors": "import torch\nprint(torch.ones(2, requires_grad=True) * 2)\na = 1",
}
FIGURE = """
import matplotlib.pyplot as plt
fig, axes = plt.subplots(1, 2)
axes[0].plot([1, 2], label='ä')
axes[0].set_title('Verlust')
axes[0].legend()
plt.tight_layout()
plt.savefig('figure.png')
fig.savefig('figure.pdf')
plt.show()
a = 1
"""


@pytest.mark.parametrize("cell", HONEST.values(), ids=HONEST)
def test_honest_code_works(walled: LocalExecutor, cell: str) -> None:
    assert walled.run(submission(*cell.split("\n\n")), A).observations == {"a": value(1)} or _nearly_one(walled, cell)


def _nearly_one(walled: LocalExecutor, cell: str) -> bool:
    return walled.run(submission(cell, "a = int(abs(complex(a) - 1) < 1e-9)"), A).observations == {"a": value(1)}


NOTHING = (
    "import os\nwith open(os.devnull, 'w') as nothing: print('x', file=nothing)\na = 1",
    "import os\na = 1 + len(open(os.devnull, 'rb').read())",
    "from pathlib import Path\na = Path('/dev/null').write_text('x')",
    "import os, contextlib\nwith open('/dev/null', 'a') as f, contextlib.redirect_stdout(f): print('x')\na = 1",
    "import os\nd = os.open(os.devnull, os.O_RDWR)\na = os.write(d, b'x')\nos.close(d)",
)


@pytest.mark.parametrize("cell", NOTHING)
def test_the_device_that_swallows_everything(walled: LocalExecutor, cell: str) -> None:
    assert walled.run(submission(cell), A).observations == {"a": value(1)}


WRITES = """
from grader.authoring import Exercise, Text, Value
T = Text(de="deutsch", en="English")
exercise = Exercise(title=T, statement=T, writes_files=True)

@exercise.item(Value(), points=1, prompt=T)
def one():
    return 1
"""


def test_who_may_write_files_is_graded_or_put_in_front_of_the_teacher(walled: LocalExecutor, tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex42_writes.py").write_text(WRITES)
    code = "open('x', 'w').write('1')\none = int(open('x').read())"
    with LiveKey(tmp_path) as key:
        result = grade_submission.grade(replace(submission(code), exercise="ex42"), key, walled, seed=0)
    (verdict,) = result.verdicts
    if walled.isolation == "strict":  # its points are open, not lost
        assert verdict.outcome is Outcome.GRADER_ERROR
        assert verdict.feedback is not None
        assert "bewerte die Übung auf einem neueren" in verdict.feedback.de
        assert "grade the exercise on a newer one" in verdict.feedback.en
        assert verdict.feedback in result.notes, "so the teacher finds it among the problems"
    else:
        assert verdict.outcome is Outcome.CORRECT


def test_figures_go_nowhere(walled: LocalExecutor) -> None:
    pytest.importorskip("matplotlib")
    assert walled.run(submission(FIGURE), A).observations == {"a": value(1)}


WARM = "import sys, gc, threading\na = int({has} and gc.get_freeze_count() > 10000 and threading.active_count() == 1)"


def test_a_zygote_is_warm_frozen_and_single_threaded(walled: LocalExecutor) -> None:
    light = WARM.format(has="'torch' not in sys.modules")
    assert walled.run(submission(light), A).observations == {"a": value(1)}
    heavy = WARM.format(has="'torch.optim' in sys.modules") + "\nimport torch\na *= torch.get_num_threads()"
    assert walled.run(submission(heavy), A).observations == {"a": value(1)}
    assert walled.run(submission(light), A).observations == {"a": value(1)}


@pytest.mark.parametrize("source", turn(sources(ROOT), 5), ids=lambda source: source.id)
def test_the_model_solution_of_every_exercise_gets_full_points(walled: LocalExecutor, key: LiveKey, source: object) -> None:
    drawn = key.exercise(source.id)  # type: ignore[attr-defined]
    written = model_submission(drawn, key.solution(drawn), lang="en", form="py")
    result = grade_submission.grade(script(drawn, written), key, walled, seed=0)
    assert result.points == result.max_points
    assert result.isolation == walled.isolation
