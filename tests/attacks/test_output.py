"""What a hand-in prints, raises or is called reaches a terminal, a browser and a spreadsheet as plain text."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from grader.sandbox.choice import choose_wall
from tests.conftest import Command

pytestmark = pytest.mark.skipif(not choose_wall().encloses, reason="this system has no wall")

HOSTILE = {
    73: "\\x1b[2J\\x1b]0;title\\x07\\x1b]8;;http://evil.example\\x07\\x1b]52;c;eA==\\x07\\b\\b\\rover",
    74: "[link=http://evil.example]x[/link]\\n::set-output name=x::y\\n::error::x",
    75: "<script>alert(1)</script><img src=x onerror=alert(1)></pre>]]>{{ 7*7 }}[x](javascript:alert(1))",
    77: "=cmd|' /C calc'!A0\\t@SUM(1)\\n+1,\\\"2\\\"",
    78: "\\x00\\x01\\ufffe\\ud800\\u202egpj",
}
STUDENT = "=cmd()+[b]x"


def test_nothing_of_a_hand_in_is_more_than_text(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    for line, text in HOSTILE.items():
        (folder / f"{STUDENT}{line}").mkdir(parents=True)
        code = f'text = "{text}"\nprint(text)\nderivative = text\n# %%\nraise ValueError(text)\nsteps = 1\n'
        (folder / f"{STUDENT}{line}" / "ex10.py").write_text(f"# %%\n{code}", encoding="utf-8")
    ran = command("class", "class", "--lang", "en")
    assert ran.status == 0, ran.err
    graded = tmp_path / "graded"
    shown = ran.out + ran.err
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert not re.search(r"(?m)^\s*::", shown)
    for path in (graded / "feedback").iterdir():
        page = path.read_text(encoding="utf-8")
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._ -]*\.html", path.name)
        assert "<script" not in page
        assert not re.search(r"<[^>]*\son\w+=", page)
        assert "{{ 7*7 }}" in page or "7*7" not in page
        assert not re.search(r"href=[\"']?javascript", page)
    with (graded / "grades.csv").open(newline="", encoding="utf-8-sig") as file:
        for row in csv.reader(file):
            assert not any(re.match(r"[=+@\t\r]|-(?!\d)", cell) for cell in row), row
    assert "<script" not in (graded / "summary.md").read_text(encoding="utf-8")
