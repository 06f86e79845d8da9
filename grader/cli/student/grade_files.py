"""What `grade ex10` does with the files it has found: read, grade, remember, show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.cli.shared.context import DONE, NOT_YET, Context, Course, busy, students_key
from grader.cli.student.asked import item_of
from grader.cli.student.graded import graded
from grader.cli.student.hand_in_reader import OpenedFile, SubmissionReader
from grader.cli.student.remembering import keep
from grader.model import Outcome, Result, Text
from grader.reports.views.advice import verdict_on
from grader.runner.supervisor.local import LocalExecutor
from grader.storage.progress import progress_folder


@dataclass(frozen=True, slots=True)
class Graded:
    """A result, and the name of the item that alone is to be shown; empty: all of them."""

    result: Result
    item: str = ""

    @property
    def done(self) -> bool:
        """Nothing of what was asked for is left to earn."""
        if not self.item:
            return self.result.complete
        verdict = verdict_on(self.result, self.item)
        return verdict.outcome is Outcome.CORRECT or (verdict.points >= verdict.item.points > 0)


def grade_files(
    context: Context,
    of: Course,
    files: Sequence[Sequence[OpenedFile]],
    executor: LocalExecutor,
    *,
    fresh: bool,
    hint: bool = False,
    with_torch: bool = False,
) -> int:
    """Grade hand-ins, or find again what was graded before, unless `fresh`; 0 if all core points are there, or if a `hint`
    was asked for.

    `files` are for each exercise all that may be meant; which of them counts is decided as in a class.

    Raises:
        SubmissionError: a file cannot be read, or does not hold the exercise asked for.
        UnknownExercise: it has no such item.
    """
    if not context.json:
        import grader.reports.terminal.result  # noqa: F401  # now, while the child gets ready
    doing = _LOADING if with_torch else _GRADING
    with (
        executor.session() as session,
        students_key(of, fresh=fresh, executor=executor) as (key, cache),
        busy(context, doing),
    ):
        key.start()
        for file in (several[0] for several in files):
            if file.item and file.wanted:
                item_of(key.exercise(file.wanted, 0, 0), file.item)  # a slip is said before anything runs
        reader = SubmissionReader(session, key, of.sources, cache)
        results = [
            Graded(result, several[0].item)
            for several in files
            for result in graded(reader, key, reader.counting(several, context.say))
        ]
    results = [Graded(one.result, item_of(one.result.exercise, one.item).name if one.item else "") for one in results]
    folder = progress_folder(of.root)
    if hint:
        from grader.cli.student.show_hint import show_hints

        asked = [(one.result, one.item) for one in results]
        show_hints(asked, folder, console=context.console(), say=context.say, lang=context.lang)
    else:
        _show(context, results)
    keep(context, folder, [one.result for one in results])
    return DONE if hint or all(one.done for one in results) else NOT_YET


_GRADING = Text(de="Beurteilt …", en="Grading …")
_LOADING = Text(
    de="Lädt torch und beurteilt, das dauert einige Sekunden …", en="Loading torch and grading, this takes some seconds …"
)


def _show(context: Context, shown: Sequence[Graded]) -> None:
    results = [one.result for one in shown]
    if context.json:
        from grader.reports.files.document import result_document, results_document

        for note in (note for result in results for note in result.notes):  # the document has no place for them
            context.say(note)
        one = len(results) == 1
        context.show_json(
            result_document(results[0], lang=context.lang) if one else results_document(results, lang=context.lang)
        )
        return
    from grader.reports.terminal.result import print_item, print_result

    console = context.console()
    for each in shown:
        if each.item:
            print_item(each.result, verdict_on(each.result, each.item), console=console, lang=context.lang)
        else:
            print_result(each.result, console=console, lang=context.lang)
