"""The command `grade`: what takes longest begins first, then what was typed is looked at."""

from __future__ import annotations

import sys


def main(args: list[str] | None = None) -> None:
    """Run `grade` and exit with its status."""
    args = sys.argv[1:] if args is None else args
    from grader.cli.head_start import head_start

    with head_start(args):
        from grader.cli.command import run

        run(args)
