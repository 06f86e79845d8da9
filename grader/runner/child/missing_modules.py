"""Stand-ins for modules that are not installed here: the import succeeds, using it raises a sentence. What a cell has written
into a file with `%%writefile` can be imported."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any, NoReturn

CELL = "Zelle "  # how the file names of cells begin


class _Absent:
    """Anything of a module that is not installed."""

    def __init__(self, module: str) -> None:
        object.__setattr__(self, "_module", module)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _Absent(object.__getattribute__(self, "_module"))

    def _use(self, *_: Any, **__: Any) -> NoReturn:
        module = object.__getattribute__(self, "_module")
        raise ModuleNotFoundError(f"No module named '{module}'")  # as Python says it; the judge says more, in both languages

    __call__ = __mro_entries__ = __getitem__ = __setitem__ = __iter__ = __len__ = __bool__ = __enter__ = __setattr__ = _use
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __pow__ = __neg__ = _use
    __matmul__ = __rmatmul__ = __lt__ = __le__ = __gt__ = __ge__ = __float__ = __int__ = __index__ = __contains__ = _use


def absent_module(value: object) -> str:
    """The module that a value, or an entry of a list, would have come from; empty if it is none of a stand-in's."""
    if type(value) is _AbsentModule:
        return value.__name__.partition(".")[0]
    if type(value) is _Absent:
        return str(object.__getattribute__(value, "_module"))
    entries: Iterable[object] = value if type(value) in (list, tuple) else ()  # type: ignore[assignment]
    return next((found for entry in entries if type(entry) is _Absent and (found := absent_module(entry))), "")


class _AbsentModule(ModuleType):
    __path__: MutableSequence[str] = []  # noqa: RUF012 - the import system reads it from the class

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _Absent(self.__name__.partition(".")[0])


class _Written(Loader):
    def __init__(self, text: str) -> None:
        self._text = text

    def exec_module(self, module: ModuleType) -> None:
        code = compile(self._text, f"{module.__name__}.py", "exec")
        exec(code, vars(module))  # wall: the student's own code, as every cell is


class StandIns(MetaPathFinder, Loader):
    """Comes last on sys.meta_path, and answers only imports that stand in a cell and are named in `wanted`.

    Libraries that try for an optional module must go on finding that it is absent, and so must a cell that tries.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self.wanted: set[str] = set()
        self.made: set[str] = set()

    def install(self) -> None:
        sys.meta_path.append(self)

    def remove(self) -> None:
        sys.meta_path.remove(self)

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if f"{fullname}.py" in self._files:
            return ModuleSpec(fullname, _Written(self._files[f"{fullname}.py"]))
        top = fullname.partition(".")[0]
        if top not in self.wanted or not _asked_by_a_cell() or (top in sys.modules and top not in self.made):
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        self.made.add(spec.name)
        return _AbsentModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        return None

    def forget(self) -> tuple[str, ...]:
        """Take the stand-ins out of sys.modules, where libraries would stumble over them; the top-level names of them."""
        made = tuple(sorted(name for name in self.made if "." not in name))
        for name in self.made:
            sys.modules.pop(name, None)
        self.made.clear()
        return made


def _asked_by_a_cell() -> bool:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and "importlib" in frame.f_code.co_filename:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(CELL)
