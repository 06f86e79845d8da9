"""Nobody waits for a database or a cluster who has not asked for one."""

from __future__ import annotations

import ast
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grader.release.wheel import students_wheel
from tests.conftest import ROOT, Command

DESK = ("sqlalchemy", "alembic", "psycopg", "xlsxwriter", "yaml", "grader.reports.exchange", "grader.desk.gradebook.store")
CLUSTER = ("dask", "distributed", "tornado")


def test_who_has_no_gradebook_and_no_cluster_imports_none(tmp_path: Path) -> None:
    (tmp_path / "hand_ins" / "anna").mkdir(parents=True, exist_ok=True)
    source = (ROOT / "exercises" / "ex04_valley_line.ipynb").read_text(encoding="utf-8")
    for place in (tmp_path, tmp_path / "hand_ins" / "anna"):
        (place / "ex04_valley_line.ipynb").write_text(source, encoding="utf-8")
    commands = [["--help"], ["ex04"], ["class", "--help"], ["class", str(tmp_path / "hand_ins")], ["list"]]
    program = (
        "import os, sys\n"
        f"sys.path.insert(0, {str(ROOT)!r}); os.environ['GRADER_HOME'] = {str(ROOT)!r}\n"
        "from grader.cli.main import main\n"
        f"for words in {commands!r}:\n"
        "    try:\n"
        "        main(words)\n"
        "    except SystemExit as end:\n"
        "        assert end.code in (0, 1), end.code\n"
        f"    print('DESK', words, [name for name in {(*DESK, *CLUSTER)!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    said = [line for line in done.stdout.splitlines() if line.startswith("DESK")]
    assert said == [f"DESK {words} []" for words in commands]


def test_where_the_extra_is_missing_a_sentence_says_how_to_get_it(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("sqlalchemy", "grader.desk.gradebook."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    ran = command("class", str(ROOT / "tests" / "class" / "hand_ins"), "--gradebook", "book.sqlite")
    assert ran.status == 2
    assert "pip install 'grader[desk]'" in ran.err


def test_the_door_itself_imports_no_database() -> None:
    program = "import sys, grader.desk.gradebook.opening, grader.cli.teacher.whole_class.recording; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not set(DESK) & set(ast.literal_eval(done.stdout))


def test_a_kit_says_of_each_command_of_the_desk_that_it_is_for_teachers(tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(students_wheel())).extractall(tmp_path / "kit")
    typed = [
        ["backup", "x.zip"],
        ["export", "anna"],
        ["forget", "anna"],
        ["regrade"],
        ["restore", "x.zip"],
        ["verify", "r.json"],
    ]
    program = (
        "from grader.cli.main import main\n"
        f"for words in {typed!r}:\n"
        "    try:\n"
        "        main([*words, '--gradebook', 'book.sqlite', '--lang', 'en'])\n"
        "    except SystemExit as end:\n"
        "        print(words[0], end.code)\n"
    )
    command = [sys.executable, "-P", "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "kit")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert done.stdout.splitlines() == [f"{words[0]} 2" for words in typed], done.stderr
    assert done.stderr.count("This command is for teachers") == len(typed), done.stderr
