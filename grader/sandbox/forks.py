"""Whether processes are forked here, or each is started by exec."""

from __future__ import annotations

import os


def has_zygotes() -> bool:
    """Only Linux forks, and has handles on processes that never mean another one; GRADER_EXECUTOR=portable forbids it."""
    return hasattr(os, "pidfd_open") and os.environ.get("GRADER_EXECUTOR") != "portable"
