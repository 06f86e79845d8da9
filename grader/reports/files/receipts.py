"""receipts/: a signed receipt for every student, where results are stored in a gradebook."""

from __future__ import annotations

from collections.abc import Iterator

from grader.model import Text
from grader.reports.files.class_report import ClassReport, GradedClass
from grader.reports.files.document import to_json
from grader.reports.views.student_files import student_files


class Receipts(ClassReport):
    name = "receipts/"
    title = Text(de="Belege", en="Receipts")

    def place(self, graded: GradedClass) -> str | None:
        return None if graded.receipt is None else self.name

    def files(self, graded: GradedClass) -> Iterator[tuple[str, str]]:
        if graded.receipt is None:
            return
        files = student_files(graded.students, ".json")
        for student in graded.students:
            document = graded.receipt(student)
            if document is not None:
                yield self.name + files[student], to_json(document)
