"""Torch as the oracle: what exercises compute without it is what it computes; imported only when asked."""

from __future__ import annotations

import random

import pytest

from grader.course.catalogue import resolve, sources
from tests.conftest import ROOT


def test_the_stable_softmax_is_that_of_torch() -> None:
    import torch

    from solutions.ex03_softmax_domain import log_softmax

    ours = log_softmax.make()
    rng = random.Random(3)
    for count in (2, 3, 5, 10) * 5:
        z = [rng.uniform(-9, 9) for _ in range(count)]
        assert ours(z) == pytest.approx(torch.log_softmax(torch.tensor(z, dtype=torch.float64), 0).tolist(), rel=1e-9)
    assert ours([1000, 0, -1000]) == [0, -1000, -2000]


def test_the_optimisers_take_the_steps_of_torch() -> None:
    import torch

    namespace: dict[str, object] = {}
    path = resolve(sources(ROOT), "ex12").path
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), namespace)
    run = namespace["run"]
    assert callable(run)
    for name in ("SGD", "Adam", "Adagrad"):
        w = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
        optimiser = getattr(torch.optim, name)([w], lr=0.25)
        for position in run(name, 3.0, 0.25, 300):
            assert w.item() == pytest.approx(position, abs=1e-9)
            optimiser.zero_grad()
            ((w - 3.0) ** 2).backward()
            optimiser.step()


def test_the_cross_entropy_of_a_label_is_that_of_torch() -> None:
    import torch

    from solutions.ex13_integer_label import ce_from_label

    ours = ce_from_label.make()
    rng = random.Random(13)
    for count in (2, 3, 5, 10) * 5:
        z, c = [rng.uniform(-9, 9) for _ in range(count)], rng.randrange(count)
        theirs = torch.nn.functional.cross_entropy(torch.tensor([z], dtype=torch.float64), torch.tensor([c]))
        assert ours(z, c) == pytest.approx(float(theirs), rel=1e-9)
    assert ours([1000, 0], 1) == 1000


def test_torch_takes_and_refuses_the_targets_that_the_exercise_names() -> None:
    import torch

    logits = torch.log(torch.tensor([[1.0, 2.0, 5.0], [3.0, 1.0, 1.0]], dtype=torch.float64))
    labels = torch.tensor([1, 0])
    loss = torch.nn.CrossEntropyLoss()
    assert loss(logits, labels).item() == pytest.approx(0.9486, abs=5e-5)
    assert loss(torch.softmax(logits, 1), labels).item() == pytest.approx(1.0278, abs=5e-5)
    for target in (labels.double(), torch.nn.functional.one_hot(labels, 3)):
        with pytest.raises(RuntimeError):
            loss(logits, target)
    assert loss(logits, torch.nn.functional.one_hot(labels, 3).double()).item() == pytest.approx(0.9486, abs=5e-5)
