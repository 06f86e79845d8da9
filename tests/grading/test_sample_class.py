"""The sample class gets exactly what stands beside it, and `grade class` survives what a class does to it."""

from __future__ import annotations

import csv
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from grader.answer_key.process.client import LiveKey
from grader.course import catalogue
from grader.grading import grade_submission
from grader.reports.files.document import load_schema, result_document
from grader.runner.supervisor.local import LocalExecutor
from grader.submissions.files.which_counts import take
from grader.submissions.finding.class_files import found_in
from tests.conftest import ROOT, Command
from tests.every import turn
from tests.runner.making import SHORT

CLASS = ROOT / "tests" / "class" / "hand_ins"
PREFIX = "ex06_ex10_"  # of the one file that lies in no folder
STUDENTS = {path.stem.removeprefix(PREFIX) for path in CLASS.iterdir()} | {"gustav"}


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with the dates that a clone does not keep: emil's fuller notebook is the newer one."""
    folder = tmp_path_factory.mktemp("class") / "hand_ins"
    shutil.copytree(CLASS, folder)
    os.utime(folder / "emil" / "ex10_three_steps.ipynb", (1_000_000_000, 1_000_000_000))
    (folder / "gustav").mkdir()
    return folder


def expected() -> dict[tuple[str, str], tuple[str, float, str | None]]:
    with (CLASS.parent / "expected.csv").open(newline="", encoding="utf-8") as file:
        return {
            (row["student"], row["item"]): (row["outcome"], float(row["points"]), row["mistake"] or None)
            for row in csv.DictReader(file)
        }


Verdicts = dict[tuple[str, str], tuple[str, float, str | None]]


def verdicts(document: dict[str, Any]) -> Verdicts:
    """What every item got, in a result, several, or a gradebook; a result alone names no student."""
    return {
        (result["student"], item["id"]): (item["outcome"], item["points"], item["mistake"])
        for result in document.get("results", [document])
        for item in result["items"]
    }


@dataclass(frozen=True)
class Class:
    """A class, graded once for all tests that only read what came out: the gradebook and the written files."""

    gradebook: dict[str, Any]
    folder: Path


@pytest.fixture(scope="module")
def graded(class_folder: Path, tmp_path_factory: pytest.TempPathFactory, command_in: Command) -> Class:
    here = tmp_path_factory.mktemp("graded")
    ran = command_in("class", str(class_folder), "--json", "--csv-style", "de", cwd=here)
    assert ran.status == 0, ran.err
    return Class(json.loads(ran.out), here / "graded" / "hand_ins")


@pytest.fixture(scope="module")
def gradebook(graded: Class) -> dict[str, Any]:
    return graded.gradebook


def test_the_class_gets_what_is_expected(gradebook: dict[str, Any]) -> None:
    import jsonschema

    jsonschema.validate(gradebook, load_schema("gradebook"))
    assert verdicts(gradebook) == expected()


def test_all_are_there_and_what_is_odd_is_said(gradebook: dict[str, Any]) -> None:
    said = [(problem["student"], problem["file"]) for problem in gradebook["problems"] if problem["file"]]
    assert sorted(said) == [
        ("dora", "dora/ex10_three_steps.ipynb"),
        ("emil", "emil/ex10_three_steps.ipynb"),
        ("gustav", "gustav"),
        ("rosa", "rosa/ex06_omega.ipynb"),
        ("vera", "vera/ex06_omega.ipynb"),
        ("vera", "vera/ex10_three_steps.ipynb"),
    ]
    everybody = {result["student"] for result in gradebook["results"]} | {one["student"] for one in gradebook["problems"]}
    assert everybody == STUDENTS


def test_a_zip_gives_the_same_as_the_folder(class_folder: Path, gradebook: dict[str, Any], command: Command) -> None:
    archive = class_folder.parent / "class.zip"
    # without cem, whose endless loop is tried again each time; others take turns, as grading costs most of it, beside
    # three in whose company a file that lies in no folder is still one of a class
    there = {path.stem.removeprefix(PREFIX): path for path in class_folder.iterdir()}
    today = {"otto", "quirin", "vera", *turn(sorted(there.keys() - {"cem"}), 8)}
    with ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        for student in sorted(today):
            for path in (there[student], *sorted(there[student].rglob("*"))):
                zipped.write(path, path.relative_to(class_folder.parent))
    ran = command("class", str(archive), "--json")
    assert ran.status == 0, ran.err
    document = json.loads(ran.out)
    assert verdicts(document) == {place: one for place, one in verdicts(gradebook).items() if place[0] in today}
    # but for who lacks which exercise: that depends on what all of them hand in
    said = [[str(one) for one in book["problems"] if one["file"] and one["student"] in today] for book in (document, gradebook)]
    assert sorted(said[0]) == sorted(said[1])


def test_alone_and_in_class_the_verdicts_are_the_same(class_folder: Path, gradebook: dict[str, Any], key: LiveKey) -> None:
    """Each file through the pipeline by itself, as `grade FILE` does; one is graded by the command, below."""
    in_class = verdicts(gradebook)
    slugs = {source.id: source.slug for source in catalogue.sources(ROOT)}
    handed_in = ("ex06", "ex10")
    names = {one: [item.name for item in key.exercise(one).items] if one in handed_in else [] for one in slugs}
    with found_in(class_folder, slugs) as found:
        hand_ins = found.hand_ins  # the files of a folder stay where they are
    with LocalExecutor(limits=SHORT) as executor:
        for hand_in in turn(hand_ins, 10):
            if hand_in.name == "emil/ex10_three_steps_neu.ipynb":  # not the one that counts
                continue
            with executor.session() as session:
                taken = take([session.read_file(hand_in, names)])
            for submission in taken.submissions:
                alone = result_document(grade_submission.grade(submission, key, executor), lang="de")
                for item in alone["items"]:
                    actual = (item["outcome"], item["points"], item["mistake"])
                    assert actual == in_class[hand_in.student, item["id"]], (hand_in.name, item["id"])


def test_the_command_alone_gives_the_same(class_folder: Path, gradebook: dict[str, Any], command: Command) -> None:
    ran = command(str(class_folder / "ben" / "EX10 (2).ipynb"), "--json")
    in_class = verdicts(gradebook)
    for (_, item), verdict in verdicts(json.loads(ran.out)).items():
        assert verdict == in_class["ben", item]


def test_grades_pages_and_summary_are_written(graded: Class) -> None:
    assert {path.stem for path in (graded.folder / "feedback").glob("*.html")} == STUDENTS
    with (graded.folder / "grades.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert [row[0] for row in rows[1:]] == sorted(STUDENTS)
    assert "M1" in (graded.folder / "summary.md").read_text(encoding="utf-8")
    page = (graded.folder / "feedback" / "ben.html").read_text(encoding="utf-8")
    assert "Folgefehler" in page
    assert "<strong>8/40</strong>" in page  # as in grades.csv: what was not handed in counts, too


def test_the_table_fits_the_terminal(class_folder: Path, command: Command, tmp_path: Path) -> None:
    for student in ("ben", "otto", "vera"):
        shutil.copytree(class_folder / student, tmp_path / "few" / student)
    ran = command("class", "few", COLUMNS="80")
    assert ran.status == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert all(words in ran.out for words in ("ben", "otto", "vera", "Nicht abgegeben", "Abschottung: stark"))


def test_reports_do_not_land_among_the_hand_ins(class_folder: Path, command: Command) -> None:
    ran = command("class", str(class_folder), "--out", str(class_folder / "graded"))
    assert ran.status == 2
    assert "--out" in ran.err
    assert not (class_folder / "graded").exists()


def test_a_folder_without_hand_ins_is_said(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = command("class", "empty")
    assert ran.status == 2
    assert "keine Abgaben" in ran.err
