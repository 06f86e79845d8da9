"""SymPy and NumPy, where they are mixed up or want their numbers in another form; sizes, for torch too."""

from __future__ import annotations

from grader.exception_help.row import row

LIBRARIES = (
    row(
        "TypeError",
        "^Cannot convert (?:expression|symbols) to|has no callable|^must be real number, not (?:Symbol|Add|Mul|Pow)",
        "math und NumPy rechnen nur mit Zahlen, hier steht aber ein Symbol. Nimm die Funktion aus SymPy: exp, log, sqrt.",
        "math and NumPy calculate with numbers only, but this is a symbol. Use SymPy's function: exp, log, sqrt.",
    ),
    row(
        "TypeError",
        "^cannot determine truth value of Relational",
        "Ob das gilt, hängt vom Symbol ab. if, and, or, max und min brauchen Zahlen: setze zuerst eine ein.",
        "Whether this is true depends on the symbol. if, and, or, max and min need numbers: put one in first.",
    ),
    row(
        "SympifyError",
        "cannot sympify object",
        "SymPy kann mit diesem Wert nicht rechnen. Ist der Name von dir? SymPy hat selbst welche: S, N, E, I.",
        "SymPy cannot calculate with this value. Is the name yours? SymPy has names of its own: S, N, E, I.",
    ),
    row(
        "SympifyError",
        "",
        "SymPy kann diesen Text nicht lesen. Schreibe alle Malzeichen und Potenzen mit **.",
        "SymPy cannot read this string. Write every multiplication sign, and powers with **.",
    ),
    row(
        "ValueError",
        "^\\s*Since there is more than one variable",
        "Hier gibt es mehrere Variablen. Sag diff, nach welcher: diff(f, w)",
        "There are several variables here. Tell diff which one to use: diff(f, w)",
    ),
    row(
        "ValueError RuntimeError ShapeError",
        "could not be broadcast|must match the size of tensor|mismatch|inconsistent tensor size|shapes cannot be multiplied"
        "|\\) not aligned|^stack expects each|^all input arrays must have",
        "Die beiden Felder haben verschiedene Größen. Lass dir von beiden die Form zeigen: print(x.shape)",
        "The two arrays have different sizes. Print the shape of both: print(x.shape)",
    ),
    row(
        "ValueError RuntimeError",
        "^The truth value of an array|^Boolean value of Tensor",
        "if, and und or brauchen eine einzige Antwort, hier ist es für jeden Eintrag eine. Was soll gelten: alle, oder einer?",
        "if, and and or need a single answer, but here there is one for each entry. Should all of them be true, or just one?",
    ),
    row(
        "TypeError",
        "^Cannot interpret '.+' as a data type",
        "NumPy erwartet alles in einer Klammer: np.array([1, 2]), np.zeros((2, 3))",
        "NumPy expects everything in one bracket: np.array([1, 2]), np.zeros((2, 3))",
    ),
    row(
        "UFuncTypeError",
        "^Cannot cast ufunc",
        "In dieses NumPy-Array passen nur ganze Zahlen, das Ergebnis hat aber Kommastellen. Lege das Array mit Kommazahlen "
        "an: np.array(…, dtype=float)",
        "This NumPy array holds integers only, but the result has decimals. Create the array with floats: np.array(…, "
        "dtype=float)",
    ),
    row(
        "UFuncTypeError TypeError",
        "^ufunc '.{1,30}' (?:did not contain a loop|not supported for the input types)",
        "NumPy soll hier mit etwas rechnen, das keine Zahl ist. Lass dir zeigen, was in dem Array steht: print(x.dtype)",
        "NumPy is asked to calculate with something that is not a number. See what the array holds: print(x.dtype)",
    ),
    row(
        "ValueError",
        "^Integers to negative integer powers",
        "Ganze Zahlen mit negativem Exponenten rechnet NumPy nicht. Nimm Kommazahlen: 2.0 statt 2.",
        "NumPy does not compute negative powers of integers. Use floats: 2.0, not 2.",
    ),
    row(
        "ValueError RuntimeError",
        "^cannot reshape array|^shape '.{1,60}' is invalid for input",
        "In die neue Form passen nicht gleich viele Zahlen. Rechne nach: Zeilen mal Spalten.",
        "The new shape holds a different number of entries. Check: rows times columns.",
    ),
    row(
        "ValueError",
        "^setting an array element with a sequence|^expected sequence of length",
        "Die Zeilen sind verschieden lang, oder wo eine Zahl stehen soll, steht eine Liste.",
        "The rows have different lengths, or there is a list where a number should be.",
    ),
    row(
        "AxisError IndexError",
        "^axis -?[0-9]+ is out of bounds|^Dimension out of range",
        "Diese Richtung (axis oder dim) gibt es hier nicht. Lass dir die Form zeigen: print(x.shape). Gezählt wird ab 0.",
        "There is no such direction (axis or dim) here. Look at the shape: print(x.shape). Counting starts at 0.",
    ),
    row(
        "TypeError IndexError",
        "^(?:iteration over|len\\(\\) of) (?:a 0-d|unsized)|^invalid index (?:of a 0-dim|to scalar)",
        "Hier steht eine einzige Zahl, keine Liste: Sie hat keine Einträge.",
        "This is a single number, not a list: it has no entries.",
    ),
    row(
        "IndexError",
        "^too many indices",
        "In den eckigen Klammern stehen mehr Plätze, als das Array Richtungen hat. Sieh dir seine Form an: print(x.shape)",
        "There are more places in the square brackets than the array has directions. Look at its shape: print(x.shape)",
    ),
    row(
        "IndexError TypeError",
        "^only integers, slices|used as indices must be|^only integer (?:scalar arrays|tensors)",
        "Als Platz in eckigen Klammern geht nur eine ganze Zahl, hier ist es etwas anderes.",
        "Only an integer can stand in the square brackets; this is something else.",
    ),
)
