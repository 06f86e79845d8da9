"""What a command keeps of results, and what it says where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from grader.cli.shared.context import Context
from grader.model import Result, Text
from grader.storage.progress import FOLDER, remember

NOT_SAVED = Text(
    de="Das Ergebnis konnte hier nicht gespeichert werden (Ordner schreibgeschützt?); `grade` allein zeigt es daher nicht.",
    en="The result could not be saved here (read-only folder?), so `grade` alone will not show it.",
)
DROPPED = Text(
    de=f"In {FOLDER} stehen Ergebnisse, die dieses Programm nicht lesen kann: Eine andere Version hat sie geschrieben, oder "
    "die Datei ist beschädigt. Hier zählen sie nicht mehr; `grade` mit dem Namen der Übung rechnet neu.",
    en=f"{FOLDER} holds results that this program cannot read: another version wrote them, or the file is damaged. They no "
    "longer count here; `grade` with the name of the exercise works them out again.",
)


def keep(context: Context, folder: Path, results: Sequence[Result]) -> None:
    """Remember results in the folder of the course; a sentence where that fails or something there is lost."""
    dropped = remember(folder, results, datetime.now())
    if dropped is None:
        context.say(NOT_SAVED)
    elif dropped:
        context.say(DROPPED)
