"""feedback/: a page for every student, under a name that is a file on every system."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from grader.model import Problem, Text
from grader.reports.files.class_report import ClassReport, GradedClass
from grader.reports.files.html import feedback_page
from grader.reports.views.grade_rows import max_points, unaccented

DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # Windows has no such files
SAFE_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._ -]{0,63}$")


class FeedbackPages(ClassReport):
    name = "feedback/"
    title = Text(de="Rückmeldungen", en="Feedback pages")

    def files(self, graded: GradedClass) -> Iterator[tuple[str, str]]:
        problems: dict[str, list[Problem]] = defaultdict(list)
        for problem in graded.gradebook.problems:
            problems[problem.student].append(problem)
        most = max_points(graded.gradebook)
        pages = page_names(graded.students)
        for student in graded.students:  # one page at a time: those of a large class do not fit in memory together
            results = graded.whole(student)
            page = feedback_page(results, problems[student], student=student, lang=graded.lang, most=most)
            yield self.name + pages[student], page


def page_names(students: Sequence[str]) -> dict[str, str]:
    """A file for every student, also on disks that take Anna and anna for one: their own name where it is safe on every
    system and nobody else's, else one made from it."""
    spelled = Counter(student.casefold() for student in students)
    return {student: _page_name(student, alone=spelled[student.casefold()] == 1) for student in students}


def _page_name(student: str, *, alone: bool) -> str:
    if alone and SAFE_NAME.match(student) and student[-1] not in ". " and not DEVICE.match(student):
        return f"{student}.html"
    kept = re.sub(r"[^A-Za-z0-9-]+", "-", unaccented(re.sub("[äöüÄÖÜ]", r"\g<0>e", student))).strip("-")[:40]
    return f"{kept or 'student'}-{hashlib.sha256(student.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}.html"
