"""Pictures and worked solutions: the student's own answers are in them, the reference only where it is solved."""

import re
from collections.abc import Collection, Mapping
from xml.etree import ElementTree

import pytest

from grader.answer_key.process.client import LiveKey
from grader.course.stubs import model_submission, stub
from grader.errors import GraderError
from grader.grading import grade_submission
from grader.grading.selfcheck import script
from grader.model import Exercise, Observation, Picture, Result, Returned
from grader.reports.files.html import feedback_page
from grader.runner.supervisor.local import LocalExecutor
from tests.conftest import ROOT
from tests.every import each

RIGHT_GREEN = "#1b6b48"  # the colour of what is solved
OWN_ORANGE = "#d1782c"


def drawing(key: LiveKey, exercise: str, own: Mapping[str, Observation], right: Collection[str]) -> Picture:
    (picture,) = key.pictures(key.exercise(exercise), own, right)
    return picture


def behaviour(key: LiveKey, exercise: str, item: str, mistake: str | None = None) -> Observation:
    asked = key.exercise(exercise)
    return key.behaviour(asked, asked.item(item), mistake)


def test_picture_is_svg_without_words_or_date(key: LiveKey) -> None:
    picture = drawing(key, "ex10", {}, ())
    root = ElementTree.fromstring(picture.svg)
    assert root.tag.endswith("svg")
    assert not root.findall(".//{http://www.w3.org/2000/svg}text")
    assert drawing(key, "ex10", {}, ()) == picture


def test_own_answer_is_drawn_and_the_reference_only_where_solved(key: LiveKey) -> None:
    wrong = {"steps": behaviour(key, "ex10", "steps", "M1")}
    right = {"steps": behaviour(key, "ex10", "steps")}
    assert RIGHT_GREEN not in drawing(key, "ex10", wrong, ()).svg
    assert drawing(key, "ex10", wrong, ()).svg != drawing(key, "ex10", {}, ()).svg
    assert RIGHT_GREEN in drawing(key, "ex10", right, ["steps"]).svg
    assert OWN_ORANGE in drawing(key, "ex06", {"minimiser": behaviour(key, "ex06", "minimiser", "M4")}, ()).svg


@each(
    "raw",
    [
        {"seq": []},
        "nonsense",
        {"node": ["?"]},
        None,
    ],
)
def test_answer_that_cannot_be_drawn_leaves_the_rest_of_the_picture(key: LiveKey, raw: object) -> None:
    assert drawing(key, "ex10", {"steps": Returned(raw)}, ()) == drawing(key, "ex10", {}, ())


def model(key: LiveKey, exercise: str) -> str:
    asked = key.exercise(exercise)
    return model_submission(asked, key.solution(asked), form="py")


def graded(key: LiveKey, executor: LocalExecutor, exercise: str, text: str) -> Result:
    return grade_submission.grade(script(key.exercise(exercise), text), key, executor, seed=0, illustrated=True)


def test_worked_solution_only_where_nothing_is_left_to_solve(key: LiveKey, executor: LocalExecutor) -> None:
    exercise = key.exercise("ex06")
    answers = key.solution(exercise)
    assert graded(key, executor, "ex06", model_submission(exercise, answers, form="py")).worked == key.worked(exercise)
    without_bonus = {**answers, "one_sided_slopes": "one_sided_slopes = ..."}
    nearly = graded(key, executor, "ex06", model_submission(exercise, without_bonus, form="py"))
    assert nearly.complete
    assert nearly.worked is None
    assert graded(key, executor, "ex06", stub(exercise, form="py")).worked is None


def test_worked_solution_has_the_numbers_of_the_variant(key: LiveKey) -> None:
    worked = key.worked(key.exercise("ex10", 1))
    assert worked is not None
    assert worked != key.worked(key.exercise("ex10"))
    assert not re.search(r"\{(steps|m|w0|eta|q|first_close)\}", worked.de + worked.en)


def test_page_shows_picture_with_alternative_text(key: LiveKey, executor: LocalExecutor) -> None:
    result = graded(key, executor, "ex10", model(key, "ex10"))
    page = feedback_page([result], [], student="Ada", lang="de")
    assert page.count("data:image/svg+xml;base64,") == 1
    assert 'alt="Die Parabel f(w) = (w - 3)²' in page
    assert "So kann man es rechnen" in page


class _Torn(LiveKey):
    def pictures(self, exercise: Exercise, own: Mapping[str, Observation], right: Collection[str]) -> tuple[Picture, ...]:
        raise GraderError("the pen broke", de="der Stift ist gebrochen")


def test_picture_that_fails_costs_a_remark_and_nothing_else(executor: LocalExecutor, caplog: pytest.LogCaptureFixture) -> None:
    with _Torn(ROOT) as key:
        result = graded(key, executor, "ex10", model(key, "ex10"))
    assert result.points == result.max_points
    assert [note.en for note in result.notes] == ["The pictures of ex10 could not be drawn."]
    assert "the pen broke" in caplog.text  # an author's own words are for the teacher's log only
