"""A picture as a page shows it: panels that find room side by side or below each other, a legend, words for the ear."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from grader.drawing.spoken import RIGHTLY, spoken
from grader.drawing.view import view
from grader.model import Lang, Picture
from grader.reports.text.plain_text import plain


@dataclass(frozen=True, slots=True)
class ShownPanel:
    """A panel; `spoken` is what it shows, for those who do not see it."""

    title: str
    svg: Markup
    spoken: str


@dataclass(frozen=True, slots=True)
class LegendRow:
    """A sample of how a mark looks, what it is, and a word for what is right."""

    swatch: Markup
    name: str
    right: str


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture in a language."""

    panels: tuple[ShownPanel, ...]
    legend: tuple[LegendRow, ...]


def shown_picture(picture: Picture, lang: Lang) -> Illustration:
    """The picture with its own words. The SVG is markup of ours alone: what it says of an answer was escaped in it.

    Raises:
        ValueError: the drawing is none, or a mark has no words.
    """
    words = {name: text.in_(lang) for name, text in picture.legend} | {"": ""}
    heard = {name: plain(text) for name, text in words.items()}
    drawn = view(picture.drawing, lang)
    panels = tuple(ShownPanel(words[panel.title], Markup(svg), spoken(panel, heard, lang)) for panel, svg in drawn.panels)
    rightly = RIGHTLY.in_(lang)
    legend = (LegendRow(Markup(each.swatch), words[each.name], rightly if each.right else "") for each in drawn.legend)
    return Illustration(panels, tuple(legend))
