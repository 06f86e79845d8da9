"""Is the student's set part of the reference's? "Right, but not all of them" and "one is too much" need to know."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from grader.algebra.comparison import compare, read
from grader.algebra.sentences import sentence_of_containment
from grader.algebra.tree import Intersection
from grader.model import Certificate


def contained(
    student: Any,
    reference: Any,
    *,
    domain: Mapping[str, str] | None = None,
    decimal: str = "auto",
    names: Collection[str] = (),
) -> Certificate:
    """Proved if every point of the student's set lies in the reference's, refuted with a point that does not.

    A set is part of another exactly if what both share is all of it, so `compare` decides.

    Raises:
        ParseError, NotReadable: a side cannot be read; `reason` says why.
    """
    ours = read(student, names=names, decimal=decimal, kind="region")
    theirs = read(reference, names=names, decimal=decimal, kind="region")
    found = compare(Intersection((ours, theirs)), ours, domain=domain, kind="region")
    return replace(found, method=f"what both share: {found.method}", explanation=sentence_of_containment(found.verdict))
