"""`grade list`: the catalogue of a course or of a kit."""

from __future__ import annotations

from grader.cli.shared.context import DONE, NOT_YET, Context, course, students_key
from grader.errors import GraderError
from grader.model import Exercise, Text


def show_list(context: Context) -> int:
    """All exercises with their items and points."""
    of = course()
    exercises: list[Exercise] = []
    status = DONE
    with students_key(of) as (key, _):
        for source in of.sources:
            try:
                exercises.append(key.exercise(source.id))
            except GraderError as error:  # one broken file must not hide the others
                context.say(Text(de=error.in_("de"), en=str(error)))
                status = NOT_YET
    if context.json:
        from grader.reports.files.document import catalogue_document

        context.show_json(catalogue_document(exercises, with_mistakes=not of.kit))
        return status
    from grader.reports.terminal.overview import print_catalogue

    print_catalogue(exercises, console=context.console(), lang=context.lang)
    return status
