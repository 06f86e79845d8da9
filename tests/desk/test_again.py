"""What was stored is graded again: `grade verify` tells whether it is the same, `grade regrade` who gains and who loses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sqlalchemy import text

from grader.desk.gradebook.forgetting import forget
from grader.desk.gradebook.store import GradebookStore
from grader.model import Decision
from grader.reports.files.document import load_schema
from tests.conftest import ROOT, Command, Ran

RIGHT = "derivative = '2*w - 6'\nsteps = [1.5, 2.25, 2.625]\nlosses = [2.25, 0.5625, 0.140625]\n"
WRONG = "derivative = '3*w - 9'\nsteps = [1.5, 2.25, 2.625]\nlosses = [0, 0, 0]\n"


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


def corrected(desk: Desk) -> Desk:
    """Now the derivative is 3(w - 3): anna's was right, ben's is."""
    source = desk.folder / "course" / "solutions" / "ex10_three_steps.py"
    before = source.read_text(encoding="utf-8")
    after = before.replace("    return 2 * (w - m)\n", "    return 3 * (w - m)\n", 1)
    assert after != before
    source.write_text(after, encoding="utf-8")
    return desk


def regraded(desk: Desk, *options: str, status: int = 0) -> dict[str, Any]:
    ran = desk.run("regrade", "--gradebook", "book.sqlite", "--json", "--jobs", "1", *options)
    assert ran.status == status, ran.err
    document: dict[str, Any] = json.loads(ran.out)
    jsonschema.validate(document, load_schema("regrade"))
    return document


def points(desk: Desk) -> dict[str | None, float]:
    with desk.book() as book:
        return {one.result.submission.student: float(one.result.points) for one in book.latest()}


def test_where_nothing_has_changed_nothing_is_graded_again(graded: Desk) -> None:
    document = regraded(graded)
    assert (document["graded"], document["unchanged"], document["changes"]) == (0, 2, [])


def test_a_corrected_exercise_shows_who_gains_and_who_loses_and_why_before_it_counts(desk: Desk) -> None:
    before = points(corrected(desk))
    ran = desk.run("regrade", "--gradebook", "book.sqlite", "--jobs", "1")
    assert ran.status == 0, ran.err
    loses, gains = ran.out.strip().split("\n\n")
    assert loses.startswith("Loses (1)\n  anna, ex10: 5 → 4\n    ex10.a: right 1 → not yet 0 – ")
    assert gains.startswith("Gains (1)\n  ben, ex10: 3 → 4\n    ex10.a: not yet 0 → right 1 (before: Substitute w = 3")
    assert "2 graded again, 0 unchanged since the last time: 1 gain, 1 lose. Nothing is stored" in ran.err
    assert points(desk) == before

    document = regraded(desk, "--apply")
    assert (document["applied"], [one["after"] - one["before"] for one in document["changes"]]) == (True, [-1, 1])
    assert points(desk) == {"anna": 4.0, "ben": 4.0}
    assert regraded(desk)["unchanged"] == 2
    status, result = desk.verify("anna")  # the receipt of then is genuine, and no longer what is judged
    assert (status, result["status"], result["changed_since"], result["items"]) == (1, "differs", True, ["ex10.a"])


def test_nobody_loses_with_never_lower_however_often_it_is_graded(desk: Desk) -> None:
    document = regraded(corrected(desk), "--never-lower", "--apply")
    assert [(one["student"], one["before"], one["after"], one["kept"]) for one in document["changes"]] == [
        ("anna", 5, 5, True),
        ("ben", 3, 4, False),
    ]
    with desk.book() as book:
        (decision,) = book.decisions()
    assert (decision.student, decision.item, decision.points, "you keep your points" in decision.comment) == (
        *("anna", "ex10.a", 1),
        True,
    )
    ran = desk.run("class", "hand_ins", "--gradebook", "book.sqlite", "--jobs", "1", "--json")
    shown = {one["student"]: one["points"] for one in json.loads(ran.out)["results"]}
    assert shown == {"anna": 5, "ben": 4}


def test_decisions_survive_and_are_part_of_both_sides(desk: Desk) -> None:
    decision = Decision("anna", "ex10", "ex10.a", points=Fraction(1), comment="passt")
    with desk.book() as book:
        book.decide(decision)
    document = regraded(corrected(desk), "--never-lower", "--apply")
    assert [one["student"] for one in document["changes"]] == ["ben"]
    with desk.book() as book:
        assert book.decisions() == (decision,)


def test_what_cannot_be_graded_any_more_stays_and_is_named(desk: Desk) -> None:
    solutions = desk.folder / "course" / "solutions"
    (solutions / "ex10_three_steps.py").rename(solutions / "ex11_three_steps.py")
    before = points(desk)
    document = regraded(desk, "--apply", status=1)
    assert [(one["student"], one["why"]) for one in document["left"]] == [
        (name, "there is no ex10 any more") for name in ("anna", "ben")
    ]
    assert points(desk) == before
