"""Where in its file an exercise says something: the line for an author's editor."""

from __future__ import annotations

import ast
import inspect
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from grader.authoring.items import Item, MistakeRule
from grader.errors import AuthorError, GraderError
from grader.model import OneLanguage, Text, Trouble
from grader.reading_help.table import sentence_on


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a text."""

    text: Text
    words: str


def placed(error: BaseException, path: Path, *, always: bool = False) -> AuthorError:
    """The error with file and line in front: of the author's own code where it passed through it, else of what it names.

    Where no line is known, an error of ours keeps its sentence, unless the file is to be named `always`.
    """
    if isinstance(error, AuthorError) and error.place is not None:
        return error
    words = _sentence(error)
    line = _line(error, path)
    place = f"solutions/{path.name}" if line or always else None
    return AuthorError(words.en, de=words.de, place=f"{place}:{line}" if line else place)


def _sentence(error: BaseException) -> Text:
    """What went wrong in both languages; what Python itself says has one only, and is quoted."""
    if isinstance(error, GraderError):
        return Text(de=error.de, en=str(error.args[0]))
    if isinstance(error, OneLanguage):
        return Text(de=error.de, en=str(error))
    kind = type(error).__name__
    if isinstance(error, SyntaxError):
        return Text(de=f"das ist kein Python, {kind}: {error.msg}", en=f"this is not Python, {kind}: {error.msg}")
    why = getattr(error, "why", None)  # of a formula that cannot be read
    if isinstance(why, Trouble):
        reason = sentence_on(why, {})
        return Text(de=f"lässt sich nicht lesen: {reason.de}", en=f"cannot be read: {reason.en}")
    return Text(de=f"der Code löst {kind} aus: {error}", en=f"the code raises {kind}: {error}")


def _line(error: BaseException, path: Path) -> int | None:
    if isinstance(error, SyntaxError) and error.lineno and error.filename == str(path):
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    if lines:
        return lines[-1]
    return line_of(getattr(error, "at", None), path)


def line_of(thing: object, path: Path) -> int | None:
    """The line on which a file declares a rule, an item or a text; None for what does not stand in it as such."""
    return _file(path, path.stat().st_mtime_ns).line_of(thing) if thing is not None and path.is_file() else None


@lru_cache(32)
def _file(path: Path, changed: int) -> _File:
    return _File(path)


class _File:
    """The lines of a file in which texts and functions begin."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        source = path.read_text(encoding="utf-8")
        self.lines = source.splitlines()
        self.tree = ast.parse(source)

    def line_of(self, thing: object) -> int | None:
        if isinstance(thing, Item):
            return self.line_of(thing.make) or self.line_of(thing.prompt)
        if isinstance(thing, MistakeRule):
            return self.line_of(thing.make) or self.line_of(thing.feedback)
        if isinstance(thing, Passage):
            return self._of_words(thing)
        if isinstance(thing, Text):
            return self._of_string(thing.de) or self._of_string(thing.en)
        if isinstance(thing, str):
            return self._of_string(thing)
        return self._of_function(thing) if callable(thing) else None

    def _of_words(self, passage: Passage) -> int | None:
        """The line of a literal that holds the words, or the one on which the literal begins where a line break splits them."""
        for said in (passage.text.de, passage.text.en):
            span = self._strings.get(said)
            if passage.words in said and span is not None:
                lines = range(span[0], span[1] + 1)
                return next((number for number in lines if passage.words in self.lines[number - 1]), span[0])
        return self.line_of(passage.text)

    def _of_string(self, said: str) -> int | None:
        span = self._strings.get(said)
        return span[0] if span is not None else None

    def _of_function(self, rule: Callable[..., object]) -> int | None:
        code = getattr(inspect.unwrap(rule), "__code__", None)
        if code is None or code.co_filename != self.path:
            return None
        first: int = code.co_firstlineno
        return self._definitions.get(first, first)

    @cached_property
    def _strings(self) -> dict[str, tuple[int, int]]:
        """Literals with their first and last line; of equal ones the first."""
        found: dict[str, tuple[int, int]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.setdefault(node.value, (node.lineno, node.end_lineno or node.lineno))
        return found

    @cached_property
    def _definitions(self) -> dict[int, int]:
        """For the line at which Python sees a function begin, its first decorator's, the line of its `def`."""
        return {first: node.lineno for node in _functions(self.tree) for first in [_first_line(node)]}


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _first_line(node: ast.FunctionDef) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
