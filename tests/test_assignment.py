"""Every student has a variant and an order of options of their own, the same every time, and nobody can foresee them."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from grader.assignment import FILE, assigned, class_secret
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
