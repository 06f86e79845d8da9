"""A class of drawn students: right answers, known mistakes and blanks at random, graded item by item as drawn."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from grader.answer_key.services import describe, solution
from grader.answers.kinds.function import Function
from grader.authoring import variants
from grader.authoring.variants import Dice, Variant
from grader.course import catalogue
from grader.course.stubs import model_submission
from tests.conftest import ROOT, Command
from tests.every import turn

SOURCES = turn(catalogue.sources(ROOT), 4)
EXERCISES_EACH = 2  # all of them are handed in, the first perhaps twice


@dataclass(frozen=True)
class Expected:
    outcome: str
    points: Fraction
    mistake: str | None


@pytest.fixture(scope="module")
def drawn_class(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[tuple[str, str], Expected]]:
    """A folder of hand-ins and what each item of each student must get."""
    folder = tmp_path_factory.mktemp("generated") / "hand_ins"
    loaded = {source.id: catalogue.load(source) for source in SOURCES}
    expected: dict[tuple[str, str], Expected] = {}
    for number in range(-(-len(SOURCES) // EXERCISES_EACH)):
        student = f"student{number:02}"
        (folder / student).mkdir(parents=True)
        dice = Dice("class", number)
        for offset in range(EXERCISES_EACH):
            source = SOURCES[(number * EXERCISES_EACH + offset) % len(SOURCES)]
            exercise = loaded[source.id]
            drawn = variants.draw(exercise, source.slug, dice.integer(0, min(2, exercise.variants_count - 1)))
            text = hand_in(drawn, source, dice, student, expected)
            (folder / student / f"{source.id}.py").write_text(text, encoding="utf-8")
    return folder, expected


def hand_in(
    drawn: Variant, source: catalogue.Source, dice: Dice, student: str, expected: dict[tuple[str, str], Expected]
) -> str:
    described = describe.describe(drawn, source.id, source.slug)
    answers = solution.answers_as_code(drawn, "de")
    spoilt: set[str] = set()
    for item, record in zip(drawn.exercise.items, described.items, strict=True):
        fate = dice.choice(("right", "right", "mistake", "mistake", "blank"))
        leaned_on = {name for rule in record.follows for name in rule.needs}
        if item.marks:
            verdict = Expected("pending", Fraction(0), None)
        elif fate == "blank":
            answers[item.name] = "pass" if isinstance(item.kind, Function) else f"{item.name} = ..."
            spoilt.add(item.name)
            verdict = Expected("missing", Fraction(0), None)
        elif fate == "mistake" and record.mistakes and not isinstance(item.kind, Function) and not leaned_on & spoilt:
            # a mistake that follows from an earlier one would be carried forward: the rows of each exercise try that
            rule = dice.choice(item.mistakes)
            known = next(mistake for mistake in record.mistakes if mistake.id == rule.id)
            answers[item.name] = f"{item.name} = {item.kind.code(drawn.mistaken(item, rule))}"
            spoilt.add(item.name)
            verdict = Expected("partial" if known.points else "wrong", known.points, known.id)
        else:
            verdict = Expected("correct", item.points, None)
        expected[student, record.id] = verdict
    return model_submission(described, answers, form="py")


def test_every_item_gets_what_was_drawn(
    drawn_class: tuple[Path, dict[tuple[str, str], Expected]], command: Command, tmp_path: Path
) -> None:
    folder, expected = drawn_class
    ran = command("class", str(folder), "--out", str(tmp_path / "out"), "--json")
    assert ran.status == 0, ran.err
    document = json.loads(ran.out)
    got = {
        (result["student"], item["id"]): (item["outcome"], item["points"], item["mistake"])
        for result in document["results"]
        for item in result["items"]
    }
    wanted = {place: (verdict.outcome, round(float(verdict.points), 6), verdict.mistake) for place, verdict in expected.items()}
    assert {place: (got[place], wanted[place]) for place in wanted if got.get(place) != wanted[place]} == {}
    assert got.keys() == wanted.keys()
    assert {exercise for _, item in wanted for exercise in [item.partition(".")[0]]} == {source.id for source in SOURCES}
