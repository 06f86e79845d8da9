"""What a kernel sends: its cells as a notebook, its values as observations; and what the judge believes of it."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from grader.answer_key.process.client import LiveKey
from grader.answers.door import observe
from grader.answers.kinds.solution_set import SolutionSet
from grader.model import Cell, Lost, Missing, Observation, Place, Returned, Submission, Text, Unreadable
from grader.notebook import history
from grader.notebook.answers import live_answers
from grader.notebook.conversation import ANSWERING, ASKING, talk_end
from grader.notebook.history import CellLog, notebook_file, own_metadata
from grader.notebook.merged import LiveExecutor
from grader.runner.supervisor.run_result import Run
from grader.sandbox.protocol.frames import FrameError
from grader.storage.codec import dump, load
from tests.every import each

THREE = {"node": ["num", "3"]}
FOUR = {"node": ["num", "4"]}


def sources(log: CellLog) -> list[str]:
    return [cell["source"] for cell in json.loads(log.notebook({}))["cells"]]


def test_a_cell_stands_once_at_its_first_place_in_its_last_version() -> None:
    log = CellLog()
    for source, cell in [("import a", "1"), ("x = 1", "2"), ("y = x", "3"), ("x = 2", "2"), ("import a", "1")]:
        log.note(source, cell)
    assert sources(log) == ["import a", "x = 2", "y = x"]


def test_without_ids_only_the_same_text_is_the_same_cell() -> None:
    log = CellLog()
    for source in ("x = 1", "x = x + 1", "x = 1"):
        log.note(source)
    assert sources(log) == ["x = 1", "x = x + 1"]


def test_what_is_said_to_us_is_no_part_of_an_answer() -> None:
    log = CellLog()
    for number, source in enumerate(("%load_ext grader\nx = 1", "%grade b", "  ", "%grade\n%time y = 2", "%grades = 3")):
        log.note(source, str(number))
    assert sources(log) == ["\nx = 1", "\n%time y = 2", "%grades = 3"]


def test_of_too_many_cells_the_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "LARGEST_NOTEBOOK", 1000)
    log = CellLog()
    for number in range(200):
        log.note(f"x = {number}")
    kept = sources(log)
    assert 0 < len(kept) < 10
    assert kept[-1] == "x = 199"


def test_which_file_it_is_is_told_by_its_program(tmp_path: Path) -> None:
    file = tmp_path / "ex10.ipynb"
    file.write_text(json.dumps({"metadata": {"grader": {"exercise": "ex10"}, "else": 1}, "cells": []}))
    assert notebook_file({"__vsc_ipynb_file__": str(file)}, {}) == file
    assert notebook_file({}, {"JPY_SESSION_NAME": str(file)}) == file
    assert notebook_file({"__vsc_ipynb_file__": 3}, {"JPY_SESSION_NAME": "a.py"}) is None
    assert own_metadata(file) == {"grader": {"exercise": "ex10"}}
    for text in ("", "[]", '{"metadata": 3}', '{"metadata": {"grader": 3}}'):
        file.write_text(text)
        assert own_metadata(file) == {}
    assert own_metadata(tmp_path / "none.ipynb") == {}


class Leaving:
    def __getattribute__(self, name: str) -> Any:
        raise SystemExit


VALUE = {"kind": "value"}
ITEMS = [{"name": "value", "reading": VALUE}, {"name": "call", "reading": {"kind": "function", "functions": {"f": 1}}}]
READ = [
    ({"value": 3}, [], observe(VALUE, 3)),
    ({}, [], Missing()),
    ({"value": None}, [], Missing()),
    ({"value": ...}, [], Missing()),
]


@pytest.mark.parametrize(("namespace", "cells", "seen"), READ)
def test_values_are_read_as_a_child_reads_them(namespace: dict[str, Any], cells: list[str], seen: Observation) -> None:
    found = live_answers(namespace, ITEMS, cells)
    assert list(found) == ["value"], "functions are called in a child only"
    assert load(Observation, found["value"]) == seen


CUT = "value = 1,5; 2,25; 2,625"
REGION = SolutionSet().reading()
MISREAD = [
    (VALUE, (1, 5), [CUT], True),
    (VALUE, (1, 5), ["value = 1, 5"], False),  # a tuple that was meant
    (VALUE, (1, 5), [CUT, "value = (1, 5)"], False),  # the last cell counts
    (VALUE, (1, 5), ["value = 1, 5", "# remark", CUT], True),
    (REGION, None, ["value = None"], True),
    (VALUE, None, ["value = None"], False),  # not every kind can be empty
]


@each(("reading", "value", "cells", "said"), MISREAD)
def test_what_python_has_read_otherwise_is_said_as_for_a_file(
    reading: dict[str, Any], value: object, cells: list[str], said: bool
) -> None:
    """The source says it, and `grade ex10` has the same words for it."""
    found = load(Observation, live_answers({"value": value}, [{"name": "value", "reading": reading}], cells)["value"])
    codes = ("no quotation marks", "None, no set")
    assert (isinstance(found, Unreadable) and found.why.code in codes) == said


def test_odd_values_are_unreadable_and_slips_are_seen_in_the_source() -> None:
    for odd in (Leaving(), object(), "x" * 5_000_000):
        assert live_answers({"value": odd}, ITEMS, [])["value"]["is"] == "Unreadable"
    assert load(Observation, live_answers({"value": 1}, ITEMS, ["value = 3^2"])["value"]).slip is not None


class Ran:
    """A child that has seen these."""

    isolation = "strong"

    def __init__(self, **seen: Observation) -> None:
        self.seen = seen

    def run(self, submission: Submission, exercise: Any, **_: bool) -> Run:
        return Run({item.name: self.seen.get(item.name, Missing()) for item in exercise.items}, notes=(Text(de="a", en="a"),))


SUBMISSION = Submission(None, "ex10", 0, (Cell(1, "limit_value = 3"),), "", "a.ipynb")
SLIPPED = Returned(THREE, slip="G7", place=Place(1, 1))
MERGED = [
    (Returned(THREE), Returned(FOUR), Returned(FOUR), True),
    (SLIPPED, Returned(THREE), SLIPPED, False),
    (Missing(), Returned(FOUR), Returned(FOUR), False),
    (Returned(THREE), Missing(), Returned(THREE), False),
]


@pytest.mark.parametrize(("child", "kernel", "counts", "stale"), MERGED)
def test_what_stands_in_the_notebook_counts(
    key: LiveKey, child: Observation, kernel: Observation, counts: Observation, stale: bool
) -> None:
    executor = LiveExecutor(Ran(limit_value=child), lambda *_: {"limit_value": dump(kernel), "unasked": 3})  # type: ignore[arg-type]
    run = executor.run(SUBMISSION, key.exercise("ex10"))
    assert run.observations["limit_value"] == counts
    assert any("ex10.f" in note.en for note in run.notes) == stale


FORGED = [
    (dump(Lost(Text(de="a", en="a"))), "an end that no child"),
    (dump(Returned(THREE, place=Place(9, 9))), "a cell that no child"),
    (dump(Returned(THREE, slip="G99")), "a generic mistake that no child"),
    (3, "3"),
    ({"is": "Exercise"}, "Exercise"),
]


@pytest.mark.parametrize(("said", "why"), FORGED)
def test_what_no_reading_code_would_say_is_refused(key: LiveKey, said: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        LiveExecutor(Ran(), lambda *_: {"limit_value": said}).run(SUBMISSION, key.exercise("ex10"))  # type: ignore[arg-type]


def test_both_ends_take_only_what_was_agreed() -> None:
    ours, theirs = os.pipe(), os.pipe()
    kernel, judge = talk_end(ours[0], theirs[1], ANSWERING), talk_end(theirs[0], ours[1], ASKING)
    large = {"is": "shown", "html": "x" * 300_000, "text": ""}
    sender = threading.Thread(target=judge.send, args=(large,))
    sender.start()
    assert kernel.receive() == large
    sender.join()
    kernel.send({"is": "answers", "found": {}})
    kernel.send({"is": "answers", "found": []})
    assert judge.receive() == {"is": "answers", "found": {}}
    with pytest.raises(FrameError):
        judge.receive()
    os.close(theirs[1])
    for descriptor in (ours[1], ours[0], theirs[0]):
        os.close(descriptor)
