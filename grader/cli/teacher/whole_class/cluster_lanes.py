"""Lanes on other machines: hand-ins go out as bytes, results come back as bytes, and land where those of this machine do."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import chain

from grader.answer_key.process.caching_client import CachingKey
from grader.answer_key.process.client import LOG
from grader.cli.shared.context import Context, item_names
from grader.cli.teacher.whole_class.lanes import Marking
from grader.cli.teacher.whole_class.progress_bar import ClassBar
from grader.cluster.address import Cluster
from grader.cluster.course_files import packed
from grader.cluster.documents import (
    AloneSent,
    CourseSent,
    Declined,
    FileSent,
    Reply,
    ResultSent,
    StudentGraded,
    StudentSent,
    as_text,
    to_bytes,
)
from grader.cluster.engine import Engine
from grader.course.catalogue import Source
from grader.errors import GraderError
from grader.grading.grade_class import GradedStudent, NotGraded
from grader.grading.grade_submission import Starved, kept_as
from grader.model import Isolation, Json, Problem, Result, Submission, Text
from grader.sandbox.libraries.warm_up import MANY
from grader.storage import codec
from grader.storage.cache import Cache, digest
from grader.storage.result_spool import unpack
from grader.submissions.files.files import read_file
from grader.submissions.files.handin import Found, HandIn, Taken

_Request = tuple[tuple[Sequence[HandIn], str], bytes]  # whose, and as what the reply is kept


class ClusterLanes:
    """Results are kept here under the names that they would have been kept under by this machine itself. The course leaves
    it with the first student of whom not everything is kept."""

    def __init__(
        self, engine: Engine, key: CachingKey, cache: Cache, known: Sequence[Source], only: tuple[str, ...], *, many: bool
    ) -> None:
        self._engine, self._key, self._cache, self._known = engine, key, cache, known
        self._only, self._many = only, many
        self._exercises = [source.id for source in known]
        self._kept_behind: set[Isolation] = set()  # what stood between code and machine when it was graded

    @property
    def isolation(self) -> Isolation:
        """The least of all that a student was graded behind."""
        behind = self._kept_behind | ({self._engine.isolation} - {"none"})
        return next((one for one in ("strict", "strong") if one in behind), self._engine.isolation)

    def each(self, by_student: Sequence[Sequence[HandIn]], mark: Marking, bar: ClassBar) -> Iterator[GradedStudent]:
        """Returns when the first student has to be sent, and so the isolation is known."""
        found: list[GradedStudent] = []  # of students who need not be sent

        def requests() -> Iterator[_Request]:
            for hand_ins in by_student:
                sent = self._sent(hand_ins, mark)
                name = self._name_of(sent)
                kept = self._kept(name)
                if kept is None:
                    yield (hand_ins, name), to_bytes(replace(sent, course=self._course))
                else:
                    found.append(self._marked(hand_ins, kept, mark, bar))

        to_send = requests()
        first = next(to_send, None)
        return iter(found) if first is None else self._graded(chain([first], to_send), found, mark, bar)

    def _graded(
        self, requests: Iterator[_Request], found: list[GradedStudent], mark: Marking, bar: ClassBar
    ) -> Iterator[GradedStudent]:
        for (hand_ins, name), reply in self._engine.each(requests):
            yield from _emptied(found)
            if isinstance(reply, StudentGraded):
                self._keep(name, reply)
            yield self._marked(hand_ins, reply, mark, bar)
        yield from _emptied(found)

    def alone(self, submission: Submission) -> Result:
        asked = to_bytes(AloneSent(self._course, submission))
        for _, reply in self._engine.each(iter([(None, asked)])):
            if isinstance(reply, StudentGraded):
                self._keep("", reply)
                return self._result(submission, reply)
            assert isinstance(reply, Declined)
            raise GraderError(reply.why.en, de=reply.why.de)
        raise AssertionError("each request has a reply")

    @cached_property
    def _course(self) -> str:
        """The digest of what the workers have been given."""
        names = {exercise: tuple(named) for exercise, named in item_names(self._key, self._known).items()}
        slugs = {source.id: source.slug for source in self._known}
        sent = CourseSent(secrets.token_hex(16), packed(self._key.root), names, slugs, self._only, self._cache.seed, self._many)
        self._engine.prepare(to_bytes(sent))
        return hashlib.sha256(to_bytes(sent)).hexdigest()

    def _sent(self, hand_ins: Sequence[HandIn], mark: Marking) -> StudentSent:
        student = hand_ins[0].student
        return StudentSent("", student, tuple(map(_file, hand_ins)), mark.numbers(student, self._exercises))

    def _marked(self, hand_ins: Sequence[HandIn], reply: Reply, mark: Marking, bar: ClassBar) -> GradedStudent:
        with bar.of(hand_ins) as advance:
            if not isinstance(reply, StudentGraded):
                assert isinstance(reply, Declined)
                text = Text(de=f"nicht bewertet: {reply.why.de}", en=f"not graded: {reply.why.en}")
                names = ", ".join(hand_in.name for hand_in in hand_ins[:3])
                return GradedStudent((), (Problem(hand_ins[0].student, names, text, teachers=True),), is_whole=False)
            for line in reply.log:
                LOG.warning("%s", line)

            def grade(submission: Submission) -> Result:
                advance(submission.exercise)
                return self._result(submission, reply)

            return mark(Taken(reply.submissions, reply.problems), grade)

    def _result(self, submission: Submission, reply: StudentGraded) -> Result:
        graded = reply.graded[submission.exercise]
        if graded.later:
            raise Starved
        if graded.failed is not None:
            raise NotGraded(graded.failed)
        return replace(unpack(graded.result, self._key.exercise), submission=submission)

    # ------------------------------------------------------------ what is kept

    def _keep(self, name: str, reply: StudentGraded) -> None:
        """Each result by itself, as grading here keeps it; and if all of them last, which ones belong to these files."""
        names: dict[str, str] = {}
        for exercise, graded in reply.graded.items():
            if graded.lasts:
                names[exercise] = self._name(graded.result["result"])
                self._cache.put(names[exercise], graded.result)
        if name and names.keys() == reply.graded.keys():
            self._cache.put(name, [codec.dump(replace(reply, graded={}, log=())), names, self._engine.isolation])

    def _name_of(self, sent: StudentSent) -> str:
        """Changes with everything that a student's results depend on."""
        files = [codec.dump(replace(file, content="")) for file in sent.files]
        return digest("student", self._key.course, self._cache.seed, self._only, sent.student, files, codec.dump(sent.numbers))

    def _kept(self, name: str) -> StudentGraded | None:
        kept = self._cache.get(name)
        if kept is None:
            return None
        document, names, behind = kept
        results = {exercise: self._cache.get(each) for exercise, each in names.items()}
        if None in results.values():
            return None
        self._kept_behind.add(behind)
        graded = {exercise: ResultSent(result, lasts=True) for exercise, result in results.items()}
        return replace(codec.load(StudentGraded, document), graded=graded)

    def _name(self, packed_result: Json) -> str:
        submission: Submission = codec.load(Submission, packed_result["submission"])
        version, seed = self._key.version(submission.exercise), self._cache.seed
        return kept_as(submission, version, packed_result["isolation"], class_seed=seed, illustrated=True)


@contextmanager
def cluster_lanes(
    key: CachingKey,
    cache: Cache,
    known: Sequence[Source],
    found: Found,
    *,
    context: Context,
    cluster: Cluster,
    only: tuple[str, ...] = (),
) -> Iterator[ClusterLanes]:
    """Lanes at the workers of a scheduler, which have the course until the context ends.

    Raises:
        GraderError, SandboxError: there is nobody to grade (see `Engine`).
    """
    with Engine(cluster, context.say) as engine:
        key.start()
        yield ClusterLanes(engine, key, cache, known, only, many=len(found.hand_ins) >= MANY)


def _file(hand_in: HandIn) -> FileSent:
    content = read_file(hand_in.path)
    if isinstance(content, Text):
        return FileSent(hand_in.name, refused=content)
    return FileSent(hand_in.name, as_text(content.data), content.digest)


def _emptied(found: list[GradedStudent]) -> Iterator[GradedStudent]:
    while found:
        yield found.pop()
