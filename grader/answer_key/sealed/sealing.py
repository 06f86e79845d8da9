"""From the plan of a key to its file: salts, boxes, dummies."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from grader import __version__
from grader.answer_key.sealed.boxes import TooMuch, seal
from grader.answer_key.sealed.key_file import KeyHead, UnitHead, digest_of, lock, write
from grader.answer_key.sealed.lock import COST
from grader.answer_key.sealed.plan import Plan, Unit
from grader.errors import AuthorError
from grader.storage.codec import dump


def sealed(plan: Plan, *, cost: int = COST, threads: int = 2) -> bytes:
    """The key file of an exercise in one variant, with a fresh salt.

    Raises:
        AuthorError: what a box of the exercise has to hold is too large.
    """
    heads = tuple(UnitHead(unit.name, unit.offsets, unit.size) for unit in plan.units)
    head = KeyHead(plan.exercise, plan.items, heads, secrets.token_hex(16), cost, __version__, "")
    with ThreadPoolExecutor(threads) as pool:
        boxes = dict(pool.map(lambda unit: (unit.name, _boxes(head, unit)), plan.units))
    return write(replace(head, digest=digest_of(b"".join(boxes[unit.name] for unit in heads))), boxes)


def _boxes(head: KeyHead, unit: Unit) -> bytes:
    contents = {box.word: dump(box.candidates) for box in unit.boxes}
    try:
        return seal(lock(head.salt, head.cost, head.exercise, unit.name), contents, unit.size)
    except TooMuch as error:
        raise AuthorError(
            f"{head.exercise.id}, {unit.name}: does not fit into the boxes of a sealed key ({error})",
            de=f"{head.exercise.id}, {unit.name}: passt nicht in die Fächer eines versiegelten Schlüssels ({error})",
        ) from error
