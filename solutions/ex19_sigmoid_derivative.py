"""Exercise 19: the derivative of the sigmoid, sigma(x) = 1/(1 + e^-x).

sigma'(x) = e^-x/(1 + e^-x)^2 = s*(1-s) with s = sigma(x). Since s*(1-s) = 1/4 - (s - 1/2)^2, it is at most 1/4, there
where s = 1/2, that is at x = 0; it tends to 0 for x -> +-oo and never is 0. By the chain rule
sigma'' = (1 - 2s)*sigma' = s*(1-s)*(1-2s). At x = log k: sigma = k/(k+1), sigma' = k/(k+1)^2.
tanh x = 2*sigma(2x) - 1, so tanh' = 4*sigma'(2x) <= 1.
"""

import math

from sympy import Interval, exp, log, oo, symbols

from grader.authoring import EXACT, HAND, Exercise, Expression, Given, Rational, SolutionSet, Text, Value, Vector, rounded
from grader.authoring.drawing import COURSE, QUIET, Axis, dots, graph, numbers, panel, tone

x, s = symbols("x s")

BETWEEN_0_AND_1 = {"s": "(0, 1)"}

exercise = Exercise(
    title=Text(de="Die Ableitung der Sigmoidfunktion", en="The derivative of the sigmoid"),
    topic=Text(de="Aktivierungsfunktionen", en="activation functions"),
    section=Text(de="Aktivierungsfunktionen: die Sigmoidfunktion", en="Activation functions: the sigmoid function"),
    statement=Text(
        de=r"Die Sigmoidfunktion ist $\sigma(x) = \frac{1}{1 + e^{-x}}$. Leite sie ab und finde heraus, wie steil sie werden "
        r"kann. Wo du etwas durch $s$ ausdrücken sollst, steht $s$ für den Wert $\sigma(x)$ selbst, also $0 < s < 1$.",
        en=r"The sigmoid function is $\sigma(x) = \frac{1}{1 + e^{-x}}$. Differentiate it and find out how steep it can get. "
        r"Where the question asks for something in terms of $s$, $s$ is the value $\sigma(x)$ itself, so $0 < s < 1$.",
    ),
    given=Given(k=3),
    symbols="x s v",
    formulas={"at_log_rounded": lambda k: rounded([k / (k + 1), k / (k + 1) ** 2], 4)},
)


@exercise.item(
    Expression(symbols=("x",)),
    points=2,
    prompt=Text(de=r"Berechne $\sigma'(x)$ als Formel in $x$.", en=r"Compute $\sigma'(x)$ as a formula in $x$."),
    hints=[
        Text(
            de="Schreib den Bruch als Potenz einer Klammer mit negativem Exponenten. Dann brauchst du nur die Kettenregel.",
            en="Write the fraction as a power of a bracket with a negative exponent. Then you need only the chain rule.",
        ),
        Text(
            de="Die Kettenregel kommt zweimal vor: für die Klammer und für den Exponenten von e. Schreib jeden "
            "Faktor einzeln hin, bevor du zusammenfasst.",
            en="The chain rule occurs twice: for the bracket and for the exponent of e. Write down each factor "
            "separately before you simplify.",
        ),
    ],
)
def derivative():
    return exp(-x) / (1 + exp(-x)) ** 2


@derivative.mistake(
    "M1",
    Text(
        de="σ steigt überall – welches Vorzeichen muss σ' dann haben?",
        en="σ increases everywhere – so what sign must σ' have?",
    ),
)
def lost_the_inner_minus():
    return -exp(-x) / (1 + exp(-x)) ** 2


@derivative.mistake(
    "M8",
    Text(
        de="Auch was in der Klammer steht, wird abgeleitet.",
        en="The inside of the bracket is differentiated, too.",
    ),
)
def forgot_the_inner_derivative():
    return 1 / (1 + exp(-x)) ** 2


@derivative.mistake(
    "M9",
    Text(
        de="Die äußere Ableitung ist da. Was ist die Ableitung von dem, was in der Klammer steht?",
        en="The outer derivative is there. What is the derivative of the inside of the bracket?",
    ),
)
def kept_the_outer_derivative_only():
    return -1 / (1 + exp(-x)) ** 2


@derivative.mistake(
    "M10",
    Text(
        de="Was steht im Nenner, wenn man einen Bruch 1/u ableitet?",
        en="What is in the denominator when you differentiate a fraction 1/u?",
    ),
)
def kept_the_exponent():
    return exp(-x) / (1 + exp(-x))


derivative.otherwise(
    Text(
        de="Rechne σ(0) und σ(0,1) aus: Passt die Steigung dazwischen zu deiner Formel?",
        en="Compute σ(0) and σ(0.1): does the slope between them agree with your formula?",
    )
)


@exercise.item(
    Expression(symbols=("s",), domain=BETWEEN_0_AND_1),
    points=1,
    prompt=Text(
        de=r"Drücke $\sigma'(x)$ nur durch $s = \sigma(x)$ aus; $x$ kommt nicht mehr vor.",
        en=r"Express $\sigma'(x)$ in terms of $s = \sigma(x)$ alone; $x$ does not occur any more.",
    ),
    hints=[
        Text(
            de="Die Formel für s kann man umkehren: Auch die Exponentialfunktion darin lässt sich durch s ausdrücken.",
            en="The formula for s can be reversed: the exponential function in it can be expressed in terms of s, too.",
        ),
        Text(
            de="Schreib 1 − s als Bruch mit demselben Nenner wie s. Vergleiche die beiden Brüche mit deiner Formel aus a).",
            en="Write 1 − s as a fraction with the same denominator as s. Compare the two fractions with your formula from a).",
        ),
    ],
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


@slope_in_s.mistake(
    "M11",
    Text(
        de="Welches Vorzeichen hat deine Formel für 0 < s < 1? σ steigt überall.",
        en="What sign does your formula have for 0 < s < 1? σ increases everywhere.",
    ),
)
def turned_the_sign_around():
    return s * (s - 1)


@slope_in_s.mistake(
    "M12",
    Text(
        de="Das ist nur einer der Faktoren. Welcher fehlt?",
        en="This is only one of the factors. Which one is missing?",
    ),
)
def lost_a_factor():
    return 1 - s


@slope_in_s.mistake(
    "M13",
    Text(
        de="Schreib σ' als Produkt aus s und einem zweiten Bruch. Ist der auch s?",
        en="Write σ' as a product of s and a second fraction. Is that one s, too?",
    ),
)
def squared_s():
    return s**2


slope_in_s.otherwise(
    Text(
        de="Setze x = 0 ein, das heißt s = 1/2: Kommt dasselbe heraus wie mit deiner Formel aus a)?",
        en="Substitute x = 0, which means s = 1/2: do you get the same as with your formula from a)?",
    )
)


@exercise.item(
    Vector(2, within=EXACT),
    points=1,
    prompt=Text(
        de=r"Wo ist $\sigma'$ am größten, und wie groß ist es dort? Gib eine Liste aus der Stelle $x$ und dem Wert von "
        r"$\sigma'$ an.",
        en=r"Where is $\sigma'$ largest, and what is it there? Give a list of the point $x$ and the value of $\sigma'$.",
    ),
    hints=[
        Text(
            de="Mit b) ist σ' eine Parabel in s. Bei einer Parabel liegt der höchste Punkt in der Mitte zwischen "
            "den Nullstellen.",
            en="With b) σ' is a parabola in s. The highest point of a parabola lies halfway between its zeros.",
        ),
        Text(
            de="Rechne zu diesem s das x aus: Für welches x nimmt σ genau diesen Wert an? Setze es zur Probe in "
            "deine Formel aus a) ein.",
            en="Work out the x that belongs to this s: for which x does σ take exactly this value? To check, "
            "substitute it into your formula from a).",
        ),
    ],
)
def steepest():
    return [0, Rational(1, 4)]


@steepest.mistake(
    "M3",
    Text(
        de="Die Stelle stimmt; gefragt ist aber der Wert der Ableitung.",
        en="The point is right, but the question asks for the value of the derivative.",
    ),
)
def gave_the_value_of_sigma():
    return [0, Rational(1, 2)]


@steepest.mistake(
    "M4",
    Text(
        de="Rechne nach: Setze die Stelle in deine Formel für die Ableitung ein.",
        en="Check it: substitute the point into your formula for the derivative.",
    ),
)
def thought_slope_one():
    return [0, 1]


@steepest.mistake(
    "M14",
    Text(
        de="Das ist der Wert s. Zu welchem x gehört er?",
        en="This is the value s. To which x does it belong?",
    ),
)
def gave_s_for_the_place():
    return [Rational(1, 2), Rational(1, 4)]


steepest.otherwise(
    Text(
        de="Für welches s ist deine Formel aus b) am größten? Zu welchem x gehört dieses s?",
        en="For which s is your formula from b) largest? To which x does this s belong?",
    )
)


def free_of_s(slope_in_s):
    """A constant has the same value everywhere: nothing would be inserted."""
    return not slope_in_s.has(s)


@steepest.follows(slope_in_s, unless=free_of_s)
def steepest_by_own_formula(slope_in_s):
    value = slope_in_s.subs(s, Rational(1, 2))
    return [0, value] if value.is_real and value.is_finite else None


@exercise.item(
    SolutionSet(symbols=("v",)),
    points=2,
    prompt=Text(
        de=r"Gib die Menge aller Werte $v = \sigma'(x)$ an, wenn $x$ alle reellen Zahlen durchläuft.",
        en=r"Give the set of all values $v = \sigma'(x)$ when $x$ runs through all real numbers.",
    ),
    hints=[
        Text(
            de="Ein Ende der Menge kennst du aus c). Überlege für das andere, was σ' weit links und weit rechts macht.",
            en="You know one end of the set from c). For the other one think about what σ' does far to the left and "
            "far to the right.",
        ),
        Text(
            de="Frag dich bei jedem der beiden Enden: Gibt es ein x, an dem σ' genau diesen Wert hat?",
            en="Ask yourself for each of the two ends: is there an x at which σ' has exactly this value?",
        ),
    ],
)
def slope_values():
    return Interval.Lopen(0, Rational(1, 4))


@slope_values.mistake(
    "M5",
    Text(de="Wird die untere Grenze wirklich angenommen?", en="Is the lower bound really attained?"),
)
def included_zero():
    return Interval(0, Rational(1, 4))


@slope_values.mistake(
    "M15",
    Text(
        de="Das sind die Werte von σ. Wie groß wird σ' höchstens?",
        en="These are the values of σ. How large can σ' get?",
    ),
)
def gave_the_values_of_sigma():
    return Interval.open(0, 1)


@slope_values.mistake(
    "M16",
    Text(
        de="Wird die obere Grenze angenommen? Sieh in c) nach.",
        en="Is the upper bound attained? Look at c).",
    ),
)
def excluded_the_top():
    return Interval.open(0, Rational(1, 4))


@slope_values.mistake(
    "M17",
    Text(
        de="So groß ist σ an der steilsten Stelle. Wie groß ist σ' dort?",
        en="This is how large σ is at the steepest point. What is σ' there?",
    ),
)
def took_sigma_for_the_top():
    return Interval.Lopen(0, Rational(1, 2))


@slope_values.mistake(
    "M18",
    Text(
        de="Kann σ' negativ sein?",
        en="Can σ' be negative?",
    ),
)
def forgot_the_lower_bound():
    return Interval(-oo, Rational(1, 4))


@exercise.item(
    Vector(2, within=HAND),
    points=1,
    prompt=Text(
        de=r"Berechne $\sigma(\log {k})$ und $\sigma'(\log {k})$ als Liste (log ist der "
        "natürliche Logarithmus).",
        en=r"Compute $\sigma(\log {k})$ and $\sigma'(\log {k})$ as a list (log is the natural "
        "logarithm).",
    ),
    hints=[
        Text(
            de="Exponentialfunktion und Logarithmus heben einander auf, und ein Minus im Exponenten macht daraus den Kehrwert.",
            en="The exponential function and the logarithm undo each other, and a minus in the exponent makes the "
            "reciprocal of it.",
        ),
        Text(
            de="Rechne σ zuerst als Bruch aus. Für die Ableitung setze diesen Bruch als s in deine Formel aus b) ein.",
            en="Work out σ as a fraction first. For the derivative substitute this fraction for s in your formula from b).",
        ),
    ],
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


@values_at_log.mistake(
    "M19",
    Text(
        de="log ist hier der natürliche Logarithmus; auf Taschenrechnern heißt er ln.",
        en="log is the natural logarithm here; on calculators it is called ln.",
    ),
)
def took_base_10(k):
    return [1 / (1 + exp(-log(k, 10))), exp(-log(k, 10)) / (1 + exp(-log(k, 10))) ** 2]


values_at_log.otherwise(
    Text(
        de=r"Rechne zuerst $e^{-\log {k}}$ aus.",
        en=r"Compute $e^{-\log {k}}$ first.",
    )
)


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
        en=r"Express the second derivative $\sigma''(x)$ in terms of $s$ alone, too.",
    ),
    hints=[
        Text(
            de="Deine Formel aus b) hängt über s von x ab. Beim Ableiten nach x gilt also die Kettenregel.",
            en="Your formula from b) depends on x by way of s. So the chain rule applies when you differentiate "
            "with respect to x.",
        ),
        Text(
            de="Der Faktor, der dabei dazukommt, ist die Ableitung von s nach x, und die kennst du schon. Zur "
            "Probe: Wo σ am steilsten ist, muss dein Ergebnis verschwinden.",
            en="The factor that appears is the derivative of s with respect to x, and you know that already. To "
            "check: where σ is steepest, your result must vanish.",
        ),
    ],
)
def second_derivative():
    return s * (1 - s) * (1 - 2 * s)


@second_derivative.mistake(
    "M7",
    Text(de="Vergiss nicht: s hängt selbst von x ab.", en="Do not forget: s itself depends on x."),
)
def missed_the_inner_derivative():
    return 1 - 2 * s


@second_derivative.mistake(
    "M20",
    Text(
        de="Welches Vorzeichen hat deine Formel für kleines s? Links von 0 wird σ immer steiler.",
        en="What sign does your formula have for small s? To the left of 0 σ gets steeper and steeper.",
    ),
)
def lost_a_sign():
    return s * (1 - s) * (2 * s - 1)


@second_derivative.mistake(
    "M21",
    Text(
        de="Das ist die erste Ableitung. Leite sie noch einmal nach x ab.",
        en="This is the first derivative. Differentiate it with respect to x once more.",
    ),
)
def gave_the_first_derivative():
    return s * (1 - s)


second_derivative.otherwise(
    Text(
        de="Leite deine Formel aus b) nach s ab. Welcher Faktor kommt dazu, weil s selbst von x abhängt?",
        en="Differentiate your formula from b) with respect to s. Which factor comes in because s itself depends on x?",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de=r"Zum Vergleich: Der Tangens hyperbolicus ist $\tanh x = 2\sigma(2x) - 1$. Wie groß wird seine Ableitung "
        "höchstens?",
        en=r"For comparison: the hyperbolic tangent is $\tanh x = 2\sigma(2x) - 1$. How large can its derivative get?",
    ),
    hints=[
        Text(
            de="Der Graph von tanh ist der von σ, gestreckt und verschoben. Überlege, was davon die Steigung ändert.",
            en="The graph of tanh is that of σ, stretched and moved. Think about which of that changes the slope.",
        ),
        Text(
            de="Beim Ableiten kommen zu σ' zwei Faktoren dazu, einer von außen und einer aus dem Argument. "
            "Multipliziere mit ihnen den größten Wert aus c).",
            en="When you differentiate, two factors join σ', one from outside and one from the argument. Multiply "
            "the largest value from c) by them.",
        ),
    ],
)
def tanh_steepest():
    return 1


@tanh_steepest.mistake(
    "M22",
    Text(
        de="Das gilt für σ. Welche Faktoren kommen beim Ableiten von 2σ(2x) dazu?",
        en="That holds for σ. Which factors appear when 2σ(2x) is differentiated?",
    ),
)
def took_that_of_sigma():
    return Rational(1, 4)


@tanh_steepest.mistake(
    "M23",
    Text(
        de="Einer der Faktoren fehlt noch: Leite 2σ(2x) Schritt für Schritt ab.",
        en="One of the factors is still missing: differentiate 2σ(2x) step by step.",
    ),
)
def lost_one_of_the_factors():
    return Rational(1, 2)


tanh_steepest.otherwise(
    Text(
        de="Leite 2σ(2x) − 1 mit der Kettenregel ab und setze die steilste Stelle ein.",
        en="Differentiate 2σ(2x) − 1 by the chain rule and substitute the steepest point.",
    )
)


exercise.worked(
    Text(
        de=r"Schreibe $\sigma(x) = (1 + e^{-x})^{-1}$. Kettenregel: $\sigma'(x) = -(1 + e^{-x})^{-2} \cdot (-e^{-x}) = "
        "{derivative}$.",
        en=r"Write $\sigma(x) = (1 + e^{-x})^{-1}$. Chain rule: $\sigma'(x) = -(1 + e^{-x})^{-2} \cdot (-e^{-x}) = "
        "{derivative}$.",
    ),
    Text(
        de=r"Mit $s = \frac{1}{1 + e^{-x}}$ ist $\frac{e^{-x}}{1 + e^{-x}} = 1 - s$, das Produkt der beiden also "
        r"${slope_in_s}$. Quadratisch ergänzt ist das $\frac{1}{4} - (s - \frac{1}{2})^2$: am größten für $s = "
        r"\frac{1}{2}$, das ist bei $x = 0$. Für $x \to \pm\infty$ geht es gegen 0, ohne es zu erreichen; die Werte sind "
        "${slope_values}$.",
        en=r"With $s = \frac{1}{1 + e^{-x}}$ we have $\frac{e^{-x}}{1 + e^{-x}} = 1 - s$, so the product of the two is "
        r"${slope_in_s}$. Completing the square gives $\frac{1}{4} - (s - \frac{1}{2})^2$: largest for $s = \frac{1}{2}$, "
        r"which is at $x = 0$. As $x \to \pm\infty$ it tends to 0 without getting there; the values are ${slope_values}$.",
    ),
    Text(
        de=r"Bei $x = \log {k}$ ist $e^{-x} = \frac{1}{{k}}$; das gibt $({values_at_log}) \approx ({at_log_rounded})$. "
        r"Noch einmal abgeleitet, wieder mit der Kettenregel: $(1 - 2s) \cdot \sigma' = {second_derivative}$. Beim Tangens "
        r"hyperbolicus bringt die Kettenregel zweimal den Faktor 2: $\tanh' x = 4\sigma'(2x)$, höchstens $4 \cdot "
        r"\frac{1}{4} = {tanh_steepest}$.",
        en=r"At $x = \log {k}$ we have $e^{-x} = \frac{1}{{k}}$, which gives $({values_at_log}) \approx "
        r"({at_log_rounded})$. Differentiate once more, again by the chain rule: $(1 - 2s) \cdot \sigma' = "
        r"{second_derivative}$. For the hyperbolic tangent the chain rule brings the factor 2 twice: $\tanh' x = "
        r"4\sigma'(2x)$, at most $4 \cdot \frac{1}{4} = {tanh_steepest}$.",
    ),
)


@exercise.picture(
    caption=Text(
        de=r"Die Sigmoidfunktion und der höchste Punkt von $\sigma'$, den du angegeben hast. Die Kurve von $\sigma'$ siehst "
        "du, sobald er stimmt.",
        en=r"The sigmoid function, and the highest point of $\sigma'$ that you gave. The curve of $\sigma'$ appears once it is "
        "right.",
    ),
    legend={
        "sigmoid": Text(de=r"$\sigma(x)$", en=r"$\sigma(x)$"),
        "slope": Text(de=r"$\sigma'(x)$", en=r"$\sigma'(x)$"),
        "steepest": Text(de=r"dein höchster Punkt von $\sigma'$", en=r"your highest point of $\sigma'$"),
    },
)
def sigmoid_and_its_slope(right, steepest):
    def sigmoid(place):
        return 1 / (1 + math.exp(-place))

    own = numbers(steepest)
    return panel(
        graph(sigmoid, -6, 6, QUIET, "sigmoid", dash="dashed"),
        graph(lambda place: sigmoid(place) * (1 - sigmoid(place)), -6, 6, COURSE, "slope") if "steepest" in right else None,
        dots([own] if len(own) == 2 else [], tone("steepest", right), "steepest", shape="diamond"),
        x=Axis("x", -6, 6),
    )


@exercise.variants(count=4)
def draw(dice):
    return {"k": dice.choice((2, 3, 4, 9))}
