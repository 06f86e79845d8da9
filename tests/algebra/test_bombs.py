"""Answers that would keep a machine busy for ever: each gets its verdict or sentence at once, in little memory.

They are compared in a process of their own whose memory is limited, so that a bomb that goes off harms nobody.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.every import turn

SECONDS = 2
MEGABYTES = 1500  # address space; the interpreter with flint takes 300

X = "(a+b+c+d+u+v+w)"
TOWERS = [
    "9^9^9^9",
    "9**9**9**9",
    "-9^9^9^9",
    "(9^9)^(9^9)",
    "2^(2^(2^(2^2)))^x",
    "x^x^x^x",
    "(x^x)^(x^x)^(x^x)",
    "x^(y^(z^(u^v)))",
    "e^e^e^e^e",
    "e^e^e^e^x",
    "exp(exp(exp(exp(exp(x)))))",
    "10^10^10",
    "1/9^9^9^9",
    "(1/3)^(10^12)",
    "0.1^(10^10)",
    "(-1)^(10^400)",
    "(1+10^-400)^(10^400)",
    "1e400*1e400*1e400^9",
    "((x+1)^999)^999",
    "(x^1000+1)^1000",
    "((((x^99)^99)^99)^99)^99",
    "(x+1/x)^5000",
    "(√2+√3)^10001",
    "(1+√x)^9999",
]
FUNCTIONS = [
    "factorial(10^9)",
    "(10^9)!",
    "(10^9)!/(10^9-1)!",
    "((5!)!)!",
    "(n+1000)!/n!",
    "binomial(10^9; 10^8)",
    "binomial(n; 500)",
    "ln(10^400)^400",
    "ln(9^9^9)",
    "sin(10^400)",
    "sin(9^9^9*x)",
    "cos(x/97)*cos(x/89)*cos(x/83)",
    "tan(100000x)",
    "W(W(W(W(W(x)))))",
    "W(10^400)",
    "sqrt(sqrt(sqrt(sqrt(sqrt(sqrt(x))))))^63",
    "√(1+√(2+√(3+√(4+√(5+√(6+√7))))))",
    "root(x;9973)+root(x;9967)",
    "x^(1/997)+x^(1/991)+x^(1/983)",
    "root(2;101)+root(3;103)+root(5;107)",
    "floor(10^400*x)+ceiling(x/10^400)",
    "softplus(softplus(softplus(softplus(softplus(x)))))",
    "tanh(tanh(tanh(tanh(tanh(tanh(x))))))",
    "max(" + ";".join(f"|x{i}|" for i in range(12)) + ")",
    "max(x;max(y;max(z;max(x+y;max(y+z;max(x+z;x-y))))))",
    "+".join(f"max(x{i};x{i + 1})" for i in range(20)),
    "+".join(f"|x-{i}|" for i in range(40)),
    "relu(" * 20 + "x" + "-1)" * 20,
    "step(x)" + "+step(x-1)*step(y)" * 15,
    "|" + "||" * 15 + "x" + "|-1|" * 15 + "|",
]
SIZES = [
    "(" * 10_000 + "x" + ")" * 10_000,
    "[" * 55 + "1" + "]" * 55,
    "{" * 55 + "1" + "}" * 55,
    "((" * 25 + "x" + ")+1)" * 25,
    "1" * 3900,
    "0." + "3" * 399,
    "1," + "5" * 398,
    "1/" + "7" * 399 + "+1/" + "3" * 399,
    "+".join(["1/7"] * 900),
    "+".join(f"1/{n}" for n in range(1, 700)),
    "+".join(f"√{n}" for n in range(2, 60)),
    "+".join(f"ln({n})" for n in range(2, 300)),
    "+".join(f"x^{n}" for n in range(500)),
    "*".join(f"(x+{n})" for n in range(200)),
    "*".join(f"(x{n}+y{n})" for n in range(60)),
    "1/(1+1/(1+" * 20 + "x" + "))" * 20,
    "1/(x" + "+1/(x" * 40 + ")" * 41,
    "(" + ";".join("(" + ";".join(["x"] * 30) + ")" for _ in range(30)) + ")",
    "{" + ";".join(str(n) for n in range(400)) + "}",
    "{" + ";".join(f"√{n}" for n in range(60)) + "}",
    " oder ".join(f"x = {n}" for n in range(200)),
    " und ".join(f"x{n} < x{n + 1}" for n in range(20)),
    " und ".join(f"(x < {n} oder y > {n})" for n in range(40)),
    "x" + " < x" * 300,
    "nicht (" * 30 + "x > 0" + ")" * 30,
    "(x^2+y^2-1)^20 = 0",
    "x^59 - x + 1 > 0 und x^58 + x^3 < 2",
    "*".join(f"(x-{n})" for n in range(60)) + " > 0",
    "|x|+|y|+|z|+|u|+|v| <= 1",
    f"x + {X}^13*({X}+1)^13 - ({X}^2+{X})^13",
]
BATTERY = [*TOWERS, *FUNCTIONS, *SIZES]

PROGRAM = """
import sys, time
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]) << 20,) * 2)
except ImportError:
    pass  # Windows has no limits of this kind
from grader.algebra.door import compare
from grader.algebra.syntax.errors import ParseError
for text in sys.stdin.read().split(chr(0)):
    for reference in ("x", "2*(w-3)", "x > 0", "{1; 2}", None):
        begun = time.process_time()
        try:
            verdict = compare(text, reference or text).verdict
        except ParseError:
            verdict = "refused"
        print(f"{time.process_time() - begun:.3f} {verdict} {'itself' if reference is None else reference} ~ {text[:60]}")
"""


def test_no_answer_takes_long_or_much() -> None:
    assert len(BATTERY) >= 60
    today = turn(BATTERY, 2)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(MEGABYTES)],
        input="\0".join(today),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.splitlines()
    assert len(lines) == 5 * len(today)
    assert not [line for line in lines if float(line.split()[0]) >= SECONDS]
    assert not [line for line in lines if " refuted itself " in line]
