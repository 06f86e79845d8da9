"""Sentences for the teacher about what was handed in and is not graded."""

from __future__ import annotations

from grader.model import Text
from grader.submissions.files.file_names import in_a_sentence


def nothing(files: list[str]) -> Text:
    others = ", ".join(map(in_a_sentence, files[:3]))
    if others:
        return Text(
            de=f"Kein Notebook und kein Skript abgegeben, nur {others}. Gebraucht wird die .ipynb- oder .py-Datei.",
            en=f"No notebook and no script handed in, only {others}. The .ipynb or .py file is needed.",
        )
    return Text(de="Nichts abgegeben: der Ordner ist leer.", en="Nothing handed in: the folder is empty.")


def namesake(student: str) -> Text:
    return Text(
        de=f"Noch ein Ordner heißt „{student}“ oder fast so; er zählt als eigene Person. Bitte klären, wem er gehört.",
        en=f"Another folder has the name “{student}” or nearly the same; this one counts as a different person. Please find "
        "out whose it is.",
    )


def no_archive(name: str) -> Text:
    name = in_a_sentence(name)
    return Text(
        de=f"{name} ist kein lesbares zip-Archiv. Gebraucht werden die Dateien selbst, oder das Archiv neu gepackt.",
        en=f"{name} is not a readable zip archive. Please hand in the files themselves, or pack the archive again.",
    )


def too_large_archive(name: str) -> Text:
    name = in_a_sentence(name)
    return Text(
        de=f"{name} ist zu groß, um geöffnet zu werden. Gebraucht werden die Notebooks selbst, ohne Ausgaben.",
        en=f"{name} is too large to be opened. The notebooks themselves are needed, without outputs.",
    )


def not_read(files: list[str]) -> Text:
    return Text(
        de=f"Nicht gelesen: {_first(files)}. Beurteilt werden nur Notebooks und Skripte (.ipynb, .py).",
        en=f"Not read: {_first(files)}. Only notebooks and scripts (.ipynb, .py) are graded.",
    )


def left_behind(names: list[str]) -> Text:
    return Text(
        de=f"Nicht angesehen, weil dort Programme liegen und keine Abgaben: {_first(names)}",
        en=f"Skipped, since these folders hold programs and not hand-ins: {_first(names)}",
    )


def closed(name: str) -> Text:
    name = in_a_sentence(name)
    return Text(
        de=f"Der Ordner {name} lässt sich nicht öffnen. Prüfe seine Rechte (chmod -R u+rX) und beurteile noch einmal.",
        en=f"The folder {name} cannot be opened. Check its permissions (chmod -R u+rX) and grade again.",
    )


def too_deep(name: str) -> Text:
    name = in_a_sentence(name)
    return Text(
        de=f"Der Ordner {name} liegt zu tief und wurde nicht angesehen. Die Dateien gehören weiter nach oben.",
        en=f"The folder {name} is nested too deeply and was skipped. Its files should be further up.",
    )


def beyond(files: list[str]) -> Text:
    return Text(
        de=f"Zu viel für eine Person; nicht angesehen ({len(files)}): {_first(files)}. Gebraucht werden nur die Übungen.",
        en=f"Too much for one person; skipped ({len(files)}): {_first(files)}. Only the exercises are needed.",
    )


def _first(names: list[str]) -> str:
    return ", ".join(map(in_a_sentence, names[:3])) + (f", … ({len(names)})" if len(names) > 3 else "")
