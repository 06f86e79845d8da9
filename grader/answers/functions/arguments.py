"""Arguments of a student's function: from an author's values to plain data, and from there to fresh values.

    [1.5, 2]   (3, "Adam")   None   Fraction(1, 4)   np.array([[1, 2]])   torch.tensor([0.0])   torch.float32
    SymbolicFunction("(w - 3)**2", "w")          a function of w, made in the child
    Oracle("(w - 3)**2", "w")           the same, but every call of it is answered and noted by the grader

`write` runs beside the author's code, `build` in the child; both libraries are imported only where a value needs them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from grader.answers.functions.symbolic_function import SymbolicFunction
from grader.errors import AuthorError
from grader.model import Json

Ask = Callable[[Json, list[float]], tuple[float, list[float]]]

# dtypes that an argument may have, by the library that knows them
DTYPES = {
    "numpy": ("bool", "int32", "int64", "float16", "float32", "float64"),
    "torch": ("bool", "int32", "int64", "float16", "bfloat16", "float32", "float64"),
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """An array or tensor that is written down without the library that makes it."""

    written: Json


def array_of(rows: list[Any], dtype: str = "float64") -> Prepared:
    """`np.array(rows)` for the probes of a Function, where NumPy is not needed for anything else."""
    return Prepared({"array": _flat(rows), "dtype": dtype, "shape": _sizes(rows)})


def tensor_of(rows: list[Any], dtype: str = "float64") -> Prepared:
    """`torch.tensor(rows)` for the probes of a Function: no exercise has to wait for torch because of it."""
    return Prepared({"tensor": _flat(rows), "dtype": dtype, "shape": _sizes(rows)})


def _flat(rows: Any) -> list[Json]:
    return [number for row in rows for number in _flat(row)] if isinstance(rows, list) else [write(rows)]


def _sizes(rows: Any) -> list[int]:
    return [len(rows), *_sizes(rows[0])] if isinstance(rows, list) else []


def write(value: Any) -> Json:
    """An argument as plain data.

    Raises:
        AuthorError: a value that cannot be an argument.
    """
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float:
        return value if math.isfinite(value) else {"float": repr(value)}
    if type(value) is list:
        return [write(entry) for entry in value]
    if type(value) is tuple:
        return {"tuple": [write(entry) for entry in value]}
    if type(value) is dict:
        return {"dict": [[write(key), write(entry)] for key, entry in value.items()]}
    if type(value) is Fraction:
        return {"fraction": str(value)}
    if isinstance(value, Prepared):
        return value.written
    if isinstance(value, SymbolicFunction):
        return value.written()
    library = _library(value)
    if library == "sympy":
        return _of_sympy(value)
    if library in DTYPES:
        return _of_array(value, library)
    raise AuthorError(
        f"{value!r} cannot be an argument; use numbers, texts, lists, tuples, dictionaries, Fractions, NumPy arrays, "
        "torch tensors, their dtypes, or a Formula",
        de=f"{value!r} kann kein Argument sein; nimm Zahlen, Texte, Listen, Tupel, Wörterbücher, Fractions, NumPy-Arrays, "
        "torch-Tensoren, deren dtypes oder eine Formula",
    )


def build(data: Json, ask: Ask | None = None) -> Any:
    """The value that `data` describes, new each time; `ask` answers the calls of an Oracle."""
    if type(data) is list:
        return [build(entry, ask) for entry in data]
    if type(data) is not dict:
        return data
    what = next(name for name in _BUILDERS if name in data)  # an array says its dtype, too
    return _BUILDERS[what](data[what], data, ask)


def _library(value: Any) -> str:
    """The library that made a value, also where the value is a type of it, such as np.float32."""
    kind = value if isinstance(value, type) else type(value)
    return kind.__module__.partition(".")[0]


def _of_sympy(value: Any) -> Json:
    if value.is_Integer:
        return int(value)
    if value.is_Rational:
        return {"fraction": f"{value.p}/{value.q}"}
    raise AuthorError(
        f"the argument {value} is a SymPy number; say how the function should get it, such as float({value})",
        de=f"das Argument {value} ist eine SymPy-Zahl; sag, wie die Funktion es bekommen soll, etwa float({value})",
    )


def _of_array(value: Any, library: str) -> Json:
    if isinstance(value, type) or type(value).__name__.lower().endswith("dtype"):
        return {"dtype": f"{library}.{_dtype(value, library)}"}
    if library == "numpy" and not hasattr(value, "__array_interface__"):
        raise AuthorError(f"{value!r} cannot be an argument", de=f"{value!r} kann kein Argument sein")
    if library == "numpy" and not value.shape and type(value).__name__ != "ndarray":
        return write(value.item())  # a NumPy scalar
    flat = value.detach().reshape(-1).tolist() if library == "torch" else value.reshape(-1).tolist()
    written = {
        "tensor" if library == "torch" else "array": [write(entry) for entry in flat],
        "dtype": _dtype(value.dtype, library),
        "shape": list(value.shape),
    }
    return {**written, "grad": True} if library == "torch" and value.requires_grad else written


def _dtype(dtype: Any, library: str) -> str:
    name = dtype.__name__ if isinstance(dtype, type) else str(dtype).removeprefix("torch.")
    if name not in DTYPES[library]:
        known = ", ".join(DTYPES[library])
        raise AuthorError(
            f"arguments of the type {library}.{name} are not known; use {known}",
            de=f"Argumente vom Typ {library}.{name} sind nicht bekannt; nimm {known}",
        )
    return name


def _array(flat: Json, data: Mapping[str, Json], ask: Ask | None) -> Any:
    import numpy

    return numpy.array(build(flat), dtype=data["dtype"]).reshape(data["shape"])


def _tensor(flat: Json, data: Mapping[str, Json], ask: Ask | None) -> Any:
    import torch

    tensor = torch.tensor(build(flat), dtype=getattr(torch, data["dtype"])).reshape(data["shape"])
    return tensor.requires_grad_(True) if data.get("grad") else tensor


def _named_dtype(name: Json, data: Mapping[str, Json], ask: Ask | None) -> Any:
    library, _, dtype = name.partition(".")
    if dtype not in DTYPES.get(library, ()):
        raise ValueError(f"no dtype {name}")
    module = __import__(library)
    return getattr(module, "bool_" if (library, dtype) == ("numpy", "bool") else dtype)


_BUILDERS: dict[str, Callable[[Json, Mapping[str, Json], Ask | None], Any]] = {
    "array": _array,
    "tensor": _tensor,
    "float": lambda text, data, ask: float(text),
    "tuple": lambda entries, data, ask: tuple(build(entry, ask) for entry in entries),
    "dict": lambda pairs, data, ask: {build(key): build(entry, ask) for key, entry in pairs},
    "fraction": lambda text, data, ask: Fraction(text),
    "formula": lambda tree, data, ask: SymbolicFunction.built(data, ask),
    "dtype": _named_dtype,
}


def changed(data: Json, value: Any) -> bool:
    """Has a function changed its argument in place? What cannot be written any more, was."""
    if type(data) is dict and "formula" in data:
        return False
    try:
        return bool(write(value) != data)
    except Exception:  # noqa: BLE001 - the wall: anything may stand in the place of what was there
        return True


def wanted_modules(arguments: Json) -> set[str]:
    """The libraries that building the arguments imports."""
    if type(arguments) is list:
        return set().union(*map(wanted_modules, arguments))
    if type(arguments) is not dict:
        return set()
    found = {"torch"} if "tensor" in arguments else {"numpy"} if "array" in arguments else set()
    if isinstance(arguments.get("dtype"), str) and len(arguments) == 1:
        found.add(arguments["dtype"].partition(".")[0])
    return found.union(*(wanted_modules(value) for value in arguments.values()))


def oracle_of(probe: Json) -> Json:
    """The Oracle among the arguments of a probe. Raises ValueError if there is none."""
    found = [data for data in (*probe["args"], *probe["named"].values()) if type(data) is dict and data.get("asked")]
    if not found:
        raise ValueError("this probe has no Oracle")
    return found[0]


def shown(data: Json) -> str:
    """An argument as a person would type it, shortened."""
    if type(data) is list:
        text = f"[{', '.join(map(shown, data))}]"
    elif type(data) is not dict:
        text = repr(data)
    elif "tuple" in data:
        inner = ", ".join(map(shown, data["tuple"]))
        text = f"({inner},)" if len(data["tuple"]) == 1 else f"({inner})"
    elif "dict" in data:
        text = "{" + ", ".join(f"{shown(key)}: {shown(entry)}" for key, entry in data["dict"]) + "}"
    elif "array" in data or "tensor" in data:
        flat = [shown(entry) for entry in data["array" if "array" in data else "tensor"]]
        text = f"{'array' if 'array' in data else 'tensor'}({_nested(flat, data['shape'])})"
    elif "formula" in data:
        text = data["text"]
    else:
        text = str(next(iter(data.values())))
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 2]} …"


MAX_SHOWN = 120


def _nested(flat: list[str], shape: list[int]) -> str:
    if not shape:
        return flat[0]
    step = len(flat) // shape[0] if shape[0] else 0
    return f"[{', '.join(_nested(flat[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0]))}]"
