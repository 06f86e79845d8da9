"""What the file of a student is called: a name that is a file on every system, and nobody else's."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from grader.reports.views.grade_rows import unaccented

DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # Windows has no such files
SAFE_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._ -]{0,63}$")


def student_files(students: Sequence[str], ending: str) -> dict[str, str]:
    """A file with this ending for every student, also on disks that take Anna and anna for one: their own name where it is
    safe on every system and nobody else's, else one made from it."""
    spelled = Counter(student.casefold() for student in students)
    return {student: _name(student, alone=spelled[student.casefold()] == 1) + ending for student in students}


def _name(student: str, *, alone: bool) -> str:
    if alone and SAFE_NAME.match(student) and student[-1] not in ". " and not DEVICE.match(student):
        return student
    kept = re.sub(r"[^A-Za-z0-9-]+", "-", unaccented(re.sub("[äöüÄÖÜ]", r"\g<0>e", student))).strip("-")[:40]
    return f"{kept or 'student'}-{hashlib.sha256(student.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
