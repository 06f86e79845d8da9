"""Free texts: a machine sees only whether something is there."""

from grader.answers.kinds.prose import Prose
from grader.model import Text
from tests.answers.examples import Table

TITLE = Text(de="Freitext (prose)", en="Free text (prose)")
TABLES = (
    Table(
        Prose(),
        "'…'",
        Text(de="Ein, zwei Sätze, die deine Lehrkraft liest", en="One or two sentences that your teacher reads"),
        (
            ("'Alle Summanden sind positiv.'", "undecided", "ein Satz", "a sentence"),
            ("'weil'", "undecided", "auch ein Wort", "a word, too"),
            ("'Die Summe\\nist null.'", "undecided", "über mehrere Zeilen", "over several lines"),
            ('"""Ein langer\nText."""', "undecided", "in dreifachen Anführungszeichen", "in triple quotes"),
            ("'f(x) = x² ≥ 0'", "undecided", "mit Formeln", "with formulas"),
            (r"r'$\sum_k y_k = 1$'", "undecided", "mit LaTeX", "with LaTeX"),
            ("'42'", "undecided", "auch eine Zahl, wenn sie Text ist", "a number, too, if it is text"),
            ("'True'", "undecided", "ebenso", "likewise"),
            ("'Weil log p ≤ 0 ist 😀'", "undecided", "mit Bildzeichen", "with emoji"),
            ("'because all terms are ≥ 0'", "undecided", "auf Englisch", "in English"),
            ("'  mit Rand  '", "undecided", "Leerzeichen am Rand", "blanks at the ends"),
            ("'x' * 5000", "undecided", "sehr lang: gelesen werden 4000 Zeichen", "very long: 4000 characters are read"),
            ("'<b>fett</b>'", "undecided", "gezeigt, wie es dasteht", "shown as it stands"),
            ("'A'", "undecided", "ein Buchstabe ist hier ein Text", "a letter is a text here"),
            ("('Satz eins. '\n 'Satz zwei.')", "undecided", "aneinandergereihte Texte", "texts in a row"),
            ("'a' + 'b'", "undecided", "zusammengesetzt", "put together"),
            ("f'Es sind {2 + 2}.'", "undecided", "mit eingesetztem Wert", "with a value put in"),
            ("np.str_('Text')", "undecided", "ein NumPy-Text", "a NumPy text"),
            ("['Satz eins.', 'Satz zwei.']", "undecided", "eine Liste von Sätzen", "a list of sentences"),
            ("('Satz eins.', 'Satz zwei.')", "undecided", "mit einem Komma zu viel", "with a comma too many"),
            ("42", "unread", "eine Zahl ist kein Text", "a number is no text"),
            ("True", "unread", "ein Wahrheitswert auch nicht", "nor is a truth value"),
            ("['Satz eins.', 2]", "unread", "in einer Liste nur Sätze", "sentences only in a list"),
            ("Symbol('weil')", "unread", "ein Symbol", "a symbol"),
            ("{'warum': 'darum'}", "unread", "ein Wörterbuch", "a dictionary"),
            ("b'Bytes'", "unread", "Bytes: das b davor weglassen", "bytes: leave out the b in front"),
            ("print", "unread", "eine Funktion", "a function"),
            ("...", "blank", "noch nicht bearbeitet", "not attempted yet"),
            ("''", "blank", "ein leerer Text", "an empty text"),
            ("'   '", "blank", "nur Leerzeichen", "blanks only"),
            ("None", "blank", "noch nicht bearbeitet", "not attempted yet"),
        ),
    ),
)
