"""A child says codes, the judge says sentences; which files of a child still hold sentences of their own is listed here."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from grader.runner.supervisor.remarks import SENTENCES, sentence_on_remark
from grader.storage.codec import RecordError, load
from grader.submissions.source.remark import Remark
from tests.floors import GRADER, imports

# Sentences about answers and files that a child still writes itself, capped by the judge: they are to become codes, too, and
# with them those in answers/kinds/, which are found by listing that folder. The list may only become shorter.
STILL = """
algebra/values/certificates answers/base/answer_kind mistakes/generic/not_a_number
submissions/parsing/decoding submissions/parsing/identify submissions/parsing/labels submissions/parsing/notebook
submissions/parsing/reading
"""


def in_a_child() -> set[Path]:
    """The files that `tasks` imports, and what they import."""
    found: set[Path] = set()
    waiting = ["grader.runner.child.tasks"]
    while waiting:
        path = GRADER.parent / Path(*waiting.pop().split("."))
        path = path.with_suffix(".py") if path.with_suffix(".py").is_file() else path / "__init__.py"
        if path.is_file() and path not in found:
            found.add(path)
            waiting += imports(path)
    return found


def test_no_other_file_of_a_child_writes_sentences() -> None:
    files = (path for path in in_a_child() if path.parent.name != "reading_help")
    mine = {str(path.relative_to(GRADER)) for path in files if "Text(" in path.read_text(encoding="utf-8")}
    assert sorted(mine) == sorted(f"{name}.py" for name in STILL.split())


@pytest.mark.parametrize("code", SENTENCES)
def test_every_code_has_its_sentence(code: str) -> None:
    word = "" if code == "commands left out" else "not_there.sub"
    said = sentence_on_remark(load(Remark, {"is": "Remark", "code": code, "cell": 2, "word": word}), [1, 2])
    assert "2" in said.de
    assert word in said.en


def test_nothing_else_is_said() -> None:
    """Codes, cells and words at random: refused, unless all of them are ours."""
    dice = random.Random(13)
    codes = [*SENTENCES, "", "praise", "G5", None, 3]
    words = ["", "numpy", "a.b", "x" * 60, "x" * 61, "a b", "a`b`", "$x$", "a\nb", ".a", "\u202e", None, 3, ["a"]]
    for _ in range(2000):
        code, cell, word = dice.choice(codes), dice.choice([1, 2, 0, -1, 3, 10**18, "1", None, True]), dice.choice(words)
        try:
            remark = load(Remark, {"is": "Remark", "code": code, "cell": cell, "word": word})
            said = sentence_on_remark(remark, [1, 2])
        except (RecordError, ValueError):
            assert (
                code not in SENTENCES
                or cell not in (1, 2)
                or word not in ("", "numpy", "a.b", "x" * 60)
                or ((word == "") != (code == "commands left out") or type(cell) is not int)
            )
        else:
            assert str(word) in said.de
            assert not set("`$\n\u202e") & set(said.de + said.en)
