"""One contract for all platforms: who, which files, which one counts, when, and what is said, from a folder and a zip."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import pytest

from grader.errors import GraderError, NoSubmission
from grader.submissions.finding.class_files import found_in
from grader.submissions.finding.platform import platforms
from tests.submissions.finding import SLUGS, grow
from tests.submissions.trees import TREES, WORK, Tree

each_tree = pytest.mark.parametrize("tree", TREES, ids=[tree.called for tree in TREES])


def test_every_platform_has_a_tree() -> None:
    assert {tree.word for tree in TREES} == {one.word for one in platforms()}


@pytest.mark.parametrize("form", ["folder", "zip", "inside"])
@each_tree
def test_it_is_recognised_and_read(tree: Tree, form: str, tmp_path: Path) -> None:
    path = tree.pack(tmp_path) if form == "zip" else tree.grow(tmp_path)
    path = path.parent if form == "inside" else path
    with found_in(path, SLUGS, layout=tree.word if tree.asked else "") as found:
        assert found.read_as is not None
        assert tree.title in found.read_as.de
        files = defaultdict(list)
        for one in found.hand_ins:
            files[one.student].append(one.own)
            assert one.path.read_text(encoding="utf-8") == WORK
    assert {student: tuple(names) for student, names in files.items()} == tree.people
    assert found.folders == (tree.folders or {student: student for student in tree.people})
    assert found.flat == tree.flat
    assert found.handed_in == tree.handed_in
    said = [(problem.student, problem.text.de) for problem in found.problems]
    assert len(said) == len(tree.said), said
    for (student, text), (expected, words) in zip(said, tree.said, strict=True):
        assert student == expected
        assert words in text


@each_tree
def test_a_teacher_can_say_it_and_can_say_that_it_is_not(tree: Tree, tmp_path: Path) -> None:
    path = tree.grow(tmp_path)
    with found_in(path, SLUGS, layout=tree.word) as asked:
        assert {one.student for one in asked.hand_ins} == tree.people.keys()
    with found_in(path, SLUGS, layout="folders") as plain:
        assert plain.read_as is None
        assert plain.hand_ins


@pytest.mark.parametrize("word", sorted({tree.word for tree in TREES}))
def test_what_does_not_look_like_it_is_refused_with_a_sentence(word: str, tmp_path: Path) -> None:
    grow(tmp_path, "anna/ex10.py", "ben/ex10.py")
    with pytest.raises(NoSubmission, match="does not look like") as caught, found_in(tmp_path, SLUGS, layout=word):
        pass
    assert "Ohne --layout" in caught.value.in_("de")


def test_an_unknown_layout_is_refused_with_the_names_of_all(tmp_path: Path) -> None:
    grow(tmp_path, "anna/ex10.py")
    with pytest.raises(NoSubmission) as caught, found_in(tmp_path, SLUGS, layout="mudel"):
        pass
    assert all(one.word in caught.value.in_("de") for one in platforms())
    assert "folders" in caught.value.in_("de")


PLAIN = (
    ("anna/ex10.py", "ben/ex10.py"),
    ("anna_ex10.py", "ben_ex10.py"),
    ("lab-anna/ex10.py", "lab-ben/ex10.py"),
    ("anna/ps1/ex10.py", "anna/ps1/timestamp.txt", "ben/ps1/ex10.py"),
    ("anna/ex10/Version 2/ex10.py", "ben/ex10.py"),
    ("anna_12_ex10.py", "ben_7_ex10.py"),
    ("ex10_anna_attempt_2.py", "ex10_ben_attempt_1.py"),
    ("Huber_Anna_x_12/ex10.py", "ben/ex10.py"),
    ("submission_1/ex10.py", "submission_2/ex10.py"),
    ("Anna Huber_1_assignsubmission_file/Übung/Version 2/ex10.py", "Ben_2_assignsubmission_file/Übung/Version 1/ex10.py"),
)


@pytest.mark.parametrize("files", PLAIN, ids=[files[0] for files in PLAIN])
def test_what_only_looks_alike_is_read_as_before(files: tuple[str, ...], tmp_path: Path) -> None:
    with found_in(grow(tmp_path, *files), SLUGS) as found, found_in(tmp_path, SLUGS, layout="folders") as plain:
        assert [(one.student, one.name) for one in found.hand_ins] == [(one.student, one.name) for one in plain.hand_ins]
        assert found.problems == plain.problems


@pytest.mark.parametrize("text", ["", "- a list", "submission_1: [", "submission_1: 2026-99-99", "[" * 2000])
def test_a_list_of_gradescope_that_cannot_be_read_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / "submission_metadata.yml").write_text(text, encoding="utf-8")
    grow(tmp_path, "submission_1/ex10.py")
    with pytest.raises(GraderError, match=r"submission_metadata\.yml cannot be read"), found_in(tmp_path, SLUGS):
        pass


def test_without_its_library_a_list_of_gradescope_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    (tmp_path / "submission_metadata.yml").write_text("{}", encoding="utf-8")
    grow(tmp_path, "submission_1/ex10.py")
    with pytest.raises(GraderError, match=r"pip install 'grader\[desk\]'"), found_in(tmp_path, SLUGS):
        pass


def test_odd_entries_of_gradescope_hide_nobodys_work(tmp_path: Path) -> None:
    listed = "submission_1:\n  :submitters: [[x], {':name': [a], ':sid': {}}]\nsubmission_2: 3\n"
    (tmp_path / "submission_metadata.yml").write_text(listed, encoding="utf-8")
    grow(tmp_path, "submission_1/ex10.py", "submission_2/ex10.py", "submission_3/ex10.py")
    with found_in(tmp_path, SLUGS) as found:
        assert [one.student for one in found.hand_ins] == ["submission_1", "submission_2", "submission_3"]
