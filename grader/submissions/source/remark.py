"""What a child has to say about a cell: a code and a word. The sentences are the judge's (runner/supervisor/remarks.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Code = Literal["skipped magic", "commands left out", "absent module", "blank again"]


@dataclass(frozen=True, slots=True)
class Remark:
    """About cell `cell`; `word` is the name that the sentence needs, if it needs one."""

    code: Code
    cell: int
    word: str = ""
