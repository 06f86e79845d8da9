"""Names, modules and calls: what Python does not find, and what is called with too much or too little."""

from __future__ import annotations

from grader.exception_help.row import row

NAMES = (
    row(
        "NameError",
        "^name '([A-H])' is not defined",
        "{0} ist hier kein Name. Meinst du den Buchstaben, dann schreib ihn mit Anführungszeichen: '{0}'",
        "{0} is not defined here. If you mean the letter, write it in quotes: '{0}'",
    ),
    row(
        "NameError",
        "^name '(np|numpy|torch|nn|math|plt|sp|sympy|pd|random)' is not defined",
        "{0} ist noch nicht importiert. Schreibe die Zeile mit import darüber und führe sie aus.",
        "{0} is not imported yet. Write the line with import above and run it.",
    ),
    row(
        "NameError",
        "^name '(symbols|Symbol|Rational|S|exp|log|ln|sqrt|sin|cos|tan|pi|oo|diff|limit|solve|solveset|simplify|Matrix|Interval"
        "|FiniteSet|EmptySet|Union|Abs|LambertW|Eq)' is not defined",
        "{0} kommt aus SymPy. Die erste Zelle der Vorlage mit from sympy import * fehlt, bricht ab oder steht weiter unten; "
        "stelle sie an den Anfang.",
        "{0} comes from SymPy. The first cell of the template, with from sympy import *, is missing, fails or comes further "
        "down; put it at the beginning.",
    ),
    row(
        "NameError",
        r"^name '([^']+)' is not defined.*\(no quotation marks\)$",
        "Den Namen {0} kennt Python hier nicht. Soll deine Antwort dieses Wort sein, setze es in Anführungszeichen; sonst "
        "prüfe, ob der Name überall gleich geschrieben ist und weiter oben seinen Wert bekommt.",
        "Python does not know the name {0} here. If this word is your answer, put it in quotes; otherwise check that the name "
        "is spelled the same everywhere and gets its value further up.",
    ),
    row(
        "NameError",
        "^name '([^']+)' is not defined",
        "Den Namen {0} kennt Python hier nicht. Ist er überall gleich geschrieben, auch groß und klein, und bekommt er "
        "seinen Wert schon weiter oben?",
        "Python does not know the name {0} here. Is it spelled the same everywhere, capitals included, and does it get its "
        "value further up?",
    ),
    row(
        "UnboundLocalError",
        "variable '([^']+)'",
        "In der Funktion wird {0} benutzt, bevor es dort einen Wert hat. Gib ihm am Anfang einen, oder übergib es als "
        "Parameter.",
        "The function uses {0} before it has a value there. Give it one at the start, or pass it as a parameter.",
    ),
    row(
        "ModuleNotFoundError",
        r"^No module named '(torch|numpy|sympy|matplotlib)\b",
        "{0} fehlt auf diesem Rechner, und die Übungen brauchen es. Installiere es dort, wo auch grade installiert ist: pip "
        "install {0}",
        "{0} is missing on this machine, and the exercises need it. Install it where grade is installed: pip install {0}",
    ),
    row(
        "ModuleNotFoundError",
        r"^No module named '([\w.]{1,60})'",
        "Das Modul {0} ist hier nicht installiert. Löse die Aufgabe ohne es; ist es eine Datei von dir, kopiere ihren Code "
        "hierher.",
        "The module {0} is not installed here. Solve the exercise without it; if it is a file of yours, copy its code here.",
    ),
    row(
        "ImportError",
        "^cannot import name '([^']+)' from '([^']+)'",
        "In {1} gibt es kein {0}. Prüfe, wie es heißt und aus welchem Modul es kommt.",
        "There is no {0} in {1}. Check its spelling and the module that it comes from.",
    ),
    row(
        "AttributeError",
        "^module '([^']+)' has no attribute '([^']+)'",
        "Das Modul {0} hat kein {1}. Prüfe die Schreibweise, und ob es aus einem anderen Modul kommt.",
        "The module {0} has no {1}. Check the spelling, and whether it comes from another module.",
    ),
    row(
        "AttributeError TypeError",
        "'ellipsis' object",
        "Hier steht noch ... statt einer Antwort. Fülle sie zuerst aus.",
        "There is still ... here instead of an answer. Fill it in first.",
    ),
    row(
        "AttributeError",
        "^'NoneType' object has no attribute '([^']+)'",
        "Vor .{0} steht None, also noch kein Wert. Hat die Funktion davor ein return, und wurde schon gerechnet?",
        "What stands before .{0} is None, so there is no value yet. Does the function before it have a return, and has it been "
        "computed?",
    ),
    row(
        "AttributeError",
        "^'([^']+)' object has no attribute '([^']+)'",
        "Was vor dem Punkt steht, ist {0} und kann kein .{1}. Prüfe die Schreibweise und was im Namen davor gespeichert ist.",
        "What stands before the dot is {0} and has no .{1}. Check the spelling, and what is stored under the name before it.",
    ),
    row(
        "TypeError",
        r"^([^()]+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (.+)",
        "Beim Aufruf von {0} fehlt etwas: {1}. Gib für jeden Parameter einen Wert an.",
        "Something is missing in the call to {0}: {1}. Give a value for every parameter.",
    ),
    row(
        "TypeError",
        r"^([^()]+)\(\) takes ([^()]+?) positional arguments? but (\d+) (?:was|were) given",
        "Beim Aufruf von {0} stehen zu viele Werte in der Klammer: {2} statt {1}. Vergleiche mit der Zeile def.",
        "The call to {0} has too many values in its brackets: {2} instead of {1}. Compare it with the def line.",
    ),
    row(
        "TypeError",
        r"^([^()]+)\(\) got an unexpected keyword argument '([^']+)'",
        "{0} kennt keinen Parameter namens {1}. Prüfe die Schreibweise.",
        "{0} has no parameter called {1}. Check the spelling.",
    ),
    row(
        "NotImplementedError",
        "^$",
        "Bei raise NotImplementedError hält Python an; was darunter steht, läuft nie. Ersetze die Zeile durch deinen Code.",
        "Python stops at raise NotImplementedError; what is below it never runs. Replace the line with your code.",
    ),
    row(
        "AssertionError",
        "",
        "Deine eigene Prüfung mit assert stimmt nicht.",
        "Your own check with assert fails.",
    ),
    row(
        "RecursionError",
        "",
        "Die Funktion ruft sich immer wieder selbst auf. Wann soll sie aufhören?",
        "The function calls itself again and again. When should it stop?",
    ),
    row(
        "PermissionError",
        "",
        "Dein Code wollte eine Datei, das Netz oder ein anderes Programm benutzen. Beim Beurteilen geht das nicht; "
        "löse die Aufgabe ohne.",
        "Your code tried to use a file, the network or another program. That is not possible during grading; solve the "
        "exercise without it.",
    ),
    row(
        "FileNotFoundError",
        "",
        "Diese Datei gibt es beim Beurteilen nicht. Löse die Aufgabe ohne Dateien.",
        "This file does not exist during grading. Solve the exercise without files.",
    ),
    row(
        "EOFError",
        "",
        "input() beantwortet hier niemand. Schreibe den Wert direkt in den Code.",
        "Nobody is there to answer input(). Write the value into the code.",
    ),
)
