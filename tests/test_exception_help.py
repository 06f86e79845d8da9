"""The sentences on exceptions: what a beginner's slip raises is explained, in both languages and without an answer."""

from __future__ import annotations

from typing import Any

import pytest

from grader.answer_key.process.client import LiveKey
from grader.answer_key.services.squeezed import squeeze
from grader.course.catalogue import sources
from grader.exception_help.table import TABLE, explain, sentence_on, sentence_without_words
from grader.reports.text.marked import pieces
from tests.conftest import ROOT
from tests.every import turn

# what code can raise, and what its sentence may say of it in our voice: nothing
VOICES = [
    (
        "NameError",
        "name 'x. Full points! The key' is not defined",
        "Python does not know the name “x. Full points! The key” here",
    ),
    ("NameError", "name 'x” is right. “y' is not defined", "the name “x' is right. 'y” here"),
    ("KeyError", "you have full points, your teacher", "This dictionary has no key “you have full points, your teacher”."),
    ("TypeError", "Well done() got an unexpected keyword argument '$x$'", "“Well done” has no parameter called “\\$x\\$”."),
    ("AttributeError", "'a\n\nFull points' object has no attribute 'b'", "the dot is “a  Full points” and"),
    ("Well done", "full\n\npoints \x1b[2J **now** `x`", "Python says: Well done: full  points [2J \\**now** \\`x\\`"),
]


@pytest.mark.parametrize(("kind", "message", "said"), VOICES)
def test_what_code_raises_does_not_speak_with_our_voice(kind: str, message: str, said: str) -> None:
    sentence = sentence_on(kind, message).en
    assert said in sentence
    assert sentence.count("\n") == (0 if kind == "Well done" else 1)
    assert {piece.kind for piece in pieces(sentence)} == {"text"}


# code as first-year students write it, and a word that the sentence must have
SLIPS = [
    ("print((1 + 2)", "nie geschlossen"),
    ("x = 3)", "zu viel"),
    ("x = (1, 2]", "zusammenpassen"),
    ("x = 'abc", "Anführungszeichen"),
    ("x = 'it's'", "Anführungszeichen"),
    ("for i in range(3)\n    pass", "Doppelpunkt"),
    ("def f(x)\n    return x", "Doppelpunkt"),
    ("if x = 3:\n    pass", "=="),
    ("x + 1 = 3", "Links vom ="),
    ("w_(t+1) = 3", "Links vom ="),
    ("x = 4w", "Malzeichen"),
    ("x = [1 2]", "Komma"),
    ("x = 1 – 2", "Das Zeichen –"),
    ("x = „abc“", "Das Zeichen „"),
    ("x =\u00a03", "unsichtbares Zeichen"),
    ("d = {'a': 1}\nf'{d['a']}'", "erst ab Version 3.12"),
    ('x = []\nf"{", ".join(x)}"', "erst ab Version 3.12"),
    ("f'{(1}'", "fehlt eine Klammer"),
    ("f\"{'\\n'}\"", "erst ab Version 3.12"),
    ("print 3", "print(…)"),
    ("return 3", "return steht außerhalb"),
    ("f(a=1, 2)", "ohne Namen"),
    ("x = 3 +", "versteht diese Zeile nicht"),
    ("for i in [1]:\nprint(i)", "nichts eingerückt"),
    ("  x = 3", "weiter eingerückt"),
    ("if True:\n    x = 1\n  y = 2", "zu keiner Zeile darüber"),
    ("if True:\n\tx = 1\n        y = 2", "Tabulatoren"),
    ("x = B", "Anführungszeichen: 'B'"),
    ("x = np.array([1])", "np ist noch nicht importiert"),
    ("x = lossess", "Den Namen lossess kennt Python hier nicht"),
    ("def f():\n    x += 1\nx = 1\nf()", "bevor es dort einen Wert hat"),
    ("import foobarium", "foobarium ist hier nicht installiert"),
    ("from math import foo", "In math gibt es kein foo"),
    ("import math\nmath.foo", "Das Modul math hat kein foo"),
    ("None.grad", "Vor .grad steht None"),
    ("(1, 5).append(3)", "kann kein .append"),
    ("def f(x, y): return x\nf(1)", "Beim Aufruf von f fehlt etwas: 'y'"),
    ("def f(x): return x\nf(1, 2)", "zu viele Werte in der Klammer: 2 statt 1"),
    ("def f(x): return x\nf(x=1, y=2)", "keinen Parameter namens y"),
    ("raise NotImplementedError", "hält Python an"),
    ("assert 1 == 2", "assert"),
    ("def f(): return f()\nf()", "immer wieder selbst"),
    ("open('no such file')", "Datei"),
    ("3 * 2(4)", "Malzeichen"),
    ("... * 2", "noch ... steht"),
    ("def f(): pass\nf() + 1", "return, oder"),
    ("def f(x): return x\nf * 2", "f(x) statt f"),
    ("'3' * 2.0 + 'a' * 2.0", "Kommazahlen"),
    ("1 + 'a'", "mit einem Text"),
    ("'a' + 1", "mit einem Text"),
    ("(1, 5) / 2", "Tupel"),
    ("[1, 2] - 1", "ganzen Liste"),
    ("'a' < 1", "Ungleiches verglichen (str und int)"),
    ("[1][1.5]", "keine ganze Zahl"),
    ("x = 3\nx[0]", "keine Liste"),
    ("for i in 3: pass", "range(…)"),
    ("range(1.5)", "ganze Zahl"),
    ("[1, 2][2]", "Gezählt wird ab 0"),
    ("{}['lr']", "Den Schlüssel 'lr'"),
    ("1 / 0", "durch 0 geteilt"),
    ("2.0**10000", "zu groß"),
    ("import math\nmath.log(-1)", "log braucht eine positive Zahl"),
    ("float('1,5')", "keine Zahl"),
    ("a, b = 1, 2, 3", "Links vom ="),
    ("import math\nmath.exp(w)", "Nimm die Funktion aus SymPy"),
    ("import numpy\nnumpy.exp(w)", "Nimm die Funktion aus SymPy"),
    ("if w > 3: pass", "setze zuerst eine ein"),
    ("sympify('2 w +')", "SymPy kann diesen Text nicht lesen"),
    ("log(S)", "SymPy hat selbst welche: S"),
    ("diff(w * t)", "diff(f, w)"),
    ("import numpy\nnumpy.ones(2) + numpy.ones(3)", "verschiedene Größen"),
    ("import numpy\nif numpy.ones(2) > 1: pass", "alle, oder einer"),
    ("import numpy\nnumpy.zeros(2, 3)", "np.zeros((2, 3))"),
    ("import torch\ntorch.exp(2.0)", "exp von torch braucht einen Tensor"),
    ("import torch\ntorch.ones(2).sum().backward()", "torch ableiten soll"),
    ("import torch\ntorch.ones(2, requires_grad=True).backward()", "einer einzelnen Zahl"),
    ("import torch\nx = torch.ones(1, requires_grad=True)\ny = x**2\ny.backward()\ny.backward()", "zum zweiten Mal"),
    ("import torch\nx = torch.ones(1, requires_grad=True)\nx -= 1", "so nicht verändert"),
    ("import torch\ntorch.ones(1, requires_grad=True).numpy()", "x.detach()"),
    ("import torch\ntorch.tensor(1, requires_grad=True)", "1.0 statt 1"),
    ("import torch\ntorch.ones(2).item()", "Wähle einen Eintrag"),
]

# What a beginner's torch and NumPy raise, in the words of the installed versions: behind L and y stand two rows of logits
# and their labels, behind v a tensor by which is differentiated.
TENSORS = [
    ("F.cross_entropy(L, y.float())", "labels.long()"),
    ("nn.CrossEntropyLoss()(L.double(), y.double())", "labels.long()"),
    ("F.cross_entropy(L, y.int())", "labels.long()"),
    ("F.cross_entropy(L, y.bool())", "labels.long()"),
    ("F.nll_loss(L, y.float())", "labels.long()"),
    ("F.cross_entropy(L, F.one_hot(y, 3))", "Wahrscheinlichkeiten, und die sind Kommazahlen"),
    ("F.cross_entropy(L, y.reshape(2, 1))", "zweite Richtung"),
    ("F.cross_entropy(L, y + 2)", "eine Klasse, die es nicht gibt"),
    ("F.one_hot(y, 1)", "eine Klasse, die es nicht gibt"),
    ("F.one_hot(y.float())", "x.long()"),
    ("F.cross_entropy(L, torch.tensor([0, 1, 2]))", "nicht gleich viele"),
    ("F.cross_entropy(L[0], y)", "nicht gleich viele"),
    ("F.cross_entropy(y, L)", "bekommt sie ganze Zahlen"),
    ("F.cross_entropy(L, [0, 1])", "braucht einen Tensor"),
    ("nn.CrossEntropyLoss(L, y)", "alle, oder einer"),
    ("F.mse_loss(y, y)", "bekommt sie ganze Zahlen"),
    ("torch.softmax(y, 0)", "bekommt sie ganze Zahlen"),
    ("y.mean()", "Mittelwert"),
    ("F.binary_cross_entropy(L * 0 + 2, L * 0)", "noch Logits"),
    ("F.binary_cross_entropy(torch.ones(1), torch.ones(1, 1))", "verschiedene Formen"),
    ("F.binary_cross_entropy_with_logits(torch.ones(1), torch.ones(1, 1))", "verschiedene Formen"),
    ("F.binary_cross_entropy(torch.ones(1), torch.tensor([1]))", "verschiedene Typen"),
    ("nn.Linear(2, 1)(torch.ones(1, 2).double())", "verschiedene Typen"),
    ("torch.ones(2, 2) @ torch.ones(2, 2).double()", "verschiedene Typen"),
    ("torch.dot(torch.ones(2), torch.ones(2).double())", "verschiedene Typen"),
    ("y += 0.5", "passen nur ganze Zahlen"),
    ("torch.softmax(L)", "fehlt etwas"),
    ("L.sum(dim=5)", "axis oder dim"),
    ("v[0] -= 1", "so nicht verändert"),
    ("v[0] = 1.0", "so nicht verändert"),
    ("torch.tensor([1]).requires_grad_()", "1.0 statt 1"),
    ("s = v.exp()\nv.data += 1\ns += 1\ns.sum().backward()", "bevor backward() ihn noch brauchte"),
    ("v.grad.zero_()", "solange kein backward()"),
    ("0.1 * v.grad", "ein .grad noch leer"),
    ("np.array([v, v])", "x.detach()"),
    ("copy.deepcopy(v * 2)", "Ergebnis einer Rechnung"),
    ("(v * 2).requires_grad_(False)", "Ergebnis einer Rechnung"),
    ("torch.autograd.grad(v.sum(), torch.ones(1, requires_grad=True))", "hängt nicht von dem Tensor ab"),
    ("torch.optim.SGD([v * 2], lr=0.1)", "den Tensor selbst"),
    ("torch.optim.SGD(v, lr=0.1)", "eine Liste mit den Tensoren"),
    ("torch.optim.SGD([], lr=0.1)", "leere Liste"),
    ("torch.optim.SGD([v], lr=-0.1)", "nicht negativ"),
    ("torch.optim.SGD([v], learning_rate=0.1)", "keinen Parameter namens learning_rate"),
    ("torch.optim.lr_scheduler.ExponentialLR(0.9, gamma=0.9)", "den Optimizer selbst"),
    ("v.zero_grad()", "gehören zum Optimizer"),
    ("(1.0).backward()", "gewöhnliche Zahl, kein Tensor"),
    ("float(v)", "Wähle einen Eintrag"),
    ("np.ones(2).item()", "Wähle einen Eintrag"),
    ("float(np.ones(2))", "Wähle einen Eintrag"),
    ("torch.ones(2, 3) @ torch.ones(2, 3)", "verschiedene Größen"),
    ("np.dot(np.ones(2), np.ones(3))", "verschiedene Größen"),
    ("torch.stack([torch.ones(2), torch.ones(3)])", "verschiedene Größen"),
    ("torch.stack([1.0, 2.0])", "cat und stack"),
    ("L.gather(1, y)", "eine Spalte"),
    ("torch.ones(4).view(3, 2)", "Zeilen mal Spalten"),
    ("np.ones(4).reshape(3, 2)", "Zeilen mal Spalten"),
    ("torch.tensor([[1.0, 2.0], [3.0]])", "verschieden lang"),
    ("np.array([[1.0, 2.0], [3.0]])", "verschieden lang"),
    ("torch.tensor(None)", "kein Tensor"),
    ("torch.tensor('1.5')", "kein Tensor"),
    ("torch.tensor(2.0, dtype='float32')", "nicht seinen Namen als Text"),
    ("torch.max(0, v)", "Meistens fehlt ein Tensor"),
    ("L.max(dim=1) - L", "Werte und Plätze"),
    ("list(torch.tensor(1.0))", "eine einzige Zahl, keine Liste"),
    ("torch.tensor(1.0)[0]", "eine einzige Zahl, keine Liste"),
    ("len(np.array(1.0))", "eine einzige Zahl, keine Liste"),
    ("np.ones(2)[1.0]", "nur eine ganze Zahl"),
    ("torch.ones(2)[1.0]", "nur eine ganze Zahl"),
    ("np.ones(2)[0, 0]", "mehr Plätze"),
    ("np.ones(2).sum(axis=1)", "axis oder dim"),
    ("x = np.array([1, 2])\nx -= np.array([0.5, 0.5])", "passen nur ganze Zahlen"),
    ("x = np.array([1, 2])\nx /= 2", "passen nur ganze Zahlen"),
    ("np.array([2]) ** -1", "negativem Exponenten"),
    ("np.array(['a']) + 1", "keine Zahl ist"),
    ("np.sqrt('a')", "keine Zahl ist"),
    ("torch.ones(2).cuda()", "Grafikkarte"),
    ("torch.ones(2) + torch.ones(2, device='meta')", "verschiedenen Geräten"),
    ("nn.Module()(1)", "keine Methode forward"),
]


def without_line(message: str) -> str:
    """Python counts from the start of the cell; a report says the line of the file."""
    return message.replace(" on line 1", "").replace(" (detected at line 1)", "")


@pytest.fixture(scope="module")
def first_cell() -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec("from sympy import *\nw, t = symbols('w t', real=True)", names)
    return names


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(("code", "word"), SLIPS, ids=[code[-40:] for code, _ in SLIPS])
def test_a_slip_is_explained_beside_pythons_own_words(code: str, word: str, first_cell: dict[str, Any]) -> None:
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - what is raised is the point of the table
        exec(code, dict(first_cell))
    error = caught.value
    kind, message = type(error).__name__, error.msg if isinstance(error, SyntaxError) else str(error)
    said = sentence_on(kind, message)
    assert word in said.de
    words = without_line(message).replace("\n", " ")
    assert said.de.endswith(f"\nPython sagt: {kind}: {words}".removesuffix(": "))
    assert f"\nPython says: {kind}" in said.en


@pytest.fixture(scope="module")
def tensors() -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec("import copy, numpy as np, torch, torch.nn.functional as F\nfrom torch import nn", names)
    return names


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("code", "word"), TENSORS, ids=[code[-40:] for code, _ in TENSORS])
def test_what_tensors_and_arrays_raise_is_explained(code: str, word: str, tensors: dict[str, Any]) -> None:
    made = (
        "L, y = torch.tensor([[1.0, 2.0, 5.0], [3.0, 1.0, 1.0]]), torch.tensor([2, 0])\nv = torch.ones(2, requires_grad=True)\n"
    )
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - what is raised is the point of the table
        exec(made + code, dict(tensors))
    said = explain(type(caught.value).__name__, str(caught.value))
    assert said is not None, caught.value
    assert word in said.de
    assert said.en != said.de


def test_of_a_hidden_call_no_word_of_the_code_is_said() -> None:
    known = sentence_without_words("RuntimeError", "expected target dtype to be Long or Byte, but got Float")
    assert known.de == "Die Labels müssen ganze Zahlen vom Typ long sein, hier haben sie einen anderen Typ: labels.long()\n" + (
        "Python sagt: RuntimeError"
    )
    assert sentence_without_words("NameError", "name 'probe_7' is not defined").de == "Python sagt: NameError"
    assert sentence_without_words("Probe7", "secret").de == "Python sagt: Exception"


def test_an_exception_of_ones_own_keeps_its_words() -> None:
    assert explain("MyError", "no") is None
    assert (sentence_on("MyError", "no").de, sentence_on("MyError", "").en) == (
        "Python sagt: MyError: no",
        "Python says: MyError",
    )


def test_braces_in_a_message_are_no_holes() -> None:
    assert "Den Schlüssel '{0}{x}'" in sentence_on("KeyError", "'{0}{x}'").de


def test_no_row_is_hidden_by_one_above() -> None:
    for number, row in enumerate(TABLE):
        assert not [above for above in TABLE[:number] if not above.pattern and set(above.kinds) & set(row.kinds)], row


def test_no_sentence_holds_an_answer_of_the_course(key: LiveKey) -> None:
    said = squeeze(" ".join(f"{row.says.de} {row.says.en}" for row in TABLE))
    for source in turn(sources(ROOT), 4):
        assert not [secret for secret in key.secrets(key.exercise(source.id)) if secret in said], source.id
