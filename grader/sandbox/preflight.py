"""Proof, before a class is graded, that the wall holds here: a child tries what must be denied and tells what was not."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from grader.errors import SandboxError
from grader.model import Text
from grader.sandbox.children.channel import Channel
from grader.sandbox.protocol.frames import Frame
from grader.sandbox.protocol.interface import PREFLIGHT, Ended, Job, Lane
from grader.storage.owned_tempdir import temporary_folder

_SHAPES = {"attempt": {"name": str, "denied": bool}}
_PATIENCE = 5.0  # seconds for one attempt
_PTRACE_SEIZE = 0x4206

TRIED = {
    "read": Text(de="Lösungen oder Abgaben lesen", en="read solutions or hand-ins"),
    "chmod": Text(de="Rechte einer Datei ändern", en="change a file's permissions"),
    "write": Text(de="eine Datei anlegen", en="create a file"),
    "socket": Text(de="eine Netzverbindung öffnen", en="open a network connection"),
    "signal": Text(de="einem anderen Prozess Signale schicken", en="send signals to another process"),
    "ptrace": Text(de="einen anderen Prozess anhalten und lesen", en="stop and read another process"),
    "fork": Text(de="einen Prozess abspalten", en="fork a process"),
    "exec": Text(de="ein anderes Programm starten", en="start another program"),
}


def attempt(job: Frame, channel: Channel) -> None:
    """In the child: try everything, most harmless first; a program that could be started ends the list early."""
    channel.want(())
    canary, secret = bytes.fromhex(job["canary"]), [bytes.fromhex(name) for name in job["secret"]]
    attempts: dict[str, list[Callable[[], object]]] = {
        "read": [lambda path=path: os.close(os.open(path, os.O_RDONLY)) for path in secret],  # type: ignore[misc]
        "chmod": [lambda: os.chmod(canary, 0o600)],
        "write": [lambda: os.close(os.open(canary + b"-new", os.O_WRONLY | os.O_CREAT, 0o600))],
        "socket": [lambda: socket.socket().close()],
        "signal": [lambda: os.kill(os.getppid(), 0)],
        "ptrace": [_seize_parent],
        "fork": [_fork],
        "exec": [lambda: os.execv(sys.executable, [sys.executable, "-c", ""])],
    }
    for name, acts in attempts.items():
        channel.send({"is": "attempt", "name": name, "denied": all(map(_denied, acts))})


def preflight(lane: Lane, secret: Iterable[Path]) -> None:
    """Let a child of `lane` try; `secret` are files and folders that exist and that it must not be able to open.

    Raises:
        SandboxError: something was not denied; the sentence says what, and what to do.
    """
    with temporary_folder() as folder:
        canary = Path(folder, "canary")
        canary.write_text("nobody reads this")
        data = {"canary": _as_bytes(canary), "secret": [_as_bytes(path) for path in (canary, *secret)]}
        denied = set()
        conversation = lane.open(Job(PREFLIGHT, data, _SHAPES))
        try:
            for _ in TRIED:
                frame = conversation.receive(conversation.watch(computing=_PATIENCE, waiting=_PATIENCE))
                if isinstance(frame, Ended):
                    break
                if frame["denied"]:
                    denied.add(frame["name"])
        finally:
            conversation.end()
    possible = [said for name, said in TRIED.items() if name not in denied]
    if possible:
        raise SandboxError(
            f"Nothing was graded, because the wall does not hold here: hand-ins could {', '.join(t.en for t in possible)}. "
            "Use another Linux machine (WSL2 on Windows), and keep course and hand-ins out of Python's own folders.",
            de="Nichts wurde bewertet, denn die Abschottung hält hier nicht: Abgaben könnten "
            f"{', '.join(t.de for t in possible)}. Nimm einen anderen Linux-Rechner (unter Windows WSL2), und lege Kurs und "
            "Abgaben nicht in die Ordner von Python.",
        )


def _as_bytes(path: Path) -> str:
    """The name of a file, which may be no text, and whose encoding depends on the judge's locale."""
    return os.fsencode(path.resolve()).hex()


def _denied(act: Callable[[], object]) -> bool:
    """Only a refusal counts: what failed for another reason is not proof."""
    try:
        act()
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def _seize_parent() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(_PTRACE_SEIZE, os.getppid(), None, None) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")


def _fork() -> None:
    if sys.platform == "win32":
        return
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    with contextlib.suppress(ChildProcessError):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
