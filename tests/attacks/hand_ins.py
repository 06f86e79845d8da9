"""Hostile files: graded once, as a class, beside innocents."""

from __future__ import annotations

import json
import os
import pickle
import socket
from pathlib import Path

from tests.attacks.attack import USES
from tests.attacks.hand_in import RIGHT, HandIn, both, cells, code, file, link, notebook, sparse

LOOKED_AT = "only regular files are opened, and no link is followed"
CHILD = "a child reads it; the judge imports and parses nothing"
LIMITS = "limits on the size"
READER = "the reader of notebooks mends or says it"
MAGIC = "lines that are no Python are cut, never run"
TOUCH = "open('{trace}', 'w')"


def script(one: str) -> str:
    """A hand-in whose first cell is under attack."""
    return RIGHT.replace("one = 1", one)


class _Command:
    """Unpickled it leaves a trace."""

    def __init__(self, trace: str) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (self.trace, "w")


def _pickled(folder: Path) -> None:
    data = pickle.dumps(_Command(str(folder.parent.parent / "trace")))
    for name in ("weights.pkl", "weights.pt", "weights.npy"):
        (folder / name).write_bytes(data)


def _socket(folder: Path) -> None:
    here = os.getcwd()
    os.chdir(folder)  # the path of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind("ex90.py")
    finally:
        os.chdir(here)


NAMES = ("numpy.py", "random.py", "conftest.py", "sitecustomize.py", "__init__.py", "json.py")
OTHERS = tuple(HandIn(59, f"called {name}", file(name, script(f"{TOUCH}\none = 1")), CHILD, "crashed", USES) for name in NAMES)
ODD = (
    HandIn(
        59,
        "a library's name beside the hand-in",
        both(file("random.py", TOUCH), file("ex90.py", script("import random\none = 1"))),
        CHILD,
        "correct",
        "which exercise random.py belongs to",
    ),
    HandIn(
        59,
        "pytest.ini and conftest.py beside the hand-in",
        both(
            file("pytest.ini", "[pytest]\naddopts = -p conftest\n"),
            file("conftest.py", f"import os\n{TOUCH}"),
            file("ex90.py", RIGHT),
        ),
        CHILD,
        "correct",
    ),
    HandIn(60, "a link to the solution", link("ex90.py", "../../reference.py"), LOOKED_AT, says="is a link"),
    HandIn(60, "a link to another hand-in", link("ex90.py", "../000innocent/ex90.py"), LOOKED_AT, says="is a link"),
    HandIn(60, "a link to /dev/zero", link("ex90.ipynb", "/dev/zero"), LOOKED_AT, says="is a link"),
    HandIn(60, "a link to itself", link("ex90.ipynb", "ex90.ipynb"), LOOKED_AT, says="is a link"),
    HandIn(60, "a FIFO", lambda folder: os.mkfifo(folder / "ex90.ipynb"), LOOKED_AT, says="is not a regular file"),
    HandIn(60, "a socket", _socket, LOOKED_AT, says="is not a regular file"),
    HandIn(60, "a folder", lambda folder: (folder / "ex90.ipynb").mkdir(), LOOKED_AT, says="is not a regular file"),
    HandIn(61, "a terabyte of nothing", sparse("ex90.ipynb", 1 << 40), LIMITS, says="larger than 200 MB"),
    HandIn(61, "a script of 6 MB", sparse("ex90.py", 6 << 20), LIMITS, says="larger than 5 MB"),
    HandIn(61, "50 MB of zeros", sparse("ex90.ipynb", 50 << 20), CHILD, says="ex90.ipynb is empty"),
)
TEXTS = (
    HandIn(62, "NUL characters", file("ex90.py", script("one = 1\0")), CHILD, "correct"),
    HandIn(62, "a byte order mark", file("ex90.py", b"\xef\xbb\xbf" + RIGHT.encode()), CHILD, "correct"),
    HandIn(62, "UTF-16", file("ex90.py", RIGHT.encode("utf-16")), CHILD, "correct"),
    HandIn(
        62, "bytes that are no UTF-8", file("ex90.py", script("one = 1 # \xff").encode("latin-1")), CHILD, "correct", "Latin-1"
    ),
    HandIn(62, "an encoding that does not exist", file("ex90.py", "# coding: klingon\n" + RIGHT), CHILD, "correct"),
    HandIn(62, "an encoding that runs code", file("ex90.py", "# coding: unicode_escape\n" + RIGHT), CHILD, "correct"),
    HandIn(62, "half a surrogate pair", notebook("text = '\ud800'\none = 1"), READER, "correct"),
    HandIn(62, "form feeds", file("ex90.py", script("\f\none = 1\f")), CHILD, "correct"),
    HandIn(62, "line ends of another age", file("ex90.py", RIGHT.replace("\n", "\r")), CHILD, "correct"),
    HandIn(62, "random bytes", file("ex90.ipynb", bytes(range(256)) * 99), READER, says="not a readable notebook"),
    HandIn(
        63,
        "brackets in brackets, 100 000 deep",
        file("ex90.py", script("one = " + "(" * 10**5)),
        CHILD,
        "crashed",
        "SyntaxError",
    ),
    HandIn(63, "minus signs, 100 000 of them", file("ex90.py", script("one = " + "-" * 10**5 + "1")), CHILD, "crashed"),
    HandIn(
        63, "JSON in JSON, 100 000 deep", file("ex90.ipynb", '{"cells": ' + "[" * 10**5), READER, says="not a readable notebook"
    ),
    HandIn(63, "700 000 imports in a line", file("ex90.py", script("one = 1 # " + "import " * 700_000)), CHILD, "correct"),
    HandIn(63, "one line of 5 MB", file("ex90.py", script("one = 1 #" + "x" * ((5 << 20) - 99))), CHILD, "correct"),
    HandIn(
        63,
        "a notebook with a line of 20 MB",
        lambda folder: notebook("one = 1 #" + "x" * (20 << 20))(folder),  # made when it is needed
        CHILD,
        "correct",
    ),
    HandIn(64, "a number of 5000 digits", file("ex90.py", script("one = " + "1" * 5000)), CHILD, "crashed", "SyntaxError"),
    HandIn(
        64,
        "a number of 5000 digits in the notebook",
        file("ex90.ipynb", '{"nbformat": ' + "9" * 5000 + "}"),
        READER,
        says="not a readable",
    ),
)

NBGRADER = {"nbgrader": {"grade": True, "grade_id": "one", "points": 100, "score": 100, "solution": True, "locked": True}}
V3 = {
    "nbformat": 3,
    "metadata": {},
    "worksheets": [{"cells": [{**cell, "input": cell["source"]} for cell in cells("one = 1")]}],
}
RICH = [
    {
        "output_type": "display_data",
        "data": {"text/html": "<script>alert(1)</script>", "image/svg+xml": "<svg onload=alert(1)>"},
    },
    {"output_type": "stream", "name": "stdout", "text": ["x" * 99 + "\n"] * 80_000},
]
PLOT = {"a.png": {"image/png": "A" * 100_000}}
BOOKS = (
    HandIn(
        65, "a notebook that is no JSON", file("ex90.ipynb", "Hello, here is my work"), READER, says="not a readable notebook"
    ),
    HandIn(65, "a list instead of a notebook", file("ex90.ipynb", json.dumps(cells("one = 1"))), READER, "correct"),
    HandIn(65, "version 3", file("ex90.ipynb", json.dumps(V3)), READER, "correct"),
    HandIn(65, "version 9", notebook("one = 1", nbformat=9), READER, "correct", "format version 9"),
    HandIn(65, "a cell without an id", notebook({"cell_type": "code", "source": "one = 1"}), READER, "correct"),
    HandIn(65, "a number for the text of a cell", notebook(code(7), "one = 1"), READER, "correct", "no readable content"),
    HandIn(65, "a list of numbers", notebook(code([1, 2]), "one = 1"), READER, "correct", "no readable content"),
    HandIn(65, "8 MB of outputs", notebook(code("one = 1", outputs=RICH)), READER, "correct"),
    HandIn(
        65,
        "attachments and widgets",
        notebook(code("one = 1", attachments=PLOT), metadata={"widgets": PLOT}),
        READER,
        "correct",
    ),
    HandIn(65, "%%bash", notebook("%%bash\ntouch {trace}", "one = 1"), MAGIC, "correct", "Cell 1"),
    HandIn(65, "!command", notebook("!touch {trace}\none = 1"), MAGIC, "correct"),
    HandIn(65, "?question", notebook("?one\none = 1\none?"), MAGIC, "correct"),
    HandIn(65, "%run", notebook("%run {trace}\none = 1"), MAGIC, "correct"),
    HandIn(65, "get_ipython().system", notebook("get_ipython().system('touch {trace}')\none = 1"), MAGIC, "correct"),
    HandIn(66, "two cells that answer", notebook("one = 3", "one = 1"), "the last one counts, as in Jupyter", "correct"),
    HandIn(
        66, "the cell that answers is deleted", notebook("# nothing here"), "an answer that is not there is missing", "missing"
    ),
    HandIn(66, "cells in another order", notebook("one = two - 1"), "cells run from top to bottom", "crashed", "NameError"),
    HandIn(
        66,
        "forged points of nbgrader",
        notebook(code("one = 3", metadata=NBGRADER)),
        "what a cell says of itself is not read",
        "wrong",
    ),
    HandIn(
        66,
        "a variant that does not exist",
        notebook("one = 1", metadata={"grader": {"exercise": "ex90", "variant": 77}}),
        "it is said, and variant 0 counts",
        "correct",
        "no variant 77",
    ),
    HandIn(
        66,
        "an exercise that does not exist",
        notebook("# grader: ex77\none = 1"),
        "it is said, and passed over",
        "correct",
        "ex77",
    ),
    HandIn(67, "a Cyrillic letter in a name", notebook("\u043ene = 1"), "it is another name, also for Python", "invalid"),
    HandIn(67, "wide letters in a name", notebook("\uff4f\uff4e\uff45 = 1"), "Python takes them for the plain ones", "correct"),
    HandIn(71, "weights that are commands", both(_pickled, file("ex90.py", RIGHT)), "nobody loads them", "correct"),
    HandIn(71, "nothing but weights", _pickled, "nobody loads them", says="No notebook and no script"),
)

HAND_INS = (*OTHERS, *ODD, *TEXTS, *BOOKS)
