"""A place is said as its student finds it: the line of the script, or the cell and line of the notebook."""

from __future__ import annotations

import io
from dataclasses import replace

from grader.model import Cell, Outcome, Place, Verdict
from grader.reports.files.document import result_document
from grader.reports.files.html import feedback_page
from grader.reports.terminal.console import make_console
from grader.reports.terminal.result import print_result
from grader.reports.text.place import place_of, placed
from tests.every import each
from tests.reports import samples

LONG = "x = " + " + ".join(["1"] * 60)
NOTEBOOK = (Cell(1, "a = 1"), Cell(2, f"# two\n\nb = a + c  \n{LONG}"))
SCRIPT = (Cell(1, "# %%\na = 1", 1), Cell(2, f"# %%\n\nb = a + c\n{LONG}", 9))

PLACES = [
    (NOTEBOOK, Place(2, 3), "Code-Zelle 2 von oben, Zeile 3: b = a + c"),
    (NOTEBOOK, Place(2, 4), "Code-Zelle 2 von oben, Zeile 4"),  # too long to be shown
    (NOTEBOOK, Place(2), "Code-Zelle 2 von oben: b = a + c"),
    (NOTEBOOK, Place(7, 99), "Code-Zelle 7 von oben, Zeile 99"),  # a child may say anything
    (NOTEBOOK, Place(2, -9), "Code-Zelle 2 von oben, Zeile -9"),
    (SCRIPT, Place(2, 3), "Zeile 11: b = a + c"),
    (SCRIPT, Place(1, 2), "Zeile 2: a = 1"),
    (SCRIPT, Place(2), "Ab Zeile 9: b = a + c"),
]


@each(("cells", "place", "said"), PLACES)
def test_place(cells: tuple[Cell, ...], place: Place, said: str) -> None:
    verdict = Verdict(samples.FIRST, Outcome.CRASHED, samples.F(0), feedback=samples.same("nein"), place=place)
    result = samples.untouched()
    result = replace(result, submission=replace(result.submission, cells=cells), verdicts=(verdict,))
    found, both = place_of(result, verdict), placed(result, verdict)
    assert found is not None
    assert both is not None
    assert (found.de, both.de) == (said, f"{said}\nnein")
    assert result_document(result, lang="de")["items"][0]["feedback"] == both.de


def test_a_hostile_line_cannot_paint_the_terminal_nor_the_page() -> None:
    cells = (Cell(1, "x = '\x1b[31m<script>' \u202e"),)
    verdict = Verdict(samples.FIRST, Outcome.CRASHED, samples.F(0), feedback=samples.same("nein"), place=Place(1, 1))
    result = samples.untouched()
    result = replace(result, submission=replace(result.submission, cells=cells), verdicts=(verdict,))
    stream = io.StringIO()
    print_result(result, console=make_console(stream), lang="de")
    page = feedback_page([result], [], student="anna", lang="de")
    assert "Code-Zelle 1 von oben, Zeile 1: x =" in stream.getvalue()
    assert "Code-Zelle 1 von oben, Zeile 1: x =" in page
    for shown in (stream.getvalue(), page):
        assert not {"\x1b", "\u202e"} & set(shown)
    assert "<script>" not in page


def test_most_verdicts_have_none() -> None:
    result = samples.half_done()
    assert [place_of(result, verdict) for verdict in result.verdicts] == [None] * len(result.verdicts)
    assert [placed(result, verdict) for verdict in result.verdicts] == [verdict.feedback for verdict in result.verdicts]
