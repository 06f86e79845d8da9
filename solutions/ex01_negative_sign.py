"""Exercise 1: why there is a minus in front of cross-entropy.

With a one-hot label only the summand of the true class is left: S = log p and L = -S, where p is what the net gives to the
truth. log rises from -oo (p -> 0+) to log 1 = 0, so its values on (0, 1] are (-oo, 0], and mirrored [0, oo) for the loss.
(-log p)' = -1/p < 0: a larger p makes a smaller loss. Without the minus, log p has no smallest value at all.
"""

from sympy import Interval, Lambda, Symbol, Tuple, imageset, log, oo, symbols

from grader.authoring import HAND, Exercise, Expression, Given, Option, Rational, Right, SolutionSet, Text, Value
from grader.authoring.drawing import OWN, QUIET, RIGHT, graph, number

p = symbols("p")


def one_hot(predicted, c):
    return Tuple(*(int(position == c) for position in range(len(predicted))))


exercise = Exercise(
    title=Text(de="Das Minus vor der Kreuzentropie", en="The minus sign in cross-entropy"),
    statement=Text(
        de=r"Ein Netz sagt für {K} Klassen $\hat y = ({predicted})$ voraus, richtig ist die Klasse mit der 1 in $y = "
        r"({label})$. Untersuche zuerst die Summe ohne Minus, danach die Funktion $\ell(p) = -\log p$ für $0 < p \le 1$; $p$ "
        r"ist die Wahrscheinlichkeit, die das Netz der richtigen Klasse gibt. $\log$ ist der natürliche Logarithmus.",
        en=r"A net predicts $\hat y = ({predicted})$ for {K} classes; the correct one is the class with the 1 in $y = "
        r"({label})$. First study the sum without the minus, then the function $\ell(p) = -\log p$ for $0 < p \le 1$; $p$ is "
        r"the probability that the net gives to the correct class. $\log$ is the natural logarithm.",
    ),
    given=Given(predicted=(Rational(1, 4), Rational(1, 2), Rational(1, 4)), c=1),
    symbols="p x",
    formulas={"K": lambda predicted: len(predicted), "label": one_hot},
)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de=r"Berechne $S = \sum_k y_k \cdot \log \hat y_k$ (ohne Minus).",
        en=r"Compute $S = \sum_k y_k \cdot \log \hat y_k$ (without the minus).",
    ),
)
def without_minus(predicted, c):
    return log(predicted[c])


@without_minus.mistake(
    "M1",
    Text(
        de="Welche Summanden bleiben übrig, wenn du mit y_k multiplizierst?",
        en="Which terms survive the multiplication by y_k?",
    ),
)
def summed_all_classes(predicted):
    return sum(map(log, predicted))


@without_minus.mistake(
    "M2",
    Text(
        de="In der Formel ist der natürliche Logarithmus gemeint.",
        en="The formula means the natural logarithm.",
    ),
)
def took_base_10(predicted, c):
    return log(predicted[c], 10)


@without_minus.mistake(
    "M3",
    Text(de="Prüfe die Basis deines Logarithmus.", en="Check the base of your logarithm."),
)
def took_base_2(predicted, c):
    return log(predicted[c], 2)


@without_minus.mistake(
    "M4",
    Text(
        de="Gemittelt wird über Datenpunkte, nicht über Klassen.",
        en="The mean runs over data points, not classes.",
    ),
)
def divided_by_the_classes(predicted, c):
    return log(predicted[c]) / len(predicted)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de="Wie groß ist der Loss dieses Datenpunkts?",
        en="How large is the loss of this data point?",
    ),
)
def loss(predicted, c):
    return -log(predicted[c])


@loss.mistake(
    "M5",
    Text(
        de="Kann ein Loss nach deiner Antwort d) diesen Wert haben?",
        en="Is that value possible given your answer d)?",
    ),
)
def forgot_the_minus(predicted, c):
    return log(predicted[c])


def is_no_log(without_minus):
    """A sum of logs of probabilities is negative; from 0 on the minus would do nothing or hide the mistake."""
    return not (without_minus.is_real and without_minus < 0)


@loss.follows(without_minus, unless=is_no_log)
def minus_own_sum(without_minus):
    return -without_minus


@exercise.item(
    SolutionSet(symbols=("x",)),
    points=1,
    prompt=Text(
        de=r"Welche Werte $x = \log p$ sind für $0 < p \le 1$ möglich? Gib die ganze Menge an.",
        en=r"Which values $x = \log p$ are possible for $0 < p \le 1$? Give the whole set.",
    ),
)
def range_of_log():
    return Interval(-oo, 0)


@range_of_log.mistake(
    "M6",
    Text(de="Was ist mit der Wahrscheinlichkeit p = 1?", en="What about probability p = 1?"),
)
def left_out_certainty():
    return Interval.open(-oo, 0)


@exercise.item(
    SolutionSet(symbols=("x",)),
    points=1,
    prompt=Text(
        de=r"Welche Werte $x = \ell(p)$ sind möglich? Gib die ganze Menge an.",
        en=r"Which values $x = \ell(p)$ are possible? Give the whole set.",
    ),
)
def range_of_loss():
    return Interval(0, oo)


@range_of_loss.follows(range_of_log)
def mirror_image_of_own_range(range_of_log):
    number = Symbol("number")
    return imageset(Lambda(number, -number), range_of_log)


@exercise.item(
    Expression(symbols=("p",), domain={"p": "(0, 1]"}),
    points=1,
    prompt=Text(de=r"Berechne die Ableitung $\ell'(p)$.", en=r"Compute the derivative $\ell'(p)$."),
)
def slope_of_loss():
    return -1 / p


@slope_of_loss.mistake(
    "M7",
    Text(
        de="Der Vorfaktor von log p darf beim Ableiten nicht verschwinden.",
        en="Keep the prefactor of log p when differentiating.",
    ),
)
def lost_the_sign():
    return 1 / p


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de=r"Welchen Grenzwert hat $\log p$ für $p \to 0^+$? (Unendlich schreibst du `oo`.)",
        en=r"What is the limit of $\log p$ for $p \to 0^+$? (Write `oo` for infinity.)",
    ),
)
def log_near_zero():
    return -oo


without_it = exercise.choice(
    points=1,
    prompt=Text(
        de="Jemand vergisst das Minus, minimiert aber trotzdem. Was passiert mit der Wahrscheinlichkeit der richtigen Klasse?",
        en="Somebody drops the minus and still minimises. What happens to the probability of the true class?",
    ),
    options={
        "A": Option(Text(de="sie wird trotzdem gegen 1 gedrückt", en="it is pushed to 1 all the same")),
        "B": Right(
            Text(
                de="sie wird gegen 0 gedrückt, und der Wert fällt unbeschränkt: es gibt kein Minimum",
                en="it is pushed to 0, and the value falls without bound: there is no minimum",
            )
        ),
        "C": Option(
            Text(
                de="nichts Neues, es ändert sich nur das angezeigte Vorzeichen",
                en="nothing new, only the displayed sign changes",
            ),
            mistake="M8",
            feedback=Text(
                de="Setze p = 0,9 und p = 0,1 ein: welcher Wert ist ohne Minus kleiner?",
                en="Insert p = 0.9 and p = 0.1: which one is smaller without the minus?",
            ),
        ),
        "D": Option(
            Text(
                de="das Training bricht ab, weil man negative Zahlen nicht minimieren kann",
                en="training stops, because negative numbers cannot be minimised",
            )
        ),
    },
)

why_minus = exercise.prose(
    marks=2,
    prompt=Text(de="Wozu dient das Minus? Antworte in einem Satz.", en="What is the minus for? Answer in one sentence."),
    rubric=[
        Text(
            de="log p ist nie positiv, weil p höchstens 1 ist. (Nicht genug: „weil ein Loss positiv ist“.)",
            en="log p is never positive, because p is at most 1. (Not enough: “because losses are positive”.)",
        ),
        Text(
            de="Damit liegt das Minimum bei p = 1: Wer den Loss minimiert, macht die Wahrheit wahrscheinlicher.",
            en="So the minimum is at p = 1: minimising the loss makes the truth more probable.",
        ),
    ],
)

SHAPES = (
    (Rational(1, 2), Rational(1, 4), Rational(1, 4)),
    (Rational(1, 2), Rational(1, 4), Rational(1, 8), Rational(1, 8)),
    (Rational(1, 5), Rational(2, 5), Rational(2, 5)),
)


@exercise.variants(count=12)
def draw(dice):
    predicted = dice.shuffled(dice.choice(SHAPES))
    return {"predicted": Tuple(*predicted), "c": dice.integer(0, len(predicted) - 1)}


exercise.worked(
    Text(
        de=r"Mit $y = ({label})$ wird jeder Summand mit 0 multipliziert, nur der zur richtigen Klasse nicht: "
        r"$S = {without_minus}$. Der Loss ist $-S = {loss}$.",
        en=r"With $y = ({label})$ every summand is multiplied by 0 except that of the true class: $S = {without_minus}$. "
        r"The loss is $-S = {loss}$.",
    ),
    Text(
        de=r"$\log p$ steigt mit $p$, ist bei $p = 1$ gleich 0 und fällt für $p \to 0^+$ gegen $-\infty$. Die möglichen Werte "
        r"sind also ${range_of_log}$, und gespiegelt ${range_of_loss}$. Die Ableitung ${slope_of_loss}$ ist negativ: Je größer "
        "$p$, desto kleiner der Loss. Wer ihn minimiert, macht die richtige Klasse wahrscheinlicher.",
        en=r"$\log p$ rises with $p$, is 0 at $p = 1$ and falls to $-\infty$ for $p \to 0^+$. So the possible values are "
        r"${range_of_log}$, and mirrored ${range_of_loss}$. The derivative ${slope_of_loss}$ is negative: the larger $p$, the "
        "smaller the loss. Minimising it makes the true class more probable.",
    ),
    Text(
        de=r"Ohne das Minus würde $\log p$ selbst minimiert. Das wird immer noch kleiner, wenn man $p$ gegen 0 drückt: Ein "
        "Minimum gibt es nicht, und das Netz lernt das Gegenteil.",
        en=r"Without the minus $\log p$ itself would be minimised. It gets ever smaller if $p$ is pushed towards 0: there is "
        "no minimum, and the net learns the opposite.",
    ),
)


@exercise.picture(
    alt=Text(
        de=r"Die Graphen von $\log p$ und $-\log p$ für $0 < p \le 1$ und darauf deine Werte aus a) und b).",
        en=r"The graphs of $\log p$ and $-\log p$ for $0 < p \le 1$ and on them your values of a) and b).",
    ),
    caption=Text(
        de=r"Blau: $-\log p$, grau: $\log p$. Orange: deine Summe und dein Loss, grün, sobald sie stimmen. Nach rechts (Pfeil) "
        "werden die Vorhersagen besser.",
        en=r"Blue: $-\log p$, grey: $\log p$. Orange: your sum and your loss, green once they are right. Predictions become "
        "better to the right (arrow).",
    ),
)
def log_and_its_mirror_image(axes, right, without_minus, loss, predicted, c):
    from math import log as ln

    graph(axes, lambda place: -ln(place), 0.02, 1)
    graph(axes, ln, 0.02, 1, color=QUIET)
    axes.axhline(0, color=QUIET, linewidth=1)
    axes.axvline(float(predicted[c]), color=QUIET, linestyle=":")
    for name, answer in (("without_minus", without_minus), ("loss", loss)):
        value = number(answer)
        if value is not None:
            axes.plot([float(predicted[c])], [value], "o", color=RIGHT if name in right else OWN)
    axes.annotate("", (0.98, 3.6), (0.6, 3.6), arrowprops={"arrowstyle": "->", "color": QUIET, "linewidth": 2})
    axes.set_xlabel("$p$")
