"""Beside grading: a student is forgotten or gets all that is stored, a gradebook is backed up and restored."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from sqlalchemy import text

from grader.desk.gradebook.backup import back_up, restore
from grader.desk.gradebook.forgetting import forget, older_than
from grader.desk.gradebook.store import GradebookStore
from grader.desk.gradebook.version import HEAD
from grader.errors import GraderError
from grader.model import Cell, Decision, Text
from grader.reports.files.document import load_schema
from grader.storage.cache import Cache
from tests.conftest import ROOT, Command
from tests.reports.samples import SECRET, half_done

NAME, CODE, SAID, COMMENT = "zacharias-quill", "wombat = 4711", "Okapi im Feedback", "Quokka-Kommentar"


def filled(place: str) -> GradebookStore:
    book = GradebookStore(place)
    run = book.begin(folder="/class", out="/graded")
    for name in (NAME, "anna"):
        result = half_done(name)
        result = replace(result, submission=replace(result.submission, cells=(Cell(1, CODE),), digest="d" * 64))
        book.record(replace(result, notes=(Text(de=SAID, en=SAID),)), version="v1", run=run)
        book.record(result, version="v1", run=run)
        book.decide(Decision(name, "ex10", "ex10.g", marks=Fraction(2), comment=COMMENT))
    return book


def test_who_is_forgotten_leaves_digests_and_nothing_else(place: str) -> None:
    with filled(place) as book:
        forget(book, [NAME])
        assert book.students() == ("anna",)
        assert len(list(book.latest())) == 1
        assert [decision.student for decision in book.decisions()] == ["anna"]
        with book.reading() as connection:
            kept = connection.execute(text("SELECT digest FROM submissions WHERE document IS NULL")).scalars().all()
            rows = connection.execute(text("SELECT uid, graded FROM results WHERE document IS NULL")).all()
        assert (kept, len(rows)) == (["d" * 64], 2)
        assert all(book.result(uid) is None for uid, _ in rows)
        assert book.record(half_done(NAME), version="v1").news == "new"  # who comes back begins anew


def test_nothing_of_the_forgotten_is_left_in_any_file(tmp_path: Path) -> None:
    place = tmp_path / "book.sqlite"
    marks = [mark.encode() for mark in (NAME, CODE, SAID, COMMENT)]
    with filled(str(place)) as book:
        with book.writing() as connection:
            connection.execute(text("DELETE FROM decisions WHERE student = 2"))
            connection.execute(text("DELETE FROM results WHERE student = 2"))
            connection.execute(text("DELETE FROM submissions WHERE student = 2"))
        before = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert all(mark in before for mark in marks)
        forget(book, [NAME])
        assert not any(mark in path.read_bytes() for path in tmp_path.iterdir() for mark in marks)


def test_as_long_as_somebody_reads_the_journal_it_is_said(tmp_path: Path) -> None:
    place = str(tmp_path / "book.sqlite")
    with filled(place) as book, GradebookStore(place) as other:
        with other.reading() as connection:
            connection.execute(text("SELECT * FROM results")).all()
            with GradebookStore(place, patience=0.1) as hasty, pytest.raises(GraderError, match=r"once more|in use"):
                forget(hasty, [NAME])
        forget(book, [])
        assert not any(NAME.encode() in path.read_bytes() for path in tmp_path.iterdir())


def test_who_has_not_come_for_long_is_found_by_what_was_graded_and_decided(book: GradebookStore) -> None:
    for name in ("anna", "ben", "carla"):
        book.record(half_done(name), version="v1")
    book.decide(Decision("ben", excused=True))
    with book.writing() as connection:
        connection.execute(text("UPDATE results SET graded = '2020-01-01T00:00:00+00:00' WHERE student < 3"))
    assert older_than(book, 365) == ("anna",)
    assert older_than(book, 365 * 100) == ()


def test_the_cache_forgets_all_but_the_seed(tmp_path: Path) -> None:
    with closing(Cache(tmp_path)) as cache:
        seed = cache.seed
        cache.put("result", CODE)
        assert any(CODE.encode() in path.read_bytes() for path in tmp_path.iterdir())
        cache.empty()
        assert cache.get("result") is None
        assert not any(CODE.encode() in path.read_bytes() for path in tmp_path.iterdir())
    with closing(Cache(tmp_path)) as cache:
        assert cache.seed == seed


def test_a_restored_backup_is_the_same_gradebook_in_this_database_or_another(place: str, tmp_path: Path) -> None:
    with filled(place) as book:
        forget(book, ["anna"])
        back_up(book, tmp_path / "backup.zip", b"secret")
        whole, decisions = list(book.latest()), book.decisions()
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "backup.zip").stat().st_mode) == 0o600
    other = str(tmp_path / "other.sqlite")
    restore(tmp_path / "backup.zip", other)
    with GradebookStore(other) as book:
        assert (list(book.latest()), book.decisions()) == (whole, decisions)
        back_up(book, tmp_path / "again.zip", None)
    with zipfile.ZipFile(tmp_path / "backup.zip") as first, zipfile.ZipFile(tmp_path / "again.zip") as second:
        tables = [name for name in first.namelist() if name.endswith(".jsonl")]
        assert len(tables) == 7
        for name in tables:
            rows = [[json.loads(line) for line in archive.read(name).splitlines()] for archive in (first, second)]
            assert [{**row, "reproducible": None} for row in rows[0]] == [{**row, "reproducible": None} for row in rows[1]]


def test_a_backup_moves_to_postgresql_and_goes_on_there(postgres: str, tmp_path: Path, place: str) -> None:
    sqlite = str(tmp_path / "from.sqlite")
    with filled(sqlite) as book:
        back_up(book, tmp_path / "backup.zip", None)
        whole = list(book.latest())
    restore(tmp_path / "backup.zip", place)
    with GradebookStore(place) as book:
        assert list(book.latest()) == whole
        assert book.record(half_done("ben"), version="v9").news == "new"
    with pytest.raises(GraderError, match="already"):
        restore(tmp_path / "backup.zip", place)


def test_a_backup_of_the_first_version_is_restored(tmp_path: Path) -> None:
    with filled(str(tmp_path / "book.sqlite")) as book:
        back_up(book, tmp_path / "backup.zip", None)
        whole = list(book.latest())
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive, zipfile.ZipFile(tmp_path / "old.zip", "w") as old:
        for name in set(archive.namelist()) - {"keys.jsonl"}:
            content = archive.read(name).decode().replace(f'"version": "{HEAD}"', '"version": "0001"')
            lines = [json.loads(line) for line in content.splitlines()]
            old.writestr(name, "".join(json.dumps({k: v for k, v in x.items() if k != "account"}) + "\n" for x in lines))
    restore(tmp_path / "old.zip", str(tmp_path / "restored.sqlite"))
    with GradebookStore(str(tmp_path / "restored.sqlite")) as book:
        assert list(book.latest()) == whole


def test_what_is_no_backup_leaves_nothing_behind(tmp_path: Path) -> None:
    with filled(str(tmp_path / "book.sqlite")) as book:
        back_up(book, tmp_path / "backup.zip", None)
        with pytest.raises(GraderError, match="is there already"):
            back_up(book, tmp_path / "backup.zip", None)
        with pytest.raises(GraderError, match="cannot be written"):
            back_up(book, tmp_path / "no" / "backup.zip", None)
    whole = (tmp_path / "backup.zip").read_bytes()
    (tmp_path / "text.zip").write_text("no archive")
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "flipped.zip").write_bytes(whole[:900] + bytes(byte ^ 255 for byte in whole[900:1000]) + whole[1000:])
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("anything", "else")
    with zipfile.ZipFile(tmp_path / "newer.zip", "w") as archive:
        archive.writestr("manifest.json", '{"format": 1, "version": "9999", "made": ""}')
    for name in ("text", "half", "flipped", "other", "missing", "newer"):
        with pytest.raises(GraderError, match=r"cannot be read as a backup|newer grade"):
            restore(tmp_path / f"{name}.zip", str(tmp_path / "restored.sqlite"))
        assert not (tmp_path / "restored.sqlite").exists(), name


def test_the_commands(command: Command, tmp_path: Path) -> None:
    course = tmp_path / "course"
    (course / "solutions").mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / "ex10_three_steps.py", course / "solutions")
    (course / "solutions" / ".class-secret").write_text("s" * 64 + "\n")
    filled(str(tmp_path / "book.sqlite")).close()
    here = ("--gradebook", "book.sqlite")

    def run(*words: str) -> tuple[int, str, str]:
        ran = command(*words, "--lang", "en", GRADER_HOME=str(course), GRADER_CACHE=str(tmp_path / "cache"))
        return ran.status, ran.out, ran.err

    assert run("backup", "safe.zip", *here)[0] == 0
    status, out, _ = run("export", NAME, *here)
    document = json.loads(out)
    jsonschema.validate(document, load_schema("export"))
    assert (status, SECRET in out, document["results"][0]["cells"]) == (0, False, [CODE])
    assert [one["comment"] for one in document["decisions"]] == [COMMENT]
    assert run("export", NAME, "--to", "z.json", *here)[0] == 0
    assert json.loads((tmp_path / "z.json").read_text()) == document

    assert "Did you mean zacharias-quill?" in run("forget", "zacharias", *here)[2]
    assert "Which gradebook?" in run("forget", NAME)[2]
    assert "Who is to be forgotten?" in run("forget", *here)[2]
    status, _, err = run("forget", NAME, *here)
    assert (status, f"This would forget {NAME}" in err) == (1, True)
    assert run("export", NAME, *here)[0] == 0
    status, _, err = run("forget", NAME, "--yes", *here)
    assert (status, f"Forgotten: {NAME}" in err) == (0, True)
    assert "knows nobody" in run("export", NAME, *here)[2]
    assert "Nothing is older than 9 days" in run("forget", "--older-than", "9", "--yes", *here)[2]

    assert "already" in run("restore", "safe.zip", *here)[2]
    (course / "solutions" / ".class-secret").write_text("t" * 64 + "\n")
    assert "another class secret" in run("restore", "safe.zip", "--gradebook", "back.sqlite")[2]
    (course / "solutions" / ".class-secret").unlink()
    status, _, err = run("restore", "safe.zip", "--gradebook", "back.sqlite")
    assert (status, err) == (0, "Restored: back.sqlite\n")
    secret = course / "solutions" / ".class-secret"
    assert (secret.read_text().strip(), stat.S_IMODE(secret.stat().st_mode)) == ("s" * 64, 0o600)
    assert run("export", NAME, "--gradebook", "back.sqlite")[:2] == (0, out)
