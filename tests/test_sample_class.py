"""The sample class gets exactly what stands beside it, and `grade class` survives what a class does to it."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.reports.document import load_schema
from tests.conftest import ROOT, Command

CLASS = ROOT / "tests" / "class" / "hand_ins"


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


def test_the_class_gets_what_is_expected(class_folder: Path, command: Command, tmp_path: Path) -> None:
    import jsonschema

    ran = command("class", str(class_folder), "--json", "--out", str(tmp_path / "out"))
    assert ran.status == 0, ran.err
    gradebook = json.loads(ran.out)
    jsonschema.validate(gradebook, load_schema("gradebook"))
    actual = {
        (result["student"], item["id"]): (item["outcome"], item["points"], item["mistake"])
        for result in gradebook["results"]
        for item in result["items"]
    }
    assert actual == expected()
    said = {(problem["student"], problem["file"]) for problem in gradebook["problems"]}
    assert said == {
        ("cem", ""),
        ("dora", "dora/ex10_three_steps.ipynb"),
        ("emil", ""),
        ("emil", "emil/ex10_three_steps.ipynb"),
        ("gustav", "gustav"),
    }


def test_grades_pages_and_summary_are_written(class_folder: Path, command: Command, tmp_path: Path) -> None:
    ran = command("class", str(class_folder), "--csv-style", "de")
    assert ran.status == 0
    graded = tmp_path / "graded"
    pages = {path.stem for path in (graded / "feedback").glob("*.html")}
    assert pages == {"anna", "ben", "cem", "dora", "emil", "fritzi", "gustav"}
    with (graded / "grades.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["anna", "ben", "cem", "dora", "emil", "fritzi", "gustav"]
    assert "M1" in (graded / "summary.md").read_text(encoding="utf-8")
    assert "Folgefehler" in (graded / "feedback" / "ben.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", ["80"])
def test_the_table_fits_the_terminal(class_folder: Path, command: Command, width: str) -> None:
    ran = command("class", str(class_folder), COLUMNS=width)
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "anna" in ran.out
    assert "keine Abgabe" in ran.out


def test_alone_and_in_class_the_verdicts_are_the_same(class_folder: Path, command: Command, tmp_path: Path) -> None:
    table = expected()
    for path in sorted(class_folder.rglob("ex06*.ipynb")):
        student = path.parent.name if path.parent != class_folder else "fritzi"
        ran = command(str(path), "--json")
        document = json.loads(ran.out)
        results = document.get("results", [document])
        for item in (item for result in results for item in result["items"]):
            assert (item["outcome"], item["points"], item["mistake"]) == table[student, item["id"]]


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


def test_ctrl_c_leaves_no_half_file_and_no_process(class_folder: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "grader.cli", "class", str(class_folder), "--out", str(tmp_path / "out")],
        env={**os.environ, "GRADER_HOME": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert "nichts wurde geschrieben" in err or "nothing was written" in err
    assert not (tmp_path / "out").exists()
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
