"""Exercise 25: local minimum and start value, f(w) = 3w^4 + 4(p-r)w^3 - 6pr*w^2.

f'(w) = 12w(w+p)(w-r), f''(w) = 12(3w^2 + 2(p-r)w - pr): 12p(p+r) at -p, -12pr at 0, 12r(p+r) at r. So -p and r are minima,
0 is a maximum between them; the deeper one is the one of larger modulus. Tiny steps go downhill and never cross 0. Near
a minimum the distance is multiplied by 1 - eta*f'', so it attracts for eta < 2/f''. The material's p = 1, r = 2:
f(-1) = -5, f(2) = -32, f''(2) = 72.
"""

from sympy import FiniteSet, Interval, oo, symbols

from grader.authoring import (
    EXACT,
    LOOP,
    Exercise,
    Expression,
    Function,
    Given,
    Numbers,
    Rational,
    SolutionSet,
    Text,
    Tolerance,
    Value,
    Vector,
    Way,
)
from grader.authoring.drawing import COURSE, Axis, dots, graph, numbers, panel, polyline, tone

w = symbols("w")

END_POINT = Tolerance(abs=Rational(1, 1000))
ROUNDED = Tolerance(rel=Rational(1, 200))  # any three significant digits


def curve(p, r):
    return 3 * w**4 + 4 * (p - r) * w**3 - 6 * p * r * w**2


def height(place, p, r):
    return curve(p, r).subs(w, place)


def curvature(place, p, r):
    return curve(p, r).diff(w, 2).subs(w, place)


def deeper(p, r):
    """The place of the global minimum."""
    return r if r > p else -p


def shallower(p, r):
    return -p if r > p else r


def starts(p, r):
    """Left of all, in the left valley, on the hill, in the right valley, right of all."""
    return [-p - 1, -p / 2, 0, Rational(1, 2), r + 1]


exercise = Exercise(
    title=Text(de="Lokales Minimum und Startwert", en="Local minimum and starting value"),
    topic=Text(de="Gradient Descent", en="gradient descent"),
    section=Text(de="Gradient Descent: lokale Minima und der Start", en="Gradient descent: local minima and the start"),
    after="ex10",
    statement=Text(
        de=r"Es ist $f(w) = {f}$, die Learning-Rate ist $\eta = {eta}$. Untersuche die Kurve und sage voraus, wo Gradient "
        "Descent landet.",
        en=r"Let $f(w) = {f}$; the learning rate is $\eta = {eta}$. Investigate the curve and predict where gradient descent "
        "ends up.",
    ),
    given=Given(p=1, r=2, eta=Rational(1, 100)),
    symbols="w",
    formulas={
        "f": curve,
        "start1": lambda p, r: starts(p, r)[0],
        "start2": lambda p, r: starts(p, r)[1],
        "start3": lambda p, r: starts(p, r)[2],
        "start4": lambda p, r: starts(p, r)[3],
        "start5": lambda p, r: starts(p, r)[4],
    },
)


@exercise.item(
    Expression(),
    points=1,
    prompt=Text(de=r"Berechne die Ableitung $f'(w)$.", en=r"Compute the derivative $f'(w)$."),
    hints=[
        Text(
            de="f ist ein Polynom; mehr als die Regel für Potenzen brauchst du nicht.",
            en="f is a polynomial; you need no more than the rule for powers.",
        ),
        Text(
            de="Zur Probe mit dem Taschenrechner: (f(1,001) − f(1)) / 0,001 muss ungefähr f'(1) sein.",
            en="To check with a calculator: (f(1.001) − f(1)) / 0.001 must be about f'(1).",
        ),
    ],
)
def derivative(p, r):
    return 12 * w * (w + p) * (w - r)


@derivative.mistake(
    "M9",
    Text(
        de="Beim Ableiten sinkt jeder Exponent um 1, auch der letzte.",
        en="Differentiating lowers every exponent by 1, the last one, too.",
    ),
)
def lost_the_last_w(p, r):
    return 12 * w**3 + 12 * (p - r) * w**2 - 12 * p * r


@derivative.mistake(
    "M10",
    Text(
        de="Beim Ableiten sinkt jeder Exponent um 1.",
        en="Differentiating lowers every exponent by 1.",
    ),
)
def kept_the_exponents(p, r):
    return 12 * w**4 + 12 * (p - r) * w**3 - 12 * p * r * w**2


@derivative.mistake(
    "M11",
    Text(
        de="Der Exponent kommt als Faktor nach vorne.",
        en="The exponent comes to the front as a factor.",
    ),
)
def forgot_the_factors(p, r):
    return 3 * w**3 + 4 * (p - r) * w**2 - 6 * p * r * w


derivative.otherwise(
    Text(
        de="Leite jeden Summanden einzeln ab: Der Exponent kommt als Faktor nach vorne und wird um 1 kleiner.",
        en="Differentiate term by term: the exponent comes to the front as a factor and gets smaller by 1.",
    )
)


@exercise.item(
    SolutionSet(),
    points=1,
    prompt=Text(de=r"Gib die Menge aller Nullstellen von $f'$ an.", en=r"Give the set of all zeros of $f'$."),
    hints=[
        Text(
            de="Sieh dir an, was alle Summanden von f' gemeinsam haben.",
            en="Look at what all terms of f' have in common.",
        ),
        Text(
            de="Heb w heraus; in der Klammer bleibt ein quadratischer Ausdruck. Ein Produkt verschwindet, wenn "
            "einer seiner Faktoren verschwindet.",
            en="Take out w as a factor; a quadratic expression is left in the bracket. A product vanishes if one of "
            "its factors does.",
        ),
    ],
)
def flat_places(p, r):
    return FiniteSet(-p, 0, r)


@flat_places.mistake(
    "M13",
    Text(
        de="Diese Nullstelle stimmt. Setze jeden Faktor der Ableitung einzeln gleich 0.",
        en="This zero is right. Set each factor of the derivative equal to 0 by itself.",
    ),
)
def found_zero_only():
    return FiniteSet(0)


@flat_places.mistake(
    "M14",
    Text(
        de="Setze deine Stellen in f' ein und achte auf die Vorzeichen.",
        en="Substitute your points into f' and mind the signs.",
    ),
)
def lost_the_signs(p, r):
    return FiniteSet(p, 0, -r)


@exercise.item(
    SolutionSet(),
    points=1,
    prompt=Text(
        de="An welchen Stellen $w$ hat $f$ ein lokales Minimum? Gib die Menge dieser Stellen an.",
        en="At which $w$ does $f$ have a local minimum? Give the set of these points.",
    ),
    hints=[
        Text(
            de="Nicht jede flache Stelle ist ein Tal. Auch ein Gipfel ist flach.",
            en="Not every flat place is a valley. A peak is flat, too.",
        ),
        Text(
            de="Rechne f' knapp links und knapp rechts von jeder Stelle aus: Wo geht es zuerst bergab und danach bergauf?",
            en="Work out f' a little to the left and a little to the right of each place: where does it go downhill "
            "first and uphill afterwards?",
        ),
    ],
)
def valleys(p, r):
    return FiniteSet(-p, r)


@valleys.mistake(
    "M1",
    Text(de="Prüfe bei jeder Stelle die zweite Ableitung.", en="Check the second derivative at each point."),
)
def included_the_hill(p, r):
    return FiniteSet(-p, 0, r)


@valleys.follows(flat_places)
def valleys_among_own_places(flat_places, p, r):
    """None unless the own set is finite and some but not all of it curves upwards."""
    if not isinstance(flat_places, FiniteSet) or not all(place.is_real for place in flat_places):
        return None
    upward = [place for place in flat_places if curvature(place, p, r) > 0]
    return FiniteSet(*upward) if 0 < len(upward) < len(flat_places) else None


@valleys.mistake(
    "M15",
    Text(
        de="Es gibt noch ein Tal auf der anderen Seite von 0.",
        en="There is another valley on the other side of 0.",
    ),
)
def took_the_deepest_only(p, r):
    return FiniteSet(deeper(p, r))


@valleys.mistake(
    "M16",
    Text(
        de="Welches Vorzeichen hat f'' an dieser Stelle?",
        en="What sign does f'' have at this point?",
    ),
)
def took_the_hill():
    return FiniteSet(0)


@exercise.item(
    Vector(2, within=EXACT),
    points=1,
    prompt=Text(
        de="Wo liegt das globale Minimum, und wie groß ist $f$ dort? Gib eine Liste aus Stelle und Wert an.",
        en="Where is the global minimum, and what is $f$ there? Give a list of the point and the value.",
    ),
    hints=[
        Text(
            de="Global heißt: Nirgends ist f kleiner. Weit außen wächst f auf beiden Seiten, also kommen nur die "
            "Täler in Frage.",
            en="Global means: f is smaller nowhere. Far out f grows on both sides, so only the valleys come into question.",
        ),
        Text(
            de="Zeichne f mit einem Programm oder als Skizze: Dann siehst du schon, welches Tal tiefer ist, bevor "
            "du genau rechnest.",
            en="Draw f with a program or as a sketch: then you see which valley is deeper before you work it out exactly.",
        ),
    ],
)
def deepest(p, r):
    return [deeper(p, r), height(deeper(p, r), p, r)]


@deepest.mistake(
    "M2",
    Text(
        de="Vergleiche die Funktionswerte an allen Minima.",
        en="Compare the values at all the minima.",
    ),
)
def took_the_shallow_one(p, r):
    return [shallower(p, r), height(shallower(p, r), p, r)]


deepest.otherwise(
    Text(
        de="Rechne f an allen deinen Minima aus: Wo ist der Wert am kleinsten? Schreib zuerst die Stelle, dann den Wert.",
        en="Compute f at all your minima: where is the value smallest? Write the point first, then the value.",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de="Wie groß ist $f$ an einem lokalen Minimum, das nicht das globale ist?",
        en="What is $f$ at a local minimum that is not the global one?",
    ),
    hints=[
        Text(
            de="Lokal heißt: In der Nähe ist f nirgends kleiner, weiter weg vielleicht schon.",
            en="Local means: f is smaller nowhere nearby, but perhaps further away.",
        ),
        Text(
            de="Den Wert hast du beim Vergleichen für d) schon gebraucht. Gefragt ist hier nur der Wert, nicht die Stelle.",
            en="You needed this value already when you compared for d). Only the value is asked for here, not the place.",
        ),
    ],
)
def shallow_value(p, r):
    return height(shallower(p, r), p, r)


@shallow_value.mistake(
    "M12",
    Text(
        de="Das ist der Wert am globalen Minimum. Gefragt ist das andere.",
        en="That is the value at the global minimum. The question asks for the other one.",
    ),
)
def took_the_global_value(p, r):
    return height(deeper(p, r), p, r)


shallow_value.otherwise(
    Text(
        de="Setze das andere der beiden Minima in f ein.",
        en="Substitute the other one of the two minima into f.",
    )
)


@exercise.item(
    Vector(5, within=END_POINT),
    points=2,
    prompt=Text(
        de=r"Wo landet Gradient Descent nach sehr vielen Schritten von $w_0 = {start1}$, ${start2}$, ${start3}$, ${start4}$ "
        r"und ${start5}$ aus? Gib die fünf Endpunkte in dieser Reihenfolge an.",
        en="Where does gradient descent end up after very many steps from $w_0 = {start1}$, ${start2}$, ${start3}$, "
        "${start4}$ and ${start5}$? Give the five end points in this order.",
    ),
    hints=[
        Text(
            de="Gradient Descent sieht nur die Steigung dort, wo w gerade steht, und geht in kleinen Schritten bergab.",
            en="Gradient descent sees only the slope where w is at the moment, and goes downhill in small steps.",
        ),
        Text(
            de="Bestimme für jeden Start das Vorzeichen von f' dort: Geht es nach links, nach rechts, oder gar "
            "nicht? Die nächste flache Stelle in dieser Richtung ist das Ende.",
            en="Find the sign of f' for each start: does it go left, right, or not at all? The next flat place in "
            "this direction is the end.",
        ),
    ],
)
def end_points(p, r):
    return [-p, -p, 0, r, r]


@end_points.mistake(
    "M3",
    Text(
        de="Mit so kleinen Schritten kommt Gradient Descent nicht über den Berg.",
        en="With steps this small gradient descent does not get over the hill.",
    ),
)
def always_the_deepest(p, r):
    return [deeper(p, r)] * 5


@end_points.mistake("M4", Text(de="Wie groß ist f' bei 0?", en="What is f' at 0?"))
def rolled_off_the_hill(p, r):
    return [-p, -p, deeper(p, r), r, r]


def one_sided(flat_places, valleys):
    """With fewer than two minima, or no hill between them, every start would end at the same place."""
    if not isinstance(flat_places, FiniteSet) or not isinstance(valleys, FiniteSet):
        return True
    if not all(place.is_real for place in (*flat_places, *valleys)):
        return True
    hills = set(flat_places) - set(valleys)
    return len(hills) != 1 or not min(valleys) < max(hills) < max(valleys)


@end_points.follows(flat_places, valleys, unless=one_sided)
def end_points_in_own_valleys(flat_places, valleys, p, r):
    """The nearest own minimum on the same side of the own hill; exactly on the hill nothing moves."""
    (hill,) = set(flat_places) - set(valleys)

    def end(start):
        if start == hill:
            return hill
        same_side = [valley for valley in valleys if (valley < hill) == (start < hill)]
        return min(same_side, key=lambda valley: abs(valley - start))

    return [end(start) for start in starts(p, r)]


end_points.otherwise(
    Text(
        de="Auf welcher Seite von 0 liegt jeder Start? Wohin geht es von dort bergab?",
        en="On which side of 0 is each start? Where does it go downhill from there?",
    )
)


@exercise.item(
    SolutionSet(),
    points=1,
    prompt=Text(
        de="Jetzt darf die Learning-Rate beliebig klein sein. Gib die Menge aller Startwerte $w$ an, von denen aus sehr kleine "
        "Schritte zum globalen Minimum führen.",
        en="Now the learning rate may be as small as you like. Give the set of all starts $w$ from which tiny steps lead to "
        "the global minimum.",
    ),
    hints=[
        Text(
            de="Zwischen den Tälern liegt ein Berg. Wer sehr kleine Schritte macht, bleibt auf seiner Seite.",
            en="There is a hill between the valleys. Whoever takes tiny steps stays on their side of it.",
        ),
        Text(
            de="Zeichne f und markiere alle Starts, von denen es bis zum tiefsten Tal nur bergab geht. Sieh dir das "
            "Ende dieses Bereichs genau an.",
            en="Draw f and mark all starts from which it is only downhill to the deepest valley. Look closely at "
            "the end of this range.",
        ),
    ],
)
def basin(p, r):
    return Interval.open(0, oo) if r > p else Interval.open(-oo, 0)


@basin.mistake(
    "M5",
    Text(de="Was passiert genau beim Start 0?", en="What happens exactly at the start 0?"),
)
def included_the_top(p, r):
    return Interval(0, oo) if r > p else Interval(-oo, 0)


@basin.mistake(
    "M17",
    Text(
        de="Auf welcher Seite von 0 liegt das globale Minimum?",
        en="On which side of 0 is the global minimum?",
    ),
)
def took_the_other_side(p, r):
    return Interval.open(-oo, 0) if r > p else Interval.open(0, oo)


@basin.mistake(
    "M18",
    Text(
        de="Kommen sehr kleine Schritte auch über den Berg bei 0?",
        en="Do very small steps get over the hill at 0, too?",
    ),
)
def took_every_start():
    return Interval(-oo, oo)


@exercise.item(
    Value(within=ROUNDED),
    points=1,
    bonus=True,
    prompt=Text(
        de=r"Unterhalb welcher Schranke muss $\eta$ liegen, damit das globale Minimum Startwerte in seiner Nähe anzieht?",
        en=r"Below which bound must $\eta$ lie for the global minimum to attract starts near it?",
    ),
    hints=[
        Text(
            de="Ganz nah an einem Minimum sieht f aus wie eine Parabel. Wie eng sie ist, sagt die zweite Ableitung dort.",
            en="Very close to a minimum f looks like a parabola. The second derivative there says how narrow it is.",
        ),
        Text(
            de="Für die Parabel a·(w − c)² kennst du die Schranke aus Übung 24. Welches a gehört zu der zweiten "
            "Ableitung an deinem Minimum?",
            en="For the parabola a·(w − c)² you know the bound from exercise 24. Which a belongs to the second "
            "derivative at your minimum?",
        ),
    ],
)
def rate_bound(p, r):
    return 2 / curvature(deeper(p, r), p, r)


@rate_bound.mistake(
    "M6",
    Text(
        de="Setze die richtige Stelle in die zweite Ableitung ein.",
        en="Substitute the right point into the second derivative.",
    ),
)
def took_the_other_curvature(p, r):
    return 2 / curvature(shallower(p, r), p, r)


@rate_bound.mistake(
    "M7",
    Text(
        de="Zu streng: Die Abweichung darf von Schritt zu Schritt das Vorzeichen wechseln.",
        en="Too strict: the deviation may change its sign from step to step.",
    ),
)
def forbade_overshooting(p, r):
    return 1 / curvature(deeper(p, r), p, r)


@flat_places.mistake(
    "M8",
    Text(de="Beim Kürzen durch w geht eine Nullstelle verloren.", en="Cancelling w loses a zero."),
)
def divided_by_w(p, r):
    return FiniteSet(-p, r)


rate_bound.otherwise(
    Text(
        de="In der Nähe des Minimums wird die Abweichung mit 1 − η·f'' multipliziert. Wann ist der Betrag davon kleiner als 1?",
        en="Near the minimum the deviation is multiplied by 1 − η·f''. When is the absolute value of that below 1?",
    )
)


@exercise.item(
    Function(
        "best_of(starts, lr, steps)",
        returns=Numbers(abs=1e-4, rel=1e-6),
        probes=[{"starts": [0.5], "lr": 0.001, "steps": steps} for steps in (0, 1, 50)],
        steps="steps",
        way=Way(
            needs=(LOOP,),
            told=Text(
                de="Deine Funktion soll von jedem Start aus die Schritte machen, in einer Schleife. Fest eingetragene "
                "Endpunkte zählen nicht.",
                en="From every start your function has to take the steps, in a loop. Hard-coded end points do not count.",
            ),
        ),
    ),
    points=3,
    prompt=Text(
        de="Schreibe eine Funktion `best_of(starts, lr, steps)`: Von jedem Startwert der Liste `starts` (Kommazahlen) aus "
        "macht sie `steps` Schritte Gradient Descent (eine ganze Zahl ab 0) mit der Learning-Rate `lr` und liefert den "
        "besten Endpunkt als Paar `(w, f(w))` aus zwei Zahlen. Manche Läufe explodieren (inf, nan oder ein "
        "`OverflowError`); solche zählen nicht; mindestens einer bleibt immer übrig.",
        en="Write a function `best_of(starts, lr, steps)`: from every start of the list `starts` (decimals) it takes "
        "`steps` steps of gradient descent (an integer from 0 on) with the learning rate `lr` and returns the best end "
        "point as a pair `(w, f(w))` of two numbers. Some runs explode (inf, nan or an `OverflowError`); those do not "
        "count, and at least one is always left.",
    ),
    hints=[
        Text(
            de="Drei Aufgaben stecken darin: einen Lauf machen, unbrauchbare Läufe weglassen, den besten auswählen.",
            en="There are three tasks in it: make a run, leave out useless runs, choose the best one.",
        ),
        Text(
            de="Schreib zuerst eine Hilfsfunktion für einen einzigen Lauf, mit try um die Rechnung. Ob ihr Ergebnis "
            "brauchbar ist, sagt `math.isfinite`.",
            en="First write a helper function for a single run, with try around the calculation. `math.isfinite` "
            "says whether its result is usable.",
        ),
    ],
)
def best_of(p, r):
    p, r = int(p), int(r)

    def best_of(starts, lr, steps):
        def f(w):
            return 3 * w * w * w * w + 4 * (p - r) * w * w * w - 6 * p * r * w * w

        results = []
        for w in starts:
            for _ in range(steps):
                w = w - lr * 12 * w * (w + p) * (w - r)
            if abs(w) < 1e6:  # False for nan, too
                results.append((f(w), w))
        value, place = min(results)
        return place, value

    return best_of


@best_of.probes
def runs(dice, p, r, eta):
    """Left and right of the hill at 0; starts beyond 30 explode, since one step throws them further out."""
    p, r, eta = int(p), int(r), float(eta)

    def left():
        return -dice.real(0.25, p + 0.5)

    def right():
        return dice.real(0.25, r + 0.5)

    def far():
        return dice.choice((-1, 1)) * dice.real(40, 90)

    def run(*places, steps=200):
        return {"starts": list(places), "lr": eta, "steps": steps}

    # a few steps only: there the valley's place is not yet the end
    early = [run(left(), right(), steps=dice.integer(2, 6)), run(right(), left(), right(), steps=0)]
    both = [*early, run(-float(p + 1), -p / 2, float(r + 1)), run(left(), right(), left()), run(right(), left())]
    one_side = [
        run(-float(p + 1), -p / 2),
        run(left(), left()),
        run(right()),
        run(left(), steps=0),
        run(right(), steps=1),
    ]
    exploding = [
        *(run(far(), left(), right()), run(left(), far()), run(right(), far(), left(), far())),
        run(far(), right(), steps=dice.integer(12, 18)),
    ]
    return both + one_side + exploding


def explodes(probe):
    return any(abs(start) > 30 for start in probe["starts"])


def single(probe):
    return len(probe["starts"]) == 1


@best_of.check(
    points=1,
    title=Text(de="ein einzelner Lauf", en="a single run"),
    feedback=Text(
        de="Ein einzelner Lauf stimmt noch nicht. Prüfe ihn mit steps = 0 und steps = 1 von Hand.",
        en="A single run is not right yet. Check it by hand with steps = 0 and steps = 1.",
    ),
)
def runs_as_asked(probe, same):
    return same if single(probe) and not explodes(probe) else None


@best_of.check(
    points=1,
    title=Text(de="mehrere Starts", en="several starts"),
    feedback=Text(
        de="Mit mehreren Startwerten liefert deine Funktion nicht den besten Endpunkt. Vergleichst du die Werte von f?",
        en="With several starts your function does not return the best end point. Do you compare the values of f?",
    ),
)
def finds_the_better_valley(probe, same):
    return same if not single(probe) and not explodes(probe) else None


@best_of.check(
    points=1,
    title=Text(de="explodierende Läufe", en="exploding runs"),
    feedback=Text(
        de="Ist unter den Läufen einer, der explodiert, so stimmt das Ergebnis nicht. `<` und `>` sind bei nan immer falsch: "
        "Sortiere solche Läufe vorher aus.",
        en="If one of the runs explodes, the result is not right. `<` and `>` are always false with nan: discard such runs "
        "first.",
    ),
)
def ignores_exploding_runs(probe, same):
    return same if explodes(probe) else None


exercise.worked(
    Text(
        de="Ableiten und ausklammern: $f'(w) = {derivative}$ mit den Nullstellen ${flat_places}$. Die zweite Ableitung ist "
        "bei 0 negativ (ein Berg) und an den beiden anderen Stellen positiv: lokale Minima bei ${valleys}$. Das globale "
        "Minimum ist, als Stelle und Wert, $({deepest})$; das andere hat den Wert ${shallow_value}$.",
        en="Differentiate and factor: $f'(w) = {derivative}$ with the zeros ${flat_places}$. The second derivative is "
        "negative at 0 (a hill) and positive at the two other points: local minima at ${valleys}$. The global minimum is, "
        "as point and value, $({deepest})$; the other one has the value ${shallow_value}$.",
    ),
    Text(
        de=r"Kleine Schritte gehen bergab und kommen nie über den Berg bei 0: Wer links startet, landet links, wer rechts "
        r"startet, rechts, "
        r"und wer genau auf dem Gipfel startet, bewegt sich nicht. Die fünf Endpunkte sind $({end_points})$; zum globalen "
        r"Minimum führen "
        r"die Starts aus ${basin}$.",
        en="Small steps go downhill and never get over the hill at 0: a run that starts on the left ends on the left, one "
        "that starts on the right ends on the right, and one that starts exactly at the top does not move. The five end "
        "points are $({end_points})$; the starts in ${basin}$ lead to the global minimum.",
    ),
    Text(
        de=r"In der Nähe des Minimums wird die Abweichung in jedem Schritt mit $1 - \eta f''$ multipliziert. Dieser Faktor "
        r"liegt zwischen $-1$ und $1$, solange $\eta < 2 / f''$ ist; mit dem $f''$ des globalen Minimums also unter "
        "${rate_bound}$.",
        en=r"Near the minimum every step multiplies the deviation by $1 - \eta f''$. This factor lies between $-1$ and $1$ "
        r"as long as $\eta < 2 / f''$; with the $f''$ of the global minimum this means below ${rate_bound}$.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Von jedem der fünf Starts führt eine Linie zu dem Endpunkt, den du angegeben hast.",
        en="From each of the five starts a line leads to the end point that you gave.",
    ),
    legend={
        "curve": Text(de="$f(w)$", en="$f(w)$"),
        "starts": Text(de="die fünf Starts", en="the five starts"),
        "ends": Text(de="deine Endpunkte", en="your end points"),
    },
)
def starts_rolling_down(right, end_points, p, r):
    def value(place):
        return 3 * place**4 + 4 * float(p - r) * place**3 - 6 * float(p * r) * place**2

    begin = [float(place) for place in starts(p, r)]
    low, high = min(begin) - 0.2, max(begin) + 0.2
    ways = [(start, end) for start, end in zip(begin, numbers(end_points), strict=False) if low <= end <= high]
    tint = tone("end_points", right)
    return panel(
        graph(value, low, high, COURSE, "curve"),
        dots([(place, value(place)) for place in begin], COURSE, "starts"),
        *(polyline([(place, value(place)) for place in way], tint, dash="dashed") for way in ways),
        dots([(end, value(end)) for _, end in ways], tint, "ends", shape="diamond"),
        x=Axis("w", low, high),
        y="f(w)",
    )


# rates below 1/max f'', so that no start of item f jumps over the hill
CURVES = ((1, 2, "1/100"), (2, 1, "1/100"), (1, 3, "1/200"), (3, 1, "1/200"), (2, 3, "1/250"), (3, 2, "1/250"))


@exercise.variants(count=6)
def draw(dice):
    p, r, rate = dice.choice(CURVES)
    return {"p": p, "r": r, "eta": Rational(rate)}
