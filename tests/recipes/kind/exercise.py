"""One step of training, put in order."""

from grader.authoring import Exercise, Permutation, Text

exercise = Exercise(
    title=Text(de="Ein Trainingsschritt", en="One step of training"),
    statement=Text(
        de="1 Gewichte ändern · 2 Loss berechnen · 3 Vorhersage berechnen · 4 Gradienten berechnen",
        en="1 change the weights · 2 compute the loss · 3 compute the prediction · 4 compute the gradients",
    ),
)


@exercise.item(
    Permutation(4),
    points=2,
    prompt=Text(de="In welcher Reihenfolge geschieht das?", en="In which order does this happen?"),
)
def step_order():
    return [3, 2, 4, 1]


@step_order.mistake("M1", Text(de="Wovon hängen die Gradienten ab?", en="What do the gradients depend on?"))
def gradients_before_the_loss():
    return [3, 4, 2, 1]
