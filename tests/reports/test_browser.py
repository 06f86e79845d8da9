"""Feedback pages in a real browser: nothing from the network, no script, formulas drawn, printable, names for the ear."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.drawing.document import written
from grader.model import Picture, Problem, Text
from grader.reports.files.html import feedback_page
from grader.reports.files.stub_page import stub_page
from tests.drawing.test_marks import EVERYTHING
from tests.every import each, turn
from tests.reports import axe, browser, samples
from tests.reports.browser import Tab
from tests.reports.test_html import EVIL, page

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the pipe to the browser is a Unix one"),
    pytest.mark.skipif(browser.find() is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A page with two exercises and every outcome, open in a browser."""
    path = tmp_path_factory.mktemp("pages") / "eder.html"
    path.write_text(page("de"), encoding="utf-8")
    with browser.browser() as tab:
        tab.width(1000)
        tab.open(path)
        yield tab


def test_nothing_is_fetched_and_nothing_is_refused(tab: Tab) -> None:
    asked = [event["params"]["request"]["url"] for event in tab.events if event["method"] == "Network.requestWillBeSent"]
    assert [Path(url).name for url in asked] == ["eder.html"]
    assert [event["params"] for event in tab.events if event["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")] == []


def test_the_page_may_run_no_script_and_fetch_no_picture(tab: Tab) -> None:
    assert tab.ask("document.scripts.length") == 0
    refused = tab.ask("""new Promise(done => {
        const refused = [];
        document.addEventListener("securitypolicyviolation", event => {
            refused.push(event.effectiveDirective);
            if (refused.length == 2) done(refused.sort());
        });
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        new Image().src = "http://127.0.0.1:9/spy.png";
        setTimeout(() => done(refused), 5000);
    })""")
    assert refused == ["img-src", "script-src-elem"]
    assert tab.ask("window.ran === undefined")


def test_formulas_are_drawn(tab: Tab) -> None:
    boxes = tab.ask("""[...document.querySelectorAll("math")].map(formula => {
        const box = formula.getBoundingClientRect();
        return [box.width, box.height];
    })""")
    assert len(boxes) >= 8
    assert all(width > 4 and height > 8 for width, height in boxes)
    raised = tab.ask("""[...document.querySelectorAll("msup")].map(power =>
        power.children[0].getBoundingClientRect().bottom - power.children[1].getBoundingClientRect().bottom)""")
    assert raised
    assert all(pixels > 2 for pixels in raised)  # exponents stand higher: MathML is understood, not shown as plain letters
    assert "$" not in tab.ask("document.body.innerText")


@pytest.mark.parametrize("pixels", [320, 360, 768, 1400])
def test_it_fits_every_width(tab: Tab, pixels: int) -> None:
    tab.width(pixels)
    assert tab.ask("document.documentElement.scrollWidth") <= pixels
    tab.width(1000)


def test_what_is_read_aloud_has_a_name(tab: Tab) -> None:
    tree = tab.call("Accessibility.getFullAXTree")["nodes"]
    named = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if not node["ignored"] and "role" in node
    ]
    for role in ("heading", "region", "columnheader", "rowheader"):
        names = [name for found, name in named if found == role]
        assert names, role
        assert all(name.strip() for name in names), role
    assert [name for role, name in named if role == "RootWebArea"] == ["Rückmeldung für eder"]
    assert tab.ask("document.documentElement.lang") == "de"


LONG = r"$\{(0;\ 0;\ 0);\ (1;\ 1;\ 1);\ (1;\ -2;\ -1);\ (-1;\ 0;\ 0);\ (0;\ 0;\ 1)\} \setminus \{(1;\ -2;\ -1)\}$ " + "x" * 400
DISPLAYED = r"$$L(w_1, w_2) = (4w_1 + 7w_2 - 20)^2 + (w_1 - 3)^2 + (w_2 - 5)^2 + (w_1 - w_2)^2 + w_1^2 + w_2^2$$"
STUB = Path(__file__).parents[2] / "exercises" / "ex10_three_steps.ipynb"


def every_mark(words: Text) -> Picture:
    """A picture of every mark, with these words below it."""
    marks = [name for name in (EVERYTHING.title, *(mark.name for mark in EVERYTHING.marks)) if name]
    legend = tuple((name, Text(de=f"dein {name}", en=f"your {name}")) for name in dict.fromkeys(marks))
    return Picture(written((EVERYTHING,)), words, legend)


def illustrated() -> str:
    """Every outcome, a picture of every mark and a worked solution, in English."""
    words = Text(de="Alles, was ein Bild hat.", en="All that a picture has.")
    worked = replace(samples.half_done("eder"), pictures=(every_mark(words),), worked=words)
    return feedback_page([worked, samples.small_result(6, "eder", samples.F(8))], [], student="eder", lang="en")


def long_words() -> str:
    """Formulas, names and answers that are wider than a page."""
    text = Text(de=f"{LONG}\n\n{DISPLAYED}", en=EVIL)
    first = samples.troubled("ö" * 300)
    verdicts = (replace(first.verdicts[0], feedback=text, understood=text), *first.verdicts[1:])
    problems = [Problem("x", "y" * 200, text)]
    return feedback_page([replace(first, verdicts=verdicts, notes=(text,))], problems, student="ö" * 300, lang="de")


PAGES = {
    "every outcome": lambda: page("de"),
    "pictures": illustrated,
    "nothing handed in": lambda: feedback_page(
        [], [Problem("x", "", Text(de="Nichts.", en="Nothing."))], student="x", lang="en"
    ),
    "long words": long_words,
    "a stub": lambda: stub_page(STUB.read_text("utf-8"), title="ex10", lang="de"),
}
MODES = {
    "light": {"scheme": "light"},
    "dark": {"scheme": "dark"},
    "print": {"media": "print"},
    "phone": {"pixels": 320},
    "large text": {"pixels": 640, "size": "200%"},
}


def put_on(tab: Tab, mode: dict[str, object]) -> None:
    """A page as somebody sees it who has chosen this."""
    scheme = [{"name": "prefers-color-scheme", "value": mode.get("scheme", "light")}]
    tab.call("Emulation.setEmulatedMedia", media=mode.get("media", ""), features=scheme)
    tab.width(mode.get("pixels", 1000))  # type: ignore[arg-type]
    tab.ask(f"document.documentElement.style.fontSize = '{mode.get('size', '')}'")


@each("name", turn(PAGES, 3))
def test_every_page_in_every_mode_is_for_everybody(tab: Tab, name: str, tmp_path: Path) -> None:
    """No violation of WCAG at A and AA that axe-core knows, and nothing beside the page, however narrow it is."""
    path = tmp_path / "page.html"
    path.write_text(PAGES[name](), encoding="utf-8")
    tab.open(path)
    if axe.source() is not None:
        axe.load(tab)
    found: dict[str, object] = {}
    for mode, chosen in MODES.items():
        put_on(tab, chosen)
        wide = tab.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong = axe.violations(tab) if axe.source() is not None else []
        if wrong or wide > 0:
            found[mode] = (wide, wrong)
    put_on(tab, {})
    assert found == {}
    if axe.source() is not None:
        tab.ask("document.body.append(new Image())")
        assert [each.split(":")[0] for each in axe.violations(tab)] == ["image-alt"]


def test_a_class_of_exercises_fits_on_twelve_sheets(tab: Tab, tmp_path: Path) -> None:
    """With all worked solutions open; each item stays together, so headings stand with what follows."""
    words = Text(de="Lies langsam. " * 40, en="Read slowly. " * 40)
    results = [replace(samples.half_done("eder"), worked=words) for _ in range(15)]
    path = tmp_path / "page.html"
    path.write_text(feedback_page(results, [], student="eder", lang="de"), encoding="utf-8")
    tab.open(path)
    paper = tab.pdf()
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) <= 12
    tab.call("Emulation.setEmulatedMedia", media="print")
    assert tab.ask("document.querySelector('.worked p').getBoundingClientRect().height") > 20
    put_on(tab, {})
