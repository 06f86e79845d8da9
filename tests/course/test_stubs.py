"""Stubs: valid notebooks, always the same, with nothing of the reference in them."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from markdown_it import MarkdownIt

from grader.answer_key.process.client import LiveKey
from grader.answer_key.services.squeezed import squeeze, standing_in
from grader.course import stubs
from grader.course.catalogue import sources
from grader.model import Lang
from grader.time_limits import COMPUTING
from tests.conftest import ROOT, Command
from tests.every import each, turn

IDS = [source.id for source in sources(ROOT)]
# what may stand emphasised: no code
WORDS = r"[a-z]\)|\(?\d+([.,]\d+)?\s(Punkte?|points?)\b.*|\((Freitext|free text), \d ([Tt]ext|point).*|[^\d*=+/^_\[\]]*"


@each("exercise_id", turn(IDS, 3))
@each("lang", ["de", "en"])
def test_a_stub_is_a_valid_notebook_with_stable_ids(key: LiveKey, exercise_id: str, lang: str) -> None:
    exercise = key.exercise(exercise_id)
    text = stubs.stub(exercise, lang=lang)  # type: ignore[arg-type]
    assert text == stubs.stub(exercise, lang=lang)  # type: ignore[arg-type]
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert f"{exercise_id}-a" in ids
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert notebook.metadata.grader.exercise == exercise_id


@each("exercise_id", IDS)
def test_the_limit_of_a_call_stands_below_every_function_and_nowhere_else(key: LiveKey, exercise_id: str) -> None:
    exercise = key.exercise(exercise_id)
    functions = sum(bool(item.functions) for item in exercise.items)
    assert stubs.stub(exercise, lang="de").count(f"je Aufruf höchstens {COMPUTING:g} s") == functions
    assert stubs.stub(exercise, lang="en").count(f"at most {COMPUTING:g} s for each call") == functions


@each("exercise_id", IDS)
def test_a_stub_asks_for_every_item_by_name(key: LiveKey, exercise_id: str) -> None:
    exercise = key.exercise(exercise_id)
    text = stubs.stub(exercise, form="py")
    for item in exercise.items:
        asked = [function["signature"] for function in item.reading.get("functions", {}).values()]
        assert f"\n{item.name} = ..." in text or (asked and all(f"\ndef {signature}:" in text for signature in asked))


def test_formulas_are_closed_and_givens_are_filled_in(key: LiveKey) -> None:
    for exercise_id in IDS:
        exercise = key.exercise(exercise_id)
        for text in [exercise.statement, *(item.prompt for item in exercise.items)]:
            for lang in (text.de, text.en):
                assert lang.count("$") % 2 == 0
                assert not re.search(r"(?<![\^_a-z}])\{[a-z]\w*\}", re.sub(r"\\\w+\{", "", lang)), lang


def test_german_and_english_differ(key: LiveKey) -> None:
    exercise = key.exercise("ex10")
    german, english = stubs.stub(exercise, lang="de"), stubs.stub(exercise, lang="en")
    assert "Punkte" in german
    assert "points" in english
    assert "Punkte" not in english
    assert r"0{,}25" in "".join(json.loads(german)["cells"][0]["source"])


def test_the_committed_stubs_fit_their_sources(command: Command) -> None:
    ran = command("stubs", "--check")
    assert (ran.status, ran.err) == (0, "")


def test_a_stale_stub_is_named(command: Command, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "exercises", tmp_path / "here")
    (tmp_path / "here" / "ex10_three_steps.ipynb").write_text("{}")
    (tmp_path / "here" / "ex99_left_over.ipynb").write_text("{}")
    ran = command("stubs", "--to", "here", "--check")
    assert ran.status == 1
    assert "ex10_three_steps.ipynb passt nicht zur Quelle" in ran.err
    assert "ex99_left_over.ipynb" in ran.err
    assert "ex06" not in ran.err


@each("exercise_id", turn(IDS, 3))
def test_stub_holds_nothing_of_the_reference(key: LiveKey, exercise_id: str) -> None:
    exercise = key.exercise(exercise_id)
    secrets = key.secrets(exercise)
    assert len(secrets) > 10
    assert standing_in(squeeze(stubs.stub(exercise)), secrets) == []


@each("planted", ["3 - 3*2**(-t)", "w - eta*2*(w - m)", "derivative = 2*w - 6", "2.625"])
def test_a_planted_secret_is_found(key: LiveKey, planted: str) -> None:
    exercise = key.exercise("ex10")
    secrets = key.secrets(exercise)
    text = stubs.stub(exercise)
    told = squeeze(text.replace("Drei Schritte", f"Drei Schritte {planted} "))
    assert standing_in(told, secrets) != []


@pytest.mark.parametrize("exercise_id", ["ex06", "ex17"])  # one of functions, too; `grade check` does it for all, without files
def test_the_model_solution_is_a_full_mark_hand_in(command: Command, exercise_id: str) -> None:
    assert command("solution", exercise_id, "--to", ".", "--lang", "en").status == 0
    ran = command(exercise_id, "--json")
    assert ran.status == 0
    assert json.loads(ran.out)["points"] == json.loads(ran.out)["max_points"]


def test_a_solution_never_lands_in_exercises(command: Command) -> None:
    ran = command("solution", "ex10", "--to", str(ROOT / "exercises"))
    assert ran.status == 2
    assert "exercises/" in ran.err


def test_nobodys_work_is_overwritten(command: Command, tmp_path: Path) -> None:
    assert command("stubs", "ex10", "--to", ".").status == 0
    assert command("stubs", "ex10", "--to", ".", "--lang", "en").status == 0, "a stub in which nobody worked may be renewed"
    path = tmp_path / "ex10_three_steps.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("steps = ...", "steps = [1]"), encoding="utf-8")
    for arguments in (["stubs", "ex10", "--to", "."], ["solution", "ex10", "--to", "."]):
        ran = command(*arguments)
        assert ran.status == 2
        assert "darin wurde gearbeitet" in ran.err
    assert "steps = [1]" in path.read_text(encoding="utf-8")
    assert command("stubs", "ex10", "--to", ".", "--force").status == 0
    assert "steps = [1]" not in path.read_text(encoding="utf-8")


def test_variants_that_not_all_exercises_have(command: Command, tmp_path: Path) -> None:
    ran = command("stubs", "ex06", "ex10", "--variant", "7", "--to", "v7", "--format", "py")
    assert ran.status == 0
    assert "ex06 hat nur die Varianten 0 bis 3" in ran.err
    written = {path.name for path in (tmp_path / "v7").iterdir()}
    assert "ex10_three_steps.py" in written
    assert "ex06_omega.py" not in written


@pytest.mark.parametrize("arguments", [["stubs", "ex10", "--to", "/proc/x"], ["check", "ex19", "--junit", "/proc/x.xml"]])
def test_a_place_that_cannot_be_written_is_a_sentence(command: Command, arguments: list[str]) -> None:
    ran = command(*arguments)
    assert ran.status == 2
    assert "/proc/" in ran.err
    assert "Traceback" not in ran.err


@each("exercise_id", turn(IDS, 3))
@each("lang", ["de", "en"])
def test_code_stays_code_where_a_stub_is_drawn_as_markdown(key: LiveKey, exercise_id: str, lang: Lang) -> None:
    """A bare `2*t, 4 + 5*t` would lose its stars and turn italic. Formulas between dollars are not read as Markdown."""
    exercise = key.exercise(exercise_id)
    notebook = json.loads(stubs.stub(exercise, lang=lang))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    drawn = [MarkdownIt().parse(re.sub(r"\$[^$]*\$", "FORMULA", cell)) for cell in cells]
    inline = [list(pairwise(token.children)) for page in drawn for token in page if token.children]
    emphasised = {after.content for pairs in inline for before, after in pairs if before.type in ("em_open", "strong_open")}
    code = [after.content for pairs in inline for _, after in pairs if after.type == "code_inline"]
    assert not [words for words in emphasised if not re.fullmatch(WORDS, words)]
    for item in exercise.items:
        if item.form is not None:
            for typed in re.findall(r"`([^`]+)`", item.form.in_(lang)):
                assert typed in code
            assert not re.search(r"[*_]", re.sub(r"`[^`]+`", "", item.form.in_(lang)))


def test_stubs_of_another_variant_never_replace_one(command: Command, tmp_path: Path) -> None:
    """And they follow the console's language in a folder of their own, and say where they are."""
    assert command("stubs", "ex10", "--variant", "3").status == 2, "exercises/ is for everybody"
    ran = command("stubs", "ex10", "--variant", "3", "--to", "here", "--lang", "en")
    assert ran.out.split() == [str(tmp_path / "here" / "ex10_three_steps.ipynb")]
    refused = command("stubs", "ex10", "--to", "here")
    assert refused.status == 2
    assert "eine andere Variante" in refused.err
    assert "variant 3" in (tmp_path / "here" / "ex10_three_steps.ipynb").read_text(encoding="utf-8")
