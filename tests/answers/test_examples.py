"""The tables of examples hold, and the manual made of them is up to date."""

from __future__ import annotations

import pytest

from grader.model import Lang
from tests.answers.examples import Row, Table
from tests.answers.manual import FILES, manual
from tests.answers.rows import became, examples

ROWS = [(name, table, row) for name, found in examples().items() for table in found.tables for row in table.rows]


@pytest.mark.parametrize(("name", "table", "row"), ROWS, ids=[f"{name}: {row[0][:40]!a}" for name, _, row in ROWS])
def test_example(name: str, table: Table, row: Row) -> None:
    found = became(table, row)
    assert found.verdict == row[1], f"{row[3]}: {found}"


@pytest.mark.parametrize("name", examples())
def test_every_kind_has_at_least_25_rows_and_no_row_twice(name: str) -> None:
    tables = examples()[name].tables
    for table in tables:
        codes = [row[0] for row in table.rows]
        assert len(set(codes)) == len(codes)
    assert sum(len(table.rows) for table in tables) >= 25


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_manual_is_up_to_date(lang: Lang) -> None:
    assert FILES[lang].read_text(encoding="utf-8") == manual(lang), "stale: run python -m tests.answers.manual"
