"""Results made by hand from the content of ex10 and ex06, as reports meet them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from grader.exception_help.table import sentence_on
from grader.model import (
    Cell,
    Certificate,
    Check,
    CheckLine,
    Exercise,
    Gradebook,
    Item,
    Mistake,
    Outcome,
    Place,
    Problem,
    Result,
    Submission,
    Text,
    Verdict,
    Witness,
)

F = Fraction
SECRET = "0.75000000017"  # stands for a value of the reference; no student may ever see it

CLIMBED = Mistake(
    "M1",
    "climbed_uphill",
    F(0),
    Text(
        de="Dein w entfernt sich vom Minimum – prüfe das Vorzeichen im Update.",
        en="Your w moves away – check the sign in the update.",
    ),
)
LISTS_START = Mistake(
    "M7",
    "list_starts_with_w0",
    F(2),
    Text(
        de="Gefragt sind die Werte nach dem ersten, zweiten, dritten Update.",
        en="Asked: the values after update one, two, three.",
    ),
)
SHIFTED = Mistake(
    "M12",
    "shifted_exponent",
    F(0),
    Text(de="Was ergibt deine Formel für $t = 0$?", en="What does your formula give for $t = 0$?"),
)
LOSS_NOT_DISTANCE = Mistake(
    "M13",
    "loss_not_distance",
    F(0),
    Text(de="Gefragt ist der Abstand, nicht der Loss.", en="The distance is asked, not the loss."),
)


def item(letter: str, name: str, kind: str, points: int, de: str, en: str, **more: object) -> Item:
    return Item(f"ex10.{letter}", name, kind, F(points), False, Text(de=de, en=en), **more)  # type: ignore[arg-type]


SLOPE = item("a", "slope", "expression", 1, "Ableitung $f'(w)$", "derivative $f'(w)$")
STEPS = item(
    "b",
    "steps",
    "sequence",
    3,
    "$w_1, w_2, w_3$ als Liste",
    "$w_1, w_2, w_3$ as a list",
    mistakes=(CLIMBED, LISTS_START),
)
LOSSES = item("c", "losses", "sequence", 1, "$f(w_1), f(w_2), f(w_3)$ als Liste", "$f(w_1), f(w_2), f(w_3)$ as a list")
CLOSED = item("d", "closed_form", "expression", 2, "$w_t$ als Formel in $t$", "$w_t$ as a formula in $t$", mistakes=(SHIFTED,))
FIRST = item(
    "e",
    "first_close",
    "value",
    1,
    "kleinstes $t$ mit $|w_t - 3| < 0{,}01$",
    "smallest $t$ with $|w_t - 3| < 0.01$",
    mistakes=(LOSS_NOT_DISTANCE,),
)
DESTINATION = item("f", "destination", "value", 1, "Grenzwert von $w_t$", "limit of $w_t$")
WHY = Item(
    "ex10.g",
    "why_it_halves",
    "prose",
    F(0),
    False,
    Text(de="Warum halbiert sich der Abstand?", en="Why does the distance halve?"),
    marks=2,
    rubric=(Text(de="nennt den Faktor", en="names the factor"),),
)
FASTER = replace(
    item("h", "best_rate", "value", 2, r"$\eta$, das in einem Schritt ankommt", r"$\eta$ that arrives in one step"),
    bonus=True,
)

EX10 = Exercise(
    "ex10",
    "three-steps",
    Text(de="Drei Schritte von Hand", en="Three steps by hand"),
    Text(
        de=r"Minimiere $f(w)=(w-3)^2$ von $w_0=0$ aus mit $\eta=0{,}25$. Führe Gradient Descent von Hand aus.",
        en=r"Minimise $f(w)=(w-3)^2$ from $w_0=0$ with $\eta=0.25$. Carry out gradient descent by hand.",
    ),
    0,
    12,
    (SLOPE, STEPS, LOSSES, CLOSED, FIRST, DESTINATION, WHY, FASTER),
)

EQUAL = Certificate("proved", "normal_form", Text(de="gleich als Polynome", en="equal as polynomials"))
DIFFERENT = Certificate(
    "refuted",
    "numeric",
    Text(de=f"bei t = 2 ist die Lösung {SECRET}", en=f"at t = 2 the reference is {SECRET}"),
    Witness((("t", "2"),), "2.625", SECRET),
    assuming=("t >= 0",),
    points=11,
)


def same(text: str) -> Text:
    return Text(de=text, en=text)


def submission(student: str | None = None, exercise: str = "ex10") -> Submission:
    return Submission(student, exercise, 0, (), "0" * 64, "ex10_three_steps.ipynb")


def half_done(student: str | None = None) -> Result:
    """Something of everything: right, partly, carried on, wrong, unreadable, missing, pending, bonus."""
    step = Text(de="aus deinem w₁ falsch weitergerechnet", en="not what follows from your w₁")
    return Result(
        submission(student),
        EX10,
        (
            Verdict(SLOPE, Outcome.CORRECT, F(1), understood=same("2*w - 6"), certificate=EQUAL),
            Verdict(
                STEPS,
                Outcome.PARTIAL,
                F(2),
                mistake="M7",
                feedback=LISTS_START.feedback,
                understood=same("[0, 1.5, 2.25]"),
                checks=(
                    Check("1", False, F(0), F(1), step),
                    Check("2", True, F(1), F(1)),
                    Check("3", True, F(1), F(1)),
                ),
            ),
            Verdict(
                LOSSES,
                Outcome.FOLLOW_THROUGH,
                F(1),
                feedback=Text(
                    de="Folgefehler: mit deinem w₁ = 0 richtig weitergerechnet.",
                    en="Follow-through: continued correctly from your w₁ = 0.",
                ),
                understood=same("[9, 2.25, 0.5625]"),
            ),
            Verdict(
                CLOSED,
                Outcome.WRONG,
                F(0),
                mistake="M12",
                feedback=SHIFTED.feedback,
                understood=same("3*(1 - (1/2)**(t + 1))"),
                certificate=DIFFERENT,
            ),
            Verdict(
                FIRST,
                Outcome.INVALID,
                F(0),
                feedback=Text(
                    de="Deine Antwort „t >“ endet nach dem Zeichen „>“: dort fehlt eine Zahl.",
                    en='Your answer "t >" ends after the sign ">": a number is missing there.',
                ),
            ),
            Verdict(DESTINATION, Outcome.MISSING, F(0)),
            Verdict(WHY, Outcome.PENDING, F(0), understood=same("weil 1 - 2*eta = 1/2 ist")),
            Verdict(FASTER, Outcome.CORRECT, F(2), understood=same("1/2"), certificate=EQUAL),
        ),
        capped=F(1, 2),
        key="sealed",
        isolation="strict",
    )


def complete(student: str | None = None) -> Result:
    verdicts = tuple(
        Verdict(item, Outcome.PENDING if item.marks else Outcome.CORRECT, item.points, certificate=EQUAL) for item in EX10.items
    )
    return Result(submission(student), EX10, verdicts, isolation="strong")


def untouched(student: str | None = None) -> Result:
    verdicts = tuple(Verdict(item, Outcome.PENDING if item.marks else Outcome.MISSING, F(0)) for item in EX10.items)
    return Result(submission(student), EX10, verdicts, isolation="strict")


def troubled(student: str | None = None) -> Result:
    """The outcomes that nobody likes: crash, timeout, undecided, our own fault."""
    by_item = {
        "ex10.a": Verdict(
            SLOPE,
            Outcome.CRASHED,
            F(0),
            feedback=sentence_on("NameError", "name 'wo' is not defined"),
            place=Place(2, 3),
        ),
        "ex10.b": Verdict(
            STEPS,
            Outcome.TIMEOUT,
            F(0),
            feedback=Text(de="Dein Code lief länger als 2 s.", en="Your code ran longer than 2 s."),
            place=Place(3),
        ),
        "ex10.d": Verdict(
            CLOSED,
            Outcome.UNDECIDED,
            F(0),
            feedback=Text(
                de="An 40 Stellen gleich, aber nicht bewiesen.",
                en="Equal at 40 points, but not proved.",
            ),
            certificate=Certificate("undecided", "budget", same("…")),
        ),
        "ex10.e": Verdict(FIRST, Outcome.GRADER_ERROR, F(0)),
    }
    rest = untouched(student)
    cells = (
        Cell(1, "from sympy import *"),
        Cell(2, "f = (w - 3)**2\n\nslope = diff(f, wo)"),
        Cell(3, "# steps\nwhile True:\n    pass"),
    )
    verdicts = tuple(by_item.get(verdict.item.id, verdict) for verdict in rest.verdicts)
    return replace(rest, submission=replace(rest.submission, cells=cells), verdicts=verdicts)


def small_exercise(number: int) -> Exercise:
    """One of 25, with two items."""
    name = f"ex{number:02d}"
    core = replace(SLOPE, id=f"{name}.a", points=F(8))
    bonus = replace(FASTER, id=f"{name}.b")
    title = Text(de=f"Aufgabe Nummer {number} mit einem längeren Titel", en=f"Exercise number {number} with a longer title")
    return Exercise(name, f"number-{number}", title, title, 0, 1, (core, bonus))


def small_result(number: int, student: str, points: Fraction) -> Result:
    exercise = small_exercise(number)
    core, bonus = exercise.items
    outcome = Outcome.CORRECT if points == core.points else Outcome.PARTIAL if points else Outcome.WRONG
    verdicts = (Verdict(core, outcome, points), Verdict(bonus, Outcome.MISSING, F(0)))
    return Result(submission(student, exercise.id), exercise, verdicts)


def class_of_six() -> Gradebook:
    return Gradebook(
        (
            *(make(name) for make, name in ((complete, "adler"), (half_done, "berger"), (untouched, "czerny"))),
            troubled("dvorak"),
            half_done("eder"),
            small_result(6, "adler", F(8)),
            small_result(6, "berger", F(9, 2)),
        ),
        (
            Problem("fuchs", "", Text(de="Nichts abgegeben.", en="Nothing was handed in.")),
            Problem(
                "eder",
                "eder/ex10 (2).ipynb",
                Text(
                    de="Zwei Dateien für ex10: gewertet wird ex10.ipynb (sie enthält mehr Antworten).",
                    en="Two files for ex10: ex10.ipynb is graded (it contains more answers).",
                ),
            ),
            Problem("eder", "eder/bild.png", Text(de="Nicht gelesen: bild.png", en="Not read: bild.png"), minor=True),
        ),
        isolation="strict",
    )


def class_of_25_exercises() -> Gradebook:
    students = ("adler-mayerhofer.sebastian", "berger", "czerny")
    points = [F(8), F(6), F(7, 2), F(0)]
    results = tuple(
        small_result(number, student, points[(number * (1 + place)) % 4])
        for place, student in enumerate(students)
        for number in range(1, 26)
        if (number + place) % 9
    )
    return Gradebook(results)


CHECKS = (
    CheckLine("ex10", Text(de="Musterlösung", en="model submission"), True, None, 0.31, (("points", "9"), ("bonus", "2"))),
    CheckLine("ex10", Text(de="leerer Stub", en="bare stub"), True, None, 0.12),
    CheckLine(
        "ex10",
        Text(de="Fehler M7 list_starts_with_w0", en="mistake M7 list_starts_with_w0"),
        False,
        Text(de="zeigt die Rückmeldung von M1.", en="shows the feedback of M1."),
        0.09,
    ),
    CheckLine("ex06", Text(de="nichts wird verraten", en="nothing leaks"), True, None, 1.2, (("secrets", "14"),)),
)
