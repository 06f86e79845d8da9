"""Pictures and worked solutions: the student's own answers are in them, the reference only where it is solved."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey
from grader.course.catalogue import sources
from grader.course.stubs import model_submission, stub
from grader.drawing.document import read
from grader.drawing.marks import COURSE, OWN, RIGHT, Dots, Mark
from grader.drawing.view import view
from grader.errors import GraderError
from grader.grading import grade_submission
from grader.grading.selfcheck import script
from grader.model import LANGS, Exercise, Observation, Picture, Result, Returned
from grader.reports.files.html import feedback_page
from grader.reports.files.illustration import shown_picture
from grader.runner.supervisor.local import LocalExecutor
from tests.conftest import ROOT
from tests.drawing.looking import looked_at
from tests.every import each, turn
from tests.illustrated import HandIn, hand_ins
from tests.reports import browser, contact_sheet

EXERCISES = [source.id for source in sources(ROOT)]
LARGE = 12_000  # characters of a panel; with Matplotlib it was four times as much


def drawing(key: LiveKey, exercise: str, own: Mapping[str, Observation], right: Collection[str]) -> Picture | None:
    return next(iter(key.pictures(key.exercise(exercise), own, right)), None)


def marks(picture: Picture | None) -> list[Mark]:
    return [mark for panel in read(picture.drawing) for mark in panel.marks] if picture else []


def behaviour(key: LiveKey, exercise: str, item: str, mistake: str | None = None) -> Observation:
    asked = key.exercise(exercise)
    return key.behaviour(asked, asked.item(item), mistake)


@pytest.fixture(scope="module")
def all_hand_ins(key: LiveKey) -> list[HandIn]:
    return [hand_in for name in EXERCISES for hand_in in hand_ins(key, name)]


@pytest.fixture(scope="module")
def every_picture(key: LiveKey, all_hand_ins: list[HandIn]) -> list[tuple[HandIn, Picture]]:
    return [(hand_in, picture) for hand_in in all_hand_ins for picture in hand_in.pictures(key)]


def test_nothing_is_drawn_of_nothing(key: LiveKey, all_hand_ins: list[HandIn]) -> None:
    assert len({hand_in.exercise.id for hand_in in all_hand_ins}) >= 20
    assert all((not hand_in.pictures(key)) == (hand_in.state == "blank") for hand_in in all_hand_ins)


def test_every_picture_is_in_order(every_picture: list[tuple[HandIn, Picture]]) -> None:
    for hand_in, picture in every_picture:
        where = f"{hand_in.exercise.id}, {hand_in.state}"
        for lang in LANGS:
            shown = shown_picture(picture, lang)
            for panel in shown.panels:
                seen = looked_at(panel.svg)
                assert not seen.outside, where
                assert not seen.overlapping, where
                assert len(panel.svg) < LARGE, where
                assert 20 < len(panel.spoken) < 900, where
                assert "$" not in panel.spoken, where
            assert shown.legend, where
            assert all(line.name for line in shown.legend), where


COVERED = """[...document.querySelectorAll(".panel svg[aria-hidden]")].flatMap(panel => {
    const {width, height} = panel.viewBox.baseVal;
    const boxes = [...panel.querySelectorAll("text")].map(text => [text.textContent, text.getBBox()]);
    const inside = box => box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    const across = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width;
    const meet = (a, b) => across(a, b) && a.y + 3 < b.y + b.height && b.y + 3 < a.y + a.height;
    return [
        ...boxes.filter(([, box]) => !inside(box)).map(([text]) => text + " runs out"),
        ...boxes.flatMap(([one, a], k) =>
            boxes.slice(0, k).filter(([, b]) => meet(a, b)).map(([two]) => one + " covers " + two)),
    ];
})"""


@pytest.mark.skipif(sys.platform == "win32" or browser.find() is None, reason="no Chromium that a pipe leads to")
def test_a_browser_finds_room_for_every_word_on_wide_and_narrow_pages(
    every_picture: list[tuple[HandIn, Picture]], tmp_path: Path
) -> None:
    page = tmp_path / "pictures.html"
    page.write_text(contact_sheet.sheet([("all", [picture for _, picture in every_picture])], 1), encoding="utf-8")
    with browser.browser() as tab:
        for pixels, letters in turn(((1000, 100), (320, 100), (640, 200)), 3):
            tab.width(pixels)
            tab.events.clear()
            tab.open(page)
            tab.ask(f"document.documentElement.style.fontSize = '{letters}%'")
            assert tab.ask("document.querySelectorAll('.panel svg text').length") > 500
            assert tab.ask(COVERED) == [], pixels
            assert tab.ask("document.documentElement.scrollWidth") <= pixels


def test_what_is_right_is_said_in_words_and_nothing_else_is(every_picture: list[tuple[HandIn, Picture]]) -> None:
    for hand_in, picture in every_picture:
        legend = shown_picture(picture, "en").legend
        tones = {mark.tone for mark in marks(picture)}
        assert any(line.right for line in legend) == (RIGHT in tones), hand_in.exercise.id
        if hand_in.state == "wrong":
            assert RIGHT not in tones, hand_in.exercise.id
        if hand_in.state == "right":
            assert OWN not in tones, hand_in.exercise.id


def test_words_for_the_ear_tell_values_of_answers_only(every_picture: list[tuple[HandIn, Picture]]) -> None:
    """What a graph that is given goes through would tell what is asked: only its name is said."""
    for hand_in, picture in every_picture:
        names = {mark.name for mark in marks(picture) if mark.tone not in (OWN, RIGHT)}
        for panel in shown_picture(picture, "de").panels:
            for part in panel.spoken.split(". ")[-1].split("; "):
                given = next(
                    (text.de for name, text in picture.legend if name in names and part.startswith(text.de + ":")), None
                )
                assert given is None, (hand_in.exercise.id, part)


def test_the_same_answers_give_the_same_picture(key: LiveKey) -> None:
    wrong = {"steps": behaviour(key, "ex10", "steps", "M1")}
    assert drawing(key, "ex10", wrong, ()) == drawing(key, "ex10", wrong, ())
    first = drawing(key, "ex10", wrong, ())
    assert first is not None
    view.cache_clear()
    shown_picture(first, "de")
    shown_picture(first, "de")
    shown_picture(first, "en")
    assert view.cache_info().misses == 2, "it is drawn once in each language"


def test_own_answer_is_drawn_and_the_reference_only_where_solved(key: LiveKey) -> None:
    wrong = {"steps": behaviour(key, "ex10", "steps", "M1")}
    right = {"steps": behaviour(key, "ex10", "steps")}
    assert RIGHT not in {mark.tone for mark in marks(drawing(key, "ex10", wrong, ()))}
    (own,) = (mark for mark in marks(drawing(key, "ex10", wrong, ())) if isinstance(mark, Dots) and mark.name == "steps")
    assert own == Dots(((-1.5, 20.25), (-3.75, 45.5625), (-7.125, 102.5156)), OWN, "steps")
    assert RIGHT in {mark.tone for mark in marks(drawing(key, "ex10", right, ["steps"]))}
    assert OWN in {
        mark.tone for mark in marks(drawing(key, "ex06", {"minimiser": behaviour(key, "ex06", "minimiser", "M4")}, ()))
    }


@each("raw", [{"seq": []}, "nonsense", {"node": ["?"]}, None])
def test_answer_that_cannot_be_drawn_gives_no_picture(key: LiveKey, raw: object) -> None:
    assert drawing(key, "ex10", {"steps": Returned(raw)}, ()) is None


def test_answer_that_cannot_be_drawn_leaves_the_rest_of_the_picture(key: LiveKey) -> None:
    half = {"without_minus": behaviour(key, "ex01", "without_minus")}
    whole = drawing(key, "ex01", half, ())
    assert whole is not None
    assert {mark.tone for mark in marks(whole)} >= {COURSE, OWN}
    assert drawing(key, "ex01", {**half, "loss": Returned("nonsense")}, ()) == whole


class _Counting(LiveKey):
    """Notes what reaches the worker."""

    def ask(self, op: str, *, patience: float | None = None, **arguments: object) -> object:
        self.asked = [*getattr(self, "asked", []), (op, arguments.get("own"))]
        return super().ask(op, patience=patience, **arguments)


def test_the_worker_is_asked_only_of_what_a_picture_shows() -> None:
    with _Counting(ROOT) as key:
        exercise = key.exercise("ex10")
        key.asked = []
        assert key.pictures(exercise, {}, ()) == ()
        assert key.pictures(replace(exercise, pictured=()), {"steps": Returned(1)}, ["steps"]) == ()
        assert [op for op, _ in key.asked if op == "pictures"] == []
        key.pictures(exercise, {"steps": Returned("x"), "losses": Returned("y"), "q": Returned("z")}, ())
        assert key.asked[-1] == ("pictures", {"steps": "x"})


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


def test_page_shows_picture_with_legend_and_words_for_the_ear(key: LiveKey, executor: LocalExecutor) -> None:
    result = graded(key, executor, "ex10", model(key, "ex10"))
    page = feedback_page([result], [], student="Ada", lang="de")
    assert page.count('<figure class="picture">') == 1
    assert "die Parabel; der Grenzwert (richtig): 3; der Startwert; deine Werte (richtig): (1,5; 2,25); (2,25; 0,5625)" in page
    assert '<strong class="good"><span aria-hidden="true">✓ </span>richtig</strong>' in page
    assert "So kann man es rechnen" in page
    english = feedback_page([result], [], student="Ada", lang="en")
    assert "your values (right): (1.5, 2.25), (2.25, 0.5625)" in english


class _Torn(LiveKey):
    def pictures(self, exercise: Exercise, own: Mapping[str, Observation], right: Collection[str]) -> tuple[Picture, ...]:
        raise GraderError("the pen broke", de="der Stift ist gebrochen")


def test_picture_that_fails_costs_a_remark_and_nothing_else(executor: LocalExecutor, caplog: pytest.LogCaptureFixture) -> None:
    with _Torn(ROOT) as key:
        result = graded(key, executor, "ex10", model(key, "ex10"))
    assert result.points == result.max_points
    assert [note.en for note in result.notes] == ["The pictures of ex10 could not be drawn."]
    assert "the pen broke" in caplog.text  # an author's own words are for the teacher's log only
