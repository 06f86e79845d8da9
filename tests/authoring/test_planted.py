"""Each planted defect is found at its line; the sound exercise has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.answer_key.process.worker import Worker
from grader.errors import AuthorError
from grader.model import Json
from tests.authoring import planted
from tests.every import turn


def found(folder: Path, source: str) -> list[str]:
    """What the key worker says of a course with this exercise, asked what `grade check` asks, in one process."""
    (folder / "solutions").mkdir()
    (folder / "solutions" / "ex42_planted.py").write_text(source, encoding="utf-8")
    worker = Worker(folder)
    said: list[str] = []

    def ask(op: str, variant: int = 0, **more: Json) -> Json:
        try:
            return worker.answer({"op": op, "exercise": "ex42", "variant": variant, "seed": 0, **more})
        except AuthorError as error:
            said.append(str(error))
            return []

    ask("validate")
    if not said:
        for variant in range(3):
            said += [text["en"] for text in ask("contradictions", variant)]
        said += [text["en"] for text in (*ask("told"), *ask("swallowed"), *ask("unhinted"))]
        ask("draw", own={}, right=[])
    return said


def test_the_sound_exercise_has_no_defect(tmp_path: Path) -> None:
    assert found(tmp_path, planted.SOUND) == []


@pytest.mark.parametrize("defect", turn(planted.DEFECTS, 4), ids=lambda defect: defect.what)
def test_a_planted_defect_is_found_at_its_line(tmp_path: Path, defect: planted.Planted) -> None:
    assert defect.old in planted.SOUND
    source = planted.SOUND.replace(defect.old, defect.new, 1)
    line = next(number for number, text in enumerate(source.splitlines(), start=1) if defect.at in text)
    said = found(tmp_path, source)
    assert any(one.startswith(f"solutions/ex42_planted.py:{line}: ") and defect.says in one for one in said), said


def test_at_least_forty_defects_are_planted_and_the_page_lists_them() -> None:
    assert len({defect.what for defect in planted.DEFECTS}) == len(planted.DEFECTS) >= 40
    assert planted.table() in planted.PAGE.read_text(encoding="utf-8")
