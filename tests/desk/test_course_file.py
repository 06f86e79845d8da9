"""course.toml: what it may say, and a sentence for each slip, all of them at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from grader.course.catalogue import Source
from grader.desk.course_file import READERS, CoursePlan, find_course_file, read_course
from grader.desk.lateness import Loss
from grader.errors import GraderError
from tests.every import each

KNOWN = tuple(Source(f"ex{number:02}", f"topic-{number}", Path(f"ex{number:02}.py")) for number in range(1, 26))
ALL_IDS = ", ".join(one.id for one in KNOWN)
WHOLE = """
exercises = ["ex01-ex03", "ex10"]
timezone = "Europe/Vienna"
roster = "class.csv"
lang = "en"
csv_style = "de"
out = "reports"
gradebook = "sqlite:///grades.db"
keep = 365
moodle = "Bewertungen.csv"

[weights]
ex10 = 2
"ex01-ex02" = 0.5

[due]
ex01 = 2026-11-20
ex02 = "21.11.2026 18:00"
rest = 2026-12-18T12:00:00

[late]
per_day = "10 %"
at_most = "3 Punkte"
grace = "15 min"
"""


def course(text: str, folder: Path, **options: Any) -> CoursePlan:
    file = folder / "course.toml"
    file.write_text(text, encoding="utf-8")
    return read_course(file, options, KNOWN)


def slips(text: str, folder: Path, **options: Any) -> list[str]:
    with pytest.raises(GraderError) as error:
        course(text, folder, **options)
    assert error.value.in_("de").count("\n") == str(error.value).count("\n")
    return [line.removeprefix(f"{folder}/") for line in error.value.in_("de").splitlines()]


def test_a_whole_file(tmp_path: Path) -> None:
    read = course(WHOLE, tmp_path)
    assert read.exercises == ("ex01", "ex02", "ex03", "ex10")
    assert read.weights == {"ex10": 2, "ex01": Fraction(1, 2), "ex02": Fraction(1, 2)}
    assert (read.lang, read.csv_style, read.keep, read.gradebook) == ("en", "de", 365, "sqlite:///grades.db")
    assert read.roster == tmp_path / "class.csv"
    assert read.out == tmp_path / "reports"
    assert read.deadlines.of("ex01") == datetime(2026, 11, 20, 23, 59, 59)
    assert read.deadlines.of("ex02") == datetime(2026, 11, 21, 18)
    assert read.deadlines.of("ex10") == datetime(2026, 12, 18, 12)
    assert read.deadlines.zone == ZoneInfo("Europe/Vienna")
    rule = read.deadlines.rule
    assert (rule.kind, rule.per_day, rule.at_most) == ("per_day", Loss(Fraction(1, 10)), Loss(Fraction(3), is_share=False))
    assert rule.grace == timedelta(minutes=15)
    assert read.counts("ex02")
    assert not read.counts("ex04")


def test_the_file_of_the_manual(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "course.md").read_text(encoding="utf-8")
    shown = manual.split("```toml\n")[1].split("```")[0]
    read = course(shown, tmp_path)
    assert len(read.exercises) == 15
    assert {line.split(" = ")[0] for line in shown.splitlines()} == set(READERS)


def test_an_option_comes_before_the_file(tmp_path: Path) -> None:
    read = course(
        WHOLE, tmp_path, exercises="ex04–ex05", weights="ex04=3; ex05=1/2", due="ex04=1.2.2027; rest=2027-03-01T08:00",
        late="per_day=1 point, at_most=50%", out="elsewhere", lang=None,
    )  # fmt: skip
    assert read.exercises == ("ex04", "ex05")
    assert read.weights == {"ex04": 3, "ex05": Fraction(1, 2)}
    assert read.deadlines.of("ex04") == datetime(2027, 2, 1, 23, 59, 59)
    assert read.deadlines.of("ex05") == datetime(2027, 3, 1, 8)
    assert read.deadlines.rule.per_day == Loss(Fraction(1), is_share=False)
    assert read.out == Path("elsewhere")  # seen from where somebody types it
    assert read.lang == "en"


@each("late", ["none", "refuse"])
def test_a_rule_in_one_word(late: str, tmp_path: Path) -> None:
    assert course(f'late = "{late}"', tmp_path).deadlines.rule.kind == late
    assert course("", tmp_path, late=late).deadlines.rule.kind == late
    assert course(f'late = {{ rule = "{late}", grace = "2 Tage" }}', tmp_path).deadlines.rule.grace == timedelta(days=2)


def test_nothing_at_all_is_the_usual_course() -> None:
    assert read_course(None, {"lang": None}, KNOWN) == CoursePlan()
    assert CoursePlan().counts("ex99")


def test_all_slips_at_once_each_with_its_line(tmp_path: Path) -> None:
    text = 'exercise = "ex01"\nlang = "fr"\n[weights]\nex01 = -1\nex77 = 2\nex02 = "viel"\n'
    assert slips(text, tmp_path, keep="0") == [
        "course.toml:1: exercise: das kennt die Datei nicht; meinst du exercises?",
        "course.toml:2: lang: 'fr' ist keines von de | en.",
        "course.toml:3: weights: das Gewicht von ex01 ist negativ (-1); 0 heißt: zählt nicht.",
        f"course.toml:3: weights: Es gibt weder eine Übung noch eine Datei 'ex77'. Bekannt sind: {ALL_IDS}.",
        "course.toml:3: weights: das Gewicht von ex02 ist keine Zahl: 'viel'.",
        "--keep: erwartet werden Tage, eine ganze Zahl ab 1; da steht '0'.",
    ]


@each(
    ("text", "said"),
    [
        ("exercises = 3", "das sind keine Übungen"),
        ('exercises = ["ex01", 2]', "das sind keine Übungen"),
        ('exercises = "ex30-ex40"', "liegt keine Übung"),
        ('exercises = "ex05-ex01"', "liegt keine Übung"),
        ('exercises = ""', "nennt keine Übung"),
        ("weights = 2", "schreibe weights ="),
        ("weights = { ex01 = true }", "keine Zahl"),
        ("weights = { ex01 = nan }", "keine Zahl"),
        ("weights = { ex01 = inf }", "keine Zahl"),
        ('weights = { ex01 = 1, "ex01-ex02" = 2 }', "ex01 steht zweimal da"),
        ("due = 2026-11-31", ":1: Diesen Tag oder diese Uhrzeit gibt es nicht."),
        ('due = "31.11.2026"', "das ist kein Zeitpunkt"),
        ('due = "20.11.2026 25:00"', "das ist kein Zeitpunkt"),
        ('due = "bald"', "das ist kein Zeitpunkt"),
        ("due = 20", "das ist kein Zeitpunkt"),
        ("due = 23:59:00", "das ist kein Zeitpunkt"),
        ("due = 0206-11-20", "das Jahr 206 kann nicht stimmen"),
        ('late = "streng"', "die Regel 'streng' gibt es so nicht"),
        ("late = 3", "schreibe late ="),
        ('late = { at_most = "50 %" }', "at_most braucht per_day"),
        ('late = { per_day = 0.1 }', "per_day ist 0.1; schreibe"),
        ('late = { per_day = "120 %" }', "per_day ist mehr als alles"),
        ('late = { per_day = "-10 %" }', "per_day ist '-10 %'"),
        ('late = { per_day = "10 %", grace = 15 }', "grace ist 15; schreibe"),
        ('late = { per_day = "10 %", max = "1 Punkt" }', "„max“ kennt die Regel nicht"),
        ('late = { rule = "refuse", per_day = "10 %" }', "gibt es so nicht"),
        ('timezone = "Wien"', "die Zeitzone 'Wien' gibt es nicht"),
        ("roster = 3", "erwartet wird ein Text"),
        ("keep = true", "erwartet werden Tage"),
        ("keep = -3", "erwartet werden Tage"),
        ("csv-style = 'de'", "meinst du csv_style?"),
        ("students = 'a.csv'", "meinst du roster?"),
        ("[courses]\nx = 1", "das kennt die Datei nicht"),
        ("zzzzzz = 1", "sie kennt exercises, weights, due"),
        ("lang = de", ":1: Das ist kein TOML."),
        ("lang = 'de'\nlang = 'en'", "Etwas steht zweimal da."),
    ],
)  # fmt: skip
def test_a_slip(text: str, said: str, tmp_path: Path) -> None:
    (slip,) = slips(text, tmp_path)
    assert slip.startswith("course.toml")
    assert said in slip


def test_a_file_in_another_code(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_bytes("# für alle".encode("latin-1"))
    with pytest.raises(GraderError, match="is not UTF-8"):
        read_course(tmp_path / "course.toml", {}, KNOWN)
    with pytest.raises(GraderError, match="cannot be read"):
        read_course(tmp_path / "absent.toml", {}, KNOWN)


def test_as_a_windows_editor_saves_it(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_bytes(b'\xef\xbb\xbfexercises = "ex01"\r\nkeep = 5\r\n')
    assert read_course(tmp_path / "course.toml", {}, KNOWN).keep == 5


def test_which_file(tmp_path: Path) -> None:
    here, root = tmp_path / "here", tmp_path / "root"
    here.mkdir()
    root.mkdir()
    assert find_course_file(None, here, root) is None
    (root / "course.toml").touch()
    assert find_course_file(None, here, root) == root / "course.toml"
    (here / "course.toml").touch()
    assert find_course_file(None, here, root) == here / "course.toml"
    assert find_course_file(Path("mine.toml"), here, root) == Path("mine.toml")
