"""A lane of forked children: one light zygote, and one with torch once a hand-in needs it. Linux only."""

from __future__ import annotations

import sys
from collections.abc import Collection

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.children.forked import ForkedChild
from grader.sandbox.children.nursery import NURSERIES, Nursery
from grader.sandbox.children.zygote_client import Zygote, ZygoteLost
from grader.sandbox.libraries.preload import WARMABLE
from grader.sandbox.protocol.interface import Conversation, Ended, Job, frame_reader, is_ready, messages, no_folder, not_started
from grader.sandbox.wall.environment import Scratch
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Isolation, Wall

_TRIES = 2


class ForkLane:
    """See `interface.Lane`. Zygotes begin with their first job and are replaced when dead or stuck."""

    def __init__(self, tasks: tuple[str, ...], limits: Limits, wall: Wall) -> None:
        self.isolation: Isolation = wall.isolation
        self._opens_files = wall.opens_files
        self._wall = wall
        self._tasks = tasks
        self._limits = limits
        self._scratch: Scratch | None = None
        self._nursery: Nursery | None = None
        self._zygotes: dict[bool, Zygote] = {}  # with torch or without: forking the large one takes twice as long

    def start(self, expect: Collection[str] = (), *, many: bool = False) -> None:
        wanted = tuple(module for module in WARMABLE if module in expect)
        nursery = self._entered()
        nursery.begin((), many=many)  # files are read without torch
        nursery.begin(wanted, many=many)

    def ahead(self, expect: Collection[str] = ()) -> None:
        wanted = tuple(module for module in WARMABLE if module in expect)
        light = tuple(module for module in wanted if module != "torch")
        for modules in {light, wanted}:  # files are read without torch
            try:
                zygote = self._zygote(modules)
                zygote.warm(modules)
                zygote.prime()
            except ZygoteLost:  # the next job says what is wrong, if it still is
                self._drop("torch" in modules)

    def open(self, job: Job) -> Conversation:
        if job.writes and not self._opens_files:
            raise no_folder()
        wanted = tuple(module for module in WARMABLE if module in job.expect)
        troubles: list[str] = []
        while len(troubles) < _TRIES:
            torch = "torch" in wanted
            try:
                zygote = self._zygote(wanted)
                zygote.warm(wanted)
                child = self._fork(zygote, job, torch=torch)
            except ZygoteLost as error:
                self._drop(torch)
                troubles.append(str(error))
                continue
            first = child.receive(child.watch(computing=self._limits.start, waiting=self._limits.start))
            if is_ready(first):
                return child
            ended = child.end()
            if ended.how == "lost":
                self._drop(torch)
            asked = () if isinstance(first, Ended) else first.get("modules", ())
            cold = tuple(module for module in WARMABLE if module in asked and module not in wanted)
            wanted += cold
            if not cold:
                troubles.append(f"{ended.how} {ended.code} {ended.detail} {ended.log}".strip())
        raise not_started(job, troubles[-1])

    def close(self) -> None:
        for zygote in self._zygotes.values():
            zygote.close()
        self._zygotes.clear()
        if self._nursery is not None:
            NURSERIES.leave((self._tasks, self._wall))
            self._nursery = None
        if self._scratch is not None:
            self._scratch.remove()
            self._scratch = None

    @property
    def zygote_pids(self) -> tuple[int, ...]:
        return tuple(zygote.pid for zygote in self._zygotes.values())

    def _entered(self) -> Nursery:
        if self._nursery is None:
            self._nursery = NURSERIES.enter((self._tasks, self._wall))
        return self._nursery

    def _zygote(self, wanted: tuple[str, ...]) -> Zygote:
        if self._scratch is None:
            self._scratch = Scratch()
        torch = "torch" in wanted
        if torch in self._zygotes and self._zygotes[torch].can_go_for(wanted):
            self._zygotes.pop(torch).close()
        if torch not in self._zygotes:
            self._zygotes[torch] = self._entered().zygote(wanted, self._limits, self._scratch.path)
        return self._zygotes[torch]

    def _drop(self, torch: bool) -> None:
        zygote = self._zygotes.pop(torch, None)
        if zygote is not None:
            zygote.kill()

    def _fork(self, zygote: Zygote, job: Job, *, torch: bool) -> ForkedChild:
        assert self._scratch is not None
        self._scratch.empty()
        told = messages(job, self._limits, cwd=self._scratch.path, torch=torch)
        return ForkedChild(zygote, told, frame_reader(job, self._limits), self._limits)
