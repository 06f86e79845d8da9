"""Keys that are damaged, foreign or old: a sentence, never a wrong verdict."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.answer_key.sealed.box.cells import PLACES
from grader.answer_key.sealed.box.key_file import FIELDS, FORMAT, KeyTrouble, read
from grader.answer_key.sealed.box.key_head import KeyHead
from grader.answer_key.sealed.box.sizes import COUNT
from grader.storage.codec import dump
from tests.attacks.attack import row
from tests.every import each
from tests.sealed.keys import both

NAME = "ex04"


def parts(content: bytes) -> tuple[bytes, bytes, bytes]:
    kind, public, boxes = content.split(b"\n", 2)
    return kind, public, boxes


def with_head(content: bytes, **changed: object) -> bytes:
    kind, public, boxes = parts(content)
    return b"\n".join([kind, json.dumps({**json.loads(public), **changed}).encode(), boxes])


def swapped(content: bytes) -> bytes:
    """The boxes of the first two units have changed their places."""
    kind, public, boxes = parts(content)
    size = COUNT * json.loads(public)["units"][0]["size"]
    return b"\n".join([kind, public, boxes[size : 2 * size] + boxes[:size] + boxes[2 * size :]])


DAMAGE: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("ist beschädigt", lambda key: b""),
    ("ist beschädigt", lambda key: key[:-1]),
    ("ist beschädigt", lambda key: key + b"\0"),
    ("ist beschädigt", lambda key: key[:200]),
    ("ist beschädigt", lambda key: key[:-5000] + bytes([key[-5000] ^ 4]) + key[-4999:]),
    ("ist beschädigt", swapped),
    ("ist beschädigt", lambda key: b"PK\3\4" + key),
    ("anderen Version", lambda key: key.replace(FORMAT.encode(), b"grader/key/9", 1)),
    ("anderen Version", lambda key: with_head(key, more=1)),
    ("anderen Version", lambda key: with_head(key, items={"steps": {"is": "SealedItem", "kind": 1, "other": 2}})),
    ("ist der Schlüssel zu ex05", lambda key: both("ex05").file.read_bytes()),
]


@row(
    86,
    "swapped, cut or flipped boxes, the key of another exercise or version",
    "a digest of the boxes; each box is authenticated",
    "“… is damaged …”; never a verdict",
)
@each(("said", "damage"), DAMAGE)
def test_a_key_that_cannot_be_used_says_so(said: str, damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "ex04_valley_line.key"
    path.write_bytes(damage(both(NAME).file.read_bytes()))
    with pytest.raises(KeyTrouble) as caught:
        assert read(path, NAME).head.items
    assert said in caught.value.in_("de")
    assert str(path) in str(caught.value)


def test_every_field_of_the_open_part_is_known() -> None:
    assert {"is", *KeyHead.__dataclass_fields__} == FIELDS


def test_nothing_of_an_answer_or_a_mistake_stands_in_the_open_part() -> None:
    keys = both(NAME)
    public = parts(keys.file.read_bytes())[1].decode()
    for item in keys.drawn.exercise.items:
        for mistake in keys.exercise.item(item.name).mistakes:
            assert mistake.feedback.de not in public
            assert mistake.name not in public
    reference = keys.plan.units[0].boxes[0].candidates[0].raw
    assert json.dumps(dump(reference)) not in public


def test_the_open_part_does_not_change_with_the_reference_but_for_offsets() -> None:
    """Two variants have other answers; of what is not in the statement, only salts, digests and offsets differ."""
    heads = [json.loads(parts(both("ex10", variant).file.read_bytes())[1]) for variant in (0, 1)]
    for head in heads:
        for unit in head["units"]:
            assert len(unit.pop("offsets")) == PLACES
        for free in ("salt", "digest", "exercise"):
            head.pop(free)
    assert heads[0]["units"] == heads[1]["units"]
    assert heads[0]["items"].keys() == heads[1]["items"].keys()
    assert [item["unit"] for item in heads[0]["items"].values()] == [item["unit"] for item in heads[1]["items"].values()]


def test_conditions_that_would_tell_an_answer_lie_in_the_box_of_the_reference() -> None:
    keys = both("ex17")
    public = json.loads(parts(keys.file.read_bytes())[1])
    assert "1/4" not in json.dumps(public["items"]["mae_gradient"])
    item = next(item for item in keys.items if item.name == "mae_gradient")
    unit = next(unit for unit in keys.plan.units if unit.name == item.name)
    inside = [answer.rules for box in unit.boxes for answer in box.candidates if answer.kind == "reference"]
    assert "-1/4 <= g2" in json.dumps(inside)
    beyond = {"node": ["seq", ["num", "1/4"], ["num", "1/2"], ["num", "1/4"], ["num", "-1/4"]]}
    assert keys.sealed(item, beyond).outcome == keys.live(item, beyond).outcome == "wrong"
