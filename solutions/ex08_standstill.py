"""Exercise 8: why gradient descent comes to rest, on f(w) = (w-a)^2 from w0 = 0.

w_t - w_(t-1) = -eta*f'(w_(t-1)), so it rests exactly where f' = 0, whatever the loss is there: f(a) + b = b. The distance
to a is multiplied by q = 1 - 2*eta in each step; step t is a(1-q)q^(t-1) long, for the material's numbers 3/2^t, and
3/2^t < 1/1000 first for t = 12. w^3 - 3k^2*w rests at -k and k, and f'' = 6w says which of them is a minimum.
"""

from itertools import pairwise

from sympy import FiniteSet, symbols

from grader.authoring import Exercise, Expression, Given, Option, Rational, Right, SolutionSet, Text, Value
from grader.authoring.drawing import OWN, QUIET, RIGHT, number, numbers

eta, g, w, t = symbols("eta g w t")

SHORT = Rational(1, 1000)
LAST = 200  # steps that are not short by then will not become it: every variant is there before 40


def first_short(length):
    """The first t from 1 on at which length(t) < 0.001."""
    return next((index for index in range(1, LAST) if length(index) < SHORT), None)


exercise = Exercise(
    title=Text(de="Warum es stehen bleibt", en="Why it comes to rest"),
    statement=Text(
        de=r"Gradient Descent rechnet $w_t = w_{t-1} - \eta \cdot g$ mit $g = f'(w_{t-1})$. "
        "Untersuche, wo und wie schnell die Bewegung zur Ruhe kommt. Ein „Ruhepunkt“ ist eine Stelle, an der $w$ beim Update "
        "gleich bleibt.",
        en=r"Gradient descent computes $w_t = w_{t-1} - \eta \cdot g$ with $g = f'(w_{t-1})$. "
        "Study where and how fast the motion comes to rest. A “resting point” is a place where an update leaves $w$ as it is.",
    ),
    given=Given(a=3, b=7, rate=Rational(1, 4), k=1),
    symbols="eta g w t",
    formulas={
        "parabola": lambda a: (w - a) ** 2,
        "cubic": lambda k: w**3 - 3 * k**2 * w,
        "first": lambda rate: 2 * rate,
        "q": lambda rate: 1 - 2 * rate,
    },
)


@exercise.item(
    Expression(symbols=("eta", "g")),
    points=1,
    prompt=Text(
        de=r"Gib die Verschiebung $w_t - w_{t-1}$ durch $\eta$ (schreib `eta`) und $g$ an.",
        en=r"Give the displacement $w_t - w_{t-1}$ in terms of $\eta$ (write `eta`) and $g$.",
    ),
)
def displacement():
    return -eta * g


@displacement.mistake(
    "M1",
    Text(
        de="Lies die Update-Regel noch einmal: in welche Richtung?",
        en="Reread the update rule: which direction?",
    ),
)
def forgot_the_minus():
    return eta * g


@exercise.item(
    SolutionSet(symbols=("w",)),
    points=1,
    prompt=Text(
        de="Bestimme alle Ruhepunkte für $f(w) = {parabola}$.",
        en="Find all resting points for $f(w) = {parabola}$.",
    ),
)
def rests_on_parabola(a):
    return FiniteSet(a)


@rests_on_parabola.mistake(
    "M2",
    Text(de="Berechne f' an deiner Stelle.", en="Compute f' at your point."),
)
def gave_the_start():
    return FiniteSet(0)


@exercise.item(
    Expression(symbols=("t",), domain={"t": "1..12"}),
    points=2,
    prompt=Text(
        de=r"Es ist $f(w) = {parabola}$, $w_0 = 0$ und $\eta = {rate}$. Gib die Länge $|w_t - w_{t-1}|$ des $t$-ten Schritts "
        "als Formel in $t$ an ($t = 1, 2, 3, …$).",
        en=r"Let $f(w) = {parabola}$, $w_0 = 0$ and $\eta = {rate}$. Give the length $|w_t - w_{t-1}|$ of step $t$ "
        "as a formula in $t$ ($t = 1, 2, 3, …$).",
    ),
)
def step_length(a, rate):
    return a * 2 * rate * (1 - 2 * rate) ** (t - 1)


@step_length.mistake(
    "M6",
    Text(de="Vergleiche mit dem ersten Schritt von 0 aus.", en="Compare with the first step from 0."),
)
def gave_the_distance_before(a, rate):
    return a * (1 - 2 * rate) ** (t - 1)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de="Bei welchem $t$ ist die Schrittlänge zum ersten Mal kleiner als 0,001?",
        en="For which $t$ is the step length below 0.001 for the first time?",
    ),
)
def first_short_step(a, rate):
    return first_short(lambda index: a * 2 * rate * (1 - 2 * rate) ** (index - 1))


@first_short_step.mistake(
    "M5",
    Text(
        de="Beginnt die Folge der Schrittlängen bei {first}?",
        en="Does the sequence of step lengths start at {first}?",
    ),
)
def forgot_the_constant(rate):
    return first_short(lambda index: 2 * rate * (1 - 2 * rate) ** (index - 1))


@first_short_step.follows(step_length)
def first_short_step_of_own_formula(step_length):
    """None where the own lengths are no positive numbers that shrink, or are short from the very start."""
    lengths = [step_length.subs(t, index) for index in range(1, LAST)]
    if not all(length.is_real and length.is_finite and length > 0 for length in lengths):
        return None
    if any(later >= earlier for earlier, later in pairwise(lengths)):
        return None
    index = first_short(lambda index: lengths[index - 1])
    return None if index == 1 else index


@exercise.item(
    SolutionSet(symbols=("w",)),
    points=1,
    prompt=Text(
        de="Bestimme alle Ruhepunkte für $f(w) = {cubic}$.",
        en="Find all resting points for $f(w) = {cubic}$.",
    ),
)
def rests_on_cubic(k):
    return FiniteSet(-k, k)


@exercise.item(
    SolutionSet(symbols=("w",)),
    points=1,
    prompt=Text(
        de="Welche davon sind lokale Minima? Gib die Menge dieser Stellen an.",
        en="Which of them are local minima? Give the set of these places.",
    ),
)
def minima_of_cubic(k):
    return FiniteSet(k)


@minima_of_cubic.mistake(
    "M4",
    Text(de="Prüfe die zweite Ableitung.", en="Check the second derivative."),
)
def took_every_resting_point(k):
    return FiniteSet(-k, k)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de="Nun ist $f(w) = {parabola} + {b}$. Wie groß ist der Loss am Ruhepunkt?",
        en="Now let $f(w) = {parabola} + {b}$. How large is the loss at the resting point?",
    ),
)
def loss_at_rest(b):
    return b


@loss_at_rest.mistake(
    "M3",
    Text(de="Setze die Stelle mit f' = 0 in f ein.", en="Insert the point with f' = 0 into f."),
)
def thought_rest_means_no_loss():
    return 0


why_shorter = exercise.choice(
    points=1,
    prompt=Text(de="Warum werden die Schritte immer kleiner?", en="Why do the steps become shorter and shorter?"),
    options={
        "A": Option(Text(de="die Learning-Rate wird von selbst kleiner", en="the learning rate shrinks by itself")),
        "B": Option(
            Text(de="der Loss ist 0 geworden", en="the loss has become 0"),
            mistake="M7",
            feedback=Text(de="Denk an die Variante mit „+{b}“.", en="Think of the variant with “+{b}”."),
        ),
        "C": Right(
            Text(
                de=r"der Gradient geht in der Nähe eines stationären Punkts gegen 0, $\eta$ bleibt gleich",
                en=r"the gradient tends to 0 near a stationary point, $\eta$ stays the same",
            )
        ),
        "D": Option(Text(de="PyTorch hält automatisch an", en="PyTorch stops automatically")),
    },
)

explain_rest = exercise.prose(
    marks=3,
    prompt=Text(
        de="Erkläre in zwei Sätzen, warum Gradient Descent zur Ruhe kommt und was man dann weiß.",
        en="Explain in two sentences why gradient descent comes to rest and what one knows then.",
    ),
    rubric=[
        Text(
            de="Der Gradient geht in der Nähe eines stationären Punkts gegen 0, damit auch der Schritt.",
            en="Near a stationary point the gradient tends to 0, and so does the step.",
        ),
        Text(de="Die Learning-Rate selbst ändert sich nicht.", en="The learning rate itself does not change."),
        Text(
            de="Es muss kein globales Minimum sein (auch kein Loss von 0).",
            en="It need not be a global minimum (nor a loss of 0).",
        ),
    ],
)


@exercise.variants(count=12)
def draw(dice):
    return {
        "a": dice.integer(2, 5),
        "b": dice.integer(1, 9),
        "rate": dice.choice((Rational(1, 4), Rational(1, 8), Rational(3, 8))),
        "k": dice.integer(1, 4),
    }


exercise.worked(
    Text(
        de=r"Aus der Update-Regel folgt $w_t - w_{t-1} = {displacement}$. Der Schritt ist genau dort 0, wo $f'(w) = 0$ ist: "
        r"bei ${parabola}$ also für ${rests_on_parabola}$. Wie groß der Loss dort ist, spielt keine Rolle; mit dem Zusatz "
        r"$+ {b}$ ist er am Ruhepunkt ${loss_at_rest}$.",
        en=r"The update rule says $w_t - w_{t-1} = {displacement}$. The step is 0 exactly where $f'(w) = 0$: for "
        r"${parabola}$ these are ${rests_on_parabola}$. How large the loss is there does not matter; with the extra "
        r"$+ {b}$ it is ${loss_at_rest}$ at rest.",
    ),
    Text(
        de=r"Jeder Schritt multipliziert den Abstand zu ${a}$ mit $q = 1 - 2\eta = {q}$, der Rest, $2\eta = {first}$ davon, "
        r"ist der Schritt. Vor dem ersten ist der Abstand ${a}$, also ist Schritt $t$ so lang: ${step_length}$. Setze "
        r"nacheinander ein: bei $t = {first_short_step}$ liegt der Wert zum ersten Mal unter 0,001.",
        en=r"Every step multiplies the distance to ${a}$ by $q = 1 - 2\eta = {q}$; the rest, $2\eta = {first}$ of it, is the "
        r"step. Before the first one the distance is ${a}$, so step $t$ is this long: ${step_length}$. Insert one number "
        r"after the other: at $t = {first_short_step}$ the value is below 0.001 for the first time.",
    ),
    Text(
        de=r"Für $f(w) = {cubic}$ ist $f'(w) = 0$ bei ${rests_on_cubic}$. Wegen $f''(w) = 6w$ ist die positive Stelle ein "
        "Minimum, die negative ein Maximum: Auch dort bleibt Gradient Descent stehen, wenn es genau dort beginnt.",
        en=r"For $f(w) = {cubic}$ there is $f'(w) = 0$ at ${rests_on_cubic}$. As $f''(w) = 6w$, the positive place is a "
        "minimum, the negative one a maximum: gradient descent rests there, too, if it starts exactly there.",
    ),
)


@exercise.picture(
    alt=Text(
        de="Eine Treppe aus Schrittlängen auf einer logarithmischen Achse, die Schranke 0,001 und dein t.",
        en="A staircase of step lengths on a logarithmic axis, the bound 0.001 and your t.",
    ),
    caption=Text(
        de="Orange: deine Schrittlängen und dein t aus d), grün, sobald sie stimmen. Gestrichelt: die Schranke 0,001.",
        en="Orange: your step lengths and your t of d), green once they are right. Dashed: the bound 0.001.",
    ),
)
def staircase_of_step_lengths(axes, right, step_length, first_short_step):
    shown = 40 if number(first_short_step) is None else int(min(40, max(8, abs(number(first_short_step)) + 3)))
    axes.axhline(0.001, color=QUIET, linestyle="--")
    axes.set_yscale("log")
    axes.minorticks_off()
    if step_length is not None:
        lengths = numbers(step_length.subs(t, index) for index in range(1, shown + 1))
        if any(length > 0 for length in lengths):
            colour = RIGHT if "step_length" in right else OWN
            axes.step(range(1, len(lengths) + 1), lengths, where="mid", color=colour)
    if number(first_short_step) is not None:
        axes.axvline(number(first_short_step), color=RIGHT if "first_short_step" in right else OWN, linestyle=":")
    axes.set_xlim(0, shown + 1)
    axes.set_xlabel("$t$")
    axes.set_ylabel("$|w_t - w_{t-1}|$")
