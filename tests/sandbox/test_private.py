"""Judge and key worker hold references: no debugger of the same user may attach to them, and they leave no core file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone lets a process ask for this")

DUMPABLE = "import ctypes; dumpable = ctypes.CDLL(None).prctl(3)"  # PR_GET_DUMPABLE
JUDGE = f"""
import sys
from pathlib import Path
from grader.cli.shared.context import caching_key, workers
with {{way}}(Path(sys.argv[1])):
    {DUMPABLE}
    print(dumpable)
"""
EXERCISE = f"""
{DUMPABLE}
from grader.authoring import Exercise, Text, Value
T = Text(de="deutsch", en="English")
exercise = Exercise(title=T, statement=T)

@exercise.item(Value(), points=1, prompt=T)
def one():
    return 1 + dumpable
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex42_private.py").write_text(EXERCISE)
    return tmp_path


@pytest.mark.parametrize("way", ["workers", "caching_key"])
def test_a_judge_cannot_be_looked_into(course: Path, way: str) -> None:
    judge = subprocess.run(
        [sys.executable, "-c", JUDGE.format(way=way), str(course)], capture_output=True, text=True, check=True
    )
    assert judge.stdout.split() == ["0"]


def test_a_key_worker_cannot_be_looked_into(course: Path) -> None:
    with LiveKey(course) as key:
        exercise = key.exercise("ex42")
        assert key.solution(exercise)["one"] == "one = 1"  # dumpable it would be 2
