"""The sentence on what a child could not read: its codes are known or not, its words fit or not, nothing of it is believed."""

from __future__ import annotations

from grader.listing import constants
from grader.model import Text, Trouble
from grader.reading_help.base.row import Reading, TroubleRow

TABLE: dict[str, TroubleRow] = {
    code: row for rows in constants("grader.reading_help.sentences", "ROWS") for code, row in rows.items()
}
UNREADABLE = Text(de="Das lässt sich nicht lesen.", en="This cannot be read.")


def sentence_on(trouble: Trouble, reading: Reading) -> Text:
    """What a student reads; one general sentence for a code that is not ours, or for words that no child of ours sends.

    `reading` is the public part of what was asked for: names, letters and lengths are taken from there.
    """
    row = TABLE.get(trouble.code)
    try:
        return row.sentence(trouble.words, reading) if row is not None else UNREADABLE
    except (ValueError, TypeError, LookupError):  # of another type, range or item
        return UNREADABLE
