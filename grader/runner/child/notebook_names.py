"""What a notebook has besides Python: the last values as `_`, `Out` and `In`, and a shell that does nothing."""

from __future__ import annotations

from typing import Any

_UNDERSCORES = ("_", "__", "___")


class Shell:
    """`get_ipython()`: whatever it is asked to do, nothing happens; what magics run stands in the cell's own code by now."""

    def getoutput(self, *_: object, **__: object) -> list[str]:
        return []

    def _nothing(self, *_: object, **__: object) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._nothing


class History:
    """Inputs and outputs of the cells that have run, under Jupyter's names in the namespace."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace
        self._inputs: list[str] = [""]
        self._outputs: dict[int, Any] = {}
        self._last: tuple[Any, ...] = ("", "", "")
        shell = Shell()
        namespace.update(
            In=self._inputs, Out=self._outputs, _ih=self._inputs, _oh=self._outputs, _dh=[], get_ipython=lambda: shell
        )
        namespace.update(zip(_UNDERSCORES, self._last, strict=True))
        namespace.update(_i="", _ii="", _iii="")

    def begin(self, source: str) -> None:
        """A cell is about to run; blank ones do not count in Jupyter."""
        namespace = self._namespace
        namespace["_iii"], namespace["_ii"], namespace["_i"] = (
            namespace.get("_ii", ""),
            namespace.get("_i", ""),
            self._inputs[-1],
        )
        self._inputs.append(source)
        namespace[f"_i{len(self._inputs) - 1}"] = source

    def end(self, value: Any) -> None:
        """A cell's last expression had this value. Names that the student has taken for something else stay theirs."""
        if value is None:
            return
        number = len(self._inputs) - 1
        self._outputs[number] = value
        self._namespace[f"_{number}"] = value
        if all(self._namespace.get(name) is last for name, last in zip(_UNDERSCORES, self._last, strict=True)):
            self._last = (value, *self._last[:2])
            self._namespace.update(zip(_UNDERSCORES, self._last, strict=True))
