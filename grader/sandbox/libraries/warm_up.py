"""Neutral code that a zygote of a whole class runs once, so that its children do not each repeat lazy imports and caches.

It touches what students of such a course use, and is never a reference: a zygote must not hold one.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

# What reading an answer needs only now and then: formulas by cases, lines and planes (with FLINT, 40 ms).
_RARE = ("grader.algebra.solving.affine", "grader.algebra.values.evaluation")


MANY = 12  # children from which on `prime` pays: it takes 0.4 s, and saves as much for every ten of a class


def import_rare_readers() -> None:
    """The parts of the grader itself that a child imports late."""
    for name in _RARE:
        importlib.import_module(name)
    importlib.import_module("grader.algebra.reading.in_front").compile_all()


def prime() -> None:
    """Exercise what is warm by now."""
    import_rare_readers()
    for name, work in (("numpy", _numpy), ("sympy", _sympy), ("torch", _torch), ("matplotlib", _matplotlib)):
        module = sys.modules.get(name)
        if module is not None:
            work(module)


def _numpy(np: Any) -> None:
    points = np.linspace(0.0, 1.0, 5)
    np.linalg.solve(np.eye(2), np.ones(2))
    np.polyfit(points, points, 1)
    float((points @ points).sum() + np.exp(points).mean())


def _sympy(sp: Any) -> None:
    x, y = sp.symbols("x y", real=True)
    f = x**2 + sp.Rational(1, 2) * x * y - sp.exp(-x)
    sp.solve(sp.diff(x**2 - 2 * x, x), x)
    sp.solve([x + y - 1, x - y], [x, y])
    sp.simplify(sp.sin(x) ** 2 + sp.cos(x) ** 2)
    sp.factor(sp.expand((x + 1) * (x + 2)))
    sp.lambdify(x, x**2 + sp.exp(x))(1.0)
    sp.hessian(f, (x, y)).subs({x: 1, y: 2}).evalf()
    sp.integrate(x * sp.log(x), x)
    sp.limit(sp.sin(x) / x, x, 0)
    sp.Interval(0, 1).union(sp.FiniteSet(3))
    str(sp.sympify("a**2 + sqrt(b)")), sp.latex(f)


def _torch(torch: Any) -> None:
    w = torch.zeros(2, requires_grad=True)
    optimiser = torch.optim.SGD([w], lr=0.1, momentum=0.5)
    for _ in range(2):
        optimiser.zero_grad()
        ((w - 1) ** 2).sum().backward()
        optimiser.step()
    layer = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Sigmoid())
    torch.nn.functional.cross_entropy(layer(torch.zeros(1, 2)), torch.tensor([0])).backward()
    repr(torch.func.grad(lambda x: x**2)(torch.tensor(1.0)))


def _matplotlib(_: Any) -> None:
    from matplotlib import pyplot

    axes = pyplot.figure().subplots()  # finds its fonts
    axes.plot([0, 1], [1, 2], label="a")
    axes.set_title("a")
    axes.legend()
    pyplot.close("all")
