"""What a report on a class writes, without a disk."""

from __future__ import annotations

import io

from grader.reports.files.class_report import ClassReport, GradedClass


def bytes_of(report: ClassReport, a_class: GradedClass) -> dict[str, bytes]:
    """The files of a report, by their paths."""
    found = {}
    for name, content in report.files(a_class):
        target = io.BytesIO()
        if isinstance(content, str):
            target.write(content.encode())
        else:
            content(target)
        found[name] = target.getvalue()
    return found
