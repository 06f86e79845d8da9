"""Exercise 4: a valley instead of a point, L = r^2 with r = a*w1 + b*w2 - c.

L >= 0, and L = 0 exactly on the line r = 0, in the direction (b, -a). The gradient 2r*(a, b) is zero there and nowhere else;
the second derivatives 2*(a, b)^T*(a, b) are singular along the line. Closest to the origin is c/(a^2+b^2)*(a, b).
"""

from sympy import Poly, diff, gcd, symbols

from grader.authoring import (
    HAND,
    AffineSet,
    Exercise,
    Given,
    Invariant,
    Option,
    Rational,
    Right,
    Text,
    Tolerance,
    Value,
    Vector,
)
from grader.authoring.drawing import COURSE, OWN, QUIET, RIGHT, numbers

w1, w2, t = symbols("w1 w2 t")


def bracket(a, b, c):
    return a * w1 + b * w2 - c


exercise = Exercise(
    title=Text(de="Ein Tal statt eines Punktes", en="A valley instead of a point"),
    statement=Text(
        de=r"Es ist $L(w_1, w_2) = ({r})^2$. Untersuche, wo $L$ am kleinsten ist – und wie viele solche Stellen es gibt.",
        en=r"Let $L(w_1, w_2) = ({r})^2$. Find out where $L$ is smallest – and how many such places there are.",
    ),
    given=Given(a=4, b=7, c=20),
    symbols="w1 w2 t",
    formulas={"r": bracket},
)


@exercise.item(
    Vector(2, within=None, symbols=("w1", "w2")),
    points=2,
    prompt=Text(
        de=r"Berechne den Gradienten $\nabla L$.",
        en=r"Compute the gradient $\nabla L$.",
    ),
)
def gradient_of_loss(a, b, c):
    return [2 * a * bracket(a, b, c), 2 * b * bracket(a, b, c)]


@gradient_of_loss.mistake(
    "M1",
    Text(de="Äußere Ableitung stimmt – und die innere?", en="Outer derivative fine – and the inner one?"),
)
def forgot_the_inner_derivative(a, b, c):
    return [2 * bracket(a, b, c), 2 * bracket(a, b, c)]


@gradient_of_loss.mistake(
    "M2",
    Text(de="Leite zuerst das Quadrat ab.", en="Differentiate the square first."),
)
def forgot_the_two(a, b, c):
    return [a * bracket(a, b, c), b * bracket(a, b, c)]


@exercise.item(
    Value(),
    points=1,
    prompt=Text(de="Wie groß ist der kleinste Wert von $L$?", en="What is the smallest value of $L$?"),
)
def lowest_value():
    return 0


@lowest_value.mistake(
    "M5",
    Text(de="Wie klein kann ein Quadrat werden?", en="How small can a square get?"),
)
def took_the_value_at_the_origin(c):
    return c**2


# 0.02: a rounded pair is off by at most 0.0005*(7 + 7) and shall not be punished for an intermediate value
NEAR = Invariant("{a}*w1 + {b}*w2 - {c}", within=Tolerance(abs=Rational(1, 10**6)), rounded=Tolerance(abs=Rational(2, 100)))


@exercise.item(
    Vector(2, through=NEAR, within=HAND),
    points=1,
    prompt=Text(
        de="Gib irgendeinen Punkt $(w_1, w_2)$ an, an dem $L$ am kleinsten ist.",
        en="Give any one point $(w_1, w_2)$ at which $L$ is smallest.",
    ),
)
def one_minimiser(a, c):
    return [c / a, 0]


@one_minimiser.mistake(
    "M3",
    Text(
        de="Die beiden Teile müssen zusammen {c} ergeben.",
        en="Both parts together must give {c}.",
    ),
)
def made_each_summand_enough(a, b, c):
    return [c / a, c / b]


@one_minimiser.mistake(
    "M4",
    Text(de="Setze deinen Punkt in die Klammer ein.", en="Insert your point into the bracket."),
)
def solved_the_homogeneous_equation(a, b):
    return [b, -a]


@exercise.item(
    AffineSet("w1 w2", parameters="t"),
    points=2,
    prompt=Text(
        de=r"Gib alle Minimierer an: als $(w_1(t), w_2(t))$ mit $t \in \mathbb{R}$, beide linear in $t$, oder als Gleichung.",
        en=r"Give all minimisers: as $(w_1(t), w_2(t))$ with $t \in \mathbb{R}$, both linear in $t$, or as an equation.",
    ),
)
def all_minimisers(a, b, c):
    return [c / a + b * t, -a * t]


@all_minimisers.mistake(
    "M6",
    Text(
        de="Dein Weg verlässt das Tal, sobald t ≠ 0.",
        en="Your path leaves the valley as soon as t ≠ 0.",
    ),
)
def walked_across_the_valley(a, b, c):
    return [c / a + a * t, b * t]


@all_minimisers.mistake(
    "M7",
    Text(de="Prüfe das Vorzeichen mit t = 1.", en="Check the sign with t = 1."),
)
def lost_a_sign(a, b, c):
    return [c / a + b * t, a * t]


how_many = exercise.choice(
    points=1,
    prompt=Text(de="Wie viele Minimierer hat $L$?", en="How many minimisers does $L$ have?"),
    options={
        "A": Option(
            Text(de="genau einen", en="exactly one"),
            mistake="M9",
            feedback=Text(
                de="L = 0 ist eine Gleichung für zwei Unbekannte – wie viele Lösungen kann das haben?",
                en="L = 0 is one equation in two unknowns – how many solutions can that have?",
            ),
        ),
        "B": Right(Text(de="unendlich viele, eine ganze Gerade", en="infinitely many, a whole line")),
        "C": Option(Text(de="zwei, wegen des Quadrats", en="two, because of the square")),
        "D": Option(Text(de="keinen", en="none")),
    },
)


@exercise.item(
    Vector(2, width=2, within=None, symbols=("w1", "w2")),
    points=2,
    bonus=True,
    prompt=Text(
        de="Gib die Hesse-Matrix von $L$ an, Zeile für Zeile.",
        en="Give the Hessian of $L$, row by row.",
    ),
)
def second_derivatives(a, b):
    return [[2 * a**2, 2 * a * b], [2 * a * b, 2 * b**2]]


def not_two_affine_entries(gradient_of_loss):
    """Only two formulas that are linear in w1 and w2, and not constant, have second derivatives like those asked for."""
    return any(not entry.is_polynomial(w1, w2) or Poly(entry, w1, w2).total_degree() != 1 for entry in gradient_of_loss)


@second_derivatives.follows(gradient_of_loss, unless=not_two_affine_entries)
def derivatives_of_own_gradient(gradient_of_loss):
    return [[diff(entry, name) for name in (w1, w2)] for entry in gradient_of_loss]


@exercise.item(
    Vector(2, within=HAND),
    points=1,
    bonus=True,
    prompt=Text(
        de="Welcher Minimierer liegt dem Ursprung am nächsten?",
        en="Which minimiser is closest to the origin?",
    ),
)
def closest_minimiser(a, b, c):
    return [c * a / (a**2 + b**2), c * b / (a**2 + b**2)]


@closest_minimiser.mistake(
    "M8",
    Text(
        de="Liegt im Tal – aber gibt es einen näheren Punkt?",
        en="In the valley – but is there a closer one?",
    ),
)
def took_equal_weights(a, b, c):
    return [c / (a + b), c / (a + b)]


def foot_of_the_origin(line):
    """The point of x0 + t*d that is closest to the origin; None if this is no line."""
    direction = [diff(entry, t) for entry in line]
    if any(entry.has(t) for entry in direction) or not any(direction):
        return None
    start = [entry.subs(t, 0) for entry in line]
    nearest = -sum(x * d for x, d in zip(start, direction, strict=True)) / sum(d**2 for d in direction)
    return [x + nearest * d for x, d in zip(start, direction, strict=True)]


def no_line_or_through_the_origin(all_minimisers):
    """On a line through the origin nothing would have to be calculated."""
    foot = foot_of_the_origin(all_minimisers)
    return foot is None or not any(foot)


@closest_minimiser.follows(all_minimisers, unless=no_line_or_through_the_origin)
def closest_on_own_line(all_minimisers):
    return foot_of_the_origin(all_minimisers)


@exercise.variants(count=12)
def draw(dice):
    while True:
        a, b = dice.integer(1, 7), dice.integer(1, 7)
        if a != b and gcd(a, b) == 1:
            return {"a": a, "b": b, "c": a * dice.integer(2, 6)}


exercise.worked(
    Text(
        de=r"Äußere mal innere Ableitung: $\nabla L = 2 ({r}) \cdot ({a}, {b})$. Als Quadrat ist $L \ge 0$, und $L = "
        r"{lowest_value}$ "
        r"gilt genau dort, wo die Klammer 0 ist. Das ist *eine* Gleichung für zwei Unbekannte, also eine ganze Gerade.",
        en=r"Outer times inner derivative: $\nabla L = 2 ({r}) \cdot ({a}, {b})$. As a square, $L \ge 0$, and $L = "
        r"{lowest_value}$ "
        r"holds exactly where the bracket is 0. That is *one* equation in two unknowns, so a whole line.",
    ),
    Text(
        de=r"Ein Punkt darauf ist ${one_minimiser}$. Weiter geht es senkrecht zu $({a}, {b})$, also in die Richtung "
        r"$({b}, -{a})$: "
        r"alle Minimierer sind ${all_minimisers}$. Entlang dieser Richtung ist auch die zweite Ableitung 0 – das Tal ist dort "
        "ganz flach.",
        en=r"One of its points is ${one_minimiser}$. It goes on perpendicular to $({a}, {b})$, in the direction $({b}, "
        r"-{a})$: all "
        r"minimisers are ${all_minimisers}$. Along this direction the second derivative is 0, too – there the valley is "
        r"quite flat.",
    ),
    Text(
        de=r"Am nächsten beim Ursprung liegt der Punkt, dessen Richtung senkrecht auf der Geraden steht, ein Vielfaches von "
        r"$({a}, {b})$. Einsetzen ergibt ${closest_minimiser}$.",
        en=r"Closest to the origin is the point whose direction is perpendicular to the line, a multiple of $({a}, "
        r"{b})$. Inserting "
        r"gives ${closest_minimiser}$.",
    ),
)


def segment(line, reach):
    """Two far points of a line given by formulas in t; None for anything else."""
    directions = [diff(entry, t) for entry in line or ()]
    if len(directions) != 2 or any(entry.free_symbols for entry in directions) or not any(directions):
        return None
    place, step = (numbers([entry.subs(t, 0) for entry in line]), numbers(directions))
    if len(place) != 2 or len(step) != 2:
        return None
    far = 4 * reach / max(map(abs, step))
    return [[place[index] + side * far * step[index] for side in (-1, 1)] for index in (0, 1)]


@exercise.picture(
    alt=Text(
        de=r"Höhenlinien von $L$ mit deinen Antworten: dein Punkt, deine Gerade und dein Punkt, der dem Ursprung am "
        r"nächsten liegt.",
        en=r"Contours of $L$ with your answers: your point, your line and your point that is closest to the origin.",
    ),
    caption=Text(
        de="Blau: Höhenlinien, gegen die Mitte des Tals immer dichter. Orange: deine Antworten, grün, sobald sie stimmen "
        "– der Kreis "
        "ist irgendein Minimierer, das Quadrat der nächste beim Ursprung.",
        en="Blue: contours, ever denser towards the middle of the valley. Orange: your answers, green once they are "
        "right – the circle "
        "is any minimiser, the square the one closest to the origin.",
    ),
)
def valley(axes, right, one_minimiser, all_minimisers, closest_minimiser, a, b, c):
    import numpy as np

    reach = 1.2 * max(float(c / a), float(c / b))
    grid = np.linspace(-0.35 * reach, reach, 120)
    across, up = np.meshgrid(grid, grid)
    height = np.abs(float(a) * across + float(b) * up - float(c))
    levels = float(c) * np.array([0.05, 0.15, 0.3, 0.5, 0.8, 1.2, 1.7])
    axes.contour(across, up, height, levels=levels, colors=COURSE, linewidths=0.8, alpha=0.6)
    line = segment(all_minimisers, reach)
    if line is not None:
        axes.plot(*line, color=RIGHT if "all_minimisers" in right else OWN)
    for name, answer, shape in (("one_minimiser", one_minimiser, "o"), ("closest_minimiser", closest_minimiser, "s")):
        if len(point := numbers(answer)) == 2:
            axes.plot(*point, shape, color=RIGHT if name in right else OWN, markersize=8)
    axes.plot(0, 0, "+", color=QUIET, markersize=10)
    axes.set_xlim(grid[0], grid[-1])
    axes.set_ylim(grid[0], grid[-1])
    axes.set_xlabel("$w_1$")
    axes.set_ylabel("$w_2$")
