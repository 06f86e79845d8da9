"""What was typed wrong is said in the user's language, with what to do next; click itself speaks English only."""

from __future__ import annotations

import json

import click
import pytest

from grader.cli.command import build
from grader.cli.shared.usage import wrong_use
from tests.conftest import Command
from tests.every import each

SLIPS = [
    (
        "stubss",
        "Den Befehl stubss gibt es nicht. Meinst du grade stubs?",
        "There is no command stubss.",
    ),
    ("Class x", "Meinst du grade class?", "Did you mean grade class?"),
    (
        "stubs --langg",
        "--langg gibt es bei grade stubs nicht. Meinst du --lang?",
        "grade stubs has no option --langg.",
    ),
    ("ex10 --foo", "Die Option --foo gibt es bei grade nicht.\nHilfe: grade --help", "grade has no option --foo."),
    ("--hint", "Vor --hint fehlt eine Übung: grade ex10 --hint", "An exercise is missing before --hint: grade ex10 --hint"),
    ("--fresh ex10", "Vor --fresh fehlt eine Übung: grade ex10 --fresh", "before --fresh: grade ex10 --fresh"),
    ("--en", "gibt es bei grade nicht. Meinst du --lang en?", "grade has no option --en. Did you mean --lang en?"),
    ("ex10 --de", "gibt es bei grade nicht. Meinst du --lang de?", "Did you mean --lang de?"),
    ("ex10 --lang fr", "--lang fr geht nicht; möglich ist de oder en.", "--lang cannot be fr; it takes de or en."),
    ("ex10 --lang", "Hinter --lang fehlt der Wert.", "The value of --lang is missing."),
    ("list --json=1", "Hinter --json gehört kein Wert.", "--json takes no value."),
    ("stubs --variant x", "möglich ist eine ganze Zahl ab 0.", "it takes a whole number, at least 0."),
    ("class x --jobs 0", "--jobs 0 geht nicht; möglich ist eine Zahl von 1 bis 64.", "it takes a number from 1 to 64."),
    ("class", "fehlt noch etwas: FOLDER. So geht es: grade class FOLDER", "Usage: grade class FOLDER"),
    ("new ex26", "fehlt noch etwas: MY-TOPIC. So geht es: grade new EX26 MY-TOPIC", "Usage: grade new EX26 MY-TOPIC"),
    ("list ex10 ex11", "grade list versteht das nicht: ex10 ex11\nHilfe: grade list --help", "does not understand this: ex10"),
]


@each(("typed", "de", "en"), SLIPS)
def test_a_slip_is_said_in_both_languages(typed: str, de: str, en: str) -> None:
    with pytest.raises(click.ClickException) as caught:
        build("de").main(typed.split(), prog_name="grade", standalone_mode=False)
    error = wrong_use(caught.value)
    assert de in error.in_("de")
    assert en in error.in_("en")


def test_no_exercise_and_no_file_is_taken_for_a_command(command: Command) -> None:
    ran = command("exx")
    assert (ran.status, ran.out) == (2, "")
    assert "weder eine Übung noch eine Datei" in ran.err


def test_wrong_use_ends_with_2_and_one_document(command: Command) -> None:
    ran = command("ex10", "--json", "--fo", LANG="en_GB.UTF-8")
    assert ran.status == 2
    assert json.loads(ran.out)["error"] == "WrongUse"
    assert "grade has no option --fo" in ran.err
    assert "Traceback" not in ran.err
