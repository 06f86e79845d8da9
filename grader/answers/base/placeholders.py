"""Numbers of the variant inside the formulas that an answer kind holds as text: `through="{a}*w1 + {b}*w2 - {c}"`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from grader.errors import AuthorError

HOLE = re.compile(r"\{(\w+)\}")


def filled(formula: str, given: Mapping[str, Any]) -> str:
    """The formula with each `{name}` replaced by that given, in brackets.

    Raises:
        AuthorError: there is no such given.
    """

    def put(match: re.Match[str]) -> str:
        if match[1] not in given:
            known = ", ".join(given) or "–"
            raise AuthorError(
                f"{formula!r} names {{{match[1]}}}, which is none of the givens {known}",
                de=f"{formula!r} nennt {{{match[1]}}}, das ist keiner der Werte {known}",
                at=formula,
            )
        return f"({given[match[1]]})"

    return HOLE.sub(put, formula)
