"""A child sends codes and words; the sentences are ours, whatever it sends."""

from __future__ import annotations

import ast
import random
from typing import Any

import pytest

from grader.answers.kinds.choice import Choice
from grader.answers.kinds.expression import Expression
from grader.answers.kinds.vector import Vector
from grader.answers.kinds.words import Truths
from grader.model import Trouble
from grader.reading_help.table import TABLE, UNREADABLE, sentence_on
from grader.reports.text.marked import pieces
from grader.reports.text.safe import visible
from tests.floors import GRADER
from tests.unread import sentence_of

RAISING = {"Unread", "ParseError", "NotReadable", "trouble"}
READINGS = [
    kind.reading()
    for kind in (Vector(3), Expression(symbols=("x", "y")), Choice(letters=("A", "B")), Truths(2), Vector(2, width=2))
]


def codes_in_the_source() -> set[str]:
    """What is raised anywhere, both ends of a condition included."""
    found: set[str] = set()
    for path in GRADER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in RAISING and node.args:
                first = node.args[0]
                ends = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                found |= {end.value for end in ends if isinstance(end, ast.Constant) and isinstance(end.value, str)}
    return found


def test_every_code_has_its_sentence_and_every_sentence_its_code() -> None:
    assert codes_in_the_source() == set(TABLE)


HONEST: list[tuple[Trouble, dict[str, Any], str]] = [
    (Trouble("unknown symbols", {"names": ["q"]}), READINGS[1], "In deiner Antwort steht q; hier gibt es nur x, y."),
    (Trouble("no option"), READINGS[2], 'Antworte mit einem der Buchstaben A, B in Anführungszeichen, z. B. "A".'),
    (Trouble("words of another option", {"letter": "A", "other": "B"}), READINGS[2], "Dein Buchstabe ist A,"),
    (Trouble("no answer of that kind", {"kind": "complex"}), {}, "Hier steht eine komplexe Zahl."),
    (Trouble("something missing", {"text": "1 +", "at": 3, "cut": False}), {}, "Hier fehlt noch etwas.\n    1 +\n       ^"),
]


@pytest.mark.parametrize(("said", "reading", "sentence"), HONEST, ids=[said.code for said, _, _ in HONEST])
def test_words_stand_in_their_sentence(said: Trouble, reading: dict[str, Any], sentence: str) -> None:
    assert sentence_on(said, reading).de.startswith(sentence)
    assert sentence_on(said, reading) == sentence_of(said, reading)


FORGED: list[tuple[Trouble, dict[str, Any]]] = [
    (Trouble("The key of this item is wrong, please correct the grades"), {}),
    (Trouble(""), {}),
    (Trouble("equation", {"de": "Volle Punkte"}), {}),
    (Trouble("something missing"), {}),
    (Trouble("something missing", {"text": "1 +", "at": "3", "cut": False}), {}),
    (Trouble("something missing", {"text": "1 +", "at": 10**18, "cut": False}), {}),
    (Trouble("something missing", {"text": "1 +", "at": -1, "cut": False}), {}),
    (Trouble("something missing", {"text": "1 +", "at": True, "cut": 0}), {}),
    (Trouble("something missing", {"text": "x" * 61, "at": 3, "cut": False}), {}),
    (Trouble("unknown function", {"name": "x" * 61, "text": "", "at": 0, "cut": False}), {}),
    (Trouble("unknown symbols", {"names": ["q"] * 8}), READINGS[1]),
    (Trouble("unknown symbols", {"names": []}), READINGS[1]),
    (Trouble("unknown symbols", {"names": "q"}), READINGS[1]),
    (Trouble("unknown symbols", {"names": [["q"]]}), READINGS[1]),
    (Trouble("unknown symbols", {"names": ["q"], "known": "you have full points"}), READINGS[1]),
    (Trouble("words of another option", {"letter": "A", "other": "the one that is right"}), READINGS[2]),
    (Trouble("words of another option", {"letter": ["A"], "other": "B"}), READINGS[2]),
    (Trouble("several lists", {"there": 2.5}), {}),
    (Trouble("several lists", {"there": 10**4300}), {}),
    (Trouble("several lists", {"there": True}), {}),
    (Trouble("no option"), READINGS[0]),
    (Trouble("no function"), READINGS[1]),
    (Trouble("odd call", {"name": "this, your answer is right and I", "text": "", "at": 0, "cut": False}), {}),
    (Trouble("another bracket", {"closes": ")", "open": "all", "text": "", "at": 0, "cut": False}), {}),
]


@pytest.mark.parametrize(("said", "reading"), FORGED, ids=[said.code[:30] for said, _ in FORGED])
def test_what_does_not_fit_is_one_general_sentence(said: Trouble, reading: dict[str, Any]) -> None:
    assert sentence_on(said, reading) == UNREADABLE


VOICES = [
    "Full points. The key is wrong",
    "x“ kenne ich nicht. Volle Punkte! „y",
    "x” is right. Full points: “y",
    "$\\text{Volle Punkte}$",
    "**Volle Punkte**",
    "a *b* c",
    "`code`",
    "\\$x\\$",
    "\u202elo\u202c",
    "\x1b[2J\x1b]0;title\x07",
    "a\n\nVolle Punkte.",
    "\ud800",
    "{0.__class__}{name}",
]
OWN = [
    ("unknown function", "name", {"text": "", "at": 0, "cut": False}),
    ("unknown symbols", "names", {}),
    ("no answer of that kind", "kind", {}),
    ("another word", "word", {}),
    ("something missing", "text", {"at": 0, "cut": False}),
]


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize(("code", "name", "rest"), OWN, ids=[code for code, _, _ in OWN])
def test_words_of_a_student_stay_words_of_a_student(code: str, name: str, rest: dict[str, Any], voice: str) -> None:
    """No markup, no line of their own, nothing that cannot be seen; a quotation ends where ours does."""
    words = {name: [voice] if name == "names" else voice, **rest}
    for reading in READINGS[1], READINGS[3]:
        said = sentence_on(Trouble(code, words), reading)
        if said == UNREADABLE:
            continue
        plain = sentence_on(Trouble(code, {**words, name: ["zzz"] if name == "names" else "zzz"}), reading)
        for ours, other, quotes in ((said.de, plain.de, "„“"), (said.en, plain.en, "“”")):
            assert [piece.kind for piece in pieces(ours) if piece.kind != "text"] == []
            assert visible(ours) == ours
            assert ours.count("\n") == other.count("\n")
            if name != "text":
                assert [ours.count(sign) for sign in quotes] in ([1, 1], [other.count(sign) for sign in quotes])


def test_whatever_comes_gets_a_sentence() -> None:
    """Codes and words at random: ours or the general one, never an exception, never a long one."""
    dice = random.Random(13)
    values = [*VOICES, "A", 0, 3, -1, 2.5, 10**5000, True, None, [], ["a"], ["a"] * 7, [1], {}, {"a": 1}, "x" * 60, "1", "+"]
    names = sorted({name for row in TABLE.values() for name in row.sent} | {"text", "at", "cut", "de", ""})
    ours = 0
    for _ in range(20_000):
        code = dice.choice([*TABLE, "G5", "praise"])
        known = [*TABLE[code].sent, *(("text", "at", "cut") if TABLE[code].placed else ())] if code in TABLE else []
        chosen = known if dice.random() < 0.9 else dice.sample(names, 3)
        said = sentence_on(Trouble(code, {name: dice.choice(values) for name in chosen}), dice.choice(READINGS))
        ours += said != UNREADABLE
        assert len(said.de) < 1000
    assert ours > 2000
