"""The statements that add to a gradebook, made once: to build one takes longer than to run it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from grader.desk.gradebook.tables import EXERCISES, RESULTS, STUDENTS, SUBMISSIONS

Values = dict[str, Any]

_OF_A_SUBMISSION = ("digest", "code", "variant", "shuffle", "handed_in")  # what tells one from another of its student


def _by(table: Table, *names: str) -> Any:
    return select(table.c.id).where(*(table.c[name] == bindparam(name) for name in names))


_STUDENT = _by(STUDENTS, "name").with_for_update()
_EXERCISE = _by(EXERCISES, "name", "variant", "version")
_SUBMISSION = _by(SUBMISSIONS, "student", "exercise", *_OF_A_SUBMISSION)
_LAST: Any = (
    select(
        *(RESULTS.c[name] for name in ("uid", "graded", "submission", "exercise", "grader", "seed", "fingerprint")),
        *(RESULTS.c.points, RESULTS.c.outcomes),
        *(SUBMISSIONS.c[name] for name in _OF_A_SUBMISSION),
    )
    .join(SUBMISSIONS, SUBMISSIONS.c.id == RESULTS.c.submission)
    .where(RESULTS.c.student == bindparam("student"), RESULTS.c.name == bindparam("name"))
    .order_by(RESULTS.c.id.desc())
    .limit(1)
)
_INSERT = {table: insert(table) for table in (STUDENTS, EXERCISES, SUBMISSIONS, RESULTS)}


def student_row(connection: Connection, name: str) -> int:
    """Their row, which is held until the transaction ends: two who grade the same student come one after the other."""
    return _found(connection, _STUDENT, {"name": name}) or _added_once(connection, STUDENTS, _STUDENT, {"name": name})


def exercise_row(connection: Connection, values: Values) -> int:
    return _found(connection, _EXERCISE, values) or _added_once(connection, EXERCISES, _EXERCISE, values)


def submission_row(connection: Connection, values: Values, last: Row[Any] | None) -> int:
    """Whoever asks holds the student's row, so nobody else adds the same at this moment."""
    if last is not None and all(getattr(last, name) == values[name] for name in _OF_A_SUBMISSION):
        return int(last.submission)
    return _found(connection, _SUBMISSION, values) or _added(connection, SUBMISSIONS, values)


def last_result(connection: Connection, student: int, exercise: str) -> Row[Any] | None:
    found: Row[Any] | None = connection.execute(_LAST, {"student": student, "name": exercise}).first()
    return found


def add_result(connection: Connection, values: Values) -> None:
    connection.execute(_INSERT[RESULTS], values)


def _found(connection: Connection, asked: Any, values: Values) -> int | None:
    return connection.execute(asked, values).scalars().first()


def _added(connection: Connection, table: Table, values: Values) -> int:
    key = connection.execute(_INSERT[table], values).inserted_primary_key
    assert key is not None  # a row was inserted
    return int(key[0])


def _added_once(connection: Connection, table: Table, asked: Any, values: Values) -> int:
    try:
        with connection.begin_nested():
            return _added(connection, table, values)
    except IntegrityError:  # another process was faster
        return int(connection.execute(asked, values).scalar_one())
