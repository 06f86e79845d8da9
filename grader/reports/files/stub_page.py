"""A notebook as a page: what a learner sees of a stub, for the author who is writing it. One file, no script, no network."""

from __future__ import annotations

import json
import re
from html import escape

from markdown_it import MarkdownIt

from grader.model import Lang
from grader.reports.files.html import inline, template

# Notebooks set formulas before Markdown sees their stars and lines; in code a dollar is a dollar
FORMULA = re.compile(r"(?P<code>`[^`]*`)|\$\$[^$]+\$\$|\$[^$\n]+\$")
KEPT = re.compile("\ue000(\\d+)\ue001")


def stub_page(notebook: str, *, title: str, lang: Lang) -> str:
    """The cells of a notebook of ours from top to bottom, formulas set, code as it stands."""
    cells = [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(notebook)["cells"]]
    body = "\n".join(f"<pre>{escape(source)}</pre>" if kind == "code" else _markdown(source) for kind, source in cells)
    return template("stub.html.jinja").render(title=title, lang=lang, body=body)


def _markdown(source: str) -> str:
    formulas: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        formulas.append(match[0])
        return f"\ue000{len(formulas) - 1}\ue001"

    page = MarkdownIt("commonmark").render(FORMULA.sub(keep, source))
    return KEPT.sub(lambda match: inline(formulas[int(match[1])]), page)
