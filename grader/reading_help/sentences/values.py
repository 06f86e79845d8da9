"""Python values, numbers and objects of libraries that no answer may be."""

from __future__ import annotations

from grader.model import Json, Text
from grader.reading_help.base.known import allowed
from grader.reading_help.base.row import Reading, names, one_of, own, row

_KINDS = {
    "dict": Text(de="ein Wörterbuch {…: …}", en="a dictionary {…: …}"),
    "complex": Text(de="eine komplexe Zahl", en="a complex number"),
    "builtin_function_or_method": Text(de="eine eingebaute Funktion", en="a built-in function"),
    "generator": Text(de="ein Generator", en="a generator"),
    "module": Text(de="ein Modul", en="a module"),
    "type": Text(de="ein Typ", en="a type"),
}


def _kind(said: Json, reading: Reading) -> Text:
    """A kind of object, whose name may be the student's own."""
    name = own(said, reading)
    return _KINDS.get(name) or Text(de=f"ein Objekt der Art „{name}“", en=f"an object of type “{name}”")


ROWS = {
    "generic mistake": row("Das kann ich nicht als Antwort lesen.", "I cannot read this as an answer."),
    "looking failed": row(
        "Deine Antwort lässt sich nicht lesen: beim Ansehen des Wertes ist ein Fehler aufgetreten. Gib einen "
        "einfachen Wert an.",
        "Your answer cannot be read: an error came up while looking at its value. Give a plain value.",
    ),
    "no quotation marks": row(
        "Ohne Anführungszeichen liest Python 1,5 als zwei Zahlen, und ein ; beendet die Anweisung. Schreibe "
        "„{shown}“ in Anführungszeichen.",
        "Without quotes Python reads 1,5 as two numbers, and a ; ends the statement. Put “{shown}” in quotes.",
        shown=own,
    ),
    "large answer": row(
        "Deine Antwort ist zu groß, um gelesen zu werden. Gib nur das Ergebnis an, nicht alle Zwischenwerte.",
        "Your answer is too large to be read. Give only the result, not all the intermediate values.",
    ),
    "deep value": row("Deine Antwort ist zu tief verschachtelt.", "Your answer is nested too deeply."),
    "many entries": row("Deine Antwort hat viel zu viele Einträge.", "Your answer has far too many entries."),
    "a function": row(
        "Hier steht eine Funktion. Gib nur die Formel selbst an, ohne def oder lambda.",
        "This is a function. Give only the formula itself, without def or lambda.",
    ),
    "no answer of that kind": row(
        "Hier steht {kind}. Gib eine Zahl, eine Formel, eine Liste oder einen Text in Anführungszeichen an.",
        "This is {kind}. Give a number, a formula, a list or a string in quotes.",
        kind=_kind,
    ),
    "text returned": row(
        "Zurück kommt ein Text. Gib Zahlen zurück, keine Anführungszeichen.",
        "You return a string. Return numbers, without quotes.",
    ),
    "exact number returned": row(
        "Das Ergebnis ist ein Ausdruck von {library}, verlangt ist eine Kommazahl (float). Nimm exp und log aus math oder "
        "numpy.",
        "The result is an expression of {library}; a decimal (float) is asked for. Use exp and log from math or numpy.",
        library=one_of("sympy", "mpmath", "decimal", "fractions"),
    ),
    "many digits": row("Diese Zahl hat zu viele Ziffern.", "This number has too many digits."),
    "large formula": row("Die Antwort ist zu groß.", "The answer is too large."),
    "not worked out": row(
        "Deine Formel ist noch nicht ausgerechnet; hänge .doit() an.",
        "Your formula has not been evaluated yet; append .doit() to it.",
    ),
    "no formula": row(
        "Mit „{name}“ kann ich in einer Antwort nichts anfangen; schreibe die Formel selbst.",
        "I cannot use “{name}” in an answer; write the formula itself.",
        name=own,
    ),
    "cases": row(
        "Diese Fallunterscheidung (Piecewise) kann ich nicht lesen; schreibe die Bedingungen als einfache Vergleiche.",
        "I cannot read this Piecewise; write its conditions as simple comparisons.",
    ),
    "unknown symbols": row(
        "In deiner Antwort steht {names}; hier gibt es nur {known}.",
        "Your answer contains {names}; here there is only {known}.",
        {"known": allowed},
        names=names,
    ),
    "symbols in a number": row(
        "Gefragt ist eine Zahl, in deiner Antwort steht aber noch {names}.",
        "A number is asked for, but your answer still contains {names}.",
        names=names,
    ),
    "truth value": row("True und False sind keine Zahlen.", "True and False are not numbers."),
    "equation": row(
        "Gefragt ist eine Zahl oder Formel, hier steht eine Gleichung. Schreibe nur eine ihrer Seiten.",
        "A number or formula is asked for, but this is an equation. Write only one of its sides.",
    ),
    "two sides": row(
        "Gefragt ist eine Zahl oder Formel, hier steht eine Gleichung, deren Seiten verschieden sind. Schreibe nur eine: "
        "„{left}“ oder „{right}“.",
        "A number or formula is asked for, but this is an equation with two different sides. Write only one: “{left}” or "
        "“{right}”.",
        left=own,
        right=own,
    ),
    "no single number": row(
        "Gefragt ist eine einzelne Zahl oder Formel, keine Liste, Menge oder Gleichung.",
        "A single number or formula is asked for, not a list, set or equation.",
    ),
}
