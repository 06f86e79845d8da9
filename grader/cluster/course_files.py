"""The exercises of a course as they leave the machine, and as they lie at a worker."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from grader.cluster.documents import FileSent, as_text


def packed(root: Path) -> dict[str, str]:
    """The files of solutions/, by their names below `root`. What is hidden stays: the class secret is no exercise."""
    folder = root / "solutions"
    names = (path.relative_to(root) for path in sorted(folder.rglob("*")) if path.is_file())
    seen = [name for name in names if not any(part.startswith(".") or part == "__pycache__" for part in name.parts)]
    return {name.as_posix(): as_text((root / name).read_bytes()) for name in seen}


def unpack(files: Mapping[str, str], into: Path) -> None:
    """Write them below `into`. Raises ValueError for a name that leads elsewhere."""
    for name, content in files.items():
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts:
            raise ValueError(f"{name!r} is no name below a course")
        path = into.joinpath(*parts)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(FileSent(name, content).data)
