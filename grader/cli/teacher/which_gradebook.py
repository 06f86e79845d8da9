"""Which gradebook a command is about."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from grader.errors import GraderError

if TYPE_CHECKING:
    from grader.desk.gradebook.store import GradebookStore


def the_gradebook(place: str | None) -> GradebookStore:
    """The gradebook at `place`, which must be there.

    Raises:
        GraderError: none is named, there is none, or it cannot be used.
    """
    if not place:
        raise GraderError(
            "Which gradebook? Name it: --gradebook book.sqlite", de="Welches Notenbuch? Nenne es: --gradebook book.sqlite"
        )
    from grader.desk.gradebook.opening import open_gradebook

    return open_gradebook(place, make=False)


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
