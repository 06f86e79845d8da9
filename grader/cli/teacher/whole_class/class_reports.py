"""The reports on a class, made for everybody whom they can show: one hand-in that spoils a page, a row or a document does
not spoil those of the others."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from grader.cli.shared.context import Context
from grader.errors import GraderError
from grader.model import Alike, Problem, Text
from grader.reports.files.class_report import GradedClass, class_reports
from grader.storage.atomic_write import write_whole
from grader.storage.written import write_together

LOG = logging.getLogger("grader.teacher")


def deliver(context: Context, graded: GradedClass, out: Path) -> None:
    """Write the reports to `out`, all or none, and show the class. Whom they cannot show stands under problems."""

    kept: dict[Path, None] = {}

    def show(some: GradedClass) -> None:
        _write(some, out, kept)
        _try_to_show(context, some)

    shown = shown_without_spoilers(graded, show)
    _show(context, shown, out)
    if kept:
        names = ", ".join(map(str, kept))
        context.say(
            Text(
                de=f"Von Hand geändert, daher nicht überschrieben: {names}",
                en=f"Edited by hand, so not overwritten: {names}",
            )
        )


def shown_without_spoilers(graded: GradedClass, show: Callable[[GradedClass], object]) -> GradedClass:
    """The class as it can be shown: where showing it fails, everybody is tried alone.

    Raises:
        GraderError: what has nothing to do with a hand-in, such as a full disk.
    """
    try:
        show(graded)
    except GraderError:
        raise
    except Exception:  # a report's own slip on what somebody handed in: raised again where nobody in particular is to blame
        spoilers = [student for student in graded.students if _spoils(_only(graded, student), student)]
        left = _without(graded, spoilers)
        if left.gradebook == graded.gradebook:
            raise
        graded = left
        show(graded)
    return graded


def _spoils(alone: GradedClass, who: str) -> bool:
    try:
        for one in class_reports(alone.reports):
            for _, content in one.files(alone):
                if not isinstance(content, str):
                    content(io.BytesIO())
        _try_to_show(Context(alone.lang, json=True), alone)
        _try_to_show(Context(alone.lang, json=False), alone)
    except Exception as error:
        LOG.error("%s cannot be shown: %s", who, type(error).__name__, exc_info=error)
        return True
    return False


def _only(graded: GradedClass, student: str) -> GradedClass:
    book = graded.gradebook
    results = tuple(result for result in book.results if result.submission.student == student)
    problems = tuple(problem for problem in book.problems if problem.student == student)
    return replace(graded, gradebook=replace(book, results=results, problems=problems, alike=()), students=[student])


def _pair_alone(graded: GradedClass, pair: Alike) -> GradedClass:
    return replace(graded, gradebook=replace(graded.gradebook, results=(), problems=(), alike=(pair,)), students=[])


def _without(graded: GradedClass, spoilers: list[str]) -> GradedClass:
    """Without the spoilers, and without pairs that cannot be shown: of a pair nobody is to blame."""
    book, whole = graded.gradebook, graded.whole
    results = tuple(result for result in book.results if result.submission.student not in spoilers)
    problems = tuple(problem for problem in book.problems if problem.student not in spoilers)
    said = tuple(Problem(student, "", NOT_SHOWN) for student in spoilers)
    alike = tuple(pair for pair in book.alike if not _spoils(_pair_alone(graded, pair), " – ".join(pair.students)))
    left = replace(book, results=results, problems=(*problems, *said), alike=alike)
    return replace(graded, gradebook=left, whole=lambda student: () if student in spoilers else whole(student))


def _write(graded: GradedClass, out: Path, kept: dict[Path, None]) -> None:
    """All reports, or none: until the last one is complete, those of the run before stay."""
    try:
        with write_together(out, lambda path: kept.setdefault(path)) as draft:
            for one in class_reports(graded.reports):
                for name, content in one.files(graded):
                    (draft / name).parent.mkdir(parents=True, exist_ok=True)
                    if isinstance(content, str):
                        write_whole(draft / name, content)
                        continue
                    with (draft / name).open("wb") as file:
                        content(file)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise GraderError(
            f"{out} cannot be written ({why}). Choose another folder with --out.",
            de=f"{out} kann nicht geschrieben werden ({why}). Wähle mit --out einen anderen Ordner.",
        ) from error


def _try_to_show(context: Context, graded: GradedClass) -> None:
    """Nothing may fail once the first word is out."""
    if context.json:
        for _ in _document(graded):
            pass
        return
    from rich.console import Console

    from grader.reports.terminal.class_table import print_class

    print_class(graded.gradebook, console=Console(file=io.StringIO(), width=80), lang=graded.lang)


def _document(graded: GradedClass) -> Iterator[str]:
    from grader.reports.files.document import gradebook_json

    results = (result for student in graded.students for result in graded.whole(student))
    return gradebook_json(graded.gradebook, results, lang=graded.lang)


def _show(context: Context, graded: GradedClass, out: Path) -> None:
    if context.json:
        for piece in _document(graded):
            sys.stdout.write(piece)
        return
    from grader.reports.terminal.class_table import print_class

    print_class(graded.gradebook, console=context.console(), lang=context.lang)
    reports = class_reports(graded.reports)
    written = [
        (one.title, f"{out / place}{'/' if place.endswith('/') else ''}") for one in reports if (place := one.place(graded))
    ]
    context.say(
        Text(
            de="".join(f"\n{title.de}: {path}" for title, path in written),
            en="".join(f"\n{title.en}: {path}" for title, path in written),
        )
    )
    for one in reports:
        if (said := one.said(graded)) is not None:
            context.say(said)


NOT_SHOWN = Text(
    de="beurteilt, aber nicht dargestellt: Seite, Zeile oder Dokument ließen sich nicht erstellen. Das ist ein Fehler im "
    "Grader, bitte melden; die übrigen Abgaben sind nicht betroffen.",
    en="graded, but not shown: the page, row or document could not be made. That is a bug in the grader, please report it; the "
    "other hand-ins are not affected.",
)
