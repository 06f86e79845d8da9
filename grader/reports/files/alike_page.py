"""alike.html: work that has more in common than chance explains, side by side, for the teacher alone."""

from __future__ import annotations

from collections.abc import Iterator

from grader.reports.files.class_report import ClassReport, GradedClass
from grader.reports.files.html import template
from grader.reports.views import alike_pairs


class AlikePage(ClassReport):
    name = "alike.html"
    title = alike_pairs.TITLE

    def files(self, graded: GradedClass) -> Iterator[tuple[str, str]]:
        yield self.name, alike_page(graded)


def alike_page(graded: GradedClass) -> str:
    """Each pair with what both have written, their own words escaped."""
    lang = graded.lang
    return template("alike.html.jinja").render(
        lang=lang,
        title=alike_pairs.TITLE.in_(lang),
        pairs=[(*alike_pairs.pair(found, lang), found) for found in graded.gradebook.alike],
        t=lambda de, en: de if lang == "de" else en,
    )
