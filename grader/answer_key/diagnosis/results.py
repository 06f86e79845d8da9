"""Causes of the second kind: what comes back is of another kind or shape. What was asked for and what came is said."""

from __future__ import annotations

from typing import Any

from grader.answer_key.diagnosis.evidence import Called, Evidence, Explained, example, found
from grader.answers.functions.came_back import NOTHING
from grader.answers.functions.clues import BACKWARD, PRINTS, READS_GRAD
from grader.mistakes import door as mistakes
from grader.model import Text, Trouble
from grader.reading_help.table import sentence_on
from grader.storage.codec import load

Shape = tuple[int, ...]


def returns_nothing(evidence: Evidence) -> Explained | None:
    calls = [call for call in evidence.open_calls if call.ours.get("came") == NOTHING]
    if not calls:
        return None
    clues = evidence.clues
    if len(calls) < len(evidence.calls):
        return found(
            calls,
            f"{example(calls).text} gibt nichts zurück, andere Aufrufe schon. Kommt jeder Weg durch deine Funktion zu einem "
            "return?",
            f"{example(calls).text} returns nothing, other calls do. Does every way through your function come to a return?",
        )
    if READS_GRAD in clues and BACKWARD not in clues:
        return found(
            calls,
            "Deine Funktion gibt None zurück: Ein .grad ist leer, solange kein backward() gelaufen ist.",
            "Your function returns None: a .grad is empty as long as no backward() has run.",
        )
    if READS_GRAD in clues:
        return found(
            calls,
            "Deine Funktion gibt None zurück: Entweder ist das ein .grad, das noch leer ist, oder es fehlt ein return.",
            "Your function returns None: either this is a .grad that is still empty, or a return is missing.",
        )
    if PRINTS in clues:
        return found(
            calls,
            "Deine Funktion gibt nichts zurück: print zeigt nur an, erst return gibt ein Ergebnis weiter.",
            "Your function returns nothing: print only displays, it takes return to hand a result on.",
        )
    return found(
        calls,
        "Deine Funktion gibt nichts zurück. Fehlt ein return?",
        "Your function returns nothing. Is a return missing?",
    )


CAME = {
    "text": Text(de="ein Text", en="a text"),
    "dictionary": Text(de="ein Wörterbuch {…: …}", en="a dictionary {…: …}"),
    "set": Text(de="eine Menge {…}, die keine Reihenfolge hat", en="a set {…}, which has no order"),
    "complex": Text(de="eine komplexe Zahl", en="a complex number"),
    "list": Text(de="eine Liste, in der nicht nur Zahlen stehen", en="a list that contains more than numbers"),
    "function": Text(
        de="eine Funktion, kein Wert; einen Wert gibt sie erst mit Klammern hinter ihrem Namen",
        en="a function, not a value: call it, with brackets after its name",
    ),
    "generator": Text(
        de="etwas, das seine Werte erst noch liefert: mach mit list(…) eine Liste daraus",
        en="something that has not produced its values yet: turn it into a list with list(…)",
    ),
    "dots": Text(de="noch ...", en="still ..."),
    "other": Text(de="etwas anderes", en="something else"),
}


def no_answer(evidence: Evidence) -> Explained | None:
    calls = [call for call in evidence.open_calls if call.ours.get("is") == "unreadable"]
    if not calls:
        return None
    shown = example(calls)
    slip = mistakes.known(shown.ours.get("mistake"))
    came = str(shown.ours.get("came"))
    if slip is not None:
        said = slip.feedback
    elif (why := _why(shown)).code in OURS or (not shown.drawn and came in ("other", "list", "text")):
        said = sentence_on(why, evidence.reading)  # the reader's own words, which say more
    else:
        what = CAME.get(came, CAME["other"])
        asked = evidence.form if isinstance(shown.right, str) or shown.right is None else _described(shown.right)
        said = Text(
            de=f"Verlangt ist {asked.de}; zurück kommt {what.de}.",
            en=f"It should return {asked.en}; it returns {what.en}.",
        )
    return found(calls, f"{shown.text}: {said.de}", f"{shown.text}: {said.en}", slip.id if slip else None)


OURS = ("exact number returned",)  # says nothing of a drawn call


def _why(call: Called) -> Trouble:
    return load(Trouble, call.ours.get("why"))


def other_shape(evidence: Evidence) -> Explained | None:
    calls = [call for call in evidence.valued if not fits(call)]
    if not calls:
        return None
    shown = example(calls)
    asked, came = _described(shown.right), _described(shown.mine)
    de = f"{shown.text}: Verlangt ist {asked.de}, zurück kommt {came.de}."
    return found(calls, de, f"{shown.text}: asked for is {asked.en}, what comes back is {came.en}.")


def fits(call: Called) -> bool:
    """Numbers in the reference's shape; lists of one on the way to a single number do not count."""
    mine, right = call.mine, call.right
    if not isinstance(mine, list) or not isinstance(right, list):
        mine, right = _the_one(mine), _the_one(right)
    if isinstance(mine, str) or isinstance(right, str):
        return isinstance(mine, str) and isinstance(right, str)
    return _sizes(mine) == _sizes(right) is not None


def _the_one(value: Any) -> Any:
    while isinstance(value, list) and len(value) == 1:
        (value,) = value
    return value


def _sizes(value: Any) -> Shape | None:
    if not isinstance(value, list):
        return ()
    inner = {_sizes(entry) for entry in value}
    if len(inner) > 1 or None in inner:
        return None
    return (len(value), *next(iter(inner), ()))  # type: ignore[misc]


def _described(value: Any) -> Text:
    if isinstance(value, str):
        return Text(de="ein Wort", en="a word")
    match _sizes(value):
        case ():
            return Text(de="eine einzige Zahl", en="a single number")
        case (0,):
            return Text(de="eine leere Liste", en="an empty list")
        case (1,):
            return Text(de="eine Liste mit einer Zahl", en="a list of one number")
        case (count,):
            return Text(de=f"eine Liste mit {count} Zahlen", en=f"a list of {count} numbers")
        case (1, 2):
            return Text(de="eine Liste mit einem Paar", en="a list of one pair")
        case (rows, 2):
            return Text(de=f"eine Liste mit {rows} Paaren", en=f"a list of {rows} pairs")
        case (rows, count):
            return Text(de=f"eine Liste mit {rows} Listen zu {count} Zahlen", en=f"a list of {rows} lists of {count} numbers")
    return Text(de="eine verschachtelte Liste", en="a nested list")
