"""A small class as it comes from a learning platform, in four forms: a folder, its zip, a zip with other folders, all flat."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.conftest import ROOT

STUBS = {path.name[:4]: path for path in (ROOT / "exercises").glob("*.ipynb")}
ANNA, BEN, MAX_1, MAX_2, DORA, EMIL = (
    f"{name}_{1000 + number}_assignsubmission_file"
    for number, name in enumerate(("Anna Huber", "Ben Mayr", "Max Müller", "Max Müller", "Dora Öz", "Emil Fuchs"))
)
RIGHT = {"derivative": "2*(w-3)", "steps": "[1.5, 2.25, 2.625]", "limit_value": "3"}


def stub(exercise: str, answers: dict[str, str], output: str = "") -> bytes:
    """The exercise's stub with answers in it, and a long output below the first of them."""
    book = json.loads(STUBS[exercise].read_text(encoding="utf-8"))
    for cell in book["cells"]:
        name = "".join(cell["source"]).partition(" = ")[0]
        if name in answers:
            cell["source"] = f"{name} = {answers[name]}"
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []
    return json.dumps(book, ensure_ascii=False).encode()


def without_metadata(data: bytes) -> bytes:
    book = json.loads(data)
    book["metadata"] = {}
    return json.dumps(book).encode()


def packed(**files: bytes) -> bytes:
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"Abgabe/{name}.ipynb", data)
    return buffer.getvalue()


def hand_ins() -> dict[str, bytes]:
    """Everything that lies in the class, by its place: the person's folder first."""
    one = {"derivative": "2*w"}
    return {
        f"{ANNA}/ex10_three_steps.ipynb": stub("ex10", RIGHT, "w = nan\n" * 400_000),
        f"{ANNA}/ex06_omega.ipynb": stub("ex06", {}),
        f"{ANNA}/Angabe.pdf": b"%PDF-1.4",
        f"{ANNA.replace('_file', '_onlinetext')}/onlinetext.html": b"<p>Bitte ex06 nicht werten</p>",
        f"{BEN}/ex10_three_steps.ipynb": stub("ex10", {}),
        f"{BEN}/ex10_three_steps-Copy1.ipynb": stub("ex10", RIGHT),
        f"{BEN}/test_ex10.py": b"steps = [9]\nlosses = [9]\nassert steps\n",
        f"{BEN}/helper.py": b"def train(x):\n    return x\nloss = 0.25\n",
        f"{MAX_1}/ex10.ipynb": stub("ex10", RIGHT),
        f"{MAX_1}/ex10 (1).ipynb": stub("ex10", one),
        f"{MAX_2}/Abgabe.zip": packed(ex10=stub("ex10", RIGHT), ex06=stub("ex06", {})),
        f"{DORA}/ex10.ipynb.txt": without_metadata(stub("ex10", {**RIGHT, "limit_value": "4"})),
        f"{DORA}/env/lib/m1.py": b"closed = 1\n" * 2,
        f"{DORA}/bild.png": b"\x89PNG",
        f"{EMIL}/ex10_three_steps.ipynb": b"",
    }


PEOPLE = {"Anna Huber", "Ben Mayr", "Max Müller 1002", "Max Müller 1003", "Dora Öz", "Emil Fuchs"}
COUNTS = {  # people: the file that counts for ex10, and the points it gets
    "Anna Huber": ("ex10_three_steps.ipynb", 5),
    "Ben Mayr": ("ex10_three_steps-Copy1.ipynb", 5),
    "Max Müller 1002": ("ex10 (1).ipynb", 0),
    "Max Müller 1003": ("ex10.ipynb", 5),
    "Dora Öz": ("ex10.ipynb.txt", 4),
}


# What each item of these must get: right, wrong or not attempted, as it was handed in.
R, W, N = "correct", "wrong", "missing"
ITEMS = ("derivative", "steps", "losses", "closed_form", "first_close", "limit_value")
PLANNED = {
    "Anna Huber": (R, R, N, N, N, R),
    "Ben Mayr": (R, R, N, N, N, R),
    "Max Müller 1002": (W, N, N, N, N, N),
    "Max Müller 1003": (R, R, N, N, N, R),
    "Dora Öz": (R, R, N, N, N, W),
}


@dataclass(frozen=True)
class Form:
    name: str
    place: Callable[[PurePosixPath], str]
    zipped: bool = True
    twice: bool = False


FORMS = (
    Form("folder", str, zipped=False),
    Form("zip", str),
    Form("zip in zip", lambda path: f"download/{path}", twice=True),
    Form("flat", lambda path: f"{path.parts[0]}_{path.name}"),
)


def write(form: Form, folder: Path) -> Path:
    """The class in this form; `folder` gets it."""
    files = {form.place(PurePosixPath(name)): data for name, data in hand_ins().items()}
    if not form.zipped:
        for name, data in files.items():
            (folder / "class" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "class" / name).write_bytes(data)
        return folder / "class"
    inner, outer = folder / "class.zip", folder / "outer.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    if not form.twice:
        return inner
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, inner.name)
    return outer
