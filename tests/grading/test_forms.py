"""The same class as a folder, a zip, a zip in a zip and a flat download: the same people, files and grades."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from grader.runner.supervisor.remarks import told
from grader.submissions.files.files import Bytes, read_file
from grader.submissions.files.handin import ReadHandIn
from grader.submissions.files.which_counts import take
from grader.submissions.finding.class_files import found_in
from grader.submissions.parsing.reading import read
from tests.conftest import Command
from tests.every import turn
from tests.grading.forms import COUNTS, FORMS, ITEMS, PEOPLE, PLANNED, Form, write

SLUGS = {"ex06": "omega", "ex10": "three-steps", "ex23": "training-loop"}
NAMES = {
    "ex06": ["omega"],
    "ex10": ["derivative", "steps", "losses", "closed_form", "limit_value"],
    "ex23": ["loss", "train", "accuracy", "epochs", "batch"],
}
each_form = pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])


@each_form
def test_people_files_and_remarks_are_the_same(form: Form, tmp_path: Path) -> None:
    """Without running any code."""
    counted: dict[str, str] = {}
    said: dict[str, set[str]] = {}
    with found_in(write(form, tmp_path), SLUGS) as found:
        files = [(one, read_file(one.path)) for one in found.hand_ins]
        parsed = [
            ReadHandIn(one, content.digest, told(read(content.data, one.own, NAMES), one.own, NAMES))
            for one, content in files
            if isinstance(content, Bytes)
        ]
    taken = take(parsed, SLUGS)
    for submission in taken.submissions:
        counted[f"{submission.student} {submission.exercise}"] = submission.file.rpartition("/")[2]
    for problem in (*found.problems, *taken.problems):
        said.setdefault(problem.student, set()).add(problem.text.en)
    assert {*said, *(submission.student or "" for submission in taken.submissions)} == PEOPLE
    assert counted == {f"{student} ex10": file for student, (file, _) in COUNTS.items()}
    everything = {student: " ".join(texts) for student, texts in said.items()}
    for student, words in {
        "Anna Huber": ("Angabe.pdf", "onlinetext.html", "blank template, not a hand-in: ex06"),
        "Ben Mayr": ("helper.py", "test_ex10.py"),
        "Max Müller 1002": ("ex10.ipynb",),
        "Dora Öz": ("bild.png",),
        "Emil Fuchs": ("is empty",),
    }.items():
        assert all(word in everything[student] for word in words), (student, everything[student])


@pytest.mark.parametrize("form", turn(FORMS, 2), ids=lambda form: form.name)
def test_grades_are_the_same(form: Form, tmp_path: Path, command: Command) -> None:
    folder = write(form, tmp_path)
    ran = command("class", str(folder), "--json")
    assert ran.status == 0, ran.err
    document = json.loads(ran.out)
    points = {result["student"]: result["points"] for result in document["results"]}
    assert points == {student: points for student, (_, points) in COUNTS.items()}
    outcomes = {
        result["student"]: tuple(item["outcome"] for item in result["items"] if item["name"] in ITEMS)
        for result in document["results"]
    }
    assert outcomes == PLANNED
    (grades,) = tmp_path.glob("graded/*/grades.csv")
    assert grades.parent.name == folder.stem
    with grades.open(newline="", encoding="utf-8") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert set(rows) == PEOPLE
    assert (rows["Emil Fuchs"]["ex10"], rows["Emil Fuchs"]["total"]) == ("", "")  # not read: empty, never 0
    assert {row["max_points"] for row in rows.values()} == {"9"}  # nobody's blank sheet makes ex06 count
