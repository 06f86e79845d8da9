"""Table, pages, CSV, summary and JSON speak of what counts, of what is excused, too late and decided."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction

from jsonschema import Draft202012Validator

from grader.grading.adjusted import adjusted
from grader.grading.grade_class import missing
from grader.model import Counting, Decision, Gradebook, Text
from grader.reports.files.class_report import GradedClass
from grader.reports.files.csv import grades_csv
from grader.reports.files.document import gradebook_json, load_schema
from grader.reports.files.feedback_pages import FeedbackPages
from grader.reports.files.summary import summary_markdown
from grader.reports.terminal.class_table import print_class
from grader.reports.terminal.console import make_console
from grader.reports.views.grade_rows import rows
from tests.every import each

from . import samples

F = Fraction
EVIL = "<img src=x onerror=alert(1)> {{ 7*7 }} $x$ `y` \x1b[2J\u202e"
DECISIONS = (
    Decision("adler", "ex10", "ex10.g", marks=F(3, 2), comment=EVIL),
    Decision("czerny", "ex10", excused=True, comment="krank"),
    Decision("eder", handed_in="2026-11-20T10:00", comment=EVIL),
)


def book() -> Gradebook:
    """Three exercises count, one of which nobody handed in; ex06 counts twice."""
    counting = Counting({"ex06": F(8), "ex10": F(9), "ex12": F(10)}, {"ex06": F(2)})
    plain = samples.class_of_six()
    text = next(one.item.id for one in samples.complete("adler").verdicts if one.item.marks)
    decisions = tuple(replace(one, item=text) if one.item else one for one in DECISIONS)
    results = tuple(adjusted(result, decisions) for result in plain.results)
    late = Text(de="2 Tage zu spät", en="2 days late")
    first, *rest = (replace(one, late=F(1), lateness=late) if one.submission.student == "berger" else one for one in results)
    beside = replace(samples.small_result(20, "adler", F(8)))
    whole = (*(one for one in decisions if not one.item),)
    return Gradebook((first, *rest, beside), plain.problems, plain.isolation, counting=counting, decisions=whole)


def page_of(student: str) -> str:
    graded = book()
    whole = [
        one for one in graded.results if one.submission.student == student and one.exercise.id in graded.counting.exercises
    ]
    return dict(FeedbackPages().files(GradedClass(graded, [student], lambda _: whole, "de")))[f"feedback/{student}.html"]


def test_sums_by_weight_of_what_counts() -> None:
    row = {row.student: row for row in rows(book())}
    assert row["adler"].points == 2 * 8 + 9  # ex20 does not count
    assert row["adler"].most == 2 * 8 + 9 + 10  # also what nobody handed in
    assert row["berger"].late == 2 * 1 + 1
    assert row["czerny"].most == 2 * 8 + 10
    assert row["czerny"].excused == {"ex10"}
    assert row["eder"].comment == EVIL


def test_csv_grows_behind_the_usual_columns() -> None:
    header, *lines = csv.reader(io.StringIO(grades_csv(book(), lang="de"), newline=""))
    usual = ["total", "max_points", "bonus", "marks_pending", "open_items", "problems"]
    more = ["late", "excused", "marks", "total_with_marks", "total_with_open_marks"]
    assert header == ["student", "ex06", "ex10", "ex12", *usual, *more]
    row = {line[0]: dict(zip(header, line, strict=True)) for line in lines}
    assert (row["adler"]["total"], row["adler"]["max_points"]) == ("25", "35")
    assert [row["adler"][name] for name in more] == ["0", "", "1.5", "26.5", "26.5"]
    assert row["berger"]["late"] == "3"
    assert row["berger"]["total_with_open_marks"] == str(float(row["berger"]["total"]) + 2).removesuffix(".0")
    assert (row["czerny"]["ex10"], row["czerny"]["excused"], row["czerny"]["marks_pending"]) == ("", "ex10", "0")
    assert row["fuchs"]["excused"] == row["fuchs"]["late"] == row["fuchs"]["marks"] == ""


def test_csv_without_any_of_it_is_as_it_was() -> None:
    plain = samples.class_of_six()
    assert grades_csv(plain).startswith(
        '"student","ex06","ex10","total","max_points","bonus","marks_pending","open_items","problems"'
    )


@each("lang", ["de", "en"])
def test_json(lang: str) -> None:
    graded = book()
    document = json.loads("".join(gradebook_json(graded, graded.results, lang=lang)))  # type: ignore[arg-type]
    Draft202012Validator(load_schema("gradebook")).validate(document)
    assert document["counting"][0] == {"exercise": "ex06", "max_points": 8, "weight": 2}
    totals = {total["student"]: total for total in document["totals"]}
    assert (totals["adler"]["points"], totals["adler"]["max_points"], totals["adler"]["marks"]) == (25, 35, 1.5)
    assert totals["czerny"]["excused"] == ["ex10"]
    results = {(one["student"], one["exercise"]): one for one in document["results"]}
    assert results["czerny", "ex10"]["excused"] is True
    assert results["czerny", "ex10"]["decision"] == {"comment": "krank"}
    assert (results["berger", "ex10"]["late"], results["eder", "ex10"]["handed_in"]) == (1, "2026-11-20T10:00")
    assert "late" not in results["adler", "ex10"]
    given = [item["decision"] for item in results["adler", "ex10"]["items"] if "decision" in item]
    assert [one["marks"] for one in given] == [1.5]


def test_json_without_any_of_it_is_as_it_was() -> None:
    plain = samples.class_of_six()
    document = json.loads("".join(gradebook_json(plain, plain.results, lang="de")))
    assert document.keys() == {"schema", "isolation", "results", "problems"}


def test_pages_show_what_the_teacher_says_and_nothing_of_it_runs() -> None:
    for student in ("adler", "eder"):
        page = page_of(student)
        assert "Deine Lehrkraft:" in page
        assert "&lt;img src=x onerror=alert(1)&gt; {{ 7*7 }} $x$ `y` [2J" in page
        assert "<img" not in page
        assert "\x1b" not in page
        assert "\u202e" not in page
    assert "1,5 von <span" in page_of("adler")
    assert "25/35" in page_of("adler")
    assert "2 Tage zu spät: −1 Punkt." in page_of("berger")
    assert "Du bist entschuldigt" in page_of("czerny")
    assert "× 2" in page_of("adler")


def test_summary() -> None:
    page = summary_markdown(book(), lang="de")
    assert "- Aufgaben: 3\n" in page
    assert "- Gewichte: ex06 ×2\n" in page
    assert "## Zu spät\n\n- `berger`: 2 Tage zu spät \\(ex06, ex10\\): −3 Punkte\n" in page
    assert "## Entschuldigt\n\n- `czerny`: ex10\n" in page


def test_table() -> None:
    text = io.StringIO()
    print_class(book(), console=make_console(text, plain=True, width=80), lang="de")
    lines = [line.split() for line in text.getvalue().splitlines()]
    assert ["Name", "ex06", "ex10", "ex12", "Summe", "Texte", "zusammen", "offen"] in lines
    assert ["von", "8", "9", "10", "35"] in lines
    assert ["zählt", "×2", "×1", "×1"] in lines
    assert ["adler", "8", "9", "·", "25", "1,5", "26,5", "–"] in lines
    assert any(line[:3] == ["czerny", "·", "e"] for line in lines)
    assert max(map(len, text.getvalue().splitlines())) <= 80


def test_nothing_handed_in_is_said_of_what_counts_and_is_asked_for() -> None:
    said = {problem.student: problem.missing for problem in missing(book(), ["adler", "czerny", "gruber"])}
    assert said == {"adler": ("ex12",), "czerny": ("ex06", "ex12"), "gruber": ("ex06", "ex10", "ex12")}
    excused = replace(book(), decisions=(Decision("gruber", excused=True),))
    assert "gruber" not in {problem.student for problem in missing(excused, ["gruber"])}
    assert "gruber" in {row.student for row in rows(excused)}
