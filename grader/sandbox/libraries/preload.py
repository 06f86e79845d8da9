"""Modules that a zygote imports before it forks, and what each needs so that children start fast and alike.

Only installed libraries are imported here, on behalf of hand-ins that use them; never anything of ours that knows a
reference.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import MutableSequence
from contextlib import ContextDecorator, nullcontext
from types import ModuleType, SimpleNamespace
from typing import Any, Self

WARMABLE = ("numpy", "sympy", "mpmath", "scipy", "pandas", "matplotlib", "IPython", "torch")

_imported_as = {"matplotlib": "matplotlib.pyplot", "IPython": "IPython.core.inputtransformer2", "numpy": "numpy.random"}
_not_installed: set[str] = set()


def is_warm(module: str) -> bool:
    """Nothing is left to do for `module` (it may also be none of ours, or not installed)."""
    return module not in WARMABLE or module in _not_installed or _imported_as.get(module, module) in sys.modules


def warm(module: str) -> bool:
    """Import `module`; False if it is not installed.

    Raises:
        ValueError: the module is not on the list.
    """
    if module not in WARMABLE:
        raise ValueError(f"{module} is not on the list of warm modules")
    if module == "torch":
        install_light_dynamo()
    try:
        imported = importlib.import_module(_imported_as.get(module, module))
    except (ImportError, OSError, RuntimeError):  # absent, or installed but broken: the cell that imports it will see
        _not_installed.add(module)
        if module == "torch":
            sys.modules.pop("torch._dynamo", None)
        return False
    if module == "torch":
        _finish_torch(imported)
    if module == "matplotlib":
        _finish_matplotlib()
    return True


class _LightDynamo(ModuleType):
    """Stands in for torch._dynamo, which optimisers import on first use (0.5 s and 80 MB in every child).

    Optimisers and torch.func need three no-ops of it; whatever else is asked for loads the real one.
    """

    __path__: MutableSequence[str] = []  # noqa: RUF012 - the import system reads it from the class

    compiled_autograd = SimpleNamespace(_disable=nullcontext)

    @staticmethod
    def graph_break(*_: Any, **__: Any) -> None:
        return None

    @staticmethod
    def disable(function: Any = None, recursive: bool = True, **_: Any) -> Any:
        return function if function is not None else (lambda wrapped: wrapped)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        torch = sys.modules["torch"]
        sys.modules.pop("torch._dynamo", None)
        torch.__dict__.pop("_dynamo", None)
        real = importlib.import_module("torch._dynamo")
        torch._dynamo = real  # type: ignore[attr-defined]
        return getattr(real, name)


class _NoRecord(ContextDecorator):
    """Stands in for what optimisers tell a profiler in every step, a seventh of its time: nobody starts one here."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return


def install_light_dynamo() -> None:
    """Whoever imports torch later in this process gets the stand-in with it."""
    if "torch" not in sys.modules:
        sys.modules["torch._dynamo"] = _LightDynamo("torch._dynamo")


def _finish_torch(torch: Any) -> None:
    light = sys.modules.get("torch._dynamo")
    if isinstance(light, _LightDynamo):
        torch._dynamo = light
    torch.autograd.profiler.record_function = _NoRecord
    # One thread: libgomp's pool does not survive a fork (sandbox.md 2e), and lanes use the other cores.
    torch.set_num_threads(1)
    if torch.get_num_interop_threads() != 1:  # it may be said once only, also to who was forked later
        torch.set_num_interop_threads(1)


def _finish_matplotlib() -> None:
    """Saving a figure to a file and arranging it do nothing, like `plt.show()`: nobody looks, and fonts cannot be read."""
    from matplotlib.backend_bases import FigureCanvasBase
    from matplotlib.figure import Figure

    save: Any = Figure.savefig

    def savefig(figure: Any, fname: Any, **options: Any) -> None:
        if not isinstance(fname, str | os.PathLike):
            save(figure, fname, **options)

    Figure.savefig = savefig  # type: ignore[assignment,method-assign]
    FigureCanvasBase.draw_idle = lambda *_, **__: None  # type: ignore[method-assign]
    Figure.tight_layout = lambda *_, **__: None  # type: ignore[method-assign]
