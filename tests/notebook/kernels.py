"""A kernel as Jupyter starts it, and what its cells show."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import CACHE, ROOT

PATIENCE = 240  # seconds; only a test that fails waits so long


@dataclass(frozen=True)
class Shown:
    """What stands below a cell: what it printed, the page it shows, its error."""

    text: str
    html: str
    error: str


class Kernel:
    """Runs cells one by one; `cell` is the id that the notebook's program gives."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def run(self, source: str, cell: str | None = None) -> Shown:
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        message = self._client.session.msg("execute_request", content, metadata={"cellId": cell} if cell else {})
        self._client.shell_channel.send(message)
        text, html, error = "", "", ""
        while True:
            heard = self._client.get_iopub_msg(timeout=PATIENCE)
            if heard["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            kind, said = heard["msg_type"], heard["content"]
            text += said["text"] if kind == "stream" else ""
            if kind in ("display_data", "execute_result"):
                html += said["data"].get("text/html", "")
                text += said["data"].get("text/plain", "")
            error += "\n".join(said["traceback"]) if kind == "error" else ""
            if kind == "status" and said["execution_state"] == "idle":
                return Shown(text, html, error)


@contextmanager
def kernel(folder: Path, **environment: str) -> Iterator[Kernel]:
    """A kernel in `folder`, with the exercises of this checkout unless the environment says otherwise."""
    from jupyter_client.manager import KernelManager

    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "GRADER_", "JPY_"))}
    known = {"GRADER_HOME": str(ROOT), "GRADER_CACHE": CACHE, "LANG": "de_AT.UTF-8", "IPYTHONDIR": str(folder / ".ipython")}
    manager: Any = KernelManager(transport="ipc", ip=str(folder / "kernel"))
    manager.start_kernel(cwd=str(folder), env={**clean, **known, **environment})
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        yield Kernel(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()
