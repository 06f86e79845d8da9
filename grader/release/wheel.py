"""The grader as a wheel for students: all that grades a hand-in by a sealed key, and nothing that knows authors' files.

It is written here and not by a build tool, which a teacher need not have: a wheel is a zip archive with three lists.
"""

from __future__ import annotations

import base64
import hashlib
import io
import tomllib
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from grader import __version__

PACKAGE = Path(__file__).parents[1]
DIST = f"grader-{__version__}"
NAME = f"{DIST}-py3-none-any.whl"
MADE = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes
WHEEL = b"Wheel-Version: 1.0\nGenerator: grade release\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
SUFFIXES = (".py", ".txt", ".json", ".html", ".jinja", ".css", ".svg")
# What is a teacher's or an author's: it imports the authors' language, or is of no use without it.
TEACHERS = (
    "authoring/",
    "release/",
    "proofcheck/",
    "answer_key/diagnosis/causes.py",
    "answer_key/diagnosis/moving.py",
    "answer_key/diagnosis/numbers.py",
    "answer_key/services/",
    "answer_key/matching/author_code.py",
    "answer_key/matching/function_checks.py",
    "answer_key/matching/function_match.py",
    "answer_key/matching/match.py",
    "answer_key/process/proof_checks.py",
    "answer_key/process/worker.py",
    "answer_key/process/worker_ancestor.py",
    "answer_key/sealed/making/",
    "grading/adjusted.py",
    "grading/sample_results.py",
    "grading/selfcheck.py",
    "reports/exchange/",
    "reports/moodle/",
    "cli/author/",
    "cli/teacher/",
    "cluster/",
    "desk/",
)
# what can be typed stands in the help of every grade
TYPED = ("cli/teacher/__init__.py", "cli/teacher/teachers_commands.py", "cli/teacher/gradebook_commands.py")


def students_wheel(*, torch: bool = True) -> bytes:
    """The wheel; without `torch` it does not ask for that, which is larger than everything else together."""
    files = {f"grader/{name}": path.read_bytes() for name, path in students_files()}
    files[f"{DIST}.dist-info/METADATA"] = _metadata(torch=torch).encode()
    files[f"{DIST}.dist-info/WHEEL"] = WHEEL
    files[f"{DIST}.dist-info/entry_points.txt"] = b"[console_scripts]\ngrade = grader.cli.main:main\n"
    record = f"{DIST}.dist-info/RECORD"
    lines = [f"{name},sha256={_digest(content)},{len(content)}" for name, content in files.items()]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, MADE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()


def students_files() -> Iterator[tuple[str, Path]]:
    """The files of the package that a kit needs, by their names in it."""
    for path in sorted(PACKAGE.rglob("*")):
        name = path.relative_to(PACKAGE).as_posix()
        if path.suffix in SUFFIXES and (name in TYPED or not name.startswith(TEACHERS)) and "__pycache__" not in path.parts:
            yield name, path


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _metadata(*, torch: bool) -> str:
    needed = [one for one in _requirements() if torch or not one.startswith("torch")]
    lines = ["Metadata-Version: 2.1", "Name: grader", f"Version: {__version__}", "Requires-Python: >=3.11"]
    return "\n".join([*lines, *(f"Requires-Dist: {one}" for one in needed), ""])


def _requirements() -> list[str]:
    """As this grader itself was installed with, or as its source says."""
    source = PACKAGE.parent / "pyproject.toml"
    if source.is_file():
        return list(tomllib.loads(source.read_text(encoding="utf-8"))["project"]["dependencies"])
    return [one for one in metadata.requires("grader") or () if "extra ==" not in one]
