"""Feedback pages in a real browser: nothing from the network, no script, formulas drawn, printable, names for the ear."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reports import browser
from tests.reports.browser import Tab
from tests.reports.test_html import page

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


@pytest.mark.parametrize("pixels", [360, 768, 1400])
def test_it_fits_every_width(tab: Tab, pixels: int) -> None:
    tab.width(pixels)
    assert tab.ask("document.documentElement.scrollWidth") <= pixels
    tab.width(1000)


def test_it_prints_each_exercise_on_its_own_page(tab: Tab) -> None:
    paper = tab.pdf()
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Type /Page\n") >= 2


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
