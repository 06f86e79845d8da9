"""What `grade ex10` does with the files it has found: read, grade, remember, show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grader.cli.context import DONE, NOT_YET, Context, Course, busy, item_names, students_key
from grader.course.catalogue import Source
from grader.errors import SubmissionError
from grader.grading import grade_submission
from grader.model import AnswerKey, Result, Submission, Text
from grader.runner.supervisor.local import LocalExecutor
from grader.runner.supervisor.student_session import StudentSession
from grader.storage.cache import Cache, digest, program
from grader.storage.codec import dump, load
from grader.storage.progress import FOLDER, progress_folder, recall, remember
from grader.submissions.files.files import Bytes
from grader.submissions.files.handin import Reading
from grader.submissions.files.which_counts import Contender, best, submission_of


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file, its content, and the exercise that is asked for if it was named."""

    path: Path
    content: Bytes
    wanted: str | None


def grade_files(
    context: Context,
    of: Course,
    files: Sequence[Sequence[OpenedFile]],
    executor: LocalExecutor,
    *,
    fresh: bool,
    with_torch: bool = False,
) -> int:
    """Grade hand-ins, or find again what was graded before, unless `fresh`; 0 if all core points are there.

    `files` are for each exercise all that may be meant; which of them counts is decided as in a class.

    Raises:
        SubmissionError: a file cannot be read, or does not hold the exercise asked for.
    """
    if not context.json:
        import grader.reports.terminal.result  # noqa: F401  # now, while the child gets ready
    doing = _LOADING if with_torch else _GRADING
    with students_key(of, fresh=fresh) as (key, cache), executor.session() as session, busy(context, doing):
        key.start()
        reader = SubmissionReader(session, key, of.sources, cache)
        results = [
            grade_submission.with_notes(grade_submission.grade_once(submission, key, session, cache, illustrated=False), notes)
            for several in files
            for submission, notes in reader.submissions(reader.counting(several, context))
        ]
    _show(context, results)
    _remember(context, progress_folder(of.root), results)
    return DONE if all(result.complete for result in results) else NOT_YET


def show_overview(context: Context, of: Course) -> int:
    """Every exercise at a glance, from what is remembered."""
    progress = recall(progress_folder(of.root))
    if progress.dropped:
        context.say(_DROPPED)
    entries = progress.entries
    if context.json:
        from grader.reports.files.document import results_document

        context.show_json(results_document([entry.last for entry in entries.values()], lang=context.lang))
        return DONE
    with students_key(of) as (key, _):
        key.start()
        exercises = [key.exercise(source.id) for source in of.sources]
    from grader.reports.terminal.overview import print_overview

    if not entries:
        context.say(_NONE_YET)
    remembered = [(entry.last, entry.previous, entry.when) for entry in entries.values()]
    print_overview(remembered, exercises, console=context.console(), lang=context.lang)
    return DONE


@dataclass(frozen=True, slots=True)
class SubmissionReader:
    """Reads hand-ins; only a file without any sign of its exercise makes the key load all of them for their item names."""

    session: StudentSession
    key: AnswerKey
    known: tuple[Source, ...]
    cache: Cache

    def submissions(self, hand_in: OpenedFile) -> list[tuple[Submission, tuple[Text, ...]]]:
        """The submissions in a file: the exercise asked for, or all of them.

        Raises:
            SubmissionError: the file cannot be read, or holds no such exercise.
        """
        content, name = hand_in.content, hand_in.path.name
        reading = self._read(content, name, {source.id: [] for source in self.known})
        if not reading.parts:
            reading = self._read(content, name, item_names(self.key, self.known))
        parts = [part for part in reading.parts if hand_in.wanted in (None, part.exercise)]
        if not parts:
            raise _nothing(hand_in, reading)
        return [
            (submission_of(None, name, content.digest, part), (*reading.notes, *([_blank(hand_in.path)] if part.blank else [])))
            for part in parts
        ]

    def counting(self, files: Sequence[OpenedFile], context: Context) -> OpenedFile:
        """The one of several files for an exercise that is graded; the others are named.

        What lies in this folder comes before exercises/, unless it is a blank sheet and the other one is not.
        """
        if len(files) == 1:
            return files[0]
        exercises: dict[str, list[str]] = {source.id: [] for source in self.known}
        parts: list[tuple[OpenedFile, Contender]] = []
        for file in files:
            for part in self._read(file.content, file.path.name, exercises).parts:
                if part.exercise == file.wanted:
                    parts.append((file, Contender(file.path.name, file.content.digest, part)))
        if not parts:
            return files[0]
        folders = dict.fromkeys(file.path.parent for file, _ in parts)
        worked_in = {file.path.parent for file, one in parts if one.part.answers}
        folder = next((folder for folder in folders if folder in worked_in), next(iter(folders)))
        near = [(file, one) for file, one in parts if file.path.parent == folder]
        slug = next(source.slug for source in self.known if source.id == near[0][0].wanted)
        chosen = near[best([one for _, one in near], slug)][0]
        others = ", ".join(str(file.path) for file in files if file is not chosen)
        context.say(
            Text(
                de=f"Mehrere Dateien für {chosen.wanted}: beurteilt wird {chosen.path} (nicht {others}).",
                en=f"Several files for {chosen.wanted}: {chosen.path} is graded (not {others}).",
            )
        )
        return chosen

    def _read(self, content: Bytes, name: str, exercises: Mapping[str, Sequence[str]]) -> Reading:
        """Read a file, or find again what was read in it before."""
        about = digest("reading", program(), name, content.digest, exercises)
        kept = self.cache.get(about)
        if kept is not None:
            found: Reading = load(Reading, kept)
            return found
        reading = self.session.read(content.data, name, exercises)
        if reading.problem is None:  # another run may do better
            self.cache.put(about, dump(reading))
        return reading


def _nothing(hand_in: OpenedFile, reading: Reading) -> SubmissionError:
    if reading.problem is not None:
        said = (reading.problem, *reading.notes)
        return SubmissionError("\n".join(text.en for text in said), de="\n".join(text.de for text in said))
    found = ", ".join(part.exercise for part in reading.parts) or "–"
    path, wanted = hand_in.path, hand_in.wanted
    return SubmissionError(
        f"{path} contains {found}, not {wanted}. Grade it by its path: grade {path}",
        de=f"In {path} steckt nicht {wanted}, sondern {found}. Beurteile die Datei über ihren Pfad: grade {path}",
    )


def _blank(path: Path) -> Text:
    """What is said of a file that is still as it was given out: mostly it was not saved."""
    saved = datetime.fromtimestamp(path.stat().st_mtime)
    today = saved.date() == datetime.now().date()
    de, en = ("um %H:%M", "at %H:%M") if today else ("am %d.%m. um %H:%M", "on %Y-%m-%d at %H:%M")
    return Text(
        de=f"{path.name} ist noch die leere Vorlage, zuletzt gespeichert {saved:{de}}. Hast du daran gearbeitet, speichere sie "
        "jetzt (Strg+S).",
        en=f"{path.name} is still the blank template, last saved {saved:{en}}. If you have worked on it, save it now (Ctrl+S).",
    )


_GRADING = Text(de="Beurteilt …", en="Grading …")
_LOADING = Text(
    de="Lädt torch und beurteilt, das dauert einige Sekunden …", en="Loading torch and grading, this takes some seconds …"
)
_NOT_SAVED = Text(
    de="Das Ergebnis konnte hier nicht gespeichert werden (Ordner schreibgeschützt?); `grade` allein zeigt es daher nicht.",
    en="The result could not be saved here (read-only folder?), so `grade` alone will not show it.",
)
_NONE_YET = Text(
    de="Von hier aus wurde noch nichts beurteilt: Ergebnisse liegen im Ordner des Kurses, oder wo `grade` gestartet wurde.",
    en="Nothing has been graded from here yet: results are kept in the folder of the course, or where `grade` was started.",
)
_DROPPED = Text(
    de=f"In {FOLDER} stehen Ergebnisse, die dieses Programm nicht lesen kann: Eine andere Version hat sie geschrieben, oder "
    "die Datei ist beschädigt. Hier zählen sie nicht mehr; `grade` mit dem Namen der Übung rechnet neu.",
    en=f"{FOLDER} holds results that this program cannot read: another version wrote them, or the file is damaged. They no "
    "longer count here; `grade` with the name of the exercise works them out again.",
)


def _remember(context: Context, folder: Path, results: list[Result]) -> None:
    before = remember(folder, results, datetime.now())
    if before is None:
        context.say(_NOT_SAVED)
    elif before.dropped:
        context.say(_DROPPED)


def _show(context: Context, results: list[Result]) -> None:
    if context.json:
        from grader.reports.files.document import result_document, results_document

        for note in (note for result in results for note in result.notes):  # the document has no place for them
            context.say(note)
        one = len(results) == 1
        context.show_json(
            result_document(results[0], lang=context.lang) if one else results_document(results, lang=context.lang)
        )
        return
    from grader.reports.terminal.result import print_result

    console = context.console()
    for result in results:
        print_result(result, console=console, lang=context.lang)
