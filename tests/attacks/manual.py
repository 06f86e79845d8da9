"""The tables in docs/security.md, made from the attacks that are tests: python -m tests.attacks.manual"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tests.attacks import (
    test_attacks,
    test_budgets,
    test_commands,
    test_growth,
    test_hand_ins,
    test_key,
    test_memory,
    test_methods,
    test_output,
    test_poor_machines,
    test_sittings,
    test_spoilers,
)
from tests.attacks.answers import ANSWERS, FUNCTIONS
from tests.attacks.archives import ARCHIVES, MEMBERS
from tests.attacks.attack import USES, Attack, Row, rows
from tests.attacks.files import FILES
from tests.attacks.hand_ins import HAND_INS
from tests.attacks.methods import METHODS, MOST, Method
from tests.attacks.names import NAMES
from tests.attacks.outputs import OUTPUTS
from tests.attacks.processes import PROCESSES
from tests.attacks.protocol import PROTOCOL
from tests.attacks.resources import RESOURCES
from tests.conftest import ROOT
from tests.grading import test_starved
from tests.runner import test_killed
from tests.sealed import test_class_list, test_key_file, test_kit, test_poor_disks, test_public_checks, test_session

PAGE = ROOT / "docs" / "security.md"
MARK = "<!-- What follows is made from the tests: python -m tests.attacks.manual -->\n"
CODE = (
    ("Files", FILES),
    ("Processes, network, kernel", PROCESSES),
    ("Time, memory, log", RESOURCES),
    ("Protocol", PROTOCOL),
    ("Answers", ANSWERS),
    ("Functions", FUNCTIONS),
)


def page() -> str:
    """The page as it should be: its prose as it is, the tables anew."""
    prose = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    tables = [(title, _table(map(_of_code, attacks), ("works without",))) for title, attacks in CODE]
    tables += [(title, _table(map(_cells, found))) for title, found in _others()]
    return prose + MARK + "".join(f"\n### {title}\n{table}" for title, table in tables)


def _others() -> Iterable[tuple[str, list[Row]]]:
    """What is no code: files, archives, names, texts, and the tests that stand for themselves."""
    yield (
        "Methods that are pretended",
        [Row(one.line, one.name, one.stopped_by, _reported(_points(one), one.says)) for one in METHODS] + rows(test_methods),
    )
    yield (
        "Files handed in",
        [Row(one.line, one.name, one.stopped_by, _reported(one.outcome, one.says)) for one in HAND_INS] + rows(test_hand_ins),
    )
    members = [Row(one.line, one.name, one.stopped_by, _reported("", one.says)) for one in MEMBERS]
    archives = [Row(one.line, one.name, one.stopped_by, _reported("nothing is graded", one.says)) for one in ARCHIVES]
    yield "Archives", members + archives
    yield (
        "Names of students",
        [Row(one.line, one.name, one.stopped_by, f"{_span(one.shown)} in grades.csv") for one in NAMES],
    )
    texts = [Row(one.line, one.name, one.stopped_by, f"shown as {_span(one.shown)}") for one in OUTPUTS]
    yield "Texts in hand-ins", texts + rows(test_output)
    helpers = (
        *(
            test_commands,
            test_memory,
            test_sittings,
            test_growth,
            test_budgets,
            test_key,
            test_spoilers,
            test_poor_machines,
            test_attacks,
        ),
        *(test_killed, test_starved),
    )
    kits = (test_kit, test_key_file, test_session, test_public_checks, test_poor_disks, test_class_list)
    yield "Kits of students", [one for module in kits for one in rows(module)]
    yield "The command and its helpers", [one for module in helpers for one in rows(module)]


def _of_code(attack: Attack) -> Sequence[str]:
    return (attack.name, attack.stopped_by, _reported(attack.outcome, attack.says), "✓" if attack.control else "")


def _cells(one: Row) -> Sequence[str]:
    return (one.name, one.stopped_by, one.reported)


def _points(method: Method) -> str:
    return f"{method.points} of {MOST[method.item]} points"


def _reported(outcome: str, says: str) -> str:
    return ": ".join(part for part in (outcome, says and f"“… {says} …”") if part)


def _table(lines: Iterable[Sequence[str]], more: Sequence[str] = ()) -> str:
    head = ("attack", "what stops it", "reported", *more)
    found = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    found += [f"| {' | '.join(map(_cell, line))} |" for line in lines]
    return "\n".join(found).replace(USES, "tried to use a file, the network") + "\n"


def _span(text: str) -> str:
    """As code; a table wants its bars escaped even there."""
    return "`" + text.replace("|", "\\|") + "`"


def _cell(text: str) -> str:
    """Code spans stay; elsewhere nothing is markup."""
    parts = re.split(r"(`[^`]+`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([|<\[_*])", r"\\\1", part) for part in parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
