"""What Jupyter's commands give: objects of IPython's names and words, without IPython, which a script does not load."""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Callable, Sequence
from typing import Any


class SList(list[str]):
    """What `x = !command` gives: the lines that a program printed. No program is started here, so there are none."""

    l = list = property(lambda self: self)  # noqa: E741 - the names that IPython has for it
    n = s = nlstr = spstr = property(lambda self: "")
    p = paths = property(lambda self: [])

    def grep(self, *_: object, **__: object) -> SList:
        return SList()

    fields = grep


class Displayed:
    """One of the things that a cell displayed while that was captured."""

    def __init__(self, value: object) -> None:
        self.data = {"text/plain": repr(value)}
        self.metadata: dict[str, Any] = {}

    def display(self) -> None:
        return None


class CapturedIO:
    """What `%%capture out` gives; the streams are caught until `release`."""

    def __init__(self, *, stdout: bool, stderr: bool, display: bool) -> None:
        self.outputs: list[Displayed] = []
        self._catches = display
        self._before = sys.stdout, sys.stderr
        self._out, self._err = io.StringIO(), io.StringIO()
        sys.stdout = self._out if stdout else sys.stdout
        sys.stderr = self._err if stderr else sys.stderr

    stdout = property(lambda self: self._out.getvalue())
    stderr = property(lambda self: self._err.getvalue())

    def keep(self, *values: object) -> None:
        if self._catches:
            self.outputs += map(Displayed, values)

    def release(self) -> None:
        sys.stdout, sys.stderr = self._before

    def show(self) -> None:
        sys.stdout.write(self.stdout)
        sys.stderr.write(self.stderr)

    __call__ = show

    def __str__(self) -> str:
        return str(self.stdout)


class Macro:
    """What `%macro m 1-3` gives: the text of cells, run where a cell is nothing but its name."""

    def __init__(self, code: str) -> None:
        self.value = code.rstrip("\n") + "\n"

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        return f"IPython.macro.Macro({self.value!r})"

    def __add__(self, other: Any) -> Macro:
        return Macro(self.value + str(other))


class TimeitResult:
    """What `%timeit -o` gives; times are seconds of one loop, `all_runs` those of all loops of a run."""

    compile_time = 0.0

    def __init__(self, loops: int, all_runs: Sequence[float]) -> None:
        self.loops, self.repeat, self.all_runs = loops, len(all_runs), list(all_runs)
        self.timings = [seconds / loops for seconds in all_runs]
        self.best, self.worst = min(self.timings), max(self.timings)

    @property
    def average(self) -> float:
        return math.fsum(self.timings) / self.repeat

    @property
    def stdev(self) -> float:
        return math.sqrt(math.fsum((one - self.average) ** 2 for one in self.timings) / self.repeat)

    def __str__(self) -> str:
        return f"{self.average:.3g} s ± {self.stdev:.3g} s per loop ({self.repeat} runs, {self.loops} loops each)"


def timed(work: Callable[[], object], loops: int, runs: int, *, clock: Callable[[], float], patience: float) -> TimeitResult:
    """As many loops and runs as asked for, but what has taken `patience` seconds is not done again: its time counts."""
    begun = clock()
    found: list[float] = []
    while len(found) < runs and (not found or clock() - begun < patience):
        start, done = clock(), 0
        while done < loops and (not done or clock() - begun < patience):
            work()
            done += 1
        found.append((clock() - start) * loops / done)
    return TimeitResult(loops, found + found[-1:] * (runs - len(found)))
