"""Variants are graded by their own numbers."""

from __future__ import annotations

import ast
import json
from pathlib import Path

from grader.answer_key.process.client import LiveKey
from tests.conftest import Command, GradeCode
from tests.every import turn


def test_labels_and_losses_of_ex01(grade_code: GradeCode) -> None:
    """The model answer of one variant is not that of all."""
    outcomes = {grade_code("ex01", {"loss": "log(2)"}, variant=variant).outcome("loss") for variant in (2, 3)}
    assert outcomes == {"correct", "wrong"}


def test_classes_of_ex02(grade_code: GradeCode) -> None:
    for variant in turn(range(1, 10), 3):
        graded = grade_code("ex02", {"certain_prediction": "[1, 1, 1, 1, 1]"}, variant=variant)
        size = graded["certain_prediction"].item.reading["length"]
        assert graded["certain_prediction"].mistake == ("M4" if size == 5 else None)


def test_lines_of_ex04(grade_code: GradeCode) -> None:
    for variant in turn(range(1, 12), 4):
        graded = grade_code("ex04", {"all_minimisers": "(5 + 7*t, -4*t)", "one_minimiser": "(5, 0)"}, variant=variant)
        assert graded.outcome("all_minimisers") == "wrong"


def test_points_on_the_boundary_of_ex05(grade_code: GradeCode) -> None:
    for variant in turn(range(1, 12), 4):
        assert grade_code("ex05", {"moving_start": "[0, 0, -1]"}, variant=variant).outcome("moving_start") == "correct"


def test_no_place_of_the_truths_of_ex05_is_the_same_in_all_variants(key: LiveKey) -> None:
    answers = [key.solution(key.exercise("ex05", variant))["which_are_minimisers"] for variant in range(12)]
    truths = [ast.literal_eval(answer.partition(" = ")[2]) for answer in answers]
    assert all(len(set(place)) == 2 for place in zip(*truths, strict=True))


def test_the_curves_of_ex09_are_shown_in_an_order_of_the_variant(grade_code: GradeCode) -> None:
    answers = {"causes": "['small', 'large', 'local']"}
    outcomes = {grade_code("ex09", answers, variant=variant).outcome("causes") for variant in range(3)}
    assert "correct" in outcomes
    assert len(outcomes) > 1


def test_steps_of_ex10(grade_code: GradeCode) -> None:
    answers = {"limit_value": "3", "steps": "[1.5, 2.25, 2.625]"}
    graded = [grade_code("ex10", answers, variant=variant) for variant in turn(range(1, 6), 2)]
    assert all(result.outcome("steps") != "correct" for result in graded)


def test_an_unknown_variant_is_said_and_graded_by_variant_0(grade_code: GradeCode) -> None:
    graded = grade_code("ex10", {"limit_value": "3"}, variant=99)
    assert graded.outcome("limit_value") == "correct"
    assert any("Variante 99" in note.de for note in graded.result.notes)


def test_an_unknown_variant_in_a_class_is_a_problem(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "class" / "zoe"
    folder.mkdir(parents=True)
    (folder / "ex10.py").write_text("# grader: ex10 variant 99\nlimit_value = 3\n")
    ran = command("class", "class", "--json")
    assert ran.status == 0
    assert any("Variante 99" in problem["text"] for problem in json.loads(ran.out)["problems"])


def test_where_the_left_valley_of_ex25_is_deeper_everything_is_mirrored(grade_code: GradeCode) -> None:
    answers = {"deepest": "[-2, -32]", "basin": "'w < 0'", "shallow_value": "-5"}
    graded = [grade_code("ex25", answers, variant=variant) for variant in range(6)]
    assert [all(result.outcome(name) == "correct" for name in answers) for result in graded].count(True) == 1
