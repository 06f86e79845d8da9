"""The device that swallows everything, for children that may not open any file: it is open already."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable
from typing import Any

_STANDARD_INPUT = 0  # of a zygote and its children, opened for reading and writing by the judge: that very device


def let_nothing_be_opened() -> None:
    """From now on `open(os.devnull)`, in all its forms, is a copy of standard input instead of a call that is refused."""
    builtins.open = io.open = _with_nothing(io.open)
    os.open = _with_nothing(os.open, wrap=False)


def _with_nothing(real: Callable[..., Any], *, wrap: bool = True) -> Callable[..., Any]:
    """`wrap`: the result is a file object around the descriptor."""

    def open(file: Any, *arguments: Any, **options: Any) -> Any:
        if not _is_nothing(file):
            return real(file, *arguments, **options)
        copy = os.dup(_STANDARD_INPUT)
        return real(copy, *arguments, **options) if wrap else copy

    return open


def _is_nothing(file: object) -> bool:
    return isinstance(file, str | bytes | os.PathLike) and os.fsdecode(file) == os.devnull
