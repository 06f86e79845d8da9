"""`grade check --watch` as somebody uses it: a process in a terminal, a file that is edited, Ctrl-C."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.grading import test_selfcheck

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process gets Ctrl-C by another way there")

# A shell that runs the tests in the background has them ignore Ctrl-C, and so whatever they start.
GRADE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from grader.cli.main import main; main()"
GOOD = test_selfcheck.GOOD.replace("count=3", "count=1")  # it is checked four times
PATIENCE = 240  # seconds; only a test that fails waits so long


class Watching:
    """The command while it runs: what it says is waited for, and its file is written like by an editor."""

    def __init__(self, process: subprocess.Popen[str], file: Path) -> None:
        self.process, self.file = process, file
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            for line in stream:
                self._lines.put(line)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._listener.join()

    def until(self, pattern: str) -> str:
        """What is said until a line has the pattern."""
        heard = ""
        while not re.search(pattern, heard):
            heard += self._lines.get(timeout=PATIENCE)
        return " ".join(heard.split())

    def save(self, text: str) -> None:
        draft = self.file.with_suffix(".tmp")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.file)

    def ctrl_c(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def watching(course: Path, *options: str) -> Iterator[Watching]:
    file = course / "solutions" / "ex42_small.py"
    with started([GRADE, "check", "ex42", "--watch", *options], file, cwd=course, GRADER_HOME=str(course)) as command:
        yield command


@contextmanager
def started(words: Sequence[str], file: Path, *, cwd: Path, **environment: str) -> Iterator[Watching]:
    """A program with its arguments, in English, that watches `file`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "GRADER_"))}
    process = subprocess.Popen(
        [sys.executable, "-c", *words, "--lang", "en"],
        cwd=cwd,
        env={**clean, "PYTHONIOENCODING": "utf-8", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    with closing(Watching(process, file)) as command:
        yield command


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex42_small.py").write_text(GOOD, encoding="utf-8")
    (tmp_path / "solutions" / "ex43_other.py").write_text("1/0", encoding="utf-8")
    return tmp_path


def test_what_is_saved_is_checked_and_shown_until_ctrl_c(course: Path) -> None:
    with watching(course) as grade:
        folder = course / "preview" / "ex42"
        heard = grade.until("checks passed")
        assert f"preview: {folder}" in heard
        assert "fine" in heard
        assert "ex43" not in heard, "only what was asked for is watched"

        grade.save(GOOD.replace("return w - m", "return 2 * (w - m) + 0"))
        assert "mistake M1 (forgot_the_two) gives the right answer" in grade.until("checks passed")

        before = (folder / "stub.de.html").read_text(encoding="utf-8")
        grade.save(GOOD.replace("return w - m", "return w - m)"))
        assert "this is not Python, SyntaxError: unmatched ')'" in grade.until("checks passed")
        assert (folder / "stub.de.html").read_text(encoding="utf-8") == before, "the last that could be read stays"

        grade.save(GOOD.replace('Text(de="Aufgabe", en="Task")', 'Text(de="Neue $w^2$ Aufgabe", en="New `w` task")'))
        assert "fine" in grade.until("checks passed")
        assert grade.ctrl_c() == 0
    stub = (folder / "stub.de.html").read_text(encoding="utf-8")
    assert "Neue <math alttext=" in stub
    assert "<pre>slope = ...</pre>" in stub
    assert "New <code>w</code> task" in (folder / "stub.en.html").read_text(encoding="utf-8")
    assert "Rechne nach." in (folder / "feedback1.de.html").read_text(encoding="utf-8")
    assert "Work it out again." in (folder / "feedback1.en.html").read_text(encoding="utf-8")
    assert "Rechne nach." not in (folder / "solved.de.html").read_text(encoding="utf-8")
    assert (course / "preview" / ".gitignore").read_text() == "*\n"


def test_it_ends_at_once_in_the_middle_of_a_check_and_leaves_nothing_behind(course: Path, tmp_path: Path) -> None:
    with watching(course, "--preview", str(tmp_path / "pages")) as grade:
        assert str(tmp_path / "pages" / "ex42") in grade.until("preview: ")
        assert grade.ctrl_c() == 0
    assert not (course / "preview").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--watch", "--junit", "x.xml"], "--junit gibt es für eine Prüfung, die endet"),
        (["--preview", "x"], "--preview gehört zu --watch"),
        (["--watch", "ex77"], "weder eine Übung"),
    ],
)
def test_what_does_not_go_together_is_said(command: Command, options: list[str], words: str) -> None:
    ran = command("check", *options)
    assert ran.status == 2
    assert words in ran.err
