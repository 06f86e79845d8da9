"""A kit on a disk that is full or may not be written to: the verdict is shown all the same, with a sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.attacks.attack import row
from tests.conftest import person
from tests.every import turn

UNSHARE = ["unshare", "--mount"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
HERE = """
set -e
mount -t tmpfs -o size={size} kit {folder}
cp -r {kit}/. {folder}
mkdir {folder}/cache {folder}/tmp
{then}
cd {folder}
exec {python} -m grader.cli ex10
"""
POOR = {
    "read-only": "mount -o remount,ro {folder}",
    "full": "dd if=/dev/zero of={folder}/filling bs=1k 2>/dev/null || true",
}


def can_mount() -> bool:
    tried = [*UNSHARE, "mount", "-t", "tmpfs", "none", "/mnt"]
    return shutil.which("unshare") is not None and subprocess.run(tried, capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory, released: Callable[[str, Path], Path]) -> Path:
    folder = released("ex10", tmp_path_factory.mktemp("poor") / "kit")
    sheet = folder / "ex10_three_steps.py"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("limit_value = ...", "limit_value = 3"), encoding="utf-8")
    return folder


@row(
    91,
    "a disk that is full or read-only",
    "the verdict comes before what is kept",
    "graded; “… could not be saved here …”",
)
@pytest.mark.parametrize(("poor", "temporary"), turn(product(POOR, ("elsewhere", "there")), 2))
@pytest.mark.skipif(not can_mount(), reason="no disk of one's own can be mounted here")
def test_a_verdict_is_shown_where_nothing_can_be_kept(poor: str, temporary: str, kit: Path, tmp_path: Path) -> None:
    size = sum(path.stat().st_size for path in kit.rglob("*")) // 1024 + 200
    script = HERE.format(
        size=f"{size}k", folder=tmp_path, kit=kit, then=POOR[poor].format(folder=tmp_path), python=sys.executable
    )
    places = {"GRADER_HOME": str(tmp_path), "GRADER_CACHE": str(tmp_path / "cache"), "HOME": str(tmp_path), "COLUMNS": "300"}
    if temporary == "there":
        places["TMPDIR"] = str(tmp_path / "tmp")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "GRADER_"))}
    environment = {**inherited, **person(places), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*UNSHARE, "sh", "-c", script], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1, done.stderr  # not all of it is right yet
    assert "limit_value" in done.stdout
    assert "1 von 9" in done.stdout
    assert "konnte hier nicht gespeichert werden" in done.stderr
    assert "Traceback" not in done.stderr
