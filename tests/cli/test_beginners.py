"""What a beginner stumbles over, said in a sentence that names what to do: folders, files, libraries, consoles."""

from __future__ import annotations

import json
import os
from itertools import product
from pathlib import Path

import pytest

from grader.exception_help.table import sentence_on
from tests.cli.test_items_and_hints import HALF
from tests.conftest import ROOT, Command
from tests.every import turn

OF_EX10 = "derivative = 5\nsteps = [1, 2, 3]\nlosses = [1]\n"


@pytest.mark.parametrize(("here", "there"), [("", "week2"), ("week1", ".."), ("week1", "")])
def test_in_the_wrong_folder_the_right_one_is_named(tmp_path: Path, command: Command, here: str, there: str) -> None:
    folder = tmp_path / here
    folder.mkdir(exist_ok=True)
    target = folder / there / "ex10_mine.py"
    target.parent.mkdir(exist_ok=True)
    target.write_text(HALF, encoding="utf-8")
    ran = command("ex10", cwd=folder)
    if there:
        assert ran.status == 2
        assert f'cd "{there}"' in ran.err
        assert "ex10_mine.py" in ran.err
    else:
        assert ran.status == 1


def test_folders_that_cannot_be_read_do_no_harm(tmp_path: Path, command: Command) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    assert "keine Abgabe für ex10" in command("ex10").err


@pytest.mark.parametrize("notebook", [False, True])
def test_answers_in_the_file_of_another_exercise_are_recognised(tmp_path: Path, command: Command, notebook: bool) -> None:
    if notebook:
        cell = {"cell_type": "code", "metadata": {}, "source": OF_EX10, "outputs": [], "execution_count": None}
        about = {"grader": {"exercise": "ex11", "variant": 0}}
        document = {"cells": [cell], "metadata": about, "nbformat": 4, "nbformat_minor": 5}
        (tmp_path / "ex11.ipynb").write_text(json.dumps(document))
    else:
        (tmp_path / "ex11.py").write_text(f"# grader: ex11 variant 0\n{OF_EX10}")
    out = " ".join(command("ex11").out.split())
    assert "die Namen darin sind die von ex10" in out
    assert "grade ex10" in out


def test_other_names_are_not_taken_for_another_exercise(tmp_path: Path, command: Command) -> None:
    (tmp_path / "ex11.py").write_text("# grader: ex11 variant 0\nloss = 1\nmy_steps = [1]\n")
    assert "die Namen darin" not in command("ex11").out
    assert command("stubs", "ex12", "--to", ".").status == 0
    assert "die Namen darin" not in command("ex12").out


@pytest.mark.parametrize("module", ["torch", "torch.nn", "numpy"])
def test_a_missing_library_of_the_course_is_to_be_installed(module: str) -> None:
    said = sentence_on("ModuleNotFoundError", f"No module named '{module}'")
    library = module.partition(".")[0]
    assert f"pip install {library}" in said.de
    assert f"pip install {library}" in said.en
    assert "pip" not in sentence_on("ModuleNotFoundError", "No module named 'torchvision_of_mine'").de


def test_a_home_without_exercises_is_said(tmp_path: Path, command: Command) -> None:
    for words in (["ex10"], [], ["page", "ex10"], ["--watch"]):
        ran = command(*words, GRADER_HOME=str(tmp_path))
        assert ran.status == 2
        assert "GRADER_HOME" in ran.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_a_sentence(tmp_path: Path, command: Command) -> None:
    (tmp_path / "ex10.py").write_text(HALF, encoding="utf-8")
    tmp_path.chmod(0o500)
    try:
        assert "nicht gespeichert" in command("ex10").err
        assert "beim nächsten Mal" in command("ex10", "--hint").err
        assert command("page", "ex10").status == 2
    finally:
        tmp_path.chmod(0o700)


CONSOLES = list(product([["ex10.b"], ["ex10", "--hint"], []], ["cp1252", "cp437", "ascii"]))


@pytest.mark.parametrize(("words", "encoding"), turn(CONSOLES, 9))
def test_consoles_of_windows_show_all_of_it(tmp_path: Path, process: Command, words: list[str], encoding: str) -> None:
    (tmp_path / "ex10.py").write_text(HALF, encoding="utf-8")
    ran = process(*words, PYTHONIOENCODING=encoding, NO_COLOR="1", GRADER_HOME=str(ROOT))
    assert ran.status in (0, 1)
    assert "Traceback" not in ran.err
    assert "?" not in ran.out.replace("? ", "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "\x1b" not in ran.out
