"""What other programs read of a class, validated by what they say they take, or read back by another reader."""

from __future__ import annotations

import csv
import io
import json
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import jsonschema
import pytest

from grader.errors import GraderError
from grader.model import Decision, Gradebook, Result, Text, Verdict
from grader.reports.exchange.nbgrader import COLUMNS
from grader.reports.files.class_report import ClassReport, GradedClass, asked_reports, class_reports
from grader.reports.files.csv import grades_csv
from tests.reports.bytes_of import bytes_of
from tests.reports.exchange_schemas import CLASSROOM50, GRADESCOPE, JUNIT
from tests.reports.samples import class_of_six, complete, half_done, small_result, troubled

HOSTILE = ("=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", "http://example.org", "\x1b[31mrot\x00", "😀" * 20_000)


def graded(book: Gradebook, *, lang: str = "de", students: Sequence[str] = ()) -> GradedClass:
    students = students or sorted({*(one.submission.student or "" for one in book.results)})

    def whole(student: str) -> list[Result]:
        return [one for one in book.results if one.submission.student == student]

    return GradedClass(book, students, whole, lang, name="4a", handed_in={"adler": "2026-11-27T21:14:05+01:00"})  # type: ignore[arg-type]


def report(word: str) -> ClassReport:
    (one,) = [one for one in class_reports((word,)) if one.asked_as == word]
    return one


def written(word: str, a_class: GradedClass) -> dict[str, bytes]:
    return bytes_of(report(word), a_class)


def hostile_class() -> Gradebook:
    """Names, texts and files as somebody writes them who means harm."""
    results = []
    for name in HOSTILE[:-1]:
        one = half_done(name)
        verdicts = tuple(
            replace(verdict, feedback=Text(de=text, en=text)) for verdict, text in zip(one.verdicts, HOSTILE, strict=False)
        )
        results.append(replace(one, verdicts=(*verdicts, *one.verdicts[len(verdicts) :])))
    return Gradebook(tuple(results))


def test_without_asking_nothing_of_it_is_written() -> None:
    assert [one.name for one in class_reports()] == [one.name for one in class_reports() if not one.asked_as]
    assert asked_reports([" XLSX", "junit", "", "xlsx"]) == ("xlsx", "junit")
    with pytest.raises(GraderError) as caught:
        asked_reports(["word"])
    assert "classroom50, gradescope, junit, moodle, nbgrader, xlsx" in caught.value.in_("de")


def test_a_library_that_lacks_is_said_before_anything_is_graded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(GraderError, match=r"pip install 'grader\[desk\]'"):
        asked_reports(["xlsx"])
    asked_reports(["junit"])


def workbook(data: bytes) -> Any:
    import openpyxl  # late: every process of tests collects this file

    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_workbook_has_two_sheets_with_numbers() -> None:
    book = workbook(written("xlsx", graded(class_of_six()))["grades.xlsx"])
    assert book.sheetnames == ["Noten", "Antworten"]
    header, *lines = book["Noten"].iter_rows(values_only=True)
    assert header[:6] == ("Name", "ex06", "ex10", "Summe", "Möglich", "Bonus")
    by_name = {line[0]: line[1:6] for line in lines}
    assert by_name["adler"] == (8, 9, 17, 17, 2)
    assert by_name["berger"] == (4.5, 3.5, 8, 17, 2)
    assert by_name["fuchs"] == (None, None, None, 17, None)
    header, *lines = book["Antworten"].iter_rows(values_only=True)
    assert header[0] == "Name"
    berger = [line for line in lines if line[0] == "berger"]
    assert len(berger) == 10
    assert ("ex10", "ex10.b", "teilweise", 2, 3, "M7") in [line[1:7] for line in berger]
    assert [line for line in lines if line[3] == "Zu klären" and line[0] == "eder"]


def test_no_cell_of_the_workbook_is_a_formula_or_a_link() -> None:
    data = written("xlsx", graded(hostile_class()))["grades.xlsx"]
    book = workbook(data)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert "=cmd|' /C calc'!A0" in [cell.value for cell in cells]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]
    assert data == written("xlsx", graded(hostile_class()))["grades.xlsx"]


def test_a_german_excel_finds_german_headings_and_a_script_its_own() -> None:
    book = class_of_six()
    text = grades_csv(book, style="de")
    assert text.startswith("\ufeff")
    header, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert header == ["Name", "ex06", "ex10", "Summe", "Möglich", "Bonus", "Textpunkte offen", "Unentschieden", "Zu klären"]
    assert {len(line) for line in lines} == {len(header)}
    assert [line[1] for line in lines if line[0] == "berger"] == ["4,5"]
    assert grades_csv(book).startswith('"student","ex06","ex10","total","max_points","bonus","marks_pending"')


def test_nbgrader_gets_a_line_for_each_student_and_exercise() -> None:
    late = replace(small_result(6, "zeller", Fraction(8)), late=Fraction(2), handed_in="2026-11-28T09:00:00+01:00")
    book = class_of_six()
    book = replace(book, results=(*book.results, late), decisions=(Decision("eder", "ex06", excused=True),))
    text = written("nbgrader", graded(book))["nbgrader.csv"].decode()
    header, *lines = csv.reader(io.StringIO(text))
    assert tuple(header) == COLUMNS
    by_key = {(line[3], line[0]): line for line in lines}
    assert len(by_key) == len(lines) == 7 * 2 - 1
    assert by_key["adler", "ex06"][2] == "2026-11-27 21:14:05+01:00"
    assert by_key["adler", "ex10"][7:] == ["11.0", "0.0", "11.0", "9.0"]
    assert by_key["zeller", "ex06"][2] == "2026-11-28 09:00:00+01:00"
    assert by_key["zeller", "ex06"][7:] == ["8.0", "2.0", "6.0", "8.0"]
    assert by_key["zeller", "ex10"][2:3] + by_key["zeller", "ex10"][7:] == ["", "0.0", "0.0", "0.0", "9.0"]


def test_gradescope_takes_what_it_gets() -> None:
    book = Gradebook((half_done("anna"), replace(small_result(6, "anna", Fraction(8)), late=Fraction(3)), troubled("ben")))
    files = written("gradescope", graded(book))
    assert sorted(files) == ["gradescope/anna/results.json", "gradescope/ben/results.json"]
    documents = {name: json.loads(data) for name, data in files.items()}
    for document in documents.values():
        jsonschema.validate(document, GRADESCOPE)
    anna = documents["gradescope/anna/results.json"]
    assert anna["score"] == 3.5 + 2 + 5
    assert "ex10: abgezogen werden 0,5 Punkte" in anna["output"]
    tests = {test["name"].partition(" ")[0]: test for test in anna["tests"]}
    assert (tests["ex10.b"]["score"], tests["ex10.b"]["max_score"], tests["ex10.b"]["status"]) == (2, 3, "failed")
    assert (tests["ex10.h"]["score"], tests["ex10.h"]["max_score"]) == (2, 0)
    assert "status" not in tests["ex10.g"]
    ben = {test["name"].partition(" ")[0]: test for test in documents["gradescope/ben/results.json"]["tests"]}
    assert "status" not in ben["ex10.d"]


def test_no_report_for_a_student_holds_a_value_of_the_reference() -> None:
    for word in ("gradescope", "classroom50", "junit"):
        for data in written(word, graded(Gradebook((half_done("anna"),)))).values():
            assert b"0.75000000017" not in data


def test_classroom50_gets_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    book = class_of_six()
    third = replace(small_result(6, "zeller", Fraction(16, 3)), handed_in="2026-11-28T09:00:00+01:00")
    book = replace(book, results=(*book.results, third))
    monkeypatch.setenv("REVIEW_URL", "https://example.org/review")
    files = written("classroom50", graded(book))
    documents = {name.split("/")[1]: json.loads(data) for name, data in files.items()}
    for document in documents.values():
        jsonschema.validate(document, CLASSROOM50)
        assert document["score"] == sum(test["score"] for test in document["tests"])
        assert (document["max-score"], document["points-per-point"]) == (17 * 6, 6)
    assert documents["berger"]["score"] == 8 * 6
    assert documents["zeller"]["score"] == 32
    assert documents["zeller"]["datetime"] == "2026-11-28T09:00:00+01:00"
    assert documents["adler"]["datetime"] == "2026-11-27T21:14:05+01:00"
    assert documents["adler"]["review"] == "https://example.org/review"
    assert documents["berger"]["datetime"] == ""


def check_junit(element: ET.Element) -> None:
    needed, possible, inside = JUNIT[element.tag]
    assert needed <= set(element.keys()) <= needed | possible
    for child in element:
        assert child.tag in inside, (element.tag, child.tag)
        check_junit(child)


def test_junit_has_a_suite_for_each_student() -> None:
    for book in (class_of_six(), hostile_class()):
        root = ET.fromstring(written("junit", graded(book))["junit.xml"])
        check_junit(root)
        assert len(root) == len({one.submission.student for one in book.results})
    suite = next(
        one for one in ET.fromstring(written("junit", graded(class_of_six()))["junit.xml"]) if one.get("name") == "dvorak"
    )
    assert (suite.get("tests"), suite.get("skipped"), suite.get("failures")) == ("8", "3", "5")
    case = next(one for one in suite if (one.get("name") or "").startswith("ex10.d"))
    assert {one.get("name"): one.get("value") for one in case.iter("property")} == {"points": "0", "max_points": "2"}
    assert case.find("skipped") is not None
    assert case.find("failure") is None


def test_odd_names_are_files_on_every_system() -> None:
    book = Gradebook(tuple(complete(name) for name in ("../../etc", "con", "Anna", "anna", "Ömer Çelik")))
    for word in ("gradescope", "classroom50"):
        names = [name.split("/")[1] for name in written(word, graded(book))]
        assert len({name.casefold() for name in names}) == 5
        assert not [name for name in names if ".." in name or name.casefold() == "con"]
        assert all(name.isascii() for name in names)


def test_a_verdict_without_words_is_said_by_its_outcome() -> None:
    one = half_done("anna")
    bare = replace(one, verdicts=tuple(Verdict(each.item, each.outcome, each.points) for each in one.verdicts))
    (data,) = written("gradescope", graded(Gradebook((bare,)), lang="en")).values()
    assert {test["output"] for test in json.loads(data)["tests"]} >= {"right", "partly", "to be read"}
