"""What a student's last results were is remembered, also by a program that is newer than the file."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from grader.model import Outcome, Result
from grader.storage.progress import FOLDER, recall, remember
from tests.conftest import Command, GradeCode

OLD = Path(__file__).parent / "old" / "progress-1.json"  # written by the program before its house was rebuilt
NOW = datetime(2026, 11, 24, 8, 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of before, where a student would have it."""
    path = tmp_path / FOLDER / "results.json"
    path.parent.mkdir()
    shutil.copy(OLD, path)
    return path


def test_results_are_remembered_with_the_one_before(tmp_path: Path, grade_code: GradeCode) -> None:
    assert recall(tmp_path).entries == {}
    for value in ("4", "3"):
        assert remember(tmp_path, [grade_code("ex10", {"limit_value": value}).result], NOW) is False
    entry = recall(tmp_path).entries["ex10"]
    assert (entry.last.points, entry.previous and entry.previous.points, entry.when) == (1, 0, "2026-11-24 08:00")


def test_a_file_of_before_is_read(tmp_path: Path, file: Path) -> None:
    progress = recall(tmp_path)
    assert not progress.dropped
    entry = progress.entries["ex10"]
    assert entry.previous
    assert (entry.last.points, entry.previous.points, entry.when) == (5, 3, "2026-11-28 03:44")
    outcomes = [verdict.outcome for verdict in entry.last.verdicts]
    assert outcomes[:4] == [Outcome.CORRECT, Outcome.PARTIAL, Outcome.FOLLOW_THROUGH, Outcome.CORRECT]


def test_a_file_of_before_is_written_anew(tmp_path: Path, file: Path) -> None:
    result: Result = recall(tmp_path).entries["ex10"].last
    assert remember(tmp_path, [result], NOW) is False
    assert json.loads(file.read_text())["version"] == 2
    assert recall(tmp_path).entries["ex10"].previous == result


def renamed(document: Any) -> Any:
    text = json.dumps(document)
    assert '"is": "Verdict"' in text
    return json.loads(text.replace('"is": "Verdict"', '"is": "Judgement"'))


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda document: {**document, "version": 3},
        lambda document: {"version": 2},
        lambda document: {**document, "version": [1]},
        lambda document: [document],
        renamed,
    ],
    ids=["newer", "without entries", "no version", "a list", "a class that is no more"],
)
def test_what_cannot_be_read_is_dropped_and_said(tmp_path: Path, file: Path, spoilt: Any) -> None:
    file.write_text(json.dumps(spoilt(json.loads(file.read_text()))))
    assert recall(tmp_path).entries == {}
    assert recall(tmp_path).dropped


def test_a_shuffled_exercise_of_before_is_dropped_because_its_letters_were_those_shown(tmp_path: Path, file: Path) -> None:
    file.write_text(file.read_text().replace('"shuffle": 0, "seed"', '"shuffle": 7, "seed"'))
    assert recall(tmp_path).entries == {}
    assert recall(tmp_path).dropped


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000])
def test_a_damaged_file_is_dropped_and_said(tmp_path: Path, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert recall(tmp_path).dropped


def test_one_entry_that_cannot_be_read_takes_no_other_with_it(tmp_path: Path, file: Path) -> None:
    document = json.loads(file.read_text())
    document["entries"]["ex02"] = {"is": "Entry"}
    file.write_text(json.dumps(document))
    progress = recall(tmp_path)
    assert list(progress.entries) == ["ex10"]
    assert progress.dropped


def test_a_student_reads_that_something_was_dropped(command: Command, tmp_path: Path, file: Path) -> None:
    ran = command("--json")
    assert json.loads(ran.out)["results"][0]["points"] == 5
    assert ran.err == ""
    file.write_text("{}")
    ran = command("--json")
    assert json.loads(ran.out)["results"] == []
    assert "kann: Eine andere Version hat sie geschrieben" in " ".join(ran.err.split())
