"""`grade new ex26 my-topic`: the file of an exercise that is yet to be written."""

from __future__ import annotations

import re
from importlib import resources

from grader.cli.shared.context import DONE, Context, exercises_root
from grader.course import catalogue
from grader.errors import AuthorError
from grader.model import Text
from grader.storage.atomic_write import write_whole

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def new_exercise(context: Context, name: str, topic: str) -> int:
    """Write the template of exercise `name` about `topic` into solutions/, never over an exercise that is there.

    Raises:
        AuthorError: no such number, a topic that is no slug, or the number is taken.
    """
    root = exercises_root()
    exercise = catalogue.exercise_id(name)
    if exercise is None or exercise == "ex00":
        raise AuthorError(
            f"{name} is not the name of an exercise. Write ex and a number from 1 to 99: grade new ex26 my-topic",
            de=f"{name} ist kein Name einer Übung. Schreibe ex und eine Zahl von 1 bis 99: grade new ex26 mein-thema",
        )
    if not SLUG.fullmatch(topic):
        raise AuthorError(
            f"{topic!r} cannot be part of a file name. Use lower-case letters without accents, digits and hyphens: my-topic",
            de=f"{topic!r} taugt nicht für einen Dateinamen. Schreibe Kleinbuchstaben ohne Umlaute, Ziffern und "
            "Bindestriche: mein-thema",
        )
    taken = next((source for source in catalogue.sources(root) if source.id == exercise), None)
    if taken is not None:
        raise AuthorError(
            f"{exercise} is taken by solutions/{taken.path.name}. Choose another number.",
            de=f"{exercise} ist vergeben: solutions/{taken.path.name}. Wähle eine andere Nummer.",
        )
    path = root / "solutions" / f"{exercise}_{topic.replace('-', '_')}.py"
    template = resources.files("grader.authoring").joinpath("template.txt").read_text(encoding="utf-8")
    write_whole(path, template.replace("NUMBER", str(int(exercise[2:]))))
    print(path.relative_to(root))
    context.say(
        Text(
            de=f"Ersetze jedes … und jedes ... in dieser Datei. Dann: grade check {exercise} und grade stubs {exercise}",
            en=f"Replace every … and every ... in this file. Then: grade check {exercise} and grade stubs {exercise}",
        )
    )
    return DONE
