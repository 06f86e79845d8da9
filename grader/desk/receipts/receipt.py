"""A student's receipt: what they may see of their results, and by which digests it can be graded again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from grader import __version__
from grader.desk.gradebook.store import Recorded
from grader.desk.receipts.signing import signed
from grader.errors import GraderError
from grader.model import Lang, Result
from grader.reports.files.document import result_document
from grader.reports.text.safe import surrogates_escaped

if TYPE_CHECKING:
    from grader.reports.files import contract

LARGEST = 8 << 20  # bytes; ours have a few thousand for each exercise


@dataclass(frozen=True, slots=True)
class Receipted:
    """A result as its student sees it, with what the gradebook knows of it; `version` is that of its exercise."""

    shown: Result
    recorded: Recorded
    version: str


def receipt(student: str, results: Sequence[Receipted], private: bytes, *, lang: Lang) -> contract.Receipt:
    """The same results give the same receipt, whenever it is made. Seeds and values of the reference are not in it."""
    document = {
        "schema": "grader/receipt/1",
        "grader": __version__,
        "student": surrogates_escaped(student),
        "results": [
            {
                "id": one.recorded.uid,
                "graded": one.recorded.graded,
                "submission": one.shown.submission.digest,
                "exercise": one.version,
                "reproducible": one.shown.reproducible,
                "result": result_document(one.shown, lang=lang),
            }
            for one in results
        ],
    }
    return cast("contract.Receipt", signed(document, private))


def read_receipt(path: Path) -> dict[str, Any]:
    """What stands in a file that somebody brings; nothing of it is believed yet.

    Raises:
        GraderError: it cannot be read, or is no receipt.
    """
    try:
        with path.open("rb") as file:
            document = json.loads(file.read(LARGEST + 1)[:LARGEST], object_pairs_hook=_once, parse_constant=_none_of_these)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise GraderError(f"{path} cannot be read ({why}).", de=f"{path} ist nicht lesbar ({why}).") from error
    except (ValueError, RecursionError) as error:
        raise _no_receipt(path) from error
    if not isinstance(document, dict) or document.get("schema") != "grader/receipt/1":
        raise _no_receipt(path)
    return document


def _no_receipt(path: Path) -> GraderError:
    return GraderError(
        f"{path} is no receipt, or only a part of one. grade class --gradebook writes them to receipts/.",
        de=f"{path} ist kein Beleg, oder nur ein Teil davon. grade class --gradebook schreibt sie nach receipts/.",
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a name stands there twice")  # two readers might take different ones
    return document


def _none_of_these(name: str) -> Any:
    raise ValueError(name)
