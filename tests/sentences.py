"""Every public sentence of the grader once, with its place: `python -m tests.sentences [PATH …]`, to be read in one go.

Found are `Text(de=…, en=…)`, our errors with their German, the words of `--help` and of the pages; what stands in braces is
filled in. Without a path, all of grader/; solutions/ holds what the exercises say.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
IN_TEMPLATES = re.compile(r'\bt\(\s*"((?:[^"\\]|\\.)*)"\s*,\s*"((?:[^"\\]|\\.)*)"\s*\)')


class Sentence(NamedTuple):
    place: str
    de: str
    en: str


def sentences(paths: Iterable[Path]) -> list[Sentence]:
    """Those in all Python files and templates below `paths`, in order; what is said in several places once."""
    found: dict[tuple[str, str], Sentence] = {}
    for path in paths:
        files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.suffix in (".py", ".jinja"))
        for file in files:
            source = file.read_text("utf-8")
            for line, de, en in _in_python(source) if file.suffix == ".py" else _in_template(source):
                place = f"{file.relative_to(ROOT) if file.is_relative_to(ROOT) else file}:{line}"
                found.setdefault((de, en), Sentence(place, de, en))
    return list(found.values())


def _in_template(source: str) -> Iterator[tuple[int, str, str]]:
    for match in IN_TEMPLATES.finditer(source):
        yield source.count("\n", 0, match.start()) + 1, match[1], match[2]


def _in_python(source: str) -> Iterator[tuple[int, str, str]]:
    tree = ast.parse(source)
    both = (pair for node in ast.walk(tree) for pair in _pairs(node))
    for node, de, en in sorted(both, key=lambda pair: (pair[0].lineno, pair[0].col_offset)):
        for german, english in _versions(de, en):
            if re.search(r"[^\W\d_]{2}", re.sub(r"\{[^{}]*\}", "", german + english)):  # more than what is filled in
                yield node.lineno, german, english


def _pairs(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, ast.expr, ast.expr]]:
    """Two expressions that say the same in both languages."""
    match node:
        case ast.Call(args=args, keywords=keywords):
            named = {keyword.arg: keyword.value for keyword in keywords}
            if "de" in named and ("en" in named or args):
                yield node, named["de"], named["en"] if "en" in named else args[0]
            elif isinstance(node.func, ast.Name) and node.func.id in ("Text", "say") and len(args) == 2:
                yield node, args[0], args[1]
            elif isinstance(node.func, ast.Name) and node.func.id in ("row", "placed") and len(args) >= 2:
                de, en = args[-2:] if len(args) == 4 else args[:2]  # the tables of exceptions and of reading
                yield node, de, en
            elif isinstance(node.func, ast.Name) and node.func.id in ("proved", "refuted", "_whole") and len(args) >= 3:
                yield node, args[1], args[2]
        case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id="de"), ast.Name(id="en")])], value=ast.Tuple(elts=[de, en])):
            yield node, de, en
        case ast.IfExp(test=ast.Compare(comparators=[ast.Constant(value="de" | "en" as lang)]), body=body, orelse=orelse):
            yield (node, body, orelse) if lang == "de" else (node, orelse, body)


def _versions(de: ast.expr, en: ast.expr) -> Iterator[tuple[str, str]]:
    """The words of both, each way of a condition by itself."""
    match de, en:
        case ast.IfExp(), ast.IfExp():
            yield from _versions(de.body, en.body)
            yield from _versions(de.orelse, en.orelse)
        case _:
            german, english = _words(de), _words(en)
            if german is not None and english is not None:
                yield german, english


def _words(node: ast.expr) -> str | None:
    """A literal with what is filled in in braces; None for what has no words of its own."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else _filled_in(part) for part in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            both = [_words(side) or f"{{{ast.unparse(side)}}}" for side in (left, right)]
            return "".join(both)
    return None


def _filled_in(part: ast.expr) -> str:
    return f"{{{ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else ast.unparse(part)}}}"


def main() -> None:
    for place, de, en in sentences([Path(name).resolve() for name in sys.argv[1:]] or [ROOT / "grader"]):
        print(f"{place}\n  de  {de!r}\n  en  {en!r}" if "\n" in de + en else f"{place}\n  de  {de}\n  en  {en}")


if __name__ == "__main__":
    main()
