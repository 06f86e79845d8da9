"""Formulas of prompts: MathML for pages, one line of text for consoles."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import unescape

from grader.reports.text.mathml import mathml
from grader.reports.text.plain_text import plain
from tests.every import each

PRIME = '<mo class="prime" lspace="0" rspace="0">′</mo>'
ALTERNATIVE = re.compile(r' alttext="[^"]*"')
MATHML = [
    ("w", "<mi>w</mi>"),
    ("0{,}25", "<mn>0,25</mn>"),
    ("0.25", "<mn>0.25</mn>"),
    ("w_0", "<msub><mi>w</mi><mn>0</mn></msub>"),
    ("w_{t+1}", "<msub><mi>w</mi><mrow><mi>t</mi><mo>+</mo><mn>1</mn></mrow></msub>"),
    ("e^{-w}", "<msup><mi>e</mi><mrow><mrow><mo>−</mo><mi>w</mi></mrow></mrow></msup>"),
    ("(-1", '<mo stretchy="false">(</mo><mo form="prefix">−</mo><mn>1</mn>'),
    ("w-1", "<mi>w</mi><mo>−</mo><mn>1</mn>"),
    ("y=-w", '<mi>y</mi><mo>=</mo><mo form="prefix">−</mo><mi>w</mi>'),
    ("w_i^2", "<msubsup><mi>w</mi><mi>i</mi><mrow><mn>2</mn></mrow></msubsup>"),
    ("f'", f"<mrow><mi>f</mi>{PRIME}</mrow>"),
    (r"f^{\prime}_1", f"<msub><mrow><mi>f</mi>{PRIME}</mrow><mn>1</mn></msub>"),
    (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
    (r"\frac12", None),  # TeX takes two digits, we read the number 12: shown as source
    (r"\eta\le 1", "<mi>η</mi><mo>≤</mo><mn>1</mn>"),
    (r"w \in \mathbb{R}", "<mi>w</mi><mo>∈</mo><mi>ℝ</mi>"),
    (r"\sqrt{w}", "<msqrt><mrow><mi>w</mi></mrow></msqrt>"),
    (r"\text{für alle } n", "<mtext>für\xa0alle\xa0</mtext><mi>n</mi>"),
    (r"p\log q", '<mi>p</mi><mspace width="0.17em"></mspace><mi>log</mi><mspace width="0.17em"></mspace><mi>q</mi>'),
    (r"\log(q)", '<mi>log</mi><mo stretchy="false">(</mo><mi>q</mi><mo stretchy="false">)</mo>'),
    (r"\left(w\right)", '<mrow><mo stretchy="true">(</mo><mi>w</mi><mo stretchy="true">)</mo></mrow>'),
    (r"\unknown{w}", None),
    (r"\begin{pmatrix}1\end{pmatrix}", None),
    ("{w", None),
    ("w}", None),
    ("w_", None),
    ("w_1_2", None),
    (r"\left(w", None),
    (r"\frac{1}", None),
    ("{" * 5000, None),
    (r"\sqrt" * 5000, None),
    ("^" * 5000, None),
]


HEARD = [
    (r"2\frac{1}{3}", "2 1/3"),
    (r"\frac{1}{2} x_{t+1}", "1/2 x_(t+1)"),
    (r"\frac{1}{2}(x+1)", "1/2 (x+1)"),
    (r"w_t x", "w_t x"),
    (r"\hat{y}_i\log p_i", "ŷ_i log p_i"),
    (r"\left(\frac{1}{2}\right)^t", "(1/2)^t"),
    (r"f'(w)", "f'(w)"),
    (r"4 w_{1} + 7", "4w₁+7"),
]


@each(("source", "expected"), HEARD)
def test_what_is_heard_of_a_formula_is_the_same_formula(source: str, expected: str) -> None:
    (heard,) = re.findall(r'alttext="([^"]*)"', mathml(source))
    assert unescape(heard) == expected


@each(("source", "expected"), MATHML)
def test_mathml(source: str, expected: str | None) -> None:
    actual = mathml(source)
    assert (f"<code>{source}</code>" if expected is None else f"<math>{expected}</math>") == ALTERNATIVE.sub("", actual)
    ET.fromstring(actual)


REAL = [
    (r"L(w) = |w - e^{-w}|", "L(w) = |w - e^(-w)|"),
    (r"f(w)=(w-3)^2", "f(w)=(w-3)²"),
    (r"w_1, w_2, w_3", "w₁, w₂, w₃"),
    (r"\eta=0{,}25", "η=0,25"),
    (r"\ell = -\sum_{i=1}^{n} y_i \log \hat y_i", None),
    (r"\nabla L(w) = \frac{\partial L}{\partial w_1}", None),
    (r"0 < \eta \le \frac{1}{2}", "0 < η ≤ 1/2"),
    (r"3\left(1-\left(\frac{1}{2}\right)^t\right)", "3(1-(1/2)^t)"),
    (r"\lim_{w \to \infty} f'(w) = \max(0, 1)", None),
    (r"\{w \in \mathbb{R}^2 : 4w_1 + 7w_2 > 20\}", "{w ∈ ℝ² : 4w₁ + 7w₂ > 20}"),
    (r"w_{t+1} = w_t - \eta\, f'(w_t)", "w_(t+1) = w_t - η f'(w_t)"),
    (r"10^{-10}", "10^(-10)"),
    (r"\exp(-w) \cdot \ln 2 \approx 0{,}3", None),
    (r"\|v\|_2 = 1", None),
]


@each(("source", "text"), REAL)
def test_formulas_of_the_course(source: str, text: str | None) -> None:
    pieces = mathml(source).split("<wbr>")
    assert all(ET.fromstring(piece).tag == "math" for piece in pieces)
    shown = plain(f"Aus ${source}$ folgt")
    assert not set("$\\") & set(shown)
    assert text is None or f"Aus {text} folgt" == shown


@each(
    ("source", "pieces"),
    [
        (r"p \log q", ["p log q"]),
        (r"\sigma'(x) \le \frac{1}{4}", ["σ'(x) ≤ 1/4"]),
        (r"\{(0;\ 0);\ (1;\ 1);\ (1;\ -2);\ (-1;\ 0)\}", ["{(0; 0); (1; 1);", "(1; -2); (-1; 0)}"]),
        (r"L(w) = (4w_1+7w_2-20)^2 \ge 0 \iff w \in \mathbb{R}^2", ["L(w) =", "(4w₁+7w₂-20)² ≥ 0 ⇔", "w ∈ ℝ²"]),
        (r"a = -b - c - d - e - f - g - h - i - j - k - l", ["a =", "-b-c-d-e-f-g-h-i-j-k-l"]),
    ],
)
def test_long_formulas_may_be_folded_and_each_piece_is_said(source: str, pieces: list[str]) -> None:
    """Behind relations and between entries; never between a sign and what it belongs to."""
    assert pieces == [unescape(found) for found in re.findall(r'alttext="([^"]*)"', mathml(source))]


@each(
    ("text", "expected"),
    [
        ("w**2 + w**3", "w**2 + w**3"),
        ("**wichtig**: `steps`", "wichtig: steps"),
        ("der Abstand *bleibt* klein, 4*w + 7*v, 2 * 3 * 4", "der Abstand bleibt klein, 4*w + 7*v, 2 * 3 * 4"),
        (r"$\hat y$ und $\hat{y}_1$, $\varrho$", "ŷ und ŷ₁, ϱ"),
        ("5 $ und 6 $", "5 $ und 6 $"),
        (r"C:\new", r"C:\new"),
    ],
)
def test_plain_leaves_other_text_alone(text: str, expected: str) -> None:
    assert expected == plain(text)
