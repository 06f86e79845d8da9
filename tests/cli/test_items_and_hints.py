"""`grade ex10.b` and `--hint`: one item by itself, and help in stages that are counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.cli.student.grade import parted
from grader.storage.progress import FOLDER
from tests.conftest import Command
from tests.grading.test_selfcheck import GOOD

HALF = """# grader: ex10 variant 0
from sympy import *
w, t = symbols("w t")
# %%
derivative = 2*(w - 3)
# %%
steps = [1.5, 3, 4.5]
"""
HINTED = GOOD.replace('symbols="w")', 'symbols="w", section=Text(de="Kapitel 2", en="chapter 2"))').replace(
    "points=2, prompt=T)\ndef slope",
    'points=2, prompt=T, hints=[Text(de="Denk an die Kettenregel.", en="Think of the chain rule."), '
    'Text(de="Leite erst außen ab.", en="Take the outside first.")])\ndef slope',
)


def test_a_list_with_commas_is_several_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a,b.py").touch()
    assert parted(["ex04.b,ex04.c", "ex05,", "a,b.py", "ex06"]) == ["ex04.b", "ex04.c", "ex05", "a,b.py", "ex06"]


@pytest.fixture
def half(tmp_path: Path) -> Path:
    path = tmp_path / "ex10.py"
    path.write_text(HALF, encoding="utf-8")
    return path


@pytest.mark.parametrize("word", ["ex10.b", "10.b", "EX10.B", "10b", "ex10b", "ex10.steps", "three-steps.b"])
def test_an_item_is_shown_by_itself(half: Path, command: Command, word: str) -> None:
    ran = command(word)
    assert ran.status == 1
    assert "Berechne die Ableitung nach jedem Schritt neu." in ran.out
    assert "derivative" not in ran.out
    assert "Punkte" not in ran.out


def test_the_status_is_that_of_the_item(half: Path, command: Command) -> None:
    assert [command(word).status for word in ("ex10.a", "ex10.b", "ex10.c")] == [0, 1, 1]


def test_the_whole_exercise_is_remembered_and_in_the_document(half: Path, command: Command) -> None:
    assert len(json.loads(command("ex10.b", "--json").out)["items"]) == 6
    assert "2/9" in command().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ex10.z"], "ex10 gibt es keinen Teil z. Es gibt: ex10.a, ex10.b"),
        (["ex10", "b"], "grade ex10.b"),
        (["ex99.b"], "'ex99'"),
        (["ex10.b", "--hint", "--json"], "--hint"),
    ],
)
def test_a_wrong_item_is_a_sentence(half: Path, command: Command, words: list[str], said: str) -> None:
    ran = command(*words)
    assert ran.status == 2
    assert said in ran.err + ran.out


@pytest.fixture
def hinted(tmp_path: Path, command: Command) -> Path:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex42_small.py").write_text(HINTED, encoding="utf-8")
    (tmp_path / "ex42.py").write_text("# grader: ex42 variant 0\nslope = ...\n", encoding="utf-8")
    return tmp_path


def test_hints_come_in_stages_and_are_counted(hinted: Path, command: Command) -> None:
    def ask(word: str = "ex42", lang: str = "de") -> str:
        ran = command(word, "--hint", "--lang", lang, GRADER_HOME=str(hinted))
        assert ran.status == 0, "a hint was asked for, and given"
        return ran.out

    first = ask()
    for words in ("ex42.a", "Hinweis 1 von 2", "Kettenregel", "Zum Nachlesen: Kapitel 2", "grade ex42.a --hint"):
        assert words in first
    assert "außen" not in first
    second = ask("ex42.a", "en")
    assert "Hint 2 of 2" in second
    assert "outside" in second
    again = ask()
    assert "Kettenregel" in again
    assert "außen" in again
    (hinted / "ex42.py").write_text("# grader: ex42 variant 0\nfrom sympy import *\nw = symbols('w')\nslope = w - 3\n")
    third = ask()
    assert "Hinweis 3 von 3" in third, "an answer in which a mistake is recognised has one more"
    assert "Rechne nach." in third


def test_who_has_it_right_needs_no_hint(hinted: Path, command: Command) -> None:
    (hinted / "ex42.py").write_text("# grader: ex42 variant 0\nfrom sympy import *\nw = symbols('w')\nslope = 2*w - 6\n")
    assert "brauchst du keinen Hinweis" in command("ex42.a", "--hint", GRADER_HOME=str(hinted)).err
    other = command("ex42", "--hint", GRADER_HOME=str(hinted)).out
    assert "ex42.b" in other, "the first that its student can do something about"
    assert "gibt es keinen Hinweis" in other


def test_where_nothing_can_be_counted_hints_come_all_the_same(hinted: Path, command: Command) -> None:
    (hinted / FOLDER).write_text("a file in the way")
    ran = command("ex42", "--hint", GRADER_HOME=str(hinted))
    assert "Kettenregel" in ran.out
    assert "beim nächsten Mal" in ran.err


@pytest.mark.parametrize("counted", ["[1]", "{", '{"ex42.a": -3}', '{"ex42.a": "2"}', "[" * 99_999])
def test_damaged_counts_begin_anew(hinted: Path, command: Command, counted: str) -> None:
    (hinted / FOLDER).mkdir()
    (hinted / FOLDER / "hints.json").write_text(counted)
    assert "Hinweis 1 von 2" in command("ex42", "--hint", GRADER_HOME=str(hinted)).out
