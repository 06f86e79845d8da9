"""What a teacher can type about a gradebook: decide, forget and export students, back up and restore."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from grader.cli.shared.context import Context
from grader.cli.shared.options import Decorator, jobs, saying, some_exercises
from grader.model import Lang


def add_gradebook_commands(
    grade: click.Group, lang: Lang, *, as_json: Decorator, in_lang: Decorator, context_of: Callable[..., Context]
) -> None:
    """Add them to the group, with help in `lang`; the options are those that other commands have, too."""

    say = saying(lang)

    gradebook = partial(
        click.option,
        "--gradebook",
        metavar=say("DATEI|URL", "FILE|URL"),
        help=say("das Notenbuch: book.sqlite oder postgresql://…", "the gradebook: book.sqlite or postgresql://…"),
    )

    @grade.command(
        short_help=say("Freie Texte und Einsprüche zum Entscheiden.", "Free texts and objections to decide on."),
        help=say(
            "Schreibt eine Tabelle mit freien Texten, offenen Antworten und Einsprüchen aus dem Notenbuch – gleiche Antworten "
            "einmal – und liest ein, was du hineingeschrieben hast: Punkte und Kommentar, auch zu anderen Teilen. Mit FOLDER "
            "nur, wer darin abgegeben hat.",
            "Writes a table of free texts, open answers and objections from the gradebook – equal answers once – and reads "
            "back what you have written into it: points and comment, also on other items. With FOLDER only those who have "
            "handed in there.",
        ),
    )
    @click.argument("folders", nargs=-1, metavar="[FOLDER…]", type=click.Path(path_type=Path))
    @click.option(
        "--export", type=click.Path(path_type=Path, dir_okay=False), help=say("schreibt die Tabelle", "writes the table")
    )
    @click.option(
        "--import",
        "read",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help=say("liest sie ein; was nicht passt, wird gesagt", "reads it back; what does not fit is said"),
    )
    @click.option(
        "--csv-style",
        type=click.Choice(["rfc", "de"]),
        help=say("de: für ein deutsches Excel (sonst rfc)", "de: for a German Excel (default: rfc)"),
    )
    @click.option("--exercises", metavar="EX01-EX15", help=say("nur diese", "only these"))
    @click.option(
        "--course",
        "course_file",
        metavar=say("DATEI", "FILE"),
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help=say("course.toml (sonst: die hier oder im Kurs)", "course.toml (else: the one here or in the course)"),
    )
    @gradebook()
    @in_lang
    @click.pass_context
    def decisions(
        ctx: click.Context,
        /,
        lang: Lang | None,
        folders: tuple[Path, ...],
        export: Path | None,
        read: Path | None,
        course_file: Path | None,
        **asked: Any,
    ) -> int:
        from grader.cli.teacher.gradebook.decide import DecisionOptions, decide

        above = ctx.parent.params.get("lang") if ctx.parent else None
        options = DecisionOptions(export, read, folders, course_file)
        return decide(context_of(ctx, lang=lang), options, lang=lang or above, **asked)

    @grade.command(
        short_help=say("Löscht alles von einer Person aus dem Notenbuch.", "Deletes all of a student from the gradebook."),
        help=say(
            "Löscht aus dem Notenbuch, was STUDENT abgegeben hat, samt Ergebnissen und Entscheidungen. Prüfsummen bleiben.",
            "Deletes from the gradebook what STUDENT handed in, with results and decisions. Digests stay.",
        ),
    )
    @click.argument("students", nargs=-1, metavar="[STUDENT…]")
    @click.option(
        "--older-than",
        type=click.IntRange(min=1),
        metavar=say("TAGE", "DAYS"),
        help=say("alle, bei denen so lange nichts geschah", "everybody of whom nothing came for so long"),
    )
    @click.option("--yes", "sure", is_flag=True, help=say("ja, löschen", "yes, delete"))
    @gradebook("place")
    @in_lang
    @click.pass_context
    def forget(ctx: click.Context, /, lang: Lang | None, students: tuple[str, ...], place: str | None, **options: Any) -> int:
        from grader.cli.teacher.gradebook.keep_and_forget import forget as forget_students

        return forget_students(context_of(ctx, lang=lang), place, students, **options)

    @grade.command(
        short_help=say("Alles, was von einer Person gespeichert ist.", "All that is stored of a student."),
        help=say(
            "Alles, was das Notenbuch von STUDENT hat, als ein JSON-Dokument: Abgaben, Ergebnisse, Entscheidungen.",
            "All that the gradebook has of STUDENT as one JSON document: hand-ins, results, decisions.",
        ),
    )
    @click.argument("student")
    @click.option(
        "--to",
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("Datei statt Standardausgabe", "file instead of standard output"),
    )
    @gradebook("place")
    @in_lang
    @click.pass_context
    def export(ctx: click.Context, student: str, place: str | None, to: Path | None, lang: Lang | None) -> int:
        from grader.cli.teacher.gradebook.keep_and_forget import export as export_student

        return export_student(context_of(ctx, lang=lang), place, student, to)

    @grade.command(
        short_help=say("Sichert Notenbuch und Klassengeheimnis.", "Backs up gradebook and class secret."),
        help=say(
            "Sichert das ganze Notenbuch und das Klassengeheimnis in einer Datei, die nur du lesen kannst.",
            "Backs up the whole gradebook and the class secret into a file that only you can read.",
        ),
    )
    @click.argument("to", type=click.Path(path_type=Path), metavar="TO.zip")
    @gradebook("place")
    @in_lang
    @click.pass_context
    def backup(ctx: click.Context, to: Path, place: str | None, lang: Lang | None) -> int:
        from grader.cli.teacher.gradebook.keep_and_forget import back_up

        return back_up(context_of(ctx, lang=lang), place, to)

    @grade.command(
        short_help=say("Holt eine Sicherung zurück.", "Restores a backup."),
        help=say(
            "Holt eine Sicherung zurück, dorthin, wo noch kein Notenbuch ist; auch in eine andere Datenbank.",
            "Restores a backup to where there is no gradebook yet; also to another database.",
        ),
    )
    @click.argument("path", type=click.Path(path_type=Path), metavar="FROM.zip")
    @gradebook("place")
    @in_lang
    @click.pass_context
    def restore(ctx: click.Context, path: Path, place: str | None, lang: Lang | None) -> int:
        from grader.cli.teacher.gradebook.keep_and_forget import restore as restore_backup

        return restore_backup(context_of(ctx, lang=lang), place, path)

    @grade.command(
        short_help=say("Prüft einen Beleg und rechnet ihn nach.", "Checks a receipt and grades it again."),
        help=say(
            "Prüft die Unterschrift eines Belegs, bewertet die Abgaben daraus noch einmal und vergleicht jedes Urteil.",
            "Checks the signature of a receipt, grades the hand-ins of it again and compares every verdict.",
        ),
    )
    @click.argument("path", type=click.Path(path_type=Path), metavar="RECEIPT.json")
    @gradebook("place")
    @as_json
    @in_lang
    @click.pass_context
    def verify(ctx: click.Context, path: Path, place: str | None, as_json: bool, lang: Lang | None) -> int:
        from grader.cli.teacher.gradebook.verify import verify as check

        return check(context_of(ctx, lang=lang, as_json=as_json), place, path)

    @grade.command(
        short_help=say(
            "Bewertet Gespeichertes neu, nach den Übungen von heute.", "Grades what is stored again, by today's exercises."
        ),
        help=say(
            "Bewertet die letzten gespeicherten Abgaben nach den Übungen von heute und zeigt, wer gewinnt und wer verliert, "
            "bei welchem Teil und warum. Gespeichert wird nur mit --apply.",
            "Grades the latest stored hand-ins by the exercises of today and shows who gains and who loses, by which item "
            "and why. Nothing is stored without --apply.",
        ),
    )
    @some_exercises(say)
    @click.option("--never-lower", is_flag=True, help=say("niemand verliert dabei Punkte", "nobody loses points by it"))
    @click.option("--apply", is_flag=True, help=say("die neuen Ergebnisse speichern", "store the new results"))
    @jobs(say)
    @gradebook("place")
    @as_json
    @in_lang
    @click.pass_context
    def regrade(ctx: click.Context, /, place: str | None, as_json: bool, lang: Lang | None, **options: Any) -> int:
        from grader.cli.teacher.gradebook.regrade import regrade as grade_again

        return grade_again(context_of(ctx, lang=lang, as_json=as_json), place, **options)
