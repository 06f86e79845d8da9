"""A panel as SVG: well-formed, of a few kinds of elements, in its frame, with words that cover nothing and are escaped."""

from __future__ import annotations

import random
from xml.etree import ElementTree

import pytest

from grader.drawing.frame import Box, frame
from grader.drawing.labels import placed
from grader.drawing.marks import (
    COURSE,
    FAR,
    MANY,
    OWN,
    RIGHT,
    Annotation,
    Arrow,
    Axis,
    Bars,
    Curve,
    Dots,
    Horizontal,
    Mark,
    Panel,
    Vertical,
)
from grader.drawing.svg import panel_svg, swatch
from tests.drawing.looking import Seen, looked_at
from tests.drawing.test_marks import EVERYTHING
from tests.every import each

AXES: dict[str, Axis] = {
    "free": Axis("x"),
    "fixed": Axis("x", -1, 1),
    "logarithmic": Axis("x", log=True),
    "whole": Axis("x", whole=True),
}
VALUES = (0.0, 1.0, -1.0, 0.5, 1e-300, 1e6, -1e6, 1e-7, FAR, -FAR, 123456.789)


def hostile(seed: int) -> Panel:
    """Marks anywhere."""
    rng = random.Random(seed)

    def value() -> float:
        return rng.choice(VALUES) if rng.random() < 0.7 else rng.uniform(-3, 3)

    def points(most: int) -> tuple[tuple[float, float], ...]:
        return tuple((value(), value()) for _ in range(rng.randrange(most)))

    tones = (COURSE, OWN, RIGHT)
    marks: list[Mark] = [
        Curve((points(5), points(1)), rng.choice(tones), "line", dots=rng.choice((None, "cross"))),
        Dots(points(6), rng.choice(tones), "dots"),
        Arrow((value(), value()), (value(), value()), rng.choice(tones), bend=rng.uniform(-1, 1)),
        Bars(points(3), rng.choice(tones), "bars", width=rng.choice((0.8, 1e-9, FAR))),
        Horizontal(value(), rng.choice(tones)),
        Vertical(value(), rng.choice(tones)),
        *(Annotation((value(), value()), rng.choice(("w₁", value())), rng.choice(tones)) for _ in range(4)),
    ]
    return Panel(tuple(marks), *rng.choices(list(AXES.values()), k=2), square=rng.random() < 0.3, bare=rng.random() < 0.2)


@each("seed", range(200))
def test_whatever_is_drawn_stays_in_its_frame(seed: int) -> None:
    seen = looked_at(panel_svg(hostile(seed), "de"))
    assert not seen.outside
    assert not seen.overlapping


def test_the_largest_drawing_has_a_bounded_size() -> None:
    points = tuple((float(index % 97), float(index % 89)) for index in range(MANY))
    assert len(panel_svg(Panel((Curve((points,), OWN), Dots(points, RIGHT))), "de")) < 100 * MANY


NASTY = ["<script>alert(1)</script>", '"><img src=x onerror=1>', "a\x00b\x1b[2J", "&amp;", "]]>", "\ud800", "‮abc"]


@each("words", NASTY)
def test_words_are_text_and_nothing_else(words: str) -> None:
    axes = Panel((Dots(((0.0, 0.0), (1.0, 1.0))),), Axis(words, ticks=((0, words),)), Axis(words))
    labelled = Panel((Annotation((0.5, 0.5), words, OWN), Dots(((0.0, 0.0), (1.0, 1.0)))))
    seen = [text for panel in (axes, labelled) for text, _ in looked_at(panel_svg(panel, "en")).texts]
    assert seen.count("".join(each if each.isprintable() else "□" for each in words)) == 4


def test_only_the_numbers_differ_between_languages() -> None:
    german, english = (panel_svg(EVERYTHING, lang) for lang in ("de", "en"))  # type: ignore[arg-type]
    assert ">0,25<" in german
    assert ">0.25<" in english
    assert german.replace(",", ".") == english.replace(",", ".")


@each("mark", EVERYTHING.marks)
def test_right_and_open_differ_without_their_colours(mark: Mark) -> None:
    from dataclasses import replace

    own, right = swatch(replace(mark, tone=OWN)), swatch(replace(mark, tone=RIGHT))
    if isinstance(mark, Curve | Arrow | Horizontal | Vertical):
        assert 'class="core' in own
        assert 'class="core' not in right
    assert "t-own" in own
    assert "t-right" in right


def test_a_dot_outside_is_pointed_at() -> None:
    inside = Panel((Dots(((0.0, 0.0), (1.0, 1.0))), Dots(((0.5, 0.5),), OWN)), Axis("x", 0, 1), Axis("y", 0, 1))
    outside = Panel((Dots(((0.0, 0.0), (1.0, 1.0))), Dots(((0.5, 99.0),), OWN)), Axis("x", 0, 1), Axis("y", 0, 1))
    (dot,), (pointer,) = (looked_at(panel_svg(panel, "de")).spots("t-own") for panel in (inside, outside))
    sheet = frame(outside, "de")
    assert dot.tag == "circle"
    assert pointer.tag == "path"
    first = pointer.attributes["d"].partition("L")[0].removeprefix("M").split()
    assert float(first[0]) == pytest.approx(sheet.x(0.5), abs=0.1)
    assert float(first[1]) == pytest.approx(sheet.plot.top - 4, abs=0.1)


def test_an_arrow_that_goes_nowhere_is_not_drawn() -> None:
    assert "spot" not in panel_svg(Panel((Arrow((1.0, 1.0), (1.0, 1.0), OWN), Horizontal(0.0))), "de")


def boxes(*marks: Mark) -> list[Box]:
    panel = Panel(marks, Axis("", 0, 10), Axis("", 0, 10))
    return [each.box for each in placed(panel, frame(panel, "de"), "de")]


def test_labels_keep_off_each_other_and_off_dots() -> None:
    dots = Dots(((5.0, 5.0), (5.3, 5.3), (5.6, 5.0)))
    found = boxes(dots, *(Annotation(point, "w₁") for point in dots.points))
    sheet = frame(Panel((dots,), Axis("", 0, 10), Axis("", 0, 10)), "de")
    assert len(found) == 3
    assert not any(one.overlaps(two) for index, one in enumerate(found) for two in found[:index])
    for x, y in map(sheet.place, dots.points):
        assert not any(box.left < x < box.right and box.top < y < box.bottom for box in found)


def test_labels_for_which_there_is_no_room_stay_out() -> None:
    crowd = [Annotation((5.0, 5.0), "a long label") for _ in range(40)]
    found = boxes(*crowd)
    assert 1 < len(found) < 40
    assert not any(one.overlaps(two) for index, one in enumerate(found) for two in found[:index])


def test_looking_finds_what_is_wrong() -> None:
    """The promise of the tests above is worth something only if a bad picture is noticed."""

    def seen(inside: str) -> Seen:
        return looked_at(f'<svg viewBox="0 0 340 230" aria-hidden="true">{inside}</svg>')

    text = '<text class="tick" x="{x}" y="50" text-anchor="start">0,25</text>'
    assert seen(text.format(x=320)).outside
    assert not seen(text.format(x=100)).outside
    assert seen(text.format(x=100) + text.format(x=110)).overlapping
    assert seen('<circle class="spot" cx="400" cy="3" r="4"/>').outside
    with pytest.raises(ElementTree.ParseError):
        seen("<g>")
    with pytest.raises(AssertionError, match="foreign"):
        seen("<script/>")
    with pytest.raises(AssertionError, match="onload"):
        seen('<g onload="x"/>')


def test_a_right_number_says_so_on_grey_paper_too() -> None:
    marks = (Dots(((0.0, 0.0), (2.0, 2.0))), Annotation((1.0, 1.0), 72.0, RIGHT), Annotation((0.5, 1.5), 13.0, OWN))
    drawn = panel_svg(Panel(marks), "de")
    assert "72 ✓<" in drawn
    assert "13<" in drawn
