"""Every attack is handed in beside innocents: what is reported of it, and that nobody else notices."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey
from grader.sandbox.select import choose_wall
from grader.sandbox.wall.wall import Isolation, Wall, limits_only
from tests.attacks.answers import ANSWERS, FUNCTIONS
from tests.attacks.attack import Attack, row
from tests.attacks.files import FILES
from tests.attacks.grading import COURSE, grade, places
from tests.attacks.processes import PROCESSES
from tests.attacks.protocol import PROTOCOL
from tests.attacks.resources import RESOURCES
from tests.conftest import ROOT
from tests.every import turn

HERE = choose_wall()
pytestmark = pytest.mark.skipif(not HERE.encloses, reason="this system has no wall")
WALLED = (*FILES, *PROCESSES)
OTHERS: list[tuple[Isolation, int]] = [("strict", 0), *(("strong", abi) for abi in range(1, HERE.abi))]
LEVELS: list[tuple[Isolation, int]] = [("strong", HERE.abi), *turn(OTHERS, len(OTHERS))]


@pytest.fixture(scope="module")
def key() -> Iterator[LiveKey]:
    """One for all classes: whatever an attack does to it shows in the next."""
    with LiveKey(COURSE) as live:
        yield live


def failures(attacks: Sequence[Attack], wall: Wall, folder: Path, key: LiveKey) -> list[str]:
    """What was reported otherwise than it should be, and innocents who were harmed."""
    with places(folder, walled=wall.encloses) as at:
        graded = grade(attacks, wall, at, key)
        assert (at.folder / "canary").read_text() == "canary" or not wall.encloses
        if wall.encloses:
            assert at.library.read_text()
    odd = []
    for student in ("000innocent", "zzzinnocent"):
        odd += [f"{student}: {v}" for v in graded[student].values() if v.outcome != "correct"]
    for number, attack in enumerate(attacks):
        verdicts = graded[f"a{number:03}"]
        attacked = "squared" if attack in FUNCTIONS else "one"
        verdict = verdicts.pop(attacked)
        said = verdict.feedback.en if verdict.feedback else ""
        expected = (attack.outcome, attack.says) if wall.encloses else ("correct", "")
        if verdict.outcome != expected[0] or expected[1] not in said:
            odd.append(f"{attack.name}: {verdict.outcome}, {said!r}")
        odd += [f"{attack.name} harms {name}: {v.outcome}" for name, v in verdicts.items() if v.outcome != "correct"]
    return odd


@row(96, "kernels with Landlock of every age, and without", "seccomp stops what older ones let pass", "the same at every level")
@pytest.mark.parametrize(("isolation", "abi"), LEVELS, ids=[f"{isolation} {abi}" for isolation, abi in LEVELS])
def test_what_needs_the_machine_is_denied_at_every_level(isolation: Isolation, abi: int, tmp_path: Path, key: LiveKey) -> None:
    here = (isolation, abi) == LEVELS[0]  # all of them every day; elsewhere they take turns
    os.environ["ATTACKED_TOKEN"] = "secret"
    try:
        assert failures(WALLED if here else turn(WALLED, 2), Wall(isolation, abi), tmp_path, key) == []
    finally:
        del os.environ["ATTACKED_TOKEN"]


HARMS = {"resources": RESOURCES, "protocol": PROTOCOL, "answers": ANSWERS, "functions": FUNCTIONS}


@pytest.mark.parametrize("kind", HARMS)
def test_answers_that_mean_harm(kind: str, tmp_path: Path, key: LiveKey) -> None:
    assert failures(HARMS[kind], HERE, tmp_path, key) == []


def test_without_the_wall_they_work(tmp_path: Path, key: LiveKey) -> None:
    """The control: an attack that fails anyway would prove nothing."""
    assert failures(turn([attack for attack in WALLED if attack.control], 2), limits_only(), tmp_path, key) == []


# Behind a home that others cannot enter there may be the very Python: a view of the file system in which it can be reached.
AS_NOBODY = """
set -e
mkdir -p "$3/python" && mount --bind "$1" "$3/python"
mount -t tmpfs -o mode=755 none "$2" && mkdir -p "$1" && mount --move "$3/python" "$1"
shift 3
exec setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
"""


def open_to_others(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


ROOM = Path(__file__).parent
DENIED = f"{__file__}::test_what_needs_the_machine_is_denied_at_every_level"
HARM = [f"{__file__}::test_answers_that_mean_harm[{kind}]" for kind in HARMS]
CODE = turn([*(f"{DENIED}[{isolation} {abi}]" for isolation, abi in LEVELS), *HARM], 6)
# all rows that are no code; a machine without room or /proc is made with root's rights only
BESIDES = [path for path in sorted(ROOM.glob("test_*.py")) if path.stem not in ("test_attacks", "test_poor_machines")]


@row(84, "the same as root and as an ordinary user", "root gives up its privileges in the child", "the same for both")
@pytest.mark.skipif("os.geteuid() != 0", reason="these tests run as an ordinary user already")
@pytest.mark.parametrize(
    "tests",
    [CODE, *(pytest.param([str(path)], marks=pytest.mark.deep) for path in BESIDES)],
    ids=["code", *(path.stem for path in BESIDES)],
)
def test_the_same_as_an_ordinary_user(tests: list[str], tmp_path: Path) -> None:
    for folder in (Path(sys.prefix), ROOT):
        if not open_to_others(folder):
            pytest.skip(f"an ordinary user cannot enter {folder}")
    base = Path(tempfile.mkdtemp(prefix="nobody-"))  # the folders of pytest are closed to others
    os.chown(base, 65534, 65534)
    program = [
        sys.executable,
        "-m",
        "pytest",
        "-o",
        "addopts=",
        "-p",
        "no:cacheprovider",
        "--basetemp",
        str(base / "t"),
        *tests,
    ]
    home, python = Path.home(), Path(sys.base_prefix)
    environment = {"PATH": os.environ["PATH"], "HOME": str(base), "TMPDIR": "/tmp", "PYTHONDONTWRITEBYTECODE": "1"}
    command = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", *program]
    if python.is_relative_to(home):
        helper = tmp_path / "helper"
        helper.mkdir()
        command = ["unshare", "-m", "sh", "-c", AS_NOBODY, "sh", str(python), str(home), str(helper), *program]
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    finally:
        shutil.rmtree(base)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None, done.stdout
    assert int(passed[1]) >= len(tests)
