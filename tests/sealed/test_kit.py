"""A kit from `grade release` to `grade ex04` in it: nothing in the clear, and the live key's verdicts."""

from __future__ import annotations

import base64
import io
import json
import marshal
import py_compile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.catalogue import KEYS
from grader.model import Returned
from grader.release.leak_check import leaks
from grader.release.wheel import TEACHERS, TYPED, students_files, students_wheel
from tests.attacks.attack import row
from tests.conftest import ROOT, Command, run_grade
from tests.every import each
from tests.floors import imports
from tests.sealed.keys import both

NAME = "ex04"
RIGHT = """# grader: ex04 variant 0
from sympy import *
w1, w2 = symbols("w1 w2", real=True)
gradient_of_loss = [8*(4*w1 + 7*w2 - 20), 14*(4*w1 + 7*w2 - 20)]
lowest_value = 0
one_minimiser = [Rational(3, 2), 2]
all_minimisers = "8w1 + 14w2 = 40"
how_many = "D"
"""


SOURCE = (ROOT / "solutions" / "ex04_valley_line.py").read_text(encoding="utf-8")
VARIANTS = 2  # each takes a second to seal


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made as a teacher makes it: by a process of its own, with keys at full price."""
    folder = tmp_path_factory.mktemp("kits") / "kit"
    few = SOURCE.replace("variants(count=12)", f"variants(count={VARIANTS})")
    assert few != SOURCE
    (folder.parent / "solutions").mkdir()
    (folder.parent / "solutions" / "ex04_valley_line.py").write_text(few, encoding="utf-8")
    own = {"GRADER_HOME": str(folder.parent)}
    done = run_grade("release", "--to", str(folder), "--exercises", NAME, "--format", "py", "--json", cwd=folder.parent, **own)
    assert done.status == 0, done.err
    (folder.parent / "release.json").write_text(done.out)
    return folder


def test_a_release_says_what_a_kit_judges_and_what_can_be_guessed(kit: Path) -> None:
    document = json.loads((kit.parent / "release.json").read_text())
    assert document["schema"] == "grader/release/1"
    (exercise,) = document["exercises"]
    assert (exercise["id"], exercise["points"], exercise["here"]) == (NAME, 7, 5)
    assert exercise["here_by_variant"] == [5] * VARIANTS
    assert {"item": "how_many", "seconds": 0.16} in exercise["guessable"]


def test_a_kit_holds_what_its_readme_names_and_no_solution(kit: Path) -> None:
    files = {path.relative_to(kit).as_posix() for path in kit.rglob("*") if path.is_file()}
    stub, key, wheel = "ex04_valley_line.py", f"{KEYS}/ex04_valley_line.key", "grader-1.0-py3-none-any.whl"
    assert files == {stub, key, wheel, "LIESMICH.md", "README.md", "manifest.json"}
    assert wheel in (kit / "LIESMICH.md").read_text(encoding="utf-8")
    assert set(json.loads((kit / "manifest.json").read_text())["files"]) == files - {"manifest.json"}


def test_in_a_kit_a_verdict_is_that_of_the_teacher(kit: Path, command: Command) -> None:
    mine = kit.parent / "ex04_mine.py"
    mine.write_text(RIGHT)
    sealed = json.loads(command(str(mine), "--json", cwd=kit, GRADER_HOME=str(kit)).out)
    live = json.loads(command(str(mine), "--json").out)
    assert (sealed["key"], live["key"]) == ("sealed", "live")
    both_keys = [[(item["name"], item["outcome"], item["points"]) for item in one["items"]] for one in (sealed, live)]
    assert both_keys[0] == both_keys[1]
    assert sealed["points"] == 6


def test_a_blank_sheet_of_a_kit_scores_nothing(kit: Path, command: Command) -> None:
    done = command(NAME, "--json", cwd=kit, GRADER_HOME=str(kit))
    assert json.loads(done.out)["points"] == 0
    assert done.status == 1


def test_a_teachers_command_in_a_kit_says_that_it_is_one(kit: Path, command: Command) -> None:
    done = command("check", NAME, cwd=kit, GRADER_HOME=str(kit))
    assert done.status == 2
    assert "Paket für Lernende" in done.err


def test_a_folder_with_work_in_it_is_not_written_to(kit: Path, command: Command) -> None:
    done = command("release", "--to", str(kit), "--exercises", NAME)
    assert done.status == 2
    assert "ist nicht leer" in done.err


def test_the_wheel_is_the_grader_without_authors_and_needs_nothing_of_them() -> None:
    files = dict(students_files())
    modules = {name: f"grader.{name.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__") for name in files}
    left_out = {one.removesuffix(".py").rstrip("/").replace("/", ".") for one in TEACHERS}
    allowed_late = {
        "cli/command.py",
        "cli/shared/context.py",
        "answer_key/process/client.py",
        "course/catalogue.py",
        "reports/files/class_report.py",  # for its types only
        *TYPED,
    }
    for name, path in files.items():
        if path.suffix != ".py" or name in allowed_late:  # these import what they lack when a teacher asks for it
            continue
        for module in imports(path):
            short = module.removeprefix("grader.")
            assert not any(short == one or short.startswith(f"{one}.") for one in left_out), f"{name} imports {module}"
    assert "grader.answer_key.sealed.opening.sealed_key" in modules.values()
    with zipfile.ZipFile(io.BytesIO(students_wheel(torch=False))) as wheel:
        names = wheel.namelist()
        metadata = wheel.read("grader-1.0.dist-info/METADATA").decode()
    assert not [name for name in names if "solutions" in name or "ex04" in name]
    assert "cryptography" in metadata
    assert "torch" not in metadata
    assert "torch" in wheel_metadata(torch=True)


def wheel_metadata(*, torch: bool) -> str:
    with zipfile.ZipFile(io.BytesIO(students_wheel(torch=torch))) as wheel:
        return wheel.read("grader-1.0.dist-info/METADATA").decode()


def test_the_same_files_give_the_same_wheel() -> None:
    assert students_wheel() == students_wheel()


# ---------------------------------------------------------------- the leak check

SECRET = "(4*w1+7*w2-20)**3"
CODE = f'NAME = "{SECRET}"\n'


def zipped(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside/notes.txt", content)
    return target.getvalue()


def compiled(source: str) -> bytes:
    return marshal.dumps(compile(source, "x", "exec"))


def notebook(**metadata: str) -> bytes:
    return json.dumps({"cells": [], "metadata": {"grader": metadata}, "nbformat": 4}).encode()


CHANNELS: list[tuple[str, Callable[[], bytes]]] = [
    ("text", lambda: f"look: {SECRET} is it".encode()),
    ("white space", lambda: SECRET.replace("+", " +\n ").encode()),
    ("base64", lambda: b"x = '" + base64.b64encode(SECRET.encode()) + b"'"),
    ("url-safe base64", lambda: base64.urlsafe_b64encode(SECRET.encode())),
    ("base64 twice", lambda: base64.b64encode(base64.b64encode(SECRET.encode()))),
    ("zip", lambda: zipped(SECRET.encode())),
    ("zip in a zip", lambda: zipped(zipped(SECRET.encode()))),
    ("zip as base64", lambda: base64.b64encode(zipped(SECRET.encode()))),
    ("zlib", lambda: zlib.compress(SECRET.encode())),
    ("marshal", lambda: compiled(CODE)),
    ("marshal in a zip", lambda: zipped(compiled(f"def f():\n    return '{SECRET}'\n"))),
    ("notebook metadata", lambda: notebook(note=SECRET)),
    ("escaped JSON", lambda: json.dumps({"a": [SECRET]}).replace("*", "\\u002a").encode()),
    ("notebook metadata as base64", lambda: notebook(note=base64.b64encode(SECRET.encode()).decode())),
    ("RECORD of a wheel", lambda: zipped(f"grader/x.py,sha256={SECRET},10\n".encode())),
]


@row(
    85,
    "a solution in a kit, in whatever wrapping",
    "a release looks into texts, archives, base64, compiled code and the open part of keys",
    "nothing is written",
)
@each(("channel", "wrap"), CHANNELS)
def test_a_planted_secret_is_found_in_every_wrapping(channel: str, wrap: Callable[[], bytes]) -> None:
    assert [leak.secret for leak in leaks({"file": wrap()}, [SECRET])] == [SECRET], channel


def test_a_compiled_file_tells_its_secret(tmp_path: Path) -> None:
    source = tmp_path / "m.py"
    source.write_text(CODE)
    content = Path(str(py_compile.compile(str(source), cfile=str(tmp_path / "m.pyc")))).read_bytes()
    assert leaks({"m.pyc": content}, [SECRET])


def test_what_is_part_of_a_longer_number_is_no_leak() -> None:
    assert leaks({"a": b"12.50 and 2.55"}, ["2.5"]) == []


def test_the_open_part_of_a_key_is_looked_into_and_a_planted_mistake_is_found() -> None:
    content = both(NAME).file.read_bytes()
    assert leaks({"k": content}, [SECRET]) == []
    planted = content.replace(b'"advice"', f'"x{SECRET}":0,"advice"'.encode(), 1)
    assert [leak.secret for leak in leaks({"k": planted}, [SECRET])] == [SECRET]


def test_hints_lie_readable_in_a_key_and_are_looked_into() -> None:
    keys = both(NAME)
    live, sealed = keys.exercise, keys.key.exercise(NAME)
    assert [item.hints for item in sealed.items] == [item.hints for item in live.items]
    assert sealed.section == live.section is not None
    content = keys.file.read_bytes()
    hint = sealed.items[0].hints[0].en.encode()
    assert leaks({"k": content.replace(hint, SECRET.encode(), 1)}, [SECRET])


def test_the_size_of_a_box_and_a_number_in_a_call_are_no_secrets_but_a_formula_in_a_call_is() -> None:
    content = both("ex17").file.read_bytes()
    assert b'"size":1024' in content
    assert leaks({"k": content}, ["1024"]) == []
    planted = content.replace(b'"args":[', f'"args":["{SECRET}",-77.25,'.encode(), 1)
    assert [leak.secret for leak in leaks({"k": planted}, [SECRET, "-77.25"])] == [SECRET]


@pytest.mark.usefixtures("cheap")
def test_a_release_with_a_leak_writes_nothing(tmp_path: Path, command: Command) -> None:
    root = tmp_path / "course"
    (root / "solutions").mkdir(parents=True)
    leaking = f"{SOURCE}\nlowest_value.otherwise(Text(de='Rechne 20/4 + 7*t nach.', en='Look at 20/4 + 7*t.'))\n"
    (root / "solutions" / "ex04_valley_line.py").write_text(leaking, encoding="utf-8")
    done = command("release", "--to", str(tmp_path / "kit"), "--exercises", NAME, GRADER_HOME=str(root), GRADER_CACHE="")
    assert done.status == 2, done.out
    assert "Geheimnisse verraten" in done.err
    assert not (tmp_path / "kit").exists()


# ---------------------------------------------------------------- what guessing gives


def test_guessing_opens_what_is_guessable_and_nothing_of_another_unit() -> None:
    """Whoever tries all letters and all small numbers finds these items' boxes, and no raw answer of another item in them."""
    keys = both(NAME)
    exercise = keys.key.exercise(NAME)
    opened = {}
    for item in keys.items:
        guesses = [{"node": ["num", str(number)]} for number in range(-20, 101)]
        tried = list(item.options) or guesses
        for raw in tried:
            try:
                item.kind.expect(raw)
            except ValueError:
                continue
            found = keys.key.match(exercise, exercise.item(item.name), Returned(raw))
            if found.kind == "reference":
                opened[item.name] = raw
    assert opened == {"lowest_value": {"node": ["num", "0"]}, "how_many": keys.drawn.reference(keys.items[4])}
    for unit in keys.plan.units:
        others = [json.dumps(keys.drawn.reference(item)) for item in keys.items if item.name != unit.name]
        inside = json.dumps([answer.raw for box in unit.boxes for answer in box.candidates if answer.kind == "reference"])
        assert not any(other in inside for other in others if len(other) > 20)


def test_the_wheel_has_all_that_pages_are_made_of() -> None:
    templates = {path.name for path in (ROOT / "grader" / "reports" / "files" / "templates").iterdir()}
    assert templates <= {name.rpartition("/")[2] for name, _ in students_files()}


def test_a_kit_shows_the_page_and_the_map(kit: Path, command: Command) -> None:
    (kit.parent / "ex04_page.py").write_text(RIGHT)
    ran = command("page", str(kit.parent / "ex04_page.py"), "--no-open", cwd=kit, GRADER_HOME=str(kit))
    assert "<math" in Path(ran.out.strip()).read_text(encoding="utf-8")
    assert "von 7 Punkten lassen sich hier ganz prüfen" in command(cwd=kit, GRADER_HOME=str(kit)).out
