"""Sample trees: what the folder layout finds, what it ignores, what it reports."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from grader.errors import NoSubmission
from grader.submissions.files.file_names import printable, student_id
from grader.submissions.files.files import Bytes, read_file
from grader.submissions.finding.class_files import layout_of
from grader.submissions.finding.whose import student_of_file
from tests.every import each
from tests.submissions.finding import SLUGS, find, grow, names


def found(root: Path) -> list[tuple[str, str]]:
    return names(find(root))


def test_one_folder_per_student(tmp_path: Path) -> None:
    grow(tmp_path, "anna/ex10.ipynb", "anna/tief/ex06.py", "Müller Bert/ex10_three_steps.ipynb", "anna/notes.txt")
    assert found(tmp_path) == [
        ("Müller Bert", "Müller Bert/ex10_three_steps.ipynb"),
        ("anna", "anna/ex10.ipynb"),
        ("anna", "anna/tief/ex06.py"),
    ]


def test_one_file_per_student(tmp_path: Path) -> None:
    grow(tmp_path, "anna_ex10.ipynb", "ex10_three_steps_bert.py", "carla.ipynb", "dora_ex10.pdf", "grades.csv")
    assert found(tmp_path) == [("anna", "anna_ex10.ipynb"), ("bert", "ex10_three_steps_bert.py"), ("carla", "carla.ipynb")]
    (problem,) = find(tmp_path).problems
    assert (problem.student, problem.file) == ("dora", "dora_ex10.pdf")


def test_everything_before_moodles_mark_is_the_person(tmp_path: Path) -> None:
    grow(
        tmp_path,
        "Anna Huber_1234567_assignsubmission_file/ex10.ipynb",
        "Anna Huber_1234567_assignsubmission_onlinetext/onlinetext.html",
        "Ben Mayr_12_assignsubmission_file_/ex10.ipynb",
        "Ben Mayr_12_assignsubmission_file_Meine Abgabe.ipynb",
        "Ben Mayr_12_assignsubmission_file_Ergebnisse.pdf",
        "Carla_31_assignsubmission_file_ex10_three_steps.ipynb",
        "Carla_31_assignsubmission_onlinetext_onlinetext.html",
        "Dora_9_assignsubmission_file_Notizen.pdf",
        "Max_41_assignsubmission_file/ex10.ipynb",
        "Max_42_assignsubmission_file/ex10.ipynb",
    )
    found = find(tmp_path)
    assert sorted(names(found)) == [
        ("Anna Huber", "Anna Huber/ex10.ipynb"),
        ("Ben Mayr", "Ben Mayr/Meine Abgabe.ipynb"),
        ("Ben Mayr", "Ben Mayr/ex10.ipynb"),
        ("Carla", "Carla/ex10_three_steps.ipynb"),
        ("Max 41", "Max 41/ex10.ipynb"),
        ("Max 42", "Max 42/ex10.ipynb"),
    ]
    assert {problem.student for problem in found.problems} == {"Anna Huber", "Ben Mayr", "Carla", "Dora"}


def test_all_that_lies_beside_the_work_is_named_once(tmp_path: Path) -> None:
    grow(tmp_path, "anna/ex10.ipynb", "anna/bild.png", "bert/ex10.ipynb", "bert/Lösung.pdf", "bert/b.docx", "bert/x.csv")
    problems = find(tmp_path).problems
    assert [(one.student, one.minor, one.text.de.partition(": ")[2].partition(". Beur")[0]) for one in problems] == [
        ("anna", True, "bild.png"),
        ("bert", False, "Lösung.pdf, b.docx"),
        ("bert", True, "x.csv"),
    ]


def test_checkpoints_and_hidden_files_are_ignored(tmp_path: Path) -> None:
    rubbish = (
        "anna/.ipynb_checkpoints/ex10-checkpoint.ipynb",
        "anna/.hidden.py",
        "__MACOSX/anna/._ex10.ipynb",
        ".git/x.py",
        "anna/__pycache__/x.py",
    )
    grow(tmp_path, "anna/ex10.ipynb", *rubbish)
    assert found(tmp_path) == [("anna", "anna/ex10.ipynb")]


def test_who_handed_in_nothing_is_a_problem(tmp_path: Path) -> None:
    grow(tmp_path, "anna/", "bert/ex10.pdf", "carla/ex10.ipynb")
    problems = find(tmp_path).problems
    assert [(one.student, one.text.de.split(":")[0].split(",")[0]) for one in problems] == [
        ("anna", "Nichts abgegeben"),
        ("bert", "Kein Notebook und kein Skript abgegeben"),
    ]


def test_a_folder_that_lies_too_deep_is_said(tmp_path: Path) -> None:
    grow(tmp_path, "anna/1/2/3/4/ex10.py", "bert/1/2/3/4/5/ex10.py")
    result = find(tmp_path)
    assert [one.name for one in result.hand_ins] == ["anna/1/2/3/4/ex10.py"]
    assert [(one.student, one.file) for one in result.problems] == [("bert", "bert/1/2/3/4/5")]


def test_work_beside_whole_environments_is_found_and_they_are_one_line(tmp_path: Path) -> None:
    grow(
        tmp_path,
        *(f"anna/env/lib/x{number:03}.py" for number in range(600)),
        "anna/meins/pyvenv.cfg",
        "anna/meins/lib/ex06.py",
        "anna/node_modules/ex06.py",
        "anna/ex10.py",
        "anna/tief/ex06.py",
        "bert/grader-main/solutions/ex10_three_steps.py",
        "bert/grader-main/grader/model.py",
        "bert/grader-main/exercises/ex10_three_steps.py",
    )
    assert found(tmp_path) == [
        ("anna", "anna/ex10.py"),
        ("anna", "anna/tief/ex06.py"),
        ("bert", "bert/grader-main/exercises/ex10_three_steps.py"),
    ]
    said = {one.student: one.text.en for one in find(tmp_path).problems}
    assert all(name in said["anna"] for name in ("env", "meins", "node_modules"))
    assert "solutions" in said["bert"]


def test_the_limits_are_each_persons_own(tmp_path: Path) -> None:
    grow(tmp_path, *(f"anna/x{number:03}.py" for number in range(7)), "anna/ex10.ipynb", "bert/ex10.py")
    result = find(tmp_path, files=4)
    assert [student for student, _ in names(result)] == ["anna"] * 4 + ["bert"]
    assert names(result)[0] == ("anna", "anna/ex10.ipynb")  # what is named like work is looked at first
    (problem,) = result.problems
    assert (problem.student, "(4)" in problem.text.en) == ("anna", True)


def test_a_folder_that_may_not_be_entered_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(tmp_path, "anna/ex10.py", "bert/ex10.py", "carla/closed/ex10.py", "carla/ex06.py")
    closed = {str(tmp_path / "bert"), str(tmp_path / "carla" / "closed")}
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) not in closed)  # root may enter everything
    assert found(tmp_path) == [("anna", "anna/ex10.py"), ("carla", "carla/ex06.py")]
    problems = find(tmp_path).problems
    assert [(one.file, "chmod" in one.text.en) for one in problems] == [("bert", True), ("carla/closed", True)]


@pytest.mark.skipif(sys.platform == "win32", reason="no links and FIFOs there")
def test_links_fifos_and_folders_are_refused_and_never_waited_for(tmp_path: Path) -> None:
    grow(tmp_path, "anna/ex10.ipynb", "bert/ex06.ipynb/", "secret.txt")
    os.symlink(tmp_path / "secret.txt", tmp_path / "anna" / "ex06.py")
    os.symlink(tmp_path / "anna", tmp_path / "carla")
    os.mkfifo(tmp_path / "anna" / "ex01.ipynb")
    result = find(tmp_path)
    assert [one.name for one in result.hand_ins] == ["anna/ex10.ipynb"]
    assert sorted(one.file for one in result.problems) == ["anna/ex01.ipynb", "anna/ex06.py", "bert/ex06.ipynb", "carla"]
    for name in ("anna/ex01.ipynb", "anna/ex06.py", "bert/ex06.ipynb", "missing.py"):
        assert not isinstance(read_file(tmp_path / name), Bytes)


NAMESAKES = [
    ("anna.", "the dot at the end goes"),
    ("anna\u200b", "characters that nobody sees go"),
    ("ANNA", "one file on many disks"),
    ("an\nna", "so do line ends"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize(("folder", "why"), NAMESAKES, ids=[row[1] for row in NAMESAKES])
def test_a_folder_that_is_called_like_somebody_elses_takes_no_place_of_theirs(tmp_path: Path, folder: str, why: str) -> None:
    try:
        grow(tmp_path, "anna/ex10.py", f"{folder}/ex10.py")
    except FileExistsError:
        pytest.skip("this disk takes both names for one")
    result = find(tmp_path)
    students = {one.path.parent.name: one.student for one in result.hand_ins}
    assert len({student.casefold() for student in students.values()}) == 2, why
    (problem,) = result.problems
    assert problem.student in students.values()
    assert problem.student.startswith(("anna-", "ANNA-"))
    if folder != "ANNA":
        assert students["anna"] == "anna"


def test_one_who_writes_the_own_name_in_two_ways_is_one(tmp_path: Path) -> None:
    grow(tmp_path, "Anna_ex10.py", "anna_ex06.py")
    assert {student for student, _ in found(tmp_path)} == {"Anna"}


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoSubmission):
        layout_of(tmp_path / "missing")


def test_a_file_has_a_digest_and_a_limit(tmp_path: Path) -> None:
    grow(tmp_path, "a.py")
    content = read_file(tmp_path / "a.py")
    assert isinstance(content, Bytes)
    assert (content.data, content.digest) == (b"a = 1", hashlib.sha256(b"a = 1").hexdigest())
    with open(tmp_path / "big.py", "wb") as file:
        file.truncate(6 << 20)
    with open(tmp_path / "sparse.ipynb", "wb") as file:
        file.truncate(1 << 40)
    assert not isinstance(read_file(tmp_path / "big.py"), Bytes)
    assert not isinstance(read_file(tmp_path / "sparse.ipynb"), Bytes)


STUDENTS = [
    ("anna", "anna"),
    ("Müller", "Müller"),
    ("a\nb\x1b[31m", "ab[31m"),
    ("a\u202eb\u200b", "ab"),
    (" .. ", "student-"),
    ("x" * 300, "x" * 60 + "-"),
]


@each(("name", "start"), STUDENTS)
def test_a_students_name_cannot_mislead(name: str, start: str) -> None:
    assert student_id(name).startswith(start)
    assert len(student_id(name)) <= 100


def test_a_file_name_is_shown_without_what_misleads(tmp_path: Path) -> None:
    grow(tmp_path, "anna/ex10\x1b[2J\u202e.py", "anna/ex06.p")
    assert found(tmp_path) == [("anna", "anna/ex10?[2J?.py")]
    assert printable("ex\udcff\n10") == "ex??10"


FILES = [
    ("anna_ex10", "anna"),
    ("ex10-anna-maria (2)", "anna-maria"),
    ("Kopie von ex10_three_steps_anna", "anna"),
    ("ex10", "ex10"),
    ("Ex 10 Müller", "Müller"),
    ("ex10_three_steps_Max Müller", "Max Müller"),
    ("eloise_ex10_three-steps (1)", "eloise"),
    ("ex10_three_steps", "ex10_three_steps"),
    ("anna gradient", "anna gradient"),
    ("dora_ex10-Copy1", "dora"),
    ("ex10_dora - Kopie (2)", "dora"),
    ("dora_ex10_copy", "dora"),
    ("Copyra_ex10", "Copyra"),
]


@each(("stem", "student"), FILES)
def test_a_file_name_without_its_exercise_is_the_student(stem: str, student: str) -> None:
    assert student_of_file(stem, SLUGS) == student
