"""Looking for secrets in texts, whatever the white space."""

from __future__ import annotations

import re
from collections.abc import Collection

SPACE = re.compile(r"\s+")
# no part of a longer number
BEFORE, AFTER = r"(?<!\d)(?<!\d\.)", r"(?!\d)(?!\.\d)"


def squeeze(text: str) -> str:
    """Text without white space, so that a changed layout hides nothing."""
    return SPACE.sub("", text)


def standing_in(squeezed: str, secrets: Collection[str]) -> list[str]:
    """The secrets that stand in a squeezed text; 2.5 does not stand in 12.5 or 2.55."""
    return [one for one in secrets if one in squeezed and re.search(BEFORE + re.escape(one) + AFTER, squeezed)]
