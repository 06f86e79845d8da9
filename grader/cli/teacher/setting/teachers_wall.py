"""The wall that hand-ins of a class run behind."""

from __future__ import annotations

from grader.cli.shared.context import Context
from grader.errors import SandboxError
from grader.model import Text
from grader.sandbox.select import choose_wall
from grader.sandbox.wall.wall import Wall, limits_only


def the_wall(context: Context, *, unsafe: bool) -> Wall:
    """A wall that encloses, or what was asked for by name. Raises SandboxError: this system has none."""
    if unsafe:
        context.say(
            Text(
                de="Ohne Abschottung: jede Abgabe kann alles lesen und löschen, was du lesen und löschen kannst.",
                en="Without a wall: every hand-in can read and delete whatever you can read and delete.",
            )
        )
        return limits_only()
    wall = choose_wall()
    if not wall.encloses:
        raise SandboxError(
            "Nothing was graded: hand-ins of a class run only behind a wall, and this system has none. Use Linux – on "
            "Windows WSL2, on a Mac a Linux machine, real or virtual. Only if you have read every hand-in: "
            "--unsafe-no-sandbox",
            de="Nichts wurde bewertet: Abgaben einer Klasse laufen nur abgeschottet, und das kann dieses System nicht. Nimm "
            "Linux – unter Windows WSL2, am Mac einen Linux-Rechner, echt oder virtuell. Nur wenn du jede Abgabe gelesen "
            "hast: --unsafe-no-sandbox",
        )
    return wall
