"""The grading worksheet comes back as Moodle takes it, and everything else in it stays byte for byte; so do the pages."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from grader.errors import GraderError
from grader.model import Decision, Gradebook, Problem, Result, Text
from grader.reports.exchange.moodle import MoodleFeedback, MoodleWorksheet
from grader.reports.files.class_report import GradedClass
from grader.reports.moodle.long_dates import is_read_by_php, iso_of
from grader.reports.moodle.worksheet import read_worksheet
from grader.reports.moodle.worksheet_people import expect_same_assignment, who_is_who
from tests.reports.bytes_of import bytes_of
from tests.reports.moodle_site import Graded, OldSite, Site
from tests.reports.samples import class_of_six, complete, half_done, small_result, submission

NAMES = {"adler": "Anna Adler", "berger": "Jürgen Berger", "czerny": "Max Müller 103", "eder": "Max Müller 104"}
DE = (
    "ID",
    "Vollständiger Name",
    "E-Mail-Adresse",
    "Status",
    "Bewerter/in",
    "Bewertung",
    "Bestwertung",
    "Status des Bewertungsworkflows",
    "Bewertung kann geändert werden",
    "Zuletzt geändert (Abgabe)",
    "Texteingabe online",
    "Zuletzt geändert (Bewertung)",
    "Feedback als Kommentar",
)
EN = (
    "Identifier",
    "Full name",
    "Email address",
    "Status",
    "Marker",
    "Grade",
    "Maximum grade",
    "Marking workflow state",
    "Grade can be changed",
    "Last modified (submission)",
    "Online text",
    "Last modified (grade)",
    "Feedback comments",
)
PEOPLE = ((101, "Anna Adler"), (102, "Jürgen Berger"), (103, "Max Müller"), (104, "Max Müller"), (105, "Bernd Fehlt"))


def sheet_text(lang: str = "de", *, most: str = "", grades: Mapping[int, str] = {}, changed: Mapping[int, str] = {}) -> str:
    header, word = (DE, "Teilnehmer/in") if lang == "de" else (EN, "Participant ")
    most = most or ("100,00" if lang == "de" else "100.00")
    lines = [header]
    for number, name in PEOPLE:
        missing = number == 105
        status = "Keine Abgabe" if missing else "Zur Bewertung abgegeben"
        status += "\n2 Stunden verspätet" if number == 102 else ""
        when = "-" if missing else "Freitag, 27. November 2026, 21:14" if lang == "de" else "Friday, 27 November 2026, 9:14 PM"
        lines.append(
            (
                f"{word}{number}",
                name,
                f"n{number}@x.at",
                status,
                "Prof. O",
                grades.get(number, ""),
                most,
                "Nicht bewertet",
                "Nein" if changed.get(number) == "locked" else "Ja",
                when,
                '<p class="a">ja, "klar"</p>',
                changed.get(number, "-").replace("locked", "-"),
                "",
            )
        )
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows(lines)
    return target.getvalue()


def graded(sheet: Path | None, book: Gradebook | None = None, **more: object) -> GradedClass:
    book = book or class_of_six()
    renamed = replace(
        book,
        results=tuple(
            replace(one, submission=replace(one.submission, student=NAMES.get(one.submission.student or "", "Dvorak")))
            for one in book.results
        ),
        problems=(),
    )
    students = sorted({one.submission.student or "" for one in renamed.results})
    folders = {
        student: f"{student.rstrip(' 0123456789')}_{number}_assignsubmission_file"
        for student, number in (("Anna Adler", 101), ("Jürgen Berger", 102), ("Max Müller 103", 103), ("Max Müller 104", 104))
    }

    def whole(student: str) -> list[Result]:
        return [one for one in renamed.results if one.submission.student == student]

    told = {"folders": folders, "worksheet": None if sheet is None else read_worksheet(sheet), "reports": ("moodle",), **more}
    return GradedClass(renamed, students, whole, "de", **told)  # type: ignore[arg-type]


def put(tmp_path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    path = tmp_path / "Bewertungsbogen.csv"
    path.write_bytes(text.encode(encoding))
    return path


def fill(sheet: Path, **more: object) -> bytes:
    return bytes_of(MoodleWorksheet(), graded(sheet, **more))[sheet.name]  # type: ignore[arg-type]


def site(lang: str = "de", **more: object) -> Site:
    return Site(dict(PEOPLE), most=100.0, lang=lang, **more)  # type: ignore[arg-type]


EXPECTED = {101: 100.0, 102: 47.06, 103: 0.0, 104: 20.59}  # of 17 points: 17, 3.5 + 4.5, 0, 3.5


@pytest.mark.parametrize("lang", ["de", "en"])
def test_moodle_takes_the_grades_and_comments(lang: str, tmp_path: Path) -> None:
    moodle = site(lang)
    assert moodle.take_worksheet(fill(put(tmp_path, sheet_text(lang)))) == 4
    assert {number: one.grade for number, one in moodle.grades.items()} == EXPECTED
    assert moodle.comments[101].startswith('<p class="grader">17/17 Punkte: ex06 8/8 · ex10 9/9. Bonus: 2.')
    assert "feedback.html" in moodle.comments[102]
    assert not moodle.comments[105]


FORMS = {
    "mark": ("utf-8-sig", ","),
    "semicolons": ("utf-8", ";"),
    "tabs in UTF-16": ("utf-16", "\t"),
    "Windows": ("cp1252", ";"),
    "every cell quoted": ("utf-8", ","),
}


@pytest.mark.parametrize("form", FORMS)
def test_all_else_stays_byte_for_byte(form: str, tmp_path: Path) -> None:
    encoding, separator = FORMS[form]
    rows = list(csv.reader(io.StringIO(sheet_text(), newline="")))
    target = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if form == "every cell quoted" else csv.QUOTE_MINIMAL
    csv.writer(target, delimiter=separator, quoting=quoting, lineterminator="\r\n").writerows(rows)
    before = target.getvalue().encode(encoding)
    sheet = tmp_path / "Bewertungsbogen.csv"
    sheet.write_bytes(before)
    after = fill(sheet)
    assert sheet.read_bytes() == before
    codec = "utf-8" if encoding == "utf-8-sig" else encoding
    assert after.startswith(before[:2])
    filled = list(csv.reader(io.StringIO(after.decode(codec), newline=""), delimiter=separator))
    assert [row[5] for row in filled[1:]] == ["100,00", "47,06", "0,00", "20,59", ""]
    empty = '""' if form == "every cell quoted" else ""
    emptied = after.decode(codec)
    for row in filled[1:5]:  # take out again what was put in
        comment = '"' + row[12].replace('"', '""') + '"'
        grade = f'"{row[5]}"' if separator == "," else row[5]
        emptied = emptied.replace(f"O{empty[:1]}{separator}{grade}", f"O{empty[:1]}{separator}{empty}", 1).replace(
            comment, empty, 1
        )
    assert emptied == before.decode(codec)
    moodle = site()
    assert moodle.take_worksheet(after, encoding=codec, separator=separator) == 4


def test_rows_that_moodle_skips_are_named_with_the_reason(tmp_path: Path) -> None:
    """As many grades as are promised are taken, and those that are not stand there."""
    old = "Freitag, 4. Dezember 2026, 08:00"
    sheet = put(
        tmp_path, sheet_text(grades={101: "100,00", 102: "10,00", 103: "5,00"}, changed={101: old, 102: old, 103: "locked"})
    )
    a_class = graded(sheet)
    files = bytes_of(MoodleWorksheet(), a_class)
    there = {101: Graded(100.0, 1.8e9), 102: Graded(10.0, 1.8e9), 103: Graded(5.0, locked=True)}
    notes = files["moodle.md"].decode()
    assert re.search(r"übergeht Moodle\n- Anna Adler: .*schon so da.*\n- Max Müller: in Moodle gesperrt", notes)
    assert re.search(r"überschreiben\n- Jürgen Berger\n", notes)
    assert re.search(r"## Verspätet\n- Jürgen Berger\n", notes)
    assert re.search(r"Nicht abgegeben\n- Bernd Fehlt\n", notes)
    said = MoodleWorksheet().said(a_class)
    assert said is not None
    assert "Moodle übernimmt daraus 2 Bewertungen (5 Zeilen)" in said.de
    assert site(grades=dict(there)).take_worksheet(files[sheet.name], overwrite=True) == 2
    careful = site(grades=dict(there))
    assert careful.take_worksheet(files[sheet.name]) == 1  # that of Berger not, as it was said
    assert careful.grades[102].grade == 10.0


def test_a_second_run_changes_its_own_comment_and_leaves_the_teachers(tmp_path: Path) -> None:
    first = fill(put(tmp_path, sheet_text().replace("-,\r\n", "-,\r\n")))
    rows = list(csv.reader(io.StringIO(first.decode(), newline="")))
    rows[1][12] = "<p>Schön!</p>" + rows[1][12]
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    again = list(csv.reader(io.StringIO(fill(put(tmp_path, target.getvalue())).decode(), newline="")))
    assert again == rows
    assert again[1][12].count('<p class="grader">') == 1


def test_words_of_a_teacher_are_no_html_and_no_formula(tmp_path: Path) -> None:
    hostile = '=HYPERLINK("http://x")<script>alert(1)</script>\x00\n'
    one = replace(complete("adler"), decision=Decision("adler", "ex10", comment=hostile))
    moodle = site()
    moodle.take_worksheet(fill(put(tmp_path, sheet_text()), book=Gradebook((one,))))
    assert "<script>" not in moodle.comments[101]
    assert "&lt;script&gt;" in moodle.comments[101]
    assert moodle.comments[101].startswith("<p")
    assert "\x00" not in moodle.comments[101]


def test_nobody_gets_a_grade_who_has_none(tmp_path: Path) -> None:
    book = Gradebook((complete("adler"),), (Problem("berger", "", Text(de="leer", en="empty")),))
    a_class = graded(put(tmp_path, sheet_text()), book)
    unread = replace(
        book, results=a_class.gradebook.results, problems=(Problem("Jürgen Berger", "", Text(de="leer", en="empty")),)
    )
    a_class = replace(a_class, gradebook=unread, students=["Anna Adler", "Jürgen Berger"])
    files = bytes_of(MoodleWorksheet(), a_class)
    moodle = site()
    assert moodle.take_worksheet(files["Bewertungsbogen.csv"]) == 1
    notes = files["moodle.md"].decode()
    assert "Ohne Bewertung\n- Jürgen Berger: nichts davon war zu beurteilen" in notes
    assert re.search(r"nicht im Download\n- Max Müller\n- Max Müller\n", notes)


def test_who_is_in_the_roster_only_has_handed_in_nothing_and_who_is_excused_needs_nothing(tmp_path: Path) -> None:
    a_class = graded(put(tmp_path, sheet_text()), Gradebook((complete("adler"),)))
    nothing = Text(de="keine Abgabe für ex10", en="nothing handed in for ex10")
    book = replace(
        a_class.gradebook,
        problems=tuple(Problem(name, "", nothing, ("ex10",)) for name in ("Bernd Fehlt", "Neu Dazu")),
        decisions=(Decision("Jürgen Berger", excused=True),),
    )
    a_class = replace(a_class, gradebook=book, students=["Anna Adler", "Bernd Fehlt", "Neu Dazu", "Jürgen Berger"])
    notes = bytes_of(MoodleWorksheet(), a_class)["moodle.md"].decode()
    assert "Nicht abgegeben\n- Bernd Fehlt\n" in notes
    assert "Ohne Bewertung\n- Jürgen Berger: entschuldigt" in notes
    assert "Neu Dazu" not in notes


def test_who_has_lost_points_by_lateness_is_named(tmp_path: Path) -> None:
    late = replace(small_result(6, "adler", Fraction(8)), late=Fraction(2))
    notes = bytes_of(MoodleWorksheet(), graded(put(tmp_path, sheet_text()), Gradebook((late,))))["moodle.md"].decode()
    assert "## Verspätet\n- Anna Adler\n- Jürgen Berger\n" in notes


def test_points_are_scaled_to_the_best_grade_and_never_beyond(tmp_path: Path) -> None:
    third = small_result(6, "adler", Fraction(16, 3))
    for most, expected in (("1", "0,67"), ("9,0", "6,0"), ("100,000", "66,667"), ("0,50", "0,33")):
        rows = csv.reader(
            io.StringIO(fill(put(tmp_path, sheet_text(most=most)), book=Gradebook((third,))).decode(), newline="")
        )
        assert list(rows)[1][5] == expected
    above = replace(small_result(6, "adler", Fraction(8)), verdicts=())
    assert above.points == 0


def test_a_scale_another_table_and_another_language_are_refused(tmp_path: Path) -> None:
    for text, words in (
        ("ID,Bewertung,Skala,Zuletzt geändert (Bewertung)\nTeilnehmer/in1,,A,-\n", "mit einer Skala bewertet"),
        ("student,ex01,total\nanna,1,1\n", "es fehlt die Spalte „id“, „bewertung“"),
        ("Identifiant,Note\nParticipant 1,2\n", "auf Deutsch oder Englisch"),
        ("", "kein Bewertungsbogen"),
        (",".join(DE) + "\n", "steht niemand"),
        (sheet_text(most="viel"), "Bestwertung (viel)"),
        (sheet_text() + "Teilnehmer/in106,x\n", "nicht so viele Zellen"),
    ):
        with pytest.raises(GraderError) as caught:
            read_worksheet(put(tmp_path, text))
        assert words in caught.value.in_("de")
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\xef\xbb\xbf\xff\xfe\x00")
    with pytest.raises(GraderError, match="cannot be read as a table"):
        read_worksheet(bad)


def test_the_worksheet_of_the_trial_is_read(tmp_path: Path) -> None:
    text = (
        "Identifier,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Höchste Bewertung,Bewertung kann geändert werden,"
        "Zuletzt geändert (Abgabe),Zuletzt geändert (Bewertung),Feedback als Kommentar\n"
        'Teilnehmer/in101,Anna Adler,a@x.at,Zur Bewertung abgegeben,,"130,00",Ja,"Freitag, 27. November 2026, 21:14",-,\n'
    )
    (person,) = read_worksheet(put(tmp_path, text, encoding="utf-8-sig")).people
    assert (person.number, person.most, person.submitted) == ("101", 130, "2026-11-27T21:14")


def test_people_without_a_number_are_known_by_name_and_e_mail_address_only_if_that_is_clear(tmp_path: Path) -> None:
    sheet = read_worksheet(put(tmp_path, sheet_text()))
    who = who_is_who(sheet, ["Adler Anna", "n102", "N103@x.at", "Max Müller", "Fremd"], {})
    assert dict(who.student) == {1: "Adler Anna", 2: "n102", 3: "N103@x.at"}
    assert "mehreren Zeilen (Nummern 103, 104)" in who.nowhere["Max Müller"].de
    assert "weder mit Namen" in who.nowhere["Fremd"].de


def test_a_number_of_somebody_else_is_not_believed(tmp_path: Path) -> None:
    """The numbers differ in each assignment: with the worksheet of another one, nobody must get a neighbour's grade."""
    sheet = read_worksheet(put(tmp_path, sheet_text()))
    swapped = {"Anna Adler": "Anna Adler_102_assignsubmission_file", "Jürgen Berger": "Jürgen Berger_909_assignsubmission_file"}
    who = who_is_who(sheet, list(swapped), swapped)
    assert not who.student
    assert "gehört im Bewertungsbogen zu Jürgen Berger" in who.nowhere["Anna Adler"].de
    with pytest.raises(GraderError, match="another assignment"):
        expect_same_assignment(sheet, list(swapped), swapped)


def test_names_may_be_spelled_as_files_can_be(tmp_path: Path) -> None:
    text = sheet_text().replace("Anna Adler", 'Anna-Lena "Anni" O\'Adler').replace("Jürgen Berger", "Berger, Jürgen Karl")
    sheet = read_worksheet(put(tmp_path, text.replace('Anna-Lena "Anni"', "Anna-Lena Anni").replace("Berger, ", "Berger ")))
    names = {
        "a": "Anna-Lena Anni OAdler_101_assignsubmission_file",
        "b": "Jürgen Berger_102_assignsubmission_file",
        "c": "Teilnehmerin_103_assignsubmission_file",
    }
    assert set(who_is_who(sheet, list(names), names).student.values()) == set(names)


def test_all_of_a_team_get_its_grade_and_its_page(tmp_path: Path) -> None:
    """The number of a team is that of its group: 102 must not be taken for the participant."""
    text = sheet_text().replace("Bewerter/in", "Gruppe")
    for name, group in (("Anna Adler", "Team_1"), ("Jürgen Berger", "Team_1"), ("Max Müller", "Team 2")):
        text = re.sub(rf"({name}.*?)Prof\. O", rf"\g<1>{group}", text, flags=re.DOTALL)
    sheet = put(tmp_path, text)
    a_class = graded(sheet)
    folders = {"Anna Adler": "Team 1_102_assignsubmission_file", "Max Müller 103": "Team 2_9_assignsubmission_file"}
    a_class = replace(a_class, folders=folders, students=list(folders))
    moodle = site()
    moodle.take_worksheet(bytes_of(MoodleWorksheet(), a_class)[sheet.name])
    assert {number: one.grade for number, one in moodle.grades.items()} == {101: 100.0, 102: 100.0, 103: 0.0, 104: 0.0}
    for platform in (moodle, OldSite(dict(PEOPLE))):
        platform.take_feedback(bytes_of(MoodleFeedback(), a_class)["feedback_moodle.zip"])
        assert platform.files.keys() == {101, 102, 103, 104}
        assert platform.files[101] == platform.files[102]
        assert b"Anna Adler" in platform.files[101]["feedback.html"]


@pytest.mark.parametrize("form", ["4.1", "4.0", "flat"])
@pytest.mark.parametrize("with_sheet", [True, False])
def test_every_page_finds_its_way_to_its_student(form: str, with_sheet: bool, tmp_path: Path) -> None:
    a_class = graded(put(tmp_path, sheet_text()) if with_sheet else None)
    ending = {"4.1": "", "4.0": "_", "flat": "_ex10.ipynb"}[form]
    folders = {student: folder + ending for student, folder in a_class.folders.items()}
    a_class = replace(a_class, folders=folders, flat=folders.keys() if form == "flat" else ())
    archive = bytes_of(MoodleFeedback(), a_class)["feedback_moodle.zip"]
    assert archive == bytes_of(MoodleFeedback(), a_class)["feedback_moodle.zip"]
    platforms = [site()] if form == "4.1" else [site(), OldSite(dict(PEOPLE))]
    for platform in platforms:
        platform.take_feedback(archive)
        assert platform.files.keys() == {101, 102, 103, 104}
        assert {name for files in platform.files.values() for name in files} == {"feedback.html"}
        assert b"Max M\xc3\xbcller 104" in platform.files[104]["feedback.html"]


def test_where_nobody_has_a_number_there_is_no_archive() -> None:
    a_class = replace(graded(None), folders={})
    assert bytes_of(MoodleFeedback(), a_class) == {}
    assert MoodleFeedback().place(a_class) is None
    said = MoodleFeedback().said(a_class)
    assert said is not None
    assert "Kein feedback_moodle.zip" in said.de


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Freitag, 27. November 2026, 21:14", "2026-11-27T21:14"),
        ("Montag, 4. Jänner 2027, 08:05", "2027-01-04T08:05"),
        ("Friday, 27 November 2026, 9:14 PM", "2026-11-27T21:14"),
        ("Friday, November 27, 2026, 12:01 AM", "2026-11-27T00:01"),
        ("1. März 2026, 00:00:59", "2026-03-01T00:00"),
        ("-", ""),
        ("", ""),
        ("31. Februar 2026, 10:00", ""),
        ("vendredi 27 novembre 2026, 21:14", "2026-11-27T21:14"),
        ("27. Brumaire 2026, 10:00", ""),
    ],
)
def test_dates_are_read_as_moodle_writes_them(text: str, iso: str) -> None:
    assert iso_of(text) == (iso if "novembre" not in text else "")
    assert is_read_by_php(text) == text.startswith("Friday")


def test_half_done_work_says_that_something_is_open(tmp_path: Path) -> None:
    moodle = site()
    moodle.take_worksheet(fill(put(tmp_path, sheet_text()), book=Gradebook((half_done("adler"),))))
    assert "Noch nicht alles ist beurteilt." in moodle.comments[101]
    assert submission("x").student == "x"
