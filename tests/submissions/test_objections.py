"""`# Einspruch ex10.b: …`: found wherever a student may write it, whatever else it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.measures import LONGEST_OBJECTION, MOST_OBJECTIONS
from grader.model import Objection
from grader.runner.supervisor.in_range import expect_reading
from grader.submissions.files.handin import Part, RawReading
from grader.submissions.parsing.identify import Catalogue
from grader.submissions.parsing.reading import read
from tests.every import each

KNOWN: Catalogue = {"ex10": ["slope", "steps"], "ex06": ["root"]}
MARKER = "# grader: ex10 variant 0\nslope = 2"


def notebook(*cells: tuple[str, str]) -> bytes:
    made = [{"cell_type": kind, "metadata": {}, "source": source} for kind, source in (("code", MARKER), *cells)]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def objections(*cells: tuple[str, str]) -> list[tuple[str, str]]:
    reading = read(notebook(*cells), "ex10.ipynb", KNOWN)
    expect_reading(reading, KNOWN)
    return [(one.item, one.text) for part in reading.parts for one in part.objections]


@each(
    ("kind", "source", "found"),
    [
        ("markdown", "# Einspruch ex10.b: Ich habe gerundet.", [("ex10.b", "Ich habe gerundet.")]),
        ("markdown", "Objection EX10.B - I rounded,\n\nas the sheet says.", [("ex10.b", "I rounded, as the sheet says.")]),
        ("markdown", "**Einspruch ex10.b:** bitte ansehen", [("ex10.b", "bitte ansehen")]),
        ("markdown", "### einspruch zu `ex10.b`\nDanke", [("ex10.b", "Danke")]),
        ("raw", "Einspruch gegen ex10.b, weil 9/4 = 2,25", [("ex10.b", "weil 9/4 = 2,25")]),
        ("markdown", "Hallo!\n\n# Einspruch ex10.a: eins\n# Einspruch ex10.b: zwei", [("ex10.a", "eins"), ("ex10.b", "zwei")]),
        ("code", "# Einspruch ex10.b: das ist\n#   gerundet\nsteps = [1]", [("ex10.b", "das ist gerundet")]),
        ("code", "steps = [1]\n  # Objection ex10.b: rounded\nx = 1 # other", [("ex10.b", "rounded")]),
        ("markdown", "# Einspruch ex10.b", [("ex10.b", "")]),
        ("code", "print('Einspruch ex10.b: nein')", []),
        ("code", "Einspruch = 'ex10.b: nein'", []),
        ("markdown", "Ich erhebe keinen Einspruch ex10.b: alles gut", []),
        ("markdown", "# Einspruch ex10.bitte: welcher Teil?", []),
        ("markdown", "# Einspruch: welcher Teil?", []),
        ("markdown", "# Ein\u017fpruch ex10.b: langes s", []),
        ("markdown", "# Einspruch ex10.b: </script><b>\x1b[2J =1+1", [("ex10.b", "</script><b>\x1b[2J =1+1")]),
    ],
)
def test_where_it_stands(kind: str, source: str, found: list[tuple[str, str]]) -> None:
    assert objections((kind, source)) == found


def test_one_about_another_exercise_is_not_lost() -> None:
    assert objections(("markdown", "# Einspruch ex06.a: doch")) == [("ex06.a", "doch")]


def test_in_a_script() -> None:
    script = f"# %%\n{MARKER}\n\n# %% [markdown]\n# # Einspruch ex10.b: im Skript\n".encode()
    (part,) = read(script, "ex10.py", KNOWN).parts
    assert part.objections == (Objection("ex10.b", "im Skript"),)


def test_no_more_than_a_judge_takes() -> None:
    found = objections(("markdown", "# Einspruch ex10.b: " + "a" * 5000), *[("markdown", "Einspruch ex10.a: x")] * 200)
    assert len(found) == MOST_OBJECTIONS
    assert len(found[0][1]) == LONGEST_OBJECTION


@each("made_up", [("ex10.b" * 40, "x"), ("ex10", "x"), ("ex10.B", "x"), ("ex10.b", "x" * 1001), ("ex10.b", 3)])
def test_what_no_child_of_ours_would_send(made_up: Any) -> None:
    forged = RawReading((Part("ex10", 0, (), objections=(Objection(*made_up),)),))
    with pytest.raises(ValueError, match="no child of ours"):
        expect_reading(forged, KNOWN)
