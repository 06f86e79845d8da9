"""Exercise 4: a valley instead of a point, L = r^2 with r = a*w1 + b*w2 - c.

L >= 0, and L = 0 exactly on the line r = 0, in the direction (b, -a). The gradient 2r*(a, b) is zero there and nowhere else;
the second derivatives 2*(a, b)^T*(a, b) are singular along the line. Gradient descent moves in the direction (a, b) only,
so two starts end at the same point exactly if they lie on one line in this direction. Closest to the origin is
c/(a^2+b^2)*(a, b).
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
    rounded,
)
from grader.authoring.drawing import COURSE, QUIET, Axis, contours, dots, numbers, panel, polyline, tone

w1, w2, t = symbols("w1 w2 t")


def bracket(a, b, c):
    return a * w1 + b * w2 - c


def foot(a, b, c):
    """The minimiser that is closest to the origin."""
    return [c * a / (a**2 + b**2), c * b / (a**2 + b**2)]


exercise = Exercise(
    title=Text(de="Ein Tal statt eines Punktes", en="A valley instead of a point"),
    topic=Text(de="Minima von Loss-Funktionen", en="minima of loss functions"),
    section=Text(
        de="Minima von Loss-Funktionen: wenn es viele Minimumstellen gibt",
        en="Minima of loss functions: when there are many minimisers",
    ),
    after="ex16",
    statement=Text(
        de="Es ist $L(w_1; w_2) = ({r})^2$. Eine Minimumstelle ist ein Punkt, an dem $L$ so klein ist, wie es nur werden "
        "kann. Suche alle.",
        en=r"Let $L(w_1, w_2) = ({r})^2$. A minimiser is a point at which $L$ is as small as it can get. Find all of them.",
    ),
    given=Given(a=4, b=7, c=20),
    symbols="w1 w2 t",
    formulas={"r": bracket, "closest_rounded": lambda a, b, c: rounded(foot(a, b, c), 4)},
)


@exercise.item(
    Vector(2, within=None, symbols=("w1", "w2")),
    points=2,
    prompt=Text(
        de=r"Berechne den Gradienten $\nabla L$.",
        en=r"Compute the gradient $\nabla L$.",
    ),
    hints=[
        Text(
            de="Der Gradient besteht aus den partiellen Ableitungen. Beim Ableiten nach w₁ behandelst du w₂ wie "
            "eine feste Zahl, und umgekehrt.",
            en="The gradient is made of the partial derivatives. When you differentiate with respect to w₁, treat "
            "w₂ as a fixed number, and vice versa.",
        ),
        Text(
            de="L ist eine Klammer hoch zwei, also gilt die Kettenregel. Zur Probe: Setze einen Punkt ein, für den "
            "die Klammer verschwindet, etwa deinen aus c); dort müssen beide Einträge verschwinden.",
            en="L is a bracket squared, so the chain rule applies. To check: substitute a point for which the "
            "bracket vanishes, such as yours from c); both entries must vanish there.",
        ),
    ],
)
def gradient_of_loss(a, b, c):
    return [2 * a * bracket(a, b, c), 2 * b * bracket(a, b, c)]


@gradient_of_loss.mistake(
    "M1",
    Text(
        de="Die äußere Ableitung stimmt. Was ist mit der inneren?",
        en="The outer derivative is right. What about the inner one?",
    ),
)
def forgot_the_inner_derivative(a, b, c):
    return [2 * bracket(a, b, c), 2 * bracket(a, b, c)]


@gradient_of_loss.mistake(
    "M2",
    Text(
        de="Beim Ableiten eines Quadrats kommt ein Faktor dazu. Wo ist er?",
        en="Differentiating a square brings in a factor. Where is it?",
    ),
)
def forgot_the_two(a, b, c):
    return [a * bracket(a, b, c), b * bracket(a, b, c)]


@gradient_of_loss.mistake(
    "M10",
    Text(
        de="Jeder Eintrag hat einen eigenen Faktor: Womit wird w₁ in der Klammer multipliziert, womit w₂?",
        en="Each entry has a factor of its own: what is w₁ multiplied by in the bracket, and what is w₂?",
    ),
)
def swapped_the_entries(a, b, c):
    return [2 * b * bracket(a, b, c), 2 * a * bracket(a, b, c)]


@gradient_of_loss.mistake(
    "M11",
    Text(
        de="Beim Ableiten eines Quadrats bleibt die Klammer stehen. Wo ist sie?",
        en="When a square is differentiated, the bracket stays. Where is it?",
    ),
)
def lost_the_bracket(a, b):
    return [2 * a, 2 * b]


gradient_of_loss.otherwise(
    Text(
        de="Leite zuerst das Quadrat ab, dann die Klammer, einmal nach w₁ und einmal nach w₂.",
        en="Differentiate the square first, then the bracket, once with respect to w₁ and once with respect to w₂.",
    )
)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(de="Wie groß ist der kleinste Wert von $L$?", en="What is the smallest value of $L$?"),
    hints=[
        Text(
            de="Dafür brauchst du keine Ableitung. Sieh dir an, was für eine Art von Ausdruck L ist.",
            en="You need no derivative for this. Look at what kind of expression L is.",
        ),
        Text(
            de="Überlege, welche Zahl ein Quadrat nie unterschreitet. Dann prüfe, ob es w₁ und w₂ gibt, für die L "
            "diese Zahl wirklich erreicht.",
            en="Think about which number a square never goes below. Then check whether there are w₁ and w₂ for "
            "which L really reaches it.",
        ),
    ],
)
def lowest_value():
    return 0


@lowest_value.mistake(
    "M5",
    Text(de="Wie klein kann ein Quadrat werden?", en="How small can a square get?"),
)
def took_the_value_at_the_origin(c):
    return c**2


@lowest_value.mistake(
    "M12",
    Text(
        de="Kann ein Quadrat negativ sein?",
        en="Can a square be negative?",
    ),
)
def took_the_bracket_at_the_origin(c):
    return -c


lowest_value.otherwise(
    Text(
        de="Welchen Wert muss die Klammer haben, damit ihr Quadrat möglichst klein ist?",
        en="What value must the bracket have for its square to be as small as possible?",
    )
)


# 0.02: a rounded pair is off by at most 0.0005*(7 + 7) and shall not be punished for an intermediate value
NEAR = Invariant("{a}*w1 + {b}*w2 - {c}", within=Tolerance(abs=Rational(1, 10**6)), rounded=Tolerance(abs=Rational(2, 100)))


@exercise.item(
    Vector(2, through=NEAR, within=HAND),
    points=1,
    prompt=Text(
        de="Gib irgendeine Minimumstelle $(w_1; w_2)$ an.",
        en="Give any minimiser $(w_1, w_2)$.",
    ),
    hints=[
        Text(
            de="Was muss für die Klammer gelten, damit L seinen kleinsten Wert hat? Das ist eine Gleichung mit zwei "
            "Unbekannten.",
            en="What must hold for the bracket so that L has its smallest value? This is an equation with two unknowns.",
        ),
        Text(
            de="Eine der beiden Unbekannten darfst du frei wählen: Setze für sie eine bequeme Zahl ein und löse "
            "nach der anderen auf.",
            en="You may choose one of the two unknowns freely: substitute a convenient number for it and solve for "
            "the other one.",
        ),
    ],
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
    Text(de="Setze deinen Punkt in die Klammer ein.", en="Substitute your point into the bracket."),
)
def solved_the_homogeneous_equation(a, b):
    return [b, -a]


@one_minimiser.mistake(
    "M13",
    Text(
        de="Womit wird w₂ in der Klammer multipliziert? Rechne mit deinem Punkt nach.",
        en="What is w₂ multiplied by in the bracket? Check it with your point.",
    ),
)
def swapped_the_coordinates(a, c):
    return [0, c / a]


one_minimiser.otherwise(
    Text(
        de="Setze deinen Punkt in $({r})^2$ ein: Wie groß ist $L$ dort?",
        en="Substitute your point into $({r})^2$: what is $L$ there?",
    )
)


@one_minimiser.mistake(
    "M23",
    Text(
        de="Wie groß ist die Klammer im Ursprung?",
        en="What is the bracket at the origin?",
    ),
)
def took_the_origin():
    return [0, 0]


@exercise.item(
    AffineSet("w1 w2", parameters="t"),
    points=2,
    prompt=Text(
        de=r"Gib alle Minimumstellen an: als Formeln für $w_1$ und $w_2$, linear in einem Parameter $t \in \mathbb{R}$ "
        r"(auch in "
        'der Form `"w1 = …, w2 = …"`), oder als eine Gleichung in $w_1$ und $w_2$.',
        en=r"Give all minimisers: as formulas for $w_1$ and $w_2$, each linear in a parameter $t \in \mathbb{R}$ (also in "
        'the form `"w1 = …, w2 = …"`), or as one equation in $w_1$ and $w_2$.',
    ),
    hints=[
        Text(
            de="Eine lineare Gleichung in zwei Unbekannten beschreibt eine Gerade. Man gibt sie durch einen Punkt "
            "und eine Richtung an oder durch die Gleichung selbst.",
            en="A linear equation in two unknowns describes a straight line. It is given by a point and a "
            "direction, or by the equation itself.",
        ),
        Text(
            de="Beginne mit einer Minimumstelle. Wenn du von ihr aus w₁ um {b} vergrößerst: Wie musst du w₂ ändern, "
            "damit die Klammer gleich bleibt? Das ist die Richtung.",
            en="Begin with one minimiser. If you increase w₁ by {b} from there, how must you change w₂ so that the "
            "bracket stays the same? That is the direction.",
        ),
    ],
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


@all_minimisers.mistake(
    "M14",
    Text(
        de="Setze t = 0 und t = 1 ein: Liegen beide Punkte im Tal?",
        en="Substitute t = 0 and t = 1: do both points lie in the valley?",
    ),
)
def lost_the_starting_point(a, b):
    return [b * t, -a * t]


how_many = exercise.choice(
    points=1,
    prompt=Text(
        de="Gradient Descent läuft mit kleiner Learning-Rate von zwei verschiedenen Startpunkten aus, bis es zur Ruhe kommt. "
        "Wie viele verschiedene Endpunkte haben die beiden Läufe?",
        en="Gradient descent runs from two different starting points with a small learning rate until it comes to rest. How "
        "many different end points do the two runs have?",
    ),
    hints=[
        Text(
            de="Gradient Descent geht immer gegen den Gradienten. Sieh nach, ob sich dessen Richtung unterwegs ändert.",
            en="Gradient descent always goes against the gradient. Check whether its direction changes along the way.",
        ),
        Text(
            de="Zeichne das Tal als Gerade, dazu zwei Startpunkte mit ihren Wegen. Probiere mehrere Lagen aus, auch "
            "auf verschiedenen Seiten des Tals.",
            en="Draw the valley as a straight line, and two starting points with their paths. Try several "
            "positions, also on different sides of the valley.",
        ),
    ],
    options={
        "A": Option(
            Text(de="immer einen, denn beide minimieren dasselbe $L$", en="always one, since both minimise the same $L$"),
            mistake="M9",
            feedback=Text(
                de="L = 0 ist eine Gleichung für zwei Unbekannte. Wie viele Lösungen kann das haben?",
                en="L = 0 is one equation in two unknowns. How many solutions can that have?",
            ),
        ),
        "B": Right(Text(de="einen oder zwei, je nach den Startpunkten", en="one or two, depending on the starting points")),
        "C": Option(
            Text(de="immer zwei, denn die Startpunkte sind verschieden", en="always two, since the starting points differ"),
            mistake="M15",
            feedback=Text(
                de="In welche Richtung zeigt der Gradient? Können zwei Startpunkte auf demselben Weg liegen?",
                en="In which direction does the gradient point? Can two starting points lie on the same path?",
            ),
        ),
        "D": Option(
            Text(de="keinen, denn im Tal geht es immer noch weiter", en="none, since in the valley it never ends"),
            mistake="M16",
            feedback=Text(
                de="Wie groß ist der Gradient an einem Punkt mit L = 0?",
                en="What is the gradient at a point with L = 0?",
            ),
        ),
    },
)


@exercise.item(
    Vector(2, width=2, within=None, symbols=("w1", "w2")),
    points=2,
    bonus=True,
    prompt=Text(
        de="Gib die Matrix der zweiten partiellen Ableitungen von $L$ an (die Hesse-Matrix), Zeile für Zeile: in der ersten "
        "die Ableitungen von $\\frac{\\partial L}{\\partial w_1}$ nach $w_1$ und nach $w_2$.",
        en="Give the matrix of the second partial derivatives of $L$ (the Hessian), row by row: in the first one the "
        "derivatives of $\\frac{\\partial L}{\\partial w_1}$ with respect to $w_1$ and to $w_2$.",
    ),
    hints=[
        Text(
            de="Jeder Eintrag des Gradienten ist selbst eine Funktion von w₁ und w₂ und lässt sich nach beiden "
            "ableiten. Das ergibt vier Zahlen oder Formeln.",
            en="Each entry of the gradient is a function of w₁ and w₂ itself and can be differentiated with respect "
            "to both. This gives four numbers or formulas.",
        ),
        Text(
            de="Multipliziere die Einträge des Gradienten zuerst aus. Danach ist das Ableiten nur noch ein Ablesen "
            "der Faktoren vor w₁ und w₂.",
            en="Expand the entries of the gradient first. After that, differentiating is only reading off the "
            "factors of w₁ and w₂.",
        ),
    ],
)
def second_derivatives(a, b):
    return [[2 * a**2, 2 * a * b], [2 * a * b, 2 * b**2]]


def not_two_affine_entries(gradient_of_loss):
    """Only two formulas that are linear in w1 and w2, and not constant, have second derivatives like those asked for."""
    return any(not entry.is_polynomial(w1, w2) or Poly(entry, w1, w2).total_degree() != 1 for entry in gradient_of_loss)


@second_derivatives.follows(gradient_of_loss, unless=not_two_affine_entries)
def derivatives_of_own_gradient(gradient_of_loss):
    """None where the matrix is not symmetric: that it has to be should have made one suspicious of the gradient."""
    (first, mixed), (other, last) = ([diff(entry, name) for name in (w1, w2)] for entry in gradient_of_loss)
    return [[first, mixed], [other, last]] if mixed == other else None


@second_derivatives.mistake(
    "M17",
    Text(
        de="Die gemischten Ableitungen müssen gleich sein, die Matrix also symmetrisch. Stimmt der Gradient?",
        en="The mixed derivatives have to be equal, so the matrix is symmetric. Is the gradient right?",
    ),
)
def forgot_the_inner_factors(a, b):
    return [[2 * a, 2 * b], [2 * a, 2 * b]]


@second_derivatives.mistake(
    "M18",
    Text(
        de="Beim Ableiten eines Quadrats kommt ein Faktor dazu. Ist er in jedem Eintrag?",
        en="Differentiating a square brings in a factor. Is it in every entry?",
    ),
)
def forgot_the_two_everywhere(a, b):
    return [[a**2, a * b], [a * b, b**2]]


@second_derivatives.mistake(
    "M19",
    Text(
        de="Sieh dir die Einträge neben der Diagonale an: Leite ∂L/∂w₁ noch einmal nach w₂ ab.",
        en="Look at the entries off the diagonal: differentiate ∂L/∂w₁ with respect to w₂ once more.",
    ),
)
def halved_the_mixed_derivative(a, b):
    return [[2 * a**2, a * b], [a * b, 2 * b**2]]


@second_derivatives.mistake(
    "M20",
    Text(
        de="Hängt ∂L/∂w₁ wirklich nicht von w₂ ab?",
        en="Does ∂L/∂w₁ really not depend on w₂?",
    ),
)
def left_out_the_mixed_derivative(a, b):
    return [[2 * a**2, 0], [0, 2 * b**2]]


second_derivatives.otherwise(
    Text(
        de="Leite jeden Eintrag deines Gradienten nach w₁ und nach w₂ ab. Ist deine Matrix symmetrisch?",
        en="Differentiate each entry of your gradient with respect to w₁ and to w₂. Is your matrix symmetric?",
    )
)


@exercise.item(
    Vector(2, within=HAND),
    points=1,
    bonus=True,
    prompt=Text(
        de="Welche Minimumstelle liegt dem Ursprung am nächsten?",
        en="Which minimiser is closest to the origin?",
    ),
    hints=[
        Text(
            de="Denk an den Abstand eines Punktes von einer Geraden: Der kürzeste Weg trifft sie im rechten Winkel.",
            en="Think of the distance of a point from a straight line: the shortest way meets it at a right angle.",
        ),
        Text(
            de="Wie sieht die Richtung aus, die senkrecht auf dem Tal steht? Geh vom Ursprung aus k-mal diesen "
            "Pfeil entlang und wähle k so, dass du im Tal ankommst.",
            en="What does the direction perpendicular to the valley look like? Go k times along this arrow from the "
            "origin, and choose k so that you arrive in the valley.",
        ),
    ],
)
def closest_minimiser(a, b, c):
    return foot(a, b, c)


@closest_minimiser.mistake(
    "M8",
    Text(
        de="Dieser Punkt liegt im Tal. Gibt es einen, der näher beim Ursprung liegt?",
        en="This point lies in the valley. Is there one closer to the origin?",
    ),
)
def took_equal_weights(a, b, c):
    return [c / (a + b), c / (a + b)]


@closest_minimiser.mistake(
    "M21",
    Text(
        de="Dieser Punkt liegt im Tal. Steht die Strecke vom Ursprung zu ihm senkrecht auf dem Tal?",
        en="This point lies in the valley. Is the segment from the origin to it perpendicular to the valley?",
    ),
)
def took_the_point_on_the_first_axis(a, c):
    return [c / a, 0]


@closest_minimiser.mistake(
    "M22",
    Text(
        de="Dieser Punkt liegt im Tal. Steht die Strecke vom Ursprung zu ihm senkrecht auf dem Tal?",
        en="This point lies in the valley. Is the segment from the origin to it perpendicular to the valley?",
    ),
)
def took_the_point_on_the_second_axis(b, c):
    return [0, c / b]


closest_minimiser.otherwise(
    Text(
        de="Liegt dein Punkt im Tal, und steht die Strecke vom Ursprung zu ihm senkrecht darauf?",
        en="Does your point lie in the valley, and is the segment from the origin to it perpendicular to the valley?",
    )
)


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
        de=r"Äußere mal innere Ableitung: $\nabla L = 2 ({r}) \cdot ({a};\ {b})$. Als Quadrat ist $L \ge 0$, und $L = "
        "{lowest_value}$ gilt genau dort, wo die Klammer 0 ist. Das ist *eine* Gleichung für zwei Unbekannte, also eine "
        "ganze Gerade.",
        en=r"Outer times inner derivative: $\nabla L = 2 ({r}) \cdot ({a},\ {b})$. As a square, $L \ge 0$, and $L = "
        "{lowest_value}$ holds exactly where the bracket is 0. That is *one* equation in two unknowns, so a whole line.",
    ),
    Text(
        de=r"Ein Punkt darauf ist $({one_minimiser})$. Die anderen liegen von ihm aus senkrecht zu $({a};\ {b})$, also in "
        r"der Richtung $({b};\ -{a})$: Alle Minimumstellen sind $({all_minimisers})$. Entlang dieser Richtung ist auch die "
        "zweite Ableitung 0 – das Tal ist dort ganz flach.",
        en=r"One of its points is $({one_minimiser})$. The other points lie in the direction perpendicular to $({a},\ {b})$, "
        r"which is $({b},\ -{a})$: all minimisers are $({all_minimisers})$. Along this direction the second derivative is 0, "
        "too – there the valley is completely flat.",
    ),
    Text(
        de=r"Der Gradient hat überall die Richtung $({a};\ {b})$. Gradient Descent geht also geradeaus ins Tal, und zwei "
        "Läufe enden nur dann am selben Punkt, wenn ihre Startpunkte auf einer Geraden in dieser Richtung liegen.",
        en=r"The gradient has the direction $({a},\ {b})$ everywhere. So gradient descent goes straight into the valley, and "
        "two runs end at the same point only if their starting points lie on one line in this direction.",
    ),
    Text(
        de=r"Am nächsten beim Ursprung liegt der Fußpunkt des Lots auf die Gerade, ein Vielfaches von $({a};\ {b})$. "
        r"Einsetzen ergibt $({closest_minimiser}) \approx ({closest_rounded})$.",
        en=r"Closest to the origin is the foot of the perpendicular to the line, a multiple of $({a},\ {b})$. Substituting "
        r"gives $({closest_minimiser}) \approx ({closest_rounded})$.",
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
    caption=Text(
        de="Höhenlinien von $L$ und deine Antworten; das Kreuz ist der Ursprung. Die Höhen sind nicht gleichmäßig gewählt, "
        "damit du das Tal erkennst.",
        en="Contours of $L$ and your answers; the cross is the origin. The levels are not evenly spaced, so that you can "
        "see the valley.",
    ),
    legend={
        "contours": Text(de="Höhenlinien", en="contours"),
        "line": Text(de="deine Gerade", en="your line"),
        "one_minimiser": Text(de="deine Minimumstelle", en="your minimiser"),
        "closest_minimiser": Text(de="deine Stelle am nächsten beim Ursprung", en="your point closest to the origin"),
    },
)
def valley(right, one_minimiser, all_minimisers, closest_minimiser, a, b, c):
    reach = 1.2 * max(float(c / a), float(c / b))
    low = -0.35 * reach
    steps = [float(c) * share for share in (0.05, 0.15, 0.3, 0.5, 0.8, 1.2, 1.7)]
    levels = [*steps, *(-step for step in steps)]
    line = segment(all_minimisers, reach)

    def height(u, v):
        return float(a) * u + float(b) * v - float(c)

    points = [
        dots([point] if len(point := numbers(answer)) == 2 else [], tone(name, right), name, shape=shape)
        for name, answer, shape in (
            ("one_minimiser", one_minimiser, "circle"),
            ("closest_minimiser", closest_minimiser, "square"),
        )
    ]
    return panel(
        contours(height, (low, reach), (low, reach), levels, COURSE, "contours", steps=1),
        None if line is None else polyline(zip(*line, strict=True), tone("all_minimisers", right), "line"),
        dots([(0, 0)], QUIET, shape="cross"),
        *points,
        x=Axis("w₁", low, reach),
        y=Axis("w₂", low, reach),
        square=True,
    )
