"""The causes of what is wrong with a function: each is said where it is true, in its place, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from grader.answer_key.diagnosis.causes import ALL, diagnose
from grader.answer_key.diagnosis.evidence import gather
from grader.answers.door import call
from grader.answers.kinds.function import Function
from grader.answers.kinds.returned import Numbers, Word
from grader.model import Cell, Json
from grader.submissions.source.clue_search import Definitions

MEAN = Function("mean(v)", returns=Numbers(), probes=[{"v": [1.0, 2.0]}, {"v": [3.0, 5.0, 7.5]}, {"v": [2.0, 2.0, 4.0, 5.0]}])
SPREAD = Function("spread(v)", returns=Numbers(), probes=[{"v": [1.0, 2.5]}, {"v": [3.0, 5.0, 7.5]}])  # the least, the most
COUNT = Function("count(v)", returns=Numbers(), probes=[{"v": [1.0] * n} for n in (2, 3, 5)])
DESCEND = Function(
    "descend(start, lr, steps)",
    returns=Numbers(abs=1e-6, rel=1e-6),
    steps="steps",
    probes=[{"start": [start], "lr": 0.25, "steps": steps} for start in (5.0, -1.0) for steps in (0, 1, 2, 3)],
)
PATH = Function(
    "path(start, lr, steps)",
    returns=Numbers(abs=1e-6, rel=1e-6),
    steps="steps",
    probes=[{"start": 5.0, "lr": 0.25, "steps": steps} for steps in (3, 4)],
)
WALK = Function("walk(steps)", returns=Numbers(abs=1e-6, rel=1e-6), steps="steps", probes=[{"steps": n} for n in (1, 3)])
FROM_ZERO = Function("mean(v)", returns=Numbers(), probes=[{"v": [1.0, -1.0]}, {"v": [3.0, 5.0, 7.5]}])
SIGN = Function("sign(x)", returns=Word("plus", "minus"), probes=[{"x": 1}, {"x": -1}])


def mean(v: Any) -> Any:
    return sum(v) / len(v)


def spread(v: Any) -> Any:
    return [min(v), max(v)]


def descend(start: Any, lr: float, steps: int) -> Any:
    (w,) = start
    for _ in range(steps):
        w -= lr * 2 * (w - 3)
    return [w]


def path(start: float, lr: float, steps: int) -> Any:
    return [descend([start], lr, count)[0] for count in range(steps + 1)]


def walk(steps: int) -> Any:
    return [(w, (w - 3) ** 2) for w in path(0.0, 0.25, steps)[1:]]


def sign(x: float) -> str:
    return "plus" if x > 0 else "minus"


REFERENCE: dict[str, Callable[..., Any]] = {
    "mean": mean,
    "spread": spread,
    "count": len,
    "descend": descend,
    "path": path,
    "walk": walk,
    "sign": sign,
}
OPTIMISE = """
import torch
def descend(start, lr, steps):
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    {before}opt = torch.optim.SGD([{held}], lr=lr{more})
    for _ in range(steps):
        {loop}
    return w.detach()
"""


def optimise(loop: str, held: str = "w", before: str = "", more: str = "") -> str:
    return OPTIMISE.format(before=before, held=held, more=more, loop="\n        ".join(loop.split("; ")))


LOSS = "loss = ((w - 3)**2).sum()"
# the kind, what is handed in, the cause by its name, and words of its sentence
ROWS = [
    (MEAN, "def mean(): return 3", "called_otherwise", "def mean(v):"),
    (MEAN, "def mean(v, n): return sum(v) / n", "called_otherwise", "def mean(v):"),
    (MEAN, "def mean(v): return sum(v) / 0", "stops", "bei jedem Aufruf"),
    (MEAN, "def mean(v):\n    return v[2]", "stops", "mean([1.0, 2.0]) bricht ab"),
    (MEAN, "def mean(v): raise NotImplementedError('not implemented for Long')", "stops", "bei jedem Aufruf"),
    (MEAN, "def mean(v): print(sum(v) / len(v))", "returns_nothing", "print zeigt nur an"),
    (MEAN, "def mean(v): sum(v)", "returns_nothing", "Fehlt ein return?"),
    (MEAN, "def mean(v):\n    if len(v) > 2: return sum(v) / len(v)", "returns_nothing", "mean([1.0, 2.0]) gibt nichts zurück"),
    (MEAN, "class T: grad = None\ndef mean(v): return T.grad", "returns_nothing", "kein backward()"),
    (MEAN, "def mean(v): return {'m': sum(v)}", "no_answer", "eine einzige Zahl; zurück kommt ein Wörterbuch"),
    (MEAN, "def mean(v): return (x for x in v)", "no_answer", "list(…)"),
    (MEAN, "def mean(v): return mean", "no_answer", "mit Klammern hinter ihrem Namen"),
    (MEAN, "def mean(v): return {sum(v), 1, 2}", "no_answer", "keine Reihenfolge"),
    (MEAN, "def mean(v): return [x / len(v) for x in v]", "other_shape", "eine einzige Zahl, zurück kommt eine Liste mit 2"),
    (SPREAD, "def spread(v): return max(v)", "other_shape", "eine Liste mit 2 Zahlen, zurück kommt eine einzige Zahl"),
    (SPREAD, "def spread(v): return []", "other_shape", "eine leere Liste"),
    (PATH, "def path(start, lr, steps): return [start + lr] * steps", "other_shape", "4 Zahlen, zurück kommt eine Liste mit 3"),
    (PATH, "def path(start, lr, steps): return [(start, lr)] * (steps + 1)", "other_shape", "eine Liste mit 4 Paaren"),
    (SIGN, "def sign(x): return x", "no_answer", "eines der Wörter"),
    (
        DESCEND,
        "def descend(start, lr, steps):\n    lr = 0.1\n    return [lr * steps + start[0]]",
        "ignores_a_parameter",
        "für lr",
    ),
    (DESCEND, "def descend(start, lr, steps): return [3 - lr * steps]", "ignores_a_parameter", "für start"),
    (
        DESCEND,
        "def descend(start, lr, steps):\n    w = start[0]\n    for _ in range(steps):\n        w -= lr * 2 * (w - 3)\n"
        "        return [w]\n    return [w]",
        "leaves_the_loop",
        "in der ersten Runde",
    ),
    (
        DESCEND,
        optimise(f"opt.zero_grad(); {LOSS}; loss.backward(); opt.step()", "w.clone().detach().requires_grad_()"),
        *("nothing_moves", "genau den Tensor"),
    ),
    (DESCEND, optimise(f"{LOSS}; loss.backward(); opt.zero_grad(); opt.step()"), "nothing_moves", "zwischen backward()"),
    (DESCEND, optimise(f"opt.zero_grad(); {LOSS}; opt.step()"), "nothing_moves", "Ohne backward()"),
    (DESCEND, optimise(f"opt.zero_grad(); {LOSS}; loss.backward()"), "nothing_moves", "Erst step()"),
    (
        DESCEND,
        "def descend(start, lr, steps):\n    for _ in range(steps):\n        w = start[0]\n        w - lr * 2 * (w - 3)\n"
        "    return start",
        "nothing_moves",
        "in jeder Runde den neuen Wert",
    ),
    (
        PATH,
        "def path(start, lr, steps):\n    return [start for _ in range(steps + 1) if lr]",
        "nothing_moves",
        "bewegt sich nicht",
    ),
    (
        PATH,
        "import torch\ndef path(start, lr, steps):\n    w = torch.tensor(start, dtype=torch.float64)\n    found = [w]\n"
        "    for _ in range(steps):\n        w -= lr * 2 * (w - 3)\n        found.append(w)\n    return found",
        "one_thing_again",
        "w.item()",
    ),
    (
        PATH,
        "import torch\ndef path(start, lr, steps):\n    w = torch.tensor(start, dtype=torch.float64)\n    found = "
        "[w.detach()]\n"
        "    for _ in range(steps):\n        w -= lr * 2 * (w - 3)\n        found.append(w.detach())\n    return found",
        "one_thing_again",
        "eine Kopie",
    ),
    (
        DESCEND,
        "w = None\ndef descend(start, lr, steps):\n    global w\n    w = start[0] if w is None else w\n"
        "    for _ in range(steps):\n        w -= lr * 2 * (w - 3)\n    return [w]",
        "remembers",
        "beim zweiten Aufruf",
    ),
    (MEAN, "def mean(v): return float('nan') * len(v)", "not_a_number", "nan"),
    (MEAN, "def mean(v): return 4 if v else 0", "always_the_same", "jedes Mal dasselbe"),
    (DESCEND, optimise(f"{LOSS}; loss.backward(); opt.step()"), "later_steps", "zählt den neuen Gradienten"),
    (
        DESCEND,
        optimise(f"opt.zero_grad(); {LOSS}; loss.backward(); opt.step()", more=", momentum=0.5"),
        "later_steps",
        "ab dem zweiten nicht mehr. Berechnest",
    ),
    (
        PATH,
        "def path(start, lr, steps):\n    found, g, w = [start], 2 * (start - 3), start\n    for _ in range(steps):\n"
        "        w -= lr * g\n        found.append(w)\n    return found",
        "later_steps",
        "ab dem zweiten nicht mehr",
    ),
    (
        MEAN,
        "import numpy as np\ndef mean(v): return np.float32(sum(v) / len(v)) / np.float32(1.0000001)",
        "few_digits",
        "float32",
    ),
    (MEAN, "def mean(v): return sum(v) / (len(v) + 1e-7)", "few_digits", "eine kleine Zahl"),
    (FROM_ZERO, "def mean(v): return sum(v) / len(v) + 1e-7", "few_digits", "eine kleine Zahl"),
    (
        WALK,
        "import torch\ndef walk(steps):\n    w, found = torch.tensor(0.0, requires_grad=True), []\n"
        "    opt = torch.optim.SGD([w], lr=0.25)\n    for _ in range(steps):\n        loss = (w - 3)**2\n"
        "        loss.backward()\n        opt.zero_grad()\n        opt.step()\n"
        "        found.append((w.item(), (w.item() - 3)**2))\n    return found",
        "nothing_moves",
        "zwischen backward()",
    ),
    (SPREAD, "def spread(v): return [max(v), min(v)]", "exchanged", "Reihenfolge"),
    (MEAN, "def mean(v): return -sum(v) / len(v)", "other_sign", "Vorzeichen"),
    (MEAN, "def mean(v): return sum(v)", "a_count_too_many", "zu groß"),
    (MEAN, "def mean(v): return sum(v) / len(v)**2", "a_count_too_many", "zu klein"),
    (MEAN, "def mean(v): return 2 * sum(v) / len(v)", "one_factor", "denselben Faktor"),
    (COUNT, "def count(v): return len(v) - 1", "shifted", "um genau 1"),
    (
        PATH,
        "def path(start, lr, steps):\n    w, found = start, []\n    for _ in range(steps + 1):\n        w -= lr * 2 * (w - 3)\n"
        "        found.append(w)\n    return found",
        "shifted",
        "um einen Schritt",
    ),
    (
        DESCEND,
        "def descend(start, lr, steps):\n    w = start[0]\n    for _ in range(steps + 1): w -= lr * 2 * (w - 3)\n    return "
        "[w]",
        "shifted",
        "einen Schritt zu viel",
    ),
]
# what none of the causes explains: to say one would be untrue
UNEXPLAINED = [
    (DESCEND, "def descend(start, lr, steps): return [start[0] / 2 + 0 * lr * steps]"),
    (MEAN, "def mean(v): return sum(v) / len(v) + v[0] * len(v)"),
    (MEAN, "def mean(v): return sorted(v)[len(v) // 2]"),
    (SPREAD, "def spread(v): return [min(v), 1 + max(v)]"),
    (
        DESCEND,
        "def descend(start, lr, steps):\n    w = start[0]\n    for _ in range(steps): w -= lr * 3 * (w - 2)\n    return [w]",
    ),
    (
        DESCEND,  # long runs from 5 are right: it is not the steps
        "def descend(start, lr, steps):\n    w = abs(start[0]) if steps > 1 else start[0]\n"
        "    for _ in range(steps): w -= lr * 2 * (w - 3)\n    return [w]",
    ),
    (PATH, "def path(start, lr, steps): return [start - lr * k * k for k in range(steps + 1)]"),
    (SIGN, "def sign(x): return 'minus' if x > 0 else 'plus'"),
]


def causes(kind: Function, code: str, drawn: tuple[dict[str, Any], ...] = ()) -> list[tuple[str, str]]:
    """The causes that are said of some code, as a child runs it: their names and German sentences."""
    names: dict[str, Any] = {}
    exec(compile(code, "student.py", "exec"), names)
    (name,) = kind.names
    calls = kind.calls(drawn)
    raw = {
        "probes": [call(kind.reading(), names[name], probe) for probe in calls],
        "clues": {name: Definitions([Cell(1, code)]).clues(name) or []},
    }
    return said(kind, json.loads(json.dumps(raw)), calls)


def said(kind: Function, raw: Json, calls: tuple[Json, ...]) -> list[tuple[str, str]]:
    functions = gather(kind, raw, kind.observed(REFERENCE[kind.names[0]], calls), calls, None)
    texts = [explained.text.de for explained in diagnose(functions).findings]
    by_text = {cause(functions[0]).text.de: cause.__name__ for cause in ALL if cause(functions[0])}  # type: ignore[union-attr]
    return [(by_text.get(text, "?"), text) for text in texts]


@pytest.mark.parametrize(("kind", "code", "cause", "words"), ROWS, ids=[f"{row[2]}: {row[1][-50:]!a}" for row in ROWS])
def test_the_first_cause_is_the_true_one(kind: Function, code: str, cause: str, words: str) -> None:
    found = causes(kind, code)
    assert [name for name, _ in found[:1]] == [cause], found
    assert words in found[0][1]


@pytest.mark.parametrize(("kind", "code"), UNEXPLAINED, ids=[code[-50:] for _, code in UNEXPLAINED])
def test_what_no_cause_explains_is_left_to_the_checks(kind: Function, code: str) -> None:
    assert causes(kind, code) == []


@pytest.mark.parametrize("kind", [MEAN, SPREAD, COUNT, DESCEND, PATH, SIGN], ids=lambda kind: kind.names[0])
def test_of_the_right_answer_nothing_is_said(kind: Function) -> None:
    calls = kind.calls()
    assert said(kind, kind.observed(REFERENCE[kind.names[0]], calls), calls) == []


CUT_OFF = [("missing", "not_there"), ("timeout", "takes_too_long"), ("lost", "ends_the_program")]


@pytest.mark.parametrize(("outcome", "cause"), CUT_OFF)
def test_what_did_not_come_back_is_said_first(outcome: str, cause: str) -> None:
    calls = MEAN.calls()
    other = {"is": "returned", "value": {"node": ["num", "9"]}}
    raw = {"probes": [other, *({"is": outcome} for _ in calls[1:])]}
    assert [name for name, _ in said(MEAN, raw, calls)][:1] == [cause]


def test_a_gradient_that_is_none_is_known_by_the_line() -> None:
    calls = MEAN.calls()
    message = "unsupported operand type(s) for *: 'float' and 'NoneType'"
    stopped = {"is": "raised", "type": "TypeError", "kinds": ["TypeError"], "message": message, "source": "w = w - lr * w.grad"}
    ((name, text),) = said(MEAN, {"probes": [stopped] * len(calls)}, calls)
    assert name == "no_gradient_yet"
    assert "ein neuer" in text.replace("einem neuen", "ein neuer")


def test_only_right_for_the_example_is_said() -> None:
    drawn = tuple({"v": [float(n), n + 2.0]} for n in range(4, 9))
    example = Function("mean(v)", returns=Numbers(), probes=[{"v": [1.0, 2.0]}])
    ((name, text),) = causes(example, "def mean(v): return 1.5 + (v[0] - 1) * (v[1] - 2)", drawn)
    assert (name, "mean([1.0, 2.0])" in text) == ("only_the_example", True)


def test_of_a_hidden_call_no_word_of_the_code_is_told() -> None:
    hidden = Function("mean(v)", returns=Numbers())
    told = causes(hidden, "def mean(v): raise ValueError(f'secret {v}')", ({"v": [1.0, 2.0]}, {"v": [1.0, 3.0]}))
    assert "secret" not in told[0][1]
    assert "ValueError" in told[0][1]


def test_two_causes_are_told_apart_by_the_calls_that_they_explain() -> None:
    code = "def mean(v):\n    if len(v) == 2: return v[7]\n    return -sum(v) / len(v)"
    assert [name for name, _ in causes(MEAN, code)] == ["stops", "other_sign"]


def test_every_cause_has_an_example_here() -> None:
    shown = {cause for _, _, cause, _ in ROWS} | {cause for _, cause in CUT_OFF} | {"no_gradient_yet", "only_the_example"}
    assert {cause.__name__ for cause in ALL} == shown
