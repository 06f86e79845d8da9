"""Who in a class has work like whose: what the comparison has to know of exercises, from the key."""

from __future__ import annotations

from array import array

from grader.answer_key.process.caching_client import CachingKey
from grader.answer_key.process.client import LOG
from grader.course.stubs import stub
from grader.errors import GraderError
from grader.likeness.alike import Likeness, Traces, traces
from grader.likeness.fragments import Sheet, sheet
from grader.model import LANGS
from grader.storage.cache import Cache, digest


def likeness(key: CachingKey, cache: Cache) -> Likeness:
    """What compares the hand-ins of a class with each other and with the model solutions.

    Of these only numbers are remembered, so that no solution lies where a student's work does.
    """

    def sheet_of(exercise: str) -> Sheet:
        plain = key.exercise(exercise, 0, 0)
        return sheet([stub(plain, lang=lang, form="py") for lang in LANGS])

    def models(exercise: str) -> tuple[str, ...]:
        try:
            return tuple(code for lang in LANGS for code in key.solution(key.exercise(exercise, 0, 0), lang).values())
        except GraderError as error:  # the author's trouble, which grade check tells: students are compared all the same
            LOG.warning("%s: no model solution to compare with: %s", exercise, error)
            return ()

    def model_of(exercise: str, given: Sheet) -> Traces:
        name = digest("model traces", key.version(exercise))
        kept = cache.get(name)
        if kept is not None:
            return Traces(0, array("I", kept["numbers"]), array("I", kept["shapes"]))
        found = traces(0, models(exercise), given)
        if found.numbers:
            cache.put(name, {"numbers": found.numbers.tolist(), "shapes": found.shapes.tolist()})
        return found

    return Likeness(sheet_of, model_of)
