"""Functions that are handed to a student's function: formulas as data, made callable in the child.

    SymbolicFunction("(w - 3)**2", "w")              called as f(w) with a number, an array or a tensor
    SymbolicFunction("w1**2 + 3*w2**2", "w1 w2")     called as f([1, 2]), f(tensor) or f(1, 2)

An Oracle is a SymbolicFunction whose calls are answered by the grader's side, which notes every point that was asked: that is
evidence that code in the child cannot forge. Its value carries the gradient, so `backward()` works on it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from grader.algebra.reading.parser import parse
from grader.algebra.syntax.errors import ParseError
from grader.algebra.syntax.json_codec import from_json, to_json
from grader.algebra.syntax.tree import Add, Call, Const, Mul, Node, Num, Pow, Sym, symbols, walk
from grader.errors import AuthorError
from grader.model import Json
from grader.reading_help.table import sentence_on

FUNCTIONS = ("exp", "log", "sqrt", "abs", "sin", "cos", "tanh", "sigmoid", "relu", "max", "min")


@dataclass(frozen=True)
class SymbolicFunction:
    """A formula in `names`, for an argument that is a function.

    Raises:
        AuthorError: it cannot be read, or has other names or functions than a child can compute with.
    """

    text: str
    names: str | Sequence[str]
    asked: ClassVar[bool] = False

    def __post_init__(self) -> None:
        names = tuple(self.names.replace(",", " ").split()) if isinstance(self.names, str) else tuple(self.names)
        object.__setattr__(self, "names", names)
        unknown = symbols(self.tree) - set(names)
        if unknown or not names:
            raise AuthorError(
                f"the formula {self.text!r} has the names {sorted(unknown)}, which are none of {list(names)}",
                de=f"die Formel {self.text!r} enthält die Namen {sorted(unknown)}, die keine von {list(names)} sind",
                at=self.text,
            )
        for node in walk(self.tree):
            if not isinstance(node, Num | Sym | Const | Add | Mul | Pow) and (
                not isinstance(node, Call) or node.name not in FUNCTIONS
            ):
                known = ", ".join(FUNCTIONS)
                raise AuthorError(
                    f"the formula {self.text!r} uses more than + - * / ** and {known}",
                    de=f"die Formel {self.text!r} verwendet mehr als + - * / ** und {known}",
                    at=self.text,
                )

    @property
    def tree(self) -> Node:
        try:
            return parse(self.text, names=tuple(self.names), kind="expression")
        except ParseError as error:
            why = sentence_on(error.why, {"symbols": self.names})
            raise AuthorError(
                f"the formula {self.text!r} cannot be read: {why.en}",
                de=f"die Formel {self.text!r} lässt sich nicht lesen: {why.de}",
                at=self.text,
            ) from error

    def written(self) -> Json:
        """The formula as plain data."""
        return {
            "formula": to_json(self.tree),
            "names": list(self.names),
            "text": self.text,
            "asked": self.asked,
        }

    @staticmethod
    def built(data: Mapping[str, Json], ask: Callable[[Json, list[float]], tuple[float, list[float]]] | None) -> Any:
        """The function that `data` describes."""
        names = tuple(data["names"])
        if data["asked"] and ask is not None:
            return _asking(names, lambda point: ask(data, point))
        tree = from_json(data["formula"])
        return lambda *arguments: value(tree, _bound(names, arguments))


class Oracle(SymbolicFunction):
    """A formula whose calls the grader answers and notes; a check sees them as `queries`. One to a call."""

    asked = True


def answer(data: Mapping[str, Json], point: Sequence[float]) -> tuple[float, list[float]]:
    """Value and gradient at a point, in plain floats. Raises ValueError for a point of another length."""
    names = data["names"]
    if len(point) != len(names):
        raise ValueError("a point of another length")
    units = [_Dual(x, tuple(float(i == j) for j in range(len(names)))) for i, x in enumerate(point)]
    found = value(from_json(data["formula"]), dict(zip(names, units, strict=True)))
    if not isinstance(found, _Dual):
        return float(found), [0.0] * len(names)
    return found.real, list(found.slopes)


def value(node: Node, at: Mapping[str, Any]) -> Any:
    """The value of a formula where names stand for floats, arrays, tensors or dual numbers."""
    match node:
        case Num(number):
            return int(number) if number.denominator == 1 else float(number)
        case Const():
            return math.pi
        case Sym(name):
            return at[name]
        case Add(args):
            total = value(args[0], at)
            for arg in args[1:]:
                total = total + value(arg, at)
            return total
        case Mul(args):
            product = value(args[0], at)
            for arg in args[1:]:
                product = product * value(arg, at)
            return product
        case Pow(base, exponent):
            return _power(value(base, at), value(exponent, at))
        case Call(name, args):
            return _apply(name, [value(arg, at) for arg in args])
        case _:
            raise ValueError(f"no formula: {type(node).__name__}")


def _bound(names: tuple[str, ...], arguments: tuple[Any, ...]) -> dict[str, Any]:
    """A value for each name: f(1, 2), f([1, 2]), f(tensor); of a single name also a whole array, entry by entry."""
    if len(arguments) == 1 and len(names) > 1:
        arguments = tuple(arguments[0])
    if len(arguments) != len(names):
        raise TypeError(f"the function takes {len(names)} numbers, {len(arguments)} were given")
    return dict(zip(names, map(_number, arguments), strict=True))


def _number(argument: Any) -> Any:
    if isinstance(argument, list | tuple):
        if len(argument) != 1:
            raise TypeError(f"the function takes one number, {len(argument)} were given")
        return _number(argument[0])
    return float(argument) if isinstance(argument, int) else argument


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(base, _Dual) or isinstance(exponent, _Dual):
        return _Dual.of(base) ** exponent
    if not isinstance(base, int | float) or not isinstance(exponent, int | float):
        return base**exponent
    try:
        power = float(base) ** exponent
    except ZeroDivisionError:
        return math.inf
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    return power if isinstance(power, float) else math.nan  # a root of a negative number


def _apply(name: str, values: list[Any]) -> Any:
    if name in ("max", "min"):
        best = values[0]
        for other in values[1:]:
            best = _extreme(name, best, other)
        return best
    (x,) = values
    if name == "relu":
        return _extreme("max", x, 0)
    if isinstance(x, _Dual):
        return x.through(name)
    if isinstance(x, int | float):
        return _of_float(name, float(x))
    library: Any = sys.modules[type(x).__module__.partition(".")[0]]
    if name == "sigmoid":
        return 1 / (1 + library.exp(-x))
    return getattr(library, name)(x)


def _extreme(name: str, a: Any, b: Any) -> Any:
    for x, other in ((a, b), (b, a)):
        library: Any = sys.modules.get(type(x).__module__.partition(".")[0])
        if getattr(library, "__name__", "") == "torch":
            other = library.as_tensor(other, dtype=x.dtype)
            return library.maximum(x, other) if name == "max" else library.minimum(x, other)
        if getattr(library, "__name__", "") == "numpy":
            return library.maximum(a, b) if name == "max" else library.minimum(a, b)
    real_a, real_b = (x.real if isinstance(x, _Dual) else x for x in (a, b))
    return a if (real_a >= real_b) == (name == "max") else b


def _of_float(name: str, x: float) -> float:
    functions: dict[str, Callable[[float], float]] = {
        "exp": math.exp,
        "log": math.log,
        "sqrt": math.sqrt,
        "abs": abs,
        "sin": math.sin,
        "cos": math.cos,
        "tanh": math.tanh,
        "sigmoid": lambda y: 1 / (1 + math.exp(-y)),
    }
    try:
        return functions[name](x)
    except OverflowError:
        return 0.0 if name == "sigmoid" else math.inf
    except ValueError:
        return -math.inf if name == "log" and x == 0 else math.nan


@dataclass(frozen=True, slots=True)
class _Dual:
    """A number with its partial derivatives."""

    real: float
    slopes: tuple[float, ...]

    @staticmethod
    def of(x: Any) -> _Dual:
        return x if isinstance(x, _Dual) else _Dual(float(x), ())

    def _with(self, real: float, own: float, other: _Dual, others: float) -> _Dual:
        mine, theirs = self.slopes or (0.0,) * len(other.slopes), other.slopes or (0.0,) * len(self.slopes)
        return _Dual(real, tuple(_times(own, a) + _times(others, b) for a, b in zip(mine, theirs, strict=True)))

    def __add__(self, other: Any) -> _Dual:
        other = _Dual.of(other)
        return self._with(self.real + other.real, 1.0, other, 1.0)

    __radd__ = __add__

    def __mul__(self, other: Any) -> _Dual:
        other = _Dual.of(other)
        return self._with(self.real * other.real, other.real, other, self.real)

    __rmul__ = __mul__

    def __pow__(self, other: Any) -> _Dual:
        other = _Dual.of(other)
        power = _power(self.real, other.real)
        inner = other.real * _power(self.real, other.real - 1) if other.real else 0.0
        outer = _times(power, _of_float("log", self.real)) if any(other.slopes) else 0.0
        return self._with(power, inner, other, outer)

    def through(self, name: str) -> _Dual:
        x, y = self.real, _of_float(name, self.real)
        slopes: dict[str, Callable[[], float]] = {
            "exp": lambda: y,
            "log": lambda: _power(x, -1),
            "sqrt": lambda: 0.5 * _power(y, -1),
            "abs": lambda: math.copysign(1.0, x) if x else 0.0,  # as torch says at the kink
            "sin": lambda: _of_float("cos", x),
            "cos": lambda: -_of_float("sin", x),
            "tanh": lambda: 1 - y * y,
            "sigmoid": lambda: y * (1 - y),
        }
        slope = slopes[name]()
        return _Dual(y, tuple(_times(slope, own) for own in self.slopes))


def _times(a: float, b: float) -> float:
    """0 times infinity is 0 here: what does not depend on a name has no slope in it."""
    return a * b if a and b else 0.0


def _asking(names: tuple[str, ...], ask: Callable[[list[float]], tuple[float, list[float]]]) -> Callable[..., Any]:
    """A function that asks for every value; of a tensor it gives a tensor that knows its gradient."""

    def asked(*arguments: Any) -> Any:
        torch: Any = sys.modules.get("torch")
        if torch is not None and len(arguments) == 1 and isinstance(arguments[0], torch.Tensor):
            return _asked_of_tensor(torch, arguments[0], ask)
        bound = _bound(names, arguments)
        tensors = [] if torch is None else [x for x in bound.values() if isinstance(x, torch.Tensor)]
        if tensors:  # f(w[0], w[1]): one point, whose parts keep what they were computed from
            parts = [torch.as_tensor(bound[name], dtype=tensors[0].dtype).reshape(()) for name in names]
            return _asked_of_tensor(torch, torch.stack(parts), ask)
        return ask([float(bound[name]) for name in names])[0]

    return asked


def _asked_of_tensor(torch: Any, w: Any, ask: Callable[[list[float]], tuple[float, list[float]]]) -> Any:
    found, gradient = ask([float(x) for x in w.detach().reshape(-1).tolist()])
    slopes = torch.tensor(gradient, dtype=w.dtype).reshape(w.shape)
    shape = w.shape if w.numel() == 1 else ()

    class Answered(torch.autograd.Function):  # type: ignore[misc]
        @staticmethod
        def forward(context: Any, point: Any) -> Any:
            return torch.tensor(found, dtype=w.dtype).reshape(shape)

        @staticmethod
        def backward(context: Any, towards: Any) -> Any:
            return towards.reshape(-1)[0] * slopes

    return Answered.apply(w)
