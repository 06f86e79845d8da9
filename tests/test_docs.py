"""The documents tell the truth: the session is a real one, commands and floors are those that exist."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

from grader.cli.main import RUN, build
from tests.conftest import ROOT, Command

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_session_in_the_readme_is_a_real_one(command: Command, tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "hand_ins" / "ex10_readme.py", tmp_path / "ex10.py")
    shown = README.split("```")[1].split("$ grade ex10\n")[1]
    assert without_isolation(command("ex10").out) == without_isolation(shown)


def without_isolation(session: str) -> str:
    """How strong the wall is differs from system to system."""
    return re.sub(r"Abschottung: .*? ·", "Abschottung: ·", session.strip())


def test_the_readme_names_every_command_and_no_other() -> None:
    group = build("en")
    assert isinstance(group, click.Group)
    named = set(re.findall(r"`grade (class|check|stubs|list|solution|new|[a-z]{4,})", README))
    assert named == set(group.commands) - {RUN}


def test_there_are_exactly_two_set_up_commands() -> None:
    commands = re.findall(r"```sh\n(.+?)\n```", README, re.DOTALL)
    assert len(commands) == 2
    assert all("\n" not in command for command in commands)
    assert (ROOT / ".ci" / "run").read_text().count("python -m pytest") == 1


def test_nothing_names_this_machine() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*"), ROOT / ".ci" / "run", ROOT / "pyproject.toml"]:
        assert b"/work/" not in path.read_bytes(), path.name
