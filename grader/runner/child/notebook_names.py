"""What a notebook has besides Python: the last values as `_`, `Out` and `In`, and a shell that knows some commands."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Mapping
from typing import Any

from grader.model import Cell
from grader.runner.child.jupyter_commands import COMMANDS, Desk
from grader.runner.child.jupyter_values import CapturedIO, Macro, SList
from grader.submissions.source.bindings import bound_names
from grader.submissions.source.magics import RUNS, prepare

_UNDERSCORES = ("_", "__", "___")


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
    """`get_ipython()`: it does the commands that give names and runs code that it is given as text; else nothing happens.

    What magics run stands in the cell's own code by now, unless somebody has kept the shell under a name.
    """

    def __init__(self, desk: Desk, capture: Callable[[str], CapturedIO]) -> None:
        self._desk = desk
        self.capture = capture
        self.user_ns = desk.names

    @property
    def execution_count(self) -> int:
        return len(self._desk.inputs)

    def ex(self, code: str) -> None:
        self._desk.run(code)

    run_cell = ex

    def ev(self, code: str) -> Any:
        return eval(code, self.user_ns)  # wall: the student's own code, as every cell is

    def push(self, names: Mapping[str, Any], *_: object, **__: object) -> None:
        self.user_ns.update(names)

    def run_line_magic(self, name: str, line: str, *_: object, **__: object) -> Any:
        return self._command(name, line, None)

    def run_cell_magic(self, name: str, line: str, cell: str) -> Any:
        return self._command(name, line, cell)

    def register_magic_function(self, function: Any, magic_kind: str = "line", magic_name: str | None = None) -> None:
        self._desk.own[magic_name or function.__name__] = function

    def getoutput(self, *_: object, **__: object) -> SList:
        return SList()

    def reset(self, *_: object, **__: object) -> None:
        self._command("reset", "-f", None)

    def _command(self, name: str, line: str, cell: str | None) -> Any:
        given = (line,) if cell is None else (line, cell)
        if name in self._desk.own:
            return self._desk.own[name](*given)
        if name in COMMANDS:
            return COMMANDS[name](self._desk, line, cell)
        return self.ex(given[-1]) if name in RUNS else None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return NOTHING


class History:
    """Inputs and outputs of the cells that have run, under Jupyter's names in the namespace; and the shell."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.desk = desk = Desk(namespace, self._run)
        self.bound: set[str] = set()  # names that code bound which the cell does not hold itself
        self._namespace = namespace
        self._last: tuple[Any, ...] = ("", "", "")
        self._captured: CapturedIO | None = None
        shell = Shell(desk, self._capture)
        namespace.update(In=desk.inputs, Out=desk.outputs, _ih=desk.inputs, _oh=desk.outputs, _dh=[], open=desk.open)
        namespace.update(get_ipython=lambda: shell)
        namespace.update(zip(_UNDERSCORES, self._last, strict=True))
        namespace.update(_i="", _ii="", _iii="")
        desk.hidden = frozenset(namespace)

    def install(self) -> None:
        """`from IPython import get_ipython`, as exported scripts begin, finds the same shell."""
        for name in ("IPython", "IPython.core.getipython"):
            module = sys.modules.get(name)
            if module is not None:
                vars(module)["get_ipython"] = self._namespace["get_ipython"]

    def begin(self, source: str) -> None:
        """A cell is about to run; blank ones do not count in Jupyter."""
        namespace, inputs = self._namespace, self.desk.inputs
        namespace["_iii"], namespace["_ii"], namespace["_i"] = (
            namespace.get("_ii", ""),
            namespace.get("_i", ""),
            inputs[-1],
        )
        inputs.append(source)
        namespace[f"_i{len(inputs) - 1}"] = source

    def end(self, value: Any) -> None:
        """A cell's last expression had this value. Names that the student has taken for something else stay theirs."""
        if value is None:
            return
        if self._captured is not None:
            self._captured.keep(value)
            return
        number = len(self.desk.inputs) - 1
        self.desk.outputs[number] = value
        self._namespace[f"_{number}"] = value
        if all(self._namespace.get(name) is last for name, last in zip(_UNDERSCORES, self._last, strict=True)):
            self._last = (value, *self._last[:2])
            self._namespace.update(zip(_UNDERSCORES, self._last, strict=True))

    def unfolded(self, source: str) -> str:
        """A cell that is nothing but the name of a macro runs the macro's text."""
        macro = self._namespace.get(source.strip())
        return macro.value if type(macro) is Macro else source

    def release(self) -> None:
        """The cell is over: what it prints from now on is not captured."""
        if self._captured is not None:
            self._captured.release()
            self._captured = None

    def _capture(self, line: str) -> CapturedIO:
        self.release()
        no = set(line.split())
        self._captured = CapturedIO(
            stdout="--no-stdout" not in no, stderr="--no-stderr" not in no, display="--no-display" not in no
        )
        vars(builtins)["display"] = self._captured.keep  # the next cell finds ours again
        return self._captured

    def _run(self, code: str) -> None:
        source = prepare(Cell(0, code))[0]
        self.bound |= bound_names(source)
        exec(source, self._namespace)  # wall: the student's own code, as every cell is
