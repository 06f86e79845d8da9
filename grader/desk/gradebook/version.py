"""Which version a database has; an older one is migrated, a newer one refused.

The steps are Alembic's, which copies tables where SQLite cannot alter them, and compares tables of the steps with those of
`tables.py` (in the tests). It is imported only where there is a step to take.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from grader.errors import GraderError

HEAD = "0003"
VERSION_TABLE = "gradebook_version"
_LOCK = 0x67726164  # any number that is ours: who migrates a PostgreSQL database holds it


def version_of(connection: Connection) -> str | None:
    """None: an empty database.

    Raises:
        GraderError: it holds tables of something else.
    """
    names = inspect(connection).get_table_names()
    if VERSION_TABLE in names:
        return str(connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one())
    if "students" in names or (names and connection.dialect.name == "sqlite"):
        raise GraderError(
            f"This is a database, but no gradebook: it has the tables {', '.join(sorted(names))}. Name another place.",
            de=f"Das ist eine Datenbank, aber kein Notenbuch: sie hat die Tabellen {', '.join(sorted(names))}. Nenne einen "
            "anderen Ort.",
        )
    return None


def is_of_today(connection: Connection) -> bool:
    """Raises GraderError: a newer program has made this database, or something else has."""
    version = version_of(connection)
    if version is not None and version > HEAD:
        raise GraderError(
            f"A newer grade has made this gradebook: it has version {version}, this one reads up to {HEAD}. Update grade.",
            de=f"Ein neueres grade hat dieses Notenbuch angelegt: es hat Version {version}, dieses liest bis {HEAD}. "
            "Aktualisiere grade.",
        )
    return version == HEAD


def migrate(connection: Connection, *, to: str = HEAD) -> None:
    """Take the steps that are missing, all or none, inside the transaction that is open. Another process that does so at
    the same time waits, and finds nothing left to do."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if is_of_today(connection):
        return
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
