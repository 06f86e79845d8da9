from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from grader.answer_key.sealed.making.sealing import sealed
from grader.cli.teacher import release
from tests.conftest import Command

from .keys import CHEAP


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a kit holds does not depend on what a guess costs."""
    monkeypatch.setattr(release, "sealed", partial(sealed, cost=CHEAP))


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory, command_in: Command) -> Callable[[str, Path], Path]:
    """A kit with one exercise at a place of one's own: a copy, since to make it takes seconds."""

    @cache
    def made(exercise: str) -> Path:
        folder = tmp_path_factory.mktemp("kits")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(release, "sealed", partial(sealed, cost=CHEAP))
            done = command_in("release", "--to", "kit", "--exercises", exercise, "--format", "py", cwd=folder)
        assert done.status == 0, done.err
        return folder / "kit"

    def copied(exercise: str, to: Path) -> Path:
        return Path(shutil.copytree(made(exercise), to))

    return copied
