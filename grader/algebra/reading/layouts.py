"""LaTeX that stands in several lines: columns, rows, systems of conditions, formulas by cases."""

from __future__ import annotations

import re

ENVIRONMENT = re.compile(
    r"(?:\\left\s*(?:\\\{|[\[({|.]))?\s*\\begin\{(?P<name>[pbvBV]?matrix|smallmatrix|array|cases|aligned|align\*?|gathered|split)\}"
    r"(?:\{[lcr|]{1,9}\})?(?P<inside>.*)\\end\{(?P=name)\}\s*(?:\\right\s*(?:\\\}|[\])}|.]))?",
    re.DOTALL,
)
ROW_END = re.compile(r"\\\\(?:\[[\w.]*\])?|\\cr\b")
OTHERWISE = re.compile(r"^[\s{}]*(?:\\text\s*\{\s*)?(?:sonst|andernfalls|else|otherwise)\b")
WHEN = re.compile(r"^[\s,]*(?:\\text\s*\{\s*(?:wenn|falls|für|if|for|when)\s*\}|(?:wenn|falls|für|if|for|when)\b)\s*:?")


def one_line(text: str) -> str:
    """The text with what stands in several lines as a list, or as `x if x > 0; 0 else`; any other text as it is."""
    match = ENVIRONMENT.search(text) if r"\begin{" in text else None
    return text if match is None else f"{text[: match.start()]}{_flat(match)}{text[match.end() :]}"


def _flat(match: re.Match[str]) -> str:
    rows = [[cell.strip() for cell in row.split("&")] for row in ROW_END.split(match["inside"]) if row.strip()]
    opened = match[0].lstrip().startswith((r"\left\{", r"\begin{cases}"))
    if opened and rows and all(len(row) == 2 for row in rows) and not any("=" in row[0] or not row[0] for row in rows):
        return "; ".join(f"{value.rstrip(',')} {_when(condition)}" for value, condition in rows)
    if match["name"] in ("aligned", "align", "align*", "gathered", "split") or opened:
        return "\n".join(" ".join(row) for row in rows)
    if len(rows) == 1 or all(len(row) == 1 for row in rows):
        return _listed([cell for row in rows for cell in row])
    return _listed([_listed(row) for row in rows])


def _when(condition: str) -> str:
    return "else" if OTHERWISE.match(condition) else f"if {WHEN.sub('', condition).rstrip('.,')}"


def _listed(parts: list[str]) -> str:
    return f"[{'; '.join(parts)}]"
