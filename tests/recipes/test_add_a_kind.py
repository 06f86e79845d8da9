"""CONTRIBUTING.md, "I want to add an answer kind", done in a copy of the repository: three files, and it is everywhere."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from grader.reports.files.document import load_schema
from tests.recipes.checkout import Checkout

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the interpreter of the copy is a shell script")

FILES = Path(__file__).parent / "kind"
KIND = "grader/answers/kinds/permutation.py"
SENTENCES = "grader/reading_help/sentences/permutation.py"
EXAMPLES = "tests/answers/examples/permutation.py"
EXERCISE = "solutions/ex90_step_order.py"
ANSWERS = {
    "anna": "step_order = [3, 2, 4, 1]",
    "bert": "step_order = '4 → 3 → 2 → 1'",
    "cora": "step_order = '3 2 2 1'",
    "dino": "step_order = (3, 4, 2, 1)",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    copy = Checkout.at(tmp_path_factory.mktemp("checkout"))
    for source, target in (
        ("permutation.py", KIND),
        ("sentences.py", SENTENCES),
        ("examples.py", EXAMPLES),
        ("exercise.py", EXERCISE),
    ):
        shutil.copy(FILES / source, copy.folder / target)
    return copy


@pytest.fixture(scope="module")
def graded(copy: Checkout) -> dict[str, dict[str, Any]]:
    """The item of each student, read behind the wall of this system and compared in the key worker."""
    for student, code in ANSWERS.items():
        folder = copy.folder / "hand_ins" / student
        folder.mkdir(parents=True)
        (folder / "ex90_step_order.py").write_text(f"# %%\n# grader: ex90 variant 0\n\n# %%\n{code}\n", encoding="utf-8")
    unsafe = [] if sys.platform == "linux" else ["--unsafe-no-sandbox"]
    done = copy.grade("class", "hand_ins", "--json", *unsafe)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    jsonschema.validate(document, load_schema("gradebook"))
    assert document["isolation"] in (("strong", "strict") if sys.platform == "linux" else ("limits-only", "none"))
    return {result["student"]: result["items"][0] for result in document["results"]}


def test_no_other_file_is_changed(copy: Checkout) -> None:
    assert copy.changed() == {KIND, SENTENCES, EXAMPLES, EXERCISE}


def test_answers_are_read_compared_and_told_apart(graded: dict[str, dict[str, Any]]) -> None:
    assert {item["kind"] for item in graded.values()} == {"permutation"}
    seen = {student: (item["outcome"], item["points"], item["mistake"]) for student, item in graded.items()}
    assert seen == {
        "anna": ("correct", 2, None),
        "bert": ("wrong", 0, None),
        "cora": ("invalid", 0, None),
        "dino": ("wrong", 0, "M1"),
    }
    assert graded["bert"]["understood"] == "[4, 3, 2, 1]"
    assert graded["bert"]["certificate"]["method"] == "order"


def test_the_page_says_what_the_kind_says(copy: Checkout, graded: dict[str, dict[str, Any]]) -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (copy.folder / "graded").rglob("*.html")}
    (bert,) = [text for name, text in pages.items() if "bert" in name]
    (cora,) = [text for name, text in pages.items() if "cora" in name]
    assert "an ihrem Platz stehen schon: 1 von 4" in bert
    assert "jede der Zahlen 1 bis 4 genau einmal" in cora


def test_grade_check_passes(copy: Checkout) -> None:
    done = copy.grade("check", "ex90")
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_examples_hold_and_stand_in_the_manual(copy: Checkout) -> None:
    done = copy.python(
        "from tests.answers.manual import chapter, in_order\n"
        "from tests.answers.rows import became, examples\n"
        "found = examples()\n"
        "assert in_order(found)[-1] == 'permutation', found\n"
        "rows = [(table, row) for table in found['permutation'].tables for row in table.rows]\n"
        "print(len(rows), [row for table, row in rows if became(table, row).verdict != row[1]])\n"
        "print(chapter(found['permutation'], 'de'))\n"
    )
    assert done.stdout.startswith("26 []\n## Reihenfolge (permutation)\n"), done.stdout + done.stderr
    assert "| `'2 → 3 → 1'` | ✓ | mit Pfeilen | `[2, 3, 1]` |" in done.stdout
