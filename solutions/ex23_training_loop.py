"""Exercise 23: a training loop without zero_grad on f(w) = (w-m)^2.

Gradients add up: v_t = v_(t-1) + 2e_(t-1) and e_t = e_(t-1) - eta*v_t with e = w - m, hence
e_(t+1) = (2-2eta)*e_t - e_(t-1). The roots of z^2 - (2-2eta)z + 1 have modulus 1 for 0 < eta < 2, so w swings around m for
ever. A log that computes the loss before the update and prints w after it shows f one step late.
"""

from sympy import Rational

from grader.authoring import LOOP, Exercise, Function, Given, Numbers, Option, Right, Sequence, Text, Value, Vector, Way
from grader.authoring.drawing import COURSE, QUIET, Axis, Horizontal, numbers, panel, polyline, tone


def without_reset(m, w0, eta, count):
    """The positions when gradients add up."""
    position, total, path = w0, 0, []
    for _ in range(count):
        total += 2 * (position - m)
        position -= eta * total
        path.append(position)
    return path


def with_reset(m, w0, eta, count):
    """The positions of the correct loop."""
    position, path = w0, []
    for _ in range(count):
        position -= eta * 2 * (position - m)
        path.append(position)
    return path


exercise = Exercise(
    title=Text(de="Die Trainingsschleife reparieren", en="Repairing the training loop"),
    topic=Text(de="Training mit PyTorch", en="training with PyTorch"),
    section=Text(de="Training mit PyTorch: die Trainingsschleife", en="Training with PyTorch: the training loop"),
    after="ex10",
    statement=Text(
        de=r"Eine Schleife sucht das Minimum von $f(w) = (w - {m})^2$ ab $w_0 = {w0}$ mit SGD und $\eta = {eta}$. In jeder "
        "Runde ruft sie `loss.backward()` und `optimizer.step()` auf – aber `optimizer.zero_grad()` hat jemand vergessen. "
        "PyTorch *addiert* jeden neuen Gradienten zu dem, was schon in `w.grad` steht. Rechne vor, was passiert, und "
        "repariere die Schleife.",
        en=r"A loop looks for the minimum of $f(w) = (w - {m})^2$ from $w_0 = {w0}$ with SGD and $\eta = {eta}$. In every "
        "round it calls `loss.backward()` and `optimizer.step()` – but somebody forgot `optimizer.zero_grad()`. PyTorch "
        "*adds* every new gradient to what `w.grad` already holds. Work out what happens, and repair the loop.",
    ),
    given=Given(m=3, w0=0, eta=Rational(1, 4)),
    formulas={
        "printed_place": lambda m, w0, eta: with_reset(m, w0, eta, 3)[2],
        "printed_loss": lambda m, w0, eta: (with_reset(m, w0, eta, 2)[1] - m) ** 2,
    },
)


@exercise.item(
    Sequence(4),
    points=3,
    prompt=Text(
        de="Berechne $w_1$, $w_2$, $w_3$ und $w_4$ *ohne* `zero_grad`.",
        en="Compute $w_1$, $w_2$, $w_3$ and $w_4$ *without* `zero_grad`.",
    ),
    hints=[
        Text(
            de="Neben w musst du hier eine zweite Größe mitführen: das, was gerade in `w.grad` steht.",
            en="Besides w you have to keep track of a second quantity here: what is in `w.grad` at the moment.",
        ),
        Text(
            de="Leg eine Tabelle mit vier Spalten an: altes w, f'(w), Summe aller f' bis jetzt, neues w. Das Update "
            "benutzt die dritte Spalte.",
            en="Make a table of four columns: old w, f'(w), sum of all f' so far, new w. The update uses the third column.",
        ),
    ],
)
def accumulated_steps(m, w0, eta):
    return without_reset(m, w0, eta, 4)


@accumulated_steps.from_previous()
def next_from_own_path(before, m, w0, eta):
    """The gradients at the student's own places, added up."""
    places = [w0, *before]
    return places[-1] - eta * sum(2 * (place - m) for place in places)


@accumulated_steps.mistake(
    "M1",
    Text(
        de="So wäre es mit zero_grad. Ohne zero_grad bleibt der alte Gradient stehen.",
        en="That is the run with zero_grad. Without it the old gradient stays.",
    ),
)
def reset_after_all(m, w0, eta):
    return with_reset(m, w0, eta, 4)


@accumulated_steps.mistake(
    "M2", Text(de="Die Gradienten werden aufsummiert, nicht gemittelt.", en="The gradients are added up, not averaged.")
)
def averaged_the_gradients(m, w0, eta):
    position, total, path = w0, 0, []
    for count in range(1, 5):
        total += 2 * (position - m)
        position -= eta * total / count
        path.append(position)
    return path


@accumulated_steps.mistake(
    "M3",
    Text(
        de="Der neue Gradient wird am neuen w berechnet.",
        en="The new gradient is computed at the new w.",
    ),
)
def stayed_at_the_first_gradient(m, w0, eta):
    position, path = w0, []
    for count in range(1, 5):
        position -= eta * count * 2 * (w0 - m)
        path.append(position)
    return path


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de=r"Was ist das kleinste $t$, für das $w_t$ vom richtigen Lauf (mit `zero_grad`) abweicht? $w_0$ ist der Start.",
        en=r"What is the smallest $t$ for which $w_t$ differs from the correct run (with `zero_grad`)? $w_0$ is the start.",
    ),
    hints=[
        Text(
            de="Die beiden Läufe sind gleich, solange in `w.grad` nur der neue Gradient steht.",
            en="Both runs agree as long as only the new gradient is in `w.grad`.",
        ),
        Text(
            de="Schreib den richtigen Lauf neben deine Werte aus a) und vergleiche Zeile für Zeile, vom Start an.",
            en="Write the correct run beside your values from a) and compare row by row, from the start on.",
        ),
    ],
)
def first_difference(m, w0, eta):
    runs = zip(without_reset(m, w0, eta, 4), with_reset(m, w0, eta, 4), strict=True)
    return next(step for step, (wrong, right) in enumerate(runs, start=1) if wrong != right)


@first_difference.mistake(
    "M4",
    Text(
        de="Was steht vor dem ersten backward in .grad?",
        en="What is in .grad before the first backward?",
    ),
)
def counted_the_first_step():
    return 1


@first_difference.mistake(
    "M12",
    Text(
        de="Rechne beide Läufe bis dorthin aus: Weichen sie schon früher voneinander ab?",
        en="Work out both runs up to there: do they already differ earlier?",
    ),
)
def counted_one_too_many(m, w0, eta):
    return first_difference.make(m, w0, eta) + 1


first_difference.otherwise(
    Text(
        de="Schreib beide Läufe nebeneinander hin.",
        en="Write down both runs side by side.",
    )
)


@exercise.item(
    Vector(2),
    points=2,
    bonus=True,
    prompt=Text(
        de=r"Für die Abweichung $e_t = w_t - {m}$ gilt ohne `zero_grad` ab $t = 1$: $e_{t+1} = \alpha \cdot e_t + \beta "
        r"\cdot e_{t-1}$. Gib $\alpha$ und $\beta$ an.",
        en=r"Without `zero_grad` the deviation $e_t = w_t - {m}$ satisfies $e_{t+1} = \alpha \cdot e_t + \beta \cdot "
        r"e_{t-1}$ from $t = 1$ on. Give $\alpha$ and $\beta$.",
    ),
    hints=[
        Text(
            de="Zwei Schritte hintereinander unterscheiden sich nur dadurch, dass ein neuer Gradient dazugekommen ist.",
            en="Two steps in a row differ only because a new gradient has been added.",
        ),
        Text(
            de="Zieh das Update für $e_t$ von dem für $e_{t+1}$ ab; der neue Gradient ist zweimal $e_t$. Oder setze "
            "deine Zahlen aus a) ein: Das gibt zwei Gleichungen für α und β.",
            en="Subtract the update for $e_t$ from the one for $e_{t+1}$; the new gradient is two times $e_t$. Or "
            "substitute your numbers from a): this gives two equations for α and β.",
        ),
    ],
)
def recursion(eta):
    return [2 - 2 * eta, -1]


@recursion.mistake("M6", Text(de="Prüfe mit deinen ersten drei Werten.", en="Check with your first three values."))
def lost_the_sign_of_memory(eta):
    return [2 - 2 * eta, 1]


@recursion.mistake(
    "M8",
    Text(
        de="So ist es mit zero_grad. Ohne zero_grad wirkt auch der Schritt davor noch nach.",
        en="That is how it is with zero_grad. Without zero_grad the previous step still has an effect.",
    ),
)
def forgot_the_memory(eta):
    return [1 - 2 * eta, 0]


@recursion.mistake(
    "M13",
    Text(
        de="Die beiden Zahlen sind vertauscht: α gehört zur letzten Abweichung.",
        en="The two numbers are swapped: α belongs to the last deviation.",
    ),
)
def exchanged_both(eta):
    return [-1, 2 - 2 * eta]


recursion.otherwise(
    Text(
        de="Setze deine Abweichungen ein: Ergeben e₁ und e₀ wirklich e₂, und e₂ und e₁ dann e₃?",
        en="Substitute your deviations: do e₁ and e₀ really give e₂, and e₂ and e₁ then e₃?",
    )
)


long_run = exercise.choice(
    points=1,
    prompt=Text(
        de=r"Wie geht es ohne `zero_grad` auf lange Sicht weiter?",
        en=r"What happens without `zero_grad` in the long run?",
    ),
    hints=[
        Text(
            de="Der angesammelte Gradient wirkt wie Schwung. Überlege, was eine Kugel mit Schwung an der tiefsten "
            "Stelle macht.",
            en="The accumulated gradient acts like momentum. Think about what a ball with momentum does at the lowest place.",
        ),
        Text(
            de="Rechne in Python viele Schritte und gib die Abweichung vom Minimum aus. Vergleiche die größten "
            "Abweichungen am Anfang mit denen am Ende.",
            en="Compute many steps in Python and print the deviation from the minimum. Compare the largest "
            "deviations at the beginning with those at the end.",
        ),
    ],
    options={
        "A": Option(
            Text(
                de="$w$ schwingt um ${m}$ und nähert sich ihm langsam an",
                en="$w$ oscillates around ${m}$ and slowly approaches it",
            ),
            mistake="M7",
            feedback=Text(
                de="Lass Python 40 Schritte rechnen: Werden die Ausschläge kleiner?",
                en="Let Python take 40 steps: do the swings become smaller?",
            ),
        ),
        "B": Option(
            Text(
                de="$w$ schwingt um ${m}$ und entfernt sich dabei immer weiter",
                en="$w$ oscillates around ${m}$, farther and farther away",
            ),
            mistake="M9",
            feedback=Text(
                de="Lass Python 40 Schritte rechnen: Werden die Ausschläge größer?",
                en="Let Python take 40 steps: do the swings become larger?",
            ),
        ),
        "C": Right(
            Text(
                de="$w$ schwingt für immer um ${m}$, ohne zur Ruhe zu kommen",
                en="$w$ oscillates around ${m}$ for ever without settling",
            )
        ),
        "D": Option(
            Text(
                de="$w$ kehrt nach wenigen Schritten zu ${w0}$ zurück und bleibt dort stehen",
                en="$w$ returns to ${w0}$ after a few steps and stays there",
            ),
            mistake="M14",
            feedback=Text(
                de="Lass Python 40 Schritte rechnen: Bleibt $w$ irgendwo stehen?",
                en="Let Python take 40 steps: does $w$ stop anywhere?",
            ),
        ),
    },
)


@exercise.item(
    Value(),
    points=1,
    prompt=Text(
        de="Auch die reparierte Schleife hat einen Schönheitsfehler: Sie gibt $w = {printed_place}$, $f = {printed_loss}$ "
        "aus, aber dieser Loss ist *vor* dem Update berechnet und dieses $w$ *danach*. Welchen Wert hatte $w$, als der Loss "
        "berechnet wurde?",
        en="The repaired loop still has a blemish: it prints $w = {printed_place}$, $f = {printed_loss}$. This loss was "
        "computed *before* the update, this $w$ *after* it. What was the value of $w$ when the loss was computed?",
    ),
    hints=[
        Text(
            de="Der Loss gehört zu einem w, das inzwischen überschrieben ist. Aus seinem Wert kannst du es zurückrechnen.",
            en="The loss belongs to a w that has been overwritten. You can work it out backwards from its value.",
        ),
        Text(
            de="Für zwei w hat f diesen Wert. Mach von beiden aus ein richtiges Update: Nur eines davon landet beim "
            "ausgegebenen w.",
            en="f has this value for two w. Make a correct update from both: only one of them arrives at the printed w.",
        ),
    ],
)
def place_of_printed_loss(m, w0, eta):
    return with_reset(m, w0, eta, 2)[1]


@place_of_printed_loss.mistake("M5", Text(de="Rechne f an diesem w nach.", en="Evaluate f at that w."))
def took_the_printed_place(m, w0, eta):
    return with_reset(m, w0, eta, 3)[2]


@place_of_printed_loss.mistake(
    "M15",
    Text(
        de="Das ist der Abstand vom Minimum. Zu welchem w gehört er?",
        en="This is the distance from the minimum. Which w does it belong to?",
    ),
)
def gave_the_distance(m, w0, eta):
    return abs(with_reset(m, w0, eta, 2)[1] - m)


place_of_printed_loss.otherwise(
    Text(
        de="Wie groß war w vor dem letzten Update?",
        en="What was w before the last update?",
    )
)


@exercise.item(
    Function(
        "train(steps)",
        returns=Numbers(abs=1e-6, rel=1e-6),
        probes=[{"steps": 3}, {"steps": 1}],
        steps="steps",
        meant_for="torch.optim",
        way=Way(
            needs=(LOOP,),
            told=Text(
                de="Deine Funktion soll die Schleife sein: In jeder Runde wird w aus dem w davor berechnet. Eine Formel für w "
                "zählt hier nicht.",
                en="Your function has to be the loop: in every round w is computed from the previous w. A formula for w "
                "does not count here.",
            ),
        ),
    ),
    points=2,
    prompt=Text(
        de=r"Schreibe die reparierte Schleife als Funktion `train(steps)`. Sie liefert eine Liste mit einem Paar "
        r"$(w_t;\ f(w_t))$ für jeden Schritt, beides *nach* dem Update und als Kommazahl. `steps` ist eine ganze Zahl ab 1. "
        "Eine eigene Schleife ohne torch zählt auch, eine Formel für $w_t$ nicht.",
        en="Write the repaired loop as a function `train(steps)`. It returns a list with one pair $(w_t, f(w_t))$ for every "
        "step, both *after* the update and as decimals. `steps` is a positive integer. A loop of your own without torch "
        "counts, too; a formula for $w_t$ does not.",
    ),
    hints=[
        Text(
            de="Zweierlei ist zu ändern: Eine Zeile fehlt, und jede Runde soll ein Paar aufheben.",
            en="Two things have to change: one line is missing, and every round has to keep a pair.",
        ),
        Text(
            de="Wo in der Runde muss der alte Gradient gelöscht werden? Rechne den Loss für das Paar nach dem "
            "Update mit dem neuen w noch einmal aus, als gewöhnliche Zahl.",
            en="Where in the round must the old gradient be deleted? For the pair, work out the loss again after "
            "the update with the new w, as an ordinary number.",
        ),
    ],
)
def train(m, w0, eta):
    goal, start, rate = float(m), float(w0), float(eta)

    def train(steps):
        import torch

        w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=rate)
        rows = []
        for _ in range(steps):
            optimizer.zero_grad()
            loss = (w - goal) ** 2
            loss.backward()
            optimizer.step()
            rows.append((w.item(), (w.item() - goal) ** 2))
        return rows

    return train


@train.probes
def lengths(dice):
    return [{"steps": dice.integer(4, 9)}, {"steps": dice.integer(10, 20)}]


def column(rows, index):
    return [row[index] for row in rows]


@train.mistake(
    "M10",
    Text(
        de="Der Loss in deinem Paar ist von vor dem Update, das w von danach.",
        en="The loss in your pair is from before the update, the w from after it.",
    ),
)
def printed_the_old_loss(m, w0, eta):
    goal, start, rate = float(m), float(w0), float(eta)

    def train(steps):
        w, rows = start, []
        for _ in range(steps):
            loss = (w - goal) ** 2
            w -= rate * 2 * (w - goal)
            rows.append((w, loss))
        return rows

    return train


@train.mistake(
    "M11",
    Text(
        de="Dein w entfernt sich vom Minimum: Prüfe das Vorzeichen im Update.",
        en="Your w moves away from the minimum: check the sign in the update.",
    ),
)
def climbed_uphill(m, w0, eta):
    goal, start, rate = float(m), float(w0), float(eta)

    def train(steps):
        w, rows = start, []
        for _ in range(steps):
            w += rate * 2 * (w - goal)
            rows.append((w, (w - goal) ** 2))
        return rows

    return train


@train.check(
    points=1,
    title=Text(de="Werte von w", en="values of w"),
    feedback=Text(
        de="Die Werte von w stimmen nicht mit dem richtigen Lauf überein. Rechne den ersten Schritt von Hand nach.",
        en="The values of w are not those of the correct run. Compare the first step with a calculation by hand.",
    ),
)
def goes_the_right_way(returned, expected):
    return near(column(returned, 0), column(expected, 0))


@train.check(
    points=1,
    title=Text(de="Loss zu jedem w", en="loss for each w"),
    feedback=Text(
        de="Der Loss passt nicht zu dem w, das daneben steht. Berechne ihn nach dem Update, am neuen w.",
        en="The loss does not fit the w beside it. Compute it after the update, at the new w.",
    ),
)
def loss_belongs_to_place(returned, expected, m):
    """To the student's own w, where its first step is right: this check is about the loss, the other one about the way."""
    own, losses = column(returned, 0), column(returned, 1)
    moves = near(own[:1], column(expected, 0)[:1])
    return near(losses, column(expected, 1)) or (moves and near(losses, [(w - float(m)) ** 2 for w in own]))


def near(ours, theirs):
    return all(abs(a - b) <= 1e-6 * (1 + abs(b)) for a, b in zip(ours, theirs, strict=True))


@exercise.variants(count=8)
def draw(dice):
    m = dice.integer(2, 6)
    return {
        "m": m,
        "w0": dice.choice((0, 1, m + 2, m + 4)),
        "eta": dice.choice((Rational(1, 4), Rational(1, 8), Rational(3, 8), Rational(1, 10), Rational(3, 4))),
    }


exercise.worked(
    Text(
        de="Vor dem ersten `backward` ist der Gradient leer, deshalb stimmt $w_1$ noch. Ab dem zweiten Schritt wird mit der "
        "Summe aller bisherigen Gradienten gerechnet: $({accumulated_steps})$.",
        en="Before the first `backward` the gradient is empty, so $w_1$ is still right. From the second step on, the sum of "
        "all gradients so far is used: $({accumulated_steps})$.",
    ),
    Text(
        de="Sei $v_t$ diese Summe. Dann ist $v_{t+1} = v_t + 2 e_t$ und $e_t = e_{t-1} - {eta} v_t$, also $e_{t+1} - e_t = "
        r"e_t - e_{t-1} - 2 \cdot {eta} \cdot e_t$. Daraus liest du $(\alpha; \beta) = ({recursion})$ ab. Wegen $\beta = -1$ "
        r"und $|\alpha| < 2$ wird die Schwingung weder kleiner noch größer.",
        en="Let $v_t$ be that sum. Then $v_{t+1} = v_t + 2 e_t$ and $e_t = e_{t-1} - {eta} v_t$, so $e_{t+1} - e_t = e_t - "
        r"e_{t-1} - 2 \cdot {eta} \cdot e_t$. From this you can read off $(\alpha, \beta) = ({recursion})$. As $\beta = -1$ "
        r"and $|\alpha| < 2$, the oscillation neither shrinks nor grows.",
    ),
    Text(
        de=r"Der ausgegebene Loss wurde berechnet, bevor das Update $w$ verändert hat. Er gehört also zum Wert davor, zu "
        r"${place_of_printed_loss}$.",
        en=r"The printed loss was computed before the update changed $w$. So it belongs to the value before, to "
        r"${place_of_printed_loss}$.",
    ),
)


@exercise.picture(
    caption=Text(
        de="$w_t$ in Abhängigkeit von $t$: der richtige Lauf und deine Werte ohne `zero_grad`. Wie es ohne `zero_grad` "
        "weitergeht, siehst du, sobald deine Werte stimmen.",
        en="$w_t$ plotted against $t$: the correct run, and your values without `zero_grad`. Once your values are right, "
        "you see how the run without `zero_grad` goes on.",
    ),
    legend={
        "goal": Text(de="das Minimum ${m}$", en="the minimum ${m}$"),
        "good": Text(de="der richtige Lauf", en="the correct run"),
        "own": Text(de="deine Werte ohne `zero_grad`", en="your values without `zero_grad`"),
        "onwards": Text(de="so geht es ohne `zero_grad` weiter", en="how it goes on without `zero_grad`"),
    },
)
def both_runs(right, accumulated_steps, m, w0, eta):
    good = [float(place) for place in (w0, *with_reset(m, w0, eta, 12))]
    own = [float(w0), *numbers(accumulated_steps)]
    solved = "accumulated_steps" in right
    swing = [float(place) for place in (w0, *without_reset(m, w0, eta, 12))] if solved else []
    return panel(
        Horizontal(float(m), QUIET, "goal", "dashed"),
        polyline(enumerate(good), COURSE, "good"),
        polyline([*enumerate(swing)][len(own) - 1 :], COURSE, "onwards", dash="dashed"),
        polyline(enumerate(own), tone("accumulated_steps", right), "own", dots="circle"),
        x=Axis("t", 0, 12, whole=True),
        y="wₜ",
    )
