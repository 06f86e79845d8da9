"""Signatures of the functions that an item asks for, and calls that fit them."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.answers.functions.arguments import shown, write
from grader.answers.functions.symbolic_function import Oracle
from grader.errors import AuthorError
from grader.model import Json


@dataclass(frozen=True)
class Signature:
    """`minimise(start=..., lr=..., steps=...)`: what stands in the stub; a parameter with a default may be left out.

    Raises:
        AuthorError: it is no signature, or has * and ** in it.
    """

    text: str
    name: str
    parameters: tuple[str, ...]
    optional: frozenset[str]

    @staticmethod
    def of(text: str) -> Signature:
        try:
            (definition,) = ast.parse(f"def {text}: pass").body
        except (SyntaxError, ValueError) as error:
            raise AuthorError(
                f"{text!r} is not a signature; write it as Function('mse(yhat, y)')",
                de=f"{text!r} ist keine Signatur; schreibe sie wie Function('mse(yhat, y)')",
                at=text,
            ) from error
        assert isinstance(definition, ast.FunctionDef)
        arguments = definition.args
        if arguments.vararg or arguments.kwarg or arguments.kwonlyargs or arguments.posonlyargs:
            raise AuthorError(f"{text}: plain parameters only, please", de=f"{text}: bitte nur gewöhnliche Parameter", at=text)
        names = tuple(argument.arg for argument in arguments.args)
        return Signature(text, definition.name, names, frozenset(names[len(names) - len(arguments.defaults) :]))

    def call(self, arguments: Mapping[str, Any]) -> Json:
        """A call as plain data; arguments before the first that is left out go by place, the others by name.

        Raises:
            AuthorError: the arguments do not fit.
        """
        required = set(self.parameters) - self.optional
        if not required <= set(arguments) <= set(self.parameters):
            raise AuthorError(
                f"a probe {dict(arguments)} does not fit the signature {self.text}",
                de=f"der Aufruf {dict(arguments)} passt nicht zur Signatur {self.text}",
                at=self.text,
            )
        written = {name: write(arguments[name]) for name in self.parameters if name in arguments}
        places = next((i for i, name in enumerate(self.parameters) if name not in written), len(self.parameters))
        if sum(isinstance(value, Oracle) for value in arguments.values()) > 1:
            raise AuthorError(
                f"a probe of {self.text} has several Oracles; only one can be told apart",
                de=f"ein Aufruf von {self.text} hat mehrere Oracles; nur eines lässt sich zuordnen",
                at=self.text,
            )
        by_place = [written.pop(name) for name in self.parameters[:places]]
        return {"function": self.name, "args": by_place, "named": written}

    def arguments(self, call: Json) -> dict[str, Json]:
        """The arguments of a call by parameter, still as plain data."""
        return {**dict(zip(self.parameters, call["args"], strict=False)), **call["named"]}


class FunctionCall:
    """One call of one of the functions of an item; authors write `Call("mse", yhat=[1, 2], y=[1, 3])`."""

    def __init__(self, function: str, /, **arguments: Any) -> None:
        self.function = function
        self.arguments = arguments

    def __repr__(self) -> str:
        return f"Call({self.function!r}, {', '.join(f'{name}={value!r}' for name, value in self.arguments.items())})"


def shown_call(call: Json) -> str:
    """`mse([1, 2], y=[1, 3])`, as a person would type it."""
    parts = [*map(shown, call["args"]), *(f"{name}={shown(value)}" for name, value in call["named"].items())]
    return f"{call['function']}({', '.join(parts)})"
