"""Sentences for children that ended before they had answered everything."""

from __future__ import annotations

import signal

from grader.errors import SandboxError
from grader.model import Text
from grader.runner.child.deadline import STUCK
from grader.sandbox.protocol.interface import Ended

_SIGXCPU = getattr(signal, "SIGXCPU", -1)


def ended_by_time(ended: Ended) -> bool:
    return (
        ended.how == "deadline"
        or (ended.how == "exited" and ended.code == STUCK)
        or (ended.how == "signalled" and ended.code == _SIGXCPU)
    )


def lost_twice(file: str) -> SandboxError:
    return SandboxError(
        f"{file}: the process that starts the children was lost twice. Grade it again; look at this code by hand if it stays.",
        de=f"{file}: Der Prozess, der die Kindprozesse startet, ging zweimal verloren. Bewerte noch einmal; "
        "bleibt es dabei, sieh dir diesen Code selbst an.",
    )


def why_lost(ended: Ended) -> Text:
    """Why an answer is not there, for the student."""
    if ended.how == "forged":
        return Text(
            de="Dein Programm hat in die Verbindung zum Bewerter geschrieben. Gib Antworten nur als Variablen an.",
            en="Your program wrote into the connection to the grader. Give answers as variables only.",
        )
    if ended.how == "signalled":
        return Text(
            de="Dein Programm ist abgestürzt, bevor diese Antwort da war. Prüfe, ob es zu viel Speicher braucht.",
            en="Your program crashed before this answer was there. Check whether it needs too much memory.",
        )
    return Text(
        de="Dein Programm hat sich selbst beendet, bevor diese Antwort da war. Nimm den Befehl zum Beenden heraus.",
        en="Your program ended itself before this answer was there. Take out the command that ends it.",
    )
