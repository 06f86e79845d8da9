"""Exercise 19: the derivative of the sigmoid, sigma(x) = 1/(1 + e^-x).

sigma'(x) = e^-x/(1 + e^-x)^2 = s*(1-s) with s = sigma(x). Since s*(1-s) = 1/4 - (s - 1/2)^2, it is at most 1/4, there
where s = 1/2, that is at x = 0; it tends to 0 for x -> +-oo and never is 0. By the chain rule
sigma'' = (1 - 2s)*sigma' = s*(1-s)*(1-2s). At x = log k: sigma = k/(k+1), sigma' = k/(k+1)^2. tanh' = 1 - tanh^2 <= 1.
"""

import math

from sympy import Interval, exp, symbols

from grader.authoring import EXACT, HAND, Exercise, Expression, Given, Rational, SolutionSet, Text, Value, Vector
from grader.authoring.drawing import OWN, QUIET, RIGHT, graph, numbers

x, s = symbols("x s")

BETWEEN_0_AND_1 = {"s": "(0, 1)"}

exercise = Exercise(
    title=Text(de="Die Ableitung der Sigmoidfunktion", en="The derivative of the sigmoid"),
    statement=Text(
        de=r"Die Sigmoidfunktion ist $\sigma(x) = \frac{1}{1 + e^{-x}}$. Leite sie ab und finde heraus, wie steil sie werden "
        r"kann. Wo ein Ergebnis „in $s$“ verlangt ist, steht $s$ für den Wert $\sigma(x)$ selbst, also $0 < s < 1$.",
        en=r"The sigmoid is $\sigma(x) = \frac{1}{1 + e^{-x}}$. Differentiate it and find out how steep it can get. "
        r"Where a result “in $s$” is asked, $s$ is the value $\sigma(x)$ itself, so $0 < s < 1$.",
    ),
    given=Given(k=3),
    symbols="x s",
)


@exercise.item(
    Expression(symbols=("x",)),
    points=2,
    prompt=Text(de=r"Berechne $\sigma'(x)$ als Formel in $x$.", en=r"Compute $\sigma'(x)$ as a formula in $x$."),
)
def derivative():
    return exp(-x) / (1 + exp(-x)) ** 2


@derivative.mistake(
    "M1",
    Text(
        de="σ steigt überall – welches Vorzeichen muss σ' dann haben?",
        en="σ increases everywhere – so which sign must σ' have?",
    ),
)
def lost_the_inner_minus():
    return -exp(-x) / (1 + exp(-x)) ** 2


@exercise.item(
    Expression(symbols=("s",), domain=BETWEEN_0_AND_1),
    points=1,
    prompt=Text(
        de=r"Drücke $\sigma'(x)$ nur durch $s = \sigma(x)$ aus; $x$ kommt nicht mehr vor.",
        en=r"Express $\sigma'(x)$ by $s = \sigma(x)$ alone; $x$ does not occur any more.",
    ),
)
def slope_in_s():
    return s * (1 - s)


@slope_in_s.mistake(
    "M2",
    Text(
        de="Das ist die Ableitung einer anderen Aktivierungsfunktion.",
        en="That is the derivative of another activation function.",
    ),
)
def took_the_rule_of_tanh():
    return 1 - s**2


@exercise.item(
    Vector(2, within=EXACT),
    points=1,
    prompt=Text(
        de=r"Wo ist $\sigma'$ am größten, und wie groß ist es dort? Gib eine Liste aus der Stelle $x$ und dem Wert von "
        r"$\sigma'$ an.",
        en=r"Where is $\sigma'$ largest, and how large is it there? Give a list of the place $x$ and the value of $\sigma'$.",
    ),
)
def steepest():
    return [0, Rational(1, 4)]


@steepest.mistake(
    "M3",
    Text(
        de="Die Stelle stimmt; gefragt ist aber der Wert der Ableitung.",
        en="The place is right; but the value of the derivative is asked.",
    ),
)
def gave_the_value_of_sigma():
    return [0, Rational(1, 2)]


@steepest.mistake(
    "M4",
    Text(
        de="Rechne nach: Setze die Stelle in deine Formel für die Ableitung ein.",
        en="Check it: insert the place into your formula for the derivative.",
    ),
)
def thought_slope_one():
    return [0, 1]


def free_of_s(slope_in_s):
    """A constant has the same value everywhere: nothing would be inserted."""
    return not slope_in_s.has(s)


@steepest.follows(slope_in_s, unless=free_of_s)
def steepest_by_own_formula(slope_in_s):
    value = slope_in_s.subs(s, Rational(1, 2))
    return [0, value] if value.is_real and value.is_finite else None


@exercise.item(
    SolutionSet(symbols=("x",)),
    points=2,
    prompt=Text(
        de=r"Gib die Menge aller Werte an, die $\sigma'$ annimmt, wenn $x$ alle reellen Zahlen durchläuft.",
        en=r"Give the set of all values that $\sigma'$ takes when $x$ runs through all real numbers.",
    ),
)
def slope_values():
    return Interval.Lopen(0, Rational(1, 4))


@slope_values.mistake(
    "M5",
    Text(de="Wird der kleinste Wert wirklich angenommen?", en="Is the lowest value really attained?"),
)
def included_zero():
    return Interval(0, Rational(1, 4))


@exercise.item(
    Vector(2, within=HAND),
    points=1,
    prompt=Text(
        de=r"Berechne $\sigma(\log {k})$ und $\sigma'(\log {k})$ als Liste (log ist der natürliche Logarithmus).",
        en=r"Compute $\sigma(\log {k})$ and $\sigma'(\log {k})$ as a list (log is the natural logarithm).",
    ),
)
def values_at_log(k):
    return [k / (k + 1), k / (k + 1) ** 2]


@values_at_log.mistake(
    "M6",
    Text(
        de=r"Achte auf das Minus im Exponenten: $e^{-\log {k}}$ ist kleiner als 1.",
        en=r"Mind the minus in the exponent: $e^{-\log {k}}$ is less than 1.",
    ),
)
def lost_the_sign_in_the_exponent(k):
    return [1 / (k + 1), k / (k + 1) ** 2]


def no_value_of_sigma(previous):
    """Outside of (0, 1) it is no value of sigma; at 0 and 1 the product would be 0 without any calculation."""
    return not (previous.is_real and 0 < previous < 1)


@values_at_log.from_previous(unless=no_value_of_sigma)
def slope_from_own_value(previous):
    return previous * (1 - previous)


@exercise.item(
    Expression(symbols=("s",), domain=BETWEEN_0_AND_1),
    points=2,
    bonus=True,
    prompt=Text(
        de=r"Drücke auch die zweite Ableitung $\sigma''(x)$ nur durch $s$ aus.",
        en=r"Express the second derivative $\sigma''(x)$ by $s$ alone, too.",
    ),
)
def second_derivative():
    return s * (1 - s) * (1 - 2 * s)


@second_derivative.mistake(
    "M7",
    Text(de="Vergiss nicht: s hängt selbst von x ab.", en="Do not forget: s itself depends on x."),
)
def missed_the_inner_derivative():
    return 1 - 2 * s


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de=r"Zum Vergleich: Wie groß wird die Ableitung von $\tanh$ höchstens?",
        en=r"For comparison: how large does the derivative of $\tanh$ get at most?",
    ),
)
def tanh_steepest():
    return 1


exercise.worked(
    Text(
        de=r"Schreibe $\sigma(x) = (1 + e^{-x})^{-1}$. Kettenregel: $\sigma'(x) = -(1 + e^{-x})^{-2} \cdot (-e^{-x}) = "
        r"{derivative}$.",
        en=r"Write $\sigma(x) = (1 + e^{-x})^{-1}$. Chain rule: $\sigma'(x) = -(1 + e^{-x})^{-2} \cdot (-e^{-x}) = "
        r"{derivative}$.",
    ),
    Text(
        de=r"Mit $s = \frac{1}{1 + e^{-x}}$ ist $\frac{e^{-x}}{1 + e^{-x}} = 1 - s$, das Produkt der beiden also "
        r"${slope_in_s}$. "
        r"Quadratisch ergänzt ist das $\frac{1}{4} - (s - \frac{1}{2})^2$: am größten für $s = \frac{1}{2}$, das ist bei $x = "
        r"0$. "
        r"Für $x \to \pm\infty$ geht es gegen 0, ohne es zu erreichen; die Werte sind ${slope_values}$.",
        en=r"With $s = \frac{1}{1 + e^{-x}}$ we have $\frac{e^{-x}}{1 + e^{-x}} = 1 - s$, so the product of the two is "
        r"${slope_in_s}$. Completing the square gives $\frac{1}{4} - (s - \frac{1}{2})^2$: largest for $s = \frac{1}{2}$, "
        r"which is "
        r"at $x = 0$. For $x \to \pm\infty$ it tends to 0 without getting there; the values are ${slope_values}$.",
    ),
    Text(
        de=r"Bei $x = \log {k}$ ist $e^{-x} = \frac{1}{{k}}$; das gibt ${values_at_log}$. Noch einmal abgeleitet, wieder mit "
        r"der "
        r"Kettenregel: $(1 - 2s) \cdot \sigma' = {second_derivative}$. Beim Tangens hyperbolicus ist die Ableitung $1 - "
        r"\tanh^2 x$, "
        r"höchstens ${tanh_steepest}$: viermal so steil.",
        en=r"At $x = \log {k}$ we have $e^{-x} = \frac{1}{{k}}$, which gives ${values_at_log}$. Differentiate once more, "
        r"again by the "
        r"chain rule: $(1 - 2s) \cdot \sigma' = {second_derivative}$. The derivative of the hyperbolic tangent is $1 - "
        r"\tanh^2 x$, "
        r"at most ${tanh_steepest}$: four times as steep.",
    ),
)


@exercise.picture(
    alt=Text(
        de=r"Die Sigmoidfunktion als Kurve und der höchste Punkt von $\sigma'$, den du angegeben hast.",
        en=r"The sigmoid as a curve, and the highest point of $\sigma'$ that you gave.",
    ),
    caption=Text(
        de="Grau: σ. Orange: dein höchster Punkt von σ'. Blau: σ' selbst, sobald er stimmt.",
        en="Grey: σ. Orange: your highest point of σ'. Blue: σ' itself, once it is right.",
    ),
)
def sigmoid_and_its_slope(axes, right, steepest):
    def sigmoid(place):
        return 1 / (1 + math.exp(-place))

    graph(axes, sigmoid, -6, 6, color=QUIET)
    if "steepest" in right:
        graph(axes, lambda place: sigmoid(place) * (1 - sigmoid(place)), -6, 6)
    if len(own := numbers(steepest)) == 2 and abs(own[0]) <= 6:
        axes.plot(*([part] for part in own), "D", color=RIGHT if "steepest" in right else OWN)
    axes.set_xlabel("$x$")


@exercise.variants(count=4)
def draw(dice):
    return {"k": dice.choice((2, 3, 4, 9))}
