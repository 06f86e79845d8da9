"""Exercise 14: the chain rule on a1 = k*w, a2 = a1^2, L = (a2-m)^2 at w = 1.

dL/da2 = 2(a2-m), da2/da1 = 2*a1, da1/dw = k, and at w = 1 there is a1 = k, a2 = k^2; the product as a formula is
4*k^2*w*(k^2*w^2-m). Number of factors: one dL/da_n, n times f'(z), n-1 times a weight, one dz_1/dw_1, so 2n+1.
For y = s(w2*s(w1*x)): dy/dw1 = s'(z2)*w2*s'(z1)*x with z1 = w1*x and z2 = w2*s(z1); s' belongs to z, not to a.
"""

from sympy import exp, symbols

from grader.authoring import HAND, Exercise, Expression, Given, Option, Right, Text, Value, Vector
from grader.authoring.drawing import COURSE, OWN, RIGHT, number, numbers

w, n = symbols("w n")


def s(z):
    return 1 / (1 + exp(-z))


def slope_of_s(z):
    return exp(-z) / (1 + exp(-z)) ** 2


exercise = Exercise(
    title=Text(de="Die Regel hinter Backpropagation", en="The rule behind backpropagation"),
    statement=Text(
        de=r"Ein Netz ist eine Verkettung von Funktionen. Benenne die Ableitungsregel dafür und rechne sie an "
        r"$a_1 = {k}w$, $a_2 = a_1^2$, $L = (a_2 - {m})^2$ an der Stelle $w = 1$ durch. "
        r"Die Sigmoidfunktion heißt hier $s$, also $s(z) = \frac{1}{1 + e^{-z}}$.",
        en=r"A net is a composition of functions. Name the rule of differentiation for it and work it out for "
        r"$a_1 = {k}w$, $a_2 = a_1^2$, $L = (a_2 - {m})^2$ at $w = 1$. "
        r"The sigmoid function is called $s$ here, so $s(z) = \frac{1}{1 + e^{-z}}$.",
    ),
    given=Given(k=3, m=7),
    symbols="w n",
)


name_of_rule = exercise.choice(
    points=1,
    prompt=Text(
        de="Mit welcher Regel leitest du $L$ nach $w$ ab?",
        en="Which rule gives the derivative of $L$ with respect to $w$?",
    ),
    options={
        "A": Option(
            Text(de="Produktregel (es kommen mehrere Faktoren vor)", en="product rule (several factors occur)"),
            mistake="M8",
            feedback=Text(
                de="Werden hier Funktionen multipliziert oder ineinander eingesetzt?",
                en="Are functions multiplied or nested here?",
            ),
        ),
        "B": Option(Text(de="Quotientenregel", en="quotient rule")),
        "C": Right(
            Text(
                de="Kettenregel (Funktionen sind ineinander eingesetzt, die Ableitungen der Schichten werden multipliziert)",
                en="chain rule (functions are nested, the derivatives of the layers are multiplied)",
            )
        ),
        "D": Option(Text(de="Summenregel", en="sum rule")),
    },
)


@exercise.item(
    Vector(3),
    points=2,
    prompt=Text(
        de=r"Berechne die drei Ableitungen $\frac{dL}{da_2}$, $\frac{da_2}{da_1}$ und $\frac{da_1}{dw}$ bei $w = 1$, "
        "in dieser Reihenfolge.",
        en=r"Compute the three derivatives $\frac{dL}{da_2}$, $\frac{da_2}{da_1}$ and $\frac{da_1}{dw}$ at $w = 1$, "
        "in this order.",
    ),
)
def local_slopes(k, m):
    return [2 * (k**2 - m), 2 * k, k]


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de=r"Wie groß ist $\frac{dL}{dw}$ bei $w = 1$?",
        en=r"How large is $\frac{dL}{dw}$ at $w = 1$?",
    ),
)
def total_slope(k, m):
    return 2 * (k**2 - m) * 2 * k * k


@total_slope.mistake(
    "M1",
    Text(
        de="Wie verknüpft man die Ableitungen der einzelnen Schichten?",
        en="How are the layers' derivatives combined?",
    ),
)
def added_the_derivatives(k, m):
    return 2 * (k**2 - m) + 2 * k + k


@total_slope.mistake(
    "M2",
    Text(
        de="Die innerste Funktion wird auch abgeleitet.",
        en="The innermost function is differentiated, too.",
    ),
)
def left_out_the_innermost(k, m):
    return 2 * (k**2 - m) * 2 * k


@total_slope.mistake(
    "M3",
    Text(de="Beginne ganz außen bei L.", en="Start at the very outside, at L."),
)
def left_out_the_outermost(k):
    return 2 * k * k


def lost_a_factor(local_slopes):
    """With a factor 0 there is nothing to multiply."""
    return 0 in local_slopes


@total_slope.follows(local_slopes, unless=lost_a_factor)
def product_of_own_slopes(local_slopes):
    first, second, third = local_slopes
    return first * second * third


@exercise.item(
    Expression(symbols=("w",)),
    points=2,
    prompt=Text(
        de=r"Gib $\frac{dL}{dw}$ als Formel in $w$ an.",
        en=r"Give $\frac{dL}{dw}$ as a formula in $w$.",
    ),
)
def slope_formula(k, m):
    return 4 * k**2 * w * (k**2 * w**2 - m)


@exercise.item(
    Expression(symbols=("n",), domain={"n": "1..9"}),
    points=1,
    prompt=Text(
        de=r"Ein Netz hat $n$ Schichten. Aus wie vielen Faktoren besteht $\frac{\partial L}{\partial w_1}$, als Formel in "
        r"$n$? Jede Schicht bringt ein $\frac{\partial a}{\partial z}$ und ein $\frac{\partial z}{\partial a}$ (ganz innen "
        r"$\frac{\partial z}{\partial w}$) mit, dazu kommt $\frac{\partial L}{\partial a_n}$.",
        en=r"A net has $n$ layers. Of how many factors does $\frac{\partial L}{\partial w_1}$ consist, as a formula in "
        r"$n$? Every layer brings one $\frac{\partial a}{\partial z}$ and one $\frac{\partial z}{\partial a}$ (innermost: "
        r"$\frac{\partial z}{\partial w}$), and there is $\frac{\partial L}{\partial a_n}$.",
    ),
)
def number_of_factors():
    return 2 * n + 1


@number_of_factors.mistake(
    "M4",
    Text(de="Jede Schicht besteht aus zwei Teilschritten.", en="Every layer consists of two sub-steps."),
)
def counted_one_per_layer():
    return n


@number_of_factors.mistake(
    "M5",
    Text(de="Zähle auch die Ableitung des Losses.", en="Count the loss's derivative as well."),
)
def left_out_the_loss():
    return 2 * n


@exercise.item(
    Value(within=HAND),
    points=2,
    prompt=Text(
        de=r"Es ist $y = s(w_2 \cdot s(w_1 \cdot x))$. Berechne $\frac{\partial y}{\partial w_1}$ bei $w_1 = 0$, $w_2 = 4$, "
        "$x = 1$, exakt oder auf mindestens 3 Nachkommastellen.",
        en=r"Let $y = s(w_2 \cdot s(w_1 \cdot x))$. Compute $\frac{\partial y}{\partial w_1}$ at $w_1 = 0$, $w_2 = 4$, "
        "$x = 1$, exactly or to at least 3 decimals.",
    ),
)
def slope_of_net():
    w1, w2, x = 0, 4, 1
    z1 = w1 * x
    z2 = w2 * s(z1)
    return slope_of_s(z2) * w2 * slope_of_s(z1) * x


@slope_of_net.mistake(
    "M6",
    Text(
        de="An welcher Stelle wird die Ableitung der Aktivierung ausgewertet?",
        en="Where is the activation's derivative evaluated?",
    ),
)
def took_slopes_at_activations():
    a1 = s(0)
    a2 = s(4 * a1)
    return slope_of_s(a2) * 4 * slope_of_s(a1)


@slope_of_net.mistake(
    "M7",
    Text(
        de="Auch das Gewicht zwischen den Schichten ist ein Faktor.",
        en="The weight between the layers is a factor, too.",
    ),
)
def left_out_the_weight():
    return slope_of_s(2) * slope_of_s(0)


@exercise.variants(count=6)
def draw(dice):
    """The outer factor 2*(k^2-m) stays small, so that everything can be done in one's head."""
    k = dice.choice((2, 3))
    return {"k": k, "m": k**2 - dice.choice((-2, -1, 1, 2))}


exercise.worked(
    Text(
        de=r"$L$ hängt über $a_2$ und $a_1$ von $w$ ab, die Funktionen sind ineinander eingesetzt: Kettenregel. Bei $w = 1$ "
        r"ist $a_1 = {k}$ und $a_2 = {k}^2$. Von außen nach innen: $\frac{dL}{da_2} = 2(a_2 - {m})$, $\frac{da_2}{da_1} = "
        r"2a_1$, $\frac{da_1}{dw} = {k}$, also $({local_slopes})$. Das Produkt ist ${total_slope}$.",
        en=r"$L$ depends on $w$ by way of $a_2$ and $a_1$, the functions are nested: chain rule. At $w = 1$ there is "
        r"$a_1 = {k}$ and $a_2 = {k}^2$. From outside to inside: $\frac{dL}{da_2} = 2(a_2 - {m})$, $\frac{da_2}{da_1} = 2a_1$, "
        r"$\frac{da_1}{dw} = {k}$, so $({local_slopes})$. The product is ${total_slope}$.",
    ),
    Text(
        de=r"Lässt man $w$ stehen, wird daraus $\frac{dL}{dw} = {slope_formula}$.",
        en=r"If $w$ is kept, this becomes $\frac{dL}{dw} = {slope_formula}$.",
    ),
    Text(
        de=r"Bei $n$ Schichten kommen zusammen: ein $\frac{\partial L}{\partial a_n}$, $n$ Ableitungen von Aktivierungen, $n - "
        r"1$ Gewichte dazwischen und ganz innen $\frac{\partial z_1}{\partial w_1}$, das sind ${number_of_factors}$ Faktoren.",
        en=r"With $n$ layers there come together: one $\frac{\partial L}{\partial a_n}$, $n$ derivatives of activations, $n - "
        r"1$ weights in between and innermost $\frac{\partial z_1}{\partial w_1}$, that makes ${number_of_factors}$ factors.",
    ),
    Text(
        de=r"Für $y = s(w_2 \cdot s(w_1 x))$: $z_1 = 0$, $a_1 = \frac{1}{2}$, $z_2 = 2$. Die Ableitung der Sigmoidfunktion "
        r"wird bei $z$ ausgewertet, nicht bei $a$: $s'(2) \cdot 4 \cdot s'(0) \cdot 1 \approx 0{,}1050$.",
        en=r"For $y = s(w_2 \cdot s(w_1 x))$: $z_1 = 0$, $a_1 = \frac{1}{2}$, $z_2 = 2$. The derivative of the sigmoid is "
        r"taken at $z$, not at $a$: $s'(2) \cdot 4 \cdot s'(0) \cdot 1 \approx 0.1050$.",
    ),
)


@exercise.picture(
    alt=Text(
        de="Der Rechengraph $w$, $a_1$, $a_2$, $L$ von links nach rechts, mit deinen Ableitungen an den Pfeilen.",
        en="The computation graph $w$, $a_1$, $a_2$, $L$ from left to right, with your derivatives on the arrows.",
    ),
    caption=Text(
        de="Die Rechnung läuft nach rechts, die Ableitungen werden von rechts nach links multipliziert. Orange: deine "
        "Ableitungen aus b) und unten dein Produkt aus c), grün, sobald sie stimmen.",
        en="The computation runs to the right, the derivatives are multiplied from right to left. Orange: your derivatives of "
        "b) and below your product of c), green once they are right.",
    ),
)
def computation_graph(axes, right, local_slopes, total_slope):
    axes.axis("off")
    axes.set_xlim(-0.4, 3.4)
    axes.set_ylim(-1, 1)
    for place, name in enumerate(("$w$", "$a_1$", "$a_2$", "$L$")):
        axes.text(place, 0, name, ha="center", va="center", size=14, bbox={"boxstyle": "circle", "fc": "white", "ec": COURSE})
    arrow = {"arrowstyle": "->", "color": COURSE, "linewidth": 2}
    for place in range(3):
        axes.annotate("", (place + 0.75, 0), (place + 0.25, 0), arrowprops=arrow)
    for place, slope in zip((2.5, 1.5, 0.5), numbers(local_slopes), strict=False):
        axes.text(place, 0.3, f"${slope:g}$", ha="center", color=RIGHT if "local_slopes" in right else OWN, size=13)
    product = number(total_slope)
    if product is not None:
        axes.text(1.5, -0.7, f"${product:g}$", ha="center", color=RIGHT if "total_slope" in right else OWN, size=15)
