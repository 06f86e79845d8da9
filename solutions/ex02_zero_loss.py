"""Exercise 2: when is the loss zero?

BCE = -[y*log(yhat) + (1-y)*log(1-yhat)] with 0*log(0) := 0. For y = 1 it is -log(yhat), zero only at 1; y = 0 is the mirror
image. For 0 < y < 1 its slope (yhat-y)/(yhat*(1-yhat)) changes from - to + at yhat = y, so the smallest value is the entropy
H(y) = -y*log(y) - (1-y)*log(1-y) > 0: there is no zero. With one-hot y the CCE is -log(yhat_c), zero only at yhat = y.
"""

from sympy import EmptySet, FiniteSet, Interval, Rational, Tuple, log, symbols

from grader.authoring import HAND, Exercise, Expression, Given, Option, Right, SolutionSet, Text, Value, Vector, rounded
from grader.authoring.drawing import COURSE, QUIET, Axis, Horizontal, dots, graph, number, numbers, panel, tone

y = symbols("y")

PREDICTIONS = SolutionSet(symbols=("yhat",), domain={"yhat": "[0; 1]"})


def entropy(label):
    return -label * log(label) - (1 - label) * log(1 - label)


def certain(k, c):
    return [1 if index == c else 0 for index in range(k)]


exercise = Exercise(
    title=Text(de="Wann ist der Loss null?", en="When is the loss zero?"),
    topic=Text(de="Kreuzentropie", en="cross-entropy"),
    section=Text(de="Kreuzentropie: wann der Loss null ist", en="Cross-entropy: when the loss is zero"),
    after="ex01",
    statement=Text(
        de=r"Für ein Label $y$ und eine Vorhersage $\hat y \in [0;\ 1]$ ist $\mathrm{BCE}(\hat y; y) = -[y \log\hat y + "
        r"(1-y)\log(1-\hat y)]$ mit der Vereinbarung $0 \cdot \log 0 = 0$ und dem natürlichen Logarithmus. Suche alle "
        "Nullstellen: zuerst für harte Labels (0 oder 1), dann für ein weiches (eine Zahl dazwischen). Übertrage das "
        r"Ergebnis auf die Kreuzentropie für {k} Klassen, $\mathrm{CCE}(\hat y; y) = -\sum_k y_k \log\hat y_k$. In Mengen "
        "heißt die Vorhersage `yhat`.",
        en=r"For a label $y$ and a prediction $\hat y \in [0, 1]$ let $\mathrm{BCE}(\hat y, y) = -[y \log\hat y + "
        r"(1-y)\log(1-\hat y)]$, where $0 \cdot \log 0 = 0$ by convention and log is natural. Find all zeros: first for "
        "hard labels (0 or 1), then for a soft one (a number in between). Carry the result over to the cross-entropy for "
        r"{k} classes, $\mathrm{CCE}(\hat y, y) = -\sum_k y_k \log\hat y_k$. In sets the prediction is called `yhat`.",
    ),
    given=Given(k=4, c=1, q=Rational(1, 4)),
    symbols="y yhat",
    formulas={"onehot": lambda k, c: Tuple(*certain(k, c)), "lowest_rounded": lambda q: rounded(entropy(q), 4)},
)


@exercise.item(
    PREDICTIONS,
    points=1,
    prompt=Text(
        de=r"Das Label ist $y = 1$. Für welche $\hat y$ ist die BCE null? Gib die Menge an.",
        en=r"The label is $y = 1$. For which $\hat y$ is the BCE zero? Give the set.",
    ),
    hints=[
        Text(
            de="Denk daran, was ŷ bedeutet: wie sicher sich das Netz ist, dass das Label 1 ist. Ein grober Irrtum kostet "
            "viel, eine gute Vorhersage wenig.",
            en="Think of what ŷ means: how sure the network is that the label is 1. A bad error costs much, a good "
            "prediction little.",
        ),
        Text(
            de="Setze zuerst das Label in die Formel ein. Ein Summand fällt weg; löse die Gleichung, die vom "
            "anderen übrig bleibt.",
            en="Substitute the label into the formula first. One term drops out; solve the equation that the other one leaves.",
        ),
    ],
)
def zeros_for_one():
    return FiniteSet(1)


@zeros_for_one.mistake(
    "M10",
    Text(
        de="Setze dein ŷ mit y = 1 in die Formel ein.",
        en="Substitute your ŷ with y = 1 into the formula.",
    ),
)
def took_the_worst_prediction():
    return FiniteSet(0)


@zeros_for_one.mistake(
    "M11",
    Text(
        de="Einer deiner Werte macht den Loss unendlich groß.",
        en="One of your values makes the loss infinite.",
    ),
)
def took_both_ends_for_one():
    return FiniteSet(0, 1)


@zeros_for_one.mistake(
    "M12",
    Text(
        de="Setze ŷ = 0,5 ein: Ist die BCE dort null?",
        en="Substitute ŷ = 0.5: is the BCE zero there?",
    ),
)
def took_every_prediction():
    return Interval(0, 1)


@zeros_for_one.mistake(
    "M13",
    Text(
        de="Prüfe die Ränder, mit der Vereinbarung 0 · log 0 = 0.",
        en="Try the ends, with the convention 0 · log 0 = 0.",
    ),
)
def found_none_for_one():
    return EmptySet


@exercise.item(
    PREDICTIONS,
    points=1,
    prompt=Text(
        de=r"Und für welche $\hat y$ bei $y = 0$?",
        en=r"And for which $\hat y$ if $y = 0$?",
    ),
    hints=[
        Text(
            de="Die BCE behandelt beide Labels gleich: Schreibst du überall 1 − y statt y und 1 − ŷ statt ŷ, ändert "
            "sie sich nicht. Vergleiche mit a).",
            en="The BCE treats both labels alike: if you write 1 − y for y and 1 − ŷ for ŷ everywhere, it does not "
            "change. Compare with a).",
        ),
        Text(
            de="Welcher Logarithmus bleibt mit diesem Label stehen? Überlege, welche Zahl in ihm stehen müsste, "
            "damit er verschwindet, und rechne daraus ŷ aus.",
            en="Which logarithm is left with this label? Think about which number would have to stand in it to make "
            "it vanish, and work out ŷ from that.",
        ),
    ],
)
def zeros_for_zero():
    return FiniteSet(0)


@zeros_for_zero.mistake(
    "M1",
    Text(de="Setze dein ŷ mit y = 0 in die Formel ein.", en="Substitute your ŷ with y = 0 into the formula."),
)
def always_predicted_one():
    return FiniteSet(1)


@zeros_for_zero.mistake(
    "M2",
    Text(
        de="Einer deiner Werte macht den Loss unendlich groß.",
        en="One of your values makes the loss infinite.",
    ),
)
def took_both_ends():
    return FiniteSet(0, 1)


@zeros_for_zero.mistake(
    "M14",
    Text(
        de="Setze ŷ = 0,5 ein: Ist die BCE dort null?",
        en="Substitute ŷ = 0.5: is the BCE zero there?",
    ),
)
def took_every_prediction_for_zero():
    return Interval(0, 1)


@zeros_for_zero.mistake(
    "M15",
    Text(
        de="Prüfe die Ränder, mit der Vereinbarung 0 · log 0 = 0.",
        en="Try the ends, with the convention 0 · log 0 = 0.",
    ),
)
def found_none_for_zero():
    return EmptySet


@exercise.item(
    Vector("k"),
    points=1,
    prompt=Text(
        de=r"CCE mit $y = ({onehot})$: Welcher Wahrscheinlichkeitsvektor $\hat y$ hat den Loss 0?",
        en=r"CCE with $y = ({onehot})$: which probability vector $\hat y$ has loss 0?",
    ),
    hints=[
        Text(
            de="Die CCE fragt nur danach, wie wahrscheinlich die richtige Klasse war. Was für die anderen übrig "
            "bleibt, legt die Summe fest.",
            en="The CCE asks only how probable the correct class was. What is left for the others is fixed by the sum.",
        ),
        Text(
            de="Bestimme zuerst den Eintrag an der Stelle, an der in y die 1 steht. Die anderen folgen daraus, dass "
            "keine Wahrscheinlichkeit negativ ist.",
            en="Find the entry at the place of the 1 in y first. The others follow because no probability is negative.",
        ),
    ],
)
def certain_prediction(k, c):
    return certain(k, c)


@certain_prediction.mistake(
    "M3",
    Text(
        de="Wie groß ist −log der Wahrscheinlichkeit, die du der richtigen Klasse gibst?",
        en="What is −log of the probability that you give to the correct class?",
    ),
)
def spread_evenly(k):
    return [1 / k] * int(k)


@certain_prediction.mistake(
    "M4",
    Text(
        de="Was muss die Summe aller Wahrscheinlichkeiten ergeben?",
        en="What must the probabilities add up to?",
    ),
)
def gave_all_ones(k):
    return [1] * int(k)


@certain_prediction.mistake(
    "M16",
    Text(
        de="Was ist −log 0, und was muss die Summe aller Wahrscheinlichkeiten ergeben?",
        en="What is −log 0, and what must the probabilities add up to?",
    ),
)
def gave_all_zeros(k):
    return [0] * int(k)


certain_prediction.otherwise(
    Text(
        de="Welcher Summand der CCE bleibt mit diesem y übrig? Wann ist er 0?",
        en="Which term of the CCE is left with this y? When is it 0?",
    )
)


mean_is_zero = exercise.choice(
    points=1,
    prompt=Text(
        de="Der Mittelwert der Losses über $n$ Datenpunkte ist genau dann 0, wenn …",
        en="The mean of the losses over $n$ data points is 0 if and only if …",
    ),
    hints=[
        Text(
            de="Der Mittelwert ist die Summe der Losses, geteilt durch n. Ob er 0 ist, hängt nur von der Summe ab.",
            en="The mean is the sum of the losses divided by n. Whether it is 0 depends on the sum alone.",
        ),
        Text(
            de="Erfinde zu jeder Aussage zwei Losses, für die sie gilt, und rechne den Mittelwert aus. Achte "
            "darauf, welche Werte ein Loss überhaupt haben kann.",
            en="Make up two losses for each statement for which it holds, and work out the mean. Mind which values "
            "a loss can have at all.",
        ),
    ],
    options={
        "A": Right(Text(de="jeder einzelne der Summanden gleich 0 ist", en="every single one of the terms is equal to 0")),
        "B": Option(
            Text(de="sich positive und negative Summanden aufheben", en="positive and negative terms cancel each other"),
            mistake="M17",
            feedback=Text(
                de="Kann ein Summand negativ sein? Welche Werte hat −log p für 0 < p ≤ 1?",
                en="Can a term be negative? What values does −log p take for 0 < p ≤ 1?",
            ),
        ),
        "C": Option(
            Text(de="wenigstens einer der Summanden gleich 0 ist", en="at least one of the terms is equal to 0"),
            mistake="M18",
            feedback=Text(
                de="Nimm zwei Punkte mit den Losses 0 und 1: Wie groß ist der Mittelwert?",
                en="Take two points with the losses 0 and 1: what is the mean?",
            ),
        ),
        "D": Option(
            Text(
                de="überall die richtige Klasse am wahrscheinlichsten ist",
                en="the correct class is the most probable one everywhere",
            ),
            mistake="M9",
            feedback=Text(
                de="Die richtige Klasse kann auch mit 0,5 die wahrscheinlichste sein. Wie groß ist dann der Loss?",
                en="The correct class may be the most probable one with 0.5, too. What is the loss then?",
            ),
        ),
    },
)


@exercise.item(
    Expression(symbols=("y",), domain={"y": "(0.01; 0.99)"}),
    points=2,
    bonus=True,
    prompt=Text(
        de=r"Halte ein weiches Label $y$ mit $0 < y < 1$ fest. Was ist der kleinste Wert, den die BCE für irgendein $\hat y$ "
        "annimmt? Antworte mit einer Formel in `y`.",
        en=r"Keep a soft label $y$ with $0 < y < 1$ fixed. What is the smallest value that the BCE takes for any $\hat y$? "
        "Answer with a formula in `y`.",
    ),
    hints=[
        Text(
            de="Das Label y ist hier eine feste Zahl und ŷ die Variable: Gesucht ist das Minimum einer Funktion von ŷ.",
            en="Here the label y is a fixed number and ŷ the variable: you are looking for the minimum of a function of ŷ.",
        ),
        Text(
            de="Probiere es erst mit einer Zahl: Rechne die BCE mit y = 0,3 für ŷ = 0,1, 0,2, … bis 0,9 aus. Bei "
            "welchem ŷ ist sie am kleinsten, und was hat dieses ŷ mit dem Label zu tun?",
            en="Try it with a number first: work out the BCE with y = 0.3 for ŷ = 0.1, 0.2, … up to 0.9. At which ŷ "
            "is it smallest, and what has this ŷ to do with the label?",
        ),
    ],
)
def lowest_bce():
    return entropy(y)


@lowest_bce.mistake(
    "M19",
    Text(
        de="Mit einem weichen y bleiben beide Summanden stehen. Können beide zugleich 0 sein?",
        en="With a soft y both terms remain. Can both be 0 at once?",
    ),
)
def thought_every_loss_reaches_zero():
    return 0


@lowest_bce.mistake(
    "M20",
    Text(
        de="Die BCE hat zwei Summanden. Wo ist der zweite?",
        en="The BCE has two terms. Where is the second one?",
    ),
)
def kept_one_summand():
    return -y * log(y)


@lowest_bce.mistake(
    "M21",
    Text(
        de="Welches Vorzeichen hat deine Formel bei y = 0,5? Kann die BCE so sein?",
        en="What sign does your formula have at y = 0.5? Can the BCE have it?",
    ),
)
def forgot_the_minus():
    return -entropy(y)


lowest_bce.otherwise(
    Text(
        de="Leite die BCE nach ŷ ab: Für welches ŷ ist die Ableitung 0, und wie groß ist die BCE dort?",
        en="Differentiate the BCE with respect to ŷ: for which ŷ is the derivative 0, and what is the BCE there?",
    )
)


@exercise.item(
    Value(within=HAND),
    points=1,
    bonus=True,
    prompt=Text(
        de="Wie groß ist dieser kleinste Wert für $y = {q}$?",
        en="What is this smallest value for $y = {q}$?",
    ),
    hints=[
        Text(
            de="Hier wird aus dem Buchstaben in e) eine Zahl. Auch ohne e) kannst du das Minimum suchen, indem du "
            "die BCE für viele ŷ ausrechnest.",
            en="The letter of e) becomes a number here. Even without e) you can look for the minimum by working out "
            "the BCE for many ŷ.",
        ),
        Text(
            de="Zur Probe: Berechne die BCE mit diesem Label für ŷ = 0,1, für 0,3 und für 0,6. Keiner dieser Werte "
            "darf unter deinem liegen.",
            en="To check: work out the BCE with this label for ŷ = 0.1, for 0.3 and for 0.6. None of these values "
            "may be below yours.",
        ),
    ],
)
def lowest_for_soft(q):
    return entropy(q)


@lowest_for_soft.mistake(
    "M5",
    Text(
        de="Skizziere die BCE in Abhängigkeit von ŷ: Berührt sie die 0?",
        en="Sketch the BCE as a function of ŷ: does it touch 0?",
    ),
)
def trusted_an_equal_prediction():
    return 0


@lowest_for_soft.mistake(
    "M6",
    Text(
        de="Die Formel hat zwei Summanden, und keiner ist hier null.",
        en="The formula has two terms, and neither is zero here.",
    ),
)
def dropped_the_second_summand(q):
    return -q * log(q)


@lowest_for_soft.mistake(
    "M7",
    Text(
        de="Dein Ergebnis passt zu Logarithmen mit der Basis 2. Gemeint ist der natürliche.",
        en="Your result belongs to logarithms with base 2. The logarithm here is the natural one.",
    ),
)
def used_base_two(q):
    return entropy(q) / log(2)


@lowest_for_soft.mistake(
    "M22",
    Text(
        de="Auf Taschenrechnern heißt der natürliche Logarithmus ln; log ist dort meist der zur Basis 10.",
        en="On calculators the natural logarithm is called ln; there, log usually has base 10.",
    ),
)
def used_base_ten(q):
    return entropy(q) / log(10)


@lowest_for_soft.mistake(
    "M23",
    Text(
        de="Kann die BCE negativ sein?",
        en="Can the BCE be negative?",
    ),
)
def lost_the_minus(q):
    return -entropy(q)


lowest_for_soft.otherwise(
    Text(
        de="Setze y = {q} in deine Formel aus e) ein, und zwar in beide Summanden.",
        en="Substitute y = {q} into your formula from e), into both of its terms.",
    )
)


def does_not_depend_on_the_label(lowest_bce):
    return not lowest_bce.has(y)


@lowest_for_soft.follows(lowest_bce, unless=does_not_depend_on_the_label)
def own_formula_at_the_label(lowest_bce, q):
    value = lowest_bce.subs(y, q)
    return value if value.is_real and value.is_finite else None


@exercise.item(
    PREDICTIONS,
    points=1,
    prompt=Text(
        de=r"Das Label ist $y = {q}$. Gib die Menge aller $\hat y$ an, für die die BCE null ist.",
        en=r"The label is $y = {q}$. Give the set of all $\hat y$ for which the BCE is zero.",
    ),
    hints=[
        Text(
            de="Geh vor wie in a) und b): Sieh dir jeden der beiden Summanden für sich an. Für welches ŷ verschwindet er?",
            en="Proceed as in a) and b): look at each of the two terms by itself. For which ŷ does it vanish?",
        ),
        Text(
            de="Vergleiche die beiden ŷ, die du so findest. Damit die BCE verschwindet, müssten beide zugleich gelten.",
            en="Compare the two ŷ that you find this way. For the BCE to vanish, both would have to hold at the same time.",
        ),
    ],
)
def zeros_for_soft():
    return EmptySet


@zeros_for_soft.mistake(
    "M8",
    Text(
        de="Das ist die beste Vorhersage – aber ist der Loss dort null?",
        en="That is the best prediction – but is the loss zero there?",
    ),
)
def gave_the_best_prediction(q):
    return FiniteSet(q)


@zeros_for_soft.mistake(
    "M24",
    Text(
        de="Mit diesem Label bleiben beide Summanden stehen: Wie groß ist der Loss an den Rändern?",
        en="With this label both terms remain: what is the loss at the ends?",
    ),
)
def took_both_ends_for_soft():
    return FiniteSet(0, 1)


@zeros_for_soft.mistake(
    "M25",
    Text(
        de="Mit diesem Label bleiben beide Summanden stehen: Wie groß ist der Loss bei ŷ = 0?",
        en="With this label both terms remain: what is the loss at ŷ = 0?",
    ),
)
def rounded_the_label_down():
    return FiniteSet(0)


@zeros_for_soft.mistake(
    "M26",
    Text(
        de="Mit diesem Label bleiben beide Summanden stehen: Wie groß ist der Loss bei ŷ = 1?",
        en="With this label both terms remain: what is the loss at ŷ = 1?",
    ),
)
def rounded_the_label_up():
    return FiniteSet(1)


reached_by_sigmoid = exercise.choice(
    points=1,
    prompt=Text(
        de=r"Jetzt ist $\hat y = \sigma(z) = \frac{1}{1 + e^{-z}}$ mit einer reellen Zahl $z$ und $y = 1$, und gerechnet "
        "wird exakt. Was gilt für den Loss?",
        en=r"Now $\hat y = \sigma(z) = \frac{1}{1 + e^{-z}}$ with a real number $z$ and $y = 1$, and the calculation is "
        "exact. What is true of the loss?",
    ),
    hints=[
        Text(
            de="Überlege, welche Werte die Sigmoidfunktion für reelle z annimmt und welchen sie nur immer näher kommt.",
            en="Think about which values the sigmoid function takes for real z, and which ones it only comes closer "
            "and closer to.",
        ),
        Text(
            de="Setze ŷ = σ(z) mit dem Label in die BCE ein, und rechne den Loss für z = −5, z = 5 und z = 10 auf "
            "viele Stellen aus.",
            en="Substitute ŷ = σ(z) and the label into the BCE, and work out the loss for z = −5, z = 5 and z = 10 "
            "to many places.",
        ),
    ],
    options={
        "A": Option(
            Text(de="Bei $z = 0$ ist er gleich 0.", en="At $z = 0$ it is equal to 0."),
            mistake="M27",
            feedback=Text(de="Rechne nach: Wie groß ist σ(0)?", en="Check it: what is σ(0)?"),
        ),
        "B": Option(
            Text(de="Für jedes große $z$ ist er gleich 0.", en="For every large $z$ it is equal to 0."),
            mistake="M28",
            feedback=Text(
                de="Kann e hoch −z für eine Zahl z genau 0 sein?", en="Can e to the power of −z be exactly 0 for a number z?"
            ),
        ),
        "C": Right(Text(de="Für jedes $z$ ist er größer als 0.", en="For every $z$ it is greater than 0.")),
        "D": Option(
            Text(de="Für jedes $z > 0$ ist er kleiner als 0.", en="For every $z > 0$ it is less than 0."),
            mistake="M29",
            feedback=Text(
                de="ŷ liegt unter 1. Welches Vorzeichen hat dann −log ŷ?",
                en="ŷ lies below 1. What sign does −log ŷ have then?",
            ),
        ),
    },
)

justify_the_mean = exercise.prose(
    marks=2,
    prompt=Text(
        de="Begründe deine Antwort zum Mittelwert in d).",
        en="Justify your answer about the mean in d).",
    ),
    hints=[
        Text(
            de="Beginne mit dem einzelnen Loss: Welche Vorzeichen sind bei ihm möglich?",
            en="Begin with a single loss: which signs can it have?",
        ),
        Text(
            de="„Genau dann“ hat zwei Richtungen. Überlege für die schwierigere, was mit der Summe geschieht, wenn "
            "ein einziger Loss größer als null ist.",
            en="“If and only if” has two directions. For the harder one think about what happens to the sum if just "
            "one loss is greater than zero.",
        ),
    ],
    rubric=[
        Text(de="Alle Summanden sind größer oder gleich 0.", en="All terms are greater than or equal to 0."),
        Text(
            de="Eine Summe nichtnegativer Zahlen ist genau dann 0, wenn jede von ihnen 0 ist.",
            en="A sum of non-negative numbers is 0 if and only if each of them is 0.",
        ),
    ],
)


@exercise.variants(count=10)
def draw(dice):
    classes = dice.choice((3, 4, 5))
    return {
        "k": classes,
        "c": dice.integer(0, classes - 1),
        "q": dice.choice((Rational(1, 5), Rational(1, 4), Rational(1, 3), Rational(2, 5))),
    }


exercise.worked(
    Text(
        de=r"Für $y = 1$ bleibt $-\log \hat y$ übrig; die Menge seiner Nullstellen ist ${zeros_for_one}$. Für $y = 0$ ist es "
        "gespiegelt: ${zeros_for_zero}$. Bei der CCE bleibt nur der Summand der richtigen Klasse, also muss ihre "
        "Wahrscheinlichkeit 1 sein und jede andere 0.",
        en=r"For $y = 1$ only $-\log \hat y$ remains; the set of its zeros is ${zeros_for_one}$. For $y = 0$ it is mirrored: "
        "${zeros_for_zero}$. In the CCE only the term of the correct class remains, so its probability must be 1 and every "
        "other 0.",
    ),
    Text(
        de=r"Bei einem weichen Label ist die Ableitung $(\hat y - y) / (\hat y (1 - \hat y))$. Sie wechselt bei $\hat y = "
        "y$ von minus auf plus: Dort liegt das Minimum, und sein Wert ist die Entropie ${lowest_bce}$. Für $y = {q}$ sind "
        r"das ${lowest_for_soft} \approx {lowest_rounded}$, also mehr als 0: Der Loss hat dann gar keine Nullstelle.",
        en=r"With a soft label the derivative is $(\hat y - y) / (\hat y (1 - \hat y))$. It changes from minus to plus at "
        r"$\hat y = y$: there lies the minimum, and its value is the entropy ${lowest_bce}$. For $y = {q}$ that is "
        r"${lowest_for_soft} \approx {lowest_rounded}$, more than 0: then the loss has no zero at all.",
    ),
    Text(
        de=r"Ein Mittelwert von Zahlen, die alle $\ge 0$ sind, ist nur 0, wenn jede 0 ist. Mit $\hat y = \sigma(z)$ und $y "
        r"= 1$ ist der Loss $\log(1 + e^{-z})$: immer positiv, und erst im Grenzwert $z \to \infty$ nähert er sich 0.",
        en=r"A mean of numbers that are all $\ge 0$ is 0 only if each of them is 0. With $\hat y = \sigma(z)$ and $y = 1$ "
        r"the loss is $\log(1 + e^{-z})$: always positive, and only in the limit $z \to \infty$ does it approach 0.",
    ),
)


@exercise.picture(
    caption=Text(
        de=r"Die BCE in Abhängigkeit von der Vorhersage $\hat y$, für jedes Label eine Kurve, und deine Antworten.",
        en=r"The BCE plotted against the prediction $\hat y$, a curve for each label, and your answers.",
    ),
    legend={
        "for_one": Text(de="$y = 1$", en="$y = 1$"),
        "for_zero": Text(de="$y = 0$", en="$y = 0$"),
        "for_soft": Text(de="$y = {q}$", en="$y = {q}$"),
        "zeros_for_one": Text(de="deine Nullstellen für $y = 1$", en="your zeros for $y = 1$"),
        "zeros_for_zero": Text(de="deine Nullstellen für $y = 0$", en="your zeros for $y = 0$"),
        "lowest": Text(de="dein kleinster Wert für $y = {q}$", en="your lowest value for $y = {q}$"),
    },
)
def three_losses(right, zeros_for_one, zeros_for_zero, lowest_for_soft, q):
    from math import log as ln

    soft = float(q)
    lowest = number(lowest_for_soft)

    def on_the_axis(zeros):
        return [(place, 0) for place in (numbers(zeros) if isinstance(zeros, FiniteSet) else [])]

    return panel(
        graph(lambda p: -ln(p), 0.01, 0.999, COURSE, "for_one"),
        graph(lambda p: -ln(1 - p), 0.001, 0.99, COURSE, "for_zero", dash="dashed"),
        graph(lambda p: -soft * ln(p) - (1 - soft) * ln(1 - p), 0.01, 0.99, QUIET, "for_soft"),
        None if lowest is None else Horizontal(lowest, tone("lowest_for_soft", right), "lowest", "dotted"),
        dots(on_the_axis(zeros_for_one), tone("zeros_for_one", right), "zeros_for_one"),
        dots(on_the_axis(zeros_for_zero), tone("zeros_for_zero", right), "zeros_for_zero", shape="square"),
        x=Axis("ŷ", 0, 1),
        y=Axis("BCE", -0.2, 4),
    )
