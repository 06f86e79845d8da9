"""`grade` alone: where a student stands, from what is remembered."""

from __future__ import annotations

from fractions import Fraction

from grader.cli.shared.context import DONE, Context, Course, students_key
from grader.cli.student.remembering import DROPPED
from grader.model import AnswerKey, Text
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

    if not entries:
        context.say(_NONE_YET)
    remembered = [(entry.last, entry.previous, entry.when) for entry in entries.values()]
    print_overview(remembered, exercises, here=here, console=context.console(), lang=context.lang)
    return DONE


def _judged_here(of: Course, key: AnswerKey) -> Fraction | None:
    """The points that a kit judges itself; None where all of them are judged, which goes without saying."""
    if not of.kit:
        return None
    from grader.answer_key.sealed.sealed_key import SealedKey

    assert isinstance(key, SealedKey)
    return sum((key.points_here(source.id) for source in of.sources), Fraction(0))


_NONE_YET = Text(
    de="In diesem Ordner wurde noch nichts geprüft. Hast du schon etwas geprüft, geh zuerst in den Ordner deiner Übungen.",
    en="Nothing has been checked in this folder yet. If you have checked something, go to the folder of your exercises first.",
)
