"""A child says codes, the judge says sentences: nothing that a child may send has a place for one."""

from __future__ import annotations

import dataclasses
import random
import typing
from collections.abc import Iterator
from typing import Any

import pytest

from grader.model import Lost, Observation, Text, Trouble
from grader.runner.supervisor.remarks import SENTENCES, sentence_on_remark
from grader.storage.codec import RecordError, load
from grader.submissions.files.handin import RawReading
from grader.submissions.source.remark import Remark

# `Lost` is the judge's own: a child may only say one again that it was told (test_in_range.py).
SENT = (Remark, RawReading, *(kind for kind in typing.get_args(Observation) if kind is not Lost))


def types_in(kind: Any) -> Iterator[Any]:
    """A type, and the types of its fields and elements."""
    yield kind
    for inner in (*typing.get_args(kind), *(typing.get_type_hints(kind).values() if dataclasses.is_dataclass(kind) else ())):
        yield from types_in(inner)


@pytest.mark.parametrize("kind", SENT, ids=[kind.__name__ for kind in SENT])
def test_what_a_child_sends_has_no_place_for_a_sentence(kind: type) -> None:
    assert Text not in types_in(kind)


def test_the_look_finds_what_is_nested() -> None:
    assert Text in types_in(Lost)
    assert Trouble in types_in(RawReading)


@pytest.mark.parametrize("code", SENTENCES)
def test_every_code_has_its_sentence(code: str) -> None:
    word = "" if code == "commands left out" else "not_there.sub"
    said = sentence_on_remark(load(Remark, {"is": "Remark", "code": code, "cell": 2, "word": word}), [1, 2])
    assert "2" in said.de
    assert word in said.en


def test_nothing_else_is_said() -> None:
    """Codes, cells and words at random: refused, unless all of them are ours."""
    dice = random.Random(13)
    codes = [*SENTENCES, "", "praise", "G5", None, 3]
    words = ["", "numpy", "a.b", "x" * 60, "x" * 61, "a b", "a`b`", "$x$", "a\nb", ".a", "\u202e", None, 3, ["a"]]
    for _ in range(2000):
        code, cell, word = dice.choice(codes), dice.choice([1, 2, 0, -1, 3, 10**18, "1", None, True]), dice.choice(words)
        try:
            remark = load(Remark, {"is": "Remark", "code": code, "cell": cell, "word": word})
            said = sentence_on_remark(remark, [1, 2])
        except (RecordError, ValueError):
            assert (
                code not in SENTENCES
                or cell not in (1, 2)
                or word not in ("", "numpy", "a.b", "x" * 60)
                or ((word == "") != (code == "commands left out") or type(cell) is not int)
            )
        else:
            assert str(word) in said.de
            assert not set("`$\n\u202e") & set(said.de + said.en)
