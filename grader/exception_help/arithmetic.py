"""Calculating with what is no number, and numbers that do not exist; entries of lists."""

from __future__ import annotations

from grader.exception_help.row import row

# the two kinds in "unsupported operand type(s) for +: 'int' and 'str'", whichever of them is the odd one
WITH = r"^(?:unsupported operand type\(s\) for|bad operand type for).*'(?:{0})'"

ARITHMETIC = (
    row(
        "TypeError",
        r"object is not callable",
        "Direkt vor einer Klammer steht etwas, das keine Funktion ist. Fehlt ein Malzeichen: 5*(x + 7)? "
        "Bei Listen nimm eckige Klammern.",
        "What stands right before the bracket is not a function. Is a multiplication sign missing: 5*(x + 7)? Lists take "
        "square brackets.",
    ),
    row(
        "TypeError",
        WITH.format("ellipsis"),
        "Du rechnest mit einer Antwort, in der noch ... steht. Fülle sie zuerst aus.",
        "You are calculating with an answer that is still ... Fill it in first.",
    ),
    row(
        "TypeError",
        WITH.format("NoneType"),
        "Einer der beiden Werte ist None, also keiner. Fehlt in einer Funktion ein return, oder ist ein .grad noch leer?",
        "One of the two values is None, which means no value. Is a return missing in a function, or is a .grad still empty?",
    ),
    row(
        "TypeError",
        WITH.format("function|method|builtin_function_or_method|FunctionClass"),
        "Du rechnest mit einer Funktion statt mit ihrem Wert. Rufe sie auf: f(x) statt f.",
        "You are calculating with a function, not with its value. Call it: f(x), not f.",
    ),
    row(
        "TypeError",
        rf"{WITH.format('str')}|^can only concatenate str|^must be (?:a )?real number, not str|^type str ",
        "Du rechnest mit einem Text. Lass bei Zahlen die Anführungszeichen weg, oder mach mit float(…) eine Zahl daraus.",
        "You are calculating with a string. Leave out the quotes around numbers, or turn it into a number with float(…).",
    ),
    row(
        "TypeError",
        rf"{WITH.format('list|tuple|dict|set|range')}|^can only concatenate (?:list|tuple)|^can't multiply sequence"
        r"|^must be (?:a )?real number, not (?:list|tuple)",
        "Du rechnest mit einer ganzen Liste oder einem Tupel. Nimm einzelne Einträge, etwa in einer Schleife – und bei "
        "Kommazahlen den Punkt: 7.3",
        "You are calculating with a whole list or tuple. Use its entries one by one, for example in a loop – and write "
        "decimals with a point: 7.3",
    ),
    row(
        "TypeError",
        "not supported between instances of '([^']+)' and '([^']+)'",
        "Hier wird Ungleiches verglichen ({0} und {1}). Vergleiche Zahlen mit Zahlen, nicht mit Texten oder Listen.",
        "Things of different kinds are compared here ({0} and {1}). Compare numbers with numbers, not with strings or lists.",
    ),
    row(
        "TypeError",
        "^(?:list|tuple|string) indices must be integers",
        "In den eckigen Klammern steht keine ganze Zahl. Plätze einer Liste zählt man 0, 1, 2 …",
        "What stands in the square brackets is not a whole number. The places of a list are counted 0, 1, 2 …",
    ),
    row(
        "TypeError",
        "object is not subscriptable|does not support item assignment",
        "Vor den eckigen Klammern steht etwas, das keine Liste ist. Rufst du eine Funktion auf, dann mit runden: f(x)",
        "What stands before the square brackets is not a list. To call a function, use round ones: f(x)",
    ),
    row(
        "TypeError",
        "object is not iterable|cannot unpack non-iterable|has no len",
        "Hier wird eine Liste gebraucht, da steht aber ein einzelner Wert. Zum Zählen nimm range(…).",
        "A list is needed here, but this is a single value. To count, use range(…).",
    ),
    row(
        "TypeError",
        "cannot be interpreted as an integer",
        "Hier wird eine ganze Zahl gebraucht, etwa in range(…). Mit // statt / bleibt das Ergebnis ganz.",
        "A whole number is needed here, for example in range(…). With // instead of / the result stays whole.",
    ),
    row(
        "IndexError",
        "",
        "Diesen Platz gibt es nicht. Gezählt wird ab 0: bei drei Einträgen ist der letzte Platz 2.",
        "There is no such place. Counting starts at 0: the last of three entries is in place 2.",
    ),
    row(
        "KeyError",
        "^(.+)$",
        "Den Schlüssel {0} gibt es in diesem Wörterbuch nicht. Sieh mit print nach, welche es hat.",
        "This dictionary has no key {0}. Print it to see which keys it has.",
    ),
    row(
        "ZeroDivisionError",
        "",
        "Hier wird durch 0 geteilt. Welcher Nenner wird 0, und wann?",
        "Something is divided by 0 here. Which denominator becomes 0, and when?",
    ),
    row(
        "OverflowError",
        "",
        "Diese Zahl wird zu groß für den Rechner. Wächst in deiner Rechnung etwas ohne Ende?",
        "This number gets too large for the computer. Does something in your calculation grow without end?",
    ),
    row(
        "ValueError",
        "^math domain error|^expected a (?:positive|nonnegative) input",
        "Diesen Wert gibt es nicht: log braucht eine positive Zahl, sqrt keine negative. Sieh nach, was du einsetzt.",
        "There is no such value: log needs a positive number, sqrt must not get a negative one. Look at what you put in.",
    ),
    row(
        "ValueError",
        "^could not convert string to float|^invalid literal for int",
        "Aus diesem Text wird keine Zahl. Kommazahlen schreibt Python mit Punkt, Brüche versteht float nicht.",
        "This string cannot be turned into a number. Python writes decimals with a point, and float does not understand "
        "fractions.",
    ),
    row(
        "ValueError",
        "values to unpack",
        "Links vom = stehen mehr oder weniger Namen, als rechts Werte sind. Zähle beide Seiten.",
        "There are more or fewer names on the left of = than values on the right. Count both sides.",
    ),
)
