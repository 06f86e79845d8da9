"""A formula of a prompt as one line of plain text: `$w_{t+1} = \\frac{1}{2}$` becomes `w_(t+1) = 1/2`."""

from __future__ import annotations

import re

_COMMANDS = {
    "cdot": "·", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "to": "→", "infty": "∞", "in": "∈",
    "nabla": "∇", "ell": "ℓ", "times": "×", "pm": "±", "dots": "…", "ldots": "…", "quad": " ", "alpha": "α", "beta": "β",
    "gamma": "γ", "delta": "δ", "varepsilon": "ε", "epsilon": "ε", "eta": "η", "theta": "θ", "lambda": "λ", "mu": "μ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "varphi": "φ", "phi": "φ", "psi": "ψ", "omega": "ω", "Delta": "Δ",
    "Sigma": "Σ", "Omega": "Ω", "partial": "∂", "sum": "Σ", "prime": "'", "left": "", "right": "", "mid": "|",
}  # fmt: skip
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GROUP = r"\{((?:[^{}]|\{[^{}]*\})*)\}"


def plain(text: str) -> str:
    """`text` with its `$…$` formulas as plain text and without the `**` and backticks of Markdown."""
    parts = re.split(r"\$([^$]+)\$", text)
    return "".join(_formula(part) if index % 2 else part.replace("**", "").replace("`", "") for index, part in enumerate(parts))


def _formula(source: str) -> str:
    source = source.replace("{,}", ",")
    source = re.sub(r"\\mathbb\{?([A-Z])\}?", lambda match: {"R": "ℝ", "N": "ℕ", "Z": "ℤ"}.get(match[1], match[1]), source)
    source = re.sub(rf"\\(?:text|mathrm|operatorname){_GROUP}", r"\1", source)
    source = re.sub(rf"\\d?frac{_GROUP}{_GROUP}", lambda match: f"{_grouped(match[1])}/{_grouped(match[2])}", source)
    source = re.sub(rf"\\sqrt{_GROUP}", r"√(\1)", source)
    source = re.sub(r"\\([A-Za-z]+) ?", lambda match: _COMMANDS.get(match[1], f"{match[1]} "), source)
    source = re.sub(r"\\[,;:! ]", " ", source).replace("\\", "")
    source = re.sub(r"_\{?([0-9]+)\}?", lambda match: match[1].translate(_SUBSCRIPT), source)
    source = re.sub(r"\^(?:\{([0-9]+)\}|([0-9]))", lambda match: (match[1] or match[2]).translate(_SUPERSCRIPT), source)
    source = re.sub(rf"([_^]){_GROUP}", lambda match: match[1] + _grouped(match[2]), source)
    return source.replace("{", "").replace("}", "")


def _grouped(source: str) -> str:
    return source if re.fullmatch(r"\\?\w+", source) else f"({source})"
