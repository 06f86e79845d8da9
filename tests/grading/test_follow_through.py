"""Follow-through over whole exercises: never fewer points than without, never more than the cap, and the cap is said."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from pathlib import Path

import pytest

from grader.grading import follow_through
from tests.conftest import Command, GradeCode
from tests.every import each, turn

POOLS: dict[str, dict[str, list[str]]] = {
    "ex02": {
        "lowest_bce": ["-y*log(y)-(1-y)*log(1-y)", "-y*log(y)", "y*(1-y)", "S(0)", "'y ('"],
        "lowest_for_soft": ["0.5623", "log(4)/4", "Rational(3, 16)", "0", "nan"],
        "zeros_for_one": ["{1}", "{0}"],
        "zeros_for_zero": ["{0}", "{0, 1}"],
        "certain_prediction": ["[0, 1, 0, 0]", "[1, 1, 1, 1]"],
        "mean_is_zero": ["'A'", "'D'"],
    },
    "ex04": {
        "gradient_of_loss": ["[8*(4*w1+7*w2-20), 14*(4*w1+7*w2-20)]", "[4*(4*w1+7*w2-20), 7*(4*w1+7*w2-20)]", "[8, 14]"],
        "second_derivatives": ["[[32, 56], [56, 98]]", "[[16, 28], [28, 49]]", "[[0, 0], [0, 0]]"],
        "all_minimisers": ["(5 + 7*t, -4*t)", "(5 + 7*t, 4*t)", "(5, 0)", "Eq(4*w1 + 7*w2, 65)"],
        "closest_minimiser": ["(16/13, 28/13)", "(16/13, -28/13)", "(4, 7)", "(5, 0)"],
        "lowest_value": ["0", "400"],
        "one_minimiser": ["(5, 0)", "(7, -4)"],
    },
    "ex05": {
        "all_minimisers": [f"2*w1+3*w2-4*w3 {op} 0" for op in ("<=", "<", ">=")] + ["w1 <= 100"],
        "which_are_minimisers": [
            "[True, False, True, True, False, True]",
            "[False, False, False, True, False, False]",
            "[True]*6",
        ],
        "value_at_point": ["25", "5"],
        "gradient_at_point": ["[20, 30, -40]", "[10, 15, -20]"],
        "convexity": ["'A'", "'B'"],
    },
    "ex06": {
        "minimiser": ["LambertW(1)", "0.6", "0.5", "0", "1.5"],
        "one_sided_slopes": ["[-1.5671, 1.5671]", "[-1 - exp(-0.6), 1 + exp(-0.6)]", "[0, 0]", "[-2, 2]"],
        "lowest_value": ["0", "LambertW(1)"],
        "slope_of_g": ["1 + exp(-w)", "1 - exp(-w)"],
    },
    "ex10": {
        "derivative": ["2*(w - 3)", "w - 3", "2*w - 3", "S(4)", "(w - 3)**2"],
        "steps": ["[1.5, 2.25, 2.625]", "['3/4', '21/16', '111/64']", "[3, 3, 3]", "[1.5, 2.25, 2.6]", "[-1, -2, -3]"],
        "losses": ["[2.25, 0.5625, 0.140625]", "[2.25, 0.5625, 0.16]", "[0, 0, 0]", "['81/16', '729/256', '6561/4096']"],
        "closed_form": ["3*(1 - 0.5**t)", "3*(1 - 0.5**(t+1))", "S(3)"],
        "first_close": ["9", "8", "0"],
        "limit_value": ["3", "0"],
    },
}


@pytest.mark.parametrize("exercise", sorted(POOLS))
@pytest.mark.parametrize("seed", turn(range(6), 3))
def test_it_never_costs_and_never_exceeds_the_cap(
    grade_code: GradeCode, monkeypatch: pytest.MonkeyPatch, exercise: str, seed: int
) -> None:
    rng = random.Random(f"{exercise} {seed}")
    answers = {name: rng.choice(pool) for name, pool in POOLS[exercise].items() if rng.random() < 0.9}
    followed = grade_code(exercise, answers).result
    monkeypatch.setattr(follow_through, "rules_to_try", lambda *_: ())
    alone = grade_code(exercise, answers).result
    assert alone.capped == 0
    assert followed.points >= alone.points
    assert followed.points <= max(alone.points, Fraction(4, 5) * followed.max_points)
    assert followed.bonus >= alone.bonus
    for with_rule, without in zip(followed.verdicts, alone.verdicts, strict=True):
        assert with_rule.points >= without.points
        if with_rule.points > without.points:
            assert str(with_rule.outcome) == "follow_through"
            assert with_rule.feedback is not None
            assert with_rule.feedback.de.startswith("Folgefehler: mit deinem ")


TRIVIAL = [
    # own earlier answers that leave nothing to be calculated, and what would follow from them
    ("ex02", {"lowest_bce": "S(0)", "lowest_for_soft": "0"}, "lowest_for_soft"),
    ("ex04", {"gradient_of_loss": "[8, 14]", "second_derivatives": "[[0, 0], [0, 0]]"}, "second_derivatives"),
    ("ex04", {"all_minimisers": "(7*t, -4*t)", "closest_minimiser": "(0, 0)"}, "closest_minimiser"),
    ("ex04", {"all_minimisers": "(3, 1)", "closest_minimiser": "(3, 1)"}, "closest_minimiser"),
    ("ex05", {"all_minimisers": "w1 <= 100", "which_are_minimisers": "[True]*6"}, "which_are_minimisers"),
    ("ex06", {"minimiser": "0", "one_sided_slopes": "[-2, 2]"}, "one_sided_slopes"),
    ("ex10", {"derivative": "S(0)", "steps": "[0, 0, 0]"}, "steps"),
    ("ex10", {"steps": "[3, 3, 3]", "losses": "[0, 0, 0]"}, "losses"),
    ("ex10", {"closed_form": "S(3)", "first_close": "0"}, "first_close"),
]


@each(("exercise", "answers", "item"), TRIVIAL)
def test_trivialising_answers_earn_nothing(grade_code: GradeCode, exercise: str, answers: dict[str, str], item: str) -> None:
    graded = grade_code(exercise, answers)
    assert (graded.outcome(item), graded.points(item)) == ("wrong", "0")


OWN_VALUES = [
    ("ex06", {"minimiser": "0.6", "one_sided_slopes": "[-1.5488, 1.5488]"}, "one_sided_slopes", "minimiser = 0,6"),
    ("ex10", {"steps": "[1.5, 3, 4.5]", "losses": "[2.25, 0, 2.25]"}, "losses", "steps = [1,5; 3; 4,5]"),
    ("ex04", {"all_minimisers": "'4w1 + 7w2 = 65'", "closest_minimiser": "(4, 7)"}, "closest_minimiser", "4*w1 + 7*w2 = 65"),
]


@each(("exercise", "answers", "item", "shown"), OWN_VALUES)
def test_the_sentence_shows_the_own_value(
    grade_code: GradeCode, exercise: str, answers: dict[str, str], item: str, shown: str
) -> None:
    feedback = grade_code(exercise, answers)[item].feedback
    assert feedback is not None
    assert shown in feedback.de
    assert feedback.de.endswith("richtig weitergerechnet.")


# all of ex10 but the third step; the losses follow from it: 8 of 9 points, 7 2/3 without
CAPPED = """# grader: ex10 variant 0
from sympy import *
w, t = symbols("w t")
derivative = 2*(w - 3)
steps = [1.5, 2.25, 2.6]
losses = [2.25, 0.5625, 0.16]
closed_form = 3*(1 - 0.5**t)
first_close = 9
limit_value = 3
"""


def test_the_cap_is_shown_everywhere(command: Command, tmp_path: Path) -> None:
    (tmp_path / "class" / "ada").mkdir(parents=True)
    for place in (tmp_path, tmp_path / "class" / "ada"):
        (place / "ex10.py").write_text(CAPPED)
    document = json.loads(command("ex10.py", "--json").out)
    assert (document["points"], document["capped"], document["max_points"]) == (7.666667, 0.333333, 9)
    terminal = command("ex10.py").out
    assert "Folgefehler zählen nur, bis 4/5 der Punkte erreicht sind" in " ".join(terminal.split())
    assert command("class", "class", "--out", "graded").status == 0
    page = (tmp_path / "graded" / "feedback" / "ada.html").read_text(encoding="utf-8")
    assert "bis 4/5 der Punkte erreicht sind" in page
