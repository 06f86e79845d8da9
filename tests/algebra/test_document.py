"""Trees cross the wall as JSON; whatever comes back is checked."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from grader.algebra.reading.parser import parse
from grader.algebra.syntax.errors import ParseError
from grader.algebra.syntax.json_codec import from_json, to_json
from tests.every import every

from .tables import ALL

TEXTS = sorted({text for _, pair in ALL for text in (pair.student, pair.reference)})


def comes_back(text: str) -> None:
    try:
        tree = parse(text)
    except ParseError:
        tree = parse(text, kind="interval", length=None)
    assert from_json(json.loads(json.dumps(to_json(tree)))) == tree


def test_every_side_of_the_tables_comes_back() -> None:
    every(TEXTS, comes_back)


def test_a_number_remembers_how_it_was_typed() -> None:
    again = from_json(to_json(parse("1,50")))
    assert again.text == "1,50"  # type: ignore[union-attr]


BROKEN = [
    *(None, 1, 1.5, True, "x", [], {}, [[]], ["num"], ["num", 1], ["num", "1/0"], ["num", "x"], ["num", "1" * 5000]),
    *(["num", " 1"], ["num", "1_0"], ["num", "٣"], ["sym", "a b"], ["sym", ""], ["sym", "x" * 100], ["const", "e"], ["inf", 2]),
    *(["inf", True], ["add"], ["call", "eval", ["num", "1"]], ["call", "exp"], ["call", "__class__", ["num", "1"]], ["nope"]),
    *(["rel", "~", ["num", "1"], ["num", "1"]], ["pow", ["num", "1"]], ["interval", ["num", "1"], ["num", "2"], 1, 0]),
    *(["not"], ["truth", 1], ["add", "x"], ["seq", {"a": 1}], ["num", "1", "\x00"], ["num", "-"], ["num", "1/"], ["num", "/1"]),
]


def is_refused(document: Any) -> None:
    with pytest.raises(ValueError, match=r"node|number|part|larger"):
        from_json(document)


def test_broken_documents_are_refused() -> None:
    every(BROKEN, is_refused, lambda document: str(document)[:30])


def test_deep_and_wide_documents_are_refused() -> None:
    deep: Any = ["num", "1"]
    for _ in range(5000):
        deep = ["not", deep]
    with pytest.raises(ValueError, match="larger"):
        from_json(deep)
    with pytest.raises(ValueError, match="larger"):
        from_json(["seq", *[["nan"]] * 50_000])


def random_json(rng: random.Random, depth: int = 0) -> Any:
    words = [
        "num",
        "sym",
        "add",
        "mul",
        "pow",
        "call",
        "rel",
        "seq",
        "set",
        "interval",
        "exp",
        "=",
        "1/2",
        "x",
        "inf",
        "not",
        "",
    ]
    choice = rng.random()
    if depth > 3 or choice < 0.3:
        return rng.choice([*words, 0, 1, -1, 1.5, None, True, False])
    if choice < 0.9:
        return [rng.choice(words), *(random_json(rng, depth + 1) for _ in range(rng.randint(0, 3)))]
    return {rng.choice(words): random_json(rng, depth + 1)}


def test_any_json_raises_only_value_errors() -> None:
    rng = random.Random(3)
    read = 0
    for _ in range(20_000):
        read += readable(random_json(rng))
    assert read > 50


def readable(document: Any) -> bool:
    try:
        tree = from_json(document)
    except ValueError:
        return False
    assert from_json(to_json(tree)) == tree
    return True
