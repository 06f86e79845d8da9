"""Every student has a variant and an order of options of their own, the same every time, and nobody can foresee them."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from grader.course.assignment import FILE, assigned, class_secret
from tests.conftest import ROOT, Command

NAMES = [f"student{number}" for number in range(400)]


def test_the_same_student_gets_the_same_again() -> None:
    assert assigned(b"secret", "Zoë", "ex06", 4) == assigned(b"secret", " zoe\u0308 ", "ex06", 4)


def test_variants_are_spread_and_orders_differ() -> None:
    drawn = [assigned(b"secret", name, "ex06", 4) for name in NAMES]
    counts = [sum(variant == one for variant, _ in drawn) for one in range(4)]
    assert min(counts) > 60
    assert len({seed for _, seed in drawn}) == len(NAMES)


def test_another_secret_or_exercise_is_another_draw() -> None:
    here = [assigned(b"secret", name, "ex06", 12) for name in NAMES]
    assert here != [assigned(b"other", name, "ex06", 12) for name in NAMES]
    assert here != [assigned(b"secret", name, "ex07", 12) for name in NAMES]


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRADER_SECRET", raising=False)
    (tmp_path / "solutions").mkdir()
    secret = class_secret(tmp_path)
    assert len(secret) == 64
    assert class_secret(tmp_path) == secret
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "solutions" / FILE).stat().st_mode) == 0o600
    monkeypatch.setenv("GRADER_SECRET", "of the environment")
    assert class_secret(tmp_path) == b"of the environment"


@pytest.mark.parametrize("left", ["", "\n", "0123456789abcdef"])
def test_a_secret_that_was_cut_off_is_said_and_stays(command: Command, tmp_path: Path, left: str) -> None:
    (tmp_path / "solutions").mkdir()
    shutil.copy(ROOT / "solutions" / "ex06_omega.py", tmp_path / "solutions")
    (tmp_path / "solutions" / FILE).write_text(left)
    ran = command("stubs", "ex06", "--for", "anna", "--to", "anna", GRADER_HOME=str(tmp_path))
    assert (ran.status, "ist leer oder abgeschnitten" in ran.err) == (2, True)
    assert not (tmp_path / "anna").exists()
    assert (tmp_path / "solutions" / FILE).read_text() == left


MAKER = """
import sys
from pathlib import Path
from grader.course.assignment import class_secret
print(class_secret(Path(sys.argv[1])))
"""


def test_many_who_ask_first_get_the_same(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    makers = [
        subprocess.Popen([sys.executable, "-c", MAKER, str(tmp_path)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert len({maker.communicate()[0] for maker in makers}) == 1
    assert [path.name for path in (tmp_path / "solutions").iterdir()] == [FILE]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on files")
def test_a_full_disk_leaves_no_half_secret(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    full = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20)); {MAKER}"
    assert subprocess.run([sys.executable, "-c", full, str(tmp_path)], capture_output=True, check=False).returncode == 1
    assert list((tmp_path / "solutions").iterdir()) == []


def test_git_never_sees_it() -> None:
    assert f"solutions/{FILE}" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


def test_stubs_for_a_student_are_graded_by_their_own_letters(command: Command, tmp_path: Path) -> None:
    ran = command("stubs", "ex06", "--for", "anna", "--to", "anna", "--format", "py", GRADER_SECRET="s")
    assert ran.status == 0, ran.err
    text = (tmp_path / "anna" / "ex06_omega.py").read_text(encoding="utf-8")
    variant, seed = assigned(b"s", "anna", "ex06", 4)
    assert f"# grader: ex06 variant {variant} shuffle {seed}" in text
    right = next(line for line in text.splitlines() if "streng steigend" in line)
    letter = right.split("**")[1]
    (tmp_path / "anna" / "ex06_omega.py").write_text(text.replace("why_one_zero = ...", f"why_one_zero = {letter!r}"))
    graded = json.loads(command("anna/ex06_omega.py", "--json").out)
    assert graded["variant"] == variant
    assert next(item for item in graded["items"] if item["name"] == "why_one_zero")["outcome"] == "correct"


@pytest.mark.parametrize("more", [[], ["--to", "x", "--variant", "1"], ["--to", "x", "--shuffle", "3"]])
def test_wrong_use_is_a_sentence(command: Command, more: list[str]) -> None:
    ran = command("stubs", "--for", "anna", *more)
    assert ran.status == 2
    assert "--for anna --to anna" in ran.err
