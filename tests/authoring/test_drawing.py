"""An author's tools for pictures: exact answers as numbers, graphs with gaps, contours, and nothing of what is missing."""

from __future__ import annotations

import math

import pytest
from sympy import I, Rational, oo, sqrt, symbols, zoo

from grader.authoring.contours import simplified
from grader.authoring.drawing import (
    OWN,
    RIGHT,
    Axis,
    Curve,
    Horizontal,
    contours,
    dots,
    graph,
    number,
    numbers,
    panel,
    polyline,
    tone,
)
from tests.every import each


@pytest.mark.parametrize(
    ("answer", "drawn"),
    [
        (Rational(1, 4), 0.25),
        (sqrt(4), 2.0),
        (3, 3.0),
        (oo, None),
        (I, None),
        (zoo, None),
        (10**9, None),
        ("3", 3.0),
        (None, None),
    ],
)
def test_an_answer_is_a_number_or_has_no_place(answer: object, drawn: float | None) -> None:
    assert number(answer) == drawn


def test_answers_end_where_one_has_no_place() -> None:
    assert numbers([1, Rational(1, 2), symbols("x"), 3]) == [1.0, 0.5]
    assert numbers(None) == []


def test_what_is_not_answered_is_no_mark() -> None:
    assert dots([(1, None)]) is None
    assert dots([(math.nan, 1), (1, math.inf), (1e300, 0)]) is None
    assert polyline([(0, 0)]) is None
    assert polyline([(0, 0), (1, 1), (2, math.nan), (3, 3)]) == Curve((((0.0, 0.0), (1.0, 1.0)),))
    assert panel(None, Horizontal(1.0), None, x="w").marks == (Horizontal(1.0),)
    assert panel(x="w").x == Axis("w")


def test_what_is_solved_is_drawn_as_right() -> None:
    assert (tone("steps", {"steps": 1}), tone("steps", ())) == (RIGHT, OWN)


@each("function", [lambda x: x * x, math.sin, lambda x: 3 * x, math.exp, lambda x: abs(x - 0.3)])
def test_a_graph_keeps_its_course_with_fewer_corners(function: object) -> None:
    assert callable(function)
    (piece,) = graph(function, -2.0, 3.0).pieces
    assert piece[0][0] == -2.0
    assert piece[-1][0] == 3.0
    assert len(piece) < 90
    heights = [y for _, y in piece]
    for index in range(101):
        place = -2 + 5 * index / 100
        after = next(k for k, (x, _) in enumerate(piece) if x >= place)
        (x0, y0), (x1, y1) = piece[max(after - 1, 0)], piece[max(after, 1)]
        between = y0 + (y1 - y0) * (place - x0) / (x1 - x0)
        assert between == pytest.approx(function(place), abs=(max(heights) - min(heights)) / 100)


def test_a_graph_has_gaps_where_a_function_has_no_value() -> None:
    logarithm = graph(math.log, -1.0, 1.0)
    assert all(x > 0 for piece in logarithm.pieces for x, _ in piece)
    hyperbola = graph(lambda x: 1 / x, -1.0, 1.0)
    assert len(hyperbola.pieces) == 2
    assert graph(lambda x: math.exp(x) ** 400, 0.0, 9.0).pieces[0][-1][0] < 2, "it ends where no scale follows"
    assert graph(lambda x: math.nan, 0.0, 1.0).pieces == ()


def test_contours_of_a_plane_are_straight() -> None:
    lines = contours(lambda x, y: x + y, (0, 1), (0, 1), [0.5, 1.5, 7], steps=1)
    ends = {frozenset(piece) for piece in lines.pieces}
    assert ends == {frozenset({(0.5, 0.0), (0.0, 0.5)}), frozenset({(0.5, 1.0), (1.0, 0.5)})}
    finer = contours(lambda x, y: x + y, (0, 1), (0, 1), [0.51], steps=20)
    assert [len(piece) for piece in finer.pieces] == [2]


def test_contours_of_a_bowl_are_closed_and_lie_at_their_height() -> None:
    lines = contours(lambda x, y: x * x + y * y, (-2, 2), (-2, 2), 3)
    assert len(lines.pieces) >= 3
    closed = [piece for piece in lines.pieces if piece[0] == piece[-1]]
    assert closed
    for piece in closed:
        radii = [math.hypot(*point) for point in piece]
        assert max(radii) - min(radii) < 0.02


def test_contours_of_a_saddle_do_not_cross() -> None:
    lines = contours(lambda x, y: x * y, (-1, 1), (-1, 1), [0.1, -0.1], steps=15)
    assert len(lines.pieces) == 4
    for piece in lines.pieces:
        assert len({(x > 0, y > 0) for x, y in piece}) == 1, "each stays in its quarter"


def test_simplifying_keeps_ends_and_corners() -> None:
    assert simplified([(0, 0), (1, 0), (2, 0), (2, 1), (2, 2)], 2, 2) == ((0, 0), (2, 0), (2, 2))
    assert simplified([(0, 0), (1, 1)], 1, 1) == ((0, 0), (1, 1))
    assert simplified([(0, 0), (1, 1), (0, 0)], 1, 1) == ((0, 0), (1, 1), (0, 0))
