"""CONTRIBUTING.md, "I want to add": a layout, a report, a generic mistake, an exercise, each by the file that stands there."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from grader.reports.files.document import load_schema
from tests.recipes.checkout import Checkout
from tests.recipes.contributing import commands_of, file_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the interpreter of the copy is a shell script")

FILES = dict(file_of(title) for title in ("a layout", "a report", "a generic mistake"))
EXERCISE, SOURCE = file_of("an exercise")
ANSWERS = {"anna": "error_rate = 3/8", "ben": "error_rate = 37.5", "cora": "error_rate = 5/8"}
UNSAFE = [] if sys.platform == "linux" else ["--unsafe-no-sandbox"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    copy = Checkout.at(tmp_path_factory.mktemp("checkout"))
    for path, code in FILES.items():
        (copy.folder / path).write_text(code, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def exercise(copy: Checkout) -> Path:
    """The exercise after its three commands, the author having written it after the first."""
    (new, *more) = commands_of("an exercise")
    made = copy.grade(*new)
    assert made.stdout.splitlines()[0] == EXERCISE, made.stderr
    path = copy.folder / EXERCISE
    path.write_text(SOURCE, encoding="utf-8")
    for words in more:
        done = copy.grade(*words)
        assert done.returncode == 0, done.stdout + done.stderr
    return path


@pytest.fixture(scope="module")
def gradebook(copy: Checkout, exercise: Path) -> dict[str, Any]:
    """The class as one zip per student, one of them broken."""
    folder = copy.folder / "hand_ins"
    folder.mkdir()
    for student, code in ANSWERS.items():
        with zipfile.ZipFile(folder / f"{student}.zip", "w") as archive:
            archive.writestr(f"work/{exercise.name}", script(code))
    (folder / "dino.zip").write_bytes(b"PK\x03\x04 and nothing more")
    done = copy.grade("class", "hand_ins", "--json", *UNSAFE)
    assert done.returncode == 0, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    jsonschema.validate(document, load_schema("gradebook"))
    return document


def script(code: str) -> str:
    return f"# %%\n# grader: ex91 variant 0\n\n# %%\n{code}\n"


def test_the_stub_of_the_exercise_is_there(copy: Checkout, exercise: Path) -> None:
    (stub,) = (copy.folder / "exercises").iterdir()
    assert stub.name == exercise.with_suffix(".ipynb").name
    assert "Wie groß ist der Anteil der Fehler?" in stub.read_text(encoding="utf-8")


def test_the_layout_finds_each_student_and_says_which_archive_is_broken(gradebook: dict[str, Any]) -> None:
    seen = {result["student"]: (result["points"], result["items"][0]["mistake"]) for result in gradebook["results"]}
    assert seen == {"anna": (2, None), "ben": (0, "G9"), "cora": (0, "M1")}
    ((student, text),) = {(problem["student"], problem["text"]) for problem in gradebook["problems"]}
    assert student == "dino"
    assert "dino.zip ist kein lesbares zip-Archiv" in text


def test_the_report_is_written_and_the_help_names_it(copy: Checkout, gradebook: dict[str, Any]) -> None:
    folder = copy.folder / "graded" / "hand_ins" / "check50"
    written = {path.stem: json.loads(path.read_text(encoding="utf-8"))["results"] for path in folder.iterdir()}
    assert {student: [one["passed"] for one in results] for student, results in written.items()} == {
        "anna": [True],
        "ben": [False],
        "cora": [False],
        "dino": [],
    }
    assert written["ben"][0]["cause"] == {"rationale": "Rechnest du in Prozent? 1 % ist die Zahl 0,01."}
    shown = " ".join(copy.grade("class", "--help").stdout.split())
    (named,) = re.findall(r"Ordner für die Berichte: (.*?) \[sonst", shown)
    assert "check50/" in named.split(", ")


def test_the_summary_counts_the_generic_mistake(copy: Checkout, gradebook: dict[str, Any]) -> None:
    summary = (copy.folder / "graded" / "hand_ins" / "summary.md").read_text(encoding="utf-8")
    (line,) = [line for line in summary.splitlines() if "G9" in line]
    assert "1/3" in line
    assert "Rechnest du in Prozent" in line


def test_a_student_reads_the_sentence_of_the_generic_mistake(copy: Checkout, exercise: Path) -> None:
    (copy.folder / exercise.name).write_text(script(ANSWERS["ben"]), encoding="utf-8")
    done = copy.grade(exercise.name, "--json")
    document = json.loads(done.stdout)
    jsonschema.validate(document, load_schema("result"))
    (item,) = document["items"]
    assert (item["outcome"], item["mistake"]) == ("wrong", "G9")
    assert item["feedback"] == "Rechnest du in Prozent? 1 % ist die Zahl 0,01."


def test_no_other_file_is_changed(copy: Checkout, gradebook: dict[str, Any]) -> None:
    assert copy.changed() == {*FILES, EXERCISE}
