"""`grade page ex10`: a student's own page with pictures, opened in the browser."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

from grader.cli.shared.context import DONE, Context, busy, course, print_safely, students_key
from grader.cli.student.grade import contents_of, find
from grader.cli.student.graded import graded
from grader.cli.student.hand_in_reader import OpenedFile, SubmissionReader
from grader.cli.student.remembering import keep
from grader.model import Text
from grader.runner.child.import_scan import imported_by
from grader.runner.supervisor.local import LocalExecutor
from grader.storage.atomic_write import write_whole
from grader.storage.progress import FOLDER, progress_folder


def show_page(context: Context, name: str, *, opened: bool) -> int:
    """Grade a hand-in, write its page beside the results, and say where it lies; `opened` shows it as well.

    Raises:
        SubmissionError, UnknownExercise: there is nothing to show.
        OSError: the page cannot be written.
    """
    of = course()
    wanted = find(name, of.sources)
    contents = contents_of(wanted.paths)
    with LocalExecutor() as executor:
        executor.start(imported_by(one.data for one in contents.values()))
        with students_key(of, executor=executor) as (key, cache), executor.session() as session, busy(context, DRAWING):
            key.start()
            reader = SubmissionReader(session, key, of.sources, cache)
            files = [OpenedFile(path, content, wanted.exercise) for path, content in contents.items()]
            chosen = reader.counting(files, context.say)
            results = graded(reader, key, chosen, illustrated=True)
    from grader.reports.files.html import feedback_page

    folder = progress_folder(of.root)
    page = folder / FOLDER / "pages" / f"{'-'.join(result.exercise.id for result in results)}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    write_whole(page, feedback_page(results, [], student=chosen.path.name, lang=context.lang))
    keep(context, folder, results)
    print_safely(str(page), sys.stdout)
    if opened and not _shown(page):
        context.say(NOT_OPENED)
    return DONE


def _shown(page: Path) -> bool:
    """False where there is no screen to show it on."""
    if sys.platform not in ("win32", "darwin") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        return webbrowser.open(page.resolve().as_uri())
    except (webbrowser.Error, OSError):
        return False


DRAWING = Text(de="Beurteilt und zeichnet …", en="Grading and drawing …")
NOT_OPENED = Text(
    de="Hier lässt sich kein Browser öffnen: Öffne die Datei selbst.",
    en="No browser can be opened here: open the file yourself.",
)
