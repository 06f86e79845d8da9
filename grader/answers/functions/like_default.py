"""An argument in the form of the student's own default: who writes `start=torch.tensor([0.0])` gets tensors."""

from __future__ import annotations

import sys
from types import FunctionType
from typing import Any


def like_default(function: object, place: int, value: Any) -> Any:
    """A number or list as tensor, array or tuple where the parameter at this place has such a default; else as it is.

    Beside student code: only exact types are looked at.
    """
    if type(value) not in (int, float, list):
        return value
    default = _default(function, place)
    torch, numpy = sys.modules.get("torch"), sys.modules.get("numpy")
    if torch is not None and type(default) in (torch.Tensor, torch.nn.Parameter):
        tensor = torch.tensor(value, dtype=default.dtype if default.is_floating_point() else torch.float32)
        tensor = tensor.reshape(default.shape) if tensor.numel() == default.numel() else tensor
        return tensor.requires_grad_(default.requires_grad)
    if numpy is not None and type(default) is numpy.ndarray:
        array = numpy.array(value, dtype=default.dtype if default.dtype.kind == "f" else float)
        return array.reshape(default.shape) if array.size == default.size else array
    return tuple(value) if type(value) is list and type(default) is tuple else value


def _default(function: object, place: int) -> Any:
    if type(function) is not FunctionType or not function.__defaults__:
        return None
    last = function.__code__.co_argcount - 1
    return dict(zip(range(last, -1, -1), reversed(function.__defaults__), strict=False)).get(place)
