"""Exercise 13: why a class index is enough as a label.

With a one-hot y only the summand of the true class c is left: -log p_c. With p_c = e^(z_c)/sum(e^(z_j)) that is
logsumexp(z) - z_c, for z = (log a, log b, log c) simply log(sum/chosen). Saved: n*K - n numbers. Several classes at once
(multi-label, not multi-class) need a 0/1 vector with a sigmoid for each class.
"""

from sympy import Tuple, exp, log, symbols

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
    Text,
    Value,
    Vector,
    Way,
    rounded,
)
from grader.authoring.drawing import COURSE, QUIET, Axis, Bars, Horizontal, number, panel, tone

p0, p1, p2, z0, z1, z2 = symbols("p0 p1 p2 z0 z1 z2")
PROBABILITIES, LOGITS = (p0, p1, p2), (z0, z1, z2)

OPEN = "(0, 1)"
NEAR = "(-3, 3)"


def one_hot(label):
    return Tuple(*(int(position == label) for position in range(3)))


def cross_entropy(logits, label):
    """logsumexp(z) - z_label."""
    return log(sum(exp(z) for z in logits)) - logits[label]


exercise = Exercise(
    title=Text(de="Warum eine Klassennummer genügt", en="Why a class number is enough"),
    topic=Text(de="Kreuzentropie", en="cross-entropy"),
    section=Text(de="Kreuzentropie: Klassennummern statt One-Hot", en="Cross-entropy: class numbers instead of one-hot"),
    after="ex01 ex03",
    statement=Text(
        de=r"Ein Netz liefert für drei Klassen die Logits $z_0, z_1, z_2$ und daraus mit Softmax die Wahrscheinlichkeiten "
        r"$p_0, p_1, p_2$; Logits heißen die Werte vor der Softmax. Vereinfache die Kreuzentropie für ein One-Hot-Label "
        "und programmiere sie ohne One-Hot-Vektor. "
        "Die Nummern der Klassen beginnen bei 0; Logarithmen sind natürliche.",
        en="A network gives the logits $z_0, z_1, z_2$ for three classes and from them, by softmax, the probabilities $p_0, "
        "p_1, p_2$; logits are the values before softmax. Simplify the cross-entropy for a one-hot label and code it "
        "without a one-hot vector. Class numbers start at 0; logarithms are natural.",
    ),
    given=Given(numbers=(1, 2, 5), label=2),
    symbols="p0 p1 p2 z0 z1 z2",
    formulas={
        "y": one_hot,
        "z": lambda numbers: Tuple(*map(log, numbers)),
        "loss_rounded": lambda numbers, label: rounded(cross_entropy([log(number) for number in numbers], label), 4),
    },
)


@exercise.item(
    Expression(symbols=("p0", "p1", "p2"), domain={"p0": OPEN, "p1": OPEN, "p2": OPEN}),
    points=1,
    prompt=Text(
        de="Gib den Loss für das Label $y = ({y})$ durch $p_0, p_1, p_2$ (schreib `p0`, `p1`, `p2`) so kurz wie möglich an.",
        en="Give the loss for the label $y = ({y})$ in terms of $p_0, p_1, p_2$ (write `p0`, `p1`, `p2`), as briefly as "
        "possible.",
    ),
    hints=[
        Text(
            de="In der Kreuzentropie gehört zu jeder Klasse ein Logarithmus, multipliziert mit ihrem Eintrag im Label. "
            "Sieh dir an, welche Einträge dein Label hat.",
            en="In the cross-entropy each class has a logarithm, multiplied by its entry in the label. Look at which "
            "entries your label has.",
        ),
        Text(
            de="Schreib die Kreuzentropie mit allen drei Summanden hin und streich jeden, vor dem eine 0 steht. "
            "Vergiss nicht, was vor der ganzen Summe steht.",
            en="Write down the cross-entropy with all three terms and cross out each one with a 0 in front. Do not "
            "forget what stands before the whole sum.",
        ),
    ],
)
def loss_of_probabilities(label):
    return -log(PROBABILITIES[label])


@loss_of_probabilities.mistake(
    "M9",
    Text(
        de="Welches Vorzeichen steht in der Kreuzentropie vor der Summe?",
        en="What sign is in front of the sum in the cross-entropy?",
    ),
)
def lost_the_minus(label):
    return log(PROBABILITIES[label])


@loss_of_probabilities.mistake("M10", Text(de="Die erste Klasse hat die Nummer 0.", en="The first class has number 0."))
def counted_classes_from_1(label):
    return -log(PROBABILITIES[label - 1])


@loss_of_probabilities.mistake(
    "M11",
    Text(
        de="Welche Summanden fallen weg, wenn du mit y_k multiplizierst?",
        en="Which terms vanish when you multiply by y_k?",
    ),
)
def summed_all_classes():
    return -sum(map(log, PROBABILITIES))


@loss_of_probabilities.mistake(
    "M12", Text(de="Zur Kreuzentropie gehört ein Logarithmus.", en="There is a logarithm in the cross-entropy.")
)
def forgot_the_logarithm(label):
    return -PROBABILITIES[label]


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de="Bei $K = 10$ Klassen mit One-Hot-Label: Wie viele Summanden der Kreuzentropie sind höchstens ungleich 0?",
        en="With $K = 10$ classes and a one-hot label, at most how many terms of the cross-entropy differ from 0?",
    ),
    hints=[
        Text(
            de="Das hängt nicht davon ab, was das Netz vorhersagt, sondern nur davon, wie ein One-Hot-Label aussieht.",
            en="This does not depend on what the network predicts, only on what a one-hot label looks like.",
        ),
        Text(
            de="Nimm ein Beispiel mit 4 Klassen: Schreib ein Label auf und daneben, was aus jedem Summanden wird. "
            "Ändert sich die Anzahl, wenn es mehr Klassen sind?",
            en="Take an example with 4 classes: write down a label and beside it what becomes of each term. Does "
            "the number change if there are more classes?",
        ),
    ],
)
def summands_left():
    return 1


@summands_left.mistake(
    "M8",
    Text(de="Wie viele y_k sind von 0 verschieden?", en="How many y_k differ from 0?"),
)
def counted_all_classes():
    return 10


@summands_left.mistake(
    "M17",
    Text(
        de="Zählst du die Summanden, die 0 sind, oder die anderen?",
        en="Do you count the terms that are 0, or the others?",
    ),
)
def counted_the_zeros():
    return 9


summands_left.otherwise(
    Text(
        de="Schreib ein One-Hot-Label für 10 Klassen hin und multipliziere jeden Logarithmus mit seinem y_k.",
        en="Write down a one-hot label for 10 classes and multiply each logarithm by its y_k.",
    )
)


@exercise.item(
    Expression(symbols=("z0", "z1", "z2"), domain={"z0": NEAR, "z1": NEAR, "z2": NEAR}),
    points=2,
    prompt=Text(
        de="Gib den Loss aus a) durch die Logits an (schreib `z0`, `z1`, `z2`).",
        en="Give the loss from a) in terms of the logits (write `z0`, `z1`, `z2`).",
    ),
    hints=[
        Text(
            de="Die Wahrscheinlichkeit in a) ist ein Eintrag der Softmax. Ersetze sie durch ihren Bruch.",
            en="The probability in a) is an entry of softmax. Replace it by its fraction.",
        ),
        Text(
            de="Schreib den Logarithmus des Bruchs als Differenz. Achte darauf, was das Minus davor mit den beiden "
            "Teilen macht.",
            en="Write the logarithm of the fraction as a difference. Mind what the minus in front does to its two parts.",
        ),
    ],
)
def loss_of_logits(label):
    return log(exp(z0) + exp(z1) + exp(z2)) - LOGITS[label]


@loss_of_logits.mistake(
    "M6",
    Text(de="Setze Zahlen ein: Ist dein Loss positiv?", en="Substitute numbers: is your loss positive?"),
)
def swapped_the_sign(label):
    return LOGITS[label] - log(exp(z0) + exp(z1) + exp(z2))


@loss_of_logits.mistake(
    "M13",
    Text(
        de="Teilst du die Logits selbst durch ihre Summe? Softmax nimmt vorher etwas anderes.",
        en="Do you divide the logits themselves by their sum? Softmax takes something else first.",
    ),
)
def normalised_the_logits(label):
    return -log(LOGITS[label] / sum(LOGITS))


@loss_of_logits.mistake(
    "M18",
    Text(
        de="Der Nenner der Softmax fehlt.",
        en="The denominator of softmax is missing.",
    ),
)
def forgot_the_denominator(label):
    return -LOGITS[label]


@loss_of_logits.mistake(
    "M19",
    Text(
        de="Das ist die Wahrscheinlichkeit der richtigen Klasse. Wie wird daraus der Loss?",
        en="This is the probability of the correct class. How does it become the loss?",
    ),
)
def forgot_the_logarithm_of_the_softmax(label):
    return exp(LOGITS[label]) / (exp(z0) + exp(z1) + exp(z2))


@loss_of_logits.mistake(
    "M20",
    Text(
        de="Der Logarithmus einer Summe ist nicht die Summe der Logarithmen.",
        en="The logarithm of a sum is not the sum of the logarithms.",
    ),
)
def split_the_logarithm(label):
    return z0 + z1 + z2 - LOGITS[label]


loss_of_logits.otherwise(
    Text(
        de="Setze die Logits aus d) ein: Kommt dasselbe heraus wie mit −log der Wahrscheinlichkeit?",
        en="Substitute the logits from d): do you get the same as with −log of the probability?",
    )
)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de="Wie groß ist der Loss für $z = ({z})$ und das Label {label}?",
        en="What is the loss for $z = ({z})$ and the label {label}?",
    ),
    hints=[
        Text(
            de="Die Logits sind hier so gewählt, dass die Potenzen von e ganze Zahlen sind. Du brauchst also erst "
            "ganz am Ende einen Logarithmus.",
            en="The logits are chosen such that the powers of e are integers. So you need a logarithm only at the very end.",
        ),
        Text(
            de="Gib die Wahrscheinlichkeit der Klasse mit der Nummer {label} als Bruch an. Zur Probe: e hoch minus "
            "Loss ist wieder dieser Bruch.",
            en="Give the probability of the class with the number {label} as a fraction. To check: e to the power "
            "of minus the loss is that fraction again.",
        ),
    ],
)
def loss_value(numbers, label):
    return log((numbers[0] + numbers[1] + numbers[2]) / numbers[label])


@loss_value.mistake(
    "M1",
    Text(de="Die erste Klasse hat die Nummer 0.", en="The first class has number 0."),
)
def counted_labels_from_1(numbers, label):
    return log(sum(numbers) / numbers[label - 1])


@loss_value.mistake(
    "M2",
    Text(
        de="Dieser Loss ist nie negativ. Wo ist der Nenner der Softmax?",
        en="This loss is never negative. Where is the denominator of softmax?",
    ),
)
def forgot_to_normalise(numbers, label):
    return -log(numbers[label])


@loss_value.mistake(
    "M3",
    Text(
        de="Durch die Zahl der Klassen wird hier nie geteilt.",
        en="You never divide by the number of classes here.",
    ),
)
def divided_by_the_classes(numbers, label):
    return log(sum(numbers) / numbers[label]) / 3


@loss_value.mistake(
    "M4",
    Text(de="Logits sind noch keine Wahrscheinlichkeiten.", en="Logits are not probabilities yet."),
)
def took_logits_for_probabilities(numbers, label):
    return -log(log(numbers[label]))


@loss_value.mistake(
    "M5",
    Text(de="Wende die Softmax nur einmal an.", en="Apply softmax only once."),
)
def applied_softmax_twice(numbers, label):
    return cross_entropy([number / sum(numbers) for number in numbers], label)


def holds_no_logit(loss_of_logits):
    return not loss_of_logits.free_symbols & set(LOGITS)


@loss_value.mistake(
    "M21",
    Text(
        de="Auf Taschenrechnern heißt der natürliche Logarithmus ln; log ist dort meist der zur Basis 10.",
        en="On calculators the natural logarithm is called ln; there, log usually has base 10.",
    ),
)
def took_base_10(numbers, label):
    return log(sum(numbers) / numbers[label], 10)


@loss_value.mistake(
    "M22",
    Text(
        de="Das ist das Logit der richtigen Klasse. Was fehlt noch zum Loss?",
        en="This is the logit of the correct class. What else does the loss need?",
    ),
)
def gave_the_logit(numbers, label):
    return log(numbers[label])


@loss_value.mistake(
    "M23",
    Text(
        de="Das ist die Wahrscheinlichkeit der richtigen Klasse. Wie wird daraus der Loss?",
        en="This is the probability of the correct class. How does it become the loss?",
    ),
)
def gave_the_probability(numbers, label):
    return numbers[label] / sum(numbers)


@loss_value.mistake(
    "M24",
    Text(
        de="Kann dieser Loss negativ sein?",
        en="Can this loss be negative?",
    ),
)
def lost_the_minus_of_the_value(numbers, label):
    return log(numbers[label] / sum(numbers))


loss_value.otherwise(
    Text(
        de="Rechne zuerst $e^{z_k}$ für alle drei Logits aus, dann die Wahrscheinlichkeit der richtigen Klasse.",
        en="Compute $e^{z_k}$ for all three logits first, then the probability of the correct class.",
    )
)


@loss_value.follows(loss_of_logits, unless=holds_no_logit)
def value_of_own_formula(loss_of_logits, numbers):
    """None where the own formula has no value at these logits."""
    value = loss_of_logits.subs({z: log(number) for z, number in zip(LOGITS, numbers, strict=True)}, simultaneous=True)
    return value if value.is_real else None


@exercise.item(
    Function(
        "ce_from_label(z, c)",
        returns=Numbers(abs=1e-9, rel=1e-9, floats=True),
        probes=[{"z": [1000, 0], "c": 1}, {"z": [-1000, -1001, -999], "c": 0}],
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
        de="Schreibe eine Funktion `ce_from_label(z, c)`: `z` ist eine Liste (oder ein NumPy-Array) von Logits für beliebig "
        "viele Klassen, `c` die Nummer der richtigen Klasse (ab 0 gezählt, eine ganze Zahl), das Ergebnis der Loss als Zahl. "
        "Bau keinen One-Hot-Vektor, und achte darauf, dass auch sehr große Logits wie 1000 gutgehen. Rechne mit gewöhnlichen "
        "Kommazahlen (float64): Nimm `exp` und `log` aus `math`, `numpy` oder `torch` (dort mit `dtype=torch.float64`), nicht "
        "aus `sympy`.",
        en="Write a function `ce_from_label(z, c)`: `z` is a list (or a NumPy array) of logits for any number of classes, `c` "
        "is the number of the correct class (an integer, counted from 0), the result is the loss as a number. Do not build a "
        "one-hot vector, and make sure that very large logits such as 1000 work, too. Compute with ordinary decimals "
        "(float64): take `exp` and `log` from `math`, `numpy` or `torch` (there with `dtype=torch.float64`), not from `sympy`.",
    ),
    hints=[
        Text(
            de="Deine Formel aus c) braucht nur zweierlei: das Logit der richtigen Klasse und den Logarithmus einer Summe.",
            en="Your formula from c) needs only two things: the logit of the correct class and the logarithm of a sum.",
        ),
        Text(
            de="Das Logit der richtigen Klasse ist `z[c]`. Ziehst du von allen Logits dieselbe Zahl ab, bleibt der Loss "
            "gleich. Mit welcher Zahl bekommt exp nie etwas Positives, und wenigstens einmal die 0?",
            en="The logit of the correct class is `z[c]`. If you subtract the same number from all logits, the loss "
            "stays the same. Which number makes sure that exp never gets anything positive, and 0 at least once?",
        ),
    ],
)
def ce_from_label():
    def ce_from_label(z, c):
        from math import exp, log

        largest = max(z)
        return largest + log(sum(exp(logit - largest) for logit in z)) - z[c]

    return ce_from_label


@ce_from_label.probes
def logits_and_labels(dice):
    import numpy as np

    drawn = []
    for count in (2, 3, 4, 5, 7) * 4:
        drawn.append({"z": dice.reals(count, -6, 6), "c": dice.integer(0, count - 1)})
    return [*drawn, {"z": np.array(dice.reals(3, -6, 6)), "c": dice.integer(0, 2)}]


def largest_logit(probe):
    return max(abs(float(logit)) for logit in probe["z"])


@ce_from_label.check(
    points=1,
    title=Text(de="gewöhnliche Logits", en="ordinary logits"),
    feedback=Text(
        de="Für gewöhnliche Logits stimmt der Loss nicht. Prüfe deine Funktion mit den Zahlen aus d).",
        en="For ordinary logits the loss is not right. Check your function with the numbers from d).",
    ),
)
def right_for_ordinary_logits(probe, same):
    return same if largest_logit(probe) < 50 else None


@ce_from_label.check(
    points=1,
    title=Text(de="sehr große und sehr kleine Logits", en="very large and very small logits"),
    feedback=Text(
        de="Für sehr große oder sehr kleine Logits stimmt der Loss nicht. Was wird dort aus exp?",
        en="For very large or very small logits the loss is not right. What becomes of exp there?",
    ),
)
def stable_for_extreme_logits(probe, same):
    return same if largest_logit(probe) > 50 else None


@exercise.item(
    Vector(
        3,
        within=HAND,
        such_that=("y0 >= 0", "y1 >= 0", "y2 >= 0", "y0 + y1 + y2 = 1", "max(y0, y1, y2) < 1"),
        public=True,
    ),
    points=1,
    prompt=Text(
        de="Nenne ein Label $y = (y_0; y_1; y_2)$, das eine Wahrscheinlichkeitsverteilung ist, aber nicht durch eine "
        "einzelne Klassennummer ausgedrückt werden kann.",
        en="Name a label $y = (y_0, y_1, y_2)$ that is a probability distribution but cannot be expressed by a single class "
        "number.",
    ),
    hints=[
        Text(
            de="Eine Klassennummer sagt: genau diese Klasse, und keine andere. Wann ist das nicht die ganze Wahrheit?",
            en="A class number says: exactly this class and no other. When is that not the whole truth?",
        ),
        Text(
            de="Denk an ein Bild, bei dem sich zwei Menschen nicht einig sind, was es zeigt. Verteile die "
            "Wahrscheinlichkeit auf ihre Antworten und prüfe die Summe.",
            en="Think of an image about which two people disagree. Distribute the probability over their answers "
            "and check the sum.",
        ),
    ],
)
def soft_target():
    from sympy import Rational

    return [Rational(1, 2), Rational(1, 2), 0]


@soft_target.mistake(
    "M7",
    Text(
        de="Dieses Label lässt sich mit einer Klassennummer angeben.",
        en="This label can be given as a class number.",
    ),
)
def stayed_one_hot():
    return [0, 1, 0]


@soft_target.mistake("M14", Text(de="Das ist noch ein One-Hot-Vektor.", en="That is still a one-hot vector."))
def stayed_one_hot_at_the_first():
    return [1, 0, 0]


@soft_target.mistake("M15", Text(de="Das ist noch ein One-Hot-Vektor.", en="That is still a one-hot vector."))
def stayed_one_hot_at_the_last():
    return [0, 0, 1]


@soft_target.mistake(
    "M25",
    Text(
        de="Was ergibt die Summe deiner Einträge?",
        en="What do your entries add up to?",
    ),
)
def took_two_whole_classes():
    return [1, 1, 0]


soft_target.otherwise(
    Text(
        de="Sind alle Einträge mindestens 0, ergeben sie zusammen 1, und ist keiner davon 1?",
        en="Are all entries at least 0, do they add up to 1, and is none of them 1?",
    )
)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de="Ein Datensatz hat $n = 1000$ Punkte und $K = 50$ Klassen. Wie viele Zahlen weniger speicherst du, wenn du statt "
        "der One-Hot-Vektoren nur die Klassennummern speicherst?",
        en="A data set has $n = 1000$ points and $K = 50$ classes. How many fewer numbers do you store if you keep only the "
        "class numbers instead of the one-hot vectors?",
    ),
    hints=[
        Text(
            de="Beginne mit einem einzigen Datenpunkt: Wie viele Zahlen braucht sein One-Hot-Vektor, und wie viele "
            "seine Klassennummer?",
            en="Begin with a single data point: how many numbers does its one-hot vector need, and how many does "
            "its class number need?",
        ),
        Text(
            de="Rechne aus, wie viele Zahlen du pro Datenpunkt sparst, und dann für alle Datenpunkte.",
            en="Work out how many numbers you save per data point, and then for all data points.",
        ),
    ],
)
def numbers_saved():
    return 1000 * 50 - 1000


@numbers_saved.mistake(
    "M16",
    Text(
        de="Auch die Klassennummern brauchen Platz: Wie viele Zahlen sind das?",
        en="You have to store the class numbers, too: how many numbers is that?",
    ),
)
def forgot_the_indices():
    return 1000 * 50


@numbers_saved.mistake(
    "M26",
    Text(
        de="So viele Klassennummern speicherst du. Gefragt ist, wie viele Zahlen weniger das sind.",
        en="This is how many class numbers you store. The question is how many fewer numbers that is.",
    ),
)
def gave_what_is_stored():
    return 1000


@numbers_saved.mistake(
    "M27",
    Text(
        de="So viele Zahlen sind es bei einem einzigen Punkt weniger. Wie viele Punkte sind es?",
        en="This is how many fewer it is for a single point. How many points are there?",
    ),
)
def counted_one_point():
    return 49


numbers_saved.otherwise(
    Text(
        de="Wie viele Zahlen stehen in allen One-Hot-Vektoren zusammen, und wie viele Klassennummern gibt es?",
        en="How many numbers do all one-hot vectors hold together, and how many class numbers are there?",
    )
)


several_classes = exercise.choice(
    points=1,
    bonus=True,
    prompt=Text(
        de="Ein Bild darf zu mehreren Klassen zugleich gehören (Multi-Label). Was brauchst du dann?",
        en="An image may belong to several classes at once (multi-label). What do you need then?",
    ),
    hints=[
        Text(
            de="Stell dir ein Bild mit Hund und Katze vor. Was soll das Netz zu jeder einzelnen Klasse sagen?",
            en="Imagine an image with a dog and a cat. What should the network say about each single class?",
        ),
        Text(
            de="Prüfe bei jeder Möglichkeit zweierlei: Kann man am Label ablesen, dass beide Tiere da sind? Und "
            "kann das Netz für beide zugleich fast sicher sein?",
            en="Check two things for each option: does the label tell that both animals are there? And can the "
            "network be almost certain of both at once?",
        ),
    ],
    options={
        "A": Option(
            Text(
                de="weiterhin eine einzige Klassennummer mit Softmax und Kreuzentropie",
                en="still a single class number with softmax and cross-entropy",
            ),
            mistake="M28",
            feedback=Text(
                de="Welche Nummer bekäme ein Bild mit Hund und Katze? Und was verlangt die Softmax von der Summe?",
                en="Which number would an image with a dog and a cat get? And what does softmax require of the sum?",
            ),
        ),
        "B": Option(
            Text(
                de="die größte der Klassennummern mit Softmax und Kreuzentropie",
                en="the largest of the class numbers with softmax and cross-entropy",
            ),
            mistake="M29",
            feedback=Text(
                de="Was erfährt das Netz dann von den anderen Klassen des Bildes?",
                en="What does the network then learn about the other classes of the image?",
            ),
        ),
        "C": Option(
            Text(
                de="den Mittelwert der Klassennummern mit Softmax und MSE",
                en="the mean of the class numbers with softmax and MSE",
            ),
            mistake="M30",
            feedback=Text(
                de="Liegt zwischen Klasse 1 (Hund) und Klasse 3 (Auto) wirklich Klasse 2 (Katze)?",
                en="Is class 2 (cat) really half-way between class 1 (dog) and class 3 (car)?",
            ),
        ),
        "D": Right(
            Text(
                de="einen 0/1-Vektor mit Sigmoid und BCE für jede Klasse",
                en="a 0/1 vector with a sigmoid and BCE for every class",
            )
        ),
    },
)

why_index = exercise.prose(
    marks=2,
    prompt=Text(
        de="Warum genügt bei One-Hot-Labels die Klassennummer?",
        en="Why is the class number enough for one-hot labels?",
    ),
    hints=[
        Text(
            de="Was erfährt man aus einem One-Hot-Vektor, wenn man die richtige Klasse schon kennt?",
            en="What does a one-hot vector tell you if you know the correct class already?",
        ),
        Text(
            de="Erkläre es an der Kreuzentropie: Was wird aus den Summanden, und wer sagt, welcher davon übrig bleibt?",
            en="Explain it with the cross-entropy: what becomes of its terms, and what says which of them is left?",
        ),
    ],
    rubric=[
        Text(
            de="Alle anderen y_k sind 0, es zählt nur der Logarithmus zur richtigen Klasse.",
            en="All other y_k are 0, so only the logarithm for the correct class counts.",
        ),
        Text(de="Welche das ist, sagt die Klassennummer.", en="The class number says which one that is."),
    ],
)

TRIPLES = ((1, 2, 5), (1, 3, 4), (2, 3, 5), (1, 2, 2), (1, 4, 5), (2, 8, 10), (4, 6, 10), (3, 7, 10))


@exercise.variants(count=12)
def draw(dice):
    """The label 0 is left out: who counts from 1 would find no class there. The chosen number is 2 at least, so that
    the logarithm of its logit is a number."""
    numbers = dice.shuffled(dice.choice(TRIPLES))
    label = dice.choice([place for place in (1, 2) if numbers[place] > 1])
    return {"numbers": Tuple(*numbers), "label": label}


exercise.worked(
    Text(
        de=r"Mit dem One-Hot-Label $y = ({y})$ ist jeder Summand $-y_k \log p_k$ gleich 0 bis auf einen: Der Loss ist "
        r"${loss_of_probabilities}$, egal wie viele Klassen es gibt.",
        en=r"With the one-hot label $y = ({y})$ every term $-y_k \log p_k$ is 0 except one: the loss is "
        "${loss_of_probabilities}$, however many classes there are.",
    ),
    Text(
        de=r"Setze die Softmax ein: $p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$. Der Logarithmus macht aus dem Bruch eine "
        r"Differenz: ${loss_of_logits}$. Für $z = ({z})$ und das Label {label} ist das ${loss_value} \approx "
        "{loss_rounded}$. Damit nichts überläuft, ziehst du im Programm zuerst das größte Logit ab und zählst es am Ende "
        "wieder dazu.",
        en=r"Substitute the softmax: $p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$. The logarithm turns the fraction into a "
        r"difference: ${loss_of_logits}$. For $z = ({z})$ and the label {label} this is ${loss_value} \approx "
        "{loss_rounded}$. To avoid overflow, subtract the largest logit first in the program and add it back at the end.",
    ),
    Text(
        de=r"One-Hot-Vektoren brauchen $n \cdot K$ Zahlen, Klassennummern nur $n$: das sind ${numbers_saved}$ weniger. Ein "
        "weiches Label wie $({soft_target})$ lässt sich aber nicht als Nummer angeben. Und wenn ein Bild zu mehreren "
        "Klassen zugleich gehören darf (Multi-Label), braucht jede Klasse ihr eigenes Ja oder Nein, mit Sigmoid und BCE.",
        en=r"One-hot vectors need $n \cdot K$ numbers, class numbers only $n$: that is ${numbers_saved}$ fewer. But a soft "
        "label such as $({soft_target})$ cannot be given as a number. And if an image may belong to several classes at once "
        "(multi-label), every class needs a yes or no of its own, with sigmoid and BCE.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Zuerst die Wahrscheinlichkeiten der drei Klassen, von denen nur eine zählt (ihre wahre Höhe siehst du, sobald "
        "d) stimmt), dann dein Loss.",
        en="First the probabilities of the three classes, of which only one counts (you see their true heights once d) is "
        "right), then your loss.",
    ),
    legend={
        "true_class": Text(de="die richtige Klasse", en="the correct class"),
        "others": Text(de="wird mit 0 multipliziert", en="is multiplied by 0"),
        "loss": Text(de="dein Loss aus d)", en="your loss from d)"),
    },
)
def one_bar_is_left(right, loss_value, numbers, label):
    total, solved = float(sum(numbers)), "loss_value" in right
    heights = [(place, float(entry) / total if solved else 1.0) for place, entry in enumerate(numbers)]
    own = number(loss_value)
    classes = Axis("k", -0.6, 2.6, ticks=((0, "0"), (1, "1"), (2, "2")))
    return [
        panel(
            Bars(tuple(heights[place] for place in range(3) if place != label), QUIET, "others"),
            Bars((heights[int(label)],), COURSE, "true_class"),
            x=classes,
            y=Axis("pₖ", ticks=None if solved else ()),
        ),
        panel(
            None if own is None else Bars(((int(label), own),), tone("loss_value", right), "loss"),
            Horizontal(0),
            x=classes,
            y="−yₖ · log pₖ",
        ),
    ]
