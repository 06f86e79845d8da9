"""`grade ex10.b --hint` on a console: one stage of help, how many there are, and what to read again."""

from __future__ import annotations

from rich.console import Console

from grader.model import Lang, Text
from grader.reports.terminal.console import Pen
from grader.reports.text.plain_text import plain
from grader.reports.views.hints import Help

_INDENT = 2


def print_hint(help_: Help, *, console: Console, lang: Lang, grade: str = "grade") -> None:
    """The next hint for an item, in words before symbols; `grade` is what is typed where it is read."""
    pen = Pen(console, lang)
    item, exercise = help_.verdict.item, help_.result.exercise
    pen.line((item.id, "bold cyan"), f"  {item.name}")
    for number, text in enumerate(help_.texts, start=help_.first):
        pen.blank()
        of = Text(de=f"Hinweis {number} von {help_.most}", en=f"Hint {number} of {help_.most}")
        pen.line((of.in_(lang), "bold"), indent=_INDENT)
        pen.block(plain(text.in_(lang)), indent=_INDENT)
    pen.blank()
    if not help_.most:
        none = Text(de="Zu diesem Teil gibt es keinen Hinweis.", en="There is no hint for this item.")
        pen.line(none.in_(lang), indent=_INDENT)
    if exercise.section is not None:
        section = plain(exercise.section.in_(lang))
        pen.line(Text(de=f"Zum Nachlesen: {section}", en=f"To read again: {section}").in_(lang), indent=_INDENT, hang=2)
    if not help_.most:
        return
    more = Text(
        de="Das sind alle Hinweise bisher. Schreib eine Antwort und prüfe sie: manchmal verrät sie noch einen.",
        en="These are all hints so far. Write an answer and check it: sometimes it reveals one more.",
    )
    if not help_.last:
        command = f"{grade} {item.id} --hint"
        more = Text(de=f"Noch ein Hinweis: {command}", en=f"Another hint: {command}")
    pen.line(more.in_(lang), indent=_INDENT, hang=2)
