"""Exercise 22: feeding torch.nn.CrossEntropyLoss, which wants logits and class numbers.

With row logits log(n_1), …, log(n_K) the softmax is n_k / sum(n), so a row's loss is log(sum(n) / n_label). Softmax outputs
passed as "logits" lie in [0, 1]; the best of them is the one-hot vector, with the loss log(e + K - 1) - 1 > 0: the loss cannot
come near 0. The wrong number looks unsuspicious, which is the point of the exercise.
"""

from sympy import E, Tuple, exp, log

from grader.authoring import HAND, Exercise, Function, Given, Numbers, Text, Value, Vector, Way, WordSet, rounded, tensor_of

TARGETS = ("long", "float", "onehot_float", "onehot_long")
NEAR = 0.02  # closer than this the right loss and the one after a double softmax could be taken for each other


def loss_of(row, label):
    """-log of the softmax at the label, for the logits log(row)."""
    return log(sum(row)) - log(row[label])


def row_losses_of(rows, labels):
    return [loss_of(row, label) for row, label in zip(rows, labels, strict=True)]


def probabilities(row):
    return [entry / sum(row) for entry in row]


def cross_entropy(logits, label):
    return log(sum(exp(entry) for entry in logits)) - logits[label]


def mean(values):
    return sum(values) / len(values)


exercise = Exercise(
    title=Text(de="CrossEntropyLoss richtig füttern", en="Giving CrossEntropyLoss the right input"),
    topic=Text(de="Training mit PyTorch", en="training with PyTorch"),
    section=Text(de="Training mit PyTorch: CrossEntropyLoss", en="Training with PyTorch: CrossEntropyLoss"),
    after="ex13",
    statement=Text(
        de=r"Ein Netz liefert für zwei Datenpunkte die Logits $({first})$ und $({second})$ (die Werte vor der Softmax), die "
        r"Nummern der richtigen Klassen sind $({labels})$ (gezählt ab 0). log ist der natürliche Logarithmus. Sag voraus, was "
        "`torch.nn.CrossEntropyLoss` daraus macht, und finde heraus, was passiert, wenn man die Softmax doppelt anwendet.",
        en=r"For two data points a network returns the logits $({first})$ and $({second})$ (the values before softmax); the "
        r"numbers of the correct classes are $({labels})$ (counted from 0). log is the natural logarithm. Predict what "
        "`torch.nn.CrossEntropyLoss` makes of them, and find out what happens when softmax is applied twice.",
    ),
    given=Given(rows=((1, 2, 5), (3, 1, 1)), labels=(1, 0)),
    formulas={
        "first": lambda rows: Tuple(*map(log, rows[0])),
        "second": lambda rows: Tuple(*map(log, rows[1])),
        "rows_rounded": lambda rows, labels: rounded(row_losses.make(rows, labels), 4),
        "returned_rounded": lambda rows, labels: rounded(returned_loss.make(rows, labels), 4),
        "double_rounded": lambda rows, labels: rounded(loss_of_double_softmax.make(rows, labels), 4),
        "lowest_rounded": lambda: rounded(lowest_with_double_softmax.make(), 4),
    },
)


@exercise.item(
    Vector(2, within=HAND),
    points=2,
    prompt=Text(
        de="Wie groß ist der Loss jeder Zeile, also jedes der beiden Datenpunkte?",
        en="What is the loss of each row, that is, of each of the two data points?",
    ),
    hints=[
        Text(
            de="Zu jeder Zeile gehört eine Softmax, und von ihr zählt nur der Eintrag der richtigen Klasse.",
            en="A softmax belongs to each row, and of it only the entry of the correct class counts.",
        ),
        Text(
            de="Die Potenzen von e sind hier ganze Zahlen. Gib also die Wahrscheinlichkeit der richtigen Klasse in "
            "jeder Zeile als Bruch an; der Logarithmus kommt zuletzt.",
            en="The powers of e are integers here. So give the probability of the correct class in each row as a "
            "fraction; the logarithm comes last.",
        ),
    ],
)
def row_losses(rows, labels):
    return row_losses_of(rows, labels)


@row_losses.mistake(
    "M18",
    Text(
        de="Kann dieser Loss negativ sein?",
        en="Can this loss be negative?",
    ),
)
def lost_the_minus(rows, labels):
    return [-loss for loss in row_losses_of(rows, labels)]


@row_losses.mistake(
    "M19",
    Text(
        de="Auf Taschenrechnern heißt der natürliche Logarithmus ln; log ist dort meist der zur Basis 10.",
        en="On calculators the natural logarithm is called ln; there, log usually has base 10.",
    ),
)
def took_base_10(rows, labels):
    return [loss / log(10) for loss in row_losses_of(rows, labels)]


@row_losses.mistake(
    "M20",
    Text(
        de="Das sind die Wahrscheinlichkeiten der richtigen Klassen. Wie wird daraus der Loss?",
        en="These are the probabilities of the correct classes. How do they become the loss?",
    ),
)
def gave_the_probabilities(rows, labels):
    return [probabilities(row)[label] for row, label in zip(rows, labels, strict=True)]


row_losses.otherwise(
    Text(
        de="Rechne $e^z$ für jedes Logit aus, dann die Softmax jeder Zeile, dann −log des Eintrags der richtigen Klasse.",
        en="Compute $e^z$ for each logit, then the softmax of each row, then −log of the entry of the correct class.",
    )
)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de="Welchen Wert gibt `CrossEntropyLoss()` mit den Voreinstellungen für beide Zeilen zusammen zurück?",
        en="What value does `CrossEntropyLoss()` with its defaults return for both rows together?",
    ),
    hints=[
        Text(
            de="Die Funktion gibt eine einzige Zahl zurück. Wie sie die Zeilen zusammenfasst, bestimmt ihre "
            "Einstellung `reduction`.",
            en="The function returns a single number. How it combines the rows is determined by its option `reduction`.",
        ),
        Text(
            de="Lass torch mitrechnen: die Logits als Tensor aus Kommazahlen (`math.log` hilft), die Nummern als "
            "Tensor aus ganzen Zahlen. Vergleiche mit a).",
            en="Let torch compute it, too: the logits as a tensor of decimals (`math.log` helps), the numbers as a "
            "tensor of integers. Compare with a).",
        ),
    ],
)
def returned_loss(rows, labels):
    return mean(row_losses_of(rows, labels))


@returned_loss.mistake(
    "M1", Text(de="Sieh in der Doku die Voreinstellung von reduction nach.", en="Look up the default of reduction.")
)
def summed_the_rows(rows, labels):
    return sum(row_losses_of(rows, labels))


@returned_loss.mistake(
    "M2",
    Text(de="Gemittelt wird über die Zeilen, nicht über alle Einträge.", en="The mean runs over rows, not over all entries."),
)
def averaged_over_entries(rows, labels):
    return sum(row_losses_of(rows, labels)) / (len(rows) * len(rows[0]))


@returned_loss.mistake(
    "M3",
    Text(
        de="Dieser Loss ist nie negativ: Hast du Wahrscheinlichkeiten statt ihrer Logarithmen genommen?",
        en="This loss is never negative: did you take probabilities instead of their logarithms?",
    ),
)
def averaged_probabilities(rows, labels):
    return -mean([probabilities(row)[label] for row, label in zip(rows, labels, strict=True)])


@returned_loss.mistake("M4", Text(de="Der Nenner der Softmax fehlt.", en="The denominator of softmax is missing."))
def forgot_the_denominator(rows, labels):
    return -mean([log(row[label]) for row, label in zip(rows, labels, strict=True)])


def holds_no_losses(row_losses):
    """A loss is positive here; from anything else a mean would be a mean of nothing."""
    return not all(loss.is_real and loss > 0 for loss in row_losses)


@returned_loss.follows(row_losses, unless=holds_no_losses)
def mean_of_own_losses(row_losses):
    return mean(row_losses)


def double_softmax(rows, labels):
    return mean([cross_entropy(probabilities(row), label) for row, label in zip(rows, labels, strict=True)])


returned_loss.otherwise(
    Text(
        de="Was macht die Funktion nach ihren Voreinstellungen mit den beiden Werten aus a)?",
        en="By its defaults, what does the function do with the two values from a)?",
    )
)


@exercise.item(
    Value(within=HAND),
    points=1,
    prompt=Text(
        de="Jemand übergibt versehentlich die *Softmax-Ausgaben* statt der Logits. Welchen Wert liefert die Funktion dann?",
        en="By mistake somebody passes the *softmax outputs* instead of the logits. What value does the function return then?",
    ),
    hints=[
        Text(
            de="Die Funktion weiß nicht, was du ihr gibst. Sie behandelt jede Zahl als Logit.",
            en="The function does not know what you give it. It treats every number as a logit.",
        ),
        Text(
            de="Schreib die Softmax jeder Zeile als drei Kommazahlen auf. Mit diesen drei Zahlen beginnt die ganze "
            "Rechnung von vorn.",
            en="Write down the softmax of each row as three decimals. With these three numbers the whole "
            "calculation starts again.",
        ),
    ],
)
def loss_of_double_softmax(rows, labels):
    return double_softmax(rows, labels)


@loss_of_double_softmax.mistake(
    "M10",
    Text(
        de="Die Funktion wendet selbst noch einmal die Softmax an.",
        en="The function applies softmax once more itself.",
    ),
)
def expected_the_same_loss(rows, labels):
    return mean(row_losses_of(rows, labels))


loss_of_double_softmax.otherwise(
    Text(
        de="Nimm die Wahrscheinlichkeiten jeder Zeile, als wären sie Logits, und rechne noch einmal wie in a) und b).",
        en="Take the probabilities of each row as if they were logits, and calculate once more as in a) and b).",
    )
)


@exercise.item(
    Value(within=HAND),
    points=2,
    prompt=Text(
        de="Die Softmax wird doppelt angewendet, und es gibt 3 Klassen. Welcher Zahl kann der Loss eines Datenpunkts dann "
        "beliebig nahe kommen, ohne sie je zu unterschreiten?",
        en="Softmax is applied twice, and there are 3 classes. What number can the loss of a data point come arbitrarily "
        "close to then, without ever falling below it?",
    ),
    hints=[
        Text(
            de="Was aus einer Softmax kommt, liegt zwischen 0 und 1. Weiter können die „Logits“ beim zweiten Mal "
            "nicht auseinanderliegen.",
            en="What comes out of a softmax lies between 0 and 1. The “logits” of the second time cannot be further "
            "apart than that.",
        ),
        Text(
            de="Überlege, welche Ausgabe der ersten Softmax für die richtige Klasse die beste wäre, und rechne "
            "damit die zweite Softmax und ihren Loss aus.",
            en="Think about which output of the first softmax would be best for the correct class, and work out the "
            "second softmax and its loss with it.",
        ),
    ],
)
def lowest_with_double_softmax():
    return log(E + 2) - 1


@lowest_with_double_softmax.mistake(
    "M5",
    Text(
        de="Welche Werte kann ein „Logit“ annehmen, das schon durch eine Softmax gegangen ist?",
        en="What values can a “logit” take that has already been through a softmax?",
    ),
)
def expected_zero():
    return 0


@lowest_with_double_softmax.mistake(
    "M11",
    Text(
        de="So groß ist der Loss, wenn alle Klassen gleich wahrscheinlich sind. Er kann noch kleiner werden.",
        en="That is the loss if all classes are equally probable. It can get lower.",
    ),
)
def took_equal_classes():
    return log(3)


lowest_with_double_softmax.otherwise(
    Text(
        de="Welche drei „Logits“ zwischen 0 und 1 wären für die richtige Klasse am besten? Rechne den Loss dafür aus.",
        en="Which three “logits” between 0 and 1 would be best for the correct class? Compute the loss for them.",
    )
)


@exercise.item(
    WordSet(words=TARGETS),
    points=1,
    prompt=Text(
        de="Die Logits haben die Form `(2, 3)`: Welche Labels nimmt `CrossEntropyLoss` an? `'long'` und `'float'` haben die "
        "Form `(2,)`, `'onehot_float'` und `'onehot_long'` die Form `(2, 3)`.",
        en="The logits have the shape `(2, 3)`: which labels does `CrossEntropyLoss` accept? `'long'` and `'float'` have "
        "the shape `(2,)`, `'onehot_float'` and `'onehot_long'` the shape `(2, 3)`.",
    ),
    hints=[
        Text(
            de="Ein Label ist entweder eine Nummer, die etwas zählt, oder eine Verteilung aus Wahrscheinlichkeiten. "
            "Welcher Datentyp passt zu welchem?",
            en="A label is either a number that counts something, or a distribution of probabilities. Which data "
            "type fits which?",
        ),
        Text(
            de="Probiere alle vier in torch aus, jedes für sich, und lies die Fehlermeldung. Mit `.float()` und "
            "`.long()` wandelst du einen Tensor um.",
            en="Try all four in torch, each by itself, and read the error message. With `.float()` and `.long()` "
            "you convert a tensor.",
        ),
    ],
)
def accepted_targets():
    return {"long", "onehot_float"}


@accepted_targets.mistake(
    "M6",
    Text(
        de="Probiere aus, was mit `torch.nn.functional.one_hot(labels, 3)` als Label geschieht.",
        en="Try what happens with `torch.nn.functional.one_hot(labels, 3)` as the label.",
    ),
)
def took_whole_onehot():
    return {"long", "onehot_long"}


@row_losses.mistake("M8", Text(de="Der Nenner der Softmax fehlt.", en="The denominator of softmax is missing."))
def took_the_logit_alone(rows, labels):
    return [-log(row[label]) for row, label in zip(rows, labels, strict=True)]


@row_losses.mistake("M9", Text(de="Die erste Klasse hat die Nummer 0.", en="The first class has number 0."))
def counted_classes_from_1(rows, labels):
    return row_losses_of(rows, [(label - 1) % len(rows[0]) for label in labels])


@row_losses.mistake(
    "M7",
    Text(
        de="Was muss zusammen 1 ergeben: jede Zeile oder jede Spalte?",
        en="What has to add up to 1: every row or every column?",
    ),
)
def softmax_along_columns(rows, labels):
    columns = [sum(row[index] for row in rows) for index in range(len(rows[0]))]
    return [log(columns[label]) - log(row[label]) for row, label in zip(rows, labels, strict=True)]


@accepted_targets.mistake(
    "M21",
    Text(
        de="Das stimmt, ist aber nicht alles: Probiere auch die anderen drei aus.",
        en="That is right, but not all: try the other three, too.",
    ),
)
def took_class_numbers_alone():
    return {"long"}


@accepted_targets.mistake(
    "M22",
    Text(
        de="Klassennummern als Kommazahlen: Probiere aus, was torch dazu sagt.",
        en="Class numbers as decimals: try it and see what torch says.",
    ),
)
def took_every_float():
    return {"long", "float", "onehot_float"}


@accepted_targets.mistake(
    "M23",
    Text(
        de="Probiere jedes der vier Labels einzeln aus: Nicht jedes geht.",
        en="Try each of the four labels by itself: not every one works.",
    ),
)
def took_all_targets():
    return set(TARGETS)


@exercise.item(
    Function(
        "loss_value(logits, labels)",
        returns=Numbers(abs=1e-6, rel=1e-6),
        probes=[{"logits": tensor_of([[0.0, 1.0, 2.0], [1.0, 0.0, 0.5]]), "labels": tensor_of([2, 1], "int64")}],
        way=Way(
            needs=("torch.*", ".log_softmax", ".logsumexp"),
            told=Text(
                de="Hier übst du torch: Lass torch den Loss berechnen, statt die Formel selbst zu programmieren.",
                en="This item is about torch: let torch compute the loss instead of coding the formula yourself.",
            ),
        ),
    ),
    points=3,
    prompt=Text(
        de="Schreibe eine Funktion `loss_value(logits, labels)`, die mit torch den mittleren Loss berechnet und als Zahl "
        "liefert. `logits` ist ein Tensor der Form `(n, K)` vom Typ float64, `labels` ein Tensor mit n Klassennummern vom Typ "
        "int64.",
        en="Write a function `loss_value(logits, labels)` that computes the mean loss with torch and returns it as a number. "
        "`logits` is a tensor of shape `(n, K)` and type float64, `labels` a tensor with n class numbers of type int64.",
    ),
    hints=[
        Text(
            de="Torch kann den ganzen Weg von den Logits bis zum mittleren Loss; du musst ihn nicht selbst gehen.",
            en="Torch can do the whole way from the logits to the mean loss; you need not do it yourself.",
        ),
        Text(
            de="Die Klasse aus dem Titel wird zuerst ohne Argumente angelegt und dann mit Vorhersage und Label "
            "aufgerufen. Mach aus dem Tensor am Ende eine gewöhnliche Zahl.",
            en="The class in the title is first made without arguments and then called with prediction and label. "
            "Turn the tensor into an ordinary number at the end.",
        ),
    ],
)
def loss_value():
    def loss_value(logits, labels):
        import torch

        return torch.nn.CrossEntropyLoss()(logits, labels).item()

    return loss_value


@loss_value.probes
def batches(dice):
    """Usual batches of several sizes, and three with logits of the size 1000, where exp alone overflows: such as float32
    can hold, too, so that a cast does not decide."""
    found = []
    for size in (1, 2, 3, 5, 8):
        classes = dice.integer(2, 5)
        logits = [dice.reals(classes, -4, 4) for _ in range(size)]
        labels = [dice.integer(0, classes - 1) for _ in range(size)]
        found.append({"logits": tensor_of(logits), "labels": tensor_of(labels, "int64")})
    for _ in range(3):
        logits = [[1000 * dice.integer(-1, 1) + dice.integer(-128, 128) / 64 for _ in range(3)] for _ in range(2)]
        labels = [dice.integer(0, 2) for _ in range(2)]
        found.append({"logits": tensor_of(logits), "labels": tensor_of(labels, "int64")})
    return found


@loss_value.mistake(
    "M12",
    Text(
        de="CrossEntropyLoss macht die Softmax schon selbst; hier steht sie doppelt.",
        en="CrossEntropyLoss already does the softmax itself; here it is applied twice.",
    ),
)
def applied_softmax_twice():
    def loss_value(logits, labels):
        import torch

        return torch.nn.functional.cross_entropy(torch.softmax(logits, 1), labels).item()

    return loss_value


@loss_value.mistake(
    "M13",
    Text(
        de="Du summierst über die Zeilen. Gefragt ist der Mittelwert.",
        en="You sum over the rows. The question asks for the mean.",
    ),
)
def summed_the_losses():
    def loss_value(logits, labels):
        import torch

        return torch.nn.functional.cross_entropy(logits, labels, reduction="sum").item()

    return loss_value


@loss_value.mistake(
    "M14",
    Text(
        de="Was muss zusammen 1 ergeben: jede Zeile oder jede Spalte?",
        en="What has to add up to 1: every row or every column?",
    ),
)
def took_softmax_along_columns():
    def loss_value(logits, labels):
        import torch

        return -torch.log_softmax(logits, 0)[torch.arange(len(labels)), labels].mean().item()

    return loss_value


@loss_value.mistake(
    "M15",
    Text(
        de="Klassennummern sind ganze Zahlen. Als Kommazahlen nimmt torch sie nicht an.",
        en="Class numbers are integers; torch does not accept them as decimals.",
    ),
)
def made_labels_floats():
    def loss_value(logits, labels):
        import torch

        return torch.nn.functional.cross_entropy(logits, labels.to(logits.dtype)).item()

    return loss_value


@loss_value.mistake(
    "M16",
    Text(
        de="Ein One-Hot-Vektor zählt als Wahrscheinlichkeiten, und die sind Kommazahlen. Brauchst du ihn überhaupt?",
        en="A one-hot vector counts as probabilities, and those are decimals. Do you need it at all?",
    ),
)
def passed_whole_onehot():
    def loss_value(logits, labels):
        import torch

        return torch.nn.functional.cross_entropy(logits, torch.nn.functional.one_hot(labels, logits.shape[1])).item()

    return loss_value


@loss_value.mistake(
    "M17",
    Text(
        de="Die Reihenfolge in der Klammer ist vertauscht: Was kommt zuerst, Vorhersage oder Label?",
        en="The order in the brackets is swapped: what comes first, prediction or label?",
    ),
)
def exchanged_logits_and_labels():
    def loss_value(logits, labels):
        import torch

        return torch.nn.functional.cross_entropy(labels, logits).item()

    return loss_value


def is_large(probe):
    return any(abs(entry) > 100 for row in probe["logits"] for entry in row)


@loss_value.check(
    points=2,
    title=Text(de="Loss für kleine Logits", en="loss for small logits"),
    feedback=Text(
        de="Vergleiche dein Ergebnis mit der Formel aus a) und b): Softmax einmal, Logarithmus, Mittelwert der Zeilen.",
        en="Compare your result with the formula from a) and b): softmax once, logarithm, mean of the rows.",
    ),
)
def agrees_with_formula(probe, same):
    return None if is_large(probe) else same


@loss_value.check(
    points=1,
    title=Text(de="Loss für große Logits", en="loss for large logits"),
    feedback=Text(
        de="Bei Logits um 1000 stimmt dein Ergebnis nicht. Überlass den Logarithmus und die Softmax gemeinsam torch.",
        en="With logits around 1000 your result is not right. Let torch compute logarithm and softmax together.",
    ),
)
def survives_large_logits(probe, same):
    return same if is_large(probe) else None


@exercise.variants(count=8)
def draw(dice):
    """Rows of small integers for which a double softmax gives a clearly different loss."""
    while True:
        rows = Tuple(*(Tuple(*(dice.choice((1, 2, 3, 5)) for _ in range(3))) for _ in range(2)))
        labels = Tuple(*dice.shuffled((0, 1, 2))[:2])
        apart = abs(float(mean(row_losses_of(rows, labels))) - float(double_softmax(rows, labels)))
        if apart >= NEAR and all(row[label] != row[label - 1] for row, label in zip(rows, labels, strict=True)):
            return {"rows": rows, "labels": labels}


exercise.worked(
    Text(
        de="Die Exponentialfunktion macht aus den Logits wieder die Zahlen, deren Logarithmen sie sind. Der Loss einer "
        r"Zeile ist der Logarithmus ihrer Summe minus dem Logit der richtigen Klasse: $({row_losses}) \approx "
        r"({rows_rounded})$. Voreingestellt ist der Mittelwert der Zeilen, also ${returned_loss} \approx "
        "{returned_rounded}$.",
        en="The exponential turns the logits back into the numbers whose logarithms they are. The loss of a row is the "
        r"logarithm of their sum minus the logit of the correct class: $({row_losses}) \approx ({rows_rounded})$. The "
        r"default is the mean of the rows, ${returned_loss} \approx {returned_rounded}$.",
    ),
    Text(
        de="Gibst du schon Wahrscheinlichkeiten hinein, so wendet die Funktion noch einmal die Softmax an. Heraus kommt "
        r"${loss_of_double_softmax} \approx {double_rounded}$, ein Wert, der ganz normal aussieht. Wahrscheinlichkeiten "
        "liegen zwischen 0 und 1; im besten Fall ist es der One-Hot-Vektor, und auch dann ist der Loss noch "
        r"${lowest_with_double_softmax} \approx {lowest_rounded}$. Der Loss kann also nie nahe an 0 kommen.",
        en="If you pass probabilities, the function applies softmax once more. The result is ${loss_of_double_softmax} "
        r"\approx {double_rounded}$, a value that looks perfectly normal. Probabilities lie between 0 and 1; the best case "
        r"is the one-hot vector, and even then the loss is still ${lowest_with_double_softmax} \approx {lowest_rounded}$. So "
        "the loss can never come near 0.",
    ),
    Text(
        de="Als Labels nimmt torch Klassennummern (ganze Zahlen) oder Wahrscheinlichkeiten (Kommazahlen in der Form der "
        "Logits). Klassennummern als Kommazahlen und ganzzahlige One-Hot-Vektoren lehnt es mit einem Fehler ab.",
        en="As labels torch accepts class numbers (integers) or probabilities (decimals in the shape of the logits). It "
        "rejects class numbers as decimals and one-hot vectors of integers with an error.",
    ),
)
