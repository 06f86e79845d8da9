"""`grade decisions`: free texts, open answers and objections as a table, and back from it into the gradebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.cli.shared.context import DONE, NOT_YET, Context, exercises_root
from grader.cli.teacher.setting.course_of_class import course_of
from grader.course import catalogue
from grader.desk.course_file import CoursePlan
from grader.desk.decision_csv import decisions_csv, read_lines
from grader.desk.decision_import import Here, ReadBack, read_back
from grader.desk.decision_rows import DecisionRow, Kind, index, table
from grader.desk.gradebook.opening import open_gradebook
from grader.errors import GraderError
from grader.grading.adjusted import objection_to, says_nothing
from grader.model import LANGS, Decision, Lang, Result, Text
from grader.release.roster import read_roster
from grader.reports.text import vocabulary
from grader.storage.atomic_write import write_whole
from grader.submissions.finding.class_files import found_in

if TYPE_CHECKING:
    from grader.desk.gradebook.store import GradebookStore

_SAID = 20  # refused lines that are said one by one


@dataclass(frozen=True, slots=True)
class DecisionOptions:
    """What `grade decisions` was asked for; `folders` are classes, of which only the students count."""

    export: Path | None = None
    read: Path | None = None
    folders: tuple[Path, ...] = ()
    course_file: Path | None = None


def decide(context: Context, options: DecisionOptions, **asked: Any) -> int:
    """Read a table back, write one, or both in this order.

    Raises:
        GraderError: there is no gradebook, or the table cannot be read or written.
    """
    root = exercises_root()
    known = catalogue.sources(root)
    course = course_of(context, root, known, options.course_file, asked)
    context = Context(course.lang or context.lang)
    _expect_something(options, course)
    only = _students(options.folders, {source.id: source.slug for source in known})
    with open_gradebook(course.gradebook, make=False) as store:
        refused = 0
        if options.read is not None:
            counting = course.exercises or [source.id for source in known]
            refused = _read(context, store, options.read, course, only, counting)
        if options.export is not None:
            if options.export.exists() and (refused or options.export != options.read):
                raise _there_already(options.export)
            _write(context, store, options.export, course, only)
    return NOT_YET if refused else DONE


def _read(
    context: Context,
    store: GradebookStore,
    file: Path,
    course: CoursePlan,
    only: frozenset[str] | None,
    exercises: Sequence[str],
) -> int:
    """How many lines were refused."""
    try:
        data = file.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise GraderError(f"{file} cannot be read ({why}).", de=f"{file} kann nicht gelesen werden ({why}).") from error
    everybody = [*store.students(), *(() if course.roster is None else (one.name for one in read_roster(course.roster)))]
    answers = index(_results(store, course, only), context.lang)
    here = Here(answers, _decisions(store), exercises=exercises, students=everybody)
    found = read_back(read_lines(data), here, objection_to)
    if found.decisions:
        store.decide(*found.decisions)
    _say_what_came(context, file, found)
    return len(found.refused)


def _write(context: Context, store: GradebookStore, file: Path, course: CoursePlan, only: frozenset[str] | None) -> None:
    rows = table(_results(store, course, only), [one for one in _decisions(store) if _is_here(one, course, only)], context.lang)
    write_whole(file, decisions_csv(rows, style=course.csv_style or "rfc", lang=context.lang))
    _say_what_stands_there(context, file, rows)


def _results(store: GradebookStore, course: CoursePlan, only: frozenset[str] | None) -> Iterator[Result]:
    """As they were judged, by student."""
    for one in store.latest():
        if course.counts(one.result.exercise.id) and (only is None or one.result.submission.student in only):
            yield one.result


def _is_here(one: Decision, course: CoursePlan, only: frozenset[str] | None) -> bool:
    return (not one.exercise or course.counts(one.exercise)) and (only is None or one.student in only)


def _decisions(store: GradebookStore) -> list[Decision]:
    return [one for one in store.decisions() if not says_nothing(one)]


def _students(folders: Sequence[Path], slugs: dict[str, str]) -> frozenset[str] | None:
    """Who has handed in to these classes; None: whoever is stored."""
    if not folders:
        return None
    found: set[str] = set()
    for folder in folders:
        with found_in(folder, slugs) as here:
            found |= {one.student for one in here.hand_ins}
    return frozenset(found)


def _expect_something(options: DecisionOptions, course: CoursePlan) -> None:
    if options.export is None and options.read is None:
        raise GraderError(
            "Say what to do: --export texts.csv writes the table, --import texts.csv reads it back.",
            de="Sag, was geschehen soll: --export texte.csv schreibt die Tabelle, --import texte.csv liest sie ein.",
        )
    if not course.gradebook:
        raise GraderError(
            "Decisions are kept in a gradebook. Name it with --gradebook or in course.toml, here and for grade class.",
            de="Entscheidungen stehen in einem Notenbuch. Nenne es mit --gradebook oder in course.toml, hier "
            "und für grade class.",
        )


def _there_already(file: Path) -> GraderError:
    return GraderError(
        f"{file} is there already, and somebody may have worked in it. Read it back with --import, or choose another name.",
        de=f"{file} gibt es schon, und vielleicht hat jemand darin gearbeitet. Lies sie mit --import ein, oder wähle einen "
        "anderen Namen.",
    )


def _say_what_came(context: Context, file: Path, found: ReadBack) -> None:
    new, same, refused = len(found.decisions), found.unchanged, len(found.refused)
    context.say(
        Text(
            de=f"{file}: {_count(new, _DECISIONS, 'de')} übernommen, {same} davor schon gültig, "
            f"{_count(refused, _LINES, 'de')} abgelehnt.",
            en=f"{file}: {_count(new, _DECISIONS, 'en')} taken, {same} held before, {_count(refused, _LINES, 'en')} refused.",
        )
    )
    for said in found.refused[:_SAID]:
        context.say(said)
    if (rest := refused - _SAID) > 0:
        context.say(Text(de=f"… und {rest} weitere.", en=f"… and {rest} more."))
    if new:
        context.say(
            Text(
                de="Noten und Rückmeldungen schreibt der nächste Lauf von grade class.",
                en="The next run of grade class writes grades and feedback.",
            )
        )


def _say_what_stands_there(context: Context, file: Path, rows: Sequence[DecisionRow]) -> None:
    count = {kind: sum(row.kind == kind for row in rows) for kind in _SHOWN}
    de, en = (", ".join(_count(count[kind], words, lang) for kind, words in _SHOWN.items()) for lang in LANGS)
    context.say(Text(de=f"{file}: {de}.", en=f"{file}: {en}."))


def _count(amount: int, words: tuple[Text, Text], lang: Lang) -> str:
    return vocabulary.counted(amount, *words, lang)


_DECISIONS = (Text(de="Entscheidung", en="decision"), Text(de="Entscheidungen", en="decisions"))
_LINES = (Text(de="Zeile", en="line"), Text(de="Zeilen", en="lines"))
_SHOWN: dict[Kind, tuple[Text, Text]] = {
    "text": (Text(de="verschiedener Text", en="different text"), Text(de="verschiedene Texte", en="different texts")),
    "undecided": (Text(de="offene Antwort", en="open answer"), Text(de="offene Antworten", en="open answers")),
    "objection": (Text(de="Einspruch", en="objection"), Text(de="Einsprüche", en="objections")),
}
