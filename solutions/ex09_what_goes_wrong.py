"""Exercise 9: what can go wrong, on f(w) = a*(w-c)^2 from w0 = 0.

e_t = w_t - c obeys e_t = e_(t-1) - eta*2a*e_(t-1), so q = 1 - 2a*eta and w_t -> c exactly if |q| < 1, that is for
0 < eta < 1/a (in general eta < 2/f''). eta = 1/a: q = -1, to and fro for ever; eta = 1.1/a: q = -1.2, farther each time.
With eta = 0.001 after 100 steps w = c(1 - q^100): for the material's numbers 0.5443, far from 3.
"""

from itertools import permutations

from sympy import Interval, Poly, oo, symbols

from grader.answers.kinds.words import Labels
from grader.authoring import HAND, Exercise, Expression, Given, Rational, Sequence, SolutionSet, Text, Value
from grader.authoring.drawing import OWN, QUIET, RIGHT, number, numbers

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
    """To 15 decimals: as a fraction it has 270 digits, which nobody wants to see in a model solution."""
    return Rational(round(value * 10**15), 10**15)


def losses(a, c, rate):
    return [a * (position - c) ** 2 for position in [0, *path(a, c, rate, 3)]]


def row(values, places=3):
    """Numbers as a table shows them."""
    shown = " · ".join(f"{float(value):.{places}f}" for value in values).replace("-", "−")
    return Text(de=shown.replace(".", ","), en=shown)


def curve(a, c, cause):
    """The losses that belong to a cause."""
    if cause == "local":  # 3w^4 - 4w^3 - 12w^2 from -2 with eta = 0.01 ends at f(-1), not at f(2)
        shown = row([32, Rational("-4.970"), Rational("-4.988")])
        end = row([-5, -5])
        return Text(
            de=f"{shown.de} · … · {end.de} (der kleinste mögliche Wert wäre −32)",
            en=f"{shown.en} · … · {end.en} (the smallest possible value would be −32)",
        )
    rate = CRAWL if cause == "small" else Rational(11, 10) / a
    shown = row(losses(a, c, rate))
    return Text(de=f"{shown.de} · …", en=f"{shown.en} · …")


def hundred_steps(a, c):
    """Where 100 tiny steps lead, to four decimals."""
    return row([c * (1 - (1 - 2 * a * CRAWL) ** 100)], places=4)


def shown_at(place):
    def shown(a, c, order):
        return curve(a, c, CAUSES[ORDERS[int(order)][place]])

    return shown


exercise = Exercise(
    title=Text(de="Was schiefgehen kann", en="What can go wrong"),
    statement=Text(
        de=r"Es ist $f(w) = {f}$ und $w_0 = 0$. Mit $e_t = w_t - {c}$ bezeichnen wir den Abstand zum Minimum nach $t$ "
        "Schritten Gradient Descent. Beschreibe, wie er sich pro Schritt ändert, und ordne drei Trainingskurven ihrer "
        "Ursache zu.",
        en=r"Let $f(w) = {f}$ and $w_0 = 0$. We call $e_t = w_t - {c}$ the distance to the minimum after $t$ steps of gradient "
        "descent. Describe how it changes per step and match three training curves with their cause.",
    ),
    given=Given(a=1, c=3, order=0),
    symbols="eta",
    formulas={
        "f": parabola,
        "edge": lambda a: 1 / a,
        "beyond": lambda a: Rational(11, 10) / a,
        "hundred": hundred_steps,
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
        en=r"It holds that $e_t = q \cdot e_{t-1}$. Give $q$ in terms of $\eta$ (write `eta`).",
    ),
)
def distance_factor(a):
    return 1 - 2 * a * eta


@distance_factor.mistake(
    "M4",
    Text(de="Leite ${f}$ noch einmal ab.", en="Differentiate ${f}$ again."),
)
def forgot_the_two(a):
    return 1 - a * eta


@exercise.item(
    SolutionSet(),
    points=2,
    prompt=Text(
        de=r"Für welche $\eta > 0$ strebt $w_t$ gegen ${c}$? Gib die Menge mit unterer und oberer Grenze an.",
        en=r"For which $\eta > 0$ does $w_t$ approach ${c}$? Give the set with its lower and upper end.",
    ),
)
def good_rates(a):
    return Interval.open(0, 1 / a)


@good_rates.mistake(
    "M1",
    Text(de="Vergleiche mit deiner Folge in c).", en="Compare with your sequence in c)."),
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
        de="Teste deinen größten erlaubten Wert mit drei Schritten.",
        en="Test your largest value for three steps.",
    ),
)
def took_the_curvature_too_small(a):
    return Interval.open(0, 2 / a)


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
)
def edge_path(a, c):
    return path(a, c, 1 / a, 4)


@edge_path.from_previous(unless=stands_still)
def next_at_the_edge(previous, c):
    return 2 * c - previous


@edge_path.mistake(
    "M6",
    Text(de="Nach jedem Schritt neu ableiten.", en="Recompute the derivative after each step."),
)
def froze_the_gradient(c):
    return [2 * c * step for step in (1, 2, 3, 4)]


@exercise.item(
    Sequence(3, within=HAND),
    points=1,
    prompt=Text(
        de=r"Berechne $w_1$, $w_2$ und $w_3$ für $\eta = {beyond}$.",
        en=r"Compute $w_1$, $w_2$ and $w_3$ for $\eta = {beyond}$.",
    ),
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


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de=r"Wo liegt $w$ mit $\eta = 0{,}001$ nach 100 Schritten? (exakt oder auf 4 Nachkommastellen)",
        en=r"Where is $w$ after 100 steps with $\eta = 0.001$? (exactly or to 4 decimals)",
    ),
)
def after_hundred(a, c):
    return shortened(c * (1 - (1 - 2 * a * CRAWL) ** 100))


@after_hundred.mistake(
    "M5",
    Text(de="Der Gradient wird unterwegs kleiner.", en="The gradient shrinks on the way."),
)
def kept_the_gradient(a, c):
    return 100 * CRAWL * 2 * a * c


@after_hundred.follows(distance_factor, unless=not_affine)
def after_hundred_with_own_factor(distance_factor, c):
    return c * (1 - distance_factor.subs(eta, CRAWL) ** 100)


@exercise.item(
    Labels(3, words=("small|klein", "large|groß", "local|lokal"), wrong="each"),
    points=2,
    prompt=Text(
        de='Drei Trainings, jeweils die Losses nach jedem Schritt. K1: {K1}; K2: {K2}; K3: {K3}. Was ist die Ursache: "small" '
        '(η zu klein), "large" (η zu groß) oder "local" (lokales Minimum)? Gib für K1, K2, K3 je ein Wort an.',
        en='Three trainings, each with its losses step by step. K1: {K1}; K2: {K2}; K3: {K3}. What is the cause: "small" '
        '(η too small), "large" (η too large) or "local" (local minimum)? Give one word each for K1, K2, K3.',
    ),
)
def causes(order):
    return [CAUSES[index] for index in ORDERS[int(order)]]


another_danger = exercise.prose(
    marks=1,
    prompt=Text(
        de="Nenne eine weitere Gefahr beim Training, mit einem Grund.",
        en="Name one more danger in training, with a reason.",
    ),
    rubric=[
        Text(
            de="Eine Gefahr mit Grund: Sattelpunkt oder Plateau, verschwindende oder explodierende Gradienten, Rauschen, "
            "Knick, NaN, schlechter Startwert …",
            en="A danger with a reason: saddle or plateau, vanishing or exploding gradients, noise, a kink, NaN, a bad start …",
        ),
    ],
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
        de=r"Zieh vom Update $w_t = w_{t-1} - \eta \cdot f'(w_{t-1})$ auf beiden Seiten ${c}$ ab. Weil $f'(w)$ ein Vielfaches "
        r"von $w - {c}$ ist, bleibt $e_t = q \cdot e_{t-1}$ mit $q = {distance_factor}$.",
        en=r"Subtract ${c}$ on both sides of the update $w_t = w_{t-1} - \eta \cdot f'(w_{t-1})$. As $f'(w)$ is a multiple of "
        r"$w - {c}$, there remains $e_t = q \cdot e_{t-1}$ with $q = {distance_factor}$.",
    ),
    Text(
        de=r"Der Abstand geht genau dann gegen 0, wenn $|q| < 1$ ist, also für $\eta$ aus ${good_rates}$. Am Rand, bei "
        r"$\eta = {edge}$, ist $q = -1$: $w$ springt ewig hin und her, ${edge_path}$. Darüber, bei $\eta = {beyond}$, ist "
        r"$q = -1{,}2$, und jeder Sprung führt weiter weg: ${beyond_path}$.",
        en=r"The distance tends to 0 exactly if $|q| < 1$, that is for $\eta$ from ${good_rates}$. On the edge, at "
        r"$\eta = {edge}$, there is $q = -1$: $w$ jumps to and fro for ever, ${edge_path}$. Above, at $\eta = {beyond}$, "
        r"$q = -1.2$, and every jump leads farther away: ${beyond_path}$.",
    ),
    Text(
        de=r"Mit $\eta = 0{,}001$ bleibt nach 100 Schritten noch $q^{100}$ des Abstands, $w$ ist erst bei {hundred}, weit weg "
        "von ${c}$. Das ist die Kurve, die kaum sinkt; die wachsende gehört zu großem η. Die dritte kommt zur Ruhe, aber über "
        "dem kleinsten möglichen Wert: ein lokales Minimum.",
        en=r"With $\eta = 0.001$ there remains $q^{100}$ of the distance after 100 steps, $w$ has only come to {hundred}, far "
        "from ${c}$. That is the curve that hardly falls; the growing one belongs to a large η. The third comes to rest, but "
        "above the smallest possible value: a local minimum.",
    ),
)


@exercise.picture(
    panels=3,
    alt=Text(
        de="Drei Bilder von w in Abhängigkeit von der Zahl der Schritte: langsames Kriechen, Hin und Her, immer größere "
        "Sprünge, jeweils mit deinen Werten.",
        en="Three pictures of w by the number of steps: slow crawling, to and fro, ever larger jumps, each with your values.",
    ),
    caption=Text(
        de="Links η = 0,001 (100 Schritte), in der Mitte die Folge aus c), rechts die aus d). Orange: deine Werte, grün, "
        "sobald sie stimmen. Grau: das Minimum.",
        en="Left: η = 0.001 (100 steps), in the middle the sequence of c), on the right that of d). Orange: your values, green "
        "once they are right. Grey: the minimum.",
    ),
)
def crawl_zigzag_explode(axes, right, after_hundred, edge_path, beyond_path, c):
    crawl, *jumping = axes
    value = number(after_hundred)
    if value is not None:
        crawl.plot([0, 100], [0, value], "o-", color=RIGHT if "after_hundred" in right else OWN)
    for panel, name, own in zip(jumping, ("edge_path", "beyond_path"), (edge_path, beyond_path), strict=True):
        places = [0, *numbers(own)]
        panel.plot(range(len(places)), places, "o-", color=RIGHT if name in right else OWN)
    for panel in axes:
        panel.axhline(float(c), color=QUIET, linestyle=":")
        panel.set_xlabel("$t$")
    crawl.set_ylabel("$w_t$")
