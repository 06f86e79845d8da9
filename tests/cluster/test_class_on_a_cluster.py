"""`grade class --cluster` with a real scheduler and real workers: the reports of one machine, whatever happens to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from grader.sandbox.select import choose_wall
from grader.storage.cache import Cache
from tests.cluster.machines import (
    PATIENCE,
    WORKER,
    Machine,
    Scheduler,
    certificates,
    scheduler,
    wait_until,
    worker,
)
from tests.conftest import Command

pytestmark = [
    pytest.mark.skipif(find_spec("distributed") is None, reason="could not import 'distributed'"),
    pytest.mark.skipif(
        sys.platform != "linux" or not choose_wall().encloses, reason="workers need a wall, and only Linux has one"
    ),
]

FOLDER = """
from grader.authoring import Exercise, Text, Value

exercise = Exercise(
    title=Text(de="Eins", en="One"), statement=Text(de="Gib 1 an.", en="Give 1."), writes_files=True
)


@exercise.item(Value(), points=1, prompt=Text(de="Die Zahl $1$", en="The number $1$"))
def one():
    return 1
"""
DRAWN = """
from pathlib import Path

from grader.authoring import Exercise, Function, Numbers, Text

FACTOR = int((Path(__file__).parent / "factor.txt").read_text())
exercise = Exercise(title=Text(de="Doppelt", en="Twice"), statement=Text(de="Verdopple.", en="Double it."))


@exercise.item(
    Function("doubled(x)", probes=[{"x": 1}], returns=Numbers()), points=2, prompt=Text(de="Das Doppelte", en="Twice $x$")
)
def doubled():
    return lambda x: FACTOR * x


@doubled.probes
def hidden(dice):
    return [{"x": dice.integer(2, 50)}]


@doubled.mistake("M1", Text(de="Das ist das Quadrat.", en="That is the square."))
def squared():
    return lambda x: x * x
"""
SUM = """
from sympy import symbols

from grader.authoring import Exercise, Expression, Text

t = symbols("t")

exercise = Exercise(
    title=Text(de="Summe", en="Sum"), statement=Text(de="Fasse zusammen.", en="Simplify."), symbols="t"
)


@exercise.item(Expression(symbols=("t",)), points=1, prompt=Text(de="$t + t$", en="$t + t$"))
def total():
    return 2 * t
"""
COURSE = {"ex90_one.py": FOLDER, "ex91_twice.py": DRAWN, "ex92_sum.py": SUM, "factor.txt": "2"}
WAITS = """# grader: ex90
# %%
import time
open("started", "w").write("x")
time.sleep(3)
# %%
one = 1
"""
CLASS = {
    "anna/ex90.py": "# grader: ex90\n# %%\none = 1\n",
    "anna/ex91.py": "# grader: ex91\n# %%\ndef doubled(x):\n    return 2 * x\n",
    "anna/ex92.py": '# grader: ex92\n# %%\ntotal = "2t"\n',
    "ben/ex90.py": WAITS,
    "cem/ex91.py": "# grader: ex91\n# %%\ndef doubled(x):\n    return x * x\n",
    "cem/ex92.py": "# grader: ex92\n# %%\ntotal = 1 / 0\n",
    "dora/ex92.ipynb": "not a notebook",
    "emil/ex92.py": '# grader: ex92\n# %%\ntotal = "t + t"\n',
    "emil/copy.py": '# grader: ex92\n# %%\ntotal = "3t"\n',
}
GRADE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from grader.cli.main import main; main()"
SEED = 4711


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    for name, source in COURSE.items():
        (folder / "solutions").mkdir(exist_ok=True)
        (folder / "solutions" / name).write_text(source, encoding="utf-8")
    for name, source in CLASS.items():
        (folder / "class" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "class" / name).write_text(source, encoding="utf-8")
    certificates(folder)
    return folder


def seeded(run: Path) -> None:
    """The cache of each command is its own, and has the seed that all of them have."""
    if not (run / "cache").exists():
        Cache(run / "cache").put("seed", SEED)


def started(course: Path, run: Path, *options: str) -> subprocess.Popen[str]:
    """A teacher's command."""
    seeded(run)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "GRADER_", "DASK_"))}
    return subprocess.Popen(
        [sys.executable, "-c", GRADE, "class", "class", "--out", str(run / "out"), "--jobs", "1", "--lang", "en", *options],
        cwd=course,
        env={**clean, "GRADER_HOME": str(course), "GRADER_CACHE": str(run / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=PATIENCE)
    return process.returncode, said


def reports(run: Path) -> dict[str, bytes]:
    return {path.relative_to(run).as_posix(): path.read_bytes() for path in sorted((run / "out").rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def on_one_machine(course: Path, command_in: Command) -> Callable[[Path], dict[str, bytes]]:
    """The reports of the class without a cluster, by a command that finds the cache of `run`."""

    def graded(run: Path) -> dict[str, bytes]:
        seeded(run)
        own = {"GRADER_HOME": str(course), "GRADER_CACHE": str(run / "cache")}
        ran = command_in("class", "class", "--out", str(run / "out"), "--jobs", "1", "--lang", "en", cwd=course, **own)
        assert ran.status == 0, ran.err
        return reports(run)

    return graded


@pytest.fixture(scope="module")
def expected(on_one_machine: Callable[[Path], dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return on_one_machine(tmp_path_factory.mktemp("local"))


@pytest.fixture(scope="module")
def running(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduler]:
    with scheduler(tmp_path_factory.mktemp("scheduler"), course) as one:
        yield one


@pytest.fixture(scope="module")
def steady(running: Scheduler, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    with worker(tmp_path_factory.mktemp("steady"), running) as one:
        yield one


@pytest.fixture(scope="module")
def second(running: Scheduler, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    with worker(tmp_path_factory.mktemp("second"), running) as one:
        yield one


def is_waiting(machine: Machine) -> bool:
    return any(machine.temporary.glob("*/started"))


@pytest.mark.deep
def test_a_worker_that_comes_when_all_others_are_gone_does_what_is_left(
    course: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    with scheduler(tmp_path / "own", course) as own, worker(tmp_path / "first", own) as first:
        process = started(course, tmp_path, *own.options)
        wait_until(lambda: is_waiting(first) or process.poll() is not None)
        first.process.kill()
        with worker(tmp_path / "second", own):
            status, said = finished(process)
    assert status == 0, said
    assert reports(tmp_path) == expected


def test_other_versions_are_refused_with_the_list(course: Path, running: Scheduler, steady: Machine, tmp_path: Path) -> None:
    other = f"""
from importlib import metadata
real = metadata.version
metadata.version = lambda name: "1.0.7" if name == "sympy" else real(name)
{WORKER}"""
    with worker(tmp_path / "other", running, code=other) as machine:
        status, said = finished(started(course, tmp_path, *running.options))
        assert not any(machine.temporary.glob("grade-*"))
    assert status == 2
    assert "Nothing was graded: these workers have other versions" in said
    assert said.count("SymPy 1.0.7 (here") == 1
    assert "go to" not in said
    assert not (tmp_path / "out").exists()


def test_ctrl_c_ends_the_work_at_the_workers(course: Path, running: Scheduler, steady: Machine, tmp_path: Path) -> None:
    process = started(course, tmp_path, *running.options)
    wait_until(lambda: is_waiting(steady) or process.poll() is not None)
    os.killpg(process.pid, signal.SIGINT)
    status, said = finished(process)
    assert status == 130, said
    assert "Traceback" not in said
    wait_until(lambda: not any(steady.temporary.glob("grade-*")))


def test_nothing_but_bytes_is_read_from_a_worker(running: Scheduler, steady: Machine) -> None:
    """An object would have to be unpickled, which runs whatever code its sender likes."""
    script = f"""
from pathlib import Path
from grader.cluster.address import Cluster
from grader.cluster.connection import connected
tls = Path({str(running.tls)!r})
client = connected(Cluster({running.address!r}, tls / "ca.pem", tls / "cert.pem", tls / "key.pem"))
assert client.submit(bytes, 3).result() == b"\\0\\0\\0"
try:
    client.submit(slice, 3).result()
except TypeError as error:
    print("refused:", error)
client.close()
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=PATIENCE)
    assert "refused:" in ran.stdout, ran.stderr


def test_neither_a_killed_worker_nor_one_without_a_wall_changes_a_report(
    course: Path, running: Scheduler, steady: Machine, second: Machine, expected: dict[str, bytes], tmp_path: Path
) -> None:
    """Behind those that need the steady one, since it may be the one that is killed."""
    with worker(tmp_path / "open", running, GRADER_EXECUTOR="portable") as unfit:
        assert not is_waiting(steady)
        process = started(course, tmp_path, *running.options)
        wait_until(lambda: is_waiting(steady) or is_waiting(second) or process.poll() is not None)
        mortal, other = (steady, second) if is_waiting(steady) else (second, steady)
        mortal.process.kill()
        status, said = finished(process)
        assert not any(unfit.temporary.iterdir())
        assert not any(other.temporary.iterdir()), "the course is gone when the class is done"
    assert status == 0, said
    assert reports(tmp_path) == expected
    assert "The exercises, solutions included, and the hand-ins now go to 3 workers of tls://" in said
    assert said.count("gets no hand-ins: this machine has no wall") == 1


def test_a_scheduler_that_goes_away_is_a_sentence_and_the_next_run_goes_on(
    course: Path,
    running: Scheduler,
    steady: Machine,
    second: Machine,
    expected: dict[str, bytes],
    on_one_machine: Callable[[Path], dict[str, bytes]],
    tmp_path: Path,
) -> None:
    """The last: nobody needs the scheduler any more, nor whichever worker is left."""
    left = next(machine for machine in (steady, second) if machine.process.poll() is None)
    process = started(course, tmp_path, *running.options)
    wait_until(lambda: is_waiting(left) or process.poll() is not None)
    running.machine.process.kill()
    status, said = finished(process)
    left.process.kill()  # it would go on looking for its scheduler
    assert status == 2, said
    assert said.splitlines()[-1].startswith(f"The scheduler at {running.address} has gone away.")
    assert not (tmp_path / "out").exists()
    assert on_one_machine(tmp_path) == expected
