"""Exercise 15: exploding gradients.

Every layer multiplies by c: c^n, with the limits 0, 1, oo for c = 1/2, 1, 2. On f = k/2*w^2 an update multiplies w by
1 - eta*k, for the material's numbers by -9. The largest float32 is just below 2^128. Clipping keeps the direction:
g/|g|. f = w^4 from 2 with eta = 1 (gradient 4w^3): -30, 107970, -5.0e15, then beyond float32; float64 lasts two steps
longer. After inf the next update is inf - inf = nan.
"""

import itertools

from sympy import Tuple, floor, limit, log, oo, sqrt, symbols

from grader.authoring import (
    HAND,
    LOOP,
    Exercise,
    Expression,
    Function,
    Given,
    Option,
    Rational,
    Right,
    Sequence,
    Text,
    Value,
    Vector,
    Way,
)
from grader.authoring.drawing import COURSE, QUIET, WRONG, Axis, Horizontal, numbers, panel, polyline, tone

c, n = symbols("c n")

LARGE = 10**6


def first_power_above(base, bound):
    exponent = 0
    while base**exponent <= bound:
        exponent += 1
    return exponent


def three(factor, start):
    """Three times the same factor, each on the last value."""
    return [start * factor, start * factor**2, start * factor**3]


exercise = Exercise(
    title=Text(de="Explodierende Gradienten", en="Exploding gradients"),
    topic=Text(de="Backpropagation", en="backpropagation"),
    section=Text(de="Backpropagation: explodierende Gradienten", en="Backpropagation: exploding gradients"),
    after="ex10 ex14",
    statement=Text(
        de="In jeder von $n$ Schichten kommt beim Rückwärtsrechnen der Faktor $c > 0$ dazu. Untersuche den Gradienten, das "
        "Update und die Grenzen der Gleitkommazahlen.",
        en="In each of $n$ layers backpropagation multiplies by the factor $c > 0$. "
        "Investigate the gradient, the update and the limits of floating-point numbers.",
    ),
    given=Given(base=2, k=1000, rate=Rational(1, 100), g=(3000, 4000), gradient=2**20),
    symbols="c n",
    formulas={
        "half": lambda k: k / 2,
        "q": lambda k, rate: 1 - rate * k,
    },
)


@exercise.item(
    Expression(symbols=("c", "n"), domain={"c": "(1/10, 3)", "n": "1..9"}),
    points=1,
    prompt=Text(
        de="Wie groß ist der Gesamtfaktor nach $n$ Schichten, als Formel in $c$ und $n$?",
        en="What is the total factor after $n$ layers, as a formula in $c$ and $n$?",
    ),
    hints=[
        Text(
            de="Beim Rückwärtsrechnen gehören die Faktoren der Schichten so zusammen wie die Ableitungen in Übung 14.",
            en="In backpropagation the factors of the layers belong together like the derivatives in exercise 14.",
        ),
        Text(
            de="Schreib den Gesamtfaktor für zwei und für drei Schichten aus. Wie kürzt man das ab, wenn alle "
            "Faktoren gleich sind?",
            en="Write out the total factor for two and for three layers. How is that abbreviated if all factors are equal?",
        ),
    ],
)
def total_factor():
    return c**n


@total_factor.mistake(
    "M11",
    Text(
        de="Ist das ein Produkt aus n gleichen Faktoren oder eine Summe?",
        en="Is that a product of n equal factors or a sum?",
    ),
)
def added_n_times():
    return c * n


@total_factor.mistake("M12", Text(de="Was ist hier Basis, was Exponent?", en="What is the base here, what the exponent?"))
def swapped_base_and_exponent():
    return n**c


total_factor.otherwise(
    Text(
        de="Setze n = 1 und n = 2 ein: Kommen c und c mal c heraus?",
        en="Substitute n = 1 and n = 2: do you get c and c times c?",
    )
)


@exercise.item(
    Vector(3),
    points=1,
    prompt=Text(
        de=r"Gegen welche Werte strebt er für $n \to \infty$, wenn $c = \frac{1}{2}$, $c = 1$ und $c = 2$ ist? "
        "(Drei Einträge; unendlich schreibst du `oo`.)",
        en=r"Which values does it approach as $n \to \infty$ if $c = \frac{1}{2}$, $c = 1$ and $c = 2$? (Three entries; "
        "write `oo` for infinity.)",
    ),
    hints=[
        Text(
            de="Vergleiche c jedes Mal mit 1: kleiner, gleich, größer. Das sind drei verschiedene Fälle.",
            en="Compare c with 1 each time: smaller, equal, larger. These are three different cases.",
        ),
        Text(
            de="Lass Python `0.5**100` ausrechnen, und dasselbe mit 1 und mit 2 statt 0.5. Was geschieht, wenn der "
            "Exponent noch größer wird?",
            en="Let Python work out `0.5**100`, and the same with 1 and 2 instead of 0.5. What happens if the "
            "exponent gets even larger?",
        ),
    ],
)
def long_run():
    return [0, 1, oo]


@long_run.mistake(
    "M6",
    Text(de="Es wird multipliziert, nicht addiert.", en="Factors multiply, they do not add."),
)
def added_the_factors():
    return [oo, oo, oo]


@long_run.mistake("M13", Text(de="Was ist 1 · 1 · 1 · …?", en="What is 1 · 1 · 1 · …?"))
def let_ones_vanish():
    return [0, 0, oo]


@long_run.mistake("M14", Text(de="Was ist 1 · 1 · 1 · …?", en="What is 1 · 1 · 1 · …?"))
def let_ones_grow():
    return [0, oo, oo]


def ignores_factor_or_depth(total_factor):
    return not total_factor.has(c) or not total_factor.has(n)


@long_run.mistake(
    "M19",
    Text(
        de="Setze n = 10 ein: Wie groß ist 2 hoch 10?",
        en="Substitute n = 10: what is 2 to the power of 10?",
    ),
)
def repeated_the_factors():
    return [0, 1, 2]


@long_run.mistake(
    "M20",
    Text(
        de="Was passiert mit einer Zahl, die immer wieder halbiert wird?",
        en="What happens to a number that is halved again and again?",
    ),
)
def mixed_up_shrinking_and_growing():
    return [oo, 1, 0]


long_run.otherwise(
    Text(
        de="Rechne den Faktor für n = 1, 5 und 10 aus, für jedes der drei c.",
        en="Compute the factor for n = 1, 5 and 10, for each of the three c.",
    )
)


@long_run.follows(total_factor, unless=ignores_factor_or_depth)
def long_run_of_own_factor(total_factor):
    """None where the own formula has no limit for one of the factors."""
    depth = symbols("n", integer=True, positive=True)
    try:
        values = [limit(total_factor.subs({c: factor, n: depth}), depth, oo) for factor in (Rational(1, 2), 1, 2)]
    except (NotImplementedError, ValueError):  # limits that SymPy does not know
        return None
    return values if all(value.is_extended_real and value.is_number for value in values) else None


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de="Was ist die kleinste ganze Zahl $n$ mit ${base}^n > 10^6$?",
        en="What is the smallest integer $n$ with ${base}^n > 10^6$?",
    ),
    hints=[
        Text(
            de="Gesucht ist ein Exponent. Den findet man mit einem Logarithmus, oder indem man die Potenzen der "
            "Reihe nach ausrechnet.",
            en="You are looking for an exponent. It is found by a logarithm, or by working out the powers one after the other.",
        ),
        Text(
            de="Löse zuerst die Gleichung ${base}^n = 10^6$; ihre Lösung ist keine ganze Zahl. Setze dann die "
            "beiden ganzen Zahlen daneben in die Ungleichung ein.",
            en="Solve the equation ${base}^n = 10^6$ first; its solution is no integer. Then substitute the two "
            "integers next to it into the inequality.",
        ),
    ],
)
def smallest_depth(base):
    return first_power_above(base, LARGE)


@smallest_depth.mistake(
    "M5",
    Text(
        de="Setze dein n ein: Ist die Schranke wirklich überschritten?",
        en="Substitute your n: is the bound really exceeded?",
    ),
)
def stopped_one_too_early(base):
    return first_power_above(base, LARGE) - 1


@smallest_depth.mistake(
    "M15",
    Text(
        de="Eine Anzahl von Schichten ist eine ganze Zahl. Musst du auf- oder abrunden?",
        en="A number of layers is a whole number. Do you have to round up or down?",
    ),
)
def forgot_to_round(base):
    return Rational(floor(100 * log(LARGE) / log(base) + Rational(1, 2)), 100)


@smallest_depth.mistake(
    "M21",
    Text(
        de="Setze auch die Zahl davor ein: Ist die Schranke dort schon überschritten?",
        en="Substitute n − 1, too: is the bound already exceeded there?",
    ),
)
def stopped_one_too_late(base):
    return first_power_above(base, LARGE) + 1


smallest_depth.otherwise(
    Text(
        de="Rechne die Potenz für dein n und für das n davor aus. Liegt die Schranke dazwischen?",
        en="Compute the power for n and for n − 1. Does the bound lie between them?",
    )
)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de=r"Ein Update mit $w = 1$, $\eta = {rate}$ und dem Gradienten ${gradient}$: Wie groß ist das neue $w$?",
        en=r"An update with $w = 1$, $\eta = {rate}$ and the gradient ${gradient}$: what is the new $w$?",
    ),
    hints=[
        Text(
            de="Es ist ein gewöhnliches Update von Gradient Descent. Nur der Gradient ist hier riesig.",
            en="It is an ordinary update of gradient descent. Only the gradient is huge here.",
        ),
        Text(
            de="Rechne zuerst η mal Gradient aus. In welche Richtung und wie weit springt w damit von seinem alten Wert weg?",
            en="Work out η times the gradient first. In which direction and how far does w jump away from its old "
            "value with that?",
        ),
    ],
)
def new_weight(rate, gradient):
    return 1 - rate * gradient


@new_weight.mistake(
    "M1",
    Text(de="Welches Vorzeichen steht in der Update-Regel?", en="What is the sign in the update rule?"),
)
def climbed_uphill(rate, gradient):
    return 1 + rate * gradient


@new_weight.mistake(
    "M2",
    Text(de="Wo ist die Learning-Rate?", en="Where is the learning rate?"),
)
def forgot_the_learning_rate(gradient):
    return 1 - gradient


@new_weight.mistake(
    "M22",
    Text(
        de="Das ist die Änderung. Wie groß ist das neue w?",
        en="This is the change. What is the new w?",
    ),
)
def gave_the_change(rate, gradient):
    return -rate * gradient


new_weight.otherwise(
    Text(
        de="Das neue w ist das alte w minus η mal Gradient.",
        en="The new w is the old w minus η times the gradient.",
    )
)


@exercise.item(
    Sequence(3),
    points=1,
    prompt=Text(
        de=r"Es ist $f(w) = {half}w^2$, $\eta = {rate}$ und $w_0 = 1$. Berechne $w_1$, $w_2$ und $w_3$.",
        en=r"Let $f(w) = {half}w^2$, $\eta = {rate}$ and $w_0 = 1$. Compute $w_1$, $w_2$ and $w_3$.",
    ),
    hints=[
        Text(
            de="Jedes dieser Updates multipliziert w mit derselben Zahl. Sie muss nur einmal ausgerechnet werden.",
            en="Each of these updates multiplies w by the same number. It has to be worked out only once.",
        ),
        Text(
            de="Setze f'(w) in die Update-Regel ein und heb w heraus. Beginne dann mit w₀ und multipliziere dreimal "
            "mit dem, was in der Klammer steht.",
            en="Substitute f'(w) into the update rule and take out w as a factor. Then begin with w₀ and multiply "
            "three times by what stands in the bracket.",
        ),
    ],
)
def jumps(k, rate):
    return three(1 - rate * k, 1)


jumps.otherwise(
    Text(
        de="Wie groß ist f'(1), und wohin führt der erste Schritt?",
        en="What is f'(1), and where does the first step lead?",
    )
)


def stands_still(previous):
    """From 0 every factor leads to 0."""
    return abs(previous) < Rational(1, 10**8)


@jumps.from_previous(unless=stands_still)
def next_jump(previous, k, rate):
    return previous * (1 - rate * k)


@jumps.mistake(
    "M3",
    Text(de="Springt w auf die andere Seite?", en="Does w jump to the other side?"),
)
def lost_the_sign(k, rate):
    return three(rate * k - 1, 1)


@jumps.mistake(
    "M4",
    Text(de="Prüfe deine Ableitung von $f(w) = {half}w^2$.", en="Check your derivative of $f(w) = {half}w^2$."),
)
def forgot_the_two(k, rate):
    return three(1 - rate * k / 2, 1)


@jumps.mistake(
    "M16",
    Text(de="Bergab: Welches Vorzeichen hat die Update-Regel?", en="Downhill: what sign does the update rule have?"),
)
def went_uphill(k, rate):
    return three(1 + rate * k, 1)


@jumps.mistake(
    "M17",
    Text(
        de="Der Gradient wird in jedem Schritt am neuen w berechnet.",
        en="The gradient is computed at the new w in every step.",
    ),
)
def froze_the_gradient(k, rate):
    return [1 - count * rate * k for count in (1, 2, 3)]


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de="Jemand beginnt mit 1 und verdoppelt in float32 immer wieder. Nach wie vielen Verdopplungen steht zum ersten Mal "
        "`inf` da?",
        en="Somebody starts with 1 and doubles it in float32 again and again. After how many doublings does `inf` appear "
        "for the first time?",
    ),
    hints=[
        Text(
            de="Eine Zahl in float32 hat nur 32 Bits, und nur ein Teil davon ist für den Exponenten da. Deshalb "
            "gibt es eine größte.",
            en="A number in float32 has only 32 bits, and only some of them are for the exponent. That is why there "
            "is a largest one.",
        ),
        Text(
            de="Beginne mit `x = numpy.float32(1)` und verdopple x in einer while-Schleife, bis `numpy.isinf(x)` "
            "wahr ist. Zähl dabei mit.",
            en="Begin with `x = numpy.float32(1)` and double x in a while loop until `numpy.isinf(x)` is true. Count along.",
        ),
    ],
)
def first_overflow():
    return 128


@first_overflow.mistake(
    "M7",
    Text(de="Welcher Datentyp ist gefragt?", en="Which data type does the question ask for?"),
)
def took_float64():
    return 1024


@first_overflow.mistake(
    "M8",
    Text(
        de="Gefragt ist die erste Potenz, die nicht mehr passt.",
        en="The question asks for the first power that no longer fits.",
    ),
)
def gave_the_last_finite_power():
    return 127


first_overflow.otherwise(
    Text(
        de="Wie groß ist die größte Zahl in float32? Probiere es mit `numpy.float32` aus und zähle die Verdopplungen.",
        en="What is the largest number in float32? Try it with `numpy.float32` and count the doublings.",
    )
)


@exercise.item(
    Vector(2, within=HAND),
    points=1,
    prompt=Text(
        de="Der Gradient ist $({g})$. Bring ihn auf die Länge 1, in derselben Richtung („Clipping by norm“).",
        en="The gradient is $({g})$. Scale it to the length 1 in the same direction (“clipping by norm”).",
    ),
    hints=[
        Text(
            de="Ein Vektor behält seine Richtung, wenn beide Einträge durch dieselbe positive Zahl geteilt werden. "
            "Durch welche, damit er die Länge 1 bekommt?",
            en="A vector keeps its direction if both entries are divided by the same positive number. By which one, "
            "so that it gets the length 1?",
        ),
        Text(
            de="Heb zuerst den gemeinsamen Faktor 1000 heraus; dann geht der Satz des Pythagoras im Kopf. Zur "
            "Probe: Die Quadrate deiner Einträge ergeben zusammen 1.",
            en="Take out the common factor 1000 first; then Pythagoras can be done in your head. To check: the "
            "squares of your entries add up to 1.",
        ),
    ],
)
def clipped(g):
    norm = sqrt(g[0] ** 2 + g[1] ** 2)
    return [g[0] / norm, g[1] / norm]


@clipped.mistake(
    "M9",
    Text(de="Die Richtung soll erhalten bleiben.", en="The direction must be kept."),
)
def clipped_each_component():
    return [1, 1]


@clipped.mistake(
    "M18",
    Text(
        de="Die Länge eines Vektors ist nicht die Summe seiner Einträge.",
        en="The length of a vector is not the sum of its entries.",
    ),
)
def divided_by_the_sum(g):
    return [part / (g[0] + g[1]) for part in g]


@clipped.mistake(
    "M23",
    Text(
        de="Teile durch die Länge, nicht durch ihr Quadrat.",
        en="Divide by the length, not by its square.",
    ),
)
def divided_by_the_square(g):
    return [part / (g[0] ** 2 + g[1] ** 2) for part in g]


clipped.otherwise(
    Text(
        de="Rechne die Länge deines Vektors nach. Haben seine Einträge dasselbe Verhältnis wie vorher?",
        en="Work out the length of your vector. Do its entries have the same ratio as before?",
    )
)


@exercise.item(
    Function(
        "first_nonfinite(dtype)",
        probes=[{"dtype": "float32"}, {"dtype": "float64"}, {"dtype": "float16"}],
        way=Way(
            needs=(LOOP,),
            told=Text(
                de="Deine Funktion soll die Updates selbst ausrechnen, in einer Schleife. Fest eingetragene Nummern zählen "
                "hier nicht.",
                en="Your function has to work out the updates itself, in a loop. Hard-coded numbers do not count here.",
            ),
        ),
    ),
    points=3,
    bonus=True,
    prompt=Text(
        de=r"Es ist $f(w) = w^4$, $w_0 = 2$ und $\eta = 1$. Schreibe eine Funktion `first_nonfinite(dtype)`, die mit diesem "
        "Datentyp die Updates ausrechnet und die Nummer des ersten liefert, nach dem $w$ nicht mehr endlich ist. `dtype` ist "
        'ein Text wie `"float32"`: `np.dtype(dtype).type(2)` ist dann 2 in NumPy, `torch.tensor(2.0, dtype=getattr(torch, '
        "dtype))` "
        "in PyTorch. Sie wird mit mehreren Datentypen aufgerufen; das Ergebnis ist eine ganze Zahl.",
        en=r"Let $f(w) = w^4$, $w_0 = 2$ and $\eta = 1$. Write a function `first_nonfinite(dtype)` that works out the "
        "updates in this data type and returns the number of the first one after which $w$ is no longer finite. `dtype` is "
        'a text such as `"float32"`: then `np.dtype(dtype).type(2)` is 2 in NumPy, `torch.tensor(2.0, dtype=getattr(torch, '
        "dtype))` in PyTorch. It is called with several data types; the result is an integer.",
    ),
    hints=[
        Text(
            de="Beginne auf Papier: Rechne die ersten beiden Updates von Hand. Daran siehst du, wie schnell w wächst.",
            en="Begin on paper: work out the first two updates by hand. They show how fast w grows.",
        ),
        Text(
            de="Mach den Start und die Faktoren zuerst zu Zahlen des übergebenen Datentyps. Zähl dann die Updates "
            "in einer while-Schleife; ob w noch endlich ist, sagt `isfinite` aus NumPy oder torch.",
            en="Turn the start and the factors into numbers of the given data type first. Then count the updates in "
            "a while loop; `isfinite` of NumPy or torch says whether w is still finite.",
        ),
    ],
)
def first_nonfinite():
    def first_nonfinite(dtype):
        import numpy as np

        w, eta, four = (np.dtype(dtype).type(number) for number in (2, 1, 4))
        update = 0
        with np.errstate(over="ignore"):
            while np.isfinite(w):
                w = w - eta * four * w**3
                update += 1
        return update

    return first_nonfinite


@first_nonfinite.check(
    points=1,
    title=Text(de="Nummer in float32", en="number in float32"),
    feedback=Text(
        de="In float32 stimmt die Nummer nicht. Lass dir w nach jedem Update ausgeben.",
        en="In float32 the number is not right. Print w after every update.",
    ),
)
def right_in_float32(probe, same):
    return same if probe["dtype"] == "float32" else None


@first_nonfinite.check(
    points=1,
    title=Text(de="Nummer in float64", en="number in float64"),
    feedback=Text(
        de="In float64 stimmt die Nummer nicht. Rechnest du wirklich in dem Datentyp, der übergeben wird?",
        en="In float64 the number is not right. Do you really compute in the data type that is passed?",
    ),
)
def right_in_float64(probe, same):
    return same if probe["dtype"] == "float64" else None


@first_nonfinite.check(
    points=1,
    title=Text(de="Nummer in einem anderen Datentyp", en="number in another data type"),
    feedback=Text(
        de="In einem anderen Datentyp stimmt die Nummer nicht. Rechne mit dtype, statt die Fälle einzeln hinzuschreiben.",
        en="In another data type the number is not right. Compute with dtype instead of listing the cases.",
    ),
)
def right_in_another_type(probe, same):
    return same if probe["dtype"] == "float16" else None


why_no_learning = exercise.choice(
    points=1,
    prompt=Text(
        de="Warum lernt ein Netz mit explodierenden Gradienten nicht?",
        en="Why does a network with exploding gradients not learn?",
    ),
    hints=[
        Text(
            de="Sieh dir deine Folge in e) an: Was geschieht mit w von Schritt zu Schritt?",
            en="Look at your sequence in e): what happens to w from step to step?",
        ),
        Text(
            de="Nimm dazu, was in f) aus immer größeren Zahlen wird. Welche Möglichkeit passt zu beidem?",
            en="Add what becomes of larger and larger numbers in f). Which option fits both?",
        ),
    ],
    options={
        "A": Option(
            Text(
                de="die Schritte werden so klein, dass sich die Gewichte kaum noch ändern",
                en="the steps become so small that the weights hardly change any more",
            ),
            mistake="M10",
            feedback=Text(de="Ist der Gradient hier klein oder groß?", en="Is the gradient small or large here?"),
        ),
        "B": Option(
            Text(
                de="der Loss wird negativ und hat dann kein Minimum mehr, zu dem es hinginge",
                en="the loss becomes negative and then has no minimum left to go to",
            ),
            mistake="M24",
            feedback=Text(
                de="Kann ein Loss wie MSE oder Kreuzentropie negativ werden?",
                en="Can a loss such as MSE or cross-entropy become negative?",
            ),
        ),
        "C": Option(
            Text(
                de="der Gradient zeigt dann bergauf statt bergab, also in die falsche Richtung",
                en="the gradient then points uphill instead of downhill, in the wrong direction",
            ),
            mistake="M25",
            feedback=Text(
                de="Ändert ein großer Faktor auch die Richtung des Gradienten?",
                en="Does a large factor change the direction of the gradient, too?",
            ),
        ),
        "D": Right(
            Text(
                de="die Schritte springen immer weiter weg, bis nur noch inf und nan dasteht",
                en="the steps jump farther and farther away until only inf and nan is left",
            )
        ),
    },
)

remedy = exercise.prose(
    marks=2,
    prompt=Text(
        de="Nenne eine andere Gegenmaßnahme als Clipping und sag, warum sie hilft.",
        en="Name a remedy other than clipping and say why it helps.",
    ),
    hints=[
        Text(
            de="Der Gradient ist ein Produkt mit einem Faktor für jede Schicht, und der Schritt ist η mal Gradient. "
            "Was davon kann man verkleinern?",
            en="The gradient is a product with one factor for each layer, and the step is η times the gradient. "
            "What of that can be made smaller?",
        ),
        Text(
            de="Nenn eine Sache, die du am Netz oder am Training änderst, und sag, welche dieser Zahlen dadurch klein bleibt.",
            en="Name one thing that you change in the network or in the training, and say which of these numbers "
            "stays small because of it.",
        ),
    ],
    rubric=[
        Text(
            de="Nennt eine Maßnahme: kleinere Learning-Rate, kleinere oder passend initialisierte Gewichte, ReLU statt steiler "
            "Aktivierungen, Normalisierung, Skip-Verbindungen, weniger Schichten.",
            en="Names a remedy: a smaller learning rate, smaller or suitably initialised weights, ReLU instead of steep "
            "activations, normalisation, skip connections, fewer layers.",
        ),
        Text(
            de="Begründet sie: Sie hält den Faktor je Schicht (|w|·|f'(z)|) oder den Schritt beschränkt.",
            en="Gives a reason: it keeps the factor per layer (|w|·|f'(z)|) or the step bounded.",
        ),
    ],
)

TRIPLES = ((3, 4), (4, 3), (5, 12), (12, 5), (8, 15), (15, 8), (6, 8), (8, 6))


@exercise.variants(count=12)
def draw(dice):
    rate = Rational(1, 100)
    factor = dice.choice((-9, -4, -3, -2))
    return {
        "base": dice.choice((2, 3, 5)),  # no power of them is 10^6 itself
        "gradient": 2 * 10**6,  # in the material it is the power of c), which only helps who knows it by heart
        "k": (1 - factor) / rate,
        "rate": rate,
        "g": Tuple(*(1000 * part for part in dice.choice(TRIPLES))),
    }


exercise.worked(
    Text(
        de="Das Produkt von $n$ Faktoren $c$ ist ${total_factor}$. Für $c < 1$ geht das gegen 0, für $c = 1$ bleibt es 1, "
        "für $c > 1$ wächst es über jede Schranke: $({long_run})$. Mit $c = {base}$ ist $10^6$ bei $n = {smallest_depth}$ "
        "überschritten.",
        en="Multiplying $n$ factors $c$ gives ${total_factor}$. For $c < 1$ it tends to 0, for $c = 1$ it stays 1, for $c > "
        "1$ it grows beyond every bound: $({long_run})$. With $c = {base}$ the bound $10^6$ is exceeded at $n = "
        "{smallest_depth}$.",
    ),
    Text(
        de=r"Ein riesiger Gradient ist ein riesiger Sprung: $1 - \eta \cdot {gradient} = {new_weight}$. Bei $f(w) = "
        r"{half}w^2$ ist $f'(w) = {k}w$, jedes Update multipliziert $w$ mit $1 - \eta \cdot {k} = {q}$: $({jumps})$.",
        en=r"A huge gradient means a huge jump: $1 - \eta \cdot {gradient} = {new_weight}$. For $f(w) = {half}w^2$ we have "
        r"$f'(w) = {k}w$, and every update multiplies $w$ by $1 - \eta \cdot {k} = {q}$: $({jumps})$.",
    ),
    Text(
        de=r"Die größte float32-Zahl liegt knapp unter $2^{{first_overflow}}$. Für $f(w) = w^4$ ist das Update $w - 4w^3$; aus "
        r"2 wird $-30$, dann 107970, dann etwa $-5 \cdot 10^{15}$, und schon der vierte Wert passt nicht mehr in float32. "
        r"float64 hält zwei Updates länger durch. Danach rechnet man $\infty - \infty$, und das ist NaN.",
        en=r"The largest float32 number lies just below $2^{{first_overflow}}$. For $f(w) = w^4$ the update is $w - 4w^3$; 2 "
        r"becomes $-30$, then 107970, then about $-5 \cdot 10^{15}$, and the fourth value does not fit into float32 any more. "
        r"float64 lasts two updates longer. After that one computes $\infty - \infty$, which is NaN.",
    ),
    Text(
        de=r"Clipping teilt einen Gradienten, der länger als 1 ist, durch seine Länge: $({clipped})$. So bleibt die Richtung, "
        r"und der Schritt ist nie länger als $\eta$. "
        r"Der Faktor je Schicht ist übrigens $|w| \cdot |f'(z)|$: Auch Netze mit ReLU explodieren, wenn "
        "die Gewichte groß sind.",
        en=r"Clipping divides a gradient longer than 1 by its length: $({clipped})$. So the direction stays, and the step "
        r"is never longer than $\eta$. "
        r"By the way, the factor per layer is $|w| \cdot |f'(z)|$: networks with ReLU explode, too, if the "
        r"weights are large.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Die Beträge deiner Werte $w_1, w_2, w_3$ auf einer logarithmischen Achse.",
        en="The sizes of your values $w_1, w_2, w_3$ on a logarithmic axis.",
    ),
    legend={
        "own": Text(de="deine Werte aus e)", en="your values from e)"),
        "onwards": Text(de="so ginge es mit demselben Faktor weiter", en="how it would go on with the same factor"),
        "ceiling": Text(
            de="die größte float32-Zahl, darüber ist alles inf", en="the largest float32, beyond it everything is inf"
        ),
        "clipped": Text(
            de="der Weg, wenn der Gradient auf Länge 1 gekürzt wird", en="the path if the gradient is clipped to length 1"
        ),
    },
)
def growth_up_to_the_ceiling(right, jumps, rate):
    sizes = [1.0, *(abs(place) for place in numbers(jumps))]
    tint = tone("jumps", right)
    marks = [Horizontal(3.4028235e38, WRONG, "ceiling", "dashed")]
    if len(sizes) == 4 and min(sizes) > 0:
        growth = sizes[3] / sizes[2]
        later = itertools.accumulate(range(3, 44), lambda size, _: size * growth, initial=sizes[3])
        marks.append(polyline(enumerate(later, start=3), QUIET, "onwards", dash="dotted"))
        marks.append(polyline(enumerate(sizes), tint, "own", dots="circle"))
    clipped = [(step, max(1 - float(rate) * step, 1e-9)) for step in range(45)]
    marks.append(polyline(clipped, COURSE, "clipped"))
    return panel(*marks, x=Axis("t", 0, 44, whole=True), y=Axis("|wₜ|", 1e-2, 1e42, log=True))
