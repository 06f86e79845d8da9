"""docs/exercises.md, made of the files in solutions/: `python -m tests.exercises.overview`."""

from __future__ import annotations

from fractions import Fraction

from grader.answer_key.process.client import LiveKey
from grader.course.catalogue import sources
from grader.model import Exercise, Item
from tests.conftest import ROOT
from tests.wrapped import wrapped

FILE = ROOT / "docs" / "exercises.md"


def overview(exercises: list[Exercise]) -> str:
    """The page: all exercises in one table, then the items of each."""
    items = [item for exercise in exercises for item in exercise.items]
    mistakes = sum(len(item.mistakes) for item in items)
    head = [
        "<!-- Made of solutions/ by python -m tests.exercises.overview; not to be edited by hand. -->",
        "# The exercises",
        f"{len(exercises)} exercises with {len(items)} items and {mistakes} known mistakes; ★ bonus, T free text that a teacher reads. "
        "ex01–ex15 are those of the course in its order, ex16–ex25 practice; *best after* says what an exercise builds on, and `grade` "
        "suggests them in that order. `→` names the earlier items from whose own answers an item is "
        "judged, too.",
        "",
        "| | | topic | best after | points | ★ | items | mistakes | variants |",
        "|---|---|---|---|---:|---:|---:|---:|---:|",
        *map(_line, exercises),
        "",
    ]
    return wrapped("\n".join([*head, *(part for exercise in exercises for part in _section(exercise))]))


def _line(exercise: Exercise) -> str:
    mistakes = sum(len(item.mistakes) for item in exercise.items)
    title = f"{exercise.title.de} / {exercise.title.en}"
    topic = exercise.topic.en if exercise.topic else "–"
    place = (exercise.id, title, topic, ", ".join(exercise.after) or "–")
    cells = (*place, _number(exercise.max_points), _number(exercise.max_bonus), len(exercise.items), mistakes)
    return f"| {' | '.join(map(str, cells))} | {exercise.variants} |"


def _section(exercise: Exercise) -> list[str]:
    return [
        f"## {exercise.id} {exercise.title.en}",
        "| item | name | kind | points | known mistakes |",
        "|---|---|---|---:|---|",
        *map(_row, exercise.items),
        "",
    ]


def _row(item: Item) -> str:
    worth = f"T {item.marks}" if item.marks else f"{'★ ' if item.bonus else ''}{_number(item.points)}"
    mistakes = ", ".join(f"{mistake.id} {mistake.name}" for mistake in item.mistakes)
    needed = sorted({name for rule in item.follows for name in rule.needs})
    follows = f" → {', '.join(f'`{name}`' for name in needed)}" if needed else ""
    kind = "words" if "words" in item.reading else "code" if item.functions else item.kind
    return f"| {item.id} | `{item.name}`{follows} | {kind} | {worth} | {mistakes} |"


def _number(points: Fraction) -> str:
    return str(points) if points else "–"


def current() -> str:
    with LiveKey(ROOT) as key:
        return overview([key.exercise(source.id) for source in sources(ROOT)])


if __name__ == "__main__":
    FILE.write_text(current(), encoding="utf-8")
