"""Gradebooks for tests: a new one on SQLite, and one on each database that the grader promises to speak to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from grader.desk.gradebook.database import url_of
from grader.desk.gradebook.store import GradebookStore
from tests.desk.postgres import missing, server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL database, which the tests of a process share."""
    if why := missing():
        pytest.skip(why)
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no gradebook yet."""
    if request.param == "sqlite":
        return str(tmp_path / "book.sqlite")
    url: str = request.getfixturevalue("postgres")
    engine = create_engine(url_of(url))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture
def book(place: str) -> Iterator[GradebookStore]:
    with GradebookStore(place) as store:
        yield store
