"""Decisions as a table: written, worked on in a spreadsheet by a person who makes slips, read back; with hostile answers."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from grader.desk.decision_csv import as_written, decisions_csv, name_cell, neutralised, read_lines
from grader.desk.decision_import import Here, ReadBack, read_back
from grader.desk.decision_rows import DecisionRow, index, table
from grader.errors import GraderError
from grader.grading.adjusted import objection_to
from grader.model import Decision, Objection, Outcome, Result, Text, Verdict
from tests.every import each
from tests.reports import samples

F = Fraction
TEXT = next(one.item for one in samples.complete("a").verdicts if one.item.marks)
EVIL = '=HYPERLINK("https://evil";"x")\n;=1+1\x1b[2J'


def with_text(student: str, words: str, *objections: Objection) -> Result:
    """A hand-in whose free text is `words`."""
    whole = samples.troubled(student)
    said = Text(de=words, en=words)
    verdicts = tuple(Verdict(TEXT, Outcome.PENDING, F(0), understood=said) if one.item.marks else one for one in whole.verdicts)
    return replace(whole, submission=replace(whole.submission, objections=objections), verdicts=verdicts)


CLASS = (
    with_text("adler", "weil es bergab geht"),
    with_text("berger", "weil es bergab geht"),
    with_text("czerny; jan", EVIL, Objection("ex10.a", EVIL), Objection("ex10.z", "den Teil gibt es nicht")),
)
MARKS = Decision("adler", "ex10", TEXT.id, marks=F(1, 2), comment="knapp")


def rows(decisions: Sequence[Decision] = (), results: Iterable[Result] = CLASS) -> list[DecisionRow]:
    return table(results, decisions, "de")


def cells(decisions: Sequence[Decision] = (), **how: Any) -> list[dict[str, str]]:
    """The table as a person sees it."""
    text = decisions_csv(rows(decisions), **{"lang": "de", **how}).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if how.get("style") == "de" else ","))


def saved(lines: Sequence[dict[str, str]], delimiter: str = ",", code: str = "utf-8-sig") -> bytes:
    """As a spreadsheet saves it."""
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, lines[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(lines)
    return target.getvalue().encode(code)


def plain(decisions: Iterable[Decision]) -> set[Decision]:
    """Without what they were made on."""
    return {replace(one, about="") for one in decisions}


def back(data: bytes, decisions: Sequence[Decision] = (), results: Iterable[Result] = CLASS) -> ReadBack:
    return read_back(
        read_lines(data), Here(index(results, "en"), decisions, exercises=["ex10"], students=["eder"]), objection_to
    )


def filled(lines: Sequence[dict[str, str]], kind: str, item: str, **said: str) -> list[dict[str, str]]:
    """The table with `said` in the rows of a kind on an item."""
    names = {"points": "Punkte", "comment": "Kommentar", "excused": "Entschuldigt", "handed_in": "Abgegeben", "state": "Stand"}
    more = {names.get(name, name): value for name, value in said.items()}
    assert any(line["Art"] == kind and line["Teil"] == item for line in lines)
    return [line | more if (line["Art"], line["Teil"]) == (kind, item) else line for line in lines]


def added(lines: Sequence[dict[str, str]], **cells: str) -> list[dict[str, str]]:
    return [*lines, dict.fromkeys(lines[0], "") | cells]


def test_questions_with_their_rubric_above_and_equal_answers_once() -> None:
    lines = [line for line in cells() if line["Teil"] == TEXT.id]
    assert [line["Art"] for line in lines] == ["Frage", "Text", "Text"]
    assert lines[0]["Höchstens"] == lines[1]["Höchstens"] == str(TEXT.marks)
    by_answer = {line["Wer"]: line["Antwort"] for line in lines[1:]}
    assert by_answer["adler; berger"] == "weil es bergab geht"
    open_ones = [line for line in cells() if line["Art"] == "offen"]
    assert {line["Teil"] for line in open_ones} == {"ex10.d", "ex10.e"}
    assert all(line["Wer"] == 'adler; berger; "czerny; jan"' for line in open_ones)


def test_objections_are_rows_of_their_own() -> None:
    lines = {line["Teil"]: line for line in cells() if line["Art"] == "Einspruch"}
    assert lines.keys() == {"ex10.a", "ex10.z"}
    assert lines["ex10.a"]["Automatisch"].startswith("Fehler im Code")
    assert "HYPERLINK" in lines["ex10.a"]["Dazu"]


@each(("style", "lang"), [("rfc", "de"), ("de", "de"), ("rfc", "en")])
def test_no_cell_runs(style: Any, lang: Any) -> None:
    comment = Decision("berger", "ex10", TEXT.id, comment="-1 wegen Form;=2+3")
    text = decisions_csv(rows([comment]), style=style, lang=lang).removeprefix("\ufeff")
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=";" if style == "de" else ","):
        for cell in line:
            assert not cell.lstrip().startswith(tuple("=+-@|\t\r"))
            assert ";=" not in cell
            assert "\x1b" not in cell


def test_what_was_decided_stands_there_and_read_back_changes_nothing() -> None:
    decisions = [
        MARKS,
        Decision("berger", "ex10", "ex10.b", outcome=Outcome.CORRECT),
        Decision("berger", "ex10", "ex10.c", points=F(1, 3), comment="=gut; ;-) 'so'"),
        Decision("adler", "ex10", excused=True, handed_in="2026-11-20T10:00", comment="krank"),
        Decision("eder", excused=True),
        Decision("adler", "ex77", "ex77.a", points=F(1)),
    ]
    for style in ("rfc", "de"):
        lines = cells(decisions, style=style)
        shown = {(line["Teil"], line["Wer"]): line for line in lines}
        assert shown[TEXT.id, "adler"]["Punkte"] == ("0,5" if style == "de" else "0.5")
        assert shown[TEXT.id, "adler"]["Kommentar"] == "knapp"
        assert shown[TEXT.id, "berger"]["Punkte"] == ""
        assert shown["ex10.b", "berger"]["Punkte"] == "3"
        assert shown["ex10", "adler"]["Entschuldigt"] == shown["alles", "eder"]["Entschuldigt"] == "ja"
        found = back(saved(lines, ";" if style == "de" else ","), decisions)
        assert (found.decisions, found.refused, found.unchanged) == ((), (), 6)


def test_marks_and_comments_come_back_and_a_second_time_change_nothing() -> None:
    lines = filled(cells(), "Text", TEXT.id, points="1,5", comment=" gut,  aber knapp ")
    found = back(saved(lines))
    students = ("adler", "berger", "czerny; jan")
    expected = [Decision(student, "ex10", TEXT.id, marks=F(3, 2), comment="gut, aber knapp") for student in students]
    assert plain(found.decisions) == set(expected)
    again = back(saved(lines), found.decisions)
    assert (again.decisions, again.refused, again.unchanged) == ((), (), 3)


def test_open_answers_objections_and_anything_else_can_be_decided() -> None:
    lines = filled(cells(), "offen", "ex10.d", points="1/2")
    lines = filled(lines, "Einspruch", "ex10.a", points="1", comment="du hast recht")
    lines = added(lines, Art="Entscheidung", Teil="EX10.b", Wer="berger", Punkte="3")
    lines = added(lines, Art="Abgabe", Teil="ex10", Wer="berger", Abgegeben="20.11.2026 18:30:00", Kommentar="Mail")
    lines = added(lines, Art="Abgabe", Teil="alles", Wer="eder; adler", Entschuldigt="Ja")
    found = back(saved(lines))
    assert found.refused == ()
    assert plain(found.decisions) == {
        *(Decision(student, "ex10", "ex10.d", points=F(1, 2)) for student in ("adler", "berger", "czerny; jan")),
        Decision("czerny; jan", "ex10", "ex10.a", points=F(1), comment="du hast recht"),
        Decision("berger", "ex10", "ex10.b", points=F(3)),
        Decision("berger", "ex10", handed_in="2026-11-20T18:30:00", comment="Mail"),
        Decision("eder", excused=True),
        Decision("adler", excused=True),
    }
    assert back(saved(lines), found.decisions).decisions == ()


def test_what_is_emptied_is_taken_back() -> None:
    lines = [line | {"Punkte": "", "Kommentar": ""} if line["Wer"] == "adler" else line for line in cells([MARKS])]
    assert back(saved(lines), [MARKS]).decisions == (Decision("adler", "ex10", TEXT.id),)


def test_a_comment_alone_keeps_exact_points() -> None:
    third = Decision("berger", "ex10", "ex10.b", points=F(1, 3))
    lines = filled(cells([third]), "Entscheidung", "ex10.b", comment="ein Drittel")
    assert back(saved(lines), [third]).decisions[0].points == F(1, 3)


@each(
    ("more", "said"),
    [
        ({"Teil": TEXT.id, "Wer": "adler", "Punkte": "99"}, f"hat höchstens {TEXT.marks} Textpunkte, vergeben wurden 99"),
        ({"Teil": "ex10.b", "Wer": "adler", "Punkte": "3,5"}, "höchstens 3 Punkte"),
        ({"Teil": "ex10.b", "Wer": "adler", "Punkte": "-1"}, "'-1' sind keine Punkte"),
        ({"Teil": "ex10.b", "Wer": "adler", "Punkte": "01. Mai"}, "'01. Mai' sind keine Punkte"),
        ({"Teil": "ex10.b", "Wer": "adler", "Punkte": "1/0"}, "sind keine Punkte"),
        ({"Teil": "ex10.z", "Wer": "adler", "Punkte": "1"}, "dazu hat adler nichts abgegeben"),
        ({"Teil": "ex99.a", "Wer": "adler", "Punkte": "1"}, "dazu hat adler nichts abgegeben"),
        ({"Teil": "ex99", "Wer": "adler", "Entschuldigt": "ja"}, "ex99 gibt es hier nicht"),
        ({"Teil": "ex10", "Wer": "adler", "Punkte": "1"}, "Punkte gehören zu einem Teil"),
        ({"Teil": "ex10.b", "Wer": "adler", "Entschuldigt": "ja"}, "schreibe ex10 statt ex10.b"),
        ({"Teil": "ex10", "Wer": "adler", "Entschuldigt": "vielleicht"}, "heißt weder ja noch nein"),
        ({"Teil": "ex10", "Wer": "adler", "Abgegeben": "gestern"}, "das ist kein Zeitpunkt"),
        ({"Teil": "ex10.b", "Wer": "zorn", "Punkte": "1"}, "niemand hier heißt zorn"),
        ({"Teil": "ex10.b", "Punkte": "1"}, "es steht nicht dabei, wer"),
        ({"Teil": "ex10.b", "Wer": "adler", "Kommentar": "x" * 4001}, "mehr als 4000 Zeichen"),
    ],
)  # fmt: skip
def test_a_slip_is_said_with_its_line_and_takes_nothing_else_along(more: dict[str, str], said: str) -> None:
    lines = filled(cells(), "Text", TEXT.id, points="1")
    found = back(saved(added(lines, Art="Entscheidung", **more)))
    assert len(found.decisions) == 3
    (refused,) = found.refused
    assert refused.de.startswith(f"Zeile {len(lines) + 2} ({more['Teil']}): ")
    assert said in refused.de


def test_an_answer_that_has_changed_since_is_refused() -> None:
    lines = filled(cells(), "Text", TEXT.id, points="1")
    now = (with_text("adler", "weil es bergauf geht"), *CLASS[1:])
    found = back(saved(lines), results=now)
    assert {one.student for one in found.decisions} == {"berger", "czerny; jan"}
    assert "die Antwort von adler ist seit dem Export eine andere" in found.refused[0].de


def test_what_was_decided_otherwise_since_is_refused() -> None:
    lines = filled(cells(), "Text", TEXT.id, points="1")
    found = back(saved(lines), [MARKS])
    assert {one.student for one in found.decisions} == {"berger", "czerny; jan"}
    assert "über adler ist seit dem Export etwas anderes entschieden" in found.refused[0].de


def test_a_decision_made_on_another_answer_says_so_until_it_is_looked_at() -> None:
    made = back(saved(filled(cells(), "Text", TEXT.id, points="1"))).decisions
    assert all(one.about for one in made)
    now = (with_text("adler", "weil es bergauf geht"), *CLASS[1:])
    lines = csv_lines(now, made)
    stale = [line["Wer"] for line in lines if "als Antwort oder Urteil noch anders war" in line["Dazu"]]
    assert stale == ["adler"]
    seen = back(saved(lines), made, now).decisions
    assert [(one.student, one.marks) for one in seen] == [("adler", F(1))]
    again = [*seen, *(one for one in made if one.student != "adler")]
    assert not any("noch anders" in line["Dazu"] for line in csv_lines(now, again))
    assert back(saved(lines), again, now).decisions == ()


def test_two_lines_that_disagree() -> None:
    lines = added(cells(), Art="Entscheidung", Teil="ex10.b", Wer="adler", Punkte="1")
    lines = added(lines, Art="Entscheidung", Teil="ex10.b", Wer="adler", Punkte="2")
    found = back(saved(lines))
    assert [one.points for one in found.decisions] == [F(1)]
    assert f"über adler sagt Zeile {len(lines)} etwas anderes" in found.refused[0].de


@each(("delimiter", "code"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16"), (";", "utf-8-sig")])
def test_as_spreadsheets_save_it(delimiter: str, code: str) -> None:
    lines = filled(cells(), "Text", TEXT.id, points="1", comment="schön, größer")
    found = back(saved(lines, delimiter, code))
    assert {one.comment for one in found.decisions} == {"schön, größer"}
    assert found.refused == ()


def test_columns_in_another_order_and_language() -> None:
    lines = [dict(reversed(list(line.items()))) for line in filled(cells(), "Text", TEXT.id, points="1")]
    english = {"Art": "kind", "Teil": "ITEM", "Wer": "who", "Punkte": "points", "Kommentar": "Comment", "Stand": "state"}
    lines = [{english.get(name, name): value for name, value in line.items()} for line in lines]
    assert len(back(saved(lines)).decisions) == 3


@each("data", [b"", b"a,b\n1,2\n", b"\x00\x01\x02", b'"kind","item"\n', b"PK\x03\x04 an .xlsx, say"])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(GraderError, match="Columns are missing"):
        back(data)


def test_whose_names_look_alike_is_asked() -> None:
    twins = (with_text("a\x01b", "eins"), with_text("ab", "zwei"))
    lines = filled(csv_lines(twins), "Text", TEXT.id, points="1")
    found = back(saved(lines), results=twins)
    assert found.decisions == ()
    assert "mehrere heißen ab" in found.refused[0].de


def test_names_that_an_old_code_page_cannot_hold_are_found_all_the_same() -> None:
    turkish = (with_text("Emine Yıldız", "eins"), with_text("Valentina Šarić", "zwei"), with_text("Anna Huber", "drei"))
    lines = filled(csv_lines(turkish), "Text", TEXT.id, points="1")
    for name, saved_as in (("Emine Yıldız", "Emine Y?ld?z"), ("Valentina Šarić", "Valentina Šaric")):
        lines = [line | {"Wer": line["Wer"].replace(name, saved_as)} for line in lines]
    found = back(saved(lines, ";", "cp1252"), results=turkish)
    assert found.refused == ()
    assert {one.student for one in found.decisions} == {"Emine Yıldız", "Valentina Šarić", "Anna Huber"}
    unclear = added(lines, Art="Entscheidung", Teil="ex10.b", Wer="????? ?????", Punkte="1")
    assert "niemand hier heißt" in back(saved(unclear), results=turkish).refused[0].de
    both = (with_text("Ana Saric", "eins"), with_text("Ana Šarić", "zwei"))
    unclear = added(csv_lines(both), Art="Entscheidung", Teil="ex10.b", Wer="Ana Sari?", Punkte="1")
    assert "mehrere heißen" in back(saved(unclear), results=both).refused[0].de


def csv_lines(results: Iterable[Result], decisions: Sequence[Decision] = ()) -> list[dict[str, str]]:
    text = decisions_csv(rows(decisions, results), lang="de").removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def words(rng: random.Random) -> str:
    return "".join(rng.choice("=+-@|'\",; ab\n\tä") for _ in range(rng.randrange(12)))


def test_a_comment_comes_back_exactly() -> None:
    rng = random.Random(20)
    for _ in range(3000):
        said = " ".join(words(rng).split())
        target = io.StringIO(newline="")
        csv.writer(target, quoting=csv.QUOTE_ALL).writerow([neutralised(said)])
        ((cell,),) = csv.reader(io.StringIO(target.getvalue(), newline=""))
        assert not cell.startswith(tuple("=+-@|"))
        assert as_written(cell) == said


def test_names_come_back_each_by_itself() -> None:
    rng = random.Random(21)
    for _ in range(1000):
        names = [name for name in (words(rng).strip() for _ in range(4)) if name]
        target = io.StringIO("kind,item,who,points,comment,state\r\n", newline="")
        target.seek(0, 2)
        who = "; ".join(map(name_cell, names))
        csv.writer(target, quoting=csv.QUOTE_ALL).writerow(["text", "ex10.b", who, "1", "", ""])
        (line,) = read_lines(target.getvalue().encode())
        assert list(line.who) == list(map(name_cell, names))
