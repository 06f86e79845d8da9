"""What a panel shows, for the ear: its axes and what is on it. Values are said of answers only, never of what is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.drawing.frame import frame
from grader.drawing.marks import OWN, RIGHT, Annotation, Axis, Bars, Curve, Dots, Horizontal, Mark, Panel, Point, Vertical
from grader.drawing.numerals import numeral
from grader.drawing.scales import Tick
from grader.model import Lang, Text
from grader.notation import BETWEEN

VALUES = 6  # of one name that are said; who sees the picture does not count more at a glance
DIGITS = 4
RIGHTLY = Text(de="richtig", en="right")
LOGARITHMIC = Text(de=" (logarithmisch)", en=" (logarithmic)")
ACROSS, UP = Text(de="nach rechts", en="to the right"), Text(de="nach oben", en="upwards")


def spoken(panel: Panel, names: Mapping[str, str], lang: Lang) -> str:
    """Sentences; `names` are the words for what the marks are called."""
    said: dict[tuple[str, str], list[str]] = {}
    flat = panel.y.ticks == ()
    for mark in panel.marks:
        if mark.name:
            said.setdefault((mark.name, mark.tone), []).extend(_values(mark, flat, lang) if mark.tone in (OWN, RIGHT) else ())
    parts = [_entry(names[name], tone == RIGHT, values, lang) for (name, tone), values in said.items()]
    return f"{_axes(panel, lang)}{'; '.join(parts)}."


def _entry(name: str, right: bool, values: list[str], lang: Lang) -> str:
    kept = values[:VALUES]
    if len(values) > len(kept):
        kept.append(f"… ({len(values)})")
    mark = f" ({RIGHTLY.in_(lang)})" if right else ""
    return f"{name}{mark}" + (f": {BETWEEN[lang].join(kept)}" if kept else "")


def _axes(panel: Panel, lang: Lang) -> str:
    """What the axes count, as far as there are numbers at them."""
    sheet = frame(panel, lang)
    parts = [
        f"{ACROSS.in_(lang) if axis is panel.x else UP.in_(lang)} {_range(axis, ticks, lang)}"
        for axis, ticks in ((panel.x, sheet.x_ticks), (panel.y, sheet.y_ticks))
        if ticks
    ]
    said = ", ".join(parts)
    return f"{said[0].upper()}{said[1:]}. " if said else ""


def _range(axis: Axis, ticks: tuple[Tick, ...], lang: Lang) -> str:
    low, high = ticks[0][1], ticks[-1][1]
    between = (f"von {low} bis {high}" if lang == "de" else f"from {low} to {high}") if len(ticks) > 1 else low
    return f"{axis.label} {between}{LOGARITHMIC.in_(lang) if axis.log else ''}".strip()


def _values(mark: Mark, flat: bool, lang: Lang) -> Iterator[str]:
    """The values of a mark; on a `flat` panel, which counts nothing upwards, only where they lie across."""
    match mark:
        case Dots():
            yield from (_point(point, flat, lang) for point in mark.points)
        case Curve():
            yield from (_point(point, flat, lang) for piece in mark.pieces if mark.dots for point in piece)
        case Bars():
            yield from (numeral(height, lang, DIGITS) for _, height in mark.points)
        case Horizontal() | Vertical():
            yield numeral(mark.at, lang, DIGITS)
        case Annotation():
            yield mark.words if isinstance(mark.words, str) else numeral(mark.words, lang, DIGITS)


def _point(point: Point, flat: bool, lang: Lang) -> str:
    x, y = (numeral(value, lang, DIGITS) for value in point)
    if flat:
        return x
    return f"({x}{BETWEEN[lang]}{y})"
