"""Damaged notebooks: what can be read is read, the rest is a sentence, and nothing is ever a traceback."""

from __future__ import annotations

import json
import random
import re

from tests.every import each
from tests.unread import read

from .notebooks import code, notebook, text

CATALOGUE = {"ex10": ["steps", "losses"], "ex06": ["gradient"]}
GOOD = notebook(text("# Übung"), code("a = 1\n"), code("steps = [1, 2]\n"))
V3 = json.dumps(
    {
        "nbformat": 3,
        "metadata": {},
        "worksheets": [{"cells": [{"cell_type": "code", "input": ["steps = 1"], "language": "python"}]}],
    }
)
CONFLICT = GOOD.replace(b'"source": "a = 1', b'<<<<<<< HEAD\n"source": "a = 1')
INDENTED = json.dumps(json.loads(GOOD), indent=1).encode()
COUNTED = b'"execution_count": null'


def conflict(inside: bytes, ours: bytes, theirs: bytes, base: bytes = b"") -> bytes:
    """The good notebook, merged by git where `inside` stands."""
    middle = b"||||||| base\n" + base + b"\n" if base else b""
    return INDENTED.replace(
        inside, b"\n<<<<<<< HEAD\n" + ours + b"\n" + middle + b"=======\n" + theirs + b"\n>>>>>>> their branch\n", 1
    )


A = b'"source": "a = 1\\n"'

# bytes, sources of the code cells or None for a problem, words of the German remark or problem
DAMAGE = {
    "good": (GOOD, ["a = 1\n", "steps = [1, 2]\n"], None),
    "source as list": (notebook(code(["steps = 1\n", "b = 2"])), ["steps = 1\nb = 2"], None),
    "source is a number": (notebook(code(7), code("steps = 1")), ["", "steps = 1"], "lesbaren Inhalt"),
    "source is a list of numbers": (notebook(code([1, 2]), code("steps = 1")), ["", "steps = 1"], "lesbaren Inhalt"),
    "no source": (notebook({"cell_type": "code"}, code("steps = 1")), ["", "steps = 1"], None),
    "no cell type": (notebook({"source": "steps = 1", "outputs": []}), ["steps = 1"], None),
    "cells that are none": (notebook(3, None, "x", code("steps = 1")), ["steps = 1"], None),
    "duplicate ids": (notebook(code("a = 1"), code("steps = 1")), ["a = 1", "steps = 1"], None),
    "version 3": (V3.encode(), ["steps = 1"], None),
    "version 9": (notebook(code("steps = 1"), nbformat=9), ["steps = 1"], "Formatversion 9"),
    "version of no kind": (notebook(code("steps = 1"), nbformat=[]), ["steps = 1"], "Formatversion"),
    "a list of cells": (json.dumps([code("steps = 1")]).encode(), ["steps = 1"], None),
    "metadata of no kind": (notebook(code("steps = 1"), metadata=[1]), ["steps = 1"], None),
    "truncated": (GOOD[: GOOD.rindex(b'"source"')], ["a = 1\n"], "gerettet"),
    "merge conflict": (CONFLICT, ["steps = [1, 2]\n"], "gerettet"),
    "merge conflict about a count": (
        conflict(b'"metadata": {}', b'"metadata": {}', b'"metadata": {"a": 1}'),
        ["a = 1\n", "steps = [1, 2]\n"],
        "Konfliktmarken.*Beide Seiten haben denselben Code",
    ),
    "merge conflict inside a cell": (
        conflict(A, A, A.replace(b"1", b"2")),
        ["steps = [1, 2]\n"],
        "Konfliktmarken.*worin beide",
    ),
    "merge conflict in three parts": (
        conflict(A, A, A.replace(b"1", b"2"), A.replace(b"1", b"3")),
        ["steps = [1, 2]\n"],
        "Konfliktmarken.*worin beide",
    ),
    "merge conflict with Windows line ends": (
        conflict(A, A, A.replace(b"1", b"2")).replace(b"\n", b"\r\n"),
        ["steps = [1, 2]\n"],
        "Konfliktmarken",
    ),
    "merge conflict whose one side is broken": (
        conflict(A, A.replace(b":", b""), A),
        ["steps = [1, 2]\n"],
        "gerettet.*Konfliktmarken.*worin beide",
    ),
    "marks in the code of a cell": (
        notebook(code("<<<<<<< HEAD\nsteps = 1\n=======\nsteps = 2\n>>>>>>> b\n"), code("losses = 2")),
        ["<<<<<<< HEAD\nsteps = 1\n=======\nsteps = 2\n>>>>>>> b\n", "losses = 2"],
        "In Zelle 1 .Zeile 1. stehen Konfliktmarken",
    ),
    "a comma too many": (GOOD.replace(b'"a = 1\\n"', b'"a = 1\\n",', 1), ["a = 1\n", "steps = [1, 2]\n"], "Beistrich zu viel"),
    "a comma too many at the end": (GOOD.rstrip()[:-1] + b",}", ["a = 1\n", "steps = [1, 2]\n"], "Beistrich zu viel"),
    "commas in texts stay": (
        notebook(code("steps = '[1,]'")).replace(b'"metadata"', b',"metadata"', 1).replace(b",\n   ,", b",,", 1),
        ["steps = '[1,]'"],
        "Beistrich zu viel",
    ),
    "version as a text": (notebook(code("steps = 1"), nbformat="4"), ["steps = 1"], None),
    "version as a text, with the minor one": (notebook(code("steps = 1"), nbformat="4.5"), ["steps = 1"], None),
    "no version": (notebook(code("steps = 1"), nbformat=None), ["steps = 1"], None),
    "version 4.0": (notebook(code("steps = 1"), nbformat=4.0), ["steps = 1"], None),
    "text behind": (GOOD + b"\n}}}", ["a = 1\n", "steps = [1, 2]\n"], None),
    "UTF-16": (GOOD.decode().encode("utf-16"), ["a = 1\n", "steps = [1, 2]\n"], None),
    "BOM": (b"\xef\xbb\xbf" + GOOD, ["a = 1\n", "steps = [1, 2]\n"], None),
    "Latin-1": (GOOD.replace(b"\\u00dc", b"\xdc"), ["a = 1\n", "steps = [1, 2]\n"], "Latin-1"),
    "raw line ends inside strings": (GOOD.replace(b"1\\n", b"1\n"), ["a = 1\n", "steps = [1, 2]\n"], None),
    "lone surrogate": (notebook(code("steps = '\ud800'")), ["steps = '?'"], None),
    "Windows line ends": (notebook(code("a = 1\r\nsteps = 2")), ["a = 1\nsteps = 2"], None),
    "a script saved as notebook": (b"# %%\nsteps = 1\n", ["# %%\nsteps = 1\n"], None),
    "empty": (b"", None, "ist leer"),
    "only zeros": (b"\0" * 5000, None, "ist leer"),
    "not JSON": (b"Hallo, hier meine Loesung", None, "kein lesbares Notebook"),
    "shown by Python": (
        repr({"cells": [{"cell_type": "code", "source": ["steps = 1"], "outputs": [], "execution_count": None}]}).encode(),
        ["steps = 1"],
        "wie Python ein Wörterbuch anzeigt",
    ),
    "shown by Python and cut off": (b"{'cells': [{'cell_type': 'code', 'sou", None, "wie Python ein Wörterbuch anzeigt"),
    "a call in Python's words": (b"{'cells': [open('x')]}", None, "wie Python ein Wörterbuch anzeigt"),
    "a web page": (b"<!DOCTYPE html><html></html>", None, "Webseite"),
    "binary": (bytes(range(256)) * 20, None, "kein lesbares Notebook"),
    "a number": (b"3", None, "kein Code|kein lesbares|keinen Code"),
    "no cells": (b"{}", None, "keine Zellen"),
    "cells of no kind": (b'{"cells": 3}', None, "keine Zellen"),
    "only text": (notebook(text("Hallo")), None, "keinen Code"),
    "only empty code": (notebook(code(""), code("  \n")), None, "keinen Code"),
    "nested too deeply": (b'{"cells": ' + b"[" * 200_000, None, "kein lesbares Notebook"),
    "a number without end": (b'{"cells": ' + b"9" * 10_000 + b"}", None, "kein lesbares Notebook"),
}


@each(("data", "sources", "words"), DAMAGE.values())
def test_damage(data: bytes, sources: list[str] | None, words: str | None) -> None:
    reading = read(data, "ex10.ipynb", CATALOGUE)
    said = [reading.problem] if reading.problem else list(reading.notes)
    if sources is None:
        assert reading.parts == ()
        assert reading.problem is not None
    else:
        assert reading.problem is None
        assert [cell.source for cell in reading.parts[0].cells] == sources
    if words is None:
        assert said == []
    else:
        assert re.search(words, "\n".join(text.de for text in said), re.DOTALL)


def test_cells_are_numbered_as_a_person_counts_code_cells() -> None:
    reading = read(notebook(code("a = 1"), text("x"), code(""), code("steps = 1")), "ex10.ipynb", CATALOGUE)
    assert [cell.number for cell in reading.parts[0].cells] == [1, 2, 3]


@each("indent", [1, None, 4])
def test_outputs_are_dropped_unread(indent: int | None) -> None:
    lines = ['text with "outputs": [ and ] } \\ brackets\n'] * 40_000
    bulk = {"output_type": "stream", "text": lines}
    tricky = "s = '\"outputs\": [1]'\nsteps = 1"
    data = notebook(
        code("a = 1", outputs=[bulk]),
        text("x") | {"attachments": {"a.png": {"image/png": "A" * 1_000_000}}},
        code(tricky, outputs=[]),
        metadata={"widgets": {"x": [lines]}, "grader": {"exercise": "ex10", "variant": 3}},
        indent=indent,
    )
    assert len(data) > 2 << 20
    (part,) = read(data, "x.ipynb", CATALOGUE).parts
    assert ([cell.source for cell in part.cells], part.variant) == (["a = 1", tricky], 3)


def test_a_large_notebook_that_ends_within_an_output_keeps_its_cells() -> None:
    data = notebook(code("steps = 1"), code("b = 2", outputs=[{"text": ["x" * 100] * 40_000}]))
    reading = read(data[: len(data) - 2_000_000], "ex10.ipynb", CATALOGUE)
    assert [cell.source for cell in reading.parts[0].cells] == ["steps = 1"]


def test_no_mutilation_raises() -> None:
    rng = random.Random(3)
    for _ in range(1_000):
        data = bytearray(GOOD)
        for _ in range(rng.randrange(1, 6)):
            at = rng.randrange(len(data))
            data[at : at + rng.randrange(20)] = rng.randbytes(rng.randrange(5))
        reading = read(bytes(data), "ex10.ipynb", CATALOGUE)
        assert reading.parts or reading.problem
