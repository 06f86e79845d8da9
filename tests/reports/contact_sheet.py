"""All pictures of the exercises on one sheet, to be looked at: `python -m tests.reports.contact_sheet FOLDER [ex10 …]`.

In four states of a hand-in, in light, dark, grey and 320 pixels wide. Needs Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path

from grader.course.catalogue import sources
from grader.model import Picture
from grader.reports.files.html import figure
from tests.illustrated import ROOT, STATES, KeyHere, hand_ins
from tests.reports.browser import Tab, browser

TEMPLATES = ROOT / "grader" / "reports" / "files" / "templates"
A_SHEET = 6  # exercises on an image
WIDE, NARROW = 1800, 320

STYLE = """
<style>{style}
body {{ max-width: none; padding: 1rem; }}
.sheet {{ display: grid; grid-template-columns: repeat({columns}, minmax(0, 1fr)); gap: .8rem; }}
.sheet h2 {{ font-size: 1rem; grid-column: 1 / -1; }}
html.grey {{ filter: grayscale(1); background: #fff; }}
</style>
"""

Row = tuple[str, list[Picture | None]]


def rows(exercises: list[str]) -> list[Row]:
    """The pictures of each exercise, by state; None where there is nothing to show."""
    key = KeyHere()
    found: list[Row] = []
    for name in exercises or [source.id for source in sources(ROOT)]:
        drawn = [each for hand_in in hand_ins(key, name) for each in hand_in.pictures(key) or (None,)]
        if drawn:
            found.append((name, drawn))
    return found


def sheet(part: list[Row], columns: int) -> str:
    """A page with pictures as feedback pages show them."""
    style = "\n".join((TEMPLATES / name).read_text("utf-8") for name in ("feedback.css", "picture.css"))
    cells = [
        f"<h2>{exercise}: {', '.join(STATES)}</h2>" + "".join(figure(each, "de") if each else "<p>–</p>" for each in drawn)
        for exercise, drawn in part
    ]
    head = '<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    return f'{head}{STYLE.format(style=style, columns=columns)}<div class="sheet">{"".join(cells)}</div>'


def shoot(tab: Tab, page: Path, target: Path, *, width: int, scheme: str = "light", grey: bool = False) -> None:
    """An image of the whole page."""
    tab.width(width)
    tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    tab.open(page)
    if grey:
        tab.ask("document.documentElement.classList.add('grey')")
    target.write_bytes(tab.picture(height=tab.ask("document.documentElement.scrollHeight")))


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    found = rows(sys.argv[2:])
    with browser() as tab:
        for first in range(0, len(found), A_SHEET):
            part, name = found[first : first + A_SHEET], f"{found[first][0]}.html"
            page = folder / name
            page.write_text(sheet(part, len(STATES)), encoding="utf-8")
            shoot(tab, page, page.with_suffix(".light.png"), width=WIDE)
            shoot(tab, page, page.with_suffix(".dark.png"), width=WIDE, scheme="dark")
            shoot(tab, page, page.with_suffix(".grey.png"), width=WIDE, grey=True)
            page.write_text(sheet([(exercise, drawn[-1:]) for exercise, drawn in part], 1), encoding="utf-8")
            shoot(tab, page, page.with_suffix(".320.png"), width=NARROW)


if __name__ == "__main__":
    main()
