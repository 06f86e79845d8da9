"""Pretended methods, handed in beside innocents: what is reported is what the code does and asks."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest

from grader.sandbox.choice import choose_wall
from tests.attacks.methods import DESCEND, METHODS, PATH, Method
from tests.conftest import ROOT, run_grade

pytestmark = pytest.mark.skipif(not choose_wall().encloses, reason="this system has no wall")
INNOCENTS = ("000innocent", "zzzinnocent")
Items = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Items]:
    """Items by student."""
    place = tmp_path_factory.mktemp("place")
    (place / "course" / "solutions").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "functions" / "ex41_functions.py", place / "course" / "solutions")
    code = {f"a{number:03}": method.code for number, method in enumerate(METHODS)} | dict.fromkeys(INNOCENTS, DESCEND + PATH)
    for student, source in code.items():
        (place / "class" / student).mkdir(parents=True)
        (place / "class" / student / "ex41.py").write_text(source)
    ran = run_grade("class", "class", "--json", "--lang", "en", cwd=place, GRADER_HOME=str(place / "course"))
    assert ran.status == 0, ran.err
    return {result["student"]: {item["name"]: item for item in result["items"]} for result in json.loads(ran.out)["results"]}


@pytest.mark.parametrize("method", METHODS, ids=[method.name for method in METHODS])
def test_a_pretended_method_is_told_from_a_real_one(graded: dict[str, Items], method: Method) -> None:
    item = graded[f"a{METHODS.index(method):03}"][method.item]
    assert (item["points"], method.says in str(item["feedback"])) == (method.points, True), item["feedback"]


def test_innocents_get_all_points(graded: dict[str, Items]) -> None:
    for student in INNOCENTS:
        assert [(graded[student][name]["points"], graded[student][name]["outcome"]) for name in ("descend", "path")] == [
            (4, "correct"),
            (2, "correct"),
        ]
