"""What was stored is graded again: `grade verify` tells whether it is the same, `grade regrade` who gains and who loses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sqlalchemy import text

from grader.desk.gradebook.forgetting import forget
from grader.desk.gradebook.store import GradebookStore
from grader.reports.files.document import load_schema
from tests.conftest import ROOT, Command, Ran

RIGHT = "derivative = '2*w - 6'\nsteps = [1.5, 2.25, 2.625]\nlosses = [2.25, 0.5625, 0.140625]\n"
WRONG = "derivative = '2*w'\nsteps = [1.5, 2.25, 2.625]\nlosses = [0, 0, 0]\n"


@dataclass(frozen=True)
class Desk:
    """A course of one exercise, a class of two, their gradebook and receipts; whatever a test does to its copy is its own."""

    folder: Path
    command: Command

    def run(self, *words: str) -> Ran:
        home = str(self.folder / "course")
        return self.command(*words, "--lang", "en", cwd=self.folder, GRADER_HOME=home, GRADER_CACHE=str(self.folder / "cache"))

    def book(self) -> GradebookStore:
        return GradebookStore(str(self.folder / "book.sqlite"), make=False)

    def receipt(self, student: str) -> str:
        return str(self.folder / "graded" / "hand_ins" / "receipts" / f"{student}.json")

    def verify(self, student: str) -> tuple[int, dict[str, Any]]:
        ran = self.run("verify", self.receipt(student), "--gradebook", "book.sqlite", "--json")
        document = json.loads(ran.out)
        jsonschema.validate(document, load_schema("verification"))
        return ran.status, document["results"][0]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, command_in: Command) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "course" / "solutions").mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / "ex10_three_steps.py", folder / "course" / "solutions")
    for student, code in (("anna", RIGHT), ("ben", WRONG)):
        (folder / "hand_ins" / student).mkdir(parents=True)
        (folder / "hand_ins" / student / "ex10.py").write_text(code)
    desk = Desk(folder, command_in)
    ran = desk.run("class", "hand_ins", "--gradebook", "book.sqlite", "--jobs", "1")
    assert (ran.status, "Receipts: graded/hand_ins/receipts/" in ran.err) == (0, True), ran.err
    return desk


@pytest.fixture
def desk(graded: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(graded.folder, tmp_path / "desk")
    return Desk(tmp_path / "desk", graded.command)


def edit_results(desk: Desk, change: Callable[[str], str]) -> None:
    with desk.book() as book, book.writing() as connection:
        for number, document in connection.execute(text("SELECT id, document FROM results")).all():
            connection.execute(
                text("UPDATE results SET document = :document WHERE id = :id"), {"id": number, "document": change(document)}
            )


def test_a_receipt_is_reproduced_verdict_by_verdict(graded: Desk) -> None:
    ran = graded.run("verify", graded.receipt("anna"), "--gradebook", "book.sqlite")
    assert (ran.status, "ex10: the same" in ran.err, "1 of 1 results are the same, 1 proofs" in ran.err) == (0, True, True)
    status, result = graded.verify("ben")
    assert (status, result["status"], result["changed_since"]) == (0, "reproduced", False)


def test_a_receipt_that_was_tampered_with_is_refused(graded: Desk, tmp_path: Path) -> None:
    document = json.loads(Path(graded.receipt("ben")).read_text())
    document["results"][0]["result"]["points"] += 1
    (tmp_path / "forged.json").write_text(json.dumps(document))
    ran = graded.run("verify", str(tmp_path / "forged.json"), "--gradebook", "book.sqlite")
    assert (ran.status, "was changed after it was signed" in ran.err, ran.out) == (2, True, "")


def test_a_receipt_of_another_class_is_refused(desk: Desk) -> None:
    with GradebookStore(str(desk.folder / "other.sqlite")) as other:
        other.signing_keys(make=True)
    ran = desk.run("verify", desk.receipt("anna"), "--gradebook", "other.sqlite")
    assert (ran.status, "another class's, or forged" in ran.err) == (2, True)


def test_a_verdict_that_was_changed_in_the_gradebook_is_found(desk: Desk) -> None:
    edit_results(desk, lambda document: document.replace('"outcome":"wrong"', '"outcome":"partial"'))
    status, result = desk.verify("ben")
    assert (status, result["status"], result["items"]) == (1, "differs", ["ex10.a", "ex10.c"])
    assert desk.verify("anna")[0] == 0


def test_what_the_clock_touched_is_said_to_be_not_reproducible(desk: Desk) -> None:
    edit_results(
        desk,
        lambda document: document.replace('"outcome":"wrong"', '"outcome":"timeout"').replace(
            '"reproducible":true', '"reproducible":false'
        ),
    )
    status, result = desk.verify("ben")
    assert (status, result["status"]) == (1, "not_reproducible")


def test_who_was_forgotten_has_a_genuine_receipt_and_nothing_more(desk: Desk) -> None:
    with desk.book() as book:
        forget(book, ["ben"])
    status, result = desk.verify("ben")
    assert (status, result["status"]) == (1, "forgotten")
