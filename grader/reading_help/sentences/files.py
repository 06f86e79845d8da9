"""Files that cannot be read, or not in all they hold. `reading` is the name of the file and the exercises that there are."""

from __future__ import annotations

from grader.measures import MOST_CELLS, MOST_LINES
from grader.model import Json, Text
from grader.own_words import unmarked
from grader.reading_help.base.row import Known, Reading, Sent, count, names, row


def _file(reading: Reading) -> str:
    return unmarked(reading["file"])


def _exercise(said: Json, reading: Reading) -> str:
    if type(said) is not str or said not in reading["exercises"]:
        raise ValueError("no exercise")
    return said


def _lines(said: Json, reading: Reading) -> Text:
    if type(said) is not list or not 0 < len(said) <= MOST_LINES:
        raise ValueError("no lines")
    numbers = ", ".join(count(line, reading) for line in said)
    return Text(de=f"Zeile {numbers}", en=f"{'line' if len(said) == 1 else 'lines'} {numbers}")


def _more(said: Json, reading: Reading) -> str:
    """How many there are, where not all are named."""
    return f", … ({shown})" if (shown := count(said, reading)) != "0" else ""


def _version(said: Json, reading: Reading) -> str:
    return "?" if said is None else count(said, reading)


FILE: dict[str, Known] = {"file": _file}
LABELS: dict[str, Sent] = {"taken": _exercise, "variant": count, "left": _exercise, "other": count}

ROWS = {
    "large file": row(
        "{file} ist zu groß oder zu tief verschachtelt. Lösche die Ausgaben, speichere und versuch es noch einmal.",
        "{file} is too large or nested too deeply. Clear the outputs, save and try again.",
        FILE,
    ),
    "many cells": row(
        "{file} hat {there} Code-Zellen; gelesen werden höchstens {most}. Lösche, was du nicht brauchst, speichere und "
        "versuch es noch einmal.",
        "{file} has {there} code cells; at most {most} are read. Delete what you do not need, save and try again.",
        {**FILE, "most": lambda reading: str(MOST_CELLS)},
        there=count,
    ),
    "empty file": row(
        "{file} ist leer. Speichere das Notebook in Jupyter und versuch es noch einmal.",
        "{file} is empty. Save the notebook in Jupyter and try again.",
        FILE,
    ),
    "web page": row(
        "{file} ist eine Webseite, kein Notebook. Lade die Datei selbst herunter (Raw oder Download) und gib sie ab.",
        "{file} is a web page, not a notebook. Download the file itself (Raw or Download) and hand it in.",
        FILE,
    ),
    "no notebook": row(
        "{file} ist kein lesbares Notebook (kein gültiges JSON). Speichere es in Jupyter neu und versuch es noch einmal.",
        "{file} is not a readable notebook (not valid JSON). Save it again in Jupyter and try again.",
        FILE,
    ),
    "shown by Python": row(
        "{file} ist kein JSON, sondern so geschrieben, wie Python ein Wörterbuch anzeigt ('…', True, None). Öffne dein "
        "Notebook in Jupyter, speichere es dort und versuch es noch einmal.",
        "{file} is not JSON but what Python prints for a dictionary ('…', True, None). Open your notebook in Jupyter, save it "
        "there and try again.",
        FILE,
    ),
    "no cells": row(
        "{file} enthält keine Zellen. Prüfe deine Antworten in Jupyter, speichere und versuch es noch einmal.",
        "{file} contains no cells. Check your answers in Jupyter, save and try again.",
        FILE,
    ),
    "no code": row(
        "{file} enthält keinen Code. Schreibe deine Antworten in die Code-Zellen, speichere und versuch es noch einmal.",
        "{file} contains no code. Write your answers in the code cells, save and try again.",
        FILE,
    ),
    "cells saved": row(
        "{file} ist beschädigt; {there} vollständige Zellen wurden gerettet. Speichere es neu und versuch es noch einmal.",
        "{file} is damaged; {there} complete cells were recovered. Save the notebook again and try again.",
        FILE,
        there=count,
    ),
    "conflict without effect": row(
        "{file} enthält Konfliktmarken von git (<<<<<<<, {lines}). Beide Seiten haben denselben Code; er zählt.",
        "{file} contains conflict markers of git (<<<<<<<, in {lines}). Both sides have the same code, which counts.",
        FILE,
        lines=_lines,
    ),
    "conflict": row(
        "{file} enthält Konfliktmarken von git (<<<<<<<, {lines}). Gewertet wird nur, worin beide Seiten gleich "
        "sind. Entscheide dich dort für eine Seite, lösche die Marken, speichere und versuch es noch einmal.",
        "{file} contains conflict markers of git (<<<<<<<, in {lines}). Only what is the same on both sides is graded. Choose "
        "one side there, delete the markers, save and try again.",
        FILE,
        lines=_lines,
    ),
    "conflict in a script": row(
        "Ab Zeile {line} stehen Konfliktmarken von git (<<<<<<<). Entscheide dich für eine Seite und lösche die Marken.",
        "From line {line} on there are conflict markers of git (<<<<<<<). Choose one side and delete the markers.",
        line=count,
    ),
    "conflict in a cell": row(
        "In Zelle {cell} (Zeile {line}) stehen Konfliktmarken von git (<<<<<<<). Entscheide dich für eine Seite und lösche "
        "die Marken.",
        "In cell {cell} (line {line}) there are conflict markers of git (<<<<<<<). Choose one side and delete the markers.",
        cell=count,
        line=count,
    ),
    "unsaved": row(
        "Unter Code-Zelle {cell} steht eine Ausgabe, die nicht von ihrem Code kommt: der ist noch wie in der Vorlage. Wurde "
        "die Datei gespeichert (Strg+S)?",
        "Below code cell {cell} there is an output that does not come from its code, which is still as in the template. Was "
        "the file saved (Ctrl+S)?",
        cell=count,
    ),
    "commas": row(
        "In {file} steht ein Beistrich zu viel ({lines}); er wurde übergangen. Speichere das Notebook neu.",
        "{file} has a comma too many (in {lines}), which was ignored. Save the notebook again in Jupyter.",
        FILE,
        lines=_lines,
    ),
    "unknown version": row(
        "Das Notebook hat die unbekannte Formatversion {version}; es wurde gelesen wie Version 4.",
        "The notebook has the unknown format version {version}; it was read as version 4.",
        version=_version,
    ),
    "unreadable cell": row(
        "Die {cell}. Zelle des Notebooks hat keinen lesbaren Inhalt und wurde leer gelesen.",
        "Cell number {cell} of the notebook has no readable content and was read as empty.",
        cell=count,
    ),
    "not UTF-8": row(
        "Die Datei ist nicht in UTF-8 gespeichert; sie wurde als Latin-1 gelesen. Bitte als UTF-8 speichern.",
        "The file is not saved as UTF-8; it was read as Latin-1. Please save it as UTF-8.",
    ),
    "damaged characters": row(
        "Einige Zeichen der Datei sind beschädigt und wurden ersetzt. Speichere sie als UTF-8 und versuch es noch einmal.",
        "Some characters of the file are damaged and were replaced. Save it as UTF-8 and try again.",
    ),
    "unknown exercise": row(
        "Zu welcher Übung {file} gehört, ist nicht zu erkennen. Nenne die Datei wie die Vorlage, zum Beispiel ex10.ipynb.",
        "It is not clear which exercise {file} belongs to. Name the file like the template, for example ex10.ipynb.",
        FILE,
    ),
    "source of an exercise": row(
        "{file} ist die Quelle einer Übung und keine Abgabe. Gib die Datei ab, in der deine Antworten stehen.",
        "{file} is the source of an exercise, not a hand-in. Hand in the file that contains your answers.",
        FILE,
    ),
    "marker against metadata": row(
        "Das Notebook gehört laut seinen Metadaten zu {taken} (Variante {variant}), laut einer Marke zu {left} (Variante "
        "{other}); gewertet wird {taken} (Variante {variant}).",
        "According to its metadata the notebook belongs to {taken} (variant {variant}), according to a marker to {left} "
        "(variant {other}); it is graded as {taken} (variant {variant}).",
        **LABELS,
    ),
    "marker against marker": row(
        "Zwei Marken widersprechen sich: {taken} (Variante {variant}) und {left} (Variante {other}). Die erste gilt; prüfe, "
        "welche stimmt.",
        "Two markers contradict each other: {taken} (variant {variant}) and {left} (variant {other}). The first one counts; "
        "check which is right.",
        **LABELS,
    ),
    "unknown markers": row(
        "Die Marke „grader: …“ nennt keine bekannte Übung und wurde übergangen: {names}{more}. Prüfe die Nummer.",
        'The marker "grader: …" names no known exercise and was ignored: {names}{more}. Check the number.',
        names=names,
        more=_more,
    ),
    "odd labels": row(
        "Nicht verstanden und übergangen (Metadaten oder Marke): {names}{more}. Dort stehen ganze Zahlen ab 0.",
        "Not understood and ignored (metadata or marker): {names}{more}. They should be whole numbers, 0 or more.",
        names=names,
        more=_more,
    ),
    "more remarks": row(
        "… und {there} weitere Hinweise derselben Art zu dieser Datei.",
        "… and {there} more remarks of this kind on this file.",
        there=count,
    ),
}
