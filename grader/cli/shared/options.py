"""What the declarations of commands share: words in the language of the help, and options that several commands have."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from grader.model import Lang, Text

Decorator = Callable[[Any], Any]
Say = Callable[[str, str], str]


def saying(lang: Lang) -> Say:
    """What takes German and English, and gives that of the help."""

    def say(de: str, en: str) -> str:
        return Text(de=de, en=en).in_(lang)

    return say


def jobs(say: Say) -> Decorator:
    return click.option(
        "--jobs",
        type=click.IntRange(min=1, max=64),
        default=os.cpu_count() or 1,
        help=say("wie viele zugleich (sonst: so viele wie Prozessorkerne)", "how many at a time (default: processor cores)"),
    )


def some_exercises(say: Say) -> Decorator:
    return click.option(
        "--exercises", metavar="EX01-EX15", help=say("nur diese, etwa ex01-ex15,ex20", "only these, such as ex01-ex15,ex20")
    )
