"""What a person types and gets: marks, languages, JSON, exit status, clear sentences."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest

from grader.cli.shared.context import print_safely
from grader.reports.files.document import load_schema
from grader.reports.views.student_files import student_files
from grader.storage.progress import progress_folder
from tests.conftest import ROOT, Command

HALF = """# grader: ex10 variant 0
from sympy import *
w, t = symbols("w t")
# %%
derivative = 2*(w - 3)
# %%
steps = [1.5, 3, 4.5]
# %%
limit_value = "(3"
"""


@pytest.fixture
def half(tmp_path: Path) -> Path:
    path = tmp_path / "ex10.py"
    path.write_text(HALF, encoding="utf-8")
    return path


def test_a_student_sees_what_is_right_and_which_mistake_was_made(half: Path, command: Command) -> None:
    ran = command("ex10")
    assert ran.status == 1
    for words in (
        "richtig",
        "derivative",
        "Berechne die Ableitung nach jedem Schritt neu.",
        "verstanden als: [1,5; 3; 4,5]",
        "nie geschlossen",
        "Punkte",
        "2 von 9",
    ):
        assert words in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "\x1b" not in ran.out
    assert "2.25" not in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_a_process_of_its_own_says_the_same(half: Path, command: Command, process: Command) -> None:
    """The control of all tests here that start none; see tests/warm.py."""
    for arguments in (["ex10"], ["ex10", "--fresh", "--json", "--lang", "en"], [], ["nix.py"], ["class", "--help"]):
        assert command(*arguments) == process(*arguments), arguments


def test_the_same_in_english(half: Path, command: Command) -> None:
    for arguments in (["ex10", "--lang", "en"], ["--lang", "en", "10"], ["--lang=en", str(half)]):
        ran = command(*arguments)
        assert ran.status == 1
        assert "Recompute the derivative after each step." in ran.out
    assert "Recompute" in command("ex10", LANG="en_GB.UTF-8").out
    assert "Berechne" in command("ex10", LANG="fr_FR.UTF-8").out
    assert "Berechne" in command("ex10", LANG="C").out


def test_the_json_document_keeps_its_contract(half: Path, command: Command) -> None:
    ran = command("ex10", "--json")
    document = json.loads(ran.out)
    jsonschema.validate(document, load_schema("result"))
    assert (document["schema"], document["exercise"], document["student"]) == ("grader/result/1", "ex10", None)
    assert (document["points"], document["max_points"], document["passed"]) == (2, 9, False)
    items = {item["name"]: item for item in document["items"]}
    assert items["steps"]["mistake"] == "M5"
    assert [check["passed"] for check in items["steps"]["checks"]] == [True, False, False]
    assert items["limit_value"]["outcome"] == "invalid"
    assert items["losses"]["outcome"] == "missing"


def test_several_exercises_make_one_document(half: Path, command: Command, tmp_path: Path) -> None:
    assert command("solution", "ex06", "--to", ".").status == 0
    ran = command("ex06", "10", "--json")
    assert ran.status == 1
    document = json.loads(ran.out)
    jsonschema.validate(document, load_schema("results"))
    assert [result["exercise"] for result in document["results"]] == ["ex06", "ex10"]


def test_the_catalogue_keeps_its_contract(command: Command) -> None:
    document = json.loads(command("list", "--json").out)
    jsonschema.validate(document, load_schema("catalogue"))
    mistakes = {e["id"]: [m["id"] for i in e["items"] for m in i["mistakes"]] for e in document["exercises"]}
    assert sorted(mistakes["ex10"]) == sorted(f"M{number}" for number in range(1, 29))
    assert sorted(mistakes["ex06"]) == sorted(f"M{number}" for number in range(1, 21))
    items = {e["id"]: len(e["items"]) for e in document["exercises"]}
    assert (items["ex06"], items["ex10"]) == (8, 6)


def test_grade_alone_remembers_and_shows_what_changed(half: Path, command: Command) -> None:
    assert "–/9" in command().out
    command("ex10")
    assert "2/9" in command().out
    half.write_text(HALF.replace("[1.5, 3, 4.5]", "[1.5, 2.25, 2.625]"))
    command("ex10")
    overview = command().out
    assert "4/9" in overview
    assert "+2" in overview
    (half.parent / ".grader" / "results.json").write_text('{"version": 1, "entries": 3}')
    assert "–/9" in command().out


def test_a_folder_that_cannot_be_written_is_said(half: Path, command: Command) -> None:
    (half.parent / ".grader").write_text("a file in the way")
    ran = command("ex10")
    assert ran.status == 1
    assert "nicht gespeichert" in ran.err


WRONG_USE = [
    (["ex99"], "ex99"),
    (["nix.ipynb"], "nix.ipynb"),
    (["ex10"], "keine Abgabe für ex10"),
    (["../../etc"], "'../../etc'"),
    (["ex10;rm"], "'ex10;rm'"),
    (["."], "grade class ."),
    (["--nonsense"], "--nonsense"),
    (["class"], "FOLDER"),
    (["class", "nowhere"], "nowhere"),
    (["check", "ex99"], "ex99"),
    (["solution", "ex10", "--variant", "99"], "99"),
    (["ex10", "--lang", "fr"], "fr"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG_USE)
def test_wrong_use_is_a_sentence_and_status_2(command: Command, arguments: list[str], words: str) -> None:
    ran = command(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert words in ran.err
    assert "Traceback" not in ran.err


DAMAGED = [
    (b"", "leer"),
    (b"not json at all {", "ex10.ipynb"),
    (b"[1, 2]", "ex10.ipynb"),
    (b'{"cells": 3}', "ex10.ipynb"),
    (b"\xff\xfe\x00", "ex10.ipynb"),
    (b'{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "ex10.ipynb"),
]


@pytest.mark.parametrize(("data", "words"), DAMAGED)
def test_a_damaged_notebook_is_a_sentence(command: Command, tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "ex10.ipynb").write_bytes(data)
    ran = command("ex10")
    assert ran.status == 2
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_with_json_an_error_is_one_document_too(command: Command) -> None:
    ran = command("ex10", "--json")
    assert ran.status == 2
    jsonschema.validate(json.loads(ran.out), load_schema("error"))


@pytest.mark.parametrize(("encoding", "words"), [("cp1252", "erfüllt"), ("ascii", "erfuellt")])
def test_a_console_that_knows_few_characters(half: Path, process: Command, encoding: str, words: str) -> None:
    ran = process("ex10", PYTHONIOENCODING=encoding)
    assert (ran.status, ran.err) == (1, "")
    assert words in ran.out
    outside = process("class", ".", PYTHONIOENCODING=encoding).err
    assert ("außerhalb" if encoding == "cp1252" else "ausserhalb") in outside


def test_help_is_german_or_english(command: Command) -> None:
    assert "Beurteilt" in command("--help").out
    assert "Grades exercises" in command("--help", "--lang", "en").out
    german, english = command("class", "--help").out, command("class", "--help", "--lang", "en").out
    for word, translated in (("Usage:", "Aufruf:"), ("Options:", "Optionen:"), ("default:", "sonst:"), ("and exit.", "Hilfe")):
        assert word in english
        assert word not in german
        assert translated in german


def test_of_several_files_the_one_that_counts_is_graded_and_said(half: Path, command: Command, tmp_path: Path) -> None:
    """The same order as in a class, whatever the dates are; a blank sheet never beats answers, wherever it lies."""
    import os

    other = tmp_path / "ex10_alt.py"
    other.write_text("# grader: ex10 variant 0\nlimit_value = 3\n")
    blank = tmp_path / "ex10_three_steps (1).py"
    blank.write_text("# grader: ex10 variant 0\nlimit_value = ...\n")
    os.utime(half, (1, 1))
    ran = command("ex10")
    assert "ex10.py" in ran.err
    assert "ex10_alt.py" in ran.err
    assert "2 von 9" in ran.out
    (tmp_path / "exercises").mkdir()
    half.rename(tmp_path / "exercises" / "ex10.py")
    other.unlink()
    assert "2 von 9" in command("ex10").out


@pytest.mark.skipif("sys.platform == 'win32'", reason="no such names there")
def test_a_file_name_cannot_paint_the_terminal(command: Command, tmp_path: Path) -> None:
    for name in ("ex10\x1b[2J\u202e.py", "ex10 ::error::x.py"):
        (tmp_path / name).write_text("# grader: ex10\nlimit_value = 3\n")
    for arguments in (["ex10"], [str(tmp_path / "ex10\x1b[2J\u202e.py")], ["ex10\x1b[2J"], ["class", "\x1b[2J"], ["--\x1b[2J"]):
        ran = command(*arguments)
        assert not {"\x1b", "\u202e"} & set(ran.out + ran.err), arguments
        assert "::error" not in ran.out + ran.err


def test_hand_ins_of_the_folder_hide_the_stubs(command: Command, tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "ex10_three_steps.py").write_text("limit_value = 4\nsteps = ...\nlosses = ...\n")
    assert "0 von 9" in command("ex10").out
    (tmp_path / "ex10.py").write_text("limit_value = 3\n")
    assert "1 von 9" in command("ex10").out


@pytest.mark.parametrize("content", ["import os\nos._exit(0)\n", "raise SystemExit(0)\n"])
def test_hostile_code_is_a_verdict_not_an_end(command: Command, tmp_path: Path, content: str) -> None:
    (tmp_path / "ex10.py").write_text(f"# grader: ex10 variant 0\n{content}# %%\nlimit_value = 3\n")
    ran = command("ex10", "--json")
    assert ran.status == 1
    assert json.loads(ran.out)["items"][5]["outcome"] in ("correct", "crashed")


def test_one_broken_exercise_does_not_hide_the_others(command: Command, tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex41_broken.py").write_text("1/0")
    text = (Path(__file__).parents[2] / "solutions" / "ex10_three_steps.py").read_text(encoding="utf-8")
    (tmp_path / "solutions" / "ex10_three_steps.py").write_text(text, encoding="utf-8")
    ran = command("list", GRADER_HOME=str(tmp_path))
    assert ran.status == 1
    assert "ex10" in ran.out
    assert "ex41_broken.py:1" in ran.err


HOMELESS = """
import pwd, sys
def nobody(uid): raise KeyError(uid)
pwd.getpwuid = nobody
from grader.cli.main import main
main(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such users")
def test_a_user_without_a_home_is_graded_all_the_same(half: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_CACHE_HOME", "GRADER_CACHE")}
    ran = subprocess.run(
        [sys.executable, "-c", HOMELESS, str(half), "--json"],
        cwd=tmp_path,
        env={**environment, "GRADER_HOME": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (1, "")
    assert json.loads(ran.stdout)["exercise"] == "ex10"


def test_the_page_of_a_student_can_be_found_by_its_name() -> None:
    names = ["anna", "Éloïse Dupré", "Çağla Yıldız", "Max Müller", "Österreicher, Jörg", "王小明"]
    pages = [re.sub("-[0-9a-f]{8}", "-*", page) for page in student_files(names, ".html").values()]
    assert pages == [
        "anna.html",
        "Eloise-Dupre-*.html",
        "Cagla-Yildiz-*.html",
        "Max-Mueller-*.html",
        "Oesterreicher-Joerg-*.html",
        "student-*.html",
    ]


def test_a_crash_is_found_in_the_script_and_in_the_notebook(tmp_path: Path, command: Command) -> None:
    """Lines of a script count from its top; cells of a notebook are code cells, empty ones too, through all exercises."""
    script = HALF + "# %% [markdown]\n# Text\n\n# %%\n\nfirst_close = 1/0\n"
    (tmp_path / "ex10.py").write_text(script, encoding="utf-8")
    line = script.split("\n").index("first_close = 1/0") + 1
    assert f"Zeile {line}: first_close = 1/0" in command("ex10").out
    assert f"Line {line}: first_close = 1/0" in command("ex10", "--lang", "en").out

    sources = ["# grader: ex04 variant 0\nlowest_value = 0", "", "# grader: ex10 variant 0", "\nfirst_close = 1/0"]
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    text = {"cell_type": "markdown", "metadata": {}, "source": "Text"}
    document = {"cells": [text, *cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "both.ipynb").write_text(json.dumps(document), encoding="utf-8")
    assert "Code-Zelle 4 von oben, Zeile 2: first_close =" in command("both.ipynb").out


def test_a_remark_on_a_hand_in_is_printed_once(tmp_path: Path, command: Command) -> None:
    (tmp_path / "ex10.py").write_text("# grader: ex10 variant 99\nlimit_value = 3\n", encoding="utf-8")
    ran = command("ex10")
    assert (ran.out + ran.err).count("keine Variante 99") == 1
    assert "keine Variante 99" in command("ex10", "--json").err


def test_a_path_that_is_no_class_is_told_what_it_is(half: Path, command: Command) -> None:
    gone = command("class", "gone")
    assert (gone.status, gone.out) == (2, "")
    assert "Es gibt weder einen Ordner noch ein zip namens gone." in gone.err
    one = command("class", half.name, "--lang", "en")
    assert one.status == 2
    assert f"grade {half.name}" in one.err


def test_a_sentence_in_a_terminal_is_folded_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setattr(sys, "stderr", Terminal())
    print_safely("Beurteiltes ist gemerkt: derselbe Befehl macht weiter.\n\nNoten: graded/einlangername/grades.csv", sys.stderr)
    assert sys.stderr.getvalue().splitlines() == [
        "Beurteiltes ist gemerkt:",
        "derselbe Befehl macht weiter.",
        "",
        "Noten:",
        "graded/einlangername/grades.csv",
    ]


def book(*cells: tuple[str, str], output: str = "") -> str:
    """A notebook for ex10; `output` stands under its last cell."""
    written = [{"cell_type": kind, "source": source, "outputs": []} for kind, source in (("code", "# grader: ex10"), *cells)]
    written[-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []  # type: ignore[assignment]
    return json.dumps({"cells": written, "nbformat": 4, "nbformat_minor": 5})


BLANK = [("code", f"{name} = ...") for name in ("derivative", "steps", "losses", "closed_form", "first_close", "limit_value")]


def test_a_sheet_that_was_not_saved_is_one_line(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "ex10.ipynb"
    path.write_text(book(*BLANK), encoding="utf-8")
    ran = command("ex10")
    assert ran.out.count("nicht bearbeitet") == 1
    saved = datetime.fromtimestamp(path.stat().st_mtime)
    words = " ".join(ran.out.split())
    assert f"ist noch die leere Vorlage, zuletzt gespeichert um {saved:%H:%M}." in words
    assert "Strg+S" in words
    os.utime(path, (0, datetime(2026, 3, 9, 7, 5).timestamp()))
    assert "last saved on 2026-03-09 at 07:05" in " ".join(command("ex10", "--lang", "en").out.split())


def test_an_output_that_no_code_gave_tells_of_a_file_that_was_not_saved(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "ex10.ipynb"
    path.write_text(book(("code", "steps = [1.5]"), ("code", "losses = ..."), output="[2.25, 0.56]"), encoding="utf-8")
    assert "Unter Code-Zelle 3 steht eine Ausgabe" in " ".join(command("ex10").out.split())
    path.write_text(book(("code", "steps = ..."), ("code", "losses = [1]\nlosses"), output="[1]"), encoding="utf-8")
    assert "Ausgabe" not in command("ex10").out


def test_a_student_sees_every_sentence(tmp_path: Path, command: Command) -> None:
    """Nothing of what a page or the JSON says is left out, in a file that can be read and in one that cannot."""
    path = tmp_path / "ex10.ipynb"
    lines = "".join(f"zeile_{number} = {number}\n" for number in range(12))
    path.write_text(book(("code", f"{lines}derivative = 2*(w-3)"), ("code", "%%html\n<b>")), encoding="utf-8")
    document = json.loads(command("ex10.ipynb", "--json").out)
    shown = " ".join(command("ex10.ipynb").out.split())
    for item in document["items"]:
        if item["outcome"] != "missing":  # the mark says it
            assert " ".join(item["feedback"].split()) in shown
    assert "%%html" in shown
    path.write_bytes(b'<<<<<<< HEAD\n{"cells": [\n=======\n{"cells": [],\n>>>>>>> theirs\n')
    ran = command("ex10.ipynb")
    assert "Konfliktmarken" in ran.err


def test_a_renamed_file_is_offered(tmp_path: Path, command: Command) -> None:
    (tmp_path / "meine Abgabe.py").write_text(HALF, encoding="utf-8")
    assert "aber meine Abgabe.py gehört dazu" in command("ex10").err


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ex10 --help", "Usage: grade [OPTIONS] EX10|EX10.B|PATH"),
        ("class x --out", "Help: grade class --help"),
        ("solution ex10 --variant 99", "ex10 has the variants 0 to 11, not 99."),
        ("exercises", "Name an exercise or a file: grade ex10."),
    ],
)
def test_help_and_slips_speak_of_what_was_typed(tmp_path: Path, command: Command, typed: str, words: str) -> None:
    (tmp_path / "exercises").mkdir()
    ran = command("--lang=en", *typed.split())
    assert words in ran.out + ran.err


def test_one_progress_for_all_folders_of_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course, elsewhere = tmp_path / "course", tmp_path / "elsewhere"
    for folder in (course / "exercises" / "deep", elsewhere):
        folder.mkdir(parents=True)
        monkeypatch.chdir(folder)
        assert progress_folder(course) == (course if folder != elsewhere else elsewhere)
