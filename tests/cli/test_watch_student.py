"""`grade ex10 --watch` as somebody uses it: a process, a file that is saved in many ways, Ctrl-C."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from grader.cli.shared import looking
from grader.cli.shared.looking import file_system, stamp
from tests.cli.test_items_and_hints import HALF
from tests.cli.test_watch import GRADE, Watching, started
from tests.conftest import CACHE, ROOT, Command

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process gets Ctrl-C by another way there")

RIGHT_STEPS = HALF.replace("[1.5, 3, 4.5]", "[1.5, 2.25, 2.625]")
SOLVED = RIGHT_STEPS + (
    "# %%\nlosses = [2.25, 0.5625, 0.140625]\nclosed_form = '3 - 3/2^t'\nfirst_close = 9\nlimit_value = 3\n"
)
WITHOUT_WATCHFILES = "import sys; sys.modules['watchfiles'] = None; " + GRADE


@contextmanager
def watching(folder: Path, *words: str, program: str = GRADE, text: str = HALF, **environment: str) -> Iterator[Watching]:
    file = folder / "ex10.py"
    file.write_text(text, encoding="utf-8")
    known = {"GRADER_HOME": str(ROOT), "GRADER_CACHE": CACHE, **environment}
    with started([program, *words, "--watch"], file, cwd=folder, **known) as command:
        yield command


def test_what_is_saved_is_graded_until_ctrl_c(tmp_path: Path) -> None:
    with watching(tmp_path, "ex10") as grade:
        heard = grade.until("not attempted: ")
        assert ("pip install watchfiles" in heard) == (find_spec("watchfiles") is None)
        assert heard.index("Checking …") < heard.index("Recompute the derivative"), "no silence while much is imported"
        assert "right: a" in heard

        grade.save(RIGHT_STEPS)  # an editor that writes another file and renames it
        assert "4/9 points (+2)" in grade.until("not attempted: d")

        grade.file.write_text("", encoding="utf-8")  # one that empties the file first
        grade.file.write_text(SOLVED, encoding="utf-8")
        heard = grade.until("All done")
        assert "9/9 points (+5)" in heard

        grade.save(SOLVED + "# a remark\n")  # solved stays quiet
        grade.save(HALF)
        heard = grade.until("right: a$")
        assert heard.count("ex10.py") == 1
        assert grade.ctrl_c() == 0
        assert "Traceback" not in grade.until("Stopped watching")
    assert (tmp_path / ".grader" / "results.json").exists()


def test_one_item_is_watched_by_itself(tmp_path: Path) -> None:
    with watching(tmp_path, "ex10.b") as grade:
        assert "not attempted" not in grade.until("entry 3")
        grade.save(RIGHT_STEPS)
        assert "derivative" not in grade.until("right +ex10.b")
        assert grade.ctrl_c() == 0


def in_pieces(path: Path, text: str) -> None:
    """As an editor that takes its time: again and again there is half a file."""
    with path.open("w", encoding="utf-8") as stream:
        for start in range(0, len(text), 1000):
            stream.write(text[start : start + 1000])
            stream.flush()


def test_without_names_everything_here_is_watched_from_its_next_save_on(tmp_path: Path, command: Command) -> None:
    """Half a notebook is not judged: it is waited until it is whole."""
    (tmp_path / "solved").mkdir()
    assert command("solution", "ex02", "--to", "solved").status == 0
    (solved,) = (tmp_path / "solved").glob("*.ipynb")
    whole = solved.read_text(encoding="utf-8")
    shutil.rmtree(tmp_path / "solved")
    with watching(tmp_path) as grade:
        assert "ex10" not in grade.until("Save your file")
        grade.save(RIGHT_STEPS)
        grade.until("not attempted: d")
        in_pieces(tmp_path / solved.name, whole)
        heard = grade.until("All done")
        assert solved.name in heard
        in_pieces(tmp_path / solved.name, whole.replace("0", "7"))
        heard += grade.until("not yet|cannot be read|stopped")
        assert "cannot be read" not in heard
        assert grade.ctrl_c() == 0


def test_trouble_is_a_sentence_and_watching_goes_on_without_watchfiles_too(tmp_path: Path) -> None:
    with watching(tmp_path, "ex10.py", program=WITHOUT_WATCHFILES) as grade:
        assert "pip install watchfiles" in grade.until("not attempted: ")
        grade.file.write_text("# grader: ex77 variant 0\n", encoding="utf-8")
        assert "Traceback" not in grade.until("ex77")
        grade.save(RIGHT_STEPS)
        grade.until("not attempted: d")
        assert grade.ctrl_c() == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ex10"], "keine Abgabe für ex10"),
        ([], "keine Abgabe, die beobachtet"),
        (["ex10", "--json"], "lass --json weg"),
        (["ex10", "--hint"], "lass --hint weg"),
        (["nix.py"], "nix.py"),
    ],
)
def test_what_cannot_be_watched_is_said(command: Command, words: list[str], said: str) -> None:
    ran = command(*words, "--watch")
    assert ran.status == 2
    assert said in ran.err


def test_an_item_that_is_not_there_is_said(command: Command, tmp_path: Path) -> None:
    (tmp_path / "ex10.py").write_text(HALF, encoding="utf-8")
    ran = command("ex10.z", "--watch")
    assert ran.status == 2
    assert "keinen Teil z" in ran.err


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
//nas/my\\040files /media/my\\040files cifs rw 0 0
"""
PLACES = [
    ("/tmp/x", "ext4"),
    ("/home/anna/ex", "nfs4"),
    ("/mnt/c/Users", "9p"),
    ("/media/my files/a", "cifs"),
    ("/homes", "ext4"),
]


@pytest.mark.parametrize(("folder", "sort"), PLACES)
def test_where_a_folder_lies_is_told_by_the_mounts(tmp_path: Path, folder: str, sort: str) -> None:
    (tmp_path / "mounts").write_text(MOUNTS)
    assert file_system(Path(folder), tmp_path / "mounts") == sort


def test_on_a_network_drive_files_are_looked_after_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_is_elsewhere", lambda folder: folder == tmp_path)
    assert looking.waiting([tmp_path]).polling == looking.ELSEWHERE
    assert looking.waiting([tmp_path.parent]).polling != looking.ELSEWHERE


def test_a_file_that_is_replaced_by_one_of_the_same_time_and_length_is_another(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for path in (first, second):
        path.write_text("x = 1")
        os.utime(path, ns=(1, 1))
    before = stamp(first)
    second.replace(first)
    assert stamp(first) != before
    assert stamp(second) is None
