"""Who gets a kit: a table with the columns name and, if one likes, id and e-mail."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import GraderError
from grader.submissions.files.file_names import apart

COLUMNS = {"name": "name", "id": "id", "email": "email", "e-mail": "email", "mail": "email"}


@dataclass(frozen=True, slots=True)
class Student:
    """One line; `folder` is how the kit is called, another one for everybody."""

    name: str
    id: str
    email: str
    folder: str


def read_roster(path: Path) -> tuple[Student, ...]:
    """Everybody in the table, in its order.

    Raises:
        GraderError: it has no column name, or a line has no name, or two lines the same id.
        OSError: it cannot be read.
    """
    text = path.read_bytes().decode("utf-8-sig", "replace")
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    wanted = [_known(row) for row in rows]
    for number, row in enumerate(wanted, start=2):
        if not row.get("name"):
            raise GraderError(
                f"{path}, line {number}: there is no name. The first line names the columns: name,id,email",
                de=f"{path}, Zeile {number}: da steht kein Name. Die erste Zeile nennt die Spalten: name,id,email",
            )
    ids = [row.get("id") or row["name"] for row in wanted]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if not ids:
        raise GraderError(f"{path}: nobody stands there.", de=f"{path}: da steht niemand.")
    if twice is not None:
        raise GraderError(
            f"{path}: {twice} stands there twice; give everybody an id of their own.",
            de=f"{path}: {twice} steht zweimal da; gib allen eine eigene id.",
        )
    folders = apart(ids)
    return tuple(Student(row["name"], one, row.get("email", ""), folders[one]) for one, row in zip(ids, wanted, strict=True))


def _known(row: Mapping[str | Any, str | Any]) -> dict[str, str]:
    """The columns that count, by our names for them."""
    named = ((COLUMNS.get((key or "").strip().lower()), value) for key, value in row.items())
    return {key: value.strip() for key, value in named if key is not None and isinstance(value, str)}
