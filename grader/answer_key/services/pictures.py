"""The drawings of an exercise with a student's own answers in them, as plain data.

Made in the key worker from rebuilt, exact data; what an author's function may take from the reference is only what the
student has solved. How they look is decided where a page is written.
"""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from grader.answer_key.matching.author_code import or_none
from grader.authoring.items import Item
from grader.authoring.language import PictureRule
from grader.authoring.texts import fill
from grader.authoring.variants import Variant
from grader.drawing.document import written
from grader.drawing.marks import Annotation, Drawing, Panel, answered
from grader.errors import AuthorError
from grader.model import Json, Picture, Text


def pictures(drawn: Variant, own: Mapping[str, Json], right: Collection[str]) -> tuple[Picture, ...]:
    """All drawings of the exercise that show something of these answers."""
    found = [
        or_none(f"the picture {rule.name}", lambda rule=rule: _picture(drawn, rule, own, right))  # type: ignore[misc]
        for rule in drawn.exercise.pictures
    ]
    return tuple(picture for picture in found if picture is not None)


def pictured(drawn: Variant) -> tuple[str, ...]:
    """The items whose answers some picture shows."""
    wanted = {name for rule in drawn.exercise.pictures for name in inspect.signature(rule.draw).parameters}
    return tuple(item.name for item in drawn.exercise.items if item.name in wanted)


def words(drawn: Variant) -> list[Text]:
    """What is said of the drawings, to those who see them and to those who do not, and what stands on them before anything
    is answered."""
    said = [text for rule in drawn.exercise.pictures for text in (rule.caption, *rule.legend.values())]
    return [*(fill(text, drawn.fillings) for text in said), *(text for _, text in inscriptions(drawn))]


def inscriptions(drawn: Variant) -> Iterator[tuple[PictureRule, Text]]:
    """What stands on the panels of each picture before anything is answered: labels and words at the axes."""
    for rule in drawn.exercise.pictures:
        for panel in drawing(drawn, rule, {}, ()):
            said = [axis.label for axis in (panel.x, panel.y)]
            said += [text for axis in (panel.x, panel.y) for _, text in axis.ticks or ()]
            said += [str(mark.words) for mark in panel.marks if isinstance(mark, Annotation)]
            yield from ((rule, Text(de=text, en=text)) for text in said if text)


def draw_all(drawn: Variant, own: Mapping[str, Json], right: Collection[str]) -> None:
    """Draw every picture, for `grade check`.

    Raises:
        Exception: whatever an author's function raises, or AuthorError for a mark without words.
    """
    for rule in drawn.exercise.pictures:
        written(drawing(drawn, rule, own, right))


def drawing(drawn: Variant, rule: PictureRule, own: Mapping[str, Json], right: Collection[str]) -> Drawing:
    """What the author's function draws, its marks all having words.

    Raises:
        Exception: whatever the function raises.
        AuthorError: it returns something else, or a name that the legend does not have.
    """
    wanted = inspect.signature(rule.draw).parameters
    answers = {item.name: _own(drawn, item, own.get(item.name)) for item in drawn.exercise.items if item.name in wanted}
    made = drawn.apply(rule.draw, right=Solved(drawn, right), **answers)
    panels = tuple(made) if isinstance(made, list | tuple) else (made,)
    if not all(isinstance(panel, Panel) for panel in panels):
        raise AuthorError(
            f"the picture {rule.name} returns {made!r:.80}; return a panel, or a list of panels",
            de=f"das Bild {rule.name} gibt {made!r:.80} zurück; gib ein panel zurück oder eine Liste davon",
            at=rule.draw,
        )
    named = {name for panel in panels for name in (panel.title, *(mark.name for mark in panel.marks))}
    if unknown := sorted(named - rule.legend.keys() - {""}):
        raise AuthorError(
            f"the picture {rule.name} has no words for {unknown[0]}; put it into its legend",
            de=f"das Bild {rule.name} hat keine Worte für {unknown[0]}; nimm es in seine Legende auf",
            at=rule.draw,
        )
    return panels


class Solved(Mapping[str, Any]):
    """The reference's answers to the items that are solved; each is rebuilt when the drawing takes it."""

    def __init__(self, drawn: Variant, right: Collection[str]) -> None:
        self._drawn = drawn
        self._items = {item.name: item for item in drawn.exercise.items if item.name in right}

    def __getitem__(self, name: str) -> Any:
        item = self._items[name]
        return _rebuilt(self._drawn, item, self._drawn.reference(item))

    def __contains__(self, name: object) -> bool:
        return name in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


def _picture(drawn: Variant, rule: PictureRule, own: Mapping[str, Json], right: Collection[str]) -> Picture | None:
    panels = drawing(drawn, rule, own, right)
    if not answered(panels):
        return None
    shown = {name for panel in panels for name in (panel.title, *(mark.name for mark in panel.marks))}
    legend = tuple((name, fill(text, drawn.fillings)) for name, text in rule.legend.items() if name in shown)
    return Picture(written(panels), fill(rule.caption, drawn.fillings), legend)


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
