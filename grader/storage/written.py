"""What a run has written into a folder: so that the next one takes its own files away again, and nobody else's work."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from grader.storage.atomic_write import drafted, write_whole

LIST = ".written.json"
Kept = Callable[[Path], None]  # is told where a file lies that somebody has worked on


@contextmanager
def write_together(folder: Path, kept: Kept = lambda path: None) -> Iterator[Path]:
    """An empty folder for new files, which move to `folder` when all are written; until then what is there stays.

    Raises:
        OSError: something cannot be written.
    """
    with drafted(folder, lambda draft: _replace(folder, draft, kept)) as draft:
        yield draft


def _replace(folder: Path, draft: Path, kept: Kept) -> None:
    """Move all files of `draft` to `folder`, in place of those of the run before, of which none is left.

    A file that is not as a run wrote it is somebody's work: it is kept beside the new one, and where there is no new one it
    stays.
    """
    new = {str(path.relative_to(draft).as_posix()): _digest(path) for path in sorted(draft.rglob("*")) if path.is_file()}
    before = _listed(folder)
    # both, as long as files are moving: an interrupted run must not make its own files look like somebody's work
    _list(folder, {name: {*before.get(name, ()), *([new[name]] if name in new else [])} for name in {*before, *new}})
    for name, digest in new.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_file() and not target.is_symlink() and _digest(target) not in {*before.get(name, ()), digest}:
            beside = _beside(target)
            os.replace(target, beside)
            kept(beside)
        os.replace(draft / name, target)
    for name in before.keys() - new.keys():
        _take_away(folder / name, before[name], kept)
    _list(folder, {name: [digest] for name, digest in new.items()})


def _take_away(path: Path, digests: Iterable[str], kept: Kept) -> None:
    """A page of somebody who is no longer in the class."""
    if not path.is_file() or path.is_symlink():
        return
    if _digest(path) not in set(digests):
        kept(path)
        return
    path.unlink()
    with suppress(OSError):  # it holds something else
        path.parent.rmdir()


def _beside(path: Path) -> Path:
    """`grades (edited).csv`, or with a number if that is there already."""
    numbers = ("", *(f" {number}" for number in range(2, 1000)))
    names = (path.with_name(f"{path.stem} (edited{number}){path.suffix}") for number in numbers)
    return next(name for name in names if not os.path.lexists(name))


def _listed(folder: Path) -> dict[str, list[str]]:
    """What the run before has listed; nothing of a list that is damaged, nor of names that lead elsewhere."""
    try:
        found = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        name: [digest for digest in digests if isinstance(digest, str)]
        for name, digests in found.items()
        if isinstance(digests, list) and ".." not in Path(name).parts and not Path(name).is_absolute()
    }


def _list(folder: Path, digests: Mapping[str, Iterable[str]]) -> None:
    write_whole(folder / LIST, json.dumps({name: sorted(digests[name]) for name in sorted(digests)}, indent=0) + "\n")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
