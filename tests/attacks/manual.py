"""The tables in docs/security.md, made from the attacks that are tests: python -m tests.attacks.manual"""

from __future__ import annotations

from collections.abc import Iterable

from tests.attacks.answers import ANSWERS, FUNCTIONS
from tests.attacks.attack import USES, Attack
from tests.attacks.files import FILES
from tests.attacks.processes import PROCESSES
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "security.md"
MARK = "<!-- What follows is made from the tests: python -m tests.attacks.manual -->\n"
TITLES = (
    ("Files", FILES),
    ("Processes, network, kernel", PROCESSES),
    ("Answers, protocol, time, memory", ANSWERS),
    ("Functions", FUNCTIONS),
)


def page() -> str:
    """The page as it should be: its prose as it is, the tables anew."""
    prose = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    return prose + MARK + "".join(f"\n### {title}\n{_table(attacks)}" for title, attacks in TITLES)


def _table(attacks: Iterable[Attack]) -> str:
    rows = ["| attack | what stops it | reported | works without |", "|---|---|---|---|"]
    for attack in attacks:
        said = f": “… {attack.says} …”" if attack.says else ""
        rows.append(f"| {attack.name} | {attack.stopped_by} | {attack.outcome}{said} | {'✓' if attack.control else ''} |")
    return "\n".join(rows).replace(USES, "wanted to use a file, the network …") + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
