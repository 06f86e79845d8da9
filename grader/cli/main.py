"""The command `grade`: what takes longest begins first, then what was typed is looked at."""

from __future__ import annotations

import gc
import signal
import sys

IMPORTED = 50_000  # objects between two looks for garbage: imports leave none, and looking takes a tenth of their time


def main(args: list[str] | None = None) -> None:
    """Run `grade` and exit with its status."""
    gc.set_threshold(IMPORTED)
    args = sys.argv[1:] if args is None else args
    from grader.cli.head_start import head_start

    try:
        with head_start(args):
            from grader.cli.command import run

            run(args)
    except KeyboardInterrupt:  # while it still imports: nobody listens for it yet
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        from grader.cli.shared.context import language
        from grader.cli.shared.stopping import Stopper

        sys.exit(Stopper(language(args)).say())
