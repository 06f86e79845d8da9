"""What judges a notebook: a process that its kernel starts, and that alone knows a key.

python -P -m grader.cli.student.judge_notebook     frames on standard input and output (notebook/conversation.py)
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.cli.shared.context import Course, course, language, students_key
from grader.cli.student.asked import Asked, asked, item_of
from grader.cli.student.graded import graded_by
from grader.cli.student.hand_in_reader import OpenedFile, SubmissionReader
from grader.cli.student.remembering import NOT_SAVED
from grader.course import catalogue
from grader.errors import GraderError, UnknownExercise
from grader.grading import grade_submission
from grader.model import Exercise, Lang, Result, Submission
from grader.notebook.conversation import ASKING, TalkEnd, file_of, talk_end
from grader.notebook.merged import LiveExecutor
from grader.runner.child.import_scan import imported_in
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.protocol.frames import Frame
from grader.storage.cache import Cache
from grader.storage.progress import progress_folder, remember
from grader.submissions.files.files import Bytes

if TYPE_CHECKING:
    from grader.answer_key.process.caching_client import CachingKey
    from grader.answer_key.sealed.opening.sealed_key import SealedKey

TYPED = "%grade"
USUAL = {"numpy", "sympy"}  # what most notebooks import
_LETTER = re.compile(r"[A-Za-z]\w*")


def main() -> None:
    """Answer until the notebook goes."""
    incoming, outgoing = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (incoming, outgoing):
            msvcrt.setmode(descriptor, os.O_BINARY)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # nothing that is printed gets between the frames
    talk = talk_end(incoming, outgoing, ASKING)
    try:
        of = course()
    except GraderError as error:
        while (request := talk.receive()) is not None:
            talk.send({"is": "said", "text": error.in_(_lang(request))})
        return
    with LocalExecutor() as executor, students_key(of, executor=executor) as (key, cache):
        executor.start(USUAL)
        key.start()
        bench = Bench(of, key, cache, executor, talk)
        while (request := talk.receive()) is not None:
            talk.send(bench.answer(request))
            executor.ahead(USUAL | imported_in(request["notebook"].replace("\\n", "\n")))  # while the student reads


@dataclass(frozen=True, slots=True)
class Bench:
    """What stays warm between two questions of a notebook."""

    of: Course
    key: CachingKey | SealedKey
    cache: Cache
    executor: LocalExecutor
    talk: TalkEnd

    def answer(self, request: Frame) -> dict[str, Any]:
        """The result of what was asked, to be shown; or a sentence."""
        lang = _lang(request)
        if request["is"] != "grade":
            raise ValueError("values that nobody asked for")
        try:
            wanted = _wanted(request["words"], self.of)
            results = self._graded(request, wanted)
            if request["hint"]:
                return {"is": "said", "text": self._hints(results, wanted.item, lang)}
            return {"is": "shown", **_shown(results, wanted.item, self._kept(results), lang)}
        except GraderError as error:
            return {"is": "said", "text": error.in_(lang)}

    def _graded(self, request: Frame, wanted: Asked) -> list[Result]:
        data = request["notebook"].encode("utf-8", "replace")
        content = Bytes(data, hashlib.sha256(data).hexdigest())
        file = OpenedFile(Path(file_of(request["name"])), content, wanted.exercise or None, live=True)
        with self.executor.session() as session:
            reader = SubmissionReader(session, self.key, self.of.sources, self.cache)
            live = LiveExecutor(session, self._ask)
            return graded_by(
                reader,
                file,
                lambda submission: grade_submission.grade(submission, self.key, live, seed=self.cache.seed, illustrated=True),
            )

    def _ask(self, exercise: Exercise, submission: Submission) -> Mapping[str, Any]:
        """The values that the notebook has, as a child would send them."""
        items = [{"name": item.name, "reading": dict(item.reading)} for item in exercise.items]
        self.talk.send({"is": "values", "items": items, "cells": [cell.source for cell in submission.cells]})
        reply = self.talk.receive()
        if reply is None:
            sys.exit(0)
        if reply["is"] != "answers":
            raise ValueError("a question in the middle of an answer")
        found: Mapping[str, Any] = reply["found"]
        return found

    def _hints(self, results: list[Result], item: str, lang: Lang) -> str:
        from grader.cli.student.show_hint import show_hints
        from grader.reports.terminal.console import make_console

        stream = io.StringIO()
        asked = [(result, item_of(result.exercise, item).name if item else "") for result in results]
        show_hints(
            asked,
            progress_folder(self.of.root),
            console=make_console(stream, plain=True, width=80),
            say=lambda text: print(text.in_(lang), file=stream),
            lang=lang,
            grade=TYPED,
        )
        self._kept(results)
        return stream.getvalue().rstrip()

    def _kept(self, results: list[Result]) -> bool:
        return remember(progress_folder(self.of.root), results, datetime.now()) is not None


def _lang(request: Frame) -> Lang:
    return "de" if request["lang"] == "de" else "en" if request["lang"] == "en" else language()


def _wanted(words: list[Any], of: Course) -> Asked:
    """`%grade`, `%grade b`, `%grade ex10`, `%grade ex10.b`."""
    if not words:
        return Asked("")
    word = str(words[0])
    try:
        part = asked(word)
        return Asked(catalogue.resolve(of.sources, part.exercise).id, part.item)
    except UnknownExercise:
        if catalogue.exercise_id(word) is None and _LETTER.fullmatch(word):
            return Asked("", word.lower())
        raise


def _shown(results: list[Result], item: str, kept: bool, lang: Lang) -> dict[str, str]:
    from grader.reports.files.notebook_output import notebook_output
    from grader.reports.terminal.console import make_console
    from grader.reports.terminal.result import print_item, print_result
    from grader.reports.views.advice import verdict_on

    named = {result.exercise.id: item_of(result.exercise, item).name if item else "" for result in results}
    stream = io.StringIO()
    console = make_console(stream, plain=True, width=80)
    for result in results:
        if item:
            print_item(result, verdict_on(result, named[result.exercise.id]), console=console, lang=lang)
        else:
            print_result(result, console=console, lang=lang, grade=TYPED)
    notes = () if kept else (NOT_SAVED,)
    html = notebook_output([(result, named[result.exercise.id]) for result in results], notes=notes, lang=lang)
    return {"html": html, "text": stream.getvalue()}


if __name__ == "__main__":
    main()
