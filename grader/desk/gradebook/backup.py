"""A backup: all rows of a gradebook and the class secret in one zip that only its owner can read, and the way back."""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader import __version__
from grader.desk.gradebook import rows
from grader.desk.gradebook.database import connect, file_of, sentences, url_of, writing
from grader.desk.gradebook.dump import TABLES, fill, lines
from grader.desk.gradebook.store import GradebookStore
from grader.desk.gradebook.version import HEAD, migrate, version_of
from grader.errors import GraderError

FORMAT = 1
_MANIFEST, _SECRET = "manifest.json", "class-secret"


@dataclass(frozen=True, slots=True)
class Backup:
    """What stands in a backup beside the rows."""

    version: str
    made: str
    secret: bytes | None


def back_up(store: GradebookStore, to: Path, secret: bytes | None) -> None:
    """Write all that is in the gradebook at one moment; the file is there completely or not at all.

    Raises:
        GraderError: there is such a file already, or it cannot be written.
    """
    if to.exists():
        raise GraderError(
            f"{to} is there already. Choose another name for the backup.",
            de=f"{to} gibt es schon. Wähle einen anderen Namen für die Sicherung.",
        )
    try:
        handle, draft = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")  # its owner's alone, from the beginning
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                _write(store, archive, secret)
            os.replace(draft, to)
        finally:
            Path(draft).unlink(missing_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise GraderError(
            f"{to} cannot be written ({why}). Choose another place for the backup.",
            de=f"{to} lässt sich nicht schreiben ({why}). Wähle einen anderen Ort für die Sicherung.",
        ) from error


def _write(store: GradebookStore, archive: zipfile.ZipFile, secret: bytes | None) -> None:
    with store.snapshot() as connection:
        for name in TABLES:
            with archive.open(f"{name}.jsonl", "w", force_zip64=True) as table:
                for line in lines(connection, name):
                    table.write(line.encode() + b"\n")
    if secret is not None:
        archive.writestr(_SECRET, secret)
    manifest = {"format": FORMAT, "version": HEAD, "grader": __version__, "made": rows.now()}
    archive.writestr(_MANIFEST, json.dumps(manifest))


def read_backup(path: Path) -> Backup:
    """What a backup says of itself.

    Raises:
        GraderError: it is none, is damaged, or a newer program has made it.
    """
    with _opened(path) as archive:
        manifest = json.loads(archive.read(_MANIFEST))
        version, secret = str(manifest["version"]), archive.read(_SECRET) if _SECRET in archive.namelist() else None
        if manifest["format"] != FORMAT or version > HEAD:
            raise GraderError(
                f"A newer grade has made the backup {path}. Update grade.",
                de=f"Ein neueres grade hat die Sicherung {path} gemacht. Aktualisiere grade.",
            )
        return Backup(version, str(manifest["made"]), secret)


def restore(path: Path, place: str) -> None:
    """Put a backup where there is no gradebook yet, on this database or another one; all of it, or nothing.

    Raises:
        GraderError: there is a gradebook already, or the backup is none or damaged.
    """
    backup, url = read_backup(path), url_of(place)
    file = file_of(url)
    is_new = file is not None and not file.exists()
    engine = connect(url, make=True, patience=30.0)
    try:
        with sentences(url), writing(engine) as connection:
            if version_of(connection) is not None:
                raise GraderError(
                    "There is a gradebook already. Put it aside, or name another place: --gradebook",
                    de="Hier gibt es schon ein Notenbuch. Lege es beiseite, oder nenne mit --gradebook einen anderen Ort.",
                )
            migrate(connection, to=backup.version)
            with _opened(path) as archive:
                written = [name for name in TABLES if f"{name}.jsonl" in archive.namelist()]
                fill(connection, {name: _lines(archive, f"{name}.jsonl") for name in written})
            migrate(connection)
    except BaseException:  # Ctrl-C, too: a gradebook that is half there must not stay
        engine.dispose()
        if file is not None and is_new:
            file.unlink(missing_ok=True)
        raise
    engine.dispose()


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    with archive.open(name) as table:
        yield from io.TextIOWrapper(table, encoding="utf-8")


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise GraderError(
            f"{path} cannot be read as a backup ({why}). Try an older one.",
            de=f"{path} ist nicht als Sicherung lesbar ({why}). Versuche eine ältere.",
        ) from error
