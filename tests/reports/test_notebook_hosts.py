"""A result below a cell, in a real browser, as each program for notebooks puts it into its page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.model import Text
from grader.reports.files.notebook_output import notebook_output
from tests.every import each
from tests.reports import axe, browser, samples
from tests.reports.browser import Tab
from tests.reports.test_browser import every_mark

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the pipe to the browser is a Unix one"),
    pytest.mark.skipif(browser.find() is None, reason="no Chromium on this machine"),
]

LIGHT, DARK = "rgb(255, 254, 251)", "rgb(31, 37, 44)"
HOSTS = {  # what stands at <html> and <body>, the ground of the program, and ours
    "JupyterLab": ("", 'data-jp-theme-light="true"', "#fff", LIGHT),
    "JupyterLab, dark": ("", 'data-jp-theme-light="false"', "#111", DARK),
    "VS Code": ("", 'class="vscode-light" data-vscode-theme-kind="vscode-light"', "#fff", LIGHT),
    "VS Code, dark": ("", 'class="vscode-dark" data-vscode-theme-kind="vscode-dark"', "#1f1f1f", DARK),
    "VS Code, high contrast": (
        *("", 'class="vscode-high-contrast" data-vscode-theme-kind="vscode-high-contrast"'),
        *("#000", DARK),
    ),
    "VS Code, high contrast, light": (
        *("", 'class="vscode-high-contrast-light vscode-high-contrast" data-vscode-theme-kind="vscode-high-contrast-light"'),
        *("#fff", LIGHT),
    ),
    "Colab": ("", "", "#fff", LIGHT),
    "Colab, dark": ('theme="dark"', "", "#383838", DARK),
    "one that says nothing, dark": ("", "", "#000", LIGHT),
}
# what programs say of any output: light letters on dark, painted code, lists with dots, Bootstrap's marks
OF_THEIRS = """body{margin:0;color:#e3e3e3;font:14px sans-serif} [hidden]{display:none!important}
.out.out :not(pre) > code{background:#444;color:red}
.out.out ul{list-style:disc;padding-left:40px} .out.out pre{background:#444;color:red}
.mark{background:yellow} .out.out p{margin:1em 0}"""
# what JupyterLab leaves of an output in a notebook that it does not trust: letters of what goes are kept, but for styles
DISTRUST = """
const kept = ["class", "dir", "hidden", "id", "lang", "style", "title"];
for (const style of document.querySelectorAll(".grader-result style")) style.remove();
for (const one of [...document.querySelectorAll(".grader-result math, math *, .grader-result svg, svg *")].reverse())
    one.replaceWith(...one.childNodes);
for (const one of document.querySelectorAll(".grader-result *")) for (const name of one.getAttributeNames())
    if (!kept.includes(name) || one.getAttribute(name) === "") one.removeAttribute(name);
"""
SIZED = """[...document.querySelectorAll(`.grader-result WHAT`)].every(one => {
    const box = one.getBoundingClientRect();
    return box.width > 4 && box.height > 8;
})"""


def shown() -> str:
    """Every outcome, a picture of every mark, formulas within a line and on their own."""
    words = Text(de="Es ist $f(w) = (w - 3)^2$, also\n\n$$w_1 = \\frac{1}{2} w_0$$", en="So $f(w) = (w - 3)^2$.")
    caption = Text(de="Der Weg auf $f(w) = (w - 3)^2$.", en="The way on $f(w) = (w - 3)^2$.")
    result = samples.half_done()
    first, *rest = result.verdicts
    pictured = replace(result, pictures=(every_mark(caption),))
    return notebook_output([(replace(pictured, verdicts=(replace(first, feedback=words), *rest)), "")], notes=(), lang="de")


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with browser.browser() as tab:
        tab.width(700)
        yield tab


def put_into(tab: Tab, page: Path, host: str) -> None:
    html, body, ground, _ = HOSTS[host]
    style = f"<style>{OF_THEIRS} body{{background:{ground}}}</style>"
    head = f'<!doctype html><html lang="de" {html}><head><meta charset="utf-8"><title>x</title>{style}</head>'
    page.write_text(f'{head}<body {body}><main class="out">{shown()}</main></body></html>', encoding="utf-8")
    tab.open(page)


@each("host", HOSTS)
@pytest.mark.parametrize("system", ["light", "dark"])
def test_it_is_drawn_in_the_colours_of_its_program(tab: Tab, tmp_path: Path, host: str, system: str) -> None:
    """Whatever the system prefers, which is not what the program looks like."""
    tab.call("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": system}])
    put_into(tab, tmp_path / "page.html", host)
    assert tab.ask("getComputedStyle(document.querySelector('.grader-result')).backgroundColor") == HOSTS[host][3]
    assert tab.ask("document.querySelectorAll('.grader-result math').length") >= 3
    for what in ("math", "figure", "svg[viewBox]"):
        assert tab.ask(SIZED.replace("WHAT", what)), what
    code = tab.ask("(one => [one.backgroundColor, one.color])(getComputedStyle(document.querySelector('.grader-result code')))")
    assert code[0] == "rgba(0, 0, 0, 0)"  # on JupyterLab's grey our softest letters would lack contrast
    assert code[1] != "rgb(255, 0, 0)"
    assert "nur der Text" not in tab.ask("document.body.innerText")
    assert tab.ask("document.documentElement.scrollWidth") <= 700
    if axe.source() is not None:
        axe.load(tab)
        assert axe.violations(tab) == []


def test_where_it_is_not_trusted_its_words_are_true(tab: Tab, tmp_path: Path) -> None:
    put_into(tab, tmp_path / "page.html", "JupyterLab")
    tab.ask(DISTRUST)
    said = tab.ask("document.body.innerText")
    assert "f(w) = (w-3)², also" in said
    assert "w₁ = 1/2 w₀" in said
    assert ")2" not in said.replace(" ", "")  # an exponent that has come down
    assert "Der Weg auf" not in said  # a picture's words without the picture
    assert "Führe die Zelle in deinem Notebook noch einmal aus" in said
    assert "noch nicht" in said
