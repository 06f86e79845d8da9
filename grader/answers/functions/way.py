"""How a function has to come to its result, where the way is what is practised.

    Function("omega(tol)", …, way=Way(needs=("loop",), told=Text(…)))
    Function("bce(yhat, y)", …, way=Way(without=READY_MADE, told=Text(…)))

The way is seen in the words, by a child before any code runs (submissions/source/call_evidence.py): evidence, not proof, so
what can be told by results is told by probes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from grader.model import Text

LOOP = "loop"  # goes on from what the round before left, or calls itself

# surely these of SymPy, whatever else was imported: they compute with symbols and with as many digits as it takes
SYMBOLIC = (
    *(f"={name}" for name in ("sympy.exp", "sympy.log", "sympy.ln", "sympy.N", "sympy.S", "sympy.sympify", "sympy.Float")),
    *(f"={name}" for name in ("sympy.Rational", "sympy.Integer", "sympy.LambertW", "sympy.nsolve", "sympy.solve")),
    *("mpmath.*", "decimal.*", "numpy.longdouble", "numpy.float128"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """One of `needs` at least is called (where there are any), none of `without`; `told` is what is read otherwise.

    Names are those of `uses`; `torch.*` is anything in it, `=sympy.exp` that and surely nothing else of the same name.
    """

    told: Text
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def watched(self) -> tuple[str, ...]:
        return (*self.needs, *self.without)

    def kept(self, found: Collection[str]) -> bool:
        return not any(name in found for name in self.without) and (not self.needs or any(name in found for name in self.needs))
