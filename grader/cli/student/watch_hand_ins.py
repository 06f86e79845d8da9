"""`grade ex10 --watch`: whatever a student saves is graded, until Ctrl-C; what is solved stays quiet."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from grader.cli.shared.context import DONE, Context, Course, course, print_safely, students_key
from grader.cli.shared.looking import Stamp, ended_by_ctrl_c, stamp, waiting
from grader.cli.student.asked import item_of
from grader.cli.student.grade import FOLDERS, candidates, contents_of, find
from grader.cli.student.graded import graded
from grader.cli.student.hand_in_reader import OpenedFile, SubmissionReader
from grader.cli.student.remembering import keep
from grader.course.catalogue import Source
from grader.errors import GraderError, NoSubmission
from grader.model import Result, Text
from grader.reports.terminal.saved import is_quiet, print_saved
from grader.reports.views.advice import verdict_on
from grader.runner.child.import_scan import imported_by
from grader.runner.supervisor.local import LocalExecutor
from grader.storage.cache import Cache
from grader.storage.progress import progress_folder
from grader.submissions.files.files import Bytes, read_file

if TYPE_CHECKING:
    from grader.answer_key.process.caching_client import CachingKey
    from grader.answer_key.sealed.opening.sealed_key import SealedKey

AGAIN: Mapping[Path, Stamp] = {}  # seen, but not to the end
_HALF_WRITTEN = 0.5  # seconds that a file may take to be written
_PEEK = 0.02
_LONG = 1.0  # seconds without a word


@dataclass(frozen=True, slots=True)
class Watched:
    """An exercise whose files are looked for anew each time, or one file; and the item that alone is shown."""

    source: Source | None
    path: Path | None = None
    item: str = ""

    def files(self) -> list[Path]:
        if self.path is not None:
            return [self.path]
        return candidates(self.source) if self.source is not None else []


@dataclass(slots=True)
class KeptWarm:
    """What stays open and warm between two saves."""

    context: Context
    of: Course
    key: CachingKey | SealedKey
    cache: Cache
    executor: LocalExecutor
    shown: dict[str, Result] = field(default_factory=dict)  # by exercise
    said: set[Text] = field(default_factory=set)

    def say_once(self, text: Text) -> None:
        """What does not change from save to save is said after the first."""
        if text not in self.said:
            self.said.add(text)
            self.context.say(text)


def watch(context: Context, names: Sequence[str]) -> int:
    """Grade what is saved until Ctrl-C; first what was named. Without names all exercises here, from their next save on.

    Raises:
        UnknownExercise, NoSubmission: a name that means nothing here.
    """
    of = course()
    watched = [_watched(name, of) for name in names] or [Watched(source) for source in of.sources]
    folders = [folder for folder in {Path(name) for name in FOLDERS} | _homes(watched) if folder.is_dir()]
    if not names and not any(one.files() for one in watched):
        raise NoSubmission(
            "There is no hand-in here to watch. Change to the folder with your files.",
            de="Hier liegt keine Abgabe, die beobachtet werden könnte. Wechsle in den Ordner mit deinen Dateien.",
        )
    with ended_by_ctrl_c(), LocalExecutor() as executor, students_key(of, executor=executor) as (key, cache):
        desk = KeptWarm(context, of, key, cache, executor)
        executor.start(_imports(watched))
        key.start()
        for one in watched:
            if one.item and one.source is not None:
                item_of(key.exercise(one.source.id, 0, 0), one.item)
        listener = waiting(folders)
        # before anybody is told to save
        seen: dict[Watched, Mapping[Path, Stamp]] = {} if names else {one: _stamps(one) for one in watched}
        _say(context, BEGINNING)
        if listener.polling is not None:
            _say(context, listener.polling)
        again = True  # the first look is at once
        while True:
            if not again:
                next(listener.turns)
            again = False
            for one in watched:
                now = _stamps(one)
                if now and now != seen.get(one):
                    seen[one] = _round(desk, one, now)
                    again = again or not seen[one]
    if sys.stdout.isatty():
        print()  # after the ^C that the terminal shows
    _say(context, ENDED)
    return DONE


def _watched(name: str, of: Course) -> Watched:
    wanted = find(name, of.sources)
    source = next((source for source in of.sources if source.id == wanted.exercise), None)
    return Watched(source, None if source is not None else wanted.paths[0], wanted.item)


def _homes(watched: Sequence[Watched]) -> set[Path]:
    return {one.path.parent for one in watched if one.path is not None}


def _stamps(one: Watched) -> dict[Path, Stamp]:
    return {path: found for path in one.files() if (found := stamp(path)) is not None}


def _imports(watched: Sequence[Watched]) -> set[str]:
    """What the files here import."""
    contents = [read_file(path) for one in watched for path in one.files()]
    return imported_by(one.data for one in contents if isinstance(one, Bytes))


def _round(desk: KeptWarm, one: Watched, now: Mapping[Path, Stamp]) -> Mapping[Path, Stamp]:
    """Grade what was saved and show it; what was seen. Nothing is shown of what was saved again meanwhile."""
    now = _settled(one, now)
    try:
        with _busy(desk):
            results = _graded(desk, one, list(now))
    except GraderError as error:
        if _goes_on(one, now):
            return AGAIN
        desk.context.fail(error)
        return now
    if _stamps(one) != now:
        return AGAIN
    _show(desk, one, results)
    keep(desk.context, progress_folder(desk.of.root), results)
    desk.executor.ahead(_imports([one]))
    return now


@contextmanager
def _busy(desk: KeptWarm) -> Iterator[None]:
    """Says that something happens: before the first verdict, for which much is imported, and where another takes long."""
    if not desk.shown:
        _say(desk.context, CHECKING)
    timer = threading.Timer(_LONG, _say, (desk.context, CHECKING))
    timer.daemon = True
    if desk.shown:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _settled(one: Watched, now: Mapping[Path, Stamp]) -> Mapping[Path, Stamp]:
    """What is there once no file is empty: an editor may be about to write it."""
    until = time.monotonic() + _HALF_WRITTEN
    while any(size == 0 for _, size, _ in now.values()) and time.monotonic() < until:
        time.sleep(_PEEK)
        now = _stamps(one)
    return now


def _goes_on(one: Watched, now: Mapping[Path, Stamp]) -> bool:
    """It is written on within a moment, so what could not be read was half a file."""
    until = time.monotonic() + _HALF_WRITTEN
    while time.monotonic() < until:
        if _stamps(one) != now:
            return True
        time.sleep(_PEEK)
    return False


def _graded(desk: KeptWarm, one: Watched, paths: Sequence[Path]) -> list[Result]:
    wanted = None if one.source is None else one.source.id
    opened = [OpenedFile(path, content, wanted) for path, content in contents_of(paths).items()]
    if not opened:
        return []
    with desk.executor.session() as session:
        reader = SubmissionReader(session, desk.key, desk.of.sources, desk.cache)
        return graded(reader, desk.key, reader.counting(opened, desk.say_once))


def _show(desk: KeptWarm, one: Watched, results: Sequence[Result]) -> None:
    for result in results:
        before = desk.shown.get(result.exercise.id)
        item = item_of(result.exercise, one.item).name if one.item else ""
        if before is not None and is_quiet(before, item) and is_quiet(result, item):
            continue
        only = verdict_on(result, item) if item else None
        print_saved(
            result,
            before,
            only=only,
            when=time.strftime("%H:%M:%S"),
            console=desk.context.console(),
            lang=desk.context.lang,
        )
        desk.shown[result.exercise.id] = result


def _say(context: Context, text: Text) -> None:
    print_safely(text.in_(context.lang), sys.stdout, prose=True)
    sys.stdout.flush()  # somebody may listen through a pipe


BEGINNING = Text(
    de="Speichere deine Datei, dann steht hier, was stimmt. Ende mit Strg+C.",
    en="Save your file, and here you see what is right. Stop with Ctrl-C.",
)
CHECKING = Text(de="Wird geprüft …", en="Checking …")
ENDED = Text(de="Beobachten beendet.", en="Stopped watching.")
