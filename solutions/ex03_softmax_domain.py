"""Exercise 3: why the logarithm of a softmax output is allowed.

e^z > 0, so every output is > 0; with at least two classes the others take something away, so it is < 1, and for K = 2 it is
sigmoid(z1-z2), which takes all values between. log y_k = z_k - logsumexp(z) lies in (-oo, 0). For z = (log a, log b, log c)
softmax is (a, b, c)/(a+b+c). In float64 exp(-745) is the last positive number, exp(-746) == 0.0; so log-softmax is computed
in one go: with m = max(z) it is z - m - log(sum(e^(z-m))).
"""

from sympy import Interval, Tuple, exp, log, oo, symbols

from grader.authoring import (
    HAND,
    SYMBOLIC,
    Exercise,
    Expression,
    Function,
    Given,
    Numbers,
    Option,
    Right,
    SolutionSet,
    Text,
    Value,
    Vector,
    Way,
)
from grader.authoring.drawing import COURSE, QUIET, Axis, Bars, panel, tone
from grader.authoring.drawing import numbers as drawable

z1, z2, z3 = symbols("z1 z2 z3")
NEAR = "(-3, 3)"

exercise = Exercise(
    title=Text(de="Warum der Logarithmus hier erlaubt ist", en="Why the logarithm is safe here"),
    topic=Text(de="Kreuzentropie", en="cross-entropy"),
    section=Text(de="Kreuzentropie: Softmax und Logarithmus", en="Cross-entropy: softmax and the logarithm"),
    after="ex01",
    statement=Text(
        de=r"Logits heißen die Werte $z_k$, bevor die Softmax angewendet wird. Berechne die Softmax $\hat y$ von $z = ({z})$, "
        r"beschreibe ihre möglichen Ausgabewerte für beliebige (endliche) Logits und $K \ge 2$ Klassen, und schreibe eine "
        "Log-Softmax, die auch bei riesigen Logits nicht abstürzt. Logarithmen sind natürliche.",
        en=r"Logits are the values $z_k$ before softmax is applied. Compute the softmax $\hat y$ of $z = ({z})$, describe its "
        r"possible outputs for any (finite) logits and $K \ge 2$ classes, and write a log-softmax that survives huge logits. "
        "Logarithms are natural.",
    ),
    given=Given(numbers=(1, 2, 5)),
    symbols="z1 z2 z3 x",
    formulas={"z": lambda numbers: Tuple(*map(log, numbers))},
)


@exercise.item(
    Vector(3, within=HAND),
    points=1,
    prompt=Text(de="Berechne die Softmax von $z = ({z})$.", en="Compute the softmax of $z = ({z})$."),
    hints=[
        Text(
            de="Die Softmax macht aus beliebigen Zahlen Wahrscheinlichkeiten, in zwei Schritten: zuerst wird alles "
            "positiv, dann wird geteilt.",
            en="Softmax turns any numbers into probabilities in two steps: first everything becomes positive, then "
            "it is divided.",
        ),
        Text(
            de="Rechne zuerst die drei Zähler aus. Das geht ohne Taschenrechner: e hoch log a ist einfach a.",
            en="Work out the three numerators first. No calculator is needed: e to the power log a is simply a.",
        ),
    ],
)
def probabilities(numbers):
    total = numbers[0] + numbers[1] + numbers[2]
    return [number / total for number in numbers]


@probabilities.mistake(
    "M1",
    Text(
        de="Vor dem Normieren fehlt ein Rechenschritt – bei dir kommt eine 0 heraus.",
        en="A step before normalising is missing – you get a 0.",
    ),
)
def normalised_the_logits(numbers):
    logits = [log(number) for number in numbers]
    return [logit / sum(logits) for logit in logits]


@probabilities.mistake("M2", Text(de="Was ergibt e hoch 0?", en="What is e to the power 0?"))
def took_e_to_the_0_for_0(numbers):
    powers = [0 if number == 1 else number for number in numbers]
    return [power / sum(powers) for power in powers]


@probabilities.mistake(
    "M3",
    Text(de="Die Einträge müssen sich zu 1 summieren.", en="The entries must add up to 1."),
)
def forgot_to_normalise(numbers):
    return list(numbers)


probabilities.otherwise(
    Text(
        de="Rechne zuerst $e^{z_k}$ für jedes Logit aus. Sind deine Einträge positiv, und ergeben sie zusammen 1?",
        en="Compute $e^{z_k}$ for each logit first. Are your entries positive, and do they add up to 1?",
    )
)


@exercise.item(
    SolutionSet(symbols=("x",)),
    points=1,
    prompt=Text(
        de=r"Welche Werte $x = \hat y_k$ kann ein Eintrag der Softmax annehmen (exakt gerechnet, $K \ge 2$)? Gib die ganze "
        "Menge an.",
        en=r"Which values $x = \hat y_k$ can an entry of softmax take (in exact arithmetic, $K \ge 2$)? Give the whole set.",
    ),
    hints=[
        Text(
            de="Ein Eintrag ist ein Bruch, und sein Zähler kommt auch im Nenner vor, zusammen mit den anderen Summanden.",
            en="An entry is a fraction, and its numerator also occurs in the denominator, together with the other terms.",
        ),
        Text(
            de="Nimm zwei Klassen, lass ein Logit fest und das andere immer größer, dann immer kleiner werden: "
            "Welchen Zahlen nähert sich der Eintrag, und erreicht er sie?",
            en="Take two classes, keep one logit fixed and let the other one get larger and larger, then smaller "
            "and smaller: which numbers does the entry approach, and does it reach them?",
        ),
    ],
)
def output_range():
    return Interval.open(0, 1)


@output_range.mistake(
    "M4",
    Text(
        de="Kann e^z für endliches z null werden? Und kann bei mindestens zwei Klassen ein Eintrag genau 1 sein?",
        en="Can e^z be zero for finite z? And with at least two classes, can an entry be exactly 1?",
    ),
)
def closed_the_interval():
    return Interval(0, 1)


@output_range.mistake(
    "M16",
    Text(
        de="Kann ein Eintrag genau 1 sein, wenn es mindestens zwei Klassen gibt?",
        en="Can an entry be exactly 1 if there are at least two classes?",
    ),
)
def included_one():
    return Interval.Lopen(0, 1)


@output_range.mistake(
    "M17",
    Text(
        de="Kann e^z für ein endliches z genau 0 sein?",
        en="Can e^z be exactly 0 for a finite z?",
    ),
)
def included_zero():
    return Interval.Ropen(0, 1)


@output_range.mistake(
    "M18",
    Text(
        de="Das sind die Werte von e^z. Was macht das Teilen durch die Summe daraus?",
        en="These are the values of e^z. What does dividing by the sum turn them into?",
    ),
)
def forgot_the_denominator():
    return Interval.open(0, oo)


@output_range.mistake(
    "M19",
    Text(
        de="Das sind die Werte, die ein Logit haben kann. Was macht die Softmax daraus?",
        en="These are the values that a logit can have. What does softmax turn them into?",
    ),
)
def gave_the_logits():
    return Interval(-oo, oo)


@exercise.item(
    SolutionSet(symbols=("x",)),
    points=1,
    prompt=Text(
        de=r"Welche Werte $x = \log \hat y_k$ sind dann möglich? Gib die ganze Menge an.",
        en=r"Which values $x = \log \hat y_k$ are possible then? Give the whole set.",
    ),
    hints=[
        Text(
            de="Der Logarithmus ist streng steigend. Aus einem Intervall macht er wieder eines, und aus den Enden "
            "werden die Enden.",
            en="The logarithm is strictly increasing. It turns an interval into an interval again, and its ends "
            "become the ends.",
        ),
        Text(
            de="Nimm deine Menge aus b) und überlege für jedes ihrer Enden einzeln, was der Logarithmus in seiner Nähe macht.",
            en="Take your set from b) and think about each of its ends separately: what does the logarithm do near it?",
        ),
    ],
)
def log_range():
    return Interval.open(-oo, 0)


def is_no_part_of_0_to_1(output_range):
    return not isinstance(output_range, Interval) or not output_range.is_subset(Interval(0, 1))


@log_range.follows(output_range, unless=is_no_part_of_0_to_1)
def log_of_own_range(output_range):
    low, high = output_range.start, output_range.end
    if high == 0:
        return None
    start = -oo if low == 0 else log(low)
    return Interval(start, log(high), output_range.left_open, output_range.right_open)


@log_range.mistake(
    "M20",
    Text(
        de="Welches Vorzeichen hat der Logarithmus einer Zahl unter 1?",
        en="What sign does the logarithm of a number below 1 have?",
    ),
)
def turned_the_sign_around():
    return Interval.open(0, oo)


@log_range.mistake(
    "M21",
    Text(
        de="ŷ liegt unter 1. Wie groß kann log ŷ dann höchstens werden?",
        en="ŷ is below 1. How large can log ŷ get then?",
    ),
)
def took_the_bound_of_the_softmax():
    return Interval(-oo, 1)


@log_range.mistake(
    "M22",
    Text(
        de="ŷ liegt unter 1. Wie groß kann log ŷ dann höchstens werden?",
        en="ŷ is below 1. How large can log ŷ get then?",
    ),
)
def took_the_open_bound_of_the_softmax():
    return Interval.open(-oo, 1)


@log_range.mistake(
    "M23",
    Text(
        de="Das sind die Werte von ŷ selbst. Gefragt sind die von log ŷ.",
        en="These are the values of ŷ itself. The question asks for those of log ŷ.",
    ),
)
def repeated_the_range():
    return Interval.open(0, 1)


@log_range.mistake(
    "M24",
    Text(
        de="ŷ ist nicht beliebig groß. Wie groß kann log ŷ dann höchstens werden?",
        en="ŷ is not arbitrarily large. How large can log ŷ get then?",
    ),
)
def forgot_the_upper_bound():
    return Interval(-oo, oo)


@log_range.mistake(
    "M25",
    Text(
        de="Für welches ŷ wäre log ŷ gleich 0? Sieh in b) nach, ob es vorkommt.",
        en="For which ŷ would log ŷ be 0? Check in b) whether it occurs.",
    ),
)
def included_the_log_of_one():
    return Interval(-oo, 0)


@exercise.item(
    Expression(symbols=("z1", "z2", "z3"), domain={"z1": NEAR, "z2": NEAR, "z3": NEAR}),
    points=2,
    prompt=Text(
        de=r"Gib für $K = 3$ den Logarithmus $\log \hat y_1$ als Formel in $z_1, z_2, z_3$ an (schreib `z1`, `z2`, `z3`).",
        en=r"For $K = 3$ give the logarithm $\log \hat y_1$ as a formula in $z_1, z_2, z_3$ (write `z1`, `z2`, `z3`).",
    ),
    hints=[
        Text(
            de="Der Logarithmus eines Bruchs lässt sich als Differenz schreiben.",
            en="The logarithm of a fraction can be written as a difference.",
        ),
        Text(
            de="Schreib zuerst ŷ₁ als Bruch mit allen drei Summanden im Nenner hin. Dann logarithmiere Zähler und "
            "Nenner einzeln, und vereinfache nur, wo log und exp direkt aufeinandertreffen.",
            en="First write ŷ₁ as a fraction with all three terms in the denominator. Then take the logarithm of "
            "numerator and denominator separately, and simplify only where log and exp meet directly.",
        ),
    ],
)
def log_of_first():
    return z1 - log(exp(z1) + exp(z2) + exp(z3))


@log_of_first.mistake(
    "M5",
    Text(
        de="Teste deine Formel mit z = ({z}).",
        en="Test your formula with z = ({z}).",
    ),
)
def forgot_the_exponential():
    return log(z1 / (z1 + z2 + z3))


@log_of_first.mistake(
    "M9",
    Text(
        de="Was wird in der Softmax im Nenner addiert?",
        en="What is added up in the denominator of softmax?",
    ),
)
def forgot_the_exponential_below():
    return z1 - log(z1 + z2 + z3)


@log_of_first.mistake(
    "M10",
    Text(
        de="Der Logarithmus einer Summe ist nicht die Summe der Logarithmen.",
        en="The logarithm of a sum is not the sum of the logarithms.",
    ),
)
def split_the_logarithm_of_the_sum():
    return z1 - (z1 + z2 + z3)


@log_of_first.mistake("M11", Text(de="Gefragt ist der Logarithmus davon.", en="The question asks for the logarithm of that."))
def forgot_the_logarithm():
    return exp(z1) / (exp(z1) + exp(z2) + exp(z3))


@log_of_first.mistake(
    "M26",
    Text(
        de="Das ist −log ŷ₁, der Loss. Gefragt ist log ŷ₁.",
        en="This is −log ŷ₁, the loss. The question asks for log ŷ₁.",
    ),
)
def gave_the_loss():
    return log(exp(z1) + exp(z2) + exp(z3)) - z1


@log_of_first.mistake(
    "M27",
    Text(
        de="Der Nenner der Softmax fehlt.",
        en="The denominator of softmax is missing.",
    ),
)
def forgot_the_denominator_of_the_first():
    return z1


log_of_first.otherwise(
    Text(
        de="Setze die Logits aus a) in deine Formel ein: Kommt der Logarithmus deines ersten Eintrags heraus?",
        en="Substitute the logits from a) into your formula: do you get the logarithm of your first entry?",
    )
)


@exercise.item(
    Function(
        "log_softmax(z)",
        returns=Numbers(abs=1e-9, rel=1e-9, floats=True),
        probes=[{"z": [1000, 0, -1000]}, {"z": [-1000, -1001]}, {"z": [0, 0, 0, 0]}],
        way=Way(
            without=SYMBOLIC,
            told=Text(
                de="Rechne mit gewöhnlichen Kommazahlen (float64): Nimm exp und log aus math, numpy oder torch, nicht aus "
                "sympy.",
                en="Compute with ordinary decimals (float64): take exp and log from math, numpy or torch, not from sympy.",
            ),
        ),
    ),
    points=2,
    prompt=Text(
        de="Schreibe eine Funktion `log_softmax(z)`: `z` ist eine Liste (oder ein NumPy-Array) von Logits, das Ergebnis die "
        r"Liste (oder das Array) aller $\log \hat y_k$. Auch für `[1000, 0, -1000]` soll das Richtige herauskommen. Rechne mit "
        "gewöhnlichen Kommazahlen (float64): Nimm `exp` und `log` aus `math`, `numpy` oder `torch` (dort mit "
        "`dtype=torch.float64`), nicht aus `sympy`.",
        en="Write a function `log_softmax(z)`: `z` is a list (or a NumPy array) of logits, the result is the list (or array) "
        r"of all $\log \hat y_k$. It should be right for `[1000, 0, -1000]`, too. Compute with ordinary decimals (float64): "
        "take `exp` and `log` from `math`, `numpy` or `torch` (there with `dtype=torch.float64`), not from `sympy`.",
    ),
    hints=[
        Text(
            de="Die Formel aus d) gilt für jeden Eintrag; nur das Logit vorne wechselt. Was abgezogen wird, ist für "
            "alle dasselbe und muss nur einmal berechnet werden.",
            en="The formula from d) holds for every entry; only the logit in front changes. What is subtracted is "
            "the same for all and has to be computed only once.",
        ),
        Text(
            de="Probiere `math.exp(1000)` und `math.exp(-1000)` aus. Überlege dann, welche Zahl du von allen Logits "
            "abziehen kannst, damit in exp nichts Positives mehr steht.",
            en="Try `math.exp(1000)` and `math.exp(-1000)`. Then think about which number you can subtract from all "
            "logits, so that nothing positive is left inside exp.",
        ),
    ],
)
def log_softmax():
    def log_softmax(z):
        from math import exp, log

        largest = max(z)
        log_of_sum = log(sum(exp(logit - largest) for logit in z))
        return [logit - largest - log_of_sum for logit in z]

    return log_softmax


@log_softmax.probes
def logits(dice):
    import numpy as np

    drawn = [{"z": dice.reals(count, -6, 6)} for count in (2, 3, 4, 5, 8) * 4]
    shift = 100 * dice.integer(8, 20)
    whole = np.array([dice.integer(-6, 6) for _ in range(3)])  # results that are written into it would lose their decimals
    arrays = [{"z": np.array(dice.reals(3, -6, 6))}, {"z": whole}]
    return [*drawn, *arrays, {"z": [shift + logit for logit in drawn[0]["z"]]}]


def largest_logit(probe):
    return max(abs(float(logit)) for logit in probe["z"])


@log_softmax.check(
    points=1,
    title=Text(de="gewöhnliche Logits", en="ordinary logits"),
    feedback=Text(
        de="Für gewöhnliche Logits stimmt das Ergebnis nicht. Vergleiche mit deinen Antworten a) und d).",
        en="For ordinary logits the result is not right. Compare with your answers a) and d).",
    ),
)
def right_for_ordinary_logits(probe, same):
    return same if largest_logit(probe) < 50 else None


@log_softmax.check(
    points=1,
    title=Text(de="riesige Logits", en="huge logits"),
    feedback=Text(
        de="Für riesige Logits stimmt das Ergebnis nicht. Es darf sich nicht ändern, wenn du zu allen Logits dieselbe Zahl "
        "addierst.",
        en="For huge logits the result is not right. It must not change when you add the same number to all logits.",
    ),
)
def stable_for_huge_logits(probe, same):
    return same if largest_logit(probe) > 50 else None


@log_softmax.mistake(
    "M6",
    Text(
        de="Bei großen Logits läuft exp über – verschiebe die Logits vorher.",
        en="exp overflows for large logits – shift them first.",
    ),
    points=1,
)
def let_exp_overflow():
    return float("nan")


@log_softmax.mistake(
    "M7",
    Text(
        de="Du logarithmierst eine gerundete 0; fasse log und exp zusammen.",
        en="You take the log of a rounded 0; merge log and exp.",
    ),
    points=1,
)
def took_the_log_of_a_rounded_0():
    return [0, float("-inf"), float("-inf")]


@exercise.item(
    Value(),
    points=1,
    bonus=True,
    prompt=Text(
        de=r"Welches ist die kleinste natürliche Zahl $n$, für die $e^{-n}$ als float64 genau 0.0 ist? (Probiere es aus: "
        "`math.exp(-n)`.)",
        en="What is the smallest natural number $n$ for which $e^{-n}$ is exactly 0.0 in float64? (Try it: `math.exp(-n)`.)",
    ),
    hints=[
        Text(
            de="Der Computer kennt eine kleinste positive Kommazahl. Was viel näher bei null liegt, rundet er auf null.",
            en="A computer knows a smallest positive decimal. What is much closer to zero is rounded to zero.",
        ),
        Text(
            de="Lass eine Schleife n hochzählen und hör auf, sobald `math.exp(-n) == 0.0` wahr ist.",
            en="Let a loop count n upwards and stop as soon as `math.exp(-n) == 0.0` is true.",
        ),
    ],
)
def first_vanished():
    return 746


@first_vanished.mistake(
    "M8",
    Text(
        de="Gesucht ist das Verschwinden, nicht das Überlaufen.",
        en="Look for underflow, not for overflow.",
    ),
)
def looked_for_the_overflow():
    return 710


@first_vanished.mistake(
    "M12",
    Text(
        de="Gib e^(-n) für dein n aus: Ist es schon genau 0.0?",
        en="Print e^(-n) for your n: is it exactly 0.0 already?",
    ),
)
def stopped_one_too_early():
    return 745


first_vanished.otherwise(
    Text(
        de="Gib `math.exp(-n)` für dein n und für die beiden Zahlen daneben aus.",
        en="Print `math.exp(-n)` for your n and for the two numbers beside it.",
    )
)


what_follows = exercise.choice(
    points=1,
    prompt=Text(
        de="Was folgt aus e) und f) für das Programmieren?",
        en="What follows from e) and f) for programming?",
    ),
    hints=[
        Text(
            de="Frag dich bei jeder Möglichkeit: Kommt in exakter Rechnung noch derselbe Loss heraus?",
            en="Ask of each option: does exact arithmetic still give the same loss?",
        ),
        Text(
            de="Spiel jede Möglichkeit mit den gewöhnlichen Logits aus a) und mit den riesigen aus e) durch.",
            en="Go through each option with the ordinary logits of a) and with the huge ones of e).",
        ),
    ],
    options={
        "A": Option(
            Text(
                de="man lässt Klassen mit kleinen Logits weg, weil ihre Softmax 0 ist",
                en="leave out classes with small logits, because their softmax is 0",
            ),
            mistake="M13",
            feedback=Text(
                de="Ist eine Wahrscheinlichkeit, die auf 0 gerundet wird, wirklich 0? Was wäre der Loss, wenn diese Klasse "
                "richtig ist?",
                en="Is a probability that is rounded to 0 really 0? What would the loss be if this class were the correct one?",
            ),
        ),
        "B": Option(
            Text(
                de=r"man ersetzt den Logarithmus überall durch $\log(\hat y + 1)$",
                en=r"replace the logarithm by $\log(\hat y + 1)$ everywhere",
            ),
            mistake="M14",
            feedback=Text(
                de="Setze ŷ = 0,5 ein: Ist log(ŷ + 1) noch dasselbe wie log ŷ?",
                en="Substitute ŷ = 0.5: is log(ŷ + 1) still the same as log ŷ?",
            ),
        ),
        "C": Right(
            Text(
                de="man berechnet die Log-Softmax in einem Zug aus den Logits",
                en="compute log-softmax in one go from the logits",
            )
        ),
        "D": Option(
            Text(
                de="man verbietet Logits, deren Betrag größer als 100 ist",
                en="forbid logits that are larger than 100 in magnitude",
            ),
            mistake="M15",
            feedback=Text(
                de="Kann man einem Netz vorschreiben, welche Logits herauskommen?",
                en="Can you tell a network which logits to produce?",
            ),
        ),
    },
)

why_allowed = exercise.prose(
    marks=2,
    prompt=Text(
        de=r"Warum ist es hier kein Problem, dass $\log x$ für $x \le 0$ nicht definiert ist, und worauf muss man am "
        "Computer trotzdem achten?",
        en=r"Why is it no problem here that $\log x$ is undefined for $x \le 0$, and what do you still have to watch out for "
        "on a computer?",
    ),
    hints=[
        Text(
            de="Die Frage hat zwei Teile: was die Mathematik garantiert, und was der Computer daraus macht.",
            en="The question has two parts: what mathematics guarantees, and what a computer makes of it.",
        ),
        Text(
            de="Für den ersten Teil sieh dir deine Menge aus b) an, für den zweiten, was in f) passiert ist.",
            en="For the first part look at your set from b), for the second one at what happened in f).",
        ),
    ],
    rubric=[
        Text(
            de="e^z ist immer positiv, also ist jede Ausgabe der Softmax größer als 0.",
            en="e^z is always positive, so every softmax output is greater than 0.",
        ),
        Text(
            de="Gleitkommazahlen können trotzdem auf 0 gerundet werden (oder überlaufen).",
            en="Floating-point numbers can be rounded to 0 all the same (or overflow).",
        ),
    ],
)

TRIPLES = ((1, 2, 5), (1, 3, 4), (1, 4, 5), (1, 2, 2), (1, 7, 12), (1, 3, 16), (1, 9, 10), (1, 4, 15))


@exercise.variants(count=12)
def draw(dice):
    """A 1 is always there: its logit is 0, which M1 and M2 are about."""
    return {"numbers": Tuple(*dice.shuffled(dice.choice(TRIPLES)))}


exercise.worked(
    Text(
        de=r"$e^z$ macht aus den Logits $({z})$ wieder die Zahlen unter den Logarithmen; durch ihre Summe geteilt ergibt das "
        r"$({probabilities})$.",
        en=r"$e^z$ turns the logits $({z})$ back into the numbers under the logarithms; divided by their sum that makes "
        r"$({probabilities})$.",
    ),
    Text(
        de=r"$e^{z_k}$ ist für jedes endliche $z_k$ positiv, also ist $\hat y_k > 0$. Weil mindestens ein weiterer positiver "
        r"Summand im Nenner steht, ist $\hat y_k < 1$. Dazwischen kommt alles vor: ${output_range}$, nach dem Logarithmieren "
        r"${log_range}$. Der Logarithmus bekommt also nie 0 oder eine negative Zahl.",
        en=r"$e^{z_k}$ is positive for every finite $z_k$, so $\hat y_k > 0$. As there is at least one more positive term in "
        r"the denominator, $\hat y_k < 1$. Everything in between occurs: ${output_range}$, and after taking logarithms "
        "${log_range}$. So the logarithm never gets 0 or a negative number.",
    ),
    Text(
        de=r"Aus dem Bruch wird eine Differenz: $\log \hat y_1 = {log_of_first}$. Mit Gleitkommazahlen läuft $e^{1000}$ aber "
        r"über, und $e^{-{first_vanished}}$ wird zu 0. Deshalb zieht man vorher das größte Logit $m$ ab, was an der Softmax "
        r"nichts ändert: $z_k - m - \log \sum_j e^{z_j - m}$. Der größte Summand ist dann 1, und nichts kann überlaufen. "
        "Bei der BCE spielt die Sigmoidfunktion dieselbe Rolle.",
        en=r"The fraction becomes a difference: $\log \hat y_1 = {log_of_first}$. With floating-point numbers, however, "
        "$e^{1000}$ overflows, and $e^{-{first_vanished}}$ becomes 0. So you subtract the largest logit $m$ first, which "
        r"does not change the softmax: $z_k - m - \log \sum_j e^{z_j - m}$. The largest term is 1 then, and nothing can "
        "overflow. With BCE the sigmoid plays the same role.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Von den Logits zu deinen Wahrscheinlichkeiten, für jede Klasse $k$ ein Balken.",
        en="From the logits to your probabilities, one bar for each class $k$.",
    ),
    legend={
        "logits": Text(de="die Logits $z_k$", en="the logits $z_k$"),
        "powers": Text(de="$e^{z_k}$", en="$e^{z_k}$"),
        "own": Text(de="deine Softmax", en="your softmax"),
    },
)
def from_logits_to_probabilities(right, probabilities, numbers):
    own = drawable(probabilities)
    places = Axis("k", -0.6, len(numbers) - 0.4, ticks=tuple((place, str(place + 1)) for place in range(len(numbers))))

    def bars(heights, tint, name):
        return Bars(tuple((place, float(height)) for place, height in enumerate(heights)), tint, name)

    return [
        panel(bars(map(log, numbers), QUIET, "logits"), x=places, y="zₖ"),
        panel(bars(numbers, COURSE, "powers"), x=places, y="exp zₖ"),
        panel(bars(own[: len(numbers)], tone("probabilities", right), "own") if own else None, x=places, y="ŷₖ"),
    ]
