"""Jupyter's commands that give or take names, done as IPython does them. All others do nothing.

`%time` and the like are not among them: what they hold stands in the cell's own code by now (submissions/source/magics.py).
"""

from __future__ import annotations

import builtins
import getopt
import io
import os
import re
import shlex
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from grader.runner.child.jupyter_values import Macro, SList, TimeitResult, timed

_PATIENCE = 0.2  # seconds for %timeit -o: as long as IPython aims at for one run
_clock = time.perf_counter
_open = builtins.open


@dataclass(slots=True)
class Desk:
    """What commands work with: the notebook's names, what it was, and what it has laid aside."""

    names: dict[str, Any]
    run: Callable[[str], None]  # code in the notebook's own namespace
    inputs: list[str] = field(default_factory=lambda: [""])
    outputs: dict[int, Any] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()  # names that the notebook had from the start
    files: dict[str, str] = field(default_factory=dict)  # written by cells
    stored: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Callable[..., Any]] = field(default_factory=dict)  # the student's own commands, and other names for ours
    missed: bool = False  # a command wanted a file or a program that is not there
    trouble: Exception | None = None  # raised by a file that was run; Jupyter goes on after it

    def own_names(self, *types: str) -> list[str]:
        own = (name for name in self.names if name not in self.hidden and not name.startswith("_"))
        return sorted(name for name in own if not types or type(self.names[name]).__name__ in types)

    def open(self, file: Any, *arguments: Any, **options: Any) -> Any:
        """What a cell has written can be opened again, to be read."""
        text = self.files.get(os.fspath(file)) if isinstance(file, str | os.PathLike) else None
        mode = str(options.get("mode", arguments[0] if arguments else "r"))
        if text is None or set(mode) - set("rtb"):
            return _open(file, *arguments, **options)
        return io.BytesIO(text.encode()) if "b" in mode else io.StringIO(text)


def _options(line: str, short: str, *long: str) -> tuple[dict[str, str], list[str]]:
    try:
        found, rest = getopt.getopt(shlex.split(line), short, list(long))
    except ValueError:  # an open quote
        found, rest = [], line.split()
    return {name.lstrip("-"): value for name, value in found}, rest


def _reset(desk: Desk, line: str, _: str | None) -> None:
    options, parts = _options(line, "sf", "aggressive")
    for part in parts:
        if part == "out":
            desk.outputs.clear()
        elif part == "array":
            array = getattr(sys.modules.get("numpy"), "ndarray", ())
            _forget(desk, [name for name in desk.own_names() if isinstance(desk.names[name], array)])
    if not parts:
        _forget(desk, desk.own_names())
    if not parts and "s" not in options:
        desk.outputs.clear()


def _reset_selective(desk: Desk, line: str, _: str | None) -> None:
    pattern = re.compile(" ".join(_options(line, "f")[1]))
    _forget(desk, [name for name in desk.own_names() if pattern.pattern and pattern.search(name)])


def _xdel(desk: Desk, line: str, _: str | None) -> None:
    options, names = _options(line, "n")
    for name in names:
        value = desk.names.get(name, desk)
        same = [other for other in desk.own_names() if desk.names[other] is value]
        _forget(desk, [name] if "n" in options else same)


def _forget(desk: Desk, names: list[str]) -> None:
    for name in names:
        desk.names.pop(name, None)


def _env(desk: Desk, line: str, _: str | None) -> str | dict[str, str] | None:
    name, sets, value = line.strip().partition("=" if "=" in line else " ")
    if not sets:
        return os.environ[name] if name else dict(os.environ)
    os.environ[name.strip()] = value.strip()
    return None


def _store(desk: Desk, line: str, _: str | None) -> None:
    options, names = _options(line, "rdz")
    if "r" in options:
        desk.missed |= not set(names) <= set(desk.stored)
        desk.names.update({name: desk.stored[name] for name in names or desk.stored if name in desk.stored})
    elif "d" in options or "z" in options:
        desk.stored = {} if "z" in options else {name: it for name, it in desk.stored.items() if name not in names}
    else:
        desk.stored.update({name: desk.names[name] for name in names if name in desk.names})


def _timeit(desk: Desk, line: str, cell: str | None) -> TimeitResult | None:
    """Only where its result is kept: else nobody looks, and the code would take its time many times."""
    head = _TIMEIT_OPTIONS.match(line)
    options = _options(head[0] if head else "", "tcqon:r:p:v:")[0]
    if "o" not in options and "v" not in options:
        return None
    first, code = ("", line[head.end() :]) if head and cell is None else (line[head.end() :] if head else "", cell or "")
    if not code.strip():
        return None
    compiled = compile(code, "<timeit>", "exec")
    scope: dict[str, Any] = {}
    exec(first, desk.names, scope)
    work = lambda: exec(compiled, desk.names, scope)  # noqa: E731 - wall: the student's own code, as every cell is
    result = timed(work, int(options.get("n", 1)) or 1, int(options.get("r", 7)), clock=_clock, patience=_PATIENCE)
    if "v" in options:
        desk.names[options["v"]] = result
    return result if "o" in options else None


_TIMEIT_OPTIONS = re.compile(r"(?:\s*-(?:[tcqo]+|[nrp]\s*\d+|v\s*\w+)(?=\s|$))*\s*")


def _texts(desk: Desk, ranges: list[str]) -> str:
    """The inputs `1 3-5`, the last one if none is named."""
    numbers: list[int] = []
    for one in ranges:
        first, to, last = one.partition("-")
        numbers += range(int(first), int(last if to else first) + 1)
    wanted = numbers or [len(desk.inputs) - 2]
    return "\n".join(desk.inputs[number] for number in wanted if 0 < number < len(desk.inputs))


def _macro(desk: Desk, line: str, _: str | None) -> None:
    name, *ranges = _options(line, "rq")[1]
    desk.names[name] = Macro(_texts(desk, ranges))


def _rerun(desk: Desk, line: str, _: str | None) -> None:
    desk.run(_texts(desk, _options(line, "l:g:")[1]))


def _writefile(desk: Desk, line: str, cell: str | None) -> None:
    options, names = _options(line, "a", "append")
    before = desk.files.get(names[0], "") if options else ""
    desk.files[names[0]] = before + (cell or "")


def _run(desk: Desk, line: str, _: str | None) -> None:
    options, arguments = _options(line, "ind:tpb:em:GN:", "")
    names = [name for name in (*arguments[:1], *(f"{one}.py" for one in arguments[:1])) if name in desk.files]
    if not names:
        desk.missed = True
        return
    stem = PurePath(names[0]).stem if "n" in options else "__main__"
    scope = desk.names if "i" in options else {"__name__": stem, "__file__": names[0]}
    before, sys.argv[:] = list(sys.argv), arguments
    try:
        exec(compile(desk.files[names[0]], names[0], "exec"), scope)  # wall: the student's own code, as every cell is
    except SystemExit:
        pass
    except Exception as error:  # noqa: BLE001 - the wall: this is where student code runs
        desk.trouble = error
    finally:
        sys.argv[:] = before
    desk.names.update({name: value for name, value in scope.items() if not name.startswith("__")})


def _alias_magic(desk: Desk, line: str, _: str | None) -> None:
    alias, name = _options(line, "lcp:", "line", "cell")[1][:2]
    name = name.lstrip("%")
    if name in COMMANDS:
        desk.own[alias.lstrip("%")] = lambda line, cell=None: COMMANDS[name](desk, line, cell)
    elif name in ("time", "prun"):
        desk.own[alias.lstrip("%")] = lambda line, cell=None: desk.run(line if cell is None else cell)


COMMANDS: Mapping[str, Callable[[Desk, str, str | None], Any]] = {
    "pwd": lambda desk, line, cell: os.getcwd(),
    "who_ls": lambda desk, line, cell: desk.own_names(*line.split()),
    "dirs": lambda desk, line, cell: [],
    "precision": lambda desk, line, cell: f"%.{line.strip()}f" if line.strip().isdigit() else line.strip() or "%r",
    "sx": lambda desk, line, cell: SList(),
    "system": lambda desk, line, cell: SList(),
    "env": _env,
    "set_env": _env,
    "reset": _reset,
    "reset_selective": _reset_selective,
    "xdel": _xdel,
    "store": _store,
    "timeit": _timeit,
    "macro": _macro,
    "rerun": _rerun,
    "writefile": _writefile,
    "file": _writefile,
    "run": _run,
    "alias_magic": _alias_magic,
}
