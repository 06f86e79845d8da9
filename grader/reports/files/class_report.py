"""The door for reports on a class: `grade class` writes every report that a file of this folder defines."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from grader.listing import instances
from grader.model import Gradebook, Lang, Result, Text

Style = Literal["rfc", "de"]


@dataclass(frozen=True, slots=True)
class GradedClass:
    """A graded class as its reports see it.

    The results in `gradebook` are what tables show of them: points, outcomes, mistakes. `whole` gives all that is known
    of one student's; a class of any size fits into memory as long as a report keeps only one student's at a time.
    """

    gradebook: Gradebook
    students: Sequence[str]
    whole: Callable[[str], Sequence[Result]]
    lang: Lang
    csv_style: Style = "rfc"
    receipt: Callable[[str], Mapping[str, object] | None] | None = None  # of a student; none is given without a gradebook


class ClassReport(ABC):
    """What `grade class` writes beside its other reports: all of them, or none.

    `name` is the file in the folder of the reports, or a folder of its own if it ends with a slash; `title` says what it
    is. A subclass needs no arguments.
    """

    name: ClassVar[str]
    title: ClassVar[Text]

    @abstractmethod
    def files(self, graded: GradedClass) -> Iterator[tuple[str, str]]:
        """The path of each file, below the folder of the reports, and its text; one after the other."""

    def place(self, graded: GradedClass) -> str | None:
        """What of it is shown to a teacher; None where there is nothing to write."""
        return self.name


def class_reports() -> tuple[ClassReport, ...]:
    """All reports: single files before folders, by name."""
    found = instances("grader.reports.files", ClassReport)  # type: ignore[type-abstract]
    return tuple(sorted(found, key=lambda report: (report.name.endswith("/"), report.name)))
