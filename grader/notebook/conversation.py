"""What a notebook and the process that judges it say to each other: frames of plain data, and each looks twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.sandbox.protocol.frames import Frame, FrameReader, Shapes, pack
from grader.submissions.files.files import MAX_SCRIPT

LARGEST = 64 << 20  # bytes of a frame: a page with all its pictures
_FOREVER = 1 << 62  # a notebook may be checked all day
_CHUNK = 1 << 16

# The notebook asks, is asked for the values of items of one exercise after the other, and is shown what came of it.
ASKING: Shapes = {"grade": {"notebook": str, "name": str, "words": list, "hint": bool, "lang": str}, "answers": {"found": dict}}
ANSWERING: Shapes = {
    "values": {"items": list, "cells": list},
    "shown": {"html": str, "text": str},
    "said": {"text": str},
}
LARGEST_NOTEBOOK = 2 * MAX_SCRIPT  # characters of its cells as JSON


@dataclass(slots=True)
class TalkEnd:
    """One end of the conversation, over two descriptors."""

    incoming: int
    outgoing: int
    reader: FrameReader
    frames: Iterator[Frame] = field(default_factory=lambda: iter(()))

    def send(self, frame: dict[str, Any]) -> None:
        """Raises OSError where the other end has gone, ValueError for what is not plain."""
        rest = memoryview(pack(frame))
        while rest:
            rest = rest[os.write(self.outgoing, rest[:_CHUNK]) :]

    def receive(self) -> Frame | None:
        """The next frame; None where the other end has gone.

        Raises:
            FrameError: it is not one that was agreed.
        """
        while True:
            frame = next(self.frames, None)
            if frame is not None:
                return frame
            data = os.read(self.incoming, _CHUNK)
            if not data:
                return None
            self.frames = self.reader.feed(data)


def talk_end(incoming: int, outgoing: int, shapes: Shapes) -> TalkEnd:
    """An end that takes frames of these shapes."""
    return TalkEnd(incoming, outgoing, FrameReader(shapes, cap=LARGEST, total=_FOREVER))


def file_of(name: str) -> str:
    """The own name of a notebook's file; one that nobody knows is called as Jupyter would."""
    return Path(name.replace("\\", "/")).name or "notebook.ipynb"
