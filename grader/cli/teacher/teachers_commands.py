"""What a teacher can type: the grading of a class, and what is given out to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from grader.cli.shared.context import Context
from grader.cli.shared.help_page import OutOption
from grader.cli.shared.options import Decorator, jobs, saying, some_exercises
from grader.cli.teacher.gradebook_commands import add_gradebook_commands
from grader.model import Lang


def add_teacher_commands(
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

    certificate = click.Path(path_type=Path, exists=True, dir_okay=False)

    @grade.command(
        "class",
        short_help=say("Beurteilt eine ganze Klasse.", "Grades a whole class."),
        help=say(
            "Beurteilt alle Abgaben in FOLDER – einem Ordner oder zip mit einem Ordner oder einer Datei pro Person – und "
            "schreibt Noten und Rückmeldungen.",
            "Grades all hand-ins in FOLDER – a folder or zip with one folder or file per student – and writes grades and "
            "feedback.",
        ),
    )
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.option(
        "--out",
        cls=OutOption,
        type=click.Path(),
        show_default=say("graded/Name von FOLDER", "graded/name of FOLDER"),
        help=say("Ordner für die Berichte: ", "folder for the reports: "),
    )
    @click.option(
        "--csv-style",
        type=click.Choice(["rfc", "de"]),
        help=say(
            "de: Strichpunkt und Dezimalkomma, für Excel (sonst rfc)",
            "de: semicolons and decimal commas, for a German Excel (default: rfc)",
        ),
    )
    @jobs(say)
    @click.option(
        "--students",
        "roster",
        type=click.Path(exists=True, dir_okay=False),
        help=say(
            "CSV der Klasse wie bei release: wer andere Zahlen hat als die eigenen, wird gemeldet",
            "CSV of the class as for release: whoever has other numbers than their own is reported",
        ),
    )
    @click.option(
        "--gradebook",
        metavar=say("DATEI|URL", "FILE|URL"),
        help=say(
            "Ergebnisse hier aufheben: book.sqlite oder postgresql://…",
            "store the results here: book.sqlite or postgresql://…",
        ),
    )
    @click.option(
        "--keep",
        metavar=say("TAGE", "DAYS"),
        help=say("sagt, wer länger nichts abgab und zu löschen ist", "says who handed in nothing for longer, to be deleted"),
    )
    @click.option(
        "--course",
        "course_file",
        metavar=say("DATEI", "FILE"),
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help=say(
            "course.toml mit allen Angaben (sonst: die hier oder im Kurs); Optionen gehen vor",
            "course.toml with all of these (else: the one here or in the course); options come first",
        ),
    )
    @click.option("--exercises", metavar="EX01-EX15", help=say("nur diese zählen", "only these count"))
    @click.option(
        "--weights",
        metavar="EX05=2,…",
        help=say("wie oft Übungen zählen (sonst einmal)", "how often exercises count (else once)"),
    )
    @click.option(
        "--due",
        metavar=say("ZEIT", "TIME"),
        help=say(
            'Abgabefrist, etwa "20.11.2026 23:59", je Übung "ex01-ex05=…; rest=…"',
            'when it is due, such as "2026-11-20 23:59"; one by one "ex01-ex05=…; rest=…"',
        ),
    )
    @click.option(
        "--late",
        metavar=say("REGEL", "RULE"),
        help=say(
            'bei Verspätung: none, refuse oder "per_day=10%, at_most=50%, grace=15min"',
            'if it comes late: none, refuse or "per_day=10%, at_most=50%, grace=15min"',
        ),
    )
    @click.option(
        "--timezone",
        metavar="ZONE",
        help=say("wo die Uhr steht, etwa Europe/Vienna", "where the clock is, such as Europe/Vienna"),
    )
    @click.option(
        "--cluster",
        metavar="ADDRESS",
        help=say(
            "auf den Workern eines Dask-Schedulers beurteilen, tls://HOST:PORT; Übungen samt Lösungen gehen dorthin",
            "grade on the workers of a Dask scheduler, tls://HOST:PORT; exercises and their solutions go there",
        ),
    )
    @click.option("--tls-ca", type=certificate, help=say("Zertifikat der Stelle, mit --cluster", "the authority's certificate"))
    @click.option("--tls-cert", type=certificate, help=say("eigenes Zertifikat, mit --cluster", "own certificate"))
    @click.option("--tls-key", type=certificate, help=say("Schlüssel dazu, mit --cluster", "its key"))
    @click.option(
        "--layout",
        metavar="NAME",
        help=say(
            "wie FOLDER aufgebaut ist, wenn es nicht erkannt wird: folders, moodle, nbgrader, github …",
            "how FOLDER is arranged, if that is not recognised: folders, moodle, nbgrader, github …",
        ),
    )
    @click.option(
        "--moodle",
        type=click.Path(exists=True, dir_okay=False),
        metavar="CSV",
        help=say(
            "Bewertungsbogen aus Moodle, der ausgefüllt wird (als Kopie bei den Berichten)",
            "grading worksheet of Moodle to be filled in (a copy of it, among the reports)",
        ),
    )
    @click.option(
        "--report",
        "reports",
        metavar="NAMES",
        help=say(
            "dazu, mit Beistrichen: xlsx, moodle, nbgrader, gradescope, classroom50, junit",
            "besides, separated by commas: xlsx, moodle, nbgrader, gradescope, classroom50, junit",
        ),
    )
    @click.option(
        "--unsafe-no-sandbox",
        "unsafe",
        is_flag=True,
        help=say(
            "ohne Abschottung, nur mit Grenzen für Zeit und Speicher: für Code, den du gelesen hast",
            "without a wall, with limits on time and memory only: for code that you have read",
        ),
    )
    @fresh
    @as_json
    @in_lang
    @click.pass_context
    def class_(ctx: click.Context, /, lang: Lang | None, as_json: bool, **options: Any) -> int:
        from grader.cli.teacher.whole_class.grade_folder import grade_folder
        from grader.cluster.address import Cluster

        above = ctx.parent.params.get("lang") if ctx.parent else None
        address, *files = (options.pop(name) for name in ("cluster", "tls_ca", "tls_cert", "tls_key"))
        cluster = None if address is None else Cluster(address, *files)
        context = context_of(ctx, lang=lang, as_json=as_json)
        return grade_folder(context, cluster=cluster, lang=lang or above, **options)

    @grade.command(
        short_help=say("Pakete für die Klasse, ohne Lösungen.", "Kits for the class, without solutions."),
        help=say(
            "Schreibt Pakete für die Klasse: Stubs, versiegelte Schlüssel und das Programm. Darin steht keine Lösung, und "
            "`grade ex10` sagt darin trotzdem, was stimmt.",
            "Writes kits for the class: stubs, sealed keys and the program. No solution stands in them, and `grade ex10` says "
            "in them what is right all the same.",
        ),
    )
    @click.option(
        "--to", type=click.Path(path_type=Path, file_okay=False), required=True, help=say("Zielordner", "target folder")
    )
    @some_exercises(say)
    @click.option(
        "--students",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help=say(
            "CSV mit name, dazu id und email: für alle ein eigenes Paket mit eigenen Zahlen",
            "CSV with name, also id and email: a kit with own numbers for each of them",
        ),
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(["ipynb", "py"]),
        default="ipynb",
        show_default=True,
        help=say("Notebooks oder Skripte", "notebooks or scripts"),
    )
    @click.option("--zip", "as_zip", is_flag=True, help=say("jedes Paket als zip", "each kit as a zip"))
    @as_json
    @in_lang
    @click.pass_context
    def release(ctx: click.Context, /, lang: Lang | None, as_json: bool, **options: Any) -> int:
        from grader.cli.teacher.release import ReleaseOptions
        from grader.cli.teacher.release import release as write_kits

        above = ctx.parent.params.get("lang") if ctx.parent else None  # the kits are German whatever the console speaks
        context = context_of(ctx, lang=lang, as_json=as_json)
        return write_kits(context, ReleaseOptions(lang=lang or above or "de", **options))

    add_gradebook_commands(grade, lang, as_json=as_json, in_lang=in_lang, context_of=context_of)
