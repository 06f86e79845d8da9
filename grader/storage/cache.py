"""What was worked out before, kept on the teacher's side: one small database outside of hand-ins and exercises.

Entries are JSON documents under a digest of everything that they depend on, so nothing has to be invalidated: another
source, grader or library is another name. The file is readable by its owner only, since matches hold reference values.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

LARGEST = 512 << 20  # bytes; a file beyond it is begun anew, unless GRADER_CACHE_MB says another size
LAYOUT = 2  # 1 named the classes of before the house was rebuilt; a file of a layout before this one is deleted


def default_folder() -> Path | None:
    """Where the cache lies: GRADER_CACHE (empty: none), else beside the other caches of this user."""
    named = os.environ.get("GRADER_CACHE")
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32" and "LOCALAPPDATA" in os.environ:
        return Path(os.environ["LOCALAPPDATA"]) / "grader"
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "grader"
    except RuntimeError:  # a user without a home, as in containers
        return None


def digest(*parts: Any) -> str:
    """The name of what depends on `parts` (plain JSON data)."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def program() -> str:
    """The digest of this grader, of Python, and of every library that is installed beside it.

    A file of the grader is told by its size and its time, as Python itself tells whether to compile it anew: to read all of
    them takes longer than what a student waits for otherwise.
    """
    whole = hashlib.sha256(sys.version.encode())
    root = Path(__file__).parents[1]
    whole.update("\n".join(sorted(_sources(str(root), len(str(root))))).encode("utf-8", "surrogateescape"))
    whole.update("\n".join(_installed()).encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _sources(folder: str, known: int) -> Iterator[str]:
    """The Python files below a folder, each with its size and time."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                state = entry.stat()
                yield f"{entry.path[known:]} {state.st_size} {state.st_mtime_ns}"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _sources(entry.path, known)


def _installed() -> list[str]:
    """Names and versions, as the folders say them (`sympy-1.14.0.dist-info`): importing importlib.metadata takes longer."""
    folders = [Path(entry) for entry in sys.path if Path(entry).name in ("site-packages", "dist-packages")]
    return sorted(path.name for folder in folders for path in folder.glob("*-info"))


class Cache:
    """Documents by name. A cache that cannot be opened or written is an empty one: it is never needed.

    With `fresh` nothing of before is found again, and hidden probes are drawn from another seed; or from the `seed` that is
    given, another machine's.
    """

    def __init__(self, folder: Path | None, *, fresh: bool = False, seed: int | None = None) -> None:
        self._lock = threading.Lock()
        self._database = None if folder is None else _open(folder)
        if fresh and self._database is not None:
            self._try("DELETE FROM documents")
        kept = self.get("seed") if seed is None else seed
        self.seed: int = kept if type(kept) is int else secrets.randbits(63)
        if seed is None and kept != self.seed:
            self.put("seed", self.seed)

    def get(self, name: str) -> Any:
        """The document called `name`, or None."""
        rows = self._try("SELECT document FROM documents WHERE name = ?", name)
        try:
            return json.loads(rows[0][0]) if rows else None
        except ValueError:
            return None

    def put(self, name: str, document: Any) -> None:
        """Keep a document; it is there completely or not at all, whatever interrupts."""
        self._try("INSERT OR REPLACE INTO documents VALUES (?, ?)", name, json.dumps(document))

    def empty(self) -> None:
        """Forget all that is kept but the seed, and overwrite it: what was handed in is in it."""
        self._try("PRAGMA secure_delete = ON")
        self._try("DELETE FROM documents WHERE name != 'seed'")
        self._try("VACUUM")
        self._try("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _try(self, statement: str, *values: str) -> list[tuple[str]]:
        with self._lock:
            if self._database is None:
                return []
            try:
                return list(self._database.execute(statement, values))
            except sqlite3.Error:  # a full disk, a damaged file: grading goes on without it
                self._database.close()
                self._database = None
                return []


def _largest() -> int:
    named = os.environ.get("GRADER_CACHE_MB", "")
    return int(named) << 20 if named.isascii() and named.isdigit() else LARGEST


def _open(folder: Path) -> sqlite3.Connection | None:
    path = folder / f"cache-{LAYOUT}.sqlite"
    for old in (file for layout in range(1, LAYOUT) for file in folder.glob(f"cache-{layout}.sqlite*")):
        with suppress(OSError):
            old.unlink()  # nothing in it would ever be found again: its entries are named by the program that wrote them
    for _ in range(2):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size > _largest():
                path.unlink()
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
            if sys.platform != "win32":
                path.chmod(0o600)
            # autocommit: what is graded is kept even if the next moment brings kill -9
            database = sqlite3.connect(path, timeout=2.0, isolation_level=None, check_same_thread=False)
            try:
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA synchronous = OFF")
                database.execute("CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, document TEXT NOT NULL)")
            except sqlite3.Error:
                database.close()
                raise
            return database
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # busy, read-only: not damaged
                return None
            with suppress(OSError):
                path.unlink()  # damaged: begun anew
        except OSError:
            return None
    return None
