"""A class as a zip archive: the same as the folder, and nothing in it can do more than be listed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from grader.errors import GraderError, NoSubmission, SubmissionError
from grader.submissions.files.handin import Found
from grader.submissions.finding import class_files
from grader.submissions.finding.class_files import found_in, layout_of
from grader.submissions.finding.layouts.folder import FolderLayout
from grader.submissions.finding.own_files import Opener, OwnLimits
from tests.submissions import hostile_zips
from tests.submissions.finding import SLUGS, names
from tests.submissions.hostile_zips import HAND_IN, bent, in_code_page, packed_rarely, with_mode, zipped


def find(archive: Path, **limits: int) -> Found:
    """What is found stays in the folder `into` beside the archive, to be looked at."""
    with ExitStack() as opened:
        into = archive.parent / "into"
        into.mkdir()
        return class_files.find(
            layout_of(archive).lying(archive, into, opened), SLUGS, Opener(into, opened), OwnLimits(**limits)
        )


def test_one_folder_per_student_with_content(tmp_path: Path) -> None:
    found = find(zipped(tmp_path / "class.zip", ("anna/ex10.py", b"w = 1"), "Müller Bert/ex06.ipynb", "clara/"))
    assert names(found) == [("Müller Bert", "Müller Bert/ex06.ipynb"), ("anna", "anna/ex10.py")]
    assert found.hand_ins[1].path.read_bytes() == b"w = 1"
    assert [(one.student, one.text.de) for one in found.problems] == [("clara", "Nichts abgegeben: der Ordner ist leer.")]


WRAPPED = [
    ("folders", ["class/anna/ex10.py", "class/bert/ex10.py"], ["anna", "bert"]),
    ("files", ["class/anna_ex10.py", "class/ex10_bert.py"], ["anna", "bert"]),
    ("one student alone", ["anna/ex10.py", "anna/ex06.py"], ["anna", "anna"]),
    ("alone, in two folders", ["anna/ex06/a.py", "anna/ex10/b.py"], ["anna", "anna"]),
    ("alone, with a spare copy", ["anna/ex10.py", "anna/ex10 (2).py"], ["anna", "anna"]),
    ("rubbish beside it", ["class/anna/ex10.py", "class/bert/ex10.py", "__MACOSX/class/._anna", ".DS_Store"], ["anna", "bert"]),
]


@pytest.mark.parametrize(("why", "members", "students"), WRAPPED, ids=[row[0] for row in WRAPPED])
def test_a_single_folder_around_the_class_is_seen_through(
    tmp_path: Path, why: str, members: list[str], students: list[str]
) -> None:
    archive = zipped(tmp_path / "class.zip", *members)
    assert sorted(student for student, _ in names(find(archive))) == students
    with ZipFile(archive) as opened:
        opened.extractall(tmp_path / "folder")
    with found_in(tmp_path / "folder", SLUGS) as found:
        assert sorted(one.student for one in found.hand_ins) == students


def test_what_programs_leave_behind_is_ignored(tmp_path: Path) -> None:
    rubbish = (
        "__MACOSX/anna/._ex10.py",
        "anna/.DS_Store",
        "anna/Thumbs.db",
        "anna/.ipynb_checkpoints/ex10-checkpoint.ipynb",
        "anna/__pycache__/ex10.py",
        "anna/venv/lib/big.py",
    )
    found = find(zipped(tmp_path / "class.zip", "anna/ex10.py", *rubbish))
    assert names(found) == [("anna", "anna/ex10.py")]
    (problem,) = found.problems
    assert problem.minor
    assert "__pycache__, venv" in problem.text.en


ALPHABETS = [("utf-8", "Jürgen Strauß"), ("cp437", "Jürgen Strauß"), ("utf-8", "Đurđica Łoś")]


@pytest.mark.parametrize(("page", "student"), ALPHABETS)
def test_names_come_in_utf8_or_in_the_code_page_of_dos(tmp_path: Path, page: str, student: str) -> None:
    found = find(zipped(tmp_path / "class.zip", (in_code_page(f"{student}/ex10.py", page), HAND_IN)))
    assert names(found) == [(student, f"{student}/ex10.py")]


def test_decomposed_letters_of_a_mac_are_the_same_student(tmp_path: Path) -> None:
    found = find(zipped(tmp_path / "class.zip", "Mu\u0308ller/ex10.py", "Müller/ex06.py"))
    assert {student for student, _ in names(found)} == {"Müller"}


def test_backslashes_separate_folders(tmp_path: Path) -> None:
    assert names(find(zipped(tmp_path / "class.zip", "anna\\ex10.py"))) == [("anna", "anna/ex10.py")]


NAMES = [  # the last: whose it is, as far as its folder tells
    ("../anna/ex10.py", "out of the folder", ""),
    ("anna/../../ex10.py", "out of the folder", ""),
    ("anna\\..\\..\\ex10.py", "out of the folder", ""),
    ("/etc/cron.d/ex10.py", "root of the file system", ""),
    ("\\\\server\\share\\ex10.py", "root of the file system", ""),
    ("C:\\Users\\ex10.py", "root of the file system", ""),
    ("C:ex10.py", "root of the file system", ""),
    ("anna\x1b[2J/ex10.py", "control characters", ""),
    ("anna/ex10\x1b[2J.py", "control characters", "anna"),
    ("anna/ex10\n.py", "control characters", "anna"),
    ("anna/ex10\x85.py", "control characters", "anna"),
    ("anna/NUL/ex10.py", "reserved", "anna"),
    ("anna/con.py", "reserved", "anna"),
    ("anna/lpt1 .ex10.py", "reserved", "anna"),
    ("anna./ex10.py", "dot or a space", ""),
    ("anna /ex10.py", "dot or a space", ""),
    ("anna/" * 20 + "ex10.py", "too long", "anna"),
    ("a" * 300 + "/ex10.py", "too long", ""),
    ("anna/" + "x" * 300 + ".py", "too long", "anna"),
    ("anna/" + "ü" * 150 + ".py", "too long", "anna"),
    ("Anna Huber_12_assignsubmission_file_" + "x" * 300 + ".py", "too long", "Anna Huber"),
    (("anna/ex10.py/", HAND_IN), "has content like a file", "anna"),
]


@pytest.mark.parametrize(("name", "why", "whose"), NAMES, ids=[ascii(row[0])[:30] for row in NAMES])
def test_a_name_that_leads_elsewhere_is_listed_and_written_nowhere(
    tmp_path: Path, name: str | tuple[str, bytes], why: str, whose: str
) -> None:
    before = set(Path("/").glob("etc/cron.d/*"))
    others = ("bert/ex10.py", "Anna Huber_12_assignsubmission_file_ex06.py")
    found = find(zipped(tmp_path / "class.zip", name, *others))
    assert names(found) == [("Anna Huber", "Anna Huber/ex06.py"), ("bert", "bert/ex10.py")]
    (problem,) = (one for one in found.problems if not one.minor)
    assert why in problem.text.en
    assert problem.student == whose or (not whose and problem.student.startswith("student-"))
    assert problem.student.isascii()
    assert "\x1b" not in problem.file + problem.text.de
    assert {path.name for path in tmp_path.iterdir()} == {"class.zip", "into"}
    assert {path for path in (tmp_path / "into").rglob("*") if path.is_file()} == {tmp_path / "into" / one for one in others}
    assert set(Path("/").glob("etc/cron.d/*")) == before


def test_a_name_with_a_nul_is_refused(tmp_path: Path) -> None:
    archive = bent(zipped(tmp_path / "class.zip", "anna/ex10.py_.txt"), b"ex10.py_.txt", b"ex10.py\0.txt")
    (problem,) = find(archive).problems
    assert "control characters" in problem.text.en


def test_a_name_that_windows_does_not_have_is_mended(tmp_path: Path) -> None:
    assert names(find(zipped(tmp_path / "class.zip", "anna/ex10 fertig?.py"))) == [("anna", "anna/ex10 fertig_.py")]


MEMBERS = [
    (with_mode("anna/ex10.py", 0o120777), b"/etc/passwd", 1, "link"),
    (with_mode("anna/ex10.py", 0o010644), b"", 1, "link or a device"),
    (with_mode("anna/ex10.py", 0o020644), b"", 1, "link or a device"),
    (packed_rarely("anna/ex10.py"), HAND_IN, 1, "unusual kind of compression"),
    ("anna/ex10.py", b"#", 6 << 20, "larger than 5 MB"),
    ("anna/ex10.ipynb", b"\0", 201 << 20, "larger than 200 MB"),  # not held in the memory of every process of tests
]


@pytest.mark.parametrize(("name", "content", "times", "why"), MEMBERS, ids=[row[3] for row in MEMBERS])
def test_a_member_that_is_no_plain_file_or_a_bomb_is_listed(
    tmp_path: Path, name: str, content: bytes, times: int, why: str
) -> None:
    found = find(zipped(tmp_path / "class.zip", (name, content * times), "bert/ex10.py"))
    assert names(found) == [("bert", "bert/ex10.py")]
    ((problem),) = found.problems
    assert problem.student == "anna"
    assert why in problem.text.en
    assert list((tmp_path / "into").rglob("ex10.*")) == [tmp_path / "into" / "bert" / "ex10.py"]


def test_a_member_of_a_folder_that_moodle_named_is_of_the_same_student(tmp_path: Path) -> None:
    folder = "Anna Huber_123_assignsubmission_file"
    refused = ("Carla_4_assignsubmission_file/all.zip", b"PK")
    found = find(zipped(tmp_path / "class.zip", f"{folder}/ex10.py", (f"{folder}/all.zip", b"PK"), refused, "bert/ex10.py"))
    assert [student for student, _ in names(found)] == ["Anna Huber", "bert"]
    assert [problem.student for problem in found.problems] == ["Anna Huber", "Carla"]


def test_encrypted_members_are_listed(tmp_path: Path) -> None:
    found = find(hostile_zips.encrypted(zipped(tmp_path / "class.zip", "anna/ex10.py")))
    assert [(one.student, "password" in one.text.en) for one in found.problems] == [("anna", True)]


def test_damaged_content_spoils_one_member_only(tmp_path: Path) -> None:
    archive = tmp_path / "class.zip"
    with ZipFile(archive, "w") as opened:
        opened.writestr("anna/ex10.py", b"damaged = 1")
        opened.writestr("bert/ex10.py", b"whole = 1")
    found = find(bent(archive, b"damaged = 1", b"damaged = 2"))  # the checksum says so
    assert names(found) == [("bert", "bert/ex10.py")]
    assert [(one.student, one.text.en.split(" is ")[1][:7]) for one in found.problems] == [("anna", "damaged")]


def test_a_size_that_lies_gives_no_more_than_it_claims(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "class.zip", ("anna/ex10.ipynb", os.urandom(100_000)))
    bent(archive, (100_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    found = find(archive)
    assert found.hand_ins == ()
    assert [one.student for one in found.problems] == ["anna"]


def test_what_one_person_sends_costs_nobody_else(tmp_path: Path) -> None:
    """The last of the alphabet had 0 points because the others had plots in their notebooks."""
    noise = os.urandom(60_000)
    members = [(f"student{number}/ex10.py", noise) for number in range(5)]
    members += [("anna/ex10.ipynb", noise), ("anna/ex06.ipynb", noise), ("anna/ex01.ipynb", noise)]
    found = find(zipped(tmp_path / "class.zip", *members, "zoe/ex10.py"), size=150_000)
    assert [student for student, _ in names(found)] == ["anna", "anna", *(f"student{number}" for number in range(5)), "zoe"]
    assert [(one.student, "Too much for one person" in one.text.en) for one in found.problems] == [("anna", True)]


def test_an_output_of_one_repeated_line_is_no_bomb(tmp_path: Path) -> None:
    found = find(zipped(tmp_path / "class.zip", ("anna/ex10.ipynb", b"w = nan" * 800_000), "bert/ex10.py"))
    assert [student for student, _ in names(found)] == ["anna", "bert"]
    assert not found.problems


ODD = {
    "a name that is not the UTF-8 it claims to be": lambda data, at: _put(_put(data, at + 9, b"\x08"), at + 46, b"\xff\xfe"),
    "a damaged extra field": lambda data, at: _put(data, at + 46 + len("odd/ex10.py"), b"\x01\x00\xff\x00"),
    "zip64 without its numbers": lambda data, at: _put(
        _put(data, at + 24, b"\xff" * 4), at + 46 + len("odd/ex10.py"), b"\x01\x00\x00\x00"
    ),
    "a version that does not exist": lambda data, at: _put(data, at + 6, b"\xff"),
}


def _put(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


@pytest.mark.parametrize("what", ODD)
def test_one_odd_member_costs_itself_and_not_the_archive(tmp_path: Path, what: str) -> None:
    odd = ZipInfo("odd/ex10.py")
    odd.extra = b"\x99\x99\x00\x00"
    archive = zipped(tmp_path / "class.zip", "anna/ex10.py", (odd, HAND_IN), "bert/ex10.py")
    data = archive.read_bytes()
    entry = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    assert data[entry + 46 :].startswith(b"odd/")
    archive.write_bytes(ODD[what](data, entry))
    found = find(archive)
    assert {"anna", "bert"} <= {student for student, _ in names(found)}
    assert len(names(found)) + len(found.problems) == 3


def test_twins_are_listed_and_the_first_counts(tmp_path: Path) -> None:
    twins = zipped(tmp_path / "class.zip", ("anna/ex10.py", b"first"), ("anna/ex10.py", b"second"), "anna/EX10.py", "Anna/x.py")
    found = find(twins)
    assert [one.path.read_bytes() for one in found.hand_ins] == [b"first"]
    assert [(one.student, one.file) for one in found.problems] == [
        ("anna", "anna/ex10.py"),
        ("anna", "anna/EX10.py"),
        ("Anna", "Anna/x.py"),
    ]


def test_a_file_cannot_be_a_folder_as_well(tmp_path: Path) -> None:
    found = find(zipped(tmp_path / "class.zip", "anna/ex10.py", "anna/ex10.py/ex06.py", "anna/"))
    assert (names(found), len(found.problems)) == ([("anna", "anna/ex10.py")], 1)


def test_an_archive_inside_is_read_one_level_deep(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", "Abgabe/ex06.py", ("mehr.zip", b"PK"), "__MACOSX/._x").read_bytes()
    members = (
        ("anna/all.zip", inner),
        "anna/ex10.py",
        ("bert/all.zip", inner),
        ("clara/ex10.pdf", b"%PDF"),
        ("dora/a.zip", b"PK"),
    )
    archive = zipped(tmp_path / "class.zip", *members)
    found = find(archive)
    assert names(found) == [
        ("anna", "anna/ex10.py"),
        ("anna", "anna/all.zip/Abgabe/ex06.py"),
        ("bert", "bert/all.zip/Abgabe/ex06.py"),
    ]
    assert [(one.student, one.text.en.split(".")[0]) for one in found.problems] == [
        ("anna", "Not read: mehr"),
        ("bert", "Not read: mehr"),
        ("clara", "No notebook and no script handed in, only ex10"),
        ("dora", "a"),
    ]
    with ZipFile(archive) as opened:
        opened.extractall(tmp_path / "folder")
    with found_in(tmp_path / "folder", SLUGS) as same:
        assert names(same) == names(found)
        assert same.problems == found.problems


def test_a_class_in_an_archive_in_an_archive_is_a_class(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", "class/anna/ex10.py", "class/bert/ex10.py").read_bytes()
    assert names(find(zipped(tmp_path / "class.zip", ("all.zip", inner)))) == [
        ("anna", "anna/ex10.py"),
        ("bert", "bert/ex10.py"),
    ]


def test_no_date_has_a_say(tmp_path: Path) -> None:
    info = ZipInfo("anna/ex10.py")
    archive = zipped(tmp_path / "class.zip", (info, HAND_IN))
    data = bytearray(archive.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 10), (b"PK\x01\x02", 12)):
        at = data.index(signature) + offset
        data[at : at + 4] = b"\xff\xff\xff\xff"
    archive.write_bytes(data)
    assert names(find(archive)) == [("anna", "anna/ex10.py")]


WHOLE = [
    (b"", "not a readable zip"),
    (b"%PDF-1.4 not a zip", "not a readable zip"),
    (b"PK\x05\x06" + b"\xff" * 18, "not a readable zip"),
]


@pytest.mark.parametrize(("data", "why"), WHOLE)
def test_what_is_no_archive_is_said(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "class.zip").write_bytes(data)
    with pytest.raises(SubmissionError, match=why):
        find(tmp_path / "class.zip")


def test_an_archive_of_endless_names_is_not_even_listed(tmp_path: Path) -> None:
    archive = tmp_path / "class.zip"
    with ZipFile(archive, "w", ZIP_DEFLATED) as opened:
        for number in range(300):
            opened.writestr(f"{number:05}" + "x" * 60_000, b"")
    with pytest.raises(SubmissionError, match="too many files"):
        find(archive)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on files")
@pytest.mark.parametrize("name", ["anna/ex10.py", "anna/ex10.ipynb"])
def test_a_full_disk_is_no_damaged_archive(tmp_path: Path, name: str) -> None:
    archive = zipped(tmp_path / "class.zip", ("ben/ex10.py", HAND_IN), (name, os.urandom(200_000)))
    with largest_file(100_000), pytest.raises(GraderError, match="temporary folder cannot be written") as caught:
        find(archive)
    assert not isinstance(caught.value, SubmissionError)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """A disk with little room, as far as an ordinary user can have one."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_layout_is_chosen_by_what_lies_there(tmp_path: Path) -> None:
    zipped(tmp_path / "class.zip", "anna/ex10.py")
    with found_in(tmp_path / "class.zip", SLUGS) as found:
        (hand_in,) = found.hand_ins
        assert hand_in.path.read_bytes() == HAND_IN
    assert not hand_in.path.exists()
    assert isinstance(layout_of(tmp_path), FolderLayout)
    with pytest.raises(NoSubmission, match="No folder or zip"):
        layout_of(tmp_path / "missing.zip")


def test_an_archive_with_the_numbers_of_zip64_is_read(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "class.zip", "w") as archive, archive.open(ZipInfo("anna/ex10.py"), "w", force_zip64=True) as file:
        file.write(HAND_IN)
    assert names(find(tmp_path / "class.zip")) == [("anna", "anna/ex10.py")]


def test_what_lies_five_archives_deep_is_named(tmp_path: Path) -> None:
    data = HAND_IN
    for number in range(5):
        data = zipped(tmp_path / "inner.zip", (f"{number}.zip" if number else "ex10.py", data)).read_bytes()
    found = find(zipped(tmp_path / "class.zip", ("anna/all.zip", data), "bert/ex10.py"))
    assert names(found) == [("bert", "bert/ex10.py")]
    assert [(one.student, "only 4.zip" in one.text.en) for one in found.problems] == [("anna", True)]


def test_ten_thousand_files_of_one_person_cost_nobody_else(tmp_path: Path) -> None:
    found = find(zipped(tmp_path / "class.zip", *(f"anna/f{number}.py" for number in range(10_000)), "bert/ex10.py"))
    assert [one.student for one in found.hand_ins] == ["anna"] * 500 + ["bert"]
    assert [(one.student, "(9500)" in one.text.en) for one in found.problems] == [("anna", True)]
