"""What a student waits for is started before what was typed is looked at, and ends with the command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.head_start import runs_code
from tests.attacks.machine import is_gone
from tests.conftest import CACHE, ROOT
from tests.every import each

WORDS = [
    (["ex10"], True),
    (["10.b", "--hint"], True),
    (["--lang", "en", "EX10b"], True),
    (["--lang=de", "my work/answers.ipynb", "--json"], True),
    (["--watch"], True),
    (["class", "hand-ins", "--jobs", "2"], True),
    ([], False),
    (["list"], False),
    (["check", "ex10"], False),
    (["release", "--to", "x.py"], False),
    (["--help"], False),
]
GRADE = """
import sys, _posixsubprocess
start = _posixsubprocess.fork_exec
def noted(*arguments):
    print(*sorted({"click", "grader.model"} & set(sys.modules)), file=sys.stderr)
    pid = start(*arguments)
    print(pid, file=sys.stderr)
    return pid
_posixsubprocess.fork_exec = noted
from grader.cli.main import main
main(sys.argv[1:])
"""


@each(("words", "expected"), WORDS)
def test_code_is_run_where_the_first_word_is_no_command(words: list[str], expected: bool) -> None:
    assert runs_code(words) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
@pytest.mark.parametrize("words", [["ex10"], ["ex99"], ["nothing.py"]])
def test_the_first_process_is_started_first_and_is_gone_in_the_end(words: list[str], tmp_path: Path) -> None:
    """Also where nobody asks for it after all."""
    (tmp_path / "ex10.py").write_text("# grader: ex10 variant 0\nlimit_value = 3\n", encoding="utf-8")
    environment = {**os.environ, "GRADER_HOME": str(ROOT), "GRADER_CACHE": CACHE}
    done = subprocess.run(
        [sys.executable, "-c", GRADE, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
    )
    imported, pid, *_ = done.stderr.split("\n")
    assert imported == ""
    assert is_gone(int(pid))
    assert done.returncode == (1 if words == ["ex10"] else 2)
    assert "Traceback" not in done.stderr
