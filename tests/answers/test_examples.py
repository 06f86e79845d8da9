"""The tables of examples hold, and the manual made of them is up to date."""

from __future__ import annotations

import pytest

from grader.model import Lang
from tests.answers.examples import Row, Table
from tests.answers.manual import FILES, manual
from tests.answers.rows import became, examples
from tests.every import every


@pytest.mark.parametrize("name", examples())
def test_the_rows_of_a_kind(name: str) -> None:
    rows = [(table, row) for table in examples()[name].tables for row in table.rows]
    every(rows, as_its_row_states, lambda pair: pair[1][0][:80])


def as_its_row_states(pair: tuple[Table, Row]) -> None:
    table, row = pair
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
