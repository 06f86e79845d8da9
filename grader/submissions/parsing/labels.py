"""What a file says of itself: the metadata of a notebook and markers in cells, by one reader, which is silent about nothing."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.measures import trouble
from grader.model import Trouble

MARKER = re.compile(r"#\s*grader:\s*(?P<exercise>[A-Za-z]\w*)(?P<rest>.*)")
_COMMENT = re.compile(r"\s*<!--\s*grader:\s*(?P<exercise>[A-Za-z]\w*)(?P<rest>.*?)-->", re.DOTALL)
_ENDS = {"variant": 10_000, "shuffle": 1_000_000_000}
_MOST = 3  # values that are named in a sentence
_LONGEST = 40  # characters of one of them


@dataclass(frozen=True, slots=True)
class Label:
    """An exercise, as a file names it, and its variant and seed if it names them."""

    exercise: str
    variant: int | None = None
    shuffle: int | None = None


@dataclass(slots=True)
class LabelReader:
    """Reads all labels of one file, and keeps what it could not take for one remark of each kind at the end."""

    catalogue: Mapping[str, Any]
    _unknown: dict[str, None] = field(default_factory=dict)
    _odd: dict[str, None] = field(default_factory=dict)

    def in_metadata(self, metadata: Any) -> Label | None:
        said = metadata.get("grader") if isinstance(metadata, dict) else None
        if said is None:
            return None
        if not isinstance(said, dict) or not isinstance(said.get("exercise"), str):
            self._odd[_shown("grader", said if not isinstance(said, dict) else said.get("exercise"))] = None
            return None
        return self._label(said["exercise"], {name: said[name] for name in _ENDS if said.get(name) is not None})

    def in_code(self, source: str) -> Label | None:
        """The first marker of a cell that is a comment."""
        found = [(number, match) for number, line in enumerate(source.split("\n"), start=1) if (match := MARKER.match(line))]
        if not found:
            return None
        quoted = inside_strings(source)
        return next((self._marker(match) for number, match in found if number not in quoted), None)

    def in_text(self, source: str) -> Label | None:
        match = _COMMENT.match(source)
        return None if match is None else self._marker(match)

    def notes(self) -> tuple[Trouble, ...]:
        """What was met and not taken: one remark for each kind, however many there were."""
        unknown = [trouble("unknown markers", **_first(self._unknown))] if self._unknown else []
        odd = [trouble("odd labels", **_first(self._odd))] if self._odd else []
        return (*unknown, *odd)

    def _marker(self, match: re.Match[str]) -> Label | None:
        words = match["rest"].split()
        values: dict[str, Any] = {}
        while words:
            name = words.pop(0)
            if name.lower() in _ENDS and words:
                values[name.lower()] = words.pop(0)
            elif any(map(str.isalnum, name)):  # a dash or a bracket says nothing
                self._odd[name[:_LONGEST]] = None
        return self._label(match["exercise"], values)

    def _label(self, exercise: str, values: Mapping[str, Any]) -> Label | None:
        known = next((known for known in self.catalogue if known.lower() == exercise.lower()), None)
        if known is None:
            self._unknown[exercise[:_LONGEST]] = None
            return None
        return Label(known, **{name: self._number(name, value) for name, value in values.items()})

    def _number(self, name: str, value: Any) -> int | None:
        read = int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value) else value
        if type(read) is int and 0 <= read < _ENDS[name]:
            return read
        self._odd[_shown(name, value)] = None
        return None


def inside_strings(source: str) -> frozenset[int]:
    """The lines, counted from 1, that begin inside a string; as far as Python can read the source."""
    found: set[int] = set()
    begun: list[int] = []  # lines where f-strings begin
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            name = tokenize.tok_name[token.type]
            if name == "FSTRING_START":
                begun.append(token.start[0])
            elif name == "FSTRING_END":
                found.update(range(begun.pop() + 1, token.end[0] + 1))
            elif name == "STRING":
                found.update(range(token.start[0] + 1, token.end[0] + 1))
    except (tokenize.TokenError, SyntaxError, ValueError, IndexError):
        pass  # magics, half a cell: what was read until here counts
    return frozenset(found)


def _shown(name: str, value: Any) -> str:
    plain = repr(value) if isinstance(value, int | float | str) else type(value).__name__
    return f"{name} {plain if len(plain) <= _LONGEST else plain[:_LONGEST] + '…'}"


def _first(values: Mapping[str, None]) -> dict[str, Any]:
    """The first of them, and how many there are where these are not all."""
    return {"names": list(values)[:_MOST], "more": len(values) if len(values) > _MOST else 0}
