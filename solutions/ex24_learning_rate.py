"""Exercise 24: a learning rate that is too small, too large, just right, for f(w) = a*(w - c)^2.

f'(w) = 2a*(w - c), so one step multiplies the distance to c by q = 1 - 2a*eta. It converges for |q| < 1, that is
0 < eta < 1/a; without overshooting for 0 <= q < 1, that is 0 < eta <= 1/(2a); in one step for q = 0, eta = 1/(2a). For
q = -1 it jumps to and fro for ever, for q < -1 away. The material's a = 2: q = 1 - 4*eta; eta = 1/100 leaves the factor
0.96, and 4*0.96^t < 0.01 from t > log(400)/-log(0.96) = 146.8 on.
"""

import math
from fractions import Fraction

from sympy import EmptySet, Interval, Poly, floor, log, oo, symbols

from grader.authoring import (
    EXACT,
    Exercise,
    Expression,
    Function,
    Given,
    Labels,
    Rational,
    SolutionSet,
    Text,
    Value,
    Vector,
    Word,
)
from grader.authoring.drawing import COURSE, Axis, Vertical, dots, graph, number, panel, tone

eta = symbols("eta")

CLOSE = Rational(1, 100)
SLOW = Rational(1, 100)  # the learning rate whose patience is asked for
LAST = 1000  # a factor that is not there after 1000 steps is not asked for


def patience_before_rounding(a, c, w0):
    """The t at which the distance is the bound itself, to one decimal."""
    exact = log(CLOSE / abs(w0 - c)) / log(1 - 2 * a * SLOW)
    return Rational(floor(10 * exact + Rational(1, 2)), 10)


def rates(a):
    """One learning rate of each kind: slow, exact, overshooting, swinging, exploding."""
    return [share / (4 * a) for share in (1, 2, 3, 4, 5)]


exercise = Exercise(
    title=Text(de="Zu klein, zu groß, gerade richtig", en="Too small, too large, just right"),
    topic=Text(de="Gradient Descent", en="gradient descent"),
    section=Text(de="Gradient Descent: die Learning-Rate", en="Gradient descent: the learning rate"),
    after="ex09",
    statement=Text(
        de=r"Gradient Descent sucht das Minimum von $f(w) = {a} \cdot (w - {c})^2$ und startet bei $w_0 = {w0}$. Untersuche, "
        r"was verschiedene Learning-Rates $\eta > 0$ bewirken.",
        en=r"Gradient descent looks for the minimum of $f(w) = {a} \cdot (w - {c})^2$ and starts at $w_0 = {w0}$. Investigate "
        r"what different learning rates $\eta > 0$ do.",
    ),
    given=Given(a=2, c=1, w0=5),
    symbols="eta",
    formulas={
        "eta1": lambda a: rates(a)[0],
        "eta2": lambda a: rates(a)[1],
        "eta3": lambda a: rates(a)[2],
        "eta4": lambda a: rates(a)[3],
        "eta5": lambda a: rates(a)[4],
        "start_distance": lambda c, w0: abs(w0 - c),
        "slow_factor": lambda a: 1 - 2 * a * SLOW,
        "exact_patience": patience_before_rounding,
    },
)


@exercise.item(
    Expression(),
    points=1,
    prompt=Text(
        de="In jedem Schritt wird die Abweichung $w - {c}$ mit demselben Faktor $q$ multipliziert. Gib $q$ als Formel in "
        r"$\eta$ an (schreib `eta`).",
        en=r"Every step multiplies the deviation $w - {c}$ by the same factor $q$. Give $q$ as a formula in $\eta$ (write "
        "`eta`).",
    ),
    hints=[
        Text(
            de="Schreib das Update für w auf und zieh auf beiden Seiten {c} ab. Dann steht links die neue Abweichung.",
            en="Write down the update for w and subtract {c} on both sides. Then the new deviation stands on the left.",
        ),
        Text(
            de="In der Ableitung von f kommt die alte Abweichung als Klammer vor. Heb sie rechts heraus; was übrig "
            "bleibt, ist der Faktor.",
            en="The old deviation occurs in the derivative of f as a bracket. Take it out on the right; what is "
            "left is the factor.",
        ),
    ],
)
def factor_q(a):
    return 1 - 2 * a * eta


@factor_q.mistake("M4", Text(de="Prüfe deine Ableitung von f.", en="Check your derivative of f."))
def forgot_the_two_in_the_factor(a):
    return 1 - a * eta


@factor_q.mistake(
    "M10",
    Text(
        de="Das ist der Teil der Abweichung, den ein Schritt wegnimmt. Welcher bleibt?",
        en="This is the part of the deviation that a step takes away. Which one is left?",
    ),
)
def gave_the_part_taken_away(a):
    return 2 * a * eta


@factor_q.mistake(
    "M11",
    Text(
        de="Wird die Abweichung mit deinem q bei kleinem η kleiner oder größer?",
        en="Does the deviation become smaller or larger with your q if η is small?",
    ),
)
def added_the_step(a):
    return 1 + 2 * a * eta


factor_q.otherwise(
    Text(
        de="Rechne einen Schritt mit η = 0,1 aus: Mit welcher Zahl wird die Abweichung multipliziert?",
        en="Work out one step with η = 0.1: what number is the deviation multiplied by?",
    )
)


@exercise.item(
    SolutionSet(domain={"eta": "positive"}),
    points=1,
    prompt=Text(
        de=r"Gib die Menge aller $\eta > 0$ an, für die $w_t$ gegen ${c}$ konvergiert.",
        en=r"Give the set of all $\eta > 0$ for which $w_t$ converges to ${c}$.",
    ),
    hints=[
        Text(
            de="Nach vielen Schritten ist die Abweichung sehr oft mit q multipliziert. Für welche q verschwindet sie dabei?",
            en="After many steps the deviation has been multiplied by q very often. For which q does that make it vanish?",
        ),
        Text(
            de="Setze deine Formel für q in diese Bedingung ein; sie besteht aus zwei Ungleichungen. Eine davon ist "
            "für alle η > 0 erfüllt.",
            en="Substitute your formula for q into this condition; it consists of two inequalities. One of them "
            "holds for all η > 0.",
        ),
    ],
)
def converging(a):
    return Interval.open(0, 1 / a)


@converging.mistake(
    "M1",
    Text(
        de="Das würde für den Vorfaktor 1 gelten. Welcher Faktor steht hier vor der Klammer von f?",
        en="That would hold for the prefactor 1. Which factor stands in front of the bracket of f here?",
    ),
)
def forgot_the_prefactor():
    return Interval.open(0, 1)


@converging.mistake(
    "M2",
    Text(de="Rechne zwei Schritte mit dem η an deiner oberen Grenze.", en="Take two steps with the η at your upper end."),
)
def included_the_border(a):
    return Interval.Lopen(0, 1 / a)


@converging.mistake(
    "M12",
    Text(
        de="Darf q auch negativ sein?",
        en="May q be negative, too?",
    ),
)
def wanted_the_same_side(a):
    return Interval.open(0, 1 / (2 * a))


@exercise.item(
    SolutionSet(domain={"eta": "positive"}),
    points=1,
    prompt=Text(
        de=r"Gib die Menge aller $\eta > 0$ an, für die $w_t$ konvergiert, ohne je über das Minimum hinauszuspringen "
        r"($q \ge 0$).",
        en=r"Give the set of all $\eta > 0$ for which $w_t$ converges without ever jumping over the minimum ($q \ge 0$).",
    ),
    hints=[
        Text(
            de="Über das Minimum springt w genau dann, wenn die Abweichung ihr Vorzeichen wechselt.",
            en="w jumps over the minimum exactly when the deviation changes its sign.",
        ),
        Text(
            de="Löse die Bedingung an q aus der Frage nach η auf und nimm die aus b) dazu. Überlege zuletzt, ob der "
            "Rand dazugehört.",
            en="Solve the condition on q in the question for η and add the one from b). Think last about whether "
            "the end belongs to it.",
        ),
    ],
)
def not_overshooting(a):
    return Interval.Lopen(0, 1 / (2 * a))


@not_overshooting.mistake(
    "M13",
    Text(
        de="Mit manchen η aus deiner Menge springt w auf die andere Seite. Wie groß muss q mindestens sein?",
        en="With some η in your set, w jumps to the other side. How large must q be at least?",
    ),
)
def allowed_jumping(a):
    return Interval.open(0, 1 / a)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de=r"Welches $\eta$ führt am schnellsten zum Minimum?",
        en=r"Which $\eta$ leads to the minimum fastest?",
    ),
    hints=[
        Text(
            de="Je kleiner der Betrag von q, desto schneller geht es.",
            en="The smaller the absolute value of q, the faster it goes.",
        ),
        Text(
            de="Überlege, was der kleinste Betrag ist, den eine Zahl haben kann, und löse deine Formel für q nach η auf.",
            en="Think about what the smallest absolute value of a number is, and solve your formula for q for η.",
        ),
    ],
)
def fastest(a):
    return 1 / (2 * a)


@fastest.mistake("M3", Text(de="Wann ist q = 0?", en="When is q = 0?"))
def took_the_largest(a):
    return 1 / a


fastest.otherwise(
    Text(
        de="Wie groß muss q sein, damit nach einem Schritt keine Abweichung mehr da ist?",
        en="What must q be so that no deviation is left after one step?",
    )
)


@exercise.item(
    Vector(5, within=EXACT),
    points=2,
    prompt=Text(
        de=r"Berechne $w_1$ der Reihe nach für $\eta = {eta1}$, ${eta2}$, ${eta3}$, ${eta4}$ und ${eta5}$, immer von $w_0$ "
        "aus.",
        en=r"Compute $w_1$ for $\eta = {eta1}$, ${eta2}$, ${eta3}$, ${eta4}$ and ${eta5}$ in this order, always from $w_0$.",
    ),
    hints=[
        Text(
            de="Es ist jedes Mal nur ein einziges Update, und immer vom selben Start aus.",
            en="It is only a single update each time, and always from the same start.",
        ),
        Text(
            de="Mit q geht es schnell: Multipliziere die Abweichung am Start mit q für jedes der fünf η und zähl {c} dazu.",
            en="With q it is quick: multiply the deviation at the start by q for each of the five η and add {c}.",
        ),
    ],
)
def first_iterates(a, c, w0):
    return [w0 - rate * 2 * a * (w0 - c) for rate in rates(a)]


@first_iterates.mistake("M9", Text(de="Prüfe deine Ableitung von f.", en="Check your derivative of f."))
def forgot_the_two(a, c, w0):
    return [w0 - rate * a * (w0 - c) for rate in rates(a)]


@first_iterates.mistake(
    "M14",
    Text(
        de="Prüfe das Vorzeichen im Update.",
        en="Check the sign in the update.",
    ),
)
def went_uphill(a, c, w0):
    return [w0 + rate * 2 * a * (w0 - c) for rate in rates(a)]


@first_iterates.mistake(
    "M15",
    Text(
        de="Das sind die Abweichungen vom Minimum. Wo liegt w dann?",
        en="These are the deviations from the minimum. Where is w then?",
    ),
)
def gave_the_distances(a, c, w0):
    return [place - c for place in first_iterates.make(a, c, w0)]


first_iterates.otherwise(
    Text(
        de="Rechne f'(w₀) einmal aus. Jedes w₁ ist w₀ minus η mal diese Zahl.",
        en="Compute f'(w₀) once. Each w₁ is w₀ minus η times this number.",
    )
)


@exercise.item(
    Labels(
        5,
        words=(
            "cycle|cyclic|Zyklus|zyklisch|Kreis",
            "diverge|diverges|divergent|divergence|divergiert|Divergenz",
            "monotone|monotonic|monoton",
            "one-step|ein Schritt",
            "zigzag|Zickzack",
        ),
        wrong="each",
    ),
    points=2,
    prompt=Text(
        de=r"Wie verhält sich $w_t$ für diese fünf Learning-Rates? Antworte der Reihe nach mit je einem Wort: 'cycle' (springt "
        "für immer zwischen zwei Werten), 'diverge' (entfernt sich immer weiter), 'monotone' (nähert sich von einer Seite), "
        "'one-step' (ist nach einem Schritt da) oder 'zigzag' (nähert sich und springt dabei hin und her).",
        en="How does $w_t$ behave for these five learning rates? Answer in order with one word each: 'cycle' (jumps between "
        "two values for ever), 'diverge' (moves farther and farther away), 'monotone' (approaches from one side), "
        "'one-step' (is there after one step) or 'zigzag' (approaches, jumping from side to side).",
    ),
    hints=[
        Text(
            de="Alles steckt in q: Sein Vorzeichen sagt, ob w die Seite wechselt, sein Betrag, ob es näher kommt.",
            en="Everything is in q: its sign says whether w changes sides, its absolute value whether it comes closer.",
        ),
        Text(
            de="Schreib q neben jedes der fünf η. Manche der Wörter gehören zu einem einzelnen Wert von q, die "
            "anderen zu einem ganzen Bereich.",
            en="Write q beside each of the five η. Some of the words belong to a single value of q, the others to a "
            "whole range.",
        ),
    ],
)
def behaviours():
    return ["monotone", "one-step", "zigzag", "cycle", "diverge"]


def first_close(distance, shrink):
    """The first t with distance*shrink^t below the bound; None if it does not get there. Both are rational."""
    distance, shrink = Fraction(str(distance)), Fraction(str(shrink))
    for t in range(LAST):
        if distance < Fraction(1, 100):
            return t
        distance *= shrink
    return None


behaviours.otherwise(
    Text(
        de="Mach mit jeder Learning-Rate zwei Schritte: Auf welcher Seite liegt w, und wird der Abstand kleiner?",
        en="Take two steps with each learning rate: on which side is w, and does the distance become smaller?",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de=r"Mit $\eta = 1/100$: Nach wie vielen Updates ist der Abstand $|w_t - {c}|$ zum ersten Mal kleiner als $1/100$?",
        en=r"With $\eta = 1/100$: after how many updates is the distance $|w_t - {c}|$ below $1/100$ for the first time?",
    ),
    hints=[
        Text(
            de="Die Abstände bilden eine geometrische Folge. Den ersten und den Faktor kannst du ausrechnen.",
            en="The distances form a geometric sequence. You can work out the first one and the factor.",
        ),
        Text(
            de="Löse die Ungleichung mit dem Logarithmus, oder lass in Python eine while-Schleife den Abstand mit q "
            "multiplizieren und die Schritte zählen.",
            en="Solve the inequality by logarithms, or let a while loop in Python multiply the distance by q and "
            "count the steps.",
        ),
    ],
)
def patience(a, c, w0):
    return first_close(abs(w0 - c), 1 - 2 * a * Rational(1, 100))


@patience.mistake("M5", Text(de="Die Schritte werden immer kürzer.", en="The steps get shorter and shorter."))
def kept_the_first_step_length(a, c, w0):
    first_step = 2 * a * SLOW * abs(w0 - c)
    return (abs(w0 - c) - CLOSE) // first_step + 1


@patience.mistake(
    "M6",
    Text(
        de="Setze dein t zur Probe ein: Ist der Abstand schon kleiner als 1/100?",
        en="Substitute your t to check: is the distance below 1/100 already?",
    ),
)
def rounded_down(a, c, w0):
    return patience.make(a, c, w0) - 1


@patience.mistake(
    "M8",
    Text(
        de="Eine Anzahl von Updates ist eine ganze Zahl. Musst du auf- oder abrunden?",
        en="A number of updates is a whole number. Do you have to round up or down?",
    ),
)
def forgot_to_round(a, c, w0):
    return patience_before_rounding(a, c, w0)


@not_overshooting.mistake(
    "M7",
    Text(de="Was passiert, wenn q genau 0 ist?", en="What happens if q is exactly 0?"),
)
def excluded_the_best(a):
    return Interval.open(0, 1 / (2 * a))


def not_a_line(factor_q):
    """Only where q = start + slope*eta with a slope that is not 0 the borders can be read off."""
    return not factor_q.is_polynomial(eta) or Poly(factor_q, eta).degree() != 1


def rate_with(value, factor_q):
    """The eta for which the own q takes this value."""
    slope, start = Poly(factor_q, eta).all_coeffs()
    return (value - start) / slope


def positive_part(region):
    """What is left of a set for eta > 0; None if nothing is."""
    left = region & Interval.open(0, oo)
    return None if left is EmptySet else left


@converging.follows(factor_q, unless=not_a_line)
def converging_by_own_factor(factor_q):
    return positive_part(Interval.open(*sorted((rate_with(1, factor_q), rate_with(-1, factor_q)))))


@not_overshooting.follows(factor_q, unless=not_a_line)
def not_overshooting_by_own_factor(factor_q):
    best, border = rate_with(0, factor_q), rate_with(1, factor_q)
    return positive_part(Interval.Lopen(border, best) if border < best else Interval.Ropen(best, border))


@fastest.follows(factor_q, unless=not_a_line)
def fastest_by_own_factor(factor_q):
    best = rate_with(0, factor_q)
    return best if best > 0 else None


@first_iterates.follows(factor_q, unless=not_a_line)
def first_iterates_by_own_factor(factor_q, a, c, w0):
    return [c + factor_q.subs(eta, rate) * (w0 - c) for rate in rates(a)]


@patience.follows(factor_q, unless=not_a_line)
def patience_by_own_factor(factor_q, c, w0):
    """None where the own factor moves away, stands still or is there at once."""
    shrink = abs(factor_q.subs(eta, SLOW))
    return first_close(abs(w0 - c), shrink) if shrink.is_Rational and 0 < shrink < 1 else None


patience.otherwise(
    Text(
        de="Setze dein t und das t davor ein: Liegt der Abstand bei deinem t unter 1/100, bei dem davor noch nicht?",
        en="Substitute t and t − 1: is the distance below 1/100 at t, but not yet at t − 1?",
    )
)


WORDS = ("cycle", "diverge", "monotone", "one-step", "zigzag")


@exercise.item(
    Function("classify_lr(a, eta)", returns=Word(*WORDS), probes=[{"a": Fraction(1), "eta": Fraction(1, 4)}]),
    points=2,
    prompt=Text(
        de=r"Schreibe eine Funktion `classify_lr(a, eta)` für $f(w) = a \cdot (w - c)^2$ mit beliebigem $a > 0$ und $\eta > "
        "0$. Sie liefert das passende der fünf Wörter aus f). `a` und `eta` sind exakte Brüche (`Fraction`), du kannst also "
        "mit `==` vergleichen.",
        en=r"Write a function `classify_lr(a, eta)` for $f(w) = a \cdot (w - c)^2$ with any $a > 0$ and $\eta > 0$. It "
        "returns the right one of the five words from f). `a` and `eta` are exact fractions (`Fraction`), so you can "
        "compare with `==`.",
    ),
    hints=[
        Text(
            de="Welches Wort passt, hängt nur von q ab. Start und Ort des Minimums spielen keine Rolle.",
            en="Which word fits depends only on q. The start and the place of the minimum do not matter.",
        ),
        Text(
            de="Rechne zuerst q aus. Frag dann mit if nach den einzelnen Werten von q aus f), und erst danach nach "
            "den Bereichen.",
            en="Work out q first. Then ask by if for the single values of q from f), and only after that for the ranges.",
        ),
    ],
)
def classify_lr():
    def classify_lr(a, eta):
        q = 1 - 2 * a * eta
        if q == 0:
            return "one-step"
        if q == -1:
            return "cycle"
        if q < -1:
            return "diverge"
        return "monotone" if q > 0 else "zigzag"

    return classify_lr


@classify_lr.probes
def pairs(dice):
    """For several a every border exactly, values close to it on both sides, and some of each kind."""
    found = []
    for _ in range(3):
        a = Fraction(dice.integer(1, 12), dice.choice((1, 2, 5)))
        near = Fraction(1, 1000)
        for border in (1 / (2 * a), 1 / a):
            found += [{"a": a, "eta": border * factor} for factor in (1 - near, 1, 1 + near)]
        found += [{"a": a, "eta": Fraction(dice.integer(1, 30), 10) / (2 * a)} for _ in range(4)]
    return found


@classify_lr.check(
    points=1,
    title=Text(de="zwischen den Grenzen", en="between the borders"),
    feedback=Text(
        de="Zwischen den Grenzen stimmt die Einteilung noch nicht. Was sagt das Vorzeichen von q, was sein Betrag?",
        en="Between the borders the classification is not right yet. What does the sign of q tell you, and what its "
        "absolute value?",
    ),
)
def right_between_borders(probe, same):
    return same if 2 * probe["a"] * probe["eta"] not in (1, 2) else None


@classify_lr.check(
    points=1,
    title=Text(de="genau an den Grenzen", en="exactly at the borders"),
    feedback=Text(
        de="Genau an den Grenzen stimmt die Einteilung noch nicht. Wie groß ist q dort?",
        en="Exactly at the borders the classification is not right yet. What is q there?",
    ),
)
def right_at_borders(probe, same):
    return same if 2 * probe["a"] * probe["eta"] in (1, 2) else None


exercise.worked(
    Text(
        de=r"$f'(w) = 2 \cdot {a} \cdot (w - {c})$, also ist nach einem Schritt $w - {c}$ mit $q = {factor_q}$ multipliziert.",
        en=r"$f'(w) = 2 \cdot {a} \cdot (w - {c})$, so one step multiplies $w - {c}$ by $q = {factor_q}$.",
    ),
    Text(
        de=r"Der Abstand schrumpft für $|q| < 1$, das heißt $\eta \in {converging}$. Ohne das Minimum zu überspringen, also "
        r"mit $q \ge 0$: $\eta \in {not_overshooting}$. Bei $q = 0$ genügt ein Schritt: $\eta = {fastest}$. Für $q = -1$ "
        r"springt $w$ für immer hin und her, für $q < -1$ immer weiter weg. Die fünf Learning-Rates geben $q = \frac{1}{2}, "
        r"0, -\frac{1}{2}, -1, -\frac{3}{2}$ und der Reihe nach $w_1 = ({first_iterates})$.",
        en=r"The distance shrinks for $|q| < 1$, that is $\eta \in {converging}$. Without jumping over the minimum, with $q "
        r"\ge 0$: $\eta \in {not_overshooting}$. For $q = 0$ one step is enough: $\eta = {fastest}$. For $q = -1$, $w$ jumps "
        "to and fro for ever; for $q < -1$ it moves farther and farther away. The five learning rates give $q = "
        r"\frac{1}{2}, 0, -\frac{1}{2}, -1, -\frac{3}{2}$ and, in the same order, $w_1 = ({first_iterates})$.",
    ),
    Text(
        de=r"Bei $\eta = 1/100$ ist der Abstand nach $t$ Schritten das $q^t$-Fache des ersten, hier ${start_distance} \cdot "
        r"{slow_factor}^t$. Er ist kleiner als $\frac{1}{100}$ für $t > \frac{\log(1/(100 \cdot "
        r"{start_distance}))}{\log({slow_factor})} \approx {exact_patience}$, also zum ersten Mal für $t = {patience}$.",
        en=r"With $\eta = 1/100$ the distance after $t$ steps is $q^t$ times the first one, here ${start_distance} \cdot "
        r"{slow_factor}^t$. It is below $\frac{1}{100}$ for $t > \frac{\log(1/(100 \cdot "
        r"{start_distance}))}{\log({slow_factor})} \approx {exact_patience}$, for the first time at $t = {patience}$.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Zahl $t$ der Schritte, bis der Abstand unter $1/100$ liegt, in Abhängigkeit von der Learning-Rate. Wie viele "
        "Schritte jede andere braucht, siehst du, sobald deine stimmt.",
        en="Number $t$ of steps until the distance is below $1/100$, plotted against the learning rate. Once yours is "
        "right, you see how many steps every other one needs.",
    ),
    legend={
        "needed": Text(de="so viele Schritte braucht jede Learning-Rate", en="how many steps every learning rate needs"),
        "fastest": Text(de=r"dein schnellstes $\eta$", en=r"your fastest $\eta$"),
        "never": Text(de=r"dein schnellstes $\eta$, das nie ankommt", en=r"your fastest $\eta$, which never arrives"),
    },
)
def steps_over_rates(right, fastest, a, c, w0):
    """The curve comes only when the item is solved: its lowest point would be the answer."""
    slope, start = 2 * float(a), float(abs(w0 - c))

    def needed(rate):
        shrink = abs(1 - slope * rate)
        return 1.0 if shrink == 0 else max(1.0, math.log(float(CLOSE) / start) / math.log(shrink))

    own = number(fastest)
    arrives = own is not None and 0 < slope * own < 2
    tint = tone("fastest", right)
    return panel(
        graph(needed, 0.04 / slope, 1.96 / slope, COURSE, "needed") if "fastest" in right else None,
        dots([(own, needed(own))], tint, "fastest", shape="diamond") if arrives else None,
        None if own is None or arrives else Vertical(own, tint, "never"),
        x="η",
        y=Axis("t", 0.7, 300, log=True),
    )


@exercise.variants(count=12)
def draw(dice):
    """Even distances, so that all first iterates are whole numbers; with a = 1 mistake M1 would be right."""
    c = dice.integer(1, 5)
    return {
        "a": dice.choice((Rational(1, 2), 2, 3, 4)),
        "c": c,
        "w0": c + dice.choice((-4, -2, 2, 4, 6)),
    }
