"""The drawings of an exercise with a student's own answers in them, as SVG.

Drawn in the key worker from rebuilt, exact data; what an author's function may take from the reference is only what
the student has solved.
"""

from __future__ import annotations

import inspect
import io
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from grader.answer_key.matching.author_code import or_none
from grader.authoring.items import Item
from grader.authoring.language import PictureRule
from grader.authoring.texts import fill
from grader.authoring.variants import Variant
from grader.model import Json, Picture, Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PANEL = (5.2, 3.6)  # inches of one panel; the page shows it about as wide as a card


def pictures(drawn: Variant, own: Mapping[str, Json], right: Collection[str]) -> tuple[Picture, ...]:
    """All drawings of the exercise that can be made with these answers."""
    found = [
        or_none(f"the picture {rule.draw.__name__}", lambda rule=rule: _picture(drawn, rule, own, right))  # type: ignore[misc]
        for rule in drawn.exercise.pictures
    ]
    return tuple(picture for picture in found if picture is not None)


def words(drawn: Variant) -> list[Text]:
    """What is said of the drawings, to those who see them and to those who do not."""
    return [fill(text, drawn.fillings) for rule in drawn.exercise.pictures for text in (rule.alt, rule.caption)]


def draw_all(drawn: Variant, own: Mapping[str, Json], right: Collection[str], *, whole: bool) -> None:
    """Draw every picture, for `grade check`; where not the `whole` is asked for, nothing is laid out and written.

    Raises:
        Exception: whatever an author's function raises.
    """
    for rule in drawn.exercise.pictures:
        with _drawing(drawn, rule, own, right) as figure:
            if whole:
                _svg(figure)


def _picture(drawn: Variant, rule: PictureRule, own: Mapping[str, Json], right: Collection[str]) -> Picture:
    with _drawing(drawn, rule, own, right) as figure:
        svg = _svg(figure)
    return Picture(svg, fill(rule.alt, drawn.fillings), fill(rule.caption, drawn.fillings))


@contextmanager
def _drawing(drawn: Variant, rule: PictureRule, own: Mapping[str, Json], right: Collection[str]) -> Iterator[Figure]:
    """The figure with everything on it, in our style as long as it is looked at."""
    # the canvas of a figure of its own: pyplot would look for a display and keep every figure
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    wanted = inspect.signature(rule.draw).parameters
    answers = {item.name: _own(drawn, item, own.get(item.name)) for item in drawn.exercise.items if item.name in wanted}
    references = {
        item.name: _rebuilt(drawn, item, drawn.reference(item)) for item in drawn.exercise.items if item.name in right
    }
    with rc_context(STYLE):
        figure = Figure(figsize=(PANEL[0] * rule.panels, PANEL[1]), layout="constrained")
        axes = figure.subplots(1, rule.panels)
        drawn.apply(rule.draw, axes=axes if rule.panels == 1 else list(axes), right=references, **answers)
        yield figure


def _svg(figure: Figure) -> str:
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None})  # the same answers give the same file
    svg = text.getvalue()
    return svg[svg.index("<svg") :]


def _own(drawn: Variant, item: Item, raw: Json) -> Any:
    """The student's answer as exact data, or None where it cannot be drawn."""
    if raw is None:
        return None
    try:
        item.kind.expect(raw)
        return _rebuilt(drawn, item, raw)
    except ValueError:  # no answer, a blank entry, a value without a counterpart in SymPy
        return None


def _rebuilt(drawn: Variant, item: Item, raw: Json) -> Any:
    return item.kind.pictured(raw, drawn.calls(item))


STYLE: dict[Any, Any] = {
    "svg.hashsalt": "grader",
    "svg.fonttype": "path",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#5a6673",
    "axes.labelcolor": "#22303c",
    "xtick.color": "#5a6673",
    "ytick.color": "#5a6673",
    "axes.grid": True,
    "grid.color": "#e2ddd2",
    "grid.linewidth": 0.8,
    "axes.axisbelow": True,
    "lines.linewidth": 2,
    # the course's graph, the student's answer, what is right, what went wrong: told apart by colour-blind eyes, too
    "axes.prop_cycle": "cycler('color', ['#2b5c8a', '#d1782c', '#1b6b48', '#a33a2c', '#5a6673'])",
}
