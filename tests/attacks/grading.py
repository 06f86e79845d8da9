"""A class of attackers with two innocents among them, graded by the real pipeline."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.answer_key.process.client import LiveKey
from grader.grading import grade_submission
from grader.grading.grade_class import GradedStudent, grade_class, grade_student, in_lanes
from grader.model import Verdict
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Wall
from grader.submissions.files.handin import HandIn
from grader.submissions.files.which_counts import take
from grader.submissions.finding.class_files import found_in
from tests.attacks.answers import FUNCTIONS
from tests.attacks.attack import Attack

COURSE = Path(__file__).parent / "course"
SHORT = Limits(soft=0.5, grace=0.2, hard=4.0, waiting=4.0, starving=60.0, rounds=1)
SQUARE = "def squared(x): return x * x"
TEMPLATE = "# grader: ex90\n# %% \n{code}\n# %%\ntwo = 2\n"


@dataclass(frozen=True, slots=True)
class Places:
    """Where attackers look; what they might damage is thrown away afterwards."""

    folder: Path
    library: Path  # a file beside the libraries, which children may read

    def fill(self, code: str) -> str:
        paths = {
            "reference": COURSE / "solutions" / "ex90_target.py",
            "solutions": COURSE / "solutions",
            "repository": COURSE.parents[2],
            "hand_ins": self.folder / "class",
            "other": self.folder / "class" / "000innocent" / "ex90.py",
            "folder": self.folder,
            "canary": self.folder / "canary",
            "library": self.library,
            "site": sysconfig.get_path("purelib"),
        }
        for name, path in paths.items():
            code = code.replace(f"{{{name}}}", repr(str(path)))
        return code


@contextmanager
def places(folder: Path, *, walled: bool) -> Iterator[Places]:
    """Files to attack; without a wall none of them lies outside of `folder`."""
    (folder / "canary").write_text("canary")
    site = Path(sysconfig.get_path("purelib"))
    library = (site if walled else folder) / "grader-attacked.txt"
    try:
        library.write_text("library")
    except PermissionError:  # an environment that is not ours: everything may stay as it is
        library = site / "sympy" / "__init__.py"
    try:
        yield Places(folder, library)
    finally:
        if library.name == "grader-attacked.txt":
            library.unlink(missing_ok=True)


def grade(attacks: Sequence[Attack], wall: Wall, at: Places, key: LiveKey) -> dict[str, dict[str, Verdict]]:
    """Verdicts by student and item; attackers are called by their place in `attacks`."""
    hand_in = at.folder / "class"
    for student in ("000innocent", "zzzinnocent"):
        _write(hand_in / student, f"one = 1\n{SQUARE}")
    for number, attack in enumerate(attacks):
        code = at.fill(attack.code)
        if attack in FUNCTIONS:
            code = f"one = 1\n{code}"
        else:
            code += f"\n# %%\n{SQUARE}" if "one = " in attack.code else f"\none = 1\n# %%\n{SQUARE}"
        _write(hand_in / f"a{number:03}", code)
    with found_in(hand_in, {"ex90": "target"}) as found:
        pass  # the files of a folder stay where they are
    with LocalExecutor(lanes=2, limits=SHORT, wall=wall) as executor:
        if wall.encloses:  # nobody runs attacks where the wall is broken
            executor.preflight([COURSE / "solutions" / "ex90_target.py"])

        def mark(hand_in: HandIn) -> GradedStudent:
            with executor.session() as session:
                taken = take([session.read_file(hand_in, {"ex90": ["one", "two", "squared"]})])
                return grade_student(taken, lambda one: grade_submission.grade(one, key, session, seed=0))

        gradebook = grade_class(in_lanes(mark, found.hand_ins, 2), [], (), isolation=executor.isolation)
    assert gradebook.results, gradebook.problems[:1]
    return {
        str(result.submission.student): {verdict.item.name: verdict for verdict in result.verdicts}
        for result in gradebook.results
    }


def _write(folder: Path, code: str) -> None:
    folder.mkdir(parents=True)
    (folder / "ex90.py").write_text(TEMPLATE.replace("{code}", code), encoding="utf-8")
