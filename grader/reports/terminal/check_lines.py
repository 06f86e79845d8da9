"""`grade check` on a console: what does not hold, and one line per exercise."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from grader.model import CheckLine, Lang, Text
from grader.notation import in_language
from grader.reports.terminal.console import Pen
from grader.reports.text import vocabulary
from grader.reports.views.grade_rows import natural

GREEN = vocabulary.Mark("✓", "+", Text(de="in Ordnung", en="fine"), "good")
RED = vocabulary.Mark("✗", "x", Text(de="fehlerhaft", en="broken"), "bad")


def print_checks(lines: Sequence[CheckLine], *, console: Console, lang: Lang) -> None:
    """One line per exercise with its time, every failed check below it, and the sum."""
    pen = Pen(console, lang)
    for exercise in sorted({line.exercise for line in lines}, key=natural):
        own = [line for line in lines if line.exercise == exercise]
        failed = [line for line in own if not line.passed]
        seconds = _seconds(sum(line.seconds for line in own), lang)
        pen.line(
            pen.mark(RED if failed else GREEN, 14),
            (exercise, "bold"),
            f"  {_held(own, lang)}",
            right=(seconds, "dim"),
        )
        if facts := _facts(own, lang):
            pen.line((facts, "dim"), indent=4, hang=2)
        for line in failed:
            _finding(pen, line)
    pen.blank()
    broken = [line for line in lines if not line.passed]
    pen.line(pen.mark(RED if broken else GREEN), f"  {_held(lines, lang)}")


def print_finding(line: CheckLine, *, console: Console, lang: Lang) -> None:
    """A check that does not hold, as soon as it is known."""
    _finding(Pen(console, lang), line)


def print_round(lines: Sequence[CheckLine], *, console: Console, lang: Lang) -> None:
    """The one line on an exercise whose findings were printed as they came."""
    pen = Pen(console, lang)
    mark = pen.mark(GREEN if all(line.passed for line in lines) else RED, 14)
    seconds = _seconds(sum(line.seconds for line in lines), lang)
    pen.line(mark, (lines[0].exercise, "bold"), f"  {_held(lines, lang)}", right=(seconds, "dim"))


def _finding(pen: Pen, line: CheckLine) -> None:
    detail = f": {line.detail.in_(pen.lang)}" if line.detail is not None else ""
    pen.line((line.check.in_(pen.lang), "bold"), detail, indent=4, hang=2)


FACTS = {
    "items": Text(de="Teile", en="items"),
    "mistakes": Text(de="bekannte Fehler", en="known mistakes"),
    "variants": Text(de="Varianten", en="variants"),
    "mutants": Text(de="Mutanten", en="mutants"),
    "mutants-survived": Text(de="überlebten", en="survived"),
    "secrets": Text(de="Geheimnisse", en="secrets"),
}


def _facts(lines: Sequence[CheckLine], lang: Lang) -> str:
    """How much was looked at: 6 items, 13 known mistakes, …"""
    found = {name: value for line in lines for name, value in line.properties}
    return " · ".join(f"{found[name]} {fact.in_(lang)}" for name, fact in FACTS.items() if found.get(name, "0") != "0")


def _held(lines: Sequence[CheckLine], lang: Lang) -> str:
    held = sum(line.passed for line in lines)
    of = Text(de=f"{held} von {len(lines)} Prüfungen erfüllt", en=f"{held} of {len(lines)} checks passed")
    return of.in_(lang)


def _seconds(seconds: float, lang: Lang) -> str:
    return in_language(f"{seconds:.1f} s", lang)
