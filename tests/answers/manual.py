"""docs/answers.md and docs/answers.de.md, made of the tables of examples: `python -m tests.answers.manual`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from grader.model import Lang, Text
from tests.answers.examples import Examples, Row, Table
from tests.answers.rows import Became, became, examples
from tests.wrapped import wrapped

DOCS = Path(__file__).parents[2] / "docs"
FILES: dict[Lang, Path] = {"en": DOCS / "answers.md", "de": DOCS / "answers.de.md"}

TITLE = Text(de="Antworten", en="Answers")
HEAD = Text(
    de="Was du in einer Antwort schreiben darfst und wie es verstanden wird. Die Tabellen sind zugleich Tests. `w`, `t`, `x` "
    "sind die Symbole der Übung; `np` ist NumPy. ✓ richtig · ✗ falsch · ? das sieht deine Lehrkraft an · "
    "– nicht lesbar: das wird dir gesagt und gilt nicht als falsch · ○ noch nicht bearbeitet.",
    en="What you may write in an answer, and how it is understood. The tables are tests as well. `w`, `t` and `x` are the "
    "symbols of the exercise; `np` is NumPy. ✓ right · ✗ wrong · ? your teacher looks at it · – unreadable: you are told, "
    "and it does not count as wrong · ○ not attempted yet.",
)
MADE = Text(
    de="Erzeugt aus tests/answers/examples/ mit python -m tests.answers.manual; nicht von Hand ändern.",
    en="Made of tests/answers/examples/ by python -m tests.answers.manual; not to be edited by hand.",
)
# as somebody who reads the page from the start wants it; further kinds come after these
ORDER = ("value", "expression", "vector", "sequence", "region", "function", "choice", "prose")
SIGNS = {"right": "✓", "wrong": "✗", "undecided": "?", "unread": "–", "blank": "○"}
COLUMNS = Text(
    de="du schreibst | | warum | verstanden als, oder was dir gesagt wird",
    en="you write | | why | understood as, or what you are told",
)
RIGHT = Text(de="richtig ist", en="right is")
SHOWN = 140  # characters of what was understood


def manual(lang: Lang) -> str:
    """The page in one language."""
    parts = [f"<!-- {MADE.in_(lang)} -->", f"# {TITLE.in_(lang)}", HEAD.in_(lang)]
    found = examples()
    return wrapped("\n\n".join([*parts, *(chapter(found[name], lang) for name in in_order(found))]) + "\n")


def in_order(kinds: Iterable[str]) -> list[str]:
    return sorted(kinds, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))


def chapter(kind: Examples, lang: Lang) -> str:
    """All tables of one answer kind."""
    parts = [f"## {kind.title.in_(lang)}"]
    for table in kind.tables:
        parts.append(f"### {table.about.in_(lang)} – {RIGHT.in_(lang)} {_code(table.right)}\n{_table(table, lang)}")
    return "\n\n".join(parts)


def _table(table: Table, lang: Lang) -> str:
    lines = [f"| {COLUMNS.in_(lang)} |", "|---|:-:|---|---|"]
    return "\n".join([*lines, *(_line(row, became(table, row), lang) for row in table.rows)])


def _line(row: Row, found: Became, lang: Lang) -> str:
    why = row[2] if lang == "de" else row[3]
    said = ""
    if found.sentence is not None:
        lines = found.sentence.in_(lang).split("\n")  # indented ones show the place of a trouble in the answer
        said = _plain(" ".join(line for line in lines if not line.startswith(" ")))
    elif found.understood is not None:
        shown = found.understood.in_(lang)
        said = _code(shown if len(shown) <= SHOWN else f"{shown[:SHOWN]} …")
    return f"| {_code(row[0])} | {SIGNS[found.verdict]} | {_plain(why)} | {said} |"


def _code(text: str) -> str:
    """Code in a cell of a table: a bar would end the cell, a line break the table."""
    inside = " ".join(text.splitlines()).replace("|", "\\|")
    fence = "``" if "`" in inside else "`"
    return f"{fence}{inside}{fence}" if inside else ""


def _plain(text: str) -> str:
    escaped = text.replace("\\", "\\\\")
    for sign in "|<*_`":
        escaped = escaped.replace(sign, f"\\{sign}")
    return escaped


def main() -> None:
    for lang, path in FILES.items():
        path.write_text(manual(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
