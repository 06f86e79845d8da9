"""An exercise that asks for every kind of function item; tests/functions/test_items.py grades hand-ins for it."""

from grader.authoring import Call, Exercise, Function, Given, Numbers, Oracle, Text, Value, Word

T = Text(de="Aufgabe", en="Task")
exercise = Exercise(title=T, statement=T, given=Given(m=3))


@exercise.item(
    Function(
        "mse(yhat, y)",
        "mae(yhat, y)",
        returns=Value(),
        probes=[Call("mse", yhat=[1, 2], y=[1, 4]), Call("mse", yhat=[1], y=[1, 4]), Call("mae", yhat=[1], y=[1, 4])],
    ),
    points=3,
    prompt=T,
)
def errors_of_both():
    import numpy as np

    def mse(yhat, y):
        if len(yhat) != len(y):
            raise ValueError("different lengths")
        return float(np.mean((np.asarray(yhat) - np.asarray(y)) ** 2))

    def mae(yhat, y):
        if len(yhat) != len(y):
            raise ValueError("different lengths")
        return float(np.mean(np.abs(np.asarray(yhat) - np.asarray(y))))

    return mse, mae


@errors_of_both.probes
def pairs(dice):
    import numpy as np

    found = []
    for name in ("mse", "mae"):
        for n in (1, 3, 5):
            found.append(Call(name, yhat=dice.reals(n, -9, 9), y=dice.reals(n, -9, 9)))
        found.append(Call(name, yhat=np.array([1, 2, 5]), y=np.array([4, 4, 4])))
    return found


@errors_of_both.check(
    points=1, title=Text(de="Werte von mse", en="values of mse"), feedback=Text(de="mse stimmt nicht.", en="mse is not right.")
)
def squares(function, probe, same):
    return same if function == "mse" and len(probe["yhat"]) == len(probe["y"]) else None


@errors_of_both.check(
    points=1, title=Text(de="Werte von mae", en="values of mae"), feedback=Text(de="mae stimmt nicht.", en="mae is not right.")
)
def magnitudes(function, probe, same):
    return same if function == "mae" and len(probe["yhat"]) == len(probe["y"]) else None


@errors_of_both.check(
    points=1,
    title=Text(de="verschiedene Längen", en="other lengths"),
    feedback=Text(de="Verschiedene Längen: ValueError.", en="Other lengths: ValueError."),
)
def refuses(probe, same):
    return same if len(probe["yhat"]) != len(probe["y"]) else None


@errors_of_both.mistake("M1", Text(de="Teile durch n.", en="Divide by n."))
def sums():
    def mse(yhat, y):
        if len(yhat) != len(y):
            raise ValueError
        return sum((a - b) ** 2 for a, b in zip(yhat, y, strict=True))

    def mae(yhat, y):
        if len(yhat) != len(y):
            raise ValueError
        return sum(abs(a - b) for a, b in zip(yhat, y, strict=True))

    return mse, mae


@exercise.item(
    Function(
        "descend(start=..., lr=..., steps=...)", returns=Numbers(abs=1e-4), probes=[{}], uses=("torch.optim.SGD", ".step")
    ),
    points=4,
    prompt=T,
)
def descend(m):
    goal = float(m)  # a given is an exact SymPy number, which torch does not know

    def descend(start=(0.0,), lr=0.25, steps=60):
        import torch

        w = torch.tensor([float(x) for x in start], requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=lr)
        for _ in range(steps):
            optimizer.zero_grad()
            loss = ((w - goal) ** 2).sum()
            loss.backward()
            optimizer.step()
        return w.detach()

    return descend


@descend.probes
def starts(dice):
    start = dice.reals(1, -4, 4)
    return [{"start": start, "lr": 0.125, "steps": steps} for steps in (0, 1, 40)]


@descend.check(
    points=1,
    title=Text(de="Ende mit den Voreinstellungen", en="end with the defaults"),
    feedback=Text(de="Dein Standardaufruf landet nicht im Minimum.", en="Your defaults miss the minimum."),
)
def defaults_arrive(probe, returned, m):
    return abs(returned[0] - float(m)) <= 1e-2 if not probe else None


@descend.check(
    points=2,
    title=Text(de="erste Schritte", en="first steps"),
    feedback=Text(de="Ein Schritt ist w − lr·f'(w).", en="One step is w − lr·f'(w)."),
)
def explicit_arguments(probe, same):
    return same if probe else None


@descend.check(
    points=1,
    title=Text(de="der Optimizer", en="the optimiser"),
    feedback=Text(de="Benutze torch.optim.SGD.", en="Use torch.optim.SGD."),
)
def used_the_optimiser(uses, same, probe):
    return uses["torch.optim.SGD"] and uses[".step"] and same if probe else None


@descend.mistake("M2", Text(de="Dein Ergebnis ist keine Zahl mehr.", en="Your result is not a number any more."))
def diverged():
    return float("nan")


@exercise.item(
    Function("path(f, start, lr, steps)", returns=Numbers(abs=1e-6)),
    points=2,
    prompt=T,
)
def path():
    def path(f, start, lr, steps):
        import torch

        w = torch.tensor([float(x) for x in start], dtype=torch.float64, requires_grad=True)
        found = [w.detach().tolist()]
        for _ in range(steps):
            w.grad = None
            f(w).backward()
            with torch.no_grad():
                w -= lr * w.grad
            found.append(w.detach().tolist())
        return found

    return path


@path.probes
def bowls(dice):
    a, b = dice.integer(1, 4), dice.integer(-3, 3)
    f = Oracle(f"{a}*(w1 - {b})**2 + w2**2", "w1 w2")
    return [{"f": f, "start": dice.reals(2, -3, 3), "lr": 0.1, "steps": steps} for steps in (0, 4)]


@path.check(
    points=1,
    title=Text(de="Liste der w", en="list of w"),
    feedback=Text(de="Die Liste der w stimmt nicht.", en="The list of w is not right."),
)
def right_path(same):
    return same


@path.check(
    points=1,
    title=Text(de="Fragen an f", en="questions to f"),
    feedback=Text(de="Frage f an jedem w genau einmal.", en="Ask f at each w exactly once."),
)
def asked_on_the_way(queries, expected):
    on_the_way = expected[:-1]
    return len(queries) == len(on_the_way) and all(
        abs(x - y) < 1e-6 for q, w in zip(queries, on_the_way, strict=True) for x, y in zip(q, w, strict=True)
    )


@exercise.item(Function("behaviour(a, eta)", returns=Word("monotone", "zigzag")), points=1, prompt=T)
def behaviour():
    def behaviour(a, eta):
        return "monotone" if 2 * a * eta <= 1 else "zigzag"

    return behaviour


@behaviour.probes
def rates(dice):
    from fractions import Fraction

    border = [{"a": a, "eta": Fraction(1, 2 * a)} for a in (1, 2, 4)]
    return border + [{"a": dice.integer(1, 4), "eta": dice.real(0.01, 2)} for _ in range(6)]


@exercise.item(Function("total(values)", returns=Numbers(), probes=[{"values": [1, 2]}]), points=1, prompt=T)
def total():
    def total(values):
        return sum(values)

    return total


@total.probes
def lists(dice):
    import torch

    return [{"values": torch.tensor(dice.reals(4, -9, 9), dtype=torch.float64)}]


@total.mistake("M3", Text(de="Das ist immer dieselbe Zahl.", en="This is always the same number."))
def always_zero():
    return 0
