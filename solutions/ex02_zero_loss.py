"""Exercise 2: when is the loss zero?

BCE = -[y*log(yhat) + (1-y)*log(1-yhat)] with 0*log(0) := 0. For y = 1 it is -log(yhat), zero only at 1; y = 0 is the mirror
image. For 0 < y < 1 its slope (yhat-y)/(yhat*(1-yhat)) changes from - to + at yhat = y, so the smallest value is the entropy
H(y) = -y*log(y) - (1-y)*log(1-y) > 0: there is no zero. With one-hot y the CCE is -log(yhat_c), zero only at yhat = y.
"""

from sympy import EmptySet, FiniteSet, Rational, Tuple, log, symbols

from grader.authoring import HAND, Exercise, Expression, Given, Option, Right, SolutionSet, Text, Value, Vector
from grader.authoring.drawing import OWN, QUIET, RIGHT, graph, number, numbers

y = symbols("y")

PREDICTIONS = SolutionSet(symbols=("yhat",), domain={"yhat": "[0; 1]"})


def entropy(label):
    return -label * log(label) - (1 - label) * log(1 - label)


def certain(k, c):
    return [1 if index == c else 0 for index in range(k)]


exercise = Exercise(
    title=Text(de="Wann ist der Loss null?", en="When is the loss zero?"),
    statement=Text(
        de=r"Für ein Label $y$ und eine Vorhersage $\hat y \in [0, 1]$ ist "
        r"$\mathrm{BCE}(\hat y, y) = -[y \log\hat y + (1-y)\log(1-\hat y)]$ mit der Vereinbarung $0 \cdot \log 0 = 0$ und dem "
        "natürlichen Logarithmus. Suche alle Nullstellen: zuerst für harte Labels, dann für ein weiches. Übertrage das "
        "Ergebnis auf die CCE mit {k} Klassen. In Mengen heißt die Vorhersage `yhat`.",
        en=r"For a label $y$ and a prediction $\hat y \in [0, 1]$ let "
        r"$\mathrm{BCE}(\hat y, y) = -[y \log\hat y + (1-y)\log(1-\hat y)]$, where $0 \cdot \log 0 = 0$ by convention and "
        "log is natural. Find all zeros: first for hard labels, then for a soft one. Carry the result over to the CCE with {k} "
        "classes. In sets the prediction is called `yhat`.",
    ),
    given=Given(k=4, c=1, q=Rational(1, 4)),
    symbols="y yhat",
    formulas={"onehot": lambda k, c: Tuple(*certain(k, c))},
)


@exercise.item(
    PREDICTIONS,
    points=1,
    prompt=Text(
        de=r"Das Label ist $y = 1$. Für welche $\hat y$ ist die BCE null? Gib die Menge an.",
        en=r"The label is $y = 1$. For which $\hat y$ is the BCE zero? Give the set.",
    ),
)
def zeros_for_one():
    return FiniteSet(1)


@exercise.item(
    PREDICTIONS,
    points=1,
    prompt=Text(
        de=r"Und für welche $\hat y$ bei $y = 0$?",
        en=r"And for which $\hat y$ if $y = 0$?",
    ),
)
def zeros_for_zero():
    return FiniteSet(0)


@zeros_for_zero.mistake(
    "M1",
    Text(de="Setze dein ŷ mit y = 0 in die Formel ein.", en="Insert your ŷ with y = 0 into the formula."),
)
def always_predicted_one():
    return FiniteSet(1)


@zeros_for_zero.mistake(
    "M2",
    Text(
        de="Einer deiner Werte macht einen Logarithmus unendlich groß.",
        en="One of your values makes a logarithm blow up.",
    ),
)
def took_both_ends():
    return FiniteSet(0, 1)


@exercise.item(
    Vector("k"),
    points=1,
    prompt=Text(
        de=r"CCE mit $y = {onehot}$: Welcher Wahrscheinlichkeitsvektor $\hat y$ hat den Loss 0?",
        en=r"CCE with $y = {onehot}$: which probability vector $\hat y$ has loss 0?",
    ),
)
def certain_prediction(k, c):
    return certain(k, c)


@certain_prediction.mistake(
    "M3",
    Text(
        de="Wie groß ist −log deiner Wahrscheinlichkeit der richtigen Klasse?",
        en="How large is −log of your true-class probability?",
    ),
)
def spread_evenly(k):
    return [1 / k] * int(k)


@certain_prediction.mistake(
    "M4",
    Text(
        de="Wahrscheinlichkeiten müssen sich zu etwas Bestimmtem summieren.",
        en="Probabilities must add up to something specific.",
    ),
)
def gave_all_ones(k):
    return [1] * int(k)


mean_is_zero = exercise.choice(
    points=1,
    prompt=Text(
        de="Der Mittelwert der Losses über $n$ Datenpunkte ist genau dann 0, wenn …",
        en="The mean of the losses over $n$ data points is 0 if and only if …",
    ),
    options={
        "A": Right(
            Text(
                de="jeder einzelne Summand 0 ist (keiner kann negativ sein)",
                en="every single summand is 0 (none can be negative)",
            )
        ),
        "B": Option(
            Text(
                de="sich positive und negative Summanden aufheben",
                en="positive and negative summands cancel",
            )
        ),
        "C": Option(
            Text(
                de="wenigstens ein Punkt perfekt vorhergesagt ist",
                en="at least one point is predicted perfectly",
            )
        ),
        "D": Option(
            Text(de="jeder argmax stimmt", en="every argmax is right"),
            mistake="M9",
            feedback=Text(
                de="Auch wenn die richtige Klasse nur die Wahrscheinlichkeit 0,5 hat, kann der argmax stimmen. "
                "Wie groß ist dann der Loss?",
                en="The argmax may be right with probability 0.5 for the true class, too. How large is the loss then?",
            ),
        ),
    },
)


@exercise.item(
    Expression(symbols=("y",), domain={"y": "(0.01; 0.99)"}),
    points=2,
    bonus=True,
    prompt=Text(
        de=r"Das Label $y \in (0, 1)$ ist weich und fest. Was ist der kleinste Wert der BCE über alle $\hat y$? "
        "Antworte mit einer Formel in `y`.",
        en=r"The label $y \in (0, 1)$ is soft and fixed. What is the smallest BCE over all $\hat y$? "
        "Answer with a formula in `y`.",
    ),
)
def lowest_bce():
    return entropy(y)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de="Wie groß ist dieser kleinste Wert für $y = {q}$? (3 Nachkommastellen)",
        en="How large is this smallest value for $y = {q}$? (3 decimals)",
    ),
)
def lowest_for_soft(q):
    return entropy(q)


@lowest_for_soft.mistake(
    "M5",
    Text(
        de="Rechne mit ŷ = y = {q} beide Summanden wirklich aus.",
        en="Really work out both terms at ŷ = y = {q}.",
    ),
)
def trusted_an_equal_prediction():
    return 0


@lowest_for_soft.mistake(
    "M6",
    Text(
        de="Die Formel hat zwei Summanden, keiner ist hier null.",
        en="The formula has two terms, neither is zero here.",
    ),
)
def dropped_the_second_summand(q):
    return -q * log(q)


@lowest_for_soft.mistake("M7", Text(de="Natürlicher Logarithmus!", en="Natural logarithm!"))
def used_base_two(q):
    return entropy(q) / log(2)


def does_not_depend_on_the_label(lowest_bce):
    return not lowest_bce.has(y)


@lowest_for_soft.follows(lowest_bce, unless=does_not_depend_on_the_label)
def own_formula_at_the_label(lowest_bce, q):
    value = lowest_bce.subs(y, q)
    return value if value.is_real and value.is_finite else None


@exercise.item(
    PREDICTIONS,
    points=1,
    bonus=True,
    prompt=Text(
        de=r"Das Label ist $y = {q}$. Gib die Menge aller $\hat y$ an, für die die BCE null ist.",
        en=r"The label is $y = {q}$. Give the set of all $\hat y$ for which the BCE is zero.",
    ),
)
def zeros_for_soft():
    return EmptySet


@zeros_for_soft.mistake(
    "M8",
    Text(
        de="Das ist die beste Vorhersage – aber ist der Loss dort null?",
        en="That is the best prediction – but is the loss zero there?",
    ),
)
def gave_the_best_prediction(q):
    return FiniteSet(q)


reached_by_sigmoid = exercise.choice(
    points=1,
    prompt=Text(
        de=r"Jetzt ist $\hat y = \sigma(z)$ mit endlichem $z$, $y = 1$, und gerechnet wird exakt. Was gilt?",
        en=r"Now $\hat y = \sigma(z)$ with finite $z$, $y = 1$, and the calculation is exact. What is true?",
    ),
    options={
        "A": Option(Text(de="Bei $z = 0$ wird der Loss 0 erreicht.", en="Loss 0 is reached at $z = 0$.")),
        "B": Option(Text(de="Für jedes große $z$ wird er erreicht.", en="It is reached for every large $z$.")),
        "C": Right(
            Text(
                de=r"Er wird nie erreicht, nur angenähert für $z \to \infty$.",
                en=r"It is never reached, only approached as $z \to \infty$.",
            )
        ),
        "D": Option(Text(de="Für $z > 0$ ist der Loss negativ.", en="The loss is negative for $z > 0$.")),
    },
)

justify_the_mean = exercise.prose(
    marks=2,
    prompt=Text(
        de="Begründe in ein, zwei Sätzen deine Antwort zum Mittelwert.",
        en="Justify your answer about the mean in one or two sentences.",
    ),
    rubric=[
        Text(de="Alle Summanden sind größer oder gleich 0.", en="All summands are greater than or equal to 0."),
        Text(
            de="Eine Summe nichtnegativer Zahlen ist genau dann 0, wenn jede von ihnen 0 ist.",
            en="A sum of non-negative numbers is 0 if and only if each of them is 0.",
        ),
    ],
)


@exercise.variants(count=10)
def draw(dice):
    classes = dice.choice((3, 4, 5))
    return {
        "k": classes,
        "c": dice.integer(0, classes - 1),
        "q": dice.choice((Rational(1, 5), Rational(1, 4), Rational(1, 3), Rational(2, 5))),
    }


exercise.worked(
    Text(
        de=r"Für $y = 1$ bleibt $-\log \hat y$ übrig; das ist 0 genau für ${zeros_for_one}$. Für $y = 0$ ist es gespiegelt: "
        r"${zeros_for_zero}$. Bei der CCE mit One-Hot-Label bleibt nur der Summand der richtigen Klasse, also muss ihre "
        r"Wahrscheinlichkeit 1 sein und jede andere 0.",
        en=r"For $y = 1$ only $-\log \hat y$ remains; it is 0 exactly for ${zeros_for_one}$. For $y = 0$ it is mirrored: "
        r"${zeros_for_zero}$. In the CCE with a one-hot label only the summand of the correct class remains, so its "
        r"probability "
        r"must be 1 and every other 0.",
    ),
    Text(
        de=r"Bei einem weichen Label ist die Ableitung $(\hat y - y) / (\hat y (1 - \hat y))$. Sie wechselt bei $\hat y "
        r"= y$ von minus "
        r"auf plus: Dort liegt das Minimum, und sein Wert ist die Entropie ${lowest_bce}$. Für $y = {q}$ sind das "
        r"${lowest_for_soft}$, also mehr als 0: Der Loss hat dann gar keine Nullstelle.",
        en=r"With a soft label the derivative is $(\hat y - y) / (\hat y (1 - \hat y))$. It changes from minus to plus at "
        r"$\hat y = y$: there lies the minimum, and its value is the entropy ${lowest_bce}$. For $y = {q}$ that is "
        r"${lowest_for_soft}$, more than 0: then the loss has no zero at all.",
    ),
    Text(
        de=r"Ein Mittelwert von Zahlen, die alle $\ge 0$ sind, ist nur 0, wenn jede 0 ist. Mit $\hat y = \sigma(z)$ und "
        r"$y = 1$ ist "
        r"der Loss $\log(1 + e^{-z})$: immer positiv, und erst im Grenzwert $z \to \infty$ nähert er sich 0.",
        en=r"A mean of numbers that are all $\ge 0$ is 0 only if each of them is 0. With $\hat y = \sigma(z)$ and $y = "
        r"1$ the loss is "
        r"$\log(1 + e^{-z})$: always positive, and only in the limit $z \to \infty$ it comes near 0.",
    ),
)


@exercise.picture(
    alt=Text(
        de=r"Der BCE über der Vorhersage $\hat y$ für $y = 0$, $y = 1$ und $y = {q}$, dazu deine Werte.",
        en=r"The BCE over the prediction $\hat y$ for $y = 0$, $y = 1$ and $y = {q}$, with your values.",
    ),
    caption=Text(
        de="Blau: y = 1 (durchgezogen) und y = 0 (gestrichelt). Grau: das weiche Label. Orange: deine Nullstellen und "
        "dein kleinster "
        "Wert (waagrecht), grün, sobald sie stimmen.",
        en="Blue: y = 1 (solid) and y = 0 (dashed). Grey: the soft label. Orange: your zeros and your lowest value "
        "(horizontal), "
        "green once they are right.",
    ),
)
def three_losses(axes, right, zeros_for_one, zeros_for_zero, lowest_for_soft, q):
    from math import log as ln

    soft = float(q)
    graph(axes, lambda place: -ln(place), 0.01, 0.999)
    graph(axes, lambda place: -ln(1 - place), 0.001, 0.99, linestyle="--")
    graph(axes, lambda place: -soft * ln(place) - (1 - soft) * ln(1 - place), 0.01, 0.99, color=QUIET)
    for name, zeros in (("zeros_for_one", zeros_for_one), ("zeros_for_zero", zeros_for_zero)):
        places = numbers(zeros) if isinstance(zeros, FiniteSet) else []
        axes.plot(places, [0] * len(places), "o", color=RIGHT if name in right else OWN, clip_on=False)
    lowest = number(lowest_for_soft)
    if lowest is not None and -1 < lowest < 4:
        axes.axhline(lowest, color=RIGHT if "lowest_for_soft" in right else OWN, linestyle=":")
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.2, 4)
    axes.set_xlabel(r"$\hat y$")
