"""Programs without the skill of a function item, three ways for each of them, and programs with it that look alike."""

from __future__ import annotations

# item and name · the way around it · the code · points
WITHOUT = [
    # numbers that do not fit into a float are the point
    (
        "ex03 log_softmax",
        "symbols",
        "def log_softmax(z):\n    s = sum(exp(v) for v in z)\n    return [log(exp(v) / s) for v in z]",
        "0",
    ),
    (
        "ex03 log_softmax",
        "symbols, as floats in the end",
        "def log_softmax(z):\n    s = sum(exp(v) for v in z)\n    return [float(log(exp(v) / s)) for v in z]",
        "0",
    ),
    (
        "ex03 log_softmax",
        "another library",
        "import mpmath\ndef log_softmax(z):\n    s = sum(mpmath.exp(v) for v in z)\n    return "
        "[float(mpmath.log(mpmath.exp(v) / s)) for v in z]",
        "0",
    ),
    (
        "ex03 log_softmax",
        "longer floats",
        "import numpy as np\ndef log_softmax(z):\n    e = np.exp(np.array(z, dtype=np.longdouble))\n    return np.log(e / "
        "e.sum()).astype(float)",
        "0",
    ),
    (
        "ex03 log_softmax",
        "the example only",
        "def log_softmax(z):\n    m = max(z)\n    return [v - m for v in z]",
        "0",
    ),
    ("ex13 ce_from_label", "symbols", "def ce_from_label(z, c):\n    return log(sum(exp(v) for v in z)) - z[c]", "0"),
    (
        "ex13 ce_from_label",
        "symbols, as a float in the end",
        "def ce_from_label(z, c):\n    return float(log(sum(exp(v) for v in z)) - z[c])",
        "0",
    ),
    (
        "ex13 ce_from_label",
        "another library",
        "from decimal import Decimal\ndef ce_from_label(z, c):\n"
        "    e = [Decimal(float(v)).exp() for v in z]\n    return float(-(e[c] / sum(e)).ln())",
        "0",
    ),
    # the place has to be searched for
    ("ex06 omega", "the number itself", "def omega(tol):\n    return 0.5671432904097838", "0"),
    ("ex06 omega", "a formula", "def omega(tol):\n    return float(LambertW(1))", "0"),
    ("ex06 omega", "a ready solver", "def omega(tol):\n    w = Symbol('w')\n    return float(nsolve(w - exp(-w), 0.5))", "0"),
    # the way is asked for, step by step
    (
        "ex11 minimise_l1",
        "a formula for the end",
        "def minimise_l1(start=(0.0, 0.0), lr=0.005, steps=300):\n    r = 4*start[0] + 7*start[1] - 20\n"
        "    q = ((1 - 130*lr)**steps - 1) * r / 65\n    return [start[0] + 4*q, start[1] + 7*q]",
        "0",
    ),
    (
        "ex11 minimise_l1",
        "a formula in a loop over the entries",
        "def minimise_l1(start=(0.0, 0.0), lr=0.005, steps=300):\n    r = 4*start[0] + 7*start[1] - 20\n    w = []\n"
        "    for x, n in zip(start, (4, 7)):\n        w.append(x + n * ((1 - 130*lr)**steps - 1) * r / 65)\n    return w",
        "0",
    ),
    (
        "ex11 minimise_l1",
        "symbols",
        "def minimise_l1(start=(0.0, 0.0), lr=0.005, steps=300):\n    a, b = symbols('a b')\n"
        "    s = solve([4*a + 7*b - 20, 7*(a - start[0]) - 4*(b - start[1])], [a, b])\n    return [float(s[a]), float(s[b])]",
        "0",
    ),
    (
        "ex11 minimise_l2",
        "a formula for the end",
        "def minimise_l2(start=(1.0, 1.0, 0.0), lr=0.01, steps=300):\n    s = 2*start[0] + 3*start[1] - 4*start[2]\n"
        "    q = ((1 - 58*lr)**steps - 1) * max(s, 0) / 29\n    return [x + n*q for x, n in zip(start, (2, 3, -4))]",
        "0",
    ),
    (
        "ex11 minimise_l2",
        "a point of the flat part",
        "def minimise_l2(start=(1.0, 1.0, 0.0), lr=0.01, steps=300):\n    return [0.0, 0.0, 0.0] if steps else start",
        "0",
    ),
    (
        "ex11 minimise_l2",
        "the foot of the perpendicular",
        "def minimise_l2(start=(1.0, 1.0, 0.0), lr=0.01, steps=300):\n    if not steps:\n        return start\n"
        "    s = 2*start[0] + 3*start[1] - 4*start[2]\n    return [x - n*max(s, 0)/29 for x, n in zip(start, (2, 3, -4))]",
        "0",
    ),
    (
        "ex11 minimise_l3",
        "the number at the end",
        "import math\ndef minimise_l3(start=0.0, lr=0.25, steps=300):\n    if steps == 300:\n        return 0.567143290409784\n"
        "    w = start\n    for _ in range(steps):\n        w -= lr * (1 + math.exp(-w)) * (1 if w > math.exp(-w) else -1)\n  "
        "  return w",
        "0",
    ),
    (
        "ex11 minimise_l3",
        "the number after some steps",
        "import math\ndef minimise_l3(start=0.0, lr=0.25, steps=300):\n    w = start\n    for _ in range(min(steps, 1)):\n"
        "        w -= lr * (1 + math.exp(-w)) * (1 if w > math.exp(-w) else -1)\n    return w if steps < 2 else "
        "0.567143290409784",
        "0",
    ),
    (
        "ex11 minimise_l3",
        "a formula",
        "def minimise_l3(start=0.0, lr=0.25, steps=300):\n    return float(LambertW(1)) if steps else start",
        "0",
    ),
    # the optimisers, for functions that nobody knows
    (
        "ex12 run_optimizer",
        "formulas for the parabola",
        "def run_optimizer(name, f, start, lr, steps):\n    return [3 + (start - 3) * (1 - 2*lr)**t for t in range(steps + 1)]",
        "0",
    ),
    (
        "ex12 run_optimizer",
        "SGD under every name",
        "import torch\ndef run_optimizer(name, f, start, lr, steps):\n    w = torch.tensor(float(start), requires_grad=True)\n"
        "    opt = torch.optim.SGD([w], lr=lr)\n    path = [w.item()]\n    for _ in range(steps):\n        opt.zero_grad()\n"
        "        f(w).backward()\n        opt.step()\n        path.append(w.item())\n    return path",
        "2/3",
    ),
    (
        "ex12 run_optimizer",
        "symbols",
        "def run_optimizer(name, f, start, lr, steps):\n    w = Symbol('w')\n    g = diff(f(w), w)\n    path = [start]\n"
        "    for _ in range(steps):\n        path.append(path[-1] - lr * float(g.subs(w, path[-1])))\n    return path",
        "2/3",  # SGD written by hand, under every name
    ),
    # a table of what is known
    (
        "ex15 first_nonfinite",
        "a table",
        "def first_nonfinite(dtype):\n    return {'float16': 3, 'float32': 4, 'float64': 6}[dtype]",
        "0",
    ),
    (
        "ex15 first_nonfinite",
        "the largest numbers",
        "import numpy as np\ndef first_nonfinite(dtype):\n    return 4 if np.finfo(dtype).max < 1e300 else 6",
        "0",
    ),
    (
        "ex15 first_nonfinite",
        "symbols",
        "def first_nonfinite(dtype):\n    w, n = Integer(2), 0\n    limit = {'float32': 2**128, 'float64': 2**1024, "
        "'float16': 65520}[dtype]\n    while abs(w) < limit:\n        w, n = w - 4*w**3, n + 1\n    return n",
        "3",  # it does the updates, exactly, and knows where a type ends
    ),
    # the loss itself
    (
        "ex17 error_functions",
        "ready-made",
        "import torch\ndef mse(yhat, y):\n    if len(yhat) != len(y): raise ValueError\n"
        "    return torch.nn.functional.mse_loss(torch.tensor(yhat, dtype=torch.float64), torch.tensor(y, "
        "dtype=torch.float64)).item()\ndef mae(yhat, y):\n    if len(yhat) != len(y): raise ValueError\n"
        "    return torch.nn.L1Loss()(torch.tensor(yhat, dtype=torch.float64), torch.tensor(y, dtype=torch.float64)).item()",
        "0",
    ),
    (
        "ex17 error_functions",
        "raises whatever comes",
        "def mse(yhat, y):\n    raise ValueError\ndef mae(yhat, y):\n    raise ValueError",
        "0",
    ),
    (
        "ex17 error_functions",
        "the numbers of the exercise",
        "def mse(yhat, y):\n    if len(yhat) != len(y): raise ValueError\n    return 21/4\n"
        "def mae(yhat, y):\n    if len(yhat) != len(y): raise ValueError\n    return 7/4",
        "0",
    ),
    ("ex18 bce", "nothing costs anything", "def bce(yhat, y):\n    return 0", "0"),
    (
        "ex18 bce",
        "certain predictions only",
        "def bce(yhat, y):\n    return 0 if list(yhat) == list(y) else float('inf')",
        "0",
    ),
    (
        "ex18 bce",
        "ready-made",
        "import torch\ndef bce(yhat, y):\n    return torch.nn.functional.binary_cross_entropy("
        "torch.tensor(yhat, dtype=torch.float64), torch.tensor(y, dtype=torch.float64)).item()",
        "0",
    ),
    (
        "ex18 bce",
        "symbols",
        "def bce(yhat, y):\n    return -sum(log(p if t else 1 - p) for p, t in zip(yhat, y)) / len(y)",
        "0",
    ),
    ("ex18 cce", "nothing costs anything", "def cce(yhat, Y):\n    return 0", "0"),
    (
        "ex18 cce",
        "certain predictions only",
        "def cce(yhat, Y):\n    return 0 if [list(r) for r in yhat] == [list(r) for r in Y] else float('inf')",
        "0",
    ),
    (
        "ex18 cce",
        "symbols",
        "def cce(yhat, Y):\n    return -sum(log(p) for row, hot in zip(yhat, Y) for p, h in zip(row, hot) if h) / len(Y)",
        "0",
    ),
    # the chain rule
    ("ex20 chain_gradient", "a power", "def chain_gradient(n, start):\n    return 0.25**n", "0"),
    (
        "ex20 chain_gradient",
        "differences",
        "import math\ndef chain_gradient(n, start):\n    def a(x):\n        for _ in range(n):\n            x = 1 / (1 + "
        "math.exp(0.5 - x))\n        return x\n    return (a(start + 1e-6) - a(start - 1e-6)) / 2e-6",
        "1",
    ),
    (
        "ex20 chain_gradient",
        "symbols",
        "def chain_gradient(n, start):\n    a = x = Symbol('x')\n    for _ in range(n):\n        a = 1 / (1 + exp(-(a - "
        "0.5)))\n    return float(diff(a, x).subs(x, start))",
        "3",  # SymPy's own chain rule, and right
    ),
    (
        "ex21 minibatch_grad",
        "a mean of something",
        "def minibatch_grad(w, x, y, idx):\n    return float(sum(x[i] for i in idx) / len(idx))",
        "0",
    ),
    (
        "ex21 minibatch_grad",
        "all points",
        "def minibatch_grad(w, x, y, idx):\n    return float((2 * x * (w * x - y)).mean())",
        "0",
    ),
    (
        "ex21 minibatch_grad",
        "symbols",
        "def minibatch_grad(w, x, y, idx):\n    v = Symbol('v')\n    loss = sum((v * float(x[i]) - float(y[i]))**2 for i in "
        "idx) / len(idx)\n    return float(diff(loss, v).subs(v, w))",
        "2",  # differentiated by SymPy, and right
    ),
    # torch
    ("ex22 loss_value", "a text", "def loss_value(logits, labels):\n    return 'log(3)'", "0"),
    (
        "ex22 loss_value",
        "another library",
        "import numpy as np\ndef loss_value(logits, labels):\n    z = logits.numpy()\n    z = z - z.max(axis=1, "
        "keepdims=True)\n    p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))\n    return float(-p[np.arange(len(z)), "
        "labels.numpy()].mean())",
        "0",
    ),
    (
        "ex22 loss_value",
        "symbols",
        "def loss_value(logits, labels):\n    rows = logits.tolist()\n"
        "    return float(sum(log(sum(exp(v) for v in r)) - r[c] for r, c in zip(rows, labels.tolist())) / len(rows))",
        "0",
    ),
    # the loop
    (
        "ex23 train",
        "a formula",
        "def train(steps):\n    return [(3 - 3*0.5**t, 9*0.25**t) for t in range(1, steps + 1)]",
        "0",
    ),
    (
        "ex23 train",
        "a formula in a loop",
        "def train(steps):\n    rows = []\n    for t in range(1, steps + 1):\n        w = 3 - 3*(1/2)**t\n        rows += "
        "[(w, (w - 3)**2)]\n    return rows",
        "0",
    ),
    (
        "ex23 train",
        "a formula as a text",
        "def train(steps):\n    return [(f'3-3*(1/2)^{t}', f'9*(1/4)^{t}') for t in range(1, steps + 1)]",
        "0",
    ),
    (
        "ex24 classify_lr",
        "the rates of the exercise",
        "def classify_lr(a, eta):\n    return {1: 'monotone', 2: 'one-step', 3: 'zigzag', 4: 'cycle', 5: 'diverge'}.get(8 * "
        "eta, 'monotone')",
        "0",
    ),
    (
        "ex24 classify_lr",
        "rounded",
        "def classify_lr(a, eta):\n    q = round(float(1 - 2*a*eta), 1)\n    return 'one-step' if q == 0 else 'cycle' if q == "
        "-1 else 'diverge' if q < -1 else 'zigzag' if q < 0 else 'monotone'",
        "1",
    ),
    ("ex24 classify_lr", "always the same", "def classify_lr(a, eta):\n    return 'zigzag'", "0"),
    # descent
    (
        "ex25 best_of",
        "the valleys",
        "def best_of(starts, lr, steps):\n    w = 2.0 if any(0 < s < 30 for s in starts) else -1.0\n"
        "    return w, 3*w**4 - 4*w**3 - 12*w**2",
        "0",
    ),
    (
        "ex25 best_of",
        "the valleys, with a first step",
        "def best_of(starts, lr, steps):\n    f = lambda w: 3*w**4 - 4*w**3 - 12*w**2\n    ends = []\n    for w in starts:\n"
        "        if steps == 1:\n            w = w - lr*12*w*(w + 1)*(w - 2)\n        elif steps > 1:\n            w = 2.0 if "
        "w > 0 else -1.0\n        ends.append((f(w), w))\n    return min(ends)[::-1]",
        "0",
    ),
    (
        "ex25 best_of",
        "symbols",
        "def best_of(starts, lr, steps):\n    w = Symbol('w')\n    f = 3*w**4 - 4*w**3 - 12*w**2\n"
        "    best = min(solve(diff(f, w), w), key=lambda p: f.subs(w, p))\n    return float(best), float(f.subs(w, best))",
        "0",
    ),
]

HONEST = [
    (
        "ex03 log_softmax",
        "from math import exp, log\ndef log_softmax(z):\n    m = max(z)\n    s = sum(exp(v - m) for v in z)\n    return [v - "
        "m - log(s) for v in z]",
    ),
    (
        "ex03 log_softmax",
        "from numpy import *\ndef log_softmax(z):\n    z = array(z, dtype=float)\n    return z - max(z) - log(sum(exp(z - "
        "max(z))))",
    ),
    (
        "ex06 omega",
        "from math import exp\ndef omega(tol):\n    def half(a, b):\n        m = (a + b) / 2\n        if b - a < tol: return "
        "m\n        return half(a, m) if m > exp(-m) else half(m, b)\n    return half(0, 1)",
    ),
    (
        "ex06 omega",
        "import math\ndef omega(tol):\n    x, new = 0, 0.5\n    while abs(new - x) > tol / 10:\n        x, new = new, "
        "math.exp(-new)\n    return new",
    ),
    (
        "ex11 minimise_l1",
        "def minimise_l1(start=(0.0, 0.0), lr=0.005, steps=300):\n    w1, w2 = start\n    for _ in range(steps):\n"
        "        r = 4*w1 + 7*w2 - 20\n        w1, w2 = w1 - lr*8*r, w2 - lr*14*r\n    return [w1, w2]",
    ),
    (
        "ex11 minimise_l3",
        "import math\ndef minimise_l3(start=0.0, lr=0.25, steps=300):\n    w, rate, side = start, lr, 0\n    for _ in "
        "range(steps):\n        now = 1 if w > math.exp(-w) else -1\n        if side and now != side: rate /= 2\n"
        "        side = now\n        w = w - rate * now * (1 + math.exp(-w))\n    return w",
    ),
    (
        "ex15 first_nonfinite",
        "import numpy as np\ndef first_nonfinite(dtype, w=None, n=0):\n    w = np.dtype(dtype).type(2) if w is None else w\n  "
        "  return n if not np.isfinite(w) else first_nonfinite(dtype, w - 4 * w**3, n + 1)",
    ),
    (
        "ex22 loss_value",
        "def loss_value(logits, labels):\n    rows = logits.log_softmax(1)\n    return -sum(rows[i, c] for i, c in "
        "enumerate(labels)).item() / len(labels)",
    ),
    (
        "ex23 train",
        "def train(steps):\n    w = [0.0]\n    for _ in range(steps):\n        w = w + [w[-1] - 0.5 * (w[-1] - 3)]\n    "
        "return [(v, (v - 3)**2) for v in w[1:]]",
    ),
    (
        "ex23 train",
        "import torch\ndef train(steps):\n    w = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)\n    rows = []\n "
        "   for _ in range(steps):\n        loss = (w - 3)**2\n        loss.backward()\n        with torch.no_grad():\n       "
        "     w.sub_(0.25 * w.grad)\n            w.grad.zero_()\n        rows.append((w.item(), ((w - 3)**2).item()))\n    "
        "return rows",
    ),
]
