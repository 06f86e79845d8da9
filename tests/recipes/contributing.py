"""The recipes of CONTRIBUTING.md as they stand there, so that what is tested is what is read."""

from __future__ import annotations

import re

from tests.conftest import ROOT

BLOCK = re.compile(r"^```python\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ grade (.+)$", re.MULTILINE)


def section(title: str) -> str:
    """What stands below `### … a layout`."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (found,) = re.findall(rf"^### … {title}\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL)
    return str(found)


def file_of(title: str) -> tuple[str, str]:
    """The one file of a recipe: its path, which its first line names, and what is in it."""
    ((path, code),) = BLOCK.findall(section(title))
    return path, code


def commands_of(title: str) -> list[list[str]]:
    """The words behind `$ grade` of each command."""
    return [line.split() for line in COMMAND.findall(section(title))]
