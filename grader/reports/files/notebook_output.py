"""A result below a cell of a notebook: the same as on its page, with formulas and pictures, in any program that shows HTML.

Formulas are MathML and pictures SVG, so nothing is loaded and no script runs. The colours are those of the notebook's
program where it says whether it is dark (JupyterLab, VS Code, Colab), on a ground of our own.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.model import Lang, Result, Text
from grader.reports.files.html import result_section, template, words_of_verdicts
from grader.reports.text import vocabulary


def notebook_output(results: Sequence[tuple[Result, str]], *, notes: Sequence[Text], lang: Lang) -> str:
    """Each result, or of one only the item of that name; `notes` concern all of them."""
    return template("notebook.html.jinja").render(
        lang=lang,
        sections=[(result_section(result, lang), only) for result, only in results],
        notes=notes,
        vocabulary=vocabulary,
        met=lambda check: vocabulary.CHECK_PASSED if check.passed else vocabulary.CHECK_FAILED,
        **words_of_verdicts(lang),
    )
