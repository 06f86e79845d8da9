"""What Moodle calls the folder or file of a person in a download: Anna Huber_1234567_assignsubmission_file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_NAME = re.compile(
    r"(?P<person>.+?)_(?P<number>\d+)_assignsubmission_(?P<plugin>[a-z]+)(?P<rest>[_.].*)?", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class MoodleName:
    """`number` is the person's in this assignment, of a team that of its group; `rest` follows the plugin: `_` up to Moodle
    4.0, or the file's own name where all files lie in one folder."""

    person: str
    number: str
    plugin: str
    rest: str

    @property
    def before(self) -> str:
        """The name up to the plugin."""
        return f"{self.person}_{self.number}_assignsubmission_{self.plugin}"


def moodle_name(name: str) -> MoodleName | None:
    found = _NAME.fullmatch(unicodedata.normalize("NFC", name))
    return None if found is None else MoodleName(found["person"], found["number"], found["plugin"], found["rest"] or "")
