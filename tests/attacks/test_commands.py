"""The command misused, run twice, interrupted and robbed of its helpers."""

from __future__ import annotations

import csv
import io
import os
import secrets
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest

from grader.sandbox.select import choose_wall
from grader.storage.atomic_write import DRAFT
from grader.storage.written import LIST, write_together
from tests.attacks.attack import row
from tests.attacks.grading import COURSE
from tests.attacks.hand_in import RIGHT
from tests.attacks.machine import PATIENCE, at_work, command_line, descendants, grading, wait_for, zygotes
from tests.conftest import Command
from tests.every import turn

pytestmark = pytest.mark.skipif(not choose_wall().encloses, reason="this system has no wall")
SLOW = "# grader: ex90\nimport time\ntime.sleep(2.5)\none = 1\n"
SPY = """# grader: ex90
import os, sys
print(os.environ, vars(sys))
one = str(os.environ)
# %%
raise ValueError(str(os.environ))
# %%
import ctypes
ctypes.string_at(0)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A class of two innocents, and of one whose code takes its time."""
    for student, source in (("000innocent", RIGHT), ("slow", SLOW), ("zzzinnocent", RIGHT)):
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "ex90.py").write_text(source)
    return tmp_path


def grades(place: Path) -> dict[str, str]:
    """Points by student."""
    header, *lines = csv.reader(io.StringIO((place / "graded" / "class" / "grades.csv").read_text("utf-8"), newline=""))
    return {line[0]: line[header.index("total")] for line in lines}


def is_untouched(place: Path) -> bool:
    return all((place / "class" / student / "ex90.py").read_text() == RIGHT for student in ("000innocent", "zzzinnocent"))


MISUSED = {
    "another folder": (["../../etc"], "'../../etc'"),
    "the folder of accounts": (["/etc/passwd"], "which exercise passwd belongs to"),
    "a command of the shell": (["ex90;rm -rf ."], "'ex90;rm -rf .'"),
    "a device that never ends": (["/dev/zero"], "not a regular file"),
    "a FIFO": (["fifo.py"], "not a regular file"),
    "a link": (["link.py"], "is a link"),
    "escape sequences": (["ex\x1b[2J"], "ex\\x1b[2J"),
}


@row(79, "`grade ../../etc`, `grade 'ex90;rm -rf .'`", "names are looked up, never passed to a shell", "status 2, a sentence")
@row(79, "`grade` on a device, a FIFO, a link", "only regular files are opened", "status 2: “… not a regular file …”")
@pytest.mark.parametrize("misuse", MISUSED)
def test_names_that_are_no_hand_ins(misuse: str, place: Path, command_in: Command) -> None:
    os.mkfifo(place / "fifo.py")
    (place / "link.py").symlink_to(place / "class" / "000innocent" / "ex90.py")
    arguments, says = MISUSED[misuse]
    ran = command_in(*arguments, "--lang", "en", cwd=place, GRADER_HOME=str(COURSE))
    assert ran.status == 2
    assert says in ran.err
    assert ran.out == ""
    assert "\x1b" not in ran.err
    assert is_untouched(place)


OUTS = ["class", "class/graded", "class/000innocent", "class/000innocent/ex90.py", "link", "link/graded", "file", "dangling"]


@row(79, "`--out` on a hand-in, among them, on a link or a file", "reports want a folder of their own", "status 2, a sentence")
@pytest.mark.parametrize("out", OUTS)
def test_reports_never_land_on_hand_ins(out: str, place: Path, command_in: Command) -> None:
    (place / "link").symlink_to(place / "class")
    (place / "dangling").symlink_to(place / "nowhere")
    (place / "file").write_text("mine")
    ran = command_in("class", "class", "--out", out, "--lang", "en", cwd=place, GRADER_HOME=str(COURSE))
    assert ran.status == 2
    assert "--out" in ran.err
    assert is_untouched(place)
    assert (place / "file").read_text() == "mine"
    assert sorted(path.name for path in place.rglob("*")) == sorted(
        ["class", "000innocent", "slow", "zzzinnocent", *["ex90.py"] * 3, "link", "dangling", "file"]
    )


@row(
    80,
    "two graders at once on the same folder",
    "a lock while reports are written; each file moves whole",
    "both finish; one's reports stay",
)
def test_two_graders_at_once(place: Path) -> None:
    with grading(place) as one, grading(place) as other:
        for process in (one, other):
            _, err = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, err
    assert grades(place) == {"000innocent": "3", "slow": "1", "zzzinnocent": "3"}
    found = sorted(path.name for path in (place / "graded" / "class").rglob("*"))
    pages = ["000innocent.html", "alike.html", "feedback", "grades.csv", "slow.html", "summary.md", "zzzinnocent.html"]
    assert found == [LIST, *pages]


def test_a_second_run_waits_until_the_first_has_written(tmp_path: Path) -> None:
    begun, second = threading.Event(), threading.Event()

    def write(text: str, wait: bool) -> None:
        with write_together(tmp_path) as draft:
            begun.set()
            (draft / "grades.csv").write_text(text)
            if wait:
                assert not second.wait(0.2), "the second was let in"
                assert [path.name for path in tmp_path.iterdir()] == [DRAFT]
            second.set()

    first = threading.Thread(target=write, args=("first", True))
    first.start()
    assert begun.wait(60)
    write("second", False)
    first.join()
    assert {path.name for path in tmp_path.iterdir()} == {"grades.csv", LIST}
    assert (tmp_path / "grades.csv").read_text() == "second"


@row(
    81,
    "Ctrl-C, SIGTERM or kill -9 while a class is graded",
    "helpers end with the judge; reports move when complete",
    "the reports of before stay; no process does",
)
@pytest.mark.parametrize("blow", turn([signal.SIGINT, signal.SIGKILL], 2))  # each, and the next run: cli/test_interrupted.py
def test_whatever_ends_the_judge_leaves_no_process_and_no_half_report(place: Path, blow: signal.Signals) -> None:
    (place / "graded" / "class").mkdir(parents=True)
    (place / "graded" / "class" / "grades.csv").write_text("those of before")
    with grading(place) as process:
        wait_for(lambda: at_work(process.pid))
        below = descendants(process.pid)
        os.killpg(process.pid, blow)
        process.wait(PATIENCE)
    assert len(below) >= 3  # the key worker, a zygote, a child
    wait_for(lambda: not any(map(command_line, below)))
    assert {path.name: path.read_text() for path in (place / "graded" / "class").iterdir()} == {"grades.csv": "those of before"}
    assert not [path for path in (place / "tmp").rglob("*") if path.is_file()]
    assert is_untouched(place)


@row(82, "a zygote is killed in the middle of a job", "it is replaced, and the job done again", "as if nothing had been")
def test_a_zygote_that_is_killed_costs_nobody_anything(place: Path) -> None:
    with grading(place) as process:
        wait_for(lambda: at_work(process.pid))
        for zygote in zygotes(process.pid):
            os.kill(zygote, signal.SIGKILL)
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err
    assert grades(place) == {"000innocent": "3", "slow": "1", "zzzinnocent": "3"}


@row(
    82,
    "zygotes are killed again and again",
    "a child that could not be started twice is our fault",
    "not graded, and said; never 0 points in silence",
)
def test_zygotes_that_never_live_long_are_our_fault(place: Path) -> None:
    with grading(place) as process:
        wait_for(lambda: at_work(process.pid))
        while process.poll() is None:
            for zygote in zygotes(process.pid):
                try:
                    os.kill(zygote, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            time.sleep(0.02)  # a zygote takes as long to come back
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    for student, points in grades(place).items():
        page = (place / "graded" / "class" / "feedback" / f"{student}.html").read_text("utf-8")
        assert points in ("1", "3") or "costs you no points" in page or "not read" in page, out


@row(83, "a class on a system without a wall", "the wall is proved before anything is read", "status 2: “Nothing was graded …”")
def test_no_class_without_a_wall(place: Path, command_in: Command) -> None:
    ran = command_in("class", "class", "--lang", "en", cwd=place, GRADER_HOME=str(COURSE), GRADER_EXECUTOR="portable")
    assert ran.status == 2
    assert "Nothing was graded" in ran.err
    assert not (place / "graded").exists()


@row(
    92,
    "a secret of the solution, of the judge's environment",
    "no child has it to tell",
    "it is in no report, log or core file",
)
def test_no_secret_in_anything_that_is_left(place: Path, process: Command) -> None:
    secret = f"canary-{secrets.token_hex(12)}"
    shutil.copytree(COURSE, place / "course")
    solution = place / "course" / "solutions" / "ex90_target.py"
    solution.write_text(solution.read_text().replace("def squared(x):", f"def squared(x, secret='{secret}'):"))
    (place / "class" / "spy").mkdir()
    (place / "class" / "spy" / "ex90.py").write_text(SPY)
    own = {"GRADER_HOME": str(place / "course"), "GRADER_CACHE": str(place / "cache"), "SECRET": secret}
    ran = process("class", "class", "--json", cwd=place, **own)
    assert ran.status == 0, ran.err
    assert secret not in ran.out + ran.err
    left = [path for path in place.rglob("*") if path.is_file() and solution.parent not in path.parents]
    assert not [path for path in left if secret.encode() in path.read_bytes()]
    assert not [path for path in left if path.name.startswith("core")]
