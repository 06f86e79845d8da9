"""Reading through the executor: student bytes are parsed in a child, under its limits."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from grader.model import Cell
from grader.runner.supervisor.local import LocalExecutor
from grader.submissions.files.handin import Part, Reading

from .making import SHORT, read

CATALOGUE = {"ex10": ("steps",)}


def test_a_script_comes_back_as_cells(executor: LocalExecutor) -> None:
    cells = (Cell(1, "# grader: ex10 variant 2\nsteps = 'ä'", line=1),)
    expected = Reading((Part("ex10", 2, cells, "marker", answers=1),))
    assert read(executor, "# grader: ex10 variant 2\nsteps = 'ä'".encode(), "x.py", CATALOGUE) == expected


def test_a_hundred_megabytes_of_outputs_are_read(executor: LocalExecutor) -> None:
    png = {"output_type": "display_data", "data": {"image/png": "A" * (50 << 20)}}
    lines = {"output_type": "stream", "text": ["0123456789" * 5 + "\n"] * (1 << 20)}
    cell = {"cell_type": "code", "metadata": {}, "source": "steps = 1"}
    data = json.dumps({"cells": [cell | {"outputs": [png, lines]}, cell], "nbformat": 4}, indent=1).encode()
    assert len(data) > 100 << 20
    assert [cell.source for cell in read(executor, data, "ex10.ipynb", CATALOGUE).parts[0].cells] == ["steps = 1"] * 2


def test_what_needs_too_much_memory_is_a_sentence() -> None:
    data = b'{"cells": [' + b"{}," * (6 << 20) + b"{}]}"
    with LocalExecutor(limits=replace(SHORT, memory=256 << 20)) as small:
        reading = read(small, data, "ex10.ipynb", CATALOGUE)
    assert reading.parts == ()
    assert reading.problem is not None
    assert "ex10.ipynb" in reading.problem.de


def test_five_megabytes_of_source_are_too_much_for_nobody(executor: LocalExecutor) -> None:
    data = b"steps = 1\n" + b"# x\n" * (1 << 20)
    assert len(read(executor, data, "ex10.py", CATALOGUE).parts[0].cells[0].source) == len(data)


def test_the_next_reading_is_unharmed(executor: LocalExecutor) -> None:
    deep = b'{"cells": ' + b"[" * 1_000_000
    assert read(executor, deep, "ex10.ipynb", CATALOGUE).problem is not None
    assert read(executor, b"steps = 1", "ex10.py", CATALOGUE).problem is None


@pytest.mark.parametrize("ending", ["py", "ipynb"])
def test_a_hundred_thousand_cells_are_a_sentence_and_no_endless_loop(executor: LocalExecutor, ending: str) -> None:
    def with_cells(number: int) -> bytes:
        code = ["steps = 1"] * number
        cells = [{"cell_type": "code", "source": source} for source in code]
        return json.dumps({"cells": cells}).encode() if ending == "ipynb" else "\n# %%\n".join(code).encode()

    reading = read(executor, with_cells(100_000), f"ex10.{ending}", CATALOGUE)
    assert reading.parts == ()
    assert reading.problem is not None
    assert f"ex10.{ending} has 100000 code cells; at most 10000 are read." in reading.problem.en
    assert len(read(executor, with_cells(10_000), f"ex10.{ending}", CATALOGUE).parts[0].cells) == 10_000
