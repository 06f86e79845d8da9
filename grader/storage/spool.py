"""Texts on the disk that are needed one at a time: of a class of any size they do not fill the memory."""

from __future__ import annotations

import tempfile
import threading
from types import TracebackType
from typing import Self

from grader.storage.owned_tempdir import not_writable

Place = tuple[int, int]  # where, and how many bytes


class Spool:
    """A temporary file without a name: nothing is left of it, however this process ends. Several threads may use it."""

    def __init__(self) -> None:
        # Without a buffer: what one has kept of a write that failed, it tries to write again when anything is read.
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 – closed by __exit__
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def put(self, text: str) -> Place:
        """Raises GraderError: the disk is full."""
        data = text.encode()
        with self._lock:
            where = self._file.seek(0, 2)
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[self._file.write(rest) :]
            except OSError as error:
                raise not_writable(error) from error
        return where, len(data)

    def at(self, place: Place) -> str:
        where, size = place
        with self._lock:
            self._file.seek(where)
            return self._file.read(size).decode()
