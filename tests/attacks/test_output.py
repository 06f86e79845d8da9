"""What a hand-in prints, raises or is called reaches a terminal, a browser and a spreadsheet as plain text."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import pty
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from grader.model import CheckLine, Text
from grader.reports.files.junit import junit_xml
from grader.sandbox.select import choose_wall
from tests.attacks.attack import row
from tests.attacks.grading import COURSE
from tests.attacks.hand_in import RIGHT, code, notebook
from tests.attacks.outputs import OUTPUTS, Output
from tests.conftest import CACHE, Command, Ran

pytestmark = pytest.mark.skipif(not choose_wall().encloses, reason="this system has no wall")

HAND_IN = """# grader: ex90
text = "TEXT"
print(text)
# %%
one = text
# %%
two = 2
raise type("E" + text.replace("\\0", ""), (Exception,), {})(text)
# %%
def squared(x): raise ValueError(text)
"""
HIDDEN = "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202e\\u2066\\u200b\\ufffe"


def in_a_path(output: Output) -> str:
    """The text itself, without what a path cannot hold."""
    text: str = eval(f'"{output.text}"')  # a literal of ours
    return re.sub("[\0/\ud800-\udfff]", "", text)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each text in all places of one hand-in: folder, files, answer, output, exception and its type, function."""
    place = tmp_path_factory.mktemp("place")
    for number, output in enumerate(OUTPUTS):
        folder = place / "class" / f"{in_a_path(output)}{number:02}"
        folder.mkdir(parents=True)
        (folder / f"ex90 {in_a_path(output)}.py").write_text(HAND_IN.replace("TEXT", output.text), encoding="utf-8")
        (folder / f"{in_a_path(output)}.py").write_text("", encoding="utf-8")  # a problem that names the file
    return place


@pytest.fixture(scope="module")
def ran(place: Path, command_in: Command) -> Ran:
    ran = command_in("class", "class", "--lang", "en", cwd=place, GRADER_HOME=str(COURSE))
    assert ran.status == 0, ran.err
    return ran


MARKUP = ("<math", "<strong", "<em")


def pages(place: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (place / "graded" / "class" / "feedback").iterdir()}


def test_what_was_said_is_there_as_text(ran: Ran, place: Path) -> None:
    shown = [html.unescape(re.sub("<[^>]*>", "", page)) for page in pages(place).values()]
    for output in OUTPUTS:
        assert any(output.shown in page for page in shown), output.name
    assert not [page for page in shown if "\u0301" * 5 in page]


def test_terminal(ran: Ran) -> None:
    shown = ran.out + ran.err
    assert not re.search(f"[{HIDDEN}]", shown)
    assert not re.search(r"(?m)^\s*::|##vso|::set-output", shown)


@row(73, "the same in a real terminal, with a progress bar", "every text goes through one pen", "graded; all colours are ours")
def test_a_real_terminal(place: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "grader.cli", "class", "class", "--lang", "en"],
        cwd=place,
        env={**os.environ, "TERM": "xterm-256color", "GRADER_HOME": str(COURSE), "GRADER_CACHE": CACHE},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    data = bytearray()
    try:
        while block := os.read(ours, 1 << 16):
            data += block
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert process.wait(60) == 0
    shown = data.decode("utf-8", "replace").replace("\r", "\n")
    moves = re.compile(r"\x1b\[([0-9;]*m|\?25[lh]|2K|1A)")  # colours; the cursor and the line of the progress bar
    assert moves.search(shown), "it was no terminal to the command"
    assert not re.search(f"[{HIDDEN}]", moves.sub("", shown))


class Tags(HTMLParser):
    """What elements and attributes a browser finds in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {name for name, value in attrs if name != "href" or not (value or "").startswith("#")}


def test_pages(ran: Ran, place: Path) -> None:
    assert len(pages(place)) == len(OUTPUTS)
    plain = next(page for name, page in pages(place).items() if name.startswith("agpj"))  # text without any markup
    for name, page in pages(place).items():
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._ -]*\.html", name)
        tags = Tags(page)
        assert not tags.found & {"script", "img", "iframe", "object", "embed", "form", "link", "base", "svg"}
        assert not [name for name in tags.attributes if name.startswith("on") or name in ("href", "src")]
        assert "Content-Security-Policy" in page
        assert [page.count(tag) for tag in MARKUP] == [plain.count(tag) for tag in MARKUP], name  # of ours, on every page
        assert not re.search(f"[{HIDDEN}]", page)


def test_spreadsheet(ran: Ran, place: Path) -> None:
    grades = (place / "graded" / "class" / "grades.csv").read_text("utf-8")
    cells = [cell for line in csv.reader(io.StringIO(grades, newline="")) for cell in line]
    cells += [cell.strip('"') for line in grades.splitlines() for cell in line.split(";")]  # as a German Excel parts it
    assert not [cell for cell in cells if re.match(r"[=+@\t\r|＝＋＠﹦﹢﹫]|[-－﹣](?!\d)", cell)]


def test_summary(ran: Ran, place: Path) -> None:
    summary = (place / "graded" / "class" / "summary.md").read_text("utf-8")
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(summary)
    allowed = {"h1", "h2", "ul", "li", "p", "code", "table", "thead", "tbody", "tr", "th", "td"}
    assert set(re.findall(r"</?([a-z0-9]+)", rendered)) <= allowed


@row(73, "the same as JSON", "ASCII with escapes; NaN is refused", "one document that any reader takes")
def test_json(place: Path, command_in: Command) -> None:
    ran = command_in("class", "class", "--json", "--lang", "en", cwd=place, GRADER_HOME=str(COURSE))
    assert ran.status == 0, ran.err
    assert ran.out.isascii()
    assert not re.search(f"[{HIDDEN}]", ran.out)
    assert not re.search(r"(?m)^\s*::", ran.out)
    document = json.loads(ran.out, parse_constant=pytest.fail)
    assert len(document["results"]) == len(OUTPUTS)


@row(
    76, "HTML and SVG as output of a notebook", "outputs are dropped, what a cell shows is not kept", "correct; not on the page"
)
def test_rich_output_is_nowhere(tmp_path: Path, command: Command) -> None:
    rich = {"text/html": "<b>evil</b>", "image/svg+xml": "<svg>evil</svg>", "text/markdown": "**evil**", "image/png": "evil"}
    outputs = [{"output_type": "display_data", "data": rich, "metadata": {"evil": "<b>evil</b>"}}]
    shows = "class Rich:\n    def _repr_html_(self): return '<b>evil</b>'\ndisplay(Rich())\nRich()"
    (tmp_path / "class" / "anna").mkdir(parents=True)
    notebook(code(f"one = 1\n{shows}", outputs=outputs, metadata={"title": "evil"}))(tmp_path / "class" / "anna")
    (tmp_path / "class" / "zoe").mkdir()
    (tmp_path / "class" / "zoe" / "ex90.py").write_text(RIGHT)
    ran = command("class", "class", "--lang", "en", GRADER_HOME=str(COURSE))
    assert ran.status == 0, ran.err
    for path in (tmp_path / "graded").rglob("*.*"):
        assert "evil" not in path.read_text("utf-8"), path
    grades = (tmp_path / "graded" / "class" / "grades.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[:2] for line in grades[1:]] == [['"anna"', '"3"'], ['"zoe"', '"3"']]


@row(78, "the same as JUnit XML", "what XML forbids is left out, the rest escaped", "a file that any reader takes")
def test_junit() -> None:
    texts: list[str] = [eval(f'"{output.text}"') for output in OUTPUTS]
    lines = [CheckLine(text, Text(de=text, en=text), False, Text(de=text, en=text), 0.1, ((text, text),)) for text in texts]
    root = ET.fromstring(junit_xml(lines).encode("utf-8"))
    assert {node.tag for node in root.iter()} == {"testsuites", "testsuite", "testcase", "properties", "property", "failure"}
