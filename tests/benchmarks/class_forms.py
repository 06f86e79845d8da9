"""A class in four forms – folder, zip, zip with other folders, flat zip: same people, same files, same verdicts, and those
that were planned. python tests/benchmarks/class_forms.py FORMS FOLDER...

FORMS: how many of the four are graded, 0 to 4. What is the same to the byte is then found again in the cache; GRADER_CACHE on
an empty folder grades the first form anew. Each FOLDER holds `moodle4`, `moodle4.zip`, `underscore.zip`, `flat.zip` and
`planned.json`: person → exercise → item → r (right), w (fewer points than possible), n (not attempted), t (a text).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from grader.course import catalogue  # noqa: E402
from grader.runner.supervisor.remarks import told  # noqa: E402
from grader.submissions.files.files import Bytes, read_file  # noqa: E402
from grader.submissions.files.handin import ReadHandIn  # noqa: E402
from grader.submissions.files.which_counts import take  # noqa: E402
from grader.submissions.finding.class_files import found_in  # noqa: E402
from grader.submissions.parsing.reading import read  # noqa: E402

FORMS = ("moodle4", "moodle4.zip", "underscore.zip", "flat.zip")
Taken = dict[tuple[str, str], tuple[str, str]]
Verdicts = dict[tuple[str, str, str], tuple[str, str, str, str, str]]


def listed() -> list[dict[str, Any]]:
    done = subprocess.run([sys.executable, "-m", "grader.cli", "list", "--json"], cwd=ROOT, capture_output=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)["exercises"]
    return found


def taken_from(form: Path, slugs: dict[str, str], names: dict[str, list[str]]) -> tuple[set[str], Taken]:
    """The people, and by person and exercise the name and the digest of the file that counts. No code of the class runs."""
    with found_in(form, slugs) as found:
        parsed = []
        for one in found.hand_ins:
            content = read_file(one.path)
            if isinstance(content, Bytes):
                parsed.append(ReadHandIn(one, content.digest, told(read(content.data, one.own, names), one.own, names)))
        people = {one.student for one in found.hand_ins} | {problem.student for problem in found.problems}
        taken = take(parsed, slugs)
    files = {(one.student or "", one.exercise): (one.file.rpartition("/")[2], one.digest) for one in taken.submissions}
    return people, files


def graded(form: Path) -> Verdicts:
    """Outcome, points, sentence, known mistake and kind by person, exercise and item."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "grader.cli", "class", str(form), "--json", "--jobs", "2", "--out", out]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return {
        (result["student"], result["exercise"], item["name"]): (
            item["outcome"],
            f"{item['points']}/{item['max_points']}",
            str(item["feedback"]),
            item["mistake"] or "",
            item["kind"],
        )
        for result in json.loads(done.stdout)["results"]
        for item in result["items"]
    }


def as_planned(plan: str, outcome: str, points: str) -> bool:
    got, most = points.rsplit("/", 1)
    full = Fraction(got) >= Fraction(most)
    return {"r": full, "w": not full, "n": outcome == "missing", "t": outcome == "pending"}[plan]


def told_by(verdict: tuple[str, str, str, str, str]) -> str:
    """What a wrong answer's sentence is about; where nothing of the answer was recognised, the item's own hint."""
    outcome, _, _, mistake, kind = verdict
    if mistake:
        return "known mistake"
    if outcome in ("follow_through", "undecided"):
        return outcome
    return "the code or the notation" if kind == "function" or outcome in ("crashed", "invalid", "timeout") else "item's hint"


def main(forms: int, folders: list[str]) -> None:
    course = listed()
    known = catalogue.sources(ROOT)
    slugs = {source.id: source.slug for source in known}
    names = {one["id"]: [item["name"] for item in one["items"]] for one in course}
    for folder in map(Path, folders):
        people, files = taken_from(folder / FORMS[0], slugs, names)
        for form in FORMS[1:]:
            others, other_files = taken_from(folder / form, slugs, names)
            print(f"{folder.name} {form}: people {sorted(people ^ others)}, files", end=" ")
            print(sorted(place for place in files.keys() | other_files.keys() if files.get(place) != other_files.get(place)))
        print(f"{folder.name}: {len(people)} people, {len(files)} files")
        if not forms:
            continue
        verdicts = graded(folder / FORMS[0])
        for form in FORMS[1:forms]:
            again = graded(folder / form)
            print(
                f"{folder.name} {form}: verdicts",
                [p for p in verdicts.keys() | again.keys() if verdicts.get(p) != again.get(p)],
            )
        planned = json.loads((folder / "planned.json").read_text(encoding="utf-8"))
        kept: Counter[str] = Counter()
        sentences: Counter[str] = Counter()
        for person, exercises in planned.items():
            for exercise, items in exercises.items():
                for item, plan in items.items():
                    found = verdicts.get((person, exercise, item))
                    if plan == "w" and found is not None:
                        sentences[told_by(found)] += 1
                    if found is not None and as_planned(plan, found[0], found[1]):
                        kept["kept"] += 1
                    else:
                        kept["otherwise"] += 1
                        print(f"{folder.name} {person} {exercise} {item}: planned {plan}, {found}")
        print(f"{folder.name}: {len(verdicts)} items, plans {dict(kept)}, sentences to wrong answers {dict(sentences)}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
