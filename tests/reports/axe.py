"""axe-core in an open page: what breaks WCAG at the levels A and AA, as its rules see it."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from tests.reports.browser import Tab

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
RUN = """axe.run(document, {runOnly: %s, resultTypes: ["violations"], elementRef: false}).then(found =>
    found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`)))"""


@cache
def source() -> str | None:
    """The program; None where the package is not installed, which is looked at without importing it."""
    spec = importlib.util.find_spec("axe_core_python")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).with_name("axe.min.js").read_text("utf-8")


def load(tab: Tab) -> None:
    """Into a page that was just opened."""
    program = source()
    assert program is not None
    tab.ask(f"{program}; axe.configure({{}}); true")


def violations(tab: Tab) -> list[str]:
    """Each as rule, place and reason."""
    found: list[str] = tab.ask(RUN % LEVELS)
    return found
