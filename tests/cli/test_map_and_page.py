"""`grade` alone as the map of a course, and `grade page ex10`."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey
from grader.cli.student import page as page_module
from grader.cli.student.overview import short_time
from grader.course.catalogue import sources
from grader.model import LANGS, Outcome, Result, Submission, Verdict
from grader.reports.terminal.console import make_console
from grader.reports.terminal.overview import print_overview
from tests.cli.test_items_and_hints import HALF
from tests.cli.test_watch_student import SOLVED
from tests.conftest import ROOT, Command
from tests.every import each


@pytest.fixture
def half(tmp_path: Path) -> Path:
    path = tmp_path / "ex10.py"
    path.write_text(HALF, encoding="utf-8")
    return path


def test_the_map_shows_the_share_and_what_was_solved_last(half: Path, command: Command) -> None:
    command("ex10")
    assert "Neu gelöst" not in command().out
    half.write_text(SOLVED, encoding="utf-8")
    command("ex10")
    shown = command().out
    assert "Neu gelöst: ex10" in shown
    assert "9/222  [" in shown
    command("ex10")
    assert "Neu gelöst" not in command().out, "it was solved the time before, too"


def test_no_title_is_cut_at_80_columns(key: LiveKey, command: Command) -> None:
    exercises = [key.exercise(source.id) for source in sources(ROOT)]
    for lang in LANGS:
        stream = io.StringIO()
        last = Result(Submission(None, "ex10", 0, (), "", "a.py"), exercises[9], ())
        print_overview(
            [(last, replace(last, verdicts=(Verdict(exercises[9].items[0], Outcome.CORRECT, Fraction(21, 2)),)), "28.11.")],
            exercises,
            console=make_console(stream, plain=True, width=80),
            lang=lang,
        )
        lines = stream.getvalue().splitlines()
        assert max(map(len, lines)) <= 80
        assert "−10" in stream.getvalue()
        assert not [exercise.id for exercise in exercises if not any(exercise.title.in_(lang) in line for line in lines)]


NOW = datetime(2026, 11, 28, 20, 15)
WHEN = [
    ("2026-11-28 08:05", "08:05", "08:05"),
    ("2026-11-27 23:59", "27.11.", "11-27"),
    ("2025-12-31 10:00", "12.2025", "2025-12"),
]


@each(("made", "de", "en"), WHEN)
def test_when_is_said_as_short_as_can_be(made: str, de: str, en: str) -> None:
    assert (short_time(made, NOW, "de"), short_time(made, NOW, "en")) == (de, en)


def test_in_a_folder_without_hand_ins_the_map_says_so(tmp_path: Path, command: Command) -> None:
    (tmp_path / "notes.py").write_text("x = 1\n")
    ran = command(cwd=tmp_path)
    assert ran.status == 0
    assert "liegt keine deiner Übungen" in ran.err
    assert "noch nichts geprüft" not in ran.err, "one of the two is enough"
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "ex03.py").write_text("# grader: ex03 variant 0\n")
    assert "liegt keine deiner Übungen" not in command(cwd=tmp_path).err


def test_the_bar_is_ascii_where_the_console_has_no_blocks(half: Path, process: Command) -> None:
    assert "[--------------------]" in process(PYTHONIOENCODING="ascii").out


def test_in_a_kit_the_map_says_what_can_be_checked_here(key: LiveKey) -> None:
    exercises = [key.exercise("ex10"), key.exercise("ex04")]
    for here, words in ((Fraction(14), "14 von 16 Punkten"), (Fraction(16), ""), (None, "")):
        stream = io.StringIO()
        print_overview([], exercises, here=here, console=make_console(stream, plain=True, width=80), lang="de")
        assert ("lassen sich hier" in stream.getvalue()) == bool(words)
        assert words in stream.getvalue()


def test_one_state_is_found_from_any_folder_of_the_course(tmp_path: Path, command: Command) -> None:
    below = tmp_path / "week" / "two"
    below.mkdir(parents=True)
    (tmp_path / "solutions").mkdir()
    from tests.grading.test_selfcheck import GOOD

    (tmp_path / "solutions" / "ex42_small.py").write_text(GOOD, encoding="utf-8")
    (below / "ex42.py").write_text("# grader: ex42 variant 0\npick = 'A'\n", encoding="utf-8")
    assert command("ex42", cwd=below, GRADER_HOME=str(tmp_path)).status == 1
    for folder in (tmp_path, below, below.parent):
        assert "1/5" in command(cwd=folder, GRADER_HOME=str(tmp_path)).out


def test_the_page_has_pictures_and_lies_beside_the_results(half: Path, command: Command) -> None:
    ran = command("page", "ex10", "--no-open")
    assert (ran.status, ran.err) == (0, "")
    page = Path(ran.out.strip())
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text
    assert "Berechne die Ableitung nach jedem Schritt neu." in text
    assert page.is_relative_to(half.parent / ".grader")
    assert "2/9" in command().out


@pytest.mark.parametrize("screen", [True, False])
def test_the_page_is_opened_where_there_is_a_screen(
    half: Path, command: Command, monkeypatch: pytest.MonkeyPatch, screen: bool
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(page_module.sys, "platform", "linux")
    monkeypatch.setattr(page_module.webbrowser, "open", lambda address: bool(seen.append(address)) or True)
    ran = command("page", "ex10", DISPLAY=":0" if screen else "", WAYLAND_DISPLAY="")
    assert [address.startswith("file://") for address in seen] == [True] * screen
    assert ("kein Browser" in ran.err) != screen


def test_no_page_without_a_hand_in(command: Command) -> None:
    ran = command("page", "ex10", "--no-open")
    assert (ran.status, ran.out) == (2, "")
    assert "keine Abgabe für ex10" in ran.err
