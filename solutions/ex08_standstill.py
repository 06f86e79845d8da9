"""Exercise 8: why gradient descent comes to rest, on f(w) = (w-a)^2 from w0 = 0.

w_t - w_(t-1) = -eta*f'(w_(t-1)), so it rests exactly where f' = 0, whatever the loss is there: f(a) + b = b. The distance
to a is multiplied by q = 1 - 2*eta in each step; step t is a(1-q)q^(t-1) long, for the material's numbers 3/2^t, and
3/2^t < 1/1000 first for t = 12. w^3 - 3k^2*w rests at -k and k, and f'' = 6w says which of them is a minimum.
"""

from itertools import pairwise

from sympy import FiniteSet, sqrt, symbols

from grader.authoring import Exercise, Expression, Given, Option, Rational, Right, SolutionSet, Text, Value
from grader.authoring.drawing import QUIET, Axis, Horizontal, Vertical, number, numbers, panel, polyline, tone

eta, g, w, t = symbols("eta g w t")

SHORT = Rational(1, 1000)
LAST = 200  # steps that are not short by then will not become it: every variant is there before 40


def first_short(length):
    """The first t from 1 on at which length(t) < 0.001."""
    return next((index for index in range(1, LAST) if length(index) < SHORT), None)


exercise = Exercise(
    title=Text(de="Warum Gradient Descent zur Ruhe kommt", en="Why gradient descent comes to rest"),
    topic=Text(de="Gradient Descent", en="gradient descent"),
    section=Text(de="Gradient Descent: warum es zur Ruhe kommt", en="Gradient descent: why it comes to rest"),
    after="ex10",
    statement=Text(
        de=r"Gradient Descent rechnet $w_t = w_{t-1} - \eta \cdot g$ mit $g = f'(w_{t-1})$. "
        "Untersuche, wo und wie schnell die Bewegung zur Ruhe kommt. Ein „Ruhepunkt“ ist eine Stelle, an der $w$ beim Update "
        "gleich bleibt.",
        en=r"Gradient descent computes $w_t = w_{t-1} - \eta \cdot g$ with $g = f'(w_{t-1})$. Investigate where and how fast "
        "the motion comes to rest. A “resting point” is a point where an update leaves $w$ as it is.",
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
    hints=[
        Text(
            de="Eine Verschiebung ist das, was sich geändert hat: neuer Wert minus alter Wert.",
            en="A displacement is what has changed: the new value minus the old one.",
        ),
        Text(
            de="Rechne ein Beispiel mit Zahlen: altes w = 5, η = 0,1, g = 3. Wie weit und in welche Richtung "
            "wandert w? Schreib dann dieselbe Rechnung mit Buchstaben.",
            en="Work out an example with numbers: old w = 5, η = 0.1, g = 3. How far and in which direction does w "
            "move? Then write the same calculation with letters.",
        ),
    ],
)
def displacement():
    return -eta * g


@displacement.mistake(
    "M1",
    Text(
        de="Lies die Update-Regel noch einmal: In welche Richtung geht es?",
        en="Read the update rule again: in which direction does it go?",
    ),
)
def forgot_the_minus():
    return eta * g


@displacement.mistake(
    "M8",
    Text(
        de="Wo kommt η in der Update-Regel vor?",
        en="Where does η occur in the update rule?",
    ),
)
def forgot_the_learning_rate():
    return -g


displacement.otherwise(
    Text(
        de="Zieh in der Update-Regel auf beiden Seiten das alte w ab.",
        en="Subtract the old w on both sides of the update rule.",
    )
)


@exercise.item(
    SolutionSet(symbols=("w",)),
    points=1,
    prompt=Text(
        de="Bestimme alle Ruhepunkte für $f(w) = {parabola}$.",
        en="Find all resting points for $f(w) = {parabola}$.",
    ),
    hints=[
        Text(
            de="Sieh dir deine Verschiebung aus a) an: Welcher ihrer Faktoren kann sie verschwinden lassen, wenn η "
            "positiv ist?",
            en="Look at your displacement from a): which of its factors can make it vanish if η is positive?",
        ),
        Text(
            de="Leite f ab und such alle w, für die die Ableitung verschwindet. Zur Probe: Mach ein Update von dort "
            "aus; w muss genau gleich bleiben.",
            en="Differentiate f and find all w for which the derivative vanishes. To check: do an update from "
            "there; w must stay exactly the same.",
        ),
    ],
)
def rests_on_parabola(a):
    return FiniteSet(a)


@rests_on_parabola.mistake(
    "M2",
    Text(
        de="Berechne f' bei deinem w: Bleibt w dort wirklich gleich?",
        en="Compute f' at your w: does w really stay as it is there?",
    ),
)
def gave_the_start():
    return FiniteSet(0)


@rests_on_parabola.mistake(
    "M9",
    Text(
        de="Berechne f' bei jedem deiner Werte: Wo bleibt w wirklich gleich?",
        en="Compute f' at each of your values: where does w really stay as it is?",
    ),
)
def added_the_start(a):
    return FiniteSet(0, a)


@rests_on_parabola.mistake(
    "M10",
    Text(
        de="Berechne f' auch an der negativen Stelle.",
        en="Compute f' at the negative point, too.",
    ),
)
def added_a_negative_place(a):
    return FiniteSet(-a, a)


@exercise.item(
    Expression(symbols=("t",), domain={"t": "1..12"}),
    points=2,
    prompt=Text(
        de=r"Es ist $f(w) = {parabola}$, $w_0 = 0$ und $\eta = {rate}$. Rechne zuerst $w_1$, $w_2$ und $w_3$ aus und "
        "vergleiche die Schritte. Gib dann die Länge $|w_t - w_{t-1}|$ des $t$-ten Schritts als Formel in $t$ an ($t = 1, "
        "2, 3, …$).",
        en=r"Let $f(w) = {parabola}$, $w_0 = 0$ and $\eta = {rate}$. Compute $w_1$, $w_2$ and $w_3$ first and compare the "
        "steps. Then give the length $|w_t - w_{t-1}|$ of step $t$ as a formula in $t$ ($t = 1, 2, 3, …$).",
    ),
    hints=[
        Text(
            de="Teile jeden Schritt durch den Schritt davor. Wenn immer dasselbe herauskommt, bilden die Längen "
            "eine geometrische Folge.",
            en="Divide each step by the step before it. If the result is always the same, the lengths form a "
            "geometric sequence.",
        ),
        Text(
            de="Du brauchst den ersten Schritt und den Faktor von einem Schritt zum nächsten. Überlege dann, wie "
            "oft dieser Faktor beim ersten Schritt schon vorkommt und wie oft beim zweiten.",
            en="You need the first step and the factor from one step to the next. Then think about how often this "
            "factor already occurs in the first step, and how often in the second.",
        ),
    ],
)
def step_length(a, rate):
    return a * 2 * rate * (1 - 2 * rate) ** (t - 1)


@step_length.mistake(
    "M6",
    Text(de="Vergleiche mit dem ersten Schritt von 0 aus.", en="Compare with the first step from 0."),
)
def gave_the_distance_before(a, rate):
    return a * (1 - 2 * rate) ** (t - 1)


@step_length.mistake(
    "M11",
    Text(
        de="Setze t = 1 in deine Formel ein: Ist der erste Schritt so lang?",
        en="Substitute t = 1 into your formula: is the first step that long?",
    ),
)
def shifted_the_exponent(a, rate):
    return a * 2 * rate * (1 - 2 * rate) ** t


@step_length.mistake(
    "M12",
    Text(
        de="Prüfe deine Ableitung von f: Welcher Faktor steht vor der Klammer?",
        en="Check your derivative of f: which factor stands in front of the bracket?",
    ),
)
def forgot_the_two(a, rate):
    return a * rate * (1 - rate) ** (t - 1)


@step_length.mistake(
    "M13",
    Text(
        de="Wie weit ist es vor dem ersten Schritt bis zum Minimum?",
        en="How far is it to the minimum before the first step?",
    ),
)
def forgot_the_first_distance(rate):
    return 2 * rate * (1 - 2 * rate) ** (t - 1)


@step_length.mistake(
    "M14",
    Text(
        de="Werden die Schritte mit deiner Formel kürzer oder länger?",
        en="Do the steps become shorter or longer with your formula?",
    ),
)
def made_the_steps_grow(a, rate):
    return a * 2 * rate * t


@step_length.mistake(
    "M15",
    Text(
        de="Werden die Schritte mit deiner Formel kürzer?",
        en="Do the steps become shorter with your formula?",
    ),
)
def repeated_the_first_step(a, rate):
    return a * 2 * rate


step_length.otherwise(
    Text(
        de="Setze t = 1, 2 und 3 ein und vergleiche mit den Schritten von w₀ zu w₁, w₂ und w₃.",
        en="Substitute t = 1, 2 and 3 and compare with the steps from w₀ to w₁, w₂ and w₃.",
    )
)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de="Bei welchem $t$ ist die Schrittlänge zum ersten Mal kleiner als 0,001?",
        en="For which $t$ is the step length below 0.001 for the first time?",
    ),
    hints=[
        Text(
            de="Das ist eine Ungleichung in t. Man löst sie mit dem Logarithmus, oder man zählt t hoch und sieht nach.",
            en="This is an inequality in t. It can be solved by logarithms, or by counting t upwards and looking.",
        ),
        Text(
            de="In Python: Beginne mit t = 1 und lass eine while-Schleife laufen, solange deine Formel aus c) noch "
            "nicht unter 0,001 liegt.",
            en="In Python: begin with t = 1 and let a while loop run as long as your formula from c) is not yet below 0.001.",
        ),
    ],
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


first_short_step.otherwise(
    Text(
        de="Setze dein t und das t davor in deine Formel ein: Liegt die Länge bei deinem t unter 0,001, bei dem davor noch "
        "nicht?",
        en="Substitute t and t − 1 into your formula: is the length below 0.001 at t, but not yet at t − 1?",
    )
)


@first_short_step.mistake(
    "M25",
    Text(
        de="Setze dein t in deine Formel ein: Ist der Schritt schon kürzer als 0,001?",
        en="Substitute your t into your formula: is the step below 0.001 already?",
    ),
)
def stopped_one_too_early(a, rate):
    return first_short_step.make(a, rate) - 1


@first_short_step.mistake(
    "M26",
    Text(
        de="Setze auch das t davor ein: Ist der Schritt dort schon kürzer als 0,001?",
        en="Substitute t − 1, too: is the step already below 0.001 there?",
    ),
)
def stopped_one_too_late(a, rate):
    return first_short_step.make(a, rate) + 1


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
    hints=[
        Text(
            de="Für Ruhepunkte zählt nur die Ableitung. Wie groß f selbst ist, spielt keine Rolle.",
            en="For resting points only the derivative counts. How large f itself is does not matter.",
        ),
        Text(
            de="Leite ab, setze die Ableitung gleich null und bring die Gleichung in die Form w² = …. Eine solche "
            "Gleichung kann mehr als eine Lösung haben.",
            en="Differentiate, set the derivative equal to zero and bring the equation into the form w² = …. Such "
            "an equation can have more than one solution.",
        ),
    ],
)
def rests_on_cubic(k):
    return FiniteSet(-k, k)


@rests_on_cubic.mistake(
    "M16",
    Text(
        de="Das sind die Nullstellen von f. Was muss an einem Ruhepunkt 0 sein?",
        en="These are the zeros of f. What must be 0 at a resting point?",
    ),
)
def took_the_zeros_of_f(k):
    return FiniteSet(0, -sqrt(3) * k, sqrt(3) * k)


@rests_on_cubic.mistake(
    "M17",
    Text(
        de="Hat die Gleichung f' = 0 noch eine Lösung?",
        en="Does the equation f' = 0 have another solution?",
    ),
)
def lost_the_negative_place(k):
    return FiniteSet(k)


@rests_on_cubic.mistake(
    "M18",
    Text(
        de="Berechne f'(0): Bleibt w dort gleich?",
        en="Compute f'(0): does w stay as it is there?",
    ),
)
def took_zero():
    return FiniteSet(0)


@rests_on_cubic.mistake(
    "M19",
    Text(
        de="Berechne f' bei jedem deiner Werte, auch bei 0.",
        en="Compute f' at each of your values, at 0, too.",
    ),
)
def added_zero(k):
    return FiniteSet(-k, 0, k)


@exercise.item(
    SolutionSet(symbols=("w",)),
    points=1,
    prompt=Text(
        de="Welche davon sind lokale Minima? Gib die Menge dieser Stellen an.",
        en="Which of them are local minima? Give the set of these points.",
    ),
    hints=[
        Text(
            de="An einem Ruhepunkt kann f am tiefsten sein, am höchsten, oder keines von beiden.",
            en="At a resting point f can be lowest, highest, or neither.",
        ),
        Text(
            de="Rechne f' knapp links und knapp rechts von jedem Ruhepunkt aus: Wo geht es zuerst bergab und danach bergauf?",
            en="Work out f' a little to the left and a little to the right of each resting point: where does it go "
            "downhill first and uphill afterwards?",
        ),
    ],
)
def minima_of_cubic(k):
    return FiniteSet(k)


@minima_of_cubic.mistake(
    "M4",
    Text(
        de="Welches Vorzeichen hat die zweite Ableitung an jeder der Stellen?",
        en="What sign does the second derivative have at each of the points?",
    ),
)
def took_every_resting_point(k):
    return FiniteSet(-k, k)


@minima_of_cubic.mistake(
    "M20",
    Text(
        de="Welches Vorzeichen hat f'' dort? Skizziere f rund um die Stelle.",
        en="What sign does f'' have there? Sketch f around the point.",
    ),
)
def took_the_maximum(k):
    return FiniteSet(-k)


@minima_of_cubic.mistake(
    "M21",
    Text(
        de="Ist f' bei deinem w gleich 0?",
        en="Is f' equal to 0 at your w?",
    ),
)
def took_zero_for_a_minimum():
    return FiniteSet(0)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de="Nun ist $f(w) = {parabola} + {b}$. Wie groß ist der Loss am Ruhepunkt?",
        en="Now let $f(w) = {parabola} + {b}$. What is the loss at the resting point?",
    ),
    hints=[
        Text(
            de="Eine Zahl, die zu f addiert wird, schiebt den ganzen Graphen nach oben. Überlege, ob sich dadurch "
            "die Ableitung ändert.",
            en="A number added to f moves the whole graph up. Think about whether that changes the derivative.",
        ),
        Text(
            de="Such zuerst den Ruhepunkt der neuen Funktion. Der Loss dort ist der Funktionswert: Setze die Stelle "
            "in f ein, nicht in f'.",
            en="Find the resting point of the new function first. The loss there is the value of the function: "
            "substitute the point into f, not into f'.",
        ),
    ],
)
def loss_at_rest(b):
    return b


@loss_at_rest.mistake(
    "M3",
    Text(de="Setze die Stelle mit f' = 0 in f ein.", en="Substitute the point with f' = 0 into f."),
)
def thought_rest_means_no_loss():
    return 0


@loss_at_rest.mistake(
    "M22",
    Text(
        de="Das ist die Stelle w. Gefragt ist der Loss dort.",
        en="This is the point w. The question asks for the loss there.",
    ),
)
def gave_the_place(a):
    return a


loss_at_rest.otherwise(
    Text(
        de="Setze den Ruhepunkt in die neue Funktion ein.",
        en="Substitute the resting point into the new function.",
    )
)


why_shorter = exercise.choice(
    points=1,
    prompt=Text(de="Warum werden die Schritte immer kleiner?", en="Why do the steps become shorter and shorter?"),
    hints=[
        Text(
            de="Die Länge eines Schritts ist ein Produkt aus zwei Faktoren. Du kennst beide aus a).",
            en="The length of a step is a product of two factors. You know both from a).",
        ),
        Text(
            de="Rechne für die ersten drei Schritte aus c) jeden der beiden Faktoren einzeln aus. Welcher ändert "
            "sich von Schritt zu Schritt?",
            en="For the first three steps of c) work out each of the two factors separately. Which one changes from "
            "step to step?",
        ),
    ],
    options={
        "A": Option(
            Text(de="weil die Learning-Rate von selbst kleiner wird", en="because the learning rate shrinks by itself"),
            mistake="M23",
            feedback=Text(
                de="Steht in der Update-Regel irgendwo, dass sich η ändert?",
                en="Does the update rule say anywhere that η changes?",
            ),
        ),
        "B": Option(
            Text(de="weil der Loss in der Nähe von 0 ist", en="because the loss is close to 0"),
            mistake="M7",
            feedback=Text(
                de="Wie groß ist der Loss am Ruhepunkt in g)?",
                en="What is the loss at the resting point in g)?",
            ),
        ),
        "C": Right(Text(de="weil der Gradient immer kleiner wird", en="because the gradient gets smaller and smaller")),
        "D": Option(
            Text(de="weil PyTorch gegen Ende langsamer rechnet", en="because PyTorch slows down towards the end"),
            mistake="M24",
            feedback=Text(
                de="Werden die Schritte auch kürzer, wenn du von Hand rechnest?",
                en="Do the steps become shorter if you calculate by hand, too?",
            ),
        ),
    },
)

explain_rest = exercise.prose(
    marks=3,
    prompt=Text(
        de="Warum kommt Gradient Descent zur Ruhe, und was weiß man dann über die Stelle – und was nicht?",
        en="Why does gradient descent come to rest, and what do you know about that point then – and what not?",
    ),
    hints=[
        Text(
            de="Die Antwort hat drei Teile: warum die Bewegung aufhört, was man dann sicher weiß, und was offen bleibt.",
            en="The answer has three parts: why the motion stops, what is then certain, and what stays open.",
        ),
        Text(
            de="Für das, was offen bleibt, hast du schon Beispiele: Vergleiche die Ruhepunkte in f) und den Loss in g).",
            en="You have examples already of what stays open: compare the resting points in f) and the loss in g).",
        ),
    ],
    rubric=[
        Text(
            de="In der Nähe eines Ruhepunkts geht der Gradient gegen 0 und damit auch der Schritt, obwohl η gleich bleibt.",
            en="Near a resting point the gradient tends to 0, and so does the step, although η stays the same.",
        ),
        Text(de="Man weiß dann, dass dort f' = 0 ist (oder fast).", en="You know then that f' = 0 there (or nearly so)."),
        Text(
            de="Man weiß nicht, ob es ein Minimum ist oder gar das globale, und auch nicht, dass der Loss 0 wäre.",
            en="You do not know whether it is a minimum, let alone the global one, nor that the loss would be 0.",
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
        de="Aus der Update-Regel folgt $w_t - w_{t-1} = {displacement}$. Der Schritt ist genau dort 0, wo $f'(w) = 0$ "
        "ist: bei ${parabola}$ also für $w$ aus ${rests_on_parabola}$. Wie groß der Loss dort ist, spielt keine Rolle; "
        "mit dem Zusatz $+ {b}$ ist er am Ruhepunkt ${loss_at_rest}$.",
        en="The update rule says $w_t - w_{t-1} = {displacement}$. The step is 0 exactly where $f'(w) = 0$: for "
        "${parabola}$ these are the points ${rests_on_parabola}$. How large the loss is there does not matter; with the "
        "extra $+ {b}$ it is ${loss_at_rest}$ at rest.",
    ),
    Text(
        de=r"Jeder Schritt legt den Teil $2\eta = {first}$ des Abstands zu ${a}$ zurück; übrig bleibt der Teil $q = 1 - "
        r"2\eta = {q}$. Vor dem ersten ist der Abstand ${a}$, also ist Schritt $t$ so lang: ${step_length}$. Setze "
        "nacheinander ein: Bei $t = {first_short_step}$ liegt der Wert zum ersten Mal unter 0,001.",
        en=r"Every step covers the part $2\eta = {first}$ of the distance to ${a}$; the part $q = 1 - 2\eta = {q}$ is left. "
        "Before the first one the distance is ${a}$, so step $t$ is this long: ${step_length}$. Substitute one number after "
        "the other: at $t = {first_short_step}$ the value is below 0.001 for the first time.",
    ),
    Text(
        de=r"Für $f(w) = {cubic}$ ist $f'(w) = 0$ bei ${rests_on_cubic}$. Wegen $f''(w) = 6w$ ist die positive Stelle ein "
        "Minimum, die negative ein Maximum: Auch dort bleibt Gradient Descent stehen, wenn es genau dort beginnt.",
        en="For $f(w) = {cubic}$ we have $f'(w) = 0$ at ${rests_on_cubic}$. As $f''(w) = 6w$, the positive point is a "
        "minimum, the negative one a maximum: gradient descent rests there, too, if it starts exactly there.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Die Schrittlängen auf einer logarithmischen Achse und die Schranke aus d).",
        en="The step lengths on a logarithmic axis, and the bound from d).",
    ),
    legend={
        "bound": Text(de="die Schranke $0{,}001$", en="the bound $0.001$"),
        "lengths": Text(de="deine Schrittlängen", en="your step lengths"),
        "first_short": Text(de="dein $t$ aus d)", en="your $t$ from d)"),
    },
)
def staircase_of_step_lengths(right, step_length, first_short_step):
    first = number(first_short_step)
    shown = 40 if first is None else int(min(40, max(8, abs(first) + 3)))
    lengths = [] if step_length is None else numbers(step_length.subs(t, index) for index in range(1, shown + 1))
    stairs = [(index + side, length) for index, length in enumerate(lengths, start=1) for side in (-0.5, 0.5)]
    tint = tone("step_length", right)
    return panel(
        Horizontal(0.001, QUIET, "bound", "dashed"),
        polyline(stairs, tint, "lengths") if any(length > 0 for length in lengths) else None,
        None if first is None else Vertical(first, tone("first_short_step", right), "first_short", "dotted"),
        x=Axis("t", 0, shown + 1, whole=True),
        y=Axis("|wₜ − wₜ₋₁|", log=True),
    )
