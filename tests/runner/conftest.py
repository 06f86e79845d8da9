from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.runner.supervisor.local import LocalExecutor

from .making import BRIEF, SHORT


@pytest.fixture(scope="session")
def executor() -> Iterator[LocalExecutor]:
    with LocalExecutor(limits=SHORT) as local:
        yield local


@pytest.fixture(scope="session")
def brief() -> Iterator[LocalExecutor]:
    with LocalExecutor(limits=BRIEF) as local:
        yield local


@pytest.fixture(scope="session")
def portable() -> Iterator[LocalExecutor]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_EXECUTOR", "portable")
        local = LocalExecutor(limits=SHORT)
    with local:
        yield local
