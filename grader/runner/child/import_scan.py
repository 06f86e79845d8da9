"""A look at the words of a hand-in: which libraries it will want. A wrong guess costs time and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

_IMPORT = re.compile(r"\b(?:import|from)\s+([\w., ]+)")


def imported_in(text: str) -> set[str]:
    """Words after `import` or `from`, in a cell or in a whole file as it lies on the disk."""
    return {name.partition(".")[0] for match in _IMPORT.finditer(text) for name in match[1].replace(",", " ").split()}


def imported_by(contents: Iterable[bytes]) -> set[str]:
    """The same of whole files, together."""
    return set().union(*(imported_in(content.decode("utf-8", "replace")) for content in contents))


def names_torch(source: str) -> bool:
    """A line has both words, as `__import__("torch")` has, too. No pattern: a line of imports without end, which anybody may
    write, would keep a pattern with two places to look for busy for days."""
    return any("torch" in line and "import" in line for line in source.split("\n"))
