"""Console reports: golden files of the plain form, 80 columns, old code pages, colours that are never alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from rich.cells import cell_len

from grader.model import Check, Gradebook, Outcome, Problem, Text, Verdict
from grader.reports.terminal.check_lines import print_checks
from grader.reports.terminal.class_table import print_class
from grader.reports.terminal.console import distinct, make_console
from grader.reports.terminal.overview import print_catalogue, print_overview
from grader.reports.terminal.result import print_result
from grader.reports.text import safe
from tests.every import each

from . import golden, samples

PROGRESS = [
    (samples.half_done(), samples.untouched(), "23.11. 10:12"),
    (samples.small_result(6, "x", Fraction(8)), None, "22.11. 18:40"),
    (samples.small_result(8, "x", Fraction(6)), samples.small_result(8, "x", Fraction(8)), "22.11. 18:40"),
]
OVERVIEW = [samples.EX10, *(samples.small_exercise(number) for number in (6, 7, 8))]
SHOWN: dict[str, Callable[..., None]] = {
    "half_done": lambda **how: print_result(samples.half_done(), **how),
    "complete": lambda **how: print_result(samples.complete(), **how),
    "troubled": lambda **how: print_result(samples.troubled(), **how),
    "class_of_six": lambda **how: print_class(samples.class_of_six(), **how),
    "class_of_25_exercises": lambda **how: print_class(samples.class_of_25_exercises(), **how),
    "overview": lambda **how: print_overview(PROGRESS, OVERVIEW, **how),
    "catalogue": lambda **how: print_catalogue(OVERVIEW, **how),
    "checks": lambda **how: print_checks(samples.CHECKS, **how),
}


@pytest.fixture(autouse=True)
def _no_wishes_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def written(show: Callable[..., None], lang: str, **how: Any) -> str:
    stream = io.StringIO()
    show(console=make_console(stream, **how), lang=lang)
    return stream.getvalue()


@each("lang", ["de", "en"])
@each("name", SHOWN)
def test_plain_text(name: str, lang: str) -> None:
    golden.check(f"{name}.{lang}.txt", written(SHOWN[name], lang))


@each("lang", ["de", "en"])
@each("name", SHOWN)
def test_fits_80_columns(name: str, lang: str) -> None:
    assert max(cell_len(line) for line in written(SHOWN[name], lang).split("\n")) <= 80


@each("name", SHOWN)
def test_colour_adds_nothing_to_the_words(name: str) -> None:
    """A terminal shows the same text as a file, only coloured."""
    from rich.text import Text as Styled

    coloured = written(SHOWN[name], "de", plain=False, width=80)
    assert "\x1b[" in coloured
    assert written(SHOWN[name], "de") == Styled.from_ansi(coloured).plain


@each("encoding", ["cp1252", "cp850", "ascii"])
@each("name", SHOWN)
def test_old_code_pages_can_show_it(name: str, encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    SHOWN[name](console=make_console(stream), lang="de")
    stream.flush()
    shown = raw.getvalue().decode(encoding)
    assert "\\" not in shown
    assert max(len(line) for line in shown.split("\n")) <= 80


def test_each_outcome_has_its_own_word_and_symbol() -> None:
    from grader.reports.text.vocabulary import MARKS

    assert set(Outcome) == set(MARKS)
    for shown in ({mark.symbol for mark in MARKS.values()}, {mark.word.de for mark in MARKS.values()}):
        assert len(Outcome) == len(shown)


def test_student_sees_no_reference_value() -> None:
    assert samples.SECRET not in written(SHOWN["half_done"], "de")


def test_hostile_hand_in_cannot_paint_the_terminal() -> None:
    attack = "\x1b]8;;https://evil\x07[bold red]x[/]\u202e\n::set-output name=a::b\n" + "x" * 10_000 + "\n" * 1000
    text = Text(de=attack, en=attack)
    verdict = Verdict(samples.STEPS, Outcome.WRONG, Fraction(0), feedback=text, understood=text)
    result = replace(samples.untouched(), verdicts=(verdict,))
    shown = written(lambda **how: print_result(result, **how), "de")
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "[bold red]x[/]" in shown
    assert not any(line.strip().startswith("::") for line in shown.split("\n"))
    assert shown.count("\n") < 60
    assert max(cell_len(line) for line in shown.split("\n")) <= 80


def test_hostile_names_cannot_break_the_table() -> None:
    attack = "::error::" + "測" * 90 + "\x1b[2J\n[red]"
    book = Gradebook((samples.half_done(attack),), (Problem(attack, attack, Text(de=attack, en=attack)),))
    shown = written(lambda **how: print_class(book, **how), "de")
    assert max(cell_len(line) for line in shown.split("\n")) <= 80
    assert "\x1b" not in shown
    assert "::error" not in shown


@each("count", [1, 5, 9, 12, 15, 20, 25])
def test_class_table_fits_for_any_number_of_exercises(count: int) -> None:
    students = ["a", "a-student-with-a-very-long-name-indeed"]
    results = [samples.small_result(number, student, Fraction(7, 3)) for number in range(1, count + 1) for student in students]
    shown = written(lambda **how: print_class(Gradebook(tuple(results)), **how), "de")
    assert max(cell_len(line) for line in shown.split("\n")) <= 80


def test_empty_things_are_no_trouble() -> None:
    for lang in ("de", "en"):
        written(lambda **how: print_class(Gradebook(()), **how), lang)
        written(lambda **how: print_overview([], [], **how), lang)
        written(lambda **how: print_catalogue([], **how), lang)
        written(lambda **how: print_checks([], **how), lang)


def test_a_sentence_that_several_checks_share_is_said_once() -> None:
    near = Text(de="So nahe, wie unten steht, liegt es nicht.", en="It is not as close as it says below.")
    other = Text(de="Der Start stimmt nicht.", en="The start is not right.")
    checks = tuple(
        Check(name, False, Fraction(0), Fraction(1), text)
        for name, text in (("± 0.01", near), ("± 0.001", near), ("start", other), ("end", other))
    )
    verdict = Verdict(samples.FIRST, Outcome.WRONG, Fraction(0), feedback=near, checks=checks)
    result = replace(samples.half_done(), verdicts=(verdict,))
    shown = written(lambda **how: print_result(result, **how), "de")
    assert [shown.count(text.de[:10]) for text in (near, other)] == [1, 1]
    assert all(check.name in shown for check in checks)


def test_two_of_one_name_are_told_apart_however_narrow_the_table_is() -> None:
    names = ["Max Müller 1234508", "Max Müller 1234515", "Katharina Brandstätter-Öllinger", "Katharina Brandstätter-Öllingen"]
    for width in (10, 14, 24):
        shown = distinct([*names, "Anna Huber", "Max Müller 1", "Max Müller 2"], width)
        assert len(set(shown)) == 7
        assert {cell_len(name) for name in shown} == {width}
    assert distinct(names[:2], 14) == ["Max Mü…1234508", "Max Mü…1234515"]
    assert distinct(["anna", "anna"], 6) == ["anna  ", "anna  "]


def shown_class(**kwargs: Any) -> list[str]:
    stream = io.StringIO()
    print_class(samples.class_of_25_exercises(), console=make_console(stream, **kwargs), lang="de")
    return stream.getvalue().splitlines()


def test_a_class_table_goes_on_below_where_it_finds_no_room() -> None:
    """All exercises in order, their numbers side by side, everybody in each part, the sum in the last one."""
    lines = shown_class(width=60)
    headers = [line.split() for line in lines if line.startswith("Name")]
    assert [number for header in headers for number in header if number.isdecimal()] == [f"{n:02}" for n in range(1, 26)]
    assert [("Summe" in header) for header in headers] == [False] * (len(headers) - 1) + [True]
    assert sum(line.startswith("berger") for line in lines) == len(headers) > 2
    assert max(map(cell_len, lines)) <= 60


def test_columns_count_in_pipes_and_no_color_leaves_all_styles_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    assert 30 < max(map(cell_len, shown_class())) <= 44
    monkeypatch.setenv("COLUMNS", "wide")
    assert max(map(cell_len, shown_class())) <= 80
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert any("\x1b" in line for line in shown_class(plain=False))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not any("\x1b" in line for line in shown_class(plain=False))


@each("encoding", ["cp850", "cp1252", "ascii"])
def test_columns_stand_where_a_console_lacks_letters(encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    book = samples.class_of_six()
    results = tuple(
        replace(one, submission=replace(one.submission, student=f"{one.submission.student} Ōē-Łukasiewicz"))
        for one in book.results
    )
    print_class(replace(book, results=results, problems=()), console=make_console(stream, width=80), lang="de")
    stream.flush()
    lines = raw.getvalue().decode(encoding).splitlines()
    table = lines[: lines.index("")]
    assert len({len(line.rstrip()) for line in table if line[:1].isalpha() and not line.startswith("von")}) == 1
    assert "\\u22" not in safe.encodable("a ∧ b ∨ c ∪ d ∩ e ∖ f", encoding)
