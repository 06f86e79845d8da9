"""Exercise 14: the chain rule on a1 = k*w, a2 = a1^2, L = (a2-m)^2 at w = 1.

dL/da2 = 2(a2-m), da2/da1 = 2*a1, da1/dw = k, and at w = 1 there is a1 = k, a2 = k^2; the product as a formula is
4*k^2*w*(k^2*w^2-m). Number of factors: one dL/da_n, n times f'(z), n-1 times a weight, one dz_1/dw_1, so 2n+1.
For y = s(w2*s(w1*x)): dy/dw1 = s'(z2)*w2*s'(z1)*x with z1 = w1*x and z2 = w2*s(z1); s' belongs to z, not to a. The
notebook of the course writes f'(a_n) there, a misprint that M6 knows. With w1 = 0, w2 = 2, x = 3 no two factors cancel.
"""

from sympy import exp, symbols

from grader.authoring import HAND, Exercise, Expression, Given, Option, Right, Text, Value, Vector, rounded
from grader.authoring.drawing import COURSE, Annotation, Arrow, Axis, number, numbers, panel, tone

w, n = symbols("w n")


def s(z):
    return 1 / (1 + exp(-z))


def slope_of_s(z):
    return exp(-z) / (1 + exp(-z)) ** 2


W1, W2, X = 0, 2, 3  # of the network with two weights


def net_slope():
    z1 = W1 * X
    z2 = W2 * s(z1)
    return slope_of_s(z2) * W2 * slope_of_s(z1) * X


exercise = Exercise(
    title=Text(de="Die Regel hinter Backpropagation", en="The rule behind backpropagation"),
    topic=Text(de="Backpropagation", en="backpropagation"),
    section=Text(de="Backpropagation: Ableiten durch die Schichten", en="Backpropagation: differentiating through the layers"),
    after="ex19",
    statement=Text(
        de="In einem Netz ist das Ergebnis jeder Schicht die Eingabe der nächsten. Benenne die Ableitungsregel dafür und "
        "rechne mit ihr das Beispiel $a_1 = {k}w$, $a_2 = a_1^2$, $L = (a_2 - {m})^2$ an der Stelle $w = 1$ durch. Die "
        r"Sigmoidfunktion ist $\sigma(z) = \frac{1}{1 + e^{-z}}$.",
        en="In a network the result of each layer is the input of the next. Name the differentiation rule for this and use "
        "it to work through the example $a_1 = {k}w$, $a_2 = a_1^2$, $L = (a_2 - {m})^2$ at $w = 1$. The sigmoid function "
        r"is $\sigma(z) = \frac{1}{1 + e^{-z}}$.",
    ),
    given=Given(k=3, m=7),
    symbols="w n",
    formulas={"net_rounded": lambda: rounded(net_slope(), 4)},
)


name_of_rule = exercise.choice(
    points=1,
    prompt=Text(
        de="Mit welcher Regel leitest du $L$ nach $w$ ab?",
        en="Which rule gives the derivative of $L$ with respect to $w$?",
    ),
    hints=[
        Text(
            de="Sieh dir an, wie w, a₁, a₂ und L zusammenhängen: Was wird worin eingesetzt?",
            en="Look at how w, a₁, a₂ and L are connected: what is substituted into what?",
        ),
        Text(
            de="Schreib L als einen einzigen Ausdruck in w, ohne a₁ und a₂. Geh die Klammern von außen nach innen "
            "durch: Wie ist er gebaut?",
            en="Write L as one expression in w, without a₁ and a₂. Go through the brackets from outside to inside: "
            "how is it built?",
        ),
    ],
    options={
        "A": Option(
            Text(de="Produktregel", en="product rule"),
            mistake="M8",
            feedback=Text(
                de="Werden die Funktionen hier miteinander multipliziert oder ineinander eingesetzt?",
                en="Are the functions here multiplied or put inside one another?",
            ),
        ),
        "B": Option(
            Text(de="Quotientenregel", en="quotient rule"),
            mistake="M9",
            feedback=Text(
                de="Wird hier eine Funktion durch eine andere dividiert?",
                en="Is one function divided by another here?",
            ),
        ),
        "C": Right(Text(de="Kettenregel", en="chain rule")),
        "D": Option(
            Text(de="Summenregel", en="sum rule"),
            mistake="M10",
            feedback=Text(
                de="Werden hier Funktionen addiert? Was passiert mit a₁, nachdem es berechnet ist?",
                en="Are functions added here? What happens to a₁ after it has been computed?",
            ),
        ),
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
    hints=[
        Text(
            de="Jede dieser Ableitungen sieht nur ein Stück des Wegs von w zu L, von einer Größe zur nächsten.",
            en="Each of these derivatives sees only one piece of the way from w to L, from one quantity to the next.",
        ),
        Text(
            de="Leite zuerst mit Buchstaben ab, jedes Stück nach der Größe, die direkt davor kommt. Zahlen setzt du "
            "erst danach ein.",
            en="Differentiate with letters first, each piece with respect to the quantity just before it. "
            "Substitute numbers only after that.",
        ),
    ],
)
def local_slopes(k, m):
    return [2 * (k**2 - m), 2 * k, k]


@local_slopes.mistake(
    "M11",
    Text(
        de="Leite zuerst das Quadrat in L ab: Welcher Faktor kommt dazu?",
        en="Differentiate the square in L first: which factor appears?",
    ),
)
def forgot_the_two_of_the_loss(k, m):
    return [k**2 - m, 2 * k, k]


@local_slopes.mistake(
    "M12",
    Text(
        de="Die Ableitung von a₂ nach a₁ gehört an die Stelle a₁. Wie groß ist a₁ bei w = 1?",
        en="The derivative of a₂ with respect to a₁ has to be evaluated at a₁. What is a₁ at w = 1?",
    ),
)
def took_the_second_one_at_w(k, m):
    return [2 * (k**2 - m), 2, k]


@local_slopes.mistake(
    "M13",
    Text(
        de="Die Ableitung von L nach a₂ gehört an die Stelle a₂. Wie groß ist a₂ bei w = 1?",
        en="The derivative of L with respect to a₂ has to be evaluated at a₂. What is a₂ at w = 1?",
    ),
)
def took_the_first_one_at_w(k, m):
    return [2 * (1 - m), 2 * k, k]


@local_slopes.mistake(
    "M14",
    Text(
        de="Die Ableitung von L nach a₂ gehört an die Stelle a₂, nicht an a₁.",
        en="The derivative of L with respect to a₂ has to be evaluated at a₂, not at a₁.",
    ),
)
def took_the_first_one_at_a1(k, m):
    return [2 * (k - m), 2 * k, k]


local_slopes.otherwise(
    Text(
        de="Rechne zuerst a₁ und a₂ bei w = 1 aus. Setze in jede Ableitung den Wert der Variablen ein, nach der abgeleitet "
        "wird.",
        en="Compute a₁ and a₂ at w = 1 first. Evaluate each derivative at the value of the variable that you differentiate "
        "with respect to.",
    )
)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de=r"Wie groß ist $\frac{dL}{dw}$ bei $w = 1$?",
        en=r"What is $\frac{dL}{dw}$ at $w = 1$?",
    ),
    hints=[
        Text(
            de="Backpropagation beginnt beim Loss und geht Stück für Stück zu w zurück. Die Regel aus a) sagt, wie "
            "die Stücke zusammengehören.",
            en="Backpropagation begins at the loss and goes back to w piece by piece. The rule from a) says how the "
            "pieces belong together.",
        ),
        Text(
            de="Zur Probe ohne Ableitungen: Rechne L für w = 1 und für w = 1,001 aus. Die Differenz, geteilt durch "
            "0,001, muss ungefähr dein Ergebnis sein.",
            en="To check without derivatives: work out L for w = 1 and for w = 1.001. The difference divided by "
            "0.001 must be about your result.",
        ),
    ],
)
def total_slope(k, m):
    return 2 * (k**2 - m) * 2 * k * k


@total_slope.mistake(
    "M1",
    Text(
        de="Wie verknüpft man die Ableitungen der einzelnen Schichten?",
        en="How do you combine the derivatives of the layers?",
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
    Text(de="Beginne ganz außen, bei L.", en="Start from the outside, with L."),
)
def left_out_the_outermost(k):
    return 2 * k * k


total_slope.otherwise(
    Text(
        de="Passt dein Ergebnis zu deinen drei Ableitungen aus b)?",
        en="Does your result agree with your three derivatives from b)?",
    )
)


@total_slope.mistake(
    "M25",
    Text(
        de="Prüfe die Ableitungen der beiden Quadrate: Bei einem fehlt der Faktor, der davorkommt.",
        en="Check the derivatives of both squares: one of them lacks the factor in front.",
    ),
)
def forgot_one_of_the_twos(k, m):
    return 2 * (k**2 - m) * k * k


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
    hints=[
        Text(
            de="Es ist dieselbe Rechnung wie in b) und c), nur bleibt w diesmal ein Buchstabe.",
            en="It is the same calculation as in b) and c), but this time w stays a letter.",
        ),
        Text(
            de="Drück a₁ und a₂ durch w aus und setze das in deine drei Ableitungen ein. Erst ganz am Ende wird "
            "zusammengefasst.",
            en="Express a₁ and a₂ in terms of w and substitute that into your three derivatives. Simplify only at "
            "the very end.",
        ),
    ],
)
def slope_formula(k, m):
    return 4 * k**2 * w * (k**2 * w**2 - m)


@slope_formula.mistake(
    "M15",
    Text(
        de="Das ist die äußerste Ableitung. Welche weiteren Faktoren verlangt deine Regel?",
        en="This is the outermost derivative. Which other factors does your rule need?",
    ),
)
def took_the_outermost_only(k, m):
    return 2 * (k**2 * w**2 - m)


@slope_formula.mistake(
    "M16",
    Text(
        de="Auch die innerste Funktion, a₁, wird nach w abgeleitet.",
        en="The innermost function, a₁, is differentiated with respect to w, too.",
    ),
)
def left_out_the_inner_factor(k, m):
    return 4 * k * w * (k**2 * w**2 - m)


@slope_formula.mistake(
    "M17",
    Text(
        de="Eine Ableitung fehlt: die von a₂ nach a₁.",
        en="One derivative is missing: that of a₂ with respect to a₁.",
    ),
)
def left_out_the_middle_one(k, m):
    return 2 * (k**2 * w**2 - m) * k


@slope_formula.mistake(
    "M18",
    Text(
        de="Setze a₁ vollständig in a₂ ein: Was wird dabei quadriert?",
        en="Substitute all of a₁ into a₂: what is squared then?",
    ),
)
def squared_w_alone(k, m):
    return 4 * k**2 * w * (w**2 - m)


@slope_formula.mistake(
    "M19",
    Text(
        de="Gefragt ist eine Formel, in der w noch vorkommt, nicht der Wert bei w = 1.",
        en="The question asks for a formula in which w still occurs, not for the value at w = 1.",
    ),
)
def gave_the_value_at_one(k, m):
    return 4 * k**2 * (k**2 - m)


slope_formula.otherwise(
    Text(
        de="Setze w = 1 in deine Formel ein: Kommt dein Ergebnis aus c) heraus?",
        en="Substitute w = 1 into your formula: do you get your result from c)?",
    )
)


@exercise.item(
    Expression(symbols=("n",), domain={"n": "1..9"}),
    points=1,
    prompt=Text(
        de=r"In einem Netz mit 2 Schichten ist $\frac{\partial L}{\partial w_1} = \frac{\partial L}{\partial a_2} \cdot "
        r"\frac{\partial a_2}{\partial z_2} \cdot \frac{\partial z_2}{\partial a_1} \cdot \frac{\partial a_1}{\partial z_1} "
        r"\cdot \frac{\partial z_1}{\partial w_1}$. Wie viele Faktoren hat $\frac{\partial L}{\partial w_1}$ bei $n$ "
        "Schichten? Antworte mit einer Formel in $n$.",
        en=r"In a network with 2 layers $\frac{\partial L}{\partial w_1} = \frac{\partial L}{\partial a_2} \cdot "
        r"\frac{\partial a_2}{\partial z_2} \cdot \frac{\partial z_2}{\partial a_1} \cdot \frac{\partial a_1}{\partial z_1} "
        r"\cdot \frac{\partial z_1}{\partial w_1}$. How many factors does $\frac{\partial L}{\partial w_1}$ have with $n$ "
        "layers? Answer with a formula in $n$.",
    ),
    hints=[
        Text(
            de="Überlege, welche Faktoren dazukommen, wenn das Netz eine Schicht mehr hat.",
            en="Think about which factors are added if the network has one more layer.",
        ),
        Text(
            de="Schreib die Kette auch für eine einzige Schicht und für drei Schichten auf und zähl ab. Such dann "
            "eine Formel, die zu allen drei Anzahlen passt.",
            en="Write down the chain for a single layer and for three layers, too, and count. Then look for a "
            "formula that fits all three numbers.",
        ),
    ],
)
def number_of_factors():
    return 2 * n + 1


@number_of_factors.mistake(
    "M4",
    Text(de="Jede Schicht besteht aus zwei Schritten.", en="Every layer consists of two steps."),
)
def counted_one_per_layer():
    return n


@number_of_factors.mistake(
    "M5",
    Text(de="Zähle auch die Ableitung des Losses.", en="Count the derivative of the loss, too."),
)
def left_out_the_loss():
    return 2 * n


number_of_factors.otherwise(
    Text(
        de="Setze n = 2 in deine Formel ein und zähle die Faktoren im Beispiel.",
        en="Substitute n = 2 into your formula and count the factors in the example.",
    )
)


@exercise.item(
    Value(within=HAND),
    points=2,
    prompt=Text(
        de=r"Es ist $y = \sigma(w_2 \cdot \sigma(w_1 \cdot x))$. Berechne $\frac{\partial y}{\partial w_1}$ bei $w_1 = 0$, "
        "$w_2 = 2$, $x = 3$.",
        en=r"Let $y = \sigma(w_2 \cdot \sigma(w_1 \cdot x))$. Compute $\frac{\partial y}{\partial w_1}$ at $w_1 = 0$, $w_2 = "
        "2$, $x = 3$.",
    ),
    hints=[
        Text(
            de="Du brauchst die Ableitung der Sigmoidfunktion; sie lässt sich durch σ selbst ausdrücken. Übung 19 "
            "rechnet sie aus.",
            en="You need the derivative of the sigmoid function; it can be expressed by σ itself. Exercise 19 works it out.",
        ),
        Text(
            de="Rechne zuerst vorwärts und schreib z₁, a₁ und z₂ als Zahlen auf. Geh dann von y aus zurück und "
            "schreib für jedes Stück des Wegs einen Faktor hin.",
            en="Compute forwards first and write down z₁, a₁ and z₂ as numbers. Then go back from y and write down "
            "one factor for each piece of the way.",
        ),
    ],
)
def slope_of_net():
    return net_slope()


@slope_of_net.mistake(
    "M6",
    Text(
        de="Im Notebook des Kurses steht irrtümlich f'(aₙ): Die Ableitung von σ wird bei z ausgewertet, nicht bei a.",
        en="The course notebook has f'(aₙ) by mistake: the derivative of σ is evaluated at z, not at a.",
    ),
)
def took_slopes_at_activations():
    a1 = s(W1 * X)
    a2 = s(W2 * a1)
    return slope_of_s(a2) * W2 * slope_of_s(a1) * X


@slope_of_net.mistake(
    "M7",
    Text(
        de="Auch das Gewicht zwischen den Schichten ist ein Faktor.",
        en="The weight between the layers is a factor, too.",
    ),
)
def left_out_the_weight():
    return slope_of_s(W2 * s(0)) * slope_of_s(0) * X


@slope_of_net.mistake(
    "M20",
    Text(
        de="Das ist die äußere Ableitung allein. Welche weiteren Faktoren verlangt deine Regel?",
        en="This is the outer derivative alone. Which other factors does your rule need?",
    ),
)
def took_the_outer_one_only():
    return slope_of_s(W2 * s(0))


@slope_of_net.mistake(
    "M21",
    Text(
        de="Ganz innen steht w₁ · x. Wie lautet die Ableitung davon nach w₁?",
        en="The innermost part is w₁ · x. What is its derivative with respect to w₁?",
    ),
)
def forgot_the_input():
    return slope_of_s(W2 * s(0)) * W2 * slope_of_s(0)


@slope_of_net.mistake(
    "M22",
    Text(
        de="Auch das innere σ wird abgeleitet.",
        en="The inner σ is differentiated, too.",
    ),
)
def left_out_the_inner_sigmoid():
    return slope_of_s(W2 * s(0)) * W2 * X


@slope_of_net.mistake(
    "M23",
    Text(
        de="Bei welchem Wert wird die Ableitung des äußeren σ ausgewertet? Rechne z₂ aus.",
        en="At which value is the derivative of the outer σ evaluated? Compute z₂.",
    ),
)
def took_both_slopes_at_zero():
    return slope_of_s(0) * W2 * slope_of_s(0) * X


@slope_of_net.mistake(
    "M24",
    Text(
        de="Ist das y selbst oder seine Ableitung?",
        en="Is this y itself or its derivative?",
    ),
)
def gave_y_itself():
    return s(W2 * s(0))


slope_of_net.otherwise(
    Text(
        de="Schreib y als Kette w₁ → z₁ → a₁ → z₂ → y auf und leite jedes Stück einzeln ab. Wie viele Faktoren sind es?",
        en="Write y as a chain w₁ → z₁ → a₁ → z₂ → y and differentiate each piece by itself. How many factors are there?",
    )
)


@exercise.variants(count=6)
def draw(dice):
    """The outer factor 2*(k^2-m) stays small, so that everything can be done in one's head."""
    k = dice.choice((3, 4, 5))  # with 2 a forgotten factor would look like another mistake
    return {"k": k, "m": k**2 - dice.choice((-2, -1, 1, 2))}


exercise.worked(
    Text(
        de="$L$ hängt über $a_2$ und $a_1$ von $w$ ab. Die Funktionen sind ineinander eingesetzt, also gilt die "
        r"Kettenregel. Bei $w = 1$ ist $a_1 = {k}$ und $a_2 = {k}^2$. Von außen nach innen: $\frac{dL}{da_2} = 2(a_2 - "
        r"{m})$, $\frac{da_2}{da_1} = 2a_1$, $\frac{da_1}{dw} = {k}$, also $({local_slopes})$. Das Produkt ist "
        "${total_slope}$.",
        en="$L$ depends on $w$ through $a_2$ and $a_1$; the functions are nested, so the chain rule applies. At $w = 1$ we "
        r"have $a_1 = {k}$ and $a_2 = {k}^2$. From the outside in: $\frac{dL}{da_2} = 2(a_2 - {m})$, $\frac{da_2}{da_1} = "
        r"2a_1$, $\frac{da_1}{dw} = {k}$, so $({local_slopes})$. The product is ${total_slope}$.",
    ),
    Text(
        de=r"Lässt du $w$ stehen, wird daraus $\frac{dL}{dw} = {slope_formula}$.",
        en=r"If you leave $w$ as it is, you get $\frac{dL}{dw} = {slope_formula}$.",
    ),
    Text(
        de=r"Bei $n$ Schichten kommen zusammen: ein $\frac{\partial L}{\partial a_n}$, $n$ Ableitungen von Aktivierungen, "
        r"$n - 1$ Gewichte dazwischen und ganz innen $\frac{\partial z_1}{\partial w_1}$, das sind ${number_of_factors}$ "
        "Faktoren.",
        en=r"With $n$ layers there are one $\frac{\partial L}{\partial a_n}$, $n$ derivatives of activations, $n - 1$ "
        r"weights in between and, innermost, $\frac{\partial z_1}{\partial w_1}$: together ${number_of_factors}$ factors.",
    ),
    Text(
        de=r"Für $y = \sigma(w_2 \cdot \sigma(w_1 x))$: $z_1 = 0$, $a_1 = \frac{1}{2}$, $z_2 = 1$. Die Ableitung der "
        "Sigmoidfunktion wird bei $z$ ausgewertet, nicht bei $a$ (im Notebook des Kurses steht irrtümlich $f'(a_n)$): "
        r"$\sigma'(1) \cdot 2 \cdot \sigma'(0) \cdot 3 = {slope_of_net} \approx {net_rounded}$.",
        en=r"For $y = \sigma(w_2 \cdot \sigma(w_1 x))$: $z_1 = 0$, $a_1 = \frac{1}{2}$, $z_2 = 1$. The derivative of the "
        r"sigmoid function is evaluated at $z$, not at $a$ (the course notebook has $f'(a_n)$ by mistake): $\sigma'(1) \cdot "
        r"2 \cdot \sigma'(0) \cdot 3 = {slope_of_net} \approx {net_rounded}$.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Die Rechnung läuft nach rechts, die Ableitungen werden von rechts nach links multipliziert. Deine Ableitungen "
        "stehen an den Pfeilen, dein Produkt darunter.",
        en="The computation runs to the right, the derivatives are multiplied from right to left. Your derivatives are at "
        "the arrows, your product is below.",
    ),
    legend={
        "graph": Text(de="der Rechengraph: $w$, $a_1$, $a_2$, $L$", en="the computation graph: $w$, $a_1$, $a_2$, $L$"),
        "slopes": Text(de="deine Ableitungen aus b)", en="your derivatives from b)"),
        "product": Text(de="dein Produkt aus c)", en="your product from c)"),
    },
)
def computation_graph(right, local_slopes, total_slope):
    product = number(total_slope)
    slopes = zip((2.5, 1.5, 0.5), numbers(local_slopes), strict=False)
    return panel(
        *(Arrow((place + 0.2, 0), (place + 0.8, 0), COURSE, "graph") for place in range(3)),
        *(Annotation((place, 0), name, COURSE, ringed=True) for place, name in enumerate(("w", "a₁", "a₂", "L"))),
        *(Annotation((place, 0.1), slope, tone("local_slopes", right), "slopes") for place, slope in slopes),
        None if product is None else Annotation((1.5, -0.6), product, tone("total_slope", right), "product"),
        x=Axis("", -0.3, 3.3),
        y=Axis("", -1, 1),
        bare=True,
    )
