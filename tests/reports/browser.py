"""A real browser, without a window: Chromium, spoken to through a pipe in its DevTools protocol."""

from __future__ import annotations

import base64
import itertools
import json
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars", "--remote-debugging-pipe"),
)


def find() -> str | None:
    """The program, or None where there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Tab:
    """One page; `events` are all that the browser has said about it so far."""

    def __init__(self, to_browser: IO[bytes], from_browser: IO[bytes]) -> None:
        self._write, self._read = to_browser, from_browser
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "Accessibility"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser and wait for its answer."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        self._write.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        data = bytearray()
        while (byte := self._read.read(1)) != b"\0":
            assert byte, "the browser has gone"
            data += byte
        message: dict[str, Any] = json.loads(data)
        if "id" not in message:
            self.events.append(message)
        return message

    def open(self, page: Path) -> None:
        """Load a file and wait until it is there."""
        before = len(self.events)
        self.call("Page.navigate", url=page.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events[before:]):
            self._next()

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression; the page's policy does not concern the debugger."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def width(self, pixels: int) -> None:
        size = {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)

    def picture(self, *, height: int) -> bytes:
        """The page from its top as a PNG of the current width."""
        clip = {"x": 0, "y": 0, "width": self.ask("innerWidth"), "height": height, "scale": 1}
        return base64.b64decode(self.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"])

    def pdf(self) -> bytes:
        return base64.b64decode(self.call("Page.printToPDF")["data"])


@contextmanager
def browser() -> Iterator[Tab]:
    """A browser with an empty profile and one tab, ended afterwards."""
    program = find()
    assert program is not None
    with tempfile.TemporaryDirectory(prefix="grader-browser-", ignore_cleanup_errors=True) as profile:
        options = [*QUIET, f"--user-data-dir={profile}"]
        if os.geteuid() == 0:  # Chromium's own sandbox refuses to run as root
            options.append("--no-sandbox")
        commands, ours = os.pipe()
        answers, theirs = os.pipe()
        line = f"exec {shlex.join([program, *options])} 3<&{commands} 4>&{theirs}"
        process = subprocess.Popen(
            ["/bin/bash", "-c", line], pass_fds=(commands, theirs), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(commands)
        os.close(theirs)
        with os.fdopen(ours, "wb", buffering=0) as writer, os.fdopen(answers, "rb") as reader:
            try:
                yield Tab(writer, reader)
            finally:
                process.kill()
                process.wait()
