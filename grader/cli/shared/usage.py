"""What was typed wrong, in the user's language: click speaks English only."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

import click

from grader.errors import GraderError
from grader.model import Text


class WrongUse(GraderError):
    """The command line cannot be understood."""


class NoSuchCommand(click.UsageError):
    """A first word that is no exercise and nearly a command."""

    def __init__(self, word: str, meant: str, ctx: click.Context) -> None:
        super().__init__(word, ctx)
        self.meant = meant


def nearly_a_command(word: str, commands: list[str]) -> str | None:
    """The command that was meant by a word without digits, dots and slashes, as exercises and paths have them."""
    found = get_close_matches(word.lower(), commands, n=1, cutoff=0.7) if word.isalpha() else []
    return found[0] if found else None


def wrong_use(error: click.ClickException, named: str = "") -> WrongUse:
    """The sentence on a slip, and where help is to be found; of some slips click does not know the command."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else f"grade {named}".rstrip()
    command = command.removesuffix(" run")  # what `grade ex10` is turned into
    said, more = _sentence(error, command), f"{command} --help"
    return WrongUse(f"{said.en}\nHelp: {more}", de=f"{said.de}\nHilfe: {more}")


def _sentence(error: click.ClickException, command: str) -> Text:
    match error:
        case NoSuchCommand(message=word, meant=meant):
            return Text(
                de=f"Den Befehl {word} gibt es nicht. Meinst du grade {meant}?",
                en=f"There is no command {word}. Did you mean grade {meant}?",
            )
        case click.NoSuchOption(option_name=name, ctx=click.Context(command=click.Group(commands={"run": run}))) if (
            name in _options(run)
        ):
            return Text(
                de=f"Vor {name} fehlt eine Übung: grade ex10 {name}",
                en=f"An exercise is missing before {name}: grade ex10 {name}",
            )
        case click.NoSuchOption(option_name=name, possibilities=near, ctx=context):
            of_a_notebook = name in ("--de", "--en") and context is not None and "--lang" in _options(context.command)
            meant = f"--lang {name[2:]}" if of_a_notebook else near[0] if near else ""
            return Text(
                de=f"Die Option {name} gibt es bei {command} nicht.{f' Meinst du {meant}?' if meant else ''}",
                en=f"{command} has no option {name}.{f' Did you mean {meant}?' if meant else ''}",
            )
        case click.MissingParameter(param=click.Argument() as argument, ctx=click.Context() as context):
            usage, name = " ".join([command, *map(_name_of, _arguments(context))]), _name_of(argument)
            return Text(
                de=f"Hinter {command} fehlt noch etwas: {name}. So geht es: {usage}",
                en=f"Missing argument {name}. Usage: {usage}",
            )
        case click.BadOptionUsage(option_name=name) if "does not take a value" in error.message:
            return Text(de=f"Hinter {name} gehört kein Wert.", en=f"{name} takes no value.")
        case click.BadOptionUsage(option_name=name):
            return Text(de=f"Hinter {name} fehlt der Wert.", en=f"The value of {name} is missing.")
        case click.BadParameter(param=click.Parameter() as parameter):
            given = re.match(r"'?(.*?)'? is not ", error.message)
            asked, name = _asked(parameter.type), _name_of(parameter)
            if given is not None and asked is not None:
                return Text(
                    de=f"{name} {given[1]} geht nicht; möglich ist {asked.de}.",
                    en=f"{name} cannot be {given[1]}; it takes {asked.en}.",
                )
    extra = re.search(r"unexpected extra arguments? \((.*)\)", error.format_message())
    if extra:
        return Text(de=f"{command} versteht das nicht: {extra[1]}", en=f"{command} does not understand this: {extra[1]}")
    words = error.format_message()
    return Text(de=f"Das versteht {command} nicht ({words}).", en=f"{command} does not understand this ({words}).")


def _options(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


def _arguments(context: click.Context) -> list[click.Argument]:
    return [parameter for parameter in context.command.params if isinstance(parameter, click.Argument)]


def _name_of(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Argument):
        return parameter.metavar or (parameter.name or "?").upper()
    return parameter.opts[-1]


def _asked(kind: Any) -> Text | None:
    """What a value of this kind is."""
    if isinstance(kind, click.Choice):
        choices = [str(choice) for choice in kind.choices]
        return Text(de=_joined(choices, "oder"), en=_joined(choices, "or"))
    if isinstance(kind, click.IntRange) and kind.max is not None:
        return Text(de=f"eine Zahl von {kind.min} bis {kind.max}", en=f"a number from {kind.min} to {kind.max}")
    if isinstance(kind, click.IntRange):
        return Text(de=f"eine ganze Zahl ab {kind.min}", en=f"a whole number, at least {kind.min}")
    return None


def _joined(words: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
