"""Exercise 5: a flat region, L = (max(0, s))^2 with s = a*w1 + b*w2 - c*w3.

The gradient 2*max(0, s)*(a, b, -c) is continuous; L = 0 exactly where s <= 0, a closed half-space. For s > 0 the curvature in
the direction (a, b, -c) is 2*(a^2+b^2+c^2), for s < 0 it is 0. A start at 0 has s = 0 and never moves.
"""

from itertools import permutations

from sympy import Eq, false, symbols, true

from grader.authoring import Exercise, Given, Option, Right, SolutionSet, Text, Truths, Value, Vector
from grader.authoring.drawing import COURSE, QUIET, Axis, contours, dots, numbers, panel, tone

w1, w2, w3 = symbols("w1 w2 w3")
INSIDE = (-1, 0, 0)
ORDERS = tuple(permutations(range(6)))  # in which the six points of one question are shown


def weighted(a, b, c, point):
    """s at a point."""
    return a * point[0] + b * point[1] - c * point[2]


def linear_form(a, b, c):
    return weighted(a, b, c, (w1, w2, w3))


def slopes(a, b, c, factor):
    return [factor * a, factor * b, -factor * c]


def points(u1, u2, u3, v1, v2, v3, order):
    """The six points of the question in their order; two of them are drawn so that they lie on the boundary."""
    all_six = [(0, 0, 0), (1, 1, 1), (u1, u2, u3), INSIDE, (0, 0, -1), (v1, v2, v3)]
    return [all_six[index] for index in ORDERS[int(order)]]


exercise = Exercise(
    title=Text(de="Ein flacher Bereich", en="A flat region"),
    topic=Text(de="Minima von Loss-Funktionen", en="minima of loss functions"),
    section=Text(de="Minima von Loss-Funktionen: flache Bereiche", en="Minima of loss functions: flat regions"),
    after="ex04",
    statement=Text(
        de=r"Es ist $L(w) = (\max(0; s))^2$ mit $s = {s}$: zuerst das Maximum, dann das Quadrat. Untersuche Werte, "
        "Gradienten und die Menge aller Minimumstellen, das sind die Punkte, an denen $L$ so klein ist, wie es nur werden "
        "kann.",
        en=r"Let $L(w) = (\max(0, s))^2$ with $s = {s}$: the maximum first, then the square. Investigate values, gradients "
        "and the set of all minimisers, which are the points at which $L$ is as small as it can get.",
    ),
    given=Given(a=2, b=3, c=4, p1=1, p2=1, p3=0, u1=1, u2=-2, u3=-1, v1=1, v2=2, v3=2, order=0),
    symbols="w1 w2 w3",
    formulas={"s": linear_form, "six_points": lambda u1, u2, u3, v1, v2, v3, order: [*points(u1, u2, u3, v1, v2, v3, order)]},
)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(de=r"Berechne $L({p1};\ {p2};\ {p3})$.", en="Compute $L({p1}, {p2}, {p3})$."),
    hints=[
        Text(
            de="Drei Rechnungen sind ineinander verschachtelt. Bei so etwas rechnet man von innen nach außen.",
            en="Three calculations are nested here. Such a thing is worked out from the inside to the outside.",
        ),
        Text(
            de="Setze den Punkt in s ein und achte auf das Minus vor dem letzten Summanden. Verändert das Maximum "
            "danach noch etwas?",
            en="Substitute the point into s and mind the minus before the last term. Does the maximum change "
            "anything after that?",
        ),
    ],
)
def value_at_point(a, b, c, p1, p2, p3):
    return weighted(a, b, c, (p1, p2, p3)) ** 2


@value_at_point.mistake(
    "M9",
    Text(
        de="Das ist s. Was geschieht damit in der Formel für L?",
        en="This is s. What happens to it in the formula for L?",
    ),
)
def forgot_the_square(a, b, c, p1, p2, p3):
    return weighted(a, b, c, (p1, p2, p3))


@value_at_point.mistake(
    "M10",
    Text(
        de="Kann ein Quadrat negativ sein?",
        en="Can a square be negative?",
    ),
)
def lost_the_sign_of_the_square(a, b, c, p1, p2, p3):
    return -(weighted(a, b, c, (p1, p2, p3)) ** 2)


@value_at_point.mistake(
    "M11",
    Text(
        de="Quadrieren heißt nicht verdoppeln.",
        en="Squaring is not doubling.",
    ),
)
def doubled_instead_of_squared(a, b, c, p1, p2, p3):
    return 2 * weighted(a, b, c, (p1, p2, p3))


value_at_point.otherwise(
    Text(
        de="Rechne zuerst s aus, dann das Maximum von 0 und s, dann das Quadrat.",
        en="Compute s first, then the maximum of 0 and s, then the square.",
    )
)


@exercise.item(
    Vector(3),
    points=2,
    prompt=Text(
        de=r"Berechne den Gradienten $\nabla L({p1};\ {p2};\ {p3})$.",
        en=r"Compute the gradient $\nabla L({p1}, {p2}, {p3})$.",
    ),
    hints=[
        Text(
            de="Der Gradient hat drei Einträge, für jede Variable einen. Was die Kettenregel außen liefert, steht "
            "in allen dreien; nur der innere Faktor wechselt.",
            en="The gradient has three entries, one for each variable. What the chain rule gives outside stands in "
            "all three; only the inner factor changes.",
        ),
        Text(
            de="Rechne zuerst s an diesem Punkt aus: Sein Vorzeichen sagt, ob du das Maximum weglassen darfst. "
            "Setze den Punkt erst nach dem Ableiten ein.",
            en="Work out s at this point first: its sign says whether you may leave out the maximum. Substitute the "
            "point only after differentiating.",
        ),
    ],
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


@gradient_at_point.mistake(
    "M6",
    Text(
        de="Beim Ableiten des Quadrats kommt ein Faktor dazu. Wo ist er?",
        en="Differentiating the square brings in a factor. Where is it?",
    ),
)
def forgot_the_two(a, b, c, p1, p2, p3):
    return slopes(a, b, c, weighted(a, b, c, (p1, p2, p3)))


@gradient_at_point.mistake(
    "M12",
    Text(
        de="Mit welchem Vorzeichen kommt w₃ in s vor?",
        en="What sign does w₃ have in s?",
    ),
)
def lost_the_sign_of_the_last(a, b, c, p1, p2, p3):
    return slopes(a, b, -c, 2 * weighted(a, b, c, (p1, p2, p3)))


@gradient_at_point.mistake(
    "M13",
    Text(
        de="Das ist der Gradient von s. Welcher Faktor kommt durch das Quadrat dazu?",
        en="This is the gradient of s. Which factor does the square bring in?",
    ),
)
def gave_the_gradient_of_s(a, b, c):
    return slopes(a, b, c, 1)


gradient_at_point.otherwise(
    Text(
        de="Hier ist s > 0, also L = s². Leite zuerst das Quadrat ab, dann s nach jeder Variablen.",
        en="Here s > 0, so L = s². Differentiate the square first, then s with respect to each variable.",
    )
)


@exercise.item(
    Vector(3),
    points=1,
    prompt=Text(
        de=r"Berechne den Gradienten $\nabla L(-1;\ 0;\ 0)$.",
        en=r"Compute the gradient $\nabla L(-1, 0, 0)$.",
    ),
    hints=[
        Text(
            de="Eine Ableitung sagt, wie sich L ändert, wenn man ein winziges Stück weitergeht.",
            en="A derivative says how L changes if you go a tiny bit further.",
        ),
        Text(
            de="Rechne L an diesem Punkt aus und auch knapp daneben, etwa bei (−0,9; 0; 0) und bei (−1; 0,1; 0). "
            "Was fällt dir auf?",
            en="Work out L at this point and also close to it, for example at (−0.9, 0, 0) and at (−1, 0.1, 0). "
            "What do you notice?",
        ),
    ],
)
def gradient_inside():
    return [0, 0, 0]


@gradient_inside.mistake(
    "M4",
    Text(
        de="Wie sieht L in der Umgebung dieses Punktes aus?",
        en="What does L look like near this point?",
    ),
)
def ignored_the_maximum(a, b, c):
    return slopes(a, b, c, 2 * weighted(a, b, c, INSIDE))


@gradient_inside.mistake(
    "M14",
    Text(
        de="Wie groß ist s an diesem Punkt, und was macht das Maximum daraus?",
        en="What is s at this point, and what does the maximum turn it into?",
    ),
)
def ignored_the_maximum_and_the_two(a, b, c):
    return slopes(a, b, c, weighted(a, b, c, INSIDE))


@gradient_inside.mistake(
    "M15",
    Text(
        de="Das ist der Gradient von s. Wie sieht L rund um diesen Punkt aus?",
        en="This is the gradient of s. What does L look like around this point?",
    ),
)
def gave_the_gradient_of_s_inside(a, b, c):
    return slopes(a, b, c, 1)


@gradient_inside.mistake(
    "M16",
    Text(
        de="Ist s an diesem Punkt positiv oder negativ? Was heißt das für L?",
        en="Is s positive or negative at this point? What does that mean for L?",
    ),
)
def ignored_the_maximum_and_the_inner_derivative(a, b, c):
    return [2 * weighted(a, b, c, INSIDE)] * 3


gradient_inside.otherwise(
    Text(
        de="Wie groß ist L an diesem Punkt und an Punkten ganz in der Nähe?",
        en="What is L at this point and at points close to it?",
    )
)


@exercise.item(
    SolutionSet(linear=True),
    points=2,
    prompt=Text(
        de="Beschreibe die Menge aller Minimumstellen durch eine lineare Bedingung, in der nur `w1`, `w2` und `w3` vorkommen "
        "(nicht `s`).",
        en="Describe the set of all minimisers by a linear condition in which only `w1`, `w2` and `w3` occur (not `s`).",
    ),
    hints=[
        Text(
            de="Überlege, wie klein L werden kann, und dann, ob nur ein einziges s dazu führt oder viele.",
            en="Think about how small L can get, and then whether only one s leads there or many.",
        ),
        Text(
            de="Zeichne (max(0; s))² als Funktion von s allein. Lies ab, wo der Graph am tiefsten liegt, beschreib "
            "das durch s, und setze dann die Formel für s ein.",
            en="Draw (max(0, s))² as a function of s alone. Read off where the graph is lowest, describe that by s, "
            "and then substitute the formula for s.",
        ),
    ],
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
        de="Sind das Minimumstellen? ${six_points}$. Antworte für jeden Punkt mit True oder False, in dieser Reihenfolge.",
        en="Are these minimisers? ${six_points}$. Answer True or False for each point, in this order.",
    ),
    hints=[
        Text(
            de="Ob ein Punkt eine Minimumstelle ist, hängt nur davon ab, welches s zu ihm gehört.",
            en="Whether a point is a minimiser depends only on the s that belongs to it.",
        ),
        Text(
            de="Leg eine Tabelle mit sechs Zeilen an: Punkt, s, Maximum, L. Vergleiche die letzte Spalte mit dem "
            "kleinsten Wert, den L haben kann.",
            en="Make a table of six rows: point, s, maximum, L. Compare the last column with the smallest value "
            "that L can have.",
        ),
    ],
)
def which_are_minimisers(a, b, c, u1, u2, u3, v1, v2, v3, order):
    return [bool(weighted(a, b, c, point) <= 0) for point in points(u1, u2, u3, v1, v2, v3, order)]


@which_are_minimisers.mistake(
    "M7",
    Text(
        de="Manche Punkte haben s = 0. Wie groß ist dort L?",
        en="Some points have s = 0. What is L there?",
    ),
)
def rejected_the_boundary(a, b, c, u1, u2, u3, v1, v2, v3, order):
    return [bool(weighted(a, b, c, point) < 0) for point in points(u1, u2, u3, v1, v2, v3, order)]


which_are_minimisers.otherwise(
    Text(
        de="Rechne s für jeden der Punkte aus: Für welche s ist L am kleinsten?",
        en="Compute s for each of the points: for which s is L smallest?",
    )
)


def no_inequality(all_minimisers):
    """An equation holds almost nowhere: saying False to every point would be no work."""
    return not all_minimisers.is_Relational or all_minimisers.rel_op not in ("<", "<=", ">", ">=")


@which_are_minimisers.follows(all_minimisers, unless=no_inequality)
def points_of_own_set(all_minimisers, u1, u2, u3, v1, v2, v3, order):
    """None where the own inequality tells no point from another."""
    asked = points(u1, u2, u3, v1, v2, v3, order)
    held = [all_minimisers.subs(dict(zip((w1, w2, w3), point, strict=True)), simultaneous=True) for point in asked]
    return [bool(one) for one in held] if {true, false} == set(held) else None


convexity = exercise.choice(
    points=1,
    prompt=Text(
        de="Eine Menge heißt konvex, wenn mit je zwei ihrer Punkte auch die Strecke dazwischen zu ihr gehört. Ist die "
        "Menge der Minimumstellen konvex?",
        en="A set is called convex if with any two of its points the segment between them belongs to it, too. Is the set of "
        "minimisers convex?",
    ),
    hints=[
        Text(
            de="Stell dir zuerst die gleiche Frage in der Ebene: Wie sieht die Menge aller Punkte aus, die eine "
            "lineare Bedingung erfüllen?",
            en="First ask yourself the same question in the plane: what does the set of all points look like that "
            "satisfy a linear condition?",
        ),
        Text(
            de="Nimm zwei Punkte der Menge und den in der Mitte zwischen ihnen: Was ist s dort, verglichen mit s an "
            "den beiden Punkten?",
            en="Take two points of the set and the one halfway between them: what is s there, compared with s at "
            "the two points?",
        ),
    ],
    options={
        "A": Right(Text(de="ja, ohne jede Einschränkung", en="yes, without any restriction")),
        "B": Option(
            Text(de="nein, denn sie hat eine Kante", en="no, because it has an edge"),
            mistake="M17",
            feedback=Text(
                de="Nimm zwei Punkte der Menge: Kann die Strecke dazwischen die Menge verlassen?",
                en="Take two points of the set: can the segment between them leave the set?",
            ),
        ),
        "C": Option(
            Text(de="ja, aber nur ohne ihren Rand", en="yes, but only without its boundary"),
            mistake="M18",
            feedback=Text(
                de="Nimm zwei Punkte auf dem Rand: Wo liegt die Strecke dazwischen?",
                en="Take two points on the boundary: where does the segment between them lie?",
            ),
        ),
        "D": Option(
            Text(de="nein, denn nur der Punkt 0 gehört dazu", en="no, because only the point 0 belongs to it"),
            mistake="M19",
            feedback=Text(de="Wie groß ist L bei (−1; 0; 0)?", en="What is L at (−1, 0, 0)?"),
        ),
    },
)


@exercise.item(
    Vector(3, such_that="max(0, {a}*w1 + {b}*w2 - {c}*w3) > 0", public=True),  # in the words of the statement
    points=1,
    prompt=Text(
        de="Gib einen Startpunkt $(w_1; w_2; w_3)$ an, von dem sich Gradient Descent wirklich wegbewegt.",
        en="Give a starting point $(w_1, w_2, w_3)$ from which gradient descent really moves away.",
    ),
    hints=[
        Text(
            de="Ein Update ist Learning-Rate mal Gradient. Wo der Gradient verschwindet, bleibt Gradient Descent stehen.",
            en="An update is the learning rate times the gradient. Where the gradient vanishes, gradient descent stands still.",
        ),
        Text(
            de="Überlege, auf welcher Seite der Ebene s = 0 es bergab geht, und such dir dort einen Punkt aus. Zur "
            "Probe rechne s für ihn aus.",
            en="Think about on which side of the plane s = 0 there is a way downhill, and choose a point there. To "
            "check, work out s for it.",
        ),
    ],
)
def moving_start(p1, p2, p3):
    return [p1, p2, p3]


@moving_start.mistake(
    "M8",
    Text(
        de="Wie groß ist der Gradient an deinem Start?",
        en="What is the gradient at your start?",
    ),
)
def started_as_usual():
    return [0, 0, 0]


moving_start.otherwise(
    Text(
        de="Wie groß ist s an deinem Start, und wie groß ist dort der Gradient?",
        en="What is s at your start, and what is the gradient there?",
    )
)


@moving_start.mistake(
    "M23",
    Text(
        de="Welches Vorzeichen hat s an deinem Start? Wie groß ist L dort und rundherum?",
        en="What sign does s have at your start? What is L there and around it?",
    ),
)
def started_in_the_flat():
    return list(INSIDE)


on_the_boundary = exercise.choice(
    points=1,
    prompt=Text(de="Was gilt auf der Ebene $s = 0$?", en="What holds on the plane $s = 0$?"),
    hints=[
        Text(
            de="Stetig heißt ohne Sprung, differenzierbar heißt ohne Knick. Beides siehst du, wenn du L nur als "
            "Funktion von s betrachtest.",
            en="Continuous means without a jump, differentiable means without a kink. You see both if you look at L "
            "as a function of s alone.",
        ),
        Text(
            de="Rechne (max(0; s))² für s = −0,1, s = 0,1 und s = 0,01 aus. Wie steil sind die Sekanten von s = 0 "
            "zu diesen Stellen?",
            en="Work out (max(0, s))² for s = −0.1, s = 0.1 and s = 0.01. How steep are the secants from s = 0 to "
            "these places?",
        ),
    ],
    options={
        "A": Option(
            Text(de="$L$ ist dort stetig, aber nicht differenzierbar", en="$L$ is continuous there, but not differentiable"),
            mistake="M20",
            feedback=Text(
                de="Vergleiche die Gradienten ganz nah an der Ebene, auf der einen und auf der anderen Seite.",
                en="Compare the gradients very close to the plane, on either side.",
            ),
        ),
        "B": Right(
            Text(
                de="$L$ ist dort differenzierbar, der Gradient ist 0",
                en="$L$ is differentiable there, the gradient is 0",
            )
        ),
        "C": Option(
            Text(
                de=r"$L$ ist dort differenzierbar, der Gradient ist $({a};\ {b};\ -{c})$",
                en=r"$L$ is differentiable there, the gradient is $({a},\ {b},\ -{c})$",
            ),
            mistake="M21",
            feedback=Text(
                de="Das ist der Gradient von s. Welcher Faktor kommt beim Ableiten von s² dazu, und wie groß ist er hier?",
                en="This is the gradient of s. Which factor appears when s² is differentiated, and what is it here?",
            ),
        ),
        "D": Option(
            Text(de="$L$ macht dort einen Sprung, ist also nicht stetig", en="$L$ jumps there, so it is not continuous"),
            mistake="M22",
            feedback=Text(
                de="Welche Werte hat L ganz nah an der Ebene, auf der einen und auf der anderen Seite?",
                en="What values does L take very close to the plane, on either side?",
            ),
        ),
    },
)


@exercise.variants(count=12)
def draw(dice):
    """Small coefficients, a point with s from 3 to 5 (2 + 2 is 2 squared), and two points of the boundary that are not 0."""
    a, b, c = (dice.integer(1, 5) for _ in range(3))
    values = range(-3, 4)
    flat = [(x, y, z) for x in values for y in values for z in values if a * x + b * y == c * z and (x, y, z) != (0, 0, 0)]
    steep = [(x, y, z) for x in range(3) for y in range(3) for z in range(2) if 3 <= a * x + b * y - c * z <= 5]
    (p1, p2, p3), (u, v) = dice.choice(steep), dice.shuffled(flat)[:2]
    return {
        **{"a": a, "b": b, "c": c, "p1": p1, "p2": p2, "p3": p3},
        **{"u1": u[0], "u2": u[1], "u3": u[2], "v1": v[0], "v2": v[1], "v3": v[2]},
        "order": dice.integer(0, len(ORDERS) - 1),
    }


exercise.worked(
    Text(
        de=r"Auf dem Hang ($s > 0$) ist $L = s^2$, also $\nabla L = 2 s \cdot ({a};\ {b};\ -{c})$; im flachen Teil ($s < "
        "0$) ist $L = 0$ und der Gradient auch. Bei $s = 0$ passen beide zusammen: $L$ ist dort differenzierbar mit "
        "Gradient 0.",
        en=r"On the slope ($s > 0$), $L = s^2$, so $\nabla L = 2 s \cdot ({a},\ {b},\ -{c})$; in the flat part ($s < 0$), "
        "$L = 0$ and so is the gradient. At $s = 0$ the two fit together: $L$ is differentiable there with gradient 0.",
    ),
    Text(
        de="Am ersten Punkt ist $L = {value_at_point}$ und der Gradient $({gradient_at_point})$. Kleiner als 0 wird $L$ "
        "nie; gleich 0 ist es überall, wo ${all_minimisers}$ gilt: auf einer ganzen Seite der Ebene $s = 0$ (ein "
        "Halbraum), mit ihr als Rand. Weil $s$ linear ist, liegt mit zwei Punkten auch die Strecke dazwischen darin: Er "
        "ist konvex.",
        en="At the first point $L = {value_at_point}$ and the gradient is $({gradient_at_point})$. $L$ never gets below "
        "0; it is 0 wherever ${all_minimisers}$ holds: on a whole side of the plane $s = 0$ (a half-space), with it as "
        "the boundary. As $s$ is linear, with two points the segment between them lies in it, too: it is convex.",
    ),
    Text(
        de="Gradient Descent bewegt sich nur, wenn der Gradient nicht 0 ist, also von einem Start mit $s > 0$ aus, zum "
        r"Beispiel $({moving_start})$. Vom üblichen Start $(0;\ 0;\ 0)$ aus kommt es nie weg.",
        en="Gradient descent moves only where the gradient is not 0, that is from a start with $s > 0$, for example "
        "$({moving_start})$. From the usual start $(0, 0, 0)$ it never gets away.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Der Schnitt bei $w_3 = 0$; wo keine Höhenlinien sind, ist $L = 0$. Dein Startpunkt ist senkrecht auf den Schnitt "
        "geschoben; das Kreuz ist der Ursprung.",
        en="The slice at $w_3 = 0$; where there are no contours, $L = 0$. Your start is moved straight onto the slice; the "
        "cross is the origin.",
    ),
    legend={
        "contours": Text(de="Höhenlinien des Hangs", en="contours of the slope"),
        "start": Text(de="dein Startpunkt", en="your start"),
    },
)
def slope_and_flat(right, moving_start, a, b):
    a, b = float(a), float(b)
    levels = [3 * (abs(a) + abs(b)) * index / 9 for index in range(1, 9)]
    start = numbers(moving_start)
    return panel(
        contours(lambda u, v: a * u + b * v, (-3, 3), (-3, 3), levels, COURSE, "contours", steps=1),
        dots([(0, 0)], QUIET, shape="cross"),
        dots([start[:2]] if len(start) == 3 else [], tone("moving_start", right), "start"),
        x=Axis("w₁", -3, 3),
        y=Axis("w₂", -3, 3),
        square=True,
    )
