"""Pictures of feedback pages for the documents: `python -m tests.reports.pictures graded/feedback/ben.html docs/ben.png`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.reports.browser import browser

WIDTH, HEIGHT = 860, 1500


def main() -> None:
    page, target = map(Path, sys.argv[1:])
    with browser() as tab:
        tab.width(WIDTH)
        tab.open(page.resolve())
        tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "light"}])
        target.write_bytes(tab.picture(height=min(HEIGHT, tab.ask("document.documentElement.scrollHeight"))))


if __name__ == "__main__":
    main()
