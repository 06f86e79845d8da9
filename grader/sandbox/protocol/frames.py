"""Length-prefixed JSON frames: the only thing that comes out of a child, and nothing in it is believed unread."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

Frame = dict[str, Any]
Shapes = Mapping[str, Mapping[str, type]]  # kind of frame -> its fields and their exact types

HEADER = struct.Struct("<I")
LARGEST = (1 << 63) - 1  # numbers of answers are texts; what is counted or measured is smaller
MAX_DEPTH = 64  # deeper answers do not exist; recursive code on the judge's side must not be led further

# An own encoder, made before student code runs: patching json.dumps in the child changes nothing here.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


class FrameError(ValueError):
    """A frame that is forged, half, too large or of another shape than agreed."""


def pack(frame: Mapping[str, Any]) -> bytes:
    """The bytes of one frame; lone surrogates become question marks.

    Raises:
        ValueError, TypeError: the frame is not plain JSON (NaN, other types).
    """
    body = _encode(frame).encode("utf-8", "replace")
    return HEADER.pack(len(body)) + body


def unpack(body: bytes, shapes: Shapes) -> Frame:
    """The frame in `body`.

    Raises:
        FrameError: not JSON, constants or infinite numbers, duplicate keys, lone surrogates, unknown kind, other keys or types.
    """
    try:
        frame = _decode(body.decode("utf-8"))
        _check(frame, 0)
    except FrameError:
        raise
    except (ValueError, RecursionError) as error:
        raise FrameError(f"not plain JSON ({type(error).__name__})") from None
    if type(frame) is not dict or type(frame.get("is")) is not str or frame["is"] not in shapes:
        raise FrameError("unknown kind of frame")
    shape = shapes[frame["is"]]
    if set(frame) != {"is", *shape}:
        raise FrameError(f"a {frame['is']} frame has other keys")
    for key, kind in shape.items():
        if type(frame[key]) is not kind:
            raise FrameError(f"{key} of a {frame['is']} frame has another type")
    return frame


class FrameReader:
    """Cuts a stream of bytes into frames; the first thing that is odd ends the stream."""

    def __init__(self, shapes: Shapes, *, cap: int, total: int) -> None:
        self._shapes = shapes
        self._cap = cap
        self._total = total
        self.taken = 0  # bytes
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The frames that `data` completes.

        Raises:
            FrameError: see `unpack`; or a frame, or all of them together, exceed their caps.
        """
        self._buffer += data
        self.taken += len(data)
        if self.taken > self._total:
            raise FrameError("too much data")
        while len(self._buffer) >= HEADER.size:
            (size,) = HEADER.unpack_from(self._buffer)
            if size > self._cap:
                raise FrameError("frame too large")
            end = HEADER.size + size
            if len(self._buffer) < end:
                return
            body = bytes(self._buffer[HEADER.size : end])
            del self._buffer[:end]
            yield unpack(body, self._shapes)

    @property
    def half(self) -> bool:
        """The stream stands in the middle of a frame."""
        return bool(self._buffer)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise FrameError("duplicate key")
    return result


def _refuse_constant(name: str) -> NoReturn:
    raise FrameError(f"{name} is no JSON number")


_decode = json.JSONDecoder(parse_constant=_refuse_constant, object_pairs_hook=_object).decode


def _check(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise FrameError("nested too deeply")
    if type(value) is float and not math.isfinite(value):
        raise FrameError("a number is not finite")
    if type(value) is int and abs(value) > LARGEST:
        raise FrameError("a whole number is too large")
    if type(value) is str:
        value.encode("utf-8")  # UnicodeEncodeError (a ValueError) for lone surrogates
    elif type(value) is list:
        for element in value:
            _check(element, depth + 1)
    elif type(value) is dict:
        for key, element in value.items():
            key.encode("utf-8")
            _check(element, depth + 1)
