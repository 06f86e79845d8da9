"""Work handed out by Dask: bytes to workers that were looked at first, and bytes back, each once.

Dask moves a task elsewhere when its worker is lost; what is done here is what it does not know: who has the course and a
wall, and that not more is on the way than can be graded soon.
"""

from __future__ import annotations

import hashlib
import json
import queue
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future as Preparing
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from grader.cluster import station
from grader.cluster.address import Cluster
from grader.cluster.connection import brief, connected, gone
from grader.cluster.documents import Declined, Ready, Reply, Unprepared, of_bytes
from grader.cluster.versions import differences, told, versions
from grader.errors import GraderError, SandboxError
from grader.model import Isolation, Text

if TYPE_CHECKING:
    from distributed import Future

T = TypeVar("T")
Say = Callable[[Text], None]

AHEAD = 2  # students on the way for each thread of a worker: while one is graded, the next is there
LARGE = 64 << 20  # bytes on the way beyond which no more is sent
CHOICE = 8  # workers that may take a student; one is lost, the next takes it
TRIES = 4  # lost so often, a student is no accident
LOOK = 1.0  # seconds between two looks at who is there
PATIENCE = 60.0  # seconds without any worker after which nobody waits for a new one


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
        self._data, self._course, self._say = b"", "", say
        self._address = cluster.address
        self._client = connected(cluster)
        self._known: set[str] = set()  # addresses that were looked at, or are
        self._threads: dict[str, int] = {}  # of those that are fit
        self._flying: dict[str, tuple[Future, _Flight[Any]]] = {}
        self._done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="prepare")
        self._prepared: list[Preparing[Mapping[str, bytes]]] = []
        self._looked = self._alive = time.monotonic()
        self._numbers = count()
        self.isolation: Isolation = "none"
        try:
            self._expect_same_versions()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def prepare(self, data: bytes) -> None:
        """Give the course to all workers; those whose wall does not hold get no work, which is said.

        Raises:
            SandboxError: that is so for all of them.
        """
        self._data, self._course = data, hashlib.sha256(data).hexdigest()
        there = self._there()
        self._known &= there.keys()  # who has come since is looked at later
        where = Text(de=f"{len(self._known)} Worker von {self._address}", en=f"{len(self._known)} workers of {self._address}")
        self._say(
            Text(
                de=f"Die Übungen samt Lösungen und die Abgaben gehen jetzt an {where.de}.",
                en=f"The exercises, solutions included, and the hand-ins now go to {where.en}.",
            )
        )
        refused = self._take(self._client.run(station.prepare, data, workers=sorted(self._known), on_error="return"), there)
        if not self._threads:
            listed_de, listed_en = (_listed(refused, lang) for lang in ("de", "en"))
            raise SandboxError(
                f"Nothing was graded: no worker is fit for hand-ins.\n{listed_en}",
                de=f"Nichts wurde bewertet: kein Worker taugt für Abgaben.\n{listed_de}",
            )
        self._tell(refused)

    def each(self, requests: Iterator[tuple[T, bytes]]) -> Iterator[tuple[T, Reply]]:
        """The replies in the order in which they come; a request is only asked for when there is room for it.

        Raises:
            GraderError: the scheduler has gone away, or all workers have.
        """
        again: deque[_Flight[T]] = deque()
        more = True
        while True:
            self._look(again)
            while self._has_room and (again or more):
                if again:
                    self._send(again.popleft())
                    continue
                following = next(requests, None)
                if following is None:
                    more = False
                else:
                    self._send(_Flight(*following))
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
        self._looking.shutdown(wait=False, cancel_futures=True)
        with suppress(Exception):  # the scheduler may be gone
            if self._client.status == "running":
                self._client.cancel([future for future, _ in self._flying.values()], force=True)
                if self._course:
                    self._client.run(station.leave, self._course, on_error="ignore")
        self._flying.clear()
        with suppress(Exception):
            self._client.close(timeout=2)

    # ------------------------------------------------------------ who is there

    def _expect_same_versions(self) -> None:
        there = self._there()
        if not there:
            raise GraderError(
                f"The scheduler at {self._address} has no workers. Start some: dask worker {self._address}",
                de=f"Der Scheduler {self._address} hat keine Worker. Starte welche: dask worker {self._address}",
            )
        self._known = set(there)
        others = self._with_other_versions(list(there))
        if others:
            listed = "\n".join(f"  {worker}: {', '.join(said)}" for worker, said in others.items())
            raise GraderError(
                f"Nothing was graded: these workers have other versions, and a class must get the same grades "
                f"everywhere. Install the same ones:\n{listed}",
                de="Nichts wurde bewertet: diese Worker haben andere Versionen, und eine Klasse muss überall dieselben "
                f"Noten bekommen. Installiere überall dieselben:\n{listed}",
            )

    def _there(self) -> dict[str, int]:
        try:
            found: dict[str, int] = self._client.nthreads()
        except Exception as error:
            raise gone(self._address) from error
        return found

    def _with_other_versions(self, workers: list[str]) -> dict[str, list[str]]:
        here = versions()
        found: dict[str, list[str]] = {}
        for worker, there in self._client.run(told, workers=workers, on_error="return").items():
            said = differences(here, json.loads(there)) if type(there) is bytes else [f"no grader ({brief(there)})"]
            if said:
                found[worker] = said
        return found

    def _take(self, replies: Mapping[str, Any], there: Mapping[str, int]) -> dict[str, Text]:
        """Those that are ready may get work; why the others do not."""
        refused: dict[str, Text] = {}
        for worker, data in replies.items():
            reply = _read(Ready | Declined, data)
            if isinstance(reply, Ready) and self.isolation in ("none", reply.isolation):
                self.isolation = reply.isolation
                self._threads[worker] = there.get(worker, 1)
            elif isinstance(reply, Ready):
                refused[worker] = Text(de=f"andere Abschottung: {reply.isolation}", en=f"another wall: {reply.isolation}")
            else:
                refused[worker] = reply.why
        return refused

    def _tell(self, refused: Mapping[str, Text]) -> None:
        for worker, why in refused.items():
            self._say(Text(de=f"{worker} bekommt keine Abgaben: {why.de}", en=f"{worker} gets no hand-ins: {why.en}"))

    def _look(self, again: deque[_Flight[T]]) -> None:
        """From time to time: who has come, who has gone, and what has nobody any more who could grade it."""
        for prepared in [one for one in self._prepared if one.done()]:
            self._prepared.remove(prepared)
            self._tell(self._take(prepared.result(), self._there()))
        now = time.monotonic()
        if now - self._looked < LOOK:
            return
        self._looked = now
        there = self._there()
        for worker in self._threads.keys() - there.keys():
            del self._threads[worker]
        self._known &= there.keys()
        if new := there.keys() - self._known:
            self._known |= new
            self._prepared.append(self._looking.submit(self._newcomers, sorted(new)))
        for key, (future, flight) in list(self._flying.items()):
            if not flight.to & there.keys() and not future.done():
                del self._flying[key]
                future.cancel(force=True)
                again.append(flight)
        self._alive = now if self._threads or self._prepared else self._alive
        if now - self._alive > PATIENCE:
            raise GraderError(
                "All workers are gone. What they have graded is kept: start some, and the same command goes on.",
                de="Alle Worker sind weg. Was sie bewertet haben, ist da: starte welche, und derselbe Befehl macht weiter.",
            )

    def _newcomers(self, workers: list[str]) -> Mapping[str, Any]:
        others = self._with_other_versions(workers)
        self._tell({worker: Text(de=", ".join(said), en=", ".join(said)) for worker, said in others.items()})
        fit = [worker for worker in workers if worker not in others]
        found: dict[str, Any] = self._client.run(station.prepare, self._data, workers=fit, on_error="return") if fit else {}
        return found

    # ------------------------------------------------------------ what is on the way

    @property
    def _has_room(self) -> bool:
        on_the_way = [len(flight.data) for _, flight in self._flying.values()]
        return len(on_the_way) < AHEAD * sum(self._threads.values()) and sum(on_the_way) < LARGE

    def _send(self, flight: _Flight[T]) -> None:
        number = next(self._numbers)
        fit = sorted(self._threads)
        flight.to = frozenset(fit[(number + step) % len(fit)] for step in range(min(CHOICE, len(fit))))
        key = f"grade-{self._course[:16]}-{number}"
        try:
            future = self._client.submit(station.grade, flight.data, key=key, workers=sorted(flight.to), pure=False)
        except Exception as error:
            raise gone(self._address) from error
        self._flying[key] = (future, flight)
        future.add_done_callback(self._done.put)

    def _finished(self) -> list[Future]:
        """What has come to an end, waited for a little."""
        found: list[Future] = []
        with suppress(queue.Empty):
            found.append(self._done.get(timeout=LOOK / 2))
            while True:
                found.append(self._done.get_nowait())
        if self._client.status != "running":
            raise gone(self._address)
        return [future for future in {one.key: one for one in found}.values() if future.key in self._flying]

    def _reply(self, future: Future, flight: _Flight[T]) -> Reply | None:
        """None: it has to be done again."""
        flight.tries += 1
        try:
            data = future.result(timeout=PATIENCE) if future.status == "finished" else None
        except Exception:  # noqa: BLE001 - lost on its way back, or nothing that we take
            data = None
        if self._client.status != "running":
            raise gone(self._address)
        future.release()
        if data is not None:
            reply: Reply = _read(Reply, data)
            if not isinstance(reply, Unprepared):
                return reply
            self._threads.pop(reply.address, None)
            self._known.discard(reply.address)
        return None if flight.tries < TRIES else Declined(_LOST)


def _read(kind: Any, data: Any) -> Any:
    """A record, if bytes have come; nothing else is looked at."""
    if isinstance(data, Exception):
        return Declined(Text(de=brief(data), en=brief(data)))
    if type(data) is not bytes:
        return Declined(_NOT_BYTES)
    try:
        return of_bytes(kind, data)
    except ValueError:
        return Declined(_NOT_BYTES)


def _listed(refused: Mapping[str, Text], lang: str) -> str:
    return "\n".join(f"  {worker}: {why.de if lang == 'de' else why.en}" for worker, why in refused.items())


_NOT_BYTES = Text(de="die Antwort des Workers ist unlesbar", en="the worker's answer cannot be read")
_LOST = Text(
    de="die Worker gingen dabei verloren, mehrmals",
    en="workers were lost with it, several times",
)
