"""Finding the course: where somebody stands, where they say, or where the grader lives."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grader.course import catalogue
from grader.errors import UnknownExercise
from tests.conftest import ROOT
from tests.every import each


def course(folder: Path) -> Path:
    (folder / "solutions").mkdir(parents=True)
    (folder / "solutions" / "ex42_answer.py").write_text("")
    return folder


def test_the_course_is_found_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRADER_HOME", raising=False)
    root = course(tmp_path / "course")
    deep = root / "exercises" / "mine"
    deep.mkdir(parents=True)
    assert catalogue.find_root(deep) == root
    assert catalogue.find_root(root) == root


def test_the_course_that_is_named_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_HOME", str(course(tmp_path / "named")))
    assert catalogue.find_root(course(tmp_path / "here")) == tmp_path / "named"


def test_elsewhere_it_is_where_the_grader_or_its_environment_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRADER_HOME", raising=False)
    assert catalogue.find_root(tmp_path) == ROOT
    monkeypatch.setattr(catalogue, "__file__", str(tmp_path / "site-packages" / "grader" / "catalogue.py"))
    monkeypatch.setattr(sys, "prefix", str(course(tmp_path / "course") / ".venv"))
    assert catalogue.find_root(tmp_path) == tmp_path / "course"


@each("name", ["10", "ex10", "EX10", "three-steps", "ex10_three_steps", "010"])
def test_an_exercise_has_many_names(name: str) -> None:
    assert catalogue.resolve(catalogue.sources(ROOT), name).id == "ex10"


@each("name", ["", "ex", "ex99", "1000", "../etc", "three"])
def test_other_names_are_unknown(name: str) -> None:
    with pytest.raises(UnknownExercise) as caught:
        catalogue.resolve(catalogue.sources(ROOT), name)
    assert ", ".join(source.id for source in catalogue.sources(ROOT)) in str(caught.value)
    assert caught.value.in_("de") != caught.value.in_("en")
