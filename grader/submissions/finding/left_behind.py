"""What programs leave beside somebody's work, and which files are read: told by names, by content where those say little."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.submissions.files.files import SUFFIXES

_SILENT = frozenset({"__MACOSX", ".DS_Store", "desktop.ini", "Thumbs.db", ".ipynb_checkpoints", ".keep", ".gitkeep"})
_INSTALLED = frozenset({"env", "venv", "site-packages", "dist-packages", "__pycache__", "node_modules", "__pypackages__"})
_COURSE = frozenset({"solutions", "grader", "tests", "docs"})  # what a clone holds beside exercises/
_CHECKPOINT = re.compile(r"-checkpoint\.(ipynb|py)$", re.IGNORECASE)
_SOURCE = re.compile(r"ex\d+_\w+\.py")
_MARKED = re.compile(rb"^#\s*grader:\s*[A-Za-z]", re.MULTILINE)
ARCHIVES = frozenset({".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz"})
DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".html", ".htm"})  # where work may hide
_NOT_TEXT = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".svg", ".heic", ".mp4", ".mov", ".xlsx", ".ods", ".csv", ".pt", ".npy"}
)


def is_silent(name: str) -> bool:
    """What a system or Jupyter writes by itself, and nobody hands in: `.DS_Store`, `Thumbs.db`, checkpoints."""
    return name in _SILENT or name.startswith("._") or _CHECKPOINT.search(name) is not None


def is_closed_to_us(folder: str) -> bool:
    """A folder full of programs, or a hidden one: named, and not looked into."""
    return folder.startswith(".") or folder.casefold() in _INSTALLED


def installed(places: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """Folders of which nothing is read: environments under any name, and what a clone of the course holds beside exercises/."""
    places = set(places)
    found = {place[:-1] for place in places if place[-1] == "pyvenv.cfg" and len(place) > 1}
    folders = {place[:length] for place in places for length in range(1, len(place))}
    for place in places:
        if len(place) > 1 and place[-2] == "solutions" and _SOURCE.fullmatch(place[-1]):
            root = place[:-2]
            if {(*root, "exercises"), (*root, "grader")} & folders:
                found |= {(*root, name) for name in _COURSE}
    return frozenset(found)


def is_compiled(name: str) -> bool:
    return name.lower().endswith((".pyc", ".pyo", ".so", ".dll", ".pyd"))


def may_be_a_hand_in(suffix: str) -> bool:
    """Is its content worth a look, though it is no notebook and no script by its name?"""
    return suffix not in ARCHIVES | DOCUMENTS | _NOT_TEXT


def is_hand_in(name: str, head: bytes) -> bool:
    """By content, where the ending says little: `ex10.ipynb.txt`, `ex10.json`, a notebook without any ending."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return b'"cells"' in head or b'"cell_type"' in head or b'"worksheets"' in head
    return any(f"{suffix}." in name.lower() for suffix in SUFFIXES) or _MARKED.search(head) is not None
