"""A letter with words of its option behind it; words of another option are asked back."""

from __future__ import annotations

import pytest

from grader.answer_key.process.client import LiveKey
from grader.answers.door import read
from grader.answers.reading.values import Unread
from grader.option_order import shuffled
from tests.conftest import GradeCode
from tests.every import each
from tests.unread import sentence_of

OPTIONS = {
    "A": ["genau einen", "exactly one"],
    "B": ["unendlich viele, eine ganze Gerade", "infinitely many, a whole line"],
    "C": ["zwei, wegen des Quadrats", "two, because of the square"],
}
READING = {"kind": "choice", "letters": ["A", "B", "C"], "options": OPTIONS}


@each(
    "text",
    [
        "B unendlich viele",
        "b unendlich",
        "B Gerade",
        "B ganze Gerade",
        "B: infinitely many",
        "Antwort B eine ganze Gerade",
        "B) unendlich viele, eine ganze Gerade, weil eine Gleichung fehlt",
        "B: weil eine Gleichung fehlt",
        "B, weil eine Gleichung fehlt",
        "B because one equation is missing",
        "B viele, eine Gerade",
    ],
)
def test_words_of_the_option_may_follow_its_letter(text: str) -> None:
    assert read(READING, text) == "B"


@each("text", ["B zwei", "B: zwei, wegen des Quadrats", "b two, because of the square"])
def test_words_of_another_option_are_asked_back(text: str) -> None:
    with pytest.raises(Unread) as caught:
        read(READING, text)
    assert "Dein Buchstabe ist B, deine Worte gehören aber zu C." in sentence_of(caught.value.why, READING).de


@each("text", ["B vielleicht", "a whole line", "A und B", "A) oder B)", "Berta", "unendlich viele"])
def test_other_words_do_not_make_a_letter(text: str) -> None:
    with pytest.raises(Unread) as caught:
        read(READING, text)
    assert "Antworte mit einem der Buchstaben A, B, C" in sentence_of(caught.value.why, READING).de


def test_a_student_writes_letter_and_words(grade_code: GradeCode) -> None:
    assert grade_code("ex04", {"how_many": "'B einen oder zwei'"}).outcome("how_many") == "correct"
    assert grade_code("ex05", {"on_the_boundary": "'B, der Gradient ist 0'"}).outcome("on_the_boundary") == "correct"


def test_words_go_with_the_letters_as_they_are_shown(key: LiveKey) -> None:
    item = shuffled(key.exercise("ex04"), 7).item("how_many")
    assert item.reading["options"] == {letter: [text.de, text.en] for letter, text in item.options}
