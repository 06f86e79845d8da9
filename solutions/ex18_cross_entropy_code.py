"""Exercise 18: BCE and CE by hand and as robust code.

Each point costs -log of the probability that the prediction gave to what is true; the loss is the mean over the points.
Material: BCE (log 2 + log 4/3 + log 5/4)/3 = log(10/3)/3, CE (log 2 + log 4/3)/2 = log(8/3)/2. With sigma' =
sigma*(1 - sigma) the derivative of BCE(sigma(z), y) is (sigma - y)/(sigma*(1 - sigma))*sigma' = sigma(z) - y. In code
0*log(0) is 0: what is certain and right costs nothing; what is certain and wrong costs infinitely much.
"""

import math
from math import prod

from sympy import exp, log, symbols

from grader.authoring import HAND, SYMBOLIC, Exercise, Expression, Function, Given, Numbers, Rational, Text, Value, Way, rounded
from grader.authoring.drawing import COURSE, Axis, Bars, Horizontal, number, panel, tone

z, y = symbols("z y")

AS_MUCH_AS_INFINITE = 10  # as the prompt says: whoever clamps at 1e-7 gets 16, at 1e-12 28; PyTorch 100


def true_probabilities(truth, guess):
    """What was predicted for the true one of the two classes, point by point."""
    return [p if label else 1 - p for label, p in zip(truth, guess, strict=True)]


def true_entries(row1, row2, label1, label2):
    return [row[int(label)] for row, label in ((row1, label1), (row2, label2))]


def costs(truth, guess):
    return [-log(p) for p in true_probabilities(truth, guess)]


def row_costs(row1, row2, label1, label2):
    return [-log(p) for p in true_entries(row1, row2, label1, label2)]


COSTS_NOTHING = Text(
    de="Sicher und richtig kostet genau 0. Behandle 0·log 0 eigens, statt an den Vorhersagen zu drehen.",
    en="Certain and right costs exactly 0. Handle 0·log 0 separately instead of changing the predictions.",
)
COSTS_A_LOT = Text(
    de="Sicher und falsch muss sehr viel kosten: unendlich, oder eine große Zahl, wenn du den Logarithmus begrenzt.",
    en="Certain and wrong must cost very much: infinity, or a large number if you clamp the logarithm.",
)

OWN_LOSS = Way(
    without=("torch.nn.*", "sklearn.*", *SYMBOLIC),
    told=Text(
        de="Programmiere den Loss selbst, mit log aus math oder numpy. Fertige Loss-Funktionen und sympy zählen hier nicht.",
        en="Code the loss yourself, with log from math or numpy. Ready-made loss functions and sympy do not count here.",
    ),
)

exercise = Exercise(
    title=Text(de="BCE und CCE programmieren", en="Coding BCE and CCE"),
    topic=Text(de="Loss-Funktionen", en="loss functions"),
    section=Text(de="Loss-Funktionen: BCE und CCE programmieren", en="Loss functions: coding BCE and CCE"),
    after="ex02 ex19",
    statement=Text(
        de=r"Für die binäre Kreuzentropie (BCE) sind die Labels $y = ({truth})$ und die Vorhersagen $\hat y = ({guess})$. "
        "Für die Kreuzentropie mit drei Klassen (CCE) sagt ein Netz die Zeilen $({row1})$ und $({row2})$ voraus, die "
        "richtigen Klassen sind ${label1}$ und ${label2}$ (gezählt ab 0). Gemittelt wird über die Datenpunkte, log ist der "
        "natürliche Logarithmus. Rechne beide Losses von Hand und schreibe Funktionen, die auch mit Vorhersagen von genau 0 "
        "oder 1 richtig umgehen.",
        en=r"For binary cross-entropy (BCE) the labels are $y = ({truth})$ and the predictions $\hat y = ({guess})$. For "
        "cross-entropy with three classes (CCE) a network predicts the rows $({row1})$ and $({row2})$; the correct classes "
        "are ${label1}$ and ${label2}$ (counted from 0). The mean runs over the data points, and log is the natural "
        "logarithm. Work both losses out by hand and write functions that react correctly to predictions of exactly 0 or 1, "
        "too.",
    ),
    given=Given(
        truth=(1, 0, 1),
        guess=(Rational(1, 2), Rational(1, 4), Rational(4, 5)),
        row1=(Rational(1, 4), Rational(1, 2), Rational(1, 4)),
        row2=(Rational(1, 8), Rational(1, 8), Rational(3, 4)),
        label1=1,
        label2=2,
    ),
    symbols="z y",
    formulas={
        "true_probabilities": true_probabilities,
        "true_entries": true_entries,
        "bce_rounded": lambda truth, guess: rounded(bce_value.make(truth, guess), 4),
        "ce_rounded": lambda row1, row2, label1, label2: rounded(ce_value.make(row1, row2, label1, label2), 4),
    },
)


@exercise.item(
    Value(within=HAND),
    points=2,
    prompt=Text(
        de="Wie groß ist die BCE?",
        en="What is the BCE?",
    ),
    hints=[
        Text(
            de="Eine Vorhersage ist hier die Wahrscheinlichkeit für eines der beiden Labels. Wie wahrscheinlich ist "
            "dann das andere?",
            en="A prediction is the probability of one of the two labels here. How probable is the other one then?",
        ),
        Text(
            de="Leg eine Tabelle mit einer Zeile für jeden Datenpunkt an: Label, Vorhersage, Wahrscheinlichkeit des "
            "richtigen Labels, −log davon.",
            en="Make a table with one row for each data point: label, prediction, probability of the correct label, "
            "−log of that.",
        ),
    ],
)
def bce_value(truth, guess):
    return -sum(log(p if label == 1 else 1 - p) for label, p in zip(truth, guess, strict=True)) / 3


@bce_value.mistake(
    "M1",
    Text(de="Auch ein Punkt mit y = 0 kostet etwas.", en="A point with y = 0 costs something, too."),
)
def dropped_the_zeros(truth, guess):
    return sum(cost for label, cost in zip(truth, costs(truth, guess), strict=True) if label) / 3


@bce_value.mistake("M2", Text(de="Fehlt noch der Mittelwert über die Punkte?", en="Is the mean over the points still missing?"))
def forgot_the_mean(truth, guess):
    return sum(costs(truth, guess))


@bce_value.mistake(
    "M14",
    Text(
        de="Auf Taschenrechnern heißt der natürliche Logarithmus ln; log ist dort meist der zur Basis 10.",
        en="On calculators the natural logarithm is called ln; there, log usually has base 10.",
    ),
)
def took_base_10_for_two_classes(truth, guess):
    return sum(costs(truth, guess)) / 3 / log(10)


bce_value.otherwise(
    Text(
        de="Welche Wahrscheinlichkeit gibt jede der drei Vorhersagen dem richtigen Label? Nimm davon −log und dann den "
        "Mittelwert.",
        en="Which probability does each of the three predictions give to the correct label? Take −log of it and then the mean.",
    )
)


@exercise.item(
    Value(within=HAND),
    points=2,
    prompt=Text(
        de="Wie groß ist die CCE?",
        en="What is the CCE?",
    ),
    hints=[
        Text(
            de="Aus jeder Zeile zählt nur ein einziger Eintrag. Welcher, das sagt die Nummer der Klasse.",
            en="Only a single entry of each row counts. Which one, the number of the class says.",
        ),
        Text(
            de="Du bekommst so zwei Wahrscheinlichkeiten. Nimm von jeder −log; zusammengefasst wird über die Datenpunkte.",
            en="This gives you two probabilities. Take −log of each; what is averaged over is the data points.",
        ),
    ],
)
def ce_value(row1, row2, label1, label2):
    return -(log(row1[int(label1)]) + log(row2[int(label2)])) / 2


@ce_value.mistake("M8", Text(de="Fehlt noch der Mittelwert über die Punkte?", en="Is the mean over the points still missing?"))
def summed_the_points(row1, row2, label1, label2):
    return sum(row_costs(row1, row2, label1, label2))


@ce_value.mistake("M9", Text(de="Kann dieser Loss negativ sein?", en="Can this loss be negative?"))
def lost_the_minus(row1, row2, label1, label2):
    return -sum(row_costs(row1, row2, label1, label2)) / 2


@ce_value.mistake("M10", Text(de="Gemeint ist der natürliche Logarithmus.", en="The logarithm here is the natural one."))
def took_base_10(row1, row2, label1, label2):
    return sum(row_costs(row1, row2, label1, label2)) / 2 / log(10)


@ce_value.mistake(
    "M3",
    Text(de="Über Klassen wird summiert, nicht gemittelt.", en="You sum over classes; you do not average over them."),
)
def averaged_over_classes(row1, row2, label1, label2):
    return sum(row_costs(row1, row2, label1, label2)) / 6


@ce_value.mistake("M4", Text(de="Die Zählung der Klassen beginnt bei 0.", en="The classes are counted from 0."))
def counted_from_one(row1, row2, label1, label2):
    return sum(row_costs(row1, row2, label1 - 1, label2 - 1)) / 2


ce_value.otherwise(
    Text(
        de="Such in jeder Zeile den Eintrag mit der Nummer der richtigen Klasse, gezählt ab 0.",
        en="Find in each row the entry with the number of the correct class, counted from 0.",
    )
)


@exercise.item(
    Expression(symbols=("z", "y"), domain={"y": "(0, 1)"}),
    points=2,
    bonus=True,
    prompt=Text(
        de=r"Leite $\operatorname{BCE}(\sigma(z); y)$ für einen einzelnen Punkt nach $z$ ab und vereinfache; "
        r"$\sigma(z) = \frac{1}{1 + e^{-z}}$. Gib eine Formel in $z$ und $y$ an und schreib dabei $\sigma(z)$ aus.",
        en=r"Differentiate $\operatorname{BCE}(\sigma(z), y)$ of a single point with respect to $z$ and simplify; "
        r"$\sigma(z) = \frac{1}{1 + e^{-z}}$. Give a formula in $z$ and $y$, with $\sigma(z)$ written out.",
    ),
    hints=[
        Text(
            de="Die Ableitung der Sigmoidfunktion lässt sich durch σ selbst ausdrücken (Übung 19). Damit kürzt sich "
            "hier fast alles weg.",
            en="The derivative of the sigmoid function can be expressed by σ itself (exercise 19). With that nearly "
            "everything cancels here.",
        ),
        Text(
            de="Schreib s für σ(z). Leite die BCE zuerst nach s ab, bring das Ergebnis auf einen gemeinsamen Bruch "
            "und multipliziere mit der Ableitung von s nach z.",
            en="Write s for σ(z). Differentiate the BCE with respect to s first, put the result over a common "
            "denominator and multiply by the derivative of s with respect to z.",
        ),
    ],
)
def slope_in_logit():
    return 1 / (1 + exp(-z)) - y


@slope_in_logit.mistake(
    "M5",
    Text(de="Kettenregel: σ'(z) fehlt noch.", en="Chain rule: σ'(z) is still missing."),
)
def stopped_before_the_inner_derivative():
    return (1 / (1 + exp(-z)) - y) / (exp(-z) / (1 + exp(-z)) ** 2)


@slope_in_logit.mistake("M11", Text(de="Prüfe das Vorzeichen.", en="Check the sign."))
def swapped_label_and_prediction():
    return y - 1 / (1 + exp(-z))


@slope_in_logit.mistake("M12", Text(de="Wie ist σ(z) definiert?", en="How is σ(z) defined?"))
def lost_the_sign_in_the_exponent():
    return 1 / (1 + exp(z)) - y


@bce_value.mistake(
    "M13",
    Text(
        de="Welche Wahrscheinlichkeit gehört zum Label 0: ŷ oder 1 − ŷ?",
        en="Which probability belongs to the label 0: ŷ or 1 − ŷ?",
    ),
)
def took_the_prediction_for_every_label(guess):
    return -sum(map(log, guess)) / 3


@bce_value.mistake("M7", Text(de="Kann dieser Loss negativ sein?", en="Can this loss be negative?"))
def forgot_the_minus(truth, guess):
    return -sum(costs(truth, guess)) / 3


slope_in_logit.otherwise(
    Text(
        de="Setze z = 0 und y = 1 ein: Muss die Ableitung dort positiv oder negativ sein?",
        en="Substitute z = 0 and y = 1: must the derivative be positive or negative there?",
    )
)


@exercise.item(
    Function(
        "bce(yhat, y)",
        returns=Numbers(abs=0.0, rel=1e-9, floats=True),
        way=OWN_LOSS,
        probes=[
            {"yhat": [1, 0], "y": [1, 0]},
            {"yhat": [0.0, 1.0, 1.0], "y": [0, 1, 1]},
            {"yhat": [0, 1], "y": [1, 0]},
            {"yhat": [0.0], "y": [1]},
        ],
    ),
    points=3,
    prompt=Text(
        de="Schreibe eine Funktion `bce(yhat, y)` für Listen oder NumPy-Arrays. Die Labels in `y` sind 0 oder 1; in `yhat` "
        "kommen auch genau 0 und 1 vor. Das Ergebnis ist eine Zahl, der Mittelwert über die Punkte. Eine Vorhersage, die "
        "sicher und richtig ist, kostet genau 0; eine, die sicher und falsch ist, unendlich viel oder wenigstens 10. "
        "Programmiere den Loss selbst, mit `log` aus `math` oder `numpy`; fertige Loss-Funktionen zählen nicht.",
        en="Write a function `bce(yhat, y)` for lists or NumPy arrays. The labels in `y` are 0 or 1; `yhat` may hold exactly 0 "
        "and 1, too. The result is one number, the mean over the points. A prediction that is certain and right costs exactly "
        "0; one that is certain and wrong costs infinitely much, or at least 10. Code the loss yourself, with `log` from "
        "`math` or `numpy`; ready-made loss functions do not count.",
    ),
    hints=[
        Text(
            de="Für jeden Punkt wird nur ein einziger Logarithmus gebraucht. Welcher, das entscheidet das Label.",
            en="Only a single logarithm is needed for each point. Which one, the label decides.",
        ),
        Text(
            de="Geh die Paare mit einer Schleife durch und bestimme mit if die Wahrscheinlichkeit des richtigen "
            "Labels. Ist sie genau 0, so nimm `math.inf` statt des Logarithmus.",
            en="Go through the pairs by a loop and find the probability of the correct label by if. If it is "
            "exactly 0, take `math.inf` instead of the logarithm.",
        ),
    ],
)
def bce():
    import math

    def bce(yhat, y):
        total = 0.0
        for p, label in zip(yhat, y, strict=True):
            right = p if label == 1 else 1 - p
            total += -math.log(right) if right > 0 else math.inf
        return total / len(y)

    return bce


def certain(probe):
    """Every prediction is exactly 0 or 1; for rows, every entry."""
    rows = probe["yhat"]
    flat = [entry for row in rows for entry in (row if hasattr(row, "__len__") else [row])]
    return all(entry in (0, 1) for entry in flat)


def is_between(probe):
    return not certain(probe)


def is_right(probe):
    """The predictions are the labels themselves."""
    return [list(row) if hasattr(row, "__len__") else row for row in probe["yhat"]] == list(next(reversed(probe.values())))


HALVED = {1 / 2: 1, 1 / 4: 2, 1 / 8: 3}  # how often 1 was halved


def halvings(probe):
    """How often 1 was halved to get what a single point's prediction gives to its true label; None for all other calls."""
    guesses, truths = probe.values()
    if len(guesses) > 1 or certain(probe):
        return None
    (guess,), (truth,) = guesses, truths
    entries = list(zip(guess, truth, strict=True)) if hasattr(guess, "__len__") else [(guess, truth), (1 - guess, 1 - truth)]
    return next(HALVED.get(float(entry)) for entry, hot in entries if hot)


def right_but_for_the_mean(probe, returned):
    """Each halving costs log 2 more, or its share of the classes, where somebody divides by their number, too: that costs the
    first check only."""
    count = halvings(probe)
    if count is None:
        return None
    (guess,) = probe["yhat"]
    classes = len(guess) if hasattr(guess, "__len__") else 1
    return any(abs(share * returned - count * math.log(2)) <= 1e-6 for share in (1, classes))


def costs_nothing(probe, returned):
    """Only beside losses that are computed: `return 0` is none."""
    if not certain(probe):
        return right_but_for_the_mean(probe, returned)
    return returned == 0 if is_right(probe) else None


def costs_a_lot(probe, returned):
    if not certain(probe):
        return right_but_for_the_mean(probe, returned)
    return None if is_right(probe) else returned >= AS_MUCH_AS_INFINITE


@bce.probes
def points_between(dice):
    import numpy as np

    def sample(count):
        return dice.reals(count, 0.01, 0.99), [dice.integer(0, 1) for _ in range(count)]

    found = [{"yhat": [p], "y": [label]} for p, label in ((0.5, 1), (0.25, 1), (0.125, 1), (0.5, 0), (0.75, 0), (0.875, 0))]
    found += [dict(zip(("yhat", "y"), sample(n), strict=True)) for n in (1, 1, 2, 2, 3, 3, 4, 5, 6, 7)]
    return found + [{"yhat": np.array(p), "y": np.array(label)} for p, label in map(sample, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10))]


@bce.check(
    points=1,
    title=Text(de="Vorhersagen zwischen 0 und 1", en="predictions between 0 and 1"),
    feedback=Text(
        de="Für Vorhersagen zwischen 0 und 1 stimmt bce noch nicht. Vergleiche mit deiner Rechnung aus a).",
        en="For predictions between 0 and 1 bce is not right yet. Compare it with your calculation in a).",
    ),
)
def bce_in_between(probe, same):
    return same if is_between(probe) else None


@bce.check(
    points=1,
    title=Text(de="sicher und richtig", en="certain and right"),
    feedback=COSTS_NOTHING,
    public=True,
)
def bce_costs_nothing(probe, returned):
    return costs_nothing(probe, returned)


@bce.check(
    points=1,
    title=Text(de="sicher und falsch", en="certain and wrong"),
    feedback=COSTS_A_LOT,
    public=True,
)
def bce_costs_a_lot(probe, returned):
    return costs_a_lot(probe, returned)


@bce.mistake("M6", Text(de="Was macht NumPy mit 0·log 0?", en="What does NumPy do with 0·log 0?"))
def multiplied_zero_by_infinity():
    return float("nan")


@bce.mistake(
    "M15",
    Text(
        de="Ein Punkt mit dem Label 0 kostet auch etwas. Welche Wahrscheinlichkeit gibt die Vorhersage dem Label 0?",
        en="A point with the label 0 costs something, too. Which probability does the prediction give to the label 0?",
    ),
)
def dropped_the_points_with_label_0():
    def bce(yhat, y):
        return sum(-math.log(p) if p > 0 else math.inf for p, label in zip(yhat, y, strict=True) if label == 1) / len(y)

    return bce


@bce.mistake(
    "M16",
    Text(
        de="Verlangt ist der Mittelwert über die Punkte, nicht die Summe.",
        en="The question asks for the mean over the points, not for the sum.",
    ),
)
def summed_the_costs():
    return lambda yhat, y: bce.make()(yhat, y) * len(y)


@bce.mistake(
    "M17",
    Text(
        de="Kann dieser Loss negativ sein?",
        en="Can this loss be negative?",
    ),
)
def lost_the_minus_in_code():
    return lambda yhat, y: -bce.make()(yhat, y)


@exercise.item(
    Function(
        "cce(yhat, Y)",
        returns=Numbers(abs=0.0, rel=1e-9, floats=True),
        way=OWN_LOSS,
        probes=[
            {"yhat": [[0, 1, 0], [1, 0, 0]], "Y": [[0, 1, 0], [1, 0, 0]]},
            {"yhat": [[1.0, 0.0]], "Y": [[1, 0]]},
            {"yhat": [[0, 1, 0]], "Y": [[1, 0, 0]]},
            {"yhat": [[0.0, 1.0], [1.0, 0.0]], "Y": [[1, 0], [0, 1]]},
        ],
    ),
    points=3,
    prompt=Text(
        de="Schreibe eine Funktion `cce(yhat, Y)`: Jede Zeile von `yhat` enthält die Wahrscheinlichkeiten eines "
        "Datenpunkts, jede Zeile von `Y` sein One-Hot-Label (Listen von Listen oder NumPy-Arrays). Das Ergebnis ist wieder "
        "eine Zahl, der Mittelwert über die Zeilen. Für Vorhersagen von genau 0 oder 1 gilt dasselbe wie bei `bce`.",
        en="Write a function `cce(yhat, Y)`: every row of `yhat` holds the probabilities of one data point, every row of "
        "`Y` its one-hot label (lists of lists or NumPy arrays). The result is one number again, the mean over the rows. "
        "For predictions of exactly 0 or 1 the same rules hold as for `bce`.",
    ),
    hints=[
        Text(
            de="In einem One-Hot-Label steht die 1 genau dort, wo in der Vorhersage die Zahl steht, auf die es ankommt.",
            en="In a one-hot label the 1 stands exactly where the number that matters stands in the prediction.",
        ),
        Text(
            de="Hol aus jeder Zeile diesen einen Eintrag, und geh mit ihm so um wie mit der Wahrscheinlichkeit des "
            "richtigen Labels in `bce`.",
            en="Take this one entry from each row, and treat it like the probability of the correct label in `bce`.",
        ),
    ],
)
def cce():
    import math

    def cce(yhat, Y):  # noqa: N803 - the exercise calls the matrix so
        total = 0.0
        for row, label in zip(yhat, Y, strict=True):
            right = sum(p for p, hot in zip(row, label, strict=True) if hot == 1)
            total += -math.log(right) if right > 0 else math.inf
        return total / len(Y)

    return cce


@cce.probes
def rows_between(dice):
    """K = 2 is among them: there the loss is the BCE."""
    import numpy as np

    def sample(count, classes):
        weights = [dice.reals(classes, 0.05, 1) for _ in range(count)]
        hot = [dice.integer(0, classes - 1) for _ in range(count)]
        rows = [[w / sum(row) for w in row] for row in weights]
        return rows, [[int(index == k) for index in range(classes)] for k in hot]

    halved = [([0.5, 0.5], [1, 0]), ([0.75, 0.25], [0, 1]), ([0.25, 0.5, 0.25], [1, 0, 0]), ([0.5, 0.375, 0.125], [0, 0, 1])]
    sizes = [(1, 2), (2, 2), (3, 2), (1, 3), (2, 3), (4, 3), (2, 4), (3, 5), (5, 4), (6, 2)]
    found = [{"yhat": [row], "Y": [hot]} for row, hot in halved]
    found += [dict(zip(("yhat", "Y"), sample(*size), strict=True)) for size in sizes]
    return found + [{"yhat": np.array(rows), "Y": np.array(hot)} for rows, hot in (sample(*size) for size in sizes)]


@cce.check(
    points=1,
    title=Text(de="Vorhersagen zwischen 0 und 1", en="predictions between 0 and 1"),
    feedback=Text(
        de="Für Vorhersagen zwischen 0 und 1 stimmt cce noch nicht. Vergleiche mit deiner Rechnung aus b).",
        en="For predictions between 0 and 1 cce is not right yet. Compare it with your calculation in b).",
    ),
)
def cce_in_between(probe, same):
    return same if is_between(probe) else None


@cce.check(
    points=1,
    title=Text(de="sicher und richtig", en="certain and right"),
    feedback=COSTS_NOTHING,
    public=True,
)
def cce_costs_nothing(probe, returned):
    return costs_nothing(probe, returned)


@cce.check(
    points=1,
    title=Text(de="sicher und falsch", en="certain and wrong"),
    feedback=COSTS_A_LOT,
    public=True,
)
def cce_costs_a_lot(probe, returned):
    return costs_a_lot(probe, returned)


@cce.mistake(
    "M18",
    Text(
        de="Der Mittelwert läuft über die Zeilen. Teilst du auch durch die Zahl der Klassen?",
        en="The mean runs over the rows. Do you divide by the number of classes, too?",
    ),
)
def averaged_over_all_entries():
    return lambda yhat, Y: cce.make()(yhat, Y) / len(Y[0])  # noqa: N803 - as the exercise calls it


@cce.mistake(
    "M19",
    Text(
        de="Verlangt ist der Mittelwert über die Zeilen, nicht die Summe.",
        en="The question asks for the mean over the rows, not for the sum.",
    ),
)
def summed_the_rows():
    return lambda yhat, Y: cce.make()(yhat, Y) * len(Y)  # noqa: N803 - as the exercise calls it


@cce.mistake(
    "M20",
    Text(
        de="Bei mehreren Klassen zählt nur die richtige; 1 − p der anderen kommt nicht vor.",
        en="With several classes only the correct one counts; 1 − p of the others does not occur.",
    ),
)
def added_the_other_classes():
    def cce(yhat, Y):  # noqa: N803 - as the exercise calls it
        def cost(p):
            return -math.log(p) if p > 0 else math.inf

        pairs = [pair for row, label in zip(yhat, Y, strict=True) for pair in zip(row, label, strict=True)]
        return sum(cost(p if hot else 1 - p) for p, hot in pairs) / len(Y)

    return cce


exercise.worked(
    Text(
        de=r"Jeder Punkt kostet $-\log p$, wobei $p$ die Wahrscheinlichkeit ist, die für das richtige Label vorhergesagt "
        r"wurde: $\hat y$ bei $y = 1$, $1 - \hat y$ bei $y = 0$. Mit $p = ({true_probabilities})$ ist der Mittelwert "
        r"${bce_value} \approx {bce_rounded}$.",
        en=r"Every point costs $-\log p$, where $p$ is the probability that was predicted for the correct label: $\hat y$ "
        r"for $y = 1$, $1 - \hat y$ for $y = 0$. With $p = ({true_probabilities})$ the mean is ${bce_value} \approx "
        "{bce_rounded}$.",
    ),
    Text(
        de="Bei drei Klassen bleibt von jeder Summe nur der Summand der richtigen Klasse: $p = ({true_entries})$, der "
        r"Mittelwert ist ${ce_value} \approx {ce_rounded}$.",
        en="With three classes only one term of each sum remains, that of the correct class: $p = ({true_entries})$, the "
        r"mean is ${ce_value} \approx {ce_rounded}$.",
    ),
    Text(
        de=r"Die Ableitung der BCE nach $\sigma$ ist $\frac{\sigma - y}{\sigma (1 - \sigma)}$; multipliziert mit $\sigma'(z) "
        r"= \sigma (1 - \sigma)$ bleibt $\sigma(z) - y$.",
        en=r"The derivative of the BCE with respect to $\sigma$ is $\frac{\sigma - y}{\sigma (1 - \sigma)}$; multiplied by "
        r"$\sigma'(z) = \sigma (1 - \sigma)$, this leaves $\sigma(z) - y$.",
    ),
    Text(
        de="Im Code hilft es, zuerst p auszuwählen und dann nur einen Logarithmus zu nehmen: So entsteht nirgends 0·log 0.",
        en="In code it helps to choose p first and then take one logarithm only: then 0·log 0 never occurs.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Deine BCE als Strich. Balken zeigen, was jeder Punkt kostet, sobald sie stimmt.",
        en="Your BCE as a line. Bars show what each point costs, once it is right.",
    ),
    legend={
        "costs": Text(de="was jeder der drei Punkte kostet", en="what each of the three points costs"),
        "mean": Text(de="deine BCE", en="your BCE"),
    },
)
def cost_of_each_point(right, bce_value, truth, guess):
    own = number(bce_value)
    bars = tuple((place, float(cost)) for place, cost in enumerate(costs(truth, guess), start=1))
    return panel(
        Bars(bars, COURSE, "costs") if "bce_value" in right else None,
        Horizontal(0),
        None if own is None else Horizontal(own, tone("bce_value", right), "mean"),
        x=Axis("", 0, 4, ticks=((1, "1"), (2, "2"), (3, "3"))),
        y="−log p",
    )


PROBABILITIES = tuple(Rational(text) for text in ("1/8", "1/4", "1/2", "3/4", "4/5", "1/5"))
ROWS = tuple(tuple(map(Rational, row)) for row in (("1/4", "1/2", "1/4"), ("1/2", "1/4", "1/4"), ("1/4", "1/4", "1/2")))
STEEP_ROWS = tuple(tuple(map(Rational, row)) for row in (("1/8", "1/8", "3/4"), ("1/8", "3/4", "1/8"), ("3/4", "1/8", "1/8")))


@exercise.variants(count=12)
def draw(dice):
    """Labels of both kinds, and classes from 1 on, so that counting from 1 is a mistake that can be made; so is taking the
    prediction where 1 minus the prediction belongs."""
    while True:
        truth = tuple(dice.shuffled(dice.choice(((1, 0, 1), (1, 0, 0)))))
        guess = tuple(dice.choice(PROBABILITIES) for _ in range(3))
        if prod(true_probabilities(truth, guess)) != prod(guess):
            break
    return {
        "truth": truth,
        "guess": guess,
        "row1": dice.choice(ROWS),
        "row2": dice.choice(STEEP_ROWS),
        "label1": dice.integer(1, 2),
        "label2": dice.integer(1, 2),
    }
