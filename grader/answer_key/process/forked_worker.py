"""A key worker that is forked from an ancestor which all keys of this process share. Linux only."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see worker_process.py")

from grader.answer_key.process.worker_process import START, WorkerProcess, environment
from grader.errors import SandboxError
from grader.sandbox.ancestors.client import Ancestor, AncestorLost, Birth, Descendant
from grader.sandbox.ancestors.family import FAMILIES
from grader.sandbox.ancestors.shared import Household, SharedAncestor
from grader.sandbox.clock import meter

_ANCESTOR = "grader.answer_key.process.worker_ancestor"
_FORKING = 10.0


class Ancestors:
    """Two ancestors of key workers: for exercises that need torch there is one that has imported it."""

    def __init__(self, _: None) -> None:
        self._family = FAMILIES.enter(None)
        self._of = {torch: SharedAncestor(partial(self._ancestor, torch=torch)) for torch in (False, True)}

    def __getitem__(self, torch: bool) -> SharedAncestor:
        return self._of[torch]

    def close(self) -> None:
        for ancestor in self._of.values():
            ancestor.close()
        FAMILIES.leave(None)

    def _ancestor(self, *, torch: bool) -> Ancestor:
        birth = Birth(_ANCESTOR, (), environment(), speaks=True)
        return self._family.ancestor(birth, torch=torch, patience=START)


ANCESTORS: Household[None, Ancestors] = Household(Ancestors)


class ForkedWorkers:
    """See WorkerSource."""

    apart = True

    def __init__(self, root: Path) -> None:
        self._root = root
        self._ancestors = ANCESTORS.enter(None)

    def begin(self, *, torch: bool) -> None:
        self._ancestors[torch].begin()

    def worker(self, *, torch: bool) -> WorkerProcess:
        theirs_in, requests = os.pipe()
        replies, theirs_out = os.pipe()
        letter = {"root": str(self._root), "folder": _here()}
        try:
            born, _ = self._ancestors[torch].fork(letter, [theirs_in, theirs_out], patience=_FORKING)
        except AncestorLost as error:
            os.close(requests)
            os.close(replies)
            raise SandboxError(
                f"no key worker could be started ({error}); try again",
                de=f"der Prozess mit dem Schlüssel ließ sich nicht starten ({error}); versuche es noch einmal",
            ) from error
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        return ForkedWorker(born, requests, replies)

    def close(self) -> None:
        ANCESTORS.leave(None)


class ForkedWorker:
    """See WorkerProcess."""

    def __init__(self, process: Descendant, requests: int, replies: int) -> None:
        self._process = process
        self.pid = process.pid
        self.requests: IO[str] = open(requests, "w", encoding="utf-8")  # noqa: SIM115 - closed by kill()
        self.replies: IO[str] = open(replies, encoding="utf-8")  # noqa: SIM115 - closed by who listens

    def is_stopped(self) -> bool:
        return meter.state(self.pid) == "T"

    def has_ended(self) -> bool:
        return self._process.has_ended()

    def kill(self) -> None:
        self._process.kill()
        self._process.end()
        with suppress(OSError):  # a request that could not be written any more
            self.requests.close()


def _here() -> str:
    try:
        return os.getcwd()
    except OSError:  # taken away
        return "/"
