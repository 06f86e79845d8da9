"""Every answer of the exercises' tables, in all the forms in which people write it: both keys say the same of it."""

from __future__ import annotations

import importlib
from typing import Any

import numpy
import sympy

from grader.answers.door import observe
from grader.model import Returned
from tests.every import each, turn
from tests.exercises.table import Row
from tests.sealed.keys import SOURCES, Both, both, judged

OPEN = "undecided"


def returned(keys: Both, row: Row) -> Any:
    """What a child would send of the row's answer; None where it runs code, or is no answer by itself."""
    source = row.answers.get(row.item)
    if source is None or row.code:
        return None
    names: dict[str, Any] = {**vars(sympy), "np": numpy, "sympy": sympy}
    names |= {name: sympy.Symbol(name, real=True) for name in keys.exercise.symbols}
    try:
        value = eval(source, names)
    except Exception:  # noqa: BLE001 - answers that crash are other tests' business
        return None
    observation = observe(keys.exercise.item(row.item).reading, value)
    return observation.raw if isinstance(observation, Returned) else None


def expect_alike(keys: Both, row: Row) -> None:
    item = next((item for item in keys.items if item.name == row.item), None)
    raw = returned(keys, row) if item is not None and not item.kind.is_called else None
    if item is None or raw is None:
        return
    live, sealed = judged(keys.live(item, raw)), judged(keys.sealed(item, raw))
    if sealed[0] == OPEN:
        assert item.name not in keys.plan.judged or live[0] == OPEN, f"{item.name} {row.answers[item.name]}: {live}"
    else:
        assert live[0] == OPEN or sealed == live or _has_no_box(live), f"{item.name} {row.answers[item.name]}: {live} {sealed}"


def _has_no_box(live: tuple[str, str, str | None]) -> bool:
    """A rounded answer can have any number of places, and five entries have 120 orders: wrong without a reason."""
    return live[0] == "wrong" and live[2] in ("G6", "G8")


@each("name", turn([source.id for source in SOURCES], 8))
def test_answers_in_other_forms_are_judged_alike(name: str) -> None:
    keys = both(name)
    rows: list[Row] = importlib.import_module(f"tests.exercises.tables.{name}").ANSWERS
    broken = []
    for row in rows:
        try:
            expect_alike(keys, row)
        except AssertionError as error:
            broken.append(str(error).partition("\n")[0])
    assert not broken, "\n".join(broken)
