"""Temporary folders: a killed process leaves none for long, a living one loses none, and nobody else's is touched."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.storage.owned_tempdir import TemporaryFolder, remove_tree, sweep, temporary_folder

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="folders cannot be locked there")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


HOLDER = """
import sys, time
from pathlib import Path
from grader.storage.owned_tempdir import TemporaryFolder
folder = TemporaryFolder()
Path(folder.path, "hand_in.py").write_text("a = 1")
print(folder.path, flush=True)
time.sleep(60)
"""


def test_the_next_process_sweeps_what_a_killed_one_left(place: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(place)}
    )
    assert holder.stdout is not None
    left = Path(holder.stdout.readline().strip())
    assert left.parent == place
    with temporary_folder() as mine:
        assert left.exists()  # its process lives
        holder.kill()
        holder.wait()
        holder.stdout.close()
        sweep(str(place))
        assert sorted(place.iterdir()) == [Path(mine)]
    assert list(place.iterdir()) == []


def test_only_folders_of_ours_are_swept(place: Path) -> None:
    for name in ("grade-report", "grade-abcd12345", "grading-abcd1234", "xgrade-abcd1234"):
        (place / name).mkdir()
    (place / "grade-file1234").write_text("a file")
    (place / "target").mkdir()
    (place / "target" / "kept").write_text("x")
    (place / "grade-link1234").symlink_to(place / "target")
    before = sorted(place.rglob("*"))
    TemporaryFolder().remove()
    assert sorted(place.rglob("*")) == before


def test_a_folder_that_nobody_may_look_into_goes_all_the_same(place: Path) -> None:
    locked = place / "a" / "locked"
    (locked / "below").mkdir(parents=True)
    (locked / "file").write_text("x")
    (place / "elsewhere").mkdir(mode=0o755)
    (place / "a" / "link").symlink_to(place / "elsewhere")
    for folder in (locked / "below", locked, place / "a"):
        folder.chmod(0)
    remove_tree(str(place / "a"))
    assert list(place.iterdir()) == [place / "elsewhere"]
    assert (place / "elsewhere").stat().st_mode & 0o777 == 0o755
