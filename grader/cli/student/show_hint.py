"""`grade ex10 --hint`: the next stage of help for the item that is to be done next, or for one that was named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader.model import Lang, Result, Text, Verdict
from grader.reports.views.advice import DONE, next_item, verdict_on
from grader.reports.views.hints import next_help
from grader.storage.hint_counts import count_hints, hints_read

if TYPE_CHECKING:
    from rich.console import Console

NOTHING_OPEN = Text(de="Hier brauchst du keinen Hinweis: nichts ist offen.", en="You need no hint here: nothing is left to do.")
NOT_COUNTED = Text(
    de="Gezählt werden konnte der Hinweis hier nicht (Ordner schreibgeschützt?); beim nächsten Mal kommt er wieder.",
    en="The hint could not be counted here (read-only folder?); next time it will be shown again.",
)


def show_hints(
    results: Sequence[tuple[Result, str]],
    folder: Path,
    *,
    console: Console,
    say: Callable[[Text], None],
    lang: Lang,
    grade: str = "grade",
) -> None:
    """One hint for each result, of the item of that name if there is one; how many were read is kept in `folder`."""
    from grader.reports.terminal.hint import print_hint

    for result, asked in results:
        verdict = _stuck_at(result, asked)
        if verdict is None:
            name = verdict_on(result, asked).item.id if asked else result.exercise.id
            say(Text(de=f"{name}: {NOTHING_OPEN.de}", en=f"{name}: {NOTHING_OPEN.en}"))
            continue
        item = verdict.item.id
        found = next_help(result, verdict, hints_read(folder, item))
        print_hint(found, console=console, lang=lang, grade=grade)
        if found.most and not count_hints(folder, item, min(found.first + len(found.texts) - 1, found.most)):
            say(NOT_COUNTED)


def _stuck_at(result: Result, asked: str) -> Verdict | None:
    """The item that was named unless it is right; else the first that its student can do something about."""
    if not asked:
        return next_item(result)
    verdict = verdict_on(result, asked)
    return None if verdict.outcome in DONE else verdict
