"""What tests share: the course folder, a live key and an executor that stay warm for all of them."""

from __future__ import annotations

import atexit
import compileall
import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grader.answer_key.process.client import LiveKey
from grader.grading import grade_submission
from grader.model import Cell, Result, Submission, Verdict
from grader.runner.supervisor.frame_schema import TASKS
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.forks import has_zygotes
from grader.sandbox.wall.wall import Wall, limits_only, strongest
from tests.warm import Warm, run_warm

ROOT = Path(__file__).parent.parent
if "PYTEST_XDIST_WORKER" not in os.environ:  # its workers share what was described and compared once
    # never that of the person who runs the tests
    os.environ["GRADER_CACHE"] = tempfile.mkdtemp(prefix="grader-test-cache-")
    atexit.register(shutil.rmtree, os.environ["GRADER_CACHE"], ignore_errors=True)
    # Hundreds of processes start here: each would compile the grader for itself where Python may store no bytecode.
    compileall.compile_dir(ROOT / "grader", quiet=2)
CACHE = os.environ["GRADER_CACHE"]
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell starts what it puts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # else commands under test would not hear Ctrl-C either
sys.dont_write_bytecode = False

# What takes longest begins first, so that no process is left alone with it in the end.
SLOW = """
cluster/test_class_on_a_cluster attacks/test_attacks grading/test_sample_class attacks/test_commands exercises/test_answers
notebook/test_kernel runner/test_sitting algebra/test_claims cli/test_cli attacks/test_hand_ins cli/test_watch_student
algebra/test_checker sealed/test_kit attacks/test_poor_machines functions/test_items reports/test_browser
runner/test_hostile algebra/test_tables runner/test_lanes desk/test_class exercises/test_variants cli/test_interrupted
recipes/test_add_a_file desk/test_trouble test_architecture exercises/test_skill runner/test_cells runner/test_reading
answer_key/test_pictures algebra/test_oracle storage/test_cache answer_key/test_live desk/test_again
sealed/test_same_verdicts course/test_stubs cli/test_watch attacks/test_methods grading/test_selfcheck attacks/test_key
recipes/test_add_a_kind sealed/test_kits_of_students authoring/test_planted sandbox/test_behind_the_wall
runner/test_portable algebra/test_checker_claims desk/test_keeping attacks/test_growth
""".split()  # noqa: SIM905


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process more than cores: many tests wait for a deadline or for a process, and meanwhile another computes."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return 1 + (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = config.option.markexpr or ""
    for marker in ("deep", "nightly"):  # large counts and repeats run only when they are asked for
        if marker not in wanted:
            large = [item for item in items if item.get_closest_marker(marker)]
            config.hook.pytest_deselected(items=large)
            items[:] = [item for item in items if not item.get_closest_marker(marker)]
    tests = Path(__file__).parent
    place = {tests / f"{name}.py": number for number, name in enumerate(SLOW)}
    assert all(path.is_file() for path in place), "a slow file is called otherwise now"
    items.sort(key=lambda item: place.get(item.path, len(place)))


def pytest_collection_finish() -> None:
    gc.freeze()  # torch, SymPy and all tables stay: not to be looked through for garbage again and again


@pytest.fixture(scope="session", autouse=True)
def ancestors() -> Iterator[None]:
    """What zygotes have in common, and what key workers have, is imported once by a process of tests."""
    with ExitStack() as stack:
        if sys.platform == "linux" and has_zygotes():
            from grader.answer_key.process.forked_worker import ANCESTORS
            from grader.sandbox.children.nursery import NURSERIES

            for wall in {strongest(), limits_only(), Wall("strict")}:  # each starts when a lane asks for it
                NURSERIES.enter((TASKS, wall))
                stack.callback(NURSERIES.leave, (TASKS, wall))
            ANCESTORS.enter(None)
            stack.callback(ANCESTORS.leave, None)
        yield


@pytest.fixture(scope="session")
def key() -> Iterator[LiveKey]:
    with LiveKey(ROOT) as live:
        yield live


@pytest.fixture(scope="session")
def usual() -> Iterator[LocalExecutor]:
    with LocalExecutor() as local:
        yield local


@pytest.fixture(scope="session")
def executor(usual: LocalExecutor) -> LocalExecutor:
    """That of a folder of tests may have other limits; what asks for `usual` has those of a class wherever it is used."""
    return usual


@dataclass(frozen=True)
class Graded:
    """A result whose verdicts are found by item name."""

    result: Result

    def __getitem__(self, name: str) -> Verdict:
        return next(verdict for verdict in self.result.verdicts if verdict.item.name == name)

    def outcome(self, name: str) -> str:
        return str(self[name].outcome)

    def points(self, name: str) -> str:
        return str(self[name].points)


GradeCode = Callable[..., Graded]


@pytest.fixture(scope="session")
def grade_code(key: LiveKey, usual: LocalExecutor) -> GradeCode:
    """Grade answers given as Python source, one cell per item, through the whole pipeline."""

    def grade(exercise: str, answers: Mapping[str, str] | None = None, *, variant: int = 0, cells: Any = ()) -> Graded:
        symbols = ", ".join(key.exercise(exercise).symbols)
        head = "from sympy import *" + (f"\n{symbols} = symbols('{symbols}')" if symbols else "")
        sources = [head, *cells, *(f"{name} = {code}" for name, code in (answers or {}).items())]
        numbered = tuple(Cell(number, source) for number, source in enumerate(sources, start=1))
        submission = Submission(None, exercise, variant, numbered, "", f"{exercise}.py")
        return Graded(grade_submission.grade(submission, key, usual, seed=0))

    return grade


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture(scope="session")
def kept() -> Iterator[Warm]:
    """Key workers and lanes of commands that run in this process."""
    warm = Warm(frozenset([ROOT, ROOT / "tests" / "attacks" / "course"]))
    yield warm
    warm.close()


@pytest.fixture(scope="session")
def command_in(kept: Warm) -> Command:
    """Run `grade` as a person would, in the folder `cwd`, in German, with the exercises of this checkout.

    Without the start-up of a process, of a key worker and of zygotes: see tests/warm.py.
    """

    def run(*arguments: str, cwd: Path, **environment: str) -> Ran:
        return Ran(*run_warm(arguments, cwd, person(environment), kept))

    return run


@pytest.fixture
def command(tmp_path: Path, command_in: Command) -> Command:
    """The same in an empty folder, unless another is said."""

    def run(*arguments: str, cwd: Path | None = None, **environment: str) -> Ran:
        return command_in(*arguments, cwd=cwd or tmp_path, **environment)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Command:
    """The same command in a process of its own, which starts all that it needs."""

    def run(*arguments: str, cwd: Path | None = None, **environment: str) -> Ran:
        return run_grade(*arguments, cwd=cwd or tmp_path, **environment)

    return run


def person(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of somebody who types: German, with the exercises of this checkout, unless they say otherwise."""
    return {"LANG": "de_AT.UTF-8", "GRADER_HOME": str(ROOT), "GRADER_CACHE": CACHE, **environment}


def run_grade(*arguments: str, cwd: Path, **environment: str) -> Ran:
    """The command in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "GRADER_"))}
    done = subprocess.run(
        [sys.executable, "-m", "grader.cli", *arguments],
        cwd=cwd,
        env={**clean, "PYTHONIOENCODING": "utf-8", **person(environment)},
        capture_output=True,
        text=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
