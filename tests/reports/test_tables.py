"""grades.csv, JUnit and summary.md: golden files, and what a spreadsheet, a CI server and a Markdown page must not do."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction
from typing import Any

from markdown_it import MarkdownIt

from grader.model import CheckLine, Gradebook, Outcome, Problem, Text, Verdict
from grader.reports.files.csv import grades_csv
from grader.reports.files.junit import junit_xml
from grader.reports.files.summary import summary_markdown
from grader.reports.terminal.class_table import print_class
from grader.reports.terminal.console import make_console
from grader.reports.views.grade_rows import natural, place
from tests.every import each

from . import golden, samples

CLASS = samples.class_of_six()
EVIL = "=HYPERLINK(\"https://evil\")\n\x1b[2J<script>alert('x')</script> [x](https://evil) | `y` ]]>"


@each(("style", "lang"), [("rfc", "en"), ("de", "de")])
def test_csv(style: Any, lang: Any) -> None:
    golden.check(f"grades.{style}.csv", grades_csv(CLASS, style=style, lang=lang))


def test_csv_is_read_back_as_it_was() -> None:
    text = grades_csv(CLASS, style="rfc", lang="de")
    header, *lines = csv.reader(io.StringIO(text, newline=""))
    assert header == ["student", "ex06", "ex10", "total", "max_points", "bonus", "marks_pending", "open_items", "problems"]
    assert lines[0] == ["adler", "8", "9", "17", "17", "2", "2", "", ""]
    assert lines[3] == ["dvorak", "", "0", "0", "17", "0", "2", "ex10.d ex10.e", ""]
    assert text.count("\n") == text.count("\r\n") == 7


def test_csv_in_german_style_is_what_excel_reads() -> None:
    text = grades_csv(CLASS, style="de", lang="de")
    assert text.startswith('\ufeff"Name";"ex06"')
    assert '"berger";"4,5";"3,5";"8";' in text


def test_csv_runs_no_formula() -> None:
    book = Gradebook((samples.half_done(EVIL),), (Problem("+1", "=2", Text(de=EVIL, en=EVIL)),))
    for line in csv.reader(io.StringIO(grades_csv(book, lang="de"), newline="")):
        for cell in line:
            assert not cell.startswith(tuple("=+-@\t\r\n|"))


def test_junit() -> None:
    golden.check("checks.junit.xml", junit_xml(samples.CHECKS))


def test_junit_counts_and_order() -> None:
    root = ET.fromstring(junit_xml(samples.CHECKS).encode())
    assert (root.get("tests"), root.get("failures")) == ("4", "1")
    assert [suite.get("name") for suite in root] == ["ex06", "ex10"]
    assert "zeigt die Rückmeldung von M1." in junit_xml(samples.CHECKS, lang="de")


def test_junit_stays_xml_whatever_it_holds() -> None:
    evil = EVIL + "\x00\ud800\uffff"
    lines = [CheckLine(evil, Text(de=evil, en=evil), False, Text(de=evil, en=evil), 0.1, ((evil, evil),))]
    root = ET.fromstring(junit_xml(lines).encode("utf-8"))
    assert "<script>" in str(root.findtext(".//failure"))
    assert [node.tag for node in root.iter()][1:] == ["testsuite", "testcase", "properties", "property", "failure"]


@each("lang", ["de", "en"])
def test_summary(lang: Any) -> None:
    golden.check(f"summary.{lang}.md", summary_markdown(CLASS, lang=lang))


def test_summary_counts_mistakes_and_lists_what_nobody_solved() -> None:
    page = summary_markdown(CLASS, lang="en")
    assert "| 2/5 | ex10.b `steps` | M7 `list_starts_with_w0` |" in page
    unsolved = page.split("## Attempted, but solved by nobody")[1].split("##")[0]
    assert unsolved.split("\n")[2:-2] == ["Nothing."]


def test_summary_is_a_page_whatever_it_holds() -> None:
    text = Text(de=EVIL, en=EVIL)
    verdict = Verdict(samples.CLOSED, Outcome.UNDECIDED, Fraction(0), mistake=EVIL, feedback=text)
    book = Gradebook((replace(samples.untouched(EVIL), verdicts=(verdict,)),), (Problem(EVIL, EVIL, text),))
    page = summary_markdown(book, lang="de")
    assert "\x1b" not in page
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(page)
    allowed = {"h1", "h2", "ul", "li", "p", "code", "table", "thead", "tbody", "tr", "th", "td"}
    assert allowed >= set(re.findall(r"</?([a-z0-9]+)", rendered))
    assert "=HYPERLINK" in rendered


def test_empty_class_is_no_trouble() -> None:
    assert "Nothing." in summary_markdown(Gradebook(()), lang="en")
    assert grades_csv(Gradebook(())).count("\n") == 1
    ET.fromstring(junit_xml(()).encode())


def test_no_hand_in_buries_what_is_said_about_the_others() -> None:
    flood = [Problem("adler", "a.py", Text(de=f"Hinweis {n}", en=f"remark {n}")) for n in range(5000)]
    book = replace(CLASS, problems=(*flood, *CLASS.problems))
    for text in (summary_markdown(book, lang="en"), grades_csv(book, lang="en"), printed(book)):
        assert "remark 9" in text
        assert "remark 10" not in text
        assert "4990 more remarks" in text
        assert "Nothing was handed in." in text


def test_who_left_out_the_same_exercises_stands_in_one_line() -> None:
    gone = Text(de="keine Abgabe für ex06", en="nothing handed in for ex06")
    missing = [Problem(student, "", gone, ("ex06",)) for student in ("dvorak", "Öztürk", "adler")]
    book = replace(CLASS, problems=(*CLASS.problems, *missing))
    assert "To look into (2)" in printed(book)
    assert "Not handed in ex06: adler, dvorak, Öztürk" in printed(book)
    assert "## Not handed in\n\n- ex06: `adler`, `dvorak`, `Öztürk`\n" in summary_markdown(book, lang="en")
    assert '"nothing handed in for ex06"' in grades_csv(book, lang="en")


def test_a_class_is_listed_as_in_a_register() -> None:
    names = ["Zoe", "Österreicher", "ex10", "Éloïse", "ex2", "anna", "Çağla", "Paul", "Ole", "王小明"]
    assert sorted(names, key=natural) == [
        "anna", "Çağla", "Éloïse", "ex2", "ex10", "Ole", "Österreicher", "Paul", "Zoe", "王小明",
    ]  # fmt: skip


@each(
    ("file", "text", "shown"),
    [
        ("adler/ex10.ipynb", "Cell 2 was not run.", "ex10.ipynb"),
        ("adler/ex10.ipynb", "ex10.ipynb is empty.", ""),
        ("adler", "Nothing handed in.", ""),
        ("adler_12_assignsubmission_file", "Nothing handed in.", ""),
        ("adler_12_assignsubmission_file/ex10.ipynb", "Cell 2 was not run.", "ex10.ipynb"),
        ("adler.ipynb", "Cell 2 was not run.", "adler.ipynb"),
        ("adler/deep/ex10.ipynb", "Cell 2 was not run.", "deep/ex10.ipynb"),
        ("ex10_adler.ipynb", "Cell 2 was not run.", "ex10_adler.ipynb"),
        ("", "Nothing handed in.", ""),
    ],
)
def test_a_place_is_said_once(file: str, text: str, shown: str) -> None:
    assert place(Problem("adler", file, Text(de=text, en=text)), "en") == shown


def test_a_text_that_nobody_wrote_is_no_item_that_nobody_solved() -> None:
    book = Gradebook((samples.untouched("adler"),))
    prose = [item.id for item in book.results[0].exercise.items if item.marks]
    unsolved = summary_markdown(book, lang="en").split("## Attempted, but solved by nobody")[1].split("##")[0]
    assert prose
    assert "Nothing." in unsolved


def test_what_somebody_tried_and_nobody_solved_is_listed() -> None:
    result = samples.small_result(6, "adler", Fraction(0))
    assert "- ex06.a `slope`" in summary_markdown(Gradebook((result,)), lang="en")


def printed(book: Gradebook) -> str:
    stream = io.StringIO()
    print_class(book, console=make_console(stream), lang="en")
    return " ".join(stream.getvalue().split())


def test_points_in_an_excel_for_people_have_two_places_and_for_scripts_six() -> None:
    book = Gradebook((samples.small_result(6, "adler", Fraction(89, 12)),))
    assert '"7,42"' in grades_csv(book, style="de")
    assert '"7.416667"' in grades_csv(book, style="rfc")
