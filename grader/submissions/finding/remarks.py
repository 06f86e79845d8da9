"""Sentences for the teacher about what was handed in and is not graded."""

from __future__ import annotations

from grader.model import Text
from grader.submissions.files.file_names import printable


def nothing(files: list[str]) -> Text:
    others = ", ".join(map(printable, files[:3]))
    if others:
        return Text(
            de=f"Kein Notebook und kein Skript abgegeben, nur {others}. Gebraucht wird die .ipynb- oder .py-Datei.",
            en=f"No notebook and no script handed in, only {others}. The .ipynb or .py file is needed.",
        )
    return Text(de="Nichts abgegeben: der Ordner ist leer.", en="Nothing handed in: the folder is empty.")


def namesake(student: str) -> Text:
    return Text(
        de=f"Noch ein Ordner heißt „{student}“ oder fast so; er zählt als eigene Person. Bitte klären, wem er gehört.",
        en=f"Another folder is called “{student}” or nearly so; this one counts as a person of its own. Please find out whose.",
    )


def not_opened(name: str) -> Text:
    name = printable(name)
    return Text(
        de=f"{name} ist ein Archiv in der Abgabe und wird nicht geöffnet. Gebraucht werden die Dateien selbst.",
        en=f"{name} is an archive inside the hand-in and is not opened. The files themselves are needed.",
    )


def not_read(files: list[str]) -> Text:
    names = ", ".join(map(printable, files[:3])) + (", …" if len(files) > 3 else "")
    return Text(
        de=f"Nicht gelesen: {names}. Beurteilt werden nur Notebooks und Skripte (.ipynb, .py).",
        en=f"Not read: {names}. Only notebooks and scripts (.ipynb, .py) are graded.",
    )


def closed(name: str) -> Text:
    name = printable(name)
    return Text(
        de=f"Der Ordner {name} lässt sich nicht öffnen. Prüfe seine Rechte (chmod -R u+rX) und beurteile noch einmal.",
        en=f"The folder {name} cannot be opened. Check its permissions (chmod -R u+rX) and grade again.",
    )


def too_deep(name: str) -> Text:
    name = printable(name)
    return Text(
        de=f"Der Ordner {name} liegt zu tief und wurde nicht angesehen. Die Dateien gehören weiter nach oben.",
        en=f"The folder {name} lies too deep and was not looked into. The files belong further up.",
    )


def too_many(count: int, most: int) -> Text:
    return Text(
        de=f"{count} Dateien abgegeben; nur die ersten {most} wurden angesehen. Gebraucht werden nur die Übungen.",
        en=f"{count} files handed in; only the first {most} were looked at. Only the exercises are needed.",
    )
