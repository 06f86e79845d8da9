"""The answer key where solutions/ lies on the machine: asks the key worker, kills it when it takes too long."""

from __future__ import annotations

import json
import logging
import queue
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from grader import errors
from grader.answer_key.process.worker_process import EVERY_ITEM, START, WorkerProcess, WorkerSource, source
from grader.answer_key.sealed.plan import Plan
from grader.errors import GraderError, SandboxError
from grader.model import (
    Continuation,
    Delay,
    Exercise,
    Follow,
    Item,
    Json,
    KeyKind,
    Lang,
    Match,
    Observation,
    Picture,
    Returned,
    Text,
)
from grader.sandbox.clock.stopwatch import Stopwatch, first_overdue
from grader.storage import codec

LOG = logging.getLogger("grader.teacher")  # what no student may read
LOG.addHandler(logging.NullHandler())  # who may, says so (cli/teachers_log.py)
# Seconds of the worker's processor time, which a busy machine does not use up.
PATIENCE = 2.0  # for one comparison or rule
LAST_PROOF = 1.0  # for SymPy, the last prover
# Seconds by the clock on the wall for what does not compute: five times as much, and no more than this.
_SLEEPING, _LONGEST_SLEEP = 5.0, 120.0


# What may ask how functions of an author behave, which takes as long as they do, and the import of torch.
OF_AN_ITEM = frozenset(["match", "prove", "behaviour", "mutant", "follow"])
OF_ALL_ITEMS = frozenset(["secrets", "pictures", "draw"])
CHARGED = frozenset(["match", "prove", "follow", "pictures"])  # what is asked because of an answer
FOR_A_STUDENT = 60.0  # seconds of the worker's processor time for all answers of one student
AFRESH = 5.0  # and what a worker costs that has to be replaced


@dataclass(slots=True)
class Purse:
    """What is left of a student's share."""

    left: float


class TooLong(GraderError):
    """The worker did not answer in time and was replaced."""


class _Overdue(Exception):
    """A reply has not come in time; `delay` says which time."""

    def __init__(self, delay: Delay) -> None:
        super().__init__(delay)
        self.delay = delay


class LiveKey:
    """An answer key that compares in a process of its own, started when it is first asked."""

    kind: KeyKind = "live"

    def __init__(self, root: Path, *, patience: float = PATIENCE) -> None:
        self.root = root
        self._patience = patience
        self._source: WorkerSource | None = None
        self._process: WorkerProcess | None = None
        self._replies: queue.SimpleQueue[str] = queue.SimpleQueue()
        # what this worker has loaded: the first request for it may take longer
        self._warm: set[tuple[str, int, int, str]] = set()
        self._exercises: dict[tuple[str, int, int], Exercise] = {}
        self._lock = threading.Lock()
        self._purses = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Begin to start the worker, so that it warms up while the judge does other things."""
        with self._lock:
            self._workers.begin()

    @property
    def running(self) -> bool:
        """There is a worker, or the beginning of one."""
        return self._source is not None

    def close(self) -> None:
        """End the worker."""
        if self._process is not None:
            self._stop()
        if self._source is not None:
            self._source.close()
            self._source = None

    @contextmanager
    def for_one_student(self, seconds: float = FOR_A_STUDENT) -> Iterator[None]:
        """What this thread asks until the end of the block is about one student, who may use so much of the worker's
        processor time: one hand-in does not hold up the class."""
        self._purses.now = Purse(seconds)
        try:
            yield
        finally:
            self._purses.now = None

    # ------------------------------------------------------------ the answer key

    def exercise(self, exercise: str, variant: int = 0, seed: int = 0) -> Exercise:
        """The exercise as data. Raises UnknownExercise, or AuthorError for a slip in its file."""
        if (exercise, variant, seed) not in self._exercises:
            document = self.ask("exercise", exercise=exercise, variant=variant, seed=seed)
            self._exercises[exercise, variant, seed] = codec.load(Exercise, document)
        return self._exercises[exercise, variant, seed]

    def expect(self, exercise: Exercise, observations: Mapping[str, Observation]) -> None:
        """The worker answers one question after the other."""

    def match(self, exercise: Exercise, item: Item, observation: Observation) -> Match:
        assert isinstance(observation, Returned)
        try:
            document = self._ask_about(exercise, "match", item=item.name, raw=observation.raw)
        except TooLong:
            return Match("cannot_tell", reason=TOO_LONG, timed_out=True)
        except GraderError as error:
            LOG.error("%s: %s", item.id, error)
            return Match("cannot_tell", reason=OUR_FAULT, fault=True)
        found: Match = codec.load(Match, document)
        if found.kind == "cannot_tell" and not item.marks:
            return self._last_proof(exercise, item, observation, found)
        return found

    def _last_proof(self, exercise: Exercise, item: Item, observation: Returned, found: Match) -> Match:
        """What may take long is tried last, with a patience of its own: what is known must not be lost."""
        try:
            document = self._ask_about(exercise, "prove", patience=LAST_PROOF, item=item.name, raw=observation.raw)
        except GraderError:  # too long, out of memory: nothing was proved
            return replace(found, timed_out=True)
        return found if document is None else codec.load(Match, document)

    def follow(self, exercise: Exercise, item: Item, rule: Follow, own: Mapping[str, Observation]) -> Continuation | None:
        """Raises GraderError if the rule fails or takes too long: the caller says so to the teacher."""
        raws = {name: seen.raw for name, seen in own.items() if isinstance(seen, Returned)}
        document = self._ask_about(exercise, "follow", item=item.name, rule=rule.name, own=raws)
        return None if document is None else codec.load(Continuation, document)

    def pictures(self, exercise: Exercise, own: Mapping[str, Observation], right: Collection[str]) -> tuple[Picture, ...]:
        """Only what a picture shows is sent, so that who answers that alike asks once; where nothing of it is answered
        there is no picture. Raises GraderError if the author's function takes too long: the caller tells the teacher."""
        raws = {name: seen.raw for name in exercise.pictured if isinstance(seen := own.get(name), Returned)}
        if not exercise.pictured or not (raws or right):
            return ()
        documents = self._ask_about(exercise, "pictures", own=raws, right=sorted(right))
        return tuple(codec.load(Picture, document) for document in documents)

    def draw_strictly(self, exercise: Exercise, own: Mapping[str, Observation], right: Collection[str]) -> None:
        """Raises GraderError for any picture that cannot be drawn with these answers."""
        raws = {name: seen.raw for name, seen in own.items() if isinstance(seen, Returned)}
        self._ask_about(exercise, "draw", own=raws, right=sorted(right))

    def worked(self, exercise: Exercise) -> Text | None:
        document = self._ask_about(exercise, "worked")
        return None if document is None else codec.load(Text, document)

    # ------------------------------------------------------------ what authors and the self-check ask

    def validate(self, exercise: Exercise) -> None:
        """Raises AuthorError for a function item whose reference, checks or mistakes do not hold."""
        self._ask_about(exercise, "validate")

    def behaviour(self, exercise: Exercise, item: Item, mistake: str | None) -> Observation:
        return Returned(self._ask_about(exercise, "behaviour", item=item.name, mistake=mistake))

    def solution(self, exercise: Exercise, lang: Lang = "de") -> dict[str, str]:
        return dict(self._ask_about(exercise, "solution", lang=lang))

    def plan(self, exercise: Exercise) -> Plan:
        """What goes into the sealed key of an exercise in its variant. Raises AuthorError where it does not fit in."""
        found: Plan = codec.load(Plan, self._ask_about(exercise, "plan", patience=START))
        return found

    def mutants(self, exercise: Exercise, item: Item) -> list[Text]:
        """What is changed in each of them."""
        return [codec.load(Text, document) for document in self._ask_about(exercise, "mutants", item=item.name)]

    def mutant(self, exercise: Exercise, item: Item, number: int) -> str:
        """What became of a mutant: a word of `mutants.fate`. Raises TooLong where it does not end."""
        return str(self._ask_about(exercise, "mutant", patience=1.0, item=item.name, number=number))

    def secrets(self, exercise: Exercise) -> list[str]:
        return list(self._ask_about(exercise, "secrets"))

    def picture_words(self, exercise: Exercise) -> list[Text]:
        """What is said of the pictures and stands on them: captions, legends, labels."""
        return [codec.load(Text, document) for document in self._ask_about(exercise, "picture_words")]

    def told(self, exercise: Exercise) -> list[Text]:
        """For every answer that a text tells, where and which."""
        return [codec.load(Text, document) for document in self._ask_about(exercise, "told", patience=START)]

    def contradictions(self, exercise: Exercise) -> list[Text]:
        """For every rule of follow-through that does not lead from the references to the reference, what it gives."""
        return [codec.load(Text, document) for document in self._ask_about(exercise, "contradictions", patience=START)]

    def swallowed(self, exercise: Exercise) -> list[Text]:
        """For every hint that stands at a later item only, though the slip happens before."""
        return [codec.load(Text, document) for document in self._ask_about(exercise, "swallowed", patience=START)]

    def unhinted(self, exercise: Exercise) -> list[Text]:
        """For every item that has fewer hints than the exercise promises."""
        return [codec.load(Text, document) for document in self._ask_about(exercise, "unhinted", patience=START)]

    # ------------------------------------------------------------ the process

    def _ask_about(self, exercise: Exercise, op: str, *, patience: float | None = None, **arguments: Json) -> Json:
        about: dict[str, Json] = {"exercise": exercise.id, "variant": exercise.variant, "seed": exercise.seed}
        return self.ask(op, patience=patience, **about, **arguments)

    def ask(self, op: str, *, patience: float | None = None, **arguments: Json) -> Json:
        """The worker's answer.

        Raises:
            TooLong: it computed longer than `patience`, or waited; the worker was replaced.
            SandboxError: the worker died, and so did its replacement.
            GraderError: what the worker said is wrong.
        """
        purse = getattr(self._purses, "now", None) if op in CHARGED else None
        if purse is not None and purse.left <= 0:
            raise TooLong(
                "answers of this student have used up the key's time",
                de="Antworten dieser Person haben die Zeit des Schlüssels verbraucht",
            )
        with self._lock:
            for attempt in (1, 2):
                if self._process is None:
                    self._start()
                reply = self._exchange_warm(op, arguments, patience or self._patience, purse)
                if reply is not None:
                    for line in reply.get("log", ()):
                        LOG.warning("%s: %s", arguments["exercise"], line)
                    return _unpack(reply)
                if attempt == 2:
                    raise SandboxError(
                        "the key worker ended twice without an answer; run `grade check` to see which exercise it is",
                        de="der Prozess mit dem Schlüssel endete zweimal ohne Antwort; `grade check` sagt, bei welcher Übung",
                    )
        raise AssertionError("unreachable")

    def _exchange_warm(
        self, op: str, arguments: Mapping[str, Json], patience: float, purse: Purse | None
    ) -> dict[str, Json] | None:
        """A request and its reply; a new worker loads the exercise first, so that patience counts for the question alone."""
        about = {name: arguments[name] for name in ("exercise", "variant", "seed")}
        key = (str(about["exercise"]), int(about["variant"]), int(about["seed"]))
        if op in ("exercise", "validate") or (*key, "") not in self._warm:
            loaded = self._exchange({"op": "validate" if op == "validate" else "exercise", **about}, START)
            if loaded is None or "error" in loaded:
                return loaded
            self._warm.add((*key, ""))
            if op in ("exercise", "validate"):
                return loaded
        called = str(arguments["item"]) if op in OF_AN_ITEM else EVERY_ITEM if op in OF_ALL_ITEMS else None
        if called is not None and (*key, called) not in self._warm:
            prepared = self._exchange({"op": "prepare", **about, "item": called}, START)
            if prepared is None or "error" in prepared:
                return prepared
            self._warm.add((*key, called))
        return self._exchange({"op": op, **arguments}, patience, purse)

    def _exchange(self, request: Mapping[str, Json], limit: float, purse: Purse | None = None) -> dict[str, Json] | None:
        """One request and its reply; None if the worker is gone."""
        assert self._process is not None
        try:
            self._process.requests.write(json.dumps(request) + "\n")
            self._process.requests.flush()
            watch = Stopwatch(self._process.pid, computing=limit, waiting=min(_SLEEPING * limit, _LONGEST_SLEEP))
            line = self._reply(watch)
            if purse is not None:
                purse.left -= watch.computed()
        except _Overdue as overdue:
            stopped = self._process.is_stopped()
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

    @property
    def _workers(self) -> WorkerSource:
        if self._source is None:
            self._source = source(self.root)
        return self._source

    def _start(self) -> None:
        self._process = self._workers.worker()
        self._replies = queue.SimpleQueue()
        self._warm = set()
        threading.Thread(target=_listen, args=(self._process, self._replies), daemon=True).start()

    def _stop(self) -> None:
        process, self._process = self._process, None
        assert process is not None
        process.kill()


def _listen(process: WorkerProcess, replies: queue.SimpleQueue[str]) -> None:
    """Hand over lines as they come; an empty one says that there will be no more."""
    with process.replies as stream:
        for line in stream:
            replies.put(line)
    replies.put("")


def _unpack(reply: Mapping[str, Json]) -> Any:
    if "error" in reply:
        kind = getattr(errors, str(reply["error"]), GraderError)
        raise kind(str(reply["message"]), de=str(reply["de"]))
    return reply["ok"]


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

OUR_FAULT = Text(  # what went wrong may quote the reference: it goes to the log
    de="Hier ist dem Grader selbst ein Fehler passiert, das kostet dich keine Punkte. Deine Lehrkraft sieht es sich an.",
    en="The grader itself failed here. This costs you no points; your teacher will look at it.",
)
TOO_LONG = Text(
    de="Der Vergleich dauerte zu lange und wurde abgebrochen; deine Lehrkraft sieht es sich an.",
    en="The comparison took too long and was stopped; your teacher will look at it.",
)
