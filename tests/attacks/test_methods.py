"""Pretended methods, handed in beside innocents: what is reported is what the code does and asks."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest

from grader.sandbox.select import choose_wall
from tests.attacks.attack import row
from tests.attacks.grading import COURSE
from tests.attacks.methods import BY_HAND, DESCEND, FIRST, METHODS, PATH, REST, Method
from tests.conftest import ROOT, Command
from tests.every import turn

pytestmark = pytest.mark.skipif(not choose_wall().encloses, reason="this system has no wall")
INNOCENTS = ("000innocent", "zzzinnocent")
TODAY = turn(METHODS, 4)
Items = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, command_in: Command) -> dict[str, Items]:
    """Items by student."""
    place = tmp_path_factory.mktemp("place")
    (place / "course" / "solutions").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "functions" / "ex41_functions.py", place / "course" / "solutions")
    shutil.copy(COURSE / "solutions" / "ex90_target.py", place / "course" / "solutions" / "ex40_target.py")
    code = {f"a{number:03}": method.code for number, method in enumerate(TODAY)} | dict.fromkeys(INNOCENTS, DESCEND + PATH)
    code["patcher"] = BY_HAND.format(decoy="pass") + PATH + REST
    for student, source in code.items():
        (place / "class" / student).mkdir(parents=True)
        (place / "class" / student / "ex41.py").write_text(source)
    (place / "class" / "patcher" / "ex40.py").write_text(FIRST.replace("ex90", "ex40"))
    ran = command_in("class", "class", "--json", "--lang", "en", cwd=place, GRADER_HOME=str(place / "course"))
    assert ran.status == 0, ran.err
    found: dict[str, Items] = {}
    for result in json.loads(ran.out)["results"]:
        found.setdefault(result["student"], {}).update({item["name"]: item for item in result["items"]})
    return found


@pytest.mark.parametrize("method", TODAY, ids=[method.name for method in TODAY])
def test_a_pretended_method_is_told_from_a_real_one(graded: dict[str, Items], method: Method) -> None:
    item = graded[f"a{TODAY.index(method):03}"][method.item]
    assert (item["points"], method.says in str(item["feedback"])) == (method.points, True), item["feedback"]


def test_innocents_get_all_points(graded: dict[str, Items]) -> None:
    for student in INNOCENTS:
        assert [(graded[student][name]["points"], graded[student][name]["outcome"]) for name in ("descend", "path")] == [
            (4, "correct"),
            (2, "correct"),
        ]


@row(
    49, "patch the look at the code from an exercise before", "that look has a child in which no code has run", "3 of 4 points"
)
def test_one_exercise_cannot_forge_the_evidence_of_the_next(graded: dict[str, Items]) -> None:
    others = {name: item["outcome"] for name, item in graded["patcher"].items() if name != "descend"}
    assert set(others.values()) == {"correct"}, "it was stopped for another reason"
    assert (graded["patcher"]["descend"]["points"], "Use torch" in graded["patcher"]["descend"]["feedback"]) == (3, True)
