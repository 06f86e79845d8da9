"""A model class in nbgrader's own format: made, graded, grades read back. Runs in an environment with nbgrader.

python in_nbgrader.py COURSE.json FOLDER: prints seconds of `autograde` and `generate_feedback`, and the least share of points.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook


def marked(identifier: str, source: str, *, points: int | None) -> Any:
    """A cell that nbgrader knows: the student's own without points, one of tests with them."""
    known = {"grade": points is not None, "solution": points is None, "locked": points is not None, "task": False}
    more = {"grade_id": identifier, "schema_version": 3, "cell_type": "code"}
    return new_code_cell(source, metadata={"nbgrader": {**known, **more, **({} if points is None else {"points": points})}})


def notebook(exercise: dict[str, Any], *, solved: bool) -> Any:
    cells = [new_code_cell(exercise["head"])]
    for item in exercise["items"]:
        answer = item["answer"] if solved else "### BEGIN SOLUTION\n" + item["answer"] + "\n### END SOLUTION"
        cells.append(marked(f"answer-{item['name']}", answer, points=None))
        cells.append(marked(f"test-{item['name']}", item["test"], points=1))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=kernel)


def main(course: dict[str, Any], folder: Path) -> None:
    for exercise in course["exercises"]:
        source = folder / "source" / exercise["id"]
        source.mkdir(parents=True)
        nbformat.write(notebook(exercise, solved=False), source / f"{exercise['id']}.ipynb")
        for student in course["students"]:
            place = folder / "submitted" / student / exercise["id"]
            place.mkdir(parents=True)
            nbformat.write(notebook(exercise, solved=True), place / f"{exercise['id']}.ipynb")
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    seconds = {}
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        begun = time.perf_counter()
        for exercise in course["exercises"]:
            run = [sys.executable, "-m", "nbgrader", command, exercise["id"]]
            done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr[-2000:]
        seconds[command] = time.perf_counter() - begun
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        found = [
            (one.score, one.max_score)
            for exercise in course["exercises"]
            for one in gradebook.assignment_submissions(exercise["id"])
        ]
    assert len(found) == len(course["exercises"]) * len(course["students"]), len(found)
    share = min(score / most for score, most in found)
    print(json.dumps({"grade": seconds["autograde"], "feedback": seconds["generate_feedback"], "least": share}))


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]))
