"""Defects planted into a sound exercise: what is changed, where `grade check` finds it, and what it says.

`python -m tests.authoring.planted` puts the table into docs/authors.md.
"""
# ruff: noqa: E501  # a table: one row a line

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "authors.md"
BEGIN, END = "<!-- made by `python -m tests.authoring.planted` -->\n", "<!-- end of the table -->\n"

SOUND = """from sympy import Interval, Rational, symbols
from grader.authoring import *
from grader.authoring.drawing import OWN, Annotation, panel, polyline

x = symbols("x")
STUCK = [
    Text(de="Denk an die Regel.", en="Think of the rule."),
    Text(de="Beginne mit $x = {m}$.", en="Begin with $x = {m}$."),
]
exercise = Exercise(
    title=Text(de="Bremsen", en="Braking"),
    statement=Text(de="Es ist $f(x) = x^2 + {m} x$.", en="Let $f(x) = x^2 + {m} x$."),
    given=Given(m=6, rate=Rational(1, 4)),
    symbols="x",
    section=Text(de="Wie man bremst", en="How to brake"),
)

@exercise.item(Expression(), points=2, prompt=Text(de="Leite ab.", en="Differentiate."), hints=STUCK)
def slope(m):
    return 2 * x + m

@slope.mistake("M1", Text(de="Was wird aus dem linearen Teil?", en="What becomes of the linear part?"))
def lost_the_linear_part():
    return 2 * x

@exercise.item(Value(), points=1, prompt=Text(de="Wie steil bei $x = {m}$?", en="How steep at $x = {m}$?"), hints=STUCK)
def steepness(m):
    return 3 * m

@steepness.follows(slope)
def steepness_of_own(slope, m):
    return slope.subs(x, m)

@exercise.item(Value(), points=1, prompt=Text(de="Wie lange, wenn $q = {rate}$?", en="How long, if $q = {rate}$?"), hints=STUCK)
def duration(m, rate):
    return m * rate + Rational(7, 2)

@exercise.item(Sequence(2), points=2, prompt=Text(de="Zwei Schritte.", en="Two steps."), hints=STUCK)
def steps(m):
    return [m + 13, m + 17]

pick = exercise.choice(points=1, prompt=Text(de="Was gilt?", en="What holds?"), hints=STUCK, options={
    "A": Right(Text(de="sie steigt immer weiter", en="it keeps on rising")),
    "B": Option(Text(de="sie fällt", en="it falls"), mistake="M2", feedback=Text(de="Zeichne sie.", en="Draw it."))})

@exercise.item(Value(), points=1, prompt=Text(de="Wie tief?", en="How deep?"), hints=STUCK)
def depth(m):
    return 3 - m

@exercise.item(Value(), points=1, prompt=Text(de="Welcher Anteil?", en="Which share?"), hints=STUCK)
def share(m):
    return Rational(2, 5) + (m - 6) / 10

@share.mistake("M3", Text(de="Wovon ist das ein Teil?", en="A part of what?"))
def took_the_rest(m):
    return Rational(7, 5) - (m - 6) / 10

@exercise.item(SolutionSet(), points=1, prompt=Text(de="Wo ist sie negativ?", en="Where is it negative?"), hints=STUCK)
def places(m):
    return Interval.open(0, m - 2)

@exercise.item(WordSet(words=("long", "bool", "float")), points=1, prompt=Text(de="Welche Typen?", en="Which types?"), hints=STUCK)
def types():
    return {"long", "bool"}

@exercise.item(Function("twice(y)", probes=[{"y": 3}, {"y": -1}]), points=1, prompt=Text(de="Schreibe twice.", en="Write twice."), hints=STUCK)
def twice():
    def twice(y):
        return y + y + 0
    return twice

@twice.check(points=1, title=Text(de="das Doppelte", en="the double"), feedback=Text(de="Prüfe es.", en="Check it."))
def doubles(same):
    return same

@exercise.picture(
    caption=Text(de="Blau: sie.", en="Blue: it."),
    legend={"curve": Text(de="Die Parabel.", en="The parabola.")},
)
def parabola(steps, m):
    marks = [Annotation((0, 0), "Ort")]
    marks.append(polyline([(0, 1 if steps is None else 0), (1, float(m))], OWN, "curve"))
    return panel(*marks, x="x")

@exercise.variants(count=3)
def draw(dice):
    return {"m": dice.integer(4, 9), "rate": dice.choice((Rational(1, 4), Rational(3, 4)))}
"""


@dataclass(frozen=True, slots=True)
class Planted:
    what: str
    old: str
    new: str
    at: str  # the line that holds this
    says: str


PROMPT = 'de="Wie lange, wenn $q = {rate}$?"'
TOLD_DURATION = "tells the answer to duration"
TOLD_SHARE = "tells the answer to share"
TOLD_PLACES = "tells the answer to places"
TOLD_STEPS = "tells the answer to steps"
TOLD_SLOPE = "tells the answer to slope"


def _prompt(more: str) -> str:
    return f'de="Wie lange, wenn $q = {{rate}}$? {more}"'


DEFECTS = [
    Planted("the answer in a prompt, with a unit", PROMPT, _prompt("(5 s)"), "(5 s)", TOLD_DURATION),
    Planted("… with the unit close to it", PROMPT, _prompt("(5s)"), "(5s)", TOLD_DURATION),
    Planted("… with the unit as a word", PROMPT, _prompt("5 Sekunden"), "5 Sekunden", TOLD_DURATION),
    Planted("… as a word", PROMPT, _prompt("Es sind fünf."), "fünf", TOLD_DURATION),
    Planted("… as a decimal", PROMPT, _prompt("Also 5,0."), "5,0", TOLD_DURATION),
    Planted("… as a formula", PROMPT, _prompt("$t = 5$"), "$t = 5$", TOLD_DURATION),
    Planted(
        "the answer in the statement, as LaTeX", 'de="Es ist $f', r'de="Es ist $f\'(x) = 2x + 6$, $f', "2x + 6", TOLD_SLOPE
    ),
    Planted("… in another form", 'de="Es ist $f', 'de="Es ist $2(x+3)$ und $f', "2(x+3)", TOLD_SLOPE),
    Planted("… made from the givens", 'de="Es ist $f', 'de="Es ist $2x + {m}$ und $f', "2x + {m}$ und", TOLD_SLOPE),
    Planted("the answer in a prompt as code", 'de="Leite ab."', 'de="Leite ab: `2*x + 6`"', "2*x + 6", TOLD_SLOPE),
    Planted("… as the reference's own code", 'de="Leite ab."', 'de="Leite ab: `2 * x + m`"', "2 * x + m`", TOLD_SLOPE),
    Planted(
        "the code of a function in its prompt",
        'de="Schreibe twice."',
        'de="Schreibe y + y + 0."',
        "y + y + 0.",
        "tells the answer",
    ),
    Planted(
        "a right option that is by far the longest",
        'de="sie steigt immer weiter"',
        'de="sie steigt immer weiter, weil ihre Ableitung positiv bleibt"',
        "positiv bleibt",
        "by far the longest",
    ),
    Planted(
        "a sequence in a prompt",
        'de="Zwei Schritte."',
        'de="Zwei Schritte: 19 und 23."',
        "19 und 23",
        "tells the answer to steps",
    ),
    Planted("… as formulas", 'de="Zwei Schritte."', 'de="Zwei Schritte: $19$, $23$."', "$19$", "tells the answer to steps"),
    Planted("the answer in the title", 'de="Bremsen"', 'de="Bremsen mit 2x + 6"', "Bremsen mit", TOLD_SLOPE),
    Planted("the answer in an option", 'de="sie fällt"', 'de="sie fällt 5 s lang"', "5 s lang", TOLD_DURATION),
    Planted("the answer in a feedback", 'de="Zeichne sie."', 'de="Zeichne $2x + 6$."', "Zeichne $2x", TOLD_SLOPE),
    Planted(
        "the right option in the question",
        'de="Was gilt?"',
        'de="Was gilt? Sie steigt immer weiter."',
        "Was gilt? Sie",
        "tells the answer to pick",
    ),
    Planted(
        "the letter of the right option",
        'de="Was gilt?"',
        'de="Was gilt? (richtig ist A)"',
        "richtig ist A",
        "tells the answer to pick",
    ),
    Planted("the answer in a prompt, in words with a unit", PROMPT, _prompt("Fünf Sekunden?"), "Fünf S", TOLD_DURATION),
    Planted("… as a sum in words", PROMPT, _prompt("zwei plus drei"), "zwei plus", TOLD_DURATION),
    Planted("… with a unit in the formula", PROMPT, _prompt(r"$t = 5\\,\\text{s}$"), "text{s}", TOLD_DURATION),
    Planted("… with a composed unit", PROMPT, _prompt("(5m/s)"), "5m/s", TOLD_DURATION),
    Planted("a negative answer in words", 'de="Wie tief?"', 'de="Wie tief? minus drei"', "minus drei", "answer to depth"),
    Planted("a fraction in words", 'de="Welcher Anteil?"', 'de="Zwei Fünftel?"', "Zwei Fünftel", TOLD_SHARE),
    Planted("… in English", 'en="Which share?"', 'en="Which share? two fifths"', "two fifths", TOLD_SHARE),
    Planted("… as a decimal in words", 'de="Welcher Anteil?"', 'de="null Komma vier?"', "null Komma", TOLD_SHARE),
    Planted("… in percent", 'de="Welcher Anteil?"', 'de="Welcher Anteil, 40 %?"', "40 %", TOLD_SHARE),
    Planted("… in percent, in words", 'de="Welcher Anteil?"', 'de="Vierzig Prozent?"', "Vierzig", TOLD_SHARE),
    Planted("… as a ratio", 'de="Welcher Anteil?"', 'de="Welcher Anteil, 4 von 10?"', "4 von 10", TOLD_SHARE),
    Planted("… below a wrong answer to it", 'de="Wovon ist', 'de="Es sind 2/5. Wovon ist', "Es sind 2/5", TOLD_SHARE),
    Planted("… in the option of another item", 'de="sie fällt"', 'de="sie fällt auf zwei Fünftel"', "auf zwei", TOLD_SHARE),
    Planted("an interval in a prompt", 'de="Wo ist sie', 'de="In ]0; 4[? Wo ist sie', "]0; 4[", TOLD_PLACES),
    Planted("… as LaTeX", 'de="Wo ist sie', r'de="$x \\in (0; 4)$? Wo ist sie', "(0; 4)$", TOLD_PLACES),
    Planted("… as an inequality", 'de="Wo ist sie', 'de="0 < x < 4? Wo ist sie', "0 < x < 4", TOLD_PLACES),
    Planted("… in words", 'de="Wo ist sie', 'de="zwischen null und vier? Wo ist sie', "zwischen null", TOLD_PLACES),
    Planted("a sequence told step by step", 'de="Zwei Schritte."', 'de="Erst 19, dann 23."', "Erst 19", TOLD_STEPS),
    Planted("… as number words", 'de="Zwei Schritte."', 'de="neunzehn und dreiundzwanzig"', "neunzehn", TOLD_STEPS),
    Planted("… below a picture", 'de="Blau: sie."', 'de="Blau: 19, 23."', "Blau: 19", TOLD_STEPS),
    Planted(
        "the answer in the legend, which is read to the blind", 'de="Die Parabel."', 'de="2x + 6"', 'de="2x + 6"', TOLD_SLOPE
    ),
    Planted("the answer on a picture", '"Ort"', '"2x + 6"', '"2x + 6"', TOLD_SLOPE),
    Planted("… at an axis", 'x="x"', 'x="2x + 6"', 'x="2x + 6"', TOLD_SLOPE),
    Planted("the answer in the title of a check", 'de="das Doppelte"', 'de="2x + 6"', 'de="2x + 6"', TOLD_SLOPE),
    Planted(
        "the answer as a default of a signature", 'Function("twice(y)"', 'Function("twice(y=2/5)"', "twice(y=2/5)", TOLD_SHARE
    ),
    Planted("words in a prompt", 'de="Welche Typen?"', 'de="`long` und `bool`?"', "`long`", "tells the answer to types"),
    Planted(
        "the answer as the example of its form",
        '"long", "bool", "float"',
        '"long", "float", "bool"',
        "def types",
        "the stub shows",
    ),
    Planted(
        "… of a number",
        "return m * rate + Rational(7, 2)",
        "return m * rate - m * rate + Rational(7, 8)",
        "def duration",
        "the form hint tells the answer to duration",
    ),
    Planted("the answer of another variant", 'de="Wo ist sie', 'de="]0; 6[? Wo ist sie', "]0; 6[", "(variant"),
    Planted(
        "the place of the right option",
        'de="Was gilt?"',
        'de="Was gilt? Die erste Antwort stimmt."',
        "Die erste",
        "tells the answer to pick",
    ),
    Planted(
        "the right option below a wrong one", 'de="Zeichne sie."', 'de="Richtig ist A."', "Richtig ist A", "answer to pick"
    ),
    Planted("the answer in a hint", 'de="Denk an die Regel."', 'de="Denk an $2x + 6$."', "Denk an $2x", TOLD_SLOPE),
    Planted(
        "… as a number that means something else in other texts",
        "Think of the rule",
        "Five, by the rule",
        "Denk",
        TOLD_DURATION,
    ),
    Planted("… the letter of the right option", "an die Regel", "an A: richtig", "an A", "tells the answer to pick"),
    Planted("the answer in the section to read again", "Wie man bremst", "Wie man 2x + 6 liest", "Wie man 2x", TOLD_SLOPE),
    Planted("a mistyped hole in a hint", "Begin with $x = {m}$", "Begin with $x = {mm}$", "Beginne", "names {mm}"),
    Planted(
        "an item without its second hint",
        'en="How deep?"), hints=STUCK',
        'en="How deep?"), hints=STUCK[:1]',
        "def depth",
        "has 1 of 2 hints",
    ),
    Planted("a mistyped hole in a text", 'de="Leite ab."', 'de="Leite ab, {mm}."', "ab, {mm}", "names {mm}"),
    Planted("… inside a formula", '$f(x) = x^2 + {m} x$.", en', '$f(x) = x^2 + {mm} x$.", en', "{mm} x", "names {mm}"),
    Planted(
        "… inside a fraction",
        '$q = {rate}$?", en',
        r"$q = \\frac{raet}{2}$?\", en".replace('\\"', '"'),
        "{raet}",
        "names {raet}",
    ),
    Planted(
        "a hole in one language only",
        'de="Wie steil bei $x = {m}$?"',
        'de="Wie steil?"',
        "How steep at",
        "in one language only",
    ),
    Planted(
        "a point as it is written in the other language",
        'de="Leite ab."',
        'de="Leite $f(1, 2)$ ab."',
        "$f(1, 2)$",
        "uses another separator than German does",
    ),
    Planted(
        "a hint that is never read, since the slip happens before",
        "@steepness.follows(slope)",
        '@steepness.mistake("M9", Text(de="Zu steil.", en="Too steep."))\ndef too_steep(m):\n    return 4 * m\n\n@steepness.follows(slope)',
        "def too_steep",
        "also follows from a slip in slope",
    ),
    Planted("a formula without an end", 'de="Leite ab."', 'de="Leite $f ab."', "Leite $f", "formula without an end"),
    Planted(
        "a wrong rule of follow-through",
        "return slope.subs(x, m)",
        "return slope.subs(x, m + 1)",
        "def steepness_of_own",
        "leads to 20, the reference is 18",
    ),
    Planted(
        "a rule that never lends itself",
        "return slope.subs(x, m)",
        "return None if slope.has(x) else m",
        "def steepness_of_own",
        "gives None for the references",
    ),
    Planted(
        "a rule that fails", "return slope.subs(x, m)", "return slope.subs(x, m) / 0 + m // 0", "m // 0", "ZeroDivisionError"
    ),
    Planted("a float in a reference", "return 3 * m", "return 3.0 * m", "def steepness(m)", "which is a float"),
    Planted(
        "a fraction made of a float",
        "return m * rate + Rational(7, 2)",
        "return m * rate + Rational(0.1)",
        "def duration",
        "which is a float",
    ),
    Planted("a float among the givens", "rate=Rational(1, 4)", "rate=0.25", "given=Given", "rate = 0.25 is a float"),
    Planted("an exception of a reference", "return 3 * m", "return 3 * m + [][1]", "[][1]", "IndexError"),
    Planted("an exception of a mistake", "    return 2 * x\n", "    return 2 * x + {}[1]\n", "{}[1]", "KeyError"),
    Planted("an exception of a check", "    return same\n", "    return same + None\n", "same + None", "TypeError"),
    Planted("an exception of a picture", "(1, float(m))]", "(1, m[1])]", "m[1]", "TypeError"),
    Planted("a picture that needs an answer", "(0, 1 if steps is None else 0)", "(0, steps[0])", "steps[0]", "TypeError"),
    Planted("a mark without words in the legend", 'OWN, "curve"', 'OWN, "curv"', "def parabola", "has no words for curv"),
    Planted("an exception of a draw", "dice.integer(4, 9)", "dice.integer(4, 9) // 0", "// 0", "ZeroDivisionError"),
    Planted("no usable variant", "dice.integer(4, 9)", "0", "def draw", "mistake M1 (lost_the_linear_part) would be right"),
    Planted(
        "variants that are all alike",
        'dice.integer(4, 9), "rate": dice.choice((Rational(1, 4), Rational(3, 4)))',
        'dice.integer(6, 6), "rate": Rational(1, 4)',
        "def draw",
        "500 × like an earlier variant",
    ),
    Planted(
        "a parameter that nothing uses",
        "def slope(m):",
        "def slope(m, rate):",
        "def slope(m, rate)",
        "never uses its parameter rate",
    ),
    Planted(
        "an item that follows does not take",
        ".follows(slope)",
        ".follows(slope, steepness)",
        "def steepness_of_own",
        "names steepness, which steepness_of_own does not take",
    ),
    Planted(
        "a mistake that is right",
        "    return 2 * x\n",
        "    return 2 * (x + 3)\n",
        "def lost_the_linear",
        "gives the right answer",
    ),
    Planted(
        "a check without a title", 'title=Text(de="das Doppelte", en="the double"), ', "", "@twice.check", "a check has a title"
    ),
    Planted("a text in one language", 'en="Differentiate."', 'en=""', "Leite ab", "needs German and English"),
    Planted(
        "an empty reason for what is shown",
        "pick = ",
        'duration.shown_on_purpose("5", because="")\npick = ',
        "shown_on_purpose",
        "on purpose",
    ),
    Planted(
        "a mark that nothing needs",
        "pick = ",
        'duration.shown_on_purpose("5", because="unit")\npick = ',
        "def duration",
        "no text tells “5”",
    ),
]


def table() -> str:
    rows = [f"| {defect.what} | {defect.says} |\n" for defect in DEFECTS]
    return f"{BEGIN}| planted | `grade check` says, with file and line |\n|---|---|\n{''.join(rows)}{END}"


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text[: text.index(BEGIN)] + table() + text[text.index(END) + len(END) :], encoding="utf-8")
