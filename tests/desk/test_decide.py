"""A whole correction: graded, decided in a table, read back, graded again – by a course file, with dates and an objection."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from grader.desk.gradebook.store import GradebookStore
from grader.model import Decision
from tests.conftest import Command, Ran

SHEET = """# grader: ex01 variant 0
from sympy import *
without_minus = -log(2)
loss = {loss}
why_minus = {why!r}
"""
COURSE = """
exercises = ["ex01", "ex02"]
weights = { ex01 = 2 }
due = 2026-11-20
late = { per_day = "1 Punkt" }
timezone = "Europe/Vienna"
gradebook = "book.sqlite"
lang = "de"
"""
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    hand_ins = {
        "anna": SHEET.format(loss="log(2)", why="weil log p negativ ist"),
        "ben": SHEET.format(loss="0.5", why="weil log p negativ ist") + f"# Einspruch ex01.b: {EVIL}\n",
        "cora": SHEET.format(loss="log(2)", why="=1+1"),
    }
    for name, text in hand_ins.items():
        (tmp_path / "hand_ins" / name).mkdir(parents=True)
        (tmp_path / "hand_ins" / name / "ex01.py").write_text(text, encoding="utf-8")
    (tmp_path / "hand_ins" / "anna" / "ex03.py").write_text("# grader: ex03 variant 0\nfirst_vanished = 746\n")
    (tmp_path / "course.toml").write_text(COURSE, encoding="utf-8")
    return tmp_path


def graded(command: Command, folder: Path, *options: str) -> Ran:
    return command("class", "hand_ins", *options, cwd=folder)


def decisions(command: Command, folder: Path, *options: str) -> Ran:
    return command("decisions", *options, cwd=folder)


def grades(folder: Path) -> dict[str, dict[str, str]]:
    text = (folder / "graded" / "hand_ins" / "grades.csv").read_text(encoding="utf-8")
    return {line["student"]: line for line in csv.DictReader(io.StringIO(text))}


def test_from_hand_ins_to_decided_grades(command: Command, folder: Path) -> None:
    first = graded(command, folder)
    assert first.status == 0, first.err
    assert "Kurs: course.toml" in first.err or f"Kurs: {folder / 'course.toml'}" in first.err
    assert "Von 3 der 3 Abgaben ist nicht bekannt, wann sie kamen" in first.err
    assert "Zählt nicht und wurde nicht beurteilt: ex03." in (folder / "graded/hand_ins/summary.md").read_text(encoding="utf-8")
    before = grades(folder)
    assert list(before["anna"])[1:3] == ["ex01", "ex02"]
    assert float(before["anna"]["total"]) == 2 * float(before["anna"]["ex01"])
    assert "marks" not in before["anna"]

    written = decisions(command, folder, "--export", "texte.csv")
    assert "2 verschiedene Texte, 0 offene Antworten, 1 Einspruch" in written.err
    lines = list(csv.DictReader(io.StringIO((folder / "texte.csv").read_text(encoding="utf-8-sig"), newline="")))
    by = {(line["Art"], line["Wer"]): line for line in lines}
    by["Text", "anna; ben"] |= {"Punkte": "1.5", "Kommentar": f"fast {EVIL}"}
    by["Einspruch", "ben"] |= {"Punkte": "1", "Kommentar": "stimmt"}
    by["Text", "cora"] |= {"Punkte": "7"}
    blank = dict.fromkeys(lines[0], "")
    lines += [
        blank | {"Art": "Abgabe", "Teil": "ex02", "Wer": "cora", "Entschuldigt": "ja"},
        blank | {"Art": "Abgabe", "Teil": "ex01", "Wer": "cora", "Abgegeben": "22.11.2026 08:00"},
    ]
    with (folder / "texte.csv").open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, lines[0], delimiter=";")
        writer.writeheader()
        writer.writerows(lines)
    assert "gibt es schon" in decisions(command, folder, "--export", "texte.csv").err
    read = decisions(command, folder, "--import", "texte.csv")
    assert "5 Entscheidungen übernommen, 0 davor schon gültig, 1 Zeile abgelehnt" in read.err
    assert "ex01.h hat höchstens 2 Textpunkte, vergeben wurden 7" in read.err
    assert read.status == 1
    assert "0 Entscheidungen übernommen, 5 davor schon gültig" in decisions(command, folder, "--import", "texte.csv").err

    with GradebookStore(str(folder / "book.sqlite"), make=False) as book:
        book.decide(Decision("anna", "ex01", "ex01.zz", comment="alt"))
    again = graded(command, folder, "--json")
    document = json.loads(again.out)
    assert document["counting"] == [
        {"exercise": "ex01", "max_points": 8, "weight": 2},
        {"exercise": "ex02", "max_points": 6, "weight": 1},
    ]
    after = grades(folder)
    assert float(after["ben"]["ex01"]) == float(before["ben"]["ex01"]) + 1
    assert (after["ben"]["marks"], after["cora"]["marks"]) == ("1.5", "0")
    assert float(after["cora"]["total_with_open_marks"]) == float(after["cora"]["total"]) + 2
    assert after["cora"]["max_points"] == "16"
    assert (after["cora"]["excused"], after["cora"]["late"]) == ("ex02", "4")  # two days of one point, which count twice
    assert float(after["cora"]["ex01"]) == float(before["cora"]["ex01"]) - 2
    assert "Deine Entscheidung zu ex01.zz wirkt nicht" in after["anna"]["problems"]
    summary = (folder / "graded/hand_ins/summary.md").read_text(encoding="utf-8")
    assert r"- `ben` ex01.b, Einspruch: \<script\>alert" in summary
    page = (folder / "graded/hand_ins/feedback/ben.html").read_text(encoding="utf-8")
    assert "Deine Lehrkraft:</strong> stimmt" in page
    assert "fast &lt;script&gt;alert(1)" in page
    assert "<script" not in page
    late = (folder / "graded/hand_ins/feedback/cora.html").read_text(encoding="utf-8")
    assert "1 Tag, 8 Stunden zu spät (2 angefangene Tage): −2 Punkte." in late


def test_wrong_use_is_said(command: Command, folder: Path) -> None:
    assert "Sag, was geschehen soll" in decisions(command, folder).err
    assert "no gradebook" in decisions(command, folder, "--export", "t.csv", "--lang", "en").err.lower()
    (folder / "course.toml").write_text("lang = 'fr'\nexercise = 1\n")
    ran = decisions(command, folder, "--export", "t.csv", "--lang", "de")
    assert ran.status == 2
    assert ran.err.count("course.toml:") == 2


def test_a_decision_stays_when_somebody_hands_in_again_and_that_is_said(command: Command, folder: Path) -> None:
    graded(command, folder)
    decisions(command, folder, "--export", "texte.csv")
    text = (folder / "texte.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    next(line for line in lines if line["Wer"] == "cora")["Punkte"] = "1"
    with (folder / "texte.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    assert decisions(command, folder, "--import", "texte.csv").status == 0
    graded(command, folder)
    assert "ex01.h" not in grades(folder)["cora"]["problems"]
    file = folder / "hand_ins" / "cora" / "ex01.py"
    file.write_text(file.read_text(encoding="utf-8").replace("=1+1", "weil der Logarithmus negativ ist"), encoding="utf-8")
    graded(command, folder)
    assert grades(folder)["cora"]["marks"] == "1"
    assert "Zu ex01.h hast du entschieden, als Antwort oder Urteil noch anders war." in grades(folder)["cora"]["problems"]
    page = (folder / "graded/hand_ins/feedback/cora.html").read_text(encoding="utf-8")
    assert "noch anders war" not in page  # that is for the teacher


def test_the_option_says_how_long_results_are_kept(command: Command, folder: Path) -> None:
    graded(command, folder)
    with GradebookStore(str(folder / "book.sqlite"), make=False) as book, book.writing() as connection:
        connection.exec_driver_sql("UPDATE results SET graded = '2020-01-01T00:00:00+00:00'")
    said = graded(command, folder, "--keep", "30").err
    assert "Von 3 Personen kam seit über 30 Tagen nichts mehr" in said
    assert "grade forget --older-than" not in graded(command, folder).err
