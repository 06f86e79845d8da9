"""Exercise 16: the gradient in two variables, f(x, y) = a*x^2 + b*y^3 + c*x*y.

grad f = (2a*x + c*y, 3b*y^2 + c*x), at (1, 1) it is (2a + c, 3b + c). Critical: y = -2a*x/c, so 12a^2*b*x^2 + c^3*x = 0,
x = 0 or x = -c^3/(12a^2*b) with y = c^2/(6ab). The Hessian [[2a, c], [c, 6b*y]] has the determinant 12ab*y - c^2: -c^2 < 0
at the origin (saddle), +c^2 > 0 at the other point, a minimum for a > 0. f(0, y) = b*y^3 -> -oo for y -> -oo, so it is no
global one. Material: a = b = c = 1, gradient (3, 4), length 5.
"""

import math

from sympy import FiniteSet, Poly, Rational, oo, solve, sqrt, symbols

from grader.authoring import EXACT, HAND, Exercise, Given, Labels, SolutionSet, Text, Value, Vector
from grader.authoring.drawing import COURSE, RIGHT, Arrow, Axis, contours, dots, numbers, panel, tone

x, y = symbols("x y")

ETA = Rational(1, 10)
START = (1, 1)


def landscape(a, b, c):
    return a * x**2 + b * y**3 + c * x * y


def at(point, formulas):
    return [formula.subs({x: point[0], y: point[1]}) for formula in formulas]


def step(gradient):
    return [place - ETA * slope for place, slope in zip(START, gradient, strict=True)]


exercise = Exercise(
    title=Text(de="Gradient in zwei Variablen", en="Gradient in two variables"),
    topic=Text(de="Gradient Descent", en="gradient descent"),
    section=Text(de="Gradient Descent: mehrere Variablen", en="Gradient descent: several variables"),
    statement=Text(
        de=r"Es ist $f(x; y) = {f}$. Bestimme den Gradienten, mache von $(1; 1)$ aus einen Schritt Gradient Descent und "
        "suche die kritischen Punkte, das sind die, an denen der Gradient der Nullvektor ist.",
        en=r"Let $f(x, y) = {f}$. Find the gradient, take one step of gradient descent from $(1, 1)$ and look for the critical "
        "points, which are those at which the gradient is the zero vector.",
    ),
    given=Given(a=1, b=1, c=1),
    symbols="x y",
    formulas={"f": landscape},
)


@exercise.item(
    Vector(2, within=None),
    points=2,
    prompt=Text(
        de=r"Berechne den Gradienten $\nabla f(x; y)$: zuerst die Ableitung nach $x$, dann die nach $y$.",
        en=r"Compute the gradient $\nabla f(x, y)$: first the derivative with respect to $x$, then the one with respect to "
        "$y$.",
    ),
    hints=[
        Text(
            de="Der Gradient besteht aus zwei gewöhnlichen Ableitungen, die man nacheinander macht, jede nach einer Variablen.",
            en="The gradient is made of two ordinary derivatives, one after the other, each with respect to one variable.",
        ),
        Text(
            de="Schreib für y vorübergehend die Zahl 100: Wie leitest du dann nach x ab? Genauso geht es mit y, nur "
            "wird nichts ausgerechnet.",
            en="Write the number 100 for y for a moment: how do you differentiate with respect to x then? It is the "
            "same with y, only that nothing is worked out.",
        ),
    ],
)
def grad_formula(a, b, c):
    return [2 * a * x + c * y, 3 * b * y**2 + c * x]


@grad_formula.mistake(
    "M1",
    Text(
        de="In beiden Einträgen fehlt etwas: Auch der Summand mit x·y hängt von beiden Variablen ab.",
        en="Something is missing in both entries: the term with x·y depends on both variables, too.",
    ),
)
def ignored_the_mixed_term(a, b):
    return grad_formula.make(a, b, 0)


@grad_formula.mistake(
    "M8",
    Text(
        de="Im ersten Eintrag fehlt etwas: Auch der Summand mit x·y wird nach x abgeleitet.",
        en="Something is missing in the first entry: the term with x·y is differentiated with respect to x, too.",
    ),
)
def ignored_it_in_the_first_entry(a, b, c):
    return [2 * a * x, 3 * b * y**2 + c * x]


@grad_formula.mistake(
    "M9",
    Text(
        de="Im zweiten Eintrag fehlt etwas: Auch der Summand mit x·y wird nach y abgeleitet.",
        en="Something is missing in the second entry: the term with x·y is differentiated with respect to y, too.",
    ),
)
def ignored_it_in_the_second_entry(a, b, c):
    return [2 * a * x + c * y, 3 * b * y**2]


@grad_formula.mistake(
    "M10",
    Text(
        de="Der erste Eintrag ist die Ableitung nach x, der zweite die nach y.",
        en="The first entry is the derivative with respect to x, the second the one with respect to y.",
    ),
)
def swapped_the_entries(a, b, c):
    return grad_formula.make(a, b, c)[::-1]


@grad_formula.mistake(
    "M11",
    Text(
        de="Wird nach einer Variablen abgeleitet, ist die andere eine Zahl. Was bleibt von x·y?",
        en="When differentiating with respect to one variable, treat the other as a number. What remains of x·y?",
    ),
)
def kept_the_wrong_factor(a, b, c):
    return [2 * a * x + c * x, 3 * b * y**2 + c * y]


grad_formula.otherwise(
    Text(
        de="Leite jeden Summanden einzeln ab; die andere Variable ist dabei eine Zahl.",
        en="Differentiate term by term, and treat the other variable as a number.",
    )
)


@exercise.item(
    Vector(2, within=EXACT, or_number=True),
    points=1,
    prompt=Text(
        de=r"Wie lautet der Gradient im Punkt $(1; 1)$?",
        en=r"What is the gradient at the point $(1, 1)$?",
    ),
    hints=[
        Text(
            de="Der Gradient ist an jeder Stelle ein anderer Vektor. Hier ist der an einer bestimmten Stelle gemeint.",
            en="The gradient is another vector at every point. Here the one at a certain point is meant.",
        ),
        Text(
            de="Setze die Stelle in jeden Eintrag aus a) ein. Zur Probe: Mach x um 0,001 größer; f muss sich "
            "ungefähr um ein Tausendstel des ersten Eintrags ändern.",
            en="Substitute the point into each entry of a). To check: make x larger by 0.001; f must change by "
            "about a thousandth of the first entry.",
        ),
    ],
)
def grad_at_start(a, b, c):
    return at(START, grad_formula.make(a, b, c))


@grad_at_start.mistake(
    "M2",
    Text(
        de="Der erste Eintrag ist die Ableitung nach x.",
        en="The first entry is the derivative with respect to x.",
    ),
)
def swapped_the_components(a, b, c):
    return at(START, grad_formula.make(a, b, c))[::-1]


@grad_at_start.mistake(
    "M3",
    Text(de="Der Gradient ist ein Vektor, keine Zahl.", en="The gradient is a vector, not a number."),
)
def added_the_components(a, b, c):
    return sum(at(START, grad_formula.make(a, b, c)))


grad_at_start.otherwise(
    Text(
        de="Setze x = 1 und y = 1 in deine Formeln aus a) ein.",
        en="Substitute x = 1 and y = 1 into your formulas from a).",
    )
)


def same_everywhere(grad_formula):
    """A constant gradient is not evaluated, only copied."""
    return not any(slope.free_symbols for slope in grad_formula)


@grad_at_start.follows(grad_formula, unless=same_everywhere)
def own_gradient_at_start(grad_formula):
    return at(START, grad_formula)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(de="Wie lang ist der Vektor aus b)?", en="How long is the vector from b)?"),
    hints=[
        Text(
            de="Ein Vektor ist ein Pfeil. Seine Einträge sagen, wie weit er nach rechts und wie weit er nach oben reicht.",
            en="A vector is an arrow. Its entries say how far it reaches to the right and how far it reaches up.",
        ),
        Text(
            de="Quadriere beide Einträge und addiere sie, bevor du die Wurzel ziehst. Die Wurzel darf als `sqrt(…)` "
            "stehen bleiben.",
            en="Square both entries and add them before you take the root. The root may stay as `sqrt(…)`.",
        ),
    ],
)
def grad_length(a, b, c):
    return sqrt(sum(slope**2 for slope in at(START, grad_formula.make(a, b, c))))


@grad_length.mistake(
    "M12",
    Text(
        de="Zeichne den Vektor: Er ist die längste Seite eines rechtwinkligen Dreiecks.",
        en="Draw the vector: it is the longest side of a right-angled triangle.",
    ),
)
def added_the_components_for_the_length(a, b, c):
    return sum(at(START, grad_formula.make(a, b, c)))


@grad_length.mistake(
    "M13",
    Text(
        de="Das ist das Quadrat der Länge.",
        en="This is the square of the length.",
    ),
)
def forgot_the_root(a, b, c):
    return sum(slope**2 for slope in at(START, grad_formula.make(a, b, c)))


grad_length.otherwise(
    Text(
        de="Zeichne den Vektor aus b) und die beiden Katheten dazu. Was sagt Pythagoras?",
        en="Draw the vector from b) and the two legs that belong to it. What does Pythagoras say?",
    )
)


def along_an_axis(grad_at_start):
    """With one component other than 0 there is no length to compute, only a sign to drop."""
    return no_numbers(grad_at_start) or len(grad_at_start) < 2 or 0 in grad_at_start


@grad_length.follows(grad_at_start, unless=along_an_axis)
def length_of_own_gradient(grad_at_start):
    return sqrt(sum(slope**2 for slope in grad_at_start))


@exercise.item(
    Vector(2, within=HAND),
    points=1,
    prompt=Text(
        de=r"Mache mit $\eta = 0{,}1$ einen Schritt Gradient Descent von $(1; 1)$ aus. Wo landest du?",
        en=r"Take one step of gradient descent from $(1, 1)$ with $\eta = 0.1$. Where do you arrive?",
    ),
    hints=[
        Text(
            de="Ein Update ändert x und y zugleich. Beide benutzen den Gradienten am alten Punkt.",
            en="An update changes x and y at the same time. Both use the gradient at the old point.",
        ),
        Text(
            de="Multipliziere den Vektor aus b) mit η und zieh das Ergebnis Eintrag für Eintrag vom Start ab.",
            en="Multiply the vector from b) by η and subtract the result from the start, entry by entry.",
        ),
    ],
)
def next_point(a, b, c):
    return step(at(START, grad_formula.make(a, b, c)))


@next_point.mistake("M4", Text(de="Prüfe das Vorzeichen in der Update-Regel.", en="Check the sign in the update rule."))
def went_uphill(a, b, c):
    return [2 * place - landed for place, landed in zip(START, step(at(START, grad_formula.make(a, b, c))), strict=True)]


@next_point.mistake("M5", Text(de="Wo kommt η in deiner Rechnung vor?", en="Where does η enter your calculation?"))
def forgot_the_learning_rate(a, b, c):
    return [place - slope for place, slope in zip(START, at(START, grad_formula.make(a, b, c)), strict=True)]


@next_point.mistake(
    "M14",
    Text(
        de="Das ist nur die Änderung. Wo landest du von (1; 1) aus?",
        en="This is the change only. Where do you arrive from (1, 1)?",
    ),
)
def gave_the_change(a, b, c):
    return [-ETA * slope for slope in at(START, grad_formula.make(a, b, c))]


next_point.otherwise(
    Text(
        de="Rechne jede Koordinate einzeln: alter Wert minus η mal Eintrag des Gradienten.",
        en="Compute each coordinate by itself: old value minus η times the entry of the gradient.",
    )
)


def no_numbers(vector):
    return not all(entry.is_number and entry.is_real and entry.is_finite for entry in vector)


def flat_formula(grad_formula):
    """Where the own gradient is 0 no step would be made."""
    own = at(START, grad_formula)
    return no_numbers(own) or same_everywhere(grad_formula) or not any(own)


def flat_start(grad_at_start):
    return no_numbers(grad_at_start) or not any(grad_at_start)


@next_point.follows(grad_formula, unless=flat_formula)
def step_with_own_formula(grad_formula):
    return step(at(START, grad_formula))


@next_point.follows(grad_at_start, unless=flat_start)
def step_with_own_gradient(grad_at_start):
    return step(grad_at_start)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de="Wie groß ist $f$ im neuen Punkt?",
        en="What is $f$ at the new point?",
    ),
    hints=[
        Text(
            de="Hier wird nur eingesetzt, und zwar in f, nicht in den Gradienten.",
            en="You only substitute here, into f and not into the gradient.",
        ),
        Text(
            de="Rechne jeden Summanden von f für sich aus und runde erst ganz am Schluss.",
            en="Work out each term of f by itself and round only at the very end.",
        ),
    ],
)
def value_there(a, b, c):
    return at(step(at(START, grad_formula.make(a, b, c))), [landscape(a, b, c)])[0]


@value_there.mistake(
    "M15",
    Text(
        de="Das ist f am Start. Gefragt ist der Wert im neuen Punkt.",
        en="This is f at the start. The question asks for the value at the new point.",
    ),
)
def stayed_at_the_start(a, b, c):
    return a + b + c


value_there.otherwise(
    Text(
        de="Setze deinen Punkt aus d) in f ein.",
        en="Substitute your point from d) into f.",
    )
)


def never_left(next_point):
    """At the start f is known without a step."""
    return no_numbers(next_point) or next_point == list(START)


@value_there.follows(next_point, unless=never_left)
def value_at_own_point(next_point, a, b, c):
    return at(next_point, [landscape(a, b, c)])[0]


@exercise.item(
    SolutionSet(points=True, within=HAND),
    points=2,
    bonus=True,
    prompt=Text(
        de="Gib die Menge aller kritischen Punkte $(x; y)$ an, exakt oder auf 3 Nachkommastellen genau.",
        en="Give the set of all critical points $(x, y)$, exactly or to 3 decimals.",
    ),
    hints=[
        Text(
            de="Beide Einträge des Gradienten müssen zugleich verschwinden. Das ist ein Gleichungssystem mit zwei Unbekannten.",
            en="Both entries of the gradient must vanish at the same time. This is a system of equations with two unknowns.",
        ),
        Text(
            de="Drück x aus der ersten Gleichung durch y aus und setze es in die zweite ein. Heb dort y heraus, "
            "statt durch y zu dividieren.",
            en="Express x in terms of y by the first equation and substitute it into the second one. Take out y as "
            "a factor there instead of dividing by y.",
        ),
    ],
)
def critical_points(a, b, c):
    return FiniteSet((0, 0), (-(c**3) / (12 * a**2 * b), c**2 / (6 * a * b)))


@critical_points.mistake(
    "M6",
    Text(
        de="Wenn du durch x dividierst, geht eine Lösung verloren.",
        en="Dividing by x loses a solution.",
    ),
)
def divided_by_x(a, b, c):
    return FiniteSet((-(c**3) / (12 * a**2 * b), c**2 / (6 * a * b)))


@critical_points.mistake(
    "M16",
    Text(
        de="Dieser Punkt stimmt. Hat das Gleichungssystem noch eine Lösung mit x ≠ 0?",
        en="This point is right. Do the equations have another solution, with x ≠ 0?",
    ),
)
def stopped_at_the_origin():
    return FiniteSet((0, 0))


@critical_points.mistake(
    "M17",
    Text(
        de="Setze deine Punkte in beide Gleichungen ein: Stimmt das Vorzeichen von x?",
        en="Substitute your points into both equations: is the sign of x right?",
    ),
)
def lost_the_sign_of_x(a, b, c):
    return FiniteSet((0, 0), (c**3 / (12 * a**2 * b), c**2 / (6 * a * b)))


@critical_points.mistake(
    "M18",
    Text(
        de="Setze deine Punkte in beide Gleichungen ein: Stimmt das Vorzeichen von y?",
        en="Substitute your points into both equations: is the sign of y right?",
    ),
)
def lost_the_sign_of_y(a, b, c):
    return FiniteSet((0, 0), (-(c**3) / (12 * a**2 * b), -(c**2) / (6 * a * b)))


def beyond_degree_two(grad_formula):
    """Only polynomials of degree 1 or 2 in x and y are solved by hand."""
    if not all(slope.is_polynomial(x, y) for slope in grad_formula):
        return True
    return any(not 1 <= Poly(slope, x, y).total_degree() <= 2 for slope in grad_formula)


def real_zeros(grad_formula):
    """The points where a gradient is 0; none where it is zero along a whole line."""
    zeros = solve(grad_formula, [x, y], dict=True)
    points = [(zero.get(x, x), zero.get(y, y)) for zero in zeros]
    if any(entry.free_symbols for point in points for entry in point):
        return []
    return [point for point in points if all(entry.is_real for entry in point)]


@critical_points.follows(grad_formula, unless=beyond_degree_two)
def several_zeros_of_own_gradient(grad_formula):
    zeros = real_zeros(grad_formula)
    return FiniteSet(*zeros) if len(zeros) > 1 else None


@critical_points.follows(grad_formula, at_most=1, unless=beyond_degree_two)
def zeros_of_own_gradient(grad_formula):
    """Where there is one zero only, as without the mixed term, no solution can be lost: half of the work."""
    return FiniteSet(*real_zeros(grad_formula)) or None


@exercise.item(
    Labels(
        2,
        words=(
            "max|Maximum|lokales Maximum|local maximum",
            "min|Minimum|lokales Minimum|local minimum",
            "saddle|Sattel|Sattelpunkt|saddle point",
        ),
    ),
    points=1,
    bonus=True,
    prompt=Text(
        de="Von welcher Art sind die kritischen Punkte? Beginne mit dem, der das größte $x$ hat, und antworte für jeden mit "
        "'max', 'min' oder 'saddle' (Sattelpunkt).",
        en="What kind are the critical points? Begin with the one that has the largest $x$, and answer for each of them "
        "with 'max', 'min' or 'saddle'.",
    ),
    hints=[
        Text(
            de="An einem Minimum geht es in alle Richtungen bergauf, an einem Maximum in alle bergab, an einem "
            "Sattelpunkt in manche so und in andere so.",
            en="At a minimum every direction leads uphill, at a maximum every direction leads downhill, at a saddle "
            "some lead up and others down.",
        ),
        Text(
            de="Rechne f auf einem kleinen Kreis um jeden der Punkte aus, etwa mit dem Radius 0,01 in acht "
            "Richtungen, und vergleiche mit f im Punkt selbst.",
            en="Work out f on a small circle around each of the points, for instance with the radius 0.01 in eight "
            "directions, and compare with f at the point itself.",
        ),
    ],
)
def kinds_of_points(c):
    return ["saddle", "min"] if c > 0 else ["min", "saddle"]


@kinds_of_points.mistake(
    "M7",
    Text(
        de="Gradient 0 heißt noch nicht Minimum: Steigt f von jedem der Punkte aus in alle Richtungen?",
        en="Gradient 0 does not mean minimum yet: does f rise in all directions from each of the points?",
    ),
)
def took_both_for_minima():
    return ["min", "min"]


@kinds_of_points.mistake(
    "M19",
    Text(
        de="Untersuche f auf einer Geraden durch jeden der Punkte, und achte auf die Reihenfolge.",
        en="Investigate f on a line through each of the points, and keep the right order.",
    ),
)
def swapped_the_kinds(c):
    return kinds_of_points.make(c)[::-1]


@kinds_of_points.mistake(
    "M20",
    Text(
        de="Fällt f von jedem der Punkte aus auch irgendwohin? Untersuche beide.",
        en="Does f fall in some direction from each of the points? Investigate both.",
    ),
)
def took_both_for_saddles():
    return ["saddle", "saddle"]


kinds_of_points.otherwise(
    Text(
        de="Vergleiche f an jedem der Punkte mit Werten ganz in der Nähe: überall größer, überall kleiner oder beides?",
        en="Compare f at each of the points with values close by: larger everywhere, smaller everywhere, or both?",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de=r"Um zu sehen, ob $f$ ein globales Minimum hat, untersuche $f(0; y)$: Wohin strebt dieser Wert für $y \to "
        r"-\infty$? (Unendlich schreibst du `oo`, wenn nötig mit Vorzeichen.)",
        en=r"To find out whether $f$ has a global minimum, investigate $f(0, y)$: what is its limit as $y \to -\infty$? "
        "(Infinity is written `oo`, with a sign if needed.)",
    ),
    hints=[
        Text(
            de="Setze zuerst das x ein: Welche Summanden von f bleiben übrig?",
            en="Substitute the x first: which terms of f are left?",
        ),
        Text(
            de="Überlege, was eine ungerade Potenz aus einer negativen Zahl macht, und wie sich ihr Betrag ändert, "
            "wenn die Zahl weiter nach links wandert.",
            en="Think about what an odd power makes of a negative number, and how its size changes if the number "
            "moves further to the left.",
        ),
    ],
)
def far_down():
    return -oo


far_down.shown_on_purpose(r"y \to -\infty", because="where y goes, not f")


@far_down.mistake(
    "M21",
    Text(
        de="Setze y = −10 und y = −100 in f(0; y) ein.",
        en="Substitute y = −10 and y = −100 into f(0, y).",
    ),
)
def stopped_at_zero():
    return 0


@far_down.mistake(
    "M22",
    Text(
        de="Welches Vorzeichen hat y³, wenn y negativ ist?",
        en="What sign does y³ have if y is negative?",
    ),
)
def lost_the_sign_of_the_cube():
    return oo


far_down.otherwise(
    Text(
        de="Setze x = 0 und dann y = −10, y = −100 und y = −1000 ein.",
        en="Substitute x = 0 and then y = −10, y = −100 and y = −1000.",
    )
)


exercise.worked(
    Text(
        de=r"Leite nach einer Variablen ab und behandle die andere wie eine Zahl: $\nabla f(x; y) = ({grad_formula})$. In "
        r"$(1; 1)$ ist das $({grad_at_start})$, nach Pythagoras mit der Länge ${grad_length}$.",
        en=r"Differentiate with respect to one variable and treat the other like a number: $\nabla f(x, y) = "
        "({grad_formula})$. At $(1, 1)$ this is $({grad_at_start})$, with length ${grad_length}$ by Pythagoras.",
    ),
    Text(
        de=r"Bergab geht es gegen den Gradienten: $(1; 1) - 0{,}1 \cdot ({grad_at_start}) = ({next_point})$, und dort ist "
        r"$f = {value_there}$.",
        en=r"Downhill is against the gradient: $(1, 1) - 0.1 \cdot ({grad_at_start}) = ({next_point})$, and there $f = "
        r"{value_there}$.",
    ),
    Text(
        de="Beide Ableitungen sind 0: Drücke mit der ersten Gleichung $y$ durch $x$ aus. Eingesetzt in die zweite lässt "
        "sich $x$ ausklammern (nicht kürzen, sonst fehlt der Ursprung), und es bleiben ${critical_points}$. Aus den "
        "zweiten Ableitungen folgt die Art: $D = f_{xx} f_{yy} - f_{xy}^2$ (die Determinante der Hesse-Matrix) ist im "
        "Ursprung negativ, dort liegt also ein Sattelpunkt; im anderen Punkt ist $D$ positiv und $f_{xx} > 0$, also ein "
        r"lokales Minimum. Ein globales gibt es nicht: $f(0; y)$ fällt für $y \to -\infty$ gegen ${far_down}$.",
        en="Both derivatives are 0: use the first equation to express $y$ in terms of $x$. Substituted into the second, $x$ "
        "can be factored out (not cancelled, or the origin is lost), and ${critical_points}$ remain. The second derivatives "
        "tell the kind: $D = f_{xx} f_{yy} - f_{xy}^2$ (the determinant of the Hessian) is negative at the origin, so there "
        "is a saddle point; at the other point $D$ is positive and $f_{xx} > 0$, so it is a local minimum. There is no "
        r"global one: $f(0, y)$ falls to ${far_down}$ as $y \to -\infty$.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Höhenlinien von $f$ um den Start $(1; 1)$ mit deinen Antworten.",
        en="Contours of $f$ around the start $(1, 1)$ with your answers.",
    ),
    legend={
        "contours": Text(de="Höhenlinien", en="contours"),
        "start": Text(de="der Start", en="the start"),
        "gradient": Text(de="die Richtung deines Gradienten", en="the direction of your gradient"),
        "step": Text(de="dein Schritt", en="your step"),
        "critical": Text(de="die kritischen Punkte", en="the critical points"),
    },
)
def step_on_the_contours(right, grad_at_start, next_point, a, b, c):
    a, b, c = float(a), float(b), float(c)
    low, high = -1.5, 2.0
    heights = contours(lambda u, v: a * u**2 + b * v**3 + c * u * v, (low, high), (low, high), 14, COURSE, "contours")
    marks = [heights, dots([(1, 1)], COURSE, "start")]
    if len(slope := numbers(grad_at_start if isinstance(grad_at_start, list) else None)) == 2 and any(slope):
        tip = tuple(1 + 0.8 * part / math.hypot(*slope) for part in slope)
        marks.append(Arrow((1, 1), tip, tone("grad_at_start", right), "gradient"))
    if len(landed := numbers(next_point)) == 2:
        tint = tone("next_point", right)
        marks += [Arrow((1, 1), tuple(landed), tint), dots([landed], tint, "step", shape="diamond")]
    if "critical_points" in right:
        marks.append(dots(map(numbers, right["critical_points"]), RIGHT, "critical", shape="square"))
    return panel(*marks, x=Axis("x", low, high), y=Axis("y", low, high), square=True)


# (a, b, c) with (2a + c, 3b + c) = (3, 4), (6, 8), (5, 12), (12, 5), (8, 15), (15, 8), (3, 4) …: whole lengths
LANDSCAPES = ((2, 2, 2), (1, 3, 3), (5, 1, 2), (4, 3, -5), (5, 4, -4), (1, 3, 6), (5, 1, 5))


@exercise.variants(count=8)
def draw(dice):
    a, b, c = dice.choice(LANDSCAPES)
    return {"a": a, "b": b, "c": c}
