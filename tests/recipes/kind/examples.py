"""Orders."""

from grader.authoring import Permutation
from grader.model import Text
from tests.answers.examples import Table

TITLE = Text(de="Reihenfolge (permutation)", en="Order (permutation)")
TABLES = (
    Table(
        Permutation(3),
        "[2, 3, 1]",
        Text(de="Jede der Zahlen 1 bis 3 einmal", en="Each of the numbers 1 to 3 once"),
        (
            ("[2, 3, 1]", "right", "eine Liste", "a list"),
            ("(2, 3, 1)", "right", "ein Tupel", "a tuple"),
            ("2, 3, 1", "right", "auch ohne Klammern", "without brackets, too"),
            ("[2.0, 3.0, 1.0]", "right", "Kommazahlen, die ganz sind", "floats that are whole"),
            ("[Integer(2), Integer(3), Integer(1)]", "right", "Zahlen von SymPy", "numbers of SymPy"),
            ("np.array([2, 3, 1])", "right", "ein Array", "an array"),
            ("'2, 3, 1'", "right", "ein Text mit Beistrichen", "a text with commas"),
            ("'2 3 1'", "right", "mit Leerzeichen", "with blanks"),
            ("'2; 3; 1'", "right", "mit Strichpunkten", "with semicolons"),
            ("'2-3-1'", "right", "mit Bindestrichen", "with hyphens"),
            ("'2 → 3 → 1'", "right", "mit Pfeilen", "with arrows"),
            ("'[2, 3, 1]'", "right", "eine Liste als Text", "a list as a text"),
            ("[1, 2, 3]", "wrong", "eine andere Reihenfolge", "another order"),
            ("'3 2 1'", "wrong", "ebenso", "likewise"),
            ("[2, 1, 3]", "wrong", "nur der Anfang stimmt", "only the beginning is right"),
            ("[2, 3]", "unread", "eine Zahl fehlt", "a number is missing"),
            ("[2, 3, 1, 4]", "unread", "eine zu viel", "one too many"),
            ("[2, 2, 1]", "unread", "eine kommt zweimal vor", "one occurs twice"),
            ("[0, 1, 2]", "unread", "gezählt wird ab 1", "counting begins with 1"),
            ("[2.5, 3, 1]", "unread", "keine ganze Zahl", "no whole number"),
            ("{1, 2, 3}", "unread", "eine Menge hat keine Reihenfolge", "a set has no order"),
            ("231", "unread", "eine einzige Zahl", "a single number"),
            ("'zuerst 2'", "unread", "Worte", "words"),
            ("{2: 1, 3: 2, 1: 3}", "unread", "ein Wörterbuch", "a dictionary"),
            ("True", "unread", "ein Wahrheitswert", "a truth value"),
            ("...", "blank", "noch nicht bearbeitet", "not attempted yet"),
        ),
    ),
)
