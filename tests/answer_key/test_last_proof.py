"""SymPy is asked last and for a second at most: a worker that still thinks is killed, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

from grader.answer_key.process.client import LiveKey
from grader.answers.door import observe
from grader.answers.kinds.expression import Expression
from grader.model import Exercise, Match
from tests.attacks.machine import is_gone

SOURCE = """
from sympy import symbols
from grader.authoring import *
T = Text(de="deutsch", en="English")
exercise = Exercise(title=T, statement=T, given=Given(), symbols="x")

@exercise.item(Expression(), points=1, prompt=T)
def formula():
    x = symbols("x")
    return (x - 1) ** 3001
"""
THINKING = """
import sympy, time, os, pathlib
def forever(difference):
    pathlib.Path(__file__).with_name("asked").write_text(str(os.getpid()))
    while True: pass
sympy.simplify = forever
"""
UNDECIDED = "(x-1)^3000*(x-1)"


def ask(key: LiveKey, exercise: Exercise, answer: str) -> Match:
    return key.match(exercise, exercise.items[0], observe(Expression().reading() | {"symbols": ["x"]}, answer))


def key_for(folder: Path, source: str) -> LiveKey:
    (folder / "solutions").mkdir()
    (folder / "solutions" / "ex42_last.py").write_text(source)
    return LiveKey(folder)


def test_what_the_judge_leaves_open_sympy_may_prove(tmp_path: Path) -> None:
    with key_for(tmp_path, SOURCE) as key:
        found = ask(key, key.exercise("ex42"), UNDECIDED)
    assert found.kind == "reference"
    assert found.certificate is not None
    assert found.certificate.method == "sympy"


def test_a_worker_that_thinks_too_long_is_killed_and_the_next_answer_is_judged(tmp_path: Path) -> None:
    with key_for(tmp_path, THINKING + SOURCE) as key:
        exercise = key.exercise("ex42")
        assert ask(key, exercise, "(x-1)^3001").kind == "reference"  # warm
        found = ask(key, exercise, UNDECIDED)
        assert (found.kind, found.fault, found.timed_out) == ("cannot_tell", False, True)
        assert found.certificate is not None
        assert found.certificate.verdict == "undecided"  # what was known before is kept
        assert is_gone(int((tmp_path / "solutions" / "asked").read_text()))
        assert ask(key, exercise, "(x-1)^3001").kind == "reference"
        assert ask(key, exercise, "x").kind == "none"
