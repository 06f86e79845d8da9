"""The door of the gradebook: SQLAlchemy is imported here, once a gradebook is asked for."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from grader.errors import GraderError

if TYPE_CHECKING:
    from grader.desk.gradebook.store import GradebookStore


def open_gradebook(place: str, *, make: bool = True) -> GradebookStore:
    """The gradebook at a path or URL.

    Raises:
        GraderError: the extra `desk` is not installed, or the database cannot be used.
    """
    expect_extra()
    from grader.desk.gradebook.store import GradebookStore

    return GradebookStore(place, make=make)


def expect_extra() -> None:
    """Raises GraderError: what the gradebook needs is not installed."""
    for name in ("sqlalchemy", "alembic"):
        if find_spec(name) is None:
            raise GraderError(
                f"A gradebook needs the extra desk, of which {name} is missing: pip install 'grader[desk]'",
                de=f"Für ein Notenbuch fehlt {name}. Installiere es mit: pip install 'grader[desk]'",
            )
