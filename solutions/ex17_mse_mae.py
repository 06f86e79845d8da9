"""Exercise 17: MSE and MAE by hand and as code.

With the errors e = yhat - y the MSE is the mean of e^2, the MAE the mean of |e|; their gradients by yhat are 2e/n and
sign(e)/n, where at e = 0 every number from -1/n to 1/n is a subgradient. The constant with the least MSE is the mean; any
median has the least MAE, for an even number of values the whole interval between the two middle ones. Material:
e = (1, 0, 2, -4), MSE 21/4, MAE 7/4, mean 3, medians [2, 3].
"""

from sympy import FiniteSet, Interval, Rational, sqrt

from grader.authoring import EXACT, Call, Exercise, Function, Given, Invariant, Numbers, SolutionSet, Text, Value, Vector, Way
from grader.authoring.drawing import COURSE, QUIET, Axis, dots, graph, numbers, panel, polyline, tone

SIZE = 4  # data points
QUARTER = Rational(1, SIZE)


def errors(y, yhat):
    return [guess - truth for guess, truth in zip(yhat, y, strict=True)]


exercise = Exercise(
    title=Text(de="MSE und MAE programmieren", en="Coding MSE and MAE"),
    topic=Text(de="Loss-Funktionen", en="loss functions"),
    section=Text(de="Loss-Funktionen: MSE und MAE", en="Loss functions: MSE and MAE"),
    statement=Text(
        de=r"Die richtigen Werte sind $y = ({y})$, vorhergesagt wurde $\hat y = ({yhat})$. Berechne beide Losses (MSE: "
        r"mittlerer "
        r"quadratischer Fehler, MAE: mittlerer absoluter Fehler), programmiere sie und finde heraus, welche Konstante $c$ als "
        "Vorhersage sie am kleinsten macht.",
        en=r"The true values are $y = ({y})$, the predictions $\hat y = ({yhat})$. Compute both losses (MSE: mean squared "
        r"error, MAE: mean absolute error), code them and find out which constant prediction $c$ makes each smallest.",
    ),
    given=Given(y=(1, 2, 3, 6), yhat=(2, 2, 5, 2)),
    symbols="c",
    formulas={
        "all_errors": errors,
        "last": lambda y, yhat: errors(y, yhat)[-1],
        "doubled": lambda y, yhat: 2 * errors(y, yhat)[-1],
    },
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(de="Wie groß ist der MSE?", en="What is the MSE?"),
    hints=[
        Text(
            de="Lies den Namen rückwärts: Aus „mean squared error“ wird zuerst der Fehler, dann das Quadrat, dann "
            "der Mittelwert.",
            en="Read the name backwards: “mean squared error” is first the error, then the square, then the mean.",
        ),
        Text(
            de="Leg eine Tabelle mit einer Zeile für jeden Punkt an: y, ŷ, Fehler, Quadrat des Fehlers.",
            en="Make a table with one row for each point: y, ŷ, error, square of the error.",
        ),
    ],
)
def mse_value(y, yhat):
    return sum((guess - truth) ** 2 for guess, truth in zip(yhat, y, strict=True)) / 4


@mse_value.mistake("M1", Text(de="Teile noch durch die Anzahl.", en="Divide by the count, too."))
def forgot_the_mean(y, yhat):
    return sum(e**2 for e in errors(y, yhat))


@mse_value.mistake("M2", Text(de="Gefragt ist der Fehler ohne Wurzel.", en="The version without a root is meant here."))
def took_the_root(y, yhat):
    return sqrt(mse_value.make(y, yhat))


@mse_value.mistake("M3", Text(de="Erst quadrieren, dann mitteln.", en="Square first, then average."))
def squared_the_mean(y, yhat):
    return (sum(errors(y, yhat)) / SIZE) ** 2


mse_value.otherwise(
    Text(
        de="Schreib die vier Fehler ŷ − y hin und quadriere jeden. Was machst du dann mit den vier Quadraten?",
        en="Write down the four errors ŷ − y and square each of them. What do you do with the four squares next?",
    )
)


@exercise.item(
    Value(within=EXACT),
    points=1,
    prompt=Text(de="Wie groß ist der MAE?", en="What is the MAE?"),
    hints=[
        Text(
            de="„Absolut“ heißt: Jeder Fehler zählt als Abstand, egal in welche Richtung er geht.",
            en="“Absolute” means: every error counts as a distance, whatever its direction.",
        ),
        Text(
            de="Nimm die Tabelle aus a) und ersetze die Spalte mit den Quadraten durch die Beträge.",
            en="Take the table from a) and replace the column of squares by the absolute values.",
        ),
    ],
)
def mae_value(y, yhat):
    return sum(abs(guess - truth) for guess, truth in zip(yhat, y, strict=True)) / 4


@mae_value.mistake(
    "M4",
    Text(
        de="Positive und negative Fehler dürfen sich nicht aufheben.",
        en="Positive and negative errors must not cancel.",
    ),
)
def kept_the_signs(y, yhat):
    return sum(errors(y, yhat)) / SIZE


@mae_value.mistake("M8", Text(de="Teile noch durch die Anzahl.", en="Divide by the count, too."))
def summed_the_magnitudes(y, yhat):
    return sum(map(abs, errors(y, yhat)))


@mae_value.mistake(
    "M13",
    Text(
        de="Das ist der MSE. Beim MAE wird nicht quadriert.",
        en="This is the MSE. In the MAE nothing is squared.",
    ),
)
def took_the_mse(y, yhat):
    return mse_value.make(y, yhat)


mae_value.otherwise(
    Text(
        de="Schreib die vier Fehler ohne Vorzeichen hin. Wie groß ist ihr Mittelwert?",
        en="Write down the four errors without their signs. What is their mean?",
    )
)


@exercise.item(
    Vector(SIZE, within=EXACT),
    points=2,
    prompt=Text(
        de=r"Berechne den Gradienten des MSE nach $\hat y$, Eintrag für Eintrag.",
        en=r"Compute the gradient of the MSE with respect to $\hat y$, entry by entry.",
    ),
    hints=[
        Text(
            de="Gefragt sind vier partielle Ableitungen, nach jeder der vier Vorhersagen eine.",
            en="Four partial derivatives are asked for, one with respect to each of the four predictions.",
        ),
        Text(
            de="Schreib den MSE als Summe mit dem Faktor davor aus und unterstreich alles, worin ŷ₁ vorkommt. Nur "
            "das bleibt beim Ableiten nach ŷ₁ übrig.",
            en="Write out the MSE as a sum with its factor in front and underline everything that contains ŷ₁. Only "
            "that is left when you differentiate with respect to ŷ₁.",
        ),
    ],
)
def mse_gradient(y, yhat):
    return [(guess - truth) / 2 for guess, truth in zip(yhat, y, strict=True)]


@mse_gradient.mistake(
    "M5",
    Text(de="Auch der Mittelwert bringt einen Faktor mit.", en="The mean contributes a factor, too."),
)
def forgot_the_count(y, yhat):
    return [2 * e for e in errors(y, yhat)]


@mse_gradient.mistake(
    "M9",
    Text(
        de="Beim Ableiten des Quadrats kommt ein Faktor dazu. Wo ist er?",
        en="Differentiating the square brings in a factor. Where is it?",
    ),
)
def forgot_the_two(y, yhat):
    return [e / SIZE for e in errors(y, yhat)]


@mse_gradient.mistake(
    "M14",
    Text(
        de="Das sind die Fehler selbst. Leite ihr Quadrat ab, und denk an den Mittelwert.",
        en="These are the errors themselves. Differentiate their square, and think of the mean.",
    ),
)
def gave_the_errors(y, yhat):
    return errors(y, yhat)


mse_gradient.otherwise(
    Text(
        de="Nur einer der vier Summanden hängt von ŷ₁ ab. Leite ihn ab, mit dem Vorfaktor des Mittelwerts.",
        en="Only one of the four terms depends on ŷ₁. Differentiate it, with the prefactor of the mean.",
    )
)


@exercise.item(
    Vector(
        SIZE,
        names="g1 g2 g3 g4",
        through=Invariant("g1", "g3", "g4"),
        such_that=("-1/4 <= g2", "g2 <= 1/4"),
    ),
    points=1,
    prompt=Text(
        de=r"Berechne ebenso den Gradienten des MAE nach $\hat y$. Wo der Betrag einen Knick hat, darfst du als Ableitung 0 "
        "nehmen.",
        en=r"In the same way, compute the gradient of the MAE with respect to $\hat y$. Where the absolute value has a kink "
        "you may take 0 as its derivative.",
    ),
    hints=[
        Text(
            de="Der Graph eines Betrags besteht aus zwei Geraden. Überlege, welche Steigung jede davon hat.",
            en="The graph of an absolute value is made of two straight lines. Think about the slope of each.",
        ),
        Text(
            de="Sieh für jeden Punkt nach, ob die Vorhersage zu groß, zu klein oder genau richtig ist. Der Faktor "
            "vor der Summe gilt auch hier.",
            en="Look for each point whether the prediction is too large, too small or exact. The factor in front of "
            "the sum counts here, too.",
        ),
    ],
)
def mae_gradient():
    return [QUARTER, 0, QUARTER, -QUARTER]


@mae_gradient.mistake("M10", Text(de="Auch der Mittelwert bringt einen Faktor mit.", en="The mean contributes a factor, too."))
def forgot_the_mean_of_signs():
    return [1, 0, 1, -1]


@mae_gradient.mistake(
    "M15",
    Text(
        de="Prüfe die Vorzeichen: Abgeleitet wird nach ŷ.",
        en="Check the signs: differentiate with respect to ŷ.",
    ),
)
def turned_the_signs_around():
    return [-QUARTER, 0, -QUARTER, QUARTER]


@mae_gradient.mistake(
    "M16",
    Text(
        de="Hat ein Betrag eine Steigung, die von der Größe des Fehlers abhängt?",
        en="Does an absolute value have a slope that depends on the size of the error?",
    ),
)
def took_the_gradient_of_the_mse(y, yhat):
    return mse_gradient.make(y, yhat)


mae_gradient.otherwise(
    Text(
        de="Wird ŷ₁ ein wenig größer: Wächst oder schrumpft der Betrag seines Fehlers, und wie stark ändert sich der "
        "Mittelwert?",
        en="Let ŷ₁ get a little larger: does the size of its error grow or shrink, and by how much does the mean change?",
    )
)


@exercise.item(
    SolutionSet(),
    points=1,
    prompt=Text(
        de="Jetzt wird für alle vier Punkte dieselbe Konstante $c$ vorhergesagt. Gib die Menge aller $c$ an, für die der "
        "MSE zu $y$ am kleinsten ist.",
        en="Now the same constant $c$ is predicted for all four points. Give the set of all $c$ for which the MSE to $y$ is "
        "smallest.",
    ),
    hints=[
        Text(
            de="Jetzt ist c die einzige Variable. Der MSE ist eine Parabel in c.",
            en="Now c is the only variable. The MSE is a parabola in c.",
        ),
        Text(
            de="Leite die Summe der vier Quadrate nach c ab und setze die Ableitung gleich null. Welche bekannte "
            "Größe der vier Zahlen kommt heraus?",
            en="Differentiate the sum of the four squares with respect to c and set the derivative equal to zero. "
            "Which well-known quantity of the four numbers comes out?",
        ),
    ],
)
def best_for_mse(y):
    return FiniteSet(sum(y) / 4)


@best_for_mse.mistake(
    "M11",
    Text(
        de="Ist die Summe der Quadrate mit deiner Zahl am kleinsten? Vergleiche mit einem Wert daneben.",
        en="Is the sum of squares smallest with your number? Compare with a value beside it.",
    ),
)
def took_the_median(y):
    return FiniteSet(sum(sorted(y)[1:3]) / 2)


@exercise.item(
    SolutionSet(),
    points=1,
    bonus=True,
    prompt=Text(
        de="Gib ebenso die Menge aller $c$ an, für die der MAE zu $y$ am kleinsten ist.",
        en="In the same way, give the set of all $c$ for which the MAE to $y$ is smallest.",
    ),
    hints=[
        Text(
            de="Jede der vier Zahlen zieht c gleich stark zu sich, egal wie weit sie weg ist.",
            en="Each of the four numbers pulls c with the same force, however far away it is.",
        ),
        Text(
            de="Rechne den MAE für viele c zwischen der kleinsten und der größten Zahl aus und notiere alle, bei "
            "denen er am kleinsten ist.",
            en="Work out the MAE for many c between the smallest and the largest number and note all at which it is smallest.",
        ),
    ],
)
def best_for_mae(y):
    return Interval(*sorted(y)[1:3])


@best_for_mae.mistake(
    "M12",
    Text(
        de="Ist die Summe der Beträge mit dieser Konstanten am kleinsten? Vergleiche mit einem Wert daneben.",
        en="Is the sum of magnitudes smallest with this constant? Compare with a value beside it.",
    ),
)
def took_the_mean(y):
    return FiniteSet(sum(y) / SIZE)


@best_for_mae.mistake("M6", Text(de="Gibt es daneben gleich gute Werte?", en="Are there neighbours that are just as good?"))
def took_the_midpoint(y):
    return FiniteSet(sum(sorted(y)[1:3]) / 2)


@mse_gradient.mistake(
    "M7",
    Text(
        de="Prüfe die Vorzeichen: Abgeleitet wird nach ŷ.",
        en="Check the signs: differentiate with respect to ŷ.",
    ),
)
def differentiated_by_the_truth(y, yhat):
    return [-e / 2 for e in errors(y, yhat)]


@exercise.item(
    Vector(2, within=EXACT),
    points=1,
    prompt=Text(
        de="Der letzte Fehler sei ${doubled}$ statt ${last}$. Gib den neuen MSE und den neuen MAE an.",
        en="Let the last error be ${doubled}$ instead of ${last}$. Give the new MSE and the new MAE.",
    ),
    hints=[
        Text(
            de="Sieh dir an, was jeder Punkt zum Loss beiträgt. Nur einer dieser Beiträge ändert sich.",
            en="Look at what each point contributes to the loss. Only one of these contributions changes.",
        ),
        Text(
            de="Tausch in deiner Tabelle aus a) und b) die letzte Zeile aus und bilde beide Mittelwerte neu.",
            en="Replace the last row in your table from a) and b) and form both means anew.",
        ),
    ],
)
def with_outlier(y, yhat):
    doubled = [*errors(y, yhat)[:3], 2 * errors(y, yhat)[3]]
    return [sum(e**2 for e in doubled) / 4, sum(abs(e) for e in doubled) / 4]


@with_outlier.mistake(
    "M17",
    Text(
        de="Das sind noch die alten Werte. Welcher der vier Fehler hat sich geändert?",
        en="These are still the old values. Which of the four errors has changed?",
    ),
)
def kept_the_old_error(y, yhat):
    return [mse_value.make(y, yhat), mae_value.make(y, yhat)]


@with_outlier.mistake(
    "M18",
    Text(
        de="Nur einer der vier Fehler verdoppelt sich, die anderen bleiben.",
        en="Only one of the four errors doubles, the others stay.",
    ),
)
def doubled_everything(y, yhat):
    return [2 * mse_value.make(y, yhat), 2 * mae_value.make(y, yhat)]


@with_outlier.mistake(
    "M19",
    Text(
        de="Der MAE stimmt. Was wird aus dem Quadrat, wenn sich ein Fehler verdoppelt?",
        en="The MAE is right. What happens to the square if an error doubles?",
    ),
)
def doubled_the_square(y, yhat):
    last = errors(y, yhat)[-1]
    return [mse_value.make(y, yhat) + last**2 / SIZE, with_outlier.make(y, yhat)[1]]


with_outlier.otherwise(
    Text(
        de="Schreib die vier Fehler neu hin und rechne beide Losses damit aus.",
        en="Write down the four errors anew and compute both losses with them.",
    )
)


@exercise.item(
    Function(
        "mse(yhat, y)",
        "mae(yhat, y)",
        returns=Numbers(abs=1e-12, rel=1e-12),
        probes=[
            Call("mse", yhat=[1, 2], y=[1, 4, 2]),
            Call("mae", yhat=[1, 2, 3, 4], y=[1, 4]),
            Call("mse", yhat=[2], y=[1, 4]),
        ],
        way=Way(
            without=("torch.nn.*", "sklearn.*"),
            told=Text(
                de="Programmiere den Loss selbst; fertige Loss-Funktionen zählen hier nicht.",
                en="Code the loss yourself; ready-made loss functions do not count here.",
            ),
        ),
    ),
    points=3,
    prompt=Text(
        de="Schreibe zwei Funktionen `mse(yhat, y)` und `mae(yhat, y)`. Sie bekommen Listen oder NumPy-Arrays mit beliebig "
        "vielen Zahlen, mindestens einer, und liefern eine Zahl; sind `yhat` und `y` verschieden lang, lösen sie "
        "`ValueError` aus. Fertige Loss-Funktionen zählen nicht.",
        en="Write two functions `mse(yhat, y)` and `mae(yhat, y)`. They get lists or NumPy arrays of any length, at least "
        "1, and return one number; if `yhat` and `y` differ in length, they raise `ValueError`. Ready-made loss functions "
        "do not count.",
    ),
    hints=[
        Text(
            de="Es sind die Rechnungen aus a) und b), nur mit beliebig vielen Zahlen. Die Anzahl sagt `len`.",
            en="These are the calculations from a) and b), only for any number of numbers. `len` says how many there are.",
        ),
        Text(
            de="Vergleiche zuerst die beiden Längen und löse den Fehler mit `raise` aus. Danach liefert `zip` die "
            "Paare aus Vorhersage und richtigem Wert.",
            en="Compare the two lengths first and raise the error with `raise`. After that `zip` gives the pairs of "
            "prediction and true value.",
        ),
    ],
)
def error_functions():
    def mse(yhat, y):
        if len(yhat) != len(y):
            raise ValueError("yhat and y differ in length")
        return sum((a - b) ** 2 for a, b in zip(yhat, y, strict=True)) / len(y)

    def mae(yhat, y):
        if len(yhat) != len(y):
            raise ValueError("yhat and y differ in length")
        return sum(abs(a - b) for a, b in zip(yhat, y, strict=True)) / len(y)

    return mse, mae


@error_functions.probes
def samples(dice):
    """Halves, and as many as a power of two: their means are exact in float32, too, so its rounding costs nothing."""
    import numpy as np

    def halves(count):
        return [dice.integer(-18, 18) / 2 for _ in range(count)]

    calls = []
    for name in ("mse", "mae"):
        calls += [Call(name, yhat=halves(n), y=halves(n)) for n in (1, 1, 2, 2, 4, 4, 8)]
        calls.append(Call(name, yhat=np.array(halves(8)), y=np.array(halves(8))))
        whole = [np.array([dice.integer(-9, 9) for _ in range(n)]) for n in (4, 4, 1, 1)]
        calls += [Call(name, yhat=[guess], y=[2]) for guess in (5, 8, -1)]  # errors of 3, 6 and -3
        calls += [Call(name, yhat=whole[0], y=whole[1]), Call(name, yhat=whole[2], y=whole[3])]
    calls.append(Call("mae", yhat=np.array(halves(1)), y=np.array(halves(4))))  # NumPy would stretch the short one
    return calls


@error_functions.check(
    points=1,
    title=Text(de="Werte von mse", en="values of mse"),
    feedback=Text(
        de="mse stimmt noch nicht. Rechne es für zwei Punkte von Hand nach.",
        en="mse is not right yet. Check it by hand for two points.",
    ),
)
def squares(function, probe, same):
    return same if function == "mse" and len(probe["yhat"]) == len(probe["y"]) else None


@error_functions.check(
    points=1,
    title=Text(de="Werte von mae", en="values of mae"),
    feedback=Text(
        de="mae stimmt noch nicht. Rechne es für zwei Punkte von Hand nach.",
        en="mae is not right yet. Check it by hand for two points.",
    ),
)
def magnitudes(function, probe, same):
    return same if function == "mae" and len(probe["yhat"]) == len(probe["y"]) else None


@error_functions.check(
    points=1,
    title=Text(de="verschieden lange Listen", en="lists of different lengths"),
    feedback=Text(
        de="Bei verschieden langen Listen soll ValueError ausgelöst werden, auch wenn NumPy trotzdem rechnen könnte.",
        en="Lists of different lengths have to raise ValueError, even where NumPy would go on.",
    ),
    public=True,
)
def refuses_other_lengths(calls):
    """Beside one function at least that computes its error, averaged or not: whoever raises whatever comes computes nothing."""
    computes = [grows(calls, "mse", 4), grows(calls, "mae", 2)]
    return any(computes) and all(call.same for call in calls if len(call.probe["yhat"]) != len(call.probe["y"]))


def grows(calls, name, times):
    """Twice the error of a single point gives so many `times` as much, too large or too small alike."""
    single = [call for call in calls if call.function == name and len(call.probe["yhat"]) == len(call.probe["y"]) == 1]
    found = {float(call.probe["yhat"][0]) - float(call.probe["y"][0]): call.returned for call in single}
    return found[6] == times * found[3] == times * found[-3] > 0


exercise.worked(
    Text(
        de=r"Die Fehler $\hat y - y$ sind $({all_errors})$. Der MSE ist der Mittelwert ihrer Quadrate, ${mse_value}$, der MAE "
        r"der "
        r"Mittelwert ihrer Beträge, ${mae_value}$.",
        en=r"The errors $\hat y - y$ are $({all_errors})$. The MSE is the mean of their squares, ${mse_value}$, the MAE the "
        r"mean of "
        r"their absolute values, ${mae_value}$.",
    ),
    Text(
        de=r"Jeder Fehler steht in genau einem der vier Summanden. Ableiten nach seiner Vorhersage gibt $\frac{2}{4}$ mal den "
        r"Fehler, "
        r"also $({mse_gradient})$, beim MAE nur das Vorzeichen durch 4, also $({mae_gradient})$; wo der Fehler 0 ist, hat der "
        r"Betrag einen Knick, und jede Zahl zwischen $-\frac{1}{4}$ und $\frac{1}{4}$ ist erlaubt.",
        en="Every error occurs in exactly one of the four terms. Differentiating with respect to its prediction gives "
        r"$\frac{2}{4}$ times the error, so $({mse_gradient})$; for the MAE only the sign over 4, so $({mae_gradient})$. "
        r"Where the error is 0 the absolute value has a kink, and any number between $-\frac{1}{4}$ and $\frac{1}{4}$ will "
        "do.",
    ),
    Text(
        de=r"Der MSE als Funktion von $c$ ist eine Parabel mit der Ableitung $2 (c - \bar y)$, am kleinsten beim Mittelwert: "
        "${best_for_mse}$. Beim MAE zieht jeder Punkt gleich stark; die Züge heben sich auf, solange links und rechts von "
        "$c$ gleich viele Punkte liegen. Mit den Enden, an denen der MAE gleich groß ist, ergibt das ${best_for_mae}$.",
        en=r"The MSE as a function of $c$ is a parabola with the derivative $2 (c - \bar y)$, smallest at the mean: "
        "${best_for_mse}$. In the MAE every point pulls equally hard; the pulls cancel as long as equally many points lie "
        "left and right of $c$. With the ends, where the MAE is the same, this gives ${best_for_mae}$.",
    ),
    Text(
        de=r"Der doppelte Ausreißer geht in den MSE mit dem Quadrat ein, in den MAE nur mit dem Betrag: $({with_outlier})$.",
        en=r"The doubled outlier enters the MSE by its square, the MAE by its size only: $({with_outlier})$.",
    ),
)


@exercise.picture(
    caption=Text(
        de="Auf der Achse die Werte $y$, darüber deine Menge für den MAE. Die Kurven von MAE und MSE siehst du, sobald sie "
        "stimmt.",
        en="On the axis the values $y$, above them your set for the MAE. The curves of MAE and MSE appear once it is right.",
    ),
    legend={
        "values": Text(de="die Werte $y$", en="the values $y$"),
        "mae": Text(de="der MAE von $c$", en="the MAE of $c$"),
        "mse": Text(de="der MSE von $c$", en="the MSE of $c$"),
        "set": Text(de="deine Menge für den MAE", en="your set for the MAE"),
    },
)
def losses_of_a_constant(right, best_for_mae, y):
    values = [float(value) for value in y]
    low, high = min(values) - 1, max(values) + 1
    ends = numbers([getattr(best_for_mae, "inf", None), getattr(best_for_mae, "sup", None)])
    marks = []
    if "best_for_mae" in right:
        marks.append(graph(lambda c: sum(abs(value - c) for value in values) / SIZE, low, high, COURSE, "mae"))
        mse = graph(lambda c: sum((value - c) ** 2 for value in values) / SIZE, low, high, QUIET, "mse", dash="dashed")
        marks.append(mse)
    if len(ends) == 2:
        marks.append(polyline([(end, 0) for end in ends], tone("best_for_mae", right), "set", dots="diamond"))
    marks.append(dots([(value, 0) for value in values], COURSE, "values", shape="cross"))
    return panel(*marks, x=Axis("c", low, high), y=Axis("", -0.5, 10))


@exercise.variants(count=8)
def draw(dice):
    """Four growing values whose mean is whole and not their middle; errors of the same signs as the material's, their
    squares' mean whole."""
    while True:
        y = [dice.integer(1, 3)]
        for _ in range(3):
            y.append(y[-1] + dice.integer(1, 3))
        e = (dice.integer(1, 4), 0, dice.integer(1, 4), -dice.integer(1, 5))
        if sum(y) % SIZE == 0 and sum(y) != 2 * (y[1] + y[2]) and sum(value**2 for value in e) % SIZE == 0:
            return {"y": tuple(y), "yhat": tuple(truth + error for truth, error in zip(y, e, strict=True))}
