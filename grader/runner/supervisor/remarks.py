"""The sentences for what a child remarks about cells and files: it says codes, numbers and names; nothing else is shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from grader.model import Text
from grader.reading_help.table import sentence_on
from grader.runner.supervisor.in_range import NAME
from grader.submissions.files.handin import RawReading, Reading
from grader.submissions.source.remark import Code, Remark


def sentence_on_remark(remark: Remark, cells: Collection[int]) -> Text:
    """What a teacher reads. Raises ValueError for a cell that is not there, and for a word that is no name."""
    named = remark.code != "commands left out"
    if remark.cell not in cells or (NAME.fullmatch(remark.word) is None if named else remark.word):
        raise ValueError("a remark that no child of ours would make")
    return SENTENCES[remark.code](remark.cell, remark.word)


def told(raw: RawReading, file: str, exercises: Collection[str]) -> Reading:
    """What was read of the file of that name, in sentences."""
    known = {"file": file, "exercises": exercises}
    remarks = tuple(sentence_on(remark, known) for remark in raw.remarks)
    problem = None if raw.problem is None else sentence_on(raw.problem, known)
    return Reading(raw.parts, remarks, problem, raw.strange)


SENTENCES: Mapping[Code, Callable[[int, str], Text]] = {
    "skipped magic": lambda cell, name: Text(
        de=f"Zelle {cell} beginnt mit %%{name} und wurde nicht ausgeführt. Antworte in einer Zelle ohne %%{name}.",
        en=f"Cell {cell} starts with %%{name} and was not run. Answer in a cell without %%{name}.",
    ),
    "commands left out": lambda cell, name: Text(
        de=f"In Zelle {cell} wurden Befehle an Jupyter (Zeilen mit %, ! oder ?) nicht ausgeführt.",
        en=f"In cell {cell}, Jupyter commands (lines with %, ! or ?) were not run.",
    ),
    "blank again": lambda cell, name: Text(
        de=f"In Zelle {cell} ist {name} wieder leer; gewertet wird die Antwort weiter oben.",
        en=f"In cell {cell}, {name} is blank again; the answer further up is graded.",
    ),
    "absent module": lambda cell, name: Text(
        de=f"Zelle {cell} importiert {name}; das Modul ist hier nicht installiert. Was davon abhängt, kann hier nicht laufen.",
        en=f"Cell {cell} imports {name}; the module is not installed here. What depends on it cannot run here.",
    ),
}
