"""Whatever a child writes, the judge gets frames of the agreed shape or a FrameError, and nothing else."""

from __future__ import annotations

import json
import random
import struct
from typing import Any

import pytest

from grader.sandbox.protocol.frames import FrameError, FrameReader, Shapes, pack, unpack
from tests.every import each

SHAPES: Shapes = {"item": {"name": str, "observation": dict}, "probe": {"index": int}, "done": {}}

REFUSED = [
    (b"", "empty"),
    (b"hello", "not JSON"),
    (b"\xff\xfe", "not UTF-8"),
    (b"[]", "a list"),
    (b"NaN", "a constant"),
    (b'{"is": "done", "x": NaN}', "NaN inside"),
    (b'{"is": "probe", "index": Infinity}', "infinite"),
    (b'{"is": "item", "name": "a", "observation": {"x": 1e999}}', "overflows to infinity"),
    (b'{"is": "grade", "points": 100}', "unknown kind"),
    (b'{"is": ["done"]}', "kind is no string"),
    (b'{"is": "done", "grade": 1}', "extra key"),
    (b'{"is": "item", "name": "a"}', "missing key"),
    (b'{"is": "probe", "index": true}', "bool for int"),
    (b'{"is": "probe", "index": 1.0}', "float for int"),
    (b'{"is": "item", "name": 1, "observation": {}}', "int for str"),
    (b'{"is": "done", "is": "done"}', "duplicate key"),
    (b'{"is": "item", "name": "a", "observation": {"x": 1, "x": 2}}', "duplicate key inside"),
    (b'{"is": "item", "name": "\\ud800", "observation": {}}', "lone surrogate"),
    (b'{"is": "item", "name": "a", "observation": {"\\udfff": 1}}', "lone surrogate as key"),
    (b'{"is": "item", "name": "a", "observation": {"x": ' + b"[" * 100 + b"]" * 100 + b"}}", "too deep"),
    (b"[" * 100_000, "far too deep"),
    (b'{"is": "probe", "index": ' + b"9" * 5000 + b"}", "a number that Python refuses to read"),
    (b'{"is": "done"} {"is": "done"}', "two in one"),
]


@each(("body", "why"), REFUSED)
def test_odd_frames_are_refused(body: bytes, why: str) -> None:
    with pytest.raises(FrameError):
        unpack(body, SHAPES)


def test_frames_survive_any_cutting_of_the_stream() -> None:
    frames = [{"is": "item", "name": f"äß{n}", "observation": {"x": [n, None, 1.5]}} for n in range(20)] + [{"is": "done"}]
    stream = b"".join(map(pack, frames))
    for size in (1, 3, 7, len(stream)):
        reader = FrameReader(SHAPES, cap=1000, total=1 << 20)
        parts = (stream[at : at + size] for at in range(0, len(stream), size))
        assert [frame for part in parts for frame in reader.feed(part)] == frames
        assert not reader.half


def test_a_frame_and_all_frames_have_a_cap() -> None:
    with pytest.raises(FrameError, match="too large"):
        list(FrameReader(SHAPES, cap=100, total=1000).feed(struct.pack("<I", 101)))
    reader = FrameReader(SHAPES, cap=100, total=1000)
    with pytest.raises(FrameError, match="too much"):
        list(reader.feed(pack({"is": "done"}) * 100))


def test_half_a_frame_is_seen() -> None:
    reader = FrameReader(SHAPES, cap=100, total=1000)
    assert list(reader.feed(pack({"is": "done"})[:-1])) == []
    assert reader.half


def test_pack_refuses_what_json_cannot_say_and_mends_surrogates() -> None:
    with pytest.raises(ValueError, match="JSON"):
        pack({"is": "done", "x": float("nan")})
    assert unpack(pack({"is": "item", "name": "a\udc80", "observation": {}})[4:], SHAPES)["name"] == "a?"


def test_fuzzed_streams_raise_only_their_own_error() -> None:
    rng = random.Random(5)
    for _ in range(20_000):
        reader = FrameReader(SHAPES, cap=200, total=2000)
        try:
            for frame in reader.feed(_fuzz(rng)):
                assert frame["is"] in SHAPES
        except FrameError:
            pass


def _fuzz(rng: random.Random) -> bytes:
    stream = bytearray()
    for _ in range(rng.randrange(1, 4)):
        body = json.dumps(_value(rng, 0)).encode() if rng.random() < 0.8 else rng.randbytes(rng.randrange(30))
        size = len(body) if rng.random() < 0.9 else rng.randrange(300)
        stream += struct.pack("<I", size) + body
    for _ in range(rng.randrange(3)):
        stream[rng.randrange(len(stream))] = rng.randrange(256)
    return bytes(stream)


def _value(rng: random.Random, depth: int) -> Any:
    kind = rng.randrange(9 if depth < 3 else 6)
    if kind == 0:
        return {"is": rng.choice(["item", "probe", "done", "x"]), rng.choice(["name", "index", "x"]): _value(rng, depth + 1)}
    if kind > 6:
        return [_value(rng, depth + 1) for _ in range(rng.randrange(3))]
    return rng.choice([None, True, 1, 1.5, float("nan"), float("inf"), "item", "\ud800", 10**40, {"is": "done"}])
