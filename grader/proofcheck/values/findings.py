"""What a check can come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """confirmed: every step was done again. contradicted: `reason` names the point or step that shows a claim false."""

    verdict: Literal["confirmed", "not checkable", "contradicted"]
    reason: str = ""


class NotCheckable(Exception):
    """The checker cannot follow; nothing is said about the proof."""


class Contradicted(Exception):
    """A claim is shown to be false."""


def need(holds: bool, claim: str) -> None:
    """Raises NotCheckable unless the claim holds as far as this checker can see."""
    if not holds:
        raise NotCheckable(claim)
