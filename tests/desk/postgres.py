"""A PostgreSQL server of the test's own: made in an empty folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_DEBIANS = Path("/usr/lib/postgresql")
USER = "grader"


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`; none: no server is installed."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    folders = sorted(_DEBIANS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


def missing() -> str:
    """Why there can be no server here, in words; empty: there can."""
    if programs() is None:
        return "no PostgreSQL server is installed (Debian: apt-get install postgresql)"
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return "PostgreSQL does not run as root, and there is no setpriv to become somebody else"
    return ""


@contextmanager
def server() -> Iterator[str]:
    """The URL of an empty database."""
    found = programs()
    assert found is not None, missing()
    folder = Path(tempfile.mkdtemp(prefix="grader-pg-", dir="/tmp"))  # a socket's path may have 107 bytes
    as_nobody = []
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        as_nobody = ["setpriv", "--reuid=nobody", "--clear-groups", "--"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_nobody, str(found / program), *arguments]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder, check=False
        )
        assert done.returncode == 0, done.stdout.decode(errors="replace")

    data, log = folder / "data", folder / "log"
    try:
        run("initdb", "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        started = ["-D", str(data), "-w", "-l", str(log), "-o", f"-c listen_addresses='' -k {folder} -c fsync=off"]
        run("pg_ctl", "start", *started)
        try:
            yield f"postgresql://{USER}@/postgres?host={quote(str(folder), safe='')}"
        finally:
            run("pg_ctl", "stop", "-D", str(data), "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
