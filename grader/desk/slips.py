"""What is wrong in a teacher's file: every slip a sentence of its own, and all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from grader.errors import GraderError
from grader.model import Text

T = TypeVar("T")


class Slip(ValueError):
    """A value that cannot hold, or several; where they stand adds whoever reads the file."""

    def __init__(self, *texts: Text, de: str = "", en: str = "") -> None:
        self.texts = texts or (Text(de=de, en=en),)
        super().__init__(self.texts[0].en)


def for_each(things: Iterable[T], take: Callable[[T], object]) -> None:
    """Take all of them. Raises one Slip for all that cannot be taken."""
    slips: list[Text] = []
    for thing in things:
        try:
            take(thing)
        except Slip as slip:
            slips += slip.texts
    if slips:
        raise Slip(*slips)


def placed(where: str, said: Text) -> Text:
    """The sentence behind the place that it is about."""
    de, en = (text if text.endswith("?") else f"{text}." for text in (said.de, said.en))
    return Text(de=f"{where}: {de}", en=f"{where}: {en}")


def all_at_once(slips: Sequence[Text]) -> GraderError:
    """One error of several sentences, each on a line of its own."""
    return GraderError("\n".join(slip.en for slip in slips), de="\n".join(slip.de for slip in slips))
