"""Copies among a class are found, whatever was renamed; equal right answers of many are none."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Mapping

import pytest

from grader.likeness.alike import MODEL, Likeness, traces
from grader.likeness.fragments import sheet
from grader.model import Alike, Cell, Gradebook, Submission
from grader.reports.files.alike_page import alike_page
from grader.reports.files.class_report import GradedClass

EXERCISES = [f"ex{number:02d}" for number in range(1, 7)]
GIVEN = "from sympy import *\nw = symbols('w')\n" + "\n".join(f"answer{number} = ..." for number in range(8))
SLOPE = (
    "def slope(w):\n    h = 1e-6\n    above = (w + h - 3)**2\n    below = (w - h - 3)**2\n    return (above - below) / (2*h)"
)
FORMS = ["3", "3.0", "Rational(6, 2)", '"3"', "2", "-3"]
HANDS = ["Weil die Ableitung dort null ist und die Parabel nach oben offen", "das Minimum liegt bei drei, man sieht es am Bild"]


def written(exercise: str, chance: random.Random) -> str:
    """A sheet filled in by somebody: most answers are one of the few forms that a right or a usual wrong one has."""
    right = [
        f"answer{n} = {form}" for n in range(6) for form in [chance.choice(["3", "3.0", "Rational(6, 2)", '"3"', "2", "-3"])]
    ]
    own = f"answer6 = {exercise[2:]} * {chance.randint(2, 5)} * w - {chance.randint(1, 6)}"
    return "\n".join(["from sympy import *", "w = symbols('w')", *right, own, f'answer7 = "{chance.choice(HANDS)}"'])


def class_of(seed: int, people: int = 20) -> dict[tuple[str, str], str]:
    chance = random.Random(seed)
    return {(f"p{number:02d}", exercise): written(exercise, chance) for number in range(people) for exercise in EXERCISES}


def model(exercise: str) -> tuple[str, ...]:
    return (f"answer0 = Integer(3)\n{SLOPE}", f"answer6 = diff({exercise[2:]} * w**2, w)")


def pairs(work: Mapping[tuple[str, str], str], variants: Mapping[str, int] | None = None) -> list[tuple[str, str]]:
    return [alike.students for alike in found(work, variants)]


def found(work: Mapping[tuple[str, str], str], variants: Mapping[str, int] | None = None) -> tuple[Alike, ...]:
    likeness = Likeness(lambda _: sheet([GIVEN]), lambda exercise, given: traces(0, model(exercise), given))
    for (student, exercise), source in work.items():
        variant = (variants or {}).get(student, 0)
        likeness.add(Submission(student, exercise, variant, (Cell(1, source),), "", f"{student}/{exercise}.ipynb"))
    return likeness.found(lambda student, exercise: [work[student, exercise]])


def test_people_who_worked_by_themselves_are_not_named() -> None:
    for seed in range(12):
        assert pairs(class_of(seed)) == [], seed


@pytest.mark.parametrize(
    "change",
    [
        lambda source: source,
        lambda source: source.replace(" = ", "=").replace("*", " * ") + "\n\n# fertig",
        lambda source: re.sub(r"\n(?=answer6)", "\n\n\n", source),
        lambda source: "\n".join(sorted(source.splitlines())),
    ],
    ids=["as it was", "blanks", "lines", "order"],
)
def test_whoever_copies_is_found_with_both_sides(change: object) -> None:
    work = class_of(1)
    for exercise in EXERCISES:
        work["p07", exercise] = change(work["p03", exercise])  # type: ignore[operator]
    assert pairs(work) == [("p03", "p07")]
    alike = found(work)[0]
    assert [one.exercise for one in alike.exercises] == EXERCISES
    assert all(left.split() and right.split() for one in alike.exercises for left, right in one.lines)


def test_renamed_variables_hide_nothing() -> None:
    work = class_of(2)
    for number, exercise in enumerate(EXERCISES):
        body = "\n".join(f"    t{n} = w**{n + number} - {n}*exp(w)" for n in range(6))
        work["p03", exercise] += f"\n{body}"
        work["p07", exercise] += "\n" + re.sub(r"\bt(\d)\b", r"hilfe_\1", body)
    assert pairs(work) == [("p03", "p07")]


def test_a_friends_work_with_own_numbers_is_found() -> None:
    work = class_of(3)
    variants = {f"p{number:02d}": number % 4 for number in range(20)}
    for exercise in EXERCISES:
        source = work["p03", exercise] + "\n" + SLOPE.replace("slope", f"slope_{exercise}")
        work["p03", exercise] = source
        work["p08", exercise] = source.replace("3", "5").replace("1e-6", "1e-4")
    assert ("p03", "p08") in pairs(work, variants)


def test_a_model_solution_is_named_also_where_many_hand_it_in() -> None:
    for many in (1, 5):
        work = class_of(4)
        who = [f"p{number:02d}" for number in range(many)]
        for student in who:
            for exercise in EXERCISES:
                work[student, exercise] = "\n".join(model(exercise))
        named = pairs(work)
        assert {(student, MODEL) for student in who} <= set(named)
        assert {student for pair in named for student in pair} == {*who, MODEL}


def test_the_order_of_hand_ins_changes_nothing() -> None:
    work = class_of(5)
    for exercise in EXERCISES:
        work["p07", exercise] = work["p03", exercise]
    assert found(work) == found(dict(reversed(work.items())))


def test_a_few_people_are_no_class() -> None:
    assert pairs(class_of(6, people=2)) == []


@pytest.mark.parametrize(
    "source", ["a" * 10**6, "'" * 10**5, "#\"'" * 10**5, "x=1\n" * 10**5, "\ud800 = 1 " * 1000, "\0" * 10**5]
)
def test_what_is_hostile_takes_no_time(source: str) -> None:
    work = class_of(7)
    work["p01", "ex01"] = source
    before = time.process_time()
    assert pairs(work) == []
    assert time.process_time() - before < 10


def test_the_page_shows_foreign_words_as_words() -> None:
    work = class_of(8)
    for exercise in EXERCISES:
        work["p03", exercise] += "\nanswer6 = '<script>alert(1)</script> und noch sechs weitere Worte dahinter'"
        work["p07", exercise] = work["p03", exercise]
    graded = GradedClass(Gradebook((), alike=found(work)), ["p03", "p07"], lambda _: (), "de")
    page = alike_page(graded)
    assert "p03 – p07" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
