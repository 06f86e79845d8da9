"""What a process has used is measured from outside, and a busy machine is no reason to end it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from grader.model import Delay
from grader.sandbox.clock import meter, stopwatch
from grader.sandbox.clock.stopwatch import Stopwatch, first_overdue

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="written for Linux; elsewhere by the documentation")
BURN = "import threading\ndef burn():\n    while True: pass\nthreading.Thread(target=burn).start()\nburn()"
SLEEP = "import time\ntime.sleep(600)"


@contextmanager
def running(code: str) -> Iterator[int]:
    process = subprocess.Popen([sys.executable, "-c", code])
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def why_it_ends(watch: Stopwatch) -> Delay:
    while (why := first_overdue((watch,), overslept=0.0)) is None:
        time.sleep(watch.next_look())
    return why


@pytest.mark.parametrize(("code", "why"), [(BURN, "computing"), (SLEEP, "waiting")], ids=["burns", "sleeps"])
def test_what_a_process_does_is_seen_from_outside(code: str, why: Delay) -> None:
    with running(code) as pid:
        watch = Stopwatch(pid, computing=1.0, waiting=3.0, starving=100.0)
        assert why_it_ends(watch) == why
        assert (watch.computed() >= 1.0) is (why == "computing")


def test_who_has_ended_is_known_until_he_is_reaped() -> None:
    process = subprocess.Popen([sys.executable, "-c", "sum(range(10**6))"])
    watch = Stopwatch(process.pid, computing=100.0, waiting=100.0)
    status = Path(f"/proc/{process.pid}/stat")
    while ") Z " not in status.read_text():
        time.sleep(0.01)
    watch.stop()
    process.wait()
    assert watch.computed() > 0
    assert meter.busy(process.pid) is None


@dataclass
class Machine:
    """A machine whose clocks we set."""

    now: float = 0.0
    busy: float | None = 0.0
    queued: float | None = 0.0
    disk: bool = False
    watch: Stopwatch = field(init=False)

    def goes_on(self, seconds: float, *, busy: float = 0.0, queued: float = 0.0) -> Delay | None:
        self.now += seconds
        self.busy = None if self.busy is None else self.busy + busy
        self.queued = None if self.queued is None else self.queued + queued
        return self.watch.overdue()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(stopwatch.time, "monotonic", lambda: made.now)
    monkeypatch.setattr(meter, "busy", lambda _: made.busy)
    monkeypatch.setattr(meter, "queued", lambda _: made.queued)
    monkeypatch.setattr(meter, "stuck_in_kernel", lambda _: made.disk)
    made.watch = begun()
    assert made.goes_on(0.2) is None
    return made


def begun() -> Stopwatch:
    return Stopwatch(1, computing=2.0, waiting=10.0, starving=3.0)


def test_the_queue_does_not_count(machine: Machine) -> None:
    assert machine.goes_on(20.0, busy=1.0, queued=15.0) is None
    assert machine.goes_on(4.0, busy=0.9, queued=1.0) is None
    assert machine.goes_on(1.0, busy=0.1) == "computing"


def test_whom_the_queue_leaves_nothing_is_starved(machine: Machine) -> None:
    assert machine.goes_on(29.0, busy=1.0, queued=28.0) is None
    assert machine.goes_on(1.0, queued=1.0) == "starved"


def test_who_sleeps_waits_though_the_queue_is_long(machine: Machine) -> None:
    assert machine.goes_on(14.0, queued=5.0) is None
    assert machine.goes_on(1.0) == "waiting"


def test_what_only_waits_for_a_disk_is_unclear(machine: Machine) -> None:
    machine.disk = True
    assert machine.goes_on(10.0) == "unclear"


@pytest.mark.parametrize("unknown", ["queued", "busy"])
def test_a_system_that_cannot_tell_says_so(machine: Machine, unknown: str) -> None:
    setattr(machine, unknown, None)
    machine.watch = begun()
    assert machine.goes_on(0.2) is None
    assert machine.goes_on(9.8) == "unclear"


def test_a_judge_that_overslept_was_kept_waiting_itself(machine: Machine) -> None:
    machine.watch.oversleep(30.0)
    assert machine.goes_on(29.0) is None
    assert machine.goes_on(1.0) == "starved"


def test_what_it_waited_for_us_does_not_count_but_what_it_computed_does(machine: Machine) -> None:
    assert machine.goes_on(9.0, busy=1.5) is None
    machine.watch.wait_anew()
    assert machine.goes_on(9.0) is None
    assert machine.goes_on(0.5, busy=0.5) == "computing"
