"""What the judge's side of any wall looks like."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from grader.errors import SandboxError
from grader.model import Delay
from grader.sandbox.clock.stopwatch import STARVING, Stopwatch
from grader.sandbox.protocol.frames import HEADER, Frame, FrameReader, Shapes, pack
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Isolation

PREFLIGHT = "grader.sandbox.preflight:attempt"  # the task that tries to get through the wall

# What children say to the lane itself, before the job's own frames.
LANE_SHAPES: Shapes = {"want": {"modules": list}, "ready": {}}


@dataclass(frozen=True, slots=True)
class Job:
    """A task by name, its plain data, bytes that follow it, the frames it may send, and modules that it will want."""

    task: str
    data: Mapping[str, Any]
    shapes: Shapes
    blob: bytes | None = None
    expect: tuple[str, ...] = ()
    frame: int | None = None  # the cap of one frame, if not the usual one
    writes: bool = False  # it may write into the lane's folder


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: left with an exit code, by a signal, at a deadline (and `why`), with a forged frame; or its zygote
    was lost."""

    how: Literal["exited", "signalled", "deadline", "forged", "lost"]
    code: int = 0
    detail: str = ""
    log: str = ""
    why: Delay = "computing"


class Conversation(Protocol):
    """One child, and the job that it is at."""

    @property
    def log(self) -> str:
        """What was printed during this job so far, capped."""

    @property
    def received(self) -> int:
        """Bytes of frames of this job so far."""

    def watch(self, *, computing: float, waiting: float, starving: float = STARVING) -> Stopwatch:
        """A budget of this child from now on, as `Stopwatch` says."""

    def receive(self, *watches: Stopwatch) -> Frame | Ended:
        """The next frame, or how the child ended; it is killed when one of the budgets is used up."""

    def send(self, message: Mapping[str, Any]) -> None:
        """Queue a further message to the child."""

    def resume(self, job: Job) -> bool:
        """Give a child that has finished its job another one; False if that one needs a child of its own."""

    def end(self) -> Ended:
        """Kill the child if it still lives; nothing of it remains."""


class Lane(Protocol):
    """Runs one job at a time. Not for two threads at once."""

    isolation: Isolation

    def open(self, job: Job) -> Conversation:
        """A child that is ready for its job.

        Raises:
            SandboxError: no child could be started, twice.
        """

    def start(self, expect: Collection[str] = (), *, many: bool = False) -> None:
        """Begin what takes time, without waiting for it: the import of the modules in `expect`, too. `many` jobs are to come,
        so that it pays to do once what each would do first."""

    def ahead(self, expect: Collection[str] = ()) -> None:
        """Do what makes the next job quicker, at leisure: nobody waits, and there will be many jobs like the last."""

    def close(self) -> None: ...


def frame_reader(job: Job, limits: Limits) -> FrameReader:
    cap = job.frame or limits.frame
    return FrameReader({**job.shapes, **LANE_SHAPES}, cap=cap, total=max(cap, limits.frames))


def not_started(job: Job, trouble: str) -> SandboxError:
    task = job.task.partition(":")[2]
    return SandboxError(
        f"No child process could be started for {task} ({trouble[-500:]}). Try again; if it happens again, please report it.",
        de=f"Für {task} ließ sich kein Kindprozess starten ({trouble[-500:]}). Versuche es noch einmal; bleibt es dabei, melde "
        "es bitte.",
    )


def no_folder() -> SandboxError:
    return SandboxError(
        "This exercise lets code write files. This machine cannot offer a folder for that, because its Linux kernel has no "
        "Landlock; grade the exercise on a newer one (5.13 or later, with Landlock switched on).",
        de="Diese Übung lässt Code Dateien schreiben. Diese Maschine kann dafür keinen Ordner anbieten, weil ihr Linux-Kern "
        "kein Landlock hat; bewerte die Übung auf einem neueren (ab 5.13, mit eingeschaltetem Landlock).",
    )


def messages(job: Job, limits: Limits, *, cwd: str, torch: bool) -> list[bytes]:
    """What a new child is told at once: first what it needs to shut the wall, then the job."""
    wall = {
        "memory": limits.torch_memory if torch else limits.memory,
        "cpu": limits.cpu,
        "file": limits.file,
        "open_files": limits.open_files,
        "writes": job.writes,
    }
    return [pack({"cwd": cwd, "wall": wall}), *request(job)]


def request(job: Job) -> list[bytes]:
    """A job, as a child receives it."""
    asked = pack({"task": job.task, "data": job.data})
    return [asked] if job.blob is None else [asked, HEADER.pack(len(job.blob)), job.blob]


def is_ready(event: Frame | Ended) -> bool:
    """The child has all that its job needs."""
    return not isinstance(event, Ended) and event["is"] == "ready"
