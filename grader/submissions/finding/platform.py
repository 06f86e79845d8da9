"""The door for platforms: whose is what in a download, told by how that platform names folders and files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from grader.errors import NoSubmission, SubmissionError
from grader.listing import instances
from grader.model import Problem, Text
from grader.submissions.files.file_names import student_id
from grader.submissions.finding.archive import members
from grader.submissions.finding.left_behind import is_silent
from grader.submissions.finding.lying import Lying, Refused
from grader.submissions.finding.own_files import Opener
from grader.submissions.finding.whose import mark_of

_AROUND = 4  # folders and archives around what a platform has packed
GENERAL = "folders"  # the word for a class that no platform has arranged


@dataclass(frozen=True, slots=True)
class Arranged:
    """What lies in a class by person: the first part of each place is theirs, and nobody else's.

    Of these people `folders` are the names in the download, `handed_in` times in ISO 8601, `problems` what else it tells.
    """

    lying: tuple[Lying | Refused, ...]
    folders: Mapping[str, str] = field(default_factory=dict)
    handed_in: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class Platform(ABC):
    """One platform; a file in layouts/ with a subclass that needs no arguments.

    `word` is what `--layout` takes, `title` what is said when a class is read this way, `expected` how it looks. Whatever is
    not recognised beyond doubt is read as folders and files of students, so a platform that is not `asked` for by its word
    wants evidence from everything that lies there.
    """

    word: ClassVar[str]
    title: ClassVar[Text]
    expected: ClassVar[Text]
    unwrapped: ClassVar[bool] = False  # its people are told by what lies in the class itself, as those of plain folders are

    @abstractmethod
    def arranged(self, lying: Sequence[Lying | Refused], around: str, *, asked: bool) -> Arranged | None:
        """By person; None if this is not how the platform packs. `around` is the name of the folder or archive.

        Raises:
            GraderError: it is, and cannot be read.
        """


def platforms() -> tuple[Platform, ...]:
    return instances("grader.submissions.finding.layouts", Platform)  # type: ignore[type-abstract]


def platform_called(word: str) -> Platform | None:
    """The platform of that word; None for plain folders. Raises NoSubmission where there is none."""
    if word == GENERAL:
        return None
    known = {one.word: one for one in platforms()}
    if word not in known:
        words = ", ".join(sorted((GENERAL, *known)))
        raise NoSubmission(
            f"There is no layout “{word}”. There are: {words}.", de=f"Es gibt kein Layout „{word}“. Es gibt: {words}."
        )
    return known[word]


def arranged_by(
    asked: Platform | None, lying: Sequence[Lying | Refused], around: str, opener: Opener
) -> tuple[Platform, Arranged] | None:
    """Which platform has packed this, and what it says; the one `asked` for, or else the first that fits.

    Raises:
        NoSubmission: the platform asked for did not.
    """
    candidates = [asked] if asked is not None else [one for one in platforms() if not one.unwrapped]
    level: Sequence[Lying | Refused] = lying
    for _ in range(_AROUND):
        level = [one for one in level if not any(map(is_silent, one.parts))]
        if asked is None and any(mark_of(one.parts[0]) for one in level if one.parts):
            return None
        for platform in candidates:
            if (found := platform.arranged(level, around, asked=asked is not None)) is not None:
                return platform, found
        inner = _one_level_in(level, opener)
        if inner is None:
            break
        around, level = inner
    if asked is not None:
        raise NoSubmission(
            f"This does not look like {asked.title.en}: {asked.expected.en} Without --layout, what it is will be found out.",
            de=f"Das sieht nicht aus wie {asked.title.de}: {asked.expected.de} Ohne --layout wird erkannt, was es ist.",
        )
    return None


def _one_level_in(lying: Sequence[Lying | Refused], opener: Opener) -> tuple[str, Sequence[Lying | Refused]] | None:
    """What lies in the only folder or archive, and how that is called."""
    outer = {one.parts[0] for one in lying if one.parts}
    if len(outer) != 1:
        return None
    (name,) = outer
    inside = [replace(one, parts=one.parts[1:]) for one in lying if len(one.parts) > 1]
    if inside:
        return name, inside
    (one, *more) = lying
    if more or not isinstance(one, Lying) or one.suffix != ".zip" or one.is_folder or one.laid() is not None:
        return None
    try:
        return name.rpartition(".")[0], list(members(one.path, opener.folder(), opener.opened))
    except SubmissionError:
        return None


def files_in(lying: Iterable[Lying | Refused]) -> list[Lying]:
    return [one for one in lying if isinstance(one, Lying) and not one.is_folder]


def shared_beginning(names: Iterable[str]) -> str:
    """The letters with which all of them begin."""
    shared = ""
    for letters in zip(*names, strict=False):
        if len(set(letters)) > 1:
            break
        shared += letters[0]
    return shared


def people(wished: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """A name for everybody, by what the platform calls them: their own, with what only they have where two share it."""
    spelled = Counter(student_id(name).casefold() for name, _ in wished.values())
    return {
        key: student_id(name) if spelled[student_id(name).casefold()] == 1 else student_id(f"{name} {alone}")
        for key, (name, alone) in wished.items()
    }
