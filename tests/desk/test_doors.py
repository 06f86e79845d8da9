"""From a download to Moodle and to other programs, by the command, and what is refused before anything is graded."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Command, Ran
from tests.reports.moodle_site import Site

ANSWERS = {
    "Anna Huber_1234501": 'derivative = "2w - 6"\nlimit_value = 3\n',
    "Jürgen Öz_1234508": "derivative = 0\nlimit_value = 0\n",
}
HEADER = (
    "ID,Vollständiger Name,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,Zuletzt geändert (Abgabe),"
    "Zuletzt geändert (Bewertung),Feedback als Kommentar\r\n"
)
ROW = 'Teilnehmer/in{},{},{},,"{}",Ja,"Freitag, 27. November 2026, 21:14",-,\r\n'
PEOPLE = {1234501: "Anna Huber", 1234508: "Jürgen Öz", 1234515: "Bernd Fehlt"}


@pytest.fixture
def download(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "4a-Übung-10-77.zip", "w") as archive:
        for who, code in ANSWERS.items():
            archive.writestr(f"{who}_assignsubmission_file/ex10.py", f"# grader: ex10 variant 0\n{code}")
    rows = [
        ROW.format(number, name, "Keine Abgabe" if "Fehlt" in name else "Zur Bewertung abgegeben", "100,00")
        for number, name in PEOPLE.items()
    ]
    (tmp_path / "Bewertungen.csv").write_bytes(("\ufeff" + HEADER + "".join(rows)).encode())
    return tmp_path / "4a-Übung-10-77.zip"


def grade(command: Command, download: Path, *options: str) -> Ran:
    return command("class", str(download), *options, "--out", "out", cwd=download.parent)


def test_grades_comments_and_pages_come_back_to_moodle(command: Command, download: Path) -> None:
    ran = grade(command, download, "--moodle", "Bewertungen.csv", "--report", "xlsx,junit")
    assert ran.status == 0, ran.err
    assert "Gelesen als: Moodle-Download" in ran.err
    assert "Moodle übernimmt daraus 2 Bewertungen (3 Zeilen)." in ran.err
    assert "Nicht abgegeben: Bernd Fehlt" in ran.err
    out = download.parent / "out"
    names = {path.name for path in out.iterdir()}
    assert names >= {"Bewertungen.csv", "moodle.md", "feedback_moodle.zip", "grades.xlsx", "junit.xml", "grades.csv"}
    with (out / "grades.csv").open(encoding="utf-8", newline="") as file:
        points = {row["student"]: float(row["total"]) / float(row["max_points"]) for row in csv.DictReader(file)}
    site = Site(PEOPLE, most=100.0)
    assert site.take_worksheet((out / "Bewertungen.csv").read_bytes().removeprefix(b"\xef\xbb\xbf")) == 2
    assert {PEOPLE[number]: one.grade for number, one in site.grades.items()} == {
        name: pytest.approx(100 * share, abs=0.005) for name, share in points.items()
    }
    assert points["Anna Huber"] > points["Jürgen Öz"]
    site.take_feedback((out / "feedback_moodle.zip").read_bytes())
    assert site.files[1234501]["feedback.html"] == (out / "feedback" / "Anna Huber.html").read_bytes()
    assert site.files.keys() == {1234501, 1234508}


def test_when_something_came_is_told_by_the_worksheet(command: Command, download: Path) -> None:
    ran = grade(command, download, "--moodle", "Bewertungen.csv", "--due", "2026-11-26", "--late", "per_day=50%")
    assert ran.status == 0, ran.err
    with (download.parent / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        late = {row["student"]: float(row["late"]) for row in csv.DictReader(file)}
    assert late["Anna Huber"] > 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--moodle", "other.csv"), "gehört zu einer anderen Aufgabe"),
        (("--moodle", "scale.csv"), "mit einer Skala bewertet"),
        (("--moodle", "out/Bewertungen.csv"), "an seine eigene Stelle"),
        (("--moodle", "grades.csv"), "oder an die eines Berichts"),
        (("--report", "word"), "--report: Es gibt keinen Bericht „word“"),
        (("--layout", "mudel"), "Es gibt kein Layout „mudel“"),
        (("--layout", "canvas"), "Das sieht nicht aus wie Canvas-Download"),
    ],
)
def test_a_slip_is_said_before_anything_is_graded(
    options: tuple[str, ...], said: str, command: Command, download: Path
) -> None:
    here = download.parent
    sheet = (here / "Bewertungen.csv").read_text(encoding="utf-8-sig")
    (here / "other.csv").write_text(HEADER + ROW.format(1, "Zoe Zett", "Keine Abgabe", "100,00"), encoding="utf-8")
    (here / "scale.csv").write_text(sheet.replace("Bestwertung", "Skala"), encoding="utf-8")
    (here / "grades.csv").write_text(sheet, encoding="utf-8")
    (here / "out").mkdir()
    (here / "out" / "Bewertungen.csv").write_text(sheet, encoding="utf-8")
    ran = grade(command, download, *options)
    assert ran.status == 2
    assert said in ran.err
    assert {path.name for path in (here / "out").iterdir()} == {"Bewertungen.csv"}
    assert (here / "out" / "Bewertungen.csv").read_text(encoding="utf-8") == sheet


def test_reports_and_layout_may_stand_in_the_course_file(command: Command, download: Path) -> None:
    here = download.parent
    (here / "course.toml").write_text('reports = ["nbgrader"]\nlayout = "moodle"\nmoodle = "Bewertungen.csv"\n', "utf-8")
    ran = grade(command, download)
    assert ran.status == 0, ran.err
    lines = list(csv.reader(io.StringIO((here / "out" / "nbgrader.csv").read_text(encoding="utf-8"))))
    assert [line[3] for line in lines[1:]] == ["Anna Huber", "Jürgen Öz"]
    assert lines[1][2] == "2026-11-27 21:14"
    assert (here / "out" / "Bewertungen.csv").is_file()
