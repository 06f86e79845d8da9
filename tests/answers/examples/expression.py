"""Formulas."""

from grader.answers.kinds.expression import Expression
from grader.model import Text
from tests.answers.examples import Table

TITLE = Text(de="Formel (expression)", en="Formula (expression)")
TABLES = (
    Table(
        Expression(symbols=("w", "t")),
        "2*(w - 3)",
        Text(de="Eine Formel in w und t", en="A formula in w and t"),
        (
            ("2*(w - 3)", "right", "wie sie dasteht", "as it stands"),
            ("2*w - 6", "right", "ausmultipliziert", "expanded"),
            ("-2*(3 - w)", "right", "umgestellt", "turned around"),
            ("'2(w - 3)'", "right", "als Text, ohne Malzeichen", "as text, without a times sign"),
            ("'2·(w − 3)'", "right", "mit Malpunkt und langem Minus", "with a dot and a long minus"),
            (r"r'2\left(w-3\right)'", "right", "LaTeX", "LaTeX"),
            ("'2w - 6,0'", "right", "mit deutschem Komma", "with a German comma"),
            ('"f\'(w) = 2w - 6"', "right", "mit dem Namen davor", "with its name in front"),
            ("diff((w - 3)**2, w)", "right", "von SymPy abgeleitet", "differentiated by SymPy"),
            (
                "Derivative((w - 3)**2, w)",
                "unread",
                "noch nicht ausgerechnet: doit() fehlt",
                "not worked out yet: doit() is missing",
            ),
            ("(w**2 - 9)*2/(w + 3)", "right", "gleich bis auf eine Lücke bei −3", "equal but for a gap at −3"),
            ("2*Symbol('w', positive=True) - 6", "right", "Annahmen über w zählen nicht", "assumptions about w do not count"),
            ("Poly(2*w - 6, w)", "right", "ein Polynom-Objekt", "a polynomial object"),
            ("Matrix([2*w - 6])", "right", "eine Matrix mit einem Eintrag", "a matrix of one entry"),
            ("[2*w - 6]", "right", "eine Liste mit einem Eintrag", "a list of one entry"),
            ("Float('2.0')*w - 6", "right", "Kommazahlen nach ihren Ziffern", "floats by their digits"),
            ("2*w - 5", "wrong", "knapp daneben", "a near miss"),
            ("w - 3", "wrong", "der Faktor fehlt", "the factor is missing"),
            ("2*Abs(w - 3)", "wrong", "anders für w < 3", "other for w < 3"),
            ("2", "wrong", "eine Zahl ist auch eine Formel, nur eine andere", "a number is a formula, too, but another"),
            ("nan", "wrong", "nan ist nichts gleich", "nan equals nothing"),
            ("2*(x - 3)", "unread", "x gibt es hier nicht", "there is no x here"),
            ("'2(w - 3'", "unread", "eine Klammer ist offen", "a bracket is open"),
            ("'2 3 w'", "unread", "zwei Zahlen nebeneinander", "two numbers side by side"),
            ("Eq(w, 3)", "unread", "eine Gleichung ist keine Formel", "an equation is no formula"),
            ("w > 3", "unread", "eine Ungleichung auch nicht", "nor is an inequality"),
            ("[2*w, -6]", "unread", "eine Liste ist keine Formel", "a list is no formula"),
            ("lambda w: 2*(w - 3)", "unread", "nur die Formel, ohne lambda", "the formula only, without lambda"),
            ("True", "unread", "ein Wahrheitswert", "a truth value"),
            ("...", "blank", "noch nicht bearbeitet", "not attempted yet"),
        ),
    ),
    Table(
        Expression(symbols=("t",), domain={"t": "0..10"}),
        "3 - 3*2**(-t)",
        Text(de="Eine Formel, die nur für 0 ≤ t ≤ 10 stimmen muss", en="A formula that has to agree for 0 ≤ t ≤ 10 only"),
        (
            ("3*(1 - Rational(1, 2)**t)", "right", "andere Gestalt", "another shape"),
            ("3 - 3*exp(-t*log(2))", "right", "mit e", "with e"),
            ("'3 - 3/2^t'", "right", "als Text", "as text"),
            ("3 - 3*0.5**t", "right", "0,5 ist genau ein Halbes", "0.5 is exactly one half"),
            (
                "3 - 3*exp(t*log(0.5))",
                "undecided",
                "gleich bis auf Rundung: deine Lehrkraft sieht es an",
                "equal but for rounding: your teacher looks at it",
            ),
            (
                "3 - 3*exp(-0.6931*t)",
                "wrong",
                "getippte Ziffern gelten, wie sie dastehen",
                "typed digits are meant as they stand",
            ),
            ("3 - 3*2**t", "wrong", "das Vorzeichen im Exponenten", "the sign in the exponent"),
        ),
    ),
)
