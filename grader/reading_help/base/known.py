"""What the judge knows itself of what was asked for: names, letters, words, lengths, an example."""

from __future__ import annotations

from grader.model import Text
from grader.reading_help.base.examples import example_of, shape_of
from grader.reading_help.base.row import Reading


def symbols(reading: Reading) -> str:
    """The names that may stand in a formula, in the order of the alphabet."""
    return ", ".join(sorted(reading["symbols"]))


def allowed(reading: Reading) -> str:
    """The names that an answer may hold; of all points only those of the coordinates."""
    return ", ".join(reading["names"] if reading["kind"] == "family" else reading["symbols"])


def letters(reading: Reading) -> str:
    return ", ".join(reading["letters"])


def first_letter(reading: Reading) -> str:
    return str(reading["letters"][0])


def words(reading: Reading) -> str:
    """Words to choose from, without their other spellings."""
    return ", ".join(word.partition("|")[0] for word in reading["words"])


def options(reading: Reading) -> str:
    return ", ".join(map(repr, reading["options"]))


def length(reading: Reading) -> str:
    return str(reading["length"])


def called(reading: Reading) -> str:
    """What the entries of a vector are called, in brackets; nothing if nobody knows."""
    names = reading.get("names") or reading.get("called", ())
    return f" ({', '.join(names)})" if len(names) == reading["length"] else ""


def dimension(reading: Reading) -> str:
    return str(len(reading["symbols"]))


def definition(reading: Reading) -> str:
    return str(next(iter(reading["functions"].values()))["signature"])


def shape(reading: Reading) -> Text:
    """As the subject of a German sentence, with its verb."""
    said = shape_of(reading)
    return Text(de=f"{'sind' if reading['width'] else 'ist'} {said.de}", en=said.en)


def example(reading: Reading) -> str:
    return example_of(reading)
