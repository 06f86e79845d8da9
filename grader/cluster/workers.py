"""Who is there at a scheduler, and who of them may get hand-ins: same versions, the course, a wall that holds."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from grader.cluster import station
from grader.cluster.connection import brief, gone
from grader.cluster.documents import Declined, Ready, read_reply
from grader.cluster.versions import differences, told, versions
from grader.errors import GraderError, SandboxError
from grader.model import Isolation, Lang, Text

if TYPE_CHECKING:
    from distributed import Client

Say = Callable[[Text], None]

LOOK = 1.0  # seconds between two looks at who is there
PATIENCE = 60.0  # seconds without any worker after which nobody waits for a new one


class Workers:
    """All of them have the versions of this machine; `threads` says of those that are fit how many students they take.

    Raises:
        GraderError: there are none, or versions differ.
    """

    def __init__(self, client: Client, address: str, say: Say) -> None:
        self._client, self._address, self._say = client, address, say
        self._course, self.course = b"", ""
        self._preparing = ThreadPoolExecutor(1, thread_name_prefix="prepare")
        self._newcomers: list[tuple[list[str], Future[Mapping[str, Any]]]] = []
        self._looked = self._alive = time.monotonic()
        self._known = set(self._there())  # those that were looked at, or are
        self.threads: dict[str, int] = {}
        self.isolation: Isolation = "none"
        self._expect_same_versions()

    def prepare(self, course: bytes) -> None:
        """Give the course to all; those whose wall does not hold get no work, which is said.

        Raises:
            SandboxError: that is so for all of them.
        """
        self._course, self.course = course, hashlib.sha256(course).hexdigest()
        there = self._there()
        self._known &= there.keys()  # who has come since is looked at later
        number = len(self._known)
        self._say(
            Text(
                de=f"Die Übungen samt Lösungen und die Abgaben gehen jetzt an {number} Worker von {self._address}.",
                en=f"The exercises, solutions included, and the hand-ins now go to {number} "
                f"{'worker' if number == 1 else 'workers'} of {self._address}.",
            )
        )
        refused = self._take(self._run(station.prepare, course, workers=sorted(self._known)), there)
        if not self.threads:
            raise SandboxError(
                "\n".join(["Nothing was graded: no worker is fit for hand-ins.", *_listed(refused, "en")]),
                de="\n".join(["Nichts wurde bewertet: kein Worker taugt für Abgaben.", *_listed(refused, "de")]),
            )
        self._tell(refused)

    def look(self) -> set[str]:
        """Who is there; from time to time that is asked, and who has come is prepared beside the work.

        Raises:
            GraderError: the scheduler has gone away, or all workers have.
        """
        for workers, prepared in [one for one in self._newcomers if one[1].done()]:
            self._newcomers.remove((workers, prepared))
            if prepared.exception() is None:
                self._tell(self._take(prepared.result(), self._there()))
            else:  # who is still there is asked once more
                self._known -= set(workers)
        now = time.monotonic()
        if now - self._looked >= LOOK:
            self._looked = now
            there = self._there()
            self.threads = {worker: threads for worker, threads in self.threads.items() if worker in there}
            self._known &= there.keys()
            if new := sorted(there.keys() - self._known):
                self._known |= set(new)
                self._newcomers.append((new, self._preparing.submit(self._prepared, new)))
            self._alive = now if self.threads or self._newcomers else self._alive
            if now - self._alive > PATIENCE:
                raise GraderError(
                    "All workers are gone. What they have graded is kept: start some, and the same command goes on.",
                    de="Alle Worker sind weg. Was sie bewertet haben, ist da: starte welche, und derselbe Befehl macht weiter.",
                )
        return self._known

    def forget(self, worker: str) -> None:
        """What is at that address now is another process: it is looked at like a new one."""
        self.threads.pop(worker, None)
        self._known.discard(worker)

    def leave(self) -> None:
        """The class is over for all of them."""
        self._preparing.shutdown(wait=False, cancel_futures=True)
        if self.course and self._client.status == "running":
            with suppress(Exception):  # they may be gone
                self._client.run(station.leave, self.course, on_error="ignore")

    def _there(self) -> dict[str, int]:
        try:
            found: dict[str, int] = self._client.nthreads()
        except Exception as error:
            raise gone(self._address) from error
        return found

    def _run(self, function: Callable[..., Any], *arguments: bytes, workers: list[str]) -> dict[str, Any]:
        """What each of them gives, at once and beside its students; an exception where it fails."""
        try:
            found: dict[str, Any] = self._client.run(function, *arguments, workers=workers, on_error="return")
        except Exception as error:
            raise gone(self._address) from error
        return found

    def _prepared(self, new: list[str]) -> Mapping[str, Any]:
        others = self._with_other_versions(new)
        self._tell({worker: Text(de=", ".join(said), en=", ".join(said)) for worker, said in others.items()})
        fit = [worker for worker in new if worker not in others]
        return self._run(station.prepare, self._course, workers=fit) if fit else {}

    def _take(self, replies: Mapping[str, Any], there: Mapping[str, int]) -> dict[str, Text]:
        """Those that are ready may get work; why the others do not."""
        refused: dict[str, Text] = {}
        for worker, data in replies.items():
            reply = Declined(_failed(data)) if isinstance(data, Exception) else read_reply(Ready | Declined, data)
            if isinstance(reply, Declined):
                refused[worker] = reply.why
            elif self.isolation in ("none", reply.isolation):
                self.isolation = reply.isolation
                self.threads[worker] = there.get(worker, 1)
            else:
                refused[worker] = Text(de=f"andere Abschottung: {reply.isolation}", en=f"another wall: {reply.isolation}")
        return refused

    def _tell(self, refused: Mapping[str, Text]) -> None:
        for worker, why in refused.items():
            self._say(Text(de=f"{worker} bekommt keine Abgaben: {why.de}", en=f"{worker} gets no hand-ins: {why.en}"))

    def _expect_same_versions(self) -> None:
        if not self._known:
            raise GraderError(
                f"The scheduler at {self._address} has no workers. Start some: dask worker {self._address}",
                de=f"Der Scheduler {self._address} hat keine Worker. Starte welche: dask worker {self._address}",
            )
        others = self._with_other_versions(sorted(self._known))
        if others:
            listed = "\n".join(f"  {worker}: {', '.join(said)}" for worker, said in others.items())
            raise GraderError(
                "Nothing was graded: these workers have other versions, and a class must get the same grades "
                f"everywhere. Install the same ones:\n{listed}",
                de="Nichts wurde bewertet: diese Worker haben andere Versionen, und eine Klasse muss überall dieselben "
                f"Noten bekommen. Installiere überall dieselben:\n{listed}",
            )

    def _with_other_versions(self, workers: list[str]) -> dict[str, list[str]]:
        here = versions()
        found: dict[str, list[str]] = {}
        for worker, there in self._run(told, workers=workers).items():
            said = differences(here, json.loads(there)) if type(there) is bytes else [f"no grader ({brief(there)})"]
            if said:
                found[worker] = said
        return found


def _failed(error: Exception) -> Text:
    return Text(de=brief(error), en=brief(error))


def _listed(refused: Mapping[str, Text], lang: Lang) -> list[str]:
    return [f"  {worker}: {why.in_(lang)}" for worker, why in refused.items()]
