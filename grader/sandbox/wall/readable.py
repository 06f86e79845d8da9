"""Which files a child may open: Python and its libraries, and what they ask about the machine. Never the course."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from pathlib import Path

_SYSTEM = (
    "/usr/lib",  # shared libraries that modules load late
    "/usr/local/lib",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/usr/share/zoneinfo",
    "/etc/localtime",
    "/dev/urandom",
    "/proc/cpuinfo",  # torch and OpenBLAS choose their kernels by these
    "/sys/devices/system/cpu",
)
WRITABLE = ("/dev/null",)


def readable() -> tuple[str, ...]:
    """Files and folders, the standard library first.

    Of the grader itself only its package, which is public, and not `sys.path`: with an editable install that holds the
    course folder, and with it solutions/.
    """
    own = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    own.append(sysconfig.get_config_var("LIBDIR") or "")
    own += site.getsitepackages()
    if site.ENABLE_USER_SITE:
        own.append(site.getusersitepackages())
    package = str(Path(__file__).resolve().parents[2])
    found = dict.fromkeys(os.path.realpath(path) for path in (*own, package) if path)
    return (*(path for path in found if path != sys.prefix), *_SYSTEM)
