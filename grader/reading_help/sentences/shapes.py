"""Answers of another shape than is asked for: lists, sets, choices, words, functions."""

from __future__ import annotations

from grader.measures import MOST_NAMES
from grader.model import Json, Text
from grader.reading_help.base import known
from grader.reading_help.base.row import Reading, Sent, count, names, own, row


def _letter(said: Json, reading: Reading) -> str:
    if said not in reading["letters"]:
        raise ValueError("no letter of an option")
    return str(said)


def _two_ways(first: tuple[str, str], second: tuple[str, str]) -> Sent:
    """The parts of an answer, joined in both ways that may be meant."""

    def show(said: Json, reading: Reading) -> Text:
        if type(said) is not list or not 1 < len(said) <= MOST_NAMES + 1:
            raise ValueError("no parts")
        parts = [own(part, reading) for part in said[:MOST_PARTS]] + ["…"] * (len(said) > MOST_PARTS)
        (de, en), (de2, en2) = (tuple(f" {sign} ".join(parts) for sign in signs) for signs in (first, second))
        return Text(
            de=f"„{de}“ (eines davon genügt) oder „{de2}“ (alles zugleich)",
            en=f"“{en}” (one of them is enough) or “{en2}” (all at once)",
        )

    return show


MOST_PARTS = 3  # in one sentence, which shows them twice
ROWS = {
    "any or all": row(
        "Meinst du {parts}? Schreibe, was du meinst.",
        "Do you mean {parts}? Write the one you mean.",
        parts=_two_ways(("oder", "or"), ("und", "and")),
    ),
    "union or intersection": row(
        "Meinst du {parts}? Schreibe, was du meinst.",
        "Do you mean {parts}? Write the one you mean.",
        parts=_two_ways(("∪", "∪"), ("∩", "∩")),
    ),
    "colon": row(
        "Heißt der Doppelpunkt hier „geteilt durch“? Dann schreibe /. Steht davor nur der Name, dann schreibe =.",
        "Does the colon mean “divided by” here? Then write /. If only the name stands before it, write =.",
    ),
    "several lists": row(
        "Hier stehen {there} Listen von Werten, gefragt ist nur eine. Entscheide dich für die, die passt.",
        "There are {there} lists of values here, but only one is asked for. Choose the one that fits.",
        there=count,
    ),
    "dictionary with gaps": row(
        "Dein Wörterbuch sagt nur etwas über {given}; gefragt sind {length} Zahlen{called}. "
        "Setze für das, was frei ist, eine Zahl ein.",
        "Your dictionary only says something about {given}; {length} numbers{called} are asked for. Choose a number for "
        "whatever is free.",
        {"length": known.length, "called": known.called},
        given=names,
    ),
    "dictionary of values": row(
        "Hier steht ein Wörterbuch {{…: …}}, und gefragt ist eine Liste. Schreibe nur die Werte, in der Reihenfolge der "
        "Aufgabe: {shown}",
        "This is a dictionary {{…: …}}, but a list is asked for. Write only the values, in the order of the exercise: {shown}",
        shown=own,
    ),
    "dictionary": row(
        "Hier steht ein Wörterbuch {{…: …}}, und gefragt ist eine Liste. Schreibe nur die Werte, in der Reihenfolge der "
        "Aufgabe.",
        "This is a dictionary {{…: …}}, but a list is asked for. Write only the values, in the order of the exercise.",
    ),
    "set without order": row(
        "Eine Menge {{…}} hat keine Reihenfolge. Schreibe eine Liste [… , …].",
        "A set {{…}} has no order. Write a list [… , …].",
    ),
    "set returned": row(
        "Eine Menge {{…}} hat keine Reihenfolge. Gib eine Liste zurück.", "A set {{…}} has no order. Return a list."
    ),
    "value, no list": row(
        "Gefragt {shape}, hier steht aber ein einzelner Wert. Schreibe die Einträge in eckige Klammern, z. B. {example}",
        "This is a single value; asked for: {shape}. Write the entries in square brackets, e.g. {example}",
        {"shape": known.shape, "example": known.example},
    ),
    "condition, no list": row(
        "Gefragt {shape}, hier steht aber eine Gleichung, Bedingung oder Menge. Schreibe die Einträge in eckige Klammern, "
        "z. B. {example}",
        "This is an equation, condition or set; asked for: {shape}. Write the entries in square brackets, e.g. {example}",
        {"shape": known.shape, "example": known.example},
    ),
    "no option": row(
        'Antworte mit einem der Buchstaben {letters} in Anführungszeichen, z. B. "{first}".',
        'Answer with one of the letters {letters} in quotes, e.g. "{first}".',
        {"letters": known.letters, "first": known.first_letter},
    ),
    "words of another option": row(
        "Dein Buchstabe ist {letter}, deine Worte gehören aber zu {other}. Schreibe nur den Buchstaben, den du meinst.",
        "Your letter is {letter}, but your words belong to {other}. Write only the letter that you mean.",
        letter=_letter,
        other=_letter,
    ),
    "no word": row("Hier gibt es nur die Antworten {words}.", "The answers here are {words}.", {"words": known.words}),
    "another word": row(
        "„{word}“ steht nicht zur Wahl. Hier gibt es nur die Antworten {words}.",
        "“{word}” is not one of the choices. The answers here are {words}.",
        {"words": known.words},
        word=own,
    ),
    "no such word": row(
        "Gefragt ist eines der Wörter {options}.", "One of the words {options} is asked for.", {"options": known.options}
    ),
    "no text": row(
        "Gefragt ist ein Text. Setze deine Sätze in Anführungszeichen.", "A text is asked for. Put your sentences in quotes."
    ),
    "None, no set": row(
        "None ist in Python kein Wert. Für die leere Menge schreibe EmptySet, sonst gib die Elemente an.",
        "None is no value in Python. Write EmptySet for the empty set, else give the elements.",
    ),
    "no set": row(
        "Gefragt ist eine Menge. Schreibe {{…}} um deine Zahl, wenn sie das einzige Element ist.",
        "A set is asked for. Put {{…}} around your number if it is the only element.",
    ),
    "which ends": row(
        "Gehören die Enden dazu? Schreibe ein Intervall, z. B. [7; 8], ]7; 8[ oder [7; 8[.",
        "Do the ends belong to it? Write an interval, e.g. [7, 8], (7, 8) or [7, 8).",
    ),
    "truth value, no set": row(
        "True und False sind keine Mengen. Eine Gleichung schreibst du mit Eq(…, …) statt ==, oder als Text.",
        "True and False are not sets. Write an equation with Eq(…, …), not ==, or as a string.",
    ),
    "set with parameters": row(
        "Beschreibe die Menge hier ohne Parameter, durch eine Gleichung oder Ungleichung.",
        "Describe the set here without a parameter, by an equation or inequality.",
    ),
    "set not linear": row(
        "Gefragt ist eine lineare Gleichung oder Ungleichung, ohne max, Beträge und Potenzen.",
        "A linear equation or inequality is asked for, without max, absolute values or powers.",
    ),
    "no points": row(
        "Gefragt sind Punkte: Jedes Element der Menge hat {dimension} Koordinaten.",
        "Points are asked for: every element of the set has {dimension} coordinates.",
        {"dimension": known.dimension},
    ),
    "not all points": row(
        "Gefragt sind alle Punkte: ein Tupel von Formeln mit einem Parameter, oder eine Gleichung.",
        "All points are asked for: a tuple of formulas with a parameter, or an equation.",
    ),
    "equation not linear": row(
        "Das ist noch keine lineare Gleichung. Vereinfache sie, bis keine Potenz mehr dasteht.",
        "This is not a linear equation yet. Simplify it until no power is left.",
    ),
    "no function": row(
        "Gefragt ist eine Funktion: def {definition}: …",
        "A function is asked for: def {definition}: …",
        {"definition": known.definition},
    ),
    "nothing returned": row(
        "Deine Funktion gibt nichts zurück. Fehlt ein return? (print zeigt nur an.)",
        "Your function returns nothing. Is a return missing? (print only displays.)",
    ),
}
