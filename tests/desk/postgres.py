"""A PostgreSQL server of the test's own: made in an empty folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_DEBIANS = Path("/usr/lib/postgresql")
USER = "grader"


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`; none: no server is installed."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent  # what is on the path may be a link to one program
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
    is_root = os.geteuid() == 0
    somebody = []
    if shutil.which("setpriv") is not None:  # whoever ends the tests by force ends the server, too
        somebody = ["setpriv", "--pdeathsig", "QUIT", *(["--reuid=nobody", "--clear-groups"] if is_root else []), "--"]
    if is_root:
        shutil.chown(folder, "nobody")
    data, log = folder / "data", folder / "log"
    try:
        made = [str(found / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        done = subprocess.run([*somebody, *made], capture_output=True, cwd=folder, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        settings = ["-c", "listen_addresses=", "-k", str(folder), "-c", "fsync=off"]
        with log.open("wb") as said:
            running = subprocess.Popen(
                [*somebody, str(found / "postgres"), "-D", str(data), *settings], cwd=folder, stdout=said, stderr=said
            )
        try:
            ready = [str(found / "pg_isready"), "-q", "-h", str(folder)]
            while subprocess.run(ready, check=False, stdin=subprocess.DEVNULL).returncode != 0:
                assert running.poll() is None, log.read_text(errors="replace")
                time.sleep(0.05)
            yield f"postgresql://{USER}@/postgres?host={quote(str(folder), safe='')}"
        finally:
            running.send_signal(signal.SIGQUIT)  # at once: nothing of it is needed any more
            running.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
