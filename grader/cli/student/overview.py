"""`grade` alone: where a student stands, from what is remembered."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from grader.cli.shared.context import DONE, Context, Course, students_key
from grader.cli.student.grade import candidates
from grader.cli.student.remembering import DROPPED
from grader.model import AnswerKey, Lang, Text
from grader.storage.progress import progress_folder, recall


def show_overview(context: Context, of: Course) -> int:
    """Every exercise at a glance, from what is remembered."""
    progress = recall(progress_folder(of.root))
    if progress.dropped:
        context.say(DROPPED)
    entries = progress.entries
    if context.json:
        from grader.reports.files.document import results_document

        context.show_json(results_document([entry.last for entry in entries.values()], lang=context.lang))
        return DONE
    with students_key(of) as (key, _):
        key.start()
        exercises = [key.exercise(source.id) for source in of.sources]
        here = _judged_here(of, key)
    from grader.reports.terminal.overview import print_overview

    if not any(candidates(source) for source in of.sources):
        context.say(_NOTHING_HERE)
    elif not entries:
        context.say(_NONE_YET)
    now = datetime.now()
    remembered = [(entry.last, entry.previous, short_time(entry.when, now, context.lang)) for entry in entries.values()]
    print_overview(remembered, exercises, here=here, console=context.console(), lang=context.lang)
    return DONE


def _judged_here(of: Course, key: AnswerKey) -> Fraction | None:
    """The points that a kit judges itself; None where all of them are judged, which goes without saying."""
    if not of.kit:
        return None
    from grader.answer_key.sealed.opening.sealed_key import SealedKey

    assert isinstance(key, SealedKey)
    return sum((key.points_here(source.id) for source in of.sources), Fraction(0))


def short_time(made: str, now: datetime, lang: Lang) -> str:
    """As short as a person says it: the time today, the day this year, else month and year."""
    then = datetime.fromisoformat(made)
    if then.date() == now.date():
        return f"{then:%H:%M}"
    day, year = ("%d.%m.", "%m.%Y") if lang == "de" else ("%m-%d", "%Y-%m")
    return f"{then:{day if then.year == now.year else year}}"


_NOTHING_HERE = Text(
    de="In diesem Ordner liegt keine deiner Übungen, weder als Notebook noch als .py-Datei. Wechsle zuerst in den Ordner, in "
    "dem sie liegen.",
    en="None of your exercises is in this folder, neither as a notebook nor as a .py file. Change to the folder where they "
    "are first.",
)
_NONE_YET = Text(
    de="In diesem Ordner wurde noch nichts geprüft. Hast du schon etwas geprüft, geh zuerst in den Ordner deiner Übungen.",
    en="Nothing has been checked in this folder yet. If you have checked something, go to the folder of your exercises first.",
)
