"""The answer key where solutions/ lies on the machine: asks the key worker, kills it when it takes too long."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from grader import errors
from grader.answer_key.process.key_worker import KeyWorker, Purse, TooLong
from grader.answer_key.process.worker_process import START, WorkerSource, source
from grader.course.catalogue import sources
from grader.errors import GraderError
from grader.model import (
    Continuation,
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
from grader.storage import codec

if TYPE_CHECKING:
    from grader.answer_key.sealed.box.plan import Plan

LOG = logging.getLogger("grader.teacher")  # what no student may read
LOG.addHandler(logging.NullHandler())  # who may, says so (cli/teacher/setting/teachers_log.py)
# Seconds of the worker's processor time, which a busy machine does not use up.
PATIENCE = 2.0  # for one comparison or rule
LAST_PROOF = 1.0  # for SymPy, the last prover

WITHOUT_REFERENCES = frozenset(["exercise", "worked", "solution", "picture_words"])  # what runs no function of an author's
TORCH = re.compile(r"^\s*(?:import|from) torch\b", re.MULTILINE)
CHARGED = frozenset(["match", "prove", "follow", "pictures"])  # what is asked because of an answer
FOR_A_STUDENT = 60.0  # seconds of the worker's processor time for all answers of one student


class LiveKey:
    """An answer key that compares in a process of its own, started when it is first asked."""

    kind: KeyKind = "live"

    def __init__(self, root: Path, *, patience: float = PATIENCE, lanes: int = 1) -> None:
        """`lanes` ask at the same time."""
        self.root = root
        self._patience = patience
        self._lanes = lanes
        self._source: WorkerSource | None = None
        self._workers: dict[tuple[int, bool], KeyWorker] = {}  # by number, and whether it is for torch
        self._exercises: dict[tuple[str, int, int], Exercise] = {}
        self._lock = threading.Lock()
        self._purses = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Begin to start a worker, so that it warms up while the judge does other things."""
        self._workers_of.begin(torch=False)

    @property
    def running(self) -> bool:
        """There is a worker, or the beginning of one."""
        return self._source is not None

    @property
    def pids(self) -> list[int]:
        """Of the workers that run."""
        return [worker.pid for worker in self._workers.values() if worker.pid is not None]

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers.values():
            worker.close()
        self._workers.clear()
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
        """Begin to run references of function items, while the hand-in runs on another core."""
        if not self.running or observations:
            return
        if self._workers_of.apart and exercise.id in self._with_torch:
            self._workers_of.begin(torch=True)
        called = [item.name for item in exercise.items if item.probes]
        if called:
            self._worker_for("match", exercise.id).prepare(_about(exercise), called)

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
        from grader.answer_key.sealed.box.plan import Plan  # nobody else asks for it

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
        return self.ask(op, patience=patience, **_about(exercise), **arguments)

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
        reply = self._worker_for(op, str(arguments["exercise"])).ask(op, arguments, patience or self._patience, purse)
        for line in reply.get("log", ()):
            LOG.warning("%s: %s", arguments["exercise"], line)
        return _unpack(reply)

    def _worker_for(self, op: str, exercise: str) -> KeyWorker:
        """Each exercise has one worker, so that it is loaded and drawn once, and two lanes seldom wait for each other; what
        runs references with torch has one that need not import it."""
        if not self._workers_of.apart:
            return self._worker(0, torch=False)
        torch = op not in WITHOUT_REFERENCES and exercise in self._with_torch
        return self._worker(0 if torch else int(exercise[2:]) % self._lanes, torch=torch)

    def _worker(self, number: int, *, torch: bool) -> KeyWorker:
        workers = self._workers_of
        with self._lock:
            if (number, torch) not in self._workers:
                self._workers[number, torch] = KeyWorker(workers, torch=torch)
            return self._workers[number, torch]

    @property
    def _workers_of(self) -> WorkerSource:
        with self._lock:
            if self._source is None:
                self._source = source(self.root)
            return self._source

    @cached_property
    def _with_torch(self) -> frozenset[str]:
        """The exercises whose own files import it."""
        known = sources(self.root)
        return frozenset(one.id for one in known if TORCH.search(one.path.read_text(encoding="utf-8", errors="replace")))


def _about(exercise: Exercise) -> dict[str, Json]:
    return {"exercise": exercise.id, "variant": exercise.variant, "seed": exercise.seed}


def _unpack(reply: Mapping[str, Json]) -> Any:
    if "error" in reply:
        kind = getattr(errors, str(reply["error"]), GraderError)
        raise kind(str(reply["message"]), de=str(reply["de"]))
    return reply["ok"]


OUR_FAULT = Text(  # what went wrong may quote the reference: it goes to the log
    de="Hier ist dem Grader selbst ein Fehler passiert, das kostet dich keine Punkte. Deine Lehrkraft sieht es sich an.",
    en="The grader itself failed here. This costs you no points; your teacher will look at it.",
)
TOO_LONG = Text(
    de="Der Vergleich dauerte zu lange und wurde abgebrochen; deine Lehrkraft sieht es sich an.",
    en="The comparison took too long and was stopped; your teacher will look at it.",
)
