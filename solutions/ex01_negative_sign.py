"""Exercise 1: why there is a minus in front of cross-entropy.

With a one-hot label only the summand of the correct class is left: S = log p and L = -S, where p is what the network gives
to it. log rises from -oo (p -> 0+) to log 1 = 0, so its values on (0, 1] are (-oo, 0], and mirrored [0, oo) for the loss.
(-log p)' = -1/p < 0: a larger p makes a smaller loss. Without the minus, log p has no smallest value at all.
In the BCE both 0 < yhat < 1 and 0 < 1 - yhat < 1, so both logarithms are negative and the minus makes the loss positive.
"""

from sympy import Interval, Lambda, Symbol, Tuple, imageset, log, oo, symbols

from grader.authoring import (
    HAND,
    Exercise,
    Expression,
    Given,
    Labels,
    Option,
    Rational,
    Right,
    SolutionSet,
    Text,
    Value,
    rounded,
)
from grader.authoring.drawing import COURSE, QUIET, Arrow, Axis, Horizontal, Vertical, dots, graph, number, panel, tone

p = symbols("p")


def next_class(predicted, c):
    return predicted[(c + 1) % len(predicted)]


def another(predicted, c):
    """The probability of a wrong class, another number than that of the correct one."""
    turned = [predicted[(c + step) % len(predicted)] for step in range(1, len(predicted))]
    return next(one for one in turned if one != predicted[c])


def one_hot(predicted, c):
    return Tuple(*(int(position == c) for position in range(len(predicted))))


exercise = Exercise(
    title=Text(de="Das Minus vor der Kreuzentropie", en="The minus sign in cross-entropy"),
    topic=Text(de="Kreuzentropie", en="cross-entropy"),
    section=Text(de="Kreuzentropie: das Minus vor der Summe", en="Cross-entropy: the minus in front of the sum"),
    statement=Text(
        de=r"Für einen Datenpunkt sagt ein Netz zu {K} Klassen $\hat y = ({predicted})$ voraus, richtig ist die Klasse mit "
        r"der 1 in $y = ({label})$. Untersuche zuerst die Kreuzentropie ohne ihr Minus, danach die Funktion $\ell(p) = -\log "
        r"p$ für $0 < p \le 1$; $p$ ist die Wahrscheinlichkeit, die das Netz der richtigen Klasse gibt. $\log$ ist der "
        "natürliche Logarithmus.",
        en=r"For a data point with {K} classes a network predicts $\hat y = ({predicted})$; the correct one is the class "
        r"with the 1 in $y = ({label})$. First investigate cross-entropy without its minus, then the function $\ell(p) = "
        r"-\log p$ for $0 < p \le 1$; $p$ is the probability that the network gives to the correct class. $\log$ is the "
        "natural logarithm.",
    ),
    given=Given(predicted=(Rational(1, 4), Rational(1, 2), Rational(1, 4)), c=1),
    symbols="p x",
    formulas={
        "K": lambda predicted: len(predicted),
        "label": one_hot,
        "S_rounded": lambda predicted, c: rounded(log(predicted[c]), 4),
        "L_rounded": lambda predicted, c: rounded(-log(predicted[c]), 4),
    },
)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de=r"Berechne $S = \sum_k y_k \cdot \log \hat y_k$ (ohne Minus).",
        en=r"Compute $S = \sum_k y_k \cdot \log \hat y_k$ (without the minus).",
    ),
    hints=[
        Text(
            de="In dieser Summe wählt y aus: Es sagt, welche der Vorhersagen überhaupt zählt.",
            en="In this sum y selects: it says which of the predictions count at all.",
        ),
        Text(
            de="Such zuerst die Stelle, an der in y die 1 steht, und lies dort die Vorhersage ab. Zur Probe: e hoch "
            "dein Ergebnis muss wieder diese Vorhersage sein.",
            en="First find the place of the 1 in y and read the prediction there. To check: e to the power of your "
            "result must be that prediction again.",
        ),
    ],
)
def without_minus(predicted, c):
    return log(predicted[c])


@without_minus.mistake(
    "M1",
    Text(
        de="Welche Summanden bleiben übrig, wenn du mit y_k multiplizierst?",
        en="Which terms survive the multiplication by y_k?",
    ),
)
def summed_all_classes(predicted):
    return sum(map(log, predicted))


@without_minus.mistake(
    "M2",
    Text(
        de="Auf Taschenrechnern heißt der natürliche Logarithmus ln; log ist dort meist der zur Basis 10.",
        en="On calculators the natural logarithm is called ln; there, log usually has base 10.",
    ),
)
def took_base_10(predicted, c):
    return log(predicted[c], 10)


@without_minus.mistake(
    "M3",
    Text(
        de="2 hoch dein Ergebnis ist die Wahrscheinlichkeit. Gemeint ist ein Logarithmus mit einer anderen Basis.",
        en="2 to the power of your result is the probability. The logarithm here has another base.",
    ),
)
def took_base_2(predicted, c):
    return log(predicted[c], 2)


@without_minus.mistake(
    "M4",
    Text(
        de="Gemittelt wird über Datenpunkte, nicht über Klassen.",
        en="The mean runs over data points, not classes.",
    ),
)
def divided_by_the_classes(predicted, c):
    return log(predicted[c]) / len(predicted)


@without_minus.mistake(
    "M9",
    Text(
        de="Ist der Logarithmus einer Zahl zwischen 0 und 1 positiv oder negativ?",
        en="Is the logarithm of a number between 0 and 1 positive or negative?",
    ),
)
def lost_the_sign_of_the_logarithm(predicted, c):
    return -log(predicted[c])


@without_minus.mistake(
    "M10",
    Text(
        de="Welche y_k sind 0? Was wird aus diesen Summanden?",
        en="Which y_k are 0? What happens to these terms?",
    ),
)
def kept_a_second_class(predicted, c):
    return log(predicted[c]) + log(next_class(predicted, c))


@without_minus.mistake(
    "M11",
    Text(
        de="Welche Klasse ist die richtige? Such die 1 in y.",
        en="Which class is the correct one? Look for the 1 in y.",
    ),
)
def took_another_class(predicted, c):
    return log(another(predicted, c))


without_minus.otherwise(
    Text(
        de="Schreib alle Summanden hin, jeden mit seinem y_k. Wie viele davon sind nicht 0?",
        en="Write down all terms, each with its y_k. How many of them are not 0?",
    )
)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de="Wie groß ist der Loss dieses Datenpunkts, die Kreuzentropie?",
        en="What is the loss of this data point, the cross-entropy?",
    ),
    hints=[
        Text(
            de="Die Kreuzentropie misst, wie überrascht das Netz von der richtigen Klasse ist: Sie ist nie negativ, "
            "und umso kleiner, je wahrscheinlicher diese Klasse war.",
            en="Cross-entropy measures how surprised the network is by the correct class: it is never negative, and "
            "the smaller, the more probable that class was.",
        ),
        Text(
            de="Du musst nicht neu rechnen: Nimm dein Ergebnis aus a) und setze das Minus davor, das dort "
            "weggelassen wurde. Zur Probe: e hoch minus Loss ist die Wahrscheinlichkeit der richtigen Klasse.",
            en="There is nothing to calculate anew: take your result from a) and put back the minus that was left "
            "out there. To check: e to the power of minus the loss is the probability of the correct class.",
        ),
    ],
)
def loss(predicted, c):
    return -log(predicted[c])


@loss.mistake(
    "M5",
    Text(
        de="Welches Vorzeichen steht in der Formel für den Loss vor der Summe?",
        en="What sign is in front of the sum in the formula for the loss?",
    ),
)
def forgot_the_minus(predicted, c):
    return log(predicted[c])


@loss.mistake(
    "M12",
    Text(
        de="Das ist die Wahrscheinlichkeit der richtigen Klasse. Wie wird daraus der Loss?",
        en="That is the probability of the correct class. How does it become the loss?",
    ),
)
def gave_the_probability(predicted, c):
    return predicted[c]


@loss.mistake(
    "M13",
    Text(
        de="Das ist der Wert zu einer anderen Wahrscheinlichkeit. Welche Klasse ist die richtige?",
        en="That is the value for another probability. Which class is the correct one?",
    ),
)
def took_another_class_for_the_loss(predicted, c):
    return -log(another(predicted, c))


loss.otherwise(
    Text(
        de="Vergleiche mit deiner Summe aus a): Was unterscheidet sie vom Loss?",
        en="Compare with your sum from a): what makes it different from the loss?",
    )
)


def is_no_log(without_minus):
    """A sum of logs of probabilities is negative; from 0 on the minus would do nothing or hide the mistake."""
    return not (without_minus.is_real and without_minus < 0)


@loss.follows(without_minus, unless=is_no_log)
def minus_own_sum(without_minus):
    return -without_minus


@exercise.item(
    SolutionSet(symbols=("x",)),
    points=1,
    prompt=Text(
        de=r"Welche Werte $x = \log p$ sind für $0 < p \le 1$ möglich? Gib die ganze Menge an. Teil f) hilft dir dabei.",
        en=r"Which values $x = \log p$ are possible for $0 < p \le 1$? Give the whole set. Part f) will help you.",
    ),
    hints=[
        Text(
            de="Alle möglichen Werte siehst du am Graphen: Skizziere log p und sieh nach, welche Höhen über dem "
            "erlaubten Bereich von p vorkommen.",
            en="You can see all possible values on the graph: sketch log p and look which heights occur above the "
            "allowed range of p.",
        ),
        Text(
            de="Beginne am rechten Rand: Wie groß ist log p dort, und gehört dieser Rand dazu? Erst dann geh nach "
            "links und sieh nach, ob die Werte nach unten begrenzt sind.",
            en="Begin at the right end: how large is log p there, and does this end belong to it? Only then go to "
            "the left and see whether the values are bounded below.",
        ),
    ],
)
def range_of_log():
    return Interval(-oo, 0)


@range_of_log.mistake(
    "M6",
    Text(de="Was ist mit der Wahrscheinlichkeit p = 1?", en="What about probability p = 1?"),
)
def left_out_certainty():
    return Interval.open(-oo, 0)


@range_of_log.mistake(
    "M14",
    Text(
        de="Das sind die Werte von p. Gefragt sind die von log p.",
        en="These are the values of p. The question asks for those of log p.",
    ),
)
def gave_the_values_of_p():
    return Interval.Lopen(0, 1)


@range_of_log.mistake(
    "M15",
    Text(
        de="In diesem Bereich liegt p. Wie groß ist log p zum Beispiel für p = 0,5?",
        en="This is where p lies. What is log p for p = 0.5, say?",
    ),
)
def gave_the_range_of_p_with_zero():
    return Interval(0, 1)


@range_of_log.mistake(
    "M16",
    Text(
        de="Welches Vorzeichen hat log p zum Beispiel für p = 0,5?",
        en="What sign does log p have for p = 0.5, say?",
    ),
)
def gave_the_values_of_the_loss():
    return Interval(0, oo)


@range_of_log.mistake(
    "M17",
    Text(
        de="p ist höchstens 1. Wie groß kann log p dann werden?",
        en="p is at most 1. How large can log p get then?",
    ),
)
def forgot_that_p_is_bounded():
    return Interval(-oo, oo)


@exercise.item(
    SolutionSet(symbols=("x",)),
    points=1,
    prompt=Text(
        de=r"Welche Werte $x = \ell(p)$ sind möglich? Gib die ganze Menge an.",
        en=r"Which values $x = \ell(p)$ are possible? Give the whole set.",
    ),
    hints=[
        Text(
            de="Was macht ein Minus vor einer Funktion aus ihrem Graphen?",
            en="What does a minus in front of a function do to its graph?",
        ),
        Text(
            de="Drehe bei ein paar Werten aus deiner Menge von c) das Vorzeichen um und trag sie auf der "
            "Zahlengeraden ein. Wohin wandern dabei die Grenzen der Menge?",
            en="Take a few values of your set from c), turn their signs around and mark them on the number line. "
            "Where do the ends of the set move?",
        ),
    ],
)
def range_of_loss():
    return Interval(0, oo)


@range_of_loss.mistake(
    "M18",
    Text(
        de="Das sind nicht alle: Wie groß wird −log p, wenn p sehr klein ist?",
        en="These are not all: how large does −log p get if p is very small?",
    ),
)
def thought_of_a_probability():
    return Interval(0, 1)


@range_of_loss.mistake(
    "M19",
    Text(
        de="Welchen Wert hat ℓ(p), wenn sich das Netz ganz sicher ist und recht hat?",
        en="What is ℓ(p) if the network is absolutely certain and right?",
    ),
)
def left_out_the_best_loss():
    return Interval.open(0, oo)


@range_of_loss.mistake(
    "M20",
    Text(
        de="Vor log p steht ein Minus: Welches Vorzeichen hat ℓ(0,5)?",
        en="There is a minus in front of log p: what sign does ℓ(0.5) have?",
    ),
)
def forgot_to_mirror():
    return Interval(-oo, 0)


@range_of_loss.follows(range_of_log)
def mirror_image_of_own_range(range_of_log):
    number = Symbol("number")
    return imageset(Lambda(number, -number), range_of_log)


@exercise.item(
    Expression(symbols=("p",), domain={"p": "(0, 1]"}),
    points=1,
    prompt=Text(de=r"Berechne die Ableitung $\ell'(p)$.", en=r"Compute the derivative $\ell'(p)$."),
    hints=[
        Text(
            de="Du brauchst zwei Regeln: die Ableitung des natürlichen Logarithmus, und dass ein fester Faktor beim "
            "Ableiten stehen bleibt.",
            en="You need two rules: the derivative of the natural logarithm, and that a constant factor stays when "
            "you differentiate.",
        ),
        Text(
            de="Schreib ℓ(p) als Zahl mal log p und leite ab. Zur Probe mit dem Taschenrechner: (ℓ(0,51) − ℓ(0,5)) "
            "/ 0,01 muss ungefähr ℓ'(0,5) sein.",
            en="Write ℓ(p) as a number times log p and differentiate. To check with a calculator: (ℓ(0.51) − "
            "ℓ(0.5)) / 0.01 must be about ℓ'(0.5).",
        ),
    ],
)
def slope_of_loss():
    return -1 / p


@slope_of_loss.mistake(
    "M7",
    Text(
        de="Der Vorfaktor von log p darf beim Ableiten nicht verschwinden.",
        en="Keep the prefactor of log p when differentiating.",
    ),
)
def lost_the_sign():
    return 1 / p


@slope_of_loss.mistake(
    "M21",
    Text(
        de="Der Graph von ℓ ist bei kleinem p viel steiler als bei p = 1. Passt das zu deiner Formel?",
        en="The graph of ℓ is much steeper for small p than at p = 1. Does your formula agree?",
    ),
)
def turned_the_fraction_over():
    return -p


slope_of_loss.otherwise(
    Text(
        de="Skizziere ℓ: Wo ist der Graph steil, wo flach, und fällt er oder steigt er? Vergleiche mit deiner Formel.",
        en="Sketch ℓ: where is the graph steep, where flat, and does it fall or rise? Compare with your formula.",
    )
)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de=r"Welchen Grenzwert hat $\log p$ für $p \to 0^+$? (Unendlich schreibst du `oo`, wenn nötig mit Vorzeichen.)",
        en=r"What is the limit of $\log p$ as $p \to 0^+$? (Infinity is written `oo`, with a sign if needed.)",
    ),
    hints=[
        Text(
            de="Der Logarithmus kehrt die Exponentialfunktion um: log p ist der Exponent x, für den e hoch x gleich "
            "p ist. Welche Exponenten machen e hoch x winzig?",
            en="The logarithm reverses the exponential function: log p is the exponent x for which e to the power x "
            "is p. Which exponents make e to the power x tiny?",
        ),
        Text(
            de="Lass Python `math.log(10**-k)` für k = 3, 10, 100 und 300 ausrechnen: Pendelt es sich bei einer Zahl ein?",
            en="Let Python work out `math.log(10**-k)` for k = 3, 10, 100 and 300: does it settle at a number?",
        ),
    ],
)
def log_near_zero():
    return -oo


@log_near_zero.mistake(
    "M22",
    Text(
        de="Setze p = 0,1 und p = 0,01 ein: In welche Richtung geht log p?",
        en="Substitute p = 0.1 and p = 0.01: in which direction does log p go?",
    ),
)
def went_the_other_way():
    return oo


@log_near_zero.mistake(
    "M23",
    Text(
        de="Gegen 0 geht p selbst. Was macht log p bei p = 0,01 und p = 0,001?",
        en="It is p itself that tends to 0. What does log p do at p = 0.01 and p = 0.001?",
    ),
)
def gave_the_limit_of_p():
    return 0


log_near_zero.otherwise(
    Text(
        de="Setze p = 0,1, p = 0,01 und p = 0,001 ein: Kommt log p irgendwo zur Ruhe?",
        en="Substitute p = 0.1, p = 0.01 and p = 0.001: does log p settle anywhere?",
    )
)


without_it = exercise.choice(
    points=1,
    prompt=Text(
        de="Jemand vergisst das Minus, minimiert aber trotzdem. Was passiert mit der Wahrscheinlichkeit der richtigen Klasse?",
        en="Somebody forgets the minus but still minimises. What happens to the probability of the correct class?",
    ),
    hints=[
        Text(
            de="Überlege zuerst, welche Größe das Training jetzt kleiner machen will, und wie sie von p abhängt.",
            en="Think first about which quantity the training now tries to make smaller, and how it depends on p.",
        ),
        Text(
            de="Skizziere log p für die erlaubten p und geh auf dem Graphen bergab: Wohin bewegt sich p dabei?",
            en="Sketch log p for the allowed p and walk downhill on the graph: where does p move?",
        ),
    ],
    options={
        "A": Option(
            Text(de="sie wird gegen 1 gedrückt, genau wie mit dem Minus", en="it is pushed to 1, just as with the minus"),
            mistake="M24",
            feedback=Text(
                de="Minimieren heißt, kleine Werte zu suchen. Für welche p ist log p klein?",
                en="Minimising means looking for small values. For which p is log p small?",
            ),
        ),
        "B": Right(Text(de="sie wird gegen 0 gedrückt, ohne je anzukommen", en="it is pushed to 0 without ever arriving")),
        "C": Option(
            Text(
                de="sie bleibt gleich, nur der Loss wechselt das Vorzeichen",
                en="it stays the same, only the loss changes its sign",
            ),
            mistake="M8",
            feedback=Text(
                de="Setze p = 0,9 und p = 0,1 ein: Welcher Wert ist ohne Minus kleiner?",
                en="Substitute p = 0.9 and p = 0.1: which value is smaller without the minus?",
            ),
        ),
        "D": Option(
            Text(
                de="sie bleibt gleich, weil man Negatives nicht minimieren kann",
                en="it stays the same, as nothing negative can be minimised",
            ),
            mistake="M25",
            feedback=Text(
                de="Auch negative Zahlen kann man vergleichen: Welche ist kleiner, −3 oder −1?",
                en="Negative numbers can be compared, too: which is smaller, −3 or −1?",
            ),
        ),
    },
)

why_minus = exercise.prose(
    marks=2,
    prompt=Text(de="Wozu dient das Minus?", en="What is the minus for?"),
    hints=[
        Text(
            de="In die Antwort gehört zweierlei: welches Vorzeichen der Loss bekommt, und wohin das Minimieren dadurch führt.",
            en="The answer has two parts: which sign the loss gets, and where minimising leads because of it.",
        ),
        Text(
            de="Sieh dir deine Antworten c), d) und g) noch einmal an: Was wird durch das Minus anders?",
            en="Look again at your answers c), d) and g): what does the minus change?",
        ),
    ],
    rubric=[
        Text(
            de="log p ist nie positiv, weil p höchstens 1 ist; mit dem Minus ist der Loss also nie negativ.",
            en="log p is never positive, because p is at most 1; so with the minus the loss is never negative.",
        ),
        Text(
            de="Damit liegt das Minimum bei p = 1: Wer den Loss minimiert, macht die richtige Klasse wahrscheinlicher.",
            en="So the minimum is at p = 1: minimising the loss makes the correct class more probable.",
        ),
    ],
)


@exercise.item(
    Labels(
        3,
        words=("positive|positiv|+|plus", "negative|negativ|-|−|minus", "varies|verschieden|wechselt"),
        wrong={1: "1/2"},
    ),
    points=1,
    prompt=Text(
        de=r"Nun gibt es nur zwei Klassen, und der Loss ist die BCE, $-[y \log\hat y + (1 - y) \log(1 - \hat y)]$ mit $y = "
        r"0$ oder $y = 1$. Welches Vorzeichen haben $\log\hat y$, $\log(1 - \hat y)$ und die BCE selbst für $0 < \hat y < "
        "1$? Antworte in dieser Reihenfolge mit 'positive' (positiv), 'negative' (negativ) oder 'varies' (mal so, mal so).",
        en=r"Now there are only two classes, and the loss is the BCE, $-[y \log\hat y + (1 - y) \log(1 - \hat y)]$ with $y "
        r"= 0$ or $y = 1$. What are the signs of $\log\hat y$, $\log(1 - \hat y)$ and the BCE itself for $0 < \hat y < 1$? "
        "Answer in this order with 'positive', 'negative' or 'varies' (now one, now the other).",
    ),
    hints=[
        Text(
            de="Bei welcher Zahl wechselt der Logarithmus sein Vorzeichen? Vergleiche ŷ und 1 − ŷ mit ihr.",
            en="At which number does the logarithm change its sign? Compare ŷ and 1 − ŷ with it.",
        ),
        Text(
            de="Nimm für die BCE die beiden Labels einzeln: Setze y = 1 ein, dann y = 0, und sieh nach, was von der "
            "Klammer jeweils übrig bleibt.",
            en="For the BCE take the two labels one by one: substitute y = 1, then y = 0, and see what is left of "
            "the bracket each time.",
        ),
    ],
)
def signs_in_the_bce():
    return ["negative", "negative", "positive"]


@signs_in_the_bce.mistake(
    "M26",
    Text(
        de="Auch 1 − ŷ liegt zwischen 0 und 1. Was heißt das für seinen Logarithmus?",
        en="1 − ŷ lies between 0 and 1, too. What does that mean for its logarithm?",
    ),
)
def thought_the_other_one_positive():
    return ["negative", "positive", "positive"]


@signs_in_the_bce.mistake(
    "M27",
    Text(
        de="Vor der Klammer steht ein Minus. Was macht es aus dem Vorzeichen der Summe?",
        en="There is a minus in front of the bracket. What does it do to the sign of the sum?",
    ),
)
def forgot_the_minus_of_the_bce():
    return ["negative", "negative", "negative"]


@signs_in_the_bce.mistake(
    "M28",
    Text(
        de="Welche Zahlen haben einen negativen Logarithmus? Denk an ŷ = 0,2.",
        en="Which numbers have a negative logarithm? Think of ŷ = 0.2.",
    ),
)
def thought_logarithms_positive():
    return ["positive", "positive", "positive"]


signs_in_the_bce.otherwise(
    Text(
        de="Rechne alle drei mit ŷ = 0,2 und mit ŷ = 0,9 aus.",
        en="Compute all three with ŷ = 0.2 and with ŷ = 0.9.",
    )
)


SHAPES = (
    (Rational(1, 2), Rational(1, 4), Rational(1, 4)),
    (Rational(1, 2), Rational(1, 4), Rational(1, 8), Rational(1, 8)),
    (Rational(1, 5), Rational(2, 5), Rational(2, 5)),
)


@exercise.variants(count=12)
def draw(dice):
    predicted = dice.shuffled(dice.choice(SHAPES))
    return {"predicted": Tuple(*predicted), "c": dice.integer(0, len(predicted) - 1)}


exercise.worked(
    Text(
        de=r"Mit $y = ({label})$ wird jeder Summand mit 0 multipliziert, nur der zur richtigen Klasse nicht: "
        r"$S = {without_minus} \approx {S_rounded}$. Der Loss ist $-S = {loss} \approx {L_rounded}$.",
        en="With $y = ({label})$ every term is multiplied by 0 except that of the correct class: $S = {without_minus} "
        r"\approx {S_rounded}$. The loss is $-S = {loss} \approx {L_rounded}$.",
    ),
    Text(
        de=r"$\log p$ steigt mit $p$, ist bei $p = 1$ gleich 0 und fällt für $p \to 0^+$ gegen $-\infty$. Die möglichen "
        "Werte sind also ${range_of_log}$, und gespiegelt ${range_of_loss}$. Die Ableitung ${slope_of_loss}$ ist negativ: "
        "Je größer $p$, desto kleiner der Loss. Wer ihn minimiert, macht die richtige Klasse wahrscheinlicher.",
        en=r"$\log p$ rises with $p$, is 0 at $p = 1$ and falls to $-\infty$ as $p \to 0^+$. So the possible values are "
        "${range_of_log}$, and mirrored ${range_of_loss}$. The derivative ${slope_of_loss}$ is negative: the larger $p$, "
        "the smaller the loss. Minimising it makes the correct class more probable.",
    ),
    Text(
        de=r"Ohne das Minus würde $\log p$ selbst minimiert. Das wird immer noch kleiner, wenn man $p$ gegen 0 drückt: Ein "
        "Minimum gibt es nicht, und das Netz lernt das Gegenteil. In der BCE sind beide Logarithmen negativ, weil neben "
        r"$\hat y$ auch $1 - \hat y$ zwischen 0 und 1 liegt; auch dort macht erst das Minus den Loss positiv.",
        en=r"Without the minus $\log p$ itself would be minimised. It gets ever smaller if $p$ is pushed towards 0: there is "
        "no minimum, and the network learns the opposite. In the BCE both logarithms are negative, because besides "
        r"$\hat y$ also $1 - \hat y$ lies between 0 and 1; there, too, it is the minus that makes the loss positive.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Deine Werte bei der Wahrscheinlichkeit, die das Netz der richtigen Klasse gibt. Nach rechts (Pfeil) werden die "
        "Vorhersagen besser.",
        en="Your values at the probability that the network gives to the correct class. Predictions become better to the "
        "right (arrow).",
    ),
    legend={
        "minus_log": Text(de=r"$-\log p$", en=r"$-\log p$"),
        "log": Text(de=r"$\log p$", en=r"$\log p$"),
        "without_minus": Text(de="deine Summe aus a)", en="your sum from a)"),
        "loss": Text(de="dein Loss aus b)", en="your loss from b)"),
    },
)
def log_and_its_mirror_image(right, without_minus, loss, predicted, c):
    from math import log as ln

    place = float(predicted[c])
    return panel(
        graph(lambda p: -ln(p), 0.02, 1, COURSE, "minus_log"),
        graph(ln, 0.02, 1, COURSE, "log", dash="dashed"),
        Horizontal(0),
        Vertical(place, dash="dotted"),
        Arrow((0.6, 3.6), (0.98, 3.6), QUIET),
        dots([(place, number(without_minus))], tone("without_minus", right), "without_minus", shape="square"),
        dots([(place, number(loss))], tone("loss", right), "loss"),
        x=Axis("p", 0, 1),
    )
