"""A notebook as a page: what a learner sees of a stub, for the author who is writing it. One file, no script, no network."""

from __future__ import annotations

import json
from html import escape

from grader.model import Lang
from grader.reports.files.html import inline, prose, template


def stub_page(notebook: str, *, title: str, lang: Lang) -> str:
    """The cells of a notebook of ours from top to bottom, formulas set, code as it stands."""
    cells = json.loads(notebook)["cells"]
    shown = [(cell["cell_type"] == "code", "".join(cell["source"])) for cell in cells]
    body = "\n".join(f"<pre>{escape(source)}</pre>" if code else _markdown(source) for code, source in shown)
    return template("stub.html.jinja").render(title=title, lang=lang, body=body)


def _markdown(source: str) -> str:
    """As much of Markdown as stubs use: headings, lists, small print, paragraphs."""
    return "\n".join(_block(block) for block in source.split("\n\n") if block.strip())


def _block(block: str) -> str:
    lines = block.strip().splitlines()
    for level in (1, 2):
        if block.startswith("#" * level + " "):
            return f"<h{level}>{inline(block[level:].strip())}</h{level}>"
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{inline(line[2:])}</li>' for line in lines)}</ul>"
    small = block.strip().removeprefix("<sub>").removesuffix("</sub>")
    if small != block.strip():
        return f'<p class="form"><small>{inline(small)}</small></p>'
    return prose(block)
