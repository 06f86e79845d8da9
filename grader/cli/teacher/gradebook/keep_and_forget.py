"""`grade forget`, `grade export`, `grade backup`, `grade restore`: what happens to a gradebook beside grading."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from grader.cli.shared.context import DONE, NOT_YET, Context, exercises_root, print_safely
from grader.cli.teacher.setting.which_gradebook import expect_student, named, the_gradebook
from grader.course.assignment import FILE, VARIABLE, class_secret
from grader.errors import GraderError
from grader.model import Text


def forget(context: Context, place: str | None, students: Sequence[str], *, older_than: int | None, sure: bool) -> int:
    """Delete what is stored of these students, or of all whose results are older than so many days; only if `sure`.

    Raises:
        GraderError: nobody is named, somebody is unknown, or the gradebook cannot be used.
    """
    if not students and older_than is None:
        raise GraderError(
            "Who is to be forgotten? grade forget anna, or grade forget --older-than 365",
            de="Wer soll vergessen werden? grade forget anna, oder grade forget --older-than 365",
        )
    with the_gradebook(place) as store:
        from grader.desk.gradebook import forgetting

        for student in students:
            expect_student(store, student)
        old = () if older_than is None else forgetting.older_than(store, older_than)
        whom = sorted({*students, *old})
        if not whom:
            context.say(Text(de=f"Nichts ist älter als {older_than} Tage.", en=f"Nothing is older than {older_than} days."))
            forgetting.scrub(store)
            return DONE
        listed = ", ".join(whom)
        if not sure:
            context.say(
                Text(
                    de=f"Vergessen würde: {listed}. Das lässt sich nicht zurückholen; mit --yes geschieht es.",
                    en=f"This would forget {listed}. There is no way back; with --yes it happens.",
                )
            )
            return NOT_YET
        forgetting.forget(store, whom)
        _empty_cache()
        reports = [folder for folder in forgetting.reports_of(store) if os.path.isdir(folder)]
    where = ", ".join(reports)
    context.say(
        Text(
            de=f"Vergessen: {listed}. Auch was vom Beurteilen gemerkt war, ist gelöscht."
            + (f" Seiten und Tabellen liegen noch in {where}; lösche sie, und ältere Sicherungen." if reports else ""),
            en=f"Forgotten: {listed}. What was remembered from grading is deleted, too."
            + (f" Pages and tables still lie in {where}; delete them, and older backups." if reports else ""),
        )
    )
    return DONE


def _empty_cache() -> None:
    """Results are kept there as well, so that a class that has not changed is graded at once."""
    from grader.storage.cache import Cache, default_folder

    with closing(Cache(default_folder())) as cache:
        cache.empty()


def export(context: Context, place: str | None, student: str, to: Path | None) -> int:
    """All that is stored of a student, as JSON on standard output or in a file that only its owner can read.

    Raises:
        GraderError: they are unknown, or the gradebook or the file cannot be used.
    """
    with the_gradebook(place) as store:
        from grader.desk.gradebook.export import export as all_of
        from grader.reports.files.document import to_json

        expect_student(store, student)
        document = to_json(all_of(store, student, lang=context.lang))
    if to is None:
        print_safely(document.rstrip("\n"), sys.stdout)
        return DONE
    handle, draft = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(document)
        os.replace(draft, to)
    finally:
        Path(draft).unlink(missing_ok=True)
    context.say(Text(de=f"Geschrieben: {to}", en=f"Written: {to}"))
    return DONE


def back_up(context: Context, place: str | None, to: Path) -> int:
    """Write a backup of the gradebook, with the class secret of this course if it has one.

    Raises:
        GraderError: the gradebook or the class secret cannot be read, or the backup cannot be written.
    """
    secret = _secret_here()
    with the_gradebook(place) as store:
        from grader.desk.gradebook import backup

        backup.back_up(store, to, secret)
    context.say(
        Text(
            de=f"Gesichert: {to}"
            + (" – samt Klassengeheimnis; gib die Datei niemandem." if secret else " – dieser Kurs hat kein Klassengeheimnis."),
            en=f"Backed up: {to}"
            + (", the class secret included: give the file to nobody." if secret else "; this course has no class secret."),
        )
    )
    return DONE


def restore(context: Context, place: str | None, path: Path) -> int:
    """Put a backup back: its rows where there is no gradebook, its class secret where there is none.

    Raises:
        GraderError: there is another gradebook or another class secret, or the backup cannot be used.
    """
    from grader.desk.gradebook import opening  # the sentence on the extra comes first

    opening.expect_extra()
    from grader.desk.gradebook import backup

    place = named(place)
    secret = backup.read_backup(path).secret
    here = None if secret is None else _secret_here()
    if here is not None and here != secret:
        raise GraderError(
            "This course has another class secret than the backup. Restore it in the course's own folder, or put the file "
            f"solutions/{FILE} aside first.",
            de="Dieser Kurs hat ein anderes Klassengeheimnis als die Sicherung. Stelle sie im Ordner ihres eigenen Kurses "
            f"wieder her, oder lege vorher die Datei solutions/{FILE} beiseite.",
        )
    backup.restore(path, place)
    if secret is not None and here is None:
        _write_secret(exercises_root() / "solutions" / FILE, secret)
    context.say(Text(de=f"Wiederhergestellt: {place}", en=f"Restored: {place}"))
    return DONE


def _secret_here() -> bytes | None:
    root = exercises_root()
    if not (os.environ.get(VARIABLE, "").strip() or (root / "solutions" / FILE).exists()):
        return None
    return class_secret(root, make=False)


def _write_secret(path: Path, secret: bytes) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{FILE}.")  # readable for its owner alone
    with os.fdopen(handle, "wb") as file:
        file.write(secret + b"\n")
    os.replace(draft, path)
