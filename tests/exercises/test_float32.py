"""Whatever hidden calls are drawn: who computes in float32, as torch does where nobody says otherwise, is right with them.

The references compute in float64. Here they are made to compute in float32; a call in which that shows is a right answer
refused, in one class of a hundred maybe.
"""

from __future__ import annotations

from datetime import date

import pytest

from grader.answer_key.matching.match import match
from grader.answers.kinds.function import Function
from grader.authoring.language import Exercise
from grader.authoring.variants import draw
from grader.course.catalogue import Source, load, sources
from tests.conftest import ROOT
from tests.every import each

SETS = 40  # of hidden calls, a night
WITH_TORCH = [source for source in sources(ROOT) if "import torch" in source.path.read_text(encoding="utf-8")]


def refused(exercise: Exercise, slug: str, seeds: range, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    import torch

    found = []
    for item in exercise.items:
        if not isinstance(item.kind, Function) or item.drawing is None:
            continue
        for seed in seeds:
            drawn = draw(exercise, slug, 0, seed)
            drawn.reference(item)
            with monkeypatch.context() as patch:
                patch.setattr(torch, "float64", torch.float32)
                raw = item.kind.observed(drawn.apply(item.make), drawn.calls(item))
            if match(drawn, item, raw).kind != "reference":
                found.append((item.name, seed))
    return found


@pytest.mark.nightly
@each("source", WITH_TORCH)
def test_float32_is_right_with_any_hidden_calls(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    first = date.today().toordinal() * SETS
    assert refused(load(source), source.slug, range(first, first + SETS), monkeypatch) == []


def test_a_call_that_runs_away_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.authoring import SymbolicFunction

    # with it SGD jumps farther each time, and float32 is the first to have no number for that
    steep = {"name": "SGD", "f": SymbolicFunction("(w - 3)**4/10 + w**2/2", "w"), "start": -2.0, "lr": 0.2, "steps": 8}
    (source,) = [source for source in WITH_TORCH if source.id == "ex12"]
    exercise = load(source)
    (item,) = [item for item in exercise.items if item.name == "run_optimizer"]
    monkeypatch.setattr(item, "drawing", lambda: [steep])
    assert refused(exercise, source.slug, range(1), monkeypatch) == [("run_optimizer", 0)]
