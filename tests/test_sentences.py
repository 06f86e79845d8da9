"""The list of all sentences has them all, and says the same thing in the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from tests.sentences import ROOT, Sentence, sentences


@cache
def found() -> list[Sentence]:
    """Not while tests are collected: it takes a second in each process."""
    return sentences([ROOT / "grader"])


def test_every_kind_of_sentence_is_found(tmp_path: Path) -> None:
    source = tmp_path / "some.py"
    source.write_text(
        'Text(de="Ein Satz.", en="A sentence.")\n'
        'raise Trouble(f"no {x} here", de=f"kein {x} hier")\n'
        'row("Zeile eins", "row one", FILE)\n'
        'row("NameError", "name .*", "Der Name fehlt.", "The name is missing.")\n'
        'de, en = f"{n} Teile", f"{n} items"\n'
        'word = "von" if lang == "de" else "of"\n'
        'Text(de=f"{de}: {x}", en=f"{en}: {x}")\n',
        encoding="utf-8",
    )
    page = tmp_path / "page.jinja"
    page.write_text('<p>{{ t("Stand", "State") }}</p>', encoding="utf-8")
    said = [(one.de, one.en) for one in sentences([tmp_path])]
    assert said == [
        ("Stand", "State"),
        ("Ein Satz.", "A sentence."),
        ("kein {x} hier", "no {x} here"),
        ("Zeile eins", "row one"),
        ("Der Name fehlt.", "The name is missing."),
        ("{n} Teile", "{n} items"),
        ("von", "of"),
    ]


def test_there_are_hundreds_with_their_places() -> None:
    assert len(found()) > 700
    assert all(re.fullmatch(r"grader/[\w/.]+:\d+", one.place) for one in found())


def test_one_german_sentence_has_one_english_one() -> None:
    english: dict[str, set[str]] = defaultdict(set)
    for one in found():
        if len(one.de.split()) > 2:  # a word may mean two things
            english[one.de].add(one.en)
    assert {de: en for de, en in english.items() if len(en) > 1} == {}


def test_german_quotation_marks_are_german_and_english_ones_english() -> None:
    assert [one for one in found() if "“" in one.de and "„" not in one.de] == []
    assert [one for one in found() if "„" in one.en] == []
