"""The sentences for answers that are not there though somebody worked at them: a child says a kind, a place and a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from grader.model import Attempt, AttemptKind, Item, Text

UNTRIED = Text(de="Noch nicht bearbeitet.", en="Not attempted yet.")


def sentence_on_attempt(attempt: Attempt, item: Item) -> Text:
    """What its student reads; the place stands above it."""
    name = next(iter(item.functions), item.name)
    return _SENTENCES[attempt.kind](name, attempt.word)


def without_first_cell(kind: str, message: str, item: Item) -> Text | None:
    """What is said where a letter of the exercise is not known to Python; None for every other name."""
    found = re.match(r"name '(\w+)' is not defined", message) if kind == "NameError" else None
    if found is None or found[1] not in item.reading.get("called", ()):
        return None
    return Text(
        de=f"{found[1]} ist hier kein Symbol. Die erste Zelle der Vorlage mit symbols(…) muss davor ganz durchlaufen, und "
        f"{found[1]} darf danach nicht gelöscht werden.",
        en=f"{found[1]} is not a symbol here. The first cell of the template, with symbols(…), must run to its end before "
        f"this, and {found[1]} must not be deleted after it.",
    )


_SENTENCES: Mapping[AttemptKind, Callable[[str, str], Text]] = {
    "similar name": lambda name, word: Text(
        de=f"{name} hat keinen Wert. Heißt deine Antwort versehentlich {word} statt {name}?",
        en=f"{name} has no value. Did you call your answer {word} by mistake, instead of {name}?",
    ),
    "printed": lambda name, _: Text(
        de=f"print zeigt nur an und speichert nichts. Soll das deine Antwort sein, schreibe sie ohne print hinter {name} =",
        en=f"print only displays, it stores nothing. If this is your answer, write it without print after {name} =",
    ),
    "no value": lambda name, word: Text(
        de=f"{word}(…) hat hier None zurückgegeben, darum hat {name} keinen Wert. Eigene Funktionen brauchen return; append "
        "und sort ändern nur ihre Liste.",
        en=f"{word}(…) returned None here, so {name} has no value. Functions of your own need return; append and sort only "
        "change their list.",
    ),
    "none": lambda name, _: Text(
        de=f"Was hier hinter {name} = steht, ergibt None, also keinen Wert.",
        en=f"What stands after {name} = here gives None, which means no value.",
    ),
    "compared": lambda name, _: Text(
        de=f"== vergleicht nur. Zum Speichern gehört ein einfaches Gleichheitszeichen hinter {name}.",
        en=f"== only compares. To store your answer, write a single equals sign after {name}.",
    ),
    "colon": lambda name, _: Text(
        de=f"Mit einem Doppelpunkt bekommt {name} keinen Wert. Schreibe dort ein Gleichheitszeichen.",
        en=f"A colon gives {name} no value. Write an equals sign there.",
    ),
    "inside": lambda name, word: Text(
        de=f"{name} gibt es nur innerhalb von {word}. Schreibe deine Antwort außerhalb davon, ohne Einrückung.",
        en=f"{name} exists only inside {word}. Write your answer outside it, without indentation.",
    ),
    "not called": lambda name, word: Text(
        de=f"{name} bekommt seinen Wert erst beim Aufruf von {word}. Rufe {word}() auf, oder antworte außerhalb davon.",
        en=f"{name} gets its value only when {word} is called. Call {word}(), or answer outside it.",
    ),
    "not reached": lambda name, _: Text(
        de=f"Diese Zeile wird nie ausgeführt, darum hat {name} keinen Wert. Schreibe sie ohne Einrückung.",
        en=f"This line is never run, so {name} has no value. Write it without indentation.",
    ),
    "swallowed": lambda name, _: Text(
        de=f"Hier ist ein Fehler passiert, den except verschluckt; darum hat {name} keinen Wert. Schreibe die Zeile ohne try.",
        en=f"An error happened here and except swallowed it, so {name} has no value. Write the line without try.",
    ),
    "deleted": lambda name, _: Text(
        de=f"del löscht {name} wieder. Nimm diese Zeile weg.",
        en=f"del deletes {name} again. Remove this line.",
    ),
    "cleared": lambda name, word: Text(
        de=f"%{word} löscht {name} wieder. Nimm diese Zeile weg, oder setze sie an den Anfang.",
        en=f"%{word} deletes {name} again. Remove this line, or move it to the beginning.",
    ),
    "skipped cell": lambda name, word: Text(
        de=f"Eine Zelle, die mit %%{word} beginnt, läuft nicht als Python. Antworte für {name} in einer Zelle ohne %%{word}.",
        en=f"A cell that starts with %%{word} does not run as Python. Write your answer to {name} in a cell without %%{word}.",
    ),
    "comment": lambda name, _: Text(
        de=f"Was hinter # steht, ist ein Kommentar und läuft nicht. Schreibe deine Antwort ohne # hinter {name}.",
        en=f"What stands after # is a comment and does not run. Write your answer to {name} without #.",
    ),
    "quoted": lambda name, _: Text(
        de=f"Die Zeile mit {name} steht zwischen Anführungszeichen und läuft darum nicht. Nimm sie weg.",
        en=f"The line with {name} stands between quotes, so it does not run. Remove them.",
    ),
    "text cell": lambda name, _: Text(
        de=f"Eine Antwort für {name} steht in einer Textzelle; die läuft nicht. Schreibe sie in die Code-Zelle.",
        en=f"There is an answer to {name} in a text cell, which does not run. Write it in the code cell.",
    ),
    "text beside": lambda name, _: Text(
        de=f"Dazu steht Text von dir in einer Textzelle. Gelesen wird nur, was in der Code-Zelle für {name} steht.",
        en=f"You have written something in a text cell nearby. Only what is in the code cell for {name} is read.",
    ),
    "indirect": lambda name, _: Text(
        de=f"Keine Zelle setzt {name} direkt. Schreibe deine Antwort in eine Zelle, hinter {name} =",
        en=f"No cell sets {name} directly. Write your answer in a cell, after {name} =",
    ),
    "star import": lambda name, word: Text(
        de=f"{word} gibt es hier nicht, also auch kein {name} daraus. Ist es eine Datei von dir, kopiere ihren Code hierher.",
        en=f"{word} is not available here, and so there is no {name} from it. If it is a file of yours, copy its code here.",
    ),
    "other file": lambda name, word: Text(
        de=f"%{word} holt hier keine Dateien, und {name} hat keinen Wert. Kopiere den Code der Datei in diese Zelle.",
        en=f"%{word} cannot load files here, so {name} has no value. Copy the code of the file into this cell.",
    ),
    "bare value": lambda name, _: Text(
        de=f"Hier steht ein Wert, der nirgends gespeichert wird. Soll das deine Antwort sein, schreibe {name} = davor.",
        en=f"There is a value here that is not stored anywhere. If this is your answer, write {name} = in front of it.",
    ),
    "other name": lambda name, word: Text(
        de=f"Hier bekommt {word} einen Wert, {name} aber nicht. Schreibe dein Ergebnis hinter {name} =",
        en=f"{word} gets a value here, but {name} does not. Write your result after {name} =",
    ),
    "other function": lambda name, word: Text(
        de=f"Gefragt ist die Funktion {name}; hier steht {word}. Gib ihr den Namen {name}, oder rufe {word} in {name} auf.",
        en=f"The function {name} is asked for; this is {word}. Rename it to {name}, or call {word} inside {name}.",
    ),
    "outside": lambda name, _: Text(
        de=f"Diese Zeile steht außerhalb der Funktion {name}. Rücke deinen Code unter def ein und ende mit return.",
        en=f"This line is outside the function {name}. Indent your code below def and end with return.",
    ),
}
