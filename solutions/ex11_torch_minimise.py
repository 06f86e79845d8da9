"""Exercise 11: three minima with torch.optim.SGD – dimension, start and learning rate belong together.

L1 = r^2 with r = a*w1+b*w2-c: r <- (1-2(a^2+b^2)*eta)*r, so it converges exactly for 0 < eta < 1/(a^2+b^2), and only along
(a, b): the limit is the projection of the start. The learning rate 1/4 of exercise 10 gives |q| = 31.5 here: nan.
L2 = max(0, s)^2: s <- (1-2|n|^2*eta)*s while s > 0; a start with s <= 0, such as 0, never moves.
L3 = |w - e^(-w)|: near the minimum W(1) = 0.5671 the slope stays around 1.567, so with a fixed learning rate w jumps to and
fro within 1.567*eta; only shrinking steps come to rest.
"""

from fractions import Fraction
from math import exp

from sympy import Interval, Poly, Rational, symbols

from grader.authoring import (
    HAND,
    LOOP,
    Exercise,
    Expression,
    Function,
    Given,
    Numbers,
    Option,
    Right,
    SolutionSet,
    Text,
    Value,
    Vector,
    Way,
    rounded,
)
from grader.authoring.drawing import (
    COURSE,
    QUIET,
    RIGHT,
    Axis,
    Horizontal,
    contours,
    dots,
    graph,
    number,
    numbers,
    panel,
    polyline,
    tone,
)

eta = symbols("eta")


def steepness(a, b):
    """a^2 + b^2; the valley's curvature across is twice that."""
    return a**2 + b**2


def projection(start, a, b, c):
    """The point of the valley next to `start`."""
    share = (c - a * start[0] - b * start[1]) / steepness(a, b)
    return [start[0] + share * a, start[1] + share * b]


def normal_square(p, q, s):
    return p**2 + q**2 + s**2


ARRIVED = 60  # steps after which nothing moves any more; every hand-in takes them several times


def rate_of_l1(a, b):
    """0.005 for the numbers of the material: q = 0.35, which arrives within 60 steps from anywhere near."""
    return 0.325 / float(steepness(a, b))


def rate_of_l2(p, q, r):
    """0.01 for the numbers of the material: s shrinks by 0.42 in each step."""
    return 0.29 / float(normal_square(p, q, r))


STEP_BY_STEP = Way(
    needs=(LOOP,),
    told=Text(
        de="Deine Funktion soll Schritt für Schritt gehen, mit torch.optim.SGD oder in einer eigenen Schleife. Eine Formel für "
        "das Ende zählt hier nicht.",
        en="Your function has to take one step after the other, with torch.optim.SGD or in a loop of your own. A formula "
        "for the end does not count here.",
    ),
)

exercise = Exercise(
    title=Text(de="Drei Minima mit PyTorch", en="Three minima with PyTorch"),
    topic=Text(de="Training mit PyTorch", en="training with PyTorch"),
    section=Text(
        de="Training mit PyTorch: die Schleife mit dem Optimizer", en="Training with PyTorch: the loop with the optimiser"
    ),
    after="ex04 ex05 ex06 ex10",
    statement=Text(
        de=r"Suche mit `torch.optim.SGD` die Minima von $L_1 = ({a} w_1 + {b} w_2 - {c})^2$, von "
        r"$L_2 = (\max(0; s))^2$ mit $s = {p} w_1 + {q} w_2 - {r} w_3$ und von $L_3 = \left|w - e^{-w}\right|$. Die Funktionen "
        "bekommen Startwert, Learning-Rate und Zahl der Schritte; wähle Standardwerte, mit denen sie von selbst ankommen. "
        "Vorsicht: Was in Übung 10 passte, passt hier nicht.",
        en=r"With `torch.optim.SGD`, find the minima of $L_1 = ({a} w_1 + {b} w_2 - {c})^2$, of $L_2 = (\max(0, s))^2$ with "
        r"$s = {p} w_1 + {q} w_2 - {r} w_3$ and of $L_3 = \left|w - e^{-w}\right|$. The functions take a start, a learning "
        "rate and a number of steps; choose defaults with which they reach the minimum on their own. Careful: what worked "
        "in exercise 10 does not work here.",
    ),
    given=Given(a=4, b=7, c=20, p=2, q=3, r=4),
    symbols="eta",
    formulas={
        "near_rate": lambda p, q, r: Rational(29, 20) / normal_square(p, q, r),
        "end_rounded": lambda a, b, c: rounded(projection([0, 0], a, b, c), 4),
    },
)


@exercise.item(
    Expression(),
    points=1,
    prompt=Text(
        de=r"$L_1$: Es sei $r = {a} w_1 + {b} w_2 - {c}$. Ein Schritt macht daraus $q \cdot r$. Gib den Faktor $q$ durch "
        r"$\eta$ an (schreib `eta`).",
        en=r"$L_1$: let $r = {a} w_1 + {b} w_2 - {c}$. A step turns it into $q \cdot r$. Give the factor $q$ in terms of "
        r"$\eta$ (write `eta`).",
    ),
    hints=[
        Text(
            de="Ein Schritt ändert w₁ und w₂ zugleich, und beide Änderungen wirken auf r.",
            en="A step changes w₁ and w₂ at the same time, and both changes act on r.",
        ),
        Text(
            de="Schreib das neue w₁ und das neue w₂ mit η und r auf, setze beide in die Formel für r ein und heb r heraus.",
            en="Write down the new w₁ and the new w₂ with η and r, substitute both into the formula for r and take "
            "out r as a factor.",
        ),
    ],
)
def shrink_factor(a, b):
    return 1 - 2 * steepness(a, b) * eta


@shrink_factor.mistake(
    "M3",
    Text(
        de="Beim Ableiten des Quadrats kommt ein Faktor dazu. Wo ist er?",
        en="Differentiating the square brings in a factor. Where is it?",
    ),
)
def forgot_the_two(a, b):
    return 1 - steepness(a, b) * eta


@shrink_factor.mistake(
    "M11",
    Text(
        de="Das galt für (w − 3)². Wie lang ist hier der Schritt in jede der beiden Richtungen?",
        en="That held for (w − 3)². How long is the step in each of the two directions here?",
    ),
)
def took_the_factor_of_a_parabola():
    return 1 - 2 * eta


@shrink_factor.mistake(
    "M12",
    Text(
        de="Ein Schritt ändert beide w, jedes mit seinem eigenen Faktor. Setze sie in r ein.",
        en="A step changes both w, each by its own factor. Substitute them into r.",
    ),
)
def added_the_factors(a, b):
    return 1 - 2 * (a + b) * eta


@shrink_factor.mistake(
    "M13",
    Text(
        de="Das ist der Teil von r, den ein Schritt wegnimmt. Was bleibt?",
        en="This is the part of r that a step takes away. What is left?",
    ),
)
def gave_the_part_taken_away(a, b):
    return 2 * steepness(a, b) * eta


@shrink_factor.mistake(
    "M14",
    Text(
        de="Geht der Schritt bergauf oder bergab? Wird |r| bei kleinem η kleiner?",
        en="Does the step go uphill or downhill? Does |r| become smaller if η is small?",
    ),
)
def climbed_uphill(a, b):
    return 1 + 2 * steepness(a, b) * eta


shrink_factor.otherwise(
    Text(
        de=r"Mach einen Schritt von $(0;\ 0)$ aus mit $\eta = 0{,}001$ und vergleiche das neue $r$ mit deinem Faktor.",
        en=r"Take one step from $(0, 0)$ with $\eta = 0.001$ and compare the new $r$ with your factor.",
    )
)


@exercise.item(
    SolutionSet(domain={"eta": "positive"}),
    points=1,
    prompt=Text(
        de=r"$L_1$: Für welche $\eta > 0$ konvergiert Gradient Descent von jedem Startpunkt aus?",
        en=r"$L_1$: for which $\eta > 0$ does gradient descent converge from every starting point?",
    ),
    hints=[
        Text(
            de="In jedem Schritt wird r mit q multipliziert. Gradient Descent kommt an, wenn r dabei verschwindet.",
            en="In each step r is multiplied by q. Gradient descent arrives if that makes r vanish.",
        ),
        Text(
            de="Überlege, welche q das bewirken, auch negative. Daraus werden zwei Ungleichungen für η; prüfe am "
            "Ende, was genau an der Grenze geschieht.",
            en="Think about which q do that, negative ones as well. This gives two inequalities for η; check at the "
            "end what happens exactly at the bound.",
        ),
    ],
)
def convergent_rates(a, b):
    return Interval.open(0, Rational(1) / steepness(a, b))


@convergent_rates.mistake("M1", Text(de="Darf r auch das Vorzeichen wechseln?", en="May r change its sign?"))
def allowed_no_change_of_sign(a, b):
    return Interval.open(0, Rational(1) / (2 * steepness(a, b)))


@convergent_rates.mistake(
    "M2",
    Text(
        de="Berechne q knapp unter deiner oberen Grenze: Ist |q| dort kleiner als 1?",
        en="Compute q just below your upper end: is |q| below 1 there?",
    ),
)
def lost_half_of_the_curvature(a, b):
    return Interval.open(0, Rational(2) / steepness(a, b))


@convergent_rates.mistake(
    "M15",
    Text(
        de="Setze η = 0,5 in dein q ein: Wie groß ist |q|?",
        en="Substitute η = 0.5 into your q: what is |q|?",
    ),
)
def took_the_range_of_exercise_10():
    return Interval.open(0, 1)


@convergent_rates.mistake(
    "M16",
    Text(
        de="Wie groß ist |q| genau an deiner oberen Grenze?",
        en="What is |q| exactly at your upper end?",
    ),
    points="1/2",
)
def included_the_edge(a, b):
    return Interval.Lopen(0, Rational(1) / steepness(a, b))


@convergent_rates.follows(shrink_factor)
def rates_of_own_factor(shrink_factor):
    """|q| < 1 for an own q = 1 - k*eta with k > 0; another shape says nothing."""
    if shrink_factor.free_symbols != {eta} or not shrink_factor.is_polynomial(eta) or Poly(shrink_factor, eta).degree() != 1:
        return None
    slope, constant = Poly(shrink_factor, eta).all_coeffs()
    return Interval.open(0, -2 / slope) if constant == 1 and slope.is_negative else None


@exercise.item(
    Vector(2, within=HAND),
    points=1,
    prompt=Text(
        de=r"$L_1$: Gegen welchen Punkt läuft Gradient Descent von $(0;\ 0)$ aus, wenn $\eta$ klein ist?",
        en=r"$L_1$: which point does gradient descent approach from $(0, 0)$ if $\eta$ is small?",
    ),
    hints=[
        Text(
            de="Sieh dir den Gradienten von L₁ an verschiedenen Punkten an: Er ist immer ein Vielfaches desselben Pfeils.",
            en="Look at the gradient of L₁ at different points: it is always a multiple of the same arrow.",
        ),
        Text(
            de="Alle Schritte zusammen sind also k mal dieser Pfeil. Setze diesen Punkt in r ein und wähle k so, "
            "dass r verschwindet.",
            en="So all steps together are k times this arrow. Substitute this point into r and choose k so that r vanishes.",
        ),
    ],
)
def end_point(a, b, c):
    return projection([0, 0], a, b, c)


@end_point.mistake(
    "M4",
    Text(
        de="In welche Richtung geht jeder Schritt von (0; 0) aus?",
        en="In which direction does every step from (0, 0) go?",
    ),
)
def took_the_axis(a, c):
    return [c / a, 0]


@end_point.mistake(
    "M5",
    Text(de="Der Gradient hat zwei verschieden große Einträge.", en="The gradient's entries differ in size."),
)
def made_entries_equal(a, b, c):
    return [c / (a + b), c / (a + b)]


end_point.otherwise(
    Text(
        de="Jeder Schritt ist parallel zum Gradienten von L₁, ihm entgegen. Wo trifft diese Gerade von (0; 0) aus das Tal?",
        en="Every step is parallel to the gradient of L₁, but against it. Where does this line from (0, 0) meet the valley?",
    )
)


@exercise.item(
    Function(
        "minimise_l1(start=..., lr=..., steps=...)",
        returns=Numbers(abs=1e-3),
        probes=[{"steps": 0}, {}],
        steps="steps",
        meant_for="torch.optim",
        way=STEP_BY_STEP,
    ),
    points=3,
    prompt=Text(
        de="Schreibe `minimise_l1(start, lr, steps)` mit Standardwerten für alle drei: `start` sind zwei Kommazahlen, `lr` "
        "ist eine Zahl, `steps` eine ganze Zahl. Nimm die Schleife aus dem Kurs als Ausgangspunkt: Sie macht `steps` "
        "Schritte mit `torch.optim.SGD` und liefert das letzte $w$, zwei Zahlen als Tensor oder Liste; mit `steps=0` ist "
        "das der Start. Mit deinen Standardwerten soll am Ende $|r|$ höchstens 0,001 sein. Wird `start` übergeben, so in "
        "der Form deines Standardwerts (Liste, Tupel, Array oder Tensor). Eine eigene Schleife ohne torch zählt auch, eine "
        "Formel für das Ende nicht.",
        en="Write `minimise_l1(start, lr, steps)` with defaults for all three: `start` is two decimals, `lr` a number, "
        "`steps` an integer. Begin with the loop from the course: it takes `steps` steps with `torch.optim.SGD` and returns "
        "the last $w$, two numbers as a tensor or list; with `steps=0` that is the start. With your defaults $|r|$ has to "
        "be at most 0.001 at the end. If `start` is passed, it comes in the form of your default (list, tuple, array or "
        "tensor). A loop of your own without torch counts, too; a formula for the end does not.",
    ),
    hints=[
        Text(
            de="Die Schleife aus dem Kurs bleibt, wie sie ist. Neu sind die Funktion, der Start aus zwei Zahlen und "
            "eine Learning-Rate, die zu L₁ passt.",
            en="The loop from the course stays as it is. New are the function, the start of two numbers and a "
            "learning rate that fits L₁.",
        ),
        Text(
            de="Vor der Schleife legst du w als Tensor mit `requires_grad=True` und den Optimizer an. Jede Runde "
            "besteht aus vier Zeilen: alten Gradienten löschen, Loss ausrechnen, rückwärts rechnen, einen "
            "Schritt machen.",
            en="Before the loop you make w a tensor with `requires_grad=True` and create the optimiser. Each round "
            "has four lines: delete the old gradient, compute the loss, go backwards, take a step.",
        ),
        Text(
            de="Prüfe deine Funktion zuerst mit `steps=0` und `steps=1` gegen eine Rechnung von Hand. Wähle danach "
            "`lr` aus deinem Bereich in b), und erhöhe `steps`, bis r klein genug ist.",
            en="Check your function with `steps=0` and `steps=1` against a calculation by hand first. After that "
            "choose `lr` from your range in b), and increase `steps` until r is small enough.",
        ),
    ],
)
def minimise_l1(a, b, c):
    first, second, goal = float(a), float(b), float(c)
    rate = rate_of_l1(a, b)

    def minimise_l1(start=(0.0, 0.0), lr=rate, steps=200):
        import torch

        w = torch.tensor([float(x) for x in start], requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=lr)
        for _ in range(steps):
            optimizer.zero_grad()
            loss = (first * w[0] + second * w[1] - goal) ** 2
            loss.backward()
            optimizer.step()
        return w.detach()

    return minimise_l1


@minimise_l1.probes
def starts_of_l1(dice, a, b):
    rate = rate_of_l1(a, b)
    path = [{"start": [0.0, 0.0], "lr": rate, "steps": steps} for steps in (0, 1, 2, 3, 4)]
    other = 0.8 * rate  # not the one that a default may well be
    return path + [{"start": dice.reals(2, -4, 4), "lr": other, "steps": steps} for steps in (0, 1, ARRIVED)]


@minimise_l1.check(
    points=1,
    title=Text(de="Start und erste Schritte", en="start and first steps"),
    feedback=Text(
        de="Der Anfang des Wegs von einem gegebenen Start aus stimmt nicht: `steps=0` liefert den Start, und jeder Schritt "
        "macht aus w genau w − lr·∇L(w).",
        en="The beginning of the path from a given start is not right: `steps=0` returns the start, and every step turns w "
        "into exactly w − lr·∇L(w).",
    ),
)
def takes_plain_steps(probe, same):
    return same if "start" in probe and probe["steps"] <= 4 else None


@minimise_l1.check(
    points=1,
    title=Text(de="Ende von einem anderen Start aus", en="end from another start"),
    feedback=Text(
        de="Von einem anderen Start aus endet dein Weg nicht dort, wo Gradient Descent ankommt. Benutzt du start, lr und "
        "steps wirklich?",
        en="From another start your path does not end where gradient descent arrives. Do you really use start, lr and steps?",
    ),
)
def arrives_from_any_start(probe, same):
    return same if "start" in probe and probe["steps"] == ARRIVED else None


@minimise_l1.check(
    points=1,
    title=Text(de="Ende mit den Standardwerten", en="end with the defaults"),
    feedback=Text(
        de="Mit deinen Standardwerten ist L₁ am Ende nicht klein genug. Passt deine Learning-Rate zu b), und sind es "
        "genug Schritte?",
        en="With your defaults L₁ is not small enough at the end. Does your learning rate fit b), and are there enough steps?",
    ),
    public=True,
)
def defaults_reach_the_valley(calls, a, b, c):
    """Also the second time, so that the start is still where it was."""
    if any(call.returned is None for call in calls if "start" not in call.probe):
        return False
    starts = [call.returned for call in calls if call.probe == {"steps": 0}]
    ends = [call.returned for call in calls if call.probe == {}]
    arrived = all(abs(a * w1 + b * w2 - c) <= 1e-3 for w1, w2 in ends)
    return arrived and all(starts_alike(start, starts[0]) for start in starts)


def starts_alike(one, other):
    return all(abs(a - b) <= 1e-6 * (1 + abs(b)) for a, b in zip(one, other, strict=True))


@minimise_l1.mistake(
    "M6",
    Text(
        de="Dein Ergebnis ist keine Zahl mehr. Ist die Learning-Rate zu groß, oder stimmt das Vorzeichen im Update nicht?",
        en="Your result is not a number any more. Is the learning rate too large, or is the sign in the update wrong?",
    ),
)
def kept_the_old_rate():
    return float("nan")


@exercise.item(
    Function(
        "minimise_l2(start=..., lr=..., steps=...)",
        returns=Numbers(abs=1e-4),
        probes=[{"steps": 0}, {}],
        steps="steps",
        meant_for="torch.optim",
        way=STEP_BY_STEP,
    ),
    points=2,
    prompt=Text(
        de="Schreibe ebenso `minimise_l2(start, lr, steps)`; `start` und das Ergebnis sind drei Zahlen. Von deinen "
        "Standardwerten aus soll sich $w$ wirklich bewegen und im Minimum ankommen ($s$ höchstens 0,0001).",
        en="Write `minimise_l2(start, lr, steps)` in the same way; `start` and the result are three numbers. With your "
        "defaults $w$ should really move and reach the minimum ($s$ at most 0.0001).",
    ),
    hints=[
        Text(
            de="Eine Funktion dieser Art kennst du aus Übung 5: Auf einer ganzen Seite ist sie flach. Was bedeutet "
            "das für den Start?",
            en="You know a function of this kind from exercise 5: on one whole side it is flat. What does that mean "
            "for the start?",
        ),
        Text(
            de="Das Maximum mit 0 heißt in torch `torch.relu(s)`. Gib s nach jedem Schritt aus, dann siehst du, ob "
            "w sich bewegt und ob die Learning-Rate passt.",
            en="In torch the maximum with 0 is `torch.relu(s)`. Print s after every step, then you see whether w "
            "moves and whether the learning rate fits.",
        ),
    ],
)
def minimise_l2(p, q, r):
    normal = (float(p), float(q), -float(r))
    rate = rate_of_l2(p, q, r)

    def minimise_l2(start=(1.0, 1.0, 0.0), lr=rate, steps=100):
        import torch

        w = torch.tensor([float(x) for x in start], requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=lr)
        for _ in range(steps):
            optimizer.zero_grad()
            s = (w * torch.tensor(normal)).sum()
            loss = torch.clamp(s, min=0.0) ** 2
            loss.backward()
            optimizer.step()
        return w.detach()

    return minimise_l2


def height(place, p, q, r):
    return p * place[0] + q * place[1] - r * place[2]


@minimise_l2.probes
def starts_of_l2(dice, p, q, r):
    rate = rate_of_l2(p, q, r)
    starts = [[1.0, 1.0, 0.0], [1.0 + dice.real(0, 2), 1.0 + dice.real(0, 2), -dice.real(0, 1)], [-1.0, dice.real(-2, 0), 1.0]]
    rates = [rate, 0.8 * rate, rate]  # not only the one that a default may well be
    walks = zip(starts, rates, strict=True)
    return [{"start": start, "lr": lr, "steps": steps} for start, lr in walks for steps in (0, 1, ARRIVED)]


@minimise_l2.check(
    points=1,
    title=Text(de="Schritte von einem gegebenen Start aus", en="steps from a given start"),
    feedback=Text(
        de="Von einem gegebenen Start aus macht deine Funktion andere Schritte als Gradient Descent auf (max(0; s))².",
        en="From a given start your function takes other steps than gradient descent on (max(0, s))².",
    ),
)
def descends_from_given_starts(probe, same):
    return same if "start" in probe else None


NEVER_MOVED = Text(
    de="Von deinem Start aus bewegt sich w nicht: Sieh dir den Gradienten dort an.",
    en="From your start w does not move: look at the gradient there.",
)


@minimise_l2.check(
    points=Fraction(1, 2),
    title=Text(de="dein Start auf dem Hang", en="your start on the slope"),
    feedback=Text(
        de="Ohne Argument muss dein Start jedes Mal derselbe sein, und der Gradient darf dort nicht 0 sein.",
        en="Without an argument your start has to be the same every time, and the gradient must not be 0 there.",
    ),
    public=True,
)
def starts_on_the_slope(calls, p, q, r):
    """Above the noise of float32, and the same start the second time."""
    starts = [call.returned for call in calls if call.probe == {"steps": 0}]
    steep = None not in starts and height(starts[0], p, q, r) > 1e-3
    return steep and all(starts_alike(start, starts[0]) for start in starts)


@minimise_l2.check(
    points=Fraction(1, 2),
    title=Text(de="Weg bis ins Minimum", en="way into the minimum"),
    feedback=Text(
        de="Mit deinen Standardwerten kommt w nicht bis ins Minimum. Wie groß ist s am Ende?",
        en="With your defaults w does not get to the minimum. What is s at the end?",
    ),
    public=True,
)
def moves_into_the_flat(calls, p, q, r):
    """From a start on the slope: who starts in the flat part need not move."""
    ends = [call.returned for call in calls if call.probe == {}]
    arrived = None not in ends and max(0.0, height(ends[0], p, q, r)) ** 2 <= 1e-8
    return arrived and starts_on_the_slope(calls, p, q, r)


@minimise_l2.mistake("M7", NEVER_MOVED)
def started_where_it_is_flat(p, q, r):
    """The steps from given starts are right, the own start is one where the gradient is 0."""
    normal, rate = (float(p), float(q), -float(r)), rate_of_l2(p, q, r)

    def minimise_l2(start=(0.0, 0.0, 0.0), lr=rate, steps=100):
        w = [float(x) for x in start]
        for _ in range(steps):
            slope = 2 * max(0.0, sum(n * x for n, x in zip(normal, w, strict=True)))
            w = [x - lr * slope * n for n, x in zip(normal, w, strict=True)]
        return w

    return minimise_l2


@exercise.item(
    Function(
        "minimise_l3(start=..., lr=..., steps=...)",
        returns=Numbers(abs=1e-5),
        probes=[{"steps": 0}, {}],
        steps="steps",
        meant_for="torch.optim",
        way=STEP_BY_STEP,
    ),
    points=3,
    prompt=Text(
        de="Schreibe ebenso `minimise_l3(start, lr, steps)`; `start` und das Ergebnis sind eine einzige Zahl. Der erste "
        "Schritt nimmt genau die Learning-Rate `lr`, danach darf sie schrumpfen. Je einen Punkt gibt es, wenn $w$ mit deinen "
        "Standardwerten am Ende höchstens 0,01, höchstens 0,001 und höchstens 0,00001 neben der Minimumstelle liegt.",
        en="Write `minimise_l3(start, lr, steps)` in the same way; `start` and the result are a single number. The first "
        "step uses exactly the learning rate `lr`; after that the rate may shrink. With your defaults, you get one point "
        "each if $w$ ends within 0.01, within 0.001 and within 0.00001 of the minimiser.",
    ),
    hints=[
        Text(
            de="Bei einem Knick wird der Gradient in der Nähe des Minimums nicht kleiner. Womit kannst du die "
            "Schritte trotzdem kürzer machen?",
            en="At a kink the gradient does not get smaller near the minimum. How can you make the steps shorter all the same?",
        ),
        Text(
            de="In `torch.optim.lr_scheduler` gibt es Klassen, die die Learning-Rate nach jedem Schritt mit einer "
            "Zahl knapp unter 1 multiplizieren. Ist diese Zahl zu klein, bleibt w vor dem Ziel stehen.",
            en="In `torch.optim.lr_scheduler` there are classes that multiply the learning rate by a number just "
            "below 1 after each step. If this number is too small, w stops before its goal.",
        ),
    ],
)
def minimise_l3():
    def minimise_l3(start=0.0, lr=0.25, steps=300):
        import torch

        w = torch.tensor(float(start), requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=lr)
        schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.95)
        for _ in range(steps):
            optimizer.zero_grad()
            loss = torch.abs(w - torch.exp(-w))
            loss.backward()
            optimizer.step()
            schedule.step()
        return w.detach()

    return minimise_l3


SHORT = 0.001  # a learning rate with which no run of so many steps gets to the minimum from 4 or more, with momentum neither
FAR = 60


@minimise_l3.probes
def starts_of_l3(dice):
    near = (dice.real(-1, 0), dice.real(1, 2))
    first = [{"start": start, "lr": 0.125, "steps": steps} for start in near for steps in (0, 1)]
    return [*first, {"start": dice.real(4, 6), "lr": SHORT, "steps": FAR}, {"start": 10.0**7 + dice.integer(0, 99)}]


def walks(probe, end):
    """No farther than its learning rate allows: beyond 1 the slope is below 1.4, and momentum makes it ten times as much.
    From ten million no learning rate of a student's own gets near the minimum."""
    if probe["start"] > 10**6:
        return end > 10**6
    return abs(end - probe["start"]) <= 1.4 * 10 * SHORT * FAR


def ends_too_far(calls, error):
    """The calls that are not right: first steps from starts that nobody foresees, ways that are too long for their learning
    rate, and an end that is not so close to the minimum. A number alone earns nothing."""
    start = next(call.returned for call in calls if call.probe == {"steps": 0})

    def holds(call):
        if call.probe == {}:
            return level(call.returned - error) <= 0 <= level(call.returned + error)
        if call.probe == {"steps": 0}:  # also the second time
            return starts_alike([call.returned], [start])
        return walks(call.probe, call.returned) if call.probe["start"] > 3 else call.same

    return [call for call in calls if not holds(call)]


def level(w):
    """It increases, and is 0 at the minimum of its absolute value."""
    return w - exp(-w)


def ends_within_0_01(calls):
    return ends_too_far(calls, 0.01)


def ends_within_0_001(calls):
    return ends_too_far(calls, 0.001)


def ends_within_0_00001(calls):
    return ends_too_far(calls, 0.00001)


# one sentence for all three: a report says it once
TOO_FAR = Text(
    de="Mit deinen Standardwerten liegt w am Ende noch zu weit daneben, oder der erste Schritt von einem gegebenen Start "
    "aus stimmt nicht. Sieh dir die letzten w an: Springen sie hin und her, muss die Learning-Rate schrumpfen; sonst "
    "schrumpft sie zu schnell, oder es fehlen Schritte.",
    en="With your defaults w ends too far away, or the first step from a given start is not right. Look at the last values "
    "of w: if they jump to and fro, the learning rate has to shrink; if not, it shrinks too fast or there are too few "
    "steps.",
)
for allowed, rule in (("0.01", ends_within_0_01), ("0.001", ends_within_0_001), ("0.00001", ends_within_0_00001)):
    comma = allowed.replace(".", ",")
    within = Text(de=f"Ende auf {comma} genau", en=f"end within {allowed}")
    minimise_l3.check(points=1, title=within, feedback=TOO_FAR, public=True)(rule)


@minimise_l3.mistake(
    "M8",
    Text(
        de="Nahe dran, aber es springt: Verkleinere die Learning-Rate mit der Zeit.",
        en="Close, but it jumps: make the learning rate smaller over time.",
    ),
)
def kept_the_rate_fixed():
    def minimise_l3(start=0.0, lr=0.25, steps=100):
        import torch

        w = torch.tensor(float(start), requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=lr)
        for _ in range(steps):
            optimizer.zero_grad()
            torch.abs(w - torch.exp(-w)).backward()
            optimizer.step()
        return w.detach()

    return minimise_l3


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de=r"$L_2$, Start $(1;\ 1;\ 0)$, $\eta = {near_rate}$: Wie groß ist $s$ nach einem Schritt?",
        en=r"$L_2$, start $(1, 1, 0)$, $\eta = {near_rate}$: what is $s$ after one step?",
    ),
    hints=[
        Text(
            de="Am Start ist s positiv, dort ist L₂ also ein gewöhnliches Quadrat.",
            en="At the start s is positive, so L₂ is an ordinary square there.",
        ),
        Text(
            de="Rechne alle drei Einträge des neuen Punkts mit Brüchen aus, bevor du sie in die Formel für s "
            "einsetzt. Gefragt ist s selbst, ohne das Maximum.",
            en="Work out all three entries of the new point with fractions before you substitute them into the "
            "formula for s. The question asks for s itself, without the maximum.",
        ),
    ],
)
def s_after_one_step(p, q):
    return (p + q) * (1 - Rational(29, 10))


@s_after_one_step.mistake(
    "M10",
    Text(
        de="Setze den neuen Punkt wirklich in s ein.",
        en="Really substitute the new point into s.",
    ),
)
def thought_it_stops_at_zero():
    return 0


@s_after_one_step.mistake(
    "M17",
    Text(
        de="So groß ist s am Start. Wie groß ist es nach dem Schritt?",
        en="This is s at the start. What is it after the step?",
    ),
)
def gave_s_at_the_start(p, q):
    return p + q


@s_after_one_step.mistake(
    "M18",
    Text(
        de="Prüfe die Ableitung des Quadrats: Welcher Faktor kommt dazu?",
        en="Check the derivative of the square: which factor appears?",
    ),
)
def forgot_the_two_in_s(p, q):
    return (p + q) * (1 - Rational(29, 20))


@s_after_one_step.mistake(
    "M19",
    Text(
        de="Prüfe das Vorzeichen im Update: s soll kleiner werden.",
        en="Check the sign in the update: s should get smaller.",
    ),
)
def went_uphill_in_s(p, q):
    return (p + q) * (1 + Rational(29, 10))


s_after_one_step.otherwise(
    Text(
        de="Rechne zuerst den Gradienten von L₂ am Start aus, dann den neuen Punkt, dann s dort.",
        en="Compute the gradient of L₂ at the start first, then the new point, then s there.",
    )
)


fixed_rate = exercise.choice(
    points=1,
    bonus=True,
    prompt=Text(
        de="$L_3$ mit fester Learning-Rate: Gradient Descent …",
        en="$L_3$ with a constant learning rate: gradient descent …",
    ),
    hints=[
        Text(
            de="Bei der Parabel in Übung 10 wurden die Schritte von selbst kürzer. Überlege, woran das lag und ob "
            "es hier auch so ist.",
            en="For the parabola in exercise 10 the steps became shorter by themselves. Think about why, and "
            "whether it is so here, too.",
        ),
        Text(
            de="Schreib eine kurze Schleife mit fester Learning-Rate und gib die letzten fünf w aus, einmal mit "
            "`lr=0.1` und einmal mit `lr=0.01`.",
            en="Write a short loop with a constant learning rate and print the last five w, once with `lr=0.1` and "
            "once with `lr=0.01`.",
        ),
    ],
    options={
        "A": Option(
            Text(
                de="konvergiert genau gegen die Minimumstelle, wenn man nur lange genug wartet",
                en="converges exactly to the minimum if you only wait long enough",
            ),
            mistake="M20",
            feedback=Text(
                de="Wie groß ist |L₃'| ganz nah am Minimum? Wie lang ist dort ein Schritt?",
                en="What is |L₃'| very close to the minimum? How long is a step there?",
            ),
        ),
        "B": Right(
            Text(
                de="springt um die Minimumstelle hin und her, bei größerem η weiter",
                en="jumps back and forth around the minimum, farther if η is larger",
            )
        ),
        "C": Option(
            Text(
                de="entfernt sich für jedes η immer weiter, bis nur noch inf oder nan herauskommt",
                en="moves farther and farther away for every η, until only inf or nan comes out",
            ),
            mistake="M21",
            feedback=Text(
                de="Mach von w = 0 aus drei Schritte mit η = 0,1: Entfernt sich w vom Minimum?",
                en="Take three steps from w = 0 with η = 0.1: does w move away from the minimum?",
            ),
        ),
        "D": Option(
            Text(
                de="kommt am Knick an und bleibt dort stehen, weil die Ableitung dort 0 ist",
                en="arrives at the kink and stops there, because the derivative is 0 there",
            ),
            mistake="M22",
            feedback=Text(
                de="Welche Werte hat L₃' kurz vor und kurz nach dem Knick?",
                en="What values does L₃' have just before and just after the kink?",
            ),
        ),
    },
)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de="Eine Schleife zu $f(x) = (x - 3)^2$ gibt „Schritt 2: x = 2.25“ aus und daneben einen Loss, den sie *vor* dem "
        "Update berechnet hat. Wie groß ist $f(x)$ an diesem $x$ wirklich?",
        en="A loop for $f(x) = (x - 3)^2$ prints “step 2: x = 2.25” and beside it a loss that it computed *before* the "
        "update. What is $f(x)$ really at this $x$?",
    ),
    hints=[
        Text(
            de="Die Schleife rechnet den Loss, macht dann das Update und gibt danach beides aus. Überlege, zu "
            "welchem x der ausgegebene Loss gehört.",
            en="The loop computes the loss, then makes the update and prints both afterwards. Think about which x "
            "the printed loss belongs to.",
        ),
        Text(
            de="Vergiss die Schleife: Gefragt ist der Funktionswert an der ausgegebenen Stelle. Rechne ihn mit "
            "Brüchen aus, dann bleibt er exakt.",
            en="Forget the loop: the question asks for the value of the function at the printed place. Work it out "
            "with fractions, then it stays exact.",
        ),
    ],
)
def true_loss():
    return Rational(9, 16)


@true_loss.mistake(
    "M9",
    Text(
        de="Setze x = 2,25 selbst in f ein.",
        en="Substitute x = 2.25 into f yourself.",
    ),
)
def took_the_lagging_loss():
    return Rational(9, 4)


@true_loss.mistake(
    "M23",
    Text(
        de="Das ist die Differenz x − 3. Was macht f daraus?",
        en="This is the difference x − 3. What does f do with it?",
    ),
)
def forgot_the_square():
    return Rational(-3, 4)


@true_loss.mistake(
    "M24",
    Text(
        de="Das ist der Abstand von 3. Was macht f daraus?",
        en="This is the distance from 3. What does f do with it?",
    ),
)
def gave_the_distance():
    return Rational(3, 4)


true_loss.otherwise(
    Text(
        de="Setze das ausgegebene x in f ein.",
        en="Substitute the printed x into f.",
    )
)


@exercise.variants(count=6)
def draw(dice):
    a, b = dice.choice(((4, 7), (1, 2), (3, 1), (2, 5), (3, 4), (5, 2)))
    return {
        "a": a,
        "b": b,
        "c": a * dice.integer(2, 5),
        "p": dice.integer(1, 4),
        "q": dice.integer(1, 4),
        "r": dice.integer(1, 5),
    }


exercise.worked(
    Text(
        de=r"Der Gradient von $L_1$ ist $2 r ({a}; {b})$. Ein Schritt ändert $r$ um $-\eta \cdot 2 r ({a}^2 + {b}^2)$, also "
        r"$q = {shrink_factor}$. Konvergenz heißt $|q| < 1$, das gibt $\eta$ in ${convergent_rates}$. Der Weg verläuft nur "
        "entlang $({a}; {b})$; von $(0; 0)$ aus endet er an dem Punkt des Tals, der am nächsten liegt, $({end_point}) "
        r"\approx ({end_rounded})$.",
        en=r"The gradient of $L_1$ is $2 r ({a}, {b})$. A step changes $r$ by $-\eta \cdot 2 r ({a}^2 + {b}^2)$, so $q = "
        r"{shrink_factor}$. Convergence means $|q| < 1$, that is $\eta$ in ${convergent_rates}$. The path runs only along "
        r"$({a}, {b})$; from $(0, 0)$ it ends at the nearest point of the valley, $({end_point}) \approx ({end_rounded})$.",
    ),
    Text(
        de=r"Bei $L_2$ ist der Gradient im flachen Teil 0: Der Start muss auf dem Hang liegen. Ein großer Schritt "
        r"springt einfach ins "
        r"Flache, hier auf $s = {s_after_one_step}$, und bleibt dort.",
        en=r"With $L_2$ the gradient is 0 in the flat part: the start must lie on the slope. A large step simply jumps "
        r"into the flat "
        r"part, here to $s = {s_after_one_step}$, and stays there.",
    ),
    Text(
        de=r"Bei $L_3$ bleibt die Steigung am Knick etwa $\pm 1{,}567$. Mit festem $\eta$ springt $w$ ewig hin und her. "
        "Schrumpft die Learning-Rate nach und nach (zum Beispiel mit `ExponentialLR`), kommt $w$ zur Ruhe. Schrumpft sie zu "
        "schnell, bleibt $w$ unterwegs stehen.",
        en=r"With $L_3$ the slope at the kink stays about $\pm 1.567$. With a fixed $\eta$, $w$ jumps to and fro for ever. "
        "If the learning rate shrinks little by little (with `ExponentialLR`, say), $w$ comes to rest. If it shrinks too "
        "fast, $w$ stops before it gets there.",
    ),
    Text(
        de="Ausgegeben werden $x$ nach und der Loss vor dem Update. Am ausgegebenen $x$ ist $f(x) = {true_loss}$.",
        en="The loop prints $x$ after the update, but the loss from before it. At the printed $x$, $f(x) = {true_loss}$.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Zuerst der Weg deiner Funktion `minimise_l1` von $(0; 0)$ aus auf den Höhenlinien von $L_1$, dann das Ergebnis "
        "von `minimise_l3` auf dem Graphen von $L_3$.",
        en="First the path of your function `minimise_l1` from $(0, 0)$ on the contours of $L_1$, then the result of "
        "`minimise_l3` on the graph of $L_3$.",
    ),
    legend={
        "contours": Text(de="Höhenlinien von $L_1$", en="contours of $L_1$"),
        "valley": Text(de="das Tal", en="the valley"),
        "path": Text(de="der Weg deiner Funktion", en="the path of your function"),
        "limit": Text(de="der Grenzpunkt", en="the limit"),
        "graph": Text(de="$L_3(w)$", en="$L_3(w)$"),
        "result": Text(de="das Ergebnis deiner Funktion", en="the result of your function"),
    },
)
def paths(right, minimise_l1, minimise_l3, a, b, c):
    reach = 1.3 * max(abs(float(entry)) for entry in projection([0, 0], a, b, c)) + 1
    low, high = -0.4, 1.6
    # first without a step, then with the defaults; the calls with explicit arguments begin with the path from (0, 0)
    way = [numbers(place) for place in (minimise_l1 or [])[2:7] if isinstance(place, list) and len(numbers(place)) == 2]
    result = number((minimise_l3 or [None, None])[1])

    def height(u, v):
        return float(a) * u + float(b) * v - float(c)

    def loss(place):
        return abs(place - exp(-place))

    levels = [float(c) * share for share in (-0.8, -0.5, -0.25, 0.25, 0.5, 0.8, 1.2, 1.6)]
    valley = [(place, float((c - a * place) / b)) for place in (-0.5, reach)]
    return [
        panel(
            contours(height, (-0.5, reach), (-0.5, reach), levels, QUIET, "contours", steps=1),
            polyline(valley, COURSE, "valley"),
            polyline(way, tone("minimise_l1", right), "path", dots="circle"),
            dots([right["end_point"]], RIGHT, "limit", shape="square") if "end_point" in right else None,
            x=Axis("w₁", -0.5, reach),
            y=Axis("w₂", -0.5, reach),
            square=True,
        ),
        panel(
            graph(loss, low, high, COURSE, "graph"),
            Horizontal(0),
            # one beside the picture is pointed at, at the height of its edge
            dots(() if result is None else [(result, loss(min(high, max(low, result))))], tone("minimise_l3", right), "result"),
            x=Axis("w", low, high),
            y="L₃(w)",
        ),
    ]
