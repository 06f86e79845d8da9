"""The door for reports on a class: `grade class` writes every report that a file of this folder defines, and of those that
other programs read (exchange/) the ones that are asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, ClassVar, Literal

from grader.errors import GraderError
from grader.listing import instances
from grader.model import Gradebook, Lang, Result, Text

Style = Literal["rfc", "de"]
Content = str | Callable[[BinaryIO], object]  # a text, or what writes a file that is none


@dataclass(frozen=True, slots=True)
class GradedClass:
    """A graded class as its reports see it.

    The results in `gradebook` are what tables show of them: points, outcomes, mistakes. `whole` gives all that is known
    of one student's; a class of any size fits into memory as long as a report keeps only one student's at a time. `reports`
    are those asked for by name. `folders` are the names under which work was downloaded; of who is `flat`, that name stands
    before each file instead. `handed_in` is when, in ISO 8601, where that is known. `ahead` is a student's `exercises_part`
    (html.py), if it has been made before.
    """

    gradebook: Gradebook
    students: Sequence[str]
    whole: Callable[[str], Sequence[Result]]
    lang: Lang
    csv_style: Style = "rfc"
    receipt: Callable[[str], Mapping[str, object] | None] | None = None  # of a student; none is given without a gradebook
    name: str = "class"
    reports: Collection[str] = ()
    worksheet: object = None  # of Moodle, a teacher's: a kit knows none
    folders: Mapping[str, str] = field(default_factory=dict)
    flat: Collection[str] = ()
    handed_in: Mapping[str, str] = field(default_factory=dict)
    ahead: Callable[[str], str | None] = lambda student: None


class ClassReport(ABC):
    """What `grade class` writes beside its other reports: all of them, or none.

    `name` is the file in the folder of the reports, or a folder of its own if it ends with a slash; `title` says what it
    is. A report that is `asked_as` a word is written only where --report names that. A subclass needs no arguments.
    """

    name: ClassVar[str]
    title: ClassVar[Text]
    asked_as: ClassVar[str] = ""

    @abstractmethod
    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        """The path of each file, below the folder of the reports, and what is in it; one after the other."""

    def expect_libraries(self) -> None:
        """Raises GraderError where something is not installed that it needs: said before a class is graded."""
        return

    def place(self, graded: GradedClass) -> str | None:
        """What of it is shown to a teacher; None where there is nothing to write."""
        return self.name

    def said(self, graded: GradedClass) -> Text | None:
        """What a teacher has to know beside that it is there."""
        return None


def class_reports(asked: Collection[str] = ()) -> tuple[ClassReport, ...]:
    """All reports that are always written, and those asked for: single files before folders, by name."""
    found = [one for one in _reports("files") if not one.asked_as or one.asked_as in asked]
    if asked:
        found += [one for one in _reports("exchange") if one.asked_as in asked]
    return tuple(sorted(found, key=lambda report: (report.name.endswith("/"), report.name)))


def asked_reports(words: Iterable[str]) -> tuple[str, ...]:
    """The words for reports, each once. Raises GraderError where one is none, or cannot be written here."""
    reports = [one for room in ("files", "exchange") for one in _reports(room) if one.asked_as]
    known = sorted({one.asked_as for one in reports})
    wanted = tuple(dict.fromkeys(word.strip().lower() for word in words if word.strip()))
    unknown = next((word for word in wanted if word not in known), None)
    if unknown is not None:
        names = ", ".join(known)
        raise GraderError(
            f"There is no report “{unknown}”. There are: {names}.", de=f"Es gibt keinen Bericht „{unknown}“. Es gibt: {names}."
        )
    for one in reports:
        if one.asked_as in wanted:
            one.expect_libraries()
    return wanted


def _reports(room: str) -> tuple[ClassReport, ...]:
    return instances(f"grader.reports.{room}", ClassReport)  # type: ignore[type-abstract]
