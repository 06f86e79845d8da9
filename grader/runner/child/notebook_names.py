"""What a notebook has besides Python: the last values as `_`, `Out` and `In`, and a shell that does nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from grader.model import Cell
from grader.submissions.source.magics import RUNS, prepare

_UNDERSCORES = ("_", "__", "___")


class Captured:
    """What `%%capture out` gives: nothing is captured, since nothing is shown."""

    stdout = stderr = ""
    outputs: tuple[object, ...] = ()

    def show(self) -> None:
        return None


class Nothing:
    """Whatever a part of the shell is asked for: `get_ipython().events.register(…)`, as Matplotlib does."""

    def __call__(self, *_: object, **__: object) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self


NOTHING = Nothing()


class Shell:
    """`get_ipython()`: it runs code that it is given as text; of all else that it is asked to do nothing happens.

    What magics run stands in the cell's own code by now, unless somebody has kept the shell under a name.
    """

    captured = Captured()

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.user_ns = namespace

    def ex(self, code: str) -> None:
        exec(prepare(Cell(0, code))[0], self.user_ns)

    run_cell = ex

    def ev(self, code: str) -> Any:
        return eval(code, self.user_ns)  # wall: the student's own code, as every cell is

    def push(self, names: Mapping[str, Any], *_: object, **__: object) -> None:
        self.user_ns.update(names)

    def run_line_magic(self, name: str, line: str, *_: object, **__: object) -> None:
        if name in RUNS:
            self.ex(line)

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        self.run_line_magic(name, cell)

    def getoutput(self, *_: object, **__: object) -> list[str]:
        return []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return NOTHING


class History:
    """Inputs and outputs of the cells that have run, under Jupyter's names in the namespace."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace
        self._inputs: list[str] = [""]
        self._outputs: dict[int, Any] = {}
        self._last: tuple[Any, ...] = ("", "", "")
        shell = Shell(namespace)
        namespace.update(
            In=self._inputs, Out=self._outputs, _ih=self._inputs, _oh=self._outputs, _dh=[], get_ipython=lambda: shell
        )
        namespace.update(zip(_UNDERSCORES, self._last, strict=True))
        namespace.update(_i="", _ii="", _iii="")

    def install(self) -> None:
        """`from IPython import get_ipython`, as exported scripts begin, finds the same shell."""
        for name in ("IPython", "IPython.core.getipython"):
            module = sys.modules.get(name)
            if module is not None:
                vars(module)["get_ipython"] = self._namespace["get_ipython"]

    def begin(self, source: str) -> None:
        """A cell is about to run; blank ones do not count in Jupyter."""
        namespace = self._namespace
        namespace["_iii"], namespace["_ii"], namespace["_i"] = (
            namespace.get("_ii", ""),
            namespace.get("_i", ""),
            self._inputs[-1],
        )
        self._inputs.append(source)
        namespace[f"_i{len(self._inputs) - 1}"] = source

    def end(self, value: Any) -> None:
        """A cell's last expression had this value. Names that the student has taken for something else stay theirs."""
        if value is None:
            return
        number = len(self._inputs) - 1
        self._outputs[number] = value
        self._namespace[f"_{number}"] = value
        if all(self._namespace.get(name) is last for name, last in zip(_UNDERSCORES, self._last, strict=True)):
            self._last = (value, *self._last[:2])
            self._namespace.update(zip(_UNDERSCORES, self._last, strict=True))
