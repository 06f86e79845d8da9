"""The LaTeX that our prompts use: its words and its tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "varrho": "ϱ",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ",
    "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
    "infty": "∞", "emptyset": "∅", "varnothing": "∅",
}  # fmt: skip
OPERATORS = {
    "cdot": "·", "times": "×", "pm": "±", "mp": "∓", "div": "÷", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "∼", "ll": "≪", "gg": "≫", "lt": "<", "gt": ">", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "gets": "←", "mapsto": "↦", "Rightarrow": "⇒", "Leftrightarrow": "⇔", "iff": "⇔",
    "in": "∈", "notin": "∉", "cup": "∪", "cap": "∩", "setminus": "∖", "subset": "⊂", "subseteq": "⊆", "forall": "∀",
    "exists": "∃", "neg": "¬", "land": "∧", "lor": "∨", "nabla": "∇", "partial": "∂", "sum": "∑", "prod": "∏", "int": "∫",
    "dots": "…", "ldots": "…", "cdots": "⋯", "mid": "|", "vert": "|", "lvert": "|", "rvert": "|", "Vert": "‖",
    "lVert": "‖", "rVert": "‖", "|": "‖", "prime": "′", "circ": "∘", "odot": "⊙", "top": "⊤", "langle": "⟨", "rangle": "⟩",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "colon": ":", "{": "{", "}": "}",
}  # fmt: skip
FUNCTIONS = (
    "arg", "argmax", "argmin", "cos", "cosh", "det", "diag", "dim", "exp", "inf", "ker", "lim", "ln", "log", "max", "min",
    "sgn", "sign", "sin", "sinh", "sup", "tan", "tanh",
)  # fmt: skip
SPACES = {",": "0.17em", ":": "0.22em", ";": "0.28em", " ": "0.33em", "!": "0em", "quad": "1em", "qquad": "2em"}
BOARD = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "E": "𝔼", "P": "ℙ"}
SYMBOLS: Mapping[str, str] = MappingProxyType({**LETTERS, **OPERATORS, "quad": "  ", "qquad": "   ", "prime": "'"})

# a name with its braces is one token, so that the blanks of \text{für alle} stay
_TOKEN = re.compile(
    r"\\(?:text|textbf|mathrm|mathit|mathbf|mathbb|operatorname)\{[^{}]*\}|\\[A-Za-z]+|\\.|\d+(?:(?:\{,\}|\.)\d+)?|\s+|.",
    re.DOTALL,
)


def tokens(source: str) -> list[str]:
    """Commands with their backslash, whole numbers (0{,}25 as 0,25), single characters; blanks are left out."""
    found = (match[0] for match in _TOKEN.finditer(source))
    return [token.replace("{,}", ",") for token in found if not token.isspace()]
