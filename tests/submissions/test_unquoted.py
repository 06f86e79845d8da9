"""Texts without quotation marks are told from code with a slip."""

from __future__ import annotations

import pytest

from grader.exception_help.table import sentence_on
from grader.submissions.source.unquoted import MARK, lacks_quotes

KNOWN = {"x", "w", "w1", "w2", "eta", "phi", "sin", "ln", "solve"}
TEXTS = [
    *("Weil alle positiv sind", "damit es positiv wird.", "keine Ahnung", "gegen 3", "x >= 0 und x < oo", "ja, ohne Rand"),
    *("[0;oo[", "]0;1[", "[1,5; 2,25; 2,625]", "{1; -1}", "(5;0)", "L = ]0; 1[", "f = 2w²"),
    *("4w1+7w2=20", "2w1+3w2 =< 0", "w1 = 5, w2 = 0", "x ≤ 3", "12,5 %; 3 %", "alle reellen Zahlen", "-oo bis 0  # hier"),
]
CODE = [
    *("x**2 +", "b = x**2 +", "2w-6", "2(w-3)", "3-3*(1/2)^t", "2 w", "eta phi", "[x for x in range(3)", "[1, 2", "3 x"),
    *("solve(x**2-1, x dict=True)", "x if x > 0 else", "'Weil alle'", "not x", "sin x", "lambda w 2*w", "f(x, b=", ""),
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_told_from_code(text: str) -> None:
    with pytest.raises(SyntaxError):
        compile(f"answer = {text}", "cell", "exec")
    assert lacks_quotes("SyntaxError", f"answer = {text}\n", {"answer"}, KNOWN)
    assert not lacks_quotes("SyntaxError", f"other = {text}\n", {"answer"}, KNOWN)


@pytest.mark.parametrize("text", CODE)
def test_code_with_a_slip_is_no_text(text: str) -> None:
    assert not lacks_quotes("SyntaxError", f"answer = {text}", {"answer"}, KNOWN)


def test_a_single_word_is_an_unknown_name_to_python() -> None:
    assert lacks_quotes("NameError", "answer = Minimum", {"answer"}, KNOWN)
    assert not lacks_quotes("NameError", "answer = Minimum + 1", {"answer"}, KNOWN)
    assert not lacks_quotes("NameError", "answer = np.array([1])", {"answer"}, KNOWN)


def test_the_sentence_says_so_and_keeps_pythons_words() -> None:
    text = sentence_on("SyntaxError", f"invalid syntax{MARK}")
    assert "Anführungszeichen" in text.de
    assert "in quotes" in text.en
    assert text.en.endswith("Python says: SyntaxError: invalid syntax")
    word = sentence_on("NameError", f"name 'Minimum' is not defined{MARK}")
    assert "Minimum" in word.de
    assert "Anführungszeichen" in word.de
