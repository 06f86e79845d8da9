"""A gradebook of the first version becomes one of today; one that is newer than the program is refused."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from grader.desk.gradebook import version
from grader.desk.gradebook.database import connect, url_of, writing
from grader.desk.gradebook.dump import count_on
from grader.desk.gradebook.store import GradebookStore
from grader.desk.gradebook.tables import METADATA
from grader.desk.gradebook.version import HEAD, VERSION_TABLE, migrate, version_of
from grader.errors import GraderError
from grader.model import Decision
from tests.reports.samples import half_done

FIRST = Path(__file__).parent / "version_1.sql"  # the rows of a gradebook as the first program wrote them


def test_the_last_step_leads_to_the_version_of_today() -> None:
    from alembic.script import ScriptDirectory  # late: every process of tests collects this file

    scripts = ScriptDirectory(str(Path(version.__file__).parent / "migrations"))
    assert scripts.get_heads() == [HEAD]


def test_all_steps_together_make_the_tables_that_the_program_knows(book: GradebookStore) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with book.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_gradebook_of_the_first_version_is_migrated_with_all_that_is_in_it(place: str) -> None:
    engine = connect(url_of(place), make=True, patience=1.0)
    with writing(engine) as connection:
        migrate(connection, to="0001")
        for statement in FIRST.read_text(encoding="utf-8").split(";\n"):
            connection.exec_driver_sql(statement)
        count_on(connection)
    engine.dispose()
    with GradebookStore(place) as book:
        (stored,) = book.latest()
        assert stored.result == half_done("anna")
        assert (stored.uid, stored.version) == ("00000000000000000000000000000001", "v1")
        assert book.decisions() == (Decision("anna", "ex10", "ex10.g", marks=Fraction(3, 2)),)
        assert book.record(half_done("ben"), version="v1").news == "new"
        with book.reading() as connection:
            assert version_of(connection) == HEAD
            assert connection.execute(text("SELECT account FROM decisions")).scalars().all() == ["", ""]


def test_a_newer_gradebook_is_refused(place: str) -> None:
    GradebookStore(place).close()
    engine = create_engine(url_of(place))
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(GraderError, match=r"newer grade .* version 9999.* Update grade"):
        GradebookStore(place)


def test_a_database_of_something_else_is_refused(place: str) -> None:
    engine = create_engine(url_of(place))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE students (what TEXT)"))
    with pytest.raises(GraderError, match="no gradebook"):
        GradebookStore(place)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["students"]
    engine.dispose()


def test_a_step_that_fails_leaves_nothing_behind(place: str) -> None:
    engine = connect(url_of(place), make=True, patience=1.0)

    def fail_in_the_end() -> None:
        with writing(engine) as connection:
            migrate(connection)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_in_the_end()
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_several_who_open_a_new_gradebook_at_once_make_one(place: str) -> None:
    start = threading.Barrier(4)

    def work(name: str) -> None:
        start.wait()
        with GradebookStore(place) as book:
            book.record(half_done(name), version="v1")

    names = ("anna", "ben", "carla", "david")
    with ThreadPoolExecutor(4) as threads:
        for working in [threads.submit(work, name) for name in names]:
            working.result()
    with GradebookStore(place) as book:
        assert book.students() == names
