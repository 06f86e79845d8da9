"""The surroundings of a child: a clean environment and an empty folder of its own."""

from __future__ import annotations

import os
import shutil
import site
import sys
import tempfile
from pathlib import Path


class Scratch:
    """A folder for the children of one lane; emptied between two of them."""

    def __init__(self) -> None:
        self.path = tempfile.mkdtemp(prefix="grader-")

    def empty(self) -> None:
        try:
            if not os.listdir(self.path):
                return
        except OSError:
            pass
        shutil.rmtree(self.path, ignore_errors=True)
        os.makedirs(self.path, mode=0o700, exist_ok=True)

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


def clean_environment(scratch: str) -> dict[str, str]:
    """The environment of a child: nothing of the teacher's but what finds the installed packages."""
    environment = {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": scratch,
        "TMPDIR": scratch,
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "VECLIB_MAXIMUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "1",
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": os.environ.get("MPLCONFIGDIR") or str(_cache() / "matplotlib"),  # its list of fonts takes seconds
    }
    if site.ENABLE_USER_SITE:
        environment["PYTHONUSERBASE"] = site.getuserbase()
    if sys.platform == "win32":
        environment |= {"TEMP": scratch, "TMP": scratch, "USERPROFILE": scratch}
        environment |= {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
    return environment


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "grader"
