"""What libraries import only when it is needed: imported beforehand."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from grader.sandbox.libraries.preload import WARMABLE

# Parts of the standard library that open windows, need a terminal, print when imported or install packages.
_LEAVE_OUT = ("antigravity", "this", "idlelib", "turtle", "turtledemo", "tkinter", "lib2to3", "test", "ensurepip", "curses")
_DEEPER = ("concurrent.futures", "multiprocessing.popen_fork", "urllib.request", "unittest.mock", "xml.etree.ElementTree")
_LEAVE_OUT_OF_SYMPY = tuple(
    f"sympy.{part}" for part in ("this", "conftest", "plotting", "testing", "benchmarks", "parsing.autolev", "parsing.latex")
)
# Tests, and modules that compute a page of SymPy's documentation when imported: half of the time of all together.
_NEVER_IMPORTED = re.compile(r"\.tests\b|\.benchmarks\b|_doc$")
_PARTS = {
    "scipy": ("constants", "fft", "integrate", "interpolate", "linalg", "optimize", "signal", "sparse", "special", "stats"),
    "torch": ("nn.functional", "nn.init", "optim.lr_scheduler", "utils.data", "distributions", "linalg", "fft"),
    "matplotlib": ("backends.backend_agg", "animation", "ticker", "patches", "lines", "cm", "colors", "gridspec"),
    "numpy": ("linalg", "fft", "polynomial", "random", "ma", "testing"),
}


def import_standard_library() -> None:
    """All public modules of the standard library that can be imported here."""
    for name in sorted(sys.stdlib_module_names):
        if not name.startswith(("_", "distutils")) and name not in _LEAVE_OUT:
            _try(name)
    for name in _DEEPER:
        _try(name)
    for found in pkgutil.iter_modules(sys.modules["encodings"].__path__, "encodings."):
        _try(found.name)


def import_late_parts() -> None:
    """What the libraries that are loaded by now import late, as far as it is installed."""
    with _kept_out():
        for module in [name for name in _PARTS if sys.modules.get(name)]:
            for part in _PARTS[module]:
                _try(f"{module}.{part}")
        if sys.modules.get("sympy"):  # its parts import one another inside functions, in hundreds of places
            for found in pkgutil.walk_packages(sys.modules["sympy"].__path__, "sympy.", onerror=lambda _: None):
                if not (found.name.startswith(_LEAVE_OUT_OF_SYMPY) or _NEVER_IMPORTED.search(found.name)):
                    _try(found.name)


@contextmanager
def _kept_out() -> Iterator[None]:
    """Libraries that nobody asked for are not imported on the way: they come by `warm`, which prepares them."""
    absent = [name for name in WARMABLE if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None: importing it fails
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _try(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            importlib.import_module(name)
        except (ImportError, OSError, RuntimeError, AttributeError):  # not on this system: the cell that wants it will see
            return
