"""The surroundings of a child: a clean environment and an empty folder of its own."""

from __future__ import annotations

import os
import site
import sys
from contextlib import suppress
from pathlib import Path

from grader.storage.owned_tempdir import TemporaryFolder, remove_tree


class Scratch:
    """A folder for the children of one lane; emptied between two of them."""

    def __init__(self) -> None:
        self._folder = TemporaryFolder()
        self.path = self._folder.path

    def empty(self) -> None:
        """What is in it goes; it stays itself, because rules about it (Landlock) do not follow its name."""
        try:
            entries = list(os.scandir(self.path))
        except OSError:  # taken away or locked by a child without a wall
            remove_tree(self.path)
            os.makedirs(self.path, mode=0o700, exist_ok=True)
            return
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                remove_tree(entry.path)
            else:
                with suppress(OSError):
                    os.unlink(entry.path)

    def remove(self) -> None:
        self._folder.remove()


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
        "TORCHINDUCTOR_CACHE_DIR": scratch,  # exists: else importing torch._dynamo makes one, which a child may not
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": os.environ.get("MPLCONFIGDIR") or str(_fonts(scratch)),
    }
    if site.ENABLE_USER_SITE:
        environment["PYTHONUSERBASE"] = site.getuserbase()
    if sys.platform == "win32":
        environment |= {"TEMP": scratch, "TMP": scratch, "USERPROFILE": scratch}
        environment |= {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
    return environment


def _fonts(scratch: str) -> Path:
    """Where Matplotlib keeps its list of fonts, which takes seconds to make."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "grader" / "matplotlib"
    except RuntimeError:  # a user without a home, as in containers
        return Path(scratch)
