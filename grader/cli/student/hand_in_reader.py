"""Hand-ins that lie in a student's folder: opened files, what is read in them, and which of several counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grader.cli.shared.context import item_names
from grader.course.catalogue import Source
from grader.errors import SubmissionError
from grader.model import AnswerKey, Submission, Text
from grader.runner.supervisor.student_session import StudentSession
from grader.storage.cache import Cache, digest, program
from grader.storage.codec import dump, load
from grader.submissions.files.files import Bytes
from grader.submissions.files.handin import Reading
from grader.submissions.files.which_counts import Contender, best, submission_of


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file, its content, the exercise that is asked for if it was named, and the item that alone is to be shown.

    `live`: its cells have run in a notebook that is open, so nothing hangs on when the file was saved.
    """

    path: Path
    content: Bytes
    wanted: str | None
    item: str = ""
    live: bool = False


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
        blank = [] if hand_in.live else [_blank(hand_in.path)]
        return [
            (submission_of(None, name, content.digest, part), (*reading.notes, *(blank if part.blank else [])))
            for part in parts
        ]

    def meant_for_another(self, hand_in: OpenedFile, exercise: str) -> tuple[Text, ...]:
        """A remark where all that stands in a file of `exercise` has the names of another one; none for a blank sheet."""
        labelled = self._read(hand_in.content, hand_in.path.name, {source.id: [] for source in self.known}).parts
        if any(part.blank for part in labelled if part.exercise == exercise):
            return ()
        unlabelled = hand_in.content.data.replace(b"grader", b"graded")  # so that only the names of answers say anything
        suffix = hand_in.path.suffix
        content = Bytes(unlabelled, digest("unlabelled", hand_in.content.digest))
        found = self._read(content, f"answers{suffix}", item_names(self.key, self.known)).parts
        others = [part.exercise for part in found if part.exercise != exercise and not part.blank]
        return tuple(_misplaced(hand_in.path.name, exercise, other) for other in others)

    def counting(self, files: Sequence[OpenedFile], say: Callable[[Text], None]) -> OpenedFile:
        """The one of several files for an exercise that is graded; `say` names the others.

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
        say(
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
        if not reading.passing:
            self.cache.put(about, dump(reading))
        return reading


def _nothing(hand_in: OpenedFile, reading: Reading) -> SubmissionError:
    found = ", ".join(part.exercise for part in reading.parts) or "–"
    path, wanted = hand_in.path, hand_in.wanted
    if hand_in.live and reading.parts:
        return SubmissionError(
            f"This notebook contains {found}, not {wanted}. Go to the notebook of {wanted}, or check this one: %grade",
            de=f"In diesem Notebook steckt {found}, nicht {wanted}. Wechsle ins Notebook zu {wanted} oder prüfe dieses: %grade",
        )
    if hand_in.live:
        return SubmissionError(
            "No cell that has run says which exercise this is. Run the cells from the top; the first one says it.",
            de="Keine Zelle, die schon gelaufen ist, sagt, welche Übung das ist. Führe die Zellen von oben an aus; die erste "
            "sagt es.",
        )
    if reading.problem is not None:
        said = (reading.problem, *reading.notes)
        return SubmissionError("\n".join(text.en for text in said), de="\n".join(text.de for text in said))
    return SubmissionError(
        f"{path} contains {found}, not {wanted}. Grade it by its path: grade {path}",
        de=f"In {path} steckt nicht {wanted}, sondern {found}. Beurteile die Datei über ihren Pfad: grade {path}",
    )


def _misplaced(file: str, exercise: str, other: str) -> Text:
    return Text(
        de=f"{file} gehört zu {exercise}, aber die Namen darin sind die von {other}. Kopiere deine Antworten in deine Datei zu "
        f"{other} und prüfe sie dort: grade {other}",
        en=f"{file} belongs to {exercise}, but the names in it are those of {other}. Copy your answers to your file for "
        f"{other} and check them there: grade {other}",
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
