"""`%load_ext grader` and `%grade`, in the kernel of a notebook."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Protocol

from grader.model import Lang, Text
from grader.notebook.answers import live_answers
from grader.notebook.conversation import ANSWERING, TalkEnd, talk_end
from grader.notebook.history import CellLog, notebook_file, own_metadata
from grader.sandbox.protocol.frames import FrameError

PROGRAM = "grader.cli.student.judge_notebook"
_LANGS: dict[str, Lang] = {"--en": "en", "--de": "de"}


class NotebookShell(Protocol):
    """What of IPython's shell is used here."""

    user_ns: dict[str, Any]
    events: Any
    history_manager: Any

    def register_magic_function(self, func: Any, magic_kind: str, magic_name: str) -> None: ...


class Gone(Exception):
    """The process that judges has ended."""


class Judge:
    """The process that judges, started ahead; it is told what the notebook holds, and knows the key."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._talk: TalkEnd | None = None

    def start(self) -> None:
        """Begin to start it, unless it runs already."""
        if self._process is not None and self._process.poll() is None:
            return
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", PROGRAM],  # -P: a file random.py of this folder is not the library's
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONUTF8": "1"},
            start_new_session=sys.platform != "win32",  # an interrupted cell is not meant for it
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._talk = talk_end(self._process.stdout.fileno(), self._process.stdin.fileno(), ANSWERING)

    def stop(self) -> None:
        """End it; the next question starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
        self._process = None

    def ask(self, request: dict[str, Any], namespace: Mapping[str, Any]) -> dict[str, Any]:
        """What is to be shown; the values that it asks for are read from the namespace.

        Raises:
            Gone: it has ended, or says what was not agreed.
        """
        self.start()
        assert self._talk is not None
        try:
            self._talk.send(request)
            while (frame := self._talk.receive()) is not None:
                if frame["is"] != "values":
                    return frame
                self._talk.send({"is": "answers", "found": live_answers(namespace, frame["items"], frame["cells"])})
        except (OSError, FrameError):
            self.stop()
            raise Gone from None
        except BaseException:  # the student has interrupted it: nobody waits for the rest of the answer
            self.stop()
            raise
        self.stop()
        raise Gone


class Extension:
    """What `%load_ext grader` leaves in the kernel: a list of the cells that run, and the magic."""

    def __init__(self, shell: NotebookShell) -> None:
        self._shell = shell
        self._log = CellLog()
        self._judge = Judge()

    def load(self) -> None:
        for source in self._shell.history_manager.input_hist_raw[1:]:
            self._log.note(source)
        self._shell.events.register("pre_run_cell", self._note)
        self._shell.register_magic_function(self.grade, "line", "grade")
        self._judge.start()

    def unload(self) -> None:
        self._shell.events.unregister("pre_run_cell", self._note)
        self._judge.stop()

    def grade(self, words: str = "") -> None:
        """Check the answers of this notebook: `%grade`, `%grade b`, `%grade ex10`; `--hint` for a hint, `--en` in English."""
        parts = shlex.split(words)
        lang: Lang | None = next((_LANGS[part] for part in parts if part in _LANGS), None)  # empty: as `grade` itself would
        file = notebook_file(self._shell.user_ns)
        request = {
            "is": "grade",
            "notebook": self._log.notebook(own_metadata(file)),
            "name": file.name if file is not None else "",
            "words": [part for part in parts if not part.startswith("--")],
            "hint": "--hint" in parts,
            "lang": lang or "",
        }
        try:
            answer = self._judge.ask(request, self._shell.user_ns)
        except Gone:
            answer = {"is": "said", "text": ENDED.in_(lang) if lang else f"{ENDED.de}\n{ENDED.en}"}
        if answer["is"] == "said":
            print(answer["text"])
            return
        from IPython.core import display_functions

        publish: Any = display_functions.publish_display_data
        publish({"text/html": answer["html"], "text/plain": answer["text"]})

    def _note(self, info: Any) -> None:
        if info.store_history and not info.silent:
            self._log.note(info.raw_cell, info.cell_id)


_loaded: dict[int, Extension] = {}  # by shell: IPython asks for unloading by the shell only


def load_in(shell: NotebookShell) -> None:
    """Add `%grade` to a kernel."""
    _loaded[id(shell)] = Extension(shell)
    _loaded[id(shell)].load()


def unload_from(shell: NotebookShell) -> None:
    """Let the process that judges end; `%grade` stays until the kernel does, and starts another."""
    _loaded.pop(id(shell)).unload()


ENDED = Text(
    de="Das Prüfen ist unerwartet zu Ende gegangen. Versuche es noch einmal; bleibt es dabei, prüfe im Terminal: grade ex10",
    en="Checking ended unexpectedly. Try again; if it happens again, check in a terminal: grade ex10",
)
