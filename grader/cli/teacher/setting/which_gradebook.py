"""Which gradebook a command is about."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from grader.cli.shared.context import exercises_root
from grader.course import catalogue
from grader.desk.course_file import NAME, find_course_file, read_course
from grader.errors import GraderError

if TYPE_CHECKING:
    from grader.desk.gradebook.store import GradebookStore


def named(place: str | None) -> str:
    """The place that was named, or that of course.toml.

    Raises:
        GraderError: neither names one, or course.toml has slips.
    """
    if place:
        return place
    root = exercises_root()
    file = find_course_file(None, Path.cwd(), root)
    course = read_course(file, {}, catalogue.sources(root))
    if not course.gradebook:
        raise GraderError(
            f"Which gradebook? Name it: --gradebook book.sqlite, or gradebook = … in {NAME}.",
            de=f"Welches Notenbuch? Nenne es: --gradebook book.sqlite, oder gradebook = … in {NAME}.",
        )
    return course.gradebook


def the_gradebook(place: str | None) -> GradebookStore:
    """The gradebook that is named, which must be there. Raises GraderError: it is not, or it cannot be used."""
    from grader.desk.gradebook.opening import open_gradebook

    return open_gradebook(named(place), make=False)


def expect_student(store: GradebookStore, student: str) -> None:
    """Raises GraderError: the gradebook knows nobody of that name."""
    known = store.students()
    if student in known:
        return
    near = get_close_matches(student, known, n=3, cutoff=0.6)
    raise GraderError(
        f"The gradebook knows nobody called {student}." + (f" Did you mean {', '.join(near)}?" if near else ""),
        de=f"Das Notenbuch kennt niemanden namens {student}." + (f" Meinst du {', '.join(near)}?" if near else ""),
    )
