"""A gradebook as lines of JSON, the same whatever database it lies in: what a backup holds, and how one moves to another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sqlalchemy import Connection, MetaData, Table, func, insert, inspect, select, text

from grader.desk.gradebook.tables import METADATA

TABLES = [table.name for table in METADATA.sorted_tables]  # whoever is named by others comes first


def lines(connection: Connection, name: str) -> Iterator[str]:
    """The rows of a table as its database has them, each as a JSON object."""
    table = Table(name, MetaData(), autoload_with=connection)
    asked = select(table).order_by(table.c.id).execution_options(yield_per=200)
    with connection.execute(asked) as found:
        for row in found.mappings():
            yield json.dumps(dict(row))


def fill(connection: Connection, tables: Mapping[str, Iterable[str]]) -> None:
    """Put lines into the empty tables of a database of the same version; tables that it does not have yet have no lines."""
    for name in filter(tables.__contains__, TABLES):
        table = Table(name, MetaData(), autoload_with=connection)
        rows = map(json.loads, tables[name])
        while some := list(islice(rows, 200)):
            connection.execute(insert(table), some)
    count_on(connection)


def count_on(connection: Connection) -> None:
    """Where a database counts rows itself, it goes on after those that came with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for name in inspect(connection).get_table_names():
        if name not in TABLES:
            continue
        table = Table(name, MetaData(), autoload_with=connection)
        last = connection.execute(select(func.max(table.c.id))).scalar()
        if last is not None:
            connection.execute(text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"), {"name": name, "last": last})
