"""A result below a cell of a notebook: the same as on its page, with formulas and pictures, in any program that shows HTML.

Formulas are MathML and pictures SVG, so nothing is loaded and no script runs. The colours are those of the notebook's
program where it says whether it is dark (JupyterLab, VS Code, Colab), on a ground of our own: what the system prefers is
not asked, since a program may be light on a dark system.

In a notebook that it does not trust, JupyterLab takes away style, formulas and pictures, but leaves their letters: of
(w − 3)² there stays (w−3)2. So these are hidden by an attribute that stays, and our style shows them all the same; where it
is gone, words stand in their place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.model import Lang, Result, Text
from grader.reports.files.html import result_section, template, words_of_verdicts
from grader.reports.text import vocabulary

_FORMULA = re.compile(r'<math[^>]* alttext="([^"]*)"[^>]*>.*?</math>', re.DOTALL)  # ours: what is foreign is escaped


def notebook_output(results: Sequence[tuple[Result, str]], *, notes: Sequence[Text], lang: Lang) -> str:
    """Each result, or of one only the item of that name; `notes` concern all of them."""
    page = template("notebook.html.jinja").render(
        lang=lang,
        sections=[(result_section(result, lang), only) for result, only in results],
        notes=notes,
        vocabulary=vocabulary,
        met=lambda check: vocabulary.CHECK_PASSED if check.passed else vocabulary.CHECK_FAILED,
        **words_of_verdicts(lang),
    )
    page = _FORMULA.sub(r'<span class="drawn" hidden="hidden">\g<0></span><span class="bare">\1</span>', page)
    return page.replace('<figure class="picture">', '<figure class="picture" hidden="hidden">')
