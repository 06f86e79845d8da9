"""Exercise 6: a minimum at a kink, L(w) = |c*w - e^(-a*w)|.

L >= 0, and L = 0 where c*w = e^(-a*w), that is a*w*e^(a*w) = a/c, so w* = W(a/c)/a; for the material's a = c = 1 it is
W(1) = 0.5671. Left and right of it L' = -+(c + a*e^(-a*w)), never 0; at w* itself e^(-a*w*) = c*w*.
"""

import math

from sympy import EmptySet, FiniteSet, Interval, LambertW, exp, floor, log, oo, symbols

from grader.authoring import (
    HAND,
    LOOP,
    Exercise,
    Expression,
    Function,
    Given,
    Numbers,
    Option,
    Rational,
    Right,
    SolutionSet,
    Text,
    Tolerance,
    Value,
    Vector,
    Way,
    rounded,
)
from grader.authoring.drawing import COURSE, OWN, RIGHT, Axis, dots, graph, number, panel, polyline, tone

w = symbols("w")

# four decimals are off by at most 5e-5; doubled for a value that was rounded twice
FOUR_DECIMALS = Tolerance(abs=Rational(1, 10_000))


def inside(a, c):
    """g(w), the formula between the bars."""
    return c * w - exp(-a * w)


def lowest_place(a, c):
    return LambertW(a / c) / a


exercise = Exercise(
    title=Text(de="Minimum mit Knick", en="A minimum at a kink"),
    topic=Text(de="Minima von Loss-Funktionen", en="minima of loss functions"),
    section=Text(
        de="Minima von Loss-Funktionen: ein Minimum ohne Ableitung",
        en="Minima of loss functions: a minimum without a derivative",
    ),
    statement=Text(
        de=r"Es ist $L(w) = \left|{g}\right|$. Zeige mit $g(w) = {g}$, dass es genau eine Minimumstelle "
        "gibt, und berechne sie auf mindestens 4 Nachkommastellen.",
        en=r"Let $L(w) = \left|{g}\right|$. Use $g(w) = {g}$ to show that there is exactly one minimiser, "
        "and compute it to at least 4 decimals.",
    ),
    given=Given(a=1, c=1),
    symbols="w",
    formulas={"g": inside, "minimiser_rounded": lambda a, c: rounded(minimiser.make(a, c), 4)},
)


@exercise.item(
    Value(within=HAND),  # 0, but whoever gives the place gives it rounded
    points=1,
    prompt=Text(
        de="Wie groß ist der kleinste Wert von $L$? Die Teile c), f) und g) helfen dir bei a) und b).",
        en="What is the smallest value of $L$? Parts c), f) and g) will help you with a) and b).",
    ),
    hints=[
        Text(
            de="Ein Betrag ist ein Abstand auf der Zahlengeraden. Überlege, was der kleinste Abstand ist, den es gibt.",
            en="An absolute value is a distance on the number line. Think about what the smallest possible distance is.",
        ),
        Text(
            de="Mach zuerst f): Was sagen die Vorzeichen von g an den beiden Enden darüber, welche Werte g dazwischen annimmt?",
            en="Do f) first: what do the signs of g at the two ends say about the values that g takes in between?",
        ),
    ],
)
def lowest_value():
    return 0


@lowest_value.mistake(
    "M13",
    Text(
        de="So groß ist L an der Stelle 0. Geht es kleiner?",
        en="This is how large L is at the point 0. Can it get smaller?",
    ),
)
def took_the_value_at_0():
    return 1


lowest_value.shown_on_purpose("1e-6", because="an example of tol")
lowest_value.otherwise(
    Text(
        de="Wie klein kann ein Betrag werden? Wechselt g irgendwo das Vorzeichen?",
        en="How small can an absolute value get? Does g change its sign anywhere?",
    )
)


@exercise.item(
    Value(within=FOUR_DECIMALS),
    points=1,
    prompt=Text(
        de="An welcher Stelle $w$ wird er angenommen? (mindestens 4 Nachkommastellen)",
        en="At which $w$ is it attained? (at least 4 decimals)",
    ),
    hints=[
        Text(
            de="Die Gleichung, die hier zu lösen ist, hat keine Lösung aus den Formeln der Schule. Man kreist die "
            "Stelle mit einem Verfahren ein.",
            en="The equation to be solved here cannot be solved by the formulas from school. The place is enclosed "
            "step by step by a method.",
        ),
        Text(
            de="Beginne mit dem Intervall von 0 bis 1 und rechne g in der Mitte aus. Behalte die Hälfte, an deren "
            "Enden g verschiedene Vorzeichen hat, und wiederhole das, bis die Stellen feststehen.",
            en="Begin with the interval from 0 to 1 and work out g in the middle. Keep the half at whose ends g has "
            "different signs, and repeat this until the decimals are settled.",
        ),
    ],
)
def minimiser(a, c):
    return lowest_place(a, c)


@minimiser.mistake(
    "M1",
    Text(de="Setze dein w in L ein: Geht es kleiner?", en="Substitute your w into L: can it be smaller?"),
)
def zeroed_a_wrong_slope(a, c):
    return log(a / c) / a


@minimiser.mistake(
    "M2",
    Text(
        de="Setze dein w zur Probe in g ein: Kommt 0 heraus?",
        en="Substitute your w into g to check: is the result 0?",
    ),
)
def one_fixed_point_step(a, c):
    return exp(-a) / c


@minimiser.mistake(
    "M3",
    Text(
        de="Richtige Gegend, zu grob: L ist dort noch größer als 0,004.",
        en="Right area, too coarse: L is still above 0.004.",
    ),
)
def rounded_too_early(a, c):
    return Rational(floor(100 * lowest_place(a, c) + Rational(1, 2)), 100)


@minimiser.mistake(
    "M4",
    Text(de="Setze 0,5 in g ein: Kommt 0 heraus?", en="Substitute 0.5 into g: is the result 0?"),
)
def first_midpoint():
    return Rational(1, 2)


minimiser.otherwise(
    Text(
        de="Setze dein w in g ein: Wie weit ist das Ergebnis von 0 entfernt?",
        en="Substitute your w into g: how far is the result from 0?",
    )
)


@exercise.item(
    Expression(),
    points=1,
    prompt=Text(de="Berechne die Ableitung $g'(w)$.", en="Compute the derivative $g'(w)$."),
    hints=[
        Text(
            de="Eine Differenz leitet man Summand für Summand ab; für die Exponentialfunktion brauchst du die Kettenregel.",
            en="A difference is differentiated term by term; for the exponential function you need the chain rule.",
        ),
        Text(
            de="Leite den Exponenten für sich ab und schreib das Ergebnis als Faktor dazu. Achte darauf, was aus "
            "den beiden Minuszeichen wird.",
            en="Differentiate the exponent by itself and write the result as a factor. Mind what becomes of the two "
            "minus signs.",
        ),
    ],
)
def slope_of_g(a, c):
    return c + a * exp(-a * w)


@slope_of_g.mistake(
    "M5",
    Text(
        de="Was ist die Ableitung des Exponenten?",
        en="What is the derivative of the exponent?",
    ),
)
def lost_the_inner_sign(a, c):
    return c - a * exp(-a * w)


@lowest_value.mistake(
    "M6",
    Text(
        de="Gefragt ist der Funktionswert, nicht die Stelle.",
        en="The question asks for the value, not for the point.",
    ),
)
def gave_the_place(a, c):
    return lowest_place(a, c)


@slope_of_g.mistake(
    "M14",
    Text(
        de="Was wird beim Ableiten aus dem Summanden w, der vor der Exponentialfunktion steht?",
        en="When you differentiate, what becomes of the term w that stands before the exponential?",
    ),
)
def lost_the_linear_part(a):
    return a * exp(-a * w)


slope_of_g.otherwise(
    Text(
        de="Rechne g(0) und g(0,1) aus: Passt die Steigung dazwischen zu deiner Formel?",
        en="Compute g(0) and g(0.1): does the slope between them agree with your formula?",
    )
)


@exercise.item(
    SolutionSet(),
    points=1,
    prompt=Text(
        de="Gib die Menge aller Nullstellen von $L'$ an (dort, wo $L$ differenzierbar ist).",
        en="Give the set of all zeros of $L'$ (where $L$ is differentiable).",
    ),
    hints=[
        Text(
            de="Ein Betrag besteht aus zwei Stücken. Auf jedem ist L bis auf das Vorzeichen dasselbe wie g.",
            en="An absolute value has two pieces. On each of them L is the same as g except for the sign.",
        ),
        Text(
            de="Sieh dir deine Formel aus c) an: Welche Vorzeichen kann die Exponentialfunktion haben, und welche "
            "also g'? Was folgt daraus für L'?",
            en="Look at your formula from c): which signs can the exponential function have, and hence g'? What "
            "follows for L'?",
        ),
    ],
)
def zeros_of_slope():
    return EmptySet


@zeros_of_slope.mistake(
    "M9",
    Text(
        de="Hat L an dieser Stelle überhaupt eine Ableitung?",
        en="Does L have a derivative at that point at all?",
    ),
)
def took_the_kink(a, c):
    return FiniteSet(lowest_place(a, c))


@zeros_of_slope.mistake(
    "M15",
    Text(
        de="Wie groß ist g'(0)?",
        en="What is g'(0)?",
    ),
)
def took_zero():
    return FiniteSet(0)


@zeros_of_slope.mistake(
    "M16",
    Text(
        de="Links und rechts vom Knick ist L' entweder g' oder −g'. Kann g' überall 0 sein?",
        en="Left and right of the kink L' is either g' or −g'. Can g' be 0 everywhere?",
    ),
)
def took_every_place():
    return Interval(-oo, oo)


@exercise.item(
    Vector(2, within=HAND),
    points=2,
    bonus=True,
    prompt=Text(
        de="Gib zuerst die linksseitige, dann die rechtsseitige Ableitung von $L$ im Minimum an.",
        en="Give first the left, then the right derivative of $L$ at the minimum.",
    ),
    hints=[
        Text(
            de="Die linksseitige Ableitung sieht nur, was links von der Stelle geschieht, die rechtsseitige nur, "
            "was rechts davon geschieht.",
            en="The left derivative sees only what happens to the left of the place, the right one only what "
            "happens to its right.",
        ),
        Text(
            de="Rechne mit Zahlen: Nenn deine Stelle aus b) v und bilde (L(v + h) − L(v)) / h, einmal für ein "
            "Tausendstel als h und einmal für sein Negatives. Was du exakt ausrechnest, muss dazu passen.",
            en="Compute with numbers: call your place from b) v and form (L(v + h) − L(v)) / h, once for a "
            "thousandth as h and once for its negative. What you work out exactly must fit.",
        ),
    ],
)
def one_sided_slopes(a, c):
    steepness = c + a * c * lowest_place(a, c)
    return [-steepness, steepness]


@one_sided_slopes.mistake(
    "M7",
    Text(
        de="Zeichne L: Hat der Graph dort eine waagrechte Tangente?",
        en="Sketch L: is there a horizontal tangent?",
    ),
)
def thought_it_was_flat():
    return [0, 0]


@one_sided_slopes.mistake(
    "M8",
    Text(de="Links vom Minimum fällt der Graph.", en="Left of the minimum the graph falls."),
)
def gave_magnitudes(a, c):
    steepness = c + a * c * lowest_place(a, c)
    return [steepness, steepness]


@one_sided_slopes.mistake(
    "M10",
    Text(
        de="Die Vorzeichen stimmen. Wie groß ist g' an der Minimumstelle?",
        en="The signs are right. What is g' at the minimum?",
    ),
)
def took_the_slopes_of_a_modulus():
    return [-1, 1]


one_sided_slopes.otherwise(
    Text(
        de="Rechts vom Minimum ist L = g, links ist L = −g. Wie groß ist g' an der Stelle aus b)?",
        en="To the right of the minimum L = g, to the left L = −g. What is g' at the point from b)?",
    )
)


def out_of_reach(minimiser):
    """Only a value between the two ends that the exercise looks at says something about the kink."""
    return not (minimiser.is_real and 0 < minimiser < 1)


@one_sided_slopes.follows(minimiser, unless=out_of_reach)
def slopes_at_own_minimiser(minimiser, a, c):
    steepness = c + a * exp(-a * minimiser)
    return [-steepness, steepness]


@exercise.item(
    Vector(2, within=HAND),
    points=1,
    prompt=Text(de="Berechne $g(0)$ und $g(1)$.", en="Compute $g(0)$ and $g(1)$."),
    hints=[
        Text(
            de="Hier wird nur eingesetzt: zuerst in den Exponenten, dann kommt die Potenz von e, zuletzt die Differenz.",
            en="Here you only substitute: into the exponent first, then comes the power of e, and the difference last.",
        ),
        Text(
            de="In Python ist `exp(…)` die Exponentialfunktion. Zur Probe: Deine beiden Ergebnisse müssen "
            "verschiedene Vorzeichen haben.",
            en="In Python `exp(…)` is the exponential function. To check: your two results must have different signs.",
        ),
    ],
)
def g_at_ends(a, c):
    return [inside(a, c).subs(w, 0), inside(a, c).subs(w, 1)]


@g_at_ends.mistake("M11", Text(de="Prüfe das Vorzeichen am linken Ende.", en="Check the sign at the left end."))
def lost_the_sign_at_0(a, c):
    at_0, at_1 = g_at_ends.make(a, c)
    return [-at_0, at_1]


@g_at_ends.mistake(
    "M17",
    Text(
        de="Das sind die beiden Stellen. Gefragt sind die Werte von g dort.",
        en="These are the two points. The question asks for the values of g there.",
    ),
)
def gave_the_places():
    return [0, 1]


@g_at_ends.mistake(
    "M18",
    Text(
        de="Prüfe das Vorzeichen vor der Exponentialfunktion.",
        en="Check the sign in front of the exponential.",
    ),
)
def added_the_exponential(a, c):
    return [1, c + exp(-a)]


g_at_ends.otherwise(
    Text(
        de="Setze w = 0 und w = 1 einzeln ein. Was ist e hoch 0?",
        en="Substitute w = 0 and w = 1 one after the other. What is e to the power of 0?",
    )
)


why_one_zero = exercise.choice(
    points=1,
    prompt=Text(
        de="Warum hat $g$ genau eine Nullstelle?",
        en="Why does $g$ have exactly one zero?",
    ),
    hints=[
        Text(
            de="„Genau eine“ sind zwei Behauptungen auf einmal: mindestens eine, und nicht mehr als eine.",
            en="“Exactly one” is two claims at once: at least one, and no more than one.",
        ),
        Text(
            de="Aus f) und aus c) weißt du je etwas über g. Überlege, welche der beiden Behauptungen jedes davon "
            "sichert, und such die Möglichkeit, die beides sagt.",
            en="From f) and from c) you know something about g each. Think about which of the two claims each of "
            "them secures, and look for the option that says both.",
        ),
    ],
    options={
        "A": Option(
            Text(
                de=r"$L$ ist stetig, nirgends negativ und wird an den Enden von $[0;\ 1]$ groß",
                en=r"$L$ is continuous, nowhere negative and gets large at the ends of $[0, 1]$",
            ),
            mistake="M20",
            feedback=Text(
                de="Das kann auch bei zwei Nullstellen so sein. Was schließt eine zweite aus?",
                en="That can be so with two zeros, too. What rules out a second one?",
            ),
        ),
        "B": Option(
            Text(
                de="die Exponentialfunktion ist stetig und wird nirgends 0",
                en="the exponential function is continuous and is nowhere 0",
            ),
            mistake="M12",
            feedback=Text(
                de="Das stimmt für die Exponentialfunktion. Was folgt daraus für g?",
                en="That is true of the exponential function. What follows from it for g?",
            ),
        ),
        "C": Right(
            Text(
                de=r"$g$ ist stetig, streng steigend und wechselt auf $[0;\ 1]$ das Vorzeichen",
                en="$g$ is continuous, strictly increasing and changes sign on $[0, 1]$",
            )
        ),
        "D": Option(
            Text(
                de=r"$L$ ist auf $[0;\ 1]$ differenzierbar, und $L'$ hat dort genau eine Nullstelle",
                en="$L$ is differentiable on $[0, 1]$, and $L'$ has exactly one zero there",
            ),
            mistake="M19",
            feedback=Text(
                de="Sieh in d) nach: Wo ist L' gleich 0?",
                en="Look at d): where is L' equal to 0?",
            ),
        ),
    },
)


@exercise.item(
    Function(
        "omega(tol)",
        returns=Numbers(),
        probes=[{"tol": 1e-3}, {"tol": 1e-6}, {"tol": 1e-10}],
        way=Way(
            needs=(LOOP,),
            without=("=sympy.LambertW", "=sympy.nsolve", "=sympy.solve", "scipy.*", "mpmath.*"),
            told=Text(
                de="Deine Funktion soll die Stelle selbst suchen, Schritt für Schritt in einer Schleife. Eine fertige Zahl, "
                "eine Formel oder ein fertiger Löser zählt hier nicht.",
                en="Your function has to find the point itself, step by step in a loop. A hard-coded number, a formula or a "
                "ready-made solver does not count here.",
            ),
        ),
    ),
    points=2,
    prompt=Text(
        de="Schreibe eine Funktion `omega(tol)`, die die Minimumstelle mit einem Fehler von höchstens `tol` als Kommazahl "
        "liefert. Sie sucht selbst, in einer Schleife: mit Bisektion, Newton oder einer Fixpunkt-Iteration. `tol` ist eine "
        "kleine Kommazahl wie `1e-6`.",
        en="Write a function `omega(tol)` that returns the minimiser with an error of at most `tol` as a decimal. It searches "
        "by itself, in a loop: by bisection, Newton's method or a fixed-point iteration. `tol` is a small decimal such as "
        "`1e-6`.",
    ),
    hints=[
        Text(
            de="Es ist das Verfahren aus b), als Programm: Schreib zuerst in Worten auf, was du dir von Runde zu "
            "Runde merkst und wann du aufhörst.",
            en="It is the method of b) as a program: first write down in words what you remember from round to "
            "round and when you stop.",
        ),
        Text(
            de="Bei der Bisektion merkst du dir zwei Grenzen. In jeder Runde der while-Schleife ersetzt die Mitte "
            "eine davon, je nach dem Vorzeichen von g; `tol` sagt, wie nah sie einander kommen müssen.",
            en="For bisection you remember two ends. In each round of the while loop the middle replaces one of "
            "them, depending on the sign of g; `tol` says how close together they have to come.",
        ),
    ],
)
def omega(a, c):
    def omega(tol):
        from math import exp

        left, right = 0.0, 1.0
        while right - left > tol:
            middle = (left + right) / 2
            if c * middle < exp(-a * middle):
                left = middle
            else:
                right = middle
        return (left + right) / 2

    return omega


@omega.check(
    points=2,
    title=Text(de="Genauigkeit auf tol", en="accuracy of tol"),
    feedback=Text(
        de="Deine Funktion trifft die Minimumstelle nicht genau genug. Setze ihr Ergebnis für ein kleines tol in g ein.",
        en="Your function does not come close enough to the minimiser. Substitute its result for a small tol into g.",
    ),
    public=True,
)
def within_tolerance(probe, returned, a, c):
    """g increases strictly, so its zero lies where it changes its sign."""
    below, above = (c * end - math.exp(-a * end) for end in (returned - probe["tol"], returned + probe["tol"]))
    return below <= 0 <= above


@exercise.variants(count=4)
def draw(dice):
    """Numbers for which the place lies in (0, 1) and the feedback of M3 is true."""
    a, c = dice.choice(((1, 1), (2, 1), (Rational(1, 2), 1), (1, 2)))
    return {"a": a, "c": c}


exercise.worked(
    Text(
        de=r"$L \ge 0$, und $L(w) = 0$ gilt genau dort, wo $g(w) = 0$ ist. $g'(w) = {slope_of_g}$ ist überall positiv, also "
        "steigt $g$ streng. Die Werte $g(0)$ und $g(1)$, nämlich $({g_at_ends})$, haben verschiedene Vorzeichen: Es gibt "
        "genau eine Nullstelle, und dort hat $L$ den kleinsten Wert ${lowest_value}$.",
        en=r"$L \ge 0$, and $L(w) = 0$ holds exactly where $g(w) = 0$. $g'(w) = {slope_of_g}$ is positive everywhere, so $g$ "
        "increases strictly. The values $g(0)$ and $g(1)$, namely $({g_at_ends})$, have different signs: there is exactly "
        "one zero, and there $L$ has its smallest value ${lowest_value}$.",
    ),
    Text(
        de=r"Nach $w$ auflösen lässt sich die Gleichung nur mit der Lambert-Funktion: $w = {minimiser} \approx "
        "{minimiser_rounded}$. Zahlen bekommst du durch Halbieren des Intervalls, mit Newton oder durch wiederholtes "
        "Einsetzen.",
        en=r"Only the Lambert function solves the equation for $w$: $w = {minimiser} \approx {minimiser_rounded}$. You get "
        "numbers by halving the interval, by Newton's method or by substituting again and again.",
    ),
    Text(
        de="Rechts von der Minimumstelle ist $L = g$, links $L = -g$. Die Ableitung springt im Minimum von einem negativen "
        "auf einen positiven Wert, nämlich $({one_sided_slopes})$, und ist nirgends 0: Ein Minimum mit Knick findet man "
        "nicht, wenn man nur die Ableitung null setzt.",
        en="To the right of the minimiser $L = g$, to the left $L = -g$. At the minimum the derivative jumps from a "
        "negative to a positive value, $({one_sided_slopes})$, and it is never 0: you do not find a minimum at a kink by "
        "setting the derivative to zero.",
    ),
)


@exercise.picture(
    caption=Text(
        de=r"Der Graph von $L(w) = \left|{g}\right|$ mit seinem Knick und deine Stelle.",
        en=r"The graph of $L(w) = \left|{g}\right|$ with its kink, and your point.",
    ),
    legend={
        "graph": Text(de="$L(w)$", en="$L(w)$"),
        "place": Text(de="deine Stelle", en="your point"),
        "tangents": Text(de="deine beiden Tangenten", en="your two tangents"),
    },
)
def kink_with_tangents(right, minimiser, one_sided_slopes, a, c):
    from math import exp

    def loss(place):
        return abs(float(c) * place - exp(-float(a) * place))

    low, high = -0.6, 1.6
    place = number(minimiser)
    marks = [graph(loss, low, high, COURSE, "graph")]
    if place is not None and low <= place <= high:
        solved = "minimiser" in right and "one_sided_slopes" in right
        for slope, far in zip(map(number, one_sided_slopes or ()), (-0.45, 0.45), strict=False):
            if slope is not None:
                ends = [(place, loss(place)), (place + far, loss(place) + slope * far)]
                marks.append(polyline(ends, RIGHT if solved else OWN, "tangents", dash="dashed"))
    if place is not None:  # one beside the picture is pointed at, at the height of its edge
        marks.append(dots([(place, loss(min(high, max(low, place))))], tone("minimiser", right), "place"))
    return panel(*marks, x=Axis("w", low, high), y=Axis("L(w)", -0.3, loss(low)))
