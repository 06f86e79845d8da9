"""What a cell finds around it: the same in every run, alone or after other exercises in the same child."""

from __future__ import annotations

import builtins
import decimal
import random
import sys
import warnings
from types import ModuleType
from typing import Any, NoReturn

_PRISTINE = dict(vars(builtins))


def fresh_namespace() -> dict[str, Any]:
    """The namespace of one exercise: a real module called __main__, as dataclasses and inspect expect it."""
    module = ModuleType("__main__")
    sys.modules["__main__"] = module
    namespace = vars(module)
    namespace["__builtins__"] = builtins
    return namespace


def reset() -> None:
    """Random generators, numeric modes, warnings, arguments and builtins, as at the start of every run."""
    take_back()
    random.seed(0)
    decimal.setcontext(decimal.Context())
    warnings.resetwarnings()
    warnings.simplefilter("default")
    sys.argv[:] = ["notebook"]
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(0)
        numpy.seterr(divide="warn", over="warn", under="ignore", invalid="warn")
    sympy = sys.modules.get("sympy")
    if sympy is not None:
        sympy.core.random.seed(0)
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")
        dict.update(pyplot.rcParams, pyplot.rcParamsOrig)
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(0)
        torch.set_default_dtype(torch.float32)


def take_back() -> None:
    """Undo what a cell has done to the builtins and to tracing; our own code runs in the same process."""
    _settrace(None)
    _setprofile(None)
    _update(_PRISTINE)


class _Shown:
    """What `display(…, display_id=True)` gives, to be updated later."""

    def update(self, *_: object, **__: object) -> None:
        return None

    display = update


def _display(*_: object, display_id: object = None, **__: object) -> _Shown | None:
    """`display` of Jupyter: nobody looks."""
    return _Shown() if display_id else None


def _input(prompt: object = "") -> NoReturn:
    raise EOFError("nobody answers input()")  # the judge says more, in both languages


_PRISTINE["display"] = _display
_PRISTINE["input"] = _input
_update, _settrace, _setprofile = vars(builtins).update, sys.settrace, sys.setprofile
