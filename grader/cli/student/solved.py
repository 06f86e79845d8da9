"""`grade solution ex10` in a kit: the way to what the student has solved, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from grader.cli.shared.context import DONE, NOT_YET, Context, Course, students_key
from grader.cli.student.grade import candidates
from grader.course import catalogue
from grader.errors import NoSubmission
from grader.grading.grade_submission import grade
from grader.model import Result, Text
from grader.runner.supervisor.local import LocalExecutor
from grader.submissions.files.files import Bytes, read_file
from grader.submissions.files.which_counts import submission_of


def show_solved(context: Context, of: Course, name: str) -> int:
    """Grade the hand-in once more and print the worked solution, if its core answers have opened it.

    Raises:
        NoSubmission: there is no hand-in that could open anything.
    """
    source = catalogue.resolve(of.sources, name)
    for path in candidates(source):
        content = read_file(path)
        if not isinstance(content, Bytes):
            continue
        with (
            LocalExecutor() as executor,
            executor.session() as session,
            students_key(of, executor=executor) as (key, _),
        ):
            key.start()
            reading = session.read(content.data, path.name, {one.id: [] for one in of.sources})
            part = next((part for part in reading.parts if part.exercise == source.id), None)
            if part is None:
                continue
            result = grade(submission_of(None, path.name, content.digest, part), key, session)
            worked = key.worked(result.exercise)
        if worked is None or not result.complete:  # what public checks judge has no part of the key
            context.say(_not_yet(path, result))
            return NOT_YET
        _print(context, worked)
        return DONE
    raise NoSubmission(
        f"There is no hand-in for {source.id} here that could open its solution.",
        de=f"Hier liegt keine Abgabe für {source.id}, die den Lösungsweg öffnen könnte.",
    )


def _print(context: Context, worked: Text) -> None:
    """As prose and formulas stand on a console everywhere else."""
    from grader.reports.terminal.console import Pen
    from grader.reports.text.plain_text import plain

    text = re.sub(r"\n{3,}", "\n\n", plain(worked.in_(context.lang)))
    Pen(context.console(), context.lang).block(text, max_lines=text.count("\n") + 1)


def _not_yet(path: Path, result: Result) -> Text:
    if result.complete:  # and still there is nothing to open
        return Text(
            de=f"Zu {result.exercise.id} gibt es in deinem Paket keinen Lösungsweg; deine Lehrkraft hat ihn.",
            en=f"Your kit has no worked solution for {result.exercise.id}; your teacher has it.",
        )
    left = ", ".join(verdict.item.name for verdict in result.verdicts if not verdict.item.bonus and not verdict.points)
    return Text(
        de=f"Der Lösungsweg öffnet sich, wenn in {path.name} alles ohne Stern stimmt. Offen ist noch: {left or '–'}.",
        en=f"The worked solution opens when everything without a star in {path.name} is right. Still open: {left or '–'}.",
    )
