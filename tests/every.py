"""Many rows in one case: all rows that break a promise are named at once, and no row costs a case of its own."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

import pytest

Row = TypeVar("Row")
ALL = "GRADER_ALL_ROWS"  # set: nothing is left for another day
SHOWN = 600  # characters of one row's trouble; the rest is the same over and over


def every(rows: Iterable[Row], promise: Callable[[Row], object], name: Callable[[Row], object] = repr) -> None:
    """Each row keeps the promise, which asserts it.

    Raises:
        AssertionError: some rows do not, or there is none.
    """
    tried, broken = 0, []
    for row in rows:
        tried += 1
        try:
            promise(row)
        except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - the next rows are tried, and then all is said
            broken.append(f"{name(row)}\n    {type(error).__name__}: {str(error)[:SHOWN]}")
    assert tried, "no row"
    assert not broken, f"{len(broken)} of {tried} rows:\n" + "\n".join(broken)


def turn(rows: Iterable[Row], days: int) -> list[Row]:
    """Today's share of the rows, one at least: each has its turn within so many days, and all of them every night."""
    listed = list(rows)
    days = 1 if os.environ.get(ALL) else min(days, len(listed)) or 1
    return listed[date.today().toordinal() % days :: days]


def each(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As `pytest.mark.parametrize`, but all rows are one case; what the test asks for besides is shared by them."""
    columns, table = (names, list(rows)) if isinstance(names, tuple) else ((names,), [(row,) for row in rows])

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def in_one_case(**shared: Any) -> None:
            every(table, lambda row: test(**dict(zip(columns, row, strict=True)), **shared))

        signature = inspect.signature(test)
        asked = [parameter for name, parameter in signature.parameters.items() if name not in columns]
        in_one_case.__signature__ = signature.replace(parameters=asked)  # type: ignore[attr-defined]
        return in_one_case

    return decorate
