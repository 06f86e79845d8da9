"""`grade check --watch`: while an author writes, whatever is saved is checked, and its pages are made anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from grader.answer_key.process.client import LiveKey
from grader.cli.author.preview import Preview
from grader.cli.shared.context import DONE, Context, exercises_root
from grader.cli.shared.looking import LOOK, Stamp, ended_by_ctrl_c, stamp
from grader.course import catalogue
from grader.course.catalogue import Source
from grader.errors import GraderError
from grader.grading import selfcheck
from grader.model import CheckLine, Text
from grader.reports.terminal.check_lines import print_finding, print_round
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.wall.non_dumpable import keep_memory_private


class Eye:
    """Sees which exercises were saved since it looked last."""

    def __init__(self, root: Path, chosen: frozenset[str]) -> None:
        self._root = root
        self._chosen = chosen  # none: all of them
        self._seen: dict[Source, Stamp] = {}

    def new(self) -> list[Source]:
        """The exercises that were written or made since the last call.

        Raises:
            AuthorError: two files have the same number.
        """
        now = self._look()
        changed = [source for source, seen in now.items() if self._seen.get(source) != seen]
        self._seen = now
        return changed

    def something(self) -> bool:
        """Would `new` find anything?"""
        try:
            return any(self._seen.get(source) != seen for source, seen in self._look().items())
        except GraderError:
            return True

    def _look(self) -> dict[Source, Stamp]:
        known = [one for one in catalogue.sources(self._root) if not self._chosen or one.id in self._chosen]
        return {source: now for source in known if (now := stamp(source.path)) is not None}


def watch(context: Context, names: Sequence[str], *, preview: Path | None) -> int:
    """Check what is saved until Ctrl-C; first everything that is watched. 0 in the end, whatever was found.

    Raises:
        UnknownExercise: a name that is none.
    """
    root = exercises_root()
    known = catalogue.sources(root)
    eye = Eye(root, frozenset(catalogue.resolve(known, name).id for name in names))
    folder = (preview or root / "preview").resolve()
    keep_memory_private()
    _say(context, _beginning(folder))
    with ended_by_ctrl_c(), LocalExecutor() as executor, closing(Keys(root)) as keys:
        executor.start()
        _go_on(context, eye, lambda source: _round(context, source, keys, executor, folder, eye.something))
    _say(context, Text(de="Beobachten beendet.", en="Stopped watching."))
    return DONE


def _go_on(context: Context, eye: Eye, check: Callable[[Source], bool]) -> None:
    """Check what is due, what was saved last first; what was interrupted comes again."""
    due: list[Source] = []
    said = None
    while True:
        try:
            new = eye.new()
            said = None
        except GraderError as error:  # two files of one number: the author is renaming one
            new = []
            if said != (said := str(error)):
                _say(context, selfcheck.said(error))
        due = [*new, *(source for source in due if source.id not in {one.id for one in new})]
        if not due:
            time.sleep(LOOK)
        elif not check(source := due.pop(0)):
            due.insert(0, source)


class Keys:
    """Key workers that have not seen a file yet, one warm ahead: what is saved is said about without waiting for SymPy."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._prepare()

    @contextmanager
    def fresh(self, source: Source) -> Iterator[LiveKey]:
        """A worker that knows of the exercise and has not loaded it."""
        if source not in self._known:
            self.close()
            self._prepare()
        with self._spare as key:
            yield key
        self._prepare()

    def close(self) -> None:
        self._spare.close()

    def _prepare(self) -> None:
        try:
            self._known = catalogue.sources(self._root)
        except GraderError:  # two files of one number: the next look says so
            self._known = ()
        self._spare = LiveKey(self._root)
        self._spare.start()


def _round(
    context: Context, source: Source, keys: Keys, executor: LocalExecutor, folder: Path, interrupted: Callable[[], bool]
) -> bool:
    """One exercise; False where it was left because something was saved meanwhile."""
    console = context.console()
    lines: list[CheckLine] = []
    preview: Preview | None = None
    now = time.strftime("%H:%M:%S")
    _say(context, Text(de=f"{now}  {source.path.name}", en=f"{now}  {source.path.name}"))
    with keys.fresh(source) as key:
        try:
            for line in selfcheck.check(source, key, executor):
                lines.append(line)
                if not line.passed:
                    print_finding(line, console=console, lang=context.lang)
                if line.check == selfcheck.LOADS and line.passed:
                    preview = Preview(key.exercise(source.id), folder)
                    preview.write_stub()
                    _say(context, Text(de=f"Vorschau: {preview.folder}", en=f"preview: {preview.folder}"))
                if interrupted():
                    return False
            if preview is not None:
                preview.write_feedback(key)
        except GraderError as error:
            _say(context, selfcheck.said(error))
    if lines:
        print_round(lines, console=console, lang=context.lang)
    return True


def _beginning(folder: Path) -> Text:
    return Text(
        de=f"Geprüft wird, was du speicherst; Vorschau in {folder}. Ende mit Strg+C.",
        en=f"Checking what you save; preview in {folder}. Stop with Ctrl-C.",
    )


def _say(context: Context, text: Text) -> None:
    context.console().print(text.in_(context.lang), soft_wrap=True)
