"""Exercise 21: mini-batches are right on average.

loss_i(w) = (w*x_i - y_i)^2 has the derivative 2*x_i*(w*x_i - y_i); L is their mean, so L' is the mean of the gradients.
Each point is in half of all batches of two, so the mean of the 6 batch gradients is L' again, and their variance is
(sigma^2/m)*(N - m)/(N - 1), for the material (24.75/2)*(2/3) = 8.25. Batches of 3 and 1 points weigh the last point three
times as much: the mean of the two, -2 and -8, is -5, not L'.
"""

from itertools import combinations

from grader.authoring import (
    EXACT,
    Exercise,
    Function,
    Given,
    Numbers,
    Option,
    Right,
    Sequence,
    Text,
    Value,
    Vector,
    array_of,
)
from grader.authoring.drawing import Axis, Vertical, dots, number, numbers, panel, tone

SIZE = 4  # points
PAIRS = tuple(combinations(range(SIZE), 2))


def mean(numbers):
    return sum(numbers) / len(numbers)


def variance(numbers, divisor):
    centre = mean(numbers)
    return sum((number - centre) ** 2 for number in numbers) / divisor


def batches_of_two(gradients):
    return sorted(mean([gradients[index] for index in pair]) for pair in PAIRS)


exercise = Exercise(
    title=Text(de="Mini-Batches im Mittel richtig", en="Mini-batches are right on average"),
    topic=Text(de="Mini-Batches", en="mini-batches"),
    section=Text(de="Mini-Batches: warum sie im Mittel stimmen", en="Mini-batches: why they are right on average"),
    after="ex10",
    statement=Text(
        de=r"Jeder Datenpunkt hat den Loss $\ell_i(w) = (w \cdot x_i - y_i)^2$, und $L(w)$ ist der Mittelwert der vier. Die "
        "Daten sind $x = ({x})$ und $y = ({y})$; alles wird bei $w = 1$ berechnet. Vergleiche den vollen Gradienten mit den "
        "Gradienten der Zweier-Batches.",
        en=r"Every data point has the loss $\ell_i(w) = (w \cdot x_i - y_i)^2$, and $L(w)$ is the mean of the four. The data "
        "are $x = ({x})$ and $y = ({y})$; everything is computed at $w = 1$. Compare the full gradient with the gradients "
        "of the batches of two.",
    ),
    given=Given(x=(1, 2, 1, 2), y=(2, 1, 5, 4)),
)


@exercise.item(
    Vector(SIZE, within=EXACT),
    points=2,
    prompt=Text(
        de=r"Berechne für jeden Datenpunkt die Ableitung $\ell_i'(1)$ nach $w$.",
        en=r"For every data point, compute the derivative $\ell_i'(1)$ with respect to $w$.",
    ),
    hints=[
        Text(
            de="Jeder dieser Losses ist ein Quadrat, in dem w vorkommt; x und y sind feste Zahlen.",
            en="Each of these losses is a square that contains w; x and y are fixed numbers.",
        ),
        Text(
            de="Überlege, welcher Faktor aus der Klammer kommt, wenn du nach w ableitest. Zur Probe: Bei einem "
            "Punkt, den w = 1 genau trifft, verschwindet die Ableitung.",
            en="Think about the factor that comes from the bracket when you differentiate with respect to w. To "
            "check: for a point that w = 1 hits exactly, the derivative vanishes.",
        ),
    ],
)
def point_gradients(x, y):
    return [2 * a * (a - b) for a, b in zip(x, y, strict=True)]


def all_alike(point_gradients):
    """Four equal numbers have every mean of any batch equal to them: nothing would be calculated."""
    return len(set(point_gradients)) == 1 or not all(g.is_real and g.is_finite for g in point_gradients)


point_gradients.otherwise(
    Text(
        de="Schreib für jeden Punkt zuerst den Fehler w·x − y bei w = 1 hin, dann leite sein Quadrat nach w ab.",
        en="Write down the error w·x − y at w = 1 for each point first, then differentiate its square with respect to w.",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(de=r"Wie groß ist der volle Gradient $L'(1)$?", en="What is the full gradient $L'(1)$?"),
    hints=[
        Text(
            de="Die Ableitung eines Mittelwerts ist der Mittelwert der Ableitungen.",
            en="The derivative of a mean is the mean of the derivatives.",
        ),
        Text(
            de="Du brauchst nur deine vier Zahlen aus a). Leite nichts neu ab.",
            en="You need only your four numbers from a). Do not differentiate anything anew.",
        ),
    ],
)
def full_gradient(x, y):
    gradients = [2 * a * (a - b) for a, b in zip(x, y, strict=True)]
    return sum(gradients) / 4


@full_gradient.mistake("M1", Text(de="L ist ein Mittelwert.", en="L is a mean."))
def summed_up(x, y):
    return sum(point_gradients.make(x, y))


@full_gradient.mistake(
    "M2",
    Text(
        de="Beim Ableiten des Quadrats kommt ein Faktor dazu. Wo ist er?",
        en="Differentiating the square brings in a factor. Where is it?",
    ),
)
def forgot_the_two(x, y):
    return mean(point_gradients.make(x, y)) / 2


@full_gradient.follows(point_gradients, unless=all_alike)
def mean_of_own_gradients(point_gradients):
    return mean(point_gradients)


@point_gradients.mistake(
    "M3",
    Text(
        de="Was ist die innere Ableitung nach w?",
        en="What is the inner derivative with respect to w?",
    ),
)
def forgot_the_inner_derivative(x, y):
    return [2 * (a - b) for a, b in zip(x, y, strict=True)]


@point_gradients.mistake(
    "M8",
    Text(
        de="Beim Ableiten des Quadrats kommt ein Faktor dazu. Wo ist er?",
        en="Differentiating the square brings in a factor. Where is it?",
    ),
)
def forgot_the_factor_of_the_square(x, y):
    return [a * (a - b) for a, b in zip(x, y, strict=True)]


full_gradient.otherwise(
    Text(
        de="L ist der Mittelwert der vier Losses. Was heißt das für die Ableitung?",
        en="L is the mean of the four losses. What does that mean for the derivative?",
    )
)


@exercise.item(
    Sequence(len(PAIRS), within=EXACT, ordered=False),
    points=2,
    prompt=Text(
        de="Aus vier Punkten lassen sich 6 Batches mit je zwei Punkten bilden; der Gradient eines Batches ist der "
        "Mittelwert der Gradienten seiner beiden Punkte. Gib alle 6 Batch-Gradienten an, am besten aufsteigend und gleiche "
        "Werte so oft, wie sie vorkommen.",
        en="From four points you can form 6 batches of two points each; the gradient of a batch is the mean of the "
        "gradients of its two points. Give all 6 batch gradients, preferably in ascending order, and equal values as often "
        "as they occur.",
    ),
    hints=[
        Text(
            de="Ein Batch ist eine Auswahl von Punkten. Die Reihenfolge, in der sie darin stehen, spielt keine Rolle.",
            en="A batch is a choice of points. The order in which they stand in it does not matter.",
        ),
        Text(
            de="Geh der Reihe nach vor: zuerst alle Paare mit dem ersten Punkt, dann die übrigen mit dem zweiten, "
            "und so weiter. Ein Batch-Gradient ist immer ein Mittelwert.",
            en="Proceed in order: all pairs with the first point, then the remaining ones with the second, and so "
            "on. A batch gradient is always a mean.",
        ),
    ],
)
def batch_gradients(x, y):
    return batches_of_two(point_gradients.make(x, y))


@batch_gradients.mistake(
    "M9",
    Text(
        de="Der Gradient eines Batches ist ein Mittelwert, keine Summe.",
        en="The gradient of a batch is a mean, not a sum.",
    ),
)
def added_the_pairs(x, y):
    return [2 * gradient for gradient in batches_of_two(point_gradients.make(x, y))]


@batch_gradients.follows(point_gradients, unless=all_alike)
def batches_of_own_gradients(point_gradients):
    return batches_of_two(point_gradients)


batch_gradients.otherwise(
    Text(
        de="Schreib alle 6 Paare hin: 1 und 2, 1 und 3, 1 und 4, 2 und 3, 2 und 4, 3 und 4. Nimm von jedem den Mittelwert "
        "der beiden Gradienten aus a).",
        en="Write down all 6 pairs: 1 and 2, 1 and 3, 1 and 4, 2 and 3, 2 and 4, 3 and 4. For each of them take the mean of "
        "the two gradients from a).",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de="Wie groß ist der Mittelwert dieser 6 Batch-Gradienten?",
        en="What is the mean of these 6 batch gradients?",
    ),
    hints=[
        Text(
            de="Jeder Punkt kommt in gleich vielen der Batches vor. Überlege, was das für den Mittelwert heißt.",
            en="Every point occurs in equally many of the batches. Think about what that means for the mean.",
        ),
        Text(
            de="Rechne mit Brüchen statt mit gerundeten Zahlen, und nimm gleiche Werte so oft, wie sie vorkommen.",
            en="Use fractions instead of rounded numbers, and take equal values as often as they occur.",
        ),
    ],
)
def batch_mean(x, y):
    return sum(batches_of_two(point_gradients.make(x, y))) / 6


def no_six_numbers(batch_gradients):
    return all_alike(batch_gradients) or len(batch_gradients) != len(PAIRS)


@batch_mean.follows(batch_gradients, unless=no_six_numbers)
def mean_of_six_own_batches(batch_gradients):
    return mean(batch_gradients)


@batch_mean.follows(point_gradients, unless=all_alike)
def mean_of_own_batches(point_gradients):
    return mean(batches_of_two(point_gradients))


@batch_mean.mistake(
    "M14",
    Text(
        de="Das ist die Summe der sechs. Gefragt ist ihr Mittelwert.",
        en="This is the sum of the six. The question asks for their mean.",
    ),
)
def summed_the_batches(x, y):
    return sum(batches_of_two(point_gradients.make(x, y)))


@batch_mean.mistake(
    "M15",
    Text(
        de="Auch jeder Batch-Gradient ist schon ein Mittelwert. Sieh in c) nach.",
        en="Each batch gradient is a mean already. Look at c).",
    ),
)
def averaged_sums(x, y):
    return 2 * mean(batches_of_two(point_gradients.make(x, y)))


batch_mean.otherwise(
    Text(
        de="Addiere deine sechs Werte aus c) und teile durch ihre Anzahl.",
        en="Add your six values from c) and divide by their number.",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    bonus=True,
    prompt=Text(
        de="Wie groß ist die Varianz der 6 Batch-Gradienten? (Teile dabei durch 6.)",
        en="What is the variance of the 6 batch gradients? (Divide by 6.)",
    ),
    hints=[
        Text(
            de="Die Varianz misst, wie weit die Werte im Mittel von ihrem Mittelwert entfernt sind, mit Quadraten gerechnet.",
            en="The variance measures how far on average the values are from their mean, by squares.",
        ),
        Text(
            de="Leg eine Tabelle mit einer Zeile für jeden Batch an: Wert, Abweichung von d), Quadrat der Abweichung.",
            en="Make a table with one row for each batch: value, deviation from d), square of the deviation.",
        ),
    ],
)
def batch_variance(x, y):
    gradients = batches_of_two(point_gradients.make(x, y))
    return sum((g - sum(gradients) / 6) ** 2 for g in gradients) / 6


@batch_variance.mistake(
    "M4",
    Text(
        de="Hier sind alle Batches aufgezählt, nicht nur eine Stichprobe – wodurch teilst du dann?",
        en="All batches are listed here, not just a sample – what do you divide by then?",
    ),
)
def divided_by_five(x, y):
    return variance(batches_of_two(point_gradients.make(x, y)), len(PAIRS) - 1)


@batch_variance.mistake(
    "M5",
    Text(de="Mittelwerte streuen weniger als Einzelwerte.", en="Means scatter less than single values."),
)
def took_the_single_points(x, y):
    return variance(point_gradients.make(x, y), SIZE)


@batch_variance.follows(batch_gradients, unless=no_six_numbers)
def variance_of_six_own_batches(batch_gradients):
    return variance(batch_gradients, len(PAIRS))


@batch_variance.follows(point_gradients, unless=all_alike)
def variance_of_own_batches(point_gradients):
    return variance(batches_of_two(point_gradients), len(PAIRS))


batch_variance.otherwise(
    Text(
        de="Wie weit ist jeder der sechs Werte aus c) von ihrem Mittelwert entfernt? Mittle die Quadrate dieser Abstände.",
        en="How far is each of the six values from c) from their mean? Take the mean of the squares of these distances.",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(
        de="Jetzt sind die Batches verschieden groß: Der eine besteht aus den Punkten 1, 2 und 3, der andere nur aus Punkt "
        "4. Wie groß ist der Mittelwert der beiden Batch-Gradienten?",
        en="Now the batches differ in size: one holds the points 1, 2 and 3, the other only point 4. What is the mean of "
        "the two batch gradients?",
    ),
    hints=[
        Text(
            de="Ein Punkt hat seinen Batch für sich allein. Überlege, ob er dann so viel zählt wie jeder der anderen.",
            en="One point has its batch for itself. Think about whether it then counts as much as each of the others.",
        ),
        Text(
            de="Der eine Batch-Gradient ist ein Mittelwert von drei Zahlen aus a), der andere ist eine dieser Zahlen selbst.",
            en="One batch gradient is a mean of three numbers from a), the other one is itself one of these numbers.",
        ),
    ],
)
def unequal_mean(x, y):
    gradients = point_gradients.make(x, y)
    return (sum(gradients[:3]) / 3 + gradients[3]) / 2


@unequal_mean.mistake(
    "M6",
    Text(
        de="Rechne die beiden Batch-Gradienten wirklich aus und mittle dann.",
        en="Really compute both batch gradients, then take the mean.",
    ),
)
def thought_sizes_do_not_matter(x, y):
    return mean(point_gradients.make(x, y))


@unequal_mean.follows(point_gradients, unless=all_alike)
def unequal_mean_of_own_gradients(point_gradients):
    return (mean(point_gradients[:3]) + point_gradients[3]) / 2


@unequal_mean.mistake(
    "M16",
    Text(
        de="Der erste Batch hat drei Punkte: Wodurch teilst du ihre Summe?",
        en="The first batch has three points: what do you divide their sum by?",
    ),
)
def added_the_first_three(x, y):
    gradients = point_gradients.make(x, y)
    return (sum(gradients[:3]) + gradients[3]) / 2


unequal_mean.otherwise(
    Text(
        de="Rechne zuerst den Gradienten jedes der beiden Batches aus, dann den Mittelwert dieser zwei Zahlen.",
        en="Compute the gradient of each of the two batches first, then the mean of these two numbers.",
    )
)


@exercise.item(
    Function(
        "minibatch_grad(w, x, y, idx)",
        returns=Numbers(abs=1e-12, rel=1e-9),
        probes=[{"w": 0.5, "x": array_of([1.0, 2.0, -1.0]), "y": array_of([3.0, 1.0, 4.0]), "idx": [0, 2]}],
    ),
    points=2,
    prompt=Text(
        de="Schreibe eine Funktion `minibatch_grad(w, x, y, idx)`: `w` ist eine Zahl, `x` und `y` sind NumPy-Arrays mit "
        "beliebig "
        "vielen Punkten, `idx` ist eine Liste mit den Nummern der Punkte im Batch (gezählt ab 0). Sie liefert die Ableitung "
        "des mittleren Losses dieses Batches nach `w`, eine Zahl.",
        en="Write a function `minibatch_grad(w, x, y, idx)`: `w` is a number, `x` and `y` are NumPy arrays with any number of "
        "points, `idx` is a list of the numbers of the points in the batch (counted from 0). It returns the derivative of "
        "the mean loss of this batch with respect to `w`, a number.",
    ),
    hints=[
        Text(
            de="Es ist die Rechnung aus a) und c); nur sagt jetzt `idx`, welche Punkte dabei sind.",
            en="It is the calculation from a) and c), only that now `idx` says which points take part.",
        ),
        Text(
            de="Bei NumPy-Arrays liefert `x[idx]` die Werte mit genau diesen Nummern. Rechne daraus die Ableitung "
            "jedes Punkts und dann ihren Mittelwert.",
            en="For NumPy arrays `x[idx]` gives the values with just these numbers. Work out the derivative of each "
            "point from them, and then their mean.",
        ),
    ],
)
def minibatch_grad():
    def minibatch_grad(w, x, y, idx):
        points = [(float(x[i]), float(y[i])) for i in idx]
        return sum(2 * a * (w * a - b) for a, b in points) / len(idx)

    return minibatch_grad


@minibatch_grad.probes
def batches(dice):
    """Quarters and whole numbers, batches of 1, 2 and 4: exact in float32, too, so that its rounding costs nothing.

    The first seven calls are all batches of two of four points, and the four points together.
    """
    import numpy as np

    def data(count):
        x = [dice.integer(-4, 4) for _ in range(count)]
        return {
            "w": dice.integer(-12, 12) / 4,
            "x": np.array(x, dtype=float),
            "y": np.array([dice.integer(-9, 9) for _ in range(count)], dtype=float),
        }

    four = data(SIZE)
    calls = [{**four, "idx": list(pair)} for pair in (*PAIRS, range(SIZE))]
    for count in (1, 2, 3, 5, 8, 8, 8):
        for size in (1, 2, 4):
            if size <= count:
                calls.append({**data(count), "idx": dice.shuffled(range(count))[:size]})
    return calls


@minibatch_grad.mistake(
    "M11",
    Text(
        de="Du teilst durch die Zahl aller Punkte. Wie viele sind in diesem Batch?",
        en="You divide by the number of all points. How many are in this batch?",
    ),
)
def divided_by_all_points():
    def minibatch_grad(w, x, y, idx):
        return sum(2 * float(x[i]) * (w * float(x[i]) - float(y[i])) for i in idx) / len(x)

    return minibatch_grad


@minibatch_grad.mistake(
    "M12",
    Text(
        de="Beim Ableiten des Quadrats kommt ein Faktor dazu. Wo ist er?",
        en="Differentiating the square brings in a factor. Where is it?",
    ),
)
def lost_the_exponent():
    def minibatch_grad(w, x, y, idx):
        return sum(float(x[i]) * (w * float(x[i]) - float(y[i])) for i in idx) / len(idx)

    return minibatch_grad


@minibatch_grad.mistake(
    "M13",
    Text(
        de="Das ist der Gradient über alle Punkte, idx wählt aber nur einige aus.",
        en="This is the gradient over all points, but idx selects only some of them.",
    ),
)
def took_all_points():
    def minibatch_grad(w, x, y, idx):
        return sum(2 * float(a) * (w * float(a) - float(b)) for a, b in zip(x, y, strict=True)) / len(x)

    return minibatch_grad


@minibatch_grad.check(
    points=1,
    title=Text(de="Gradient eines Batches", en="gradient of a batch"),
    feedback=Text(
        de="Der Gradient eines Batches stimmt noch nicht. Vergleiche mit deinen Werten aus a) und c).",
        en="The gradient of a batch is not right yet. Compare it with your values in a) and c).",
    ),
)
def right_gradient(same):
    return same


def slope(probe):
    """Of the mean loss of a batch, from the losses on either side: exact, since it is a parabola."""
    points = [(probe["x"][place], probe["y"][place]) for place in probe["idx"]]
    before, after = (sum((step * x - y) ** 2 for x, y in points) for step in (probe["w"] - 1, probe["w"] + 1))
    return (after - before) / 2 / len(points)


def is_a_multiple(calls):
    """Of the gradient, and the same one everywhere."""
    slopes = [(call.returned, slope(call.probe)) for call in calls]
    shares = [returned / right for returned, right in slopes if right]
    return all(share and abs(share - shares[0]) <= 1e-9 * abs(shares[0]) for share in shares)


@minibatch_grad.check(
    points=1,
    title=Text(de="Mittelwert über alle Batches", en="mean over all batches"),
    feedback=Text(
        de="Über alle möglichen Batches einer Größe gemittelt kommt bei dir nicht der volle Gradient heraus. Wodurch teilst "
        "du?",
        en="Averaged over all possible batches of one size, your gradients do not give the full one. What do you divide by?",
    ),
    public=True,
)
def right_in_the_mean(calls):
    """The mean over all batches of two is the gradient of the four points, with the right gradients or with the same multiple
    of each; whatever else is right in the mean, such as x itself, is no gradient."""
    if not is_a_multiple(calls):
        return False
    same_data = [call for call in calls if list(call.probe["x"]) == list(calls[1].probe["x"])]  # behind the example
    pairs, (full,) = ([call.returned for call in same_data if len(call.probe["idx"]) == size] for size in (2, SIZE))
    return abs(sum(pairs) / len(pairs) - full) <= 1e-9 * max(1, abs(full))


right_on_average = exercise.choice(
    points=1,
    prompt=Text(
        de="Was heißt „Mini-Batches sind im Mittel richtig“?",
        en="What does “mini-batches are right on average” mean?",
    ),
    hints=[
        Text(
            de="„Im Mittel“ sagt etwas über alle Batches zusammen, nicht über einen bestimmten.",
            en="“On average” says something about all batches together, not about a certain one.",
        ),
        Text(
            de="Leg deine Ergebnisse aus b), c) und d) nebeneinander und prüfe jede Möglichkeit an ihnen.",
            en="Put your results from b), c) and d) side by side and test each option on them.",
        ),
    ],
    options={
        "A": Option(
            Text(
                de="jeder einzelne Batch liefert an demselben $w$ genau den vollen Gradienten",
                en="every single batch gives exactly the full gradient at the same $w$",
            ),
            mistake="M10",
            feedback=Text(
                de="Vergleiche deine sechs Batch-Gradienten aus c) mit dem vollen aus b).",
                en="Compare your six batch gradients from c) with the full one from b).",
            ),
        ),
        "B": Right(
            Text(
                de="über alle möglichen Batches einer Größe gemittelt kommt der volle heraus",
                en="averaged over all possible batches of one size they give the full one",
            )
        ),
        "C": Option(
            Text(
                de="nach jeder Epoche sind SGD und Gradient Descent an demselben $w$",
                en="after every epoch SGD and gradient descent are at the same $w$",
            ),
            mistake="M7",
            feedback=Text(
                de="Der Gradient hängt von w ab. Sind beide nach einem Schritt noch am selben w?",
                en="The gradient depends on w. Are both still at the same w after one step?",
            ),
        ),
        "D": Option(
            Text(
                de="die Gradienten der Batches streuen nicht um den vollen Gradienten",
                en="the gradients of the batches do not scatter around the full gradient",
            ),
            mistake="M17",
            feedback=Text(
                de="Sind deine sechs Werte aus c) alle gleich?",
                en="Are your six values from c) all the same?",
            ),
        ),
    },
)


exercise.worked(
    Text(
        de=r"Kettenregel: $\ell_i'(w) = 2 x_i (w x_i - y_i)$. Bei $w = 1$ sind das $({point_gradients})$, im Mittel "
        r"${full_gradient}$.",
        en=r"Chain rule: $\ell_i'(w) = 2 x_i (w x_i - y_i)$. At $w = 1$ these are $({point_gradients})$, and their mean is "
        "${full_gradient}$.",
    ),
    Text(
        de=r"Die Mittelwerte aller sechs Paare sind $({batch_gradients})$. Jeder Punkt kommt in drei der sechs Paare vor, "
        r"alle also gleich "
        r"oft, und darum ist ihr Mittelwert wieder ${batch_mean}$. Sie streuen mit der Varianz ${batch_variance}$ darum "
        r"herum: Ein "
        "einzelner Batch liegt meistens daneben.",
        en=r"The means of all six pairs are $({batch_gradients})$. Every point occurs in three of the six pairs, all of them "
        r"equally "
        r"often, and so their mean is ${batch_mean}$ again. They scatter around it with the variance ${batch_variance}$: a "
        r"single batch "
        "is usually off.",
    ),
    Text(
        de="Sind die Batches verschieden groß, so zählt der vierte Punkt allein so viel wie die drei anderen zusammen, und "
        "es kommt ${unequal_mean}$ heraus. Außerdem gilt alles nur an demselben $w$: Nach dem ersten Schritt sind SGD und "
        "Gradient Descent an verschiedenen Stellen.",
        en="If the batches differ in size, the fourth point alone counts as much as the three others together, and the "
        "result is ${unequal_mean}$. Besides, all of this holds at the same $w$ only: after the first step SGD and gradient "
        "descent are at different points.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Ein Zahlenstrahl mit deinen Gradienten; gleiche stehen übereinander.",
        en="A number line with your gradients; equal ones are stacked.",
    ),
    legend={
        "batches": Text(de="deine Batch-Gradienten", en="your batch gradients"),
        "full": Text(de="dein voller Gradient", en="your full gradient"),
    },
)
def batches_around_the_full_gradient(right, batch_gradients, full_gradient):
    own = sorted(numbers(batch_gradients))
    full = number(full_gradient)
    stacked = [(value, own[:index].count(value) + 1) for index, value in enumerate(own)]
    return panel(
        None if full is None else Vertical(full, tone("full_gradient", right), "full"),
        dots(stacked, tone("batch_gradients", right), "batches"),
        y=Axis("", 0, max([own.count(value) for value in own], default=1) + 1, ticks=()),
    )


@exercise.variants(count=8)
def draw(dice):
    """Gradients whose sum is even and whose first three sum up to a multiple of 3, so that every mean is short."""
    while True:
        x = tuple(dice.choice((1, 2)) for _ in range(SIZE))
        y = tuple(dice.integer(1, 6) for _ in range(SIZE))
        gradients = point_gradients.make(x, y)
        if len(set(x)) == 2 and len(set(gradients)) >= 3 and sum(gradients[:3]) % 3 == 0:
            return {"x": x, "y": y}
