"""Exercise 10: three steps of gradient descent by hand on a parabola.

w_t = w_(t-1) - eta*f'(w_(t-1)) with f(w) = (w-m)^2, so the distance to m is multiplied by q = 1 - 2*eta in each step:
w_t = m + (w0-m)*q^t. For the numbers of the material q = 1/2: 3/2, 9/4, 21/8.
"""

import itertools
import math
from fractions import Fraction

from sympy import Poly, oo, symbols

from grader.authoring import EXACT, HAND, Exercise, Expression, Given, Rational, Sequence, Text, Value, rounded
from grader.authoring.drawing import COURSE, RIGHT, Annotation, Arrow, Vertical, dots, graph, numbers, panel, tone

w, t = symbols("w t")


def parabola(m):
    return (w - m) ** 2


exercise = Exercise(
    title=Text(de="Drei Schritte von Hand", en="Three steps by hand"),
    topic=Text(de="Gradient Descent", en="gradient descent"),
    section=Text(de="Gradient Descent: das Update", en="Gradient descent: the update"),
    statement=Text(
        de=r"Es ist $f(w) = (w - {m})^2$, der Startwert $w_0 = {w0}$ und die Learning-Rate $\eta = {eta}$. "
        "Führe Gradient Descent von Hand aus.",
        en=r"Let $f(w) = (w - {m})^2$, start at $w_0 = {w0}$ with the learning rate $\eta = {eta}$. "
        "Carry out gradient descent by hand.",
    ),
    given=Given(m=3, w0=0, eta=Rational(1, 4)),
    symbols="w t",
    formulas={
        "q": lambda eta: 1 - 2 * eta,
        "e0": lambda m, w0: w0 - m,
        "losses_rounded": lambda m, w0, eta: rounded([(v - m) ** 2 for v in steps.make(m, w0, eta)], 4),
    },
)


@exercise.item(
    Expression(symbols=("w",)),
    points=1,
    prompt=Text(de=r"Berechne die Ableitung $f'(w)$.", en=r"Compute the derivative $f'(w)$."),
    hints=[
        Text(
            de="Zwei Wege führen zum Ziel: die Kettenregel, oder zuerst ausmultiplizieren und dann ableiten.",
            en="Two ways lead there: the chain rule, or expanding first and differentiating then.",
        ),
        Text(
            de="Multipliziere $(w - {m})^2$ aus und leite Summand für Summand ab. Mit der Kettenregel muss dasselbe "
            "herauskommen.",
            en="Expand $(w - {m})^2$ and differentiate term by term. The chain rule must give the same.",
        ),
    ],
)
def derivative(m):
    return 2 * (w - m)


@derivative.mistake(
    "M14",
    Text(
        de="Löse die Klammer auf: Womit wird {m} multipliziert?",
        en="Expand the bracket: what is {m} multiplied by?",
    ),
)
def broke_the_bracket_in_the_derivative(m):
    return 2 * w - m


@derivative.mistake(
    "M15",
    Text(
        de="Welcher Faktor kommt dazu, wenn man ein Quadrat ableitet?",
        en="Which factor appears when a square is differentiated?",
    ),
)
def forgot_the_two_in_the_derivative(m):
    return w - m


@derivative.mistake(
    "M16",
    Text(
        de="Setze w = {m} ein: Wie groß muss die Ableitung am Minimum sein?",
        en="Substitute w = {m}: how large must the derivative be at the minimum?",
    ),
)
def lost_the_constant():
    return 2 * w


@derivative.mistake(
    "M17",
    Text(
        de="Das ist f selbst. Gefragt ist die Ableitung.",
        en="This is f itself. The question asks for the derivative.",
    ),
)
def gave_the_function(m):
    return (w - m) ** 2


derivative.otherwise(
    Text(
        de="Setze w = {m} ein: Am Minimum muss die Ableitung 0 sein. Rechts davon steigt f.",
        en="Substitute w = {m}: at the minimum the derivative must be 0. To the right of it f rises.",
    )
)


@exercise.item(
    Sequence(3),
    points=3,
    prompt=Text(
        de="Berechne $w_1$, $w_2$ und $w_3$, die Werte nach dem ersten, zweiten und dritten Update.",
        en="Compute $w_1$, $w_2$ and $w_3$, the values after the first, second and third update.",
    ),
    hints=[
        Text(
            de="Bei jedem Update geht w ein Stück bergab. Wie lang dieses Stück ist, bestimmen η und die Ableitung "
            "an der Stelle, an der w gerade steht.",
            en="At each update w moves some way downhill. How far is determined by η and by the derivative at the "
            "place where w is at that moment.",
        ),
        Text(
            de="Leg eine Tabelle mit vier Spalten an: altes w, Ableitung dort, η mal Ableitung, neues w (die erste "
            "Spalte minus die dritte). Jedes neue w ist in der nächsten Zeile das alte.",
            en="Make a table of four columns: old w, derivative there, η times derivative, new w (the first column "
            "minus the third). Each new w is the old one in the next row.",
        ),
    ],
)
def steps(m, w0, eta):
    position, path = w0, []
    for _ in range(3):
        position -= eta * 2 * (position - m)
        path.append(position)
    return path


def stands_still(previous, m):
    """At the minimum any answer `the same again` would be right without any calculation.

    So close that the next value is within the tolerance of it counts as there.
    """
    return abs(previous - m) < Rational(1, 10**8)


@steps.from_previous(unless=stands_still)
def next_step(previous, m, eta):
    return previous - eta * 2 * (previous - m)


def three(step, start):
    """Three times the same rule, each from the last value."""
    path = [start]
    for _ in range(3):
        path.append(step(path[-1]))
    return path[1:]


@steps.mistake(
    "M1",
    Text(
        de="Dein w entfernt sich vom Minimum – prüfe das Vorzeichen im Update.",
        en="Your w moves away from the minimum – check the sign in the update.",
    ),
)
def climbed_uphill(m, w0, eta):
    return three(lambda v: v + eta * 2 * (v - m), w0)


@steps.mistake(
    "M2",
    Text(
        de="Die Richtung stimmt, der Schritt ist zu kurz: Prüfe deine Ableitung.",
        en="The direction is right, the step too short: check your derivative.",
    ),
)
def forgot_the_two(m, w0, eta):
    return three(lambda v: v - eta * (v - m), w0)


@steps.mistake(
    "M3",
    Text(
        de="Im Update steht die Ableitung, nicht der Funktionswert.",
        en="The update uses the derivative, not the value.",
    ),
)
def used_the_value(m, w0, eta):
    return three(lambda v: v - eta * (v - m) ** 2, w0)


@steps.mistake(
    "M4",
    Text(de="Wo kommt η in deiner Rechnung vor?", en="Where does η enter your calculation?"),
)
def forgot_the_learning_rate(m, w0):
    return three(lambda v: v - 2 * (v - m), w0)


@steps.mistake(
    "M5",
    Text(de="Berechne die Ableitung nach jedem Schritt neu.", en="Recompute the derivative after each step."),
)
def froze_the_gradient(m, w0, eta):
    return three(lambda v: v - eta * 2 * (w0 - m), w0)


@steps.mistake(
    "M6",
    Text(de="Der neue Wert startet beim alten Wert.", en="The new value starts from the old one."),
)
def dropped_the_old_value(m, w0, eta):
    return three(lambda v: -eta * 2 * (v - m), w0)


@steps.mistake(
    "M7",
    Text(
        de="Gefragt sind die Werte nach dem ersten, zweiten, dritten Update.",
        en="The question asks for the values after the first, second and third update.",
    ),
)
def started_the_list_with_w0(m, w0, eta):
    return [w0, *three(lambda v: v - eta * 2 * (v - m), w0)[:2]]


@steps.mistake(
    "M8",
    Text(
        de="Das sind Werte von f. Gefragt sind die Stellen w.",
        en="These are values of f. The question asks for the points w.",
    ),
)
def gave_losses(m, w0, eta):
    return [(v - m) ** 2 for v in three(lambda v: v - eta * 2 * (v - m), w0)]


@steps.mistake(
    "M9",
    Text(de="Kettenregel: Die ganze Klammer bleibt stehen.", en="Chain rule: the whole bracket stays."),
)
def broke_the_bracket(m, w0, eta):
    return three(lambda v: v - eta * (2 * v - m), w0)


@steps.mistake(
    "M10",
    Text(
        de="Steht das Komma deiner Learning-Rate an der richtigen Stelle?",
        en="Is the decimal point of your learning rate in the right position?",
    ),
)
def shifted_the_decimal_point(m, w0, eta):
    return three(lambda v: v - eta / 10 * 2 * (v - m), w0)


@steps.mistake(
    "M11",
    Text(
        de="Runde nicht zwischendurch auf eine Nachkommastelle.",
        en="Do not round to one decimal along the way.",
    ),
)
def rounded_each_step(m, w0, eta):
    def rounded(value):  # half up, as by hand; Python's round() goes to the even digit
        return Rational(math.floor(Fraction(str(value)) * 10 + Fraction(1, 2)), 10)

    return three(lambda v: rounded(v - eta * 2 * (v - m)), w0)


steps.otherwise(
    Text(
        de="Rechne den ersten Schritt aus: altes w minus η mal Ableitung beim alten w.",
        en="Work out the first step: old w minus η times the derivative at the old w.",
    )
)


def not_affine(derivative):
    """Only f' = a*w + b with a != 0 leads to steps of the same kind."""
    return not derivative.is_polynomial(w) or Poly(derivative, w).degree() != 1


@steps.follows(derivative, at_most=2, unless=not_affine)
def steps_with_own_derivative(derivative, w0, eta):
    return three(lambda v: v - eta * derivative.subs(w, v), w0)


@exercise.item(
    Sequence(3, within=HAND),
    points=1,
    prompt=Text(
        de="Berechne die Losses $f(w_1)$, $f(w_2)$ und $f(w_3)$.",
        en="Compute the losses $f(w_1)$, $f(w_2)$ and $f(w_3)$.",
    ),
    hints=[
        Text(
            de="Der Loss an einer Stelle ist einfach der Wert, den f dort hat.",
            en="The loss at a point is simply the value that f has there.",
        ),
        Text(
            de="Nimm deine drei Stellen aus b), zieh von jeder {m} ab und quadriere. Zur Probe: Die Losses müssen "
            "von Schritt zu Schritt kleiner werden.",
            en="Take your three points from b), subtract {m} from each and square. To check: the losses must become "
            "smaller from step to step.",
        ),
    ],
)
def losses(m, w0, eta):
    return [(v - m) ** 2 for v in steps.make(m, w0, eta)]


@losses.mistake(
    "M18",
    Text(
        de="Gefragt sind die Losses nach den Updates, der erste also bei w₁.",
        en="The question asks for the losses after the updates, so the first one is that at w₁.",
    ),
)
def started_with_the_loss_at_w0(m, w0, eta):
    return [(v - m) ** 2 for v in (w0, *steps.make(m, w0, eta)[:2])]


@losses.mistake(
    "M19",
    Text(
        de="Das sind die Abweichungen vom Minimum. Was macht f mit ihnen?",
        en="These are the deviations from the minimum. What does f do with them?",
    ),
)
def forgot_the_square(m, w0, eta):
    return [v - m for v in steps.make(m, w0, eta)]


@losses.mistake(
    "M20",
    Text(
        de="Gib mindestens 3 Nachkommastellen an.",
        en="Give at least 3 decimals.",
    ),
)
def rounded_to_two_places(m, w0, eta):
    return [Rational(math.floor(loss * 100 + Rational(1, 2)), 100) for loss in losses.make(m, w0, eta)]


losses.otherwise(
    Text(
        de="Setze deine Werte aus b) nacheinander in f ein.",
        en="Substitute your values from b) into f, one after the other.",
    )
)


def never_moves(steps):
    """Three times the same w makes three times the same loss: nothing would be calculated."""
    return max(steps) - min(steps) < Rational(1, 100)


@losses.follows(steps, unless=never_moves)
def losses_of_own_steps(steps, m):
    return [(v - m) ** 2 for v in steps]


@exercise.item(
    Expression(symbols=("t",), domain={"t": "0..10"}),
    points=2,
    prompt=Text(
        de="Gib $w_t$ als Formel in $t$ an, ohne die Werte davor zu benutzen ($t = 0, 1, 2, …$).",
        en="Give $w_t$ as a formula in $t$ that does not use the values before ($t = 0, 1, 2, …$).",
    ),
    hints=[
        Text(
            de="Verfolge nicht w, sondern die Differenz zwischen w und {m}. Wie verändert ein Update sie?",
            en="Do not follow w but the difference between w and {m}. How does an update change it?",
        ),
        Text(
            de="Teile die Differenz nach jedem Schritt durch die vor dem Schritt: Es kommt immer derselbe Faktor "
            "heraus. Überlege, wie oft er nach t Schritten vorkommt, und zähl am Ende {m} wieder dazu.",
            en="Divide the difference after each step by the one before it: the factor is always the same. Think "
            "about how often it occurs after t steps, and add {m} again at the end.",
        ),
    ],
)
def closed_form(m, w0, eta):
    return m + (w0 - m) * (1 - 2 * eta) ** t


@closed_form.mistake(
    "M12",
    Text(de="Was ergibt deine Formel für t = 0?", en="What does your formula give for t = 0?"),
)
def shifted_the_exponent(m, w0, eta):
    return m + (w0 - m) * (1 - 2 * eta) ** (t + 1)


@closed_form.mistake(
    "M21",
    Text(
        de="Setze t = 0 in deine Formel ein: Kommt dein Start heraus?",
        en="Substitute t = 0 into your formula: do you get your start?",
    ),
)
def shifted_the_exponent_back(m, w0, eta):
    return m + (w0 - m) * (1 - 2 * eta) ** (t - 1)


@closed_form.mistake(
    "M22",
    Text(
        de="Vergleiche mit deinen Werten aus b): Sind alle Schritte gleich lang?",
        en="Compare with your values from b): are all steps of the same length?",
    ),
)
def repeated_the_first_step(m, w0, eta):
    return w0 - eta * 2 * (w0 - m) * t


@closed_form.mistake(
    "M23",
    Text(
        de="t-mal mit derselben Zahl multiplizieren: Wie schreibt man das?",
        en="Multiplying by the same number t times: how is that written?",
    ),
)
def multiplied_by_t(m, w0, eta):
    return m + (w0 - m) * (1 - 2 * eta) * t


@closed_form.mistake(
    "M24",
    Text(
        de="Das ist der Abstand zum Minimum. Wo liegt w dann?",
        en="This is the distance to the minimum. Where is w then?",
    ),
)
def gave_the_distance(m, w0, eta):
    return abs(w0 - m) * (1 - 2 * eta) ** t


closed_form.otherwise(
    Text(
        de="Setze t = 0, 1 und 2 ein und vergleiche mit w₀, w₁ und w₂.",
        en="Substitute t = 0, 1 and 2 and compare with w₀, w₁ and w₂.",
    )
)


CLOSE = Rational(1, 100)
LAST = 1000  # a formula that is not there after 1000 steps never will be


def first_index(distance):
    return next((index for index in range(LAST) if distance(index) < CLOSE), None)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de="Nach wie vielen Updates ist der Abstand von $w_t$ zu ${m}$ zum ersten Mal kleiner als 0,01?",
        en="After how many updates is the distance from $w_t$ to ${m}$ below 0.01 for the first time?",
    ),
    hints=[
        Text(
            de="Der Abstand ist der Betrag der Differenz. Er wird mit jedem Schritt kleiner, also gibt es einen "
            "ersten Schritt, nach dem er klein genug ist.",
            en="The distance is the absolute value of the difference. It shrinks with every step, so there is a "
            "first step after which it is small enough.",
        ),
        Text(
            de="Lass Python die Updates aus b) in einer while-Schleife weitermachen und mitzählen, bis die "
            "Differenz zu {m} klein genug ist. Deine Formel aus d) muss zum selben t führen.",
            en="Let Python go on with the updates of b) in a while loop and count them until the difference to {m} "
            "is small enough. Your formula from d) must lead to the same t.",
        ),
    ],
)
def first_close(m, w0, eta):
    return first_index(lambda index: abs(w0 - m) * abs(1 - 2 * eta) ** index)


@first_close.mistake(
    "M13",
    Text(de="Gefragt ist der Abstand, nicht der Loss.", en="The question asks for the distance, not for the loss."),
)
def compared_losses(m, w0, eta):
    return first_index(lambda index: ((w0 - m) * (1 - 2 * eta) ** index) ** 2)


first_close.otherwise(
    Text(
        de="Geh von w₀ aus so viele Schritte, wie dein t sagt: Liegt der Abstand zum Minimum dann unter 0,01, einen "
        "Schritt davor noch nicht?",
        en="Take as many steps from w₀ as your t says: is the distance to the minimum below 0.01 then, but not yet one "
        "step before?",
    )
)


def does_not_move(closed_form):
    return not closed_form.has(t)


@first_close.mistake(
    "M27",
    Text(
        de="Geh von w₀ aus so viele Schritte, wie dein t sagt: Ist der Abstand zum Minimum dann schon kleiner als 0,01?",
        en="Take as many steps from w₀ as your t says: is the distance to the minimum below 0.01 by then?",
    ),
)
def stopped_one_too_early(m, w0, eta):
    return first_close.make(m, w0, eta) - 1


@first_close.mistake(
    "M28",
    Text(
        de="Geh von w₀ aus einen Schritt weniger: Ist der Abstand zum Minimum da schon kleiner als 0,01?",
        en="Take one step less from w₀: is the distance to the minimum below 0.01 already?",
    ),
)
def stopped_one_too_late(m, w0, eta):
    return first_close.make(m, w0, eta) + 1


@first_close.follows(closed_form, unless=does_not_move)
def first_close_of_own_formula(closed_form, m):
    """None where the own formula is not real, starts so close that nothing is to be found, or never comes close."""
    values = [closed_form.subs(t, index) for index in range(60)]
    if not all(value.is_real and value.is_finite for value in values):
        return None
    index = next((number for number, value in enumerate(values) if abs(value - m) < CLOSE), None)
    return index or None


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de=r"Gegen welchen Wert strebt $w_t$ für $t \to \infty$?",
        en=r"Which value does $w_t$ approach as $t \to \infty$?",
    ),
    hints=[
        Text(
            de="Ein Grenzwert ist die Zahl, der die w immer näher kommen. Sieh dir an, wohin deine Werte aus b) wandern.",
            en="A limit is the number that the w come closer and closer to. Look where your values from b) are heading.",
        ),
        Text(
            de="Rechne deine Formel aus d) für t = 20 und für t = 50 als Kommazahl aus. In der Nähe welcher Zahl liegen beide?",
            en="Work out your formula from d) as a decimal for t = 20 and for t = 50. Which number are both close to?",
        ),
    ],
)
def limit_value(m):
    return m


@limit_value.mistake(
    "M25",
    Text(
        de="Gegen 0 geht der Abstand zum Minimum. Wohin geht dann w?",
        en="It is the distance to the minimum that tends to 0. Where does w go then?",
    ),
)
def gave_the_limit_of_the_distance():
    return 0


@limit_value.mistake(
    "M26",
    Text(
        de="Werden deine Schritte in b) länger oder kürzer?",
        en="Do your steps in b) become longer or shorter?",
    ),
)
def thought_it_runs_away():
    return oo


limit_value.otherwise(
    Text(
        de="Wie groß wird die Potenz in deiner Formel aus d), wenn t sehr groß ist?",
        en="How large does the power in your formula from d) get if t is very large?",
    )
)


@exercise.variants(count=12)
def draw(dice):
    m = dice.integer(2, 6)
    return {
        "m": m,
        "w0": dice.choice((0, 1, m + 2, m + 4)),
        "eta": dice.choice((Rational(1, 4), Rational(1, 8), Rational(3, 8), Rational(1, 10), Rational(3, 4))),
    }


exercise.worked(
    Text(
        de=r"Kettenregel: $f'(w) = {derivative}$.",
        en=r"Chain rule: $f'(w) = {derivative}$.",
    ),
    Text(
        de=r"Ein Update ist $w_t = w_{t-1} - {eta} \cdot 2 (w_{t-1} - {m})$. Ziehst du auf beiden Seiten ${m}$ ab, so bleibt "
        r"$w_t - {m} = {q} \cdot (w_{t-1} - {m})$: Die Abweichung vom Minimum wird in jedem Schritt mit derselben Zahl "
        r"multipliziert. Aus $w_0 = {w0}$ folgen nacheinander die Werte $({steps})$ mit den Losses $({losses}) \approx "
        "({losses_rounded})$.",
        en=r"An update is $w_t = w_{t-1} - {eta} \cdot 2 (w_{t-1} - {m})$. Subtract ${m}$ on both sides, and $w_t - {m} = "
        r"{q} \cdot (w_{t-1} - {m})$ remains: each step multiplies the deviation from the minimum by the same number. From "
        r"$w_0 = {w0}$ the values $({steps})$ follow one after the other, with the losses $({losses}) \approx "
        "({losses_rounded})$.",
    ),
    Text(
        de=r"Nach $t$ Schritten ist die Abweichung also $({e0}) \cdot ({q})^t$, das heißt $w_t = {closed_form}$. Ihr Betrag "
        "ist zum ersten Mal bei $t = {first_close}$ kleiner als 0,01. Weil ${q}$ zwischen $-1$ und $1$ liegt, strebt sie "
        "gegen 0 und $w_t$ gegen ${limit_value}$.",
        en=r"So after $t$ steps the deviation is $({e0}) \cdot ({q})^t$, that is $w_t = {closed_form}$. Its absolute value "
        "falls below 0.01 for the first time at $t = {first_close}$. As ${q}$ lies between $-1$ and $1$, it tends to 0 and "
        "$w_t$ to ${limit_value}$.",
    ),
)


@exercise.picture(
    caption=Text(
        de=r"Der Weg deiner Werte auf der Parabel $f(w) = (w - {m})^2$, vom Startwert ${w0}$ aus.",
        en=r"The path of your values on the parabola $f(w) = (w - {m})^2$, from the start ${w0}$.",
    ),
    legend={
        "parabola": Text(de="die Parabel", en="the parabola"),
        "start": Text(de="der Startwert", en="the start"),
        "steps": Text(de="deine Werte", en="your values"),
        "limit": Text(de="der Grenzwert", en="the limit"),
    },
)
def path_on_the_parabola(right, steps, m, w0):
    goal = float(m)
    own = [float(w0), *numbers(steps)]
    reach = 1.15 * max(abs(place - goal) for place in (*own, goal + 1))

    def loss(place):
        return (place - goal) ** 2

    points = [(place, loss(place)) for place in own]
    tint = tone("steps", right)
    return panel(
        graph(loss, goal - reach, goal + reach, COURSE, "parabola"),
        Vertical(float(right["limit_value"]), RIGHT, "limit", "dotted") if "limit_value" in right else None,
        *(Arrow(before, after, tint, bend=-0.15) for before, after in itertools.pairwise(points)),
        dots(points[:1], COURSE, "start"),
        dots(points[1:], tint, "steps"),
        *(Annotation(point, f"w{'₁₂₃'[index]}", tint) for index, point in enumerate(points[1:4])),
        x="w",
        y="f(w)",
    )
