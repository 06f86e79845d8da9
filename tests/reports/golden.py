"""Golden files: `GOLDEN_UPDATE=1 pytest tests/reports` writes them anew; look at the difference before you commit it."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def check(name: str, actual: str) -> None:
    file = FOLDER / name
    if os.environ.get("GOLDEN_UPDATE"):
        file.write_bytes(actual.encode("utf-8"))
    expected = file.read_bytes().decode("utf-8")
    assert expected == actual, f"{name} differs; GOLDEN_UPDATE=1 pytest tests/reports writes it anew"
