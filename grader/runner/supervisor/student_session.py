"""One student at one lane: everything of theirs is read and run in as few children as possible.

A new child costs several times what most exercises do. So one child takes them all, as long as what ran in it cannot have
left anything behind (`submissions/source/side_effects.py`); grading has what is not fully right run once more, alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import SandboxError
from grader.model import Exercise, Submission, Text
from grader.runner.supervisor.exit_messages import delay_behind, is_killed, killed_twice, lost_twice
from grader.runner.supervisor.frame_schema import READ_HAND_IN, READ_SHAPES
from grader.runner.supervisor.in_range import expect_reading
from grader.runner.supervisor.remarks import told
from grader.runner.supervisor.run_result import Run
from grader.runner.supervisor.share import Share, too_much
from grader.runner.supervisor.supervisor import Running
from grader.sandbox.protocol.frames import Frame
from grader.sandbox.protocol.interface import Conversation, Ended, Job, Lane
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Isolation
from grader.storage.codec import load
from grader.submissions.files.file_names import in_a_sentence, printable
from grader.submissions.files.files import Bytes, read_file
from grader.submissions.files.handin import HandIn, RawReading, ReadHandIn, Reading
from grader.time_limits import OPEN, sentence_on_delay

_READING = 32 << 20  # the cells of one file, as a frame
_TRIES = 2  # a zygote that is lost twice is no accident, nor a child that is killed from outside


@dataclass(frozen=True, slots=True)
class _Child:
    """Alive and clean; `ran` if code of the student has run in it, and not only files been read."""

    conversation: Conversation
    ran: bool


class StudentSession:
    """Not for two threads at once; `close` ends the children, the lane stays open."""

    def __init__(self, lane: Lane, limits: Limits) -> None:
        self.isolation: Isolation = lane.isolation
        self._lane = lane
        self._limits = limits
        self._children: dict[bool, _Child] = {}  # with torch and without: their memory limits differ
        self._computed = self._waited = 0.0
        self._share = Share.of(limits)

    def read(self, data: bytes, name: str, catalogue: Mapping[str, Sequence[str]]) -> Reading:
        """What the file `name` with content `data` hands in; `catalogue` maps exercises to their item names.

        Raises:
            SandboxError: no child could be started; its zygote was lost twice; it was killed twice by somebody else; or other
                programs left it no processor.
        """
        plain = {exercise: list(names) for exercise, names in catalogue.items()}
        job = Job(READ_HAND_IN, {"name": name, "catalogue": plain}, READ_SHAPES, blob=data, frame=_READING)
        ended = Ended("lost")
        for _ in range(_TRIES):
            kept = self._resumed(job)
            child = kept.conversation if kept is not None else self._lane.open(job)
            budget = self._budget
            # wide by the clock on the wall: a large file takes its time to be handed over, and only our own code runs
            watch = child.watch(computing=budget.hard, waiting=budget.whole_waiting, starving=budget.starving)
            with self._share.judged():
                frame = child.receive(watch)
            self._spend(watch.computed(), watch.waited())
            self._share.reading -= watch.computed()
            if not isinstance(frame, Ended):
                with self._share.judged():
                    return self._read(frame, job, _Child(child, ran=kept is not None and kept.ran), name)
            ended = frame
            if ended.how != "lost" and not is_killed(ended) and delay_behind(ended) not in OPEN:
                return _unread(in_a_sentence(name))
        raise _not_read(name, ended)

    def _read(self, frame: Frame, job: Job, child: _Child, name: str) -> Reading:
        if frame["is"] == "reading":
            self._keep(job, child)
            try:
                raw: RawReading = load(RawReading, frame["reading"])
                expect_reading(raw, job.data["catalogue"])
                return told(raw, printable(name), job.data["catalogue"])
            except ValueError:  # of another shape, or out of range
                return _unread(in_a_sentence(name))
        child.conversation.end()
        return _unread(in_a_sentence(name))

    def read_file(
        self, hand_in: HandIn, catalogue: Mapping[str, Sequence[str]], opened: Callable[[Path], Bytes | Text] = read_file
    ) -> ReadHandIn:
        """Open and read a file; trouble of any kind is a problem of that file, and so is to have used up what there was."""
        if self._share.reading <= 0 or self._share.judging <= 0:
            return ReadHandIn(hand_in, "", Reading(problem=NOT_OPENED, passing=True))
        content = opened(hand_in.path)
        if isinstance(content, Text):
            return ReadHandIn(hand_in, "", Reading(problem=content))
        try:
            return ReadHandIn(hand_in, content.digest, self.read(content.data, hand_in.own, catalogue))
        except SandboxError as error:
            trouble = Text(de=f"nicht gelesen: {error.in_('de')}", en=f"not read: {error}")
            return ReadHandIn(hand_in, content.digest, Reading(problem=trouble, passing=True))

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False, patient: bool = False) -> Run:
        """The observations of all items of `exercise` in `submission`; `alone` in a child that has run nothing before,
        `patient` for code that was left no processor before.

        Raises:
            SandboxError: no child could be started, or its zygote was lost twice.
            SubmissionError: it is more than the judge takes from one student.
        """
        if self._share.is_gone:
            raise too_much(submission.file)
        budget, short = self._limits.patient() if patient else self._budget, self._is_short
        run = self._run(submission, exercise, budget, alone=alone or exercise.writes_files or _asks_how(exercise))
        if run.timed_out and short:
            return replace(run, notes=(*run.notes, _in_short(self._limits, waited=self._computed < self._limits.whole)))
        return run

    def close(self) -> None:
        for child in self._children.values():
            child.conversation.end()
        self._children.clear()

    # ------------------------------------------------------------ children

    def _run(self, submission: Submission, exercise: Exercise, budget: Limits, *, alone: bool) -> Run:
        running = Running(submission, exercise, budget, self._share)
        job = running.job()
        child = None if alone else self._resumed(job)
        run = None
        if child is not None and child.ran:
            run = running.share(child.conversation)
            if run is None and not running.overdrawn:  # in a child of its own it may go better, and only that counts
                self._spend(running.computed, running.waited)
                running, child = Running(submission, exercise, budget, self._share), None
        if not running.overdrawn:
            run = run or running.run(self._lane, None if child is None else child.conversation)
        self._spend(running.computed, running.waited)
        if run is None or running.overdrawn:
            raise too_much(submission.file)
        if running.child is not None and (running.traces or run.timed_out or exercise.writes_files):
            running.child.end()
        elif running.child is not None:
            self._keep(job, _Child(running.child, ran=True))
        return run

    def _resumed(self, job: Job) -> _Child | None:
        """The child that is there, at its new job."""
        child = self._children.pop("torch" in job.expect, None)
        if child is None or child.conversation.resume(job):
            return child
        child.conversation.end()
        return None

    def _keep(self, job: Job, child: _Child) -> None:
        before = self._children.pop("torch" in job.expect, None)
        if before is not None:
            before.conversation.end()
        self._children["torch" in job.expect] = child

    # ------------------------------------------------------------ time

    @property
    def _is_short(self) -> bool:
        """The student has used up what there was."""
        return self._computed >= self._limits.whole or self._waited >= self._limits.whole_waiting

    @property
    def _budget(self) -> Limits:
        left = self._limits.whole_waiting - self._waited
        return self._limits.used_up() if self._is_short else replace(self._limits, whole_waiting=left)

    def _spend(self, computed: float, waited: float) -> None:
        self._computed += computed
        self._waited += waited


def _asks_how(exercise: Exercise) -> bool:
    """Whether code is looked at before it runs. What is found there is evidence, so no code may have run before that look:
    the student's own could exchange the one that looks, and whether it did is a question to the same process."""
    return any(item.reading.get("uses") for item in exercise.items)


NOT_OPENED = Text(
    de="nicht gelesen: Die Dateien dieser Person davor haben die Zeit verbraucht, die der Grader einer Person zum Lesen gibt.",
    en="not read: this student's earlier files have used up the time that the grader spends on reading one person's files.",
)


def _unread(name: str) -> Reading:
    said = Text(
        de=f"{name} lässt sich nicht lesen: zu groß oder beschädigt. Lösche die Ausgaben und versuch es noch einmal.",
        en=f"{name} cannot be read: too large or damaged. Clear the outputs and try again.",
    )
    return Reading(problem=said, passing=True)


def _not_read(name: str, ended: Ended) -> SandboxError:
    """It is nobody's fault, the student's least of all."""
    if is_killed(ended):
        return killed_twice(name)
    why = delay_behind(ended)
    if why is None:
        return lost_twice(name)
    said = sentence_on_delay(why, 0)
    return SandboxError(f"{name}: {said.en}", de=f"{name}: {said.de}")


def _in_short(limits: Limits, *, waited: bool) -> Text:
    used = limits.whole_waiting if waited else limits.whole
    de, en = ("Sekunden Wartezeit", "seconds of waiting") if waited else ("Sekunden Rechenzeit", "seconds of computing")
    return Text(
        de=f"Die ganze Abgabe hat ihre {used:g} {de} verbraucht. Hierfür blieb nur wenig, und das hat nicht gereicht. "
        "Ist der Code nur langsam, bewerte die Datei einzeln.",
        en=f"The whole hand-in has used up its {used:g} {en}. What was left for this was not enough. If the code is just slow, "
        "grade this file by itself.",
    )
