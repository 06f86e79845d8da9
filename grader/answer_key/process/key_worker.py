"""One key worker, as seen by who asks it: started when first asked, killed when it takes too long, then replaced."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from grader.answer_key.process.worker_process import EVERY_ITEM, START, WorkerProcess, WorkerSource
from grader.errors import GraderError, SandboxError
from grader.model import Delay, Json, Text
from grader.sandbox.clock.stopwatch import Stopwatch, first_overdue

# Seconds by the clock on the wall for what does not compute: five times as much, and no more than this.
_SLEEPING, _LONGEST_SLEEP = 5.0, 120.0

# What may ask how functions of an author behave, which takes as long as they do, and the import of torch.
OF_AN_ITEM = frozenset(["match", "prove", "behaviour", "mutant", "follow"])
OF_ALL_ITEMS = frozenset(["secrets", "pictures", "draw"])
AFRESH = 5.0  # seconds of processor time, what a worker costs that has to be replaced


@dataclass(slots=True)
class Purse:
    """What is left of a student's share, in seconds of the worker's processor time."""

    left: float


class TooLong(GraderError):
    """The worker did not answer in time and was replaced."""


class _Overdue(Exception):
    """A reply has not come in time; `delay` says which time."""

    def __init__(self, delay: Delay) -> None:
        super().__init__(delay)
        self.delay = delay


class KeyWorker:
    """It answers one question after the other; who asks from another thread waits."""

    def __init__(self, source: WorkerSource, *, torch: bool) -> None:
        self._source = source
        self._torch = torch
        self._process: WorkerProcess | None = None
        self._replies: queue.SimpleQueue[str] = queue.SimpleQueue()
        # what this worker has loaded: the first request for it may take longer
        self._warm: set[tuple[str, int, int, str]] = set()
        self._lock = threading.Lock()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """None while there is no process."""
        return None if self._process is None else self._process.pid

    def close(self) -> None:
        """End it for good."""
        self._closed = True
        self._stop()

    def ask(self, op: str, arguments: Mapping[str, Json], patience: float, purse: Purse | None) -> dict[str, Json]:
        """Its reply.

        Raises:
            TooLong: it computed longer than `patience`, or waited; it was replaced.
            SandboxError: it died, and so did its replacement.
        """
        with self._lock:
            for _ in (1, 2):
                if self._process is None:
                    self._start()
                reply = self._exchange_warm(op, arguments, patience, purse)
                if reply is not None:
                    return reply
        raise SandboxError(
            "the key worker ended twice without an answer; run `grade check` to see which exercise it is",
            de="der Prozess mit dem Schlüssel endete zweimal ohne Antwort; `grade check` sagt, bei welcher Übung",
        )

    def prepare(self, about: Mapping[str, Json], items: Sequence[str]) -> None:
        """Begin to run references and mistakes of function items, if they have not run yet, and return at once."""
        new = [item for item in items if (*_key(about), item) not in self._warm]
        if new:
            threading.Thread(target=self._prepare, args=(about, new), daemon=True).start()

    def _prepare(self, about: Mapping[str, Json], items: Sequence[str]) -> None:
        """One item after the other: a question about one of them waits for no other. What goes wrong is said to who asks."""
        for item in items:
            with self._lock, suppress(GraderError):
                if self._process is None and not self._closed:
                    self._start()
                if self._closed:  # perhaps meanwhile
                    self._stop()
                    return
                self._prepared(about, item)

    def _prepared(self, about: Mapping[str, Json], called: str | None) -> dict[str, Json] | None:
        """A new worker loads the exercise first, and what an item is asked about; its last reply, or None if it is gone."""
        key = _key(about)
        reply: dict[str, Json] | None = {}
        if (*key, "") not in self._warm:
            reply = self._exchange({"op": "exercise", **about}, START)
            if reply is None or "error" in reply:
                return reply
            self._warm.add((*key, ""))
        if called is not None and (*key, called) not in self._warm:
            reply = self._exchange({"op": "prepare", **about, "item": called}, START)
            if reply is None or "error" in reply:
                return reply
            self._warm.add((*key, called))
        return reply

    def _exchange_warm(
        self, op: str, arguments: Mapping[str, Json], patience: float, purse: Purse | None
    ) -> dict[str, Json] | None:
        """A request and its reply; a new worker loads the exercise first, so that patience counts for the question alone."""
        about = {name: arguments[name] for name in ("exercise", "variant", "seed")}
        if op in ("exercise", "validate"):
            loaded = self._exchange({"op": op, **about}, START)
            if loaded is not None and "error" not in loaded:
                self._warm.add((*_key(about), ""))
            return loaded
        called = str(arguments["item"]) if op in OF_AN_ITEM else EVERY_ITEM if op in OF_ALL_ITEMS else None
        prepared = self._prepared(about, called)
        if prepared is None or "error" in prepared:
            return prepared
        return self._exchange({"op": op, **arguments}, patience, purse)

    def _exchange(self, request: Mapping[str, Json], limit: float, purse: Purse | None = None) -> dict[str, Json] | None:
        """One request and its reply; None if the worker is gone."""
        process = self._process
        assert process is not None
        try:
            process.requests.write(json.dumps(request) + "\n")
            process.requests.flush()
            watch = Stopwatch(process.pid, computing=limit, waiting=min(_SLEEPING * limit, _LONGEST_SLEEP))
            line = self._reply(watch)
            if purse is not None:
                purse.left -= watch.computed()
        except _Overdue as overdue:
            stopped = process.is_stopped()
            self._stop()
            if purse is not None:
                purse.left -= limit + AFRESH
            if stopped:  # by a signal from outside: it was not the question that took so long
                return None
            why = WHY[overdue.delay]
            raise TooLong(
                f"{request['op']}: {why.en} ({limit:g} s of processor time are allowed)",
                de=f"{request['op']}: {why.de} (erlaubt sind {limit:g} s Rechenzeit)",
            ) from None
        except OSError:  # the pipe of a worker that is gone
            line = ""
        if not line:
            self._stop()
            return None
        reply: dict[str, Json] = json.loads(line)
        return reply

    def _reply(self, watch: Stopwatch) -> str:
        """The next line; raises _Overdue where none comes in time."""
        while True:
            due = time.monotonic() + watch.next_look()
            try:
                return self._replies.get(timeout=max(0.0, due - time.monotonic()))
            except queue.Empty:
                why = first_overdue((watch,), overslept=time.monotonic() - due)
                if why is not None:
                    raise _Overdue(why) from None

    def _start(self) -> None:
        self._process = self._source.worker(torch=self._torch)
        self._replies = queue.SimpleQueue()
        self._warm = set()
        threading.Thread(target=_listen, args=(self._process, self._replies), daemon=True).start()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:  # who closes does not wait for who asks
            process.kill()


def _key(about: Mapping[str, Json]) -> tuple[str, int, int]:
    return str(about["exercise"]), int(about["variant"]), int(about["seed"])


def _listen(process: WorkerProcess, replies: queue.SimpleQueue[str]) -> None:
    """Hand over lines as they come; an empty one says that there will be no more."""
    with process.replies as stream:
        for line in stream:
            replies.put(line)
    replies.put("")


WHY: dict[Delay, Text] = {
    "computing": Text(de="das rechnet zu lange", en="this takes too long to compute"),
    "together": Text(de="das rechnet zu lange", en="this takes too long to compute"),
    "waiting": Text(de="das wartet, statt zu rechnen", en="this waits instead of computing"),
    "starved": Text(de="die Maschine ist dafür zu beschäftigt", en="the machine is too busy for it"),
    "unclear": Text(
        de="ob das wartet oder die Maschine zu beschäftigt ist, lässt sich hier nicht feststellen",
        en="whether this waits or the machine is too busy is not clear here",
    ),
}
