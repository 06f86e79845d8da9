"""A class is graded only where the wall was seen to hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.errors import SandboxError
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.preflight import TRIED
from grader.sandbox.select import choose_wall
from grader.sandbox.wall.readable import readable
from grader.sandbox.wall.wall import Wall, limits_only
from tests.conftest import ROOT, Command

linux = pytest.mark.skipif("sys.platform != 'linux'")
walled = pytest.mark.skipif(not choose_wall().encloses, reason="this system has no wall")
CLASS = ROOT / "tests" / "class" / "hand_ins"


@walled
@pytest.mark.parametrize("isolation", ["strong", "strict"])
def test_the_wall_holds_here(isolation: str) -> None:
    with LocalExecutor(wall=Wall(isolation, choose_wall().abi)) as executor:  # type: ignore[arg-type]
        executor.preflight([*ROOT.glob("solutions/*.py"), CLASS])  # it raises where something is possible
        assert executor.isolation == isolation


@linux
def test_without_a_wall_everything_is_possible_and_said() -> None:
    with LocalExecutor(wall=limits_only()) as executor, pytest.raises(SandboxError) as refused:
        executor.preflight([ROOT / "README.md"])
    assert all(said.en in str(refused.value) for said in TRIED.values())
    assert all(said.de in refused.value.in_("de") for said in TRIED.values())


@walled
def test_a_course_in_a_folder_that_children_may_read_is_refused() -> None:
    with LocalExecutor() as executor, pytest.raises(SandboxError) as refused:
        executor.preflight([Path(json.__file__)])
    assert TRIED["read"].en in str(refused.value)
    assert TRIED["socket"].en not in str(refused.value)


def test_neither_the_course_nor_a_home_is_readable() -> None:
    for path in map(Path, readable()):
        for private in (ROOT, ROOT / "solutions", ROOT / "tests", Path.home(), Path.cwd()):
            assert not private.resolve().is_relative_to(path), path


def test_a_class_without_a_wall_is_refused(process: Command, command: Command, tmp_path: Path) -> None:
    ran = process("class", str(CLASS), GRADER_EXECUTOR="portable")
    assert ran.status == 2
    assert "WSL2" in ran.err
    assert "--unsafe-no-sandbox" in ran.err
    assert not (tmp_path / "graded").exists()
    refused = json.loads(command("class", str(CLASS), "--json", "--lang", "en", GRADER_EXECUTOR="portable").out)
    assert refused["error"] == "SandboxError"


@linux
def test_what_was_graded_without_a_wall_says_so_everywhere(command: Command, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "anna_ex10.py").write_text("derivative = '2*(w-3)'\n")
    ran = command("class", "class", "--unsafe-no-sandbox", "--json")
    assert ran.status == 0, ran.err
    assert "Ohne Abschottung" in ran.err
    gradebook = json.loads(ran.out)
    assert {gradebook["isolation"], *(result["isolation"] for result in gradebook["results"])} == {"limits-only"}
    assert "keine Wand" in (tmp_path / "graded" / "class" / "feedback" / "anna.html").read_text(encoding="utf-8")
    assert "keine Wand" in (tmp_path / "graded" / "class" / "summary.md").read_text(encoding="utf-8")


def test_a_students_own_hand_in_needs_no_wall(command: Command, tmp_path: Path) -> None:
    (tmp_path / "ex10.py").write_text("derivative = '2*(w-3)'\n")
    ran = command("ex10", "--json", GRADER_EXECUTOR="portable")
    assert ran.status == 1
    assert json.loads(ran.out)["isolation"] == "limits-only"


@walled
def test_letters_in_folder_names_are_no_hole(command: Command, process: Command, tmp_path: Path) -> None:
    (tmp_path / "Übung" / "Zoë").mkdir(parents=True)
    (tmp_path / "Übung" / "Zoë" / "ex10.py").write_text("# grader: ex10\n# %%\nlimit_value = 3\n")
    for ran in (
        command("class", str(tmp_path / "Übung")),
        process("class", str(tmp_path / "Übung"), PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", LC_ALL="C"),
    ):
        assert (ran.status, ran.err.count("Nichts wurde bewertet")) == (0, 0)
