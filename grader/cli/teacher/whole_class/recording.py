"""`grade class --gradebook`: each result goes to the gradebook as soon as it is there; without one nothing is stored."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from grader.cli.shared.context import Context
from grader.errors import GraderError
from grader.model import Decision, Lang, Result, Text

if TYPE_CHECKING:
    from grader.desk.gradebook.store import GradebookStore, Recorded
    from grader.reports.files import contract


class Recording:
    """What is recorded of a run. A gradebook that fails on the way stops nobody's grading: `failed` says why, and what is
    graded from then on stands in the reports only. Calls may come from several threads."""

    def __init__(self, store: GradebookStore | None, run: int, version: Callable[[str], str]) -> None:
        self.store = store
        self.failed: GraderError | None = None
        self.counts: Counter[str] = Counter()
        self._recorded: dict[tuple[str, str], Recorded] = {}  # by student and exercise
        self._run = run
        self._version = version
        self._lock = threading.Lock()

    def record(self, result: Result) -> None:
        if self.store is None or self.failed is not None:
            return
        exercise = result.exercise.id
        try:
            recorded = self.store.record(result, version=self._version(exercise), run=self._run)
        except GraderError as error:
            self.failed = error
            return
        with self._lock:
            self.counts[recorded.news] += 1
            self._recorded[result.submission.student or "", exercise] = recorded

    def decisions(self) -> tuple[Decision, ...]:
        """What the teacher has decided so far."""
        return () if self.store is None else self.store.decisions()

    def receipts(self, whole: Callable[[str], Sequence[Result]], lang: Lang) -> Callable[[str], contract.Receipt | None] | None:
        """What makes the receipt of a student from their results as they see them; of what is not stored there is none."""
        if self.store is None or self.failed is not None:
            return None
        from grader.desk.receipts.receipt import Receipted, receipt

        try:
            private = self.store.signing_keys(make=True)[-1]
        except GraderError as error:
            self.failed = error
            return None

        def of(student: str) -> contract.Receipt | None:
            shown = [(result, self._recorded.get((student, result.exercise.id))) for result in whole(student)]
            kept = [Receipted(result, known, self._version(result.exercise.id)) for result, known in shown if known is not None]
            return receipt(student, kept, private, lang=lang) if kept else None

        return of

    def end(self) -> None:
        if self.store is not None and self.failed is None:
            try:
                self.store.end(self._run, new=self.counts["new"], changed=self.counts["changed"], same=self.counts["same"])
            except GraderError as error:
                self.failed = error


@contextmanager
def recording(
    context: Context, place: str | None, folder: Path, out: Path, version: Callable[[str], str], *, keep: int | None = None
) -> Iterator[Recording]:
    """The gradebook at `place`, if there is one; at the end, what is new in it, and of whom nothing came for longer than
    results are to be kept (`keep` days). `version` is that of an exercise.

    Raises:
        GraderError: it cannot be used, before anything is graded.
    """
    if place is None:
        yield Recording(None, 0, version)
        return
    from grader.desk.gradebook.opening import open_gradebook

    with open_gradebook(place) as store:
        is_first = not store.students()
        run = store.begin(folder=str(folder.absolute()), out=str(out.absolute()))
        book = Recording(store, run, version)
        yield book
        book.end()
        if book.failed is not None:
            context.say(_not_all(book.failed))
            return
        context.say(_news(place_of(store), book.counts, is_first=is_first))
        if keep is not None and (count := _count_older(store, keep)):
            context.say(_to_forget(count, keep))


def _count_older(store: GradebookStore, days: int) -> int:
    from grader.desk.gradebook.forgetting import older_than

    return len(older_than(store, days))


def place_of(store: GradebookStore) -> str:
    from grader.desk.gradebook.database import shown

    return shown(store.url)


def expect_apart(place: str, folder: Path) -> None:
    """Raises GraderError: the gradebook would lie among the hand-ins, where the next run would take it for one."""
    if "://" not in place and Path(place).resolve().is_relative_to(folder.resolve()):
        raise GraderError(
            f"The gradebook {place} lies inside the folder of the hand-ins. Choose a place outside {folder}.",
            de=f"Das Notenbuch {place} liegt im Ordner der Abgaben. Wähle einen Ort außerhalb von {folder}.",
        )


def _news(place: str, counts: Counter[str], *, is_first: bool) -> Text:
    new, changed = counts["new"], counts["changed"]
    if is_first:
        return Text(de=f"Im Notenbuch {place}: {new} Ergebnisse.", en=f"In the gradebook {place}: {new} results.")
    return Text(
        de=f"Seit dem letzten Lauf: {new} neu, {changed} geändert (Notenbuch {place}).",
        en=f"Since the last run: {new} new, {changed} changed (gradebook {place}).",
    )


def _to_forget(count: int, days: int) -> Text:
    command = f"grade forget --older-than {days}"
    return Text(
        de=f"Von {count} Personen kam seit über {days} Tagen nichts mehr; länger sollte nichts aufgehoben werden: {command}",
        en=f"Of {count} students nothing came for over {days} days; nothing should be kept for longer: {command}",
    )


def _not_all(error: GraderError) -> Text:
    return Text(
        de=f"Beurteilt ist alles, aber nicht alles steht im Notenbuch. {error.de} Danach derselbe Befehl noch einmal: "
        "was schon beurteilt ist, wird wiedergefunden.",
        en=f"All is graded, but not all of it is in the gradebook. {error} Then the same command again: what is graded already "
        "is found again.",
    )
