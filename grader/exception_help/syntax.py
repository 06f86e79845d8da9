"""Code that Python cannot read: brackets, colons, quotation marks, indentation."""

from __future__ import annotations

from grader.exception_help.row import row

SYNTAX = (
    row(
        "SyntaxError",
        r"\(no quotation marks\)$",
        "Hinter dem = steht kein Python, sondern Text oder Mathematik wie im Heft. Setze es in Anführungszeichen.",
        "What stands after = is not Python but text, or mathematics as on paper. Put it in quotes.",
    ),
    row(
        "SyntaxError",
        r"^f-string: (?:unmatched|expecting|closing)|^f-string expression part cannot include a backslash",
        "In den geschweiften Klammern dieses f-Strings fehlt eine Klammer, oder es stehen darin dieselben Anführungszeichen "
        "wie außen oder ein \\. Beides versteht Python erst ab Version 3.12: nimm innen andere.",
        "Inside the braces of this f-string a bracket is missing, or they contain the same quotes as outside or a \\. Python "
        "understands both only from version 3.12 on: use different quotes inside.",
    ),
    row(
        "SyntaxError",
        r"^'(.)' was never closed",
        "Die Klammer {0} wird nie geschlossen. Zähle nach: zu jeder gehört eine zweite.",
        "The bracket {0} is never closed. Count them: each one needs a partner.",
    ),
    row(
        "SyntaxError",
        r"^unmatched '(.)'",
        "Die Klammer {0} ist zu viel, oder die öffnende davor fehlt.",
        "The bracket {0} is one too many, or the opening one before it is missing.",
    ),
    row(
        "SyntaxError",
        r"^closing parenthesis '(.)' does not match opening parenthesis '(.)'",
        "Mit {1} beginnt die Klammer, mit {0} endet sie. Beide müssen zusammenpassen.",
        "The bracket opens with {1} and closes with {0}. The two must match.",
    ),
    row(
        "SyntaxError",
        "unterminated",
        "Ein Text hört nicht auf: am Ende fehlt das Anführungszeichen, oder mitten im Text steht eines.",
        "A string does not end: its closing quote is missing, or there is a quote in the middle of it.",
    ),
    row(
        "SyntaxError",
        "^expected ':'",
        "Am Ende dieser Zeile fehlt ein Doppelpunkt. Er steht nach def, if, else, for und while.",
        "A colon is missing at the end of this line. It follows def, if, else, for and while.",
    ),
    row(
        "SyntaxError",
        "Maybe you meant '==' or ':='",
        "Ein einzelnes = gibt einem Namen einen Wert. Verglichen wird mit zwei: ==",
        "A single = gives a value to a name. To compare, use two: ==",
    ),
    row(
        "SyntaxError",
        "^cannot assign to",
        "Links vom = darf nur ein Name stehen, keine Rechnung und kein Aufruf. Zum Vergleichen nimm ==",
        "Only a name may stand on the left of =, not a calculation or a call. To compare, use ==",
    ),
    row(
        "SyntaxError",
        "^invalid decimal literal",
        "Hinter einer Zahl steht hier gleich ein Buchstabe. Fehlt ein Malzeichen, schreib * dazwischen; ein Name darf nicht "
        "mit einer Ziffer beginnen.",
        "A letter follows right after a number here. If you mean times, write * between them; a name cannot begin with a "
        "digit.",
    ),
    row(
        "SyntaxError",
        "Perhaps you forgot a comma",
        "Zwischen zwei Werten fehlt etwas: ein Komma oder ein Malzeichen.",
        "Something is missing between two values: a comma or a multiplication sign.",
    ),
    row(
        "SyntaxError",
        "^invalid non-printable character",
        "Hier steht ein unsichtbares Zeichen, das vom Kopieren kommt. Lösche die Stelle und tippe sie selbst neu.",
        "There is an invisible character here that comes from copying. Delete it and type this part again.",
    ),
    row(
        "SyntaxError",
        r"^invalid character '(.)'",
        "Das Zeichen {0} versteht Python nicht; oft kommt es vom Kopieren. Tippe die Stelle selbst neu.",
        "Python does not understand the character {0}; it often comes from copying. Type this part again.",
    ),
    row(
        "SyntaxError",
        "^Missing parentheses in call to 'print'",
        "Um das, was print zeigen soll, gehören Klammern: print(…)",
        "Put what print should show in brackets: print(…)",
    ),
    row(
        "SyntaxError",
        "^'(return|break|continue|yield|await)' outside",
        "{0} steht außerhalb. Rücke die Zeile ein: return gehört in eine Funktion, break in eine Schleife.",
        "{0} is outside. Indent the line: return belongs in a function, break in a loop.",
    ),
    row(
        "SyntaxError",
        "^positional argument follows keyword argument",
        "Beim Aufruf stehen erst die Werte ohne Namen, dann die mit name=…",
        "In a call, values without a name come first, then those with name=…",
    ),
    row(
        "SyntaxError",
        "^unexpected character after line continuation",
        r"Ein \ darf nur ganz am Ende einer Zeile stehen. Meinst du durch? Das schreibt man mit /",
        r"A \ may only stand at the very end of a line. To divide, write /",
    ),
    row(
        "SyntaxError",
        "",
        "Python versteht diese Zeile nicht. Fehlt hier oder in der Zeile davor ein Zeichen: *, Komma, Klammer, Doppelpunkt?",
        "Python does not understand this line. Is a symbol missing here or in the line before: *, comma, bracket, colon?",
    ),
    row(
        "IndentationError",
        "^expected an indented block",
        "Nach einer Zeile mit Doppelpunkt geht es eingerückt weiter (4 Leerzeichen). Hier ist nichts eingerückt.",
        "After a line with a colon the next one is indented (4 spaces). Nothing is indented here.",
    ),
    row(
        "IndentationError",
        "^unexpected indent",
        "Diese Zeile ist weiter eingerückt, als sie darf. Rücke sie so weit ein wie die Zeile davor.",
        "This line is indented too far. Indent it as far as the line before.",
    ),
    row(
        "IndentationError",
        "",
        "Die Einrückung passt zu keiner Zeile darüber. Nimm überall gleich viele Leerzeichen.",
        "The indentation matches no line above. Use the same number of spaces everywhere.",
    ),
    row(
        "TabError",
        "",
        "Hier mischen sich Tabulatoren und Leerzeichen. Rücke überall mit Leerzeichen ein.",
        "Tabs and spaces are mixed here. Indent with spaces everywhere.",
    ),
)
