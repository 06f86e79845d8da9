"""Finding the exercises: one file in solutions/ each, or in a student's kit one key in keys/; nothing else to register."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import AuthorError, UnknownExercise

if TYPE_CHECKING:  # authoring imports SymPy, which `grade list` must not wait for
    from grader.authoring import Exercise

FILE = re.compile(r"^(ex\d{2})_([a-z0-9]+(?:_[a-z0-9]+)*)\.py$")
KEY = re.compile(r"^(ex\d{2})_([a-z0-9]+(?:_[a-z0-9]+)*)\.key$")
KEYS = "keys"
NAME = re.compile(r"^(?:ex)?0*(\d{1,2})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """The one file of an exercise."""

    id: str
    slug: str
    path: Path

    @property
    def stem(self) -> str:
        return self.path.stem


def find_root(start: Path) -> Path | None:
    """The folder that holds solutions/: named by GRADER_HOME, at or above `start`, where the grader itself lies (installed
    for editing), or where its virtual environment does."""
    named = os.environ.get("GRADER_HOME")
    if named:
        return Path(named).resolve()
    for folder in (start, *start.parents, Path(__file__).resolve().parents[2], Path(sys.prefix).parent):
        if any(_files(folder)):
            return folder
    return None


def find_kit(start: Path) -> Path | None:
    """The folder of a student's kit: named by GRADER_HOME, at or above `start`, or where the virtual environment lies."""
    named = os.environ.get("GRADER_HOME")
    folders = [Path(named).resolve()] if named else [start, *start.parents, Path(sys.prefix).parent]
    return next((folder for folder in folders if _keys(folder) and not _files(folder)), None)


def _keys(root: Path) -> list[Path]:
    folder = root / KEYS
    return sorted(path for path in folder.glob("ex*.key") if KEY.match(path.name)) if folder.is_dir() else []


def in_kit(root: Path) -> tuple[Source, ...]:
    """The exercises of a kit, by number."""
    named = ((KEY.match(path.name), path) for path in _keys(root))
    return tuple(Source(match[1], match[2].replace("_", "-"), path) for match, path in named if match is not None)


def _files(root: Path) -> list[Path]:
    folder = root / "solutions"
    return sorted(path for path in folder.glob("ex*.py") if FILE.match(path.name)) if folder.is_dir() else []


def sources(root: Path) -> tuple[Source, ...]:
    """The exercises of a folder, by number.

    Raises:
        AuthorError: two files have the same number.
    """
    found: dict[str, Source] = {}
    for path in _files(root):
        match = FILE.match(path.name)
        assert match is not None
        source = Source(match[1], match[2].replace("_", "-"), path)
        if source.id in found:
            first = found[source.id].path.name
            raise AuthorError(
                f"{first} and {path.name} are both {source.id}; give one another number",
                de=f"{first} und {path.name} sind beide {source.id}; gib einer Datei eine andere Nummer",
            )
        found[source.id] = source
    return tuple(found.values())


def exercise_id(name: str) -> str | None:
    """`ex10` for `10`, `ex10`, `EX10`; None for what is no number of an exercise."""
    match = NAME.match(name.strip())
    return f"ex{int(match[1]):02}" if match else None


def resolve(known: tuple[Source, ...], name: str) -> Source:
    """The exercise called `10`, `ex10` or `three-steps`.

    Raises:
        UnknownExercise: none of them is.
    """
    wanted = exercise_id(name)
    for source in known:
        if source.id == wanted or source.slug == name.lower() or source.stem == name.lower():
            return source
    ids = ", ".join(source.id for source in known)
    raise UnknownExercise(
        f"There is no exercise or file {name!r}. Known exercises: {ids}.",
        de=f"Es gibt weder eine Übung noch eine Datei {name!r}. Bekannt sind: {ids}.",
    )


def chosen(known: tuple[Source, ...], words: str) -> tuple[Source, ...]:
    """Those of `ex01-ex15, ex20`, each once, in that order.

    Raises:
        UnknownExercise: one of them is not there, or none lies between two.
    """
    found: list[Source] = []
    for part in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*([-–])\s*(?=ex|\d)", r"\1", words, flags=re.IGNORECASE))):
        first, dash, last = part.replace("–", "-").partition("-")
        ends = [exercise_id(end) for end in (first, last)]
        if dash and None not in ends:
            between = [one for one in known if str(ends[0]) <= one.id <= str(ends[1])]
            if not between:
                raise UnknownExercise(f"No exercise lies between {part}.", de=f"Zwischen {part} liegt keine Übung.")
            found += between
        else:
            found.append(resolve(known, part))
    if not found:
        raise UnknownExercise(f"{words!r} names no exercise.", de=f"{words!r} nennt keine Übung.")
    return tuple(dict.fromkeys(found))


def load(source: Source) -> Exercise:
    """Import the file of an exercise and check it for slips.

    Raises:
        AuthorError: with the file's name, the place and what to do.
    """
    from grader.authoring import Exercise, lint, places, unused, variants

    module_name = f"solutions.{source.stem}"
    spec = importlib.util.spec_from_file_location(module_name, source.path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module  # inspect.getsource looks here
    try:
        spec.loader.exec_module(module)
        found = [value for value in vars(module).values() if isinstance(value, Exercise)]
        if len(found) != 1:
            raise AuthorError(
                f"expected one Exercise(…) at the top level, found {len(found)}",
                de=f"erwartet wird ein Exercise(…) auf oberster Ebene, gefunden: {len(found)}",
            )
        exercise = found[0]
        lint.name_items(exercise, source.id, vars(module))
        lint.check(exercise)
        lint.check_values(variants.draw(exercise, source.slug, 0))
        unused.check(exercise)  # last: a mistyped name is said better by what misses it
    except Exception as error:  # an author's file may fail in any way; type, message and line are kept
        raise places.placed(error, source.path, always=True) from error
    return exercise
