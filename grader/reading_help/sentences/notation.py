"""Texts in everyday notation that cannot be read; the place stands below."""

from __future__ import annotations

from grader.reading_help.base.known import symbols
from grader.reading_help.base.row import count, matching, one_of, own, placed

BRACKETS = one_of(*"()[]{}")

ROWS = {
    "long text": placed("Die Eingabe ist zu lang.", "The input is too long."),
    "unknown character": placed(
        "Das Zeichen „{char}“ kenne ich hier nicht.", "The character “{char}” means nothing to me here.", char=own
    ),
    "long number": placed("Diese Zahl ist zu lang.", "This number is too long."),
    "odd exponent": placed("Diese Hochzahl kann ich nicht lesen.", "I cannot read this exponent."),
    "no command": placed("Nach \\ fehlt ein Befehl.", "There is no command after \\."),
    "nothing to evaluate": placed(
        "\\{command} kann ich nicht auswerten; schreibe das Ergebnis ohne dieses Zeichen.",
        "I cannot evaluate \\{command}; write the result without it.",
        command=matching("[a-z]{1,12}"),
    ),
    "unknown command": placed("Den Befehl \\{command} kenne ich nicht.", "I do not know the command \\{command}.", command=own),
    "unknown function": placed("Die Funktion „{name}“ kenne ich nicht.", "I do not know the function “{name}”.", name=own),
    "unknown name": placed(
        "Unbekannter Name „{name}“. Hier gibt es: {known}.",
        "Unknown name “{name}”. The names here are: {known}.",
        {"known": symbols},
        name=own,
    ),
    "unknown word": placed("Unbekannter Name „{name}“.", "Unknown name “{name}”.", name=own),
    "number with a unit": placed("Schreibe nur die Zahl, ohne Einheit.", "Write the number alone, without a unit."),
    "product or power": placed(
        "„{shown}“ kann {name}·{number} oder {name}^{number} heißen; schreibe {name}*{number} oder {name}^{number}.",
        "“{shown}” may mean {name}·{number} or {name}^{number}; write {name}*{number} or {name}^{number}.",
        shown=own,
        name=matching("[A-Za-z]{1,30}"),
        number=matching(r"\d{1,20}"),
    ),
    "Euler's number": placed("Die Eulersche Zahl schreibst du als e oder exp(1).", "Write Euler's number as e or exp(1)."),
    "inverse or reciprocal": placed(
        "Meinst du die Umkehrfunktion oder den Kehrwert? Schreibe es aus.",
        "Do you mean the inverse function or the reciprocal? Write it out.",
    ),
    "number of arguments": placed(
        "„{name}“ braucht {wanted} Argument(e), hier stehen {there}.",
        "“{name}” needs {wanted} argument(s); here there are {there}.",
        name=own,
        wanted=matching(r"\d{1,3}(–\d{1,3})?"),
        there=count,
    ),
    "no argument": placed("Hier fehlt das Argument der Funktion.", "The function's argument is missing here."),
    "loose argument": placed(
        "Was gehört noch zur Funktion? Setze Klammern um ihr Argument.",
        "What belongs to the function? Put its argument in brackets.",
    ),
    "odd call": placed("So kann ich {name} nicht lesen.", "I cannot read {name} like this.", name=matching(r"[A-Za-z.]{1,20}")),
    "plus or minus": placed("± steht für zwei Werte. Schreibe sie einzeln.", "± stands for two values. Write each of them."),
    "no expression": placed("Hier fehlt ein Ausdruck.", "An expression is missing here."),
    "two numbers": placed(
        "Zwei Zahlen stehen ohne Zeichen nebeneinander. Schreibe +, * oder ; dazwischen.",
        "Two numbers stand side by side without a symbol. Write +, * or ; between them.",
    ),
    "mixed number": placed(
        "Meinst du {whole} + {part} oder {whole} · {part}? Schreibe das Zeichen dazwischen.",
        "Do you mean {whole} + {part} or {whole} · {part}? Write the symbol between them.",
        whole=matching(r"\d{1,60}"),
        part=matching(r"\d{1,30}/\d{1,29}"),
    ),
    "no separator": placed(
        "Was trennt die beiden Aussagen? Schreibe ;, „und“ oder „oder“ dazwischen.",
        "What separates the two statements? Write ;, “and” or “or” between them.",
    ),
    "several lines": placed(
        "Hier stehen mehrere Zeilen, gefragt ist nur ein Wert oder eine Formel. Welche Zeile ist deine Antwort?",
        "There are several lines here, but one value or formula is asked for. Which line is your answer?",
    ),
    "power or and": placed(
        "^ heißt hier „hoch“. Meinst du „und“, dann schreibe und.", "^ is a power here. If you mean “and”, write and."
    ),
    "two functions": placed(
        "{name} ist nicht überall dieselbe Funktion. Meinst du atan(1/x) oder pi/2 - atan(x)? Schreibe, was du meinst.",
        "{name} is not the same function everywhere. Do you mean atan(1/x) or pi/2 - atan(x)? Write the one you mean.",
        name=matching("[a-z]{1,12}"),
    ),
    "base or argument": placed(
        "Meinst du ln({base}) oder den Logarithmus zur Basis {base}? Schreibe ln({base}) oder log{base}(…).",
        "Do you mean ln({base}) or the logarithm to base {base}? Write ln({base}) or log{base}(…).",
        base=matching(r"\d{1,3}"),
    ),
    "whole numbers": placed(
        "Mit der Zahlenmenge {shown} kann ich hier nichts anfangen; zähle die Elemente auf oder schreibe eine Bedingung.",
        "I cannot use the set of numbers {shown} here; list the elements or write a condition.",
        shown=own,
    ),
    "no formula beside a sign": placed(
        "Mit „{sign}“ kann ich nur Zahlen und Formeln verbinden.",
        "With “{sign}” I can only join numbers and formulas.",
        sign=one_of(*"+-*/"),
    ),
    "deep text": placed("Das ist zu tief geschachtelt.", "This is nested too deeply."),
    "deep brackets": placed("Die Klammern sind zu tief geschachtelt.", "The brackets are nested too deeply."),
    "bracket not closed": placed("Diese Klammer wird nie geschlossen.", "This bracket is never closed."),
    "bracket not opened": placed("Diese Klammer wurde nie geöffnet.", "This bracket was never opened."),
    "another bracket": placed(
        "Hier schließt „{closes}“, offen ist aber „{open}“.",
        "This closes with “{closes}”, but “{open}” is open.",
        closes=BRACKETS,
        open=BRACKETS,
    ),
    "something missing": placed("Hier fehlt noch etwas.", "Something is missing here."),
    "does not fit": placed("„{shown}“ passt hier nicht.", "“{shown}” does not fit here.", shown=own),
    "sign missing": placed("Hier fehlt „{sign}“.", "“{sign}” is missing here.", sign=one_of(*"()[]{}|", "frac", "sep")),
    "two ends": placed(
        "Ein Intervall hat zwei Enden, getrennt durch ein Semikolon.",
        "An interval has two ends, separated by a comma or a semicolon.",
    ),
    "no condition": placed("Hinter dem Strich fehlt die Bedingung.", "The condition after the bar is missing."),
    "nothing in braces": placed("Zwischen {{ und }} fehlt ein Ausdruck.", "An expression is missing between {{ and }}."),
    "two commas": placed(
        "Diese Zahl hat zwei Kommas. Trenne mehrere Zahlen durch ein Semikolon.",
        "This number has two commas. Separate several numbers with semicolons.",
    ),
    "comma between numbers": placed(
        "Meinst du die Dezimalzahl {left}.{right} oder zwei Einträge {left}; {right}? Schreibe, was du meinst.",
        "Do you mean the decimal {left}.{right} or two entries {left}; {right}? Write the one you mean.",
        left=matching(r"[\d.eE+-]{1,60}"),
        right=matching(r"[\d.eE+-]{1,60}"),
    ),
}
