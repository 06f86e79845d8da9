"""Every slip of an author is caught when the file is loaded, with a sentence that names file, item and remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.course import catalogue
from grader.errors import AuthorError

HEAD = """
from sympy import symbols
from grader.authoring import *
w, t = symbols("w t")
T = Text(de="deutsch", en="English")
"""
GOOD = (
    HEAD
    + """
exercise = Exercise(title=T, statement=T, given=Given(m=3), symbols="w t")

@exercise.item(Value(), points=1, prompt=T)
def total(m):
    return m

@total.mistake("M1", T)
def doubled(m):
    return 2 * m

@exercise.item(Sequence(2), points=2, prompt=T)
def path(m):
    return [m, m + 1]
"""
)

# what is replaced, by what, and what the sentence must say
SLIPS = [
    ("Given(m=3)", "Given(m=0.5)", ["m = 0.5 is a float", "Rational('0.5')"]),
    ("Given(m=3)", "Given(m='drei')", ["m = 'drei'", "Rational"]),
    ('T = Text(de="deutsch", en="English")', 'T = Text(de="deutsch", en="")', ["German and English", "en is ''"]),
    ('T = Text(de="deutsch", en="English")', 'T = Text(de="deutsch")', ["German and English", "en is ''", "deutsch"]),
    ("Value()", "Value", ["takes an answer kind", "Value()"]),
    ("total", "zeros", ["'zeros'", "sympy", "another name"]),
    ("total", "gradient", ["'gradient'", "numpy", "another name"]),
    ("total", "limit", ["'limit'", "sympy"]),
    ("total", "sum", ["'sum'", "Python's own"]),
    ("total", "match", ["'match'", "Python's own"]),
    ("total", "w", ["'w'"]),
    ("total", "a", ["'a'", "three letters"]),
    ("def path", "def total", ["two items have this name"]),
    ("return 2 * m", "return m", ["item total", "mistake M1 (doubled)", "gives the right answer", "change"]),
    ("return 2 * m", "return float(3)", ["mistake M1", "right answer"]),
    ('mistake("M1", T)', 'mistake("eins", T)', ["'eins'", "such as M3"]),
    ('mistake("M1", T)', 'mistake("M1", T, points=1)', ["earns 1 of 1"]),
    ('mistake("M1", T)', 'mistake("M1", T, points=0.5)', ["exact"]),
    ('mistake("M1", T)', 'mistake("M1", Text(de="nur deutsch", en=" "))', ["German and English"]),
    ("def doubled(m)", "def doubled(n)", ["doubled asks for 'n'", "m"]),
    ("points=2", "points=-2", ["must not be negative"]),
    ("points=2", "points=0", ["worth points"]),
    ("Sequence(2)", "Sequence(0)", ["length of at least 1"]),
    ("return [m, m + 1]", "return [m]", ["item path", "1 entries", "Sequence(2) promises 2"]),
    ("return [m, m + 1]", "return [__import__('random').randrange(10**9), m]", ["another answer each time"]),
    (
        "title=T, statement=T, given",
        'title=T, statement=Text(de="mit {mm}", en="with {mm}"), given',
        ["{mm}", "none of the givens m"],
    ),
    ("return [m, m + 1]", "return {m}", ["item path", "the reference gives {3}"]),
    ("return [m, m + 1]", "return 1/0", ["ex42_slip.py:19", "ZeroDivisionError"]),
    ("return m\n", "return t\n", ["item total", "the reference gives t"]),
    ('symbols="w t")', 'symbols="w t", domain={"x": "positive"})', ["domain names x"]),
    ("exercise = Exercise(", "nothing = dict(", ["NameError"]),
    ("def total(m):", "def total(m)", ["ex42_slip.py:10", "SyntaxError"]),
]


def load(folder: Path, text: str) -> None:
    path = folder / "ex42_slip.py"
    path.write_text(text, encoding="utf-8")
    catalogue.load(catalogue.Source("ex42", "slip", path))


def test_the_example_without_a_slip_loads(tmp_path: Path) -> None:
    load(tmp_path, GOOD)


@pytest.mark.parametrize(("old", "new", "words"), SLIPS)
def test_slips_are_caught_at_load(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert old in GOOD
    with pytest.raises(AuthorError) as caught:
        load(tmp_path, GOOD.replace(old, new, -1 if old == "total" else 1))
    assert re.match(r"solutions/ex42_slip\.py:\d+: ", str(caught.value))
    for word in words:
        assert word in str(caught.value)


# what is no slip: LaTeX has braces of its own
FORMULAS = [
    r"\frac{dL}{dw} = e^{kx}",
    r"x_{max} + \text{max} + \mathbb{R}",
    r"\sqrt[3]{w} \cdot \ln{w}",
    r"\frac{m}{2} + \binom{n}{m}",
    r"\hat{y}^{t}",
]
# what is one: a hole in a formula that nothing fills
TYPOS = [
    (r"2 \cdot {mm}", "mm"),
    (r"(w - {n})^2", "n"),
    (r"\hat{y}{k}", "k"),
    (r"\to {end}", "end"),
    (r"\frac{1}{rtae}", "rtae"),
    (r"e^{raet}", "raet"),
    (r"\sqrt{rat}", "rat"),
]
RATE = GOOD.replace("Given(m=3)", "Given(m=3, rate=Rational(1, 4))").replace(
    "def path(m):\n    return [m, m + 1]", "def path(m, rate):\n    return [m, m + rate]"
)


def with_statement(formula: str) -> str:
    return RATE.replace("statement=T", f'statement=Text(de=r"Es ist ${formula}$.", en=r"Let ${formula}$.")')


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_braces_of_latex_are_no_slip(tmp_path: Path, formula: str) -> None:
    load(tmp_path, with_statement(formula))


@pytest.mark.parametrize(("formula", "typo"), TYPOS)
def test_a_hole_in_a_formula_that_nothing_fills_is_a_slip(tmp_path: Path, formula: str, typo: str) -> None:
    with pytest.raises(AuthorError, match=re.escape(f"ex42_slip.py:7: the text “Let ${formula}$.” names {{{typo}}}")):
        load(tmp_path, with_statement(formula))


ADDITIONS = [
    (
        "@total.follows(path)\ndef one(path): return path[0]\n@path.follows(total)\ndef two(total): return [total, total]",
        ["follows goes in a circle", "total → path → total"],
    ),
    ("@total.follows(total)\ndef one(total): return total", ["circle: total → total"]),
    ("@path.follows(total)\ndef one(m): return [m, m]", ["takes no earlier item"]),
    ("@total.from_previous()\ndef one(previous): return previous", ["from_previous is for sequences"]),
    ("@path.from_previous()\ndef one(last): return last", ["asks for 'last'"]),
    ("@path.mistake('M1', T)\ndef again(m): return [0, 0]", ["M1 is used by total and by path"]),
    ("@total.check(points=1, title=T, feedback=T)\ndef holds(probe): return True", ["checks are for function items"]),
    ("pick = exercise.choice(points=1, prompt=T, options={'A': Option(T), 'B': Option(T)})", ["exactly one Right option"]),
    (
        "pick = exercise.choice(points=1, prompt=T, options={'A': Right(T), 'B': Option(T, mistake='M9')})",
        ["names the mistake M9 but gives no feedback"],
    ),
    ("pick = exercise.prose(marks=0, prompt=T, rubric=[])", ["at least one mark"]),
    ("exercise.prose(marks=1, prompt=T, rubric=[])", ["has no name"]),
    ("@exercise.item(Function('f(x)', probes=[]), points=1, prompt=T)\ndef fun(): return abs", ["at least one probe"]),
    (
        "@exercise.item(Function('f(x)', probes=[{'y': 1}]), points=1, prompt=T)\ndef fun(): return abs",
        ["does not fit the signature"],
    ),
    (
        "@exercise.item(Function('fun(x)', probes=[{'x': 1}]), points=2, prompt=T)\ndef fun(): return abs\n"
        "@fun.check(points=1, title=T, feedback=T)\ndef holds(probe, returned): return True",
        ["checks are worth 1 points together, the item 2"],
    ),
    ("@exercise.variants(count=13)\ndef draw(dice): return {'m': 4}", ["1 to 12 variants"]),
    (
        "@exercise.item(WordSet(words=('a1', 'b1', 'c1')), points=1, prompt=T)\ndef chosen(): return {'c1', 'a1'}",
        ["item chosen", "example of the form", "another order"],
    ),
    ("Value(within=Tolerance(abs=-1))", ["must be positive, got -1"]),
    ("Value(within=Tolerance())", ["either abs or rel"]),
]


@pytest.mark.parametrize(("addition", "words"), ADDITIONS)
def test_slips_in_rules_are_caught_at_load(tmp_path: Path, addition: str, words: list[str]) -> None:
    with pytest.raises(AuthorError) as caught:
        load(tmp_path, f"{GOOD}\n{addition}\n")
    assert re.match(r"solutions/ex42_slip\.py:\d+: ", str(caught.value))
    for word in words:
        assert word in str(caught.value)


def test_two_files_with_one_number_are_said(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    for name in ("ex42_one.py", "ex42_two.py"):
        (tmp_path / "solutions" / name).write_text("")
    with pytest.raises(AuthorError, match="are both ex42"):
        catalogue.sources(tmp_path)
