"""Whatever `grade check` says, it says in German and in English: every sentence for authors is read here in both."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import errors
from tests.conftest import ROOT

GERMAN = re.compile(r"\b(der|die|das|den|ist|sind|und|oder|nicht|kein|keine|nur|mit|von|im|wird|Teil|Fehler|Zeile|gib)\b")
ENGLISH = re.compile(r"\b(the|is|are|and|or|not|only|with|of|which|will|item|mistake|line|check of|give|be|must)\b")
CODE = re.compile(r"`[^`]*`|\w+\([^)]*\)|@\S+|\w+_\w+|[“„][^“”]*[”“]")  # what is no word of ours
NAMES = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.GraderError)}


def spoken(node: ast.expr) -> str:
    """The words of a literal; what is put into it is an ellipsis."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
    return "…"


def sentences() -> Iterator[tuple[str, str, str]]:
    """Place, German and English of every error that the grader raises with words of its own."""
    for path in sorted((ROOT / "grader").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in {*NAMES, "TooLong", "Text"}:
                continue
            said = {keyword.arg: spoken(keyword.value) for keyword in node.keywords}
            if node.func.id != "Text" and node.args:  # type: ignore[attr-defined]
                said["en"] = spoken(node.args[0])
            if "de" in said and "en" in said:
                yield f"{Path(path).relative_to(ROOT)}:{node.lineno}", said["de"], said["en"]


def foreign(words: str, other: re.Pattern[str]) -> list[str]:
    return other.findall(CODE.sub("…", words))


def test_every_error_has_both_languages_and_neither_in_the_other() -> None:
    found = list(sentences())
    assert len(found) > 200
    assert [(at, de) for at, de, _ in found if foreign(de, ENGLISH)] == []
    assert [(at, en) for at, _, en in found if foreign(en, GERMAN)] == []
    assert [(at, de) for at, de, en in found if de == en and len(de.split()) > 3] == []


def test_an_error_without_german_cannot_be_made() -> None:
    for name in sorted(NAMES):
        with pytest.raises(TypeError, match="de"):
            getattr(errors, name)("only English")
