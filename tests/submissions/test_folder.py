"""Sample trees: what the folder layout finds, what it ignores, what it reports."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from grader.errors import NoSubmission
from grader.model import Cell
from grader.submissions.files.file_names import printable, student_id
from grader.submissions.files.files import Bytes, read_file
from grader.submissions.files.handin import HandIn, Part, ReadHandIn, Reading, take
from grader.submissions.finding.class_files import find, layout_of
from grader.submissions.finding.layouts.folder import FolderLayout
from grader.submissions.finding.whose import student_of_file
from tests.every import each

SLUGS = {"ex10": "three-steps", "ex06": "gradient"}


def grow(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir() if name.endswith("/") else path.write_text("a = 1")
    return root


def found(root: Path) -> list[tuple[str, str]]:
    return [(one.student, one.name) for one in find(FolderLayout().lying(root, root), SLUGS).hand_ins]


def test_one_folder_per_student(tmp_path: Path) -> None:
    grow(tmp_path, "anna/ex10.ipynb", "anna/tief/ex06.py", "Müller Bert/ex10_three_steps.ipynb", "anna/notes.txt")
    assert found(tmp_path) == [
        ("Müller Bert", "Müller Bert/ex10_three_steps.ipynb"),
        ("anna", "anna/ex10.ipynb"),
        ("anna", "anna/tief/ex06.py"),
    ]


def test_one_file_per_student(tmp_path: Path) -> None:
    grow(tmp_path, "anna_ex10.ipynb", "ex10_three_steps_bert.py", "carla.ipynb", "dora_ex10.pdf", "grades.csv")
    assert found(tmp_path) == [("anna", "anna_ex10.ipynb"), ("carla", "carla.ipynb"), ("bert", "ex10_three_steps_bert.py")]
    (problem,) = find(FolderLayout().lying(tmp_path, tmp_path), SLUGS).problems
    assert (problem.student, problem.file) == ("dora", "dora_ex10.pdf")


def test_what_moodle_appends_to_a_name_goes(tmp_path: Path) -> None:
    grow(
        tmp_path,
        "Anna Huber_1234567_assignsubmission_file/ex10.ipynb",
        "Bert_12_assignsubmission_file_/ex10.ipynb",
        "Carla_31_assignsubmission_file_ex10_three_steps.ipynb",
        "Carla_31_assignsubmission_file_ex06.py",
        "Max_41_assignsubmission_file/ex10.ipynb",
        "Max_42_assignsubmission_file/ex10.ipynb",
    )
    students = [student for student, _ in found(tmp_path)]
    two = ["Max_41_assignsubmission_file", "Max_42_assignsubmission_file"]  # nobody may pass for the other
    assert students == ["Anna Huber", "Bert", "Carla", "Carla", *two]
    assert not find(FolderLayout().lying(tmp_path, tmp_path), SLUGS).problems


def test_a_document_beside_notebooks_is_not_passed_over(tmp_path: Path) -> None:
    grow(tmp_path, "anna/ex10.ipynb", "anna/ex10.pdf", "anna/bild.png", "bert/ex10.ipynb", "bert/Lösung.pdf", "bert/b.docx")
    (problem,) = find(FolderLayout().lying(tmp_path, tmp_path), SLUGS).problems
    assert (problem.student, problem.file) == ("bert", "bert")
    assert "Lösung.pdf, b.docx" in problem.text.de or "b.docx, Lösung.pdf" in problem.text.de


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
    problems = find(FolderLayout().lying(tmp_path, tmp_path), SLUGS).problems
    assert [(one.student, one.text.de.split(":")[0].split(",")[0]) for one in problems] == [
        ("anna", "Nichts abgegeben"),
        ("bert", "Kein Notebook und kein Skript abgegeben"),
    ]


def test_a_folder_that_lies_too_deep_is_said(tmp_path: Path) -> None:
    grow(tmp_path, "anna/1/2/3/4/ex10.py", "bert/1/2/3/4/5/ex10.py")
    result = find(FolderLayout().lying(tmp_path, tmp_path), SLUGS)
    assert [one.name for one in result.hand_ins] == ["anna/1/2/3/4/ex10.py"]
    assert [(one.student, one.file) for one in result.problems] == [("bert", "bert/1/2/3/4/5")]


def test_work_beside_a_whole_environment_is_found(tmp_path: Path) -> None:
    grow(
        tmp_path,
        *(f"anna/env/lib/x{number:03}.py" for number in range(600)),
        "anna/ex10.py",
        "anna/tief/ex06.py",
        "bert/ex10.py",
    )
    names = [name for student, name in found(tmp_path) if student == "anna"]
    assert names[:2] == ["anna/ex10.py", "anna/tief/ex06.py"]
    assert len(names) == 500
    (problem,) = find(FolderLayout().lying(tmp_path, tmp_path), SLUGS).problems
    assert "602" in problem.text.en


def test_a_folder_that_may_not_be_entered_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(tmp_path, "anna/ex10.py", "bert/ex10.py", "carla/closed/ex10.py", "carla/ex06.py")
    closed = {str(tmp_path / "bert"), str(tmp_path / "carla" / "closed")}
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) not in closed)  # root may enter everything
    assert found(tmp_path) == [("anna", "anna/ex10.py"), ("carla", "carla/ex06.py")]
    problems = find(FolderLayout().lying(tmp_path, tmp_path), SLUGS).problems
    assert [(one.file, "chmod" in one.text.en) for one in problems] == [("bert", True), ("carla/closed", True)]


@pytest.mark.skipif(sys.platform == "win32", reason="no links and FIFOs there")
def test_links_fifos_and_folders_are_refused_and_never_waited_for(tmp_path: Path) -> None:
    grow(tmp_path, "anna/ex10.ipynb", "bert/ex06.ipynb/", "secret.txt")
    os.symlink(tmp_path / "secret.txt", tmp_path / "anna" / "ex06.py")
    os.symlink(tmp_path / "anna", tmp_path / "carla")
    os.mkfifo(tmp_path / "anna" / "ex01.ipynb")
    result = find(FolderLayout().lying(tmp_path, tmp_path), SLUGS)
    assert [one.name for one in result.hand_ins] == ["anna/ex10.ipynb"]
    assert [one.file for one in result.problems] == ["anna/ex01.ipynb", "anna/ex06.py", "bert/ex06.ipynb", "carla"]
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
    result = find(FolderLayout().lying(tmp_path, tmp_path), SLUGS)
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
]


@each(("stem", "student"), FILES)
def test_a_file_name_without_its_exercise_is_the_student(stem: str, student: str) -> None:
    assert student_of_file(stem, SLUGS) == student


def _read(name: str, modified: int, digest: str = "") -> ReadHandIn:
    reading = Reading((Part("ex10", 0, (Cell(1, name),)),))
    return ReadHandIn(HandIn("anna", Path(name), name, modified), digest or name, reading)


TWO = [
    ((_read("a.py", 2), _read("b.py", 1)), "a.py", "neuer"),
    ((_read("a.py", 1), _read("b.py", 1)), "b.py", "Name entscheidet"),
    ((_read("ex10.py", 1), _read("ex10 (1).py", 1)), "ex10 (1).py", "Name entscheidet"),
    ((_read("ex10 (9).py", 1), _read("ex10 (10).py", 1)), "ex10 (10).py", "Name entscheidet"),
    ((_read("a.py", 2, "x"), _read("b.py", 1, "x")), "a.py", "denselben Inhalt"),
]


@each(("read", "chosen", "why"), TWO)
def test_of_two_files_the_newest_is_taken_and_the_other_reported(read: tuple[ReadHandIn, ...], chosen: str, why: str) -> None:
    taken = take(read)
    assert [one.file for one in taken.submissions] == [chosen]
    (problem,) = taken.problems
    assert why in problem.text.de
    assert chosen in problem.text.de
    assert problem.file != chosen
