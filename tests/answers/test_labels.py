"""Words and truth values, in order and as sets."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy

from grader.answers.door import read
from grader.answers.kinds.words import Labels, Truths, WordSet
from grader.answers.reading.values import Unread
from grader.errors import AuthorError
from tests.answers.verdicts import verdict
from tests.every import each
from tests.unread import sentence_of

ANSWER = [True, False, True]
TRUTHS = [
    ([True, False, True], "same"),
    ((True, False, True), "same"),
    (["True", "False", "True"], "same"),
    (["wahr", "falsch", "wahr"], "same"),
    (["Ja", "nein", "JA"], "same"),
    ("True, False, True", "same"),
    ("[True, False, True]", "same"),
    ("wahr; falsch; wahr", "same"),
    ("wahr falsch wahr", "same"),
    (np.array([True, False, True]), "same"),
    ([np.bool_(True), np.bool_(False), np.bool_(True)], "same"),
    ([sympy.true, sympy.false, sympy.true], "same"),
    (sympy.Tuple(True, False, True), "same"),
    (np.array(["wahr", "falsch", "wahr"]), "same"),
    ([0 <= 0, 1 <= 0, -1 <= 0], "same"),
    ([True, True, True], "other"),
    ([False, True, False], "other"),
    ([True, False], "other"),
    ([True, False, True, True], "other"),
    ([True, False, None], "other"),
    ([1, 0, 1], "same"),
    ([1.0, 0.0, 1.0], "same"),
    ([1, 0, 2], "unread"),
    (["vielleicht", "falsch", "wahr"], "unread"),
    ({}, "unread"),
    (3, "unread"),
    (lambda: True, "unread"),
    (sympy.Symbol("x") > 0, "unread"),
]


@each(("student", "expected"), TRUTHS)
def test_truth_values(student: Any, expected: str) -> None:
    assert verdict(Truths(3), student, ANSWER) == expected


SHARES = [
    ([True, False, True, True], None, "everything right is not partial"),
    ([True, False, True, False], Fraction(1, 2), "one wrong"),
    ([True, False, False, False], None, "two wrong"),
    ([True, False, True], None, "too few"),
    ([True, False, True, None], Fraction(1, 2), "one empty"),
]


@each(("student", "share", "why"), SHARES[1:])
def test_credit_by_the_number_of_wrong_entries(student: list[Any], share: Fraction | None, why: str) -> None:
    kind = Truths(4, wrong={1: "1/2"})
    found = kind.partial(read(kind.reading(), student), read(kind.reading(), [True, False, True, True]))
    assert (found.share if found else None) == share, why


CAUSES = Labels(3, words=("small|klein", "large|groß", "local|lokal"), wrong="each")
KEY = ["small", "large", "local"]
WORDS = [
    (["small", "large", "local"], "same"),
    (["Klein", "groß", "lokal"], "same"),
    (["klein", "GROSS", "local"], "same"),
    ("small, large, local", "same"),
    ("small; large; local", "same"),
    ("small und large und local", "same"),
    (("'small'", '"large"', "local"), "same"),
    (list(sympy.symbols("small large local")), "same"),
    (np.array(KEY), "same"),
    (["large", "small", "local"], "other"),
    (["small"], "other"),
    (["tiny", "large", "local"], "unread"),
    ([1, 2, 3], "unread"),
]


@each(("student", "expected"), WORDS)
def test_words_in_order(student: Any, expected: str) -> None:
    assert verdict(CAUSES, student, KEY) == expected


@each(("student", "share"), [(["small", "large", "small"], Fraction(2, 3)), (["local", "local", "local"], Fraction(1, 3))])
def test_every_right_entry_may_count(student: list[str], share: Fraction) -> None:
    found = CAUSES.partial(read(CAUSES.reading(), student), read(CAUSES.reading(), KEY))
    assert found is not None
    assert found.share == share


def test_nothing_right_earns_nothing() -> None:
    assert CAUSES.partial(read(CAUSES.reading(), ["local", "small", "large"]), read(CAUSES.reading(), KEY)) is None


NAMES = WordSet(words=("long", "float", "onehot_float", "onehot_long"))
SETS = [
    ({"long", "onehot_float"}, "same"),
    (["onehot_float", "long"], "same"),
    (("LONG", "OneHot_Float"), "same"),
    ("{long, onehot_float}", "same"),
    ("long und onehot_float", "same"),
    ("long; one-hot float", "same"),
    (sympy.FiniteSet(*sympy.symbols("long onehot_float")), "same"),
    (["long", "long", "onehot_float"], "same"),
    ({"long"}, "other"),
    ({"long", "float", "onehot_float"}, "other"),
    (set(), "other"),
    ({}, "other"),
    ("keine", "other"),
    ("∅", "other"),
    ({"short"}, "unread"),
    ({1, 2}, "unread"),
]


@each(("student", "expected"), SETS)
def test_sets_of_names(student: Any, expected: str) -> None:
    assert verdict(NAMES, student, {"long", "onehot_float"}) == expected


def test_the_form_shows_an_example_out_of_public_words() -> None:
    assert NAMES.form.de.endswith("z. B. `{'long', 'onehot_long'}`")
    assert verdict(NAMES, set(NAMES.example), {"long", "onehot_float"}) == "other"


def test_what_is_missing_is_never_named() -> None:
    key = read(NAMES.reading(), {"long", "onehot_float"})
    for answer in ({"long"}, {"float"}, {"long", "float"}, set()):
        note = NAMES.note(read(NAMES.reading(), answer), key)
        assert note is not None
        assert "onehot_float" not in note.de + note.en


def test_an_unknown_word_says_which_there_are() -> None:
    with pytest.raises(Unread) as caught:
        read(CAUSES.reading(), ["tiny", "large", "local"])
    assert "small, large, local" in sentence_of(caught.value.why, CAUSES.reading()).en


def test_slips_are_said() -> None:
    with pytest.raises(AuthorError, match="at least two words"):
        Labels(3, words=("yes",))
    with pytest.raises(AuthorError, match="between 0 and 1"):
        Truths(3, wrong={1: 2})
