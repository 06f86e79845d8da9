"""The door of the gradebook: SQLAlchemy is imported here, once a gradebook is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.errors import GraderError

if TYPE_CHECKING:
    from grader.desk.gradebook.store import GradebookStore


def open_gradebook(place: str, *, make: bool = True) -> GradebookStore:
    """The gradebook at a path or URL.

    Raises:
        GraderError: the extra `desk` is not installed, or the database cannot be used.
    """
    try:
        from grader.desk.gradebook.store import GradebookStore
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("grader"):
            raise
        raise GraderError(
            f"A gradebook needs the extra desk, of which {error.name} is missing: pip install 'grader[desk]'",
            de=f"Für ein Notenbuch fehlt {error.name}. Installiere es mit: pip install 'grader[desk]'",
        ) from error
    return GradebookStore(place, make=make)
