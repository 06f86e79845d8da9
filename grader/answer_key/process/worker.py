"""The key worker: the process that runs solutions/ and compares. No student code ever runs here.

Forked from an ancestor, or started by exec (`python -m grader.answer_key.process.worker FOLDER`). It reads one JSON request
per line and answers each with one line. Its caller kills it when an answer takes too long, so nothing here needs a clock; a
caller that has gone closes standard input, which ends it in the middle of a thought.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from grader.algebra.deciding import close, compare  # noqa: F401 - a question must not wait for their import
from grader.algebra.sympy_bridge import simplify_prover  # noqa: F401 - nor this
from grader.answer_key.matching import function_checks
from grader.answer_key.matching import match as matching
from grader.answer_key.matching.author_code import LOG
from grader.answer_key.process.proof_checks import ProofChecks
from grader.answer_key.process.worker_process import EVERY_ITEM
from grader.answer_key.sealed.making import agreement, planning
from grader.answer_key.services import describe, leaks, mutants, pictures, rules, solution, swallowed, told, unhinted
from grader.authoring import Exercise, Item, lint, places, variants
from grader.authoring.variants import Variant
from grader.course.catalogue import Source, load, resolve, sources
from grader.errors import AuthorError, GraderError
from grader.model import Json, Lang, Text
from grader.sandbox.libraries.preload import install_light_dynamo
from grader.sandbox.wall.non_dumpable import keep_memory_private
from grader.storage import codec

LONGEST = 2000  # characters of what is said to the teacher at a time
DRAWN = 256  # exercises that are kept with what their references answer
MEMORY = 4 << 30  # bytes of address space on top of the start; a runaway power or product ends here, not in swap


class Worker:
    """Exercises are loaded once and drawn once per variant."""

    def __init__(self, root: Path) -> None:
        self.sources = sources(root)
        self._loaded: dict[str, Exercise] = {}
        self._proofs = ProofChecks()
        self._drawn: dict[tuple[str, int, int], Variant] = {}  # the newest last

    def answer(self, request: dict[str, Json]) -> Json:
        """The answer to one request; `op` names the method."""
        operations: dict[str, Callable[..., Any]] = {
            "exercise": self.exercise,
            "validate": self.validate,
            "prepare": self.prepare,
            "match": self.match,
            "prove": self.prove,
            "follow": self.follow,
            "behaviour": self.behaviour,
            "solution": self.solution,
            "mutants": self.mutants,
            "mutant": self.mutant,
            "secrets": self.secrets,
            "told": self.told,
            "contradictions": self.contradictions,
            "swallowed": self.swallowed,
            "unhinted": self.unhinted,
            "pictures": self.pictures,
            "draw": self.draw,
            "picture_words": self.picture_words,
            "worked": self.worked,
            "plan": self.plan,
        }
        operation = operations[request.pop("op")]
        try:
            return codec.dump(operation(**request))
        except Exception as error:  # an author's rule may raise anything; type, message and line are kept
            path = next((source.path for source in self.sources if source.id == request.get("exercise")), None)
            if path is None or (isinstance(error, GraderError) and not isinstance(error, AuthorError)):
                raise
            raise places.placed(error, path) from error

    def exercise(self, exercise: str, variant: int, seed: int = 0) -> Any:
        return describe.describe(self._draw(exercise, variant, seed), exercise, self._source(exercise).slug)

    def validate(self, exercise: str, variant: int, seed: int) -> None:
        """Function items in full, which loading leaves out. Raises AuthorError."""
        drawn = self._draw(exercise, variant, seed)
        lint.check_values(drawn, functions=True)
        for item in drawn.exercise.items:
            if item.checks:
                function_checks.expect_fit(drawn, item)
                agreement.expect_agreement(drawn, item)

    def prepare(self, exercise: str, variant: int, seed: int, item: str) -> None:
        """Work out what reference and mistakes do on the probes of a function item, or of all that an exercise has, which may
        take longer than a comparison."""
        drawn = self._draw(exercise, variant, seed)
        for asked in drawn.exercise.items if item == EVERY_ITEM else (_item(drawn, item),):
            if asked.kind.is_called:
                drawn.reference(asked)
                for rule in asked.mistakes:
                    drawn.mistaken(asked, rule)

    def match(self, exercise: str, variant: int, seed: int, item: str, raw: Json) -> Any:
        drawn = self._draw(exercise, variant, seed)
        return self._proofs.matched(lambda: matching.match(drawn, _item(drawn, item), raw))

    def prove(self, exercise: str, variant: int, seed: int, item: str, raw: Json) -> Any:
        drawn = self._draw(exercise, variant, seed)
        return matching.prove(drawn, _item(drawn, item), raw)

    def follow(self, exercise: str, variant: int, seed: int, item: str, rule: str, own: dict[str, Json]) -> Any:
        drawn = self._draw(exercise, variant, seed)
        asked = _item(drawn, item)
        chosen = next(candidate for candidate in asked.following if candidate.name == rule)
        return self._proofs.followed(lambda: matching.follow(drawn, asked, chosen, own))

    def behaviour(self, exercise: str, variant: int, seed: int, item: str, mistake: str | None) -> Json:
        """The canonical form of the reference's answer, or of a known mistake's."""
        drawn = self._draw(exercise, variant, seed)
        asked = _item(drawn, item)
        if mistake is None:
            return drawn.reference(asked)
        return drawn.mistaken(asked, next(rule for rule in asked.mistakes if rule.id == mistake))

    def solution(self, exercise: str, variant: int, seed: int, lang: Lang) -> dict[str, str]:
        return solution.answers_as_code(self._draw(exercise, variant, seed), lang)

    def pictures(self, exercise: str, variant: int, seed: int, own: dict[str, Json], right: list[str]) -> Any:
        return pictures.pictures(self._draw(exercise, variant, seed), own, right)

    def draw(self, exercise: str, variant: int, seed: int, own: dict[str, Json], right: list[str]) -> None:
        """Raises what an author's picture raises with these answers."""
        pictures.draw_all(self._draw(exercise, variant, seed), own, right)

    def picture_words(self, exercise: str, variant: int, seed: int) -> list[Text]:
        return pictures.words(self._draw(exercise, variant, seed))

    def worked(self, exercise: str, variant: int, seed: int) -> Any:
        return solution.worked(self._draw(exercise, variant, seed))

    def plan(self, exercise: str, variant: int, seed: int) -> Any:
        drawn = self._draw(exercise, variant, seed)
        made = planning.plan(drawn, describe.describe(drawn, exercise, self._source(exercise).slug))
        return replace(made, worked=solution.worked(drawn)) if made.covers_all() else made

    def mutants(self, exercise: str, variant: int, seed: int, item: str) -> list[Text]:
        drawn = self._draw(exercise, variant, seed)
        return [mutant.change for mutant in mutants.mutants(_item(drawn, item))]

    def mutant(self, exercise: str, variant: int, seed: int, item: str, number: int) -> str:
        drawn = self._draw(exercise, variant, seed)
        asked = _item(drawn, item)
        return mutants.fate(drawn, asked, mutants.mutants(asked)[number])

    def secrets(self, exercise: str, variant: int, seed: int) -> list[str]:
        drawn = self._draw(exercise, variant, seed)
        return sorted(leaks.secrets(drawn, self._source(exercise).path.read_text(encoding="utf-8")))

    def told(self, exercise: str, variant: int, seed: int) -> list[Text]:
        first = self._draw(exercise, variant, seed)
        others = [self._draw(exercise, number, seed) for number in range(1, first.exercise.variants_count)]
        return self._sentences(exercise, told.told([first, *others]))

    def contradictions(self, exercise: str, variant: int, seed: int) -> list[Text]:
        return self._sentences(exercise, rules.contradictions(self._draw(exercise, variant, seed)))

    def swallowed(self, exercise: str, variant: int, seed: int) -> list[Text]:
        return self._sentences(exercise, swallowed.swallowed(self._draw(exercise, variant, seed)))

    def unhinted(self, exercise: str, variant: int, seed: int) -> list[Text]:
        return self._sentences(exercise, unhinted.unhinted(self._draw(exercise, variant, seed).exercise))

    def _sentences(self, exercise: str, found: list[AuthorError]) -> list[Text]:
        """What was found, with file and line in front."""
        errors = [places.placed(error, self._source(exercise).path) for error in found]
        return [Text(de=error.in_("de"), en=str(error)) for error in errors]

    def _source(self, exercise: str) -> Source:
        return resolve(self.sources, exercise)

    def _draw(self, exercise: str, variant: int, seed: int) -> Variant:
        key = (exercise, variant, seed)
        if key not in self._drawn:
            source = self._source(exercise)
            if exercise not in self._loaded:
                self._loaded[exercise] = load(source)
            if len(self._drawn) >= DRAWN:
                del self._drawn[next(iter(self._drawn))]
            self._drawn[key] = variants.draw(self._loaded[exercise], source.slug, variant, seed)
        return self._drawn[key]


class Said(logging.Handler):
    """What is to be said to the teacher with the next reply."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage()[:LONGEST])


def _item(drawn: Variant, name: str) -> Item:
    return next(item for item in drawn.exercise.items if item.name == name)


def _limit_memory() -> None:
    """Where the system has it: a comparison that eats memory ends with MemoryError instead of taking the machine along."""
    if sys.platform == "win32":  # the caller's deadline alone must do
        return
    import resource

    try:
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    except (OSError, ValueError):  # macOS has neither /proc nor a working RLIMIT_AS
        return


def work(root: Path) -> NoReturn:
    """Serve requests until standard input closes."""
    # what an author's file prints must not look like an answer
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the judge, which then closes our input
    keep_memory_private()
    _limit_memory()
    install_light_dynamo()  # references with an optimiser of torch: 1.5 s for each worker
    worker = Worker(root)
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    said = Said()
    LOG.addHandler(said)
    LOG.propagate = False
    while True:
        line = requests.get()
        said.lines.clear()
        try:
            reply: dict[str, Json] = {"ok": worker.answer(json.loads(line))}
        except GraderError as error:
            reply = {"error": type(error).__name__, "message": str(error), "de": error.in_("de")}
        except Exception as error:  # noqa: BLE001  # an author's rule may raise anything; the judge reports it as our fault
            words = f"{type(error).__name__}: {error}"
            reply = {"error": AuthorError.__name__, "message": words, "de": words}
        with suppress(BrokenPipeError):  # nobody waits for it any more: our input closes, too
            replies.write(json.dumps({**reply, "log": said.lines} if said.lines else reply) + "\n")
            replies.flush()


def _listen(requests: queue.SimpleQueue[str]) -> None:
    """Hand over requests as they come; a comparison that never ends must not outlive who asked for it."""
    for line in sys.stdin:
        requests.put(line)
    os._exit(0)


if __name__ == "__main__":
    work(Path(sys.argv[1]))
