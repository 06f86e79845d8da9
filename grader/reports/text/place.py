"""Where in a hand-in something happened, as its student finds it: by the line of a script, by cell and line of a notebook."""

from __future__ import annotations

from grader.model import Cell, Place, Result, Text, Verdict

SHORT = 60  # characters of a line that are shown beside its number


def place_of(result: Result, verdict: Verdict) -> Text | None:
    """The place of a verdict in the file, with the line itself where it is short; None if it has none."""
    place = verdict.place
    if place is None:
        return None
    cell = next((cell for cell in result.submission.cells if cell.number == place.cell), None)
    where = _where(place, cell)
    line = _line(place, cell)
    return Text(de=f"{where.de}: {line}", en=f"{where.en}: {line}") if line else where


def placed(result: Result, verdict: Verdict) -> Text | None:
    """The feedback with the place above it, for reports that have one text for both."""
    place, feedback = place_of(result, verdict), verdict.feedback
    if place is None or feedback is None:
        return feedback
    return Text(de=f"{place.de}\n{feedback.de}", en=f"{place.en}\n{feedback.en}")


def _where(place: Place, cell: Cell | None) -> Text:
    if cell is not None and cell.line:
        number = cell.line + place.line - 1
        if place.line:
            return Text(de=f"Zeile {number}", en=f"Line {number}")
        return Text(de=f"Ab Zeile {cell.line}", en=f"From line {cell.line}")
    # Jupyter shows no numbers beside cells but those of their last run, so it is said how to count
    number = place.cell
    if place.line:
        return Text(
            de=f"Code-Zelle {number} von oben, Zeile {place.line}", en=f"Code cell {number} from the top, line {place.line}"
        )
    return Text(de=f"Code-Zelle {number} von oben", en=f"Code cell {number} from the top")


def _line(place: Place, cell: Cell | None) -> str:
    """The line of that number, or of a whole cell the first that is code; empty if it is long or not there."""
    lines = cell.source.split("\n") if cell is not None else []
    if place.line:
        line = lines[place.line - 1].strip() if 0 < place.line <= len(lines) else ""
    else:
        line = next((text for text in map(str.strip, lines) if text and not text.startswith("#")), "")
    return line if len(line) <= SHORT else ""
