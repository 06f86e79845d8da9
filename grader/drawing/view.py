"""What a page needs of a drawing: its panels as SVG, its legend. Drawn once for what is drawn alike in a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from grader.drawing.document import read
from grader.drawing.marks import RIGHT, Panel
from grader.drawing.svg import panel_svg, swatch
from grader.model import Lang

KEPT = 1000  # drawings of a class that are held at a time, some kilobytes each


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: a sample, the name of what looks so, and whether it is right."""

    swatch: str
    name: str
    right: bool


@dataclass(frozen=True, slots=True)
class View:
    """The panels with their SVG, and the legend of all of them."""

    panels: tuple[tuple[Panel, str], ...]
    legend: tuple[LegendEntry, ...]


@lru_cache(KEPT)
def view(drawing: str, lang: Lang) -> View:
    """The view of a drawing that was written as text.

    Raises:
        ValueError: this is no drawing.
    """
    panels = read(drawing)
    marks = [mark for panel in panels for mark in panel.marks if mark.name]
    first = {(mark.name, mark.tone): mark for mark in reversed(marks)}
    order = dict.fromkeys((mark.name, mark.tone) for mark in marks)
    legend = tuple(LegendEntry(swatch(first[key]), first[key].name, first[key].tone == RIGHT) for key in order)
    return View(tuple((panel, panel_svg(panel, lang)) for panel in panels), legend)
