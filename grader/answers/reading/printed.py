"""What Python prints of arrays and numbers, copied into a text: `array([5., 0.])`, `[5. 0.]`, `tensor(0.5, grad_fn=…)`."""

from __future__ import annotations

import re

from grader.algebra.reading.tokens.lexer import LONGEST

WHOLE = re.compile(
    r"^\s*(?:Parameter containing:\s*)?(?:(?:np|numpy|torch|sp|sympy)\.)?(?:array|matrix|tensor|(?:ImmutableDense)?Matrix)"
    r"\(\s*(?P<inside>.*?)\s*(?:,\s*(?:dtype|device|requires_grad|grad_fn|shape)=[^\]]*)?\)\s*$",
    re.DOTALL,
)
ONE = re.compile(
    r"\b(?:(?:np|numpy)\.)?(?:float(?:16|32|64)?|int(?:8|16|32|64)?|longdouble|Decimal|tensor|array)\(\s*['\"]?([^()'\"]{1,60}?)['\"]?\s*(?:,\s*(?:dtype|grad_fn|requires_grad)=[^()]{0,40})?\)"
)
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
BLANKS = re.compile(rf"\[\s*({NUMBER}(?:\s+{NUMBER})+)\s*\]")


def printed(text: str) -> str:
    """The text without the names of the types that Python prints; blanks between printed numbers as semicolons."""
    if len(text) > LONGEST:
        return text
    whole = WHOLE.match(text)
    text = ONE.sub(r"\1", whole["inside"] if whole else text)
    return BLANKS.sub(lambda row: f"[{'; '.join(row[1].split())}]", text)
