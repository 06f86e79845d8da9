"""A database by path or URL: SQLite in WAL mode, or whatever SQLAlchemy speaks to; its troubles as sentences."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from grader.errors import GraderError

_WRITES, _LASTING = "gradebook_writes", "gradebook_lasting"


def url_of(place: str) -> URL:
    """A path is an SQLite file; PostgreSQL is spoken to by psycopg.

    Raises:
        GraderError: this is no URL of a database.
    """
    if "://" not in place:
        return URL.create("sqlite", database=str(Path(place).absolute()))
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise GraderError(
            "The gradebook's address cannot be read. Examples: book.sqlite, postgresql://user@host/database",
            de="Die Adresse des Notenbuchs ist nicht lesbar. Beispiele: book.sqlite, postgresql://user@host/datenbank",
        ) from error
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def file_of(url: URL) -> Path | None:
    """The file of an SQLite database."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def shown(url: URL) -> str:
    """The place, fit to be read by somebody over one's shoulder."""
    file = file_of(url)
    return str(file) if file is not None else url.render_as_string(hide_password=True)


def connect(url: URL, *, make: bool, patience: float) -> Engine:
    """An engine; a new SQLite file is its owner's alone. `patience`: seconds to wait for another process that writes.

    Raises:
        GraderError: there is none and none may be made, or this Python does not speak to it.
    """
    file = file_of(url)
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise GraderError(
            "A database in memory keeps nothing. Name a file: book.sqlite",
            de="Eine Datenbank im Speicher hebt nichts auf. Nenne eine Datei: book.sqlite",
        )
    if file is not None:
        _expect_file(file, make=make)
    try:
        arguments = {"timeout": patience} if file is not None else {}
        engine = create_engine(url, connect_args=arguments, pool_pre_ping=file is None)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise GraderError(
            f"This Python does not speak to {url.drivername}: {error}. For PostgreSQL: pip install 'psycopg[binary]'",
            de=f"Dieses Python spricht nicht mit {url.drivername}: {error}. Für PostgreSQL: pip install 'psycopg[binary]'",
        ) from error
    if file is not None:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def writing(engine: Engine, *, lasting: bool = False) -> Iterator[Connection]:
    """A transaction that writes: on SQLite it is the only one from its beginning, so what it has read still holds. A
    `lasting` one waits until it is on the disk: what a person has decided outlives a power cut, too. Results are graded
    again by the next run, and to wait for each of them takes longer than to find it again."""
    with engine.connect().execution_options(**{_WRITES: True, _LASTING: lasting}) as connection, connection.begin():
        yield connection


@contextmanager
def sentences(url: URL) -> Iterator[None]:
    """What a database or its disk refuses, as a sentence with what to do."""
    try:
        yield
    except SQLAlchemyError as error:
        raise trouble(error, shown(url)) from error
    except GraderError as error:
        raise GraderError(f"{shown(url)}: {error}", de=f"{shown(url)}: {error.de}") from error


def trouble(error: SQLAlchemyError, place: str) -> GraderError:
    """By what the driver says; of that only the first line is shown, which names no value of a row."""
    cause = getattr(error, "orig", None)
    why = (str(cause or error).splitlines() or [""])[0]
    for words, en, de in _KNOWN:
        if words in why:
            return GraderError(f"The gradebook {place} {en}", de=f"Das Notenbuch {place} {de}")
    return GraderError(
        f"The gradebook {place} cannot be used ({why or type(error).__name__}).",
        de=f"Das Notenbuch {place} ist nicht benutzbar ({why or type(error).__name__}).",
    )


_KNOWN = (
    (
        "database is locked",
        "is in use by another program that does not let go of it. Close that, then start again.",
        "wird von einem anderen Programm benutzt, das es nicht freigibt. Beende das, dann starte noch einmal.",
    ),
    (
        "readonly database",
        "is read-only. Make it and its folder writable, or name another place.",
        "ist schreibgeschützt. Gib es und seinen Ordner zum Schreiben frei, oder nenne einen anderen Ort.",
    ),
    (
        "unable to open database file",
        "cannot be opened. Make it and its folder writable, or name another place.",
        "lässt sich nicht öffnen. Gib es und seinen Ordner zum Schreiben frei, oder nenne einen anderen Ort.",
    ),
    (
        "disk is full",
        "has no room left on its disk. Make room, then start again.",
        "hat auf seinem Datenträger keinen Platz mehr. Schaffe Platz, dann starte noch einmal.",
    ),
    (
        "file is not a database",
        "is no database. Name another place, or restore a backup: grade restore",
        "ist keine Datenbank. Nenne einen anderen Ort, oder hole eine Sicherung zurück: grade restore",
    ),
    (
        "malformed",
        "is damaged. Put it aside and restore a backup: grade restore",
        "ist beschädigt. Lege es beiseite und hole eine Sicherung zurück: grade restore",
    ),
)


def _expect_file(file: Path, *, make: bool) -> None:
    if file.is_dir() or (not file.parent.is_dir()):
        missing = file.parent if not file.is_dir() else file
        raise GraderError(
            f"{missing} is a folder; a gradebook is a file in one." if file.is_dir() else f"There is no folder {missing}.",
            de=f"{missing} ist ein Ordner; ein Notenbuch ist eine Datei." if file.is_dir() else f"{missing} gibt es nicht.",
        )
    if file.exists():
        return
    if not make:
        raise GraderError(
            f"There is no gradebook {file}. grade class FOLDER --gradebook {file} makes one.",
            de=f"Das Notenbuch {file} gibt es nicht. grade class FOLDER --gradebook {file} legt eines an.",
        )
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise GraderError(
            f"The gradebook {file} cannot be made ({why}). Name another place.",
            de=f"Das Notenbuch {file} lässt sich nicht anlegen ({why}). Nenne einen anderen Ort.",
        ) from error


def _set_up_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    for setting in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is forgotten is overwritten
    ):
        connection.execute(f"PRAGMA {setting}").close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        if options.get(_WRITES):
            connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if options.get(_LASTING) else 'NORMAL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(_WRITES) else "BEGIN")
