"""Lists whose steps count one by one; they are read like vectors."""

from grader.answers.kinds.sequence import Sequence
from grader.model import Text
from tests.answers.examples import Table

TITLE = Text(de="Liste, Schritt für Schritt beurteilt (sequence)", en="List, judged step by step (sequence)")
TABLES = (
    Table(
        Sequence(3),
        "[Rational(3, 2), Rational(9, 4), Rational(21, 8)]",
        Text(de="Drei Schritte; jeder richtige zählt", en="Three steps; each right one counts"),
        (
            ("[1.5, 2.25, 2.625]", "right", "eine Liste", "a list"),
            ("(1.5, 2.25, 2.625)", "right", "ein Tupel", "a tuple"),
            ("[Rational(3, 2), Rational(9, 4), Rational(21, 8)]", "right", "Brüche", "fractions"),
            ("[3/2, 9/4, 21/8]", "right", "Brüche in Python", "fractions in Python"),
            ("np.array([1.5, 2.25, 2.625])", "right", "ein NumPy-Feld", "a NumPy array"),
            ("np.array([[1.5], [2.25], [2.625]])", "right", "Form (3, 1)", "shape (3, 1)"),
            ("torch.tensor([1.5, 2.25, 2.625])", "right", "ein Tensor", "a tensor"),
            (
                "[torch.tensor(1.5), torch.tensor(2.25), torch.tensor(2.625)]",
                "right",
                "eine Liste von Tensoren",
                "a list of tensors",
            ),
            (
                "[torch.tensor([1.5]), torch.tensor([2.25]), torch.tensor([2.625])]",
                "right",
                "mit je einem Eintrag",
                "of one entry each",
            ),
            ("Matrix([1.5, 2.25, 2.625])", "right", "eine SymPy-Spalte", "a SymPy column"),
            ("Tuple(1.5, 2.25, 2.625)", "right", "ein SymPy-Tupel", "a SymPy tuple"),
            ("['1,5', '2,25', '2,625']", "right", "Texte mit Komma", "texts with a comma"),
            ("'1,5; 2,25; 2,625'", "right", "ein Text", "one text"),
            ("'1,5, 2,25, 2,625'", "right", "Komma und Leerzeichen trennen", "a comma with a blank separates"),
            ("'w1 = 1,5; w2 = 2,25; w3 = 2,625'", "right", "mit Namen", "with names"),
            ("['w1 = 1,5', 'w2 = 2,25', 'w3 = 2,625']", "right", "ebenso als Liste", "likewise as a list"),
            ("[3 - 3*Rational(1, 2)**k for k in (1, 2, 3)]", "right", "gerechnet", "worked out"),
            ("[1.5, 2.25, 2.6]", "wrong", "der dritte Schritt ist anders (zwei zählen)", "the third step is other (two count)"),
            ("[2.625, 2.25, 1.5]", "wrong", "rückwärts", "backwards"),
            ("[0, 1.5, 2.25]", "wrong", "um einen verschoben", "shifted by one"),
            ("[0, 1.5, 2.25, 2.625]", "wrong", "zu viele", "too many"),
            ("[1.5, 2.25]", "wrong", "zu wenige", "too few"),
            ("[1.5, 2.25, ...]", "wrong", "ein Schritt fehlt noch (zwei zählen)", "one step is still missing (two count)"),
            ("[1.5, 2.25, float('nan')]", "wrong", "nan ist nichts gleich", "nan equals nothing"),
            ("[(1.5, 2.25), (2.25, 2.625)]", "wrong", "Paare statt Schritten", "pairs instead of steps"),
            ("{1.5, 2.25, 2.625}", "unread", "eine Menge hat keine Reihenfolge", "a set has no order"),
            ("{1: 1.5, 2: 2.25, 3: 2.625}", "unread", "ein Wörterbuch", "a dictionary"),
            ("2.625", "unread", "nur der letzte Wert", "the last value only"),
            (
                "1.5, 2,25, 2.625",
                "wrong",
                "2,25 ohne Anführungszeichen sind zwei Zahlen",
                "2,25 without quotes are two numbers",
            ),
            (
                "(z for z in (1.5, 2.25, 2.625))",
                "unread",
                "ein Generator: mit list(…) wird eine Liste daraus",
                "a generator: list(…) makes a list of it",
            ),
            ("[None, None, None]", "blank", "noch nicht bearbeitet", "not attempted yet"),
            ("...", "blank", "ebenso", "likewise"),
        ),
    ),
)
