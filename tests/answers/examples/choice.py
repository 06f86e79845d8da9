"""Choices."""

from grader.answers.kinds.choice import Choice
from grader.model import Text
from tests.answers.examples import Table

TITLE = Text(de="Auswahl (choice)", en="Choice (choice)")
TABLES = (
    Table(
        Choice(letters=("A", "B", "C", "D")),
        "'C'",
        Text(de="Einer von vier Buchstaben", en="One of four letters"),
        (
            ("'C'", "right", "der Buchstabe in Anführungszeichen", "the letter in quotes"),
            ("'c'", "right", "auch klein", "small, too"),
            ("' C '", "right", "mit Leerzeichen", "with blanks"),
            ("'C)'", "right", "mit Klammer", "with a bracket"),
            ("'(C)'", "right", "in Klammern", "in brackets"),
            ("'C.'", "right", "mit Punkt", "with a full stop"),
            ("'\"C\"'", "right", "doppelt in Anführungszeichen", "in quotes twice"),
            ("'C: weil g stetig ist'", "right", "mit Begründung dahinter", "with a reason behind it"),
            ("'c)weil g stetig ist'", "right", "ohne Leerzeichen", "without a blank"),
            ("'C – g ist stetig'", "right", "mit Gedankenstrich", "with a dash"),
            ("'Antwort C'", "right", "mit einem Wort davor", "with a word in front"),
            ("'Option C'", "right", "ebenso", "likewise"),
            ("'answer: c'", "right", "auch auf Englisch", "in English, too"),
            ("['C']", "right", "eine Liste mit einem Buchstaben", "a list of one letter"),
            ("{'C'}", "right", "eine Menge mit einem Buchstaben", "a set of one letter"),
            ("Symbol('C')", "unread", "ein Symbol ist kein Text", "a symbol is no text"),
            ("np.str_('C')", "right", "ein NumPy-Text", "a NumPy text"),
            ("'A'", "wrong", "eine andere Option", "another option"),
            ("'B'", "wrong", "noch eine andere", "yet another one"),
            ("'E'", "unread", "diesen Buchstaben gibt es hier nicht", "there is no such letter here"),
            ("'A und C'", "unread", "nur einer", "only one"),
            ("'A) und C)'", "unread", "ebenso", "likewise"),
            ("'AC'", "unread", "ebenso", "likewise"),
            ("['A', 'C']", "unread", "ebenso", "likewise"),
            ("'Cello'", "unread", "ein Wort, das so anfängt", "a word that begins so"),
            ("'g ist stetig'", "unread", "der Wortlaut statt des Buchstabens", "the words instead of the letter"),
            ("3", "unread", "eine Nummer ist kein Buchstabe", "a number is no letter"),
            ("True", "unread", "ein Wahrheitswert auch nicht", "nor is a truth value"),
            ("{'C': True}", "unread", "ein Wörterbuch", "a dictionary"),
            ("...", "blank", "noch nicht bearbeitet", "not attempted yet"),
            ("''", "blank", "ebenso", "likewise"),
        ),
    ),
)
