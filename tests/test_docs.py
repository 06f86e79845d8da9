"""The documents tell the truth: the session is a real one, commands and floors are those that exist."""

from __future__ import annotations

import re
import shutil
import tokenize
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from grader.cli.command import RUN, build
from tests.conftest import ROOT, Command
from tests.wrapped import DOCUMENTS as WRAPPED
from tests.wrapped import too_long, wrapped

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
CODE = sorted(path for folder in ("grader", "solutions", "tests") for path in (ROOT / folder).rglob("*.py"))
NAMES = {"/".join(path.relative_to(ROOT).parts[start:]) for path in CODE for start in range(len(path.relative_to(ROOT).parts))}
A_FILE = re.compile(r"(?<![\w./*{}-])[\w./-]*\w\.py\b")
# files of students and authors that a text makes up: hand-ins, new exercises, modules that hide a library's
MADE_UP = re.compile(
    r"(\w+_)?ex\d\d(_\w+)?\.py|solutions/ex(2[6-9]|[3-9]\d)_\w+\.py|(random|numpy|json|sitecustomize|_)\.py|"
    r"[\w/]+/(permutation|zip_per_student|check50|percent)\.py",
    re.IGNORECASE,
)

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_session_in_the_readme_is_a_real_one(command: Command, tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "hand_ins" / "ex10_readme.py", tmp_path / "ex10.py")
    for typed in ("ex10", "ex10 --lang en"):
        shown = README.split(f"$ grade {typed}\n")[1].split("```")[0]
        assert without_isolation(command(*typed.split()).out) == shown.strip()


def without_isolation(session: str) -> str:
    """Only a system without a wall says so."""
    return re.sub(r"\n +(Abschottung|Isolation): .*", "", session.strip())


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
    for path in [
        *ROOT.glob("*.md"),
        *filter(Path.is_file, (ROOT / "docs").rglob("*")),
        ROOT / ".ci" / "run",
        ROOT / "pyproject.toml",
    ]:
        assert b"/work/" not in path.read_bytes(), path.name


def comments(path: Path) -> Iterator[str]:
    """What a file of code that names a file says to a reader: its comments and documentation."""
    if A_FILE.search(path.read_text(encoding="utf-8")) is None:
        return  # it names none anywhere, which is seen much sooner
    with path.open("rb") as stream:
        for token in tokenize.tokenize(stream.readline):
            if token.type == tokenize.COMMENT or (
                token.type == tokenize.STRING and token.string.lstrip("rR").startswith('"""')
            ):
                yield token.string


def not_there(text: str) -> list[str]:
    """The files of Python that a text names and that are nowhere in this repository."""
    return [name for name in A_FILE.findall(text) if name not in NAMES and not MADE_UP.fullmatch(name)]


def test_every_file_that_a_comment_or_a_document_names_exists() -> None:
    texts = {path: [path.read_text(encoding="utf-8")] for path in DOCUMENTS if path.name != "CHANGELOG.md"}
    texts |= {path: list(comments(path)) for path in CODE}
    missing = [(path.relative_to(ROOT).as_posix(), not_there(text)) for path, found in texts.items() for text in found]
    assert [(path, names) for path, names in missing if names] == []


@pytest.mark.parametrize("path", WRAPPED, ids=lambda path: path.name)
def test_documents_wrap(path: Path) -> None:
    assert too_long(path.read_text(encoding="utf-8")) == [], "run `python -m tests.wrapped`"


def test_wrapping_keeps_what_is_said() -> None:
    long = (
        "- one " + "`a b` word " * 30 + "\n  more - and 3. not a list\n\n| " + "x" * 200 + " |\n```\n" + "y " * 100 + "\n```\n"
    )
    anew = wrapped(long)
    assert too_long(long)
    assert too_long(anew) == []
    assert anew.split() == long.split()
    assert sum(bool(re.match(r"([-*+]|\d+\.) ", line.lstrip())) for line in anew.splitlines()) == 1
    assert wrapped(anew) == anew


def test_a_file_that_is_no_more_is_noticed() -> None:
    assert not_there("`grader/model.py`, cli/main.py, `ex10_three_steps.py` and sandbox/late.py") == ["sandbox/late.py"]
