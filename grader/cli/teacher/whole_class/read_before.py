"""What was read in a student's files before, so that no child has to open them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.model import Text
from grader.storage.cache import Cache, digest, program
from grader.storage.codec import dump, load
from grader.submissions.files.files import read_file
from grader.submissions.files.handin import HandIn, ReadHandIn, Reading


@dataclass(frozen=True, slots=True)
class ReadBefore:
    """All files of a student together: what reading may cost is measured by student, so one that is new has all of them read
    again. `names` are the items by which a file is recognised.
    """

    cache: Cache
    names: Mapping[str, Sequence[str]]

    def of(self, hand_ins: Sequence[HandIn]) -> list[ReadHandIn] | None:
        """The files as they were read before; None where one has changed, or another run may read more of it."""
        opened = [_digest(hand_in) for hand_in in hand_ins]
        kept = self.cache.get(self._name(hand_ins, ["" if isinstance(each, Text) else each for each in opened]))
        if kept is None:
            return None
        return [
            ReadHandIn(hand_in, "", Reading(problem=each))
            if isinstance(each, Text)
            else ReadHandIn(hand_in, each, load(Reading, reading))
            for hand_in, each, reading in zip(hand_ins, opened, kept, strict=True)
        ]

    def keep(self, read: Sequence[ReadHandIn]) -> None:
        if not any(one.reading.passing for one in read):
            name = self._name([one.hand_in for one in read], [one.digest for one in read])
            self.cache.put(name, [dump(one.reading) for one in read])
            for one in read:
                self.cache.put(_seen(one.digest), True)

    def new(self, hand_ins: Iterable[HandIn]) -> Iterator[HandIn]:
        """The hand-ins that nobody has seen before, of students whose files are to be read."""
        by_student: dict[str, list[HandIn]] = defaultdict(list)
        for hand_in in hand_ins:
            by_student[hand_in.student].append(hand_in)
        to_read = (own for own in by_student.values() if self.of(own) is None)
        return (hand_in for own in to_read for hand_in in own if not self.cache.get(_seen(_digest(hand_in))))

    def _name(self, hand_ins: Sequence[HandIn], digests: Sequence[str]) -> str:
        files = [(hand_in.own, each) for hand_in, each in zip(hand_ins, digests, strict=True)]
        return digest("readings", program(), self.names, files)


def _digest(hand_in: HandIn) -> str | Text:
    content = read_file(hand_in.path)
    return content if isinstance(content, Text) else content.digest


def _seen(content: str | Text) -> str:
    return digest("file", program(), "" if isinstance(content, Text) else content)
