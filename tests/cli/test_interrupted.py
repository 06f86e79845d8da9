"""`grade class` that is killed or interrupted in the middle: nothing of it stays, no report is lost, the next run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from grader.sandbox.select import choose_wall
from tests.every import turn

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not choose_wall().encloses, reason="zygotes clear up, and only Linux has them"
)

EXERCISE = """
from grader.authoring import Exercise, Text, Value

exercise = Exercise(
    title=Text(de="Eins", en="One"), statement=Text(de="Gib 1 an.", en="Give 1."), writes_files=True
)


@exercise.item(Value(), points=1, prompt=Text(de="Die Zahl $1$", en="The number $1$"))
def one():
    return 1
"""
QUICK = "# grader: ex90\n# %%\none = 1\n"
PATIENT = """# grader: ex90
# %%
import os
os.makedirs("folder/locked")
open("folder/locked/file", "w").write("x")
open("started", "w").write("x")
import time
time.sleep(3)
# %%
one = 1
"""

# A shell that runs the tests in the background has them ignore Ctrl-C, and so whatever they start.
GRADE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from grader.cli.main import main; main()"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course folder with a class in a zip, an empty folder for temporary files, and the reports of an earlier run."""
    for name in ("solutions", "tmp", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "solutions" / "ex90_one.py").write_text(EXERCISE, encoding="utf-8")
    (tmp_path / "out" / "grades.csv").write_text("of the last run")
    with ZipFile(tmp_path / "class.zip", "w") as archive:
        for student, code in (("anna", QUICK), ("ben", PATIENT), ("cem", QUICK)):
            archive.writestr(f"{student}/ex90.py", code)
    return tmp_path


def start(course: Path) -> subprocess.Popen[str]:
    """Like a command in a terminal: a process group of its own gets Ctrl-C."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "GRADER_"))}
    here = {"TMPDIR": "tmp", "GRADER_CACHE": "cache", "GRADER_HOME": ""}
    return subprocess.Popen(
        [sys.executable, "-c", GRADE, "class", "class.zip", "--out", "out", "--jobs", "1", "--lang", "de"],
        cwd=course,
        env={**clean, **{name: str(course / folder) for name, folder in here.items()}},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


PATIENCE = 120  # seconds; only a failing test waits so long


def wait_until(done: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)  # some look at all processes


def processes(course: Path) -> list[str]:
    """What still runs for this course: a key worker and a zygote have its folder in the environment.

    The judge and children show neither to an ordinary user; children die with their zygote.
    """
    found = []
    for path in [*Path("/proc").glob("[0-9]*/cmdline"), *Path("/proc").glob("[0-9]*/environ")]:
        try:
            if str(course).encode() in path.read_bytes():
                found.append((path.parent / "cmdline").read_text())
        except OSError:  # another user's, or just gone
            continue
    return found


def ended(course: Path, number: signal.Signals, *, whole_group: bool) -> tuple[int, str]:
    """Exit status and standard error of a run that gets a signal while a child of it has written and waits."""
    judge = start(course)
    wait_until(lambda: list((course / "tmp").glob("*/started")))
    (os.killpg if whole_group else os.kill)(judge.pid, number)
    _, said = judge.communicate(timeout=PATIENCE)
    wait_until(lambda: not processes(course))
    return judge.returncode, said


ASKED = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]  # to end: all of them are heard in the same place


@pytest.mark.parametrize("number", [*turn(ASKED, 3), signal.SIGKILL])
def test_nothing_stays_and_the_next_run_goes_on(course: Path, number: signal.Signals) -> None:
    status, said = ended(course, number, whole_group=number == signal.SIGINT)
    if number == signal.SIGKILL:
        assert (status, said) == (-number, "")
    else:
        assert status == 128 + number
        assert [line[:12] for line in said.strip().splitlines()] == ["Abgebrochen."]
        assert "derselbe Befehl" in said
    assert list((course / "tmp").iterdir()) == []
    assert [path.name for path in (course / "out").rglob("*")] == ["grades.csv"]
    assert (course / "out" / "grades.csv").read_text() == "of the last run"

    if number == signal.SIGKILL:
        again = start(course)
        _, said = again.communicate(timeout=PATIENCE)
        assert (again.returncode, said.count("Traceback")) == (0, 0)
        rows = (course / "out" / "grades.csv").read_text(encoding="utf-8").splitlines()
        assert len(rows) == 4
        assert list((course / "tmp").iterdir()) == []


def test_a_worker_that_still_imports_says_nothing(course: Path) -> None:
    """The ancestor of all takes a second to start; a signal in that time was a traceback of its own."""
    judge = start(course)
    wait_until(lambda: "grader.sandbox.ancestors.root" in "\0".join(processes(course)).split("\0"))
    time.sleep(0.15)  # into its imports
    os.killpg(judge.pid, signal.SIGINT)
    _, said = judge.communicate(timeout=PATIENCE)
    assert (judge.returncode, len(said.strip().splitlines())) == (130, 1)
    wait_until(lambda: not processes(course))


def test_impatience_is_no_traceback(course: Path) -> None:
    judge = start(course)
    wait_until(lambda: list((course / "tmp").glob("*/started")))
    for _ in range(5):
        if judge.poll() is None:
            os.killpg(judge.pid, signal.SIGINT)
        time.sleep(0.05)
    _, said = judge.communicate(timeout=PATIENCE)
    assert (judge.returncode, len(said.strip().splitlines())) == (130, 1)
    wait_until(lambda: not processes(course) and not list((course / "tmp").iterdir()))


@pytest.mark.parametrize("words", [["ex10"], ["class", "hand-ins", "--lang", "en"]])
def test_ctrl_c_while_the_command_itself_is_imported(words: list[str], tmp_path: Path) -> None:
    """Someone who has mistyped is faster than Python; what they press must not end in a traceback."""
    program = (
        "import builtins, sys\n"
        "load = builtins.__import__\n"
        "def interrupted(name, *rest):\n"
        "    if name == 'grader.cli.command':\n"
        "        builtins.__import__ = load\n"
        "        raise KeyboardInterrupt\n"
        "    return load(name, *rest)\n"
        "builtins.__import__ = interrupted\n"
        "from grader.cli.main import main\n"
        "main(sys.argv[1:])\n"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (130, "")
    assert line.startswith("Interrupted." if "en" in words else "Abgebrochen.")
