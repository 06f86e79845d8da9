"""Cells run one after the other; whatever they do becomes a failure that is noted, and the next one runs."""

from __future__ import annotations
import __future__

import ast
import inspect
import linecache
import mmap
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import CodeType
from typing import Any, cast

from grader.measures import LONGEST_MESSAGE, LONGEST_NAME
from grader.model import Cell, Observation, Raised, TimedOut
from grader.runner.child.deadline import Overtime, within
from grader.runner.child.import_scan import imported_in
from grader.runner.child.letters import Letters
from grader.runner.child.missing_modules import CELL, StandIns
from grader.runner.child.notebook_names import History
from grader.runner.child.raised import describe, line_in
from grader.runner.child.state_reset import fresh_namespace, reset, take_back
from grader.runner.child.top_level_await import Loop, new_loop
from grader.submissions.source.bindings import bound_by, bound_names, last_change, needed_modules, parse
from grader.submissions.source.blank_body import left_blank
from grader.submissions.source.magics import is_foreign, prepare
from grader.submissions.source.remark import Remark
from grader.submissions.source.side_effects import leaves_traces
from grader.submissions.source.unquoted import MARK, lacks_quotes

_LAST = "<last>"  # no name that code could say


def modules_in(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """Words after `import` or `from`, and IPython if a cell looks as if only that could read it.

    By eye and generous: the tree is built only once the judge knows which cell to blame if the parser dies of it.
    """
    words: set[str] = set()
    for cell in cells:
        words |= imported_in(cell.source)
        if is_foreign(cell.source):
            words.add("IPython")
        if "pylab" in cell.source:
            words |= {"matplotlib", "numpy"}
    return tuple(sorted(words))


@dataclass(slots=True)
class Session:
    """The running of one exercise: its namespace, which cells bind what, and which failed."""

    soft: float
    asked: frozenset[str] = frozenset()  # names of items: three dots never take the place of an answer to them
    traced: Callable[[], None] = lambda: None  # told before code runs that may change more than its namespace
    namespace: dict[str, Any] = field(default_factory=fresh_namespace)
    bound: dict[int, frozenset[str]] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)  # lines of the cells, as they are in the file
    failures: dict[int, Observation] = field(default_factory=dict)
    stopped: dict[int, int] = field(default_factory=dict)
    unfinished: dict[int, frozenset[str]] = field(default_factory=dict)  # what a failed cell had begun but not completed
    traces: bool = False  # it has been told
    standins: StandIns = field(init=False)
    absent: set[str] = field(default_factory=set)  # modules that cells wanted to import and that are not there
    future: int = 0  # flags of the compiler that earlier cells have set for good
    loop: Loop | None = None
    letters: Letters = field(default_factory=Letters)
    blank: set[str] = field(default_factory=set)  # of `asked`: as the template has them, when last bound
    search: float = field(init=False)  # seconds that are left to look for attempts, at all items together
    history: History = field(init=False)
    # Address space, given back when a cell has used up all of it, so that its answers can still be sent.
    reserve: mmap.mmap = field(default_factory=lambda: mmap.mmap(-1, 8 << 20))

    def __post_init__(self) -> None:
        self.search = self.soft
        self.history = History(self.namespace)
        self.standins = StandIns(self.history.desk.files)

    def start(self) -> None:
        reset()
        self.history.install()
        self.standins.install()

    def run(self, cell: Cell) -> tuple[Remark, ...]:
        """Run one cell; remarks about it."""
        notes: list[Remark] = []
        self.lengths[cell.number] = cell.source.count("\n") + 1
        before: dict[str, Any] = {}
        try:
            failure = within(self.soft, lambda: self._run(cell, notes, before))
        except Overtime as error:
            failure = TimedOut(cell.number)
            self.stopped[cell.number] = line_in(error, f"{CELL}{cell.number}")
        absent = self.standins.forget()
        self.absent |= set(absent)
        notes += [Remark("absent module", cell.number, module[:LONGEST_NAME]) for module in absent]
        if isinstance(failure, Raised):
            failure = self._in_the_file(failure, cell.number)
        self.letters.after(cell.number, prepare(cell)[0], self.namespace)
        if failure is not None:
            self.failures[cell.number] = failure
            self.unfinished[cell.number] = self._begun(cell, before)
            if isinstance(failure, Raised) and failure.type == "MemoryError":
                self.reserve.close()
        return tuple(notes)

    def end(self) -> None:
        """Take everything of this exercise out of the process; the next one may follow."""
        self.standins.remove()
        self.reserve.close()
        if self.loop is not None:
            self.loop.close()
        self.namespace.clear()
        for name in [name for name in linecache.cache if name.startswith(CELL)]:
            del linecache.cache[name]

    def skip(self, cell: Cell, failure: Observation) -> None:
        """Leave out a cell that an earlier child was stuck in or died of."""
        self.bound[cell.number] = bound_names(prepare(cell)[0])
        self.failures[cell.number] = failure

    def _in_the_file(self, failure: Raised, number: int) -> Raised:
        """What a magic or a made-up file name puts elsewhere is at no line that a student would find."""
        if failure.cell not in self.lengths:
            return replace(failure, cell=number, line=0)
        return failure if failure.line <= self.lengths[failure.cell] + 1 else replace(failure, line=0)

    def failure_of(self, name: str) -> Observation | None:
        """How the last of the failed cells that bind `name` failed."""
        numbers = [number for number in sorted(self.failures) if name in self.bound.get(number, ())]
        return self.failures[numbers[-1]] if numbers else None

    def _begun(self, cell: Cell, before: Mapping[str, Any]) -> frozenset[str]:
        """The names that the failed cell has set and was not done with: it stopped in or before the last statement that
        changes them."""
        changed = {
            name
            for name in self.bound.get(cell.number, ())
            if name in self.namespace and self.namespace[name] is not before.get(name, self)
        }
        source = prepare(cell)[0]
        return frozenset(name for name in changed if last_change(source, name) >= self.stopped.get(cell.number, 0))

    def binds(self, name: str) -> int:
        """The last cell that binds `name`; 0 if none does."""
        return max((number for number, names in self.bound.items() if name in names), default=0)

    def source(self, number: int) -> str:
        """A cell as it ran."""
        return "".join(linecache.getlines(f"{CELL}{number}"))

    def similar(self, name: str) -> str:
        """A name that cells bind and that looks like a slip of `name`; empty if none does."""
        others = {_plain(other): other for names in self.bound.values() for other in names if other not in self.asked}
        found = get_close_matches(_plain(name), list(others), n=1, cutoff=0.8)
        return others[found[0]] if found and len(others[found[0]]) <= LONGEST_NAME else ""

    def _run(self, cell: Cell, notes: list[Remark], before: dict[str, Any]) -> Observation | None:
        """`before` gets what the names held that the cell binds: a copy of all would grow with the cells before it."""
        source, note = prepare(cell)
        source = self.history.unfolded(source)
        if note is not None and note.word not in self.history.desk.own:
            notes.append(note)
        self.bound[cell.number] = bound_names(source)
        before.update({name: self.namespace[name] for name in self.bound[cell.number] if name in self.namespace})
        if not self.traces and leaves_traces(source, sys.modules, self.namespace):
            self.traces = True
            self.traced()
        self.standins.wanted |= needed_modules(source)
        filename = f"{CELL}{cell.number}"
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        try:
            notes += self._execute(source, filename, cell.number)
        except Overtime:
            raise
        except BaseException as error:  # noqa: BLE001 - the wall: this is where student code runs
            take_back()
            self.stopped[cell.number] = line_in(error, filename)
            return self._with_mark(describe(error, cell.number))
        finally:
            take_back()
            self._after_commands(cell.number, notes)
        trouble, self.history.desk.trouble = self.history.desk.trouble, None
        if trouble is not None:  # of a file that the cell has run: all that the cell itself binds is complete
            self.stopped[cell.number] = sys.maxsize
            return describe(trouble, cell.number)
        return None

    def _after_commands(self, number: int, notes: list[Remark]) -> None:
        """What Jupyter's commands have done in this cell, and could not do."""
        history = self.history
        history.release()
        self.bound[number] |= history.bound
        history.bound.clear()
        if history.desk.missed and not any(note.code == "commands left out" for note in notes):
            notes.append(Remark("commands left out", number))
        history.desk.missed = False

    def _with_mark(self, failure: Raised) -> Raised:
        """Where an answer is a text without quotation marks, that is said behind Python's own words."""
        line = linecache.getline(f"{CELL}{failure.cell}", failure.line)
        if not lacks_quotes(failure.type, line, self.asked, self.namespace):
            return failure
        return replace(failure, message=failure.message[: LONGEST_MESSAGE - len(MARK)] + MARK)

    def _execute(self, source: str, filename: str, number: int) -> list[Remark]:
        """As Jupyter runs a cell: `await` is allowed, what is imported from the future lasts, a last expression is kept.

        But the template's three dots, pasted or left below an answer, do not take its place.
        """
        tree = parse(source, filename)
        kept_answers = self._keep_answers(tree)
        tree.body.sort(key=lambda node: not (isinstance(node, ast.ImportFrom) and node.module == "__future__"))
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.Expr) and not _is_quiet(last, source):
            kept = ast.Assign([ast.Name(_LAST, ast.Store())], last.value)
            tree.body[-1] = ast.fix_missing_locations(ast.copy_location(kept, last))
        if source.strip():
            self.history.begin(source)
        for code in self._compiled(tree, filename):
            self.future |= code.co_flags & __future__.annotations.compiler_flag
            if code.co_flags & inspect.CO_COROUTINE:
                self.loop = self.loop or new_loop()
                self.loop.run_until_complete(eval(code, self.namespace))
            else:
                exec(code, self.namespace)
        self.history.end(self.namespace.pop(_LAST, None))
        return [Remark("blank again", number, name) for name in kept_answers]

    def _compiled(self, tree: ast.Module, filename: str) -> Iterator[CodeType]:
        """The cell; one statement after the other where it is no whole, `return` outside of a function, say: as Jupyter
        does, so that what stands before it counts."""

        def compiled(part: ast.Module) -> CodeType:
            flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | self.future
            return cast(CodeType, compile(part, filename, "exec", flags, dont_inherit=True))

        try:
            whole = compiled(tree)
        except SyntaxError:
            yield from (compiled(ast.Module([statement], [])) for statement in tree.body)
        else:
            yield whole

    def _keep_answers(self, tree: ast.Module) -> list[str]:
        """Take out of a cell what would make an answer blank again; the names of these."""
        values = {name: self.namespace.get(name) for name in self.asked - self.blank}
        answered = {name for name, value in values.items() if value is not None and value is not ...}
        kept: list[str] = []
        for place, statement in enumerate(tree.body):
            name = left_blank(statement)
            if name is None:
                answered |= self.asked & bound_by(statement)
            elif name in answered:
                tree.body[place] = ast.copy_location(ast.Pass(), statement)
                kept.append(name)
        self.blank = (self.blank | {name for name in map(left_blank, tree.body) if name in self.asked}) - answered
        return kept


def _is_quiet(last: ast.Expr, source: str) -> bool:
    """A semicolon after the last expression: Jupyter shows nothing then, and keeps nothing."""
    lines = source.split("\n")[(last.end_lineno or 1) - 1 :]
    rest = [lines[0].encode()[last.end_col_offset or 0 :].decode(), *lines[1:]]
    return "".join(rest).lstrip().startswith(";")


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def skipped_from(document: Mapping[str, Any]) -> dict[int, Any]:
    return {int(number): failure for number, failure in document.items()}


def flush() -> None:
    """Send on what was printed."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - the wall: student code may have put anything in place of the streams
        return
