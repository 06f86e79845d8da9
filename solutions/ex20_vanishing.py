"""Exercise 20: vanishing gradients.

sigma' <= 1/4, so a product of n of them is at most (1/4)^n. 4^10 = 1048576 > 10^6 > 4^9. With a weight w the factor of a
layer is w*sigma'(z), at z = 0 w/4, below 1 in magnitude for |w| < 4. In float32 the smallest number above 0 is 2^-149;
(1/4)^75 = 2^-150 lies half-way to 0 and is rounded to the even neighbour, 0. At a = 1/2 the chain a -> sigma(a - 1/2) has
z = 0, so a stays 1/2 and every layer contributes exactly 1/4.
"""

from sympy import Interval, log, symbols

from grader.authoring import (
    EXACT,
    REL3,
    Exercise,
    Expression,
    Function,
    Given,
    Numbers,
    Rational,
    SolutionSet,
    Text,
    Tolerance,
    Value,
)
from grader.authoring.drawing import QUIET, Axis, Horizontal, dots, number, panel, tone

n, w = symbols("n w")

THREE_DIGITS = Tolerance(rel=Rational(1, 200))  # any three significant digits

LAYERS = 10
EIGHT = 8  # layers of the question about the bound, so that it does not answer from how many on it is tiny
LAST = 60  # a bound that is not small enough after 60 layers is no bound of this kind

exercise = Exercise(
    title=Text(de="Verschwindende Gradienten", en="Vanishing gradients"),
    topic=Text(de="Backpropagation", en="backpropagation"),
    section=Text(de="Backpropagation: verschwindende Gradienten", en="Backpropagation: vanishing gradients"),
    after="ex14 ex19",
    statement=Text(
        de=r"Ein tiefes Netz benutzt in jeder Schicht die Sigmoidfunktion $\sigma(z) = \frac{1}{1 + e^{-z}}$. Beim "
        r"Rückwärtsrechnen kommt in jeder Schicht ein Faktor $\sigma'(z)$ dazu. Wie viel vom Gradienten kommt bei der ersten "
        "Schicht noch an?",
        en=r"A deep network uses the sigmoid $\sigma(z) = \frac{1}{1 + e^{-z}}$ in every layer. On the way back, each layer "
        r"contributes a factor $\sigma'(z)$. How much of the gradient arrives at the very first layer?",
    ),
    given=Given(k=6, weight=2),
    symbols="n w",
)


@exercise.item(
    Expression(symbols=("n",), domain={"n": "1..12"}),
    points=1,
    prompt=Text(
        de=r"Wie groß kann ein Produkt von $n$ Faktoren $\sigma'$ höchstens werden? Gib die kleinste Schranke an, die immer "
        "gilt, als Formel in $n$ ($n = 1, 2, 3, …$).",
        en=r"How large can a product of $n$ factors $\sigma'$ get? Give the smallest bound that always holds, as a formula "
        "in $n$ ($n = 1, 2, 3, …$).",
    ),
    hints=[
        Text(
            de="Wie groß σ' höchstens wird, hast du in Übung 19 ausgerechnet.",
            en="You worked out in exercise 19 how large σ' can get.",
        ),
        Text(
            de="Ein Produkt positiver Zahlen ist am größten, wenn jeder einzelne Faktor am größten ist. Schreib es "
            "zuerst für zwei Schichten auf.",
            en="A product of positive numbers is largest if every single factor is largest. Write it down for two "
            "layers first.",
        ),
    ],
)
def product_bound():
    return Rational(1, 4) ** n


@product_bound.mistake(
    "M1",
    Text(de="Die Faktoren werden multipliziert, nicht addiert.", en="The factors are multiplied, not added."),
)
def added_the_factors():
    return n / 4


@product_bound.mistake(
    "M3",
    Text(
        de="Setze den größten Wert der Ableitung ein, nicht σ(0) selbst.",
        en="Use the largest value of the derivative, not σ(0) itself.",
    ),
)
def took_sigma_itself():
    return Rational(1, 2) ** n


def free_of_n(product_bound):
    """A constant does not say what depth does: nothing would be inserted."""
    return not product_bound.has(n)


@product_bound.mistake(
    "M15",
    Text(
        de="Wird das Produkt mit jedem Faktor größer oder kleiner?",
        en="Does the product get larger or smaller with each factor?",
    ),
)
def turned_the_fraction_over():
    return 4**n


@product_bound.mistake(
    "M16",
    Text(
        de="Was ist 1/4 mal 1/4? Setze n = 2 ein.",
        en="What is 1/4 times 1/4? Substitute n = 2.",
    ),
)
def divided_by_n():
    return 1 / (4 * n)


product_bound.otherwise(
    Text(
        de="Wie groß ist σ' höchstens? Multipliziere zwei und dann drei solche Faktoren.",
        en="What is the largest value of σ'? Multiply two and then three such factors.",
    )
)


@exercise.item(
    Value(within=THREE_DIGITS),
    points=1,
    prompt=Text(
        de=r"Wie groß ist diese Schranke für $n = 8$ Schichten? (etwa in der Form 2.35e-4)",
        en="What is this bound for $n = 8$ layers? (for instance in the form 2.35e-4)",
    ),
    hints=[
        Text(
            de="Hier wird aus der Formel in a) eine Zahl. Wegen der vielen Nullen schreibt man sie mit einer Zehnerpotenz.",
            en="The formula from a) becomes a number here. Because of the many zeros it is written with a power of ten.",
        ),
        Text(
            de="In Python ist `**` das Hochrechnen. Die Ausgabe 2.35e-04 bedeutet 2,35 mal 10 hoch minus 4.",
            en="In Python `**` raises to a power. The output 2.35e-04 means 2.35 times 10 to the power of minus 4.",
        ),
    ],
)
def bound_value():
    return Rational(1, 4) ** EIGHT


@bound_value.mistake(
    "M2",
    Text(
        de="Wird der Gradient größer, wenn das Netz tiefer wird?", en="Does the gradient get larger as the network gets deeper?"
    ),
)
def multiplied_by_the_depth():
    return Rational(1, 4) * EIGHT


@bound_value.follows(product_bound, unless=free_of_n)
def bound_value_by_own_formula(product_bound):
    value = product_bound.subs(n, EIGHT)
    return value if value.is_real and value.is_finite else None


def first_below(bound, k):
    """The first n with bound(n) < 10^-k; None if there is none."""
    return next((layers for layers in range(1, LAST) if bound(layers) < Rational(1, 10**k)), None)


@bound_value.mistake(
    "M17",
    Text(
        de="Für wie viele Schichten ist die Schranke gefragt? Setze diese Zahl ein.",
        en="For how many layers does the question ask for the bound? Substitute that number.",
    ),
)
def took_another_depth():
    return Rational(1, 4) ** LAYERS


bound_value.otherwise(
    Text(
        de="Setze n = 8 in deine Formel aus a) ein. Stimmt der Exponent von 10?",
        en="Substitute n = 8 into your formula from a). Is the exponent of 10 right?",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de="Was ist die kleinste Zahl $n$ von Schichten, bei der die Schranke unter $10^{-{k}}$ liegt?",
        en="What is the smallest number $n$ of layers for which the bound is below $10^{-{k}}$?",
    ),
    hints=[
        Text(
            de="Jede Schicht verkleinert die Schranke um denselben Faktor. Gefragt ist, wie oft das nötig ist.",
            en="Every layer reduces the bound by the same factor. The question is how often that is needed.",
        ),
        Text(
            de="Löse die Gleichung mit dem Logarithmus und überlege dann, in welche Richtung gerundet wird. Oder "
            "zähl n in einer while-Schleife hoch.",
            en="Solve the equation by logarithms and then think about the direction of rounding. Or count n upwards "
            "in a while loop.",
        ),
    ],
)
def enough_layers(k):
    return first_below(lambda layers: Rational(1, 4) ** layers, k)


enough_layers.shown_on_purpose("10", because="the number of layers of another question")


@enough_layers.mistake(
    "M4",
    Text(
        de="Setze dein n in die Schranke ein: Ist sie schon klein genug?",
        en="Substitute your n: is the bound small enough already?",
    ),
)
def rounded_down(k):
    return (k * log(10) / log(4)) // 1


@enough_layers.follows(product_bound, unless=free_of_n)
def enough_layers_by_own_bound(product_bound, k):
    """None where the own bound is not real, never gets there or is there at once, so that nothing is to be found."""
    values = [product_bound.subs(n, layers) for layers in range(1, LAST)]
    if not all(value.is_real and value.is_finite for value in values):
        return None
    first = first_below(lambda layers: values[layers - 1], k)
    return first if first is not None and first > 1 else None


@enough_layers.mistake(
    "M18",
    Text(
        de="Setze auch das n davor ein: Liegt die Schranke dort schon darunter?",
        en="Substitute n − 1, too: is the bound already below it there?",
    ),
)
def counted_one_too_many(k):
    return enough_layers.make(k) + 1


enough_layers.otherwise(
    Text(
        de="Setze dein n und das n davor in deine Schranke ein: Liegt der Wert bei deinem n darunter, bei dem davor noch "
        "nicht?",
        en="Substitute n and n − 1 into your bound: is the value below it at n, but not yet at n − 1?",
    )
)


@exercise.item(
    SolutionSet(symbols=("w",)),
    points=2,
    prompt=Text(
        de=r"Jetzt hat jede Schicht auch ein Gewicht $w$, und ihr Faktor ist $w \cdot \sigma'(z)$. Bei $z = 0$: Für welche "
        "$w$ ist der Betrag dieses Faktors kleiner als 1? Gib die Menge aller solchen $w$ an.",
        en=r"Now every layer has a weight $w$, too, and its factor is $w \cdot \sigma'(z)$. At $z = 0$: for which $w$ is the "
        "absolute value of this factor below 1? Give the set of all such $w$.",
    ),
    hints=[
        Text(
            de="Der Faktor einer Schicht ist ein Produkt, und der Teil σ'(0) darin ist eine feste Zahl.",
            en="The factor of a layer is a product, and σ'(0) in it is a fixed number.",
        ),
        Text(
            de="Schreib die Ungleichung mit dieser Zahl hin und löse sie nach w auf. Denk daran, welche Zahlen ein "
            "Betrag außer den positiven noch zulässt.",
            en="Write down the inequality with this number and solve it for w. Remember which numbers an absolute "
            "value allows besides the positive ones.",
        ),
    ],
)
def tame_weights():
    return Interval.open(-4, 4)


@tame_weights.mistake(
    "M5",
    Text(
        de="Im Faktor steckt nicht nur das Gewicht, sondern auch σ'(0).",
        en="The factor is more than the weight: σ'(0) is part of it, too.",
    ),
)
def looked_at_the_weight_alone():
    return Interval.open(-1, 1)


@exercise.item(
    Value(within=REL3),
    points=1,
    prompt=Text(
        de="Alle 10 Schichten haben das Gewicht $w = {weight}$, und überall ist $z = 0$. Wie groß ist der Gesamtfaktor?",
        en="All 10 layers have the weight $w = {weight}$, and $z = 0$ everywhere. What is the total factor?",
    ),
    hints=[
        Text(
            de="Alle Schichten sind gleich. Der Gesamtfaktor ist also wieder eine Potenz.",
            en="All layers are alike. So the total factor is a power again.",
        ),
        Text(
            de="Multipliziere Gewicht und σ'(0) zuerst miteinander; erst danach kommt der Exponent.",
            en="Multiply the weight and σ'(0) first; the exponent comes only after that.",
        ),
    ],
)
def weighted_factor(weight):
    return (weight / 4) ** LAYERS


@weighted_factor.mistake(
    "M9",
    Text(
        de="Das Gewicht steckt in jeder der 10 Schichten.",
        en="The weight is in each of the 10 layers.",
    ),
)
def weighted_only_once(weight):
    return weight * Rational(1, 4) ** LAYERS


@weighted_factor.mistake(
    "M19",
    Text(
        de="Das Gewicht ist da. Welcher Faktor kommt in jeder Schicht noch dazu?",
        en="The weight is there. Which other factor does every layer contribute?",
    ),
)
def took_the_weights_alone(weight):
    return weight**LAYERS


weighted_factor.otherwise(
    Text(
        de="Wie groß ist der Faktor einer einzigen Schicht? Wie oft kommt er vor?",
        en="What is the factor of a single layer? How often does it occur?",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de="Rechne deine Schranke aus a) mit float32 aus (zum Beispiel mit `numpy.float32`). Was ist das kleinste $n$, bei "
        "dem genau 0 herauskommt? Probiere es aus.",
        en="Compute your bound from a) in float32 (with `numpy.float32`, for instance). What is the smallest $n$ for which "
        "the result is exactly 0? Try it.",
    ),
    hints=[
        Text(
            de="Auch float32 kennt eine kleinste positive Zahl. Was viel kleiner ist, wird auf null gerundet.",
            en="float32, too, has a smallest positive number. What is much smaller is rounded to zero.",
        ),
        Text(
            de="Beginne mit `x = numpy.float32(1)` und multipliziere in einer while-Schleife immer wieder mit dem "
            "größten Wert von σ', auch er als `numpy.float32`. Zähl mit.",
            en="Begin with `x = numpy.float32(1)` and multiply again and again by the largest value of σ' in a "
            "while loop, as a `numpy.float32`, too. Count along.",
        ),
    ],
)
def float32_zero():
    return 75


@float32_zero.also_right(
    Text(
        de="Das gilt, wenn im Nenner 4^n berechnet wird und überläuft, oder wenn sehr kleine Zahlen gleich auf 0 gerundet "
        "werden. Als Produkt der Faktoren berechnet, dauert es noch länger.",
        en="That holds if 4^n is computed in the denominator and overflows, or if very small numbers are flushed to 0. "
        "Computed as a product of the factors it takes even longer.",
    )
)
def flushed_subnormals():
    """4^64 = 2^128 is inf in float32, so 1/4^n is 0 from here on; and (1/4)^64 = 2^-128 is the first subnormal."""
    return 64


@float32_zero.mistake("M6", Text(de="Welcher Datentyp ist gefragt?", en="Which data type does the question ask for?"))
def took_float64():
    return 538


@float32_zero.mistake("M10", Text(de="Welcher Datentyp ist gefragt?", en="Which data type does the question ask for?"))
def took_float64_below_the_line():
    """1/4^n: the denominator overflows in float64."""
    return 512


@tame_weights.mistake(
    "M7",
    Text(de="Gewichte dürfen auch negativ sein.", en="Weights may be negative, too."),
)
def forgot_negative_weights():
    return Interval.Ropen(0, 4)


@tame_weights.mistake(
    "M8",
    Text(de="Gewichte dürfen auch negativ oder 0 sein.", en="Weights may be negative or 0, too."),
)
def forgot_zero_and_negative_weights():
    return Interval.open(0, 4)


float32_zero.otherwise(
    Text(
        de="Rechne mit `numpy.float32` und gib die Schranke für n = 60, 70 und 80 aus. Suche dazwischen weiter.",
        en="Compute with `numpy.float32` and print the bound for n = 60, 70 and 80. Search further in between.",
    )
)


@exercise.item(
    Function(
        "chain_gradient(n, start)",
        returns=Numbers(abs=0.0, rel=1e-6),
        probes=[{"n": 1, "start": 0.5}, {"n": 3, "start": 0.5}],
    ),
    points=3,
    prompt=Text(
        de=r"Rechne es nach: In jeder Schicht ist $a_{k+1} = \sigma(z)$ mit $z = a_k - \frac{1}{2}$. Schreibe eine Funktion "
        "`chain_gradient(n, start)`, die für eine ganze Zahl `n` ab 1 die Ableitung von $a_n$ nach $a_0$ an der Stelle "
        "`start` liefert, eine Kommazahl. Mit `start=0.5` ist $z$ immer 0; die Funktion wird auch mit anderen Starts "
        "aufgerufen.",
        en=r"Check it: in every layer $a_{k+1} = \sigma(z)$ with $z = a_k - \frac{1}{2}$. Write a function "
        "`chain_gradient(n, start)` that returns, for an integer `n` from 1 on, the derivative of $a_n$ with respect to "
        "$a_0$ at `start`, as a decimal. With `start=0.5`, $z$ is always 0; the function is called with other starts, too.",
    ),
    hints=[
        Text(
            de="In jeder Schicht kommt ein Faktor σ'(z) dazu, mit dem z genau dieser Schicht. Es ändert sich von "
            "Schicht zu Schicht.",
            en="Every layer adds a factor σ'(z), with the z of just this layer. It changes from layer to layer.",
        ),
        Text(
            de="Führe in der Schleife zwei Größen mit: das a der Schicht und das Produkt der Ableitungen bis "
            "dorthin. Die Ableitung von σ bekommst du aus dem neuen a.",
            en="Carry two quantities through the loop: the a of the layer and the product of the derivatives so "
            "far. The new a gives you the derivative of σ.",
        ),
    ],
)
def chain_gradient():
    import math

    def chain_gradient(n, start):
        a, gradient = start, 1.0
        for _ in range(n):
            a = 1 / (1 + math.exp(-(a - 0.5)))
            gradient *= a * (1 - a)
        return gradient

    return chain_gradient


@chain_gradient.probes
def depths(dice):
    """With starts that are not 0.5: there every layer contributes the same, and a power would do."""
    starts = [{"n": depth, "start": dice.real(-3, 4)} for depth in dice.shuffled(range(1, 21))]
    return [*starts, {"n": 1, "start": dice.real(1, 4)}]


@chain_gradient.check(
    points=1,
    title=Text(de="eine einzige Schicht", en="a single layer"),
    feedback=Text(
        de="Schon für eine einzige Schicht stimmt die Ableitung nicht. Rechne sie für zwei verschiedene Starts von Hand nach.",
        en="Even for a single layer the derivative is not right. Work it out by hand for two different starts.",
    ),
)
def right_for_one_layer(probe, same):
    return same if probe["n"] == 1 else None


@chain_gradient.mistake(
    "M11",
    Text(
        de="Nur bei start = 0,5 ist z in jeder Schicht 0. Wie groß ist σ' bei einem anderen z?",
        en="Only with start = 0.5 is z equal to 0 in every layer. What is σ' at another z?",
    ),
)
def took_a_power():
    return lambda n, start: 0.25**n


@chain_gradient.mistake(
    "M12",
    Text(
        de="Die Kettenregel multipliziert die Ableitungen der Schichten. Tust du das auch?",
        en="The chain rule multiplies the derivatives of the layers. Do you do that, too?",
    ),
)
def added_the_layers():
    import math

    def chain_gradient(n, start):
        a, gradient = start, 0.0
        for _ in range(n):
            a = 1 / (1 + math.exp(-(a - 0.5)))
            gradient += a * (1 - a)
        return gradient

    return chain_gradient


@chain_gradient.mistake(
    "M13",
    Text(
        de="Das ist die Ableitung der letzten Schicht allein. Welche weiteren Faktoren verlangt die Kettenregel?",
        en="This is the derivative of the last layer alone. Which other factors does the chain rule need?",
    ),
    points=1,
)
def took_the_last_layer_only():
    import math

    def chain_gradient(n, start):
        a = start
        for _ in range(n):
            a = 1 / (1 + math.exp(-(a - 0.5)))
        return a * (1 - a)

    return chain_gradient


@chain_gradient.mistake(
    "M14",
    Text(
        de="Gefragt ist die Ableitung von a_n nach a_0, nicht a_n selbst.",
        en="The question asks for the derivative of a_n with respect to a_0, not for a_n itself.",
    ),
)
def gave_the_activation():
    import math

    def chain_gradient(n, start):
        a = start
        for _ in range(n):
            a = 1 / (1 + math.exp(-(a - 0.5)))
        return a

    return chain_gradient


@chain_gradient.check(
    points=2,
    title=Text(de="mehrere Schichten", en="several layers"),
    feedback=Text(
        de="Für mehrere Schichten stimmt die Ableitung nicht. Was macht die Kettenregel mit den Ableitungen der Schichten?",
        en="The derivative is not right for several layers. What does the chain rule do with the derivatives of the layers?",
    ),
)
def right_for_many_layers(probe, same):
    return same if probe["n"] > 1 else None


exercise.worked(
    Text(
        de=r"$\sigma'$ ist höchstens $\frac{1}{4}$ (bei $z = 0$), ein Produkt von $n$ solchen Faktoren also höchstens "
        r"${product_bound}$. "
        r"Für $n = 8$ ist $4^8 = 65\,536$, die Schranke also rund $1{,}53 \cdot 10^{-5}$. Unter $10^{-{k}}$ liegt sie, "
        r"sobald $4^n > 10^{{k}}$ ist, zum ersten Mal bei $n = {enough_layers}$.",
        en=r"$\sigma'$ is at most $\frac{1}{4}$ (at $z = 0$), so a product of $n$ such factors is at most ${product_bound}$. "
        r"For "
        r"$n = 8$ we have $4^8 = 65\,536$, so the bound is about $1.53 \cdot 10^{-5}$. It is below $10^{-{k}}$ as "
        r"soon as "
        r"$4^n > 10^{{k}}$, for the first time at $n = {enough_layers}$.",
    ),
    Text(
        de=r"Mit Gewicht ist der Faktor bei $z = 0$ gleich $\frac{w}{4}$, sein Betrag ist kleiner als 1 für $w \in "
        r"{tame_weights}$. Mit $w = {weight}$ in 10 Schichten ergibt sich $\left(\frac{{weight}}{4}\right)^{10} = "
        "{weighted_factor}$.",
        en=r"With a weight the factor at $z = 0$ is $\frac{w}{4}$, and its absolute value is below 1 for $w \in "
        r"{tame_weights}$. With $w = {weight}$ in 10 layers this makes $\left(\frac{{weight}}{4}\right)^{10} = "
        "{weighted_factor}$.",
    ),
    Text(
        de=r"Die kleinste float32-Zahl über 0 ist $2^{-149}$. $\left(\frac{1}{4}\right)^{74} = 2^{-148}$ lässt sich noch "
        "darstellen; $2^{-150}$ liegt genau in der Mitte zwischen 0 und $2^{-149}$ und wird auf 0 gerundet: $n = "
        r"{float32_zero}$. In der Kette aus g) ist mit $a_0 = \frac{1}{2}$ immer $z = 0$, und jede Schicht trägt genau "
        r"$\frac{1}{4}$ bei; mit jedem anderen Start ist es in der ersten Schicht weniger.",
        en=r"The smallest float32 number above 0 is $2^{-149}$. $\left(\frac{1}{4}\right)^{74} = 2^{-148}$ can still be "
        "represented; $2^{-150}$ lies exactly half-way between 0 and $2^{-149}$ and is rounded to 0: $n = {float32_zero}$. "
        r"In the chain from g), $z$ is always 0 with $a_0 = \frac{1}{2}$, and every layer contributes exactly $\frac{1}{4}$; "
        "with any other start the first layer contributes less.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Deine Schranke in Abhängigkeit von der Zahl $n$ der Schichten, auf einer logarithmischen Achse.",
        en="Your bound plotted against the number $n$ of layers, on a logarithmic axis.",
    ),
    legend={
        "bound": Text(de="deine Schranke", en="your bound"),
        "smallest": Text(de="die kleinste float32-Zahl", en="the smallest float32"),
    },
)
def bound_over_layers(right, product_bound):
    deep = {"product_bound", "float32_zero"} <= set(right)
    layers = range(1, 81, 3) if deep else range(1, 13)
    own = [number(product_bound.subs(n, layer)) for layer in layers] if hasattr(product_bound, "subs") else []
    shown = [(layer, value) for layer, value in zip(layers, own, strict=False) if value is not None and value > 0]
    return panel(
        Horizontal(2.0**-149, QUIET, "smallest", "dashed") if deep else None,
        dots(shown, tone("product_bound", right), "bound"),
        x=Axis("n", 0, whole=True),
        y=Axis(log=True),
    )


@exercise.variants(count=12)
def draw(dice):
    return {"k": dice.choice((3, 4, 6, 9)), "weight": dice.choice((2, 3, 5))}
