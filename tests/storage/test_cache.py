"""What is remembered between runs: found again only while everything it depends on is the same, and never needed."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from grader.answer_key.process.caching_client import CachingKey
from grader.grading import grade_submission
from grader.model import Cell, Exercise, Isolation, Match, Submission
from grader.runner.supervisor.local import LocalExecutor
from grader.runner.supervisor.run_result import Run
from grader.storage import cache
from grader.storage.cache import Cache
from tests.conftest import ROOT, Command
from tests.runner.making import SHORT
from tests.warm import Warm


@dataclass
class Counting:
    """An executor that counts what it runs."""

    inner: LocalExecutor
    runs: list[str] = field(default_factory=list)

    @property
    def isolation(self) -> Isolation:
        return self.inner.isolation

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False, patient: bool = False) -> Run:
        self.runs.append(submission.student or "")
        return self.inner.run(submission, exercise, alone=alone, patient=patient)


@dataclass(frozen=True)
class Course:
    """A course of one exercise, a cache of its own, and the keys that ask about it."""

    root: Path
    cache: Path
    key: type[CachingKey]


def copied(folder: Path) -> Path:
    (folder / "solutions").mkdir()
    shutil.copy(ROOT / "solutions" / "ex10_three_steps.py", folder / "solutions")
    return folder


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Warm]]:
    """What nobody changes, and a key worker that goes from one key to the next."""
    root = copied(tmp_path_factory.mktemp("course"))
    warm = Warm(frozenset([root]))
    yield root, warm
    warm.close()


@pytest.fixture
def course(tmp_path: Path, shared: tuple[Path, Warm]) -> Course:
    return Course(shared[0], tmp_path / "cache", shared[1].key())


@pytest.fixture
def own_course(tmp_path: Path) -> Course:
    """One whose source may be changed, with key workers that end with their keys."""
    return Course(copied(tmp_path), tmp_path / "cache", CachingKey)


@pytest.fixture(scope="module")
def executor() -> Iterator[LocalExecutor]:
    with LocalExecutor(limits=SHORT) as local:
        yield local


@pytest.fixture
def counting(executor: LocalExecutor) -> Counting:
    return Counting(executor)


def submission(code: str, student: str = "anna") -> Submission:
    return Submission(student, "ex10", 0, (Cell(1, code),), "0", "ex10.py")


def graded(course: Course, counting: Counting, *submissions: Submission, fresh: bool = False) -> list[str]:
    cache = Cache(course.cache, fresh=fresh)
    with course.key(course.root, cache) as key:
        results = [grade_submission.grade_once(one, key, counting, cache, illustrated=False) for one in submissions]
    cache.close()
    return [f"{result.submission.student} {result.points}" for result in results]


def test_a_second_run_grades_only_what_changed(course: Course, counting: Counting) -> None:
    first = graded(course, counting, submission("steps = [1, 2, 3]"), submission("limit_value = 3", "ben"))
    assert counting.runs == ["anna", "ben"]
    again = graded(course, counting, submission("steps = [1, 2, 3]"), submission("limit_value = 4", "ben"))
    assert counting.runs == ["anna", "ben", "ben"]
    assert again[0] == first[0]
    assert again[1] != first[1]


def test_the_same_code_of_somebody_else_keeps_its_own_name(course: Course, counting: Counting) -> None:
    found = graded(course, counting, submission("limit_value = 3"), submission("limit_value = 3", "ben"))
    assert [line.split()[0] for line in found] == ["anna", "ben"]
    assert counting.runs == ["anna"]


def test_another_source_is_another_exercise(own_course: Course, counting: Counting) -> None:
    graded(own_course, counting, submission("steps = [1, 2, 3]"))
    source = own_course.root / "solutions" / "ex10_three_steps.py"
    source.write_text(source.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    graded(own_course, counting, submission("steps = [1, 2, 3]"))
    assert len(counting.runs) == 2


def test_fresh_finds_nothing_again(course: Course, counting: Counting) -> None:
    graded(course, counting, submission("steps = [1, 2, 3]"))
    graded(course, counting, submission("steps = [1, 2, 3]"), fresh=True)
    assert len(counting.runs) == 2


def test_what_ran_out_of_time_is_tried_again(course: Course, counting: Counting) -> None:
    endless = submission("while True: pass\nsteps = [1]")
    graded(course, counting, endless)
    graded(course, counting, endless)
    assert len(counting.runs) == 2


def test_a_late_cell_that_ran_out_of_time_is_tried_again(course: Course, counting: Counting) -> None:
    cells = (Cell(1, "steps = [1, 2, 3]"), Cell(2, "while True: pass"))
    late = replace(submission(""), cells=cells)
    graded(course, counting, late)
    graded(course, counting, late)
    assert len(counting.runs) == 2


def test_a_comparison_that_was_stopped_is_tried_again(
    course: Course, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(course.key, "match", lambda *_: Match("cannot_tell", timed_out=True))
        stopped = graded(course, counting, submission("limit_value = 3"))
    again = graded(course, counting, submission("limit_value = 3"))
    assert len(counting.runs) == 2
    assert again != stopped


def test_the_worker_starts_only_for_what_is_new(own_course: Course, executor: LocalExecutor) -> None:
    code = submission("steps = [1, 2, 3]\nlimit_value = 3")
    pids = []
    for one in (code, code, submission("steps = [1, 2, 4]")):
        cache = Cache(own_course.cache)
        with CachingKey(own_course.root, cache) as key:
            key.start()
            grade_submission.grade(one, key, executor, seed=cache.seed)
            pids.append(key.running)
        cache.close()
    assert pids == [True, False, True]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    Cache(tmp_path / "cache").close()
    (file,) = (tmp_path / "cache").glob("*.sqlite")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put("a", 1)
    cache.close()
    (file,) = tmp_path.glob("*.sqlite")
    for other in tmp_path.iterdir():
        other.unlink()
    file.write_bytes(damage)
    cache = Cache(tmp_path)
    assert cache.get("a") is None
    cache.put("a", 2)
    assert cache.get("a") == 2
    cache.close()


@pytest.mark.parametrize(("named", "kept"), [("1", None), ("3", 7), ("", 7), ("much", 7)])
def test_a_file_that_is_too_large_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, kept: int | None
) -> None:
    cache = Cache(tmp_path)
    cache.put("a", 7)
    cache.put("large", "x" * (2 << 20))
    cache.close()
    monkeypatch.setenv("GRADER_CACHE_MB", named)
    cache = Cache(tmp_path)
    assert cache.get("a") == kept
    cache.close()


def test_the_seed_of_another_machine_is_used_and_not_kept(tmp_path: Path) -> None:
    own = Cache(tmp_path)
    own.close()
    other = Cache(tmp_path, seed=own.seed + 1)
    assert other.seed == own.seed + 1
    other.close()
    again = Cache(tmp_path)
    assert again.seed == own.seed
    again.close()


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put("a", 1)
    assert cache.get("a") is None
    assert cache.seed


def test_a_killed_writer_leaves_a_whole_cache(tmp_path: Path) -> None:
    program = (
        "import sys, itertools\nfrom pathlib import Path\nfrom grader.storage.cache import Cache\n"
        "cache = Cache(Path(sys.argv[1]))\n"
        "for n in itertools.count():\n    cache.put(f'{n}', ['x' * 5000, n])\n    print(n, flush=True)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    written = [int(next(writer.stdout)) for _ in range(20)]
    writer.kill()
    writer.wait()
    writer.stdout.close()
    cache = Cache(tmp_path)
    assert [cache.get(str(n))[1] for n in written] == written
    cache.close()


def test_the_class_command_goes_on_where_it_was(command: Command, own_course: Course, tmp_path: Path) -> None:
    for student, code in (("anna", "limit_value = 3"), ("ben", "limit_value = 2")):
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "ex10_three_steps.py").write_text(f"# %%\n{code}\n")
    documents = []
    for more in ((), (), ("--fresh",)):
        own = {"GRADER_CACHE": str(own_course.cache), "GRADER_HOME": str(own_course.root)}
        ran = command("class", "class", "--json", "--unsafe-no-sandbox", *more, **own)
        assert ran.status == 0, ran.err
        documents.append(json.loads(ran.out))
    assert documents[0] == documents[1] == documents[2]


def test_results_of_before_share_one_exercise(course: Course, counting: Counting) -> None:
    for _ in range(2):
        cache = Cache(course.cache)
        with course.key(course.root, cache) as key:
            results = [
                grade_submission.grade_once(submission(f"limit_value = {n}"), key, counting, cache, illustrated=False)
                for n in (1, 2)
            ]
        cache.close()
    assert len(counting.runs) == 2
    assert results[0].exercise is results[1].exercise
    assert results[0].verdicts[0].item is results[1].verdicts[0].item


def test_a_student_who_has_changed_nothing_gets_the_same_result_without_a_run(command: Command, tmp_path: Path) -> None:
    code = "# %%\nimport time\nsteps = [1, 2, time.time_ns()]\n"
    (tmp_path / "ex10.py").write_text(code)
    first, second, fresh = (
        command("ex10", "--json", *more, GRADER_CACHE=str(tmp_path / "c")).out for more in ((), (), ("--fresh",))
    )
    assert first == second != fresh
    (tmp_path / "ex10.py").write_text(code.replace("[1, 2", "[1, 3"))
    assert command("ex10", "--json", GRADER_CACHE=str(tmp_path / "c")).out not in (first, fresh)


def test_a_cache_of_an_older_layout_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LAYOUT", 1)
    old = Cache(tmp_path)
    old.put("a", [1])
    monkeypatch.undo()
    new = Cache(tmp_path)  # while the older program still has its own open
    old.put("b", [2])
    assert new.get("a") is None
    assert {path.name for path in tmp_path.glob("*.sqlite")} == {f"cache-{cache.LAYOUT}.sqlite"}
    old.close()
    new.close()
    assert len(list(tmp_path.iterdir())) == 1
