"""What a teacher's machine makes of replies; the worker's half runs in this process, without Dask between them."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from grader.answer_key.process.caching_client import CachingKey
from grader.cli.shared.context import Context
from grader.cli.teacher.whole_class.cluster_lanes import ClusterLanes
from grader.cli.teacher.whole_class.lanes import Marking
from grader.cli.teacher.whole_class.progress_bar import progress_bar
from grader.cluster import station
from grader.cluster.course_files import packed
from grader.cluster.documents import CourseSent, Declined, Ready, Reply, of_bytes, to_bytes
from grader.course.catalogue import sources
from grader.grading.assigned_numbers import Person, Roster
from grader.grading.grade_class import GradedStudent
from grader.model import Isolation, Result, Text
from grader.sandbox.select import choose_wall
from grader.storage.cache import Cache
from grader.submissions.files.handin import HandIn

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not choose_wall().encloses, reason="workers need a wall, and only Linux has one"
)

CHOICE = """
from grader.authoring import Exercise, Given, Text, Value

exercise = Exercise(
    title=Text(de="Eins", en="One"), statement=Text(de="Gib {n} an.", en="Give {n}."), given=Given(n=1)
)


@exercise.item(Value(), points=1, prompt=Text(de="Die Zahl ${n}$", en="The number ${n}$"))
def value_of_n(n):
    return n


@exercise.variants(count=4)
def draw(dice):
    return {"n": dice.integer(2, 90)}
"""


class InProcess:
    """An engine whose only worker is this process; it counts what it was sent."""

    isolation: Isolation = "none"

    def __init__(self, answer: Callable[[bytes], Reply]) -> None:
        self.sent, self.course = 0, b""
        self._answer = answer

    def prepare(self, course: bytes) -> None:
        ready = of_bytes(Ready | Declined, station._prepared(course, 1))
        assert isinstance(ready, Ready)
        self.course, self.isolation = course, ready.isolation

    def each(self, requests: Iterator[tuple[object, bytes]]) -> Iterator[tuple[object, Reply]]:
        for about, data in requests:
            self.sent += 1
            yield about, self._answer(data)


def graded(data: bytes) -> Reply:
    reply: Reply = of_bytes(Reply, station.grade(data))
    return reply


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    (folder / "solutions").mkdir()
    (folder / "solutions" / "ex90_one.py").write_text(CHOICE, encoding="utf-8")
    return folder


class Desk:
    """A teacher's machine with a course, a cache and two hand-ins."""

    def __init__(self, course: Path, folder: Path, key: CachingKey, cache: Cache) -> None:
        self.key, self.cache, self.known = key, cache, sources(course)
        self.hand_ins = [HandIn(name, folder / f"{name}.py", f"{name}/ex90.py") for name in ("anna", "ben")]
        self.write("anna", "value_of_n = 1")
        self.write("ben", "value_of_n = 2")

    def write(self, student: str, code: str) -> None:
        path = next(one.path for one in self.hand_ins if one.student == student)
        path.write_text(f"# grader: ex90\n# %%\n{code}\n", encoding="utf-8")

    def grade(self, engine: InProcess, roster: Roster | None = None) -> dict[str, GradedStudent]:
        lanes = ClusterLanes(engine, self.key, self.cache, self.known, (), many=False)  # type: ignore[arg-type]
        by_student = [[one] for one in self.hand_ins]
        kept: list[Result] = []

        def keep(result: Result) -> Result:
            kept.append(result)
            return result

        with progress_bar(Context("en"), by_student) as bar:
            students = list(lanes.each(by_student, Marking(keep, roster), bar))
        assert lanes.isolation == choose_wall().isolation
        assert {id(result) for result in kept} == {id(result) for student in students for result in student.results}
        return {(one.results[0].submission.student or "") if one.results else one.problems[0].student: one for one in students}


@pytest.fixture(scope="module")
def desk(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    with closing(Cache(folder / "cache")) as cache, CachingKey(course, cache) as key:
        yield Desk(course, folder, key, cache)
        station._end_all()


def test_who_has_changed_nothing_is_not_sent_again(desk: Desk) -> None:
    first, again, changed = InProcess(graded), InProcess(graded), InProcess(graded)
    there = desk.grade(first)
    assert (first.sent, [there[name].results[0].points for name in ("anna", "ben")]) == (2, [1, 0])
    assert (desk.grade(again), again.sent, again.course) == (there, 0, b""), "nor does the course leave the machine"
    desk.write("ben", "value_of_n = 3 - 2")
    assert desk.grade(changed)["ben"].results[0].points == 1
    assert changed.sent == 1


def test_whoever_is_on_the_class_list_is_graded_by_their_own_numbers(desk: Desk) -> None:
    roster = Roster([Person("anna", "Anna")], b"secret", lambda exercise: desk.key.exercise(exercise, 0, 0).variants)
    engine = InProcess(graded)
    found = desk.grade(engine, roster)
    variant, shuffle = roster.numbers("anna", ["ex90"])["ex90"]
    result = found["anna"].results[0]
    assert variant
    assert (result.exercise.variant, result.submission.shuffle) == (variant, shuffle)
    assert "names neither numbers nor an order" in found["anna"].problems[0].text.en
    assert roster.numbers("ben", ["ex90"]) == {}
    assert found["ben"].results[0].exercise.variant == 0


def test_what_a_worker_could_not_do_is_a_problem_of_that_student_and_not_kept(desk: Desk) -> None:
    desk.write("anna", "value_of_n = 0 + 1")
    lost = Declined(Text(de="weg", en="gone"))
    found = desk.grade(InProcess(lambda data: lost if b'"anna"' in data else graded(data)))
    assert (found["anna"].results, found["anna"].is_whole) == ((), False)
    assert found["anna"].problems[0].text == Text(de="nicht bewertet: weg", en="not graded: gone")
    again = InProcess(graded)
    assert desk.grade(again)["anna"].results[0].points == 1
    assert again.sent == 1


def test_nothing_of_a_course_that_is_over_stays(course: Path) -> None:
    data = to_bytes(CourseSent("run", packed(course), {"ex90": ("value_of_n",)}, {"ex90": "one"}, (), 1, many=False))
    assert isinstance(of_bytes(Ready | Declined, station._prepared(data, 1)), Ready)
    name = hashlib.sha256(data).hexdigest()
    folder = Path(station._STATIONS[name]._folder.path)
    assert list(folder.rglob("ex90_one.py"))
    station.leave(name)
    assert not folder.exists()


SCRIPT = """
import sys
from grader.cli.main import main
try:
    main()
except SystemExit as ended:
    print("status", ended.code)
print("imported", sorted(name for name in sys.modules if name.partition(".")[0] in ("dask", "distributed", "tornado")))
"""


def run(course: Path, folder: Path, *arguments: str, before: str = "") -> tuple[list[str], str]:
    """Standard output by lines, and standard error, of a command in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", before + SCRIPT, *arguments],
        capture_output=True,
        text=True,
        env={"GRADER_HOME": str(course), "GRADER_CACHE": str(folder / "cache"), "GRADER_LANG": "en", "PATH": ""},
        timeout=120,
    )
    return ran.stdout.splitlines(), ran.stderr


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    (tmp_path / "class" / "anna").mkdir(parents=True)
    (tmp_path / "class" / "anna" / "ex90.py").write_text("# grader: ex90\n# %%\nvalue_of_n = 1\n")
    return tmp_path / "class"


def test_where_dask_is_missing_a_sentence_says_what_to_install(course: Path, handed_in: Path, tmp_path: Path) -> None:
    out, error = run(
        course, tmp_path, "class", str(handed_in), "--cluster", "localhost:1", before="import sys; sys.modules['dask'] = None"
    )
    assert out[0] == "status 2"
    assert error == "Grading on a cluster needs Dask. Install it: pip install 'grader[cluster]'\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [(["tcp://10.0.0.7:8786"], "is not protected"), (["localhost:8786", "--unsafe-no-sandbox"], "run behind a wall only")],
)
def test_what_is_not_allowed_is_refused_before_anything_is_connected(
    course: Path, handed_in: Path, tmp_path: Path, options: list[str], said: str
) -> None:
    out, error = run(course, tmp_path, "class", str(handed_in), "--cluster", *options)
    assert out == ["status 2", "imported []"]
    assert said in error
