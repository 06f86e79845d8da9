"""The answer kinds: whatever a file in kinds/ declares with a `kind`. One more file is one more kind, and no list is edited.

The folder is listed when this module is imported: in the key worker, and in a zygote before any of its children shuts the
wall behind itself. A child of the level `strict`, which may not open a file, has all kinds in its memory.
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.answers.base.answer_kind import AnswerKind
from grader.listing import classes


def _by_reader(declared: Iterable[type[AnswerKind]]) -> dict[str, type[AnswerKind]]:
    """Who reads an answer, by the `kind` of its reading.

    Raises:
        TypeError: two classes of one name read in different ways.
    """
    found: dict[str, type[AnswerKind]] = {}
    for one in declared:
        other = found.setdefault(one.reader or one.kind, one)
        if other.read is not one.read:
            raise TypeError(f"{other.__name__} and {one.__name__} are both {one.reader or one.kind!r}; say another `reader`")
    return found


# by the names that authors write
_FOUND = classes("grader.answers.kinds", AnswerKind)  # type: ignore[type-abstract]
CLASSES: dict[str, type[AnswerKind]] = {found.__name__: found for found in _FOUND if hasattr(found, "kind")}
READERS = _by_reader(CLASSES.values())


def kind_names() -> tuple[str, ...]:
    """Every `kind` that an item may have in a JSON document, in alphabetical order."""
    return tuple(sorted({found.kind for found in CLASSES.values()}))
