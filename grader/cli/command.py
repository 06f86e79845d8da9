"""What can be typed. Everything heavy is imported by the command that needs it."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any, cast

import click

from grader import __version__
from grader.cli.shared.context import WRONG_USE, Context, language, print_safely
from grader.cli.shared.help_page import speak_german
from grader.cli.shared.options import saying
from grader.cli.shared.stopping import Stopper
from grader.cli.shared.usage import NoSuchCommand, nearly_a_command, wrong_use
from grader.cli.student.commands import RUN, WATCH, add_student_commands, watch
from grader.cli.teacher.teachers_commands import add_teacher_commands
from grader.errors import GraderError
from grader.model import Lang

NOT_IN_A_KIT = GraderError(
    "This command is for teachers; the grade of a student's kit does not have it.",
    de="Dieser Befehl ist für Lehrkräfte; das grade aus einem Paket für Lernende hat ihn nicht.",
)


class GradeGroup(click.Group):
    """A group in which the first word may also be an exercise or a path."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            meant = nearly_a_command(args[0], [name for name, known in self.commands.items() if not known.hidden])
            if meant is not None and not os.path.lexists(args[0]):
                raise NoSuchCommand(args[0], meant, ctx)
            args = [RUN, *args]
        return super().resolve_command(ctx, args)


def run(args: list[str]) -> None:
    """Run `grade` with these words and exit with its status."""
    lang = language(args)
    context, stopper = Context(lang, json="--json" in args), Stopper(lang)
    stopper.install()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that lacks a character shows a question mark, not a traceback
            stream.reconfigure(errors="replace")
    try:
        status = build(lang).main(args, prog_name="grade", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        status = stopper.say()
    except click.ClickException as error:
        named = next((word for word in args if word in build(lang).commands), "")
        status = context.fail(wrong_use(error, named))
    except GraderError as error:
        status = context.fail(error)
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("grader."):
            raise
        status = context.fail(NOT_IN_A_KIT)
    except BrokenPipeError:  # `grade list | head`
        sys.stderr.close()
        status = 0
    except OSError as error:  # a folder that is read-only, a disk that is full
        from grader.reports.text.safe import terminal

        where = f"{error.filename}: " if error.filename else ""
        print_safely(terminal(f"{where}{error.strerror or error}"), sys.stderr)
        status = WRONG_USE
    gc.freeze()  # else Python looks through everything for garbage once more before it ends: 12 ms
    sys.exit(status)


def build(lang: Lang) -> click.Group:
    """The command with its help in one language."""

    say = saying(lang)

    as_json = click.option(
        "--json", "as_json", is_flag=True, help=say("ein JSON-Dokument statt Text", "one JSON document instead of text")
    )
    fresh = click.option(
        "--fresh",
        is_flag=True,
        help=say("alles neu beurteilen, nichts Gemerktes verwenden", "grade everything again, use nothing remembered"),
    )
    in_lang = click.option("--lang", type=click.Choice(["de", "en"]), help=say("Sprache der Ausgabe", "language of the output"))

    def context_of(ctx: click.Context, **own: Any) -> Context:
        """Options may stand before or after the command."""
        above = ctx.parent.params if ctx.parent is not None else {}
        return Context(own.get("lang") or above.get("lang") or lang, bool(own.get("as_json") or above.get("as_json")))

    @click.group(
        cls=GradeGroup,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
        help=say(
            "Beurteilt Übungen: `grade ex10` (auch `grade 10`, eine Datei, mehrere) prüft deine Abgabe in diesem Ordner "
            "oder in exercises/, `grade ex10.b` einen Teil. Mit --hint gibt es einen Hinweis, mit --watch prüft es bei jedem "
            "Speichern. `grade` allein zeigt deinen Stand. Im Notebook: `%load_ext grader`, dann `%grade`.",
            "Grades exercises: `grade ex10` (or `grade 10`, a file, several) checks your hand-in in this folder or in "
            "exercises/, `grade ex10.b` one item. --hint gives a hint, --watch checks whenever you save. `grade` alone shows "
            "where you stand. In a notebook: `%load_ext grader`, then `%grade`.",
        ),
    )
    @click.version_option(__version__, prog_name="grade")
    @click.option("--watch", "watching", is_flag=True, help=WATCH.in_(lang))
    @as_json
    @in_lang
    @click.pass_context
    def grade(ctx: click.Context, as_json: bool, watching: bool, lang: Lang | None) -> int:
        if ctx.invoked_subcommand is not None:
            return 0
        if watching:
            return watch(context_of(ctx, lang=lang, as_json=as_json), ())
        from grader.cli.student.grade import overview

        return overview(context_of(ctx, lang=lang, as_json=as_json))

    add_student_commands(grade, lang, fresh=fresh, as_json=as_json, in_lang=in_lang, context_of=context_of)

    add_teacher_commands(grade, lang, fresh=fresh, as_json=as_json, in_lang=in_lang, context_of=context_of)

    @grade.command(help=say("Selbsttest der Übungen (für CI und Autoren).", "Self-check of exercises (for CI and authors)."))
    @click.argument("names", nargs=-1, metavar="[EX10…]")
    @click.option("--junit", type=click.Path(path_type=Path), help=say("zusätzlich als JUnit-Datei", "also as a JUnit file"))
    @click.option(
        "--watch",
        "watching",
        is_flag=True,
        help=say(
            "beim Schreiben: prüft, was gespeichert wird, und schreibt eine Vorschau von Stub und Rückmeldung, bis Strg+C",
            "while writing: checks what is saved and writes a preview of stub and feedback, until Ctrl-C",
        ),
    )
    @click.option(
        "--preview",
        type=click.Path(path_type=Path, file_okay=False),
        help=say("Ordner der Vorschau (sonst preview/ im Kurs)", "folder of the preview (else preview/ in the course)"),
    )
    @in_lang
    @click.pass_context
    def check(
        ctx: click.Context, names: tuple[str, ...], junit: Path | None, watching: bool, preview: Path | None, lang: Lang | None
    ) -> int:
        from grader.cli.author import check_course

        return check_course.check(context_of(ctx, lang=lang), names, junit=junit, watching=watching, preview=preview)

    into = click.option("--to", type=click.Path(path_type=Path), help=say("Zielordner", "target folder"))
    number = click.option(
        "--variant",
        type=click.IntRange(min=0),
        default=0,
        show_default=True,
        help=say("andere Zahlen, wenn die Übung Varianten hat", "different numbers, if the exercise has variants"),
    )
    force = click.option(
        "--force", is_flag=True, help=say("auch über geänderte Dateien schreiben", "overwrite changed files, too")
    )

    @grade.command(help=say("Erzeugt die Stubs in exercises/.", "Writes the stubs to exercises/."))
    @click.argument("names", nargs=-1, metavar="[EX10…]")
    @click.option(
        "--check",
        "check_only",
        is_flag=True,
        help=say("nur prüfen, ob sie aktuell sind", "only check that they are up to date"),
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(["ipynb", "py"]),
        default="ipynb",
        show_default=True,
        help=say("Notebook oder Skript", "notebook or script"),
    )
    @number
    @click.option(
        "--shuffle",
        type=click.IntRange(min=0, max=999_999_999),
        default=0,
        help=say("Antworten mischen, mit dieser Zahl", "shuffle the options, seeded by this number"),
    )
    @click.option(
        "--for",
        "student",
        metavar="ANNA",
        help=say(
            "Variante und Reihenfolge der Antworten für diese Person (braucht --to)",
            "variant and order of the options for this student (needs --to)",
        ),
    )
    @into
    @force
    @in_lang
    @click.pass_context
    def stubs(ctx: click.Context, /, lang: Lang | None, **options: Any) -> int:
        from grader.cli.author.check_course import StubOptions, make_stubs

        # the stubs in exercises/ are German whatever the console speaks, those of another folder speak as it does
        context = context_of(ctx, lang=lang)
        above = ctx.parent.params.get("lang") if ctx.parent else None
        spoken = lang or above or ("de" if options["to"] is None else context.lang)
        return make_stubs(context, StubOptions(lang=spoken, **options))

    @grade.command(help=say("Die Musterlösung als Notebook.", "The model solution as a notebook."))
    @click.argument("name", metavar="EX10")
    @number
    @into
    @force
    @in_lang
    @click.pass_context
    def solution(ctx: click.Context, name: str, variant: int, to: Path | None, force: bool, lang: Lang | None) -> int:
        from grader.cli.shared.context import course

        context, of = context_of(ctx, lang=lang), course()
        if of.kit:
            from grader.cli.student.solved import show_solved

            return show_solved(context, of, name)
        from grader.cli.author import check_course

        return check_course.show_solution(context, name, variant=variant, to=to, force=force)

    @grade.command(help=say("Die Vorlage einer neuen Übung in solutions/.", "The template of a new exercise in solutions/."))
    @click.argument("name", metavar="EX26")
    @click.argument("topic", metavar="MY-TOPIC")
    @in_lang
    @click.pass_context
    def new(ctx: click.Context, name: str, topic: str, lang: Lang | None) -> int:
        from grader.cli.author.new import new_exercise

        return new_exercise(context_of(ctx, lang=lang), name, topic)

    @grade.command("list", help=say("Alle Übungen mit ihren Punkten.", "All exercises with their points."))
    @as_json
    @in_lang
    @click.pass_context
    def list_(ctx: click.Context, as_json: bool, lang: Lang | None) -> int:
        from grader.cli.student.list_exercises import show_list

        return show_list(context_of(ctx, lang=lang, as_json=as_json))

    if lang == "de":
        speak_german(grade)
    return cast(click.Group, grade)
