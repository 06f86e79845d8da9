"""How far `grade class` is, and with whom: a bar on standard error, where that is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.cli.shared.context import Context
from grader.model import Text
from grader.reports.text.safe import one_line
from grader.submissions.files.handin import HandIn

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@dataclass(frozen=True, slots=True)
class ClassBar:
    """A bar that moves with every file; several lanes may use it at a time."""

    bar: Progress
    task: TaskID

    @contextmanager
    def of(self, hand_ins: Sequence[HandIn]) -> Iterator[Callable[[str], None]]:
        """One student's share; what is given is called before each exercise."""
        left = len(hand_ins)

        def advance(exercise: str) -> None:
            nonlocal left
            step = min(left, 1)  # a file may hold several exercises
            left -= step
            self.bar.update(self.task, advance=step, description=one_line(f"{hand_ins[0].student} {exercise}", max_columns=40))

        try:
            yield advance
        finally:
            self.bar.update(self.task, advance=left)


@contextmanager
def progress_bar(context: Context, by_student: Sequence[Sequence[HandIn]]) -> Iterator[ClassBar]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, markup=False)
    what = TextColumn("{task.description}", markup=False)
    columns = (BarColumn(20), TaskProgressColumn(), TimeRemainingColumn(), what)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(Text(de="Beurteilt", en="Grading").in_(context.lang), total=sum(map(len, by_student)))
        yield ClassBar(bar, task)
