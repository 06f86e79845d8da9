"""The gradebook as the rest of the grader sees it: record, look up, decide."""

from __future__ import annotations

import secrets
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import Connection, Row, func, insert, select, update

from grader import __version__
from grader.desk.gradebook import adding, rows
from grader.desk.gradebook.database import connect, file_of, sentences, url_of, writing
from grader.desk.gradebook.rows import StoredResult
from grader.desk.gradebook.tables import DECISIONS, EXERCISES, KEYS, RESULTS, RUNS, STUDENTS, SUBMISSIONS
from grader.desk.gradebook.version import is_of_today, migrate
from grader.model import Decision, Exercise, Result

News = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a result is beside the one before of its student and exercise, and the name it is stored by."""

    news: News
    uid: str
    graded: str


class GradebookStore:
    """A database of results at a path or URL, which is made or migrated where that is needed.

    Each call is a transaction of its own, so a process that is killed loses at most what it is at. Calls may come from
    several threads and processes at once.

    Raises:
        GraderError: whatever is wrong with the database, here and in every method.
    """

    def __init__(self, place: str, *, make: bool = True, patience: float = 30.0) -> None:
        self.url = url_of(place)
        self.file = file_of(self.url)
        self._lock = threading.Lock()  # threads of one process stand in line here, not at the database
        self._exercises: dict[tuple[str, int, str], int] = {}  # rows that are there, of which none is ever taken away
        self.engine = connect(self.url, make=make, patience=patience)
        try:
            with self.reading() as connection:
                ready = is_of_today(connection)
            if not ready:
                with self.writing() as connection:
                    migrate(connection)
        except BaseException:  # Ctrl-C, too: nobody has got the store yet, to close it
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.engine.dispose()

    # ---------------------------------------------------------------- what was graded

    def begin(self, *, folder: str, out: str) -> int:
        """A run, to which results may belong."""
        with self.writing() as connection:
            values = {"began": rows.now(), "grader": __version__, "folder": folder, "out": out, "account": rows.who()}
            key = connection.execute(insert(RUNS), values).inserted_primary_key
            assert key is not None  # a row was inserted
            return int(key[0])

    def end(self, run: int, *, new: int, changed: int, same: int) -> None:
        with self.writing() as connection:
            counts = {"new": new, "changed": changed, "same": same}
            connection.execute(update(RUNS).where(RUNS.c.id == run).values(ended=rows.now(), **counts))

    def record(self, result: Result, *, version: str, run: int | None = None) -> Recorded:
        """Add a result unless the last one of its student and exercise is the same; `version` is that of its exercise."""
        values, handed_in = rows.result_values(result, __version__), rows.submission_values(result)
        exercise = self._exercise(result.exercise, version)
        with self.writing() as connection:
            student = adding.student_row(connection, result.submission.student or "")
            last = adding.last_result(connection, student, result.exercise.id)
            submission = adding.submission_row(connection, {"student": student, **handed_in}, last)
            values |= {"student": student, "exercise": exercise, "submission": submission}
            if last is not None and _is_same(last, values):
                return Recorded("same", last.uid, last.graded)
            uid, graded = uuid.uuid4().hex, rows.now()
            adding.add_result(connection, {"uid": uid, "run": run, "graded": graded, **values})
        if last is None:
            return Recorded("new", uid, graded)
        after = (handed_in["code"], handed_in["handed_in"], values["points"], values["outcomes"])
        is_same = after == (last.code, last.handed_in, last.points, last.outcomes)
        return Recorded("same" if is_same else "changed", uid, graded)

    def _exercise(self, exercise: Exercise, version: str) -> int:
        about = (exercise.id, exercise.variant, version)
        if about not in self._exercises:
            with self.writing() as connection:
                added = adding.exercise_row(connection, rows.exercise_values(exercise, version))
            self._exercises[about] = added  # now that it is committed
        return self._exercises[about]

    def latest(self, student: str | None = None) -> Iterator[StoredResult]:
        """The result that counts of each student and exercise, one after the other; of one student, or of all."""
        counts = select(func.max(RESULTS.c.id)).group_by(RESULTS.c.student, RESULTS.c.name)
        if student is None:
            return self._results(RESULTS.c.id.in_(counts))
        whose = select(STUDENTS.c.id).where(STUDENTS.c.name == student).scalar_subquery()
        return self._results(RESULTS.c.id.in_(counts.where(RESULTS.c.student == whose)))

    def result(self, uid: str) -> StoredResult | None:
        """None: there is no such result, or its student is forgotten."""
        found = list(self._results(RESULTS.c.uid == uid))
        return found[0] if found else None

    def all_of(self, student: str) -> Iterator[StoredResult]:
        """Every result that a student ever had: by exercise, the oldest first."""
        return self._results(STUDENTS.c.name == student)

    def students(self) -> tuple[str, ...]:
        """Everybody who is stored and not forgotten, by name."""
        names = select(STUDENTS.c.name).where(STUDENTS.c.name.is_not(None)).order_by(STUDENTS.c.name)
        with self.reading() as connection:
            return tuple(connection.execute(names).scalars())

    def _results(self, *conditions: Any) -> Iterator[StoredResult]:
        columns = (
            *(RESULTS.c.uid, RESULTS.c.graded, RESULTS.c.grader, RESULTS.c.seed, RESULTS.c.document),
            EXERCISES.c.version,
            EXERCISES.c.document.label("exercise_document"),
            SUBMISSIONS.c.document.label("submission_document"),
            STUDENTS.c.name.label("student_name"),
        )
        whole = (
            select(*columns)
            .join_from(RESULTS, STUDENTS, STUDENTS.c.id == RESULTS.c.student)
            .join(SUBMISSIONS, SUBMISSIONS.c.id == RESULTS.c.submission)
            .join(EXERCISES, EXERCISES.c.id == RESULTS.c.exercise)
            .where(STUDENTS.c.name.is_not(None), RESULTS.c.document.is_not(None), *conditions)
            .order_by(STUDENTS.c.name, RESULTS.c.name, RESULTS.c.id)
            .execution_options(yield_per=50)
        )
        with self.reading() as connection, connection.execute(whole) as found:
            for row in found.mappings():
                yield rows.stored(row)  # type: ignore[arg-type]

    # ---------------------------------------------------------------- what was decided

    def decisions(self) -> tuple[Decision, ...]:
        """What holds: the last decision about each item, hand-in or student."""
        with self.reading() as connection:
            return rows.last_ones(
                rows.decision_of(name, decision.exercise, decision.item, decision.document)
                for name, decision in _decisions(connection)
            )

    def decided(self, student: str) -> Iterator[tuple[str, Decision]]:
        """Every decision about a student, also those that hold no longer, with the time when it was made."""
        with self.reading() as connection:
            for name, row in _decisions(connection, STUDENTS.c.name == student):
                yield row.made, rows.decision_of(name, row.exercise, row.item, row.document)

    def decide(self, *decisions: Decision) -> None:
        """Add decisions, all or none; what was decided before about the same things no longer holds."""
        with self.writing(lasting=True) as connection:
            for one in sorted(decisions, key=lambda decision: decision.student):  # who locks several rows does so in order
                about = {"student": adding.student_row(connection, one.student), "exercise": one.exercise, "item": one.item}
                made = {"made": rows.now(), "account": rows.who(), "document": rows.decision_text(one)}
                connection.execute(insert(DECISIONS).values(**about, **made))

    def signing_keys(self, *, make: bool = False) -> tuple[bytes, ...]:
        """Private keys that receipts of this gradebook are signed with, the last one from now on; `make` the first one."""
        asked = select(KEYS.c.private).order_by(KEYS.c.id)
        with self.writing() if make else self.reading() as connection:
            found = connection.execute(asked).scalars().all()
            if not found and make:
                connection.execute(insert(KEYS).values(made=rows.now(), private=secrets.token_hex(32)))
                found = connection.execute(asked).scalars().all()
            return tuple(map(bytes.fromhex, found))

    @contextmanager
    def writing(self, *, lasting: bool = False) -> Iterator[Connection]:
        """A transaction of one who writes; a `lasting` one is on the disk when it ends, whatever happens to the power."""
        with self._lock, sentences(self.url), writing(self.engine, lasting=lasting) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look at what is there at one moment."""
        with sentences(self.url), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """The same, for several questions about one moment."""
        isolated = {} if self.file else {"isolation_level": "REPEATABLE READ"}  # SQLite knows no other way to read
        with sentences(self.url), self.engine.connect().execution_options(**isolated) as connection:
            yield connection


def _is_same(last: Row[Any], values: dict[str, Any]) -> bool:
    names = ("submission", "exercise", "grader", "seed", "fingerprint")
    return all(getattr(last, name) == values[name] for name in names)


def _decisions(connection: Connection, *conditions: Any) -> Iterator[tuple[str, Row[Any]]]:
    asked = select(DECISIONS, STUDENTS.c.name.label("whose")).join(STUDENTS, STUDENTS.c.id == DECISIONS.c.student)
    asked = asked.where(STUDENTS.c.name.is_not(None), *conditions).order_by(DECISIONS.c.id)
    for row in connection.execute(asked).all():
        yield row.whose, row
