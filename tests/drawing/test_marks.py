"""Marks are plain data that can be drawn: what cannot is refused, and a drawing survives being written."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import pytest

from grader.drawing.document import read, written
from grader.drawing.marks import (
    MANY,
    MARKS,
    OWN,
    RIGHT,
    Annotation,
    Arrow,
    Axis,
    Bars,
    Curve,
    Dots,
    Horizontal,
    Panel,
    Vertical,
    answered,
)
from tests.every import each

EVERYTHING = Panel(
    (
        Curve((((0.0, 1.0), (2.0, 3.5)), ((4.0, 1.0), (5.0, 1.0))), OWN, "line", "dashed", "diamond", thin=True),
        Dots(((1.0, 1.0), (2.0, -3.0)), RIGHT, "dots", "square"),
        Arrow((0.0, 0.0), (1.0, 1.0), OWN, "arrow", -0.15),
        Bars(((0.0, 1.0), (1.0, -2.0)), OWN, "bars"),
        Horizontal(2.0, OWN, "height", "dotted"),
        Vertical(2.0),
        Annotation((1.0, 1.0), "w₁", OWN),
        Annotation((1.0, 2.0), 0.25, RIGHT, "value", ringed=True),
    ),
    Axis("w", -1, 5, ticks=((0, "0"), (1, "π"))),
    Axis("f(w)", whole=True),
    "title",
    square=True,
)

UNDRAWABLE: dict[str, Callable[[], object]] = {
    "nan": lambda: Dots(((math.nan, 0.0),)),
    "infinite": lambda: Curve((((0.0, math.inf), (1.0, 1.0)),)),
    "beyond every scale": lambda: Vertical(1e308),
    "no number": lambda: Horizontal("3"),  # type: ignore[arg-type]
    "a truth value": lambda: Dots(((True, 0.0),)),
    "a complex number": lambda: Dots(((1j, 0.0),)),  # type: ignore[arg-type]
    "a triple": lambda: Dots(((1.0, 2.0, 3.0),)),  # type: ignore[arg-type]
    "too many points": lambda: Dots(((0.0, 0.0),) * (MANY + 1)),
    "too many in all pieces": lambda: Curve((((0.0, 0.0),) * MANY, ((0.0, 0.0),))),
    "too many marks": lambda: Panel((Horizontal(1.0),) * (MARKS + 1)),
    "a long label": lambda: Annotation((0.0, 0.0), "x" * 41),
    "a label that is no number": lambda: Annotation((0.0, 0.0), math.nan),
    "a tone that would be markup": lambda: Horizontal(1.0, '"><script>'),  # type: ignore[arg-type]
    "a shape that there is not": lambda: Dots((), shape="star"),  # type: ignore[arg-type]
    "a dash that there is not": lambda: Vertical(1.0, dash="wavy"),  # type: ignore[arg-type]
    "bars without a width": lambda: Bars((), width=0.0),
    "an arrow in a loop": lambda: Arrow((0.0, 0.0), (1.0, 1.0), bend=5.0),
    "an axis backwards": lambda: Axis(low=2, high=1),
    "an axis of one value": lambda: Axis(low=2, high=2),
    "a logarithmic axis from 0": lambda: Axis(low=0, log=True),
    "an infinite axis": lambda: Axis(high=math.inf),
    "a tick nowhere": lambda: Axis(ticks=((math.nan, "0"),)),
}


@each("what", UNDRAWABLE)
def test_what_cannot_be_drawn_is_refused(what: str) -> None:
    with pytest.raises(ValueError, match="a picture has "):
        UNDRAWABLE[what]()


def test_a_drawing_survives_being_written() -> None:
    drawing = (EVERYTHING, Panel(()))
    assert read(written(drawing)) == drawing
    assert written(read(written(drawing))) == written(drawing)


def test_what_differs_by_an_error_of_rounding_is_drawn_alike() -> None:
    assert written((Panel((Vertical(0.1 + 0.2),)),)) == written((Panel((Vertical(0.3),)),))


@each(
    "text",
    [
        "",
        "{",
        "3",
        '"panel"',
        '[{"is":"Dots","points":[]}]',
        '[{"is":"Panel"}]',
        '[{"is":"Panel","marks":[],"script":"x"}]',
        '[{"is":"open","marks":[]}]',
        '[{"is":"Panel","marks":[{"is":"Horizontal","at":1e999}]}]',
        '[{"is":"Panel","marks":[{"is":"Dots","points":[["<b>",0]]}]}]',
        json.dumps([{"is": "Panel", "marks": []}] * 5),
    ],
)
def test_what_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it is that is wrong with it
        read(text)


def test_an_axis_that_is_too_short_to_be_written_is_refused() -> None:
    with pytest.raises(ValueError, match="leads nowhere"):
        written((Panel((), Axis(low=1.00000001, high=1.00000002)),))


def test_too_many_panels_are_refused() -> None:
    with pytest.raises(ValueError, match="5 panels"):
        written((Panel(()),) * 5)


def test_a_picture_is_of_something_where_a_mark_is_somebodys() -> None:
    given = Panel((Horizontal(1.0), Dots(((0.0, 0.0),))))
    assert not answered((given, given))
    assert answered((given, Panel((Dots(((0.0, 0.0),), OWN),))))
    assert answered((given, Panel((Dots(((0.0, 0.0),), RIGHT),))))
