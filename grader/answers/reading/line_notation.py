"""How lines are written in class: with `t ∈ ℝ` behind, in set braces, or as a point plus a multiple of a direction."""

from __future__ import annotations

import re

REALS = r"(?:ℝ|R|IR|\\mathbb\{R\}|Reals)"
RUNS = re.compile(
    rf"[\s,;|:]{{0,20}}(?:\b(?:mit|für|with|for)\b)?\s{{0,9}}\w{{1,20}}\s*(?:∈|\bin\b|\\in)\s*{REALS}\s*(\}}?)\s*$"
)
BUILDER = re.compile(rf"^\{{\s*\((?P<names>[^()|]*)\)\s*(?:(?:∈|in)\s*{REALS}(?:\^\d|[²³])?\s*)?[|:](?P<condition>.*)\}}$")
POINT_AND_DIRECTION = re.compile(
    r"^(?:[^=()]*=\s*)?\((?P<point>[^()]+)\)\s*(?P<sign>[+−-])\s*(?P<parameter>[^\W\d]\w*)\s*[*·⋅]?\s*\((?P<direction>[^()]+)\)$"
)


def parametric(text: str, names: tuple[str, ...]) -> str:
    """The text as a tuple of formulas or an equation; any other text as it is."""
    text = text.strip()
    said = RUNS.search(text)
    if said:
        text = text[: said.start()].strip()
        if said[1]:
            text = text.removeprefix("{").strip()
    built = BUILDER.match(text)
    if built and re.split(r"\s*[,;]\s*", built["names"].replace("_", "").strip()) == list(names):
        return built["condition"].strip()
    line = POINT_AND_DIRECTION.match(text)
    if line:
        start, direction = (_coordinates(line[part], len(names)) for part in ("point", "direction"))
        if start and direction:
            entries = [f"({p}) {line['sign']} {line['parameter']}*({d})" for p, d in zip(start, direction, strict=True)]
            return f"({'; '.join(entries)})"
    return text


def _coordinates(text: str, count: int) -> list[str] | None:
    for separator in (r"[|;]", r",\s+", r","):
        parts = re.split(separator, text)
        if len(parts) == count:
            return [part.strip() for part in parts]
    return None
