"""From the plan of a key to its file: salts, boxes, dummies."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from grader import __version__
from grader.answer_key.sealed.box.boxes import TooMuch, seal
from grader.answer_key.sealed.box.key_file import cost_of, digest_of, lock, write
from grader.answer_key.sealed.box.key_head import KeyHead, UnitHead
from grader.answer_key.sealed.box.lock import COST
from grader.answer_key.sealed.box.plan import KnownAnswer, Plan, SealedItem, Unit
from grader.answer_key.sealed.box.worked_solution import seal_worked
from grader.errors import AuthorError
from grader.storage.codec import dump


def sealed(plan: Plan, *, cost: int = COST, threads: int = 2) -> bytes:
    """The key file of an exercise in one variant, with a fresh salt.

    Raises:
        AuthorError: what a box of the exercise has to hold is too large.
    """
    heads = tuple(UnitHead(unit.name, unit.offsets, unit.size, unit.cheaper) for unit in plan.units)
    head = KeyHead(plan.exercise, plan.items, heads, secrets.token_hex(16), cost, __version__, "", plan.rules, plan.judged)
    core = [plan.items[item.name] for item in plan.exercise.items if not item.bonus]
    shares = {unit: secrets.token_hex(16) for item in core for unit in _opened_by_right(item) if _has_reference(plan, unit)}
    with ThreadPoolExecutor(threads) as pool:
        boxes = b"".join(pool.map(lambda unit: _boxes(head, unit, shares.get(unit.name)), plan.units))
    boxes += seal_worked(shares, plan.worked)
    return write(replace(head, digest=digest_of(boxes)), boxes)


RIGHT = ("reference", "other", "part")


def _opened_by_right(item: SealedItem) -> list[str]:
    """The units that every right answer opens: of a function those of its checks, since their rest may be public."""
    if item.checks and all(check.unit is not None or check.rule is not None for check in item.checks):
        return list(dict.fromkeys(check.unit for check in item.checks if check.unit is not None))
    return [item.unit] if item.unit is not None else []


def _has_reference(plan: Plan, name: str) -> bool:
    """Where a public condition decides there is none."""
    unit = next(unit for unit in plan.units if unit.name == name)
    return any(answer.kind in RIGHT for box in unit.boxes for answer in box.candidates)


def _boxes(head: KeyHead, unit: Unit, share: str | None) -> bytes:
    contents = {box.word: dump([_sharing(answer, share) for answer in box.candidates]) for box in unit.boxes}
    try:
        return seal(lock(head.salt, cost_of(head.cost, unit.cheaper), head.exercise, unit.name), contents, unit.size)
    except TooMuch as error:
        raise AuthorError(
            f"{head.exercise.id}, {unit.name}: does not fit into the boxes of a sealed key ({error})",
            de=f"{head.exercise.id}, {unit.name}: passt nicht in die Fächer eines versiegelten Schlüssels ({error})",
        ) from error


def _sharing(answer: KnownAnswer, share: str | None) -> KnownAnswer:
    return replace(answer, share=share) if answer.kind in RIGHT else answer
