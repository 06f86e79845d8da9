"""Fifty releases of one exercise, at the price of a real one: neither sizes nor the order of boxes tell anything."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from math import comb, sqrt
from pathlib import Path
from typing import NamedTuple

import pytest

from grader.answer_key.process.client import LiveKey
from grader.answer_key.sealed.box.boxes import open_box
from grader.answer_key.sealed.box.key_file import KeyFile, read
from grader.answer_key.sealed.box.lock import COST, Lock
from grader.answer_key.sealed.box.plan import Plan
from grader.answer_key.sealed.box.sizes import COUNT, WORKED
from grader.cli.teacher.release import Workshop
from grader.release.kit import kit_files
from grader.release.wheel import students_wheel
from tests.conftest import ROOT

NAME, BUILDS = "ex04", 50
CHANCE = 1e-9  # of what the test takes for no chance; it compares some thousand times
SURE = 6.1  # standard deviations, which are exceeded as seldom

Answer = tuple[str, str]  # the unit, and what its box holds

pytestmark = [pytest.mark.deep, pytest.mark.timeout(1800)]  # two minutes of processor time


class Build(NamedTuple):
    """A kit, its key, and in which box of its unit each answer lies; which of them share one, chance decides as well."""

    files: dict[str, bytes]
    key: KeyFile
    plan: Plan
    places: dict[Answer, int]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Build]]:
    with pytest.MonkeyPatch.context() as patch, LiveKey(ROOT) as live:
        patch.setattr(Lock, "key", cache(Lock.key))  # who has sealed a box opens it for nothing
        wheel = students_wheel(torch=False)
        yield [build(live, wheel, tmp_path_factory.mktemp("build")) for _ in range(BUILDS)]


def build(live: LiveKey, wheel: bytes, folder: Path) -> Build:
    made = Workshop(live).exercise(NAME, 0)
    path = folder / f"{NAME}_kit.key"
    path.write_bytes(made.key)
    key = read(path, NAME)
    assert key.head.cost == COST
    places = {}
    for unit in made.plan.units:
        lock, boxes = key.lock(unit.name), key.boxes[unit.name]
        for box in unit.boxes:
            opened, first = lock.key(box.word), box.candidates[0]
            said = json.dumps([first.kind, first.mistake and first.mistake.id, first.raw], sort_keys=True)
            places[unit.name, said] = place_of(lambda left: open_box(lock, opened, left) is not None, boxes, unit.size)  # noqa: B023
    return Build(kit_files([made], wheel, lang="de"), key, made.plan, places)


def place_of(opens: Callable[[bytes], bool], boxes: bytes, size: int) -> int:
    """Which box it is that opens: half of them are left out again and again."""
    first, last = 0, COUNT
    while last - first > 1:
        middle = (first + last) // 2
        kept = bytes(first * size) + boxes[first * size : middle * size] + bytes((COUNT - middle) * size)
        first, last = (first, middle) if opens(kept) else (middle, last)
    return first


def test_every_build_has_files_of_the_same_size(builds: list[Build]) -> None:
    """A key but for the digits of what is readable in it: the seed of its probes, and offsets."""
    sizes = {
        tuple((name, len(content) - len(readable(content) or b"")) for name, content in sorted(one.files.items()))
        for one in builds
    }
    assert len(sizes) == 1
    assert len({tuple((unit.name, unit.size) for unit in one.key.head.units) for one in builds}) == 1


def readable(content: bytes) -> bytes | None:
    """The open part, if it is a key."""
    return content.split(b"\n", 2)[1] if content.startswith(b"grader/key/") else None


def test_the_open_part_is_the_same_but_for_salt_digest_and_offsets(builds: list[Build]) -> None:
    def rest(one: Build) -> str:
        (content,) = (found for found in map(readable, one.files.values()) if found is not None)
        public = json.loads(content)
        units = [{**unit, "offsets": []} for unit in public["units"]]
        seed = {"exercise": {**public["exercise"], "seed": 0}}
        return json.dumps({**public, **seed, "salt": "", "digest": "", "units": units})

    assert len(set(map(rest, builds))) == 1
    assert len({one.key.salt for one in builds}) == BUILDS


def test_the_place_of_a_box_tells_nothing_of_what_is_in_it(builds: list[Build]) -> None:
    """Each answer lies everywhere alike, and where one lies says nothing of where another does."""
    answers = sorted(set.intersection(*(set(one.places) for one in builds)))
    assert {unit for unit, said in answers if said.startswith('["reference"')} == {unit.name for unit in builds[0].plan.units}
    for answer in answers:
        expect_by_chance([one.places[answer] for one in builds], f"{answer}")
    for one, other in combinations(answers, 2):
        both = [(build.places[one], build.places[other]) for build in builds]
        together = sum(first == second for first, second in both)
        assert together <= (0 if one[0] == other[0] else most(BUILDS, 1 / COUNT)), f"{one} and {other} lie side by side"
        before = sum(first < second for first, second in both)
        assert before <= most(BUILDS, 0.5), f"{one} lies before {other}"
        assert BUILDS - before - together <= most(BUILDS, 0.5), f"{other} lies before {one}"


def expect_by_chance(places: list[int], what: str) -> None:
    assert max(Counter(places).values()) <= most(BUILDS, 1 / COUNT), f"{what} lies too often in one box"
    middle, spread = (COUNT - 1) / 2, sqrt((COUNT**2 - 1) / 12 / BUILDS)
    assert abs(sum(places) / BUILDS - middle) <= SURE * spread, f"{what} lies to one side"


@cache
def most(tries: int, share: float) -> int:
    """What chance does not exceed: so often or more it is as seldom as CHANCE."""
    tail, count = 0.0, tries + 1
    while tail < CHANCE:
        count -= 1
        tail += comb(tries, count) * share**count * (1 - share) ** (tries - count)
    return count


def test_a_box_with_an_answer_looks_like_a_dummy(builds: list[Build]) -> None:
    """Byte by byte: as many ones, and no byte that stays where it is from build to build."""
    full, empty = Counter[bool](), Counter[bool]()
    for unit in builds[0].plan.units:
        columns = zip(*(one.key.boxes[unit.name] for one in builds), strict=True)
        assert min(len(set(column)) for column in columns) > BUILDS // 2
        for one in builds:
            boxes = one.key.boxes[unit.name]
            holding = {place for (name, _), place in one.places.items() if name == unit.name}
            for place in range(COUNT):
                bits = int.from_bytes(boxes[place * unit.size : (place + 1) * unit.size])
                counted = full if place in holding else empty
                counted[True] += bits.bit_count()
                counted[False] += 8 * unit.size - bits.bit_count()
    for counted in (full, empty):
        assert abs(counted[True] - counted.total() / 2) <= SURE * sqrt(counted.total() / 4)
    assert len({one.key.worked for one in builds}) == BUILDS
    assert {len(one.key.worked) for one in builds} == {WORKED}
