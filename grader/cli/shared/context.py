"""What every command needs: the language, where the exercises are, a console, and how to end."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from grader.course import catalogue
from grader.errors import GraderError, UnknownExercise
from grader.model import LANGS, AnswerKey, Lang, Text
from grader.sandbox.wall.non_dumpable import keep_memory_private

if TYPE_CHECKING:
    from rich.console import Console

    from grader.answer_key.process.caching_client import CachingKey
    from grader.answer_key.process.client import LiveKey
    from grader.answer_key.sealed.opening.sealed_key import SealedKey
    from grader.reports.files.document import Document
    from grader.runner.supervisor.local import LocalExecutor
    from grader.sandbox.wall.wall import Wall
    from grader.storage.cache import Cache

DONE, NOT_YET, WRONG_USE = 0, 1, 2  # exit status


@dataclass(frozen=True, slots=True)
class Context:
    """The language and form in which a command answers."""

    lang: Lang
    json: bool = False

    def console(self) -> Console:
        from grader.reports.terminal.console import make_console

        return make_console()

    def say(self, text: Text) -> None:
        """A sentence on standard error, so that standard output stays a report or one JSON document."""
        from grader.reports.text.safe import terminal

        print_safely(terminal(text.in_(self.lang)), sys.stderr)  # it may name a file that somebody handed in

    def show_json(self, document: Document) -> None:
        from grader.reports.files.document import to_json

        print_safely(to_json(document).rstrip("\n"), sys.stdout)

    def fail(self, error: GraderError) -> int:
        """The sentence of an error; the exit status for wrong use and for our own trouble."""
        from grader.reports.text.safe import terminal

        message = terminal(error.in_(self.lang))
        if self.json:
            from grader.reports.files.document import error_document

            self.show_json(error_document(error, message))
        print_safely(message, sys.stderr)
        return WRONG_USE


@contextmanager
def busy(context: Context, text: Text) -> Iterator[None]:
    """Says what is being done while it is, to somebody in front of a terminal."""
    stream = sys.stderr
    if context.json or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    shown = text.in_(context.lang)
    print(shown, end="\r", file=stream, flush=True)
    try:
        yield
    finally:
        print(" " * len(shown), end="\r", file=stream, flush=True)


def print_safely(text: str, stream: Any, *, prose: bool = False) -> None:
    """Print on any console: what its encoding lacks is spelled in another way instead of ending in a traceback, and a
    sentence to somebody in front of a terminal is folded between words; on standard output that is said to be `prose`."""
    from grader.reports.text.safe import encodable

    if (prose or stream in (sys.stderr, sys.__stderr__)) and stream.isatty():
        text = _folded(text)
    print(encodable(text, getattr(stream, "encoding", None) or "utf-8"), file=stream)


def _folded(text: str) -> str:
    import shutil
    import textwrap

    width = shutil.get_terminal_size().columns
    lines = text.split("\n")
    fold = textwrap.TextWrapper(
        width, break_long_words=False, break_on_hyphens=False, replace_whitespace=False, drop_whitespace=True
    )
    return "\n".join(fold.fill(line) if len(line) > width else line for line in lines)


def language(args: Sequence[str] = ()) -> Lang:
    """The language that --lang names; else German, unless the environment asks for English."""
    for word, value in zip_longest(args, args[1:]):
        value = value if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and value in LANGS:
            return cast(Lang, value)
    for name in ("GRADER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value.startswith(("de", "en")):
            return "de" if value.startswith("de") else "en"
        if value:
            return "de"
    if sys.platform in ("win32", "darwin"):  # these keep the language elsewhere
        known = (locale.getlocale()[0] or "").lower()
        return "en" if known.startswith("en") else "de"
    return "de"


@dataclass(frozen=True, slots=True)
class Course:
    """A folder with exercises; a `kit` has sealed keys and no solutions."""

    root: Path
    sources: tuple[catalogue.Source, ...]
    kit: bool


def course() -> Course:
    """The kit or the course that the current folder belongs to. Raises UnknownExercise where it belongs to none."""
    here = Path.cwd()
    root, kit = catalogue.find_root(here), catalogue.find_kit(here)
    if kit is not None and (root is None or root == kit or _is_nearer(kit, root, here)):
        return Course(kit, catalogue.in_kit(kit), kit=True)
    root = exercises_root()
    known = catalogue.sources(root)
    if not known:  # GRADER_HOME names another folder
        raise UnknownExercise(
            f"{root} holds no exercises: neither solutions/ nor keys/. Is GRADER_HOME set to the right folder?",
            de=f"In {root} liegen keine Übungen: weder solutions/ noch keys/. Steht in GRADER_HOME der richtige Ordner?",
        )
    return Course(root, known, kit=False)


def _is_nearer(kit: Path, root: Path, here: Path) -> bool:
    """A kit may lie in the course's folder, and the grader may be installed from a course while one sits in a kit."""
    return not here.is_relative_to(root) or (here.is_relative_to(kit) and not root.is_relative_to(kit))


def exercises_root() -> Path:
    """The folder with solutions/. Raises UnknownExercise where there is none."""
    root, kit = catalogue.find_root(Path.cwd()), catalogue.find_kit(Path.cwd())
    if kit is not None and root in (None, kit):
        raise UnknownExercise(
            "This is a student's kit. The command needs the folder of the course, with solutions/.",
            de="Das ist ein Paket für Lernende. Der Befehl braucht den Ordner des Kurses mit solutions/.",
        )
    if root is None:
        raise UnknownExercise(
            "There is neither a folder solutions/ nor a kit with keys/ here or above. "
            "Change to the course folder or to your kit, or name it: GRADER_HOME=/path/to/course",
            de="Hier und darüber gibt es weder einen Ordner solutions/ noch ein Paket mit keys/. "
            "Wechsle in den Kursordner oder in dein Paket, oder nenne ihn: GRADER_HOME=/pfad/zum/kurs",
        )
    return root


@contextmanager
def workers(root: Path, *, lanes: int = 1, wall: Wall | None = None) -> Iterator[tuple[LiveKey, LocalExecutor]]:
    """The key worker and the executor (behind the strongest wall of this system), both warming up at the same time."""
    from grader.answer_key.process.client import LiveKey
    from grader.runner.supervisor.local import LocalExecutor

    keep_memory_private()
    with LiveKey(root, lanes=lanes) as key, LocalExecutor(lanes=lanes, wall=wall) as executor:
        key.start()
        executor.start()
        yield key, executor


@contextmanager
def caching_key(root: Path, *, fresh: bool = False, lanes: int = 1) -> Iterator[tuple[CachingKey, Cache]]:
    """A key that asks its worker only what is new; with `fresh` everything is."""
    from grader.answer_key.process.caching_client import CachingKey
    from grader.storage.cache import Cache, default_folder

    keep_memory_private()
    with closing(Cache(default_folder(), fresh=fresh)) as cache, CachingKey(root, cache, lanes=lanes) as key:
        yield key, cache


@contextmanager
def students_key(
    of: Course, *, fresh: bool = False, executor: LocalExecutor | None = None
) -> Iterator[tuple[CachingKey | SealedKey, Cache]]:
    """What says of a student's own answers whether they are right: solutions, or the sealed keys of a kit, whose public
    checks `executor` runs; without one they are left open."""
    if not of.kit:
        with caching_key(of.root, fresh=fresh) as found:
            yield found
        return
    from grader.answer_key.sealed.opening.sealed_key import SealedKey
    from grader.storage.cache import Cache, default_folder

    folder, run_rules = of.root / catalogue.KEYS, None if executor is None else executor.run_rules
    with closing(Cache(default_folder(), fresh=fresh)) as cache, closing(SealedKey(folder, cache, run_rules)) as key:
        yield key, cache


def item_names(key: AnswerKey, known: Sequence[catalogue.Source], *, lanes: int = 1) -> dict[str, list[str]]:
    """The item names of every exercise, by which a hand-in without any other sign is recognised; `lanes` ask at a time.

    An exercise with a slip in its file must not stop the others.
    """
    from concurrent.futures import ThreadPoolExecutor

    def names(source: catalogue.Source) -> list[str]:
        try:
            items = key.exercise(source.id, 0, 0).items
        except GraderError:  # `grade check` says what is wrong; grading that exercise will say it too
            return []
        return list(dict.fromkeys(name for item in items for name in (item.name, *item.functions)))

    with ThreadPoolExecutor(lanes) as threads:
        return dict(zip((source.id for source in known), threads.map(names, known), strict=True))
