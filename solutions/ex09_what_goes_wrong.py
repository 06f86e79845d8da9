"""Exercise 9: what can go wrong, on f(w) = a*(w-c)^2 from w0 = 0.

e_t = w_t - c obeys e_t = e_(t-1) - eta*2a*e_(t-1), so q = 1 - 2a*eta and w_t -> c exactly if |q| < 1, that is for
0 < eta < 1/a (in general eta < 2/f''). eta = 1/a: q = -1, to and fro for ever; eta = 1.1/a: q = -1.2, farther each time.
With eta = 0.001 after 100 steps w = c(1 - q^100): for the material's numbers 0.5443, far from 3.
"""

from itertools import permutations

from sympy import Interval, Poly, oo, symbols

from grader.answers.kinds.words import Labels
from grader.authoring import HAND, Exercise, Expression, Given, Rational, Sequence, SolutionSet, Text, Value, rounded
from grader.authoring.drawing import QUIET, Axis, Horizontal, number, numbers, panel, polyline, tone

eta, w = symbols("eta w")

CRAWL = Rational(1, 1000)
CAUSES = ("small", "large", "local")
ORDERS = tuple(permutations(range(3)))  # the curves in the order in which they are shown


def parabola(a, c):
    return a * (w - c) ** 2


def path(a, c, rate, steps):
    """w_1 to w_steps from w_0 = 0."""
    position, found = 0, []
    for _ in range(steps):
        position -= rate * 2 * a * (position - c)
        found.append(position)
    return found


def shortened(value):
    """To 4 decimals: as a fraction it has 270 digits, which nobody wants to see in a model solution."""
    return Rational(round(value * 10**4), 10**4)


def losses(a, c, rate):
    return [a * (position - c) ** 2 for position in [0, *path(a, c, rate, 3)]]


def row(values, places=3):
    """Numbers as a table shows them."""
    shown = " · ".join(f"{float(value):.{places}f}" for value in values).replace("-", "−")
    return Text(de=shown.replace(".", ","), en=shown)


def curve(a, c, cause):
    """The losses that belong to a cause."""
    if cause == "local":  # 3w^4 - 4w^3 - 12w^2 + 32 from -2 with eta = 0.01 ends at f(-1), not at f(2) = 0
        shown = row([64, Rational("27.030"), Rational("27.012")])
        end = row([27, 27])
        return Text(de=f"{shown.de} · … · {end.de}", en=f"{shown.en} · … · {end.en}")
    rate = CRAWL if cause == "small" else Rational(11, 10) / a
    shown = row(losses(a, c, rate))
    return Text(de=f"{shown.de} · …", en=f"{shown.en} · …")


def swapped(order, one, other):
    """The causes in the order of the curves, two of them taken for each other."""
    turned = {one: other, other: one}
    return [turned.get(CAUSES[index], CAUSES[index]) for index in ORDERS[int(order)]]


def shown_at(place):
    def shown(a, c, order):
        return curve(a, c, CAUSES[ORDERS[int(order)][place]])

    return shown


exercise = Exercise(
    title=Text(de="Was schiefgehen kann", en="What can go wrong"),
    topic=Text(de="Gradient Descent", en="gradient descent"),
    section=Text(de="Gradient Descent: was schiefgehen kann", en="Gradient descent: what can go wrong"),
    after="ex10",
    statement=Text(
        de=r"Es ist $f(w) = {f}$ und $w_0 = 0$. Mit $e_t = w_t - {c}$ bezeichnen wir die Abweichung vom Minimum nach $t$ "
        "Schritten Gradient Descent. Beschreibe, wie sie sich pro Schritt ändert, und ordne drei Trainingskurven ihrer "
        "Ursache zu.",
        en="Let $f(w) = {f}$ and $w_0 = 0$. We call $e_t = w_t - {c}$ the deviation from the minimum after $t$ steps of "
        "gradient descent. Describe how it changes per step and match three training curves with their cause.",
    ),
    given=Given(a=1, c=3, order=0),
    symbols="eta",
    formulas={
        "f": parabola,
        "edge": lambda a: 1 / a,
        "beyond": lambda a: Rational(11, 10) / a,
        "hundred": lambda a, c: rounded(c * (1 - (1 - 2 * a * CRAWL) ** 100), 4),
        "K1": shown_at(0),
        "K2": shown_at(1),
        "K3": shown_at(2),
    },
)


@exercise.item(
    Expression(),
    points=2,
    prompt=Text(
        de=r"Es ist $e_t = q \cdot e_{t-1}$. Gib $q$ durch $\eta$ (schreib `eta`) an.",
        en=r"We have $e_t = q \cdot e_{t-1}$. Give $q$ in terms of $\eta$ (write `eta`).",
    ),
    hints=[
        Text(
            de="Statt der Stelle w verfolgt man hier die Abweichung. Schreib das Update für w auf und zieh auf "
            "beiden Seiten {c} ab.",
            en="Here you follow the deviation instead of the place w. Write down the update for w and subtract {c} "
            "on both sides.",
        ),
        Text(
            de="Nach dem Abziehen steht links die neue Abweichung. Ersetze rechts in der Ableitung die Klammer "
            "durch die alte Abweichung und heb sie heraus.",
            en="After subtracting, the new deviation stands on the left. On the right, replace the bracket in the "
            "derivative by the old deviation and take it out as a factor.",
        ),
    ],
)
def distance_factor(a):
    return 1 - 2 * a * eta


@distance_factor.mistake(
    "M4",
    Text(de="Prüfe deine Ableitung von ${f}$.", en="Check your derivative of ${f}$."),
)
def forgot_the_two(a):
    return 1 - a * eta


@distance_factor.mistake(
    "M8",
    Text(
        de="Das ist der Teil der Abweichung, den ein Schritt wegnimmt. Welcher bleibt?",
        en="This is the part of the deviation that a step takes away. Which one is left?",
    ),
)
def gave_the_part_taken_away(a):
    return 2 * a * eta


@distance_factor.mistake(
    "M9",
    Text(
        de="Wird die Abweichung mit deinem q bei kleinem η kleiner oder größer?",
        en="Does the deviation become smaller or larger with your q if η is small?",
    ),
)
def added_the_step(a):
    return 1 + 2 * a * eta


@distance_factor.mistake(
    "M10",
    Text(
        de="Ohne Schritt, mit η = 0, bleibt die Abweichung gleich. Wie groß muss q dann sein?",
        en="Without a step, with η = 0, the deviation stays the same. How large must q be then?",
    ),
)
def lost_the_sign(a):
    return 2 * a * eta - 1


distance_factor.otherwise(
    Text(
        de="Rechne mit deinem q die Abweichung nach dem ersten Schritt aus und vergleiche mit w₁.",
        en="Compute the deviation after the first step with your q and compare with w₁.",
    )
)


@exercise.item(
    SolutionSet(),
    points=2,
    prompt=Text(
        de=r"Für welche $\eta > 0$ strebt $w_t$ gegen ${c}$? Gib die Menge aller solchen $\eta$ an.",
        en=r"For which $\eta > 0$ does $w_t$ approach ${c}$? Give the set of all such $\eta$.",
    ),
    hints=[
        Text(
            de="Die Abweichung wird in jedem Schritt mit q multipliziert. Überlege, welche Zahlen man immer wieder "
            "multiplizieren kann, sodass das Ergebnis verschwindet.",
            en="The deviation is multiplied by q in each step. Think about which numbers can be multiplied again "
            "and again so that the result vanishes.",
        ),
        Text(
            de="Schreib die Bedingung an q als doppelte Ungleichung auf, setze deine Formel aus a) ein und löse "
            "beide Seiten nach η auf. Prüfe zum Schluss jedes Ende einzeln.",
            en="Write the condition on q as a double inequality, substitute your formula from a) and solve both "
            "sides for η. Finally check each end separately.",
        ),
    ],
)
def good_rates(a):
    return Interval.open(0, 1 / a)


@good_rates.mistake(
    "M1",
    Text(
        de="Wie groß ist q an deinem oberen Ende? Wird der Abstand dann kleiner?",
        en="What is q at your upper end? Does the distance become smaller then?",
    ),
)
def included_the_edge(a):
    return Interval.Lopen(0, 1 / a)


@good_rates.mistake(
    "M2",
    Text(de="Darf q auch negativ sein?", en="May q be negative, too?"),
)
def wanted_the_same_side(a):
    return Interval.open(0, 1 / (2 * a))


@good_rates.mistake(
    "M3",
    Text(
        de="Mach drei Schritte mit einem η knapp unter deinem oberen Ende.",
        en="Take three steps with an η just below your upper end.",
    ),
)
def took_the_curvature_too_small(a):
    return Interval.open(0, 2 / a)


@good_rates.mistake(
    "M11",
    Text(
        de="Mach einen Schritt mit einem negativen η: In welche Richtung geht er?",
        en="Take a step with a negative η: in which direction does it go?",
    ),
)
def forgot_the_lower_end(a):
    return Interval.open(-oo, 1 / a)


@good_rates.mistake(
    "M12",
    Text(
        de="Mach drei Schritte mit einem sehr großen η.",
        en="Take three steps with a very large η.",
    ),
)
def forgot_the_upper_end():
    return Interval.open(0, oo)


@good_rates.mistake(
    "M13",
    Text(
        de="Ist q = 0 schlecht? Und darf q auch negativ sein?",
        en="Would q = 0 be bad? And may q also be negative?",
    ),
)
def included_the_middle_only(a):
    return Interval.Lopen(0, 1 / (2 * a))


def not_affine(distance_factor):
    """Only q = u + v*eta with v != 0 leads to an interval by the same calculation."""
    return not distance_factor.is_polynomial(eta) or Poly(distance_factor, eta).degree() != 1


@good_rates.follows(distance_factor, unless=not_affine)
def rates_of_own_factor(distance_factor):
    """None where no positive eta is good."""
    slope, start = Poly(distance_factor, eta).all_coeffs()
    ends = [(-1 - start) / slope, (1 - start) / slope]
    if not all(end.is_real for end in ends):
        return None
    good = Interval.open(min(ends), max(ends)) & Interval.open(0, oo)
    return None if good.is_empty else good


def stands_still(previous, c):
    """At the minimum any answer `the same again` would be right without any calculation."""
    return abs(previous - c) < Rational(1, 100)


@exercise.item(
    Sequence(4),
    points=1,
    prompt=Text(
        de=r"Berechne $w_1$, $w_2$, $w_3$ und $w_4$ für $\eta = {edge}$.",
        en=r"Compute $w_1$, $w_2$, $w_3$ and $w_4$ for $\eta = {edge}$.",
    ),
    hints=[
        Text(
            de="Viermal dieselbe Regel: Jeder Schritt beginnt dort, wo der vorige aufgehört hat.",
            en="The same rule four times: each step begins where the one before it ended.",
        ),
        Text(
            de="Rechne q für dieses η aus. Dann weißt du, was jeder Schritt mit der Abweichung macht, und kannst "
            "damit prüfen, ob deine vier Werte dazu passen.",
            en="Work out q for this η. Then you know what each step does to the deviation, and can check whether "
            "your four values fit.",
        ),
    ],
)
def edge_path(a, c):
    return path(a, c, 1 / a, 4)


@edge_path.from_previous(unless=stands_still)
def next_at_the_edge(previous, c):
    return 2 * c - previous


@edge_path.mistake(
    "M6",
    Text(de="Berechne die Ableitung nach jedem Schritt neu.", en="Recompute the derivative after each step."),
)
def froze_the_gradient(c):
    return [2 * c * step for step in (1, 2, 3, 4)]


@edge_path.mistake(
    "M14",
    Text(
        de="Gefragt sind die Werte nach dem ersten bis vierten Schritt, ohne den Start.",
        en="The question asks for the values after the first to the fourth step, without the start.",
    ),
)
def started_the_list_with_w0(c):
    return [0, 2 * c, 0, 2 * c]


@edge_path.mistake(
    "M15",
    Text(
        de="Prüfe deine Ableitung von f: Welchen Faktor bringt das Quadrat mit?",
        en="Check your derivative of f: which factor does the square bring in?",
    ),
)
def forgot_the_two_at_the_edge(c):
    return [c] * 4


@edge_path.mistake(
    "M16",
    Text(
        de="Prüfe das Vorzeichen im Update: Gehst du auf {c} zu?",
        en="Check the sign in the update: do you move towards {c}?",
    ),
)
def climbed_uphill(c):
    return [c * (1 - 3**step) for step in (1, 2, 3, 4)]


edge_path.otherwise(
    Text(
        de="Wie groß ist f' am Start, und wohin führt von dort ein Schritt mit diesem η?",
        en="What is f' at the start, and where does a step with this η lead from there?",
    )
)


@exercise.item(
    Sequence(3, within=HAND),
    points=1,
    prompt=Text(
        de=r"Berechne $w_1$, $w_2$ und $w_3$ für $\eta = {beyond}$.",
        en=r"Compute $w_1$, $w_2$ and $w_3$ for $\eta = {beyond}$.",
    ),
    hints=[
        Text(
            de="Die Rechnung ist dieselbe wie in c), nur ist η etwas größer. Überlege vorher, auf welcher Seite des "
            "Minimums jeder Schritt landen wird.",
            en="The calculation is the same as in c), η is just a little larger. Think beforehand about the side of "
            "the minimum on which each step will land.",
        ),
        Text(
            de="Mit der Abweichung geht es schneller: Bestimme sie am Start, multipliziere sie mit q für dieses η, "
            "und zähl zu jeder neuen Abweichung {c} dazu.",
            en="It is quicker with the deviation: find it at the start, multiply it by q for this η, and add {c} to "
            "each new deviation.",
        ),
    ],
)
def beyond_path(a, c):
    return path(a, c, Rational(11, 10) / a, 3)


@beyond_path.from_previous(unless=stands_still)
def next_beyond(previous, c):
    return c - Rational(6, 5) * (previous - c)


@beyond_path.mistake(
    "M7",
    Text(
        de="Auf welcher Seite von {c} liegst du nach dem ersten Schritt?",
        en="On which side of {c} are you after step one?",
    ),
)
def added_the_gradient_later(c):
    positions = [Rational(11, 5) * c]
    for _ in range(2):
        positions.append(positions[-1] + Rational(11, 5) * (positions[-1] - c))
    return positions


@beyond_path.mistake(
    "M17",
    Text(
        de="Berechne die Ableitung nach jedem Schritt neu.",
        en="Recompute the derivative after each step.",
    ),
)
def froze_the_gradient_beyond(c):
    return [Rational(11, 5) * c * step for step in (1, 2, 3)]


@beyond_path.mistake(
    "M18",
    Text(
        de="Gefragt sind die Werte nach dem ersten bis dritten Schritt, ohne den Start.",
        en="The question asks for the values after the first to the third step, without the start.",
    ),
)
def started_the_second_list_with_w0(a, c):
    return [0, *path(a, c, Rational(11, 10) / a, 2)]


@beyond_path.mistake(
    "M19",
    Text(
        de="Prüfe deine Ableitung von f: Welchen Faktor bringt das Quadrat mit?",
        en="Check your derivative of f: which factor does the square bring in?",
    ),
)
def forgot_the_two_beyond(c):
    return [c * (1 - Rational(-1, 10) ** step) for step in (1, 2, 3)]


beyond_path.otherwise(
    Text(
        de="Wie groß ist f' am Start, und wohin führt von dort ein Schritt mit diesem η?",
        en="What is f' at the start, and where does a step with this η lead from there?",
    )
)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de=r"Wo liegt $w$ mit $\eta = 0{,}001$ nach 100 Schritten?",
        en=r"Where is $w$ after 100 steps with $\eta = 0.001$?",
    ),
    hints=[
        Text(
            de="Hundert Schritte einzeln zu rechnen wäre mühsam. In jedem wird die Abweichung mit demselben Faktor "
            "multipliziert.",
            en="To work out a hundred steps one by one would be tedious. In each of them the deviation is "
            "multiplied by the same factor.",
        ),
        Text(
            de="Setze dieses η in deine Formel für q ein und rechne mit einer Potenz. Zur Probe kann Python die "
            "Schritte in einer for-Schleife machen: `for _ in range(100)`.",
            en="Substitute this η into your formula for q and use a power. To check, Python can make the steps in a "
            "for loop: `for _ in range(100)`.",
        ),
    ],
)
def after_hundred(a, c):
    return shortened(c * (1 - (1 - 2 * a * CRAWL) ** 100))


@after_hundred.mistake(
    "M5",
    Text(de="Der Gradient wird unterwegs kleiner.", en="The gradient shrinks on the way."),
)
def kept_the_gradient(a, c):
    return 100 * CRAWL * 2 * a * c


@after_hundred.mistake(
    "M20",
    Text(
        de="Das ist der Abstand zum Minimum. Wo liegt w dann?",
        en="This is the distance to the minimum. Where is w then?",
    ),
)
def gave_the_distance(a, c):
    return shortened(c * (1 - 2 * a * CRAWL) ** 100)


@after_hundred.mistake(
    "M21",
    Text(
        de="Auf welcher Seite von {c} beginnst du?",
        en="On which side of {c} do you start?",
    ),
)
def added_the_deviation(a, c):
    return shortened(c * (1 + (1 - 2 * a * CRAWL) ** 100))


@after_hundred.mistake(
    "M22",
    Text(
        de="Wie groß ist die Abweichung nach einem Schritt? Sind 100 Schritte mit diesem η genug?",
        en="What is the deviation after one step? Are 100 steps enough with this η?",
    ),
)
def thought_it_arrives(c):
    return c


after_hundred.otherwise(
    Text(
        de="Nach einem Schritt ist die Abweichung das q-Fache der alten. Was bleibt nach 100 Schritten?",
        en="One step leaves q times the deviation. What is left after 100 steps?",
    )
)


@after_hundred.follows(distance_factor, unless=not_affine)
def after_hundred_with_own_factor(distance_factor, c):
    return c * (1 - distance_factor.subs(eta, CRAWL) ** 100)


@exercise.item(
    Labels(
        3,
        words=("small|klein|zu klein|too small", "large|groß|zu groß|too large", "local|lokal|lokales Minimum|local minimum"),
        wrong="each",
    ),
    points=2,
    prompt=Text(
        de="Drei Trainings, eines davon mit einer anderen Funktion: jeweils die Losses vom Start an; der kleinste mögliche "
        'Loss ist jedes Mal 0. K1: {K1}; K2: {K2}; K3: {K3}. Was ist die Ursache: "small" (η zu klein), "large" (η zu groß) '
        'oder "local" (lokales Minimum)? Gib für K1, K2, K3 je ein Wort an.',
        en="Three training runs, one of them with another function: the losses of each from the start on; the smallest "
        'possible loss is 0 every time. K1: {K1}; K2: {K2}; K3: {K3}. What is the cause: "small" (η too small), "large" (η '
        'too large) or "local" (local minimum)? Give one word each for K1, K2, K3.',
    ),
    hints=[
        Text(
            de="Überlege zu jeder der drei Ursachen zuerst, wie eine Folge von Losses dann aussehen müsste. Ordne "
            "erst danach zu.",
            en="For each of the three causes first think about what a sequence of losses would have to look like. "
            "Match them only after that.",
        ),
        Text(
            de="Sieh dir bei jeder Folge zweierlei an: wie stark sich die letzten Werte noch ändern, und wie weit "
            "der letzte vom kleinsten möglichen Loss entfernt ist.",
            en="Look at two things in each sequence: how much the last values still change, and how far the last "
            "one is from the smallest possible loss.",
        ),
    ],
)
def causes(order):
    return [CAUSES[index] for index in ORDERS[int(order)]]


@causes.mistake(
    "M23",
    Text(
        de="Werden die Losses bei zu großem η kleiner oder größer?",
        en="Do the losses become smaller or larger if η is too large?",
    ),
)
def swapped_small_and_large(order):
    return swapped(order, "small", "large")


@causes.mistake(
    "M24",
    Text(
        de="Eine Kurve kommt zur Ruhe, eine sinkt noch. Was davon passt zu einem zu kleinen η?",
        en="One curve comes to rest, one is still falling. Which of them fits an η that is too small?",
    ),
)
def swapped_small_and_local(order):
    return swapped(order, "small", "local")


@causes.mistake(
    "M25",
    Text(
        de="Welche Kurve kommt zur Ruhe, welche wächst immer weiter?",
        en="Which curve comes to rest, which one keeps growing?",
    ),
)
def swapped_large_and_local(order):
    return swapped(order, "large", "local")


causes.otherwise(
    Text(
        de="Welche Kurve wächst, welche sinkt kaum, welche kommt über dem kleinsten Wert zur Ruhe?",
        en="Which curve grows, which one hardly falls, which one comes to rest above the smallest value?",
    )
)


another_danger = exercise.prose(
    marks=1,
    prompt=Text(
        de="Nenne eine weitere Gefahr beim Training und begründe, warum sie eine ist.",
        en="Name one more danger in training and say why it is one.",
    ),
    hints=[
        Text(
            de="Denk an alles, worauf ein Training angewiesen ist: die Daten, die Form des Loss, den Start, die "
            "Zahlen im Computer.",
            en="Think of everything that training depends on: the data, the shape of the loss, the start, the "
            "numbers in the computer.",
        ),
        Text(
            de="Nenn die Gefahr beim Namen. Sag dann in einem zweiten Satz, was durch sie schlechter wird: das "
            "Tempo, der Loss am Ende oder die Vorhersage für neue Daten.",
            en="Call the danger by its name. Then say in a second sentence what gets worse through it: the speed, "
            "the loss at the end, or the prediction for new data.",
        ),
    ],
    rubric=[
        Text(
            de="Eine Gefahr mit Grund: Overfitting, Sattelpunkt oder Plateau, verschwindende oder explodierende Gradienten, "
            "Rauschen, Knick, NaN, schlechter Startwert …",
            en="A danger with a reason: overfitting, saddle or plateau, vanishing or exploding gradients, noise, a kink, "
            "NaN, a bad start …",
        ),
    ],
    answer=Text(
        de="Overfitting: Das Netz merkt sich die Trainingsdaten, und bei neuen Daten wird der Loss größer.",
        en="Overfitting: the network learns the training data by heart, and on new data the loss becomes larger.",
    ),
)


@exercise.variants(count=12)
def draw(dice):
    return {
        "a": dice.choice((1, 2, Rational(1, 2))),
        "c": dice.integer(2, 5),
        "order": dice.integer(0, len(ORDERS) - 1),
    }


exercise.worked(
    Text(
        de=r"Zieh vom Update $w_t = w_{t-1} - \eta \cdot f'(w_{t-1})$ auf beiden Seiten ${c}$ ab. Weil $f'(w)$ ein "
        r"Vielfaches von $w - {c}$ ist, bleibt $e_t = q \cdot e_{t-1}$ mit $q = {distance_factor}$.",
        en=r"Subtract ${c}$ on both sides of the update $w_t = w_{t-1} - \eta \cdot f'(w_{t-1})$. As $f'(w)$ is a multiple "
        r"of $w - {c}$, there remains $e_t = q \cdot e_{t-1}$ with $q = {distance_factor}$.",
    ),
    Text(
        de=r"Der Abstand geht genau dann gegen 0, wenn $|q| < 1$ ist, also für $\eta$ aus ${good_rates}$. Am Rand, bei "
        r"$\eta = {edge}$, ist $q = -1$: $w$ springt ewig hin und her, $({edge_path})$. Darüber, bei $\eta = {beyond}$, ist "
        r"$q = -1{,}2$, und jeder Sprung führt weiter weg: $({beyond_path})$.",
        en=r"The distance tends to 0 exactly if $|q| < 1$, that is for $\eta$ in ${good_rates}$. On the edge, at $\eta = "
        r"{edge}$, we have $q = -1$: $w$ jumps to and fro for ever, $({edge_path})$. Above, at $\eta = {beyond}$, $q = "
        "-1.2$, and every jump leads farther away: $({beyond_path})$.",
    ),
    Text(
        de=r"Mit $\eta = 0{,}001$ bleibt nach 100 Schritten noch das $q^{100}$-Fache des Abstands; $w$ ist erst bei "
        "${hundred}$, weit weg von ${c}$. Das ist die Kurve, die kaum sinkt; die wachsende gehört zu großem η. Die dritte "
        "kommt zur Ruhe, aber über dem kleinsten möglichen Wert: ein lokales Minimum.",
        en=r"With $\eta = 0.001$, $q^{100}$ times the distance is left after 100 steps; $w$ has only got to ${hundred}$, far "
        "from ${c}$. That is the curve that hardly falls; the growing one belongs to a large η. The third comes to rest, "
        "but above the smallest possible value: a local minimum.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Deine Werte über der Zahl $t$ der Schritte.",
        en="Your values plotted against the number $t$ of steps.",
    ),
    legend={
        "crawl": Text(de=r"$\eta = 0{,}001$, 100 Schritte", en=r"$\eta = 0.001$, 100 steps"),
        "edge": Text(de="die Folge aus c)", en="the sequence from c)"),
        "beyond": Text(de="die Folge aus d)", en="the sequence from d)"),
        "goal": Text(de="das Minimum", en="the minimum"),
        "own": Text(de="deine Werte", en="your values"),
    },
)
def three_curves_of_training(right, after_hundred, edge_path, beyond_path, c):
    def curve(title, item, points):
        line = polyline(points, tone(item, right), "own", dots="circle")
        goal = Horizontal(float(c), QUIET, "goal", "dashed")
        return line and panel(goal, line, x=Axis("t", 0, whole=True), y="wₜ", title=title)

    last = number(after_hundred)
    panels = [
        curve("crawl", "after_hundred", [(0, 0), (100, last)]),
        curve("edge", "edge_path", enumerate([0, *numbers(edge_path)])),
        curve("beyond", "beyond_path", enumerate([0, *numbers(beyond_path)])),
    ]
    return [each for each in panels if each is not None]
