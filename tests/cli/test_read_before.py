"""A class that is graded again: whose files have not changed is not read again, and nothing else is found than was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from grader.cli.teacher.whole_class.read_before import ReadBefore
from grader.runner.supervisor.local import LocalExecutor
from grader.storage.cache import Cache
from grader.submissions.files.handin import HandIn, ReadHandIn

NAMES = {"ex10": ["w1", "w2"], "ex04": ["valley"]}
FILES = {"ex10.py": "# grader: ex10 variant 0\nw1 = 2\n", "ex04.ipynb": "{damaged", "ex04.txt": "x" * 20}


@pytest.fixture
def hand_ins(tmp_path: Path) -> list[HandIn]:
    folder = tmp_path / "anna"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content)
    (folder / "ex11.py").mkdir()  # no file: the judge says so without any child
    return [HandIn("anna", path, f"anna/{path.name}") for path in sorted(folder.iterdir())]


def read(hand_ins: list[HandIn], executor: LocalExecutor) -> list[ReadHandIn]:
    with executor.session() as session:
        return [session.read_file(hand_in, NAMES) for hand_in in hand_ins]


def test_what_was_read_is_found_again_and_nothing_else(tmp_path: Path, hand_ins: list[HandIn], usual: LocalExecutor) -> None:
    before = ReadBefore(Cache(tmp_path), NAMES)
    assert before.of(hand_ins) is None
    assert list(before.new(hand_ins)) == hand_ins
    found = read(hand_ins, usual)
    assert [one.reading.problem is None for one in found] == [False, True, True, False]
    before.keep(found)
    assert before.of(hand_ins) == found
    assert list(before.new(hand_ins)) == []
    assert before.of(hand_ins[:-1]) is None  # another file less, or in another order
    assert before.of(hand_ins[::-1]) is None
    assert ReadBefore(Cache(tmp_path), {**NAMES, "ex05": ["half"]}).of(hand_ins) is None
    hand_ins[1].path.write_text(FILES["ex10.py"].replace("2", "3"))
    assert before.of(hand_ins) is None
    other = replace(hand_ins[2], student="bert")
    assert list(before.new([*hand_ins, other])) == [hand_ins[1]]  # the others are read again, and need nothing new


def test_what_another_run_may_read_is_not_kept(tmp_path: Path, hand_ins: list[HandIn], usual: LocalExecutor) -> None:
    before = ReadBefore(Cache(tmp_path), NAMES)
    first, *rest = read(hand_ins, usual)
    before.keep([replace(first, reading=replace(first.reading, passing=True)), *rest])
    assert before.of(hand_ins) is None
