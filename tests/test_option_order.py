"""Options in each student's own order: the seed travels in the stub, the key compares, reports show the student's letter."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

from grader.answer_key.process.client import LiveKey
from grader.course.stubs import stub
from grader.grading import judge
from grader.model import Exercise, Match, Returned, Submission, Text, Trouble, Unreadable
from grader.option_order import as_asked, as_shown, order, shuffled
from tests.conftest import Command
from tests.every import each

SEED = 7


def letter_of(exercise: Exercise, name: str, own: str) -> str:
    """The letter under which the holder of the exercise's seed sees the source's option `own`."""
    item = exercise.item(name)
    return item.options[order(item, exercise.shuffle).index(own)][0]


def test_every_option_is_there_once_and_the_order_is_for_ever(key: LiveKey) -> None:
    base = key.exercise("ex06")
    own, mixed = base.item("why_one_zero"), shuffled(base, SEED).item("why_one_zero")
    assert sorted(words.en for _, words in own.options) == sorted(words.en for _, words in mixed.options)
    assert [letter for letter, _ in mixed.options] == ["A", "B", "C", "D"]
    assert mixed == shuffled(base, SEED).item("why_one_zero")
    assert order(own, SEED) == ("A", "D", "B", "C"), "a stub that was given out must never change its order"


def test_seeds_differ_and_so_do_items(key: LiveKey) -> None:
    base = key.exercise("ex06")
    assert len({order(base.item("why_one_zero"), seed) for seed in range(1, 60)}) > 15
    two = key.exercise("ex02")
    one, other = two.item("mean_is_zero"), two.item("reached_by_sigmoid")
    assert any(order(one, seed) != order(other, seed) for seed in range(1, 20))


def test_no_seed_is_the_order_of_the_source(key: LiveKey) -> None:
    base = key.exercise("ex06")
    assert shuffled(base, 0) is base
    assert order(base.item("why_one_zero"), 0) == ("A", "B", "C", "D")


def test_letters_go_there_and_back(key: LiveKey) -> None:
    exercise = key.exercise("ex06")
    item = exercise.item("why_one_zero")
    seen = Returned(letter_of(shuffled(exercise, SEED), "why_one_zero", "C"))
    asked = as_asked(exercise, SEED, {"why_one_zero": seen, "minimiser": Returned({"node": ["num", "1"]})})
    assert asked["why_one_zero"] == Returned("C")
    assert asked["minimiser"] == Returned({"node": ["num", "1"]})
    verdict = judge.judge(item, Returned("C"), Match("reference"))
    submission = Submission(None, "ex06", 0, (), "", "", SEED)
    verdicts = judge.Verdicts((verdict,), (verdict,))
    result = judge.assemble(submission, exercise, verdicts, key="live", isolation="none")
    words = dict(item.options)["C"]
    assert as_shown(result, verdict) == Text(de=f"{seen.raw} – {words.de}", en=f"{seen.raw} – {words.en}")


@each("odd", [Returned("Z"), Returned(None), Returned(["A"]), Unreadable(Trouble("no option"))])
def test_what_is_no_letter_stays_none(key: LiveKey, odd: object) -> None:
    exercise = key.exercise("ex06")
    asked = as_asked(exercise, SEED, {"why_one_zero": odd})["why_one_zero"]  # type: ignore[dict-item]
    assert not isinstance(asked, Returned) or asked.raw not in ("A", "B", "C", "D")


def test_shuffled_stubs_are_graded_by_their_own_letters(key: LiveKey, command: Command, tmp_path: Path) -> None:
    exercise = shuffled(key.exercise("ex06"), SEED)
    expected = {}
    for form, own in product(("ipynb", "py"), "ABCD"):
        letter = letter_of(exercise, "why_one_zero", own)
        text = stub(exercise, form=form)  # type: ignore[arg-type]
        quoted = json.dumps(f'"{letter}"')[1:-1] if form == "ipynb" else f'"{letter}"'
        assert "why_one_zero = ..." in text
        (tmp_path / "class" / f"{form}{own}").mkdir(parents=True)
        mine = tmp_path / "class" / f"{form}{own}" / f"mine.{form}"
        mine.write_text(text.replace("why_one_zero = ...", f"why_one_zero = {quoted}"), encoding="utf-8")
        words = dict(exercise.item("why_one_zero").options)[letter]
        expected[f"{form}{own}"] = ("correct" if own == "C" else "wrong", f"{letter} – {words.en}")
    results = json.loads(command("class", "class", "--json", "--lang", "en").out)["results"]
    chosen = {result["student"]: item for result in results for item in result["items"] if item["name"] == "why_one_zero"}
    assert {student: (item["outcome"], item["understood"]) for student, item in chosen.items()} == expected


def test_the_marker_survives_when_metadata_are_lost(key: LiveKey, command: Command, tmp_path: Path) -> None:
    exercise = shuffled(key.exercise("ex06"), SEED)
    notebook = json.loads(stub(exercise))
    del notebook["metadata"]["grader"]
    letter = letter_of(exercise, "why_one_zero", "C")
    for cell in notebook["cells"]:
        cell["source"] = [line.replace("why_one_zero = ...", f"why_one_zero = '{letter}'") for line in cell["source"]]
    (tmp_path / "renamed.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    items = json.loads(command("renamed.ipynb", "--json").out)["items"]
    assert next(item for item in items if item["name"] == "why_one_zero")["outcome"] == "correct"


def test_a_mistake_of_an_option_is_found_under_another_letter(key: LiveKey, command: Command, tmp_path: Path) -> None:
    exercise = shuffled(key.exercise("ex02"), SEED)
    letter = letter_of(exercise, "mean_is_zero", "D")
    (tmp_path / "ex02.py").write_text(f"# grader: ex02 variant 0 shuffle {SEED}\nmean_is_zero = '{letter}'\n")
    items = json.loads(command("ex02.py", "--json").out)["items"]
    assert next(item for item in items if item["name"] == "mean_is_zero")["mistake"] == "M9"


def test_shuffled_stubs_can_be_made(command: Command, tmp_path: Path) -> None:
    ran = command("stubs", "ex06", "--shuffle", "7", "--to", str(tmp_path), "--format", "py")
    assert ran.status == 0, ran.err
    assert "# grader: ex06 variant 0 shuffle 7" in (tmp_path / "ex06_omega.py").read_text(encoding="utf-8")


def test_whole_classes_are_graded_by_each_students_letters(key: LiveKey, command: Command, tmp_path: Path) -> None:
    letters = {}
    for seed in (0, 3, 5, 7):
        exercise = shuffled(key.exercise("ex06"), seed)
        letters[f"s{seed}"] = letter = letter_of(exercise, "why_one_zero", "C")
        marker = f"# grader: ex06 variant 0 shuffle {seed}" if seed else "# grader: ex06 variant 0"
        (tmp_path / "class" / f"s{seed}").mkdir(parents=True)
        (tmp_path / "class" / f"s{seed}" / "ex06.py").write_text(f"{marker}\nwhy_one_zero = '{letter}'\n")
    first = command("class", "class", "--json", "--lang", "en")
    results = json.loads(first.out)["results"]
    got = [item for result in results for item in result["items"] if item["name"] == "why_one_zero"]
    assert [item["outcome"] for item in got] == ["correct"] * 4
    words = dict(key.exercise("ex06").item("why_one_zero").options)["C"]
    assert [item["understood"] for item in got] == [f"{letter} – {words.en}" for letter in letters.values()]
    for student, letter in letters.items():
        page = (tmp_path / "graded" / "class" / "feedback" / f"{student}.html").read_text(encoding="utf-8")
        assert f"<p>{letter} – " in page
    again = command("class", "class", "--json", "--lang", "en")
    assert again.out == first.out, "what is found again has the same letters"


def test_the_letter_is_the_students_wherever_a_result_is_shown(key: LiveKey, command: Command, tmp_path: Path) -> None:
    """On the console, from the cache, and from the results that `grade` alone keeps."""
    letter = letter_of(shuffled(key.exercise("ex06"), SEED), "why_one_zero", "C")
    assert letter != "C"
    (tmp_path / "ex06.py").write_text(f"# grader: ex06 variant 0 shuffle {SEED}\nwhy_one_zero = '{letter}'\n")
    new, found_again = (command("ex06", "--lang", "en", NO_COLOR="1").out for _ in range(2))
    assert f"understood as: {letter} – " in new
    assert found_again == new
    kept = json.loads(command("--json").out)["results"][0]["items"]
    assert next(item for item in kept if item["name"] == "why_one_zero")["understood"].startswith(f"{letter} – ")
