"""The exercise that attacks are handed in for: two numbers and a function."""

from grader.authoring import Exercise, Function, Text, Value

exercise = Exercise(
    title=Text(de="Ziel", en="Target"),
    statement=Text(de="Gib 1, 2 und die Funktion an, die quadriert.", en="Give 1, 2 and the function that squares."),
)


@exercise.item(Value(), points=1, prompt=Text(de="Die Zahl $1$", en="The number $1$"))
def one():
    return 1


@exercise.item(Value(), points=1, prompt=Text(de="Die Zahl $2$", en="The number $2$"))
def two():
    return 2


@exercise.item(
    Function("squared(x)", probes=[{"x": 2}, {"x": -3}, {"x": 5}]),
    points=1,
    prompt=Text(de="Das Quadrat von x", en="The square of x"),
)
def squared():
    def squared(x):
        return x * x

    return squared
