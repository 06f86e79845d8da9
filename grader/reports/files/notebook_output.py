"""A result below a cell of a notebook: the same as on its page, with formulas and pictures, in any program that shows HTML.

Formulas are MathML and pictures SVG, so nothing is loaded and no script runs. The colours are those of the notebook's
program where it says whether it is dark (JupyterLab, VS Code, Colab), on a ground of our own.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.model import Lang, Result, Text
from grader.option_order import as_shown
from grader.reports.files.html import figure, result_section, template
from grader.reports.text import vocabulary
from grader.reports.text.place import place_of
from grader.reports.views.advice import check_name, check_reason, parts


def notebook_output(results: Sequence[tuple[Result, str]], *, notes: Sequence[Text], lang: Lang) -> str:
    """Each result, or of one only the item of that name; `notes` concern all of them."""
    from markupsafe import Markup

    return template("notebook.html.jinja").render(
        lang=lang,
        sections=[(result_section(result, lang), only) for result, only in results],
        notes=notes,
        vocabulary=vocabulary,
        t=lambda de, en: de if lang == "de" else en,
        symbol=lambda mark: Markup('<span aria-hidden="true">{}</span>').format(mark.symbol),
        met=lambda check: vocabulary.CHECK_PASSED if check.passed else vocabulary.CHECK_FAILED,
        parts=parts,
        check_name=lambda verdict, check: check_name(verdict, check).in_(lang),
        check_reason=check_reason,
        place_of=place_of,
        as_shown=as_shown,
        figure=lambda picture: Markup(figure(picture, lang)),
        check_points=lambda check: vocabulary.of(check.points, check.max_points, lang) if check.max_points else "",
    )
