"""The worked solution opens with all core units of its exercise, and with nothing less."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from grader.answer_key.sealed.box.worked_solution import open_worked, seal_worked
from grader.answer_key.sealed.opening.opened_key import OpenedKey
from grader.answer_key.sealed.opening.sealed_key import SealedKey
from grader.answer_key.services.solution import worked
from grader.model import Returned, Text
from grader.storage.cache import Cache
from tests.every import each, turn
from tests.sealed.keys import both, run_rules

SHARES = {"steps": "aa", "losses": "bb", "limit": "cc"}
SOLUTION = Text(de="Erst ableiten, dann …", en="First differentiate, then …")


def test_all_shares_open_it_and_no_part_of_them() -> None:
    box = seal_worked(SHARES, SOLUTION)
    assert open_worked(SHARES, box) == SOLUTION
    for left_out in SHARES:
        assert open_worked({unit: share for unit, share in SHARES.items() if unit != left_out}, box) is None
    assert open_worked({**SHARES, "steps": "ab"}, box) is None


def test_without_a_solution_there_are_as_many_bytes() -> None:
    assert len(seal_worked(SHARES, None)) == len(seal_worked(SHARES, SOLUTION))
    assert open_worked(SHARES, seal_worked(SHARES, None)) is None


@each("name", turn(["ex04", "ex08", "ex11", "ex13"], 2))
def test_right_answers_to_all_core_items_open_the_solution_of_an_exercise(name: str) -> None:
    keys = both(name)
    expected = worked(keys.drawn)
    assert expected is not None
    core = [item for item in keys.drawn.exercise.items if not item.bonus and not item.marks]
    for left_out in (None, *core):
        key = SealedKey(keys.file.parent, Cache(None), run_rules)
        exercise = key.exercise(name)
        for item in core:
            if item is not left_out:
                key.match(exercise, exercise.item(item.name), Returned(keys.drawn.reference(item)))
        opened = key.worked(exercise)
        if left_out is None or left_out.kind.judged_openly(keys.drawn.reference(left_out)) is not None:
            assert opened == expected
        else:
            assert opened is None, left_out.name


def test_where_a_core_item_has_no_unit_the_kit_has_no_solution() -> None:
    plan = both("ex04").plan
    assert plan.covers_all()
    for item in plan.exercise.items:
        without = replace(plan, items={**plan.items, item.name: replace(plan.items[item.name], unit=None)})
        assert without.covers_all() is item.bonus


def test_answers_that_were_seen_before_open_it_without_a_box_being_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = both("ex08")
    core = [item for item in keys.drawn.exercise.items if not item.bonus and not item.marks]
    said = []
    for _ in range(2):
        with closing(Cache(tmp_path)) as cache:
            key = SealedKey(keys.file.parent, cache)
            exercise = key.exercise("ex08")
            answers = {item.name: Returned(keys.drawn.reference(item)) for item in core}
            key.expect(exercise, answers)
            matches = [key.match(exercise, exercise.item(name), answer) for name, answer in answers.items()]
            said.append((matches, key.worked(exercise)))
        monkeypatch.setattr(OpenedKey, "match", None)  # whoever asks it again ends here
    assert said[0] == said[1]
    assert said[0][1] == worked(keys.drawn)
