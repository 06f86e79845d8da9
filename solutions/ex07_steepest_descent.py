"""Exercise 7: the negative gradient is the direction of steepest descent, but only locally.

In the unit direction u the slope is grad L·u = |grad L|·cos(angle), so it is smallest, -|grad L|, for u = -grad L/|grad L| and
0 across; for u = (cos phi, sin phi) it is g1·cos phi + g2·sin phi. On f = x^2 + k*y^2 at (k, 1): grad f = (2k, 2k), the minimum
lies in the direction (-k, -1), and the cosine between -grad f and that is (k+1)/sqrt(2(k^2+1)) < 1.
"""

from sympy import Tuple, acos, cos, sin, sqrt, symbols, tan

from grader.authoring import (
    HAND,
    Exercise,
    Expression,
    Given,
    Option,
    Rational,
    Right,
    Text,
    Value,
    Vector,
    direction,
    line_of,
    rounded,
)
from grader.authoring.drawing import COURSE, QUIET, Arrow, Axis, Horizontal, contours, dots, graph, numbers, panel, tone

phi, x, y = symbols("phi x y")


def length(vector):
    return sqrt(sum(entry**2 for entry in vector))


def dot(one, other):
    return sum(a * b for a, b in zip(one, other, strict=True))


def cosine(k):
    """Of the angle between -grad f and the direction to the minimum, at (k, 1)."""
    gradient = [2 * k, 2 * k]
    return dot(gradient, [k, 1]) / (length(gradient) * length([k, 1]))


exercise = Exercise(
    title=Text(de="Die steilste Richtung", en="The steepest direction"),
    topic=Text(de="Gradient Descent", en="gradient descent"),
    section=Text(de="Gradient Descent: die Richtung des Gradienten", en="Gradient descent: the direction of the gradient"),
    after="ex16",
    statement=Text(
        de=r"In einem Punkt der Loss-Landschaft ist der Gradient $\nabla L = ({g})$. Untersuche, wie steil es von dort in "
        "verschiedene Richtungen geht. Die Steigung in eine Richtung ist das Skalarprodukt des Gradienten mit dem Vektor der "
        "Länge 1, der in diese Richtung zeigt.",
        en=r"At some point of the loss landscape the gradient is $\nabla L = ({g})$. Investigate how steep it is from "
        "there in different directions. The slope in a direction is the dot product of the gradient with the vector of "
        "length 1 that points in this direction.",
    ),
    given=Given(g=(3, 4), k=10),
    symbols="phi",
    formulas={
        "f": lambda k: x**2 + k * y**2,
        "place": lambda k: Tuple(k, 1),
        "cosine_rounded": lambda k: rounded(cosine(k), 4),
    },
)


@exercise.item(
    Vector(2, through=direction("v1", "v2")),
    points=1,
    prompt=Text(
        de="In welche Richtung geht es am steilsten bergab? (Die Länge ist egal.)",
        en="In which direction is the descent steepest? (Any length will do.)",
    ),
    hints=[
        Text(
            de="Der Gradient ist ein Pfeil mit einer besonderen Bedeutung: Er zeigt dorthin, wo es am steilsten bergauf geht.",
            en="The gradient is an arrow with a special meaning: it points to where the ascent is steepest.",
        ),
        Text(
            de="Zeichne den Gradienten als Pfeil und dazu deine Richtung. Beide müssen auf derselben Geraden "
            "liegen; überlege, was der Unterschied zwischen bergauf und bergab auf ihr ist.",
            en="Draw the gradient as an arrow, and your direction. Both must lie on the same straight line; think "
            "about the difference between uphill and downhill on it.",
        ),
    ],
)
def downhill(g):
    return [-g[0], -g[1]]


@downhill.mistake("M1", Text(de="So geht es bergauf.", en="That way leads uphill."))
def went_uphill(g):
    return [g[0], g[1]]


@downhill.mistake(
    "M2",
    Text(de="Behalte die Reihenfolge der Einträge bei.", en="Keep the order of the entries."),
)
def swapped_the_components(g):
    return [-g[1], -g[0]]


@downhill.mistake(
    "M3",
    Text(
        de="Bilde das Skalarprodukt mit dem Gradienten: Wie steil ist es in dieser Richtung?",
        en="Take the dot product with the gradient: how steep is it in this direction?",
    ),
)
def went_across(g):
    return [g[1], -g[0]]


@downhill.mistake(
    "M12",
    Text(
        de="Bilde das Skalarprodukt mit dem Gradienten: Wie steil ist es in dieser Richtung?",
        en="Take the dot product with the gradient: how steep is it in this direction?",
    ),
)
def went_across_to_the_other_side(g):
    return [-g[1], g[0]]


downhill.otherwise(
    Text(
        de="Bilde das Skalarprodukt deiner Richtung mit dem Gradienten. Ist es negativ, und gibt es eine steilere Richtung?",
        en="Take the dot product of your direction with the gradient. Is it negative, and is there a steeper direction?",
    )
)


@exercise.item(
    Vector(2, within=HAND),
    points=1,
    prompt=Text(
        de="Gib diese Richtung als Vektor der Länge 1 an.",
        en="Give this direction as a vector of length 1.",
    ),
    hints=[
        Text(
            de="Einen Vektor kann man kürzer oder länger machen, ohne dass sich seine Richtung ändert: Man "
            "multipliziert beide Einträge mit derselben positiven Zahl.",
            en="A vector can be made shorter or longer without changing its direction: multiply both entries by the "
            "same positive number.",
        ),
        Text(
            de="Rechne die Länge deines Vektors aus a) mit dem Satz von Pythagoras aus und teile beide Einträge "
            "durch sie. Zur Probe: Die Quadrate der Einträge ergeben zusammen 1.",
            en="Work out the length of your vector from a) by Pythagoras and divide both entries by it. To check: "
            "the squares of the entries add up to 1.",
        ),
    ],
)
def unit_downhill(g):
    norm = sqrt(g[0] ** 2 + g[1] ** 2)
    return [-g[0] / norm, -g[1] / norm]


@unit_downhill.mistake(
    "M4",
    Text(
        de="Die Länge eines Vektors ist nicht die Summe der Einträge.",
        en="A vector's length is not the sum of its entries.",
    ),
)
def divided_by_the_sum(g):
    total = abs(g[0]) + abs(g[1])
    return [-g[0] / total, -g[1] / total]


@unit_downhill.mistake("M5", Text(de="Welche Länge hat dein Vektor?", en="How long is your vector?"))
def kept_its_length(g):
    return [-g[0], -g[1]]


@unit_downhill.mistake(
    "M13",
    Text(
        de="Die Länge stimmt. Geht es in diese Richtung bergauf oder bergab?",
        en="The length is right. Does it go uphill or downhill in this direction?",
    ),
)
def normalised_the_gradient(g):
    return [entry / length(g) for entry in g]


@unit_downhill.mistake(
    "M14",
    Text(
        de="Teile durch die Länge, nicht durch ihr Quadrat.",
        en="Divide by the length, not by its square.",
    ),
)
def forgot_the_root(g):
    return [-entry / dot(g, g) for entry in g]


unit_downhill.otherwise(
    Text(
        de="Rechne die Länge deines Vektors nach, und vergleiche seine Richtung mit a).",
        en="Work out the length of your vector, and compare its direction with a).",
    )
)


@unit_downhill.follows(downhill)
def unit_of_own_direction(downhill):
    norm = length(downhill)
    return None if norm == 0 else [entry / norm for entry in downhill]


@exercise.item(
    Value(),
    points=1,
    prompt=Text(de="Wie groß ist die Steigung in diese Richtung?", en="What is the slope in this direction?"),
    hints=[
        Text(
            de="Was die Steigung in eine Richtung ist, steht in der Angabe. Die Richtung hast du schon.",
            en="The task says what the slope in a direction is. You have the direction already.",
        ),
        Text(
            de="Multipliziere Eintrag mit Eintrag und addiere. Zur Probe: Rechne die Steigung auch in die "
            "Richtungen (1; 0) und (0; 1) und ihre Gegenrichtungen aus; keine darf kleiner sein.",
            en="Multiply entry by entry and add. To check: work out the slope in the directions (1, 0) and (0, 1) "
            "and their opposites, too; none may be smaller.",
        ),
    ],
)
def steepest_slope(g):
    return -sqrt(g[0] ** 2 + g[1] ** 2)


@steepest_slope.mistake(
    "M6",
    Text(de="Bergab: Welches Vorzeichen hat die Steigung?", en="Downhill: what sign does the slope have?"),
)
def lost_the_sign(g):
    return length(g)


@steepest_slope.mistake(
    "M7",
    Text(
        de="Bilde das Skalarprodukt des Gradienten mit deinem Vektor aus b).",
        en="Take the dot product of the gradient with your vector from b).",
    ),
)
def summed_the_components(g):
    return -g[0] - g[1]


@steepest_slope.mistake(
    "M8",
    Text(de="Für Steigungen braucht die Richtung Länge 1.", en="Slopes need a direction of length 1."),
)
def took_the_whole_gradient(g):
    return -dot(g, g)


steepest_slope.otherwise(
    Text(
        de="Bilde das Skalarprodukt des Gradienten mit deinem Vektor der Länge 1.",
        en="Take the dot product of the gradient with your vector of length 1.",
    )
)


def is_no_unit_vector(unit_downhill):
    """A slope belongs to a direction of length 1, up to three rounded decimals."""
    norm = length(unit_downhill)
    return not (norm.is_real and abs(norm - 1) < Rational(1, 1000))


@steepest_slope.follows(unit_downhill, unless=is_no_unit_vector)
def slope_in_own_direction(unit_downhill, g):
    return dot(g, unit_downhill)


@exercise.item(
    Expression(),
    points=2,
    bonus=True,
    prompt=Text(
        de=r"Gib die Steigung in die Richtung $(\cos\varphi;\ \sin\varphi)$ als Formel in $\varphi$ an (schreib `phi`).",
        en=r"Give the slope in the direction $(\cos\varphi, \sin\varphi)$ as a formula in $\varphi$ (write `phi`).",
    ),
    hints=[
        Text(
            de="Es ist dieselbe Rechnung wie in c); nur bleibt die Richtung ein Ausdruck mit φ.",
            en="It is the same calculation as in c); the direction just stays an expression in φ.",
        ),
        Text(
            de="Schreib Gradient und Richtung untereinander und bilde das Skalarprodukt. Zur Probe: Für φ = 0 muss "
            "der erste Eintrag des Gradienten herauskommen.",
            en="Write the gradient and the direction one below the other and form the dot product. To check: φ = 0 "
            "must give the first entry of the gradient.",
        ),
    ],
)
def slope_by_angle(g):
    return g[0] * cos(phi) + g[1] * sin(phi)


@slope_by_angle.mistake(
    "M15",
    Text(
        de="Welcher Eintrag des Gradienten gehört im Skalarprodukt zu welchem der Richtung?",
        en="Which entry of the gradient belongs to which one of the direction in the dot product?",
    ),
)
def swapped_sine_and_cosine(g):
    return g[0] * sin(phi) + g[1] * cos(phi)


@slope_by_angle.mistake(
    "M16",
    Text(
        de="Gefragt ist die Steigung in diese Richtung, nicht in die Gegenrichtung.",
        en="The question asks for the slope in this direction, not in the opposite one.",
    ),
)
def went_the_other_way(g):
    return -g[0] * cos(phi) - g[1] * sin(phi)


@slope_by_angle.mistake(
    "M17",
    Text(
        de="tan φ ist die Steigung einer Geraden in der Zeichenebene. Gefragt ist, wie steil L ist.",
        en="tan φ is the slope of a line drawn on paper. The question is how steep L is.",
    ),
)
def took_the_slope_of_a_line():
    return tan(phi)


slope_by_angle.otherwise(
    Text(
        de="Die Richtung hat schon die Länge 1. Bilde das Skalarprodukt mit dem Gradienten.",
        en="The direction has the length 1 already. Take the dot product with the gradient.",
    )
)


@exercise.item(
    Vector(2, through=line_of("v1", "v2")),
    points=1,
    prompt=Text(
        de="Nenne eine Richtung, in der sich die Höhe zunächst nicht ändert. (Jede Länge außer 0 ist recht.)",
        en="Name a direction in which the height does not change at first. (Any length but 0 will do.)",
    ),
    hints=[
        Text(
            de="Die Höhe ändert sich zunächst nicht, wenn die Steigung in diese Richtung verschwindet. Was heißt "
            "das für das Skalarprodukt?",
            en="The height does not change at first if the slope in this direction vanishes. What does that mean "
            "for the dot product?",
        ),
        Text(
            de="Nenn die Richtung (v₁; v₂) und schreib die Gleichung auf. Eine der beiden Zahlen darfst du wählen "
            "(nur nicht 0), die andere folgt daraus.",
            en="Call the direction (v₁, v₂) and write down the equation. You may choose one of the two numbers (but "
            "not 0), the other one follows.",
        ),
    ],
)
def level_direction(g):
    return [g[1], -g[0]]


@level_direction.mistake(
    "M18",
    Text(
        de="Der Nullvektor zeigt in keine Richtung.",
        en="The zero vector points in no direction.",
    ),
)
def took_no_direction():
    return [0, 0]


level_direction.otherwise(
    Text(
        de="Bilde das Skalarprodukt deiner Richtung mit dem Gradienten: Wie steil ist es in dieser Richtung?",
        en="Take the dot product of your direction with the gradient: how steep is it in this direction?",
    )
)


@level_direction.mistake(
    "M22",
    Text(
        de="Bilde das Skalarprodukt deiner Richtung mit dem Gradienten: Ist es 0?",
        en="Take the dot product of your direction with the gradient: is it 0?",
    ),
)
def turned_one_sign(g):
    return [g[0], -g[1]]


@level_direction.mistake(
    "M23",
    Text(
        de="In dieser Richtung geht es am steilsten bergauf. Welche Richtung steht senkrecht auf ihr?",
        en="In this direction it goes up most steeply. Which direction is perpendicular to it?",
    ),
)
def took_the_gradient(g):
    return [g[0], g[1]]


@level_direction.mistake(
    "M24",
    Text(
        de="In dieser Richtung geht es am steilsten bergab. Welche Richtung steht senkrecht auf ihr?",
        en="In this direction it goes down most steeply. Which direction is perpendicular to it?",
    ),
)
def took_the_way_down(g):
    return [-g[0], -g[1]]


@exercise.item(
    Value(within=HAND),
    points=1,
    bonus=True,
    prompt=Text(
        de=r"Es ist $f(x; y) = {f}$. Wie groß ist im Punkt $({place})$ der Kosinus des Winkels zwischen $-\nabla f$ und der "
        "Richtung zum Minimum?",
        en=r"Let $f(x, y) = {f}$. At the point $({place})$, what is the cosine of the angle between $-\nabla f$ and the "
        "direction to the minimum?",
    ),
    hints=[
        Text(
            de="Du brauchst zwei Pfeile, die im gegebenen Punkt beginnen: −∇f, und den, der zum Minimum zeigt.",
            en="You need two arrows that begin at the given point: −∇f, and the one that points to the minimum.",
        ),
        Text(
            de="Überlege zuerst, wo f am kleinsten ist. Vom Punkt dorthin führt: Endpunkt minus Anfangspunkt. "
            "Rechne danach ∇f in dem Punkt aus.",
            en="First think about where f is smallest. The way from the point to there is end minus beginning. "
            "After that work out ∇f at the point.",
        ),
    ],
)
def cosine_to_minimum(k):
    return cosine(k)


@cosine_to_minimum.mistake(
    "M9",
    Text(
        de="Dann wären beide Richtungen genau gleich. Zeichne sie.",
        en="Then the two directions would be exactly the same. Draw them.",
    ),
)
def thought_it_points_there():
    return 1


@cosine_to_minimum.mistake(
    "M10",
    Text(
        de="Das ist der Winkel selbst. Gefragt ist sein Kosinus.",
        en="This is the angle itself. The question asks for its cosine.",
    ),
)
def gave_the_angle(k):
    return acos(cosine(k))


@cosine_to_minimum.mistake(
    "M11",
    Text(
        de="Zwei Pfeile, die ungefähr in dieselbe Richtung zeigen: Welches Vorzeichen hat der Kosinus?",
        en="Two arrows that point roughly the same way: what sign does the cosine have?",
    ),
)
def lost_the_sign_of_the_gradient(k):
    return -cosine(k)


cosine_to_minimum.otherwise(
    Text(
        de="Der Kosinus ist das Skalarprodukt der beiden Richtungen, geteilt durch ihre beiden Längen.",
        en="The cosine is the dot product of the two directions, divided by both of their lengths.",
    )
)


at_the_minimum = exercise.choice(
    points=1,
    prompt=Text(
        de=r"Zeigt $-\nabla L$ immer genau zum Minimum?",
        en=r"Does $-\nabla L$ always point exactly at the minimum?",
    ),
    hints=[
        Text(
            de="Stell dir ein langes, schmales Tal vor und eine Kugel an seinem Hang: Wohin rollt sie zuerst?",
            en="Imagine a long, narrow valley and a ball on its side: where does it roll first?",
        ),
        Text(
            de="Zeichne ein paar langgezogene Ellipsen als Höhenlinien um ein Minimum. Zeichne in einigen Punkten den "
            "Pfeil, der senkrecht auf der Höhenlinie steht und nach innen zeigt. Sieh nach, wohin jeder führt.",
            en="Draw a few long ellipses as contour lines around a minimum. At several points draw the arrow that is "
            "perpendicular to the contour line and points inwards. Look where each one leads.",
        ),
    ],
    options={
        "A": Option(
            Text(
                de="ja, sonst würde das Verfahren gar nicht funktionieren", en="yes, otherwise the method would not work at all"
            ),
            mistake="M19",
            feedback=Text(
                de="Vergleiche in f) die Richtung von −∇f mit der zum Minimum.",
                en="Compare the direction of −∇f in f) with the one to the minimum.",
            ),
        ),
        "B": Right(Text(de="nein, es ist nur der steilste Weg von hier aus", en="no, it is only the steepest way from here")),
        "C": Option(
            Text(
                de="ja, wenn alle Einträge des Gradienten positiv sind",
                en="yes, if all entries of the gradient are positive",
            ),
            mistake="M20",
            feedback=Text(
                de="In f) sind beide Einträge des Gradienten positiv. Wohin zeigt −∇f dort?",
                en="In f) both entries of the gradient are positive. Where does −∇f point there?",
            ),
        ),
        "D": Option(
            Text(de="nein, es zeigt immer genau zum Maximum", en="no, it always points exactly at the maximum"),
            mistake="M21",
            feedback=Text(
                de="Geht es bei einem kleinen Schritt in Richtung −∇L bergauf oder bergab?",
                en="Does a small step in the direction −∇L lead uphill or downhill?",
            ),
        ),
    },
)

how_to_find = exercise.prose(
    marks=2,
    prompt=Text(
        de="Wie findet man die Richtung des steilsten Abstiegs, und warum geht es gerade dort am steilsten bergab?",
        en="How do you find the direction of steepest descent, and why is it the steepest?",
    ),
    hints=[
        Text(
            de="Der Grund steckt darin, was die Steigung in eine Richtung ist: ein Skalarprodukt mit einem Vektor der Länge 1.",
            en="The reason lies in what the slope in a direction is: a dot product with a vector of length 1.",
        ),
        Text(
            de="Ein Skalarprodukt ist Länge mal Länge mal Kosinus des Winkels. Überlege, für welchen Winkel es am "
            "kleinsten ist, wenn beide Längen feststehen.",
            en="A dot product is length times length times the cosine of the angle. Think about which angle makes "
            "it smallest if both lengths are fixed.",
        ),
    ],
    rubric=[
        Text(
            de="Der Gradient zeigt in die Richtung des steilsten Anstiegs, also nimmt man sein Negatives.",
            en="The gradient points in the direction of steepest ascent, so one takes its negative.",
        ),
        Text(
            de="Die Steigung ist das Skalarprodukt von Gradient und Richtung; es ist am kleinsten, wenn beide "
            "entgegengesetzt sind.",
            en="The slope is the dot product of gradient and direction; it is smallest where the two are opposite.",
        ),
    ],
)

TRIPLES = ((3, 4), (5, 12), (8, 15), (6, 8))


@exercise.variants(count=12)
def draw(dice):
    first, second = dice.choice(TRIPLES)
    return {
        "g": Tuple(dice.choice((-1, 1)) * first, dice.choice((-1, 1)) * second),
        "k": dice.choice((4, 9, 10)),
    }


exercise.worked(
    Text(
        de=r"In eine Richtung $u$ der Länge 1 ist die Steigung das Skalarprodukt $\nabla L \cdot u = |\nabla L| \cdot "
        r"\cos\alpha$; $\alpha$ ist der Winkel zwischen beiden. Sie ist am kleinsten, wenn $u$ dem Gradienten genau "
        "entgegengesetzt ist, also in Richtung $({downhill})$. Durch die Länge geteilt ist das $({unit_downhill})$, die "
        r"Steigung ist dort $-|\nabla L| = {steepest_slope}$. Quer zum Gradienten, etwa in Richtung $({level_direction})$, "
        "ist sie 0.",
        en=r"In a direction $u$ of length 1 the slope is the dot product $\nabla L \cdot u = |\nabla L| \cdot \cos\alpha$, "
        r"where $\alpha$ is the angle between them. It is smallest if $u$ is exactly opposite to the gradient, that is in "
        "the direction $({downhill})$. Divided by its length this is $({unit_downhill})$, and the slope there is "
        r"$-|\nabla L| = {steepest_slope}$. Across the gradient, in the direction $({level_direction})$ say, it is 0.",
    ),
    Text(
        de=r"Für $u = (\cos\varphi;\ \sin\varphi)$ ist das Skalarprodukt ${slope_by_angle}$.",
        en=r"For $u = (\cos\varphi, \sin\varphi)$ the dot product is ${slope_by_angle}$.",
    ),
    Text(
        de=r"Im Punkt $({place})$ von $f = {f}$ sind beide Ableitungen gleich $2 \cdot {k}$, der steilste Weg führt also "
        r"schräg nach links unten. Das Minimum liegt aber in Richtung $(-{k};\ -1)$. Skalarprodukt durch die beiden "
        r"Längen: $\cos\alpha = {cosine_to_minimum} \approx {cosine_rounded}$. Das ist kleiner als 1, $-\nabla f$ zeigt am "
        "Minimum vorbei.",
        en=r"At the point $({place})$ of $f = {f}$ both derivatives are $2 \cdot {k}$, so the steepest way leads down to "
        "the left at 45 degrees. But the minimum lies in the direction $(-{k}, -1)$. Dot product over both lengths: "
        r"$\cos\alpha = {cosine_to_minimum} \approx {cosine_rounded}$. That is less than 1, so $-\nabla f$ points past the "
        "minimum.",
    ),
)


@exercise.picture(
    caption=Text(
        de=r"Zuerst Höhenlinien um den Punkt, dann die Steigung in Abhängigkeit vom Winkel $\varphi$: Je tiefer dein Punkt "
        "dort liegt, desto steiler geht es bergab.",
        en=r"First contours around the point, then the slope plotted against the angle $\varphi$: the lower your point lies "
        "there, the steeper it goes down.",
    ),
    legend={
        "contours": Text(de="Höhenlinien", en="contours"),
        "gradient": Text(de="der Gradient", en="the gradient"),
        "slope": Text(de=r"die Steigung in Richtung $\varphi$", en=r"the slope in the direction $\varphi$"),
        "downhill": Text(de="deine Richtung aus a)", en="your direction from a)"),
    },
)
def slope_in_every_direction(right, downhill, g):
    from math import atan2, hypot, pi
    from math import cos as cosine
    from math import sin as sine

    first, second = float(g[0]), float(g[1])
    norm = hypot(first, second)
    levels = [1.5 * (abs(first) + abs(second)) * index / 5 for index in range(-4, 5)]
    flat = [
        contours(lambda u, v: first * u + second * v, (-1.5, 1.5), (-1.5, 1.5), levels, QUIET, "contours", steps=1),
        Arrow((0, 0), (first / norm, second / norm), COURSE, "gradient"),
    ]
    polar = [graph(lambda angle: first * cosine(angle) + second * sine(angle), -pi, pi, COURSE, "slope"), Horizontal(0)]
    own = numbers(downhill)
    if len(own) == 2 and hypot(*own) > 0:
        across, up = own[0] / hypot(*own), own[1] / hypot(*own)
        flat.append(Arrow((0, 0), (across, up), tone("downhill", right), "downhill"))
        polar.append(dots([(atan2(up, across), first * across + second * up)], tone("downhill", right), "downhill"))
    angles = ((-pi, "−π"), (-pi / 2, "−π/2"), (0, "0"), (pi / 2, "π/2"), (pi, "π"))
    return [
        panel(*flat, x=Axis("", -1.5, 1.5), y=Axis("", -1.5, 1.5), square=True),
        panel(*polar, x=Axis("φ", ticks=angles)),
    ]
