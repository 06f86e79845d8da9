"""To forget a student: whatever they have done goes, from the file of the database, too; digests and times stay.

So it can still be shown that a file was handed in and graded, by whoever has the file; what was in it and whose it was
cannot be found out any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select, text, update

from grader.desk.gradebook import rows
from grader.desk.gradebook.database import sentences
from grader.desk.gradebook.store import GradebookStore
from grader.desk.gradebook.tables import DECISIONS, RESULTS, RUNS, STUDENTS, SUBMISSIONS
from grader.errors import GraderError


def forget(store: GradebookStore, students: Sequence[str]) -> None:
    """Empty all rows of these students, then the places in the file where they were."""
    with store.writing() as connection:
        for name in students:
            whose = select(STUDENTS.c.id).where(STUDENTS.c.name == name).scalar_subquery()
            connection.execute(
                update(RESULTS).where(RESULTS.c.student == whose).values(points=None, outcomes=None, document=None)
            )
            connection.execute(update(SUBMISSIONS).where(SUBMISSIONS.c.student == whose).values(document=None, handed_in=""))
            connection.execute(delete(DECISIONS).where(DECISIONS.c.student == whose))
            connection.execute(update(STUDENTS).where(STUDENTS.c.name == name).values(name=None, forgotten=rows.now()))
    scrub(store)


def scrub(store: GradebookStore) -> None:
    """Write the database anew, so that nothing is left between its rows or in its journal.

    Raises:
        GraderError: another program is reading it, so the journal has to stay for now.
    """
    with sentences(store.url), store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if store.file is None:
            if connection.dialect.name == "postgresql":
                for table in (STUDENTS, SUBMISSIONS, RESULTS, DECISIONS):
                    connection.execute(text(f"VACUUM FULL {table.name}"))
            return
        connection.exec_driver_sql("VACUUM")
        busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if busy:
            raise GraderError(
                "It is forgotten, but its traces stay in the journal as long as another program reads the gradebook. Close "
                "that, then forget once more.",
                de="Vergessen ist es, aber Spuren bleiben im Journal, solange ein anderes Programm das Notenbuch liest. "
                "Beende das, dann vergiss noch einmal.",
            )


def older_than(store: GradebookStore, days: int) -> tuple[str, ...]:
    """Students of whom nothing was graded or decided for so many days."""
    limit = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    graded = select(RESULTS.c.student, func.max(RESULTS.c.graded).label("last")).group_by(RESULTS.c.student).subquery()
    made = select(DECISIONS.c.student, func.max(DECISIONS.c.made).label("last")).group_by(DECISIONS.c.student).subquery()
    asked = (
        select(STUDENTS.c.name)
        .outerjoin(graded, graded.c.student == STUDENTS.c.id)
        .outerjoin(made, made.c.student == STUDENTS.c.id)
        .where(STUDENTS.c.name.is_not(None))
        .where(func.coalesce(graded.c.last, "") < limit, func.coalesce(made.c.last, "") < limit)
        .order_by(STUDENTS.c.name)
    )
    with store.reading() as connection:
        return tuple(connection.execute(asked).scalars())


def reports_of(store: GradebookStore) -> tuple[str, ...]:
    """The folders that runs have written their reports to."""
    with store.reading() as connection:
        return tuple(connection.execute(select(RUNS.c.out).distinct().order_by(RUNS.c.out)).scalars())
