"""Words out of a public list: one for each place (truth values among them), or a set of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product
from typing import Any, Literal

from grader.algebra.syntax.tree import FiniteSet, Node, Num, Seq, Sym, Truth
from grader.answers.base.answer_kind import AnswerKind, Partial, as_code
from grader.answers.base.canonical import Canonical
from grader.answers.base.tolerance import refuted
from grader.answers.reading.everyday import numbered, without_labels
from grader.answers.reading.values import Unread, is_blank, key_of, node_of
from grader.errors import AuthorError
from grader.model import Certificate, Json, Text

BETWEEN = re.compile(r"\s*[;,]\s*|\s+(?:und|and)\s+")
BRACKETS = "[](){} \t\n"
TRUTHS = ("True|wahr|ja|richtig|stimmt|yes|w|t|1", "False|falsch|nein|no|f|0")
NOWHERE = "\0"  # no answer can hold it
EMPTY_WORDS = ("∅", "keine", "leer", "none", "empty")


@dataclass(frozen=True)
class Labels(AnswerKind):
    """One word for each of `length` places, upper or lower case.

    A word of `words` may have other spellings behind a bar. `wrong` says which share of the points an answer keeps with
    so many wrong entries; "each" gives every right entry its part.

        Labels(3, words=("small|klein", "large|groß", "local|lokal"), wrong="each")

    Raises:
        AuthorError: fewer than two words, or a share that is not between 0 and 1.
    """

    kind = "vector"
    reader = "labels"
    length: int
    words: tuple[str, ...] = field(kw_only=True)
    wrong: Mapping[int, Fraction | str] | Literal["each"] = field(default_factory=dict, kw_only=True)

    def __post_init__(self) -> None:
        if len(self.words) < 2:
            raise AuthorError(
                f"{type(self).__name__} needs at least two words to choose from",
                de=f"{type(self).__name__} braucht mindestens zwei Wörter zur Auswahl",
            )
        if self.wrong != "each" and not all(0 < Fraction(share) < 1 for share in self.wrong.values()):
            raise AuthorError(
                f"wrong={dict(self.wrong)}: each share lies between 0 and 1",
                de=f"wrong={dict(self.wrong)}: jeder Anteil liegt zwischen 0 und 1",
            )

    def reading(self) -> dict[str, Json]:
        return {**super().reading(), "length": self.length, "words": list(self.words)}

    @property
    def form(self) -> Text:
        shown = [repr(word) for word in canonical(self.words)]
        example = ", ".join(([shown[-1]] * self.length)[: min(self.length, 3)])
        example = f"[{example}{', …' if self.length > 3 else ''}]"
        return Text(
            de=f"eine Liste mit {self.length} Wörtern aus {as_code(shown)}, z. B. `{example}`",
            en=f"a list of {self.length} words from {as_code(shown)}, e.g. `{example}`",
        )

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        parts = without_labels(parts_of(value))
        return {"labels": ["" if is_blank(part) else label(part, reading["words"]) for part in parts]}

    def expect(self, raw: Json) -> None:
        expect_words(raw, (*canonical(self.words), ""))

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = labels(student), labels(reference)
        if len(answer) != len(key):
            return refuted("length", _length(len(answer), len(key)))
        if answer == key:
            return Certificate("proved", "words", Text(de="Jeder Eintrag stimmt.", en="Every entry is right."))
        return refuted("words", Text(de="Nicht jeder Eintrag stimmt.", en="Not every entry is right."))

    def alphabet(self) -> list[str]:
        return canonical(self.words)

    def canonical(self, raw: Json) -> Canonical:
        return tuple(labels(raw))

    def near(self, reference: Json) -> Iterator[Json]:
        """With so few wrong entries that something is left."""
        most = max(self.wrong, default=0) if self.wrong != "each" else 0
        key = labels(reference)
        for count in range(1, most + 1):
            for places in combinations(range(len(key)), count):
                for words in product([*canonical(self.words), ""], repeat=count):
                    changed = dict(zip(places, words, strict=True))
                    if all(key[place] != word for place, word in changed.items()):
                        yield {"labels": [changed.get(place, word) for place, word in enumerate(key)]}

    def apart(self, raw: Json) -> list[tuple[str, Canonical]]:
        if self.wrong != "each" or len(labels(raw)) != self.length:
            return []
        return [(str(position), (word,)) for position, word in enumerate(labels(raw), start=1)]

    def only(self, reference: Json, position: int) -> Json:
        return {"labels": [word if place == position else NOWHERE for place, word in enumerate(labels(reference))]}

    def merged(self, parts: Sequence[Json]) -> Json:
        columns = zip(*map(labels, parts), strict=True)
        return {"labels": [next((word for word in column if word != NOWHERE), NOWHERE) for column in columns]}

    def partial(self, student: Json, reference: Json) -> Partial | None:
        answer, key = labels(student), labels(reference)
        if len(answer) != len(key):
            return None
        right = sum(ours == theirs for ours, theirs in zip(answer, key, strict=True))
        share = Fraction(right, len(key)) if self.wrong == "each" else Fraction(self.wrong.get(len(key) - right, 0))
        return Partial(share, _right_of(right, len(key))) if share else None

    def has_size(self, raw: Json) -> bool:
        return len(labels(raw)) == self.length

    def note_alone(self, student: Json) -> Text | None:
        return None if self.has_size(student) else _length(len(labels(student)), self.length)

    def show(self, raw: Json) -> Text:
        shown = f"[{', '.join(word or '…' for word in labels(raw))}]"
        return Text(de=shown, en=shown)

    def rebuild(self, raw: Json) -> Any:
        return labels(raw)

    def code(self, raw: Json) -> str:
        return repr(labels(raw))


@dataclass(frozen=True)
class Truths(Labels):
    """A truth value for each of `length` places: True and False, in Python, NumPy, SymPy or in words."""

    words: tuple[str, ...] = field(default=TRUTHS, kw_only=True)

    @property
    def form(self) -> Text:
        example = "[False, True, …]" if self.length > 2 else "[False, True]"
        return Text(
            de=f"eine Liste mit {self.length} Wahrheitswerten, z. B. `{example}`",
            en=f"a list of {self.length} truth values, e.g. `{example}`",
        )

    def rebuild(self, raw: Json) -> Any:
        return [word == "True" for word in labels(raw)]

    def code(self, raw: Json) -> str:
        return repr(self.rebuild(raw))


@dataclass(frozen=True, kw_only=True)
class WordSet(AnswerKind):
    """A set of words: `WordSet(words=("long", "float", "onehot_float", "onehot_long"))`; order and case do not count."""

    kind = "region"
    reader = "names"
    words: tuple[str, ...]

    def reading(self) -> dict[str, Json]:
        return {**super().reading(), "words": list(self.words)}

    @property
    def form(self) -> Text:
        words = as_code(map(repr, canonical(self.words)))
        example = f"{{{', '.join(map(repr, self.example))}}}"
        return Text(
            de=f"eine Menge von Wörtern aus {words}, z. B. `{example}`", en=f"a set of words from {words}, e.g. `{example}`"
        )

    @property
    def example(self) -> list[str]:
        """The first and the last word, whatever the answer is; `slip` sees to it that it is another."""
        words = canonical(self.words)
        return [words[0], words[-1]]

    def slip(self, reference: Json) -> Text | None:
        if set(self.example) != self.rebuild(reference):
            return None
        return Text(
            de="der Stub zeigt das erste und das letzte Wort als Beispiel für die Form, und sie sind die Antwort; "
            "stell die Wörter um",
            en="the stub shows the first and the last word as an example of the form, and they are the answer; "
            "put the words in another order",
        )

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        if (type(value) is dict and not value) or (type(value) is str and value.strip().lower() in EMPTY_WORDS):
            return {"labels": []}
        return {"labels": sorted({label(part, reading["words"]) for part in parts_of(value)})}

    def expect(self, raw: Json) -> None:
        expect_words(raw, canonical(self.words))

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = set(labels(student)), set(labels(reference))
        if answer == key:
            return Certificate("proved", "words", Text(de="Es sind dieselben Wörter.", en="These are the same words."))
        return refuted("words", _difference(answer, key))

    def alphabet(self) -> list[str]:
        return canonical(self.words)

    def canonical(self, raw: Json) -> Canonical:
        return tuple(sorted(labels(raw)))

    def note(self, student: Json, reference: Json) -> Text | None:
        return _difference(set(labels(student)), set(labels(reference)))

    def show(self, raw: Json) -> Text:
        shown = "{" + ", ".join(labels(raw)) + "}" if labels(raw) else "∅"
        return Text(de=shown, en=shown)

    def rebuild(self, raw: Json) -> Any:
        return set(labels(raw))

    def code(self, raw: Json) -> str:
        return repr(labels(raw))


def canonical(words: Sequence[str]) -> list[str]:
    return [word.partition("|")[0] for word in words]


def labels(raw: Json) -> list[str]:
    """The words inside an answer. Raises ValueError if there are none (a child may send anything)."""
    if type(raw) is not dict or set(raw) != {"labels"} or type(raw["labels"]) is not list:
        raise ValueError("no words")
    if not all(type(word) is str for word in raw["labels"]):
        raise ValueError("no words")
    return list(raw["labels"])


def expect_words(raw: Json, words: Sequence[str]) -> None:
    """Raises ValueError if there are others."""
    if not set(labels(raw)) <= set(words):
        raise ValueError("no such word")


def parts_of(value: object) -> list[object]:
    """The entries of a list, set, array or of one text with separators."""
    if type(value) is str:
        text = value.strip(BRACKETS)
        if (parts := numbered(text)) is not None:
            return list(parts)
        return list(BETWEEN.split(text)) if BETWEEN.search(text) else list(text.split())
    if type(value) is dict and value and list(map(key_of, value)) == sorted(set(map(key_of, value)) - {""}):
        return list(value.values())  # K1, K2, K3 in their order
    if type(value) in (list, tuple, set, frozenset):
        return list(value)  # type: ignore[call-overload, no-any-return]
    array = type(value).__module__ == "numpy" and type(value).__name__ == "ndarray"
    if array and value.dtype.kind in "OU" and value.size < 100:  # type: ignore[attr-defined]
        return list(value.tolist())  # type: ignore[attr-defined]
    node = node_of(value, {"kind": "labels"})
    return list(node.args) if isinstance(node, Seq | FiniteSet) else [node]


def label(part: object, words: Sequence[str]) -> str:
    """The word of the list that is meant. Raises Unread for any other."""
    text = part.strip().strip("\"'").strip() if type(part) is str else _word(part)
    for word in words:
        if _plain(text) in map(_plain, word.split("|")):
            return word.partition("|")[0]
    raise Unread("another word", word=text[:40]) if text else Unread("no word")


def _word(part: object) -> str:
    """True and False of any library, numbers, and symbols named like a word."""
    node = part if isinstance(part, Node) else node_of(part, {"kind": "labels"})
    return str(node.value) if isinstance(node, Truth | Num) else node.name if isinstance(node, Sym) else ""


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", "", word).casefold()


def _right_of(right: int, count: int) -> Text:
    return Text(
        de=f"{right} von {count} Einträgen {'stimmt' if right == 1 else 'stimmen'}.",
        en=f"{right} of {count} entries {'is' if right == 1 else 'are'} right.",
    )


def _length(got: int, asked: int) -> Text:
    return Text(
        de=f"Gefragt sind {asked} Einträge, du hast {got} angegeben.", en=f"{asked} entries are asked for; you gave {got}."
    )


def _difference(answer: set[str], key: set[str]) -> Text:
    """What is too much may be named, what is missing may not."""
    extra = ", ".join(sorted(answer - key))
    if answer > key:
        return Text(de=f"Fast: {extra} gehört nicht dazu.", en=f"Nearly: {extra} does not belong there.")
    if answer < key:
        return Text(de="Was dasteht, stimmt, aber es ist nicht alles.", en="What you have is right, but it is not everything.")
    return Text(
        de=f"{extra} gehört nicht dazu, und etwas fehlt.", en=f"{extra} does not belong there, and something is missing."
    )
