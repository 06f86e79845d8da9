"""Code that comes to right values without the skill that an item is about, judged as a teacher would; and code beside it
that looks alike and has the skill."""

from __future__ import annotations

from grader.model import Verdict
from tests.conftest import ROOT, GradeCode
from tests.every import each, turn
from tests.exercises.skill import HONEST, WITHOUT


def graded(grade_code: GradeCode, item: str, code: str) -> Verdict:
    exercise, name = item.split()
    found: Verdict = grade_code(exercise, cells=["from sympy import *", code])[name]
    return found


@each(("item", "way", "code", "points"), turn(WITHOUT, 3))
def test_a_detour_earns_what_a_teacher_would_give(grade_code: GradeCode, item: str, way: str, code: str, points: str) -> None:
    verdict = graded(grade_code, item, code)
    assert str(verdict.points) == points, verdict.feedback
    assert verdict.points == verdict.item.points or verdict.feedback


@each(("item", "code"), turn(HONEST, 3))
def test_the_skill_counts_whatever_it_looks_like(grade_code: GradeCode, item: str, code: str) -> None:
    verdict = graded(grade_code, item, code)
    assert verdict.points == verdict.item.points, verdict.feedback


def test_every_function_item_is_tried_in_three_ways() -> None:
    tried: dict[str, set[str]] = {}
    for item, way, _, _ in WITHOUT:
        tried.setdefault(item, set()).add(way)
    assert len(tried) == 17
    assert all(len(ways) >= 3 for ways in tried.values())


def test_the_page_on_functions_lists_these_ways_with_their_points() -> None:
    rows: dict[str, list[str]] = {}
    for item, way, _, points in WITHOUT:
        rows.setdefault(item.replace(" ", " `") + "`", []).append(f"{way}: {points}")
    page = (ROOT / "docs" / "functions.md").read_text(encoding="utf-8")
    listed = [line for line in page.splitlines() if line.startswith("| ex")]
    assert listed == [f"| {item} | {' · '.join(rows[item])} |" for item in sorted(rows)]
