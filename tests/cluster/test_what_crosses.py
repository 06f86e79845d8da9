"""What crosses is JSON of known shape; what a course sends is its exercises, and nothing that is hidden."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.cluster.course_files import packed, unpack
from grader.cluster.documents import Declined, FileSent, Reply, StudentSent, Unprepared, as_text, of_bytes, to_bytes
from grader.cluster.versions import differences, versions
from grader.model import Text
from grader.storage.codec import RecordError


def test_a_course_arrives_as_it_was_without_what_is_hidden(tmp_path: Path) -> None:
    solutions = tmp_path / "here" / "solutions"
    files = {"ex90_one.py": b"x = 1\r\n", "helpers/more.py": b"", "table.bin": bytes(range(256))}
    hidden = {".class-secret": b"secret", "__pycache__/ex90_one.pyc": b"x", ".git/config": b"x"}
    for name, content in {**files, **hidden}.items():
        (solutions / name).parent.mkdir(parents=True, exist_ok=True)
        (solutions / name).write_bytes(content)
    sent = packed(tmp_path / "here")
    unpack(sent, tmp_path / "there")
    arrived = tmp_path / "there" / "solutions"
    assert {path.relative_to(arrived).as_posix(): path.read_bytes() for path in arrived.rglob("*") if path.is_file()} == files


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "solutions/../../x", ""])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name below a course"):
        unpack({name: as_text(b"x")}, tmp_path / "course")
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_records_come_back_as_they_went() -> None:
    file = FileSent("anna/ex01.py", as_text(b"\xff\x00"), "abc")
    sent = StudentSent(
        "course", "anna \udcff", (file, FileSent("b", refused=Text(de="zu groß", en="too large"))), {"ex01": (2, 9)}
    )
    assert of_bytes(StudentSent, to_bytes(sent)) == sent
    assert sent.files[0].data == b"\xff\x00"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80\x04\x95",
        b"[]",
        b'{"is": "Declined"}',
        b'{"is": "Declined", "why": 3}',
        b'{"is": "Exercise"}',
        b'{"is": "Unprepared", "address": "x", "more": 1}',
    ],
)
def test_another_shape_is_no_reply(data: bytes) -> None:
    with pytest.raises((RecordError, json.JSONDecodeError, UnicodeDecodeError)):
        of_bytes(Reply, data)


def test_replies_are_told_apart() -> None:
    for reply in (Unprepared("tls://host:1"), Declined(Text(de="nein", en="no"))):
        assert of_bytes(Reply, to_bytes(reply)) == reply


def test_versions_that_differ_are_named_with_ours() -> None:
    here = dict(versions())
    assert set(here) >= {"grader", "Python", "SymPy", "torch"}
    assert differences(here, dict(here)) == []
    assert differences(here, {**here, "SymPy": "1.0"}) == [f"SymPy 1.0 (here {here['SymPy']})"]
    assert differences(here, {}) == [f"{name} none (here {own})" for name, own in here.items() if own != "none"]
