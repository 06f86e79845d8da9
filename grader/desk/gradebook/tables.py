"""The tables of a gradebook.

What is graded is only ever added: `results` name what was handed in (`submissions`) and the exercise as it was then
(`exercises`), so that a result can be read without either. The last row of a student and an exercise counts. To forget a
student empties columns and deletes their decisions; digests and times stay.

Documents are JSON in ASCII, which every database takes as it is, NUL characters and lone surrogates included.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text, TypeDecorator, UniqueConstraint

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class AnyText(TypeDecorator[str]):
    """A name as somebody's disk had it: what no database stores – NUL, lone surrogates – is spelled \\uXXXX, and back."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else re.sub("[\0\\\\\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), value)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _to(table: str) -> Column[int]:
    return Column(table, Integer, ForeignKey(f"{table}s.id"), nullable=False)


def _account() -> Column[str]:
    return Column("account", AnyText, nullable=False, server_default="")  # whose account; empty before version 2


STUDENTS = Table(
    "students",
    METADATA,
    _id(),
    Column("name", AnyText, unique=True),  # none: forgotten
    Column("forgotten", Text),
)
RUNS = Table(
    "runs",
    METADATA,
    _id(),
    Column("began", Text, nullable=False),
    Column("ended", Text),  # none: interrupted, or still at work
    Column("grader", Text, nullable=False),
    Column("folder", AnyText, nullable=False),
    Column("out", AnyText, nullable=False),
    Column("new", Integer),
    Column("changed", Integer),
    Column("same", Integer),
    _account(),
)
EXERCISES = Table(
    "exercises",
    METADATA,
    _id(),
    Column("name", Text, nullable=False),
    Column("variant", Integer, nullable=False),
    Column("version", Text, nullable=False),  # the digest of its source and of the program
    Column("document", Text, nullable=False),  # without probes, which the seed draws
    UniqueConstraint("name", "variant", "version"),
)
SUBMISSIONS = Table(
    "submissions",
    METADATA,
    _id(),
    _to("student"),
    Column("exercise", Text, nullable=False),
    Column("digest", Text, nullable=False),  # of the file
    Column("code", Text, nullable=False),  # the digest of its cells
    Column("variant", Integer, nullable=False),
    Column("shuffle", Integer, nullable=False),
    Column("handed_in", Text, nullable=False),
    Column("document", Text),  # file name, cells, text cells; none: forgotten
    Index(None, "student", "exercise"),
)
RESULTS = Table(
    "results",
    METADATA,
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("run", Integer, ForeignKey("runs.id")),
    _to("student"),
    _to("submission"),
    _to("exercise"),
    Column("name", Text, nullable=False),  # of the exercise
    Column("graded", Text, nullable=False),
    Column("grader", Text, nullable=False),
    Column("seed", Text, nullable=False),  # in decimal digits: it may have 64 bits
    Column("isolation", Text, nullable=False),
    Column("reproducible", Boolean, nullable=False),
    Column("fingerprint", Text, nullable=False),  # the digest of the document
    Column("points", Text),
    Column("outcomes", Text),
    Column("document", Text),  # verdicts with their certificates, notes; none: forgotten
    Index(None, "student", "name"),
)
DECISIONS = Table(
    "decisions",
    METADATA,
    _id(),
    _to("student"),
    Column("exercise", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("document", Text, nullable=False),
    _account(),
    Index(None, "student"),
)
KEYS = Table(
    "keys",
    METADATA,
    _id(),
    Column("made", Text, nullable=False),
    Column("private", Text, nullable=False),  # 32 bytes in hexadecimal digits; the last one signs, all of them are ours
)
