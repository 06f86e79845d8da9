"""Boxes: only the word opens, and nothing is to be seen from outside."""

from __future__ import annotations

import pytest

from grader.answer_key.sealed.box.boxes import TooMuch, open_box, seal
from grader.answer_key.sealed.box.lock import COST, Lock
from grader.answer_key.sealed.box.sizes import COUNT

SIZE = 256
LOCK = Lock(b"salt", "grader/key/1 ex10 0 steps", cost=2)
CONTENTS = {"right": {"a": 1}, "wrong": ["ä", 2.5]}


def test_each_word_opens_its_own_box_and_no_other_word_any() -> None:
    boxes = seal(LOCK, CONTENTS, SIZE)
    assert {word: open_box(LOCK, LOCK.key(word), boxes) for word in CONTENTS} == CONTENTS
    assert [open_box(LOCK, LOCK.key(f"guess {number}"), boxes) for number in range(300)] == [None] * 300


def test_boxes_are_as_many_and_as_large_whatever_is_in_them() -> None:
    packed = [seal(LOCK, contents, SIZE) for contents in ({}, CONTENTS, {str(i): "x" * i for i in range(COUNT)})]
    assert {len(boxes) for boxes in packed} == {COUNT * SIZE}


def test_their_order_is_drawn_anew_and_no_byte_is_like_before() -> None:
    places = set()
    for _ in range(50):
        boxes = seal(LOCK, CONTENTS, SIZE)
        key = LOCK.key("right")
        alone = [boxes[:at] + bytes(SIZE) + boxes[at + SIZE :] for at in range(0, len(boxes), SIZE)]
        places.add(next(place for place, without in enumerate(alone) if open_box(LOCK, key, without) is None))
    assert len(places) > 20


def test_a_key_is_of_no_use_for_another_unit_exercise_or_kit() -> None:
    boxes = seal(LOCK, CONTENTS, SIZE)
    for other in (Lock(b"salt", "grader/key/1 ex10 0 losses", 2), Lock(b"other", LOCK.about, 2), Lock(b"salt", LOCK.about, 4)):
        assert other.key("right") != LOCK.key("right")
        assert open_box(other, other.key("right"), boxes) is None
        assert open_box(other, LOCK.key("right"), boxes) is None or other.about == LOCK.about


def test_a_box_that_is_changed_or_lies_elsewhere_opens_no_more() -> None:
    boxes = seal(LOCK, CONTENTS, SIZE)
    key = LOCK.key("right")
    assert open_box(LOCK, key, boxes[SIZE:] + boxes[:SIZE]) is None
    assert open_box(LOCK, key, bytes(byte ^ 1 for byte in boxes)) is None


def test_what_does_not_fit_in_is_said_and_not_cut() -> None:
    with pytest.raises(TooMuch):
        seal(LOCK, {"word": [f"{number:x}" for number in range(500)]}, SIZE)
    with pytest.raises(TooMuch):
        seal(LOCK, {str(number): 1 for number in range(COUNT + 1)}, SIZE)


def test_a_guess_costs_what_the_documents_say() -> None:
    assert COST == 2**14
