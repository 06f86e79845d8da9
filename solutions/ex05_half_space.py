"""Exercise 5: a whole half-space is optimal, L = (max(0, s))^2 with s = a*w1 + b*w2 - c*w3.

The gradient 2*max(0, s)*(a, b, -c) is continuous; L = 0 exactly where s <= 0, a closed half-space. For s > 0 the curvature in
the direction (a, b, -c) is 2*(a^2+b^2+c^2), for s < 0 it is 0. A start at 0 has s = 0 and never moves.
"""

from sympy import Eq, false, symbols, true

from grader.authoring import Exercise, Given, Option, Right, SolutionSet, Text, Truths, Value, Vector
from grader.authoring.drawing import COURSE, OWN, QUIET, RIGHT, numbers

w1, w2, w3 = symbols("w1 w2 w3")
INSIDE = (-1, 0, 0)


def weighted(a, b, c, point):
    """s at a point."""
    return a * point[0] + b * point[1] - c * point[2]


def linear_form(a, b, c):
    return weighted(a, b, c, (w1, w2, w3))


def slopes(a, b, c, factor):
    return [factor * a, factor * b, -factor * c]


def points(u1, u2, u3, v1, v2, v3):
    """The six points of the question; two of them are drawn so that they lie on the boundary."""
    return [(0, 0, 0), (1, 1, 1), (u1, u2, u3), INSIDE, (0, 0, -1), (v1, v2, v3)]


exercise = Exercise(
    title=Text(de="Ein ganzer Halbraum ist optimal", en="A whole half-space is optimal"),
    statement=Text(
        de=r"Es ist $L(w) = (\max(0, s))^2$ mit $s = {s}$: zuerst das Maximum, dann das Quadrat. Untersuche Werte, Gradienten "
        "und die Menge aller Minimierer.",
        en=r"Let $L(w) = (\max(0, s))^2$ with $s = {s}$: the maximum first, then the square. Study values, gradients and the "
        "set of all minimisers.",
    ),
    given=Given(a=2, b=3, c=4, p1=1, p2=1, p3=0, u1=1, u2=-2, u3=-1, v1=1, v2=2, v3=2),
    symbols="w1 w2 w3",
    formulas={"s": linear_form},
)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(de="Berechne $L({p1}, {p2}, {p3})$.", en="Compute $L({p1}, {p2}, {p3})$."),
)
def value_at_point(a, b, c, p1, p2, p3):
    return weighted(a, b, c, (p1, p2, p3)) ** 2


@exercise.item(
    Vector(3),
    points=2,
    prompt=Text(
        de=r"Berechne den Gradienten $\nabla L({p1}, {p2}, {p3})$.",
        en=r"Compute the gradient $\nabla L({p1}, {p2}, {p3})$.",
    ),
)
def gradient_at_point(a, b, c, p1, p2, p3):
    return slopes(a, b, c, 2 * weighted(a, b, c, (p1, p2, p3)))


@gradient_at_point.mistake(
    "M5",
    Text(
        de="Jede Variable geht mit einem eigenen Faktor ein.",
        en="Each variable enters with its own factor.",
    ),
)
def forgot_the_inner_derivative(a, b, c, p1, p2, p3):
    return [2 * weighted(a, b, c, (p1, p2, p3))] * 3


@gradient_at_point.mistake("M6", Text(de="Leite das Quadrat ab.", en="Differentiate the square."))
def forgot_the_two(a, b, c, p1, p2, p3):
    return slopes(a, b, c, weighted(a, b, c, (p1, p2, p3)))


@exercise.item(
    Vector(3),
    points=1,
    prompt=Text(
        de=r"Berechne den Gradienten $\nabla L(-1, 0, 0)$.",
        en=r"Compute the gradient $\nabla L(-1, 0, 0)$.",
    ),
)
def gradient_inside():
    return [0, 0, 0]


gradient_inside.shown_on_purpose("(0,0,0)", because="one of four points of another question; zeros are what points begin with")


@gradient_inside.mistake(
    "M4",
    Text(
        de="Wie sieht L in der Umgebung dieses Punktes aus?",
        en="What does L look like near this point?",
    ),
)
def ignored_the_maximum(a, b, c):
    return slopes(a, b, c, 2 * weighted(a, b, c, INSIDE))


@exercise.item(
    SolutionSet(linear=True),
    points=2,
    prompt=Text(
        de="Beschreibe die Menge aller Minimierer durch eine lineare Bedingung an `w1`, `w2` und `w3`.",
        en="Describe the set of all minimisers by a linear condition on `w1`, `w2` and `w3`.",
    ),
)
def all_minimisers(a, b, c):
    return linear_form(a, b, c) <= 0


@all_minimisers.mistake(
    "M1",
    Text(
        de="Was liefert das Maximum, wenn s negativ ist?",
        en="What does the maximum give for negative s?",
    ),
)
def kept_only_the_boundary(a, b, c):
    return Eq(linear_form(a, b, c), 0)


@all_minimisers.mistake(
    "M2",
    Text(de="Berechne L direkt auf dem Rand.", en="Compute L right on the boundary."),
    points=1,
)
def left_out_the_boundary(a, b, c):
    return linear_form(a, b, c) < 0


@all_minimisers.mistake(
    "M3",
    Text(de="Teste einen Punkt aus deiner Menge.", en="Test one point of your set."),
)
def took_the_wrong_side(a, b, c):
    return linear_form(a, b, c) >= 0


@exercise.item(
    Truths(6, wrong={1: "1/2"}),
    points=1,
    prompt=Text(
        de="Sind das Minimierer? $(0,0,0)$, $(1,1,1)$, $({u1},{u2},{u3})$, $(-1,0,0)$, $(0,0,-1)$, $({v1},{v2},{v3})$. "
        "Antworte für jeden Punkt mit True oder False, in dieser Reihenfolge.",
        en="Are these minimisers? $(0,0,0)$, $(1,1,1)$, $({u1},{u2},{u3})$, $(-1,0,0)$, $(0,0,-1)$, $({v1},{v2},{v3})$. "
        "Answer True or False for each point, in this order.",
    ),
)
def which_are_minimisers(a, b, c, u1, u2, u3, v1, v2, v3):
    return [bool(weighted(a, b, c, point) <= 0) for point in points(u1, u2, u3, v1, v2, v3)]


@which_are_minimisers.mistake(
    "M7",
    Text(
        de="Manche Punkte haben s = 0. Wie groß ist dort L?",
        en="Some points have s = 0. How big is L there?",
    ),
)
def rejected_the_boundary(a, b, c, u1, u2, u3, v1, v2, v3):
    return [bool(weighted(a, b, c, point) < 0) for point in points(u1, u2, u3, v1, v2, v3)]


def no_inequality(all_minimisers):
    """An equation holds almost nowhere: saying False to every point would be no work."""
    return not all_minimisers.is_Relational or all_minimisers.rel_op not in ("<", "<=", ">", ">=")


@which_are_minimisers.follows(all_minimisers, unless=no_inequality)
def points_of_own_set(all_minimisers, u1, u2, u3, v1, v2, v3):
    """None where the own inequality tells no point from another."""
    asked = points(u1, u2, u3, v1, v2, v3)
    held = [all_minimisers.subs(dict(zip((w1, w2, w3), point, strict=True)), simultaneous=True) for point in asked]
    return [bool(one) for one in held] if {true, false} == set(held) else None


convexity = exercise.choice(
    points=1,
    prompt=Text(de="Ist die Menge der Minimierer konvex?", en="Is the set of minimisers convex?"),
    options={
        "A": Right(
            Text(
                de=r"ja, die Strecke zwischen zwei Punkten der Menge bleibt in ihr, weil $s$ linear ist",
                en=r"yes, the segment between two points of the set stays in it, because $s$ is linear",
            )
        ),
        "B": Option(Text(de="nein, sie hat eine Kante", en="no, it has an edge")),
        "C": Option(Text(de="nur ohne ihren Rand", en="only without its boundary")),
        "D": Option(Text(de="nur der Punkt 0 ist optimal", en="only the single point 0 is optimal")),
    },
)


@exercise.item(
    Vector(3, such_that="{a}*w1 + {b}*w2 - {c}*w3 > 0"),
    points=1,
    prompt=Text(
        de="Gib einen Startpunkt an, von dem sich Gradient Descent wirklich wegbewegt.",
        en="Give a starting point from which gradient descent really moves away.",
    ),
)
def moving_start(p1, p2, p3):
    return [p1, p2, p3]


@moving_start.mistake(
    "M8",
    Text(
        de="Wie groß ist der Gradient an deinem Start?",
        en="How big is the gradient at your start?",
    ),
)
def started_as_usual():
    return [0, 0, 0]


on_the_boundary = exercise.choice(
    points=1,
    prompt=Text(de="Was gilt auf der Ebene $s = 0$?", en="What holds on the plane $s = 0$?"),
    options={
        "A": Option(Text(de="$L$ ist dort nicht differenzierbar", en="$L$ is not differentiable there")),
        "B": Right(
            Text(
                de="differenzierbar mit Gradient 0 (erst die zweite Ableitung springt)",
                en="differentiable with gradient 0 (only the second derivative jumps)",
            )
        ),
        "C": Option(Text(de="der Gradient ist $({a}, {b}, -{c})$", en="the gradient is $({a}, {b}, -{c})$")),
        "D": Option(Text(de="$L$ ist nicht einmal stetig", en="$L$ is not even continuous")),
    },
)


@exercise.variants(count=12)
def draw(dice):
    """Small coefficients, a point with s from 1 to 5, and two points of the boundary that are not 0."""
    a, b, c = (dice.integer(1, 5) for _ in range(3))
    values = range(-3, 4)
    flat = [(x, y, z) for x in values for y in values for z in values if a * x + b * y == c * z and (x, y, z) != (0, 0, 0)]
    steep = [(x, y, z) for x in range(3) for y in range(3) for z in range(2) if 1 <= a * x + b * y - c * z <= 5]
    (p1, p2, p3), (u, v) = dice.choice(steep), dice.shuffled(flat)[:2]
    return {
        **{"a": a, "b": b, "c": c, "p1": p1, "p2": p2, "p3": p3},
        **{"u1": u[0], "u2": u[1], "u3": u[2], "v1": v[0], "v2": v[1], "v3": v[2]},
    }


exercise.worked(
    Text(
        de=r"Auf dem Hang ($s > 0$) ist $L = s^2$, also $\nabla L = 2 s \cdot ({a}, {b}, -{c})$; im flachen Teil ($s < "
        r"0$) ist $L = 0$ "
        r"und der Gradient auch. Bei $s = 0$ passen beide zusammen: $L$ ist dort differenzierbar mit Gradient 0.",
        en=r"On the slope ($s > 0$), $L = s^2$, so $\nabla L = 2 s \cdot ({a}, {b}, -{c})$; in the flat part ($s < 0$), "
        r"$L = 0$ and so is "
        r"the gradient. At $s = 0$ the two fit together: $L$ is differentiable there with gradient 0.",
    ),
    Text(
        de=r"Am ersten Punkt ist $L = {value_at_point}$ und der Gradient ${gradient_at_point}$. Kleiner als 0 wird $L$ "
        r"nie; gleich 0 ist "
        r"es überall, wo ${all_minimisers}$ gilt – ein ganzer Halbraum mit seinem Rand. Weil $s$ linear ist, liegt mit "
        r"zwei Punkten "
        "auch die Strecke dazwischen darin: Er ist konvex.",
        en=r"At the first point $L = {value_at_point}$ and the gradient is ${gradient_at_point}$. $L$ never gets below "
        r"0; it is 0 wherever "
        r"${all_minimisers}$ holds – a whole half-space with its boundary. As $s$ is linear, with two points the segment "
        r"between them "
        "lies in it, too: it is convex.",
    ),
    Text(
        de=r"Gradient Descent bewegt sich nur, wenn der Gradient nicht 0 ist, also von einem Start mit $s > 0$ aus, zum "
        r"Beispiel "
        r"${moving_start}$. Vom üblichen Start $(0, 0, 0)$ aus kommt es nie weg.",
        en=r"Gradient descent moves only where the gradient is not 0, that is from a start with $s > 0$, for example "
        r"${moving_start}$. "
        r"From the usual start $(0, 0, 0)$ it never gets away.",
    ),
)


@exercise.picture(
    alt=Text(
        de=r"Der Schnitt $w_3 = 0$: der Hang, auf dem $L$ wächst, der flache Teil und dein Startpunkt.",
        en=r"The slice $w_3 = 0$: the slope on which $L$ grows, the flat part and your start.",
    ),
    caption=Text(
        de="Schnitt bei w₃ = 0. Blau: Höhenlinien des Hangs; wo keine sind, ist L = 0. Orange: dein Startpunkt "
        "(senkrecht auf den "
        "Schnitt geschoben), grün, wenn sich Gradient Descent von dort bewegt.",
        en="Slice at w₃ = 0. Blue: contours of the slope; where there are none, L = 0. Orange: your start (moved "
        "straight onto the "
        "slice), green if gradient descent moves from there.",
    ),
)
def slope_and_flat(axes, right, moving_start, a, b):
    import numpy as np

    grid = np.linspace(-3, 3, 120)
    across, up = np.meshgrid(grid, grid)
    height = np.maximum(0, float(a) * across + float(b) * up)
    axes.contour(across, up, height, levels=np.linspace(0, float(height.max()), 10)[1:], colors=COURSE, linewidths=0.9)
    start = numbers(moving_start)
    if len(start) == 3 and max(map(abs, start[:2])) <= 3:
        axes.plot(start[0], start[1], "o", color=RIGHT if "moving_start" in right else OWN, markersize=8)
    axes.plot(0, 0, "+", color=QUIET, markersize=10)
    axes.set_xlabel("$w_1$")
    axes.set_ylabel("$w_2$")
