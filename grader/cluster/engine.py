"""Work handed out by Dask: bytes to workers that are fit, and bytes back, each once.

Dask moves a task elsewhere when its worker is lost. What is done here is what it does not know: that only those get
students who have the course and a wall (workers.py), and that not more is on the way than can be graded soon.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from grader.cluster import station
from grader.cluster.address import Cluster
from grader.cluster.connection import connected, gone
from grader.cluster.documents import Declined, Reply, Unprepared, read_reply
from grader.cluster.workers import LOOK, Say, Workers
from grader.model import Isolation, Text

if TYPE_CHECKING:
    from distributed import Future

T = TypeVar("T")

AHEAD = 2  # students on the way for each thread of a worker: while one is graded, the next is there
LARGE = 64 << 20  # bytes on the way beyond which no more is sent
CHOICE = 8  # workers that may take a student; one is lost, the next takes it
TRIES = 4  # times that a student is sent
COMING = 60.0  # seconds in which a result has to come that is there


@dataclass(slots=True)
class _Flight(Generic[T]):
    about: T
    data: bytes
    to: frozenset[str] = frozenset()
    tries: int = 0


class Engine:
    """A connection to a scheduler, all of whose workers have the versions of this machine.

    Raises:
        GraderError: nobody answers, there are no workers, or versions differ.
    """

    def __init__(self, cluster: Cluster, say: Say) -> None:
        self._address = cluster.address
        self._client = connected(cluster)
        self._flying: dict[str, tuple[Future, _Flight[Any]]] = {}
        self._done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._numbers = count()
        try:
            self._workers = Workers(self._client, cluster.address, say)
        except BaseException:  # Ctrl-C, too: nobody else knows the connection yet
            self._disconnect()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def isolation(self) -> Isolation:
        """What stands between code and machine at the workers that are fit."""
        return self._workers.isolation

    def prepare(self, course: bytes) -> None:
        """Give the course to all workers. Raises SandboxError: none of them has a wall that holds."""
        self._workers.prepare(course)

    def each(self, requests: Iterator[tuple[T, bytes]]) -> Iterator[tuple[T, Reply]]:
        """The replies in the order in which they come; a request is only asked for when there is room for it.

        Raises:
            GraderError: the scheduler has gone away, or all workers have.
        """
        again: deque[_Flight[T]] = deque()
        more = True
        while True:
            again += self._stranded(self._workers.look())
            while self._has_room and (again or more):
                if again:
                    self._send(again.popleft())
                elif (following := next(requests, None)) is not None:
                    self._send(_Flight(*following))
                else:
                    more = False
            if not (self._flying or again or more):
                return
            for future in self._finished():
                _, flight = self._flying.pop(future.key)
                reply = self._reply(future, flight)
                if reply is None:
                    again.append(flight)
                else:
                    yield flight.about, reply

    def close(self) -> None:
        """End what is on the way, there too, and leave nothing behind."""
        with suppress(Exception):  # the scheduler may be gone
            if self._client.status == "running":
                self._client.cancel([future for future, _ in self._flying.values()], force=True)
        self._flying.clear()
        self._workers.leave()
        self._disconnect()

    def _disconnect(self) -> None:
        with suppress(Exception):
            self._client.close(timeout=2)

    @property
    def _has_room(self) -> bool:
        on_the_way = [len(flight.data) for _, flight in self._flying.values()]
        return len(on_the_way) < AHEAD * sum(self._workers.threads.values()) and sum(on_the_way) < LARGE

    def _send(self, flight: _Flight[T]) -> None:
        number, fit = next(self._numbers), sorted(self._workers.threads)
        flight.to = frozenset(fit[(number + step) % len(fit)] for step in range(min(CHOICE, len(fit))))
        key = f"grade-{self._workers.course[:16]}-{number}"
        try:
            future = self._client.submit(station.grade, flight.data, key=key, workers=sorted(flight.to), pure=False)
        except Exception as error:
            raise gone(self._address) from error
        self._flying[key] = (future, flight)
        future.add_done_callback(self._done.put)

    def _stranded(self, there: set[str]) -> list[_Flight[Any]]:
        """What has nobody any more who could grade it."""
        found = [key for key, (future, flight) in self._flying.items() if not flight.to & there and not future.done()]
        stranded = [self._flying.pop(key) for key in found]
        for future, _ in stranded:
            future.cancel(force=True)
        return [flight for _, flight in stranded]

    def _finished(self) -> list[Future]:
        """What has come to an end, waited for a little."""
        found: dict[str, Future] = {}
        with suppress(queue.Empty):
            future = self._done.get(timeout=LOOK / 2)
            while True:
                found[future.key] = future
                future = self._done.get_nowait()
        if self._client.status != "running":
            raise gone(self._address)
        return [future for key, future in found.items() if key in self._flying]

    def _reply(self, future: Future, flight: _Flight[T]) -> Reply | None:
        """None: it has to be sent again."""
        flight.tries += 1
        status, data = future.status, None
        with suppress(Exception):  # lost on its way back, or nothing that we take
            data = future.result(timeout=COMING) if status == "finished" else None
        if self._client.status != "running":
            raise gone(self._address)
        future.release()
        if data is not None:
            reply: Reply = read_reply(Reply, data)
            if not isinstance(reply, Unprepared):
                return reply
            self._workers.forget(reply.address)
        # an error is not the task's, which has none: Dask has lost one worker after the other with it
        return None if status != "error" and flight.tries < TRIES else Declined(_LOST)


_LOST = Text(de="die Worker gingen dabei verloren, mehrmals", en="workers were lost with it, several times")
