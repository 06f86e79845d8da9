"""A copy of the repository in which a recipe of CONTRIBUTING.md is done: its commands run the copy, behind the wall, too."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.conftest import ROOT

# A zygote is started in a clean environment, in which the installed grader is found; with this interpreter it is the copy.
INTERPRETER = '#!/bin/sh\nPYTHONPATH={folder} exec {python} "$@"\n'
AS_COPY = "import sys; sys.executable = sys.argv.pop(1); "


@dataclass(frozen=True)
class Checkout:
    """The copy; what it starts with is remembered, so that a recipe can show what it has changed."""

    folder: Path
    before: dict[str, str]

    @staticmethod
    def at(folder: Path) -> Checkout:
        for part in ("grader", "tests/answers"):
            shutil.copytree(ROOT / part, folder / part)  # with the compiled files: to compile them again takes seconds
        for name in ("__init__.py", "unread.py", "wrapped.py"):
            shutil.copy(ROOT / "tests" / name, folder / "tests")
        (folder / "solutions").mkdir()
        interpreter = folder / "python"
        interpreter.write_text(INTERPRETER.format(folder=shlex.quote(str(folder)), python=shlex.quote(sys.executable)))
        interpreter.chmod(0o755)
        return Checkout(folder, _digests(folder))

    def changed(self) -> set[str]:
        """The files that are new or other than they were, or gone."""
        now = _digests(self.folder)
        return {name for name in {*now, *self.before} if now.get(name) != self.before.get(name)}

    def python(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A program that imports the copy's grader and tests."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "GRADER_"))}
        own = {"PYTHONPATH": str(self.folder), "GRADER_HOME": str(self.folder), "GRADER_CACHE": str(self.folder / ".cache")}
        return subprocess.run(
            [sys.executable, "-c", AS_COPY + program, str(self.folder / "python"), *arguments],
            cwd=self.folder,
            env={**clean, **own, "LANG": "de_AT.UTF-8", "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def grade(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command `grade` of the copy."""
        return self.python("from grader.cli.main import main; main()", *arguments)


def _digests(folder: Path) -> dict[str, str]:
    files = (path for part in ("grader", "tests", "solutions") for path in (folder / part).rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in files
        if "__pycache__" not in path.parts
    }
