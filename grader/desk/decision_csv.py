"""Rows of decisions as a CSV for any spreadsheet, and back: nothing in it runs, and what a teacher wrote comes back exactly."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.desk.decision_rows import DecisionRow, Kind, state
from grader.errors import GraderError
from grader.model import Lang, Text
from grader.reports.files.class_report import Style
from grader.reports.text import vocabulary
from grader.reports.text.safe import csv_cell, csv_name

_BOM = "\ufeff"
_LARGEST = 1 << 20  # characters of one cell; a spreadsheet has at most 32 767
COLUMNS: Mapping[str, Text] = {
    "kind": Text(de="Art", en="kind"),
    "item": Text(de="Teil", en="item"),
    "who": Text(de="Wer", en="who"),
    "text": Text(de="Antwort", en="answer"),
    "why": Text(de="Dazu", en="about it"),
    "automatic": Text(de="Automatisch", en="automatic"),
    "most": Text(de="Höchstens", en="at most"),
    "points": Text(de="Punkte", en="points"),
    "comment": Text(de="Kommentar", en="comment"),
    "excused": Text(de="Entschuldigt", en="excused"),
    "handed_in": Text(de="Abgegeben", en="handed in"),
    "state": Text(de="Stand", en="state"),
}
READ = ("kind", "item", "who", "points", "comment", "state")  # without these nothing can be read back
KINDS: Mapping[Kind, Text] = {
    "question": Text(de="Frage", en="question"),
    "text": Text(de="Text", en="text"),
    "undecided": Text(de="offen", en="undecided"),
    "objection": Text(de="Einspruch", en="objection"),
    "decision": Text(de="Entscheidung", en="decision"),
    "hand-in": Text(de="Abgabe", en="hand-in"),
}
EVERYTHING = Text(de="alles", en="everything")
YES = Text(de="ja", en="yes")
_FORMULA = "=+@|＝＋－＠﹦﹢﹣﹫-"
_RISKY = re.compile(rf"(^\s*|[;,])('*[{re.escape(_FORMULA)}])")
_SPARED = re.compile(rf"(^\s*|[;,])'('*[{re.escape(_FORMULA)}])")
_NAME = re.compile(r'\s*("(?:[^"]|"")*"|[^;]*?)\s*(?:;|\Z)')


@dataclass(frozen=True, slots=True)
class TableLine:
    """What stands in a line of the file that was read back; `number` is how a spreadsheet counts it."""

    number: int
    kind: str
    item: str
    who: tuple[str, ...]
    points: str
    comment: str
    excused: str
    handed_in: str
    state: str

    @property
    def says_nothing(self) -> bool:
        return not (self.points or self.comment or self.excused or self.handed_in)


def decisions_csv(rows: Iterable[DecisionRow], *, style: Style = "rfc", lang: Lang = "en") -> str:
    """One line per row; the header and the words are in `lang`, numbers as the style wants them."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";" if style == "de" else ",", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([title.in_(lang) for title in COLUMNS.values()])
    for row in rows:
        writer.writerow(_cells(row, style, lang))
    return _BOM + target.getvalue()  # without it Excel reads UTF-8 as the machine's old code page


def _cells(row: DecisionRow, style: Style, lang: Lang) -> list[str]:
    said = row.said
    tongue: Lang = "de" if style == "de" else "en"
    return [
        KINDS[row.kind].in_(lang),
        csv_cell(row.item) or EVERYTHING.in_(lang),
        "; ".join(map(name_cell, row.students)),
        csv_cell(row.text),
        csv_cell(row.why),
        csv_cell(row.automatic),
        row.most,
        "" if said.points is None else vocabulary.decimal(said.points, tongue),
        neutralised(said.comment),
        YES.in_(lang) if said.excused else "",
        csv_cell(said.handed_in),
        "" if row.kind == "question" else state(row.about, said),
    ]


def name_cell(name: str) -> str:
    """A name as it stands among others."""
    shown = csv_name(name)
    return '"' + shown.replace('"', '""') + '"' if ";" in shown or '"' in shown or shown != shown.strip() else shown


def neutralised(text: str) -> str:
    """A text that no spreadsheet takes for a formula, from which `as_written` makes the same text again."""
    return _RISKY.sub(r"\1'\2", text)


def as_written(cell: str) -> str:
    return _SPARED.sub(r"\1\2", " ".join(cell.split()))


def read_lines(data: bytes) -> Iterator[TableLine]:
    """The lines of a file that a spreadsheet has saved, in whichever of its codes and with whichever separator.

    Raises:
        GraderError: it has not the columns that are needed.
    """
    text = _decoded(data)
    before = csv.field_size_limit(_LARGEST)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        header = next(lines, [])
        place = _places(header)
        missing = [COLUMNS[name] for name in READ if name not in place]
        if missing:
            raise GraderError(
                f"Columns are missing: {', '.join(one.en for one in missing)}. Read back the file that --export wrote, with "
                "all of its columns.",
                de=f"Es fehlen Spalten: {', '.join(one.de for one in missing)}. Lies die Datei ein, die --export geschrieben "
                "hat, mit allen Spalten.",
            )
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield _line(lines.line_num, cells, place)
    except csv.Error as error:
        raise GraderError(
            f"This is no CSV ({error}). Save the table as CSV UTF-8.",
            de=f"Das ist kein CSV ({error}). Speichere die Tabelle als CSV UTF-8.",
        ) from error
    finally:
        csv.field_size_limit(before)


def _line(number: int, cells: Sequence[str], place: Mapping[str, int]) -> TableLine:
    def cell(name: str) -> str:
        return cells[place[name]].strip() if name in place and place[name] < len(cells) else ""

    who = tuple(name for name in _NAME.findall(cell("who")) if name)
    kind = next((kind for kind, words in KINDS.items() if _is(cell("kind"), words)), cell("kind"))
    item = "" if _is(cell("item"), EVERYTHING) else cell("item").lower()
    return TableLine(
        number, kind, item, who, cell("points"), as_written(cell("comment")), cell("excused"), cell("handed_in"), cell("state")
    )


def _places(header: Sequence[str]) -> dict[str, int]:
    return {
        name: number
        for name, title in COLUMNS.items()
        for number, cell in reversed(list(enumerate(header)))
        if _is(cell, title) or cell.strip().lower() == name
    }


def _is(cell: str, words: Text) -> bool:
    return cell.strip().casefold() in (words.de.casefold(), words.en.casefold())


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(";,\t", key=header.count)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:  # a German Excel that saved it as plain CSV
        return data.decode("cp1252", "replace")
