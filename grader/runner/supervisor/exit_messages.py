"""Sentences for children that ended before they had answered everything."""

from __future__ import annotations

import signal

from grader.errors import SandboxError
from grader.model import Delay, Text
from grader.runner.child.deadline import STUCK
from grader.sandbox.protocol.interface import Ended

_SIGXCPU = getattr(signal, "SIGXCPU", -1)
# What code does to itself, whenever it runs. Others come from outside, like SIGKILL of a kernel that is out of memory.
_OWN_CRASHES = tuple(getattr(signal, name, -1) for name in ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE"))
_SIGKILL = 9


def delay_behind(ended: Ended) -> Delay | None:
    """Which limit of time ended it, if one did."""
    if ended.how == "deadline":
        return ended.why
    stuck = ended.how == "exited" and ended.code == STUCK
    return "computing" if stuck or (ended.how == "signalled" and ended.code == _SIGXCPU) else None


def is_killed(ended: Ended) -> bool:
    """Somebody else than the judge has killed it; whom the judge kills has another ending."""
    return ended.how == "signalled" and ended.code == _SIGKILL


def is_own_crash(ended: Ended) -> bool:
    return ended.code in _OWN_CRASHES


def lost_twice(file: str) -> SandboxError:
    return SandboxError(
        f"{file}: the process that starts the children was lost twice. Grade it again; if this happens again, look at the code "
        "yourself.",
        de=f"{file}: Der Prozess, der die Kindprozesse startet, ging zweimal verloren. Bewerte noch einmal; "
        "bleibt es dabei, sieh dir diesen Code selbst an.",
    )


def killed_twice(file: str) -> SandboxError:
    return SandboxError(f"{file}: {KILLED.en}", de=f"{file}: {KILLED.de}")


def why_lost(ended: Ended) -> Text:
    """Why an answer is not there, for the student."""
    if ended.how == "forged":
        return Text(
            de="Dein Programm hat in die Verbindung zum Bewerter geschrieben. Gib Antworten nur als Variablen an.",
            en="Your program wrote to the connection with the grader. Give your answers as variables only.",
        )
    if is_killed(ended):
        return KILLED
    if ended.how == "signalled":
        return Text(
            de="Dein Programm ist abgestürzt, bevor diese Antwort da war. Prüfe, ob es zu viel Speicher braucht.",
            en="Your program crashed before it got to this answer. Check whether it needs too much memory.",
        )
    return Text(
        de="Dein Programm hat sich selbst beendet, bevor diese Antwort da war. Nimm den Befehl zum Beenden heraus.",
        en="Your program ended itself before it got to this answer. Take out the command that ends it.",
    )


KILLED = Text(
    de="Das Programm wurde zweimal mit SIGKILL beendet, nicht vom Grader; meist geht dem Computer der Speicher aus. Das kostet "
    "keine Punkte, deine Lehrkraft sieht es sich an.",
    en="The program was killed twice (SIGKILL), not by the grader; usually the computer has run out of memory. This costs no "
    "points; your teacher will look at it.",
)
