"""Looking at a panel's SVG without a browser: which elements, where words and dots lie, what covers what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from grader.drawing.frame import Box
from grader.drawing.numerals import SIZE, width

ATTRIBUTES = {
    "svg": {"viewBox", "x", "y", "width", "height", "aria-hidden", "class"},
    "g": {"class"},
    "path": {"class", "d"},
    "circle": {"class", "cx", "cy", "r"},
    "rect": {"class", "x", "y", "width", "height"},
    "text": {"class", "x", "y", "text-anchor"},
}
DATA = re.compile(r"[-0-9.e MLQhvz]*")
CLASSES = re.compile(r"[a-z]+(-[a-z]+)?( [a-z]+)*")
HALF = 7.0  # of a dot or a pointer at most


@dataclass(frozen=True, slots=True)
class Element:
    """An element with the tone of the mark that it belongs to, and whether what is beyond the plot is cut off."""

    tag: str
    attributes: dict[str, str]
    text: str
    tone: str
    clipped: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What is on a panel."""

    size: Box
    elements: tuple[Element, ...]

    @property
    def texts(self) -> list[tuple[str, Box]]:
        return [(each.text, _box(each)) for each in self.elements if each.tag == "text"]

    def spots(self, tone: str) -> list[Element]:
        return [each for each in self.elements if each.attributes.get("class") == "spot" and each.tone == tone]

    @property
    def outside(self) -> list[object]:
        """Words and dots that run out of the sheet."""
        words = [text for text, box in self.texts if not box.inside(self.size)]
        return [*words, *(each for each in self.elements if not each.clipped and not self._holds(each))]

    @property
    def overlapping(self) -> list[tuple[str, str]]:
        """Words that cover words."""
        return [(one, two) for (one, a), (two, b) in combinations(self.texts, 2) if a.overlaps(b)]

    def _holds(self, element: Element) -> bool:
        numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", element.attributes.get("d", ""))]
        if element.tag == "circle":
            numbers = [float(element.attributes["cx"]), float(element.attributes["cy"])]
        if element.tag not in ("circle", "path") or "h" in element.attributes.get("d", ""):
            numbers = numbers[:2]
        across, down = numbers[::2], numbers[1::2]
        box = Box(self.size.left - HALF, self.size.top - HALF, self.size.right + HALF, self.size.bottom + HALF)
        return all(box.left <= x <= box.right for x in across) and all(box.top <= y <= box.bottom for y in down)


def looked_at(svg: str) -> Seen:
    """The panel; AssertionError where there is anything else than a few harmless elements and attributes on it."""
    root = ElementTree.fromstring(svg)
    left, top, wide, high = map(float, root.attrib["viewBox"].split())
    return Seen(Box(left, top, left + wide, top + high), tuple(_walk(root, "", clipped=False)))


def _walk(element: ElementTree.Element, tone: str, *, clipped: bool) -> Iterator[Element]:
    tag = element.tag
    assert tag in ATTRIBUTES, f"the element {tag} is foreign here"
    assert element.attrib.keys() <= ATTRIBUTES[tag], element.attrib
    assert DATA.fullmatch(element.attrib.get("d", "")), element.attrib
    assert CLASSES.fullmatch(element.attrib.get("class", "none")), element.attrib
    if tag == "g":
        tone = element.attrib["class"]
    yield Element(tag, dict(element.attrib), element.text or "", tone, clipped)
    for inner in element:
        yield from _walk(inner, tone, clipped=clipped or inner.tag == "svg")


def _box(element: Element) -> Box:
    """Where words lie at most; a little is taken off, since neighbours may touch."""
    wide, x, y = width(element.text), float(element.attributes["x"]), float(element.attributes["y"])
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[element.attributes["text-anchor"]]
    return Box(left + 0.5, y - 0.8 * SIZE, left + wide - 0.5, y + 0.2 * SIZE)
