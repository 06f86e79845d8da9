"""What a student can type beside `grade` itself: exercises and items, `--hint`, `--watch`, and the page of an exercise."""

from __future__ import annotations

from collections.abc import Callable

import click

from grader.cli.shared.context import Context
from grader.cli.shared.options import Decorator, saying
from grader.cli.shared.usage import WrongUse
from grader.model import Lang, Text

RUN = "run"  # what `grade ex10` is turned into


class RunCommand(click.Command):
    """What a first word means that is no command: nobody types the command itself."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage("grade", " ".join(self.collect_usage_pieces(ctx)))


def add_student_commands(
    grade: click.Group,
    lang: Lang,
    *,
    fresh: Decorator,
    as_json: Decorator,
    in_lang: Decorator,
    context_of: Callable[..., Context],
) -> None:
    """Add them to the group, with help in `lang`; the options are those that other commands have, too."""

    say = saying(lang)

    @grade.command(
        RUN,
        cls=RunCommand,
        hidden=True,
        help=say(
            "Prüft deine Abgaben. ex10.b zeigt einen Teil allein.",
            "Checks your hand-ins. ex10.b shows one item by itself.",
        ),
    )
    @click.argument("names", nargs=-1, required=True, metavar="EX10|EX10.B|PATH…")
    @click.option(
        "--hint",
        is_flag=True,
        help=say(
            "den nächsten Hinweis zu diesem Teil, oder zum ersten, der noch nicht stimmt",
            "the next hint for this item, or for the first that is not right yet",
        ),
    )
    @click.option("--watch", "watching", is_flag=True, help=WATCH.in_(lang))
    @fresh
    @as_json
    @in_lang
    @click.pass_context
    def run(ctx: click.Context, /, names: tuple[str, ...], lang: Lang | None, as_json: bool, **options: bool) -> int:
        from grader.cli.student.grade import grade_exercises

        context = context_of(ctx, lang=lang, as_json=as_json)
        if options["hint"] and context.json:
            raise WrongUse("--hint is for people: leave out --json.", de="--hint ist für Menschen: lass --json weg.")
        if options.pop("watching") or (ctx.parent is not None and ctx.parent.params.get("watching")):
            return watch(context, names, **options)
        return grade_exercises(context, names, **options)

    @grade.command(
        help=say(
            "Schreibt deine Seite mit Bildern und öffnet sie im Browser.",
            "Writes your page with pictures and opens it in the browser.",
        )
    )
    @click.argument("name", metavar="EX10|PATH")
    @click.option("--no-open", "closed", is_flag=True, help=say("nur schreiben, nicht öffnen", "only write it, do not open it"))
    @in_lang
    @click.pass_context
    def page(ctx: click.Context, name: str, closed: bool, lang: Lang | None) -> int:
        from grader.cli.student.page import show_page

        return show_page(context_of(ctx, lang=lang), name, opened=not closed)


def watch(context: Context, names: tuple[str, ...], *, hint: bool = False, fresh: bool = False) -> int:
    """`--watch`, which goes with nothing that asks for one answer. Raises WrongUse."""
    for option, given in (("--json", context.json), ("--hint", hint), ("--fresh", fresh)):
        if given:
            raise WrongUse(
                f"--watch goes on until Ctrl-C: leave out {option}.", de=f"--watch läuft bis Strg+C: lass {option} weg."
            )

    from grader.cli.student import watch_hand_ins

    return watch_hand_ins.watch(context, names)


WATCH = Text(
    de="prüft, was du speicherst, bis Strg+C; Gelöstes bleibt still",
    en="checks what you save until Ctrl-C; what is solved stays quiet",
)
