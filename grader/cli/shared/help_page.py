"""The page that `--help` shows: in German, since click itself speaks English; and with what is listed only then."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

import click

_HEADINGS = {"Options": "Optionen", "Commands": "Befehle"}
_SENTENCES = {
    "Show this message and exit.": "diese Hilfe",
    "Show the version and exit.": "die Version",
    "[default: ": "[sonst: ",
    "[OPTIONS]": "[OPTIONEN]",
    "[COMMAND] [ARGS]": "[BEFEHL] [WORTE]",
}


def _german(text: str) -> str:
    for english, german in _SENTENCES.items():
        text = text.replace(english, german)
    return text


class OutOption(click.Option):
    """Names the reports at the end of its help when that is shown: to import them takes too long for other commands."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from grader.reports.files.class_report import class_reports

        shown = copy(self)
        shown.help = (self.help or "") + ", ".join(report.name for report in class_reports())
        return super(OutOption, shown).get_help_record(ctx)


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _german(args), "Aufruf: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _german(text)) for name, text in rows], col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Formatter


def speak_german(group: click.Group) -> None:
    """Let the help of a group and of its commands speak German."""
    for command in (group, *group.commands.values()):
        command.context_class = _Context
