"""What must be the same everywhere, so that a class gets the grades that one machine would give it."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from grader import __version__

LIBRARIES = {"SymPy": "sympy", "NumPy": "numpy", "python-flint": "python-flint", "torch": "torch"}


@cache
def versions() -> Mapping[str, str]:
    """The grader by the content of its files, Python and the libraries by their versions; "none" for what is missing. A process
    says what it found when it was first asked, whatever has been installed since."""
    libraries = {name: _version(package) for name, package in LIBRARIES.items()}
    return {"grader": f"{__version__} ({_content()})", "Python": platform.python_version(), **libraries}


def told() -> bytes:
    """The same, as a worker says it."""
    return json.dumps(dict(versions())).encode()


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """What is another version there: SymPy 1.13.1 (here 1.14.0)."""
    return [f"{name} {there.get(name, 'none')} (here {own})" for name, own in here.items() if there.get(name, "none") != own]


def _version(package: str) -> str:
    try:
        return metadata.version(package).partition("+")[0]  # torch 2.9.0+cpu is the same program as 2.9.0+cu128
    except metadata.PackageNotFoundError:
        return "none"


def _content() -> str:
    root = Path(__file__).parents[1]
    whole = hashlib.sha256()
    for path in sorted(root.rglob("*.py"), key=lambda path: path.relative_to(root).as_posix()):
        whole.update(path.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:8]
