"""Exercise 12: SGD, Adam and Adagrad on f(w) = (w-m)^2 from w0 = 0 with PyTorch's defaults.

Adam's bias-corrected first step is lr*g/(|g|+eps), Adagrad's too: only the sign of g counts. Adagrad's second step is
lr*g2/sqrt(g1^2+g2^2). On L1 = (4w1+7w2-20)^2 the gradient is always 2r(4,7); scaled coordinate by coordinate both entries
move equally, so the path from (0,0) runs along (1,1) and ends at (20/11, 20/11) – another minimiser than SGD's.
"""

from fractions import Fraction
from functools import cache

from sympy import Rational, sqrt

from grader.authoring import (
    EXACT,
    HAND,
    Exercise,
    Function,
    Given,
    Numbers,
    Option,
    Right,
    SymbolicFunction,
    Text,
    Tolerance,
    Value,
    Vector,
    WordSet,
    rounded,
)
from grader.authoring.drawing import COURSE, QUIET, Axis, Horizontal, number, panel, polyline, tone

OPTIMISERS = ("SGD", "Adam", "Adagrad")
NEAR = 0.01
LONG = 5000  # steps after which every run of the variants has settled


@cache
def run(name, m, lr, steps):
    """The positions of an optimiser with PyTorch's defaults, in double precision."""
    w, path = 0.0, [0.0]
    first = second = squares = 0.0
    for step in range(1, steps + 1):
        g = 2 * (w - m)
        if name == "SGD":
            w -= lr * g
        elif name == "Adam":
            first = 0.9 * first + 0.1 * g
            second = 0.999 * second + 0.001 * g * g
            w -= lr * first / (1 - 0.9**step) / ((second / (1 - 0.999**step)) ** 0.5 + 1e-8)
        else:
            squares += g * g
            w -= lr * g / (squares**0.5 + 1e-10)
        path.append(w)
    return path


def settled(name, m, lr):
    """The first step from which on the distance to m stays below 0.01."""
    m = float(m)  # thousands of steps: with SymPy's numbers a difference takes a hundred times as long
    path = run(name, m, float(lr), LONG)
    return next(step for step in range(LONG, 0, -1) if abs(path[step - 1] - m) >= NEAR)


def touched(name, m, lr):
    """The first step at which the distance to m is below 0.01."""
    m = float(m)
    return next(step for step, w in enumerate(run(name, m, float(lr), LONG)) if abs(w - m) < NEAR)


exercise = Exercise(
    title=Text(de="Adam und Adagrad ausprobieren", en="Trying out Adam and Adagrad"),
    topic=Text(de="Training mit PyTorch", en="training with PyTorch"),
    section=Text(de="Training mit PyTorch: andere Optimizer", en="Training with PyTorch: other optimisers"),
    after="ex10",
    statement=Text(
        de="Vergleiche SGD, Adam und Adagrad auf $f(w) = (w - {m})^2$ ab $w_0 = 0$ mit `lr` $= {lr}$ und sonst den "
        "Voreinstellungen von PyTorch. Erkläre die Unterschiede mit Zahlen, und probiere dazu ruhig alles in Python aus.",
        en="Compare SGD, Adam and Adagrad on $f(w) = (w - {m})^2$ from $w_0 = 0$ with `lr` $= {lr}$ and PyTorch's defaults "
        "otherwise. Use numbers to explain the differences, and feel free to try everything out in Python.",
    ),
    given=Given(m=3, lr=Rational(1, 4)),
    formulas={"second_rounded": lambda m, lr: rounded(second_adagrad(lr, m, lr), 4)},
)


@exercise.item(
    Vector(3, within=HAND),
    points=1,
    prompt=Text(
        de="Wie groß ist $w_1$ bei SGD, Adam und Adagrad, in dieser Reihenfolge?",
        en="What is $w_1$ with SGD, Adam and Adagrad, in this order?",
    ),
    hints=[
        Text(
            de="SGD multipliziert den Gradienten mit lr. Adam und Adagrad teilen ihn vorher durch ein Maß für seine Größe.",
            en="SGD multiplies the gradient by lr. Adam and Adagrad divide it by a measure of its size first.",
        ),
        Text(
            de="Rechne den Gradienten am Start aus. Überlege dann, was von einer Zahl übrig bleibt, wenn man sie "
            "durch ihren eigenen Betrag teilt.",
            en="Work out the gradient at the start. Then think about what is left of a number that is divided by "
            "its own absolute value.",
        ),
    ],
)
def first_iterates(m, lr):
    return [2 * m * lr, lr, lr]


@first_iterates.mistake(
    "M1",
    Text(
        de="Gib w nach einem Schritt wirklich mit allen drei Optimizern aus.",
        en="Really print w after one step with each of the three optimisers.",
    ),
)
def took_all_for_sgd(m, lr):
    return [2 * m * lr] * 3


def second_adagrad(w1, m, lr, *, root=sqrt, past=1):
    """w2 from w1; `past` 0 forgets the first gradient."""
    g1, g2 = -2 * m, 2 * (w1 - m)
    return w1 - lr * g2 / root(past * g1**2 + g2**2)


@first_iterates.mistake(
    "M11",
    Text(
        de="Gefragt sind die Stellen nach dem ersten Schritt, nicht der Start.",
        en="The question asks for the points after the first step, not for the start.",
    ),
)
def stayed_at_the_start():
    return [0, 0, 0]


@first_iterates.mistake(
    "M12",
    Text(
        de="Bei SGD ist der Schritt lr mal Gradient. Prüfe deine Ableitung von f.",
        en="With SGD the step is lr times the gradient. Check your derivative of f.",
    ),
)
def forgot_the_two(m, lr):
    return [m * lr, lr, lr]


@first_iterates.mistake(
    "M13",
    Text(
        de="SGD teilt nicht durch die Größe des Gradienten: Wie lang ist sein Schritt?",
        en="SGD does not divide by the size of the gradient: how long is its step?",
    ),
)
def took_lr_for_all(lr):
    return [lr] * 3


first_iterates.otherwise(
    Text(
        de="Gib w nach einem Schritt mit jedem der drei Optimizer aus torch.optim aus.",
        en="Print w after one step with each of the three optimisers of torch.optim.",
    )
)


@exercise.item(
    Value(within=HAND),
    points=2,
    prompt=Text(
        de=r"Wie groß ist $w_2$ bei Adagrad? Der zweite Schritt ist $w_2 = w_1 - lr \cdot g_2 / \sqrt{g_1^2 + g_2^2}$ mit "
        r"$g_1 = f'(w_0)$ und $g_2 = f'(w_1)$.",
        en=r"What is $w_2$ with Adagrad? The second step is $w_2 = w_1 - lr \cdot g_2 / \sqrt{g_1^2 + g_2^2}$ with $g_1 = "
        "f'(w_0)$ and $g_2 = f'(w_1)$.",
    ),
    hints=[
        Text(
            de="Außer w₁ fehlen in der Formel nur zwei Zahlen: der Gradient am Start und der nach dem ersten "
            "Schritt von Adagrad.",
            en="Besides w₁ only two numbers are missing in the formula: the gradient at the start and the one after "
            "the first step of Adagrad.",
        ),
        Text(
            de="Nimm w₁ von Adagrad aus a), nicht das von SGD. Zur Probe: Der zweite Schritt geht in dieselbe "
            "Richtung wie der erste und ist kürzer.",
            en="Take the w₁ of Adagrad from a), not the one of SGD. To check: the second step goes in the same "
            "direction as the first one and is shorter.",
        ),
    ],
)
def adagrad_second(m, lr):
    return second_adagrad(lr, m, lr)


@adagrad_second.mistake(
    "M2",
    Text(
        de="Adagrad merkt sich auch frühere Gradienten. Was kommt unter die Wurzel?",
        en="Adagrad also remembers earlier gradients. What goes under the root?",
    ),
)
def forgot_the_first_gradient(m, lr):
    return second_adagrad(lr, m, lr, past=0)


@adagrad_second.mistake("M3", Text(de="Unter dem Bruchstrich steht eine Wurzel.", en="There is a root in the denominator."))
def forgot_the_root(m, lr):
    return second_adagrad(lr, m, lr, root=lambda square: square)


@adagrad_second.mistake(
    "M8", Text(de="Welches Vorzeichen hat der Gradient bei w₁?", en="What sign does the gradient have at w₁?")
)
def went_the_wrong_way(m, lr):
    return 2 * lr - second_adagrad(lr, m, lr)


@adagrad_second.mistake(
    "M14",
    Text(
        de="Das ist w₁. Gefragt ist die Stelle nach dem zweiten Schritt.",
        en="This is w₁. The question asks for the point after the second step.",
    ),
)
def stayed_at_the_first_step(lr):
    return lr


adagrad_second.otherwise(
    Text(
        de="Schreib g₁ = f'(0) und g₂ = f'(w₁) als Zahlen hin und setze sie in die Formel ein.",
        en="Write down g₁ = f'(0) and g₂ = f'(w₁) as numbers and substitute them into the formula.",
    )
)


def has_nowhere_to_go(first_iterates, m):
    """From the minimum itself any step is 0."""
    w1 = first_iterates[2]
    return not w1.is_real or abs(w1 - m) < Rational(1, 10**6)


@adagrad_second.follows(first_iterates, unless=has_nowhere_to_go)
def second_from_own_first(first_iterates, m, lr):
    return second_adagrad(first_iterates[2], m, lr)


@exercise.item(
    Vector(3, within=(EXACT, Tolerance(abs=2), Tolerance(abs=2))),
    points=2,
    prompt=Text(
        de=r"Ab welchem $t$ *bleibt* der Abstand von $w_t$ zu ${m}$ unter 0,01 – bei SGD, Adam, Adagrad? $w_0$ ist der Start. "
        "Probiere es aus; bei Adam und Adagrad darfst du um zwei Schritte danebenliegen.",
        en="From which $t$ on does the distance from $w_t$ to ${m}$ *stay* below 0.01 – with SGD, Adam, Adagrad? $w_0$ is "
        "the start. Try it out; with Adam and Adagrad you may be two steps off.",
    ),
    hints=[
        Text(
            de="Die Frage ist nicht, wann der Abstand zum ersten Mal klein ist, sondern ab wann er es für immer ist.",
            en="The question is not when the distance is small for the first time, but from when on it is small for good.",
        ),
        Text(
            de="Mach zuerst g) und lass jeden Optimizer so lange laufen, dass er sicher angekommen ist. Geh die "
            "Liste der w dann von hinten durch, bis der Abstand zum ersten Mal zu groß ist.",
            en="Do g) first and let each optimiser run so long that it has surely arrived. Then go through the list "
            "of w from its end until the distance is too large for the first time.",
        ),
    ],
)
def settling_steps(m, lr):
    return [settled(name, m, lr) for name in OPTIMISERS]


@settling_steps.mistake(
    "M4", Text(de="Verlässt Adam diesen Bereich später noch einmal?", en="Does Adam leave that range again later?")
)
def took_the_first_touch(m, lr):
    return [settled("SGD", m, lr), touched("Adam", m, lr), settled("Adagrad", m, lr)]


@settling_steps.mistake(
    "M9",
    Text(
        de="Zähle so, dass der Start w₀ ist.",
        en="Count so that the start is w₀.",
    ),
)
def counted_one_too_few(m, lr):
    return [step - 1 for step in settling_steps.make(m, lr)]


settling_steps.otherwise(
    Text(
        de="Gib für jeden Optimizer den Abstand zum Minimum mit der Nummer des Schritts aus. Ab welchem Schritt bleibt er "
        "unter 0,01?",
        en="For each optimiser, print the distance to the minimum with the number of the step. From which step on does it "
        "stay below 0.01?",
    )
)


@exercise.item(
    WordSet(words=OPTIMISERS),
    points=1,
    bonus=True,
    prompt=Text(
        de=r"Jemand minimiert $100 \cdot f$ statt $f$. Bei welchen Optimizern bleibt der erste Schritt gleich?",
        en=r"Somebody minimises $100 \cdot f$ instead of $f$. For which optimisers does the first step stay the same?",
    ),
    hints=[
        Text(
            de="Von 100·f ist der Gradient überall hundertmal so groß wie von f.",
            en="The gradient of 100·f is a hundred times as large as that of f everywhere.",
        ),
        Text(
            de="Setze in die Rechnungen aus a) überall das Hundertfache des Gradienten ein. In welchen kürzt sich "
            "der Faktor heraus?",
            en="Put a hundred times the gradient into your calculations from a). In which of them does the factor cancel?",
        ),
    ],
)
def same_first_step():
    return {"Adam", "Adagrad"}


same_first_step.shown_on_purpose("Adam und Adagrad", "Adam and Adagrad", because="the exercise is about these two")


@same_first_step.mistake(
    "M7",
    Text(
        de="Der Schritt von SGD ist lr mal Gradient. Ist er für 100·f derselbe?",
        en="SGD's step is lr times the gradient. Is it the same for 100·f?",
    ),
)
def took_sgd_along():
    return {"Adam", "Adagrad", "SGD"}


@same_first_step.mistake(
    "M15",
    Text(
        de="Rechne w₁ für f und für 100·f aus, mit allen drei Optimizern.",
        en="Compute w₁ for f and for 100·f, with all three optimisers.",
    ),
)
def took_sgd_alone():
    return {"SGD"}


@same_first_step.mistake(
    "M16",
    Text(
        de="Das stimmt, ist aber nicht alles: Probiere auch die beiden anderen aus.",
        en="That is right, but not all: try the two others, too.",
    ),
)
def took_adam_alone():
    return {"Adam"}


@same_first_step.mistake(
    "M17",
    Text(
        de="Das stimmt, ist aber nicht alles: Probiere auch die beiden anderen aus.",
        en="That is right, but not all: try the two others, too.",
    ),
)
def took_adagrad_alone():
    return {"Adagrad"}


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de="Nenne eine Learning-Rate `lr` zwischen 0 und 10, mit der Adagrad nach 100 Schritten näher als 0,01 an ${m}$ ist. "
        "Der Grader lässt sie laufen.",
        en="Name a learning rate `lr` between 0 and 10 with which Adagrad is within 0.01 of ${m}$ after 100 steps. The "
        "grader runs it.",
    ),
    hints=[
        Text(
            de="Der Nenner von Adagrad wächst mit jedem Gradienten. Eine Learning-Rate, die für SGD gut ist, wird "
            "dadurch bald zu klein.",
            en="The denominator of Adagrad grows with every gradient. A learning rate that is good for SGD soon "
            "becomes too small because of that.",
        ),
        Text(
            de="Nimm deine Funktion aus g), oder `torch.optim.Adagrad`, und lass eine for-Schleife viele "
            "verschiedene `lr` ausprobieren. Gib jedes Mal den Abstand nach 100 Schritten aus.",
            en="Take your function from g), or `torch.optim.Adagrad`, and let a for loop try many different `lr`. "
            "Print the distance after 100 steps each time.",
        ),
    ],
)
def good_rate(m):
    return m / 3


@good_rate.mistake(
    "M18",
    Text(
        de="Damit sind 100 Schritte noch zu wenig. Gib den Abstand nach 100 Schritten aus und probiere größere Werte.",
        en="With this, 100 steps are not enough yet. Print the distance after 100 steps and try larger values.",
    ),
)
def took_the_rate_of_sgd(m):
    """1/4 for the material; Adagrad scales with m."""
    return m / 12


good_rate.otherwise(
    Text(
        de="Lass Adagrad mit deinem lr 100 Schritte laufen. Ist lr zwischen 0 und 10, und wie weit ist w am Ende vom Minimum "
        "weg?",
        en="Let Adagrad run for 100 steps with your lr. Is lr between 0 and 10, and how far from the minimum does w end?",
    )
)


@good_rate.judged_by
def arrives_in_time(own, m):
    """Adagrad with the student's own rate, run here."""
    return bool(own.is_real) and 0 < own <= 10 and abs(run("Adagrad", float(m), float(own), 100)[-1] - float(m)) < NEAR


@good_rate.mistake(
    "M5",
    Text(
        de="Mit diesem lr ist w nach 100 Schritten noch unter 0,2.",
        en="With this lr, w is still below 0.2 after 100 steps.",
    ),
)
def took_the_default():
    return Rational(1, 100)


@good_rate.mistake(
    "M10",
    Text(
        de="Damit sind 100 Schritte noch zu wenig. Adagrad braucht größere Learning-Rates als SGD.",
        en="With this, 100 steps are not enough yet. Adagrad needs larger learning rates than SGD.",
    ),
)
def took_a_usual_rate():
    return Rational(1, 10)


@exercise.item(
    Vector(2, within=Tolerance(abs="0.005")),
    points=1,
    bonus=True,
    prompt=Text(
        de="Adagrad minimiert $L(w_1; w_2) = (4 w_1 + 7 w_2 - 20)^2$ ab $(0; 0)$ mit einer passenden Learning-Rate. Bei "
        "welchem Punkt kommt Adagrad an?",
        en="Adagrad minimises $L(w_1, w_2) = (4 w_1 + 7 w_2 - 20)^2$ from $(0, 0)$ with a suitable learning rate. Which "
        "point does it reach?",
    ),
    hints=[
        Text(
            de="Adagrad passt die Schrittlänge für jeden Eintrag von w einzeln an, nicht für den Gradienten als Ganzes.",
            en="Adagrad adapts the length of the step for each entry of w separately, not for the gradient as a whole.",
        ),
        Text(
            de="Die beiden Einträge des Gradienten stehen auf dem ganzen Weg im selben Verhältnis. Überlege, was "
            "davon bleibt, wenn jeder durch seine eigene Größe geteilt wird, und wo du in dieser Richtung das "
            "Tal triffst.",
            en="The two entries of the gradient keep the same ratio all the way. Think about what is left of it if "
            "each is divided by its own size, and where you meet the valley in that direction.",
        ),
    ],
)
def adagrad_end_point():
    return [Rational(20, 11), Rational(20, 11)]


@adagrad_end_point.mistake(
    "M6", Text(de="Das ist der Grenzpunkt eines anderen Optimizers.", en="This is the limit point of another optimiser.")
)
def took_the_end_point_of_sgd():
    return [Rational(16, 13), Rational(28, 13)]


adagrad_end_point.otherwise(
    Text(
        de="Adagrad teilt jeden Eintrag des Gradienten durch dessen bisherige Größe. Wie lang sind die Schritte in beide "
        "Richtungen dann?",
        en="Adagrad divides each entry of the gradient by how large that entry has been so far. How long are the steps in "
        "the two directions then?",
    )
)


@exercise.item(
    # float32 tensors are off by about 1e-7 of their size in every step
    Function(
        "run_optimizer(name, f, start, lr, steps)",
        returns=Numbers(abs=1e-6, rel=1e-5),
        probes=[
            {"name": name, "f": SymbolicFunction("(w - 3)**2", "w"), "start": 0, "lr": 0.25, "steps": 3} for name in OPTIMISERS
        ],
        steps="steps",
        meant_for="torch.optim",
    ),
    points=2,
    prompt=Text(
        de="Schreibe `run_optimizer(name, f, start, lr, steps)`: Sie minimiert `f` ab der Zahl `start` mit dem Optimizer "
        "`name` "
        "aus `torch.optim` (`'SGD'`, `'Adam'` oder `'Adagrad'`) und liefert die Liste aller w – mit dem Startwert, also "
        "`steps + 1` Zahlen. `f` ist eine Funktion, die aus einem Tensor `w` den Tensor `f(w)` macht; `lr` ist eine Kommazahl, "
        "`steps` eine ganze Zahl. Ein selbst geschriebener Optimizer zählt auch.",
        en="Write `run_optimizer(name, f, start, lr, steps)`: it minimises `f` from the number `start` with the optimiser "
        "`name` from `torch.optim` (`'SGD'`, `'Adam'` or `'Adagrad'`) and returns the list of all w – including the start, "
        "so `steps + 1` numbers. `f` is a function that turns a tensor `w` into the tensor `f(w)`; `lr` is a decimal, "
        "`steps` an integer. An optimiser that you write yourself counts, too.",
    ),
    hints=[
        Text(
            de="Es ist die Schleife aus dem Kurs mit zwei Änderungen: Der Optimizer wird nach seinem Namen "
            "ausgesucht, und jedes w kommt in eine Liste.",
            en="It is the loop from the course with two changes: the optimiser is chosen by its name, and every w "
            "goes into a list.",
        ),
        Text(
            de="Aus einem Namen wird mit Pythons `getattr` das, was in einem Modul so heißt. Leg die Liste mit dem "
            "Start an und häng nach jedem Schritt das neue w als gewöhnliche Zahl an.",
            en="Python's `getattr` turns a name into what is called so in a module. Begin the list with the start "
            "and append the new w as an ordinary number after each step.",
        ),
    ],
)
def run_optimizer():
    def run_optimizer(name, f, start, lr, steps):
        import torch

        w = torch.tensor(float(start), dtype=torch.float64, requires_grad=True)
        optimizer = getattr(torch.optim, name)([w], lr=lr)
        path = [w.item()]
        for _ in range(steps):
            optimizer.zero_grad()
            f(w).backward()
            optimizer.step()
            path.append(w.item())
        return path

    return run_optimizer


@run_optimizer.probes
def problems(dice):
    """Three functions per optimiser; short runs, in which even float32 stays close: with lr·f'' below 1 they all calm down."""
    found = []
    for name in OPTIMISERS:
        goal, steep = dice.integer(-3, 4), dice.choice((1, 2))
        bowl = SymbolicFunction(f"{steep}*(w - ({goal}))**2", "w")
        quartic = SymbolicFunction(f"(w - ({dice.integer(1, 3)}))**4/100 + w**2/2", "w")
        wave = SymbolicFunction("w**2/4 + sin(w)", "w")
        for f in (bowl, quartic, wave):
            found.append({"name": name, "f": f, "start": dice.real(-2, 2), "lr": dice.choice((0.05, 0.1, 0.2)), "steps": 8})
    return found


def runs_like(wanted, german, english):
    feedback = Text(
        de=f"Mit {german} ist der Weg ein anderer. Ist es genau dieser Optimizer mit Voreinstellungen, und beginnt die Liste "
        f"mit start?",
        en=f"With {english} the path is a different one. Is it exactly this optimiser with its defaults, and does the list "
        f"begin with start?",
    )

    def path_is_that_of(probe, same):
        return same if probe["name"] == wanted else None

    path_is_that_of.__name__ = f"path_of_{wanted.lower()}"
    title = Text(de=f"Weg von {german}", en=f"path of {english}")
    run_optimizer.check(points=Fraction(2, 3), title=title, feedback=feedback)(path_is_that_of)


for optimiser in OPTIMISERS:
    runs_like(optimiser, optimiser, optimiser)


why_so_slow = exercise.choice(
    points=1,
    prompt=Text(
        de="Für $f(w) = (w - 3)^2$ ist Adagrad mit `lr` = 0,01 nach 1000 Schritten erst bei 0,59. Warum?",
        en="For $f(w) = (w - 3)^2$ Adagrad with `lr` = 0.01 has only got to 0.59 after 1000 steps. Why?",
    ),
    hints=[
        Text(
            de="Ein Schritt von Adagrad ist ein Bruch. Verfolge Zähler und Nenner getrennt durch das Training.",
            en="A step of Adagrad is a fraction. Follow its numerator and its denominator separately through the training.",
        ),
        Text(
            de="Lass dir nach 1, 10, 100 und 1000 Schritten den Gradienten und die Länge des Schritts ausgeben. Was "
            "von beiden hat sich kaum verändert?",
            en="Print the gradient and the length of the step after 1, 10, 100 and 1000 steps. Which of the two has "
            "hardly changed?",
        ),
    ],
    options={
        "A": Right(
            Text(
                de="Der Nenner aus allen bisherigen Gradienten wächst nur, die Schritte schrumpfen.",
                en="The divisor, made of all gradients so far, only grows, so the steps shrink.",
            )
        ),
        "B": Option(
            Text(
                de="Der Gradient von f ist dort schon fast verschwunden, und ohne ihn gibt es keine Schritte.",
                en="The gradient of f has almost vanished there, and without it there are no steps.",
            ),
            mistake="M19",
            feedback=Text(
                de="Wie groß ist f' bei w = 0,59?",
                en="What is f' at w = 0.59?",
            ),
        ),
        "C": Option(
            Text(
                de="Adagrad geht nach jedem Schritt bergab wieder einen halben Schritt bergauf.",
                en="After each step downhill Adagrad goes half a step uphill again.",
            ),
            mistake="M20",
            feedback=Text(
                de="Lass dir w nach jedem Schritt ausgeben: Wird es je kleiner?",
                en="Print w after each step: does it ever get smaller?",
            ),
        ),
        "D": Option(
            Text(
                de="Adagrad steckt in einem lokalen Minimum von f fest und kommt nicht heraus.",
                en="Adagrad is stuck in a local minimum of f and does not get out.",
            ),
            mistake="M21",
            feedback=Text(
                de="Wie viele Minima hat eine Parabel?",
                en="How many minima does a parabola have?",
            ),
        ),
    },
)


@exercise.variants(count=8)
def draw(dice):
    return {"m": dice.integer(2, 5), "lr": dice.choice((Rational(1, 4), Rational(1, 2)))}


exercise.worked(
    Text(
        de=r"Am Start ist der Gradient $-2 \cdot {m}$. Der erste Schritt von SGD ist $lr$ mal Gradient. Adam und Adagrad "
        r"teilen durch seinen Betrag: Ihr erster Schritt ist genau $lr$ lang, auch für $100 \cdot f$. Der Reihe nach ist "
        "$w_1$ also $({first_iterates})$.",
        en=r"At the start the gradient is $-2 \cdot {m}$. The first step of SGD is $lr$ times the gradient. Adam and Adagrad "
        r"divide by its absolute value: their first step is exactly $lr$ long, for $100 \cdot f$, too. So $w_1$ is, in this "
        "order, $({first_iterates})$.",
    ),
    Text(
        de=r"Im zweiten Schritt stehen bei Adagrad beide Gradienten unter der Wurzel: $w_2 = {adagrad_second} \approx "
        "{second_rounded}$. Unter dem Bruchstrich kommt immer nur etwas dazu, also werden die Schritte immer kleiner; du "
        "brauchst ein größeres $lr$ als bei SGD. Der Abstand bleibt unter 0,01 ab $t = ({settling_steps})$, der Reihe nach; "
        "Adam schießt zuerst über das Minimum hinaus.",
        en=r"In the second step Adagrad has both gradients under the root: $w_2 = {adagrad_second} \approx "
        "{second_rounded}$. The divisor only grows, so the steps keep shrinking; you need a larger $lr$ than with SGD. The "
        "distance stays below 0.01 from $t = ({settling_steps})$ on, in the same order; Adam overshoots at first.",
    ),
    Text(
        de="In zwei Variablen teilt Adagrad jeden Eintrag des Gradienten durch dessen bisherige Größe. Beide Koordinaten "
        "ändern sich gleich stark: Der Weg führt über die Punkte $(s; s)$ und trifft das Tal, wo $4 s + 7 s = 20$ ist.",
        en="In two variables Adagrad divides each entry of the gradient by how large it has been so far. Both coordinates "
        "change by the same amount: the path leads through the points $(s, s)$ and meets the valley where $4 s + 7 s = 20$.",
    ),
)


@exercise.picture(
    caption=Text(
        de="$w_t$ in Abhängigkeit von $t$ mit dem gegebenen `lr`, dazu Adagrad mit deiner Learning-Rate.",
        en="$w_t$ plotted against $t$ with the given `lr`, and Adagrad with your learning rate.",
    ),
    legend={
        "goal": Text(de="das Minimum", en="the minimum"),
        "SGD": Text(de="SGD", en="SGD"),
        "Adam": Text(de="Adam", en="Adam"),
        "Adagrad": Text(de="Adagrad", en="Adagrad"),
        "own": Text(de="Adagrad mit deiner Learning-Rate", en="Adagrad with your learning rate"),
    },
)
def three_runs(right, good_rate, m, lr):
    own = number(good_rate)
    if own is None or not 0 < own <= 10:
        return []
    return panel(
        Horizontal(float(m), QUIET, "goal"),
        *(
            polyline(enumerate(run(name, float(m), float(lr), 100)), COURSE, name, dash=dash)
            for name, dash in zip(OPTIMISERS, ("solid", "dashed", "dotted"), strict=True)
        ),
        polyline(enumerate(run("Adagrad", float(m), own, 100)), tone("good_rate", right), "own"),
        x=Axis("t", 0, 100),
        y="wₜ",
    )
