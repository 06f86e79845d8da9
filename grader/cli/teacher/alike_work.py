"""Who in a class has work like whose: what the comparison has to know of exercises, from the key."""

from __future__ import annotations

from grader.answer_key.process.caching_client import CachingKey
from grader.answer_key.process.client import LOG
from grader.course.stubs import stub
from grader.errors import GraderError
from grader.likeness.alike import Likeness
from grader.likeness.fragments import Sheet, sheet
from grader.model import LANGS


def likeness(key: CachingKey) -> Likeness:
    """What compares the hand-ins of a class with each other and with the model solutions."""

    def sheet_of(exercise: str) -> Sheet:
        plain = key.exercise(exercise, 0, 0)
        return sheet([stub(plain, lang=lang, form="py") for lang in LANGS])

    def models(exercise: str) -> tuple[str, ...]:
        try:
            return tuple(code for lang in LANGS for code in key.solution(key.exercise(exercise, 0, 0), lang).values())
        except GraderError as error:  # the author's trouble, which grade check tells: students are compared all the same
            LOG.warning("%s: no model solution to compare with: %s", exercise, error)
            return ()

    return Likeness(sheet_of, models)
